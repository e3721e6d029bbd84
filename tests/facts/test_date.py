import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.facts.asking import ask, english, fact_of

DATE = ask("date")
END = "31.12.2026"
MAY = "1. Mai 2026"

SAME = [
    (END, "31. 12. 2026"),
    (END, "31.12.26"),
    (END, "31.12.2026."),
    (END, "(31.12.2026)"),
    (END, "31/12/2026"),
    (END, "31/12/26"),
    (END, "31-12-2026"),
    (END, "2026-12-31"),
    (END, "2026/12/31"),
    (END, "2026.12.31"),
    (END, "2026-12-31T14:30:00Z"),
    (END, "2026-12-31T14:30:00.123+01:00"),
    (END, "31. Dezember 2026"),
    (END, "31.Dezember 2026"),
    (END, "31 Dezember 2026"),
    (END, "31. DEZEMBER 2026"),
    (END, "31. Dez. 2026"),
    (END, "31. Dez. 26"),
    (END, "31-Dec-2026"),
    (END, "31. Dez. ’26"),
    (END, "31\u00a0December\u00a02026"),
    (END, "31 December 2026"),
    (END, "31st of December 2026"),
    (END, "the 31st of December, 2026"),
    (END, "December 31, 2026"),
    (END, "December 31st, 2026"),
    (END, "Dec 31st, 2026"),
    (END, "Dec. 31 2026"),
    (END, "Stand: 31.12.2026"),
    (END, "Stand 31.12.2026"),
    (END, "Letzte Aktualisierung: 31. Dezember 2026"),
    (END, "zuletzt aktualisiert am 31.12.2026"),
    (END, "zuletzt am 31.12.2026 aktualisiert"),
    (END, "last updated 31 Dec 2026"),
    (END, "Last updated: 2026-12-31 14:30"),
    (END, "updated on December 31, 2026 at 2:30 pm"),
    (END, "as of 31 Dec 2026"),
    (END, "Linz, am 31. Dezember 2026"),
    (END, "AGB, Version 3.2, Stand: 31.12.2026"),
    (END, "31.12.2026, 14:30 Uhr"),
    (END, "31.12.2026 um 8 Uhr"),
    (END, "Donnerstag, 31. Dezember 2026"),
    (END, "Do., 31.12.2026"),
    (END, "Do 31.12.26"),
    (END, "Thu 31 Dec 2026"),
    (END, "Thursday, December 31, 2026"),
    (END, "Donnerstag, den 31.12.2026"),
    (END, "bis 31.12.2026"),
    (END, "gültig bis 31.12.2026"),
    ("bis 31.12.2026", "until December 31, 2026"),
    ("bis 31.12.2026", "gültig bis einschließlich Donnerstag, 31. Dezember 2026"),
    ("ab 1.5.2026", "from 1 May 2026"),
    ("ab 1.5.2026", "gültig seit 1. Mai 2026"),
    (MAY, "01.05.2026"),
    (MAY, "1.5.26"),
    (MAY, "Freitag, 1. Mai 2026"),
    (MAY, "May 1, 2026"),
    ("1. Jänner 2026", "1. Januar 2026"),
    ("1. Jänner 2026", "1 Jan 2026"),
    ("2. Feber 2026", "2. Februar 2026"),
    ("3. März 2026", "3. Maerz 2026"),
    ("3. März 2026", "March 3rd, 2026"),
    ("29.2.2028", "29 February 2028"),
    ("Dezember 2026", "12/2026"),
    ("Dezember 2026", "Dez. 2026"),
    ("Dezember 2026", "12.2026"),
    ("Dezember 2026", "2026-12"),
    ("Dezember 2026", "Stand: December 2026"),
    ("Dezember 2026", "Dez. '26"),
    ("2. Mai 2026", "zweiter Mai 2026"),
    ("2. Mai 2026", "der zweite Mai 2026"),
    ("2. Mai 2026", "am zweiten Mai 2026"),
    ("2. Mai 2026", "2nd of May 2026"),
    ("2. Mai 2026", "second of May 2026"),
    ("2. Mai 2026", "the second of May, 2026"),
    ("2. Mai 2026", "May second, 2026"),
    ("2. Mai 2026", "May the second 2026"),
    ("2. Mai 2026", "Samstag, der zweite Mai 2026"),
    ("2. Mai 2026", "bis zum zweiten Mai 2026"),
    ("1. Mai 2026", "Erster Mai 2026"),
    ("1. Mai 2026", "first May 2026"),
    ("1. Mai 2026", "am ersten Mai '26"),
    ("3. Mai 2026", "dritter Mai 2026"),
    ("7. Mai 2026", "siebter Mai 2026"),
    ("7. Mai 2026", "siebenter Mai 2026"),
    ("8. Mai 2026", "achter Mai 2026"),
    ("12. Mai 2026", "twelfth of May 2026"),
    ("16. Mai 2026", "sechzehnter Mai 2026"),
    ("17. Mai 2026", "siebzehnter Mai 2026"),
    ("20. Mai 2026", "zwanzigster Mai 2026"),
    ("21. Mai 2026", "einundzwanzigster Mai 2026"),
    ("21. Mai 2026", "twenty-first of May 2026"),
    ("22. Mai 2026", "May twenty second, 2026"),
    ("30. Mai 2026", "thirtieth May 2026"),
    ("31. Mai 2026", "einunddreißigster Mai 2026"),
    ("31. Mai 2026", "einunddreissigster Mai 2026"),
    ("31. Mai 2026", "the thirty-first of May 2026"),
    ("Mai 2026", "zweite Auflage, Mai 2026"),
    ("Mai 2026", "First published May 2026"),
    ("2. Mai 2026", "2ter Mai 2026"),
    ("2. Mai 2026", "am 2ten Mai 2026"),
    ("20. Mai 2026", "20ster Mai 2026"),
    ("2. Mai 2026", "zwoter Mai 2026"),
    (END, "Datum: 31.12.2026"),
    (END, "Erstellungsdatum: 31.12.2026"),
    (END, "Einsendeschluss: 31.12.2026"),
    (END, "Version 3.2 vom 31.12.2026"),
    (END, "Frankfurt am Main, den 31.12.2026"),
    (END, "St. Pölten, 31. Dezember 2026"),
    (END, "Alle Preise inkl. MwSt., Stand: 31.12.2026"),
    (END, "Angebot gültig bis 31.12.2026"),
    (END, "AGB gültig ab 31.12.2026"),
    (END, "spätestens 31.12.2026"),
    (END, "frühestens am 31.12.2026"),
    ("bis 31.12.2026", "spätestens 31.12.2026"),
    ("bis 31.12.2026", "bis spätestens 31.12.2026"),
    ("bis 31.12.2026", "bis (einschließlich) 31.12.2026"),
    ("bis 31.12.2026", "no later than 31 December 2026"),
    ("bis 31.12.2026", "verlängert bis 31.12.2026"),
    ("bis 31.12.2026", "ab sofort bis 31.12.2026"),
    ("ab 1.5.2026", "frühestens ab 1.5.2026"),
    ("Dezember 2026", "St. Pölten, im Dezember 2026"),
]

DIFFERENT = [
    (END, "30.12.2026", "1 day earlier"),
    (END, "11.1.2027", "11 days later"),
    (END, "20 December 2026", "11 days earlier"),
    (END, "31.12.2025", "1 year earlier"),
    (END, "31.12.2028", "2 years later"),
    (END, "31.10.2026", "2 months earlier"),
    (END, "31. Jänner 2027", "1 month later"),
    (END, "1.1.2027", "1 day later"),
    (END, "30. November 2026", "31 days earlier"),
    (END, "13.12.2026", "18 days earlier"),
    (END, "2026-12-30", "1 day earlier"),
    (END, "31.12.1926", "100 years earlier"),
    (END, "Mittwoch, 30.12.2026", "1 day earlier"),
    (END, "Stand: 1.12.2026", "30 days earlier"),
    (END, "Dezember 2026", "only the month, without the day"),
    (END, "12/2026", "only the month, without the day"),
    (END, "November 2026", "1 month earlier; only the month, without the day"),
    (END, "3/2027", "3 months later; only the month, without the day"),
    ("06.05.2026", "05.06.2026", "day and month swapped"),
    ("06.05.2026", "05/06/2026", "day and month swapped"),
    ("06.05.2026", "May 5, 2026", "1 day earlier"),
    ("06.05.2026", "05.06.2027", "395 days later"),
    (MAY, "1. Juni 2026", "1 month later"),
    (MAY, "1. April 2026", "1 month earlier"),
    (MAY, "10.5.2026", "9 days later"),
    (MAY, "2. Mai 26", "1 day later"),
    ("28.2.2026", "1.3.2026", "1 day later"),
    ("28.2.2028", "1.3.2028", "2 days later"),
    ("bis 31.12.2026", "ab 31.12.2026", "from that day on instead of until that day"),
    ("from 1 May 2026", "until 1 May 2026", "until that day instead of from that day on"),
    ("bis 31.12.2026", "bis 30.12.2026", "1 day earlier"),
    ("Dezember 2026", "November 2026", "1 month earlier"),
    ("Dezember 2026", "2.1.2027", "1 month later"),
    ("Dezember 2026", "Dezember 2027", "12 months later"),
    ("2. Mai 2026", "zwölfter Mai 2026", "10 days later"),
    ("2. Mai 2026", "zweiundzwanzigster Mai 2026", "20 days later"),
    ("2. Mai 2026", "dritter Mai 2026", "1 day later"),
    ("22. Mai 2026", "second of May 2026", "20 days earlier"),
    ("31. Mai 2026", "first of May 2026", "30 days earlier"),
    ("2. Mai 2026", "Mai 2026", "only the month, without the day"),
    ("spätestens 31.12.2026", "frühestens 31.12.2026", "from that day on instead of until that day"),
    ("bis 31.12.2026", "frühestens am 31.12.2026", "from that day on instead of until that day"),
    ("ab 1.5.2026", "by 1 May 2026", "until that day instead of from that day on"),
]

UNREADABLE = [
    ("der Zweite 2026", "only a year"),
    ("", "there is no date"),
    ("vor kurzem", "there is no date"),
    ("heute", "there is no date"),
    ("missing", "there is no date"),
    ("20261231", "there is no date"),
    ("Q4 2026", "there is no date"),
    ("31. Dezember", "the year is missing"),
    ("31.12.", "the year is missing"),
    ("December 31", "the year is missing"),
    ("Dezember 26", "the year is missing"),
    ("2026", "only a year"),
    ("© 2026 Lindner", "only a year"),
    ("31.2.2026", "that month has no such day in that year"),
    ("29. Februar 2026", "that month has no such day in that year"),
    ("0.5.2026", "that month has no such day in that year"),
    ("1.1.0000", "that month has no such day in that year"),
    ("12/31/2026", "there is no month 31; the day comes before the month"),
    ("31.13.2026", "there is no month 13; the day comes before the month"),
    ("Donnerstag, 1. Mai 2026", "2026-05-01 is no 'Donnerstag'"),
    ("Fri, 31 December 2026", "2026-12-31 is no 'Fri'"),
    ("1.-3. Mai 2026", "more than one date"),
    ("1. bis 3. Mai 2026", "more than one date"),
    ("31.12.2026 - 4.1.2027", "more than one date"),
    ("31.12.2026 oder 4.1.2027", "more than one date"),
    ("vor dem 31.12.2026", "'vor' leaves open which day is meant"),
    ("ca. 1. Mai 2026", "'ca' leaves open which day is meant"),
    ("Ende Dezember 2026", "'ende' leaves open which day is meant"),
    ("mid-May 2026", "'mid' leaves open which day is meant"),
    ("KW 12/2026", "'kw' leaves open which day is meant"),
    ("31.12.2026 Linz", "there is more than a date"),
    ("1" * 201, "the text is too long for a date"),
    ("zweiter Mai", "the year is missing"),
    ("second of May", "the year is missing"),
    ("einunddreißigster April 2026", "that month has no such day in that year"),
    ("zweiunddreißigster Mai 2026", "that month has no such day in that year"),
    ("thirty-second of May 2026", "that month has no such day in that year"),
    ("vom zweiten bis dritten Mai 2026", "more than one date"),
    ("zweiter und dritter Mai 2026", "more than one date"),
    ("first or second of May 2026", "more than one date"),
    ("first to third of May 2026", "more than one date"),
    ("1. und zweiter Mai 2026", "more than one date"),
    ("erster Montag im Mai 2026", "'montag' leaves open which day is meant"),
    ("second Friday of May 2026", "'friday' leaves open which day is meant"),
    ("erste Hälfte Mai 2026", "'hälfte' leaves open which day is meant"),
    ("first half of May 2026", "'half' leaves open which day is meant"),
    ("zweite Woche Mai 2026", "'woche' leaves open which day is meant"),
    ("second week of May 2026", "'week' leaves open which day is meant"),
    ("letzter Mai 2026", "'letzter' leaves open which day is meant"),
    ("last of May 2026", "'last' leaves open which day is meant"),
    ("Freitag, zweiter Mai 2026", "2026-05-02 is no 'Freitag'"),
    ("third Monday, May 2026", "'monday' leaves open which day is meant"),
    ("Montag, Mai 2026", "'montag' leaves open which day is meant"),
    ("2ter Mai", "the year is missing"),
    ("nicht am 31.12.2026", "it is not known what 'nicht' says of the date"),
    ("Nicht, 31.12.2026", "it is not known what 'nicht' says of the date"),
    ("kein 31.12.2026", "it is not known what 'kein' says of the date"),
    ("außer 31.12.2026", "it is not known what 'außer' says of the date"),
    ("statt 31.12.2026", "it is not known what 'statt' says of the date"),
    ("abgesagt: 31.12.2026", "it is not known what 'abgesagt' says of the date"),
    ("Abgesagt, am 31.12.2026", "it is not known what 'abgesagt' says of the date"),
    ("abgelaufen 31.12.2026", "it is not known what 'abgelaufen' says of the date"),
    ("expired 31.12.2026", "it is not known what 'expired' says of the date"),
    ("verschoben vom 31.12.2026", "it is not known what 'verschoben' says of the date"),
    ("in der Woche vom 31.12.2026", "it is not known what 'woche' says of the date"),
    ("ungültig ab 31.12.2026", "it is not known what 'ungültig' says of the date"),
    ("not by 31 December 2026", "it is not known what 'not' says of the date"),
    ("~31.12.2026", "it is not known what '~' says of the date"),
    ("spätestens ab 1.5.2026", "it is not known what 'spätestens' says of the date"),
    ("gültig ab/bis 31.12.2026", "it is not known what 'ab' says of the date"),
    ("no 31 December 2026", "it is not known what 'no' says of the date"),
    ("verlängert, nicht bis 31.12.2026", "it is not known what 'verlängert' says of the date"),
    ("nicht Dezember 2026", "it is not known what 'nicht' says of the date"),
    ("nicht Stand 31.12.2026", "it is not known what 'nicht' says of the date"),
    ("Freitag, der zweite Mai 2026", "2026-05-02 is no 'Freitag'"),
    ("Thursday, May 1, 2026", "2026-05-01 is no 'Thursday'"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_these_are_the_same_date(one: str, other: str) -> None:
    assert DATE.same(one, other)
    assert DATE.fact.satisfies(DATE.reading(one), DATE.reading(other))


@pytest.mark.parametrize(("one", "other", "why"), DIFFERENT)
def test_these_are_other_dates(one: str, other: str, why: str) -> None:
    assert not DATE.same(one, other)
    assert not DATE.fact.satisfies(DATE.reading(one), DATE.reading(other))
    assert DATE.explained(one, other) == why


@pytest.mark.parametrize(("written", "why"), UNREADABLE)
def test_these_are_no_dates(written: str, why: str) -> None:
    assert DATE.why_not(written) == why


@pytest.mark.parametrize("day", ["1.12.2026", "31. Dezember 2026", "Dezember 2026"])
def test_every_day_of_a_month_that_is_expected_will_do(day: str) -> None:
    assert DATE.fact.satisfies(DATE.reading("12/2026"), DATE.reading(day))


@pytest.mark.parametrize(("written", "year"), [("1.1.00", 2000), ("1.1.26", 2026), ("1.1.85", 2085), ("1.1.99", 2099)])
def test_two_digits_are_a_year_from_2000_on(written: str, year: int) -> None:
    assert DATE.reading(written).value == f"{year}-01-01"


VISIT = datetime.date(2026, 10, 21)


@pytest.mark.parametrize(
    ("max_age", "written", "why"),
    [
        ("12 months", "21.10.2026", None),
        ("12 months", "21.10.2025", None),
        ("12 months", "20.10.2025", "1 day older than 12 months"),
        ("12 months", "22.9.2025", "29 days older than 12 months"),
        ("12 months", "21.9.2025", "1 month older than 12 months"),
        ("12 months", "21. Juli 2025", "3 months older than 12 months"),
        ("12 months", "1.7.2025", "3 months older than 12 months"),
        ("12 months", "1.7.2020", "63 months older than 12 months"),
        ("1 year", "21.10.2025", None),
        ("1 year", "Stand: 10.10.2025", "11 days older than 1 year"),
        ("2 weeks", "7.10.2026", None),
        ("2 weeks", "6.10.2026", "1 day older than 2 weeks"),
        ("30 days", "1.1.2026", "263 days older than 30 days"),
        ("24 h", "20.10.2026", None),
        ("24 h", "19.10.2026", "1 day older than 24 hours"),
        ("12 months", "Oktober 2025", None),
        ("12 months", "September 2025", "21 days older than 12 months"),
        ("1 month", "10/2026", None),
        ("12 months", "22.10.2026", "1 day after the visit"),
        ("12 months", "1.11.2026", "11 days after the visit"),
        ("12 months", "November 2026", "11 days after the visit"),
        ("12 months", "31.12.2085", "21621 days after the visit"),
        ("9999 years", "1.1.1000", None),
    ],
)
def test_a_greatest_age_is_counted_to_the_day_of_the_visit(max_age: str, written: str, why: str | None) -> None:
    asked = ask("date", {"max_age": max_age})
    short = asked.fact.falls_short(asked.reading(written), VISIT)
    assert (short and english(short)) == why


def test_another_visit_may_judge_the_same_date_differently() -> None:
    asked = ask("date", {"max_age": "30 days"})
    found = asked.reading("1.9.2026")
    assert asked.fact.falls_short(found, datetime.date(2026, 10, 1)) is None
    assert asked.fact.falls_short(found, datetime.date(2026, 10, 2)) is not None


def test_a_greatest_age_is_the_standard_in_words() -> None:
    fact = fact_of("date", {"max_age": "12 months"})
    assert fact.demand is not None
    assert english(fact.demand) == "not older than 12 months"
    assert fact.standard_at("linz") == fact.demand
    assert fact.standard_key("linz") == ("max_age",)


def test_without_a_greatest_age_nothing_is_demanded() -> None:
    fact = fact_of("date", {"expected": END})
    assert fact.demand is None
    assert fact.falls_short(DATE.reading("1.1.1000"), VISIT) is None
    assert fact.standard_key(None) == ("expected",)


@pytest.mark.parametrize(
    "keys",
    [
        {"max_age": "soon"},
        {"max_age": "0 days"},
        {"max_age": "12 months", "expected": END},
        {"max_age": "12 months", "variants": [{"value": END}]},
        {"min": "2"},
    ],
)
def test_a_key_takes_what_it_takes(keys: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        fact_of("date", keys)


DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2099, 12, 31))
GERMAN = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()  # noqa: SIM905
ENGLISH = "Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec".split()  # noqa: SIM905
WEEKDAYS = "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split()  # noqa: SIM905


@given(DAYS)
def test_every_spelling_of_a_day_is_the_same(day: datetime.date) -> None:
    german, short = GERMAN[day.month - 1], ENGLISH[day.month - 1]
    written = [
        day.isoformat(),
        f"{day:%d.%m.%Y}",
        f"{day.day}.{day.month}.{day:%y}",
        f"{day:%d/%m/%Y}",
        f"{day.day}. {german} {day.year}",
        f"Stand: {WEEKDAYS[day.weekday()]}, {day.day}. {german.upper()} {day.year}",
        f"{day.day} {short} {day.year}, 8:05",
        f"{short}. {day.day}, {day.year}",
    ]
    assert {DATE.reading(one).value for one in written} == {day.isoformat()}


@given(DAYS, DAYS)
def test_two_days_are_the_same_only_if_they_are(one: datetime.date, other: datetime.date) -> None:
    assert DATE.same(f"{one:%d.%m.%Y}", other.isoformat()) is (one == other)


@given(DAYS, st.sampled_from(range(7)))
def test_a_day_of_the_week_has_to_fit(day: datetime.date, weekday: int) -> None:
    found = DATE.read(f"{WEEKDAYS[weekday]}, {day:%d.%m.%Y}")
    assert hasattr(found, "value") is (weekday == day.weekday())


@given(DAYS, DAYS, st.integers(1, 400))
def test_an_age_in_days_is_a_number_of_days(day: datetime.date, visit: datetime.date, most: int) -> None:
    asked = ask("date", {"max_age": f"{most} days"})
    short = asked.fact.falls_short(asked.reading(day.isoformat()), visit)
    assert (short is None) is (0 <= (visit - day).days <= most)


@given(
    st.lists(
        st.sampled_from(["31", "12", "2026", ".", "/", "-", " ", "Mai", "Fr", "bis", "ab", "um 8 Uhr", "0000", ","])
    )
)
def test_pieces_of_dates_in_any_order_break_nothing(pieces: list[str]) -> None:
    text = "".join(pieces)
    DATE.stands_anything(text, END)
    asked = ask("date", {"max_age": "9999 years"})
    found = asked.read(text)
    if hasattr(found, "value"):
        asked.fact.falls_short(asked.reading(text), VISIT)
