import json
from dataclasses import replace
from typing import Any

import plotly.graph_objects as go
import pytest

from tests.pages.small_checklist import FULL, HALF, asked, criterion, words
from tests.pages.small_result import small_result
from tpm_audit.charts.chart import Chart, TableCell
from tpm_audit.charts.criterion_touchpoint import criterion_touchpoint
from tpm_audit.language.catalogue import Language
from tpm_audit.model.result import AskedRecord, Result

ENGLISH = Language("en")


def chart_of(result: Result, language: Language = ENGLISH) -> Chart:
    chart = criterion_touchpoint(result.checklists[0], result, language)
    assert chart is not None
    return chart


def trace_of(chart: Chart) -> Any:
    return json.loads(json.dumps(chart.figure))["data"][0]


def with_criteria(*places: tuple[AskedRecord, ...], once_per: str = "unit") -> Result:
    result = small_result()
    criteria = tuple(criterion(f"c{n}", f"Question {n}?", FULL, at, "Start") for n, at in enumerate(places))
    return replace(result, checklists=(replace(result.checklists[0], criteria=criteria, once_per=once_per),))


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_figure_is_one_that_plotly_knows(language: str) -> None:
    figure = json.loads(json.dumps(chart_of(small_result(), Language(language)).figure))
    assert [trace.type for trace in go.Figure(figure).data] == ["heatmap"]


def test_colours_and_signs_say_whether_it_is_as_expected() -> None:
    chart = chart_of(small_result())
    trace = trace_of(chart)
    assert trace["x"] == ["home", "shop"]
    assert trace["y"] == ["greeted", "price"]
    assert trace["text"] == [["✓", "✓"], ["▼", "?"]]
    assert trace["z"] == [[2, 2], [1, 4]]
    assert trace["hovertext"][1] == ["Price named?, Home page: 50.0%", "Price named?, Shop: not tested"]
    assert chart.sentence == "Below what is expected: 1 of 3 rated fields; most often: Price named? (1)."
    assert [one.word for one in chart.key] == ["below what is expected", "as expected", "not tested"]


def test_the_table_has_a_row_for_each_touchpoint() -> None:
    table = chart_of(small_result()).table
    assert table is not None
    assert table.head == ("Touchpoint", "Greeted at once?", "Price named?")
    full, untested = TableCell("100.0%"), TableCell("?", heard="not tested")
    assert table.rows == (("Home page", (full, TableCell("50.0%"))), ("Shop", (full, untested)))


def test_the_table_says_where_a_criterion_is_not_asked() -> None:
    table = chart_of(with_criteria((asked("home", FULL),), (asked("shop", FULL),))).table
    assert table is not None
    full = TableCell("100.0%")
    assert ([cells for _, cells in table.rows], table.gap) == ([(full, None), (None, full)], "not asked here")


def test_what_is_not_asked_somewhere_is_a_gap() -> None:
    trace = trace_of(chart_of(with_criteria((asked("home", FULL),), (asked("shop", FULL),))))
    assert trace["z"] == [[2, None], [None, 2]]


def test_an_item_below_shows_though_the_mean_is_as_expected() -> None:
    two_channels = AskedRecord("home", FULL, 2, 2, 0, 0, 1)
    assert trace_of(chart_of(with_criteria((two_channels,))))["text"] == [["▼"]]


def test_nothing_reached_and_not_applicable_have_signs_of_their_own() -> None:
    nothing = AskedRecord("home", FULL - FULL, 1, 1, 0, 0, 1)
    outside = AskedRecord("shop", None, 1, 0, 0, 1, 0)
    assert trace_of(chart_of(with_criteria((nothing, outside))))["text"] == [["✕", "–"]]


@pytest.mark.parametrize(
    ("once_per", "ids", "head"), [("channel", ["app", "web"], "Channel"), ("location", ["linz", "wels"], "Location")]
)
def test_columns_are_what_the_checklist_is_asked_once_per(once_per: str, ids: list[str], head: str) -> None:
    chart = chart_of(with_criteria(tuple(asked(id_, FULL) for id_ in ids), once_per=once_per))
    assert trace_of(chart)["x"] == ids
    assert chart.table is not None
    assert chart.table.head[0] == head
    assert chart.sentence == "All 2 rated fields are as expected."


def test_what_is_asked_once_for_the_company_has_no_chart() -> None:
    result = with_criteria((), once_per="company")
    assert criterion_touchpoint(result.checklists[0], result, ENGLISH) is None


def test_a_checklist_that_is_asked_nowhere_says_so() -> None:
    chart = chart_of(with_criteria(()))
    assert chart.figure is None
    assert chart.sentence == "None of its criteria is asked anywhere."


def test_of_many_touchpoints_those_with_most_below_are_drawn_and_the_table_goes_on() -> None:
    ids = [f"t{n}" for n in range(300)]
    low = {"t7", "t299"}
    places = tuple(asked(id_, HALF if id_ in low else FULL, below=int(id_ in low)) for id_ in ids)
    result = with_criteria(places, places)
    home = result.touchpoints[0]
    many = tuple(replace(home, id=id_, name=words(id_)) for id_ in ids)
    chart = chart_of(replace(result, touchpoints=many))
    drawn = trace_of(chart)["x"]
    assert len(drawn) == 16
    assert [id_ for id_ in drawn if id_ in low] == ["t7", "t299"]
    assert "Drawn are the 16 of 300 columns with most below." in chart.sentence
    assert chart.table is not None
    assert len(chart.table.rows) == 200
