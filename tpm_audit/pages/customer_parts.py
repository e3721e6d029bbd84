"""Customers told apart: what each part of a segment answered, a branch, an age, a month."""

import datetime
from collections.abc import Iterator
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
    hidden: Sayable | None


def part_tables(
    survey: SurveyRecord, question: QuestionRecord, names: Names, language: Language
) -> Iterator[PartTable]:
    """Yield a table for each segment that a question is told apart by."""
    for segment in survey.segments:
        parts = [one for one in question.parts if one.segment == segment.id]
        hidden = dict(question.hidden_parts).get(segment.id, 0)
        if parts or hidden:
            title = by_segment(segment, language)
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
                absent=None if has_counts else say("No part has enough answers to be shown."),
                hidden=hidden_parts(hidden) if has_counts else None,
            )


def by_segment(segment: SegmentRecord, language: Language) -> Message:
    """Say by what customers are told apart; locations and months are known without a name of the segment's own."""
    is_named = language.say(segment.name) != segment.id
    match segment.of:
        case SegmentOf.MONTH:
            return say("by month")
        case SegmentOf.LOCATION if not is_named:
            return say("by location")
        case _:
            return say("by {segment}", segment=segment.name)


def hidden_parts(n: int) -> Message | None:
    """Say how many parts are not named, since too few of them answered."""
    if not n:
        return None
    return say("{n} more part has too few answers to be shown", "{n} more parts have too few answers to be shown", n=n)


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


def part_links(
    survey: SurveyRecord, segment: str | None, part: str | None, names: Names, language: Language
) -> tuple[Link, ...]:
    """Return the part of customers that answered; nothing where all did."""
    told_apart = next((one for one in survey.segments if one.id == segment), None)
    return () if told_apart is None or part is None else (part_link(told_apart, part, names, language),)


def part_link(segment: SegmentRecord, part: str, names: Names, language: Language) -> Link:
    """Return a part of a segment: the page of a location, the name of a month, else what survey.yml calls it."""
    match segment.of:
        case SegmentOf.LOCATION:
            return names.location(part)
        case SegmentOf.MONTH:
            return Link(language.month(datetime.date.fromisoformat(f"{part}-01")))
        case _:
            return Link(dict(segment.names).get(part, part))
