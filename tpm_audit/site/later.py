"""What a heavy page brings after its first view: rows of long tables, entries of long lists, the figures of charts.

An index of thousands of touchpoints weighs megabytes, and nobody sees more than its beginning at first. What is beyond
moves into a script beside the page, which puts it back before any other script of ours runs: they find the whole page.
It is a script, for a page that is opened as a file may fetch nothing else. Pages of usual size stay as they are.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tpm_audit.language.catalogue import Language
from tpm_audit.site.finish.tree import Page
from tpm_audit.source.message import say

PAGE_WEIGHT = 60_000  # bytes of HTML; a page that weighs more brings its rest later
FIRST_ROWS = 20  # of a table: about a screen of them
FIRST_ENTRIES = 5  # of a list of what is to change: each has the height of several rows
_LIGHT = 2_000  # bytes; to move less is not worth it
_MARK = "data-tpm-later"
_SCRIPT = """for(const [name,html] of {parts})\
document.querySelector(`[{mark}="${{name}}"]`).insertAdjacentHTML("beforeend",html);
document.querySelectorAll(".tpm-later").forEach((said)=>said.remove());
if(location.hash)document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
"""


def bring_later(site: Path, languages: Sequence[Language]) -> int:
    """Move the rest of each heavy page of a finished site into a script beside it; return how many such pages it has.

    Raises:
        OSError: a file cannot be read or written.
    """
    heavy = [
        (path, language)
        for language in languages
        for path in sorted((site / language.code).rglob("*.html"))
        if path.stat().st_size > PAGE_WEIGHT
    ]
    return sum(_lighten(path, language) for path, language in heavy)


def _lighten(path: Path, language: Language) -> bool:
    """Move what a page can do without at first, the heaviest first, until it is light; say whether there was any."""
    page = Page(path.name, language, LexborHTMLParser(path.read_text(encoding="utf-8")))
    heavy = _HeavyPage(page, language)
    weight = path.stat().st_size
    for node in sorted(_movable(page.document), key=_weight, reverse=True):
        before = _weight(node)
        if weight <= PAGE_WEIGHT or before < _LIGHT:
            break
        heavy.move(node)
        weight -= before - _weight(node)
    if not heavy.parts or page.document.head is None:
        return False
    beside = path.with_suffix(".later.js")
    script = _SCRIPT.format(mark=_MARK, parts=json.dumps(heavy.parts, ensure_ascii=False))
    beside.write_text(script, encoding="utf-8", newline="\n")
    page.document.head.insert_child(page.made("script", defer="", src=page.to(beside.name)))
    path.write_bytes(page.content())
    return True


def _weight(node: LexborNode) -> int:
    return len((node.html or "").encode())


def _movable(document: LexborHTMLParser) -> Iterator[LexborNode]:
    """Yield data for charts and audits, lists of what is to change, and tables; none of them holds another."""
    yield from document.css(".tpm-chart__figure, .tpm-pairs > script")
    yield from document.css(".tpm-todos")
    yield from document.css(":not(.tpm-todo) > .tpm-table > table")


class _HeavyPage:
    """A page that is made lighter; ``parts`` are what is taken out: the mark of an element, and what ends it."""

    def __init__(self, page: Page, language: Language) -> None:
        self._page = page
        self._language = language
        self.parts: list[tuple[str, str]] = []

    def move(self, node: LexborNode) -> None:
        """Take out a figure, or what lies beyond the first rows of a table or the first entries of a list."""
        if node.tag == "script":
            self._take(node, node.text())
            node.inner_html = ""
        elif node.tag == "table":
            self._move_rows(node)
        else:
            rest = [one for one in node.iter() if one.tag == "article"][FIRST_ENTRIES:]
            if rest:
                self._move_all(node, rest)
                node.insert_child(self._said(len(rest)))

    def _move_rows(self, table: LexborNode) -> None:
        """Take out the rows behind the first ones; bodies that come after the cut go whole."""
        left, moved = FIRST_ROWS, 0
        rest: list[LexborNode] = []
        for body in [one for one in table.iter() if one.tag == "tbody"]:
            rows = [one for one in body.iter() if one.tag == "tr"]
            moved += len(rows[left:])
            if left:
                self._move_all(body, rows[left:])
            else:
                rest.append(body)
            left = max(left - len(rows), 0)
        self._move_all(table, rest)
        if moved and table.parent is not None:
            table.parent.insert_after(self._said(moved))

    def _move_all(self, target: LexborNode, nodes: Sequence[LexborNode]) -> None:
        if not nodes:
            return
        self._take(target, "".join(node.html or "" for node in nodes))
        for node in nodes:
            node.decompose()

    def _said(self, moved: int) -> LexborNode:
        """Return what stands in the place of what is taken out, until it comes."""
        text = say(
            "{n} more is about to come; without JavaScript it stands only in the data",
            "{n} more are about to come; without JavaScript they stand only in the data",
            n=moved,
        )
        return self._page.made("p", self._language.say(text), **{"class": "tpm-later"})

    def _take(self, target: LexborNode, piece: str) -> None:
        name = str(len(self.parts))
        target.attrs[_MARK] = name
        self.parts.append((name, piece))
