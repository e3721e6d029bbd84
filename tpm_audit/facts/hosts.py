"""The name of a computer in the internet, as in web and e-mail addresses."""

import ipaddress
import re

import idna

_LONGEST = 253
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")


def canonical_host(written: str) -> str | None:
    """Return the host in lower case, umlauts as the internet writes them (xn--…); None if it is none."""
    host = written.removesuffix(".")
    if not host or len(host) > _LONGEST:
        return None
    if host.startswith("[") and host.endswith("]"):
        return _address(host[1:-1])
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True).decode("ascii")
        except idna.IDNAError:
            return None
    labels = host.lower().split(".")
    if labels[-1].isdigit():
        return _address(host)
    if not all(map(_LABEL.fullmatch, labels)) or (len(labels) == 1 and labels != ["localhost"]):
        return None
    return ".".join(labels)


def _address(written: str) -> str | None:
    try:
        address = ipaddress.ip_address(written)
    except ValueError:
        return None
    return f"[{address}]" if address.version == 6 else str(address)  # noqa: PLR2004 (the name of the version)
