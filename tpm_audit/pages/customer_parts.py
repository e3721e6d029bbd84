"""Customers told apart: what each part of a segment answered, a branch, an age, a month."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from tpm_audit.language.catalogue import Language
from tpm_audit.model.customer_records import PartRecord, QuestionRecord, SegmentRecord, SurveyRecord
from tpm_audit.model.segments import SegmentOf
from tpm_audit.pages.customer_figures import Answered, CustomerRow, row_about
from tpm_audit.pages.names import Names
from tpm_audit.render.words import Link
from tpm_audit.source.message import Sayable, say


@dataclass(frozen=True, slots=True)
class PartTable:
    """A segment of a survey, with a row for each part and each thing that was judged."""

    id: str
    title: Sayable
    rows: tuple[CustomerRow, ...]


def part_tables(
    survey: SurveyRecord, question: QuestionRecord, names: Names, language: Language
) -> Iterator[PartTable]:
    """Yield a table for each segment that a question is told apart by."""
    for segment in survey.segments:
        parts = [one for one in question.parts if one.segment == segment.id]
        if parts:
            title = say("By month") if segment.of is SegmentOf.MONTH else say("By {segment}", segment=segment.name)
            rows = tuple(_row(survey, question, segment, one, names, language) for one in parts)
            yield PartTable(f"{question.id}-{segment.id}", title, rows)


def _row(
    survey: SurveyRecord,
    question: QuestionRecord,
    segment: SegmentRecord,
    part: PartRecord,
    names: Names,
    language: Language,
) -> CustomerRow:
    judged = names.where(part.answers.touchpoint, part.answers.channel)
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
