"""Days in a column of an export: from which to which, where it is clear how they are written."""

import datetime
import re
from typing import Final, NamedTuple

from tpm_audit.model.segments import DayOrder
from tpm_audit.surveys.limesurvey import NO_DAY

_FIRST: Final = datetime.date(1990, 1, 1)  # surveys on a screen are no older: before it stands another kind of day
_ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
LOCAL: Final = re.compile(r"(\d{1,2})([./-])(\d{1,2})[./-](\d{4})")


class Span(NamedTuple):
    """The first day and the last."""

    first: datetime.date
    last: datetime.date


class SeenDays:
    """The days of a column as far as it was seen, by what may stand first in them; ``text`` is one that may be two."""

    def __init__(self) -> None:
        self._spans: dict[DayOrder, Span | None] = dict.fromkeys(DayOrder)
        self.text = ""

    def see(self, text: str) -> None:
        """Take note of a cell that is filled in."""
        if not self._spans:
            return
        written = text.partition("T")[0].partition(" ")[0].rstrip(",")
        if written == NO_DAY:
            return
        days = {order: day_of(written, order) for order in self._spans}
        if len({*days.values()}) > 1:
            self.text = self.text or written
        self._spans = {order: _wider(self._spans[order], day) for order, day in days.items() if day is not None}

    @property
    def are_all(self) -> bool:
        """Say whether there are days, and nothing else."""
        return any(self._spans.values())

    def until(self, today: datetime.date) -> frozenset[Span]:
        """Return from which day to which people may have answered: where days may be two, there are two of them."""
        spans = {span for span in self._spans.values() if span is not None}
        return frozenset(span for span in spans if span.first >= _FIRST and span.last <= today)


def _wider(span: Span | None, day: datetime.date) -> Span:
    return Span(day, day) if span is None else Span(min(span.first, day), max(span.last, day))


def day_of(written: str, order: DayOrder | None) -> datetime.date | None:
    """Return the day that is written so; None where it is none. Without an ``order`` the day stands first."""
    found = _ISO.fullmatch(written)
    if found is not None:
        year, month, day = map(int, found.groups())
    elif (found := LOCAL.fullmatch(written)) is not None:
        year, pair = int(found[4]), (int(found[1]), int(found[3]))
        is_month_first = order is DayOrder.MONTH_FIRST and found[2] != "."
        month, day = pair if is_month_first else pair[::-1]
    else:
        return None
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
