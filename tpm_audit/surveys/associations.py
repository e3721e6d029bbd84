"""Associations in a file: columns that say yes or no, or of which some were chosen among many.

In a column without a single no, what is blank was not chosen: by those who chose anything in any of these columns. Who
chose nothing in all of them may not have been asked, and is not counted. A no anywhere in a column makes what is blank
there no answer.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from tpm_audit.model import codes
from tpm_audit.model.associations import AssociationTally
from tpm_audit.model.surveys import Measure, Survey
from tpm_audit.source.message import say
from tpm_audit.source.problems import Place, Problem
from tpm_audit.source.suggestions import listed
from tpm_audit.surveys.cells import Cells, Seen
from tpm_audit.surveys.columns import Columns
from tpm_audit.surveys.free_texts import quotable
from tpm_audit.surveys.placed import Placed
from tpm_audit.surveys.reader import Row, cell
from tpm_audit.surveys.yes_or_no import yes_or_no

_FEW: Final = 5  # of the answers that are wrong, as many are named


class Associations:
    """All columns of a survey that say with what a brand is associated."""

    def __init__(self, columns: Sequence[Placed]) -> None:
        self._columns = [(one, Cells((one.at,))) for one in columns]
        self._at = [one.at for one in columns]
        self._nothing = 0

    def count(self, row: Row, line: int) -> None:
        """Count the answers of a row, if there is any."""
        if not any(cell(row, at).strip() for at in self._at):
            self._nothing += 1
            return
        for _, cells in self._columns:
            cells.count(row, line)

    def problems(self, path: str) -> Iterator[Problem]:
        """Yield what is neither yes nor no, column by column."""
        for placed, cells in self._columns:
            meanings = _meanings(placed, [one.texts[0].strip() for one in cells.seen()])
            wrong = [one for one in cells.seen() if meanings.get(one.texts[0].strip(), True) is None]
            if cells.others[0]:
                wrong.append(Seen(("\N{HORIZONTAL ELLIPSIS}",), *cells.others))
            if wrong:
                yield _neither(placed.id, wrong, path)

    def tallies(self) -> Iterator[AssociationTally]:
        """Yield how many associate each brand with each touchpoint."""
        for placed, cells in self._columns:
            counts: dict[bool | None, int] = {True: 0, False: 0, None: 0}
            seen = [(one.texts[0].strip(), one.n) for one in cells.seen()]
            meanings = _meanings(placed, [text for text, _ in seen])
            for text, n in seen:
                counts[meanings.get(text)] += n
            blank = sum(n for text, n in seen if not text)
            if not counts[False]:
                counts[False], counts[None] = blank, counts[None] - blank
            yield AssociationTally(placed.id, placed.about, counts[True], counts[False], counts[None] + self._nothing)


def _meanings(placed: Placed, texts: Iterable[str]) -> Mapping[str, bool | None]:
    """Return what each text means, None where that is not known; what stands for no answer is not among them.

    Without a map, a text that is the only one in its column is the mark of what was chosen.
    """
    question = placed.question
    given = {text for text in texts if text and text not in placed.missing}
    if question.values:
        known = {text: question.values.get(text) for text in given}
        return {text: bool(number) if number in (0, 1) else None for text, number in known.items()}
    found = {text: yes_or_no(text) for text in given}
    return dict.fromkeys(found, True) if len(found) == 1 and None in found.values() else found


def _neither(question: str, wrong: Sequence[Seen], path: str) -> Problem:
    said = say(
        "question '{id}': {n} answer is neither yes nor no: {texts}",
        "question '{id}': {n} answers are neither yes nor no: {texts}",
        id=question,
        n=sum(one.n for one in wrong),
        texts=listed((f"'{quotable(one.texts[0])}'" for one in wrong), _FEW),
    )
    hint = say("write map: with 1 for what means yes, and 0 for no; or missing: where it stands for none")
    return Problem(Place(path, wrong[0].line), codes.NOT_ON_SCALE, said, hint)


def associations_of(survey: Survey, placed: Iterable[Placed], columns: Columns) -> Iterator[Associations]:
    """Yield the columns with associations, if there are any; a contact that is worth two things is told."""
    factors: dict[str, Fraction] = {}
    for id_, question in survey.questions.items():
        for touchpoint, factor in question.factors.items():
            if factors.setdefault(touchpoint, factor) != factor:
                place = columns.place_of_key(("questions", id_, "factors"))
                said = say("a contact with '{id}' is worth two things in this survey", id=touchpoint)
                columns.problems.append(Problem(place, codes.SAID_TWICE, said, say("write factors: once")))
    at = [one for one in placed if one.question.measures is Measure.ASSOCIATION]
    if at:
        yield Associations(at)
