"""What a format of survey exports has of its own: how its head is known, and which rows count."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from tpm_audit.source.message import Message
from tpm_audit.surveys.value_labels import ValueLabels

Row: TypeAlias = Sequence[str]
Rows: TypeAlias = Iterator[tuple[int, Row]]  # each with its line


Says: TypeAlias = Callable[[Row], bool]


class Counted(NamedTuple):
    """What a file says of each row: the id of whoever answered, whether all was answered, and whether it is an answer.

    Each is None where the file does not say so. Previews and tests are no answers, however far they went.
    """

    respondent: int | None = None
    finished: Says | None = None
    is_answer: Says | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """The rows above the answers: ``names`` lead from what people may call a column to its position.

    A name that several columns have leads to all of them. ``titles`` are what stands above each column, in all rows;
    ``labels`` what these say of the values of a column.
    """

    rows: int
    names: Mapping[str, tuple[int, ...]]
    titles: tuple[tuple[str, ...], ...]
    respondent: int | None = None  # the column with an id of whoever answered
    finished: Says | None = None
    is_answer: Says | None = None
    labels: Mapping[int, ValueLabels] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SurveyReader:
    """A format: its name in survey.yml and in reports, and what reads its first rows; None where those are none."""

    name: str
    head: Callable[[Sequence[Row]], Head | None]
    called: Message


def cell(row: Row, at: int) -> str:
    """Return a cell of a row; a short one has nothing in what it lacks."""
    return row[at] if at < len(row) else ""


def is_blank(row: Row) -> bool:
    """Say whether nothing stands in a row, such as one that was cleared in a sheet: nobody answered there."""
    return not any(map(str.strip, row))


def named(*rows: Row) -> Mapping[str, tuple[int, ...]]:
    """Return the positions of columns by what stands in rows above them; one that occurs twice also as ``Q9#2``."""
    found: dict[str, list[int]] = {}
    for row in rows:
        for position, text in enumerate(row):
            name = text.strip()
            if name and position not in found.setdefault(name, []):
                found[name].append(position)
    numbered = {
        f"{name}#{number}": (position,)
        for name, positions in found.items()
        if len(positions) > 1
        for number, position in enumerate(positions, 1)
    }
    return {**{name: tuple(positions) for name, positions in found.items()}, **numbered}


def titles_of(rows: Sequence[Row]) -> tuple[tuple[str, ...], ...]:
    """Return what stands above each column, from top to bottom."""
    width = max((len(row) for row in rows), default=0)
    return tuple(tuple(cell(row, at).strip() for row in rows) for at in range(width))


def known_head(
    readers: Sequence[SurveyReader], rows: Sequence[Row], wanted: str | None = None
) -> tuple[str, Head] | None:
    """Return the format of a file and its head: the one that is wanted, else the first that it has the signs of."""
    for reader in readers:
        if wanted in (None, reader.name):
            head = reader.head(rows)
            if head is not None:
                return reader.name, head
    return None
