"""Counting: from the rows of a survey's file to its tallies, each respondent once."""

from collections.abc import Container, Iterable
from itertools import chain

from tpm_audit.model.surveys import Survey
from tpm_audit.model.tallies import SurveyTallies
from tpm_audit.source.problems import Problem
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
        pairs, kano = list(pairs_of(asked)), list(kano_pairs_of(asked))
        reasons = list(reasons_of(self.survey, asked, columns))
        counts = [one.count for each in (ratings, pairs, segments, reasons, kano) for one in each]
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
        unread = [problem for one in segments for problem in one.settled(self.path)]
        read = [one.read(self.path) for one in ratings]
        wrong = {one: one.problems(self.path) for one in kano}
        self.problems += (*columns.problems, *unread, *chain.from_iterable(one.problems for one in read))
        self.problems += chain.from_iterable(wrong.values())
        return SurveyTallies(
            reader,
            total,
            unfinished,
            repeated,
            tuple(chain.from_iterable(one.tallies for one in read)),
            () if unread else tuple(chain.from_iterable(one.parts for one in read)),
            tuple(chain.from_iterable(one.tallies() for one in pairs)),
            tuple(chain.from_iterable(one.tallies() for one in reasons)),
            tuple(chain.from_iterable(one.tallies() for one in kano if not wrong[one])),
        )
