"""Surveys: what customers were asked, where their answers stand, and what each question measures."""

import datetime
import enum
import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Annotated, Final, NamedTuple, Self

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, WithJsonSchema, model_validator

from tpm_audit.model import codes
from tpm_audit.model.audits import PeriodField
from tpm_audit.model.context import unreadable
from tpm_audit.model.entry import Audience, AudienceField, KeyPath, Named, Restricted, Strict
from tpm_audit.model.field_types import (
    SHORT_TEXT,
    Boolean,
    ListOf,
    LocalText,
    MapOf,
    Number,
    Or,
    Slug,
    Text,
    WholeNumber,
    between,
    one_of,
)
from tpm_audit.model.judged import Judged
from tpm_audit.model.reasons import Code
from tpm_audit.model.references import ChannelId, CompetitorId, JourneyId, TouchpointId
from tpm_audit.model.segments import Segment
from tpm_audit.source.message import Sayable, say


class Measure(enum.StrEnum):
    """What a question measures."""

    NPS = "nps"
    CSAT = "csat"
    CES = "ces"
    IMPORTANCE = "importance"
    PERFORMANCE = "performance"
    REPURCHASE = "repurchase"
    RECOMMEND = "recommend"
    LEVELS = "levels"
    EMOTION = "emotion"
    KANO = "kano"
    ASSOCIATION = "association"
    REASON = "reason"


UNRATED = frozenset({Measure.KANO, Measure.ASSOCIATION, Measure.REASON})


class AnswerScale(NamedTuple):
    """The lowest and the highest answer that a question takes."""

    low: int
    high: int

    @property
    def width(self) -> int:
        """Return how far it reaches."""
        return self.high - self.low

    def __str__(self) -> str:
        """Return it as it is written."""
        return f"{self.low}-{self.high}"

    @property
    def said(self) -> Sayable:
        """Return it as a message says it: -2-2 would be read as a sum."""
        return str(self) if self.low >= 0 else say("{low} to {high}", low=str(self.low), high=str(self.high))


NO_SCALE: Final = AnswerScale(1, 0)  # of texts: no number is on it
FARTHEST: Final = 9999  # from 0 that a scale reaches
_SCALE = re.compile(r"(-?\d{1,4})\s*(?:-|\N{EN DASH}|to|bis)\s*(-?\d{1,4})")
SCALES: Mapping[Measure, AnswerScale] = {
    Measure.NPS: AnswerScale(0, 10),
    Measure.CSAT: AnswerScale(1, 5),
    Measure.CES: AnswerScale(1, 7),
    Measure.IMPORTANCE: AnswerScale(0, 10),
    Measure.PERFORMANCE: AnswerScale(0, 10),
    Measure.REPURCHASE: AnswerScale(0, 10),
    Measure.RECOMMEND: AnswerScale(0, 10),
    Measure.LEVELS: AnswerScale(1, 10),
    Measure.EMOTION: AnswerScale(-2, 2),
    Measure.KANO: AnswerScale(1, 5),
    Measure.ASSOCIATION: AnswerScale(0, 1),  # no, yes
}

_WHOLE = frozenset({Measure.NPS, Measure.KANO})


def _scale(value: object) -> AnswerScale:
    found = _SCALE.fullmatch(value.strip()) if isinstance(value, str) else None
    scale = None if found is None else AnswerScale(int(found[1]), int(found[2]))
    if scale is None or scale.width <= 0:
        raise unreadable(
            codes.WRONG_SHAPE,
            say("the lowest and the highest answer are expected here"),
            say("write for example {example}", example="1-5"),
        )
    return scale


ScaleField = Annotated[AnswerScale, PlainValidator(_scale), WithJsonSchema({"type": "string"})]


class Subject(Strict):
    """What customers judge: a touchpoint, on one channel or as a whole, or a journey; else the company."""

    touchpoint: TouchpointId | None = None
    channel: ChannelId | None = None
    journey: JourneyId | None = None

    @model_validator(mode="after")
    def _not_two_things(self) -> Self:
        if self.journey is not None and (self.touchpoint is not None or self.channel is not None):
            raise unreadable(
                codes.WRONG_SHAPE,
                say("a journey is judged as a whole, and this names a part of it beside it"),
                say("write journey: alone, or leave it out"),
            )
        return self

    @property
    def judged(self) -> Judged:
        """Return what it names."""
        return Judged(self.touchpoint, self.channel, self.journey)


def _short_subject(value: object) -> object:
    if value == "company":
        return {}
    return {"touchpoint": value} if isinstance(value, str) else value


SubjectField = Annotated[Subject, BeforeValidator(_short_subject), Or(SHORT_TEXT)]


ContactFactor = Annotated[Number, between(0, 100)]


class About(Subject):
    """The same, or a column whose values say in each row what was judged."""

    column: Text | None = None
    values: MapOf[Text, SubjectField] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.column is None) is bool(self.values):
            raise unreadable(
                codes.MISSING_KEY,
                say("a column that says what was judged, and what its values stand for, go together"),
                say("write for example {example}", example="{column: Shop, values: {W: home-page}}"),
            )
        return self


COMPANY = About()
AboutField = Annotated[About, BeforeValidator(_short_subject), Or(SHORT_TEXT)]


class Question(Restricted):
    """One question: what it measures and in which columns of the file the answers to it stand."""

    measures: Annotated[Measure, one_of(Measure)]
    about: AboutField = COMPANY
    column: Text | None = None
    columns: MapOf[Text, SubjectField] = Field(default_factory=dict)
    scale: ScaleField | None = None
    top_box: ListOf[Number] = ()
    missing: ListOf[Text] = ()
    reverse: Boolean = False
    values: MapOf[Text, Number] = Field(default_factory=dict, alias="map")
    cuts: ListOf[Number] = ()
    wording: LocalText | None = None
    with_it: Text | None = Field(default=None, alias="with")
    without: Text | None = None
    brand: CompetitorId | None = None
    factors: MapOf[TouchpointId, ContactFactor] = Field(default_factory=dict)
    explains: Slug | None = None
    codes: MapOf[Slug, Code] = Field(default_factory=dict)
    texts: AudienceField = Audience.INTERNAL

    @property
    def is_rated(self) -> bool:
        """Say whether its answers are numbers on a scale, of which there are counts, means and shares."""
        return self.measures not in UNRATED

    @property
    def answers(self) -> AnswerScale:
        """Return the scale that it is answered on."""
        return self.scale or SCALES.get(self.measures, NO_SCALE)

    @property
    def headings(self) -> Iterator[tuple[str, Subject, KeyPath]]:
        """Yield the heading of each column with its answers, what it is about, and the keys that name it."""
        alone = ((self.column, "column"), (self.with_it, "with"), (self.without, "without"))
        yield from ((heading, self.about, (key,)) for heading, key in alone if heading is not None)
        yield from ((heading, about, ("columns", heading)) for heading, about in self.columns.items())

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """Return what it asks about."""
        return tuple(self.columns.values()) or tuple(self.about.values.values()) or (self.about,)

    def takes(self, number: Fraction) -> bool:
        """Say whether an answer is on its scale; promoters, and feelings, are told apart by whole numbers."""
        is_whole = number.denominator == 1 or self.measures not in _WHOLE
        return is_whole and _is_on(self.answers, number)

    @property
    def told_on(self) -> AnswerScale:
        """Return the scale that its answers are told on: emotions from -2 to 2, all others as they were asked."""
        return SCALES[Measure.EMOTION] if self.measures is Measure.EMOTION else self.answers

    def told(self, number: Fraction) -> Fraction:
        """Return an answer so that a high one is good, on the scale that answers are told on."""
        scale, told_on = self.answers, self.told_on
        good = scale.low + scale.high - number if self.reverse else number
        return told_on.low + (good - scale.low) * told_on.width / scale.width

    def is_top(self, told: Fraction) -> bool:
        """Say whether an answer, as it is told, is in the top box: the two highest, unless it names others."""
        if self.top_box:
            return told in {self.told(one) for one in self.top_box}
        return told >= self.answers.high - 1

    @property
    def alike(self) -> Hashable:
        """Return what two questions share whose answers can be counted together: defaults that are written, too."""
        box = frozenset(self.satisfied) if self.measures is Measure.CSAT else None
        cuts = cuts_of(self) if self.measures is Measure.LEVELS else None
        return self.measures, self.answers, self.reverse, box, cuts

    @property
    def satisfied(self) -> tuple[Fraction, ...]:
        """Return the answers in the top box, as customers give them."""
        return top_box_of(self.top_box, self.answers, reverse=self.reverse)


def top_box_of(named: Iterable[Fraction], scale: AnswerScale, *, reverse: bool) -> tuple[Fraction, ...]:
    """Return the answers that count as satisfied, as customers give them: the two best, unless others are named."""
    low, high = Fraction(scale.low), Fraction(scale.high)
    return tuple(sorted(named)) or ((low, low + 1) if reverse else (high - 1, high))


_DEFAULT_CUTS = (Fraction(4), Fraction(7))


def cuts_of(question: Question) -> tuple[Fraction, Fraction]:
    """Return the highest answer that disappoints, and the highest that is no more than all right."""
    low, high = question.cuts or _DEFAULT_CUTS
    return low, high


def _whole(question: Question) -> Question:
    for misfit in _misfits(question):
        raise misfit
    return question


# Keys of a question that only some measures have; what all have is not in it.
_RATED = frozenset(Measure) - UNRATED
_KEYS: Mapping[str, frozenset[Measure]] = {
    **dict.fromkeys(("scale", "top_box", "cuts"), _RATED),
    "reverse": _RATED | {Measure.KANO},
    "map": _RATED | {Measure.KANO, Measure.ASSOCIATION},
    **dict.fromkeys(("with", "without"), frozenset({Measure.KANO})),
    **dict.fromkeys(("brand", "factors"), frozenset({Measure.ASSOCIATION})),
    "column": frozenset(Measure) - {Measure.KANO, Measure.ASSOCIATION},
    "columns": frozenset(Measure) - {Measure.KANO},
    **dict.fromkeys(("explains", "codes", "texts"), frozenset({Measure.REASON})),
}


def _misfits(question: Question) -> Iterator[Exception]:
    yield from _foreign_keys(question)
    yield from _misplaced(question)
    if question.measures in SCALES:
        yield from _misfits_of_scale(question, question.answers)


def _foreign_keys(question: Question) -> Iterator[Exception]:
    """Yield what is wrong with a question that has a key of another measure."""
    fields = type(question).model_fields
    for name in sorted(question.model_fields_set, key=list(fields).index):
        key = fields[name].alias or name
        if key in _KEYS and question.measures not in _KEYS[key]:
            yield unreadable(
                codes.WRONG_SHAPE,
                say("{key}: says nothing where '{measure}' is measured", key=key, measure=question.measures.value),
                say("leave it out"),
            )


def _misplaced(question: Question) -> Iterator[Exception]:
    """Yield what is wrong with where the answers stand, and what they are about."""
    if question.measures is Measure.KANO:
        if question.with_it is None or question.without is None or question.with_it == question.without:
            yield unreadable(
                codes.MISSING_KEY,
                say("a property is asked about twice: how people feel with it, and how without it"),
                say("write with: and without: with the heading of a column each"),
            )
    elif question.measures is Measure.ASSOCIATION and (
        not question.columns or any(one.touchpoint is None for one in question.columns.values())
    ):
        yield unreadable(
            codes.MISSING_KEY,
            say("with which touchpoints a brand is associated stands in a column for each"),
            say("write columns: with headings, and the touchpoint of each"),
        )
    elif (question.column is None) is not bool(question.columns):
        yield unreadable(
            codes.MISSING_KEY,
            say("where the answers stand is said once: with column:, or with columns:"),
            say("write column: with the heading, or columns: with headings and what each is about"),
        )
    elif question.columns and question.about != COMPANY:
        yield unreadable(
            codes.WRONG_SHAPE,
            say("what it is about is said twice: each of its columns says so"),
            say("leave out about:"),
        )
    elif len({one.judged for one in question.columns.values()}) < len(question.columns):
        yield unreadable(
            codes.SAID_TWICE,
            say("two columns are about the same thing"),
            say("write a question of its own for each: the same people answered both"),
        )
    elif question.columns and question.measures is Measure.REASON:
        yield unreadable(
            codes.WRONG_SHAPE,
            say("reasons stand in one column"),
            say("write a question of its own for each, with column: and about:"),
        )


def _misfits_of_scale(question: Question, scale: AnswerScale) -> Iterator[Exception]:
    if question.measures is Measure.NPS and scale != SCALES[Measure.NPS]:
        yield unreadable(
            codes.OUT_OF_RANGE,
            say("a net promoter score is asked from 0 to 10, and this is {scale}", scale=scale.said),
            say("write measures: recommend, which is a mean on any scale"),
        )
    elif question.measures is Measure.CSAT and scale != SCALES[Measure.CSAT] and not question.top_box:
        yield unreadable(
            codes.MISSING_KEY,
            say("which answers from {scale} count as satisfied is not said", scale=scale.said),
            say("write for example {example}", example=f"top_box: [{scale.high}]"),
        )
    elif question.measures is Measure.LEVELS and question.reverse:
        yield unreadable(
            codes.WRONG_SHAPE,
            say("cuts are told on a scale on which a high answer is good"),
            say("leave out reverse:, and write map: with the number that each answer stands for"),
        )
    elif question.measures is Measure.LEVELS and not _are_cuts(question, scale):
        yield unreadable(
            codes.OUT_OF_RANGE,
            say("the cuts do not part {scale} into three", scale=scale.said),
            say(
                "write the highest answer that disappoints, and the highest that is just all right: {example}",
                example="cuts: [4, 7]",
            ),
        )
    elif _has_worst_alone(question, scale):
        yield _worst_alone(question, scale)
    elif _reads_all_alike(question):
        yield unreadable(
            codes.SAID_TWICE,
            say("map: reads different texts as one and the same number"),
            say("write the number that each stands for, and what stands for none in missing:"),
        )
    else:
        outside = [number for number in (*question.top_box, *question.values.values()) if not _is_on(scale, number)]
        if outside:
            yield unreadable(
                codes.OUT_OF_RANGE,
                say("{number} is not on the scale {scale}", number=_digits(outside[0]), scale=scale.said),
                say("write numbers of the scale, or another scale:"),
            )


def _has_worst_alone(question: Question, scale: AnswerScale) -> bool:
    worst, best = (scale.high, scale.low) if question.reverse else scale
    return worst in question.top_box and best not in question.top_box


def _worst_alone(question: Question, scale: AnswerScale) -> Exception:
    said = say("top_box: has the worst answer, and not the best one")
    if question.reverse:
        example = f"top_box: [{scale.low}, {scale.low + 1}]"
        return unreadable(
            codes.OUT_OF_RANGE,
            said,
            say("write {example}, as customers gave them, or leave out reverse:", example=example),
        )
    example = f"top_box: [{scale.high - 1}, {scale.high}]"
    hint = say("write reverse: true where a low answer is good, or {example}", example=example)
    return unreadable(codes.OUT_OF_RANGE, said, hint)


def _reads_all_alike(question: Question) -> bool:
    several = {" ".join(text.split()).casefold() for text in question.values}
    is_scale = question.measures is not Measure.ASSOCIATION
    return is_scale and len(several) > 1 and len({*question.values.values()}) == 1


def _digits(number: Fraction) -> str:
    return f"{float(number):g}"


def _are_cuts(question: Question, scale: AnswerScale) -> bool:
    cuts = question.cuts or _DEFAULT_CUTS
    return len(cuts) == len(_DEFAULT_CUTS) and scale.low <= cuts[0] < cuts[1] < scale.high


def _is_on(scale: AnswerScale, number: Fraction) -> bool:
    return scale.low <= number <= scale.high


QuestionField = Annotated[Question, AfterValidator(_whole)]


def question_id(survey: str, question: str) -> str:
    """Return what tells a question from those of all surveys."""
    return f"{survey}/{question}"


def survey_of(question: str) -> tuple[str, str]:
    """Return the survey of a question, and what it is called there."""
    survey, _, own = question.partition("/")
    return survey, own


def row_of_waves(wave_of: str) -> str:
    """Return what stands for all waves of a survey, and is the id of none."""
    return f"wave_of/{wave_of}"


class Population(Strict):
    """How many could have been asked, and who they are."""

    n: WholeNumber
    of: LocalText | None = None


class Survey(Named):
    """content/surveys/<id>/survey.yml: a survey of customers, whose answers stand in a file beside it.

    One without a file has no answers yet.
    """

    period: PeriodField
    file: Text | None = None
    sheet: Text | None = None
    questions: MapOf[Slug, QuestionField]
    wave_of: Slug | None = None
    panel: Boolean = False  # the same people as in the wave before
    reader: Text | None = None
    population: Population | None = None
    finished_only: Boolean = True
    respondent: Text | None = None
    segments: MapOf[Slug, Segment] = Field(default_factory=dict)
    description: LocalText | None = None

    @property
    def row(self) -> str:
        """Return what a survey shares with all waves of it, and with no other survey."""
        return self.id if self.wave_of is None else row_of_waves(self.wave_of)

    @property
    def first_row(self) -> str:
        """Return the same by the id that it had first."""
        return self.first_id if self.wave_of is None else self.row

    @property
    def ended(self) -> tuple[datetime.date, str]:
        """Return what sorts surveys by their end, the latest last."""
        return self.period.last, self.id
