"""Pairs: how important a thing is to those who say how good it is, where the same people answered both on one scale."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from fractions import Fraction

from tpm_audit.model.judged import Judged
from tpm_audit.model.surveys import Measure
from tpm_audit.model.tallies import PairTally
from tpm_audit.surveys.cells import MOST_TOGETHER, Cells
from tpm_audit.surveys.placed import Placed
from tpm_audit.surveys.ratings import told


class Pairs:
    """The answers to two questions about one thing, in two columns of the same rows."""

    def __init__(self, first: Placed, second: Placed) -> None:
        self.first = first
        self.second = second
        judged = () if first.about_at is None else (first.about_at,)
        self.cells = Cells((*judged, first.at, second.at), MOST_TOGETHER)

    def tallies(self) -> Iterator[PairTally]:
        """Yield how many gave each pair about each thing; who left one of both out is not among them.

        Where not all could be kept there is none: ratings alone are never so many, and what is none was told.
        """
        if self.cells.others[0]:
            return
        counts: dict[Judged, Counter[tuple[Fraction, Fraction]]] = defaultdict(Counter)
        for seen in self.cells.seen():
            *judged, one, other = (text.strip() for text in seen.texts)
            about = self.first.judged(judged[0] if judged else "")
            pair = told(self.first, one), told(self.second, other)
            if about is not None and pair[0] is not None and pair[1] is not None:
                counts[about][pair[0], pair[1]] += seen.n
        for about, answers in counts.items():
            yield PairTally(self.first.id, self.second.id, about, dict(sorted(answers.items())))


def pairs_of(placed: Iterable[Placed]) -> Iterator[Pairs]:
    """Yield what is asked twice of the same rows on one scale: how important a thing is, and how good."""
    columns = list(placed)
    for first in columns:
        if first.question.measures is Measure.IMPORTANCE:
            for second in columns:
                asked = second.question
                is_good = asked.measures is Measure.PERFORMANCE and asked.answers == first.question.answers
                if is_good and second.about == first.about and second.about_at == first.about_at:
                    yield Pairs(first, second)
