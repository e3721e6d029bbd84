"""Counting: from the rows of a survey's file to one tally for each thing that a question is about."""

import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final, TypeAlias

from tpm_audit.model import codes
from tpm_audit.model.entry import KeyPath
from tpm_audit.model.surveys import Question, Survey
from tpm_audit.model.tallies import SurveyTallies, Tally
from tpm_audit.source.message import Message, Sayable, say
from tpm_audit.source.problems import Place, Problem
from tpm_audit.source.suggestions import closest
from tpm_audit.surveys.reader import Head, Row, cell
from tpm_audit.surveys.respondents import Respondents

_NUMBER: Final = re.compile(r"-?\d{1,9}(?:[.,]\d{1,9})?")
_MOST_ANSWERS: Final = 5_000  # different ones to a question: a rating has few, a text has no end of them
_LONGEST: Final = 1_000  # characters of an answer that may be a rating, such as the label of a level
_FEW: Final = 5  # of the answers that are wrong, as many are named

_About: TypeAlias = tuple[str | None, str | None]  # touchpoint and channel, the company where it names neither
_Key: TypeAlias = tuple[str, str]  # what a row says was judged, empty where the question says so, and the answer


@dataclass(slots=True)
class _Column:
    """The answers in one column, by how they are written: how many there are, and the line of the first."""

    question: str
    at: int
    about: _About
    about_at: int | None = None
    seen: dict[_Key, list[int]] = field(default_factory=dict)
    others: list[int] = field(default_factory=lambda: [0, 0])

    def count(self, row: Row, line: int) -> None:
        """Count the answer of a row; a short row has none in what it lacks."""
        answer, about = cell(row, self.at), "" if self.about_at is None else cell(row, self.about_at)
        known = self.seen.get((about, answer))
        if known is not None:
            known[0] += 1
        elif len(self.seen) < _MOST_ANSWERS and len(answer) + len(about) < _LONGEST:
            self.seen[about, answer] = [1, line]
        else:
            self.others = [self.others[0] + 1, self.others[1] or line]


PlaceOfKey: TypeAlias = Callable[[KeyPath], Place]


class Counting:
    """Counts the answers to the questions of a survey; ``path`` is that of its file, ``problems`` are what is wrong.

    Columns with ``personal`` data are not read.
    """

    def __init__(self, survey: Survey, path: str, place_of_key: PlaceOfKey, personal: Container[int]) -> None:
        self.personal = personal
        self.survey = survey
        self.path = path
        self.place_of_key = place_of_key
        self.problems: list[Problem] = []

    def count(self, reader: str, head: Head, rows: Iterable[tuple[int, Row]]) -> SurveyTallies:
        """Count all rows, each respondent once."""
        columns = [one for id_, question in self.survey.questions.items() for one in self._columns(id_, question, head)]
        total = unfinished = repeated = 0
        respondents = Respondents()
        finished = head.finished if self.survey.finished_only else None
        for line, row in rows:
            total += 1
            if finished is not None and not finished(row):
                unfinished += 1
                continue
            id_ = "" if head.respondent is None else cell(row, head.respondent)
            if id_ and not respondents.add(id_):
                repeated += 1
                continue
            for column in columns:
                column.count(row, line)
        return SurveyTallies(reader, total, unfinished, repeated, tuple(self._tallies(columns)))

    def _columns(self, id_: str, question: Question, head: Head) -> Iterator[_Column]:
        by_row = question.about.column
        about_at = None if by_row is None else self._at(id_, ("about", "column"), by_row, head)
        if by_row is not None and about_at is None:
            return
        if question.column is not None:
            at = self._at(id_, ("column",), question.column, head)
            if at is not None:
                yield _Column(id_, at, question.about.unit, about_at)
        for name, about in question.columns.items():
            at = self._at(id_, ("columns", name), name, head)
            if at is not None:
                yield _Column(id_, at, about.unit)

    def _at(self, id_: str, keys: tuple[str, ...], name: str, head: Head) -> int | None:
        """Return the position of a column; that there is none, or more than one, is told."""
        found = head.names.get(name.strip(), ())
        if len(found) == 1 and found[0] not in self.personal:
            return found[0]
        place, file = self.place_of_key(("questions", id_, *keys)), self.survey.file
        if len(found) == 1:
            message = say(
                "column '{name}' of {file} holds personal data, which nothing reads", name=name[:80], file=file
            )
            hint = say("take another column; if it holds none, call it otherwise in the export")
        elif found:
            message = say("{n} columns of {file} are called '{name}'", n=len(found), file=file, name=name[:80])
            hint = say("write '{name}#1' for the first of them", name=name[:80])
        else:
            near = closest(name, head.names)
            message = say("{file} has no column '{name}'", file=file, name=name[:80])
            some = ", ".join(list(head.names)[:12])
            hint = say("did you mean '{near}'?", near=near) if near else say("it has: {names}", names=some[:400])
        self.problems.append(Problem(place, codes.NO_SUCH_COLUMN, message, hint))
        return None

    def _tallies(self, columns: Iterable[_Column]) -> Iterator[Tally]:
        """Yield the tallies of each column; of one with answers that are none, or off the scale, there is none."""
        for column in columns:
            question = self.survey.questions[column.question]
            answers = _Answers(column.question, question)
            for (about, text), (n, line) in column.seen.items():
                named = None if column.about_at is None else question.about.values.get(about.strip())
                if column.about_at is not None and named is None:
                    if about.strip() or text.strip():  # else nobody was asked in that row
                        answers.of_unknown.add(about, n, line)
                else:
                    answers.add(column.about if named is None else named.unit, text, n, line)
            if column.others[0]:
                answers.no_rating.add("\N{HORIZONTAL ELLIPSIS}", *column.others)
            faults = tuple(Problem(Place(self.path, line), code, *said) for line, code, said in answers.faults())
            self.problems += faults
            if not faults:
                yield from answers.tallies()


@dataclass(slots=True)
class _Fault:
    """Answers that have the same thing wrong: how many, and what the first of them is, in which line."""

    n: int = 0
    line: int = 0
    texts: dict[str, int] = field(default_factory=dict)  # the first line of each

    def add(self, text: str, n: int, line: int) -> None:
        """Count some more of them."""
        self.line = min(self.line or line, line)
        self.texts.setdefault(text[:60], line)
        self.n += n

    def values(self, question: str) -> Mapping[str, Sayable]:
        """Return what a message says of them."""
        texts = sorted(self.texts, key=lambda one: self.texts[one])
        more = ", \N{HORIZONTAL ELLIPSIS}" if len(texts) > _FEW else ""
        return {"id": question, "n": self.n, "texts": ", ".join(f"'{one}'" for one in texts[:_FEW]) + more}


class _Answers:
    """The answers of a column, by what they are about, and those that cannot be counted."""

    def __init__(self, id_: str, question: Question) -> None:
        self.id = id_
        self.question = question
        self.counts: dict[_About, dict[Fraction, int]] = defaultdict(lambda: defaultdict(int))
        self.blank: dict[_About, int] = defaultdict(int)
        self.not_applicable: dict[_About, int] = defaultdict(int)
        self.no_rating, self.off_scale, self.of_unknown = _Fault(), _Fault(), _Fault()

    def add(self, subject: _About, text: str, n: int, line: int) -> None:
        """Count answers that are written alike."""
        answer = text.strip()
        number = self.question.values.get(answer)
        if number is None and not self.question.values:
            found = _NUMBER.fullmatch(answer)
            number = None if found is None else Fraction(answer.replace(",", "."))
        if not answer:
            self.blank[subject] += n
        elif answer in self.question.missing:
            self.not_applicable[subject] += n
        elif number is None:
            self.no_rating.add(answer, n, line)
        elif not self.question.takes(number):
            self.off_scale.add(answer, n, line)
        else:
            self.counts[subject][self.question.told(number)] += n

    def tallies(self) -> Iterator[Tally]:
        """Yield a tally for each thing that the question is about, of those without an answer too."""
        for subject in dict.fromkeys(one.unit for one in self.question.subjects):
            if subject in self.counts or subject in self.blank or subject in self.not_applicable:
                counts = dict(sorted(self.counts[subject].items()))
                blank, not_applicable = self.blank[subject], self.not_applicable[subject]
                yield Tally(self.id, *subject, counts, blank, not_applicable)

    def faults(self) -> Iterator[tuple[int, str, tuple[Message, Message]]]:
        """Yield what is wrong: the line of the first, the code, what is said, and what to write."""
        scale = str(self.question.answers)
        if self.no_rating.n:
            said = say(
                "question '{id}': {n} answer is no rating: {texts}",
                "question '{id}': {n} answers are no ratings: {texts}",
                **self.no_rating.values(self.id),
            )
            hint = say("write map: with the number that each text stands for, or missing: where it stands for none")
            yield self.no_rating.line, codes.NOT_ON_SCALE, (said, hint)
        if self.off_scale.n:
            said = say(
                "question '{id}': {n} answer is not on the scale {scale}: {texts}",
                "question '{id}': {n} answers are not on the scale {scale}: {texts}",
                scale=scale,
                **self.off_scale.values(self.id),
            )
            hint = say(
                "write another scale:, or missing: [{text}] where it stands for no answer",
                text=next(iter(self.off_scale.texts)),
            )
            yield self.off_scale.line, codes.NOT_ON_SCALE, (said, hint)
        if self.of_unknown.n:
            said = say(
                "question '{id}': {n} answer is about what its values do not name: {texts}",
                "question '{id}': {n} answers are about what its values do not name: {texts}",
                **self.of_unknown.values(self.id),
            )
            yield self.of_unknown.line, codes.NOT_ON_SCALE, (said, say("add it to values: of about:"))
