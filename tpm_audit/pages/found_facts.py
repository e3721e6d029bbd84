"""Facts as they were found at many places: the worst first, as far as a page has room."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from tpm_audit.charts.signs import WORST_FIRST
from tpm_audit.model.result import UnitRecord
from tpm_audit.pages.found import Found, found_of
from tpm_audit.pages.names import Names
from tpm_audit.pages.parts import outcome_badge, swatch
from tpm_audit.render.words import Badge, Link
from tpm_audit.source.message import Message, Sayable, say

_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True)
class Expected:
    """The standard as it holds at one place; ``code`` is its language, None where it has none of its own."""

    text: Sayable
    code: str | None
    swatch: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundAt:
    """A fact at one place: where, what was found, what is expected there, and how the two compare."""

    where: tuple[Link, ...]
    found: tuple[Found, ...]
    standard: Expected | None
    outcome: Badge


@dataclass(frozen=True, slots=True)
class FactRows:
    """A fact with what was found of it, the worst first; ``more`` leads to the other places."""

    name: Link
    rows: tuple[FoundAt, ...]
    more: Link | None


def found_at(unit: UnitRecord, where: tuple[Link, ...]) -> FoundAt:
    """Return what was found at a unit."""
    return FoundAt(where, found_of(unit), expected_at(unit), outcome_badge(unit.outcome))


def expected_at(unit: UnitRecord) -> Expected | None:
    """Return the standard in the language in which a unit was met; one in other languages only says nothing there."""
    if isinstance(unit.standard, Message):
        return Expected(unit.standard, None)
    if unit.standard is None or unit.language is None or "" in unit.standard:
        return None if unit.standard is None else Expected(unit.standard, None, swatch(unit.standard))
    text = unit.standard.get(unit.language)
    return None if text is None else Expected(text, unit.language, swatch(text))


def touchpoint_and_place(unit: UnitRecord, names: Names) -> tuple[Link, ...]:
    """Return where on its channel a unit is."""
    whole = Link(say("the channel as a whole"))
    touchpoint = whole if unit.touchpoint is None else names.touchpoint(unit.touchpoint)
    return (touchpoint, *names.place(unit.location, unit.language))


def badness(unit: UnitRecord) -> int:
    """Return what sorts the worst outcomes first."""
    return WORST_FIRST.index(unit.outcome)


def cut(rows: Sequence[_Row], most: int) -> tuple[Sequence[_Row], int]:
    """Return the first rows and how many are left out; one row is never left out for a line that says so."""
    return (rows, 0) if len(rows) <= most + 1 else (rows[:most], len(rows) - most)
