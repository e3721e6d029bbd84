"""What each attribute with an address does: whether a reader follows it, or the page loads it."""

import re
from collections.abc import Iterator
from enum import Enum

from selectolax.lexbor import LexborNode


class Use(Enum):
    """What becomes of an address."""

    FOLLOWED = "followed"  # by a reader who clicks
    LOADED = "loaded"  # by the page, or sent to
    PICTURE = "picture"  # loaded; may be a data: address
    NAMED = "named"  # by search engines and the keyboard


_ATTRIBUTES = {
    ("a", "href"): Use.FOLLOWED,
    ("area", "href"): Use.FOLLOWED,
    ("a", "ping"): Use.LOADED,
    ("img", "src"): Use.PICTURE,
    ("image", "href"): Use.PICTURE,
    ("image", "xlink:href"): Use.PICTURE,
    ("input", "src"): Use.PICTURE,
    ("video", "poster"): Use.PICTURE,
}
_NAMES = (
    "href",
    "src",
    "action",
    "formaction",
    "data",
    "poster",
    "xlink:href",
    "ping",
    "background",
    "srcset",
    "manifest",
)
SELECTOR = ", ".join(f"[{name.replace(':', chr(92) + ':')}]" for name in _NAMES) + ', meta[http-equiv="refresh" i]'
# Of <link>; any other relation makes the browser load something.
_NAMED = frozenset({"canonical", "prev", "next", "alternate", "author", "license", "help", "search", "me"})

_CANDIDATE = re.compile(r"[\s,]*(\S*[^\s,])(?:\s[^,]*)?")  # of a srcset


def addresses(node: LexborNode) -> Iterator[tuple[str, str, Use]]:
    """Yield the addresses of an element: the attribute, the address, and what becomes of it."""
    tag = node.tag or ""
    attributes = node.attributes
    if tag == "meta":
        address = (attributes.get("content") or "").partition("=")[2].strip()
        if address:
            yield "content", address.strip("'\""), Use.FOLLOWED
        return
    for name in _NAMES:
        if name not in attributes:
            continue
        text = attributes[name] or ""
        if name == "srcset":
            yield from ((name, one[1], Use.PICTURE) for one in _CANDIDATE.finditer(text))
        elif name == "href" and tag == "link":
            yield name, text, _use_of_link((attributes.get("rel") or "").lower().split())
        elif name != "data" or tag == "object":
            yield name, text, _ATTRIBUTES.get((tag, name), Use.LOADED)


def _use_of_link(relations: list[str]) -> Use:
    if "icon" in relations:
        return Use.PICTURE
    loads = "stylesheet" in relations or not relations or not _NAMED.issuperset(relations)
    return Use.LOADED if loads else Use.NAMED
