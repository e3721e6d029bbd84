"""Qualtrics: three rows above the answers (codes, wordings, ImportIds), in older exports two.

A row counts that is finished, and is no preview, test or spam by its status.
"""

import json
from collections.abc import Sequence

from tpm_audit.surveys.reader import Head, Row, SurveyReader, cell, named, titles_of

_IMPORT_ID = "ImportId"
_OLD = ("V1", "V2")
_YES = frozenset({"1", "true", "wahr", "yes", "ja"})
# the status of what is no customer's answer: previews, tests, spam
_NO_ANSWER = frozenset({"1", "survey preview", "umfragevorschau", "2", "survey test", "8", "spam", "9", "17"})


def _head(rows: Sequence[Row]) -> Head | None:
    if len(rows) > 2 and any(_IMPORT_ID in text for text in rows[2]):  # noqa: PLR2004 (the third row)
        ids = [_import_id(text) for text in rows[2]]
        return _of(rows[:3], ids, dict(zip(ids, range(len(ids)), strict=True)))
    if len(rows) > 1 and tuple(rows[0][: len(_OLD)]) == _OLD:
        named_so = {text.strip(): at for at, text in enumerate(rows[1])}
        old = {"_recordId": "ResponseID", "finished": "Finished", "status": "Status"}
        at = {name: named_so[heading] for name, heading in old.items() if heading in named_so}
        return _of(rows[:2], [], at)
    return None


def _of(rows: Sequence[Row], ids: Row, at: dict[str, int]) -> Head:
    finished, status = at.get("finished"), at.get("status")

    def counts(row: Row) -> bool:
        return (finished is None or cell(row, finished).strip().casefold() in _YES) and (
            status is None or cell(row, status).strip().casefold() not in _NO_ANSWER
        )

    return Head(len(rows), named(rows[0], ids), titles_of(rows), at.get("_recordId"), counts)


def _import_id(text: str) -> str:
    try:
        found = json.loads(text)
    except ValueError:
        return ""
    return str(found.get(_IMPORT_ID, "")) if isinstance(found, dict) else ""


READER = SurveyReader("qualtrics", _head)
