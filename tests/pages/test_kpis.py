"""KPIs on pages: values with unit, period and how they are known; changes named, and none of them called better."""

import html
import re
from typing import Any

import plotly.graph_objects as go
import pytest

from tests.workspaces import result_of
from tpm_audit.charts.chart import Chart
from tpm_audit.language.catalogue import Language
from tpm_audit.pages import kpis, touchpoints
from tpm_audit.pages.kpis import KpiRow, Part
from tpm_audit.render.templates import Templates

ENGLISH, GERMAN = Language("en"), Language("de")


def page_of(*several: dict[str, Any], language: Language = ENGLISH) -> Any:
    case = {"kpis": {f"k{at}": {"basis": "measured", **one} for at, one in enumerate(several)}}
    (page,) = kpis.pages(result_of({"site": {"languages": ["de", "en"]}, **case}), language)
    return page


def row_of(kpi: dict[str, Any], language: Language = ENGLISH) -> KpiRow:
    (row,) = page_of(kpi, language=language).values["rows"]
    assert isinstance(row, KpiRow)
    return row


def part_of(kpi: dict[str, Any], language: Language = ENGLISH) -> Part:
    (part,) = page_of(kpi, language=language).values["parts"]
    assert isinstance(part, Part)
    return part


@pytest.mark.parametrize(
    ("unit", "values", "english", "german"),
    [
        ("%", {"2026-Q3": "3.1"}, ("3.1%", "Q3 2026"), ("3,1\u00a0%", "3. Quartal 2026")),
        ("%", {"2026-Q2": "2.45", "2026-Q3": "3"}, ("3.00%", "Q3 2026"), ("3,00\u00a0%", "3. Quartal 2026")),
        ("s", {"2026-03": "-1200.5"}, ("−1,200.5\u00a0s", "March 2026"), ("−1.200,5\u00a0s", "März 2026")),
        (None, {"2026": "0.000000000001"}, ("0.000000000001", "2026"), ("0,000000000001", "2026")),
        ({"de": "Tage", "en": "days"}, {"2026": "999999999999"}, ("999,999,999,999\u00a0days", "2026"), None),
    ],
)
def test_a_value_is_written_as_it_was_with_unit_and_period(
    unit: Any, values: dict[str, str], english: tuple[str, str], german: tuple[str, str] | None
) -> None:
    kpi = {"kpi": "contacts", "values": values, **({} if unit is None else {"unit": unit})}
    row = row_of(kpi)
    assert (row.value, row.period) == english
    if german is not None:
        row = row_of(kpi, GERMAN)
        assert (row.value, row.period) == german


@pytest.mark.parametrize(
    ("unit", "values", "said"),
    [
        ("%", {"2026-Q2": "2.4", "2026-Q3": "3.1"}, "0.7 points more than in Q2 2026"),
        ("%", {"2026-Q2": "2", "2026-Q3": "3"}, "1 point more than in Q2 2026"),
        ("s", {"2026-05": "40", "2026-07": "29"}, "11\u00a0s less than in May 2026"),
        ("s", {"2025": "40", "2026": "40"}, "the same as in 2025"),
        ("s", {"2025": "40", "2026-Q1": "20"}, None),  # a quarter is no year
        ("s", {"2026": "40"}, None),
    ],
)
def test_a_change_is_named(unit: str, values: dict[str, str], said: str | None) -> None:
    change = row_of({"kpi": "response-time", "unit": unit, "values": values}).change
    assert (None if change is None else ENGLISH.say(change)) == said


@pytest.mark.parametrize(
    ("then", "said"),
    [
        ("2026-Q2", "1 Punkt weniger als im 2. Quartal 2026"),
        ("2026-08", "1 Punkt weniger als im August 2026"),
        ("2025", "1 Punkt weniger als 2025"),
    ],
)
def test_a_change_is_named_in_german(then: str, said: str) -> None:
    now = {"2026-Q2": "2026-Q3", "2026-08": "2026-09", "2025": "2026"}[then]
    change = row_of({"kpi": "response-time", "unit": "%", "values": {then: "3", now: "2"}}, GERMAN).change
    assert change is not None
    assert GERMAN.say(change) == said


@pytest.mark.parametrize(
    ("kpi", "aim"),
    [({"kpi": "response-time"}, "lower is better"), ({"kpi": "contacts", "better": "higher"}, "higher is better")],
)
def test_the_direction_is_that_of_the_kpi_and_not_of_the_change(kpi: dict[str, Any], aim: str) -> None:
    for values in ({"2025": 1, "2026": 2}, {"2025": 2, "2026": 1}):
        row = row_of({**kpi, "values": values})
        assert ENGLISH.say(row.aim or "") == aim


@pytest.mark.parametrize("basis", ["measured", "estimated", "assumed"])
def test_how_it_is_known_stands_beside_every_figure(basis: str) -> None:
    course = {"kpi": "roi", "basis": basis, "values": {"2025": 1, "2026": 2}}
    worth = {"kpi": "clv", "basis": basis, "inputs": {"margin": 9, "retention": 1, "discount": "0.055", "periods": 3}}
    page = page_of(course, worth)
    text = Templates(ENGLISH).render(page.template, page.values, page.path)
    assert text.count(f">{basis}</span>") == 3  # both rows, and the inputs
    (chart,) = (part.chart for part in page.values["parts"] if part.chart is not None)
    assert chart.sentence == f"From 1 (2025) to 2 (2026), {basis}; higher is better."
    (trace,) = chart.figure["data"]
    assert (trace["line"]["dash"] == "solid") == (trace["marker"]["symbol"] == "circle") == (basis == "measured")


def test_a_lifetime_value_has_its_inputs_beside_it() -> None:
    inputs = {"margin": "100", "retention": "0.8", "discount": "0.055", "periods": "5", "first": "0"}
    lines = {one.label: ENGLISH.say(one.value) for one in part_of({"kpi": "clv", "inputs": inputs}).inputs}
    assert lines == {
        "Margin of a period": "100\u00a0EUR",
        "Customers who stay from period to period": "80%",
        "Discount of a period": "5.5%",
        "Periods": "5",
        "First margin": "today",
    }
    assert row_of({"kpi": "clv", "inputs": {**inputs, "discount": "0.1"}}).value == "312.41\u00a0EUR"


def chart_of(values: dict[str, Any], language: Language = ENGLISH) -> Chart:
    chart = part_of({"kpi": "contacts", "values": values}, language).chart
    assert chart is not None
    return chart


@pytest.mark.parametrize("language", [ENGLISH, GERMAN])
def test_the_line_has_a_gap_where_a_period_is_missing(language: Language) -> None:
    values = {"2026-01": 3, "2026-02": {"value": 4, "n": 12}, "2026-04": 5, "2026-Q3": 6}
    chart = chart_of(values, language)
    drawn = go.Figure(chart.figure)
    assert list(drawn.data[0].y) == [3, 4, None, 5, None, 6]
    assert chart.table is not None
    cells = [(name, *(cell and (cell.heard or cell.text) for cell in row)) for name, row in chart.table.rows]
    none = "not said" if language is ENGLISH else "nicht angegeben"
    assert [row[1:] for row in cells] == [("3", none), ("4", "12"), ("5", none), ("6", none)]


def test_few_periods_are_named_below_many() -> None:
    values = {f"{2000 + at // 12}-{at % 12 + 1:02d}": at for at in range(300)}
    figure: Any = chart_of(values).figure
    assert len(figure["data"][0]["x"]) == len(values)
    assert figure["layout"]["xaxis"]["ticktext"][-1] == "December<br>2024"
    assert len(figure["layout"]["xaxis"]["ticktext"]) <= 5


def test_more_of_them_than_a_page_holds_are_counted() -> None:
    page = page_of(*({"kpi": "contacts", "values": {"2026": at}} for at in range(203)))
    assert len(page.values["rows"]) == 200
    assert ENGLISH.say(page.values["more"]) == "3 more, in the data"


def test_signs_in_them_are_text() -> None:
    hostile = "<script>x</script> {: onclick=x } | $&"
    kpi = {
        "name": hostile,
        "unit": hostile,
        "source": hostile,
        "description": hostile,
        "values": {"2025": 1, "2026": 2},
    }
    page = page_of(kpi)
    text = Templates(ENGLISH).render(page.template, page.values, page.path)
    assert "<script>x" not in text
    assert "{: onclick" not in re.sub(r"<script type=\"application/json\".*?</script>", "", text, flags=re.DOTALL)


def test_a_touchpoint_shows_its_own() -> None:
    given = {
        "a": {"kpi": "conversion-rate", "touchpoint": "shop", "unit": "%", "basis": "estimated", "values": {"2026": 3}},
        "b": {"kpi": "revenue", "basis": "measured", "values": {"2026": 9}},
    }
    result = result_of({"kpis": given})
    pages = {page.path: page for page in touchpoints.pages(result, ENGLISH)}
    page = pages["touchpoints/shop.html"]
    text = Templates(ENGLISH).render(page.template, page.values, page.path)
    seen = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text.partition('id="kpis"')[2] or text)).split())
    assert 'href="../kpis.html#a"' in text
    assert "3% estimated" in seen
    assert "Revenue" not in seen
    contact = pages["touchpoints/contact.html"]
    assert "KPIs" not in Templates(ENGLISH).render(contact.template, contact.values, contact.path)
    assert list(kpis.pages(result_of({}), ENGLISH)) == []
