"""The page of a survey: who was asked what and when, how many answered, and all answers as they were given."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tpm_audit.charts.chart import Chart
from tpm_audit.language.catalogue import Language
from tpm_audit.model.customer_records import AnswersRecord, QuestionRecord, SurveyRecord
from tpm_audit.model.result import Result
from tpm_audit.pages.customer_associations import associations_of
from tpm_audit.pages.customer_charts import distribution
from tpm_audit.pages.customer_figures import Answered, CustomerRow, answer_digits, as_given, period_of, row_of, scale_of
from tpm_audit.pages.customer_kano import kano_heads, kano_rows_of
from tpm_audit.pages.customer_parts import PartTable, part_tables
from tpm_audit.pages.customer_reasons import reasons_of
from tpm_audit.pages.names import Names
from tpm_audit.pages.page import CUSTOMERS, Page, survey_path
from tpm_audit.pages.parts import end_of
from tpm_audit.pages.survey_names import heading_of
from tpm_audit.render.words import Link
from tpm_audit.source.message import Message, Sayable, say
from tpm_audit.surveys.formats import CALLED

_MOST_STEPS = 10


@dataclass(frozen=True, slots=True)
class SurveyRow:
    """A survey in the list: when it was, how many rows its file has, and how many of them count."""

    name: Link
    period: Sayable
    rows: str
    counted: str
    response: str | None


@dataclass(frozen=True, slots=True)
class AnswersRow:
    """How often each answer was given about a thing; ``absent`` says why that is not shown."""

    about: tuple[Link, ...]
    counts: tuple[str, ...]
    n: str
    blank: str
    not_applicable: str
    absent: Sayable | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: its measure, wording and scale, the figures, and all answers, a column for each that was given."""

    id: str
    title: Sayable
    wording: Sayable | None
    scale: Sayable
    labels: Sayable | None
    figures: tuple[CustomerRow, ...]
    chart: Chart | None
    answers: tuple[str, ...]
    rows: tuple[AnswersRow, ...]
    parts: tuple[PartTable, ...]


def survey_row(survey: SurveyRecord, language: Language) -> SurveyRow:
    """Return the row of a survey."""
    return SurveyRow(
        name=Link(survey.name, survey_path(survey.id)),
        period=period_of((survey,)),
        rows=language.number(survey.rows),
        counted=language.number(survey.counted),
        response=_response(survey, language),
    )


def _response(survey: SurveyRecord, language: Language) -> str | None:
    """Return how many of those who could have answered did; more than could have is no response."""
    if not survey.population or survey.counted > survey.population:
        return None
    return language.percent(Fraction(survey.counted, survey.population))


def survey_page(survey: SurveyRecord, result: Result, names: Names, language: Language) -> Page:
    """Return the page of a survey."""
    values = {
        "name": survey.name,
        "all_customers": Link(say("Customers"), CUSTOMERS),
        "description": survey.description,
        "row": survey_row(survey, language),
        "population": _population(survey),
        "left_out": tuple(_left_out(survey)),
        "nothing": _nothing(survey),
        "reader": _reader(survey),
        "questions": tuple(_asked(survey, question, names, language) for question in survey.questions),
        "associations": tuple(associations_of(survey, result, names, language)),
        "kano": tuple(kano_rows_of(survey, names, language)),
        "kano_heads": kano_heads(),
        "why": tuple(reasons_of(survey, names, language)),
        "end": end_of(result),
    }
    path = survey_path(survey.id)
    return Page(path, "pages/survey.md.j2", survey.name, values, hides=("navigation", "toc"), listed=False)


def _reader(survey: SurveyRecord) -> Sayable | None:
    """Say as what a file was read, and in which encoding where that had to be found out."""
    if survey.reader is None:
        return None
    reader = CALLED.get(survey.reader, survey.reader)  # a closed audit may have been read by one that is gone
    if survey.encoding is None:
        return reader
    return say("{reader}, in {encoding}", reader=reader, encoding=survey.encoding)


def _population(survey: SurveyRecord) -> Sayable | None:
    if survey.population is None:
        return None
    if survey.population_of is None:
        return say("{n} could have been asked", n=survey.population)
    return say("{n} ({of})", n=survey.population, of=survey.population_of)


def _nothing(survey: SurveyRecord) -> Message | None:
    """Say why a survey gives no figure at all; None where it gives one."""
    if not survey.rows:
        return say("Nobody has answered yet.")
    if not survey.counted:
        return say("Nobody has finished answering yet.")
    rated = any(answers.n for question in survey.questions for answers in question.answers)
    if not (rated or survey.reasons or survey.kano or survey.associations):
        return say("No question has a usable answer.")
    return None


def _left_out(survey: SurveyRecord) -> Iterator[Message]:
    """Yield how many rows of the file do not count, and why."""
    if survey.not_answers:
        yield say(
            "{n} that was a preview, a test or spam", "{n} that were previews, tests or spam", n=survey.not_answers
        )
    if survey.unfinished:
        yield say("{n} that was not finished", "{n} that were not finished", n=survey.unfinished)
    if survey.repeated:
        yield say("{n} of somebody who is in it already", "{n} of people who are in it already", n=survey.repeated)


def _asked(survey: SurveyRecord, question: QuestionRecord, names: Names, language: Language) -> Asked:
    rows = [Answered(survey, question, answers) for answers in question.answers]
    figures = tuple(row_of(one, names, language) for one in rows)
    counts = [{as_given(question, answer): n for answer, n in one.counts} for one in question.answers]
    given = sorted({answer for one in counts for answer in one} | _steps(question))
    return Asked(
        id=question.id,
        title=heading_of(question, sum(one.measure is question.measure for one in survey.questions), language),
        wording=question.wording,
        scale=scale_of(question),
        labels=_labels(question, language),
        figures=figures,
        chart=distribution(question, figures, language),
        answers=tuple(answer_digits(answer, language) for answer in given),
        rows=tuple(
            _answers_row(figure, answers, [one.get(answer, 0) for answer in given] if one else [], language)
            for figure, answers, one in zip(figures, question.answers, counts, strict=True)
        ),
        parts=tuple(part_tables(survey, question, names, language)),
    )


def _labels(question: QuestionRecord, language: Language) -> Message | None:
    """Say what answers are called in the export."""
    given = sorted((as_given(question, answer), label) for answer, label in question.labels)
    texts = [f"{answer_digits(answer, language)} {label}" for answer, label in given]
    return say("answers: {labels}", labels=" · ".join(texts)) if texts else None


def _steps(question: QuestionRecord) -> set[Fraction]:
    """Return the steps of the scale, those that nobody chose too; of a long one only those that were chosen."""
    if question.high - question.low > _MOST_STEPS:
        return set()
    return {Fraction(step) for step in range(question.low, question.high + 1)}


def _answers_row(figure: CustomerRow, answers: AnswersRecord, counts: Sequence[int], language: Language) -> AnswersRow:
    return AnswersRow(
        about=figure.about,
        counts=tuple(map(language.number, counts)),
        n=language.number(answers.n),
        blank=language.number(answers.blank),
        not_applicable=language.number(answers.not_applicable),
        absent=None if counts else figure.absent,
    )
