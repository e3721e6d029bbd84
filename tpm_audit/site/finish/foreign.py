"""What in a page or beside it would ask another host, or run where no policy holds: style sheets, scripts, handlers."""

import posixpath
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from selectolax.lexbor import LexborNode

from tpm_audit.site.finish.addresses import as_browsers_read
from tpm_audit.site.finish.faults import FaultList
from tpm_audit.site.finish.file_search import INDEX_SCRIPTS
from tpm_audit.site.finish.links import FOREIGN
from tpm_audit.site.finish.sheets import SheetAddress, SheetFaultError, sheet_addresses, sheet_text
from tpm_audit.site.finish.theme_scripts import is_theme_script, without_source_map
from tpm_audit.site.finish.tree import Page, Trees, tag_text
from tpm_audit.site.own_words import files_taken_over
from tpm_audit.source.message import Message, say

_HANDLER = re.compile(r"on[a-z]+")
_MAYBE_HANDLER = re.compile(rb" on[a-z]+=\"")  # in a page as Lexbor writes it; such a text is no handler yet
_BASE = say("such an element changes where everything else on the page leads")
_ENCODED = say("a page, a style sheet and a script are UTF-8, and name no other encoding")
_ANIMATED = say("an animation of a link, which no check sees")
_UNSEEN = say("an element with a page of its own inside it, which no check sees")
# What the themes' scripts look for before they fetch a further script, or a repository's figures, from elsewhere.
_FETCHING = "pre.mermaid, .pyodide, .glightbox, [data-md-component=source]"

_MISSING = say("asks for a file that is not there")
_NO_SHEET = say("imports a file that is no style sheet; its name must end in .css")

_SHOWN = 40  # characters of an address
_REFUSED = {
    "base": _BASE,
    "iframe": _UNSEEN,
    "template": _UNSEEN,
    # Elements where no script runs, as here; one long text to a browser, which may end elsewhere.
    "noscript": _UNSEEN,
    "meta": _ENCODED,
    "link": _ENCODED,
    "script": _ENCODED,
}
_REFUSED_SELECTOR = (
    "base, iframe[srcdoc], template, noscript, [charset]:is(meta, link, script):not([charset='utf-8' i]), "
    "meta[http-equiv='content-type' i]"
    ":not([content='text/html; charset=utf-8' i], [content='text/html;charset=utf-8' i])"
)
_MAYBE_REFUSED = (b"<base", b"<template", b"<noscript", b" srcdoc=", b' http-equiv="c', b' http-equiv="C')
_CHARSET, _UTF_8 = b' charset="', b' charset="utf-8"'
# Attributes that browsers read like a value in a style sheet, or animate one with.
_STYLED = (
    *("fill", "stroke", "filter", "mask", "clip-path", "cursor", "marker", "marker-start", "marker-mid", "marker-end"),
    *("from", "to", "by", "values"),
)
_MAYBE_STYLED = re.compile(rf' (?:{"|".join(_STYLED)})="[^"]*[(\\\\]'.encode())
_STYLED_SELECTOR = ", ".join(f"[{name}]" for name in _STYLED)
_MAYBE_ANIMATED = re.compile(rb' attribute[nN]ame="')
_ADDRESS_IN_SCRIPT = re.compile(r"""["'`]\s*((?:https?|wss?):)?//(?!www\.w3\.org/)[\w$\[]""", re.IGNORECASE)


def refuse_in_page(page: Page, content: bytes, files: set[str], faults: FaultList) -> None:
    """Refuse event handlers, and elements that bring in what no step has seen."""
    if any(mark in content for mark in _MAYBE_REFUSED) or content.count(_CHARSET) != content.count(_UTF_8):
        for node in page.document.css(_REFUSED_SELECTOR):
            faults.add(page.path, _REFUSED[node.tag or ""], tag_text(node))
    for node in page.document.css(_FETCHING):
        what = say("the theme would fetch a script for this element from another host; an image shows the same")
        faults.add(page.path, what, tag_text(node))
    if _MAYBE_HANDLER.search(content):
        for node in page.document.css("*"):
            if _has_handler(node):
                faults.add(page.path, say("a script inside an attribute, which does not run here"), tag_text(node))
    if _MAYBE_STYLED.search(content):
        _refuse_in_attributes(page, files, faults)
    if _MAYBE_ANIMATED.search(content):
        _refuse_animations(page, faults)


def _has_handler(node: LexborNode) -> bool:
    return any(_HANDLER.fullmatch(name) for name in node.attributes)


def _refuse_animations(page: Page, faults: FaultList) -> None:
    for node in page.document.css("[attributename]"):
        if any(name.lower() == "attributename" and _leads(value) for name, value in node.attributes.items()):
            faults.add(page.path, _ANIMATED, tag_text(node))


def _leads(attribute: str | None) -> bool:
    return (attribute or "").strip().lower().endswith(("href", "src"))


def _refuse_in_attributes(page: Page, files: set[str], faults: FaultList) -> None:
    for node in page.document.css(_STYLED_SELECTOR):
        for name, value in node.attributes.items():
            if name in _STYLED and value and ("(" in value or "\\" in value):
                for fault, _ in _judged(page.path, value, files, set()):
                    faults.add(page.path, fault, tag_text(node))


def refuse_in_sheets(trees: Trees, faults: FaultList) -> set[str]:
    """Refuse style sheets that load from other hosts or ask for what is not there; return the files they ask for."""
    asked: set[str] = set()
    for path in sorted(path for path in trees.files if path.lower().endswith(".css")):
        content = (trees.folder / path).read_bytes()
        if _is_of_a_theme(path, content):
            continue
        try:
            text = sheet_text(content)
        except SheetFaultError as fault:
            faults.add(path, fault.what, fault.where)
            continue
        for what, where in _judged(path, text, trees.files, asked):
            faults.add(path, what, where)
    return asked


def _is_of_a_theme(path: str, content: bytes) -> bool:
    """Say whether a style sheet came with a theme, byte for byte; a test reads those, a build need not."""
    known = _theme_sheets().get(posixpath.basename(path), ())
    return any(without_source_map(theirs.read_bytes()) == without_source_map(content) for theirs in known)


@cache
def _theme_sheets() -> dict[str, list[Path]]:
    sheets: dict[str, list[Path]] = {}
    for path in files_taken_over():
        if path.suffix == ".css":
            sheets.setdefault(path.name, []).append(path)
    return sheets


def refuse_in_scripts(trees: Trees, known: frozenset[str], faults: FaultList) -> None:
    """Refuse scripts that name other hosts.

    The themes' own have been closed, an index holds texts alone, and ``known`` were looked at when they were chosen.
    """
    for path in sorted(path for path in trees.files - known if path.lower().endswith(".js")):
        if is_theme_script(path) or path.endswith(INDEX_SCRIPTS):
            continue
        text = (trees.folder / path).read_text(encoding="utf-8", errors="replace")
        for found in _ADDRESS_IN_SCRIPT.finditer(text):
            faults.add(path, say("a script that names another host"), text[found.start() : found.end() + _SHOWN])


def _judged(path: str, text: str, files: set[str], asked: set[str]) -> Iterator[tuple[Message, str]]:
    """Yield the faults of a style sheet, or of a value in a page; what it may ask for is added to ``asked``."""
    try:
        for one in sheet_addresses(text):
            if (fault := _judge(path, one, files, asked)) is not None:
                yield fault, one.where
    except SheetFaultError as fault:
        yield fault.what, fault.where


def _judge(path: str, one: SheetAddress, files: set[str], asked: set[str]) -> Message | None:
    address = as_browsers_read(one.address)
    if not one.imported and (address.lower().startswith("data:image/") or address.startswith("#")):
        return None
    if ":" in address or address.startswith(("/", "\\")):
        return FOREIGN
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(re.split("[?#]", address)[0])))
    if target not in files:
        return _MISSING
    if one.imported and not target.lower().endswith(".css"):
        return _NO_SHEET
    asked.add(target)
    return None
