"""Ratings: texts of a column read as numbers of the question's scale; what is none is told and gives no figure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from tpm_audit.model import codes
from tpm_audit.model.judged import Judged
from tpm_audit.model.surveys import AnswerScale, Measure, Question
from tpm_audit.model.tallies import PartTally, Tally
from tpm_audit.source.message import Message, Sayable, say
from tpm_audit.source.problems import Place, Problem
from tpm_audit.source.suggestions import listed
from tpm_audit.surveys.cells import MOST_TOGETHER, Cells, Seen
from tpm_audit.surveys.doubts import USUAL
from tpm_audit.surveys.free_texts import quotable
from tpm_audit.surveys.numbers import number_in_text
from tpm_audit.surveys.placed import Placed
from tpm_audit.surveys.segments import Parts
from tpm_audit.surveys.spelling import misspelt, spelt_otherwise

_KEPT: Final = 5_000  # texts that are wrong; of what people wrote themselves there may be millions
_MOST_IN_ALL: Final = 1_000_000  # different answers beside their parts, of all questions of a survey
_FEW: Final = 5  # of the answers that are wrong, as many are named


def number_of(question: Question, answer: str) -> Fraction | None:
    """Return the number that an answer stands for, on its scale or not; None where it is none."""
    return question.values.get(answer) if question.values else number_in_text(answer)


def told(placed: Placed, answer: str) -> Fraction | None:
    """Return an answer as it is told; None where it is none."""
    question = placed.question
    number = None if answer in placed.missing else number_of(question, answer)
    return None if number is None or not question.takes(number) else question.told(number)


def ratings_of(placed: Iterable[Placed], segments: Sequence[Parts]) -> Sequence["Ratings"]:
    """Return the columns with ratings; what is told apart by segments is bounded for all of them together."""
    rated = [one for one in placed if one.question.is_rated]
    most = min(MOST_TOGETHER, _MOST_IN_ALL // max(1, len(rated) * len(segments)))
    return [Ratings(one, segments, most) for one in rated]


class Ratings:
    """The answers in a column of a question, all of them and those of the parts of each segment."""

    def __init__(self, placed: Placed, segments: Sequence[Parts], most: int) -> None:
        self.placed = placed
        judged = (placed.at,) if placed.about_at is None else (placed.about_at, placed.at)
        self._all = Cells(judged)
        self._by_part = [(parts, parts.with_cells(judged, most)) for parts in segments]

    @property
    def cells(self) -> Sequence[Cells]:
        """Return what of each row is counted."""
        return (self._all, *(cells for _, cells in self._by_part))

    def read(self, path: str) -> "ReadRatings":
        """Return what was answered; of answers that are none, or off the scale, problems in the file and no tally."""
        answers = _answers(self.placed, self._all.seen(), self._all.others)
        problems = (*answers.problems(path), *self._too_many(path))
        if problems:
            return ReadRatings((), (), problems, {})
        return ReadRatings(tuple(answers.tallies()), tuple(self._parts()), (), answers.given)

    def _too_many(self, path: str) -> Iterator[Problem]:
        """Yield a problem for each segment that has too many parts for all that is judged: none may be left out."""
        for parts, cells in self._by_part:
            n, line = cells.others
            if n and not parts.are_too_many:  # which is told of the segment
                said = say(
                    "question '{id}' has too many different answers to be told apart by segment '{segment}'",
                    id=self.placed.id,
                    segment=parts.id,
                )
                hint = say("take a column with fewer parts for the segment, or leave the segment out")
                yield Problem(Place(path, line), codes.NOT_ON_SCALE, said, hint)

    def _parts(self) -> Iterator[PartTally[Tally]]:
        for parts, cells in self._by_part:
            for part, seen in parts.told(cells):
                yield from (PartTally(parts.id, part, tally) for tally in _answers(self.placed, seen).tallies())


@dataclass(frozen=True, slots=True)
class ReadRatings:
    """What a column says: a tally for each thing that is judged, of all and of each part; and what is wrong.

    ``given``: how many gave each number, as it was asked.
    """

    tallies: tuple[Tally, ...]
    parts: tuple[PartTally[Tally], ...]
    problems: tuple[Problem, ...]
    given: Mapping[Fraction, int]


@dataclass(slots=True)
class Fault:
    """Answers that have the same thing wrong: how many, and what the first of them is, in which line."""

    n: int = 0
    line: int = 0
    texts: dict[str, int] = field(default_factory=dict)  # the first line of each

    def add(self, text: str, n: int, line: int) -> None:
        """Count some more of them."""
        self.line = min(self.line or line, line)
        if len(self.texts) < _KEPT:
            self.texts.setdefault(text, line)
        self.n += n

    @property
    def in_order(self) -> Sequence[str]:
        """Return the texts as they come in the file."""
        return sorted(self.texts, key=lambda one: self.texts[one])

    def values(self, question: str) -> Mapping[str, Sayable]:
        """Return what a message says of them."""
        texts = dict.fromkeys(f"'{quotable(one)}'" for one in self.in_order)
        return {"id": question, "n": self.n, "texts": listed(texts, _FEW)}


class _Answers:
    """Answers to a question, by what they are about, and those that cannot be counted."""

    def __init__(self, placed: Placed) -> None:
        self.placed = placed
        self.id = placed.id
        self.question = placed.question
        self.counts: dict[Judged, dict[Fraction, int]] = defaultdict(lambda: defaultdict(int))
        self.blank: dict[Judged, int] = defaultdict(int)
        self.not_applicable: dict[Judged, int] = defaultdict(int)
        self.texts: set[str] = set()
        self.given: dict[Fraction, int] = defaultdict(int)
        self.no_rating, self.off_scale, self.of_unknown = Fault(), Fault(), Fault()

    def add(self, seen: Iterable[Seen]) -> None:
        """Count answers; where two texts are given, the first says what is judged."""
        for one in seen:
            *judged, answer = one.texts
            about = self.placed.judged(judged[0] if judged else "")
            if about is not None:
                self._add(about, answer.strip(), one)
            elif any(text.strip() for text in one.texts):  # else nobody was asked in that row
                self.of_unknown.add(judged[0], one.n, one.line)

    def _add(self, subject: Judged, answer: str, seen: Seen) -> None:
        number = number_of(self.question, answer)
        self.texts.add(answer)
        if not answer:
            self.blank[subject] += seen.n
        elif answer in self.placed.missing:
            self.not_applicable[subject] += seen.n
        elif number is None:
            self.no_rating.add(answer, seen.n, seen.line)
        elif not self.question.takes(number):
            self.off_scale.add(answer, seen.n, seen.line)
        else:
            self.counts[subject][self.question.told(number)] += seen.n
            self.given[number] += seen.n

    def tallies(self) -> Iterator[Tally]:
        """Yield a tally for each thing that the question is about, of those without an answer too."""
        for subject in dict.fromkeys(one.judged for one in self.question.subjects):
            if subject in self.counts or subject in self.blank or subject in self.not_applicable:
                counts = dict(sorted(self.counts[subject].items()))
                blank, not_applicable = self.blank[subject], self.not_applicable[subject]
                yield Tally(self.id, subject, counts, blank, not_applicable)

    def problems(self, path: str) -> Iterator[Problem]:
        """Yield what is wrong, at the line of the first."""
        if self.no_rating.n:
            said = say(
                "question '{id}': {n} answer is no rating: {texts}",
                "question '{id}': {n} answers are no ratings: {texts}",
                **self.no_rating.values(self.id),
            )
            yield self._no_rating(said, path)
        if self.off_scale.n:
            said = say(
                "question '{id}': {n} answer is not on the scale {scale}: {texts}",
                "question '{id}': {n} answers are not on the scale {scale}: {texts}",
                scale=self.question.answers.said,
                **self.off_scale.values(self.id),
            )
            yield Problem(Place(path, self.off_scale.line), codes.NOT_ON_SCALE, said, self._on_which_scale())
        yield from about_unknown(self.placed, self.of_unknown, path)

    def _no_rating(self, said: Message, path: str) -> Problem:
        """Return where to mend it: in survey.yml if a text stands there with a slip of the hand."""
        texts = self.no_rating.in_order
        written = {"map:": self.question.values, "missing:": self.question.missing}
        hint = spelt_otherwise(texts, written)
        slip = None if hint else misspelt(texts, self.question.values.keys() - self.texts)
        if slip is not None:
            text, near = slip
            hint = say("did you mean '{text}' where {key} has '{near}'?", text=text[:60], key="map:", near=near[:60])
            return Problem(self.placed.written(("map", near)), codes.NOT_ON_SCALE, said, hint)
        hint = hint or say("write map: with the number that each text stands for, or missing: where it stands for none")
        return Problem(Place(path, self.no_rating.line), codes.NOT_ON_SCALE, said, hint)

    def _on_which_scale(self) -> Message:
        """Return what to write where answers are off the scale: what is far from it is a code for no answer."""
        text = self.off_scale.in_order[0]
        numbers = [number for one in self.off_scale.texts if (number := number_of(self.question, one)) is not None]
        scale = self.question.answers
        if self.question.measures is Measure.EMOTION and self.question.scale is None and min(numbers) > 0:
            asked_on = next((one for one in USUAL if max(numbers) <= one.high), USUAL[0])
            pairs = f"map: {{1: {scale.low}, …, {asked_on.high}: {scale.high}}}"
            return say("write scale: {scale}, if it was asked so, or {map}", scale=str(asked_on), map=pairs)
        if any(number == 0 or not _is_near(scale, number) for number in numbers):
            return say("write missing: [{text}] where it stands for no answer, or another scale:", text=quotable(text))
        return say("write another scale:, or missing: [{text}] where it stands for no answer", text=quotable(text))


def _is_near(scale: AnswerScale, number: Fraction) -> bool:
    return scale.low - scale.width <= number <= scale.high + scale.width


def about_unknown(placed: Placed, fault: Fault, path: str) -> Iterator[Problem]:
    """Yield that answers are about what is not known, if there are any."""
    if fault.n:
        said = say(
            "question '{id}': {n} answer is about what its values do not name: {texts}",
            "question '{id}': {n} answers are about what its values do not name: {texts}",
            **fault.values(placed.id),
        )
        hint = spelt_otherwise(fault.in_order, {"values:": placed.question.about.values}) or say(
            "add it to values: of about:"
        )
        yield Problem(Place(path, fault.line), codes.NOT_ON_SCALE, said, hint)


def wrong_answers(placed: Placed, seen: Iterable[Seen], others: tuple[int, int], path: str) -> Iterator[Problem]:
    """Yield what is wrong with the answers in a column that are counted otherwise; ``others`` are too many to keep."""
    yield from _answers(placed, seen, others).problems(path)


def _answers(placed: Placed, seen: Iterable[Seen], others: tuple[int, int] = (0, 0)) -> _Answers:
    answers = _Answers(placed)
    answers.add(seen)
    if others[0]:
        answers.no_rating.add("\N{HORIZONTAL ELLIPSIS}", *others)
    return answers
