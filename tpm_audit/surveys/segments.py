"""Segments in a file: the column that tells customers apart, and the part that each of its texts stands for."""

import datetime
import re
import zoneinfo
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from tpm_audit.model import codes
from tpm_audit.model.field_types import slugged
from tpm_audit.model.segments import DayOrder, Segment, SegmentOf
from tpm_audit.model.surveys import Survey
from tpm_audit.source.message import say
from tpm_audit.source.problems import Place, Problem
from tpm_audit.source.suggestions import listed
from tpm_audit.surveys.cells import Cells, Seen, Texts
from tpm_audit.surveys.columns import Columns
from tpm_audit.surveys.days import LOCAL, day_of
from tpm_audit.surveys.free_texts import quotable
from tpm_audit.surveys.limesurvey import NO_DAY
from tpm_audit.surveys.reader import Row
from tpm_audit.surveys.spelling import spelt_otherwise

_MOST_PARTS: Final = 60  # of one segment: more tell persons apart, not kinds of customers
_SPELLINGS: Final = 3  # of a part, one with another: a space before it, or behind it
_FEW: Final = 5
_MONTHS: Final = 12
_FIRST_YEAR, _LAST_YEAR = 1900, 2199  # any other is a slip of the hand
_MONTH_ALONE: Final = re.compile(r"\d{4}[-/.]\d{1,2}")
_WITH_OFFSET: Final = re.compile(
    r"""(?:(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})|(?P<day>\d{1,2})[.](?P<month>\d{1,2})[.](?P<year>\d{4}))
    (?:T|,?[ ])(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::\d\d(?:[.,]\d{1,9})?)?(?:[ ]?(?P<half>[ap]m))?
    [ ]?(?:Z|UTC|GMT|(?:UTC|GMT)?(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d\d))?)""",
    re.VERBOSE | re.IGNORECASE,
)
_EDGES: Final = frozenset({1, 2, *range(27, 32)})  # days of a month that were in another one elsewhere
_NOON: Final = 12


class Parts:
    """A segment of a survey, and what its column holds: what each text stands for shows when all are known.

    ``written`` is where the segment is; ``at`` is where its texts stand in rows to which ``told_apart`` has added what
    they lack.
    """

    def __init__(self, id_: str, segment: Segment, at: int, written: Place) -> None:
        self.id = id_
        self.segment = segment
        self.at = at
        self.written = written
        self.cells = Cells((at,))
        self._order: DayOrder | None = None
        self._missing = frozenset(segment.missing)
        first = {name: text for text, name in reversed(tuple(segment.values.items()))}
        self._parts = {text: first[name] for text, name in segment.values.items()}  # of one name are one part

    @property
    def are_too_many(self) -> bool:
        """Say whether there are more texts than parts could have, as where the column has an id of whoever answered."""
        named = len(self.segment.values) + len(self.segment.missing)
        is_over = self.segment.of is not SegmentOf.MONTH and len(self.cells) > _SPELLINGS * (_MOST_PARTS + named)
        return is_over or bool(self.cells.others[0])

    def with_cells(self, at: Sequence[int], most: int) -> Cells:
        """Return what counts cells of a row beside its part, as long as parts are not too many."""
        return _CellsOfParts(self, at, most)

    def part_of(self, text: str) -> str | None:
        """Return the part that a text stands for; None where it stands for none."""
        written = text.strip()
        if not written or written in self._missing:
            return None
        if self.segment.of is SegmentOf.MONTH:
            return _month(written, self._order)
        if self.segment.of is SegmentOf.LOCATION:
            named = self.segment.values.get(written)
            return None if named is None else str(named.in_language())
        return self._parts.get(written) if self.segment.values else written

    def told(self, cells: Cells) -> Iterator[tuple[str, list[Seen]]]:
        """Yield each part with the cells that were seen beside its texts, once it is known what these stand for."""
        by_part: dict[str, list[Seen]] = defaultdict(list)
        for one in cells.seen():
            part = self.part_of(one.texts[0])
            if part is not None:
                by_part[part].append(Seen(one.texts[1:], one.n, one.line))
        yield from ((part, by_part[part]) for part in self.in_order(by_part))

    def in_order(self, parts: Iterable[str]) -> Iterator[str]:
        """Yield parts as survey.yml names them, months and others by how they are written."""
        named = {part: None for text in self.segment.values if (part := self.part_of(text)) is not None}
        found = set(parts)
        yield from (part for part in named if part in found)
        yield from sorted(found.difference(named))

    def settled(self, path: str) -> Iterator[Problem]:
        """Find out what the texts stand for, once all rows are counted, and yield what is wrong with them."""
        seen = [one for one in self.cells.seen() if one.texts[0].strip()]
        if self.segment.of is SegmentOf.MONTH:
            self._order = self.segment.dates or _order_of([one.texts[0].strip() for one in seen])
            doubtful = None if self._order else next((one for one in seen if _is_doubtful(one.texts[0].strip())), None)
            if doubtful is not None:
                yield self._doubtful(path, doubtful)
                return
        if self.segment.of is SegmentOf.LOCATION and not self.segment.values:
            yield self._unnamed([one.texts[0].strip() for one in seen])
            return
        lost = [one for one in seen if self._is_lost(one.texts[0].strip())]
        if lost:
            yield self._lost(path, lost)
        elif self.are_too_many or len({self.part_of(one.texts[0]) for one in seen}) > _MOST_PARTS:
            said = say(
                "segment '{id}': more than {n} different texts are no kinds of customers", id=self.id, n=_MOST_PARTS
            )
            hint = say("write values: with what each text stands for, or take another column")
            yield Problem(Place(path), codes.NOT_ON_SCALE, said, hint)

    def _is_lost(self, text: str) -> bool:
        return text not in self._missing and text != NO_DAY and self.part_of(text) is None

    def _unnamed(self, texts: Sequence[str]) -> Problem:
        said = say("which location each text stands for is not said")
        pairs = [
            f"{text}: {'…' if text.isdecimal() else slugged(text)}"
            for text in (quotable(one, 40) for one in texts if one not in self._missing)
        ]
        values = listed(pairs, _MOST_PARTS) or "1: linz"
        return Problem(
            self.written, codes.MISSING_KEY, said, say("write for example {example}", example=f"values: {{{values}}}")
        )

    def _doubtful(self, path: str, one: Seen) -> Problem:
        said = say("segment '{id}': '{text}' may be two days", id=self.id, text=quotable(one.texts[0], 40))
        hint = say("write dates: day-first or dates: month-first")
        return Problem(Place(path, one.line), codes.NOT_ON_SCALE, said, hint)

    def _lost(self, path: str, lost: Sequence[Seen]) -> Problem:
        texts = listed((f"'{quotable(one.texts[0], 40)}'" for one in lost), _FEW)
        n = sum(one.n for one in lost)
        if self.segment.of is SegmentOf.MONTH:
            said = say(
                "segment '{id}': {n} row has no day that can be read: {texts}",
                "segment '{id}': {n} rows have no day that can be read: {texts}",
                id=self.id,
                n=n,
                texts=texts,
            )
            hint = say("days are read as 2026-10-03, 3.10.2026 or 10/3/2026; write missing: with what is none")
        else:
            said = say(
                "segment '{id}': {n} row belongs to what its values do not name: {texts}",
                "segment '{id}': {n} rows belong to what its values do not name: {texts}",
                id=self.id,
                n=n,
                texts=texts,
            )
            written = {"values:": self.segment.values, "missing:": self.segment.missing}
            hint = spelt_otherwise((one.texts[0].strip() for one in lost), written) or say(
                "add it to values:, or to missing: where it stands for no part"
            )
        return Problem(Place(path, lost[0].line), codes.NOT_ON_SCALE, said, hint)


class _CellsOfParts(Cells):
    def __init__(self, parts: Parts, at: Sequence[int], most: int) -> None:
        super().__init__((parts.at, *at), most)
        self._parts = parts

    def _keep(self, texts: str | Texts, line: int) -> None:
        if self._parts.are_too_many:
            self.forget()
        else:
            super()._keep(texts, line)


class Segments:
    """The segments of a survey whose columns are there; a column that is not is told.

    Times that say how far they are from UTC belong to the month that it was in ``time_zone``.
    """

    def __init__(self, survey: Survey, columns: Columns, time_zone: str) -> None:
        self._zone = zoneinfo.ZoneInfo(time_zone)
        self._width = len(columns.head.titles)
        self._days: list[int] = []  # where times stand, whose days are put behind the cells of a row
        self.parts = tuple(self._found(survey, columns))

    def _found(self, survey: Survey, columns: Columns) -> Iterator[Parts]:
        for id_, segment in survey.segments.items():
            at = columns.at(segment.column, "segments", id_, "column")
            if at is not None and segment.of is SegmentOf.MONTH:
                yield Parts(id_, segment, self._width + len(self._days), columns.place_of_key(("segments", id_)))
                self._days.append(at)
            elif at is not None:
                yield Parts(id_, segment, at, columns.place_of_key(("segments", id_)))

    def told_apart(self, row: Row) -> Row:
        """Return a row with the days of its times behind its cells."""
        if not self._days:
            return row
        cells = row if len(row) == self._width else [*row[: self._width], *[""] * (self._width - len(row))]
        return [*cells, *(self._day_of(cells[at]) for at in self._days)]

    def _day_of(self, text: str) -> str:
        """Return the month of a time where it is clear, for a segment has few of them, else its day."""
        written = text.strip()
        found, is_at_edge = _month_or_day(written.partition("T")[0].partition(" ")[0].rstrip(","))
        return (is_at_edge and _month_in(self._zone, written)) or found


@lru_cache(4_096)  # of days, for times are a survey's millions
def _month_or_day(day: str) -> tuple[str, bool]:
    """Return the month of a day where it is clear, and whether it may have been another one elsewhere; else the day."""
    found = _likely_day(day, None)
    if found is None or ("." not in day and LOCAL.fullmatch(day)):
        return day, False
    return _month_of(found), found.day in _EDGES


def _month_in(zone: datetime.tzinfo, text: str) -> str | None:
    """Return the month that it was in a zone at a time that says how far it is from UTC; None of any other."""
    found = _WITH_OFFSET.fullmatch(text)
    if found is None:
        return None
    year, month, day = map(int, found.group("y", "m", "d") if found["y"] else found.group("year", "month", "day"))
    half = (found["half"] or "").casefold()
    hour = int(found["hour"]) % _NOON + _NOON * (half == "pm") if half else int(found["hour"])
    sign = -1 if found["sign"] == "-" else 1
    ahead = datetime.timedelta(hours=int(found["hours"] or 0), minutes=int(found["minutes"] or 0))
    try:
        there = datetime.timezone(sign * ahead)
        moment = datetime.datetime(year, month, day, hour, int(found["minute"]), tzinfo=there).astimezone(zone)
    except (ValueError, OverflowError):
        return None
    return _month_of(moment)


def _order_of(days: Iterable[str]) -> DayOrder | None:
    """Return what stands first in days that may be read in two ways: another of them may tell; None where none does."""
    for day in days:
        found = LOCAL.fullmatch(day)
        if found is not None and found[2] != ".":
            if int(found[1]) > _MONTHS >= int(found[3]):
                return DayOrder.DAY_FIRST
            if int(found[3]) > _MONTHS >= int(found[1]):
                return DayOrder.MONTH_FIRST
    return None


def _is_doubtful(day: str) -> bool:
    found = LOCAL.fullmatch(day)
    return found is not None and found[2] != "." and found[1] != found[3]


def _month(day: str, order: DayOrder | None) -> str | None:
    """Return the month of a day as YYYY-MM; None where it is none."""
    found = _likely_day(day, order)
    return None if found is None else _month_of(found)


def _likely_day(day: str, order: DayOrder | None) -> datetime.date | None:
    """Return a day, of a month alone its first; None where it is none."""
    found = day_of(f"{day}-01" if _MONTH_ALONE.fullmatch(day) else day, order)
    return found if found is not None and day != NO_DAY and _FIRST_YEAR <= found.year <= _LAST_YEAR else None


def _month_of(day: datetime.date) -> str:
    return f"{day.year:04d}-{day.month:02d}"
