from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.facts.asking import ask
from tpm_audit.facts.numbers import read_number
from tpm_audit.language.catalogue import Language

QUANTITY = ask("quantity")

SAME = [
    ("25 m²", "25m²"),
    ("25 m²", "25 m2"),
    ("25 m²", "25 m^2"),
    ("25 m²", "25 \u33a1"),
    ("25 m²", "25 qm"),
    ("25 m²", "25 Quadratmeter"),
    ("25 m²", "25 sqm"),
    ("25 m²", "25 sq m"),
    ("25 m²", "25 square metres"),
    ("25 m²", "Größe: 25 m²"),
    ("1.200 m²", "0,12 ha"),
    ("1 km²", "100 ha"),
    ("100 cm²", "0,01 m²"),
    ("20-30 m²", "zwischen 20 und 30 Quadratmetern"),
    ("250 sq ft", "250 ft²"),
    ("2 m³", "2 cbm"),
    ("2 m³", "2000 l"),
    ("500 cm³", "0,5 l"),
    ("24 h", "24h"),
    ("24 h", "24 Stunden"),
    ("24 h", "24 hours"),
    ("24 h", "1 Tag"),
    ("24 h", "one day"),
    ("24 h", "24-hour"),
    ("24 h", "24 Std."),
    ("24 h", "Antwortzeit: 24 h"),
    ("24 h", "１ Tag"),
    ("7 Tage", "1 Woche"),
    ("2 weeks", "14 calendar days"),
    ("1 h 30 min", "1,5 h"),
    ("1 h 30 min", "1.5 hours"),
    ("1 h 30 min", "eine Stunde und 30 Minuten"),
    ("90 min", "anderthalb Stunden"),
    ("90 min", "1½ h"),
    ("30 min", "half an hour"),
    ("30 min", "eine halbe Stunde"),
    ("2 Werktage", "two working days"),
    ("2 Werktage", "2 business days"),
    ("2 Werktage", "zwei Arbeitstage"),
    ("12 months", "1 year"),
    ("12 Monate", "ein Jahr"),
    ("1 Quartal", "3 Monate"),
    ("<= 24 h", "≤24h"),
    ("<= 24 h", "at most 24 hours"),
    ("<= 24 h", "höchstens 1 Tag"),
    ("<= 24 h", "max. 24 Std."),
    ("<= 24 h", "24 h max."),
    ("<= 24 h", "within a day"),
    ("<= 24 h", "innerhalb von 24 Stunden"),
    ("<= 24 h", "innerhalb eines Tages"),
    ("<= 24 h", "binnen 24 Stunden"),
    ("<= 24 h", "in 24 Stunden"),
    ("<= 24 h", "in höchstens 24 Stunden"),
    ("<= 24 h", "bis zu 24 Stunden"),
    ("<= 24 h", "up to 24 h"),
    ("<= 24 h", "nicht mehr als 24 Stunden"),
    ("<= 24 h", "24 h oder weniger"),
    ("< 5 min", "in weniger als fünf Minuten"),
    ("< 5 min", "under 5 minutes"),
    (">= 3 Jahre", "mindestens 3 Jahre"),
    (">= 3 Jahre", "min. 3 Jahre"),
    (">= 3 Jahre", "at least three years"),
    (">= 3 Jahre", "ab 3 Jahren"),
    (">= 3 Jahre", "3 years or more"),
    ("> 2 km", "mehr als 2000 m"),
    ("> 2 km", "over 2 kilometres"),
    ("1-2 days", "1–2 Tage"),
    ("1-2 days", "1 to 2 days"),
    ("1-2 days", "ein bis zwei Tage"),
    ("1-2 days", "1 Tag bis 2 Tage"),
    ("1-2 days", "zwischen 1 und 2 Tagen"),
    ("1-2 days", "between one and two days"),
    ("1-2 days", "von 24 bis 48 Stunden"),
    ("1-2 days", "within 1-2 days"),
    ("1.500 m", "1,5 km"),
    ("1.500 m", "1,500 m"),
    ("1.500 m", "1 500 m"),
    ("1.500 m", "1'500 m"),
    ("0,125 l", "125 ml"),
    ("1,250.5 g", "1.250,5 g"),
    ("750 g", "0,75 kg"),
    ("2 cm", "20 Millimeter"),
    ("1 Zoll", '1"'),
    ("99,9 %", "99.9 percent"),
    ("99,9 %", "99,9 Prozent"),
    ("-5 %", "−5%"),
    ("16 px", "16 Pixel"),
    ("54", "54 Stück"),
    ("12", "zwölf"),
]

DIFFERENT = [
    ("25 m²", "25 m", "25 m and 25 m² cannot be compared"),
    ("25 m²", "25 m³", "25 m³ and 25 m² cannot be compared"),
    ("25 m²", "2,5 m²", "2.5 m², the standard asks for 25 m²"),
    ("25 m²", "25 sq ft", "25 sq ft, the standard asks for 25 m²"),
    (">= 25 m²", "20 qm", "20 m², the standard asks for at least 25 m²"),
    ("<= 12 h", "24 h", "24 hours, the standard asks for at most 12 hours"),
    ("<= 24 h", "1-2 days", "24 to 48 hours, the standard asks for at most 24 hours"),
    ("<= 1 Tag", "1-2 days", "1 to 2 days, the standard asks for at most 1 day"),
    ("<= 1 day", "36 h", "1.5 days, the standard asks for at most 1 day"),
    ("<= 24 h", "bis zu 48 h", "at most 48 hours, the standard asks for at most 24 hours"),
    ("<= 24 h", "mehr als 2 h", "more than 2 hours, the standard asks for at most 24 hours"),
    ("<= 24 h", "2 Werktage", "2 working days and at most 24 hours cannot be compared"),
    ("<= 24 h", "24", "24 and at most 24 hours cannot be compared"),
    ("< 24 h", "<= 24 h", "at most 24 hours, the standard asks for less than 24 hours"),
    ("< 24 h", "24 h", "24 hours, the standard asks for less than 24 hours"),
    ("24 h", "<= 24 h", "at most 24 hours, the standard asks for 24 hours"),
    ("24 h", "23 h", "23 hours, the standard asks for 24 hours"),
    ("1 h", "10 min", "10 minutes, the standard asks for 1 hour"),
    ("1 h", "1 h 20 min", "80 minutes, the standard asks for 1 hour"),
    ("1 Tag", "1 Werktag", "1 working day and 1 day cannot be compared"),
    ("1 month", "30 days", "30 days and 1 month cannot be compared"),
    ("1 month", "4 weeks", "4 weeks and 1 month cannot be compared"),
    ("2 years", "18 months", "1.5 years, the standard asks for 2 years"),
    (">= 3 Jahre", "2 Jahre", "2 years, the standard asks for at least 3 years"),
    (">= 3 Jahre", "36 Tage", "36 days and at least 3 years cannot be compared"),
    ("> 3", "3", "3, the standard asks for more than 3"),
    ("> 3", ">= 3", "at least 3, the standard asks for more than 3"),
    ("1-2 days", "3 days", "3 days, the standard asks for 1 to 2 days"),
    ("1-2 days", "<= 2 days", "at most 2 days, the standard asks for 1 to 2 days"),
    ("1-2 days", ">= 1 day", "at least 1 day, the standard asks for 1 to 2 days"),
    ("750 g", "700 g", "700 g, the standard asks for 750 g"),
    ("1 kg", "750 g", "0.75 kg, the standard asks for 1 kg"),
    ("1 kg", "1 l", "1 l and 1 kg cannot be compared"),
    ("99,9 %", "99 %", "99 %, the standard asks for 99.9 %"),
    ("5 %", "5", "5 and 5 % cannot be compared"),
    ("54", "53", "53, the standard asks for 54"),
    ("2 km", "2 m", "2 m, the standard asks for 2 km"),
    ("16 px", "16 mm", "16 mm and 16 px cannot be compared"),
]

MET = [
    ("<= 24 h", "24 h"),
    ("<= 24 h", "one day"),
    ("<= 24 h", "within a day"),
    ("<= 24 h", "< 24 h"),
    ("<= 24 h", "2-4 hours"),
    ("<= 24 h", "90 Minuten"),
    ("<= 24 h", "0 h"),
    ("< 24 h", "23 h 59 min"),
    (">= 2 Jahre", "3 Jahre"),
    (">= 2 Jahre", "mehr als 2 Jahre"),
    (">= 2 Jahre", "24-36 Monate"),
    ("> 2", "> 2"),
    ("1-3 Werktage", "2 working days"),
    ("1-3 Werktage", "1 bis 2 Werktage"),
    ("0-2 days", "within 2 days"),
    ("<= 5 %", "-2 %"),
]

UNREADABLE = [
    ("ca. 25 m²", "'ca' leaves open which values are meant"),
    ("25 m²²", "raised digits stand in it"),
    ("25 min²", "raised digits stand in it"),
    ("25 h²", "raised digits stand in it"),
    ("25 m 2", "the numbers and words do not make one quantity"),
    ("25 m2,5", "the numbers and words do not make one quantity"),
    ("25 mm3", "the numbers and words do not make one quantity"),
    ("5 x 5 m", "the numbers and words do not make one quantity"),
    ("3 m 25 m²", "the numbers and words do not make one quantity"),
    ("m² 25", "the numbers and words do not make one quantity"),
    ("m²", "there is no number in it"),
    ("25 m²/h", "'/' is neither a number nor a unit that is known"),
    ("about 24 h", "'about' leaves open which values are meant"),
    ("ca. 2 Tage", "'ca' leaves open which values are meant"),
    ("~ 5 min", "'~' leaves open which values are meant"),
    ("54 Filialen", "'filialen' is neither a number nor a unit that is known"),
    ("3 Jahre Garantie", "'garantie' is neither a number nor a unit that is known"),
    ("+5 %", "'+' is neither a number nor a unit that is known"),
    ("1e5", "'e' is neither a number nor a unit that is known"),
    ("sofort", "'sofort' is neither a number nor a unit that is known"),
    ("", "there is no number in it"),
    ("Stunden", "there is no number in it"),
    ("24 h 24 h", "the numbers and words do not make one quantity"),
    ("30 min 1 h", "the numbers and words do not make one quantity"),
    ("1 h 2 kg", "the numbers and words do not make one quantity"),
    ("24 36", "the numbers and words do not make one quantity"),
    ("5 bis 3 Tage", "the numbers and words do not make one quantity"),
    ("1 Tag bis 2", "the numbers and words do not make one quantity"),
    ("1 day - 2 kg", "the numbers and words do not make one quantity"),
    ("von 24 h", "the numbers and words do not make one quantity"),
    ("between 1 and", "the numbers and words do not make one quantity"),
    ("mindestens höchstens 3", "the numbers and words do not make one quantity"),
    ("<= 3 or more", "the numbers and words do not make one quantity"),
    ("höchstens 1-2 Tage", "the numbers and words do not make one quantity"),
    ("to 3", "the numbers and words do not make one quantity"),
    ("1-", "the numbers and words do not make one quantity"),
    ("1-2-3", "the numbers and words do not make one quantity"),
    ("9" * 201, "the text is too long for a quantity"),
    ("10\u2076 km", "raised digits stand in it"),
    ("1" + 27 * "0" + " km", "the number has too many digits"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_these_are_the_same_quantity(one: str, other: str) -> None:
    assert QUANTITY.same(one, other)


@pytest.mark.parametrize(("standard", "found", "why"), DIFFERENT)
def test_these_do_not_meet_the_standard(standard: str, found: str, why: str) -> None:
    assert not QUANTITY.same(standard, found)
    assert not QUANTITY.fact.satisfies(QUANTITY.reading(standard), QUANTITY.reading(found))
    assert QUANTITY.explained(standard, found) == why


@pytest.mark.parametrize(("standard", "found"), MET)
def test_these_meet_the_standard(standard: str, found: str) -> None:
    assert QUANTITY.fact.satisfies(QUANTITY.reading(standard), QUANTITY.reading(found))


@pytest.mark.parametrize(("written", "why"), UNREADABLE)
def test_these_are_no_quantities(written: str, why: str) -> None:
    assert QUANTITY.why_not(written) == why


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("0", "0"),
        ("4,90", "4.9"),
        ("4.90", "4.9"),
        ("1.200", "1200"),
        ("1,200", "1200"),
        ("1.200,50", "1200.5"),
        ("1,200.50", "1200.5"),
        ("1'200.50", "1200.5"),
        ("1\u2019200", "1200"),
        ("1 200,5", "1200.5"),
        ("1 200,125", "1200.125"),
        ("1.200.300", "1200300"),
        ("0,125", "0.125"),
        ("1,2345", "1.2345"),
    ],
)
def test_a_number_in_german_and_english(written: str, number: str) -> None:
    assert read_number(written) == Fraction(number)


def test_a_number_with_decimals_is_said_in_the_plural() -> None:
    message = QUANTITY.fact.explain(QUANTITY.reading("1 h"), QUANTITY.reading("90 min"))
    assert message is not None
    assert Language("en").say(message) == "1.5 hours, the standard asks for 1 hour"
    assert Language("de").say(message) == "1,5 Stunden, das Soll ist 1 Stunde"


numbers = st.decimals(0, 10**6, places=2)
units = st.sampled_from(["s", "min", "h", "days", "Werktage", "Monate", "km", "kg", "ml", "%", ""])


@given(numbers, units)
def test_both_notations_are_the_same(number: Decimal, unit: str) -> None:
    english = f"{number:,.2f}"
    german = english.translate(str.maketrans(",.", ".,"))
    swiss = english.replace(",", "'")
    readings = {QUANTITY.reading(f"{spelling} {unit}").value for spelling in (english, german, swiss, f"{number}")}
    assert len(readings) == 1


@given(numbers, numbers, units)
def test_a_limit_is_met_by_what_does_not_exceed_it(limit: Decimal, number: Decimal, unit: str) -> None:
    most, least = (QUANTITY.reading(f"{sign} {limit} {unit}") for sign in ("<=", ">="))
    found = QUANTITY.reading(f"{number} {unit}")
    assert QUANTITY.fact.satisfies(most, found) is (number <= limit)
    assert QUANTITY.fact.satisfies(least, found) is (number >= limit)


@given(st.lists(numbers, min_size=4, max_size=4), units)
def test_a_range_is_met_by_what_lies_in_it(limits: list[Decimal], unit: str) -> None:
    first, second, third, fourth = sorted(limits)
    outer, inner = QUANTITY.reading(f"{first} - {fourth} {unit}"), QUANTITY.reading(f"{second} to {third} {unit}")
    assert QUANTITY.fact.satisfies(outer, inner)
    assert QUANTITY.fact.satisfies(inner, outer) is (outer.value == inner.value)
