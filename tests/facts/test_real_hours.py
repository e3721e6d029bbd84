"""The hours of real ticket offices, written as people of four languages write them: iRail, stations of Belgium."""

import csv
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from tpm_audit.facts.opening_times import read_timetable
from tpm_audit.facts.week import DAY, Timetable

STATIONS = Path(__file__).parents[3] / "shared/data/hours-irail/facilities.csv"
needs_stations = pytest.mark.skipif(not STATIONS.is_file(), reason="the real hours are not in this repository")
COLUMNS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NAMES = {
    "osm": ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"),
    "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    "de short": ("Mo.", "Di.", "Mi.", "Do.", "Fr.", "Sa.", "So."),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "nl": ("ma", "di", "wo", "do", "vr", "za", "zo"),
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
}

Day = tuple[str, str] | None  # opens and closes; None where it is closed
Week = tuple[Day, ...]


def weeks() -> Mapping[str, Week]:
    """Return the week of each station whose ticket office is open on some day."""
    with STATIONS.open(encoding="utf-8", newline="") as file:
        rows = {row["name"]: tuple(day(row, column) for column in COLUMNS) for row in csv.DictReader(file)}
    return {name: week for name, week in rows.items() if any(week)}


def day(row: Mapping[str, str], column: str) -> Day:
    opens, closes = row[f"sales_open_{column}"], row[f"sales_close_{column}"]
    assert bool(opens) is bool(closes)
    return (opens, closes) if opens else None


def alike(week: Week) -> Iterator[tuple[int, int, Day]]:
    """Yield the first and the last of days that follow each other and have the same hours."""
    for hours, several in itertools.groupby(enumerate(week), key=lambda one: one[1]):
        days = [number for number, _ in several]
        yield days[0], days[-1], hours


def lines(week: Week, names: tuple[str, ...], to: str, hours: Callable[[Day], str]) -> Iterable[str]:
    for first, last, open_ in alike(week):
        yield f"{names[first] if first == last else names[first] + to + names[last]} {hours(open_)}"


def clock(time: str, separator: str, *, whole: bool = True) -> str:
    hour, minute = time.split(":")
    return str(int(hour)) if whole and minute == "00" else f"{int(hour)}{separator}{minute}"


def twelve(time: str) -> str:
    hour, minute = map(int, time.split(":"))
    half = "am" if hour < 12 else "pm"
    return f"{hour % 12 or 12}{half}" if not minute else f"{hour % 12 or 12}:{minute:02}{half}"


def osm(week: Week) -> str:
    return "; ".join(lines(week, NAMES["osm"], "-", lambda day: "-".join(day) if day else "off"))


def german(week: Week) -> str:
    return ", ".join(
        lines(
            week,
            NAMES["de"],
            " bis ",
            lambda day: f"{clock(day[0], '.')} bis {clock(day[1], '.')} Uhr" if day else "geschlossen",
        )
    )


def german_sign(week: Week) -> str:
    def hours(day: Day) -> str:
        return f"{clock(day[0], ':')}–{clock(day[1], ':')}" if day else "Ruhetag"

    return "\n".join(lines(week, NAMES["de short"], "–", hours))


def german_days(week: Week) -> str:
    """Return a table of all days, as Google shows one."""
    rows = zip(NAMES["de"], week, strict=True)
    return "\n".join(f"{name}\t{f'{day[0]}–{day[1]} Uhr' if day else 'Geschlossen'}" for name, day in rows)


def english(week: Week) -> str:
    def hours(day: Day) -> str:
        return f"{twelve(day[0])} to {twelve(day[1])}" if day else "closed"

    return ", ".join(lines(week, NAMES["en"], "-", hours))


def dutch(week: Week) -> str:
    def hours(day: Day) -> str:
        if day is None:
            return "gesloten"
        opens, closes = (clock(time, "u", whole=False).removesuffix("00") for time in day)
        return f"van {opens} tot {closes}"

    return "; ".join(lines(week, NAMES["nl"], "-", hours))


def french(week: Week) -> str:
    def hours(day: Day) -> str:
        return f"de {clock(day[0], 'h', whole=False)} à {clock(day[1], 'h', whole=False)}" if day else "fermé"

    return " / ".join(lines(week, NAMES["fr"], " au ", hours))


SPELLINGS = (osm, german, german_sign, german_days, english, dutch, french)


def minutes(week: Week) -> set[int]:
    """Count the minutes one by one; what closes before it opens closes on the day after."""
    counted: set[int] = set()
    for number, hours in enumerate(week):
        if hours:
            start, end = (int(hour) * 60 + int(minute) for hour, minute in (time.split(":") for time in hours))
            counted |= {
                (number * DAY + minute) % (7 * DAY) for minute in range(start, end if end > start else end + DAY)
            }
    return counted


@needs_stations
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_ticket_office_is_read(spelling: Callable[[Week], str]) -> None:
    assert len(weeks()) == 90
    for name, week in weeks().items():
        text = spelling(week)
        known = read_timetable(text)
        assert isinstance(known, Timetable), (name, text, known)
        open_ = {
            (number * DAY + minute) % (7 * DAY)
            for number, spans in enumerate(known.days)
            for start, end in spans
            for minute in range(start, end)
        }
        assert open_ == minutes(week), (name, text)
        assert (known.saturday, known.holidays, known.dates) == (None, None, ())


@needs_stations
def test_offices_are_the_same_only_if_their_hours_are() -> None:
    known = {name: (week, read_timetable(osm(week)), read_timetable(english(week))) for name, week in weeks().items()}
    for (week, ours, _), (other, _, theirs) in itertools.product(known.values(), repeat=2):
        assert (ours == theirs) is (week == other)
