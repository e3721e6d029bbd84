"""Kano: what a property is to customers who said how they feel with it, and how without it."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass

from tpm_audit.model.customers import Size
from tpm_audit.model.figures import Amount, Exact
from tpm_audit.model.judged import Judged
from tpm_audit.model.said import Words
from tpm_audit.model.thing_tally import ThingTally


class Feeling(enum.IntEnum):
    """An answer to one of the two questions, in the order in which they are offered."""

    LIKE = 0
    EXPECT = 1
    NEUTRAL = 2
    LIVE_WITH = 3
    DISLIKE = 4


class Property(enum.StrEnum):
    """What a property is to a customer."""

    ATTRACTIVE = "A"
    PERFORMANCE = "O"
    MUST = "M"
    INDIFFERENT = "I"
    REVERSED = "R"
    QUESTIONABLE = "Q"


@dataclass(frozen=True, slots=True)
class KanoTally(ThingTally):
    """What a property of one thing is to how many; who left out one of both answers, or both, is ``blank``."""

    counts: Mapping[Property, int]
    blank: int

    @property
    def n(self) -> int:
        """Return how many answered both questions."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class KanoRecord:
    """A property: what it is to how many, and the figures that may be said.

    ``first`` are the categories it is unclear between, or the one that it is: then ``is_clear``. ``satisfaction`` and
    ``dissatisfaction`` are shares, from 0 to 1 and from -1 to 0. ``part`` of a segment answered, None where all did.
    """

    question: str
    wording: Words | None
    touchpoint: str | None
    channel: str | None
    n: Amount
    blank: Amount
    size: Size
    counts: tuple[tuple[Property, Amount], ...]
    first: tuple[Property, ...]
    is_clear: bool
    p: Exact | None
    satisfaction: Exact | None
    dissatisfaction: Exact | None
    questionable: Exact | None
    journey: str | None = None
    segment: str | None = None
    part: str | None = None

    @property
    def judged(self) -> Judged:
        """Return what it is about."""
        return Judged(self.touchpoint, self.channel, self.journey)
