"""Whom the preview answers, about what, and under which policy."""

import re
import socket
from ipaddress import ip_address
from urllib.parse import unquote_to_bytes

LOOPBACK = "127.0.0.1"
_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"  # of an empty style element, which the theme makes
_REFUSED_SIGNS = re.compile(r"[\x00-\x1f\x7f\\]")


def asked_path(target: str) -> str | None:
    """Return the path that a request asks for, decoded, or None where it is none of ours.

    Nothing is looked up on a disk by this path, and yet it holds no step up, no backslash and no control character.
    """
    raw = target.partition("?")[0].partition("#")[0]
    if not raw.startswith("/") or raw.startswith("//"):
        return None
    try:
        path = unquote_to_bytes(raw).decode("utf-8")
    except UnicodeDecodeError:
        return None
    if _REFUSED_SIGNS.search(path) or {".", ".."}.intersection(path.split("/")):
        return None
    return path


def policy(scripts: tuple[str, ...] = ()) -> str:
    """Return the policy that the site works under.

    ``scripts`` names those that the theme writes into its pages; only a build moves them to files.
    """
    return "; ".join(
        [
            "default-src 'self'",
            *([f"script-src 'self' {' '.join(scripts)}"] if scripts else []),
            "img-src 'self' data:",
            f"style-src 'self' {_STYLE}",
            "style-src-attr 'unsafe-inline'",  # a build moves these into files, too
        ]
    )


def is_ours(host: str, names: frozenset[str]) -> bool:
    """Say whether a Host header names this server; another site's name may lead here, too, but not with our consent."""
    named = host.strip().lower()
    if named in names:
        return True
    if "*" not in names:
        return False
    name = named.rpartition(":")[0] if not named.endswith("]") else named
    try:  # a numeric address belongs to nobody else's site
        ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


def is_everywhere(host: str) -> bool:
    """Say whether a server at this address is reached by every address of the machine."""
    return host in ("", "0.0.0.0", "::")  # noqa: S104 (compared, not bound)


def names_of(host: str, port: int) -> frozenset[str]:
    """Return the Host headers that are answered; ``*`` stands for every numeric address."""
    hosts = {LOOPBACK, "localhost", "[::1]", f"[{host}]" if ":" in host else host.lower()}
    if is_everywhere(host):
        hosts |= {socket.gethostname().lower()}
    names = {f"{one}:{port}" for one in hosts if one} | (hosts if port == 80 else set())  # noqa: PLR2004 (what http leaves out)
    return frozenset(names | ({"*"} if is_everywhere(host) else set()))
