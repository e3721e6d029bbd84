"""Tallies: what customers answered, counted; no single answer goes further than this."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Generic, TypeVar

from tpm_audit.model.associations import AssociationTally
from tpm_audit.model.entry import Written
from tpm_audit.model.judged import Judged
from tpm_audit.model.kano import KanoTally
from tpm_audit.model.reasons import PartReasons, ReasonTally
from tpm_audit.model.thing_tally import ThingTally

_NOWHERE = Written("")


@dataclass(frozen=True, slots=True)
class Tally(ThingTally):
    """The answers to a question about one thing.

    ``counts``: how many gave each answer, as the question tells it: a high one good. ``blank`` gave none, and of
    ``not_applicable`` the answer stands for none.
    """

    counts: Mapping[Fraction, int]
    blank: int = 0
    not_applicable: int = 0

    @property
    def n(self) -> int:
        """Return how many valid answers there are."""
        return sum(self.counts.values())


AnyTally = TypeVar("AnyTally", bound=ThingTally)


@dataclass(frozen=True, slots=True)
class PartTally(Generic[AnyTally]):
    """The answers of one part of a segment: of a branch, of an age, of a month.

    ``part`` is the location's id, the month as YYYY-MM, else the text of the column.
    """

    segment: str
    part: str
    tally: AnyTally


@dataclass(frozen=True, slots=True)
class PairTally:
    """How many gave each pair of answers to two questions about one thing: the same people answered both."""

    first: str
    second: str
    about: Judged
    counts: Mapping[tuple[Fraction, Fraction], int]


@dataclass(frozen=True, slots=True)
class SurveyTallies:
    """A survey's file as it was read: by whom, how many rows, how many count; and the tallies.

    ``unfinished`` rows, ``repeated`` ones of a respondent that stands there already, and previews and tests, which are
    ``not_answers``, do not count. ``parts`` are of
    those who belong to a part of a segment, ``pairs`` of those who said how important a thing is and how good,
    ``reasons`` of those who wrote why, ``kano`` of those who said how they feel with a property and without it,
    ``associations`` of those who said where they have met which brand. ``written`` is the file.
    ``labels`` are what the file calls the answers to a question, by the answers as they are told; ``encoding`` is how
    its text is written, where that had to be found out. ``matrices`` are the questions with several columns, to which
    the same people gave all answers.
    """

    reader: str
    rows: int
    unfinished: int
    repeated: int
    tallies: tuple[Tally, ...]
    parts: tuple[PartTally[Tally], ...] = ()
    pairs: tuple[PairTally, ...] = ()
    labels: Mapping[str, Mapping[Fraction, str]] = field(default_factory=dict)
    reasons: tuple[ReasonTally, ...] = ()
    kano: tuple[KanoTally, ...] = ()
    associations: tuple[AssociationTally, ...] = ()
    written: Written = _NOWHERE
    encoding: str | None = None
    matrices: frozenset[str] = frozenset()
    reason_parts: tuple[PartTally[PartReasons], ...] = ()
    kano_parts: tuple[PartTally[KanoTally], ...] = ()
    not_answers: int = 0

    @property
    def counted(self) -> int:
        """Return how many rows count."""
        return self.rows - self.not_answers - self.unfinished - self.repeated

    @property
    def says_anything(self) -> bool:
        """Say whether any question has an answer that counts."""
        several = (self.tallies, self.reasons, self.kano, self.associations)
        return any(one.n for answers in several for one in answers)
