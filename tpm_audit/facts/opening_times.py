"""Opening hours, read from what people write into a timetable."""

import datetime
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from tpm_audit.facts.opening_breaks import (
    refuse_closed_beside,
    refuse_idle_break,
    refuse_outside,
    without_break,
    without_half,
)
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
_MORNING = 7  # hours before it are of the afternoon, where that is named
_SUNDAY = 6
_HALF_WORD = "sonn"  # of Sonn- und Feiertage
_WEEK: Final[Chosen] = frozenset(range(7))
_SEPARATORS: Final = frozenset({Mark.AND, Mark.COMMA, Mark.SEMICOLON, Mark.LINE})
_CLOSED: Final[Hours] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """Days or hours in a text; ``parted`` is what stands between them and the part before.

    ``half`` is what of the day is named with them; ``breaks`` and ``closed`` are what is taken out of their hours.
    """

    text: str
    days: Chosen | None = None
    half: Half | None = None
    hours: Hours = _CLOSED
    breaks: Hours = ()
    closed: frozenset[Half] = frozenset()
    parted: Mark | None = None
    perhaps: bool = False  # they may or may not hold
    twelve: bool = False  # they may be hours of a clock without am and pm

    @property
    def takes_out(self) -> bool:
        """Say whether it only takes something out of hours that are said elsewhere."""
        return not self.hours and bool(self.breaks or self.closed)

    @property
    def may_be_of_more(self) -> bool:
        """Say whether more hours of the same day may stand beside it."""
        return self.hours != ALL_DAY and bool(self.hours or self.breaks or self.closed)


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
        self.half: Half | None = None  # of the hours that come next
        self.is_break = False  # which they are

    def read(self) -> list[_Part]:
        """Return the days and hours in their order."""
        if self.words and self.words[-1].means is Mark.AND:
            raise UnclearError(_alone(self.words[-1].text))
        while self.position < len(self.words):
            word = self.words[self.position]
            self.position += 1
            if isinstance(word.means, frozenset):
                first = self.position - 1
                days = self._days(word, word.means)
                self._add(_Part(" ".join(one.text for one in self.words[first : self.position]), days=days))
            elif isinstance(word.means, Clock):
                self._span(word, word.means)
            elif isinstance(word.means, Half):
                self._half(word, word.means)
            else:
                self._mark(word, word.means)
        return self.parts

    def _add(self, part: _Part) -> None:
        if part.days is None and (self.half or self.is_break):
            raise UnclearError(_alone(part.text))
        self.parts.append(replace(part, parted=self.parted if self.parts else None))
        self.parted, self.between = None, False

    def _next(self, ahead: int = 0) -> Chosen | Clock | Half | Mark | None:
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
        if isinstance(last, frozenset) and self._next() in joins and (night := self._night(first, last)) is not None:
            self.position += 3
            self._add(night)
        elif self._next() in joins and isinstance(last, Clock):
            text = f"{word.text} {self.words[self.position].text} {self.words[self.position + 1].text}"
            self.position += 2
            self._add(self._hours(first, last, text))
        elif first.hour * 60 == DAY and first.length:
            self._add(_Part(word.text, hours=ALL_DAY))
        else:
            raise UnclearError(_alone(word.text))

    def _night(self, first: Clock, until: Chosen) -> _Part | None:
        """Return hours that end after midnight on the day after the only one that they are of, which is named there."""
        last, beyond, following = self._next(2), self._next(3), self._next(4)
        if not isinstance(last, Clock) or self.half or self.is_break or _day_after(self.parts) != until:
            return None
        if isinstance(beyond, Clock) or (isinstance(beyond, Mark) and isinstance(following, Clock)):
            return None  # those may be hours of the second day
        text = " ".join(word.text for word in self.words[self.position - 1 : self.position + 3])
        if first.half is None and first.hour > _NOON and last.half is None:
            last = replace(last, sure=True)  # it can be but a time after midnight
        span = _span(first, last, text)
        ends_at_midnight = span[1] == DAY and _minute(last) == 0
        return _Part(text, hours=(span,)) if span[1] > DAY or ends_at_midnight else None

    def _hours(self, first: Clock, last: Clock, text: str) -> _Part:
        """Return hours, or the break that they are, as the words before or behind them say."""
        half = self._half_named()
        if self._is_break():
            span = _span(_after_noon(first, _NIGHT), _after_noon(last, _NIGHT), text)
            return _Part(text, breaks=(span,))
        if half is Half.AFTERNOON:
            first, last = _after_noon(first, _MORNING), _after_noon(last, _MORNING)
        span = _span(first, last, text)
        if half:
            refuse_outside((span,), half)
        twelve = not (half or first.sure or first.half or last.sure or last.half)
        return _Part(text, half=half, hours=(span,), twelve=twelve)

    def _begins_hours(self, ahead: int = 0) -> bool:
        following = self._next(ahead)
        return isinstance(following, Clock) or following in {Mark.BETWEEN, Mark.CLOSED}

    def _half_named(self) -> Half | None:
        """Return the half of the day that is named before hours, or right behind them."""
        half, self.half = self.half, None
        behind = self._next()
        if half is None and isinstance(behind, Half) and not self._begins_hours(1):
            self.position += 1
            return behind
        return half

    def _is_break(self) -> bool:
        """Say whether hours are called a break before them, or right behind them."""
        is_break, self.is_break = self.is_break, False
        if not is_break and self._next() is Mark.BREAK and not self._begins_hours(1):
            self.position += 1
            return True
        return is_break

    def _half(self, word: Word, half: Half) -> None:
        """Keep a half of the day for the hours that come next, else it is of the days before it."""
        before = self.parts[-1] if self.parts and self.parted is None else None
        if self._begins_hours() and self.half is None:
            self.half = half
        elif before is not None and before.days is not None and before.half is None:
            self.parts[-1] = replace(before, half=half)
        elif isinstance(self._next(), frozenset) and self.half is None:
            self.half = half
        else:
            raise UnclearError(_alone(word.text))

    def _break(self, word: Word) -> None:
        if not (self._begins_hours() or isinstance(self._next(), frozenset)) or self._next() is Mark.CLOSED:
            raise UnclearError(_alone(word.text))
        self.is_break = True

    def _mark(self, word: Word, mark: Mark) -> None:
        if mark in _SEPARATORS:
            self.parted = mark if self.parted is None or mark in {Mark.SEMICOLON, Mark.LINE} else self.parted
        elif mark is Mark.BETWEEN:
            self.between = True
        elif mark is Mark.CLOSED or (mark is Mark.DASH and self._means_closed()):
            half = self._half_named()
            self._add(_Part(word.text, closed=frozenset({half} if half else ())))
        elif mark is Mark.ALL_DAY:
            self._add(_Part(word.text, hours=ALL_DAY))
        elif mark is Mark.BREAK:
            self._break(word)
        elif mark is Mark.EXCEPT:
            self._except(word)
        elif mark is Mark.UNKNOWN:
            self._perhaps(word)
        elif not self._says_nothing(mark):
            raise UnclearError(_alone(word.text))

    def _means_closed(self) -> bool:
        """Say whether a dash stands for the hours of the days before it, as in a table; not so in Sonn- und Feiertage.

        At the end of a line it may be that of a range, unless the next day follows there.
        """
        of = self.parts[-1] if self.parts and self.parted is None else None
        if of is None or of.days is None or of.text == _HALF_WORD:
            return False
        following, beyond = self._next(), self._next(1)
        if following is Mark.LINE and isinstance(beyond, frozenset) and _may_be_range(of.days, beyond):
            raise UnclearError(_alone("-"))
        return following is None or (following in _SEPARATORS and (beyond is None or isinstance(beyond, frozenset)))

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


def _day_after(parts: Sequence[_Part]) -> Chosen | None:
    """Return the day after the weekday that hours are of, None where they are of more days or of others."""
    at = next((at for at in reversed(range(len(parts))) if parts[at].days is not None), None)
    days = None if at is None else parts[at].days
    if at is None or days is None or len(days) > 1 or (at > 0 and parts[at - 1].days is not None):
        return None
    day = next(iter(days))
    return frozenset({(day + 1) % 7}) if isinstance(day, int) else None


def _may_be_range(days: Chosen, following: Chosen) -> bool:
    """Say whether days may begin a range that ends on the next line; with the day after, a table is likelier."""
    if len(days) > 1 or len(following) > 1:
        return False
    (first,), (last,) = days, following
    if isinstance(first, int) and isinstance(last, int):
        return last != (first + 1) % 7
    return isinstance(first, Date) and isinstance(last, Date)


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


def _after_noon(clock: Clock, before: int) -> Clock:
    """Return an hour before this one as one of the afternoon, unless it can be but one time of the day."""
    return clock if clock.half or clock.sure or clock.hour >= before else replace(clock, half=Half.AFTERNOON)


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
    said: list[Sequence[_Part]] = []  # the days of the rules so far
    while rest:
        if rest[0].days is not None:
            named = _taken_days(rest)
            said.append(named)
            if not rest:
                raise UnclearError(say("there are no hours of '{days}'", days=named[-1].text))
            yield from _of_days(named, _taken_hours(rest), named[0].parted)
            continue
        hours = _taken_hours(rest)
        named = _taken_days(rest)
        own = named if not (said or rest) else _own(named, rest, hours)
        rest = [*named[len(own) :], *rest]
        if hours.takes_out and not own and len(said) == 1:
            own = said[0]
        said.append(own)
        yield from _of_days(own, hours, hours.parted)


def _of_days(named: Sequence[_Part], hours: _Part, parted: Mark | None) -> Iterator[_Rule]:
    """Yield hours with their days; a half of the day is that of the days up to where it is named."""
    if not named:
        yield _Rule(None, hours, parted)
    group: list[_Part] = []
    for part in named:
        group.append(part)
        if part.half or part is named[-1]:
            yield _Rule(_all_days(group), _in_half(hours, part.half), parted)
            group = []


def _in_half(hours: _Part, half: Half | None) -> _Part:
    """Return hours of days of which a half is meant."""
    if half is None:
        return hours
    if hours.breaks or hours.closed:
        raise UnclearError(_unclear(hours.text))
    refuse_outside(hours.hours, half)
    return replace(hours, half=half) if hours.hours else replace(hours, closed=frozenset({half}))


def _taken_days(rest: list[_Part]) -> list[_Part]:
    """Take the days that come next."""
    named = list(itertools.takewhile(lambda part: part.days is not None, rest))
    del rest[: len(named)]
    return named


def _taken_hours(rest: list[_Part]) -> _Part:
    """Take the hours that come next; those of one day, such as morning and afternoon, together."""
    part = rest.pop(0)
    while rest and part.may_be_of_more and rest[0].may_be_of_more:
        more = rest.pop(0)
        if part.twelve and more.twelve and more.hours[0][0] < part.hours[-1][1]:
            raise UnclearError(_either(more.text))
        part = replace(
            more,
            half=part.half if more.breaks or part.half is more.half else None,
            hours=(*part.hours, *more.hours),
            breaks=(*part.breaks, *more.breaks),
            closed=part.closed | more.closed,
            parted=part.parted,
        )
    hours = joined(part.hours)
    if any(end - start > DAY for start, end in hours):
        raise UnclearError(_too_long(part.text))
    for half in part.closed:
        refuse_closed_beside(hours, half)
    for pause in part.breaks if hours else ():
        refuse_idle_break([hours], pause)
        hours = without_break(hours, pause)
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
    _refuse_doubtful_breaks(rules)
    for index, rule in enumerate(rules):
        days = _WEEK if rule.days is None else rule.days
        if rule.days is None and (index or not _is_for_all(rule, rules, named)):
            raise UnclearError(_unclear(rule.part.text) if named else say("it names no day"))
        if rule.part.takes_out:
            continue
        days = _perhaps(rule, days)
        for key in days:
            hours[key] = (_met(hours.get(key), rule, days), days)
    known = {key: spans for key, (spans, _) in hours.items()}
    for rule in rules:
        if rule.part.takes_out:
            known |= _left(known, rule)
    _refuse_half(known)
    return _filled(known)


def _refuse_doubtful_breaks(rules: Sequence[_Rule]) -> None:
    """Refuse a break behind the hours of some days that those of other days before it may have as well."""
    unbroken: list[Span] = []
    for rule in rules:
        part = rule.part
        if not part.breaks:
            unbroken += part.hours
        elif part.hours and any(_overlap(pause, span) for pause in part.breaks for span in unbroken):
            raise UnclearError(_unclear(part.text))


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _left(known: Mapping[Key, Hours], rule: _Rule) -> Mapping[Key, Hours]:
    """Return what breaks and a closed half of the day leave of the hours that other rules give to the days."""
    left = {key: known[key] for key in rule.days or () if key in known}
    if len(left) < len(rule.days or ()):
        raise UnclearError(say("it does not say when it is open on the rest of the day"))
    for half in rule.part.closed:
        left = {key: without_half(hours, half) for key, hours in left.items()}
    for pause in rule.part.breaks:
        refuse_idle_break(left.values(), pause)
        left = {key: without_break(hours, pause) for key, hours in left.items()}
    return left


def _is_for_all(rule: _Rule, rules: Sequence[_Rule], named: Chosen) -> bool:
    """Say whether hours without days are of every day that the other rules do not name.

    Where Sunday is not named, they may be of weekdays only.
    """
    if rule.part.takes_out:
        return False
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
    if any(_overlap(one, other) for one in hours for other in known):
        half = rule.part.half
        return hours if half is None else joined((*without_half(known, half), *hours))
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
