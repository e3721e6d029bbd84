"""SPSS: the name of each variable, and below it what it is labelled."""

from collections.abc import Sequence
from typing import Final

from tpm_audit.surveys.reader import Head, Row, SurveyReader, named, titles_of

_ROWS: Final = 2


def _head(rows: Sequence[Row]) -> Head | None:
    return Head(_ROWS, named(*rows[:1]), titles_of(rows[:_ROWS])) if len(rows) >= _ROWS else None


READER = SurveyReader("spss", _head)
