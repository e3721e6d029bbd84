"""The types of fields: every scalar comes as text, and the field decides what it is.

Each type has one message for what it cannot read.
"""

import calendar
import datetime
import enum
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Annotated, TypeAlias, TypeVar

from pydantic import (
    AfterValidator,
    BeforeValidator,
    GetJsonSchemaHandler,
    PlainValidator,
    ValidationInfo,
    WithJsonSchema,
    WrapValidator,
)
from pydantic_core import core_schema

from tpm_audit.model import codes
from tpm_audit.model.context import context_of, unreadable
from tpm_audit.source import suggestions
from tpm_audit.source.message import Localised, Message, say

_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")
_NUMBER = re.compile(r"[+-]?[0-9]{1,12}(?:\.[0-9]{1,12})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_DURATION = re.compile(r"([0-9]{1,4}) ?(h|hours?|days?|weeks?|months?|years?)")
_TRUE = frozenset({"true", "yes", "on"})
_FALSE = frozenset({"false", "no", "off"})


def keys_expected(found: object) -> tuple[Message, Message]:
    """Return what is said where keys with values have to stand, and what to write."""
    if isinstance(found, list):
        return (
            say("keys with values are expected here, not a list"),
            say("write 'key: value' on lines of their own, without '- ' before them"),
        )
    return (
        say("keys with values are expected here, not a text"),
        say("write 'key: value' on lines of their own, indented below this one"),
    )


def list_expected(found: object) -> tuple[Message, Message]:
    """Return what is said where a list has to stand, and what to write."""
    if isinstance(found, str) and found:
        return (
            say("a list is expected here, not one text"),
            say("write it in brackets: {example}", example=f"[{found[:60]}]"),
        )
    return (
        say("a list is expected here, not keys with values"),
        say("begin each entry with '- ', on a line of its own"),
    )


def text_expected(found: object) -> tuple[Message, Message]:
    """Return what is said where one text has to stand, and what to write."""
    if isinstance(found, list):
        return (
            say("one text is expected here, not a list"),
            say("write one text; a text that begins with [ or - needs quotes"),
        )
    return (
        say("one text is expected here, not keys with values"),
        say("write one text; a text with a colon in it, or that begins with a brace, needs quotes"),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise unreadable(codes.WRONG_SHAPE, *text_expected(value))
    return value


def _filled(value: object) -> str:
    text = _text(value)
    if not text.strip():
        raise unreadable(codes.WRONG_SHAPE, say("the text is empty"), say("write a text, or leave out the key"))
    return text


def read_localised(value: object, info: ValidationInfo) -> Localised:
    """Read a text, or a map of texts whose keys are languages of the workspace."""
    if isinstance(value, str):
        return Localised({"": _filled(value)})
    if not isinstance(value, dict) or not value:
        raise unreadable(
            codes.WRONG_SHAPE,
            say("one text is expected here, or one per language"),
            say("write a text, or for example {example}", example="{de: …, en: …}"),
        )
    context = context_of(info)
    known = (*context.languages, *context.content_languages)
    for language in value:
        if language not in known:
            raise unreadable(
                codes.NO_SUCH_LANGUAGE,
                say("'{language}' is not a language of this workspace", language=language[:60]),
                say("write one of: {choices}", choices=", ".join(dict.fromkeys(known))),
            )
    return Localised({language: _filled(text) for language, text in value.items()})


def read_slug(value: object) -> str:
    """Read an id."""
    text = _text(value)
    if not _SLUG.fullmatch(text):
        raise unreadable(
            codes.NOT_AN_ID,
            say("'{id}' cannot be an id", id=text[:80]),
            say(
                "write an id of a-z, 0-9 and hyphens, at most 64 characters, such as '{example}'",
                example=slugged(text),
            ),
        )
    return text


_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def slugged(text: str) -> str:
    """Return the id nearest to ``text``."""
    slug = re.sub(r"[^a-z0-9]+", "-", text.lower().translate(_UMLAUTS)).strip("-")[:64].strip("-")
    return slug or "an-id"


def read_number(value: object) -> Fraction:
    """Read a decimal number exactly: 0.1 is one tenth."""
    text = _text(value)
    if not _NUMBER.fullmatch(text):
        if _NUMBER.fullmatch(text.replace(",", ".", 1)):
            raise unreadable(
                codes.NOT_A_NUMBER,
                say("'{value}' is not a number", value=text),
                say("write it with a point: {number}", number=text.replace(",", ".")),
            )
        raise unreadable(
            codes.NOT_A_NUMBER,
            say("'{value}' is not a number", value=text[:60]),
            say("write a number such as 2 or 0.5"),
        )
    return Fraction(text)


def _boolean(value: object) -> bool:
    text = _text(value)
    if text.lower() in _TRUE:
        return True
    if text.lower() in _FALSE:
        return False
    raise unreadable(
        codes.NOT_YES_OR_NO,
        say("'{value}' is neither true nor false", value=text[:60]),
        say("write true or false"),
    )


def _day(value: object) -> datetime.date:
    text = _text(value)
    try:
        if _DAY.fullmatch(text):
            return datetime.date.fromisoformat(text)
    except ValueError:
        pass  # the message below is the same for a wrong form and for a day that no month has
    raise unreadable(
        codes.NOT_A_DATE,
        say("'{value}' is not a day", value=text[:60]),
        say("write year-month-day, such as {example}", example=_likely_day(text)),
    )


def _likely_day(text: str) -> str:
    """Return the day that was probably meant by 31.10.2026, 31/10/26 or 2026-1-5; else an example."""
    last = re.fullmatch(r"([0-9]{1,2})[./] ?([0-9]{1,2})[./] ?((?:20)?[0-9]{2})", text.strip())
    first = re.fullmatch(r"([0-9]{4})[-./]([0-9]{1,2})[-./]([0-9]{1,2})", text.strip())
    if last or first:
        day, month, year = map(int, last.groups() if last else reversed(first.groups()) if first else ())
        try:
            return datetime.date(year % 100 + 2000 if last else year, month, day).isoformat()
        except ValueError:
            pass  # no such day: an example says more than a guess
    return "2026-10-31"


def _time(value: object) -> str:
    text = _text(value)
    if not _TIME.fullmatch(text):
        raise unreadable(
            codes.NOT_A_DATE,
            say("'{value}' is not a time of day", value=text[:60]),
            say('write hours and minutes, such as "{example}"', example=_likely_time(text)),
        )
    return text


def _likely_time(text: str) -> str:
    """Return the time that was probably meant by 9:30 or 14.20; else an example."""
    found = re.fullmatch(r"(\d{1,2})[:.](\d{2})(?: ?(?:h|Uhr))?", text.strip())
    likely = f"{int(found[1]):02d}:{found[2]}" if found else ""
    return likely if _TIME.fullmatch(likely) else "14:20"


class Unit(enum.StrEnum):
    """Units of a duration."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Duration(tuple[int, Unit]):
    """A number of calendar units."""

    __slots__ = ()

    def said(self) -> Message:
        """Say how long it is."""
        n, unit = self
        match unit:
            case Unit.HOUR:
                return say("{n} hour", "{n} hours", n=n)
            case Unit.DAY:
                return say("{n} day", "{n} days", n=n)
            case Unit.WEEK:
                return say("{n} week", "{n} weeks", n=n)
            case Unit.MONTH:
                return say("{n} month", "{n} months", n=n)
        return say("{n} year", "{n} years", n=n)

    def after(self, day: datetime.date) -> datetime.date:
        """Return the day this long after ``day``; the 31st of a shorter month is its last day.

        After the last year that dates can have, it is the last day of all.
        """
        count, unit = self
        if unit in (Unit.MONTH, Unit.YEAR):
            months = day.year * 12 + day.month - 1 + count * (12 if unit is Unit.YEAR else 1)
            year, month = months // 12, months % 12 + 1
            if year > datetime.MAXYEAR:
                return datetime.date.max
            return datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
        length = datetime.timedelta(hours={Unit.HOUR: 1, Unit.DAY: 24, Unit.WEEK: 168}[unit] * count)
        return day + length if length <= datetime.date.max - day else datetime.date.max


def _duration(value: object) -> Duration:
    text = _text(value)
    found = _DURATION.fullmatch(text.strip())
    if not found or not int(found[1]):
        raise unreadable(
            codes.NOT_A_DURATION,
            say("'{value}' is not a duration", value=text[:60]),
            say("write for example 6 months, 2 weeks, 30 days or 24 h"),
        )
    word = found[2].rstrip("s")
    return Duration((int(found[1]), Unit.HOUR if word == "h" else Unit(word)))


E = TypeVar("E", bound=enum.StrEnum)


def read_choice(value: object, choices: type[E]) -> E:
    """Read one word of an enum."""
    text = _text(value)
    try:
        return choices(text)
    except ValueError:
        near = suggestions.closest(text, [choice.value for choice in choices])
        options = ", ".join(choice.value for choice in choices)
        hint = suggestions.one_of(near, options)
        raise unreadable(codes.NOT_A_CHOICE, say("'{value}' is not known here", value=text[:60]), hint) from None


def one_of(choices: type[E]) -> BeforeValidator:
    """Return the validator of an enum field, with our message."""
    return BeforeValidator(lambda value: read_choice(value, choices))


K = TypeVar("K")
V = TypeVar("V")


def _single_to_list(value: object) -> object:
    if isinstance(value, str | dict):
        raise unreadable(codes.WRONG_SHAPE, *list_expected(value))
    return value


def _frozen_map(value: object, read: Callable[[object], dict[str, object]]) -> Mapping[str, object]:
    """Read a map and freeze it; one of which two keys are read as one is refused."""
    if not isinstance(value, dict):
        raise unreadable(codes.WRONG_SHAPE, *keys_expected(value))
    found = read(value)
    if len(found) < len(value):
        raise unreadable(
            codes.ID_TWICE,
            say("two keys here mean the same thing: an id, and one that it had before"),
            say("keep one of the two"),
        )
    return MappingProxyType(found)


Text = Annotated[str, PlainValidator(_filled), WithJsonSchema({"type": ["string", "number", "boolean"]})]
LocalText = Annotated[
    Localised,
    PlainValidator(read_localised),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": ["string", "number", "boolean"]},
                {"type": "object", "additionalProperties": {"type": "string"}},
            ]
        }
    ),
]
Slug = Annotated[
    str,
    PlainValidator(read_slug),
    WithJsonSchema({"type": ["string", "integer"], "pattern": "^[a-z0-9][a-z0-9-]*$"}),
]
Number = Annotated[Fraction, PlainValidator(read_number), WithJsonSchema({"type": "number"})]
Boolean = Annotated[bool, PlainValidator(_boolean), WithJsonSchema({"type": "boolean"})]
Day = Annotated[datetime.date, PlainValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
TimeOfDay = Annotated[
    str, PlainValidator(_time), WithJsonSchema({"type": "string", "pattern": "^([01]\\d|2[0-3]):[0-5]\\d$"})
]
Length = Annotated[Duration, PlainValidator(_duration), WithJsonSchema({"type": "string"})]
ListOf: TypeAlias = Annotated[tuple[V, ...], BeforeValidator(_single_to_list)]
MapOf: TypeAlias = Annotated[
    Mapping[K, V],
    WrapValidator(_frozen_map),
]


@dataclass(frozen=True, slots=True, eq=False)  # typing hashes it, and a form is a dict
class Or:
    """Says in the editors' schema that a field takes another form too."""

    form: Mapping[str, object]

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, object]:
        """Return what pydantic knows, and the other form beside it."""
        return {"anyOf": [dict(self.form), handler(schema)]}


SHORT_TEXT: Mapping[str, object] = {"type": ["string", "number", "boolean"]}
LIST_OF_TEXT: Mapping[str, object] = {"type": "array", "items": {"type": ["string", "number", "boolean"]}}


def between(low: int, high: int) -> AfterValidator:
    """Return the validator of a number from ``low`` to ``high``, both included."""

    def check(number: Fraction) -> Fraction:
        if not low <= number <= high:
            raise unreadable(
                codes.OUT_OF_RANGE,
                say("{number} is outside of what this key takes", number=f"{float(number):g}"),
                say("write a share from 0 to 1: 80 % is 0.8")
                if high == 1
                else say("write a number from {low} to {high}", low=low, high=high),
            )
        return number

    return AfterValidator(check)


def _whole(value: object) -> int:
    number = read_number(value)
    if number.denominator != 1 or number < 0:
        raise unreadable(
            codes.OUT_OF_RANGE,
            say("{number} is outside of what this key takes", number=f"{float(number):g}"),
            say("write a whole number, such as 3"),
        )
    return int(number)


WholeNumber = Annotated[int, PlainValidator(_whole), WithJsonSchema({"type": "integer", "minimum": 0})]
Rating = Annotated[Number, between(0, 10)]
ShareOfOne = Annotated[Number, between(0, 1)]
