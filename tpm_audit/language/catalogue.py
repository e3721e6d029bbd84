"""Messages in a language. English stands in the code; every other language is a .po file beside this one."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from pathlib import Path
from typing import TypeAlias

from babel.core import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from tpm_audit.source.message import Localised, Message, Sayable, Share

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_LOCALES = {"de": "de_AT", "en": "en_GB"}
_MOST_DECIMALS = 9


@dataclass(frozen=True)
class Language:
    """Says messages, dates and numbers in one language."""

    code: str

    def say(self, said: Sayable) -> str:
        """Return a message, or any value a message can hold, as text."""
        if isinstance(said, str):
            return said
        if isinstance(said, Message):
            return self._message(said)
        if isinstance(said, Localised):
            return said.in_language(self.code, "en", "de")
        if isinstance(said, Share):
            return self.percent(said.value)
        if isinstance(said, datetime.date):
            return self.day(said)
        if isinstance(said, tuple):
            return ", ".join(self.say(one) for one in said)
        if isinstance(said, Decimal):
            exponent = said.as_tuple().exponent
            return self.number(Fraction(said), -exponent if isinstance(exponent, int) and exponent < 0 else 0)
        return self.number(said)

    def word(self, text: str) -> str:
        """Return a text of the interface."""
        return self._template(text, None, 1)

    def percent(self, share: Fraction, limits: Iterable[Fraction] = ()) -> str:
        """Return a share, 0 to 1, in per cent with one decimal.

        Rounded once, half away from zero; one more decimal where rounding would move it across one of ``limits``.
        """
        return _percent(self.code, share.as_integer_ratio(), tuple(one.as_integer_ratio() for one in limits))

    def percent_mark(self, share: Fraction) -> str:
        """Return a share as the mark of an axis, in whole per cent."""
        return _in_percent(self.code, share * 100, 0)

    def number(self, value: Fraction | int, decimals: int = 0) -> str:
        """Return a number with a fixed count of decimals, rounded half away from zero."""
        return _number(self.code, value.as_integer_ratio(), decimals)

    def signed(self, value: Fraction | float, decimals: int = 0, *, plus: str = "+") -> str:
        """Return a number with its sign, of which the minus is no hyphen; what is rounded to 0 has none."""
        rounded = Fraction(rounded_to(Fraction(value), decimals))
        sign = "\N{MINUS SIGN}" if rounded < 0 else plus if rounded else ""
        return f"{sign}{self.number(abs(rounded), decimals)}"

    def day(self, day: datetime.date) -> str:
        """Return a day as this language writes it."""
        return _day(self.code, day)

    def month(self, day: datetime.date) -> str:
        """Return the month of a day as this language writes it."""
        return _month(self.code, day)

    def name_of(self, code: str) -> str:
        """Return the name that a language has in this one, such as German for de; the code where none is known."""
        return _language_name(self.code, code)

    def _message(self, message: Message) -> str:
        """Return a message; a share in it is not rounded across another, such as the limit it is held to."""
        values = dict(message.values)
        count = values.get("n", 1)
        template = self._template(message.text, message.plural, count if isinstance(count, int | Decimal) else 1)
        shares = [value.value for value in values.values() if isinstance(value, Share)]

        def filled(found: re.Match[str]) -> str:
            value = values.get(found[1], found[0])
            return self.percent(value.value, shares) if isinstance(value, Share) else self.say(value)

        return _PLACEHOLDER.sub(filled, template)

    def _template(self, text: str, plural: str | None, count: int | Decimal) -> str:
        return _template(self.code, text, plural, count == 1)


# A report says the same few figures, days and words on thousands of pages. Fractions are slow to look up, their
# numerators and denominators are not.
_REMEMBERED = 2**14
_Ratio: TypeAlias = tuple[int, int]


@lru_cache(_REMEMBERED)
def _percent(code: str, share: _Ratio, limits: tuple[_Ratio, ...]) -> str:
    exact, near = Fraction(*share) * 100, [Fraction(*limit) * 100 for limit in limits]
    decimals = 1
    while decimals < _MOST_DECIMALS and any(_crosses(exact, limit, decimals) for limit in near):
        decimals += 1
    return _in_percent(code, exact, decimals)


def _in_percent(code: str, percent: Fraction, decimals: int) -> str:
    sign = "\N{NO-BREAK SPACE}%" if code == "de" else "%"
    return f"{_number(code, percent.as_integer_ratio(), decimals)}{sign}"


@lru_cache(_REMEMBERED)
def _number(code: str, value: _Ratio, decimals: int) -> str:
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(rounded_to(Fraction(*value), decimals), format=pattern, locale=_LOCALES.get(code, code))


@lru_cache(_REMEMBERED)
def _day(code: str, day: datetime.date) -> str:
    return format_date(day, format="long", locale=_LOCALES.get(code, code))


@lru_cache(_REMEMBERED)
def _month(code: str, day: datetime.date) -> str:
    return format_date(day, format="LLLL yyyy", locale=_LOCALES.get(code, code))


@lru_cache(_REMEMBERED)
def _language_name(code: str, named: str) -> str:
    try:
        return Locale.parse(named, sep="-").get_display_name(code) or named
    except (UnknownLocaleError, ValueError):
        return named


@lru_cache(_REMEMBERED)
def _template(code: str, text: str, plural: str | None, one: bool) -> str:  # noqa: FBT001 (a part of the key)
    entry = _catalogue(code).get(text) if code != "en" else None
    single, many = text, plural or text
    if entry is not None and entry.string:
        single, many = entry.string if isinstance(entry.string, tuple | list) else (entry.string, entry.string)
    return (single if one else many) or text


def rounded_to(value: Fraction | int, decimals: int) -> Decimal:
    """Return a fraction rounded once, half away from zero, and never as a negative zero."""
    exact = Fraction(value)
    steps = int(abs(exact) * 10**decimals + Fraction(1, 2))  # in whole numbers: Decimal's own arithmetic has 28 digits
    return Decimal((1 if exact < 0 and steps else 0, tuple(map(int, str(steps))), -decimals))


def _crosses(value: Fraction, limit: Fraction, decimals: int) -> bool:
    shown = Fraction(rounded_to(value, decimals))
    return value != limit and (shown >= limit) is not (value >= limit)


@cache
def _catalogue(code: str) -> Catalog:
    path = Path(__file__).parent / f"{code}.po"
    with path.open("rb") as file:
        return read_po(file, locale=code)
