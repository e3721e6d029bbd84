"""What stands in some cells of each row, counted by how it is written: millions of rows, few different texts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Final, TypeAlias

from tpm_audit.surveys.reader import Row, cell

MOST_TEXTS: Final = 5_000  # different ones: a rating has few, a text has no end of them
MOST_TOGETHER: Final = 50_000  # of ratings beside what they belong to
_LONGEST: Final = 1_000  # characters of what may be a rating, such as the label of a level

Texts: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """Cells of some rows that are written alike: how many rows, and the line of the first."""

    texts: Texts
    n: int
    line: int


class Cells:
    """The cells at some positions of each row.

    Of what is too long or too manifold to be a rating no more is kept than how often it came: ``others`` has to be
    asked for wherever that is read.
    """

    def __init__(self, at: Sequence[int], most: int = MOST_TEXTS) -> None:
        self._at = at
        self._most = most
        self._cells = itemgetter(*at)
        self._seen: dict[str | Texts, list[int]] = {}
        self._others = [0, 0]

    def count(self, row: Row, line: int) -> None:
        """Count the cells of a row; a short row has nothing in what it lacks."""
        try:
            texts: str | Texts = self._cells(row)
        except IndexError:
            texts = self._cells([cell(row, at) for at in range(max(self._at) + 1)])
        known = self._seen.get(texts)
        if known is not None:
            known[0] += 1
        else:
            self._keep(texts, line)

    def _keep(self, texts: str | Texts, line: int) -> None:
        """Keep texts that come for the first time, or count that they are not kept."""
        if len(self._seen) < self._most and sum(map(len, texts)) < _LONGEST:
            self._seen[texts] = [1, line]
        else:
            self._others = [self._others[0] + 1, self._others[1] or line]

    def __len__(self) -> int:
        """Return how many different texts are kept."""
        return len(self._seen)

    def forget(self) -> None:
        """Make room of what is of no use any more."""
        self._seen.clear()

    def seen(self) -> Iterator[Seen]:
        """Yield what was counted, in the order in which it came first."""
        for texts, (n, line) in self._seen.items():
            yield Seen((texts,) if isinstance(texts, str) else texts, n, line)

    @property
    def others(self) -> tuple[int, int]:
        """Return how many rows are not kept, and the line of the first."""
        n, line = self._others
        return n, line
