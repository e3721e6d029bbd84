"""Kano pairs: how the same people feel with a property and without it, in two columns of the same rows."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from tpm_audit.figures.kano import category_of
from tpm_audit.model.judged import Judged
from tpm_audit.model.kano import Feeling, KanoTally, Property
from tpm_audit.model.surveys import Measure
from tpm_audit.model.tallies import PartTally
from tpm_audit.source.problems import Problem
from tpm_audit.surveys.cells import MOST_TOGETHER, Cells, Seen
from tpm_audit.surveys.placed import Placed
from tpm_audit.surveys.ratings import told, wrong_answers
from tpm_audit.surveys.segments import Parts


class KanoPairs:
    """The answers to both questions about a property."""

    def __init__(self, with_it: Placed, without_it: Placed, segments: Sequence[Parts] = ()) -> None:
        self.with_it = with_it
        self.without_it = without_it
        self._judged = () if with_it.about_at is None else (with_it.about_at,)
        at = (*self._judged, with_it.at, without_it.at)
        self._all = Cells(at)
        self._by_part = [(parts, parts.with_cells(at, MOST_TOGETHER)) for parts in segments]

    @property
    def cells(self) -> Sequence[Cells]:
        """Return what of each row is counted."""
        return (self._all, *(cells for _, cells in self._by_part))

    def problems(self, path: str) -> tuple[Problem, ...]:
        """Return what is wrong with the answers in either column."""
        sides = ((self.with_it, -2), (self.without_it, -1))
        found = (
            problem
            for placed, side in sides
            for problem in wrong_answers(placed, self._side(side), self._all.others, path)
        )
        return tuple(dict.fromkeys(found))  # what is judged is the same in both

    def _side(self, side: int) -> Iterator[Seen]:
        for seen in self._all.seen():
            yield Seen((*seen.texts[: len(self._judged)], seen.texts[side]), seen.n, seen.line)

    def tallies(self) -> Iterator[KanoTally]:
        """Yield what the property of each thing is to how many."""
        return self._tallies(self._all.seen())

    def parts(self) -> Iterator[PartTally[KanoTally]]:
        """Yield the same of the parts of each segment, once it is known what their texts stand for."""
        for parts, cells in self._by_part:
            for part, seen in parts.told(cells) if not cells.others[0] else ():
                yield from (PartTally(parts.id, part, tally) for tally in self._tallies(seen))

    def _tallies(self, several: Iterable[Seen]) -> Iterator[KanoTally]:
        counts: dict[Judged, Counter[Property]] = defaultdict(Counter)
        blank: Counter[Judged] = Counter()
        for seen in several:
            *judged, one, other = (text.strip() for text in seen.texts)
            about = self.with_it.judged(judged[0] if judged else "")
            if about is None:
                continue
            pair = self._feeling(one), self._feeling(other)
            if pair[0] is None or pair[1] is None:
                blank[about] += seen.n
            else:
                counts[about][category_of(pair[0], pair[1])] += seen.n
        for about in dict.fromkeys(subject.judged for subject in self.with_it.question.subjects):
            if about in counts or about in blank:
                yield KanoTally(self.with_it.id, about, dict(counts[about]), blank[about])

    def _feeling(self, answer: str) -> Feeling | None:
        number: Fraction | None = told(self.with_it, answer)
        return None if number is None else Feeling(int(number) - 1)


def kano_pairs_of(placed: Iterable[Placed], segments: Sequence[Parts]) -> Iterator[KanoPairs]:
    """Yield the pairs of columns; where one of both is not there, it was told."""
    sides: dict[str, list[Placed]] = defaultdict(list)
    for one in placed:
        if one.question.measures is Measure.KANO:
            sides[one.id].append(one)
    for with_it, *without_it in sides.values():
        if without_it:
            yield KanoPairs(with_it, without_it[0], segments)
