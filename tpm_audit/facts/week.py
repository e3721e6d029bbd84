"""A week of opening hours: minutes in which something is open, day by day, in one spelling."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, TypeAlias

from tpm_audit.facts.numbers import each
from tpm_audit.source.message import Message, say

DAY: Final = 24 * 60
WEEK: Final = 7 * DAY
SATURDAY: Final = 5
_LATEST: Final = DAY + 10 * 60  # what ends before ten in the morning belongs to the evening before

Span: TypeAlias = tuple[int, int]  # from the minute, up to the minute
Hours: TypeAlias = tuple[Span, ...]  # of one day, in minutes from its midnight; an end may lie in the day after
Days: TypeAlias = tuple[Hours, ...]  # Monday first

_NAMES = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH_WORDS: Final[Mapping[str, int]] = {
    **each("jan january januar jänner jän", 1),
    **each("feb february februar feber", 2),
    **each("mar march märz mär mrz", 3),
    **each("apr april", 4),
    **each("may mai", 5),
    **each("jun june juni", 6),
    **each("jul july juli", 7),
    **each("aug august", 8),
    **each("sep september sept", 9),
    **each("oct october oktober okt", 10),
    **each("nov november", 11),
    **each("dec december dezember dez", 12),
}
ALL_DAY: Final[Hours] = ((0, DAY),)
ALWAYS: Final[Days] = (ALL_DAY,) * 7


class Date(NamedTuple):
    """A single day; of every year, where the year is 0."""

    year: int
    month: int
    day: int

    def may_be(self, other: "Date") -> bool:
        """Say whether two dates are one, as far as both say the year."""
        return self[1:] == other[1:] and (self.year == other.year or not self.year or not other.year)


@dataclass(frozen=True, slots=True)
class Timetable:
    """What a text says: the hours of the days, and of holidays and dates where it names them.

    ``saturday`` is what Saturday has if it is meant, too: some call it a working day, and some do not.
    """

    days: Days
    saturday: Hours | None = None
    holidays: Hours | None = None
    dates: tuple[tuple[Date, Hours], ...] = ()

    def meanings(self) -> tuple[Days, ...]:
        """Return the weeks that can be meant; more than one if it is open whether Saturday is."""
        if self.saturday is None:
            return (self.days,)
        return self.days, by_day({**dict(enumerate(self.days)), SATURDAY: (*self.days[SATURDAY], *self.saturday)})

    def spelled(self) -> str:
        """Return the one spelling, which is one of OpenStreetMap's ``opening_hours``."""
        rules = ["24/7"] if self.days == ALWAYS else list(_rules(self.days))
        if self.saturday is not None:
            rules.append(f"Sa {_by_itself(self.saturday)} unknown")
        if not rules:
            rules.append("off")
        if self.holidays is not None:
            rules.append(f"PH {_by_itself(self.holidays)}")
        rules += [f"{_date(date)} {_by_itself(hours)}" for date, hours in self.dates]
        return "; ".join(rules)


def joined(spans: Iterable[Span]) -> Hours:
    """Return spans in order, those that overlap or touch as one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def without(spans: Iterable[Span], others: Iterable[Span]) -> Hours:
    """Return what is left of joined spans where others are not."""
    left = list(spans)
    for start, end in others:
        left = [
            part for one in left for part in ((one[0], min(one[1], start)), (max(one[0], end), one[1])) if _is_any(part)
        ]
    return tuple(left)


def _is_any(span: Span) -> bool:
    return span[0] < span[1]


def by_day(hours: Mapping[int, Hours]) -> Days:
    """Return a week in its one form: the same minutes are the same, however they were parted.

    A night belongs to the evening it begins on; what is open for a day or longer is parted at midnight.
    """
    spans = joined(_in_week(hours))
    if len(spans) > 1 and spans[0][0] == 0 and spans[-1][1] == WEEK:  # the night from Sunday to Monday
        spans = (*spans[1:-1], (spans[-1][0], WEEK + spans[0][1]))
    days: list[list[Span]] = [[] for _ in _NAMES]
    for start, end in spans:
        for day, span in _parted(start, end):
            days[day % len(days)].append(span)
    return tuple(tuple(sorted(one)) for one in days)


def by_calendar_day(days: Days) -> Days:
    """Return a week with every night parted at midnight, as it stands in a calendar."""
    found: list[list[Span]] = [[] for _ in days]
    for start, end in joined(_in_week(dict(enumerate(days)))):
        for day in range(start // DAY, -(-end // DAY)):
            found[day].append((max(start - day * DAY, 0), min(end - day * DAY, DAY)))
    return tuple(map(tuple, found))


def _in_week(hours: Mapping[int, Hours]) -> Iterator[Span]:
    """Yield spans in minutes of the week; the one that runs over its end begins the week, too."""
    for day, spans in hours.items():
        for start, end in spans:
            first, last = day * DAY + start, day * DAY + end
            yield first, min(last, WEEK)
            if last > WEEK:
                yield 0, last - WEEK


def _parted(start: int, end: int) -> Iterator[tuple[int, Span]]:
    """Yield the parts of a span, each with its day."""
    while start < end:
        day = start // DAY
        midnight = (day + 1) * DAY
        is_night = end - start < DAY and end - day * DAY < _LATEST
        until = end if end <= midnight or is_night else midnight
        yield day, (start - day * DAY, until - day * DAY)
        start = until


def runs(days: Sequence[int]) -> list[tuple[int, int]]:
    """Return the first and the last of days that follow each other."""
    firsts = [day for day in days if day - 1 not in days]
    lasts = [day for day in days if day + 1 not in days]
    return list(zip(firsts, lasts, strict=True))


_SAID: Final = (say("Mon"), say("Tue"), say("Wed"), say("Thu"), say("Fri"), say("Sat"), say("Sun"))


def day_name(day: int) -> Message:
    """Return the short name of a day."""
    return _SAID[day]


def clock(minute: int) -> str:
    """Return a time; midnight as an end is 24:00."""
    hour, rest = divmod(minute if minute <= DAY else minute - DAY, 60)
    return f"{hour:02}:{rest:02}"


def clocks(hours: Hours, dash: str = "-", between: str = ",") -> str:
    """Return the hours of a day, nothing where it is closed."""
    return between.join(f"{clock(start)}{dash}{clock(end)}" for start, end in hours)


def _by_itself(hours: Hours) -> str:
    """Return the hours of a day that has no day after it: the night goes on counting, up to 26:00 and the like."""
    times = (f"{clock(start)}-{end // 60:02}:{end % 60:02}" for start, end in hours)
    return ",".join(times) or "off"


def days_by_hours(days: Days) -> Mapping[Hours, list[int]]:
    """Return the days on which it is open, those that are alike together."""
    alike: dict[Hours, list[int]] = {}
    for day, hours in enumerate(days):
        if hours:
            alike.setdefault(hours, []).append(day)
    return alike


def _rules(days: Days) -> Iterator[str]:
    for hours, several in days_by_hours(days).items():
        names = (_NAMES[first] if first == last else f"{_NAMES[first]}-{_NAMES[last]}" for first, last in runs(several))
        yield f"{','.join(names)} {clocks(hours)}"


def _date(date: Date) -> str:
    named = f"{MONTHS[date.month - 1].capitalize()} {date.day}"
    return f"{date.year} {named}" if date.year else named
