"""Whether two surveys hold the same answers: a file copied into two folders, or exported twice, would count twice."""

from dataclasses import dataclass, field
from typing import Final

from tpm_audit.surveys.reader import Head, Row, Rows

FIRST: Final = 2_000  # rows of a file that are compared: exports begin with the oldest
_FEWEST: Final = 10  # different rows, below which chance may make two files alike
_MOST_SHARED: Final = 0.5  # of the rows of the shorter one


@dataclass(slots=True)
class FirstRows:
    """The first rows with answers of a file, as numbers; ``with_ids``: each names its respondent."""

    with_ids: bool
    rows: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, head: Head) -> "FirstRows":
        """Return those of a file that begins so, before the first of them."""
        return cls(head.respondent is not None)

    def kept(self, rows: Rows) -> Rows:
        """Yield all rows, and keep the first."""
        for line, row in rows:
            self.add(row)
            yield line, row

    def add(self, row: Row) -> None:
        """Keep a row if it is among the first."""
        if len(self.rows) < FIRST:
            self.rows.append(hash(tuple(row)))

    def are_those_of(self, other: "FirstRows") -> bool:
        """Say whether most of the shorter file stands in the other; without ids only the same rows in order tell."""
        mine, others = set(self.rows), set(other.rows)
        if min(len(mine), len(others)) < _FEWEST:
            return False
        if self.with_ids and other.with_ids:
            return len(mine & others) > _MOST_SHARED * min(len(mine), len(others))
        return self.rows == other.rows
