"""How figures and days are written: methods.md, the paragraph on rounding."""

import datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpm_audit.language.catalogue import Language, rounded_to
from tpm_audit.source.message import Localised, Share, say

ENGLISH, GERMAN = Language("en"), Language("de")
SPACE = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        ("0.03125", 4, "0.0313"),  # Python's own rounding says 0.0312
        ("-0.03125", 4, "-0.0313"),
        ("0.5", 0, "1"),
        ("1.5", 0, "2"),
        ("2.5", 0, "3"),
        ("-0.5", 0, "-1"),
        ("-2.5", 0, "-3"),
        ("0.25", 1, "0.3"),
        ("2.675", 2, "2.68"),  # a float is 2.67499…
        ("1/3", 3, "0.333"),
        ("2/3", 3, "0.667"),
        ("-0.04", 1, "0.0"),
        ("-0.05", 1, "-0.1"),
        ("-1/1000000", 2, "0.00"),
        ("0", 2, "0.00"),
        ("9.995", 2, "10.00"),
        ("123456789012345678901234567890.25", 1, "123456789012345678901234567890.3"),
    ],
)
def test_half_away_from_zero_and_never_a_negative_zero(value: str, decimals: int, shown: str) -> None:
    assert str(rounded_to(Fraction(value), decimals)) == shown


@given(st.fractions(), st.integers(0, 6))
def test_what_is_shown_is_the_nearest_and_of_two_the_one_further_from_zero(value: Fraction, decimals: int) -> None:
    step = Fraction(1, 10**decimals)
    shown = Fraction(rounded_to(value, decimals))
    assert (shown / step).denominator == 1
    off = shown - value
    assert abs(off) < step / 2 or (abs(off) == step / 2 and abs(shown) > abs(value))
    assert not rounded_to(value, decimals).is_signed() or shown < 0


@pytest.mark.parametrize(
    ("value", "decimals", "english", "german"),
    [
        (Fraction("1234567.25"), 1, "1,234,567.3", "1.234.567,3"),
        (Fraction("-1234.5"), 0, "-1,235", "-1.235"),
        (999, 0, "999", "999"),
        (Fraction(-1, 3), 2, "-0.33", "-0,33"),
        (Fraction(-1, 3000), 2, "0.00", "0,00"),
    ],
)
def test_numbers_in_both_languages(value: Fraction, decimals: int, english: str, german: str) -> None:
    assert ENGLISH.number(value, decimals) == english
    assert GERMAN.number(value, decimals) == german


@pytest.mark.parametrize(
    ("share", "english", "german"),
    [("3/4", "75.0%", "75,0"), ("0.7437275", "74.4%", "74,4"), ("0.0005", "0.1%", "0,1"), ("1", "100.0%", "100,0")],
)
def test_per_cent_has_one_decimal(share: str, english: str, german: str) -> None:
    assert ENGLISH.percent(Fraction(share)) == english
    assert GERMAN.percent(Fraction(share)) == f"{german}{SPACE}%"


@pytest.mark.parametrize(
    ("share", "limits", "shown"),
    [
        ("0.8496", ["0.85"], "84.96%"),
        ("0.849999", ["0.85"], "84.9999%"),
        ("0.85", ["0.85"], "85.0%"),
        ("0.8504", ["0.85"], "85.0%"),  # shown at the limit, and at the limit it holds
        ("0.8494", ["0.85"], "84.9%"),
        ("0.6496", ["0.85", "0.65"], "64.96%"),
        ("0.8496", ["0.65"], "85.0%"),
        ("0.8496", ["0.8495"], "85.0%"),
        ("0.33338", ["1/3"], "33.34%"),
    ],
)
def test_where_rounding_would_move_a_share_across_a_limit_it_gets_more_decimals(
    share: str, limits: list[str], shown: str
) -> None:
    assert ENGLISH.percent(Fraction(share), map(Fraction, limits)) == shown


@given(st.integers(-20_000, 20_000), st.fractions(0, 1, max_denominator=1000))
def test_what_is_shown_stands_on_the_same_side_of_the_limit(off: int, limit: Fraction) -> None:
    share = limit + Fraction(off, 10_000_000)
    shown = Fraction(Decimal(ENGLISH.percent(share, [limit]).removesuffix("%"))) / 100
    assert (shown >= limit) is (share >= limit) or share == limit


def test_in_a_message_no_share_is_rounded_across_another() -> None:
    said = say("{share}, at least {limit} asked", share=Share(Fraction("0.79996")), limit=Share(Fraction("0.8")))
    assert ENGLISH.say(said) == "79.996%, at least 80.0% asked"
    alone = say("score {share}", share=Share(Fraction("0.79996")))
    assert ENGLISH.say(alone) == "score 80.0%"


@pytest.mark.parametrize(
    ("day", "english", "german"),
    [
        (datetime.date(2026, 11, 1), "1 November 2026", "1. November 2026"),
        (datetime.date(2027, 1, 31), "31 January 2027", "31. Jänner 2027"),
        (datetime.date(2026, 3, 9), "9 March 2026", "9. März 2026"),
    ],
)
def test_days_in_both_languages(day: datetime.date, english: str, german: str) -> None:
    assert (ENGLISH.say(day), GERMAN.say(day)) == (english, german)


@pytest.mark.parametrize(("n", "said"), [(0, "0 items"), (1, "1 item"), (2, "2 items"), (1000, "1,000 items")])
def test_one_and_many(n: int, said: str) -> None:
    assert ENGLISH.say(say("{n} item", "{n} items", n=n)) == said


def test_values_are_data_and_never_templates() -> None:
    assert ENGLISH.say(say("{a} {b} {c}", a="{b}", b="x")) == "{b} x {c}"
    assert GERMAN.say(say("{a}", a=(Localised({"de": "eins", "en": "one"}), 2))) == "eins, 2"
    assert GERMAN.say(Localised({"en": "one"})) == "one"


@pytest.mark.parametrize(
    ("value", "decimals", "plus", "shown"),
    [
        (Fraction(-5, 4), 1, "+", "\N{MINUS SIGN}1.3"),
        (Fraction(5, 4), 1, "+", "+1.3"),
        (Fraction(5, 4), 1, "", "1.3"),
        (Fraction(-1, 1000), 2, "+", "0.00"),
        (Fraction(1, 1000), 2, "+", "0.00"),
        (-1_000, 0, "", "\N{MINUS SIGN}1,000"),
    ],
)
def test_a_sign_is_a_minus_and_no_hyphen_and_zero_has_none(
    value: Fraction | int, decimals: int, plus: str, shown: str
) -> None:
    assert ENGLISH.signed(value, decimals, plus=plus) == shown
