"""The pages of a site inside one document: each id is one of the whole, each link leads to a place in it."""

import posixpath
import re
from collections.abc import Collection, Mapping
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tpm_audit.pages.page import OVERVIEW
from tpm_audit.site.finish.addresses import Use, addresses, as_browsers_read, rarely_addressed, usual_addressed
from tpm_audit.site.finish.faults import FaultList
from tpm_audit.site.finish.links import (
    ABSOLUTE,
    BROKEN,
    FOLLOWED_OUTSIDE,
    FOREIGN,
    HOST,
    NO_PLACE,
    OUTSIDE,
    SCHEME,
    SCHEMES,
    is_absolute,
    names_host,
    place_in,
)
from tpm_audit.site.finish.tree import tag_text
from tpm_audit.source.message import Message

# Attributes that name other elements by their ids, several with a space between them.
_REFERRING = ("for", "headers", "aria-controls", "aria-describedby", "aria-labelledby")
_NOT_ON_PAPER = ".tpm-end, .tpm-makers, a > .tpm-unseen, form, script:not([type='application/json'])"
_TAKES_UP = re.compile(r"^(data|evidence)/")  # files beside the pages, which paper does not bring along


def anchor_of(path: str, place: str = "") -> str:
    """Return the id that a page, or a place in it, has in the document: ``touchpoints/shop/facts``."""
    page = path.removesuffix(".html").removesuffix("/index")
    return f"{page}/{place}" if place else page


class Anchors:
    """Rewrites the pages of one document, which stands in the ``folder`` of its language; faults go to ``faults``.

    ``numbers`` are those of all its pages; of pages in ``told`` a link says the number, for paper cannot be followed.
    ``pictures`` stand above the folder.
    """

    def __init__(
        self,
        folder: str,
        numbers: Mapping[str, str],
        told: Collection[str],
        pictures: Collection[str],
        faults: FaultList,
    ) -> None:
        self._folder = folder
        self._numbers = numbers
        self._told = frozenset(told)
        self._pictures = frozenset(pictures)
        self._there: set[str] = set()
        self._wanted: dict[str, tuple[str, str]] = {}
        self._faults = faults

    def rewritten(self, path: str, html: str) -> str:
        """Return the HTML of a page as it stands in the document, without what only a screen has a use for."""
        document = LexborHTMLParser(f"<body>{html}")  # or a script that comes first is put into the head
        body = document.body
        if body is None:
            return ""
        for node in document.css(_NOT_ON_PAPER):
            node.decompose()
        self._rename(path, document)
        for node in (*usual_addressed(document), *rarely_addressed(document, html.encode())):
            for name, address, use in addresses(node):
                self._lead(path, node, name, as_browsers_read(address), use)
        self._there.add(anchor_of(path))
        return body.inner_html or ""

    def check_places(self) -> None:
        """Check the places that links name, now that all pages are known."""
        for anchor, (path, address) in self._wanted.items():
            if anchor not in self._there:
                self._refuse(path, NO_PLACE, address)

    def _refuse(self, path: str, what: Message, where: str) -> None:
        self._faults.add(f"{self._folder}/{path}", what, where)

    def _rename(self, path: str, document: LexborHTMLParser) -> None:
        """Give each id the name that it has in the whole document."""
        for node in document.css("[id]"):
            if node.id:
                anchor = node.attrs["id"] = anchor_of(path, node.id)
                self._there.add(anchor)
        for name in _REFERRING:
            for node in document.css(f"[{name}]"):
                ids = (node.attributes[name] or "").split()
                node.attrs[name] = " ".join(anchor_of(path, one) for one in ids)

    def _lead(self, path: str, node: LexborNode, name: str, address: str, use: Use) -> None:
        """Let an address lead to its place in the document, or to the web; a link to what is not there is none."""
        scheme = SCHEME.match(address)
        if use is Use.PICTURE:
            self._show(path, node, name, address, embedded=address.lower().startswith("data:image/"))
        elif use is not Use.FOLLOWED:
            self._refuse(path, FOREIGN, tag_text(node))
        elif scheme is not None:
            if scheme[1].lower() not in FOLLOWED_OUTSIDE:
                self._refuse(path, SCHEMES, tag_text(node))
        else:
            self._lead_inside(path, node, name, address)

    def _show(self, path: str, node: LexborNode, name: str, address: str, *, embedded: bool) -> None:
        """Let a picture be found from the document."""
        if embedded:
            return
        file = _inside(path, unquote(address))
        if file in self._pictures:
            node.attrs[name] = f"../{file}"
            if "loading" in node.attributes:
                del node.attrs["loading"]  # nobody scrolls to it
        else:
            self._refuse(path, BROKEN if SCHEME.match(address) is None else FOREIGN, tag_text(node))

    def _lead_inside(self, path: str, node: LexborNode, name: str, address: str) -> None:
        written, _, place = address.partition("#")
        target = unquote(written.partition("?")[0])
        if is_absolute(target):
            self._refuse(path, HOST if names_host(target) else ABSOLUTE, tag_text(node))
            return
        page, place = self._page(path, target), place_in(place)
        if page is not None:
            self._wanted.setdefault(anchor_of(page, place), (path, address))
            node.attrs[name] = f"#{anchor_of(page, place)}"
            if page in self._told:
                node.attrs["data-no"] = self._numbers[page]
        elif _TAKES_UP.match(_inside(path, target)):
            node.unwrap()
        else:
            outside = _inside(path, target).startswith("..")
            self._refuse(path, OUTSIDE if outside else BROKEN, tag_text(node))

    def _page(self, path: str, target: str) -> str | None:
        """Return the page that a relative path leads to; a folder leads to the page in it."""
        inside = _inside(path, target) if target else path
        choices = (inside, posixpath.normpath(f"{inside}/{OVERVIEW}"))
        return next((one for one in choices if one in self._numbers), None)


def _inside(path: str, target: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
