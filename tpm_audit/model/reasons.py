"""Reasons: what customers write in their own words, and the codes that they are counted by."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from tpm_audit.model.customers import CustomerFigure, Size
from tpm_audit.model.entry import Strict
from tpm_audit.model.field_types import ListOf, LocalText, Text, one_of
from tpm_audit.model.figures import Amount
from tpm_audit.model.judged import Judged
from tpm_audit.model.said import Words
from tpm_audit.model.thing_tally import ThingTally


class Tone(enum.StrEnum):
    """What a reason says of what it is about."""

    POSITIVE = "positive"
    NEUTRAL = "neutral"
    NEGATIVE = "negative"


class Code(Strict):
    """A reason that many may give: a text gives it that has one of its words in it."""

    words: ListOf[Text]
    tone: Annotated[Tone, one_of(Tone)] | None = None
    name: LocalText | None = None


class Giver(enum.StrEnum):
    """Who gave a reason, by the answer that it explains: of an NPS, of a satisfaction, or by thirds of the scale."""

    PROMOTER = "promoter"
    PASSIVE = "passive"
    DETRACTOR = "detractor"
    SATISFIED = "satisfied"
    NOT_SATISFIED = "not-satisfied"
    HIGH = "high"
    MIDDLE = "middle"
    LOW = "low"
    NO_RATING = "no-rating"


@dataclass(frozen=True, slots=True)
class Reasons:
    """Texts of some customers: how many, how many without a code, and how many have each."""

    n: int
    uncoded: int
    codes: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ReasonTally(ThingTally):
    """The reasons given about one thing, by who gave them; ``texts`` are some of them, in no order of the file."""

    by_giver: Mapping[Giver, Reasons]
    blank: int
    texts: tuple[str, ...]

    @property
    def n(self) -> int:
        """Return how many gave a reason."""
        return sum(one.n for one in self.by_giver.values())


@dataclass(frozen=True, slots=True)
class PartReasons(ThingTally):
    """The reasons that a part of those who answered gave about one thing."""

    given: Reasons


@dataclass(frozen=True, slots=True)
class CodeRecord:
    """A code: how many gave it, and how many of each group, None where that may not be said; without an id, uncoded."""

    id: str | None
    name: Words | None
    tone: Tone | None
    n: Amount
    share: CustomerFigure | None
    by_giver: tuple[Amount | None, ...]


@dataclass(frozen=True, slots=True)
class ReasonPartsRecord:
    """Reasons by the parts of a segment: how many of each gave one, and how many gave each code, in the codes' order.

    A number is None where it may not be said; ``hidden`` parts are too small to be named.
    """

    segment: str
    parts: tuple[tuple[str, Amount], ...]
    cells: tuple[tuple[Amount | None, ...], ...]
    hidden: Amount


@dataclass(frozen=True, slots=True)
class ReasonsRecord:
    """Why customers answered as they did: how many gave a reason, which, and who; ``texts`` as far as they are shown.

    ``balance``: how many reasons are positive, neutral and negative, as their codes say. ``givers`` are groups, with
    how many of each gave a reason.
    """

    question: str
    wording: Words | None
    explains: str | None
    touchpoint: str | None
    channel: str | None
    n: Amount
    blank: Amount
    size: Size
    codes: tuple[CodeRecord, ...]
    balance: tuple[tuple[Tone, Amount], ...]
    givers: tuple[tuple[Giver, Amount], ...]
    texts: tuple[str, ...]
    texts_are_internal: bool
    journey: str | None = None
    parts: tuple[ReasonPartsRecord, ...] = ()

    @property
    def judged(self) -> Judged:
        """Return what it is about."""
        return Judged(self.touchpoint, self.channel, self.journey)
