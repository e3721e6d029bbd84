"""The balance: what is positive, neutral and negative in each source, never added up over sources."""

import pytest

from tests.surveys.asked import result_with, survey, table
from tests.workspaces import ENGLISH, Case
from tpm_audit.charts.chart import Chart
from tpm_audit.model.result import Result
from tpm_audit.pages.balance import balance, balances_of_touchpoints

AUDITED: Case = {
    "checklists": {"care": {"criteria": {"clear": {"ask": "Clear?"}, "kind": {"ask": "Kind?", "scale": "rating-1-5"}}}},
    "visits": [
        {"touchpoint": "contact", "channel": "website", "answers": {"clear": "pass", "kind": 1}, "emotion": -1},
        {"touchpoint": "shop", "channel": "website", "answers": {"clear": "fail", "kind": 3}, "emotion": 2},
    ],
}
SATISFIED: Case = {"q": {"measures": "csat", "columns": {"A": "contact", "B": "shop"}}}


def rows_of(chart: Chart) -> dict[str, tuple[str, ...]]:
    assert chart.table is not None
    return {name: tuple("" if cell is None else cell.text for cell in cells) for name, cells in chart.table.rows}


def of(questions: Case, heading: str, *rows: str) -> Result:
    return result_with(survey(questions), table(heading, *rows), case=AUDITED)


def test_each_source_is_counted_by_itself() -> None:
    questions: Case = {
        **SATISFIED,
        "nps": {"measures": "nps", "column": "N"},
        "feel": {"measures": "emotion", "columns": {"F": "contact"}},
        "why": {"measures": "reason", "column": "W", "codes": {"slow": {"words": ["slow"], "tone": "negative"}}},
    }
    result = of(questions, "A,B,N,F,W", *["5,1,9,-2,slow"] * 15, *["3,2,7,0,x"] * 5)
    (section,) = balance(result, ENGLISH)
    assert rows_of(section.chart) == {
        "Auditors: criteria": ("50.0%", "25.0%", "25.0%", "4"),
        "Auditors: emotion": ("50.0%", "0.0%", "50.0%", "2"),
        "Customers: emotion": ("75.0%", "25.0%", "0.0%", "20"),
        "Customers: satisfaction (CSAT)": ("50.0%", "12.5%", "37.5%", "40"),
        "Customers: recommendation (NPS)": ("0.0%", "25.0%", "75.0%", "20"),
        "Customers: reasons": ("100.0%", "0.0%", "0.0%", "15"),
    }
    assert section.chart.sentence == (
        "More is negative than positive in: Auditors: criteria, Customers: emotion, Customers: satisfaction (CSAT), "
        "Customers: reasons."
    )


def test_a_touchpoint_has_its_own() -> None:
    charts = balances_of_touchpoints(of(SATISFIED, "A,B", *["5,1"] * 20), ENGLISH)
    assert set(charts) == {"contact", "shop"}
    assert rows_of(charts["shop"])["Auditors: criteria"] == ("50.0%", "50.0%", "0.0%", "2")
    assert rows_of(charts["contact"])["Customers: satisfaction (CSAT)"] == ("0.0%", "0.0%", "100.0%", "20")
    assert charts["shop"].sentence == (
        "More is negative than positive in: Auditors: criteria, Customers: satisfaction (CSAT)."
    )
    assert charts["contact"].sentence == "More is negative than positive in: Auditors: emotion."


@pytest.mark.parametrize("few", [4, 19])
def test_what_few_answered_has_no_share_of_a_balance(few: int) -> None:
    result = of(SATISFIED, "A,B", *["5,1"] * few)
    (section,) = balance(result, ENGLISH)
    assert set(rows_of(section.chart)) == {"Auditors: criteria", "Auditors: emotion"}
    assert balances_of_touchpoints(result, ENGLISH) == {}


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [("1", "In each source more is negative than positive."), ("5", "In no source more is negative than positive.")],
)
def test_all_or_none_is_said_so(answers: str, sentence: str) -> None:
    questions: Case = {**SATISFIED, "nps": {"measures": "nps", "column": "A"}}
    asked = {**questions, "q": {"measures": "csat", "columns": {"B": "shop"}}}
    rows = [f"{0 if answers == '1' else 10},{answers}"] * 20
    (section,) = balance(result_with(survey(asked), table("A,B", *rows)), ENGLISH)
    assert section.chart.sentence == sentence


def test_one_source_alone_makes_no_balance() -> None:
    result = result_with(survey(SATISFIED), table("A,B", *["5,1"] * 6))
    assert list(balance(result, ENGLISH)) == []
    assert balances_of_touchpoints(result, ENGLISH) == {}
