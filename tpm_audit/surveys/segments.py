"""Segments in a file: the column that tells customers apart, and the part that each of its texts stands for."""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from tpm_audit.model import codes
from tpm_audit.model.segments import DayOrder, Segment, SegmentOf
from tpm_audit.model.surveys import Survey
from tpm_audit.source.message import say
from tpm_audit.source.problems import Place, Problem
from tpm_audit.surveys.cells import Cells, Seen
from tpm_audit.surveys.columns import Columns
from tpm_audit.surveys.reader import Row

_MOST_PARTS: Final = 60  # of one segment: more tell persons apart, not kinds of customers
_FEW: Final = 5
_MONTHS: Final = 12
_ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?")
_LOCAL: Final = re.compile(r"(\d{1,2})([./-])(\d{1,2})[./-](\d{4})")
_NO_DAY: Final = "1980-01-01"  # what LimeSurvey writes where it keeps no dates


@dataclass(slots=True)
class Parts:
    """A segment of a survey, and what its column holds."""

    id: str
    segment: Segment
    at: int
    _cells: Cells = field(init=False)
    _order: DayOrder | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        """Count each text of the column, too: what they stand for shows when all are known."""
        self._cells = Cells((self.at,), self.cut)

    @property
    def cut(self) -> Callable[[str], str] | None:
        """Return what shortens a text to what matters of it: a time to its day."""
        return _day_of if self.segment.of is SegmentOf.MONTH else None

    def count(self, row: Row, line: int) -> None:
        """Count the text of a row."""
        self._cells.count(row, line)

    def part_of(self, text: str) -> str | None:
        """Return the part that a text stands for; None where it stands for none."""
        written = text.strip()
        if not written or written in self.segment.missing:
            return None
        if self.segment.of is SegmentOf.MONTH:
            return _month(written, self._order)
        named = self.segment.values.get(written)
        if self.segment.of is SegmentOf.LOCATION:
            return None if named is None else str(named.in_language())
        return written if named is not None or not self.segment.values else None

    def in_order(self, parts: Iterable[str]) -> Iterator[str]:
        """Yield parts as survey.yml names them, months and others by how they are written."""
        named = {part: None for text in self.segment.values if (part := self.part_of(text)) is not None}
        found = set(parts)
        yield from (part for part in named if part in found)
        yield from sorted(found.difference(named))

    def settled(self, path: str) -> Iterator[Problem]:
        """Find out what the texts stand for, once all rows are counted, and yield what is wrong with them."""
        seen = [one for one in self._cells.seen() if one.texts[0].strip()]
        if self.segment.of is SegmentOf.MONTH:
            self._order = self.segment.dates or _order_of([one.texts[0].strip() for one in seen])
            doubtful = None if self._order else next((one for one in seen if _is_doubtful(one.texts[0].strip())), None)
            if doubtful is not None:
                yield self._doubtful(path, doubtful)
                return
        lost = [one for one in seen if self._is_lost(one.texts[0].strip())]
        if lost:
            yield self._lost(path, lost)
        elif self._cells.others[0] or len({self.part_of(one.texts[0]) for one in seen}) > _MOST_PARTS:
            said = say(
                "segment '{id}': more than {n} different texts are no kinds of customers", id=self.id, n=_MOST_PARTS
            )
            hint = say("write values: with what each text stands for, or take another column")
            yield Problem(Place(path), codes.NOT_ON_SCALE, said, hint)

    def _is_lost(self, text: str) -> bool:
        return text not in self.segment.missing and text != _NO_DAY and self.part_of(text) is None

    def _doubtful(self, path: str, one: Seen) -> Problem:
        said = say("segment '{id}': '{text}' may be two days", id=self.id, text=one.texts[0].strip()[:40])
        hint = say("write dates: day-first or dates: month-first")
        return Problem(Place(path, one.line), codes.NOT_ON_SCALE, said, hint)

    def _lost(self, path: str, lost: Sequence[Seen]) -> Problem:
        texts = ", ".join(f"'{one.texts[0].strip()[:40]}'" for one in lost[:_FEW])
        more = ", \N{HORIZONTAL ELLIPSIS}" if len(lost) > _FEW else ""
        n = sum(one.n for one in lost)
        if self.segment.of is SegmentOf.MONTH:
            said = say(
                "segment '{id}': {n} row has no day that can be read: {texts}",
                "segment '{id}': {n} rows have no day that can be read: {texts}",
                id=self.id,
                n=n,
                texts=texts + more,
            )
            hint = say("days are read as 2026-10-03, 3.10.2026 or 10/3/2026; write missing: with what is none")
        else:
            said = say(
                "segment '{id}': {n} row belongs to what its values do not name: {texts}",
                "segment '{id}': {n} rows belong to what its values do not name: {texts}",
                id=self.id,
                n=n,
                texts=texts + more,
            )
            hint = say("add it to values:, or to missing: where it stands for no part")
        return Problem(Place(path, lost[0].line), codes.NOT_ON_SCALE, said, hint)


def segments_of(survey: Survey, columns: Columns) -> Iterator[Parts]:
    """Yield the segments of a survey; a column that is not there is told."""
    for id_, segment in survey.segments.items():
        at = columns.at(segment.column, "segments", id_, "column")
        if at is not None:
            yield Parts(id_, segment, at)


def _day_of(text: str) -> str:
    """Return what stands before the time of a day."""
    return text.strip().partition("T")[0].partition(" ")[0].rstrip(",")


def _order_of(days: Iterable[str]) -> DayOrder | None:
    """Return what stands first in days that may be read in two ways: another of them may tell; None where none does."""
    for day in days:
        found = _LOCAL.fullmatch(day)
        if found is not None and found[2] != ".":
            if int(found[1]) > _MONTHS >= int(found[3]):
                return DayOrder.DAY_FIRST
            if int(found[3]) > _MONTHS >= int(found[1]):
                return DayOrder.MONTH_FIRST
    return None


def _is_doubtful(day: str) -> bool:
    found = _LOCAL.fullmatch(day)
    return found is not None and found[2] != "." and found[1] != found[3]


def _month(day: str, order: DayOrder | None) -> str | None:
    """Return the month of a day as YYYY-MM; None where it is none."""
    if day == _NO_DAY:
        return None
    found = _ISO.fullmatch(day)
    if found is not None:
        year, month, of_month = int(found[1]), int(found[2]), int(found[3] or 1)
    elif (found := _LOCAL.fullmatch(day)) is not None:
        year, pair = int(found[4]), (int(found[1]), int(found[3]))
        is_month_first = order is DayOrder.MONTH_FIRST and found[2] != "."
        month, of_month = pair if is_month_first else pair[::-1]
    else:
        return None
    try:
        return datetime.date(year, month, of_month).strftime("%Y-%m")
    except ValueError:
        return None
