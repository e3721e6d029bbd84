"""What customers answered, as pages say it: a figure with its interval and its n, or why there is none."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final, NamedTuple

from tpm_audit.figures.net_promoter import NetPromoter
from tpm_audit.language.catalogue import Language, rounded_to
from tpm_audit.model.customer_records import AnswersRecord, PooledRecord, QuestionRecord, SurveyRecord
from tpm_audit.model.customers import CustomerFigure, Figured, Size
from tpm_audit.model.result import Result
from tpm_audit.model.surveys import AnswerScale, Measure, top_box_of
from tpm_audit.model.words import MEASURES
from tpm_audit.pages.names import Names
from tpm_audit.pages.page import METHOD, survey_path
from tpm_audit.pages.parts import Figure
from tpm_audit.render.words import Badge, Link
from tpm_audit.source.message import Message, Sayable, say

CUSTOMERS_METHOD: Final = f"{METHOD}#customers"
_MOST_DECIMALS: Final = 2
_MOST_SIGNED: Final = 4  # decimals of a change
_HEADLINES: Final = (Measure.NPS, Measure.CSAT, Measure.CES)
SHARES = frozenset({*Figured} - {Figured.NET_PROMOTER, Figured.MEAN})
_FIGURED = {
    Figured.NET_PROMOTER: say("points"),
    Figured.MEAN: say("mean"),
    Figured.TOP_BOX: say("satisfied"),
    Figured.EASY: say("found it easy"),
    Figured.DISAPPOINTING: say("disappointed"),
    Figured.OK: say("all right"),
    Figured.DELIGHTING: say("delighted"),
    Figured.GIVEN: say("gave this reason"),
    Figured.ASSOCIATED: say("associate both"),
}


class Answered(NamedTuple):
    """What was answered to a question of a survey about one thing."""

    survey: SurveyRecord
    question: QuestionRecord
    answers: AnswersRecord


@dataclass(frozen=True, slots=True)
class SaidFigure:
    """A figure with the limits of its interval, in words and digits."""

    value: str
    what: Sayable
    interval: Sayable | None


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """What customers answered about a thing: what they were asked when, how many, the figures, and who answered how."""

    about: tuple[Link, ...]
    measure: Sayable
    wording: Sayable | None
    scale: Sayable
    survey: Link | None
    period: Sayable
    n: str
    figures: tuple[SaidFigure, ...]
    orientation: Badge | None
    absent: Sayable | None
    groups: Sayable | None


def answered(result: Result) -> Iterator[Answered]:
    """Yield everything that was asked, survey by survey, the latest first."""
    for survey in result.surveys:
        for question in survey.questions:
            for answers in question.answers:
                yield Answered(survey, question, answers)


def latest_answers(result: Result) -> Iterator[Answered]:
    """Yield what was answered, of surveys that are waves of one in the latest only."""
    yield from (one for one in answered(result) if one.survey.is_latest)


def row_of(one: Answered, names: Names, language: Language) -> CustomerRow:
    """Return the row of what was answered about a thing."""
    return row_about(names.judged(one.answers.judged), one, language)


def row_about(about: tuple[Link, ...], one: Answered, language: Language) -> CustomerRow:
    """Return the row of what was answered, about what is said."""
    survey = one.survey
    period = period_of((survey,))
    return _row(about, one.question, Link(survey.name, survey_path(survey.id)), period, one.answers, language)


def period_of(surveys: Sequence[SurveyRecord]) -> Message:
    """Return the days of the answers in surveys."""
    first, last = min(one.first_day for one in surveys), max(one.last_day for one in surveys)
    return say("{first} to {last}", first=first, last=last)


def latest_surveys(result: Result) -> frozenset[str]:
    """Return the ids of surveys, of those that are waves of one in the latest wave only."""
    return frozenset(survey.id for survey in result.surveys if survey.is_latest)


def rows_of_journeys(result: Result, names: Names, language: Language) -> Mapping[str, Sequence[CustomerRow]]:
    """Return what was answered about each journey, by its id."""
    rows: dict[str, list[CustomerRow]] = defaultdict(list)
    for one in answered(result):
        if one.answers.journey is not None:
            rows[one.answers.journey].append(row_of(one, names, language))
    return rows


def pooled_row(pool: PooledRecord, result: Result, language: Language) -> CustomerRow:
    """Return the row of what several things have together."""
    surveys = surveys_of(pool, result)
    names = tuple(one.name for one in surveys)
    together = say("together: {surveys}", surveys=names)
    if not names[1:]:
        together = say("all journeys together") if pool.of_journeys else say("all touchpoints together")
    question = next(one for survey in surveys for one in survey.questions if one.id == pool.question)
    return _row((Link(together),), question, None, period_of(surveys), pool.answers, language)


def surveys_of(pool: PooledRecord, result: Result) -> tuple[SurveyRecord, ...]:
    """Return the surveys of which answers are counted together."""
    return tuple(one for one in result.surveys if one.id in pool.surveys)


def _row(
    about: tuple[Link, ...],
    question: QuestionRecord,
    survey: Link | None,
    period: Message,
    answers: AnswersRecord,
    language: Language,
) -> CustomerRow:
    return CustomerRow(
        about=about,
        measure=MEASURES[question.measure],
        wording=question.wording,
        scale=scale_of(question),
        survey=survey,
        period=period,
        n=language.number(answers.n),
        figures=tuple(said(one, language) for one in answers.figures),
        orientation=orientation_of(answers.size),
        absent=absent_of(answers.n, answers.size),
        groups=_groups(question, answers, language),
    )


def orientation_of(size: Size) -> Badge | None:
    """Return that a figure is for orientation, where it stands on few answers."""
    return Badge(say("for orientation"), "plain") if size is Size.ORIENTATION else None


def absent_of(n: int, size: Size) -> Message | None:
    """Say why so many answers have no figure; None where they have one."""
    if not n:
        return say("no usable answer")
    if size is Size.HIDDEN:
        return say("too few answers to be shown")
    if size is Size.WITHHELD:
        return say("not shown, since it would give away what a few others answered")
    return say("too few answers for a figure") if size is Size.COUNTS else None


def _groups(question: QuestionRecord, answers: AnswersRecord, language: Language) -> Sayable | None:
    """Say who answered how: of NPS, and where there is no figure; else the survey's page has all answers."""
    if not answers.counts:
        return None
    if question.measure is Measure.NPS:
        found = NetPromoter.of({int(answer): n for answer, n in answers.counts})
        return say(
            "promoters: {promoters}, passives: {passives}, detractors: {detractors}",
            promoters=found.promoters,
            passives=found.passives,
            detractors=found.detractors,
        )
    if answers.figures:
        return None
    given = sorted((as_given(question, answer), n) for answer, n in answers.counts)
    return tuple(
        say("{n} \N{MULTIPLICATION SIGN} {answer}", n=n, answer=answer_digits(answer, language)) for answer, n in given
    )


def as_given(question: QuestionRecord, told: Fraction) -> Fraction:
    """Return an answer as customers gave it, which is told so that a high one is good, and emotions from -2 to 2."""
    width = Fraction(question.high - question.low, question.told_high - question.told_low)
    good = question.low + (told - question.told_low) * width
    return question.low + question.high - good if question.reverse else good


def said(figure: CustomerFigure, language: Language) -> SaidFigure:
    """Return a figure as it is said."""
    limits = limits_of(figure, language)
    interval = None if limits is None else say("95% interval {limits}", limits=limits)
    return SaidFigure(digits(figure.of, figure.value, language), _FIGURED[figure.of], interval)


def figured(of: Figured) -> Message:
    """Return what a figure is called."""
    return _FIGURED[of]


def limits_of(figure: CustomerFigure, language: Language) -> str | None:
    """Return the limits of the interval of a figure; None where it has none."""
    if figure.low is None or figure.high is None:
        return None
    low, high = (digits(figure.of, Fraction(limit), language) for limit in (figure.low, figure.high))
    return f"[{low}; {high}]"


def digits(of: Figured, value: Fraction, language: Language) -> str:
    """Return the value of a figure: a percentage, points with one digit, or a mean with two."""
    if of in SHARES:
        return language.percent(value)
    return language.signed(value, 1 if of is Figured.NET_PROMOTER else 2, plus="")


def signed(of: Figured, value: Fraction | float, language: Language) -> str:
    """Return a change, or a gap, with its sign: of shares in points of per cent."""
    told, places = Fraction(value) * (100 if of in SHARES else 1), 2 if of is Figured.MEAN else 1
    while told and places < _MOST_SIGNED and not rounded_to(told, places):  # what is above 0 is not told as 0
        places += 1
    return language.signed(told, places)


def main_figure(figures: Sequence[CustomerFigure]) -> int:
    """Return which figure stands for a question: of levels the share of those who are delighted."""
    return len(figures) - 1 if figures[0].of is Figured.DISAPPOINTING else 0


def headlines(
    result: Result, language: Language, measures: Iterable[Measure] = _HEADLINES, leads: Mapping[str, str] | None = None
) -> Iterator[Figure]:
    """Yield the figures of the whole company: of each measure that of the latest survey, all its answers together.

    ``leads`` are pages to which the figures of questions lead; else they lead to how they are made.
    """
    for measure in measures:
        of_company = (
            one for one in answered(result) if one.question.measure is measure and one.answers.judged.is_company
        )
        latest = next((one for one in of_company if one.answers.figures), None)
        if latest is None:
            continue
        pools = (one for one in result.pooled if one.of_company and one.question == latest.question.id)
        pool = next((one for one in pools if latest.survey.id in one.surveys), None)
        answers = latest.answers if pool is None else pool.answers
        surveys = (latest.survey,) if pool is None else surveys_of(pool, result)
        figure = _headline(MEASURES[measure], answers, surveys, language)
        yield figure if leads is None else replace(figure, method=leads[latest.question.id])


def _headline(label: Message, answers: AnswersRecord, surveys: Sequence[SurveyRecord], language: Language) -> Figure:
    figure = said(answers.figures[0], language)
    of = say("{n} answer of customers", "{n} answers of customers", n=answers.n)
    basis: Sayable = say("{answers}, {period}", answers=of, period=period_of(surveys))
    if len(surveys) > 1:
        several = say("{n} survey", "{n} surveys", n=len(surveys))
        basis = say("{answers} in {surveys}, {period}", answers=of, surveys=several, period=period_of(surveys))
    if figure.interval is not None:
        basis = say("{interval}; {answers}", interval=figure.interval, answers=basis)
    if answers.size is Size.ORIENTATION:
        basis = say("{basis}, for orientation", basis=basis)
    return Figure(label=label, value=figure.value, basis=basis, method=CUSTOMERS_METHOD)


_BEST: Final[Mapping[Measure, Message]] = {
    Measure.NPS: say("most likely"),
    Measure.CSAT: say("most satisfied"),
    Measure.CES: say("easiest"),
    Measure.IMPORTANCE: say("most important"),
    Measure.PERFORMANCE: say("best"),
    Measure.REPURCHASE: say("most likely"),
    Measure.RECOMMEND: say("most likely"),
    Measure.LEVELS: say("best"),
    Measure.EMOTION: say("best"),
}
_WITHOUT_MEAN: Final = frozenset({Measure.NPS, Measure.CSAT, Measure.LEVELS})


def scale_of(question: QuestionRecord) -> Message:
    """Say the scale that a question was asked on, which of its ends is which, and where its mean is told on another."""
    low, high = _end(question.low), _end(question.high)
    best, what = low if question.reverse else high, _BEST[question.measure]
    asked = say("asked from {low} to {high} ({best}: {what})", low=low, high=high, best=best, what=what)
    if question.measure is Measure.LEVELS:
        return _parted(asked, question)
    if question.measure is Measure.CSAT:
        return say("{asked}; satisfied: {answers}", asked=asked, answers=_satisfied(question))
    told = question.told_low, question.told_high
    if question.measure in _WITHOUT_MEAN or not (question.reverse or told != (question.low, question.high)):
        return asked
    low, high = map(_end, told)
    return say(
        "{asked}; the mean is told from {low} to {high}, so that {high} is best", asked=asked, low=low, high=high
    )


def _satisfied(question: QuestionRecord) -> tuple[Sayable, ...]:
    scale = AnswerScale(question.low, question.high)
    return tuple(map(_end, top_box_of(question.top_box, scale, reverse=question.reverse)))


def _parted(asked: Message, question: QuestionRecord) -> Message:
    """Say what of levels disappoints and delights, and that these limits are ours where the survey names none."""
    low, high = map(_end, question.cuts)
    limits = say("up to {low} disappoints, above {high} delights", low=low, high=high)
    if question.cuts_are_ours:
        return say("{asked}; {limits}: limits of ours, the survey names none", asked=asked, limits=limits)
    return say("{asked}; {limits}", asked=asked, limits=limits)


def _end(of: Fraction | int) -> Sayable:
    """Return an end of a scale, or a limit on it."""
    if of.denominator > 1:
        return rounded_to(of, _MOST_DECIMALS).normalize()
    return f"\N{MINUS SIGN}{-of}" if of < 0 else str(of)


def answer_digits(answer: Fraction, language: Language) -> str:
    """Return an answer, with as many decimals as it has, two at most."""
    places = next((one for one in range(_MOST_DECIMALS) if (answer * 10**one).denominator == 1), _MOST_DECIMALS)
    return language.signed(answer, places, plus="")
