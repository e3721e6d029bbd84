"""An export on its way into a workspace: its rows without the columns that stay outside, and how the rest looks."""

import datetime
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from tpm_audit.source.message import say
from tpm_audit.surveys.export_file import FileKind, NoTableError, first_rows
from tpm_audit.surveys.limesurvey import NO_DAY
from tpm_audit.surveys.personal_data import personal_columns
from tpm_audit.surveys.reader import Head, Row, Rows, is_blank, known_head
from tpm_audit.surveys.value_labels import ValueLabels

_MOST_TEXTS: Final = 30  # different ones: a question with more is an open one
_LONGEST: Final = 60
_OPEN: Final = 20  # characters: with longer answers that differ, people wrote what they thought
_DAY: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ].*)?|(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[ ,].*)?")


class NoSuchColumnError(Exception):
    """A column that is to be left out is not there."""

    def __init__(self, name: str, names: Iterable[str]) -> None:
        super().__init__(name)
        self.name = name
        self.names = tuple(names)


@dataclass(slots=True)
class SeenColumn:
    """What was seen of a column: its name, what stands above it, its labels, how often each text came, and its days."""

    name: str
    titles: tuple[str, ...]
    labels: ValueLabels
    texts: Counter[str] = field(default_factory=Counter)
    others: int = 0
    longest: int = 0
    days: tuple[str, str] | None = None
    is_of_days: bool = True

    @property
    def is_open(self) -> bool:
        """Say whether people may have written anything: it may be about somebody."""
        return bool(self.others) and self.longest > _OPEN and not (self.is_of_days and self.days)

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
        if self.is_of_days:
            self._see_day(text)

    def _see_day(self, text: str) -> None:
        found = _DAY.fullmatch(text)
        if found is None:
            self.is_of_days = False
            return
        year, month, day = found.groups()[:3] if found[1] else (found[6], found[5], found[4])
        try:
            iso = datetime.date(int(year), int(month), int(day)).isoformat()
        except ValueError:
            self.is_of_days = False
            return
        if iso != NO_DAY:
            first, last = self.days or (iso, iso)
            self.days = min(first, iso), max(last, iso)


class Import:
    """An export that is copied: ``reader`` is its format, ``columns`` what is kept, ``left_out`` what is not.

    Raises:
        NoTableError, NoSheetError: the file cannot be read.
        NoSuchColumnError: ``without`` names a column that is not there.
    """

    def __init__(self, kind: FileKind, rows: Rows, without: Iterable[str]) -> None:
        self._first = first_rows(rows)
        self._rows = rows
        known = known_head(kind.readers, [row for _, row in self._first])
        if known is None:
            raise NoTableError(say("the file is empty"), say("export the answers anew"))
        self.reader, self.head = known
        out = {*personal_columns(self.head), *_named(self.head, without)}
        self._kept = [at for at in range(len(self.head.titles)) if at not in out]
        self.left_out = tuple(self.head.titles[at][0] for at in sorted(out))
        names = _unique([self.head.titles[at][0] for at in self._kept])
        self.columns = [
            SeenColumn(name, self.head.titles[at], self.head.labels.get(at, ValueLabels()))
            for name, at in zip(names, self._kept, strict=True)
        ]
        self.n = 0

    def head_rows(self) -> Iterator[Row]:
        """Yield the rows above the answers, of the columns that are kept."""
        return (self._of(row) for _, row in self._first[: self.head.rows])

    def answers(self) -> Iterator[Row]:
        """Yield the answers, of the columns that are kept."""
        for _, row in chain(self._first[self.head.rows :], self._rows):
            kept = self._of(row)
            if is_blank(kept):
                continue
            for column, text in zip(self.columns, kept, strict=False):
                column.see(text)
            self.n += 1
            yield kept

    def _of(self, row: Row) -> Row:
        """Return the cells that are kept: as few as a short row has, for a file may have any number of such rows."""
        return [row[at] for at in self._kept[: bisect_left(self._kept, len(row))]]


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
