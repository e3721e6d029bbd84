"""Moves what the policy refuses inside a page into files: scripts, style sheets, style attributes.

A script keeps its place, and as a file without ``async`` or ``defer`` it runs there as it ran before.
"""

import hashlib

from selectolax.lexbor import LexborNode

from tpm_audit.site.finish.faults import FaultList
from tpm_audit.site.finish.tree import Page, Trees, tag_text
from tpm_audit.source.message import say

FOLDER = "assets/inline"
_KINDS = ("javascript", "ecmascript", "x-javascript", "x-ecmascript")
_OLD = ("text/jscript", "text/livescript", *(f"text/javascript1.{n}" for n in range(6)))
# What browsers run, as the standard lists it; what stays in a page, which nobody runs. All else is refused: rules for
# what is loaded ahead, maps of addresses, and what browsers may learn to do.
_RUNS = frozenset({"", "module", *_OLD, *(f"{top}/{kind}" for top in ("text", "application") for kind in _KINDS)})
_DATA = frozenset({"application/json", "application/ld+json"})
_ELSEWHERE = frozenset({"src", "href", "xlink:href"})
_STYLE_MARK = "data-tpm-style"
# A style attribute is stronger than any rule; four times the same selector is stronger than a theme's.
_STRENGTH = 4
_NOT_A_LIST_OF_DECLARATIONS = ("{", "}", "<", "@", "\\", "/*", "url(")


class InlineFiles:
    """The files that were inline; pages with the same text share one."""

    def __init__(self, trees: Trees) -> None:
        self._trees = trees
        self._paths: dict[tuple[str, str], str] = {}

    def move_out(self, page: Page, faults: FaultList) -> None:
        """Move the scripts and styles of a page into files."""
        for node in page.document.css("script"):
            kind = (node.attributes.get("type") or "").strip().lower()
            if kind not in _RUNS and kind not in _DATA:
                faults.add(page.path, say("a script of a type that is neither JavaScript nor JSON"), tag_text(node))
            elif not _ELSEWHERE.isdisjoint(node.attributes):
                if node.text().strip():  # inside an SVG it may run
                    faults.add(page.path, say("a script that stands in a file and in the page"), tag_text(node))
            elif kind in _RUNS:
                self._move_script(page, node)
        for node in page.document.css("style"):
            self._move_sheet(page, node)
        self._move_attributes(page, faults)

    def _move_script(self, page: Page, node: LexborNode) -> None:
        text = node.text()
        if not text.strip():
            node.decompose()
            return
        kept = {name: value for name, value in node.attributes.items() if name in {"id", "type", "class"} and value}
        node.replace_with(page.made("script", **kept, src=page.to(self._path(text, "js"))))

    def _move_sheet(self, page: Page, node: LexborNode) -> None:
        text = node.text()
        if text.strip():
            media = node.attributes.get("media")
            kept = {"media": media} if media else {}
            node.insert_before(page.made("link", rel="stylesheet", href=page.to(self._path(text, "css")), **kept))
        node.decompose()

    def _move_attributes(self, page: Page, faults: FaultList) -> None:
        rules: dict[str, str] = {}
        for node in page.document.css("[style]"):
            declared = (node.attributes["style"] or "").strip()
            if any(sign in declared.lower() for sign in _NOT_A_LIST_OF_DECLARATIONS):
                faults.add(page.path, say("a style attribute that cannot be moved into a file"), tag_text(node))
                continue
            del node.attrs["style"]
            if declared:
                name = _short_hash(declared)
                node.attrs[_STYLE_MARK] = name
                rules[name] = f'[{_STYLE_MARK}="{name}"]' * _STRENGTH + f"{{{declared}}}\n"
        head = page.document.head
        if rules and head is not None:
            path = self._path("".join(rules[name] for name in sorted(rules)), "css")
            head.insert_child(page.made("link", rel="stylesheet", href=page.to(path)))

    def _path(self, text: str, suffix: str) -> str:
        key = (suffix, text)
        if key not in self._paths:
            path = f"{FOLDER}/{_short_hash(text)}.{suffix}"
            self._trees.write(path, text.encode())
            self._paths[key] = path
        return self._paths[key]


def _short_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
