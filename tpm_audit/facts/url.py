"""A web address: of the website, a shop, a profile.

Capitals of the host do not count, nor do the usual port, the spelling of umlauts (%C3%A4, xn--) and a missing
https://. What else does not count is set by `settings.urls.ignore` of site.yml; by default the scheme (http
or https), "www.", the slash at the end and what is added for tracking (utm_source, gclid, fbclid, …). Path,
order of the parameters and the part behind # count.

The same: "https://lindner.example" and "http://www.lindner.example/"
The same: "lindner.example/shop" and "https://LINDNER.example:443/shop/"
The same: "https://lindner.example/shop" and "https://lindner.example/shop?utm_source=flyer"
The same: "https://bäckerei.example/öffnung" and "https://xn--bckerei-5wa.example/%c3%b6ffnung"
Different: "https://lindner.example/shop" and "https://lindner.example/Shop"
Different: "https://lindner.example" and "https://lindner.test"
Different: "https://lindner.example/?id=1" and "https://lindner.example/?id=2"
Unreadable: "javascript:alert(1)"
Unreadable: "service@lindner.example"
Unreadable: "im Impressum"
"""

import re
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

from tpm_audit.facts.hosts import canonical_host
from tpm_audit.facts.text import folded
from tpm_audit.model.facts import Circumstances, Fact, Reading, Unreadable
from tpm_audit.model.site import UrlDetail
from tpm_audit.source.message import Message, say

_WITH_HOST = re.compile(r"([a-z][a-z0-9+.-]*)://|//", re.IGNORECASE)
_OTHER_SCHEME = re.compile(r"([a-z][a-z0-9+-]*):(?!\d+(?:[/?#]|$))", re.IGNORECASE)
_NO_SIGNS = re.compile(r"[\s\\\x00-\x1f\x7f]")
_WEB = ("http", "https")
_PORTS = {"http": (80,), "https": (443,), "ftp": (21,)}
_TRACKING = re.compile(
    r"(?:utm|pk|mtm|piwik|matomo|hsa|vero)_.*|(?:gcl|dcl|fbcl|ycl|ttcl|twcl)id|msclkid|gclsrc|gbraid|wbraid|gad_source"
    r"|mc_[ce]id|igshid|igsh|li_fat_id|_ga|_gl|srsltid|_hsenc|_hsmi|mkt_tok|wt_mc|oly_(?:anon|enc)_id",
    re.IGNORECASE,
)
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_KEPT = "!$&'()*+,;=:@/?-._~%"
_ENCODED = re.compile(r"%([0-9a-fA-F]{2})?")


class UrlFact(Fact):
    """A fact of kind url."""

    def read(self, text: str, circumstances: Circumstances) -> Reading | Unreadable:
        """Return the address in its one spelling; what is ignored is left out, or https."""
        written = folded(text, "NFC").strip("<>\"'")
        if not written or _NO_SIGNS.search(written):
            return Unreadable(text, say("there is no web address"))
        start = _WITH_HOST.match(written)
        if start is None:
            other = _OTHER_SCHEME.match(written)
            if other:
                return Unreadable(text, say("'{scheme}:' leads to no web page", scheme=other[1][:20].lower()))
            written = f"//{written}"
        address = _address(written, circumstances.ignored_in_urls)
        return Unreadable(text, address) if isinstance(address, Message) else Reading(text, urlunsplit(address))

    def compared_as(self) -> Message:
        """Say what does not count; more of it is set for all addresses of the workspace."""
        return say(
            "as a web address: capitals of the host and what the settings name do not count, path and parameters do"
        )

    def explain(self, standard: Reading, found: Reading) -> Message | None:
        """Say the first part of the two addresses that differs."""
        expected, seen = urlsplit(standard.value), urlsplit(found.value)
        if expected.hostname != seen.hostname:
            return _other_host(expected.hostname or "", seen.hostname or "")
        if expected.scheme != seen.scheme:
            return say("{found} instead of {expected}", found=seen.scheme, expected=expected.scheme)
        if expected.port != seen.port:
            return say("another port")
        if expected.path != seen.path:
            return _other_path(expected.path, seen.path)
        if expected.query != seen.query:
            return _other_query(expected.query, seen.query)
        return say("another part of the page")


def _address(written: str, ignored: frozenset[str]) -> SplitResult | Message:
    """Return the parts of an address in their one spelling, or why it is none."""
    try:
        parts = urlsplit(written)
        port = parts.port
    except ValueError:
        return say("there is no web address")
    if parts.scheme in ("javascript", "data", "vbscript", "file", "blob"):
        return say("'{scheme}:' leads to no web page", scheme=parts.scheme)
    if "@" in parts.netloc:
        return say("a user name or an e-mail address, not a web address")
    name = parts.hostname or ""
    host = canonical_host(f"[{name}]" if ":" in name else name)
    if host is None:
        return say("there is no web address")
    scheme = parts.scheme or "https"
    usual = _PORTS.get(scheme, ()) if parts.scheme else (80, 443)
    if UrlDetail.SCHEME in ignored and scheme in _WEB:
        scheme = "https"
    if UrlDetail.WWW in ignored and host.startswith("www.") and host.count(".") > 1:
        host = host.removeprefix("www.")
    path = _without_dots(_encoded(parts.path)) or "/"
    if UrlDetail.TRAILING_SLASH in ignored:
        path = path if path.endswith("//") else path.removesuffix("/") or "/"
    netloc = host if port is None or port in usual else f"{host}:{port}"
    query = _query(parts.query, ignored)
    return SplitResult(scheme, netloc, path, query, _encoded(parts.fragment))


def _query(query: str, ignored: frozenset[str]) -> str:
    named = [part for part in query.split("&") if part]
    if UrlDetail.TRACKING in ignored:
        named = [part for part in named if not _TRACKING.fullmatch(part.partition("=")[0])]
    return _encoded("&".join(named))


def _encoded(part: str) -> str:
    """Return a part with one spelling of every sign: percent only where it is needed, in capitals."""
    return quote(_ENCODED.sub(_one_spelling, part), safe=_KEPT, errors="replace")


def _one_spelling(match: re.Match[str]) -> str:
    if match[1] is None:
        return "%25"
    sign = chr(int(match[1], 16))
    return sign if sign in _UNRESERVED else f"%{match[1].upper()}"


def _without_dots(path: str) -> str:
    """Resolve `.` and `..`; source: RFC 3986, 5.2.4."""
    kept: list[str] = []
    parts = path.split("/")
    for position, part in enumerate(parts):
        if part == ".." and len(kept) > 1:
            kept.pop()
        if part not in (".", ".."):
            kept.append(part)
        elif position == len(parts) - 1:
            kept.append("")
    return "/".join(kept)


def _other_host(expected: str, found: str) -> Message:
    if expected in (f"www.{found}", found.removeprefix("www.")):
        return say("with www") if found.startswith("www.") else say("without www")
    if expected.endswith(f".{found}") or found.endswith(f".{expected}"):
        return say("another subdomain")
    if expected.rpartition(".")[0] == found.rpartition(".")[0]:
        return say("another ending of the domain")
    return say("another host")


def _other_path(expected: str, found: str) -> Message:
    if expected.rstrip("/") == found.rstrip("/"):
        return say("a slash at the end") if found.endswith("/") else say("no slash at the end")
    if found == "/":
        return say("the path is missing")
    if expected.lower() == found.lower():
        return say("capitals of the path differ")
    return say("another path")


def _other_query(expected: str, found: str) -> Message:
    if not found:
        return say("the parameters are missing")
    if sorted(expected.split("&")) == sorted(found.split("&")):
        return say("another order of the parameters")
    return say("another query")
