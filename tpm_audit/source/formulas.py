"""Cells of CSV that a spreadsheet would take for formulas: an apostrophe before them keeps them texts."""

import re
from typing import Final

_SIGNS: Final = (
    r"=+\-@\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}\N{FULLWIDTH HYPHEN-MINUS}\N{FULLWIDTH COMMERCIAL AT}"
    r"\N{MINUS SIGN}"
)
_BEGINS: Final = rf"(?=[\s']*[{_SIGNS}])"
# A formula may also begin at a semicolon, which ends a cell to a spreadsheet that speaks German.
_AT: Final = r"(?:\A|(?<=;))"
_FORMULA: Final = re.compile(_AT + _BEGINS)
_HELD: Final = re.compile(f"{_AT}'{_BEGINS}")
_NUMBER: Final = re.compile(r"[-+]?[0-9]+(?:[.,][0-9]+)?")


def without_formula(text: str) -> str:
    """Return a text with an apostrophe before what would be the beginning of a formula."""
    return _FORMULA.sub("'", text)


def held_cell(text: str) -> str:
    """Return a cell that is no formula, and which ``own_cell`` reads as the text; a number is none, and stays one."""
    return text if _NUMBER.fullmatch(text) else without_formula(text)


def own_cell(cell: str) -> str:
    """Return a cell without the apostrophes that keep it from being a formula."""
    return _HELD.sub("", cell)
