"""Opening hours: of a branch, an office, a hotline.

Read are the hours of the days as OpenStreetMap, German and English signs and web pages write them (French and Dutch
day names, too): Mo-Fr 08:00-18:00; Sa 08:00-12:00, Mo-Fr 8-18 Uhr, Mon-Fri 8am to 6pm, täglich, weekdays, rund um die
Uhr, 24/7, closed, Ruhetag, a dash for a day that is closed. Compared is when it is open, to the minute, however the
text parts it; a night belongs to its evening, also where the day on which it ends is named. A day that is not
mentioned is closed. Holidays and single dates (24.12., Dec 24) are compared where both sides name them. Of hours that
two rules give to one day both hold, unless they overlap: then the later is the exception. "Werktags" may or may not
mean Saturday, unless the text names it, and is the same as both.

A break (Mittagspause 12-13 Uhr) is taken out of the hours that it stands with, a closed morning or afternoon out of
those of its day, where a break parts them; where the hours go on over noon, it is unreadable.

A time without am or pm is one of 24 hours; where it could well be another ("9 to 5", "8-12, 1-5"), it is unreadable,
and so is what leaves days or an end open, depends on the season, or says only when it is closed.

The same: "Mo-Fr 08:00-18:00; Sa 08:00-12:00; PH off" and "Mo-Fr: 8.00 bis 18.00 Uhr, Sa 8-12 Uhr, So geschlossen"
The same: "Mo-Fr 09:00-12:00,13:00-18:00" and "Mon-Fri 9am-noon and 1-6pm"
The same: "Fr 18:00-02:00" and "Fr 18-24 Uhr, Sa 0-2 Uhr"
The same: "Fr 22:00-02:00" and "Fr 22:00 - Sa 02:00"
The same: "24/7" and "täglich rund um die Uhr"
The same: "werktags 8-18 Uhr" and "Mo-Fr 8-18 Uhr"
The same: "werktags 8-18 Uhr" and "Mo-Sa 8-18 Uhr"
The same: "Mo-Fr 8-18 Uhr" and "Mo-Fr 8-18 Uhr, feiertags geschlossen"
The same: "Mo-Fr 9-12 und 13-17 Uhr" and "Mo-Fr 9-17 Uhr, Mittagspause 12-13 Uhr"
The same: "Mo-Fr 8-12, Do 13-17" and "Mo-Fr 8-12 und 13-17 Uhr, Mo-Mi und Fr nachmittags geschlossen"
Different: "Mo-Fr 8-18 Uhr" and "Mo-Sa 8-18 Uhr"
Different: "Sa 8-12 Uhr" and "Sa 8-13 Uhr"
Different: "Mo-Fr 8-12, 13-18 Uhr" and "Mo-Fr 8-18 Uhr"
Different: "24/7; PH off" and "24/7; PH 10:00-12:00"
Unreadable: "weekdays 9 to 5"
Unreadable: "8-18 Uhr"
Unreadable: "Mo-Fr ab 8 Uhr"
Unreadable: "Mo-Fr 8-18 Uhr, Mi nachmittags geschlossen"
Unreadable: "closed on Sundays"
Unreadable: "Apr-Oct Mo-Su 10:00-18:00"
"""

import datetime
import itertools
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import ClassVar

from tpm_audit.facts.opening_times import read_timetable
from tpm_audit.facts.reasons import all_of, first_two_of
from tpm_audit.facts.week import (
    DAY,
    SATURDAY,
    Date,
    Days,
    Hours,
    Timetable,
    by_calendar_day,
    clock,
    clocks,
    day_name,
    days_by_hours,
    runs,
    without,
)
from tpm_audit.model.drawings import DayDrawing, WeekDrawing
from tpm_audit.model.facts import Circumstances, Compare, Fact, Reading, Unreadable
from tpm_audit.source.message import Message, Sayable, say

_WEEK = 7
_SHORT_DAY = 12 * 60  # minutes: up to here a drawing has a tick at every second hour, else at every fourth


class HoursFact(Fact):
    """A fact of kind hours."""

    compared_within: ClassVar[Compare] = Compare.LOCATION

    def read(self, text: str, circumstances: Circumstances) -> Reading | Unreadable:  # noqa: ARG002 (every kind reads alike)
        """Return the week in the spelling of OpenStreetMap."""
        found = read_timetable(text)
        return Unreadable(text, found) if isinstance(found, Message) else Reading(text, found.spelled())

    def same(self, one: Reading, other: Reading) -> bool:
        """Say whether two weeks can be meant to be the same, and holidays and dates are where both name them."""
        ours, theirs = _known(one), _known(other)
        return not set(ours.meanings()).isdisjoint(theirs.meanings()) and not any(_special(ours, theirs))

    @property
    def has_tolerance(self) -> bool:
        """Say that hours that name no holidays may be the same as those that do."""
        return True

    def read_as(self, reading: Reading) -> Sayable:
        """Return the hours of the days, of holidays and dates."""
        return all_of(_in_words(_known(reading))) or say("closed")

    def compared_as(self) -> Message:
        """Say what counts."""
        return say("by when it is open in a week; holidays and single dates count where both sides name them")

    def explain(self, standard: Reading, found: Reading) -> Message | None:
        """Say the difference day by day, days that differ alike together."""
        asked, shown = _known(standard), _known(found)
        return first_two_of((*_of_week(*_nearest(asked, shown)), *_special(asked, shown)))

    def draw(self, standard: Reading | None, found: Reading) -> WeekDrawing | None:
        """Draw the two weeks if they are not the same."""
        if standard is None:
            return None
        asked, shown = _nearest(_known(standard), _known(found))
        return None if asked == shown else _drawn(by_calendar_day(asked), by_calendar_day(shown))


@lru_cache(maxsize=4096)  # one of many is compared with each of the others
def _known(reading: Reading) -> Timetable:
    found = read_timetable(reading.value)
    if isinstance(found, Message):
        message = f"was read before: {reading.text!r}"
        raise TypeError(message)
    return found


def _nearest(standard: Timetable, found: Timetable) -> tuple[Days, Days]:
    """Return of the weeks that can be meant those two that differ least."""

    def differing(two: tuple[Days, Days]) -> int:
        pairs = zip(*map(by_calendar_day, two), strict=True)
        return sum(end - start for one, other in pairs for start, end in (*without(one, other), *without(other, one)))

    return min(itertools.product(standard.meanings(), found.meanings()), key=differing)


def _of_week(asked: Days, shown: Days) -> Iterator[Message]:
    """Yield how two weeks differ, each difference once with its days."""
    alike: dict[Message, list[int]] = {}
    for day, (expected, found) in enumerate(zip(asked, shown, strict=True)):
        if expected != found:
            alike.setdefault(_difference(expected, found), []).append(day)
    for difference, days in alike.items():
        yield say("{when}: {difference}", when=_said(days), difference=difference)


def _special(standard: Timetable, found: Timetable) -> Iterator[Message]:
    """Yield how holidays and dates differ that both sides name."""
    if standard.holidays is not None and found.holidays is not None and standard.holidays != found.holidays:
        difference = _difference(standard.holidays, found.holidays)
        yield say("{when}: {difference}", when=say("holidays"), difference=difference)
    for (date, expected), (other, shown) in itertools.product(standard.dates, found.dates):
        if date.may_be(other) and expected != shown:
            when = _said_date(Date(0, date.month, date.day))
            yield say("{when}: {difference}", when=when, difference=_difference(expected, shown))


def _in_words(timetable: Timetable) -> Iterator[Message]:
    for hours, days in days_by_hours(timetable.days).items():
        yield say("{when}: {hours}", when=_said(days), hours=_shown(hours))
    if timetable.saturday is not None:
        perhaps = say("perhaps {hours}", hours=_shown(timetable.saturday))
        yield say("{when}: {hours}", when=day_name(SATURDAY), hours=perhaps)
    if timetable.holidays is not None:
        yield say("{when}: {hours}", when=say("holidays"), hours=_shown_or_closed(timetable.holidays))
    for date, hours in timetable.dates:
        yield say("{when}: {hours}", when=_said_date(date), hours=_shown_or_closed(hours))


def _said_date(date: Date) -> Sayable:
    return datetime.date(*date) if date.year else say("{day}/{month}", day=date.day, month=date.month)


def _difference(asked: Hours, shown: Hours) -> Message:
    """Say what differs of a day; where it only opens or closes at another time, only that."""
    if not shown:
        return say("closed instead of {expected}", expected=_shown(asked))
    if not asked:
        return say("{found} instead of closed", found=_shown(shown))
    (opens, *middle, closes), (opens_now, *middle_now, closes_now) = itertools.chain(*asked), itertools.chain(*shown)
    if middle == middle_now and closes == closes_now:
        return say("opens at {found} instead of {expected}", found=clock(opens_now), expected=clock(opens))
    if middle == middle_now and opens == opens_now:
        return say("closes at {found} instead of {expected}", found=clock(closes_now), expected=clock(closes))
    return say("{found} instead of {expected}", found=_shown(shown), expected=_shown(asked))


def _shown_or_closed(hours: Hours) -> Sayable:
    return _shown(hours) if hours else say("closed")


def _shown(hours: Hours) -> str:
    return clocks(hours, "\N{EN DASH}", ", ")


def _said(days: Sequence[int]) -> Sayable:
    """Say days; three and more that follow each other as from the first to the last."""
    if len(days) == _WEEK:
        return say("every day")
    said: list[Sayable] = []
    for first, last in runs(days):
        if last - first > 1:
            said.append(say("{first}\N{EN DASH}{last}", first=day_name(first), last=day_name(last)))
        else:
            said += map(day_name, range(first, last + 1))
    return tuple(said)


def _drawn(asked: Days, shown: Days) -> WeekDrawing:
    """Return two weeks, with as much of the day as one of them is open in."""
    spans = [span for day in (*asked, *shown) for span in day]
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    step = (4 if last - first > _SHORT_DAY else 2) * 60
    return WeekDrawing(
        days=tuple(
            DayDrawing(expected, found, without(expected, found), without(found, expected))
            for expected, found in zip(asked, shown, strict=True)
        ),
        first=first // step * step,
        last=min(-(-last // step) * step, DAY),
        step=step,
    )
