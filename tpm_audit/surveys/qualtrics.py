"""Qualtrics: three rows above the answers (codes, wordings, ImportIds), in workbooks and older exports two.

A preview, a test and spam are known by their status: they are no answers, whether they are finished or not.
"""

from collections.abc import Mapping, Sequence

from tpm_audit.source.message import say
from tpm_audit.surveys.characters import loaded
from tpm_audit.surveys.reader import Counted, Head, Row, SurveyReader, cell, named, titles_of

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


def counted(headings: Row) -> Counted:
    """Return what a file says of each row, by headings as Qualtrics has them."""
    at = _at(headings, _OWN)
    return _counted(at) if len(at) == len(_OWN) else Counted()


def _of(rows: Sequence[Row], ids: Row, at: dict[str, int]) -> Head:
    return Head(len(rows), named(rows[0], ids), titles_of(rows), *_counted(at))


def _counted(at: Mapping[str, int]) -> Counted:
    finished, status = at.get("finished"), at.get("status")
    return Counted(
        at.get("_recordId"),
        None if finished is None else lambda row: cell(row, finished).strip().casefold() in _YES,
        None if status is None else lambda row: cell(row, status).strip().casefold() not in _NO_ANSWER,
    )


def _import_id(text: str) -> str:
    try:
        found = loaded(text)
    except ValueError:
        return ""
    return str(found.get(_IMPORT_ID, "")) if isinstance(found, dict) else ""


READER = SurveyReader("qualtrics", _head, say("Qualtrics"))
