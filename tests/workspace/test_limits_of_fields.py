import datetime
from fractions import Fraction
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from tests.workspace.cases import SERVICE, TOUCHPOINTS, VISITS, base_with, problems_of, read_texts
from tpm_audit.model import codes
from tpm_audit.model.audits import Visit
from tpm_audit.model.field_types import Boolean, Day, Duration, Length, Number, Slug, Text, TimeOfDay, Unit, slugged
from tpm_audit.model.touchpoints import Touchpoint


def read(field: Any, text: object) -> object:
    return TypeAdapter(field).validate_python(text)


def code(field: object, text: object) -> str:
    """Return the code of the problem that a field has with a value."""
    with pytest.raises(ValidationError) as told:
        read(field, text)
    context = told.value.errors()[0]["ctx"]
    assert context["hint"] is not None
    return str(context["code"])


@pytest.mark.parametrize("text", ["a", "0", "2026-10", "a" * 64, "no", "1-2-3", "x--y"])
def test_id(text: str) -> None:
    assert read(Slug, text) == text


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("", "an-id"),
        ("a" * 65, "a" * 64),
        ("-a", "a"),
        ("a-", "a"),
        ("Filiale Linz", "filiale-linz"),
        ("Straße_Öst", "strasse-oest"),
        ("a\n", "a"),
        ("a.b", "a-b"),
        ("../a", "a"),
        ("日本", "an-id"),
        ("a\N{ZERO WIDTH SPACE}b", "a-b"),
        ("İstanbul", "i-stanbul"),
    ],
)
def test_not_an_id(text: str, near: str) -> None:
    assert code(Slug, text) == codes.NOT_AN_ID
    assert slugged(text) == near
    assert read(Slug, near) == near


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", Fraction(0)),
        ("-2", Fraction(-2)),
        ("+1", Fraction(1)),
        ("0.1", Fraction(1, 10)),
        ("012", Fraction(12)),
        ("1.10", Fraction(11, 10)),
        ("9" * 12, Fraction(10**12 - 1)),
        ("0." + "9" * 12, 1 - Fraction(1, 10**12)),
    ],
)
def test_number_is_exact(text: str, number: Fraction) -> None:
    assert read(Number, text) == number


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " 1",
            "1 ",
            "1e3",
            ".5",
            "5.",
            "1/2",
            "½",
            "٣",
            "１",
            "inf",
            ".inf",
            "nan",
            "0x10",
            "1_000",
            "--1",
            "1 000",
        ),
        *("9" * 13, "0." + "9" * 13, "1,5", "1.000,5", "80 %", "12:30"),
    ],
)
def test_not_a_number(text: str) -> None:
    assert code(Number, text) == codes.NOT_A_NUMBER


@pytest.mark.parametrize("text", ["true", "yes", "on", "True", "YES"])
def test_true(text: str) -> None:
    assert read(Boolean, text) is True


@pytest.mark.parametrize("text", ["false", "no", "off", "No"])
def test_false(text: str) -> None:
    assert read(Boolean, text) is False


@pytest.mark.parametrize("text", ["", "ja", "1", "0", "y", "vielleicht", "true "])
def test_neither_true_nor_false(text: str) -> None:
    assert code(Boolean, text) == codes.NOT_YES_OR_NO


@pytest.mark.parametrize("text", ["2026-10-31", "2024-02-29", "0001-01-01", "9999-12-31"])
def test_day(text: str) -> None:
    assert read(Day, text) == datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "example"),
    [
        ("31.10.2026", "2026-10-31"),
        ("5. 3. 2026", "2026-03-05"),
        ("31/10/26", "2026-10-31"),
        ("2026-1-5", "2026-01-05"),
        ("2026/01/05", "2026-01-05"),
        ("30.2.2026", "2026-10-31"),
        ("2026-13-01", "2026-10-31"),
        ("2026-02-29", "2026-10-31"),
        ("2026-W43-2", "2026-10-31"),
        ("20261031", "2026-10-31"),
        ("2026-10-31T10:00", "2026-10-31"),
        ("２０２６-10-31", "2026-10-31"),
        ("0000-01-01", "2026-10-31"),
        ("", "2026-10-31"),
        ("soon", "2026-10-31"),
    ],
)
def test_not_a_day_and_which_was_meant(text: str, example: str) -> None:
    assert code(Day, text) == codes.NOT_A_DATE
    (told,) = problems_of(base_with(VISITS, ("date: 2026-10-20", f'date: "{text or " "}"')))
    assert told.endswith(f"write year-month-day, such as {example}")


@pytest.mark.parametrize("text", ["00:00", "14:20", "23:59"])
def test_time(text: str) -> None:
    assert read(TimeOfDay, text) == text


@pytest.mark.parametrize(
    ("text", "example"),
    [
        ("9:30", "09:30"),
        ("14.20", "14:20"),
        ("9:30 Uhr", "09:30"),
        ("24:00", "14:20"),
        ("25:99", "14:20"),
        ("2 pm", "14:20"),
    ],
)
def test_not_a_time_and_which_was_meant(text: str, example: str) -> None:
    (told,) = problems_of(base_with(VISITS, ("date: 2026-10-20", f"date: 2026-10-20\n    time: {text}")))

    assert told.endswith(f"'{text}' is not a time of day | write hours and minutes, such as \"{example}\"")


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("1 h", "2024-01-31"),
        ("24 h", "2024-02-01"),
        ("30 days", "2024-03-01"),
        ("2 weeks", "2024-02-14"),
        ("1 month", "2024-02-29"),
        ("6months", "2024-07-31"),
        ("13 months", "2025-02-28"),
        ("1 year", "2025-01-31"),
        ("9999 years", "9999-12-31"),
        ("9999 weeks", "2215-09-20"),
    ],
)
def test_duration_after_a_day(text: str, after: str) -> None:
    length = read(Length, text)

    assert isinstance(length, Duration)
    assert length.after(datetime.date(2024, 1, 31)) == datetime.date.fromisoformat(after)


@pytest.mark.parametrize("unit", Unit)
@pytest.mark.parametrize("count", [1, 9999])
def test_duration_never_leaves_the_calendar(unit: Unit, count: int) -> None:
    for day in (datetime.date.min, datetime.date(9999, 11, 30), datetime.date.max):
        assert Duration((count, unit)).after(day) >= day


@pytest.mark.parametrize(
    "text", ["", "0 days", "6", "six months", "half a year", "-1 days", "10000 days", "6 Monate", "1.5 h", "٦ days"]
)
def test_not_a_duration(text: str) -> None:
    assert code(Length, text) == codes.NOT_A_DURATION


@pytest.mark.parametrize("field", [Text, Slug, Number, Boolean, Day, TimeOfDay, Length])
@pytest.mark.parametrize("found", [["a"], {"a": "b"}, [], {}])
def test_one_text_is_expected(field: object, found: object) -> None:
    assert code(field, found) == codes.WRONG_SHAPE


@pytest.mark.parametrize("text", ["", " ", "\t", "\u00a0"])
def test_text_that_says_nothing(text: str) -> None:
    assert code(Text, text) == codes.WRONG_SHAPE


@pytest.mark.parametrize(
    ("path", "old", "key", "inside", "outside"),
    [
        (TOUCHPOINTS, "importance: 8", "importance", ("0", "10", "7.5"), ("-0.1", "10.1")),
        (TOUCHPOINTS, "importance: 8", "use", ("0", "1", "0.333333333333"), ("-0.000000000001", "1.000000000001")),
        (VISITS, "auditor: a1", "auditor: a1\n    emotion", ("-2", "2", "0.5"), ("-3", "2.01")),
        (SERVICE, "weight: 2", "weight", ("0", "1000000"), ("-1", "-0.5")),
    ],
)
def test_range_of_a_number(path: str, old: str, key: str, inside: tuple[str, ...], outside: tuple[str, ...]) -> None:
    for number in inside:
        assert problems_of(base_with(path, (old, f"{key}: {number}"))) == []
    for number in outside:
        (told,) = problems_of(base_with(path, (old, f"{key}: {number}")))
        assert f": {codes.OUT_OF_RANGE} " in told


@pytest.mark.parametrize(
    "text", ["no", "012", "1.10", "12:30", "1e3", "2026-13-01", "0x1F", "y", "=1", "<b>", "{{ 7 }}"]
)
def test_text_is_kept_as_written(text: str) -> None:
    quoted = f'"{text}"' if text[0] == "{" else text
    workspace = read_texts(base_with(TOUCHPOINTS, ("name: Counter", f"name: {quoted}")))

    assert workspace.problems == ()
    assert workspace.touchpoints["counter"].name.in_language("en") == text


def test_maps_and_lists_that_were_read_cannot_be_changed() -> None:
    workspace = read_texts(base_with(TOUCHPOINTS, ("goals: [trust]", "goals: [trust, trust]")))
    visits: tuple[Visit, ...] = workspace.visits["2026-10"]
    counter: Touchpoint = workspace.touchpoints["counter"]

    assert counter.goals == ("trust", "trust")
    with pytest.raises(TypeError):
        counter.channels["x"] = counter.channels["branch"]  # type: ignore[index]  # that is the point
    with pytest.raises(ValidationError):
        visits[0].auditor = "a2"  # type: ignore[misc]  # that is the point
