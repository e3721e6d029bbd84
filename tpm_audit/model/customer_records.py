"""Surveys as the result holds them: what was asked, what may be said of the answers, and what several have together."""

import datetime
from dataclasses import dataclass

from tpm_audit.model.associations import AssociationsRecord
from tpm_audit.model.customers import CustomerFigure, Size, WaveVerdict
from tpm_audit.model.figures import Amount, Chance, Exact, Limit
from tpm_audit.model.judged import Judged
from tpm_audit.model.kano import KanoRecord
from tpm_audit.model.reasons import ReasonsRecord
from tpm_audit.model.said import Said, Words
from tpm_audit.model.segments import SegmentOf
from tpm_audit.model.surveys import Measure


@dataclass(frozen=True, slots=True)
class AnswersRecord:
    """What customers answered about a thing: n valid answers, how many gave each, and the figures that may be said.

    Below the sizes of site.yml there are no figures, or no counts either.
    """

    touchpoint: str | None
    channel: str | None
    n: Amount
    blank: Amount
    not_applicable: Amount
    size: Size
    counts: tuple[tuple[Exact, Amount], ...]
    figures: tuple[CustomerFigure, ...]
    journey: str | None = None

    @property
    def judged(self) -> Judged:
        """Return what it is about."""
        return Judged(self.touchpoint, self.channel, self.journey)


@dataclass(frozen=True, slots=True)
class PartRecord:
    """What those answered who belong to a part of a segment."""

    segment: str
    part: str
    answers: AnswersRecord


@dataclass(frozen=True, slots=True)
class QuestionRecord:
    """A question of a survey, its scale, and what was answered about each thing it was asked of.

    Answers are told so that a high one is good, from ``told_low`` to ``told_high``.
    """

    id: str
    measure: Measure
    wording: Words | None
    low: int
    high: int
    reverse: bool
    told_low: int
    told_high: int
    top_box: tuple[Exact, ...]
    answers: tuple[AnswersRecord, ...]
    parts: tuple[PartRecord, ...] = ()
    cuts: tuple[Exact, ...] = ()
    labels: tuple[tuple[Exact, str], ...] = ()  # what the export calls answers, as they are told
    cuts_are_ours: bool = False
    hidden_parts: tuple[tuple[str, Amount], ...] = ()  # by segment, how many too few answered to be named


@dataclass(frozen=True, slots=True)
class SegmentRecord:
    """What tells customers of a survey apart: of a month its parts are YYYY-MM, of locations their ids."""

    id: str
    name: Words
    of: SegmentOf | None
    names: tuple[tuple[str, Words], ...]  # of its parts, as survey.yml names them


@dataclass(frozen=True, slots=True)
class SurveyRecord:
    """A survey of customers: who reads its file, how many rows that has, and how many of them do not count.

    Of surveys that are waves of one, those of the latest wave with answers are ``is_latest``; all others are.
    """

    id: str
    name: Words
    description: Words | None
    first_day: datetime.date
    last_day: datetime.date
    reader: str | None
    rows: Amount
    unfinished: Amount
    repeated: Amount
    population: Amount | None
    population_of: Words | None
    questions: tuple[QuestionRecord, ...]
    wave_of: str | None = None
    segments: tuple[SegmentRecord, ...] = ()
    reasons: tuple[ReasonsRecord, ...] = ()
    kano: tuple[KanoRecord, ...] = ()
    associations: tuple[AssociationsRecord, ...] = ()
    encoding: str | None = None
    is_latest: bool = True
    not_answers: Amount = 0  # previews, tests and spam

    @property
    def counted(self) -> int:
        """Return how many rows count."""
        return self.rows - self.not_answers - self.unfinished - self.repeated


@dataclass(frozen=True, slots=True)
class PooledRecord:
    """What several things have together that were asked about alike in the same days: never a mean of figures."""

    question: str
    measure: Measure
    of_company: bool
    surveys: tuple[str, ...]
    answers: AnswersRecord
    of_journeys: bool = False


@dataclass(frozen=True, slots=True)
class WaveChangeRecord:
    """A figure in two waves of a survey, and what may be said of its change: ``then`` and ``now`` are surveys.

    Of waves that several surveys make these are the ones that ended last, and the others stand ``beside`` them.

    ``change`` is in the figure's own unit, of a net promoter score between the adjusted scores; it is None, with its
    interval and p, where nothing is tested. ``adjusted_p`` stands on all tests of the measure between both (Holm).
    """

    wave_of: str
    question: str
    measure: Measure
    then: str
    now: str
    touchpoint: str | None
    channel: str | None
    segment: str | None
    part: str | None
    before: CustomerFigure
    after: CustomerFigure
    n_then: Amount
    n_now: Amount
    verdict: WaveVerdict
    reason: Said | None
    change: Exact | None
    low: Limit | None
    high: Limit | None
    p: Chance | None
    adjusted_p: Chance | None
    journey: str | None = None
    then_beside: tuple[str, ...] = ()
    now_beside: tuple[str, ...] = ()

    @property
    def judged(self) -> Judged:
        """Return what it is about."""
        return Judged(self.touchpoint, self.channel, self.journey)
