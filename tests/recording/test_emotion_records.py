"""How it feels at each touchpoint: customers and auditors, each for themselves."""

from fractions import Fraction
from typing import Any

import pytest

from tests.surveys.asked import files_with, result_of_files, result_with, survey, table
from tests.workspaces import Case
from tpm_audit.model.emotion_records import EmotionsRecord, Feeler

CASE: Case = {
    "site": {"settings": {"min_n": {"show": 1, "interval": 4, "plain": 100}}},
    "visits": [
        {"touchpoint": "contact", "channel": "website", "emotion": "-1"},
        {"touchpoint": "contact", "channel": "website", "emotion": "2", "basis": "assumed"},
        {"touchpoint": "shop", "channel": "website", "emotion": "1"},
    ],
}


def felt(*answers: str, case: Case | None = None, **question: Any) -> list[EmotionsRecord]:
    tree = survey({"q": {"measures": "emotion", "about": "contact", "column": "Q", **question}})
    found = result_with(tree, table("Q,x", *(f"{one},1" for one in answers)), case=case or CASE).emotions
    return [one for one in found if one.phase is None]


def test_customers_and_auditors_stand_apart() -> None:
    customers, *auditors = felt("-1", "0", "0", "1", "2", "2")
    assert (customers.of, customers.n, customers.median) == (Feeler.CUSTOMERS, 6, Fraction(1, 2))
    assert (customers.low, customers.high) == (Fraction(0), Fraction("1.75"))
    assert (customers.positive, customers.neutral, customers.negative) == (3, 2, 1)
    assert {(one.touchpoint, one.of, one.n, one.median, one.low) for one in auditors} == {
        ("contact", Feeler.AUDITORS, 1, Fraction(-1), None),
        ("shop", Feeler.AUDITORS, 1, Fraction(1), None),
    }


def test_customers_own_scale_is_told_from_minus_two_to_two() -> None:
    assert felt("1", "1", "5", "5", scale="1-5")[0].median == 0


@pytest.mark.parametrize("answers", [("2", "2", "2"), ()])
def test_of_too_few_customers_nothing_is_said(answers: tuple[str, ...]) -> None:
    found = [one for one in felt(*answers, "") if one.of is Feeler.CUSTOMERS]
    assert [(one.n, one.median, one.positive) for one in found] == [(len(answers), None, 0)]


def test_where_no_customer_was_asked_auditors_still_tell() -> None:
    tree = survey({"q": {"measures": "csat", "about": "contact", "column": "Q"}})
    found = result_with(tree, table("Q,x", "5,1"), case=CASE).emotions
    assert {(one.touchpoint or one.phase, one.of, one.median) for one in found} == {
        ("contact", Feeler.AUDITORS, Fraction(-1)),
        ("shop", Feeler.AUDITORS, Fraction(1)),
        ("before", Feeler.AUDITORS, Fraction(-1)),
        ("during", Feeler.AUDITORS, Fraction(1)),
    }


@pytest.mark.parametrize(
    ("answers", "median"),
    [
        (["-2,1,2"] * 4 + ["-2,,"] * 4, Fraction(-1, 2)),  # of the three medians it would be 1
        (["-2,2,-2"] * 3 + ["-2,2,"], Fraction(0)),  # what too few have answered counts nowhere
    ],
)
def test_a_phase_is_the_median_of_all_its_values(answers: list[str], median: Fraction) -> None:
    columns = {"A": "contact", "B": "first", "C": "second"}
    own = {"name": "X", "phase": "before", "channels": ["website"]}
    case = {**CASE, "touchpoints": dict.fromkeys(("contact", "shop", "first", "second"), own)}
    tree = survey({"q": {"measures": "emotion", "columns": columns}})
    found = result_with(tree, table("A,B,C", *answers), case=case).emotions
    (phase,) = (one for one in found if one.phase == "before" and one.of is Feeler.CUSTOMERS)
    assert phase.median == median


def test_surveys_of_one_wave_are_one_point() -> None:
    tree = survey({"q": {"measures": "emotion", "about": "contact", "column": "Q"}}, wave_of="c")
    files = files_with({"web": (tree, table("Q,x", *["1,."] * 5)), "paper": (tree, table("Q,x", *["-1,."] * 6))}, CASE)
    found = [one for one in result_of_files(files).emotions if one.phase is None and one.of is Feeler.CUSTOMERS]
    assert [(one.touchpoint, one.n, one.median) for one in found] == [("contact", 11, Fraction(-1))]


def test_surveys_of_one_wave_that_word_it_otherwise_are_not_one_point() -> None:
    asked = {"measures": "emotion", "about": "contact", "column": "Q"}
    web, paper = (
        (survey({"q": {**asked, "wording": wording}}, wave_of="c"), table("Q,x", *[f"{answer},."] * n))
        for wording, answer, n in (("How did you feel?", "1", 5), ("Were you angry?", "-1", 6))
    )
    files = files_with({"web": web, "paper": paper}, CASE)
    found = [one for one in result_of_files(files).emotions if one.phase is None and one.of is Feeler.CUSTOMERS]
    assert sorted((one.n, one.median) for one in found) == [(5, Fraction(1)), (6, Fraction(-1))]
