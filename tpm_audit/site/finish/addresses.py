"""What each attribute with an address does: whether a reader follows it, or the page loads it."""

import re
from collections.abc import Iterator
from enum import Enum

from selectolax.lexbor import LexborHTMLParser, LexborNode


class Use(Enum):
    """What becomes of an address."""

    FOLLOWED = "followed"  # by a reader who clicks
    LOADED = "loaded"  # by the page, or sent to
    PICTURE = "picture"  # loaded; may be a data: address
    SHEET = "sheet"  # loaded, and read as a style sheet whatever its name
    SCRIPT = "script"  # loaded, and run
    FRAMED = "framed"  # loaded as a page of its own
    NAMED = "named"  # by search engines and the keyboard


_ATTRIBUTES = {
    ("a", "href"): Use.FOLLOWED,
    ("area", "href"): Use.FOLLOWED,
    ("img", "src"): Use.PICTURE,
    ("image", "href"): Use.PICTURE,
    ("image", "xlink:href"): Use.PICTURE,
    ("input", "src"): Use.PICTURE,
    ("video", "poster"): Use.PICTURE,
    ("script", "src"): Use.SCRIPT,
    ("script", "href"): Use.SCRIPT,  # of an SVG
    ("script", "xlink:href"): Use.SCRIPT,
    ("iframe", "src"): Use.FRAMED,
    ("frame", "src"): Use.FRAMED,
    ("embed", "src"): Use.FRAMED,
    ("object", "data"): Use.FRAMED,
}
_USUAL = ("href", "src")
_RARE = (
    "action",
    "formaction",
    "data",
    "poster",
    "xlink:href",
    "ping",
    "attributionsrc",
    "background",
    "srcset",
    "imagesrcset",
    "manifest",
)
_NAMES = frozenset((*_USUAL, *_RARE))
_LISTS = frozenset({"srcset", "imagesrcset"})
_USUAL_SELECTOR = ", ".join(f"[{name}]" for name in _USUAL)
_RARE_SELECTOR = ", ".join(f"[{name.replace(':', chr(92) + ':')}]" for name in _RARE) + ", meta[http-equiv=refresh i]"
_MAYBE_RARE = tuple(f' {name}="'.encode() for name in (*_RARE, "http-equiv"))  # as Lexbor writes them
# Of <link>. Any other relation makes a browser load something, or may: what comes next, how the site is searched.
_NAMED = frozenset({"canonical", "alternate", "author", "license", "help", "me"})

# After how many seconds, and where to; browsers need neither ";" nor "url=".
_REFRESH = re.compile(r"""\s*[\d.]*\s*[;,]?\s*(?:url\s*=\s*)?(?:"([^"]*)|'([^']*)|(.*))""", re.IGNORECASE | re.DOTALL)
_REMOVED_BY_BROWSERS = dict.fromkeys(map(ord, "\t\n\r"))
_SPACE = "".join(map(chr, range(0x21)))
_CANDIDATE = re.compile(r"[\s,]*(\S*[^\s,])(?:\s[^,]*)?")  # of a srcset


def usual_addressed(document: LexborHTMLParser) -> list[LexborNode]:
    """Return the elements with an address at an attribute that all pages have."""
    return document.css(_USUAL_SELECTOR)


def rarely_addressed(document: LexborHTMLParser, content: bytes) -> list[LexborNode]:
    """Return the elements with an address elsewhere; ``content`` is the document as Lexbor writes it.

    Most pages have none, which is seen at once: to look for a dozen attributes takes as long as to read the page.
    """
    return document.css(_RARE_SELECTOR) if any(mark in content for mark in _MAYBE_RARE) else []


def addresses(node: LexborNode) -> Iterator[tuple[str, str, Use]]:
    """Yield the addresses of an element: the attribute, the address, and what becomes of it."""
    tag = node.tag or ""
    attributes = node.attributes
    if tag == "meta":
        found = _REFRESH.match(attributes.get("content") or "")
        address = next((group for group in found.groups() if group), "") if found else ""
        if address.strip():
            yield "content", address, Use.LOADED
        return
    for name, written in attributes.items():
        if name not in _NAMES:
            continue
        text = written or ""
        if name in _LISTS:
            yield from ((name, one[1], Use.PICTURE) for one in _CANDIDATE.finditer(text))
        elif name == "href" and tag == "link":
            yield name, text, _use_of_link((attributes.get("rel") or "").lower().split())
        elif name != "data" or tag == "object":
            yield name, text, _ATTRIBUTES.get((tag, name), Use.LOADED)


def as_browsers_read(address: str) -> str:
    """Return an address as browsers take it: without blanks around it, and without line ends and tabs anywhere."""
    return address.strip(_SPACE).translate(_REMOVED_BY_BROWSERS)


def _use_of_link(relations: list[str]) -> Use:
    if "stylesheet" in relations:
        return Use.SHEET
    if "icon" in relations:
        return Use.PICTURE
    return Use.NAMED if relations and _NAMED.issuperset(relations) else Use.LOADED
