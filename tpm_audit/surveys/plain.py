"""A table as CSV, TSV or in a workbook: one row with headings, then one row per respondent."""

from collections.abc import Sequence

from tpm_audit.source.message import say
from tpm_audit.surveys.reader import Head, Row, SurveyReader, named, titles_of


def _head(rows: Sequence[Row]) -> Head | None:
    return Head(1, named(*rows[:1]), titles_of(rows[:1])) if rows else None


_CALLED = say("a table with one row of headings")

READER = SurveyReader("csv", _head, _CALLED)
OF_WORKBOOKS = SurveyReader("xlsx", _head, _CALLED)
