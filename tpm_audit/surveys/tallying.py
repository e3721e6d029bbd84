"""Counting: from the rows of a survey's file to its tallies, each respondent once."""

from collections.abc import Callable, Container, Iterable, Sequence
from itertools import chain

from tpm_audit.model.entry import Written
from tpm_audit.model.surveys import Survey
from tpm_audit.model.tallies import SurveyTallies
from tpm_audit.source.problems import Problem
from tpm_audit.surveys.associations import associations_of
from tpm_audit.surveys.columns import Columns, PlaceOfKey
from tpm_audit.surveys.kano_pairs import kano_pairs_of
from tpm_audit.surveys.pairs import pairs_of
from tpm_audit.surveys.placed import placed
from tpm_audit.surveys.ratings import Ratings
from tpm_audit.surveys.reader import Head, Row, cell
from tpm_audit.surveys.reasons import reasons_of
from tpm_audit.surveys.respondents import Respondents
from tpm_audit.surveys.segments import segments_of


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
        """Count all rows."""
        columns = Columns(head, self.survey.file, self.personal, self.place_of_key)
        asked, segments = tuple(placed(self.survey, columns)), tuple(segments_of(self.survey, columns))
        ratings = [Ratings(one, segments) for one in asked if one.question.is_rated]
        pairs, reasons = list(pairs_of(asked)), list(reasons_of(self.survey, asked, columns))
        kano, brands = list(kano_pairs_of(asked)), list(associations_of(self.survey, asked, columns))
        counted = (ratings, pairs, segments, reasons, kano, brands)
        total, unfinished, repeated = self._go(head, rows, [one.count for each in counted for one in each])
        unread = [problem for one in segments for problem in one.settled(self.path)]
        read = [one.read(self.path) for one in ratings]
        self.problems += (*columns.problems, *unread, *chain.from_iterable(one.problems for one in read))
        return SurveyTallies(
            reader,
            total,
            unfinished,
            repeated,
            tuple(chain.from_iterable(one.tallies for one in read)),
            () if unread else tuple(chain.from_iterable(one.parts for one in read)),
            tuple(chain.from_iterable(one.tallies() for one in pairs)),
            tuple(chain.from_iterable(one.tallies() for one in reasons)),
            tuple(chain.from_iterable(one.tallies() for one in kano if self._is_right(one.problems(self.path)))),
            tuple(chain.from_iterable(one.tallies() for one in brands if self._is_right(one.problems(self.path)))),
            Written(self.path),
        )

    def _go(
        self, head: Head, rows: Iterable[tuple[int, Row]], counts: Sequence[Callable[[Row, int], None]]
    ) -> tuple[int, int, int]:
        """Go through the rows once, and return how many there are, are not finished, and are there twice."""
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
            for count in counts:
                count(row, line)
        return total, unfinished, repeated

    def _is_right(self, problems: Iterable[Problem]) -> bool:
        """Say whether nothing is wrong, and keep what is."""
        wrong = tuple(problems)
        self.problems += wrong
        return not wrong
