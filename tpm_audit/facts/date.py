"""A date: of the imprint, the terms, the last update, the end of an offer.

Read are days as German and English write them: 31.12.2026, 31. Dezember 2026, 31. Dez. 26, 31 December 2026, December
31st, 2026, 2026-12-31, einunddreißigster Dezember 2026; the day comes first with points, slashes and hyphens, unless
a year of four digits does. Two digits are a year from 2000 to 2099. The day of the week before it has to fit; the
time behind it does not count, nor do words before it that only say what the date is of (Stand:, last updated, AGB,
gültig) and a place (Linz, am). Any other word before it makes it unreadable, for it may say that it is not this day.
"From" (ab, seit, gültig ab, frühestens) and "until" (bis, spätestens) count where both sides say so. A month without a
day, Dezember 2026 or 12/2026, is a date of its own: a standard that is a month is met by every day in it, a standard
that is a day by no month.

The key `max_age` takes the place of `expected` and of variants: the date must not be older than that on the day of
the visit, such as 12 months, 2 weeks or 30 days. A month counts by its last day. A date after the day of the visit is
wrong, for nothing can be as new as that.

The same: "31.12.2026" and "31. Dezember 2026"
The same: "31.12.2026" and "Thursday, December 31st, 2026"
The same: "2. Mai 2026" and "second of May 2026"
The same: "Stand: 1. Jänner 2026" and "last updated 2026-01-01, 14:30"
The same: "bis 31.12.2026" and "31/12/26"
The same: "Dez. 2026" and "12/2026"
Different: "31.12.2026" and "1.1.2027"
Different: "06.05.2026" and "05/06/2026"
Different: "31.12.2026" and "Dezember 2026"
Different: "bis 31.12.2026" and "ab 31.12.2026"
Different: "spätestens 31.12.2026" and "frühestens 31.12.2026"
Unreadable: "nicht am 31.12.2026"
Unreadable: "abgesagt: 31.12.2026"
Unreadable: "31. Dezember"
Unreadable: "31.2.2026"
Unreadable: "Donnerstag, 1. Mai 2026"
Unreadable: "1.-3. Mai 2026"
Unreadable: "erster Montag im Mai 2026"
Unreadable: "vor kurzem"
"""

import calendar
import datetime
import enum
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator, ValidationInfo

from tpm_audit.facts.date_words import end_of_place, unknown_word
from tpm_audit.facts.numbers import any_of, each
from tpm_audit.facts.reasons import both, contradict, instead
from tpm_audit.facts.text import DASHES, folded
from tpm_audit.facts.week import MONTH_WORDS
from tpm_audit.model import codes
from tpm_audit.model.context import unreadable
from tpm_audit.model.facts import Circumstances, Fact, Reading, Unreadable
from tpm_audit.model.field_types import Duration, Length, Unit
from tpm_audit.source.message import Message, Sayable, say

_LONGEST = 200
_SHOWN = 30  # signs of a word that is not known
_CENTURY = 2000
_IN_A_YEAR = 12
_WITHOUT_UMLAUTS = str.maketrans({"ö": "oe", "ü": "ue", "ß": "ss"})

_MONTHS: Mapping[str, int] = {**MONTH_WORDS, "jaenner": 1, "febr": 2, "maerz": 3}
_WEEKDAYS: Mapping[str, int] = {
    **each("montag monday mo mon", 0),
    **each("dienstag tuesday di tue tues", 1),
    **each("mittwoch wednesday mi wed", 2),
    **each("donnerstag thursday do thu thur thurs", 3),
    **each("freitag friday fr fri", 4),
    **each("samstag sonnabend saturday sa sat", 5),
    **each("sonntag sunday so sun", 6),
}


_GERMAN_ORDINALS = (
    "erst zweit dritt viert fünft sechst siebt acht neunt zehnt elft zwölft dreizehnt vierzehnt fünfzehnt sechzehnt"
    " siebzehnt achtzehnt neunzehnt"
)
_ENGLISH_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
    " sixteenth seventeenth eighteenth nineteenth"
)
_ONES = "ein zwei drei vier fünf sechs sieben acht neun"
_TENS = (("zwanzig", "twenty", "twentieth"), ("dreißig", "thirty", "thirtieth"))
_ENDINGS = ("e", "er", "en", "em")


def _ordinals() -> Iterator[tuple[str, int]]:
    """Yield the words for the days of a month; up to 39, for a day that no month has is told as such."""
    german, english, ones = _GERMAN_ORDINALS.split(), _ENGLISH_ORDINALS.split(), _ONES.split()
    for tens, ten, tenth in _TENS:
        german += [f"{tens}st", *(f"{one}und{tens}st" for one in ones)]
        english += [tenth, *(f"{ten}-{one}" for one in english[: len(ones)])]
    for day, stem in (*enumerate(german, 1), (2, "zwot"), (7, "siebent")):
        spellings = (stem, stem.replace("ß", "ss"), stem.translate(_WITHOUT_UMLAUTS))
        yield from ((spelling + ending, day) for spelling in spellings for ending in _ENDINGS)
    for day, word in enumerate(english, 1):
        yield from ((word, day), (word.replace("-", " "), day))


_ORDINALS: Mapping[str, int] = dict(_ordinals())


class Bound(enum.StrEnum):
    """What a date is the beginning or the end of."""

    FROM = "from"
    UNTIL = "until"


_SAID_BOUND: Mapping[Bound, Message] = {
    Bound.FROM: say("from that day on"),
    Bound.UNTIL: say("until that day"),
}
_BOUNDS: Mapping[str, Bound] = {
    **each("ab von seit from since effective frühestens fruehestens", Bound.FROM),
    **each("bis until till through to by spätestens spaetestens längstens laengstens", Bound.UNTIL),
    "no earlier than": Bound.FROM,
    "ab sofort bis": Bound.UNTIL,
    "from now until": Bound.UNTIL,
    "no later than": Bound.UNTIL,
    "verlängert bis": Bound.UNTIL,
    "extended until": Bound.UNTIL,
}
_WORDS_OF_DATES = frozenset({*_BOUNDS, *_WEEKDAYS, *_MONTHS, *_ORDINALS})
_NUMBERED = "version ver v rev revision auflage edition ausgabe issue release nr no fassung"


_YEAR = r"(?P<year>[0-9]{4}|['\u2019]?[0-9]{2})(?![0-9]|:[0-9])"
_DAY = r"(?P<day>[0-9]{1,2})"
_SUFFIX = "st|nd|rd|th|s?te[rnm]?"
_ORDINAL = rf"(?:{any_of(_ORDINALS)})(?!\w)"
_DAY_OR_WORD = rf"(?:{_DAY}(?:\.|{_SUFFIX})?|(?P<ordinal>{_ORDINAL}))"
_MONTH = r"(?P<month>[0-9]{1,2})"
_NAME = rf"(?P<name>{any_of(_MONTHS)})\b\.?"
_SHAPES = tuple(
    re.compile(rf"(?<!\w){shape}")
    for shape in (
        rf"(?P<year>[0-9]{{4}})(?P<sign>[-./]) ?{_MONTH}(?P=sign) ?{_DAY}(?![0-9])\.?",
        rf"{_DAY}(?P<sign>[-./]) ?{_MONTH}(?P=sign) ?{_YEAR}",
        rf"(?:the )?{_DAY_OR_WORD}[ -]?(?:of )?{_NAME}[ -]?,? ?{_YEAR}",
        rf"{_NAME} ?(?:the )?{_DAY_OR_WORD},? (?P<year>[0-9]{{4}})(?![0-9])",
        rf"{_NAME},? ?(?P<year>[0-9]{{4}}|['\u2019][0-9]{{2}})(?![0-9])",
        r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})(?![0-9-])",
        r"(?P<month>[0-9]{1,2}) ?[/.] ?(?P<year>[0-9]{4})(?![0-9])",
    )
)
_TIME = re.compile(
    r",? ?(?:(?:um|at|-|t) ?)?[0-2]?[0-9]"
    r"(?:[:.][0-5][0-9](?::[0-5][0-9])?(?:[.,][0-9]{1,6})? ?(?:uhr|h|[ap]\.?m\.?)?| ?(?:uhr|h|[ap]\.?m\.?))"
    r"(?: ?\(?(?:z|utc|gmt|ce?s?t|mes?z)\)?| ?[+-][0-9]{2}:?[0-9]{2})?(?![^\W_])"
)
_WEEKDAY = re.compile(rf"(?<!\w)(?P<weekday>{any_of(_WEEKDAYS)})[.,]{{0,2}}(?: (?:den|dem|der|the))?$")
_INCLUSIVE = r"einschl(?:ießlich|\.)?|inkl(?:usive|\.)?|incl(?:usive|uding|\.)?|and including"
_BOUND = re.compile(rf"(?<!\w)(?P<bound>{any_of(_BOUNDS)})(?: (?:zum|am|\(?(?:{_INCLUSIVE})\)?))?:?$")
_VAGUE = re.compile(
    r"(?<!\w)(?P<word>vor|before|nach|after|ca|circa|etwa|ungefähr|about|around|voraussichtlich)\.?(?: dem)?$"
)
_NO_MONTH = re.compile(
    r"(?<!\w)(?P<word>anfang|mitte|ende|early|mid|late|beginning|middle|end|kw|kalenderwoche|week|heft|ausgabe|issue"
    r"|nr|no|nummer|number|hälfte|half|woche|letzte[rnm]?|last|nächste[rnm]?|next"
    rf"|{any_of(word for word in _WEEKDAYS if len(word) >= len('montag'))})[.,-]?(?: (?:of|des|im|in))?$"
)
_NUMBER = re.compile(rf"[0-9]|(?<!\w){_ORDINAL}")
_RANGE = re.compile(r"(?<!\w)(?:-|/|&|\+|bis|und|oder|to|and|or|until)(?!\w)")
_WHAT_OF = any_of(_NUMBERED.split())
_NUMBER_OF = re.compile(  # Version 3.2, zweite Auflage
    rf"(?<!\w)(?:{_WHAT_OF})[.:]? ?[0-9]+(?:\.[0-9]+)*(?!\w)|(?:[0-9]+\.|(?<!\w){_ORDINAL}) (?=(?:{_WHAT_OF})(?!\w))"
)
_AS_OF = "stand|last|latest|letzte[rns]?|zuletzt|updated|aktualisiert|as of"  # whatever stands before it
_SAYS_OF_WHEN = re.compile(rf".*(?:[.,;|(:]| -) ?(?=(?:{_AS_OF})(?!\w))")
_WORDS_BEHIND = re.compile(
    r"(?:zuletzt |last )?(?:aktualisiert|geändert|bearbeitet|veröffentlicht|updated?|changed|modified|published|stand)"
)
_WITHOUT_YEAR = re.compile(
    rf"(?<!\w)(?:{_DAY_OR_WORD} ?(?:of )?{_NAME}|[0-9]{{1,2}}\. ?[0-9]{{1,2}}(?![0-9]))"
    rf"|(?<!\w)(?:{any_of(_MONTHS)})\.? (?:the )?(?:[0-9]{{1,2}}(?:{_SUFFIX})?|{_ORDINAL})(?!\w)"
)
_AROUND = " .,;:!()[]\"'"


@dataclass(frozen=True, slots=True)
class When:
    """What a text says: a day or those of a month, from ``first`` to ``last``, and what it is the bound of."""

    first: datetime.date
    last: datetime.date
    bound: Bound | None = None

    @property
    def is_month(self) -> bool:
        """Say whether no day is named."""
        return self.first != self.last

    def spelled(self) -> str:
        """Return the one spelling."""
        day = f"{self.first:%Y-%m}" if self.is_month else self.first.isoformat()
        return f"{day} {self.bound}" if self.bound else day


@lru_cache(maxsize=4096)  # one of many is compared with each of the others
def _known(reading: Reading) -> When:
    """Return the date that ``spelled`` wrote down."""
    day, _, bound = reading.value.partition(" ")
    first, last = _days(*map(int, day.split("-")))
    return When(first, last, Bound(bound) if bound else None)


def _days(year: int, month: int, day: int | None = None) -> tuple[datetime.date, datetime.date]:
    if day is not None:
        return datetime.date(year, month, day), datetime.date(year, month, day)
    return datetime.date(year, month, 1), datetime.date(year, month, calendar.monthrange(year, month)[1])


def _alone(age: Duration, info: ValidationInfo) -> Duration:
    """Refuse what is expected beside a greatest age."""
    beside = next((key for key in ("expected", "expected_at", "variants") if info.data.get(key)), None)
    if beside is not None:
        raise unreadable(
            codes.UNKNOWN_KEY,
            say("a greatest age and a date that is expected contradict each other"),
            say("keep one of the two: max_age: or {key}:", key=beside),
        )
    return age


class DateFact(Fact):
    """A fact of kind date."""

    max_age: Annotated[Length, AfterValidator(_alone)] | None = None

    def read(self, text: str, circumstances: Circumstances) -> Reading | Unreadable:  # noqa: ARG002 (every kind reads alike)
        """Return the day, or the month where no day is named."""
        if len(text) > _LONGEST:
            return Unreadable(text, say("the text is too long for a date"))
        shown = folded(text).translate(DASHES).strip(_AROUND)
        found = _when(shown[end_of_place(shown, _WORDS_OF_DATES) :].lower())
        return Unreadable(text, found) if isinstance(found, Message) else Reading(text, found.spelled())

    def same(self, one: Reading, other: Reading) -> bool:
        """Say whether two dates are the same day, or month."""
        ours, theirs = _known(one), _known(other)
        return (ours.first, ours.last) == (theirs.first, theirs.last) and not contradict(ours.bound, theirs.bound)

    def satisfies(self, standard: Reading, found: Reading) -> bool:
        """Say whether a date is the one that is expected; every day of a month is."""
        asked, shown = _known(standard), _known(found)
        return asked.first <= shown.first and shown.last <= asked.last and not contradict(asked.bound, shown.bound)

    @property
    def has_tolerance(self) -> bool:
        """Say that a date that does not say what it is the bound of may be the same as one that does."""
        return True

    @property
    def demand(self) -> Message | None:
        """Say the greatest age."""
        return None if self.max_age is None else say("not older than {age}", age=self.max_age.said())

    def falls_short(self, found: Reading, day: datetime.date) -> Message | None:
        """Say how much too old the date is on a day, or that the day comes before it."""
        if self.max_age is None:
            return None
        shown = _known(found)
        if shown.first > day:
            return say("{n} day after the visit", "{n} days after the visit", n=(shown.first - day).days)
        due = self.max_age.after(shown.last)
        if day <= due:
            return None
        return say("{time} older than {age}", time=self._overdue(due, day), age=self.max_age.said())

    def _overdue(self, due: datetime.date, day: datetime.date) -> Message:
        """Return how long ago a day is: in whole months where the greatest age is given in such, and there is one."""
        months = _months(due, day) - (day.day < due.day)
        if self.max_age is not None and self.max_age[1] in (Unit.MONTH, Unit.YEAR) and months:
            return say("{n} month", "{n} months", n=months)
        return say("{n} day", "{n} days", n=(day - due).days)

    def standard_key(self, location: str | None) -> tuple[str, ...]:
        """Return the key of the greatest age, or of the date that is expected."""
        return super().standard_key(location) if self.max_age is None else ("max_age",)

    def read_as(self, reading: Reading) -> Sayable:
        """Return the day or the month, and what it is the bound of."""
        date = _known(reading)
        when: Sayable = date.first
        if date.is_month:
            when = say("{month}/{year}", month=f"{date.first:%m}", year=f"{date.first:%Y}")
        match date.bound:
            case Bound.FROM:
                return say("from {first}", first=when)
            case Bound.UNTIL:
                return say("until {last}", last=when)
        return when

    def compared_as(self) -> Message:
        """Say what counts."""
        if self.max_age is not None:
            return say("by its age on the day of the visit")
        return say("by the day, or by the month where no day is named; how it is written does not count")

    def explain(self, standard: Reading, found: Reading) -> Message | None:
        """Say how much earlier or later it is."""
        asked, shown = _known(standard), _known(found)
        if other := instead(_SAID_BOUND, asked.bound, shown.bound):
            return other
        if shown.is_month and not asked.is_month:
            return _without_day(asked, shown)
        if asked.is_month:
            return _moved(asked, shown, _by_months(asked, shown))
        swapped = (asked.first.year, asked.first.day, asked.first.month)
        if (shown.first.year, shown.first.month, shown.first.day) == swapped:
            return say("day and month swapped")
        earlier, later = sorted((asked.first, shown.first))
        return _moved(asked, shown, _between(earlier, later))


def _without_day(asked: When, shown: When) -> Message:
    if not _months(asked.first, shown.first):
        return say("only the month, without the day")
    return both(_moved(asked, shown, _by_months(asked, shown)), say("only the month, without the day"))


def _by_months(asked: When, shown: When) -> Message:
    return say("{n} month", "{n} months", n=abs(_months(asked.first, shown.first)))


def _moved(asked: When, shown: When, time: Message) -> Message:
    return say("{time} later", time=time) if shown.first > asked.first else say("{time} earlier", time=time)


def _between(earlier: datetime.date, later: datetime.date) -> Message:
    """Return the time between two days: whole years or months, else days."""
    months = _months(earlier, later)
    if earlier.day == later.day and months:
        if months % _IN_A_YEAR == 0:
            return say("{n} year", "{n} years", n=months // _IN_A_YEAR)
        return say("{n} month", "{n} months", n=months)
    return say("{n} day", "{n} days", n=(later - earlier).days)


def _months(earlier: datetime.date, later: datetime.date) -> int:
    return (later.year - earlier.year) * _IN_A_YEAR + later.month - earlier.month


def _when(text: str) -> When | Message:
    """Return what a text says, or why that cannot be told."""
    found = _first_date(text)
    if found is None:
        return _why_not(text)
    before, rest = text[: found.start()], text[found.end() :]
    if _first_date(rest) is not None or _leads_on(before):
        return say("more than one date")
    time = _TIME.match(rest)
    rest = (rest[time.end() :] if time else rest).strip(_AROUND)
    if rest and not _WORDS_BEHIND.fullmatch(rest):
        return say("more than one date") if _RANGE.match(rest) else say("there is more than a date")
    date = _date(found.groupdict())
    return date if isinstance(date, Message) else _with_words(date, before.strip())


def _first_date(text: str) -> re.Match[str] | None:
    """Return the date that begins first, the longest of those that begin there."""
    found = (shape.search(text) for shape in _SHAPES)
    return min((one for one in found if one), key=lambda one: (one.start(), -one.end()), default=None)


def _leads_on(before: str) -> bool:
    """Say whether what stands before a date is the beginning of a range: 1.-3. Mai 2026."""
    numbers = list(_NUMBER.finditer(before))
    if not numbers:
        return False
    between = before[numbers[-1].end() :]
    return bool(_RANGE.search(between)) or not re.search(r"[^\W\d_]{2}", between)


def _date(said: Mapping[str, str | None]) -> When | Message:
    """Return the days that day, month and year make, or why there are none."""
    year = (said.get("year") or "").lstrip("'\u2019")
    ordinal, digits = said.get("ordinal"), said.get("day")
    day = _ORDINALS[ordinal] if ordinal else int(digits) if digits else None
    month = _MONTHS[said["name"] or ""] if said.get("name") else int(said.get("month") or 0)
    if not 1 <= month <= _IN_A_YEAR:
        return say("there is no month {month}; the day comes before the month", month=month)
    try:
        first, last = _days(int(year) + (_CENTURY if len(year) < len("2026") else 0), month, day)
    except ValueError:
        return say("that month has no such day in that year")
    return When(first, last)


def _with_words(date: When, before: str) -> When | Message:
    """Return the date with what the words before it say of it."""
    weekday = _WEEKDAY.search(before)
    if weekday and not date.is_month:
        if _WEEKDAYS[weekday["weekday"]] != date.first.weekday():
            return say("{day} is no '{weekday}'", day=date.first, weekday=weekday["weekday"].capitalize())
        before = before[: weekday.start()].rstrip(" ,(")
    vague = _VAGUE.search(before) or (_NO_MONTH.search(before) if date.is_month else None)
    if vague:
        return say("'{word}' leaves open which day is meant", word=vague["word"])
    while bound := _BOUND.search(before):
        if contradict(date.bound, _BOUNDS[bound["bound"]]):
            return _not_known(bound["bound"])
        date, before = replace(date, bound=_BOUNDS[bound["bound"]]), before[: bound.start()].rstrip(" ,(")
    label = _SAYS_OF_WHEN.match(before)
    before = _NUMBER_OF.sub(" ", before[label.end() :] if label else before)
    other = unknown_word(before)
    return date if other is None else _not_known(other)


def _not_known(word: str) -> Message:
    return say("it is not known what '{word}' says of the date", word=word[:_SHOWN])


def _why_not(text: str) -> Message:
    if _WITHOUT_YEAR.search(text):
        return say("the year is missing")
    if re.fullmatch(r"\D*[0-9]{4}\D*", text):
        return say("only a year")
    return say("there is no date")
