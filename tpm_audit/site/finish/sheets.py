"""What a style sheet asks for, read by CSS Syntax 3: escapes, comments and strings are what browsers take them for.

Where browsers may read on at another place than this check does, nothing behind it is known: such a sheet is refused.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tinycss2 import ast, parse_component_value_list

from tpm_audit.site.finish.addresses import as_browsers_read
from tpm_audit.source.message import Message, say

_NOT_UTF_8 = say("a style sheet that is not UTF-8")
_AMBIGUOUS = say("a place in a style sheet that browsers may read in different ways")
_SHOWN = 40  # characters of a place

# Functions whose strings are addresses, also with what they hold: var(--picture, "x.png").
_FETCHING = frozenset({"url", "src", "image", "image-set", "-webkit-image-set", "cross-fade", "-webkit-cross-fade"})
_NAMING = frozenset({"type", "format", "tech"})  # inside of those: what kind of file it is
# A custom property may carry a string into such a function: one that names a host is an address wherever it stands.
_ABSOLUTE = re.compile(r"(?:https?|wss?|ftp|file):\S|[/\\]{2,}[^/\\\s]", re.IGNORECASE)
# Part of a name for older browsers, none for those that follow the newer standard, where url( may begin behind it.
_DISPUTED = re.compile(
    "[^\0-\x7f·À-ÖØ-öø-ͽ\u037f-\u1fff\u200c\u200d\u203f\u2040\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]"
)
_NAMED = (ast.IdentToken, ast.AtKeywordToken, ast.HashToken)


class SheetFaultError(Exception):
    """A style sheet cannot be checked; ``where`` is the line, the column, and what stands there."""

    def __init__(self, what: Message, where: str) -> None:
        self.what = what
        self.where = where
        super().__init__(f"{what.text}: {where}")


@dataclass(frozen=True, slots=True)
class SheetAddress:
    """An address in a style sheet, without escapes; ``where`` is how it is asked for, ``imported`` as a style sheet."""

    address: str
    where: str
    imported: bool = False


def sheet_text(content: bytes) -> str:
    """Return the text of a style sheet.

    Raises:
        SheetFaultError: it is not UTF-8.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise SheetFaultError(_NOT_UTF_8, str(fault)) from fault


def sheet_addresses(text: str) -> Iterator[SheetAddress]:
    """Yield the addresses in a style sheet, or in a value of one.

    Raises:
        SheetFaultError: it names another encoding, or browsers may read it in different ways.
    """
    if "\0" in text:
        raise SheetFaultError(_AMBIGUOUS, "NUL")
    plain = text.isascii() and "\\" not in text
    pending = [_Level(parse_component_value_list(text, skip_comments=True))]
    while pending:
        level = pending.pop()
        rule = ""  # the at-rule whose address or name is to come
        for node in level.nodes:
            _refuse_ambiguous(node, text, plain=plain)
            if isinstance(node, ast.AtKeywordToken):
                rule = node.value.lower()
            elif isinstance(node, ast.StringToken | ast.URLToken):
                yield from _addresses_of(node, level, rule)
                rule = ""
            elif isinstance(node, ast.FunctionBlock):
                pending.append(level.inside(node, rule))
                rule = "" if node.lower_name in _FETCHING else rule
            elif isinstance(node, ast.CurlyBracketsBlock | ast.ParenthesesBlock | ast.SquareBracketsBlock):
                # What stands in [] is compared with an attribute, or names lines; nobody fetches it.
                selector = isinstance(node, ast.SquareBracketsBlock)
                pending.append(_Level(node.content, level.function, fetching=level.fetching, selector=selector))
                rule = "" if isinstance(node, ast.CurlyBracketsBlock) else rule
            elif isinstance(node, ast.LiteralToken) and node.value == ";":
                rule = ""


@dataclass(frozen=True, slots=True)
class _Level:
    """What stands between two brackets; ``function`` is the name before them."""

    nodes: list[ast.Node]
    function: str = ""
    fetching: bool = False
    imported: bool = False
    selector: bool = False

    def inside(self, node: ast.FunctionBlock, rule: str) -> "_Level":
        name = node.lower_name
        fetching = name in _FETCHING or (self.fetching and name not in _NAMING)
        return _Level(node.arguments, node.name, fetching, fetching and rule == "import", self.selector)


def _addresses_of(node: ast.StringToken | ast.URLToken, level: _Level, rule: str) -> Iterator[SheetAddress]:
    where = node.serialize()
    if isinstance(node, ast.URLToken):
        yield SheetAddress(node.value, where, imported=rule == "import")
    elif rule == "charset":
        if node.value.strip().lower() != "utf-8":
            raise SheetFaultError(_NOT_UTF_8, f"@charset {where}")
    elif rule == "import":
        yield SheetAddress(node.value, f"@import {where}", imported=True)
    elif level.fetching:
        yield SheetAddress(node.value, f"{level.function}({where})", level.imported)
    elif not level.selector and _ABSOLUTE.match(as_browsers_read(node.value)):
        yield SheetAddress(node.value, where)


def _refuse_ambiguous(node: ast.Node, text: str, *, plain: bool) -> None:
    ambiguous = isinstance(node, ast.ParseError)
    if not ambiguous and not plain:
        ambiguous = (isinstance(node, ast.LiteralToken) and node.value == "\\") or bool(
            _DISPUTED.search(_name_of(node))
        )
    if ambiguous:
        line = re.split(r"\r\n|[\n\r\f]", text)[node.source_line - 1]
        shown = line[max(0, node.source_column - 1) :][:_SHOWN]
        raise SheetFaultError(_AMBIGUOUS, f"{node.source_line}:{node.source_column} {shown}")


def _name_of(node: ast.Node) -> str:
    if isinstance(node, _NAMED):
        return node.value
    if isinstance(node, ast.FunctionBlock):
        return node.name
    return node.unit if isinstance(node, ast.DimensionToken) else ""
