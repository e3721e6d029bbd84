"""Opening hours, read from what people write into a timetable."""

import datetime
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from tpm_audit.facts.opening_words import (
    A_LEAP_YEAR,
    Chosen,
    Clock,
    Half,
    Key,
    Mark,
    Other,
    UnclearError,
    Word,
    words_of,
)
from tpm_audit.facts.week import ALL_DAY, DAY, SATURDAY, Date, Hours, Span, Timetable, by_day, joined
from tpm_audit.source.message import Message, say

_LONGEST = 1000
_LONGEST_DATES = 31
_NOON = 12
_NIGHT = 5  # hours before it are more likely of the afternoon, unless they are written as 04 or 4 am
_SUNDAY = 6
_WEEK: Final[Chosen] = frozenset(range(7))
_SEPARATORS: Final = frozenset({Mark.AND, Mark.COMMA, Mark.SEMICOLON, Mark.LINE})
_CLOSED: Final[Hours] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """Days or hours in a text; ``parted`` is what stands between them and the part before."""

    text: str
    days: Chosen | None = None
    hours: Hours = _CLOSED
    parted: Mark | None = None
    perhaps: bool = False  # they may or may not hold
    twelve: bool = False  # they may be hours of a clock without am and pm


@dataclass(frozen=True, slots=True)
class _Rule:
    """Hours with the days that they are of; None where the text leaves it to the other rules."""

    days: Chosen | None
    part: _Part
    parted: Mark | None


@lru_cache(maxsize=4096)
def read_timetable(text: str) -> Timetable | Message:
    """Return what a text says of a week, or why that cannot be told."""
    if len(text) > _LONGEST:
        return say("the text is too long for opening hours")
    try:
        return _timetable(list(_rules(_Parts(words_of(text)).read())))
    except UnclearError as error:
        return error.why


class _Parts:
    """Makes days and hours of words."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        self.position = 0
        self.parts: list[_Part] = []
        self.parted: Mark | None = None
        self.between = False

    def read(self) -> list[_Part]:
        """Return the days and hours in their order."""
        while self.position < len(self.words):
            word = self.words[self.position]
            self.position += 1
            if isinstance(word.means, frozenset):
                first = self.position - 1
                days = self._days(word, word.means)
                self._add(_Part(" ".join(one.text for one in self.words[first : self.position]), days=days))
            elif isinstance(word.means, Clock):
                self._span(word, word.means)
            else:
                self._mark(word, word.means)
        return self.parts

    def _add(self, part: _Part) -> None:
        self.parts.append(replace(part, parted=self.parted if self.parts else None))
        self.parted, self.between = None, False

    def _next(self, ahead: int = 0) -> Chosen | Clock | Mark | None:
        index = self.position + ahead
        return self.words[index].means if index < len(self.words) else None

    def _days(self, word: Word, first: Chosen) -> Chosen:
        """Return days, and those up to others if they begin a range."""
        last = self._next(1)
        if self._next() not in {Mark.TO, Mark.DASH} or not isinstance(last, frozenset):
            return first
        until = self.words[self.position + 1].text
        self.position += 2
        if len(first) > 1 or len(last) > 1:
            raise UnclearError(_unclear(f"{word.text} - {until}"))
        return frozenset(_between(*first, *last))

    def _span(self, word: Word, first: Clock) -> None:
        last = self._next(1)
        joins = {Mark.TO, Mark.DASH} | ({Mark.AND} if self.between else set())
        if self._next() in joins and isinstance(last, Clock):
            text = f"{word.text} {self.words[self.position].text} {self.words[self.position + 1].text}"
            self.position += 2
            twelve = not (first.sure or first.half or last.sure or last.half)
            self._add(_Part(text, hours=(_span(first, last, text),), twelve=twelve))
        elif first.hour * 60 == DAY and first.length:
            self._add(_Part(word.text, hours=ALL_DAY))
        else:
            raise UnclearError(_alone(word.text))

    def _mark(self, word: Word, mark: Mark) -> None:
        if mark in _SEPARATORS:
            self.parted = mark if self.parted is None or mark in {Mark.SEMICOLON, Mark.LINE} else self.parted
        elif mark is Mark.BETWEEN:
            self.between = True
        elif mark in {Mark.CLOSED, Mark.ALL_DAY}:
            self._add(_Part(word.text, hours=ALL_DAY if mark is Mark.ALL_DAY else _CLOSED))
        elif mark is Mark.EXCEPT:
            self._except(word)
        elif mark is Mark.UNKNOWN:
            self._perhaps(word)
        elif not self._says_nothing(mark):
            raise UnclearError(_alone(word.text))

    def _says_nothing(self, mark: Mark) -> bool:
        """Say whether a hyphen begins a line, ends half a word, or parts days from hours."""
        if mark is Mark.TO:
            return False
        following = self._next()
        if self.parted is Mark.LINE or not self.parts or following is None or following in _SEPARATORS:
            return True
        return self.parts[-1].days is not None and not isinstance(following, frozenset)

    def _except(self, word: Word) -> None:
        """Take days from those before; behind hours it says when it is closed."""
        if not self.parts or not isinstance(self._next(), frozenset):
            raise UnclearError(_alone(word.text))
        of = self.parts[-1].days
        if of is None:
            self._add(_Part(word.text))
            return
        excepted = frozenset(self._listed())
        self.parts[-1] = replace(self.parts[-1], days=of - excepted)
        closed = _Part(word.text, days=excepted)
        self.parts[:0] = [closed, _Part(word.text)]  # before all others, for they may say more of these days

    def _listed(self) -> Iterator[Key]:
        """Yield the days that come next, as far as "and" joins them."""
        while isinstance(days := self._next(), frozenset):
            self.position += 1
            yield from self._days(self.words[self.position - 1], days)
            while self._next() is Mark.DASH and self._next(1) is Mark.AND:  # Sonn- und Feiertage
                self.position += 1
            if self._next() is Mark.AND and isinstance(self._next(1), frozenset):
                self.position += 1

    def _perhaps(self, word: Word) -> None:
        if not self.parts or self.parts[-1].days is not None:
            raise UnclearError(_alone(word.text))
        self.parts[-1] = replace(self.parts[-1], perhaps=True, text=word.text)


def _between(first: Key, last: Key) -> Iterator[Key]:
    """Yield the days from one to another, over the end of a week or year where the last comes first."""
    if isinstance(first, int) and isinstance(last, int):
        yield from ((first + step) % 7 for step in range((last - first) % 7 + 1))
    elif isinstance(first, Date) and isinstance(last, Date):
        yield from _dates_between(first, last)
    else:
        raise UnclearError(say("the days of a range are of two sorts"))


def _dates_between(first: Date, last: Date) -> Iterator[Date]:
    start = datetime.date(first.year or last.year or A_LEAP_YEAR, first.month, first.day)
    for step in range(_LONGEST_DATES):
        day = start + datetime.timedelta(step)
        yield Date(day.year if first.year or last.year else 0, day.month, day.day)
        if last.may_be(Date(day.year, day.month, day.day)):
            return
    raise UnclearError(say("hours that hold for a part of the year are not compared"))


def _span(first: Clock, last: Clock, text: str) -> Span:
    """Return the minutes between two times."""
    start, end = _minute(first), _minute(last)
    if first.half or last.half:
        start, end = _by_halves(first, last, text)
    elif not (first.sure or last.sure) and (end <= start != 0 or 0 < first.hour < _NIGHT):
        raise UnclearError(_either(text))
    if start >= DAY:
        raise UnclearError(say("'{time}' is no time of day", time=text))
    if end in {0, DAY - 1}:  # up to midnight, or up to the minute before it
        end = DAY
    if start == end:
        raise UnclearError(say("'{hours}' begins and ends at the same time", hours=text))
    if end - start > DAY:
        raise UnclearError(_too_long(text))
    return start, end if end > start else end + DAY


def _by_halves(first: Clock, last: Clock, text: str) -> Span:
    """Return the minutes between two times of which one or both are of a half of the day.

    The other is of the same half, unless the end would then come before the beginning.
    """
    other = last if first.half else first
    if other.half or other.sure:
        return _minute(first), _minute(last)
    if last.half:
        start = _minute(replace(first, half=last.half))
        if last.half is Half.MORNING and last.hour == _NOON:
            raise UnclearError(_either(text))
        if start < _minute(last):
            return start, _minute(last)
        return _minute(replace(first, half=_other(last.half))), _minute(last)
    end = _minute(replace(last, half=first.half))
    if first.half is Half.MORNING:
        if end > _minute(first) and last.hour < _NOON:
            raise UnclearError(_either(text))
        return _minute(first), _minute(replace(last, half=Half.AFTERNOON))
    return _minute(first), end if end > _minute(first) else _minute(replace(last, half=Half.MORNING))


def _other(half: Half) -> Half:
    return Half.AFTERNOON if half is Half.MORNING else Half.MORNING


def _minute(clock: Clock) -> int:
    """Return the minute of the day."""
    if clock.half is None:
        return clock.hour * 60 + clock.minute
    return (clock.hour % _NOON + (_NOON if clock.half is Half.AFTERNOON else 0)) * 60 + clock.minute


def _rules(parts: Sequence[_Part]) -> Iterator[_Rule]:
    """Yield hours with their days, whichever come first."""
    rest = list(parts)
    is_first = True
    while rest:
        if rest[0].days is not None:
            is_first = False
            named = _taken_days(rest)
            if not rest:
                raise UnclearError(say("there are no hours of '{days}'", days=named[-1].text))
            hours = _taken_hours(rest)
            yield _Rule(_all_days(named), hours, named[0].parted)
            continue
        hours = _taken_hours(rest)
        named = _taken_days(rest)
        own = named if is_first and not rest else _own(named, rest, hours)
        rest = [*named[len(own) :], *rest]
        is_first = False
        yield _Rule(_all_days(own) if own else None, hours, hours.parted)


def _taken_days(rest: list[_Part]) -> list[_Part]:
    """Take the days that come next."""
    named = list(itertools.takewhile(lambda part: part.days is not None, rest))
    del rest[: len(named)]
    return named


def _taken_hours(rest: list[_Part]) -> _Part:
    """Take the hours that come next; those of one day, such as morning and afternoon, together."""
    part = rest.pop(0)
    while part.hours and rest and rest[0].hours and ALL_DAY not in {part.hours, rest[0].hours}:
        more = rest.pop(0)
        if part.twelve and more.twelve and more.hours[0][0] < part.hours[-1][1]:
            raise UnclearError(_either(more.text))
        part = replace(more, hours=(*part.hours, *more.hours), parted=part.parted)
    hours = joined(part.hours)
    if any(end - start > DAY for start, end in hours):
        raise UnclearError(_too_long(part.text))
    return replace(part, hours=hours)


def _own(named: Sequence[_Part], rest: Sequence[_Part], hours: _Part) -> Sequence[_Part]:
    """Return which of the days that follow hours are theirs; the others belong to the hours behind them."""
    if not named or named[0].parted is not None:
        return ()
    if not rest or rest[0].parted is not None:
        return named
    breaks = [index for index, part in enumerate(named) if index and part.parted in {Mark.SEMICOLON, Mark.LINE}]
    goes_on = len(rest) > 1 and rest[1].days is not None and rest[1].parted is None
    if goes_on and len(named) == 1:
        return named
    if not goes_on and breaks:
        return named[: breaks[0]]
    if not goes_on and len(named) == len("ab"):
        return named[:1]
    raise UnclearError(_unclear(hours.text))


def _all_days(named: Iterable[_Part]) -> Chosen:
    """Return days that stand together."""
    days = frozenset[Key]().union(*(part.days or () for part in named))
    if any(isinstance(key, Date) for key in days) and any(isinstance(key, int) for key in days):
        raise UnclearError(say("a weekday and a date stand together"))
    return days


def _timetable(rules: Sequence[_Rule]) -> Timetable:
    """Return what rules say together; a later one that meets an earlier says the exception."""
    named = frozenset[Key]().union(*(rule.days or () for rule in rules))
    if not rules:
        raise UnclearError(say("there are no opening hours in it"))
    hours: dict[Key, tuple[Hours, Chosen]] = {}
    for index, rule in enumerate(rules):
        days = _WEEK if rule.days is None else rule.days
        if rule.days is None and (index or not _is_for_all(rule, rules, named)):
            raise UnclearError(_unclear(rule.part.text) if named else say("it names no day"))
        days = _perhaps(rule, days)
        for key in days:
            hours[key] = (_met(hours.get(key), rule, days), days)
    known = {key: spans for key, (spans, _) in hours.items()}
    _refuse_half(known)
    return _filled(known)


def _is_for_all(rule: _Rule, rules: Sequence[_Rule], named: Chosen) -> bool:
    """Say whether hours without days are of every day that the other rules do not name.

    Where Sunday is not named, they may be of weekdays only.
    """
    return rule.part.hours in {_CLOSED, ALL_DAY} or (_SUNDAY in named and len(rules) > 1)


def _perhaps(rule: _Rule, days: Chosen) -> Chosen:
    """Return the days of a rule; what may or may not hold on Saturdays is known, and no other."""
    if not rule.part.perhaps:
        return days
    if days != {SATURDAY}:
        raise UnclearError(say("'{word}' leaves open when it is open", word=rule.part.text))
    return frozenset({Other.SATURDAY_UNKNOWN})


def _met(before: tuple[Hours, Chosen] | None, rule: _Rule, days: Chosen) -> Hours:
    """Return the hours of a day of which another rule may have said some before."""
    hours = rule.part.hours
    if before is None or not before[0] or not hours:
        return hours
    known, of = before
    if any(start < other_end and other < end for start, end in hours for other, other_end in known):
        return hours
    if rule.parted is Mark.SEMICOLON and of != days:  # as people write it the day has both, as OpenStreetMap does one
        raise UnclearError(
            say("'{hours}' may stand instead of earlier hours of the day or beside them", hours=rule.part.text)
        )
    return joined((*known, *hours))


def _refuse_half(known: Mapping[Key, Hours]) -> None:
    """Refuse what does not say when it is open."""
    week = [known[day] for day in range(7) if day in known]
    if any(known.get(other) for other in (Other.THE_REST, Other.SATURDAY_PERHAPS, Other.SATURDAY_UNKNOWN)):
        return
    if not week:
        raise UnclearError(say("it names no day"))
    if not any(week) and len(week) < len(_WEEK):
        raise UnclearError(say("it says when it is closed, not when it is open"))


def _filled(known: Mapping[Key, Hours]) -> Timetable:
    """Return the timetable, with the days that are left over."""
    rest = known.get(Other.THE_REST, _CLOSED)
    perhaps = _CLOSED if SATURDAY in known else known.get(Other.SATURDAY_PERHAPS, _CLOSED)
    if perhaps and rest:
        raise UnclearError(say("it is not clear whether Saturday is a working day"))
    dates = sorted((key, spans) for key, spans in known.items() if isinstance(key, Date))
    return Timetable(
        days=by_day({day: known.get(day, rest) for day in range(7)}),
        saturday=known.get(Other.SATURDAY_UNKNOWN) or perhaps or None,
        holidays=known.get(Other.HOLIDAYS),
        dates=tuple(dates),
    )


def _unclear(part: str) -> Message:
    return say("it is not clear which days '{part}' is of", part=part)


def _alone(part: str) -> Message:
    return say("'{part}' stands alone; hours have a beginning and an end", part=part)


def _too_long(hours: str) -> Message:
    return say("'{hours}' is longer than a day", hours=hours)


def _either(hours: str) -> Message:
    return say("'{hours}' may be in the morning or in the afternoon", hours=hours)
