"""What the customers' page says of importance, performance and the company's own view."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import plotly.graph_objects as go
import pytest

from tests.surveys.asked import result_with, survey, table
from tests.surveys.rated import asked, case, of
from tests.workspaces import Case
from tpm_audit.charts.chart import Chart
from tpm_audit.language.catalogue import Language
from tpm_audit.model.result import Result
from tpm_audit.pages import touchpoints
from tpm_audit.pages.customer_sections import Section
from tpm_audit.pages.emotions import feelings, feelings_of_auditors
from tpm_audit.pages.importance_performance import importance_performance
from tpm_audit.pages.inside_outside import inside_outside
from tpm_audit.pages.names import Names, names_of
from tpm_audit.pages.page import TOUCHPOINTS
from tpm_audit.render.templates import Templates

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


@pytest.mark.parametrize("questions", [("abcde", ""), ("", "abcde")])
def test_where_nobody_asked_both_nothing_is_said(questions: tuple[str, str]) -> None:
    result = of(*questions, "5,5,5,5,5", "6,6,6,6,6")
    assert list(importance_performance(result, names_of(result), ENGLISH)) == []


def apart(*about: Case) -> Result:
    """Return what both was asked of: importance of the first, performance of the second."""
    both = zip(("importance", "performance"), about, strict=True)
    tree = survey({id_: {"measures": id_, "column": "Q", **one} for id_, one in both})
    return result_with(tree, table("Q,x", "5,.", "4,."), case=case())


WHOLE: Case = {"about": "a"}
ON_WEBSITE: Case = {"about": {"touchpoint": "a", "channel": "website"}}
OTHER: Case = {"about": "b"}


@pytest.mark.parametrize(
    ("result", "said"),
    [
        (
            apart(WHOLE, ON_WEBSITE),
            "A: importance was asked of the touchpoint as a whole, performance of the channel ",
        ),
        (apart({**WHOLE, "scale": "1-5"}, WHOLE), "A: importance was asked from 1 to 5, performance from 0 to 10."),
        (
            apart(WHOLE, OTHER),
            "Customers were asked of some touchpoints how important they are, and of others how",
        ),
    ],
)
def test_what_was_asked_otherwise_is_said_where_it_gives_no_chart(result: Result, said: str) -> None:
    chart = chart_of(result)
    assert chart.sentence.startswith(f"There is no chart. {said}")
    assert chart.figure is None


def test_what_was_asked_otherwise_is_said_with_the_chart() -> None:
    asked_e = {"measures": "importance", "column": "E", "about": {"touchpoint": "e", "channel": "website"}}
    tree = survey({**asked("abcd", "abcde"), "e": asked_e})
    heading = ",".join([f"{side}{one}" for side, things in (("I", "abcd"), ("P", "abcde")) for one in things] + ["E"])
    chart = chart_of(result_with(tree, table(heading, *["9,8,5,4,6,8,4,8,5,5"] * 2), case=case()))
    assert chart.figure is not None
    assert chart.sentence.endswith(
        "Not held against each other: E: importance was asked of the channel Website, performance of the touchpoint as "
        "a whole."
    )


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


def test_a_gap_without_an_interval_is_named_apart() -> None:
    chart = chart_of(of("ae", "", "7,5", "7,6"), inside_outside)
    assert chart.sentence.endswith("no gap at all: E. Without an interval, how far chance reaches is not known: A.")


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
        "Customers feel best at A (2), and worst at B (\N{MINUS SIGN}1). The last of their way is D (1). "
        "Customers and auditors are furthest apart at B: by 2. "
        "Answers of customers: 6 positive, 0 neutral, 3 negative. "
        "Visits of auditors: 3 positive, 0 neutral, 0 negative."
    )
    assert cells(chart, 1)[:2] == [("\N{MINUS SIGN}1", "3 answers, for orientation"), ("0 / 0 / 3", None)]
    assert chart.figure is not None
    traces = json.loads(json.dumps(chart.figure))["data"]
    assert [trace["x"] for trace in traces] == [[1, 1, 1, None], [2, -1, None, 1]]


def test_two_questions_about_one_touchpoint_are_told_apart() -> None:
    asked = {
        id_: {"measures": "emotion", "about": "a", "column": id_, "wording": f"How was {id_}? (-2 bad, 2 good)"}
        for id_ in ("x", "y")
    }
    chart = chart_of(result_with(survey(asked), table("x,y", "2,-2", "2,-2"), case=case()), feelings)
    assert chart.sentence.startswith(
        "Customers feel best at A: How was x? (Autumn) (2), and worst at A: How was y? (Autumn) (\N{MINUS SIGN}2)."
    )


PHASES = {"a": "before", "b": "before", "c": "during"}


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (
            ("-2,2,1", "-2,2,1", "0,2,1"),
            "Answers of customers, median of each phase: before 1, during 1. Visits of auditors, median of each phase:",
        ),
        ((), "Visits of auditors, median of each phase: before 0.5, during 2."),
    ],
)
def test_a_phase_has_the_median_of_its_values_and_not_of_medians(answers: tuple[str, ...], said: str) -> None:
    things = {id_: {"name": id_.upper(), "phase": phase, "channels": ["website"]} for id_, phase in PHASES.items()}
    visits = [{"touchpoint": id_, "channel": "website", "emotion": one} for id_, one in ("a0", "b1", "c2")]
    asked = {"q": {"measures": "emotion", "columns": {one.upper(): one for one in PHASES}}}
    own = {**case(), "touchpoints": things, "visits": visits}
    result = result_with(survey(asked), table("A,B,C", *answers), case=own)
    chart = chart_of(result, feelings if answers else feelings_of_auditors)
    assert said in chart.sentence
    assert chart.table is not None
    assert [name for name, _ in chart.table.rows] == ["A", "B", "C", "Phase: before", "Phase: during"]


def test_auditors_alone_are_told_by_themselves() -> None:
    result = felt()
    assert list(feelings(result, names_of(result), ENGLISH)) == []
    chart = chart_of(result, feelings_of_auditors)
    assert chart.sentence == (
        "Auditors feel the same everywhere: 1. Visits of auditors: 3 positive, 0 neutral, 0 negative."
    )
    assert [entry.sign for entry in chart.key] == ["\N{WHITE CIRCLE}"]
    (page,) = (one for one in touchpoints.pages(result, ENGLISH) if one.path == TOUCHPOINTS)
    assert "How it feels to auditors" in Templates(ENGLISH).render(page.template, page.values, page.path)


def test_with_customers_auditors_stand_beside_them_alone() -> None:
    result = felt("1,-1,1", "2,-2,1")
    assert list(feelings_of_auditors(result, names_of(result), ENGLISH)) == []


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
