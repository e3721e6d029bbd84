"""Outcomes: what the comparison found at every unit, and the rated items of the checklists.

What there is one of for each unit is a named tuple: it is made several times faster than a frozen dataclass.
"""

import datetime
import enum
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from tpm_audit.model.audit import Unit
from tpm_audit.model.audits import Visit
from tpm_audit.model.drawings import Drawing
from tpm_audit.model.entry import Written
from tpm_audit.model.scales import Unrated
from tpm_audit.source.message import Localised, Message


class Outcome(enum.StrEnum):
    """What was found of a fact at a unit, in the order in which several observations are weighed."""

    DIFFERS = "differs"
    MISSING = "missing"
    VARIANT = "variant"
    EQUAL = "equal"
    SHOWN = "shown"  # a value where no standard says what it should be
    UNREADABLE = "unreadable"  # only if no other value could be read
    LISTED = "not-shown-here"  # looked for, not there, and not required there: not counted
    NOT_OBSERVED = "not-observed"


class Seen(NamedTuple):
    """One value as one auditor found it, and what the comparison makes of it."""

    text: str | None  # None where the fact was looked for and is missing
    outcome: Outcome
    auditor: str
    date: datetime.date
    written: Written
    value: str | None = None  # its one spelling, None where it cannot be read
    why: Message | None = None
    note: Localised | None = None
    variant: int | None = None  # which of the declared variants it is
    drawing: Drawing | None = None


class UnitOutcome(NamedTuple):
    """What was found of one fact at one unit; ``seen`` the worst first."""

    fact: str
    unit: Unit
    language: str | None
    outcome: Outcome
    required: bool
    standard: Localised | Message | None
    seen: tuple[Seen, ...] = ()
    disputed: bool = False

    @property
    def counted(self) -> bool:
        """Say whether the consistency index counts it."""
        return self.outcome in COUNTED


COUNTED = frozenset({Outcome.EQUAL, Outcome.VARIANT, Outcome.DIFFERS, Outcome.MISSING})
RIGHT = frozenset({Outcome.EQUAL, Outcome.VARIANT})
DEVIATES = frozenset({Outcome.DIFFERS, Outcome.MISSING})
READABLE = frozenset({Outcome.EQUAL, Outcome.VARIANT, Outcome.DIFFERS, Outcome.SHOWN})
RIGHT = frozenset({Outcome.EQUAL, Outcome.VARIANT})
DEVIATES = frozenset({Outcome.DIFFERS, Outcome.MISSING})


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far units agree where there is no standard: n units that show a value, in groups of the same value.

    ``groups``: a written form of the value and the positions of its units in ``units``, the largest first;
    ``pairs`` are absent below two units.
    """

    fact: str
    location: str | None
    language: str | None
    units: tuple[UnitOutcome, ...]
    groups: tuple[tuple[str, tuple[int, ...]], ...]
    agreeing_pairs: int
    pairs: int

    @property
    def n(self) -> int:
        """Return how many units show a value."""
        return len(self.units)

    @property
    def most_common(self) -> str | None:
        """Return the value most units show: it needs two members and no tie, and is never called right."""
        if not self.groups or len(self.groups[0][1]) < 2:  # noqa: PLR2004 (two members, as methods.md says)
            return None
        tie = len(self.groups) > 1 and len(self.groups[1][1]) == len(self.groups[0][1])
        return None if tie else self.groups[0][0]

    @property
    def pair_share(self) -> Fraction | None:
        """Return the share of pairs that agree, None below two units."""
        return Fraction(self.agreeing_pairs, self.pairs) if self.pairs else None


@dataclass(frozen=True)
class Comparisons:
    """The outcome of every unit of every fact, once per run."""

    outcomes: tuple[UnitOutcome, ...]
    agreements: tuple[Agreement, ...]
    by_fact: Mapping[str, tuple[UnitOutcome, ...]]


class Rating(NamedTuple):
    """What one auditor answered to one item at one place: a share, or why there is none."""

    auditor: str
    visits: tuple[Visit, ...]
    answers: tuple[str, ...]
    share: Fraction | None
    unrated: Unrated | None
    failed_knockout: bool = False

    def written(self, criterion: str) -> Written:
        """Return where the first of the answers is written."""
        return self.visits[0].written.at("answers", criterion)


class RatedPlace(NamedTuple):
    """An item at one place; ``share`` is the mean over the auditors, None where nothing was rated."""

    location: str | None
    language: str | None
    ratings: tuple[Rating, ...]
    share: Fraction | None
    not_applicable: bool
    disputed: bool


class Item(NamedTuple):
    """A criterion at a touchpoint on a channel (as far as its checklist is asked once per them)."""

    checklist: str
    criterion: str
    touchpoint: str | None
    channel: str | None
    weight: Fraction
    places: tuple[RatedPlace, ...]
