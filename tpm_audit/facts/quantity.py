"""A quantity: how long an answer takes, how heavy a loaf is, how many branches there are.

Read are numbers with a unit (durations, lengths, areas, weights, volumes, %, px) or without one, ranges (1-2 days)
and limits: <= and at most, within, up to, höchstens, innerhalb von, bis zu; < and less than, unter; >= and at least,
mindestens, ab; > and more than, über. German and English notation will do: 1.200,5 and 1,200.5; three digits behind a
single point or comma are thousands. Numbers up to twelve may be words. A standard that is a limit or a range is met
by what allows nothing beyond it: "<= 24 h" by "within a day", not by "1-2 days". Without a standard, what allows the
same is the same. A week has 7 days and a year 12 months; a working day is no day and a month no number of days, so
these are not compared. "About 24 h" is unreadable, for nobody knows what it allows.

The key `measure` says that the number is one of a text. A visit may hold the text in place of it, `{text: …}`, at least
30 words: `readability` is the reading ease, higher is easier (Flesch in English, Amstad in German; about 60 is plain
language, below 30 hard), `sentence-length` the mean number of words in a sentence. Both are rounded to one decimal;
the longest sentence is shown. The language is the visit's, else the first of the workspace's. Syllables are counted by
groups of vowels, so that a reading ease is right to a few points.

The same: "24 h" and "1 Tag"
The same: "<= 24 h" and "innerhalb von 24 Stunden"
The same: "within a day" and "at most 24 hours"
The same: "1-2 days" and "ein bis zwei Tage"
The same: "2 Werktage" and "two working days"
The same: "1,5 km" and "1 500 m"
The same: "25 m²" and "25 Quadratmeter"
Different: "24 h" and "<= 24 h"
Different: "1 Werktag" and "1 Tag"
Different: "1 month" and "30 days"
Different: "5 %" and "5"
Different: "25 m²" and "25 m"
Unreadable: "about 24 h"
Unreadable: "so schnell wie möglich"
Unreadable: "54 Filialen"
With measure: sentence-length
The same: "<= 15" and "at most 15 words"
Different: "15" and "17.3"
Unreadable: "15 min"
"""

import enum
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Annotated, TypeAlias

from tpm_audit.facts.numbers import NUMBER, as_decimal, each, has_raised_digits, has_too_many_digits, plain, read_number
from tpm_audit.facts.passages import Span, cut
from tpm_audit.facts.readability import EASES, reading_ease, sentence_length, written
from tpm_audit.facts.sentences import in_lines, sentences
from tpm_audit.model.drawings import Mark, SampleDrawing
from tpm_audit.model.facts import Circumstances, Fact, Reading, Sampled, Unreadable
from tpm_audit.model.field_types import one_of
from tpm_audit.source.message import Message, Sayable, say

_LONGEST = 200
_FEWEST_WORDS = 30  # of a text that is measured
_MOST_WORDS = 3  # of a phrase, such as "not more than"
_DECIMALS = 100  # what a number in another unit may be a whole number of hundredths of


class Sign(enum.Enum):
    """What the words around numbers mean."""

    AT_MOST = enum.auto()
    LESS = enum.auto()
    AT_LEAST = enum.auto()
    MORE = enum.auto()
    WITHIN = enum.auto()  # a limit, unless a range or another limit follows
    FROM = enum.auto()  # a limit, unless "to" follows
    BETWEEN = enum.auto()
    UP_TO = enum.auto()  # a limit before a number, "to" between two
    TO = enum.auto()
    AND = enum.auto()
    MINUS = enum.auto()


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: units of one ``dimension`` are compared, by how many of its smallest they hold."""

    dimension: str
    size: Fraction
    one: Message

    def times(self, number: Fraction) -> Sayable:
        """Return so many of the unit in words."""
        n = number.numerator if number.denominator == 1 else as_decimal(number)
        return replace(self.one, values=(("n", n),)) if self.one.text else n


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers that a quantity allows, in the smallest unit of its dimension; None where there is no limit."""

    low: Fraction | None
    high: Fraction | None
    above: bool = False  # ``low`` itself is not allowed
    below: bool = False

    def holds(self, other: "Interval") -> bool:
        """Say whether everything that the other allows is allowed."""
        return self._starts_before(other) and self._ends_behind(other)

    def _starts_before(self, other: "Interval") -> bool:
        if self.low is None or other.low is None:
            return self.low is None
        return self.low < other.low or (self.low == other.low and (other.above or not self.above))

    def _ends_behind(self, other: "Interval") -> bool:
        if self.high is None or other.high is None:
            return self.high is None
        return self.high > other.high or (self.high == other.high and (other.below or not self.below))


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a text says: the numbers that it allows, and the unit that it says them in."""

    allowed: Interval
    unit: Unit

    def spelled(self) -> str:
        """Return the one spelling: the interval as mathematics writes it, and the dimension."""
        allowed = self.allowed
        opening, closing = "(" if allowed.above else "[", ")" if allowed.below else "]"
        low = "" if allowed.low is None else allowed.low
        high = "" if allowed.high is None else allowed.high
        return f"{opening}{low}, {high}{closing} {self.unit.dimension}".rstrip()


def _unit(dimension: str, size: int | Fraction, one: Message, words: str) -> Mapping[str, Unit]:
    return each(words, Unit(dimension, Fraction(size), one))


COUNT = Unit("", Fraction(1), Message(""))
_UNITS: Mapping[str, Unit] = {
    **_unit("time", 1, say("{n} second", "{n} seconds"), "s sec secs sek second seconds sekunde sekunden"),
    **_unit("time", 60, say("{n} minute", "{n} minutes"), "min mins minute minutes minuten"),
    **_unit(
        "time",
        3600,
        say("{n} hour", "{n} hours"),
        "h hr hrs std stdn hour hours stunde stunden stündig stündige stündigen",
    ),
    **_unit(
        "time",
        86_400,
        say("{n} day", "{n} days"),
        "d day days tag tage tagen tages tägig calendar_day calendar_days kalendertag kalendertage kalendertagen",
    ),
    **_unit("time", 604_800, say("{n} week", "{n} weeks"), "wk wks week weeks woche wochen wöchig"),
    **_unit(
        "working days",
        1,
        say("{n} working day", "{n} working days"),
        "working_day working_days business_day business_days workday workdays"
        " werktag werktage werktagen werktages werktags arbeitstag arbeitstage arbeitstagen arbeitstages"
        " bankarbeitstag bankarbeitstage bankarbeitstagen",
    ),
    **_unit("months", 1, say("{n} month", "{n} months"), "mo month months monat monate monaten monats"),
    **_unit("months", 3, say("{n} quarter", "{n} quarters"), "quarter quarters quartal quartale quartalen"),
    **_unit("months", 12, say("{n} year", "{n} years"), "yr yrs year years jahr jahre jahren jahres"),
    **_unit("length", 1, say("{n} mm"), "mm millimeter millimetre millimetres millimetern"),
    **_unit("length", 10, say("{n} cm"), "cm centimeter centimetre centimetres zentimeter zentimetern"),
    **_unit("length", 1000, say("{n} m"), "m meter metre metres meters metern"),
    **_unit("length", 1_000_000, say("{n} km"), "km kilometer kilometre kilometres kilometers kilometern"),
    **_unit("length", Fraction(127, 5), say("{n} inch", "{n} inches"), 'inch inches zoll "'),
    **_unit(
        "area", 1, say("{n} mm²"), "qmm quadratmillimeter quadratmillimetern square_millimeters square_millimetres"
    ),
    **_unit(
        "area", 100, say("{n} cm²"), "qcm quadratzentimeter quadratzentimetern square_centimeters square_centimetres"
    ),
    **_unit(
        "area",
        10**6,
        say("{n} m²"),
        "qm sqm sq_m quadratmeter quadratmetern square_meter square_meters square_metre square_metres",
    ),
    **_unit("area", 10**10, say("{n} ha"), "ha hektar hectare hectares"),
    **_unit(
        "area",
        10**12,
        say("{n} km²"),
        "qkm sq_km quadratkilometer quadratkilometern square_kilometers square_kilometres",
    ),
    **_unit("area", Fraction(9_290_304, 100), say("{n} sq ft"), "qft sqft sq_ft square_foot square_feet quadratfuß"),
    **_unit("weight", 1, say("{n} g"), "g gr gram grams gramm"),
    **_unit("weight", 1000, say("{n} kg"), "kg kilo kilos kilogram kilograms kilogramm"),
    **_unit("weight", 1_000_000, say("{n} t"), "t tonne tonnes tonnen"),
    **_unit("volume", 1, say("{n} ml"), "ml milliliter millilitre millilitres"),
    **_unit("volume", 10, say("{n} cl"), "cl zentiliter centilitre"),
    **_unit("volume", 1000, say("{n} l"), "l liter litre litres liters litern"),
    **_unit("volume", 10**6, say("{n} m³"), "cbm kubikmeter kubikmetern cubic_meters cubic_metres"),
    **_unit("pixels", 1, say("{n} px"), "px pixel pixels pixeln"),
    **_unit("%", 1, say("{n} %"), "% prozent percent per_cent"),
    **each("stück stk piece pieces pcs times mal x word words wort wörter wörtern", COUNT),
}
_COUNTED = (
    "one two three four five six seven eight nine ten eleven twelve",
    "eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
)
_NUMBERS: Mapping[str, Fraction] = {
    **{word: Fraction(number) for words in _COUNTED for number, word in enumerate(words.split(), 1)},
    **each("a an ein eine einem einen einer eines", Fraction(1)),
    **each("half_a half_an half halb halbe halben halber halbes", Fraction(1, 2)),
    **each("eine_halbe einer_halben ein_halber einen_halben einem_halben ein_halbes", Fraction(1, 2)),
    **each("anderthalb eineinhalb", Fraction(3, 2)),
    **each("zweieinhalb", Fraction(5, 2)),
}
_SIGNS: Mapping[str, Sign] = {
    **each(
        "<= =< ≤ at_most no_more_than not_more_than nicht_mehr_als maximum maximal max höchstens längstens"
        " spätestens_nach or_less or_fewer oder_weniger",
        Sign.AT_MOST,
    ),
    **each("< less_than fewer_than weniger_als kürzer_als under unter below", Sign.LESS),
    **each(
        ">= => ≥ at_least no_less_than not_less_than nicht_weniger_als minimum mindestens wenigstens or_more oder_mehr"
        " + und_mehr and_more",
        Sign.AT_LEAST,
    ),
    **each("> more_than mehr_als länger_als over über above", Sign.MORE),
    **each("in innerhalb innerhalb_von binnen within", Sign.WITHIN),
    **each("from ab", Sign.FROM),
    **each("between zwischen von", Sign.BETWEEN),
    **each("bis bis_zu up_to", Sign.UP_TO),
    **each("to", Sign.TO),
    **each("and und &", Sign.AND),
    "-": Sign.MINUS,
}
_VAGUE = frozenset(
    {
        "about",
        "approx",
        "approximately",
        "around",
        "roughly",
        "circa",
        "ca",
        "zirka",
        "etwa",
        "ungefähr",
        "rund",
        "~",
        "≈",
    }
)
_LABEL = re.compile(r"[^\W\d][^:\d<>=]{0,40}: ?")
_TOKEN = re.compile(rf"({NUMBER})|([<>]=?|=[<>]?|[^\W\d_]+|\S)")
_RAISED_POWER = re.compile(r"(?<![^\W\d_])(mm|cm|km|m|ft)([\u00b2\u00b3])(?![\u00b2\u00b3\w])", re.IGNORECASE)
_POWER = re.compile(r"(?<![^\W\d_])(mm|cm|km|m|ft)\^?([23])(?![\w^]|[.,][0-9])")
_POWERS: Mapping[tuple[str, str], str] = {  # by unit and power
    **{(unit, "2"): f"q{unit}" for unit in ("mm", "cm", "m", "km", "ft")},
    ("m", "3"): "cbm",
    ("cm", "3"): "ml",
}
_LIMITS = (Sign.AT_MOST, Sign.LESS, Sign.AT_LEAST, Sign.MORE)

Part: TypeAlias = Fraction | Unit | Sign


class Measure(enum.StrEnum):
    """What of a text is measured."""

    READABILITY = "readability"
    SENTENCE_LENGTH = "sentence-length"


class QuantityFact(Fact):
    """A fact of kind quantity."""

    measure: Annotated[Measure, one_of(Measure)] | None = None

    def read(self, text: str, circumstances: Circumstances) -> Reading | Unreadable:  # noqa: ARG002 (every kind reads alike)
        """Return the interval that the text allows, in the smallest unit of its dimension."""
        found = _quantity(text)
        if isinstance(found, Message):
            return Unreadable(text, found)
        if self.measure is not None and found.unit.dimension:
            return Unreadable(text, say("what is measured of a text has no such unit"))
        return Reading(text, found.spelled())

    @property
    def reads_samples(self) -> bool:
        """Say whether something of a text is measured."""
        return self.measure is not None

    def read_sample(self, text: str, circumstances: Circumstances) -> tuple[Sampled, ...] | Unreadable:
        """Return the measure of a text, and its longest sentence."""
        if self.measure is None:
            return super().read_sample(text, circumstances)
        language = circumstances.languages[0] if circumstances.languages else ""
        if self.measure is Measure.READABILITY and language not in EASES:
            return Unreadable(text, say("the reading ease of German and English texts only can be measured"))
        lines = in_lines(text)
        read = tuple(sentences(lines, language))
        n = sum(len(sentence.words) for sentence in read)
        if n < _FEWEST_WORDS:
            short = say(
                "too short: {n} word, at least {least} are needed",
                "too short: {n} words, at least {least} are needed",
                n=n,
                least=_FEWEST_WORDS,
            )
            return Unreadable(text, short)
        figure = reading_ease(read, language) if self.measure is Measure.READABILITY else sentence_length(read)
        shown = self.read(written(figure, language), circumstances)
        if isinstance(shown, Unreadable):
            return shown
        longest = max(read, key=lambda sentence: len(sentence.words))
        passages = cut(lines, [Span(longest.start, longest.end, Mark.TELLING)])
        return (Sampled(shown, SampleDrawing(passages, n, len(read)), tells=False),)

    def satisfies(self, standard: Reading, found: Reading) -> bool:
        """Say whether every number that ``found`` allows is allowed by the standard."""
        asked, shown = _known(standard), _known(found)
        return asked.unit.dimension == shown.unit.dimension and asked.allowed.holds(shown.allowed)

    def read_as(self, reading: Reading) -> Sayable:
        """Return the quantity in words."""
        return _said(_known(reading))

    def compared_as(self) -> Message:
        """Say what is the same, and when a limit is met; of a text what is measured."""
        if self.measure is Measure.READABILITY:
            return say("by the reading ease of a text (Flesch, in German Amstad); higher is easier")
        if self.measure is Measure.SENTENCE_LENGTH:
            return say("by the mean number of words in a sentence")
        return say("as number and unit; a limit or a range is met if every value that is allowed meets it")

    def explain(self, standard: Reading, found: Reading) -> Message | None:
        """Say both in the unit of the standard, as far as that is exact."""
        asked, shown = _known(standard), _known(found)
        if asked.unit.dimension != shown.unit.dimension:
            return say("{found} and {standard} cannot be compared", found=_said(shown), standard=_said(asked))
        converted = replace(shown, unit=asked.unit)
        return say(
            "{found}, the standard asks for {standard}",
            found=_said(converted if _is_short(converted) else shown),
            standard=_said(asked),
        )


@lru_cache(maxsize=4096)  # one of many is compared with each of the others
def _known(reading: Reading) -> Quantity:
    found = _quantity(reading.text)
    if isinstance(found, Message):
        message = f"was read before: {reading.text!r}"
        raise TypeError(message)
    return found


def _quantity(text: str) -> Quantity | Message:
    """Return what a text says, or why that cannot be told."""
    if len(text) > _LONGEST:
        return say("the text is too long for a quantity")
    text = _RAISED_POWER.sub(lambda power: f"{power[1]}^{unicodedata.digit(power[2])}", text)
    if has_raised_digits(text):
        return say("raised digits stand in it")
    if has_too_many_digits(text):
        return say("the number has too many digits")
    written = _POWER.sub(_unit_of_power, plain(text)).strip(" .;!")
    label = _LABEL.match(written)
    parts: list[Part] = []
    for part in _parts(written[label.end() :] if label else written):
        if isinstance(part, str):
            if part in _VAGUE:
                return say("'{word}' leaves open which values are meant", word=part)
            return say("'{word}' is neither a number nor a unit that is known", word=part[:60])
        parts.append(part)
    if not any(isinstance(part, Fraction) for part in parts):
        return say("there is no number in it")
    return _meant(parts) or say("the numbers and words do not make one quantity")


def _unit_of_power(power: re.Match[str]) -> str:
    """Return the unit that m² or m2 is, as a word that no number stands in."""
    return _POWERS.get((power[1], power[2]), power[0])


def _parts(written: str) -> Iterator[Part | str]:
    """Yield the numbers, units and signs of a text; a word that is none of them stands as it is."""
    tokens = [match[0] for match in _TOKEN.finditer(written)]
    position = 0
    counted = False
    while position < len(tokens):
        token = tokens[position]
        if token[0].isdecimal() and token[0].isascii():
            yield read_number(token)
            position, counted = position + 1, True
            continue
        phrases = (("_".join(tokens[position : position + size]), size) for size in range(_MOST_WORDS, 0, -1))
        known = ((meant, size) for phrase, size in phrases if (meant := _part(phrase, counted=counted)) is not None)
        part: Part | str
        part, size = next(known, (token, 1))
        yield part
        counted = counted or isinstance(part, Fraction)
        position += size
        if position < len(tokens) and tokens[position] == ".":  # of an abbreviation
            position += 1


def _part(phrase: str, *, counted: bool) -> Part | None:
    """Return what a word or phrase means; before any number "min" is no minute, and "+" no limit."""
    if not counted and phrase in {"min", "+"}:
        return Sign.AT_LEAST if phrase == "min" else None
    return _UNITS.get(phrase) or _SIGNS.get(phrase) or _NUMBERS.get(phrase)


def _meant(parts: Sequence[Part]) -> Quantity | None:
    """Return the quantity that numbers, units and signs make, None where they make none."""
    opening, rest = _opening(parts)
    last = rest[-1] if len(rest) > 1 else None
    closing = last if isinstance(last, Sign) and last in _LIMITS else None
    rest = rest[:-1] if closing else rest
    first, rest = _amount(rest)
    if first is None or (opening and closing):
        return None
    if not rest:
        return _limited(*first, opening or closing)
    joined, (second, rest) = rest[0], _amount(rest[1:])
    joins = {Sign.MINUS, Sign.TO, Sign.UP_TO} | ({Sign.AND} if opening is Sign.BETWEEN else set())
    if second is None or rest or closing or joined not in joins or opening in _LIMITS or opening is Sign.UP_TO:
        return None
    return _range(first, second)


def _opening(parts: Sequence[Part]) -> tuple[Sign | None, Sequence[Part]]:
    """Part what stands before the first number from the rest; "within" gives way to another sign."""
    signs: list[Sign] = []
    for part in parts:
        if not isinstance(part, Sign) or part is Sign.MINUS:
            break
        signs.append(part)
    rest = parts[len(signs) :]
    telling = [sign for sign in signs if sign is not Sign.WITHIN] or signs[:1]
    if len(telling) > 1 or Sign.TO in telling or Sign.AND in telling:
        return Sign.AND, ()  # two limits at once make no quantity
    return (telling[0] if telling else None), rest


def _amount(parts: Sequence[Part]) -> tuple[tuple[Fraction, Unit | None] | None, Sequence[Part]]:
    """Part the first amount from the rest: a number with its unit, or several of them, such as 1 h 30 min.

    The amount is in the smallest unit of its dimension; the unit, None where there is none, is its last.
    """
    sign = 1
    if parts and parts[0] is Sign.MINUS:
        sign, parts = -1, parts[1:]
    total, unit = Fraction(0), None
    found = False
    while parts and isinstance(parts[0], Fraction):
        number, parts = parts[0], parts[1:]
        next_unit = parts[1] if len(parts) > 1 and parts[0] is Sign.MINUS else parts[0] if parts else None  # 24-hour
        if not isinstance(next_unit, Unit):
            return ((sign * number, None), parts) if not found else (None, parts)
        if found and (unit is None or next_unit.dimension != unit.dimension or next_unit.size >= unit.size):
            return None, parts
        parts = parts[2:] if parts[0] is Sign.MINUS else parts[1:]
        total, unit, found = total + number * next_unit.size, next_unit, True
        if len(parts) > 1 and parts[0] is Sign.AND and isinstance(parts[1], Fraction) and unit.dimension == "time":
            parts = parts[1:]
    return ((sign * total, unit) if found else None), parts


def _limited(number: Fraction, unit: Unit | None, sign: Sign | None) -> Quantity | None:
    unit = unit or COUNT
    least = None if unit.dimension == "%" or number < 0 else Fraction(0)  # no time, length or count is below zero
    match sign:
        case None:
            return Quantity(Interval(number, number), unit)
        case Sign.AT_MOST | Sign.WITHIN | Sign.UP_TO:
            return Quantity(Interval(least, number), unit)
        case Sign.LESS:
            return Quantity(Interval(least, number, below=True), unit)
        case Sign.AT_LEAST | Sign.FROM:
            return Quantity(Interval(number, None), unit)
        case Sign.MORE:
            return Quantity(Interval(number, None, above=True), unit)
    return None


def _range(first: tuple[Fraction, Unit | None], second: tuple[Fraction, Unit | None]) -> Quantity | None:
    """Return what stands between two amounts; the first may leave its unit to the second."""
    (low, unit), (high, last) = first, second
    if last is None and unit is not None:
        return None
    last = last or COUNT
    low = low * last.size if unit is None else low
    if (unit or last).dimension != last.dimension or low > high:
        return None
    return Quantity(Interval(low, high), last)


def _is_short(quantity: Quantity) -> bool:
    """Say whether the limits have at most two decimals in the unit."""
    limits = (quantity.allowed.low, quantity.allowed.high)
    return all((limit * _DECIMALS / quantity.unit.size).denominator == 1 for limit in limits if limit is not None)


def _said(quantity: Quantity) -> Sayable:
    """Say a quantity in its unit."""
    allowed, unit = quantity.allowed, quantity.unit
    low = None if allowed.low is None else allowed.low / unit.size
    high = None if allowed.high is None else allowed.high / unit.size
    if high is None:
        least = unit.times(low or Fraction(0))
        return say("more than {amount}", amount=least) if allowed.above else say("at least {amount}", amount=least)
    most = unit.times(high)
    if low == high:
        return most
    if not low:
        return say("less than {amount}", amount=most) if allowed.below else say("at most {amount}", amount=most)
    return say("{low} to {high}", low=as_decimal(low), high=most)
