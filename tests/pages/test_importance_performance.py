"""What the customers' page says of importance, performance and the company's own view."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import plotly.graph_objects as go
import pytest

from tests.surveys.asked import result_with, survey, table
from tests.surveys.rated import asked, case, of
from tpm_audit.charts.chart import Chart
from tpm_audit.language.catalogue import Language
from tpm_audit.model.result import Result
from tpm_audit.pages.customer_sections import Section
from tpm_audit.pages.emotions import feelings
from tpm_audit.pages.importance_performance import importance_performance
from tpm_audit.pages.inside_outside import inside_outside
from tpm_audit.pages.names import Names, names_of

ENGLISH = Language("en")
MADE = importance_performance, inside_outside
FOUR = "9,8,5,4,6,8,4,8", "9,8,6,5,7,8,5,7"


def chart_of(
    result: Result,
    make: Callable[[Result, Names, Language], Iterator[Section]] = importance_performance,
    language: Language = ENGLISH,
) -> Chart:
    (section,) = make(result, names_of(result), language)
    return section.chart


def cells(chart: Chart, at: int) -> list[tuple[str, str | None]]:
    assert chart.table is not None
    return [(cell.text, cell.word) for cell in chart.table.rows[at][1] if cell is not None]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("data", "The lines are the means of the points, importance 6.75 and performance 6.63: some point is always"),
        ("median", "The lines are the medians of the points, importance 6.75 and performance 7.00: some point is al"),
        ("scale", "The lines are the middle of the scale, 5.00."),
    ],
)
def test_the_caption_says_where_the_lines_come_from(lines: str, said: str) -> None:
    sentence = chart_of(of("abcd", "abcd", *FOUR, crosshairs=lines)).sentence
    assert said in sentence
    assert ("always low" in sentence) is (lines != "scale")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (FOUR, "Where to begin: A. It is important to customers"),
        (["9,9,5,4,3,4,8,8"] * 2, "Where to begin: A, B. They are important to customers"),
        (["9,8,3,4,9,8,3,4"] * 2, "Nothing is important to customers and done less well than other things."),
        (["9,8,3,4,9,8,3,4", "9,8,3,4,9,8,3,8"], "An interval of D reaches over a line: it could as well"),
        (["9,8,3,4,9,8,3,4", "9,8,3,4,9,8,6,8"], "Intervals of C, D reach over a line: they could as well"),
    ],
)
def test_the_caption_is_made_from_the_data(rows: list[str], said: str) -> None:
    assert said in chart_of(of("abcd", "abcd", *rows)).sentence


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["9,9,5,4,3,4,8,8"] * 2, "Where to begin: A, B. They are important to customers, and not done well."),
        (["9,8,6,7,9,8,7,6"] * 2, "Nothing is important to customers and not done well."),
    ],
)
def test_with_the_middle_of_the_scale_nothing_is_held_against_the_rest(rows: list[str], said: str) -> None:
    assert chart_of(of("abcd", "abcd", *rows, crosshairs="scale")).sentence.startswith(said)


def test_a_guess_of_the_company_is_hollow_and_never_where_to_begin() -> None:
    chart = chart_of(of("bcd" + "e", "abcde", "8,5,4,5,2,8,4,8,5", "8,6,5,5,2,8,5,7,5"))
    assert "Hollow: A, with the company's own guess" in chart.sentence
    assert "Where to begin" not in chart.sentence
    assert (chart.key[0].sign, chart.key[0].word) == ("1", "A (the company's own guess)")
    assert cells(chart, 0)[0] == ("9", "the company's own guess")
    assert cells(chart, 0)[2][0] == "\N{EN DASH}"


@pytest.mark.parametrize(
    ("result", "said"),
    [
        (of("a", "a", "9,5", "8,4"), "customers were asked both about 1 touchpoint, and it takes 4."),
        (of("abc", "abc", *["9,5,5,8,4,4"] * 3), "customers were asked both about 3 touchpoints, and it takes 4."),
        (
            of("abcd", "abcd", "9,5,5,8,4,4,4,5", "9,5,,8,4,4,4,5"),
            "enough customers answered both about 3 of 4 touchpoints, and it takes 4.",
        ),
    ],
)
def test_of_too_few_it_is_said_why_there_is_no_chart(result: Result, said: str) -> None:
    chart = chart_of(result)
    assert chart.sentence == f"There is no chart: {said}"
    assert chart.figure is None
    assert chart.table is not None


@pytest.mark.parametrize("questions", [("abcde", ""), ("", "abcde"), ("ab", "cde")])
def test_where_nobody_asked_both_nothing_is_said(questions: tuple[str, str]) -> None:
    result = of(*questions, "5,5,5,5,5", "6,6,6,6,6")
    assert list(importance_performance(result, names_of(result), ENGLISH)) == []


def test_a_gap_says_whose_it_is() -> None:
    chart = chart_of(of("abcd", "abcd", *FOUR, "9,,,,8,,,"))
    assert cells(chart, 1) == [
        ("8.00", "2 answers, for orientation"),
        ("8.00", "2 answers, for orientation"),
        ("0.00", "2 answered both"),
        ("Keep it up", None),
    ]
    apart = chart_of(of("a", "a", "9,", "8,", ",6", ",7"))
    assert cells(apart, 0)[2] == ("+2.00", "of different people, so without an interval")


def test_inside_and_outside_name_the_largest_gap_either_way() -> None:
    chart = chart_of(of("abe", "", "7,5,4", "8,6,6"), inside_outside)
    assert chart.sentence == (
        "Most overrated by the company: A, 9 against 7.50 (+1.50). "
        "Most underrated by the company: E, 2 against 5.00 (\N{MINUS SIGN}3.00). "
        "Where the interval holds 0, there may be no gap at all: A, E."
    )
    assert cells(chart, 0)[0] == ("9", "one view")
    assert cells(chart, 0)[1][1] == "[1.15; 10.00], 2 answers, for orientation"


def test_a_company_that_overrates_all_underrates_nothing() -> None:
    chart = chart_of(of("a", "", "7", "7"), inside_outside)
    assert chart.sentence.startswith("Most overrated by the company: A, 9 against 7.00 (+2.00). The company underr")


def felt(*answers: str, **more: Any) -> Result:
    visits = [{"touchpoint": one, "channel": "website", "emotion": "1"} for one in "abc"]
    tree = survey({"q": {"measures": "emotion", "columns": {"A": "a", "B": "b", "D": "d"}}})
    return result_with(tree, table("A,B,D", *answers), case={**case(**more), "visits": visits})


def test_feelings_are_told_side_by_side() -> None:
    chart = chart_of(felt("1,-1,1", "2,-2,1", "2,-1,1"), feelings)
    assert chart.sentence == (
        "Customers feel best at A (2), and worst at B (\N{MINUS SIGN}1). The last that they tell of is D (1). "
        "Customers and auditors are furthest apart at B: by 2. "
        "Answers of customers: 6 positive, 0 neutral, 3 negative. "
        "Visits of auditors: 3 positive, 0 neutral, 0 negative."
    )
    assert cells(chart, 1)[:2] == [("\N{MINUS SIGN}1", "3 answers, for orientation"), ("0 / 0 / 3", None)]
    assert chart.figure is not None
    traces = json.loads(json.dumps(chart.figure))["data"]
    assert [trace["x"] for trace in traces] == [[1, 1, 1, None], [2, -1, None, 1]]


@pytest.mark.parametrize("least", [4, 99])
def test_of_too_few_customers_no_feelings_are_told(least: int) -> None:
    result = felt("1,-1,1", "2,-2,1", least=least)
    assert list(feelings(result, names_of(result), ENGLISH)) == []


@pytest.mark.parametrize("code", ["en", "de"])
def test_figures_are_what_plotly_knows(code: str) -> None:
    language = Language(code)
    both = result_with(
        survey(asked("abcd", "abcde")), table("Ia,Ib,Ic,Id,Pa,Pb,Pc,Pd,Pe", *[f"{FOUR[0]},7"] * 2), case=case()
    )
    for result, make in ((both, importance_performance), (both, inside_outside), (felt("1,-1,1", "2,0,1"), feelings)):
        chart = chart_of(result, make, language)
        assert chart.figure is not None
        drawn = go.Figure(json.loads(json.dumps({"data": chart.figure["data"], "layout": chart.figure["layout"]})))
        assert {trace.type for trace in drawn.data} == {"scatter"}
        assert chart.sentence.endswith(".")
