"""LimeSurvey: codes as headings, one row per answer; what was not sent has no submitdate.

A survey that keeps no dates writes 1980-01-01 for what was sent: that is no day, and says that it was sent.
"""

from collections.abc import Sequence
from typing import Final

from tpm_audit.source.message import say
from tpm_audit.surveys.reader import Head, Row, SurveyReader, cell, named, titles_of

NO_DAY: Final = "1980-01-01"
_ID, _SENT = "id", "submitdate"
_LONG = {"response id": _ID, "antwort id": _ID, "date submitted": _SENT, "datum abgeschickt": _SENT}


def _head(rows: Sequence[Row]) -> Head | None:
    first = [_code(text) for text in rows[0]] if rows else []
    if first[:1] != [_ID] or _SENT not in first[:3]:
        return None
    sent = first.index(_SENT)
    return Head(
        1,
        named(rows[0], [text.partition(".")[0] if ". " in text else "" for text in rows[0]]),
        titles_of(rows[:1]),
        respondent=0,
        finished=lambda row: bool(cell(row, sent).strip()),
    )


def _code(heading: str) -> str:
    text = heading.strip().casefold()
    code, dot, _ = text.partition(". ")  # "code. wording", where both were exported
    return _LONG.get(code if dot else text, code if dot else text)


READER = SurveyReader("limesurvey", _head, say("LimeSurvey"))
