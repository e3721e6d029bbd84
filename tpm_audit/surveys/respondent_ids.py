"""Ids of those who answered: in which column they stand, and whether somebody answered twice without being told so."""

import re
from collections.abc import Iterable
from typing import Final

from tpm_audit.model.surveys import Survey
from tpm_audit.source.message import say
from tpm_audit.source.problems import Place
from tpm_audit.surveys.columns import Columns
from tpm_audit.surveys.reader import Head, Row, cell
from tpm_audit.surveys.respondents import Respondents
from tpm_audit.workspace.layout import Note

_PARTED: Final = re.compile(r"[\W_]+")
_ID: Final = re.compile(
    r"""id|key|uuid|sheet|bogen|(response|respondent|antwort|user|participant|teilnehmer|customer|kunden?|member|record|
        submission|instance|case|interview|meta[ ]?instance)[ ]?(id|uuid|nr|no|number|nummer)|respondent|participant|
        teilnehmer|user|token|(frage)?bogen[ ]?(id|nr|nummer)|lfdn|(lfd|laufende)[ ]?(nr|nummer)""",
    re.VERBOSE,
)


def looks_like_id(heading: str) -> bool:
    """Say whether a column may hold an id of whoever answered, by its heading."""
    return _ID.fullmatch(_PARTED.sub(" ", heading.casefold()).strip()) is not None


def id_columns(head: Head) -> Iterable[int]:
    """Yield the columns that may hold an id of whoever answered."""
    return (at for at, titles in enumerate(head.titles) if any(map(looks_like_id, titles)))


class RespondentIds:
    """The ids in a file: in the column that survey.yml names, else that the format has; each counts once.

    Where neither says so, ids that look like such are looked at, and all count.
    """

    def __init__(self, survey: Survey, columns: Columns) -> None:
        self._known = Respondents()
        self._repeated = 0
        self._guessed: int | None = None
        self._at = columns.head.respondent
        if survey.respondent is not None:
            self._at = columns.at(survey.respondent, "respondent", may_be_personal=True)
        elif self._at is None and any(one.about.column is None for one in survey.questions.values()):
            self._guessed = next(iter(id_columns(columns.head)), None)
        self._name = "" if self._guessed is None else columns.head.titles[self._guessed][0]

    def is_new(self, row: Row) -> bool:
        """Say whether a row counts: whoever answered is not known to be there already."""
        at = self._guessed if self._at is None else self._at
        id_ = "" if at is None else cell(row, at).strip()
        if not id_ or self._known.add(id_):
            return True
        self._repeated += 1
        return self._at is None

    def doubts(self, path: str) -> Iterable[Note]:
        """Yield that somebody seems to have answered twice, and both count."""
        if self._guessed is not None and self._repeated:
            said = say(
                "column '{name}' looks like an id of whoever answered, and {n} row has one that was there before; "
                "if each is to count once, write respondent: {name}",
                "column '{name}' looks like an id of whoever answered, and {n} rows have one that was there before; "
                "if each is to count once, write respondent: {name}",
                name=self._name[:80],
                n=self._repeated,
            )
            yield Note(Place(path), said)
