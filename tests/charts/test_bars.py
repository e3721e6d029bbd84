import json
from dataclasses import replace
from fractions import Fraction
from typing import Any

import plotly.graph_objects as go
import pytest

from tests.charts.test_heatmaps import contrast
from tests.pages.small_result import figures, finding, group, nothing_yet, small_result, words
from tpm_audit.charts.chart import Chart, TableCell, tick_labels
from tpm_audit.charts.finding_pareto import finding_pareto
from tpm_audit.charts.phase_scores import phase_scores
from tpm_audit.language.catalogue import Language
from tpm_audit.model.entry import Severity
from tpm_audit.model.findings import SubjectKind
from tpm_audit.model.result import FindingRecord, Result
from tpm_audit.source.message import say

ENGLISH = Language("en")
CHARTS = {phase_scores: ["bar"], finding_pareto: ["bar", "scatter"]}


def figure_of(chart: Chart) -> Any:
    assert chart.figure is not None
    return json.loads(json.dumps(chart.figure))


def phases(**shares: Fraction | None) -> Result:
    scored = tuple(replace(group(id_, id_.title()), figures=figures(share, None)) for id_, share in shares.items())
    return replace(small_result(), phases=scored)


def findings(*about: tuple[str, Severity]) -> Result:
    found = tuple(
        finding(f"TPC001-{n:010}", say("it differs"), severity, fact, "x") for n, (fact, severity) in enumerate(about)
    )
    return replace(small_result(), findings=found)


@pytest.mark.parametrize(("make", "types"), CHARTS.items())
@pytest.mark.parametrize("language", ["en", "de"])
def test_figures_are_what_plotly_knows(make: Any, types: list[str], language: str) -> None:
    figure = figure_of(make(small_result(), Language(language)))
    assert [trace.type for trace in go.Figure(figure).data] == types


@pytest.mark.parametrize("make", CHARTS)
def test_without_data_there_is_a_sentence_and_no_figure(make: Any) -> None:
    chart = make(nothing_yet(), ENGLISH)
    assert (chart.figure, chart.table) == (None, None)
    assert chart.sentence.endswith(".")


@pytest.mark.parametrize("make", CHARTS)
@pytest.mark.parametrize(("palette", "page"), [("light", "#ffffff"), ("dark", "#1e2129")])
def test_bars_and_lines_stand_out_from_the_page(make: Any, palette: str, page: str) -> None:
    """What is told apart by its colour alone has a contrast of 3; a bar has an outline besides."""
    for trace in figure_of(make(small_result(), ENGLISH))["data"]:
        outline = trace["marker"].get("line", {}).get("color")
        drawn = outline or trace["meta"][palette]["marker"]["color"]
        assert contrast(drawn, page) >= 3


def test_scores_of_phases_are_bars_in_the_colour_of_their_band() -> None:
    chart = phase_scores(phases(before=Fraction(1, 2), during=Fraction(19, 20), after=None), ENGLISH)
    figure = figure_of(chart)
    bars = figure["data"][0]
    assert bars["y"] == ["before", "during"]
    assert bars["x"] == [0.5, 0.95]
    assert bars["text"] == ["50.0%", "95.0%"]
    assert bars["marker"]["color"] == ["#b4530a", "#2a6ebb"]
    assert [line["x0"] for line in figure["layout"]["shapes"]] == [0.7, 0.9]
    assert chart.sentence == "Before scores lowest with 50.0% (4 items), During highest with 95.0% (4 items)."
    assert chart.table is not None
    none = TableCell("–", heard="nothing rated")
    assert chart.table.rows[1][1][0] == TableCell("95.0%", "good")
    assert chart.table.rows[2] == ("After", (none, TableCell("0"), none))


def test_one_phase_and_phases_with_the_same_score_are_said_as_such() -> None:
    assert phase_scores(phases(before=Fraction(1, 2)), ENGLISH).sentence == "Before scores 50.0% (4 items)."
    alike = phase_scores(phases(before=Fraction(1, 2), after=Fraction(1, 2)), ENGLISH)
    assert alike.sentence.startswith("All that has a score has the same: 50.0%")


def test_a_score_is_not_rounded_onto_a_limit() -> None:
    bars = figure_of(phase_scores(phases(before=Fraction(69999, 100000)), ENGLISH))["data"][0]
    assert bars["text"] == ["69.999%"]
    assert bars["marker"]["color"] == ["#b4530a"]


def test_findings_are_counted_by_what_they_are_about_the_most_first() -> None:
    about = [("address", Severity.MAJOR), ("phone", Severity.MINOR), ("phone", Severity.MINOR)]
    chart = finding_pareto(findings(*about, ("address", Severity.INFO)), ENGLISH)
    bars, line = figure_of(chart)["data"]
    assert bars["y"] == line["y"] == ["fact/phone", "fact/address"]
    assert bars["x"] == [2, 1]
    assert line["x"] == pytest.approx([2 / 3, 1])
    assert (
        chart.sentence == "1 of 2 causes stands behind 2 of the 3 findings from minor up; most often: Phone number (2)."
    )
    assert chart.table is not None
    assert [(name, *(cell.text for cell in cells if cell)) for name, cells in chart.table.rows] == [
        ("Phone number", "2", "66.7%"),
        ("Form of address", "1", "100.0%"),
    ]


@pytest.mark.parametrize(
    ("good", "labels"), [(8, ["0.0%", "70.0%", "80.0%", "100.0%"]), (9, ["0.0%", "70.0%", "", "100.0%"])]
)
def test_the_axis_ends_at_100_per_cent(good: int, labels: list[str]) -> None:
    result = small_result()
    result = replace(result, site=replace(result.site, verdict_good=Fraction(good, 10)))
    axis = figure_of(phase_scores(result, ENGLISH))["layout"]["xaxis"]
    assert axis["tickvals"] == [0, 0.7, good / 10, 1]
    assert axis["ticktext"] == labels


def test_info_findings_count_where_there_are_no_others() -> None:
    chart = finding_pareto(findings(("phone", Severity.INFO)), ENGLISH)
    assert "1 finding of the severity info" in chart.sentence


def test_of_many_causes_the_rest_is_one_bar_and_stands_in_the_table() -> None:
    chart = finding_pareto(findings(*((f"f{n}", Severity.MINOR) for n in range(30))), ENGLISH)
    bars, line = figure_of(chart)["data"]
    assert len(bars["x"]) == 10
    assert sum(bars["x"]) == 30
    assert line["x"][-1] == 1
    assert chart.table is not None
    assert len(chart.table.rows) == 30


def test_a_rule_is_the_cause_where_no_criterion_or_fact_is() -> None:
    def ownerless(found: FindingRecord) -> FindingRecord:
        return replace(found, rule="TPI001", subject=SubjectKind.TOUCHPOINT)

    result = findings(("home", Severity.MINOR), ("shop", Severity.MINOR))
    chart = finding_pareto(replace(result, findings=tuple(ownerless(one) for one in result.findings)), ENGLISH)
    assert figure_of(chart)["data"][0]["x"] == [2]


@pytest.mark.parametrize("make", CHARTS)
def test_names_are_shown_as_text(make: Any) -> None:
    hostile = words("<a href='javascript:x'>x</a>")
    result = small_result()
    result = replace(
        result,
        phases=tuple(replace(phase, name=hostile) for phase in result.phases),
        facts=tuple(replace(fact, name=hostile) for fact in result.facts),
    )
    figure = figure_of(make(result, ENGLISH))
    said = [*figure["layout"]["yaxis"]["ticktext"], *(text for trace in figure["data"] for text in trace["hovertext"])]
    assert not any("<a" in text for text in said)


@pytest.mark.parametrize(
    ("names", "labels"),
    [
        (["Shop", "Shop"], ["Shop", "Shop"]),
        (["Shop\nAutumn 2026", "Shop\nSpring 2026"], ["Shop<br>Autumn 2026", "Shop<br>Spring 2026"]),
        (["Monthly invoice for regular customers\nSpring 2026"], ["Monthly invoice…<br>Spring 2026"]),
        (
            ["Pick-up of the order at the branch Linz", "Pick-up of the order at the branch Wels"],
            ["Pick-up of the…<br>…the branch Linz", "Pick-up of the…<br>…the branch Wels"],
        ),
        (["Pick-up of the order at the branch Linz"], ["Pick-up of the<br>order at the…"]),
    ],
)
def test_labels_differ_where_names_do(names: list[str], labels: list[str]) -> None:
    assert tick_labels(names) == labels
