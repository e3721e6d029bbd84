"""The words, times and dates in which people write opening hours, in German, English, French and Dutch."""

import enum
import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from tpm_audit.facts.numbers import each, plain
from tpm_audit.facts.week import MONTH_WORDS, Date
from tpm_audit.source.message import Message, say


class Mark(enum.Enum):
    """What a word or sign means that is neither a day nor a time."""

    TO = enum.auto()
    DASH = enum.auto()  # "to", or nothing
    AND = enum.auto()
    COMMA = enum.auto()
    SEMICOLON = enum.auto()
    LINE = enum.auto()  # the end of one
    BETWEEN = enum.auto()
    CLOSED = enum.auto()
    ALL_DAY = enum.auto()
    UNKNOWN = enum.auto()
    BREAK = enum.auto()
    EXCEPT = enum.auto()


class Other(enum.Enum):
    """Days that are no single day of the week."""

    HOLIDAYS = enum.auto()
    SATURDAY_PERHAPS = enum.auto()  # unless the text says more of Saturday
    SATURDAY_UNKNOWN = enum.auto()
    THE_REST = enum.auto()


Key: TypeAlias = int | Other | Date
Chosen: TypeAlias = frozenset[Key]


class UnclearError(Exception):
    """A text that cannot be read, and why."""

    def __init__(self, why: Message) -> None:
        super().__init__(why.text)
        self.why = why


class Half(enum.Enum):
    """Half of the day."""

    MORNING = enum.auto()
    AFTERNOON = enum.auto()


@dataclass(frozen=True, slots=True)
class Clock:
    """A time as written; ``sure`` where it can be but one time of the day, ``length`` where it may be a duration."""

    hour: int
    minute: int
    half: Half | None = None
    sure: bool = False
    length: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """A part of a text and its meaning."""

    text: str
    means: Chosen | Clock | Half | Mark


_DUTCH = frozenset(each("wo do vr za zo woensdag donderdag vrijdag zaterdag zondag", None))
_DAYS: Final = (
    "mo mon monday montag maandag lundi lun",
    "tu tue tues tuesday di dienstag dinsdag mardi mar",
    "we wed weds wednesday mi mittwoch wo woe woensdag mercredi mer",
    "th thu thur thurs thursday do donnerstag don donderdag jeudi jeu",
    "fr fri friday freitag vr vrij vrijdag vendredi ven",
    "sa sat saturday samstag sams sonnabend za zat zaterdag samedi sam",
    "su sun sunday so son sonntag sonn zo zon zondag dimanche dim",
)
_SHORTEST: Final = len("lundi")  # from here on a word is no abbreviation and has a plural
_ENDINGS: Final = ("", "s", "e", "en", "'s")
_MONDAY_TO_FRIDAY: Final[Chosen] = frozenset(range(5))
_EVERY_DAY: Final[Chosen] = frozenset(range(7))
_HOLIDAYS: Final[Chosen] = frozenset({Other.HOLIDAYS})
_CHOSEN: Final[Mapping[str, Chosen]] = {
    **{
        word + ending: frozenset({day})
        for day, words in enumerate(_DAYS)
        for word in words.split()
        for ending in (_ENDINGS if len(word) >= _SHORTEST else ("",))
    },
    **each("daily täglich tägl tgl dagelijks", _EVERY_DAY),
    **each("weekday weekdays workdays arbeitstag arbeitstags arbeitstage arbeitstagen", _MONDAY_TO_FRIDAY),
    **each(
        "werktag werktags werktage werktagen wochentag wochentags wochentage wochentagen",
        _MONDAY_TO_FRIDAY | {Other.SATURDAY_PERHAPS},
    ),
    **each("weekend weekends wochenende wochenenden", frozenset({5, 6})),
    **each("ph holiday holidays feiertag feiertags feiertage feiertagen feiert fei ft feestdag feestdagen", _HOLIDAYS),
    **each("heiligabend", frozenset({Date(0, 12, 24)})),
    **each("silvester", frozenset({Date(0, 12, 31)})),
    **each("neujahr", frozenset({Date(0, 1, 1)})),
    "the_rest": frozenset({Other.THE_REST}),
}
_MARKS: Final[Mapping[str, Mark]] = {
    "-": Mark.DASH,
    **each("bis to till until til thru through tot à au", Mark.TO),
    **each("& + / und u and sowie et en auch also", Mark.AND),
    ",": Mark.COMMA,
    ";": Mark.SEMICOLON,
    **each("| • · ●", Mark.LINE),
    **each("zwischen between", Mark.BETWEEN),
    **each("off closed geschlossen zu ruhetag fermé gesloten", Mark.CLOSED),
    "unknown": Mark.UNKNOWN,
    **each("except außer ausser ausgenommen sauf", Mark.EXCEPT),
    "all_day": Mark.ALL_DAY,
    **each("mittagspause mittagssperre mittagsruhe pause lunch_break", Mark.BREAK),
}
_HALVES: Final[Mapping[str, Half]] = {
    **each("vormittag vormittags morning mornings", Half.MORNING),
    **each("nachmittag nachmittags afternoon afternoons", Half.AFTERNOON),
}
_NAMED: Final[Mapping[str, Clock]] = {
    **each("noon midday", Clock(12, 0, Half.AFTERNOON)),
    **each("midnight mitternacht", Clock(12, 0, Half.MORNING)),
}
_NOTHING: Final = frozenset(
    each(
        ". : ! ( ) * uhr h open geöffnet offen öffnungszeiten öffnungszeit hours opening times von from on an am at"
        " jeden every je jeweils durchgehend ganzjährig nur only einschließlich einschl inkl the de du le uur van of"
        " ouvert",
        None,
    )
)
_VAGUE: Final = frozenset(
    each(
        "ab ca circa etwa about approx approximately around late open_end ende vereinbarung appointment bedarf anfrage"
        " request sunset sunrise dusk dawn sonnenaufgang sonnenuntergang meist meistens usually",
        None,
    )
)
_SEASONS: Final = (
    frozenset(
        each(
            "sh summer sommer winter season saison ferien schulferien sommerferien vacation term week kw gerade"
            " ungerade even odd monat month",
            None,
        )
    )
    | MONTH_WORDS.keys()
)
_PHRASES: Final = tuple(
    (re.compile(rf"(?<!\w)(?:{pattern})(?!\w)"), f" {word} ")
    for pattern, word in (
        (r"24 ?[/x] ?7 ?[/x] ?365", "daily ph all_day"),
        (r"(?:an )?365 tagen? im jahr|365 days a year", "daily ph"),
        (r"24 ?[/x] ?7|rund um die uhr|(?:a?round) the clock|always open|immer (?:geöffnet|offen)", "all_day"),
        (r"all day|ganztägig|ganztags|24 uur per dag", "all_day"),
        (r"(?:an )?(?:7|sieben|seven) (?:tagen?|days)(?: (?:die|in der|a|per|pro) (?:woche|week))?", "daily"),
        (r"jeden tag|every ?day|alle tage|an allen tagen|all week|tous les jours", "daily"),
        (r"(?:a|per|am|pro) (?:day|tag)", ""),
        (r"(?:working|business) days?", "weekdays"),
        (r"(?:bank|public|official|gesetzliche[nr]?)(?= (?:holiday|feiertag))", ""),
        (r"(?:nach|by|auf|upon)(?= (?:vereinbarung|appointment|bedarf|anfrage|request))", ""),
        (r"m ?- ?f", "weekdays"),
        (r"jours? fériés?", "ph"),
        (r"all other days|an allen anderen tagen|(?:an )?(?:übrigen?|restlichen?) tagen?", "the_rest"),
        (r"sonst|ansonsten|otherwise", "the_rest"),
        (r"open end", "open_end"),
        (r"(?:ohne|keine) mittagspause|(?:no|without(?: a)?) lunch ?break", ""),
        (r"(?:closed )?(?:for|over|during) lunch|lunch ?(?:break|time)(?: closed)?|lunch closed", "lunch_break"),
        (r"(?:über )?mittags? geschlossen", "mittagspause"),
        (r"in the(?= (?:morning|afternoon))", ""),
    )
)
# A plus sign behind hours, with nothing that it would add: 18:00-24:00+
_OPEN_END = re.compile(r"(?<=[0-9])( ?(?:uhr|h|uur|[ap]\.?m\.?))?(?:\+(?=[ ;,|)]|$)| \+(?= ?(?:[;,|)]|$)))")
_DAY_OF_MONTH = r"(?:0?[1-9]|[12][0-9]|3[01])"
_MONTH = "|".join(sorted(MONTH_WORDS, key=len, reverse=True))
_MARDI = r"mar(?![^\W\d_])"  # in French a day, so a month only in front of a number and more
_YEAR = r"20[0-9]{2}(?![0-9:.]|\ ?-)"  # not 2000-2200
_OR_AND = r"\ ?(?:-|(?P<{}>und|and|u\.|[+&/]))\ ?"
# Two digits behind "Uhr" are minutes if they are no hour, or if no span can begin with them: 8-12 Uhr 14-18 Uhr.
_SPOKEN = (
    r"(?:[0-9]{1,2}\ ?(?:uhr|h)\ (?:2[5-9]|[3-5][0-9]|[0-5][0-9](?!\ ?(?:-|bis|to|à|au)))"
    r"|(?<!-)(?<!-\ )(?<!bis\ )(?<!to\ )(?<!und\ )(?<!à\ )(?<!au\ )[0-9]{1,2}\ ?(?:uhr|h)\ [0-5][0-9])"
    rf"(?![0-9:]|\ ?(?:uhr|h)\b|\.(?!\ *(?:\Z|\|))|\ (?:{_MONTH})\b)"
)
_GERMAN_DAY = r"(?:mo|di|mi|do|fr|sa|so|[^\W\d_]+tag|wochenende)s?(?![^\W\d_])"
_WORD = re.compile(
    rf"""(?<![0-9])(?P<date>
        (?P<d>{_DAY_OF_MONTH})\.(?:{_OR_AND.format("d_and")}(?P<d_last>{_DAY_OF_MONTH})\.)?\ ?(?P<m>0?[1-9]|1[0-2])\.
            (?:\ ?(?P<y>{_YEAR}))?(?![0-9])
      | (?P<d2>{_DAY_OF_MONTH})\.?(?:{_OR_AND.format("d2_and")}(?P<d2_last>{_DAY_OF_MONTH})\.?)?\ (?!{_MARDI})
            (?P<m2>{_MONTH})\b\.?(?:\ (?P<y2>{_YEAR}))?
      | (?:(?P<y3>20[0-9]{{2}})\ )?(?<![^\W\d_])(?!{_MARDI}\.?\ [0-9]{{1,2}}(?!\ (?:[0-9]|off)))
            (?P<m3>{_MONTH})\.?\ (?P<d3>{_DAY_OF_MONTH})(?:st|nd|rd|th)?
            (?:-(?P<d3_last>{_DAY_OF_MONTH})(?![0-9:.]))?(?![0-9:]|\.[0-9])(?!-[0-9]+[:.])
    )
    | (?P<time>
        (?:(?P<spoken>{_SPOKEN})|(?P<hour>[0-9]{{1,2}})(?:[:.hu](?P<minute>[0-9]{{2}}))?|(?P<joint>[0-9]{{3,4}}))(?![0-9])
        (?:(?:\ ?(?P<half>[ap])\ ?m|\ ?(?P<dotted>[ap])\.\ ?m\.?)(?![^\W\d_])(?!\ {_GERMAN_DAY}))?
        (?:\ ?(?P<unit>uhr|o'clock|uur|hours?|hrs?|stunden|std|h)(?![^\W\d_])|u(?![\w.]))?)
    | (?P<word>[^\W\d_]{{2,12}}?(?=(?:vor|nach)mittags?(?![^\W\d_]))|[^\W\d_]+(?:[_'][^\W\d_]+)*)
    | (?P<number>[0-9]+)
    | (?P<sign>\S)""",
    re.VERBOSE,
)
A_LEAP_YEAR: Final = 2024
_LAST_HOUR = 48  # 26:00 is two in the morning
_NOON = 12
_LENGTHS = frozenset({"h", "hour", "hours", "hr", "hrs", "stunden", "std"})
_SHOWN = 60  # signs of what is not understood


def words_of(text: str) -> list[Word]:
    """Return what a text is made of; words without a meaning are left out.

    Raises:
        UnclearError: a part of it is not known.
    """
    written = " | ".join(plain(line) for line in text.splitlines())
    written = _OPEN_END.sub(r"\1 open_end", written)
    for phrase, word in _PHRASES:
        written = phrase.sub(word, written)
    found = list(_WORD.finditer(written))
    is_dutch = any(match["word"] in _DUTCH for match in found)
    words = ((match[0], _meaning(match, is_dutch=is_dutch)) for match in found)
    return [Word(text.replace("_", " "), meaning) for text, meaning in words if meaning is not None]


def _meaning(match: re.Match[str], *, is_dutch: bool) -> Chosen | Clock | Half | Mark | None:
    """Return what a part of a text means, None where it means nothing."""
    text = match[0]
    if match["date"]:
        return _dates(match)
    if match["time"]:
        return _clock(match)
    if text in _NOTHING:
        return None
    if text == "ma" and is_dutch:  # Monday in Dutch, Tuesday in French
        return _CHOSEN["mo"]
    meaning = _CHOSEN.get(text) or _MARKS.get(text) or _NAMED.get(text) or _HALVES.get(text)
    if meaning is None:
        raise UnclearError(_not_understood(text))
    return meaning


def _not_understood(text: str) -> Message:
    if text in _SEASONS:
        return say("hours that hold for a part of the year are not compared")
    if text in _VAGUE:
        return say("'{word}' leaves open when it is open", word=text.replace("_", " "))
    return say("'{word}' is neither a day nor a time that is known", word=text[:_SHOWN])


def _dates(match: re.Match[str]) -> Chosen:
    number = "" if match["m"] else "2" if match["m2"] else "3"
    month = int(match["m"]) if match["m"] else MONTH_WORDS[match[f"m{number}"]]
    day, last = int(match[f"d{number}"]), int(match[f"d{number}_last"] or match[f"d{number}"])
    year = int(match[f"y{number}"] or 0)
    if last < day or last > monthrange(year or A_LEAP_YEAR, month)[1]:
        raise UnclearError(say("there is no day '{date}'", date=match[0]))
    is_list = match["d_and"] or match["d2_and"]
    return frozenset(Date(year, month, one) for one in ((day, last) if is_list else range(day, last + 1)))


def _clock(match: re.Match[str]) -> Clock:
    whole = match["joint"] or match["spoken"]  # 0830, or 8 Uhr 30
    written, minute = (whole[:-2].rstrip(" uhr"), whole[-2:]) if whole else (match["hour"], match["minute"] or "0")
    half = match["half"] or match["dotted"]
    clock = Clock(
        int(written),
        int(minute),
        None if half is None else Half.MORNING if half == "a" else Half.AFTERNOON,
        sure=int(written) > _NOON or written.startswith("0"),
        length=match["unit"] in _LENGTHS,
    )
    latest = _NOON if half else _LAST_HOUR
    if clock.minute > 59 or clock.hour > latest or (half and not clock.hour):  # noqa: PLR2004 (minutes of an hour)
        raise UnclearError(say("'{time}' is no time of day", time=match[0]))
    return clock
