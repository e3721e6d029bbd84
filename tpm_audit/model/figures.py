"""Figures: each with its counts; absence is a type."""

import enum
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, NamedTuple

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema

from tpm_audit.source.message import Message

_MOST = 10**15  # more is no figure of a company, and a number of so many digits cannot be written with decimals
_SIMPLE = 10**6  # the largest denominator of a fraction that a number is taken for


def fraction_of(number: float) -> Fraction:
    """Return the fraction that a number of result.json was written from: 0.6666666666666666 is two thirds.

    Where no simple fraction is written so, it is the number itself: it is always written again as it was read.
    """
    simple = Fraction(number).limit_denominator(_SIMPLE)
    return simple if float(simple) == number else Fraction(number)


def _exact(number: object) -> object:
    if isinstance(number, int | float) and not -_MOST <= number <= _MOST:
        raise ValueError("a number that is no figure")
    return fraction_of(number) if isinstance(number, int | float) else number


def _share(number: object) -> object:
    if isinstance(number, int | float) and not 0 <= number <= 1:
        raise ValueError("a share is 0 to 1")
    return _exact(number)


def _weight(number: object) -> object:
    if isinstance(number, int | float) and number < 0:
        raise ValueError("a weight is 0 or more")
    return _exact(number)


# Exact inside; in result.json a number. What no figure can be is refused when it is read.
_AS_NUMBER = PlainSerializer(float, when_used="json")
Exact = Annotated[
    Fraction, BeforeValidator(_exact), _AS_NUMBER, WithJsonSchema({"type": "number"}, mode="serialization")
]
ExactShare = Annotated[
    Fraction,
    BeforeValidator(_share),
    _AS_NUMBER,
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 1}, mode="serialization"),
]
ExactWeight = Annotated[
    Fraction,
    BeforeValidator(_weight),
    _AS_NUMBER,
    WithJsonSchema({"type": "number", "minimum": 0}, mode="serialization"),
]
Amount = Annotated[int, Field(ge=0, le=_MOST)]  # how many there are
Limit = Annotated[float, Field(ge=-_MOST, le=_MOST)]  # of an interval
Chance = Annotated[float, Field(ge=0, le=1)]


@dataclass(frozen=True, slots=True)
class Range:
    """From the worst to the best that a share could be."""

    low: ExactShare
    high: ExactShare


@dataclass(frozen=True, slots=True)
class Score:
    """A checklist score: the weighted share of what was reached, 0 to 1; None where nothing was rated.

    ``coverage`` likewise, of ``rated_weight`` and ``untested_weight``; counts are items, ``places`` their rated and
    expected places. The share is ``reached`` divided by ``weight``, the weights of what is counted.
    """

    share: ExactShare | None
    coverage: ExactShare | None
    rated_weight: ExactWeight
    items: Amount
    touchpoints: Amount
    rated_items: Amount
    untested_items: Amount
    not_applicable_items: Amount
    rated_places: Amount
    untested_places: Amount
    not_applicable_places: Amount
    if_not_applicable: Range | None
    if_untested: Range | None
    failed_knockouts: tuple[str, ...] = ()
    disputed_knockouts: tuple[str, ...] = ()
    untested_knockouts: tuple[str, ...] = ()
    reached: ExactWeight = Fraction(0)
    weight: ExactWeight = Fraction(0)
    untested_weight: ExactWeight = Fraction(0)

    def __post_init__(self) -> None:
        """Refuse what cannot be: more was reached than there was."""
        if self.reached > self.weight:
            raise ValueError("more was reached than there was")


@dataclass(frozen=True, slots=True)
class Consistency:
    """Counts of unit outcomes over facts with a standard; the index is absent where nothing was counted."""

    equal: Amount = 0
    variant: Amount = 0
    differs: Amount = 0
    missing: Amount = 0
    unreadable: Amount = 0
    not_observed: Amount = 0

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
