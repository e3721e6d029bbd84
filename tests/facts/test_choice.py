import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.facts.asking import Asked, ask, fact_of

ADDRESS = ask("choice", {"values": ["du", "sie"]})
LOGO = ask("choice", {"values": ["Logo 2019", "Logo 2024", "ohne Claim", "Weiß auf Blau"]})
SHOWN = ask("choice", {"values": ["ja", "nein", "yes", "no"]})

SAME = [
    (ADDRESS, "du", "du"),
    (ADDRESS, "du", "Du"),
    (ADDRESS, "du", "DU"),
    (ADDRESS, "sie", " Sie"),
    (ADDRESS, "sie", "SIE\n"),
    (ADDRESS, "sie", "sie\u00a0"),
    (ADDRESS, "sie", "s\u00adie"),
    (LOGO, "Logo 2024", "logo 2024"),
    (LOGO, "Logo 2024", "Logo  2024"),
    (LOGO, "Logo 2024", "Logo\u00a02024"),
    (LOGO, "Logo 2024", "ＬＯＧＯ ２０２４"),
    (LOGO, "ohne Claim", "Ohne claim"),
    (LOGO, "Weiß auf Blau", "weiss auf blau"),
    (LOGO, "Weiß auf Blau", "WEISS AUF BLAU"),
    (SHOWN, "ja", "Ja"),
    (SHOWN, "no", "No"),
    (ADDRESS, "du", "dU"),
    (ADDRESS, "du", "\tdu\n"),
    (ADDRESS, "du", "d\u200bu"),
    (ADDRESS, "sie", "Ｓｉｅ"),
    (ADDRESS, "sie", "\ufeffsie"),
    (ADDRESS, "sie", "s\u2060ie"),
    (LOGO, "Logo 2019", "LOGO 2019"),
    (LOGO, "Logo 2019", "logo\n2019"),
    (LOGO, "Logo 2024", "Logo\u202f2024"),
    (LOGO, "Logo 2024", "Logo\t2024"),
    (LOGO, "ohne Claim", "OHNE CLAIM"),
    (LOGO, "Weiß auf Blau", "weiß  auf  blau"),
    (SHOWN, "nein", "NEIN"),
    (SHOWN, "yes", "Yes "),
]

DIFFERENT = [
    (ADDRESS, "du", "sie"),
    (ADDRESS, "Du", "SIE"),
    (LOGO, "Logo 2019", "Logo 2024"),
    (LOGO, "logo 2019", "Logo  2024"),
    (LOGO, "Logo 2019", "ohne Claim"),
    (LOGO, "Logo 2024", "Weiß auf Blau"),
    (SHOWN, "ja", "nein"),
    (SHOWN, "yes", "no"),
    (SHOWN, "ja", "yes"),
    (SHOWN, "nein", "no"),
    (ADDRESS, " du ", "Sie"),
    (ADDRESS, "DU", "sie"),
    (ADDRESS, "dU", "SIE\n"),
    (ADDRESS, "d\u200bu", "sie"),
    (LOGO, "Logo 2019", "Weiß auf Blau"),
    (LOGO, "Logo 2024", "ohne Claim"),
    (LOGO, "LOGO 2024", "logo 2019"),
    (LOGO, "ohne Claim", "Weiß auf Blau"),
    (LOGO, "ohne claim", "logo 2019"),
    (LOGO, "weiss auf blau", "Logo 2019"),
    (LOGO, "WEISS AUF BLAU", "ohne claim"),
    (LOGO, "Logo\u00a02024", "Logo 2019"),
    (SHOWN, "ja", "no"),
    (SHOWN, "yes", "nein"),
    (SHOWN, "Ja", "Nein"),
    (SHOWN, "YES", "NO"),
    (SHOWN, "nein", "yes"),
    (SHOWN, "no", "ja"),
    (SHOWN, "JA", "YES"),
    (SHOWN, "Nein", "No"),
]

UNREADABLE = [
    (ADDRESS, "ihr", "it is not one of: du, sie"),
    (ADDRESS, "du und sie", "it is not one of: du, sie"),
    (ADDRESS, "Sie-Form", "it is not one of: du, sie"),
    (ADDRESS, "", "it is not one of: du, sie"),
    (ADDRESS, "d u", "it is not one of: du, sie"),
    (LOGO, "2024", "it is not one of: Logo 2019, Logo 2024, ohne Claim, Weiß auf Blau"),
    (SHOWN, "vielleicht", "it is not one of: ja, nein, yes, no"),
]


@pytest.mark.parametrize(("fact", "one", "other"), SAME)
def test_these_are_the_same_choice(fact: Asked, one: str, other: str) -> None:
    assert fact.same(one, other)


@pytest.mark.parametrize(("fact", "one", "other"), DIFFERENT)
def test_these_are_other_choices(fact: Asked, one: str, other: str) -> None:
    assert not fact.same(one, other)
    assert fact.explained(one, other) is None


@pytest.mark.parametrize(("fact", "written", "why"), UNREADABLE)
def test_these_are_no_choices(fact: Asked, written: str, why: str) -> None:
    assert fact.why_not(written) == why


def test_the_value_is_the_declared_spelling() -> None:
    assert LOGO.reading("WEISS  auf blau").value == "Weiß auf Blau"


@pytest.mark.parametrize("values", [None, [], ["du"], ["du", "Du"], ["du", "sie", " SIE "], "du", [""]])
def test_a_choice_needs_at_least_two_values(values: object) -> None:
    with pytest.raises(ValidationError):
        fact_of("choice", {} if values is None else {"values": values})


@given(st.sampled_from(["du", "sie"]), st.lists(st.booleans(), min_size=3, max_size=3))
def test_capitals_change_nothing(value: str, capitals: list[bool]) -> None:
    written = "".join(sign.upper() if capital else sign for sign, capital in zip(value, capitals, strict=False))
    assert ADDRESS.reading(written).value == value
