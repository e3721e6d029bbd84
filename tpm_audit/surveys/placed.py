"""Questions in a file: the column in which the answers to each stand, and what they are about."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial

from tpm_audit.model.entry import KeyPath
from tpm_audit.model.judged import Judged
from tpm_audit.model.surveys import Question, Survey
from tpm_audit.source.problems import Place
from tpm_audit.surveys.columns import Columns, PlaceOfKey
from tpm_audit.surveys.no_answers import NoAnswers


@dataclass(frozen=True)
class Placed:
    """A column with answers to a question; ``about_at`` is the one that says in each row what is judged.

    ``written`` finds out where keys of the question are.
    """

    id: str
    question: Question
    at: int
    about: Judged
    about_at: int | None
    written: PlaceOfKey = field(compare=False)

    @cached_property
    def missing(self) -> NoAnswers:
        """Return the texts that stand for no answer, of which an export may declare thousands."""
        return NoAnswers(self.question.missing)

    def judged(self, text: str) -> Judged | None:
        """Return what is judged in a row where ``text`` says so; None where it says nothing that is known."""
        if self.about_at is None:
            return self.about
        named = self.question.about.values.get(text.strip())
        return None if named is None else named.judged


def placed(survey: Survey, columns: Columns) -> Iterator[Placed]:
    """Yield where the answers to the questions of a survey stand; a column that is not there is told."""
    for id_, question in survey.questions.items():
        by_row = question.about.column
        about_at = None if by_row is None else columns.at(by_row, "questions", id_, "about", "column")
        if by_row is not None and about_at is None:
            continue
        for name, about, keys in question.headings:
            at = columns.at(name, "questions", id_, *keys)
            if at is not None:
                yield Placed(id_, question, at, about.judged, about_at, partial(_written, columns.place_of_key, id_))


def _written(place_of_key: PlaceOfKey, id_: str, keys: KeyPath) -> Place:
    return place_of_key(("questions", id_, *keys))
