"""Numbers, and the words around them, as people write them in German and in English."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from tpm_audit.facts.text import RAISED_DIGITS, folded

_Meaning = TypeVar("_Meaning")
_THOUSANDS = 3
NUMBER = r"[0-9]{1,3}(?:[.,'\u2019 ][0-9]{3})+(?![0-9])(?:[.,][0-9]+)?|[0-9]+(?:[.,][0-9]+)?"
_HALVES = {"½": "5", "¼": "25", "¾": "75"}
_HALF = re.compile(r"([0-9]?) ?([½¼¾])")
_TOO_MANY_DIGITS = re.compile(r"[0-9](?:[.,'\u2019 ]?[0-9]){15}")
_RAISED = re.compile(f"[{RAISED_DIGITS}]")
_GROUPING = re.compile(r"['\u2019 ]")


def each(words: str, meaning: _Meaning) -> Mapping[str, _Meaning]:
    """Return the words, each with one meaning; words of a phrase are joined by _."""
    return dict.fromkeys(words.split(), meaning)


def any_of(words: Iterable[str]) -> str:
    """Return a pattern of any of the words, of two that begin alike the longer."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


def read_number(written: str) -> Fraction:
    """Return the exact value of what ``NUMBER`` matches: "4,90", "1.200,50", "1,200.50", "1'200", "1 200".

    A point or comma is the decimal one if another sign parts the thousands, or if not just three digits follow:
    "1.200" and "1,200" are both one thousand two hundred, "0,125" is one eighth.
    """
    plain = _GROUPING.sub("", written)
    marks = [sign for sign in plain if sign in ".,"]
    if not marks:
        return Fraction(int(plain))
    whole, _, decimals = plain.rpartition(marks[-1])
    alike = len(set(marks)) == 1
    grouped = len(marks) > 1 and alike
    likely = len(marks) == 1 and plain == written and len(decimals) == _THOUSANDS and not whole.startswith("0")
    if grouped or likely:
        whole, decimals = whole + decimals, ""
    digits = whole.replace(".", "").replace(",", "")
    return Fraction(int(digits + decimals), 10 ** len(decimals))


def has_raised_digits(text: str) -> bool:
    """Say whether digits stand raised or lowered in a text: a power, cents, or the number of a footnote."""
    return _RAISED.search(text) is not None


def has_too_many_digits(text: str) -> bool:
    """Say whether a number in a text has more than 15 digits, which is more than anybody counts."""
    return _TOO_MANY_DIGITS.search(text) is not None


def plain(text: str) -> str:
    """Return a text in lower case, as every kind sees it, with plain hyphens and halves as decimals."""
    halves = _HALF.sub(lambda half: f"{half[1] or 0},{_HALVES[half[2]]}", text)
    return re.sub(r"[\N{HYPHEN}-\N{HORIZONTAL BAR}\N{MINUS SIGN}]", "-", folded(halves)).lower()


def as_decimal(number: Fraction) -> Decimal:
    """Return a number to be shown; all that people write are decimals, so nothing is lost."""
    return Decimal(number.numerator) / Decimal(number.denominator)
