"""Customers told apart: what each part of a segment answered, a branch, an age, a month."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tpm_audit.charts.chart import Chart
from tpm_audit.language.catalogue import Language
from tpm_audit.model.customer_records import PartRecord, QuestionRecord, SegmentRecord, SurveyRecord
from tpm_audit.model.segments import SegmentOf
from tpm_audit.model.words import MEASURES
from tpm_audit.pages.customer_charts import point_name, points_chart
from tpm_audit.pages.customer_figures import Answered, CustomerRow, row_about
from tpm_audit.pages.names import Names
from tpm_audit.pages.parts import capital
from tpm_audit.render.words import Link
from tpm_audit.source.message import Message, Sayable, say


@dataclass(frozen=True, slots=True)
class PartTable:
    """A segment of a survey, with a row for each part and each thing that was judged, and how the parts differ.

    Where no part has enough answers to be told there are no rows: ``absent`` says so.
    """

    id: str
    title: Sayable
    chart: Chart | None
    rows: tuple[CustomerRow, ...]
    absent: Sayable | None


def part_tables(
    survey: SurveyRecord, question: QuestionRecord, names: Names, language: Language
) -> Iterator[PartTable]:
    """Yield a table for each segment that a question is told apart by."""
    for segment in survey.segments:
        parts = [one for one in question.parts if one.segment == segment.id]
        if parts:
            title = _by(segment, language)
            rows = tuple(_row(survey, question, segment, one, names, language) for one in parts)
            shown = {one.part for one in parts if one.answers.figures}
            has_counts = any(one.answers.counts for one in parts)
            chart = points_chart(
                f"customers-{question.id}-{segment.id}",
                say("{measure}, {by}: how do the answers differ?", measure=MEASURES[question.measure], by=title),
                [Answered(survey, question, one.answers) for one in parts],
                rows,
                [point_name(row.about, language) for row in rows],
                language,
            )
            yield PartTable(
                id=f"{question.id}-{segment.id}",
                title=capital(language.say(title)),
                chart=chart if len(shown) > 1 else None,
                rows=rows if has_counts else (),
                absent=None if has_counts else _absent(parts, language),
            )


def _by(segment: SegmentRecord, language: Language) -> Message:
    """Say what tells customers apart; locations and months are known without a name of the segment's own."""
    is_named = language.say(segment.name) != segment.id
    match segment.of:
        case SegmentOf.MONTH:
            return say("by month")
        case SegmentOf.LOCATION if not is_named:
            return say("by location")
        case _:
            return say("by {segment}", segment=segment.name)


def _absent(parts: Sequence[PartRecord], language: Language) -> Message:
    """Say that no part has enough answers, and how many the largest has."""
    most = language.number(max(one.answers.n for one in parts))
    return say("No part has enough answers to be shown; the most that one has is {n}.", n=most)


def _row(
    survey: SurveyRecord,
    question: QuestionRecord,
    segment: SegmentRecord,
    part: PartRecord,
    names: Names,
    language: Language,
) -> CustomerRow:
    judged = names.part_judged(part.answers.judged)
    about = (*judged, part_link(segment, part.part, names, language))
    return row_about(about, Answered(survey, question, part.answers), language)


def part_link(segment: SegmentRecord, part: str, names: Names, language: Language) -> Link:
    """Return a part of a segment: the page of a location, the name of a month, else what survey.yml calls it."""
    match segment.of:
        case SegmentOf.LOCATION:
            return names.location(part)
        case SegmentOf.MONTH:
            return Link(language.month(datetime.date.fromisoformat(f"{part}-01")))
        case _:
            return Link(dict(segment.names).get(part, part))
