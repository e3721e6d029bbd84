"""An export on its way into a workspace: its rows without the columns that stay outside, and how the rest looks."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from operator import itemgetter
from typing import Final

from tpm_audit.source.message import say
from tpm_audit.surveys.days import SeenDays
from tpm_audit.surveys.export_file import FileKind, NoTableError, first_rows
from tpm_audit.surveys.personal_data import LOOKED_AT, are_most, is_personal, lead_to_people, personal_columns
from tpm_audit.surveys.reader import Head, Row, Rows, cell, is_blank, known_head
from tpm_audit.surveys.respondent_ids import looks_like_id
from tpm_audit.surveys.value_labels import ValueLabels

_MOST_TEXTS: Final = 30  # different ones: a question with more is an open one
_LONGEST: Final = 60
_OPEN: Final = 20  # characters: with longer answers that differ, people wrote what they thought
_RESPONDENT: Final = "respondent"  # what ids are called that were replaced by running numbers


class NoSuchColumnError(Exception):
    """A column that is to be left out is not there."""

    def __init__(self, name: str, names: Iterable[str]) -> None:
        super().__init__(name)
        self.name = name
        self.names = tuple(names)


@dataclass(slots=True)
class SeenColumn:
    """What was seen of a column: its name, what stands above it, its labels, how often each text came, and its days.

    ``is_id``: it tells respondents apart, as its format says.
    """

    name: str
    titles: tuple[str, ...]
    labels: ValueLabels
    is_id: bool = False
    texts: Counter[str] = field(default_factory=Counter)
    others: int = 0
    longest: int = 0
    filled_in: int = 0
    personal: int = 0
    days: SeenDays = field(default_factory=SeenDays)

    @property
    def is_open(self) -> bool:
        """Say whether people may have written anything: it may be about somebody."""
        return bool(self.others) and self.longest > _OPEN and not self.days.are_all

    @property
    def is_personal(self) -> bool:
        """Say whether most of its cells are personal, whatever it is called."""
        return are_most(self.personal, self.filled_in)

    def see(self, text: str) -> None:
        """Take note of a cell."""
        text = text.strip()
        if not text:
            return
        if text in self.texts or (len(self.texts) < _MOST_TEXTS and len(text) <= _LONGEST):
            self.texts[text] += 1
        else:
            self.others += 1
        self.longest = max(self.longest, len(text))
        self.filled_in += 1
        self.personal += is_personal(text)
        self.days.see(text)


class Import:
    """An export that is copied: ``reader`` is its format, ``columns`` what is kept, ``left_out`` what is not.

    Of the ids in ``numbered`` columns running numbers are kept, by which respondents are told apart. ``personal`` are
    columns whose cells showed it, once all were copied: they have to be left out in another turn.

    Raises:
        NoTableError, NoSheetError: the file cannot be read.
        NoSuchColumnError: ``without`` names a column that is not there.
    """

    def __init__(self, kind: FileKind, rows: Rows, without: Iterable[str], personal: Iterable[int] = ()) -> None:
        self._first = first_rows(rows)
        known = known_head(kind.readers, [row for _, row in self._first])
        if known is None:
            raise NoTableError(say("the file is empty"), say("export the answers anew"))
        self.reader, self.head = known
        titles = self.head.titles
        some = [*self._first[self.head.rows :], *islice(rows, LOOKED_AT)]
        self._rows = chain(some, rows)
        about_people = {*personal_columns(self.head, (row for _, row in some)), *personal}
        unwanted = {*_named(self.head, without)}
        ids = {at: _Numbers() for at in sorted(about_people - unwanted) if lead_to_people(titles[at])}
        out = (about_people | unwanted) - ids.keys()
        self._kept = [(at, ids.get(at)) for at in range(len(titles)) if at not in out]
        self.left_out = tuple(titles[at][0] for at in sorted(out))
        self.numbered = tuple(titles[at][0] for at in ids)
        called = {at: (_RESPONDENT,) if at in ids else titles[at] for at, _ in self._kept}
        self.columns = [
            SeenColumn(name, called[at], self.head.labels.get(at, ValueLabels()), at == self.head.respondent)
            for name, at in zip(_unique([some[0] for some in called.values()]), called, strict=True)
        ]
        self.n = 0

    @property
    def personal(self) -> frozenset[int]:
        """Return the positions of columns that turned out to be personal by what stands in them."""
        return frozenset(at for (at, _), column in zip(self._kept, self.columns, strict=True) if column.is_personal)

    @property
    def respondent(self) -> str | None:
        """Return the column that may tell respondents apart, where the format has none for it."""
        if self.head.respondent is not None:
            return None
        return next((one.name for one in self.columns if any(map(looks_like_id, one.titles))), None)

    def head_rows(self) -> Iterator[Row]:
        """Yield the rows above the answers, of the columns that are kept."""
        for _, row in self._first[: self.head.rows]:
            yield [cell(row, at) if numbers is None else _RESPONDENT for at, numbers in self._kept]

    def answers(self) -> Iterator[tuple[Row, Row]]:
        """Yield the answers, each as it came and as it is kept."""
        for _, row in self._rows:
            kept = [cell(row, at) if numbers is None else numbers.of(cell(row, at)) for at, numbers in self._of(row)]
            if is_blank(kept):
                continue
            for column, text in zip(self.columns, kept, strict=False):
                column.see(text)
            self.n += 1
            yield row, kept

    def _of(self, row: Row) -> Sequence[tuple[int, "_Numbers | None"]]:
        """Return the columns that are kept: as few as a short row has, for a file may have any number of such rows."""
        return self._kept[: bisect_left(self._kept, len(row), key=itemgetter(0))]


class _Numbers:
    """Running numbers for ids, in the order in which they come first."""

    def __init__(self) -> None:
        self._numbers: dict[str, str] = {}

    def of(self, id_: str) -> str:
        """Return the number of an id; none for one that is empty."""
        id_ = id_.strip()
        return self._numbers.setdefault(id_, str(len(self._numbers) + 1)) if id_ else ""


def _named(head: Head, names: Iterable[str]) -> Iterator[int]:
    for name in names:
        at: Sequence[int] = head.names.get(name.strip(), ())
        if not at:
            raise NoSuchColumnError(name, head.names)
        yield from at


def _unique(names: Sequence[str]) -> Iterator[str]:
    """Yield the names of columns, of those that have the same with its number."""
    among, so_far = Counter(names), Counter[str]()
    for name in names:
        so_far[name] += 1
        yield name if among[name] == 1 else f"{name}#{so_far[name]}"
