"""Numbers in exports: read as far as anybody writes them, and written as rows have them."""

import re
from fractions import Fraction
from typing import Final

_NUMBER: Final = re.compile(r"-?\d{1,9}(?:[.,]\d{1,9})?")
_EXACT: Final = 10**15  # whole numbers below are exact


def number_in_text(text: str) -> Fraction | None:
    """Return the number that a text is; None of any other, and of one so long that nobody answers with it."""
    found = _NUMBER.fullmatch(text)
    return None if found is None else Fraction(text.replace(",", "."))


def text_of_number(value: float) -> str:
    """Return a finite number as rows write it: whole ones without a point."""
    return str(int(value)) if value == int(value) and abs(value) < _EXACT else f"{value:.15g}"
