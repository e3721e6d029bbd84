"""Every address in every page: one inside the site leads to a file and a place in it, one outside is only followed."""

import posixpath
import re
from dataclasses import dataclass
from urllib.parse import unquote

from selectolax.lexbor import LexborNode

from tpm_audit.site.finish.addresses import Use, addresses, as_browsers_read, rarely_addressed, usual_addressed
from tpm_audit.site.finish.faults import FaultList
from tpm_audit.site.finish.tree import Page, Trees, tag_text
from tpm_audit.source.message import Message, say

SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
FOLLOWED_OUTSIDE = frozenset({"http", "https", "mailto", "tel", "sms"})
# Files of these kinds are gone through, or run nothing and ask nobody.
_SUFFIXES = {
    Use.SHEET: (".css",),
    Use.SCRIPT: (".js",),
    Use.FRAMED: (".html", ".htm", ".pdf", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif"),
}

FOREIGN = say("loads from another host, which a site that stands alone must not")
SCHEMES = say("a link may start with https:, http:, mailto:, tel: or sms:, or lead to a page of the site")
HOST = say("a link without its scheme does not open from a file; write https://")
ABSOLUTE = say("a link from the root of the host breaks in a sub-path and from files; write it from this page")
OUTSIDE = say("the link leaves the site")
_UNREAD = say("the page loads a file as a style sheet, script or page whose name does not end like that of one")
BROKEN = say("the link leads to no file of the site")
_NO_INDEX = say("the link leads to a folder that has no index.html")
NO_PLACE = say("there is no such place on the page that the link leads to")


def names_host(address: str) -> bool:
    """Say whether an address without a scheme leads to another host."""
    return address[:2].replace("\\", "/") == "//"


def is_absolute(path: str) -> bool:
    """Say whether a path begins at the root of the host."""
    return path.startswith(("/", "\\"))


def place_in(fragment: str) -> str:
    """Return the id that the end of an address names; none of the top of a page, or of words to be found in it."""
    return "" if fragment in {"", "top"} or fragment.startswith(":~:") else unquote(fragment)


@dataclass(frozen=True, slots=True)
class _Led:
    """Where an address leads: a file of the site with a place in it, or a fault; ``written`` replaces the address."""

    target: str | None = None
    place: str = ""
    fault: Message | None = None
    written: str | None = None


class Links:
    """Checks addresses; what leads where is worked out once per folder and text."""

    def __init__(self, trees: Trees) -> None:
        self._trees = trees
        self._folders = {posixpath.dirname(path) for path in trees.files}
        self._known: dict[tuple[str, str, Use], _Led] = {}
        self._places: dict[str, frozenset[str]] = {}
        self._wanted: dict[tuple[str, str], list[tuple[str, str]]] = {}
        self.asked: set[str] = set()

    def check(self, page: Page, faults: FaultList) -> bytes:
        """Check the addresses of a page, make those of folders lead to the page in them, and return what it is now."""
        places = page.document.css("[id]")
        self._places[page.path] = frozenset(
            [node.id or "" for node in places]
            + [node.attributes["name"] or "" for node in page.document.css("a[name]")]
        )
        self._check_all(page, usual_addressed(page.document), faults)
        content = page.content()
        rare = rarely_addressed(page.document, content)
        self._check_all(page, rare, faults)
        return page.content() if rare else content

    def _check_all(self, page: Page, nodes: list[LexborNode], faults: FaultList) -> None:
        for node in nodes:
            for name, address, use in addresses(node):
                self._check_one(page, node, name, address, use, faults)

    def _check_one(self, page: Page, node: LexborNode, name: str, address: str, use: Use, faults: FaultList) -> None:
        key = (page.path if page.root is not None or address[:1] in {"", "#", "?"} else page.folder, address, use)
        led = self._known.get(key)
        if led is None:
            led = self._known[key] = self._lead(page, address, use)
        if led.fault is not None:
            faults.add(page.path, led.fault, tag_text(node))
        elif led.target is not None:
            if led.written is not None:
                head, _, tail = (node.attributes[name] or "").rpartition(address)  # a refresh has the seconds before it
                node.attrs[name] = f"{head}{led.written}{tail}"
            self.asked.add(led.target)
            if led.place and led.place not in self._places.get(led.target, ()) and led.target.endswith(".html"):
                self._wanted.setdefault((led.target, led.place), []).append((page.path, address))

    def check_places(self, faults: FaultList) -> None:
        """Check the places that links name, now that all pages are known."""
        for (target, place), wanting in self._wanted.items():
            if target in self._places and place not in self._places[target]:
                for path, address in wanting:
                    faults.add(path, NO_PLACE, address)

    def _lead(self, page: Page, address: str, use: Use) -> _Led:
        text = as_browsers_read(address)
        scheme = SCHEME.match(text)
        if scheme is not None:
            return _outside(scheme[1].lower(), text, use)
        if names_host(text):
            return _Led(fault=HOST if use in {Use.FOLLOWED, Use.NAMED} else FOREIGN)
        path, _, place = text.partition("#")
        path = unquote(path.partition("?")[0])
        if is_absolute(path):
            root = None if page.root is None else unquote(page.root)
            if root is None or not path.startswith(root):
                return _Led(fault=ABSOLUTE)
            inside = posixpath.normpath(path.removeprefix(root) or ".")
        else:
            inside = posixpath.normpath(posixpath.join(page.folder, path)) if path else page.path
        return self._inside(page, inside, text, place, use)

    def _inside(self, page: Page, inside: str, text: str, place: str, use: Use) -> _Led:
        place = place_in(place) if use is Use.FOLLOWED else ""
        if inside in self._trees.files:
            read = inside.lower().endswith(_SUFFIXES.get(use, ""))
            return _Led(inside, place) if read else _Led(fault=_UNREAD)
        if inside == ".." or inside.startswith("../"):
            return _Led(fault=OUTSIDE)
        if inside not in self._folders and inside != ".":
            return _Led(fault=BROKEN)
        index = posixpath.normpath(f"{inside}/index.html")
        if index not in self._trees.files:
            return _Led(fault=_NO_INDEX)
        rest = text[len(re.split(r"[?#]", text, maxsplit=1)[0]) :]
        return _Led(index, place, written=page.to(index) + rest)


def _outside(scheme: str, text: str, use: Use) -> _Led:
    if use is Use.PICTURE and scheme == "data" and text[5:11].lower() == "image/":
        return _Led()
    if use is Use.NAMED and scheme in {"http", "https"}:
        return _Led()
    if use is Use.FOLLOWED:
        return _Led(fault=None if scheme in FOLLOWED_OUTSIDE else SCHEMES)
    return _Led(fault=FOREIGN)
