"""Counting: from the rows of a survey's file to its tallies, each respondent once."""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from pathlib import PurePosixPath

from tpm_audit.model.entry import Written
from tpm_audit.model.surveys import Measure, Survey
from tpm_audit.model.tallies import SurveyTallies
from tpm_audit.source.message import say
from tpm_audit.source.problems import Problem
from tpm_audit.surveys.associations import Associations, associations_of
from tpm_audit.surveys.columns import Columns, PlaceOfKey
from tpm_audit.surveys.doubts import doubt_about_grades, doubt_about_scale
from tpm_audit.surveys.kano_pairs import KanoPairs, kano_pairs_of
from tpm_audit.surveys.pairs import pairs_of
from tpm_audit.surveys.placed import Placed, placed
from tpm_audit.surveys.ratings import ReadRatings, ratings_of
from tpm_audit.surveys.reader import Head, Row
from tpm_audit.surveys.reasons import ReasonTexts, reasons_of
from tpm_audit.surveys.respondent_ids import RespondentIds
from tpm_audit.surveys.segments import Segments
from tpm_audit.workspace.layout import Note

_CODES = "codes: {slow: {words: [slow, wait], tone: negative}}"


@dataclass(slots=True)
class _RowsCounted:
    """How many rows there are, and how many of them do not count, by the first reason that holds."""

    rows: int = 0
    not_answers: int = 0
    unfinished: int = 0
    repeated: int = 0


class Counting:
    """Counts the answers to the questions of a survey; ``path`` is that of its file, ``problems`` are what is wrong.

    Columns with ``personal`` data are not read.
    """

    def __init__(
        self, survey: Survey, path: str, place_of_key: PlaceOfKey, personal: Container[int], time_zone: str
    ) -> None:
        self.personal = personal
        self.time_zone = time_zone
        self.survey = survey
        self.path = path
        self.place_of_key = place_of_key
        self.problems: list[Problem] = []
        self.notes: list[Note] = []

    def count(self, reader: str, head: Head, rows: Iterable[tuple[int, Row]]) -> SurveyTallies:
        """Count all rows."""
        columns = Columns(head, PurePosixPath(self.path).name, self.personal, self.place_of_key)
        asked, segments = tuple(placed(self.survey, columns)), Segments(self.survey, columns, self.time_zone)
        ratings = ratings_of(asked, segments.parts)
        pairs, reasons = list(pairs_of(asked)), list(reasons_of(self.survey, asked, columns, segments.parts))
        kano, brands = list(kano_pairs_of(asked, segments.parts)), list(associations_of(self.survey, asked, columns))
        cells = [*chain.from_iterable(one.cells for one in ratings), *chain.from_iterable(one.cells for one in kano)]
        cells += [one.cells for one in pairs]
        counts = [one.count for one in (*cells, *(one.cells for one in segments.parts))]
        counts += [*(one.count for one in reasons), *(one.count for one in brands)]
        ids = RespondentIds(self.survey, columns)
        n = self._go(head, rows, segments, ids, counts)
        unread = [problem for one in segments.parts for problem in one.settled(self.path)]
        read = [one.read(self.path) for one in ratings]
        self.problems += (*columns.problems, *unread, *chain.from_iterable(one.problems for one in read))
        self.notes += ids.doubts(self.path)
        self.notes += self._doubts([one.placed for one in ratings], read, head)
        reasons = [one for one in reasons if self._is_right(one)]
        kano = [one for one in kano if self._is_right(one)]
        return SurveyTallies(
            reader,
            n.rows,
            n.unfinished,
            n.repeated,
            tuple(chain.from_iterable(one.tallies for one in read)),
            () if unread else tuple(chain.from_iterable(one.parts for one in read)),
            tuple(chain.from_iterable(one.tallies() for one in pairs)),
            reasons=tuple(chain.from_iterable(one.tallies() for one in reasons)),
            kano=tuple(chain.from_iterable(one.tallies() for one in kano)),
            associations=tuple(chain.from_iterable(one.tallies() for one in brands if self._is_right(one))),
            written=Written(self.path),
            matrices=frozenset(id_ for id_, one in self.survey.questions.items() if len(one.columns) > 1),
            not_answers=n.not_answers,
            reason_parts=() if unread else tuple(chain.from_iterable(one.parts() for one in reasons)),
            kano_parts=() if unread else tuple(chain.from_iterable(one.parts() for one in kano)),
        )

    def _go(
        self,
        head: Head,
        rows: Iterable[tuple[int, Row]],
        segments: Segments,
        ids: RespondentIds,
        counts: Sequence[Callable[[Row, int], None]],
    ) -> _RowsCounted:
        """Go through the rows once, and return how many there are, and how many of them do not count."""
        n = _RowsCounted()
        finished = head.finished if self.survey.finished_only else None
        for line, row in rows:
            n.rows += 1
            if head.is_answer is not None and not head.is_answer(row):
                n.not_answers += 1
            elif finished is not None and not finished(row):
                n.unfinished += 1
            elif not ids.is_new(row):
                n.repeated += 1
            else:
                cells = segments.told_apart(row)
                for count in counts:
                    count(cells, line)
        return n

    def _is_right(self, answers: KanoPairs | Associations | ReasonTexts) -> bool:
        """Say whether nothing is wrong with answers, and keep what is."""
        wrong = tuple(answers.problems(self.path))
        self.problems += wrong
        return not wrong

    def _doubts(self, asked: Sequence[Placed], read: Sequence[ReadRatings], head: Head) -> Iterator[Note]:
        columns: dict[str, list[Mapping[Fraction, int]]] = defaultdict(list)
        headings: dict[str, list[str]] = defaultdict(list)
        for one, ratings in zip(asked, read, strict=True):
            columns[one.id].append(ratings.given)
            headings[one.id] += head.titles[one.at]
        for id_, given in columns.items():
            question = self.survey.questions[id_]
            doubts = (doubt_about_scale(id_, question, given), doubt_about_grades(id_, question, headings[id_]))
            yield from (Note(self.place_of_key(("questions", id_)), one) for one in doubts if one is not None)
        for id_, question in self.survey.questions.items():
            if question.measures is Measure.REASON and not question.codes:
                said = say("question '{id}': its texts are counted by nothing: write {example}", id=id_, example=_CODES)
                yield Note(self.place_of_key(("questions", id_)), said)
