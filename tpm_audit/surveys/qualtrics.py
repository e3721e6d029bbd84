"""Qualtrics: three rows above the answers (codes, wordings, ImportIds), in workbooks and older exports two.

A row counts that is finished, and is no preview, test or spam by its status.
"""

import json
from collections.abc import Callable, Mapping, Sequence

from tpm_audit.source.message import say
from tpm_audit.surveys.reader import Head, Row, SurveyReader, cell, named, titles_of

_IMPORT_ID = "ImportId"
_OLD = ("V1", "V2")
_OWN = {"_recordId": "ResponseId", "finished": "Finished", "status": "Status"}
_OWN_OLD = {"_recordId": "ResponseID", "finished": "Finished", "status": "Status"}
_YES = frozenset({"1", "true", "wahr", "yes", "ja"})
_NO = frozenset({"0", "false", "falsch", "no", "nein"})
# the status of what is no customer's answer: previews, tests, spam
_NO_ANSWER = frozenset({"1", "survey preview", "umfragevorschau", "2", "survey test", "8", "spam", "9", "17"})


def _head(rows: Sequence[Row]) -> Head | None:
    if len(rows) > 2 and any(_IMPORT_ID in text for text in rows[2]):  # noqa: PLR2004 (the third row)
        ids = [_import_id(text) for text in rows[2]]
        return _of(rows[:3], ids, dict(zip(ids, range(len(ids)), strict=True)))
    if len(rows) > 1 and tuple(rows[0][: len(_OLD)]) == _OLD:
        return _of(rows[:2], [], _at(rows[1], _OWN_OLD))
    at = _at(rows[0], _OWN) if rows else {}
    if len(at) == len(_OWN):
        is_answer = len(rows) > 1 and cell(rows[1], at["finished"]).strip().casefold() in _YES | _NO
        return _of(rows[: 1 if is_answer else 2], [], at)
    return None


def _at(headings: Row, own: Mapping[str, str]) -> dict[str, int]:
    there = {text.strip(): at for at, text in enumerate(headings)}
    return {name: there[heading] for name, heading in own.items() if heading in there}


def counted(headings: Row) -> tuple[int | None, Callable[[Row], bool] | None]:
    """Return the column with an id of whoever answered, and which rows count, by headings as Qualtrics has them."""
    at = _at(headings, _OWN)
    return (at["_recordId"], _counts(at)) if len(at) == len(_OWN) else (None, None)


def _of(rows: Sequence[Row], ids: Row, at: dict[str, int]) -> Head:
    return Head(len(rows), named(rows[0], ids), titles_of(rows), at.get("_recordId"), _counts(at))


def _counts(at: Mapping[str, int]) -> Callable[[Row], bool]:
    finished, status = at.get("finished"), at.get("status")

    def counts(row: Row) -> bool:
        return (finished is None or cell(row, finished).strip().casefold() in _YES) and (
            status is None or cell(row, status).strip().casefold() not in _NO_ANSWER
        )

    return counts


def _import_id(text: str) -> str:
    try:
        found = json.loads(text)
    except ValueError:
        return ""
    return str(found.get(_IMPORT_ID, "")) if isinstance(found, dict) else ""


READER = SurveyReader("qualtrics", _head, say("Qualtrics"))
