"""Figures: each with its counts; absence is a type."""

import enum
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, NamedTuple

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

from tpm_audit.source.message import Message

_SIMPLE = 10**6  # the largest denominator of a fraction that a number is taken for


def fraction_of(number: float) -> Fraction:
    """Return the fraction that a number of result.json was written from: 0.6666666666666666 is two thirds.

    Where no simple fraction is written so, it is the number itself: it is always written again as it was read.
    """
    simple = Fraction(number).limit_denominator(_SIMPLE)
    return simple if float(simple) == number else Fraction(number)


def _exact(number: object) -> object:
    return fraction_of(number) if isinstance(number, int | float) else number


# Exact inside; in result.json a number from 0 to 1.
Exact = Annotated[
    Fraction,
    BeforeValidator(_exact),
    PlainSerializer(float, when_used="json"),
    WithJsonSchema({"type": "number"}, mode="serialization"),
]


@dataclass(frozen=True, slots=True)
class Range:
    """From the worst to the best that a share could be."""

    low: Exact
    high: Exact


@dataclass(frozen=True, slots=True)
class Score:
    """A checklist score: the weighted share of what was reached, 0 to 1; None where nothing was rated.

    ``coverage`` likewise, of ``rated_weight`` and ``untested_weight``; counts are items, ``places`` their rated and
    expected places. The share is ``reached`` divided by ``weight``, the weights of what is counted.
    """

    share: Exact | None
    coverage: Exact | None
    rated_weight: Exact
    items: int
    touchpoints: int
    rated_items: int
    untested_items: int
    not_applicable_items: int
    rated_places: int
    untested_places: int
    not_applicable_places: int
    if_not_applicable: Range | None
    if_untested: Range | None
    failed_knockouts: tuple[str, ...] = ()
    disputed_knockouts: tuple[str, ...] = ()
    untested_knockouts: tuple[str, ...] = ()
    reached: Exact = Fraction(0)
    weight: Exact = Fraction(0)
    untested_weight: Exact = Fraction(0)


@dataclass(frozen=True, slots=True)
class Consistency:
    """Counts of unit outcomes over facts with a standard; the index is absent where nothing was counted."""

    equal: int = 0
    variant: int = 0
    differs: int = 0
    missing: int = 0
    unreadable: int = 0
    not_observed: int = 0

    @property
    def counted(self) -> int:
        """Return the denominator of the index."""
        return self.equal + self.variant + self.differs + self.missing

    @property
    def index(self) -> Fraction | None:
        """Return the share of counted units that show the standard or a variant."""
        return Fraction(self.equal + self.variant, self.counted) if self.counted else None


@dataclass(frozen=True, slots=True)
class Difference:
    """A change between two samples: as counted, the limits of its 95 % interval in the same unit, and p."""

    change: Exact
    low: float
    high: float
    p: float


class Verdict(enum.StrEnum):
    """The one word of the verdict."""

    NOT_ASSESSED = "not-assessed"
    FAILS = "fails"
    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


@dataclass(frozen=True, slots=True)
class VerdictSentence:
    """The verdict as ids and values: its word, whether it is provisional, and the parts of the sentence."""

    verdict: Verdict
    provisional: bool
    parts: tuple[Message, ...]


class GroupKind(enum.StrEnum):
    """What figures are grouped by."""

    WHOLE = "whole"
    PHASE = "phase"
    TOUCHPOINT = "touchpoint"
    CHANNEL = "channel"
    LOCATION = "location"
    CHECKLIST = "checklist"
    CELL = "touchpoint-channel"
    FACT = "fact"


class Group(NamedTuple):
    """One group: its kind and the ids it stands for, one for most kinds, two for a cell, none for the whole."""

    kind: GroupKind
    ids: tuple[str, ...] = ()
