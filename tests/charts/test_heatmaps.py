import json
from dataclasses import replace
from fractions import Fraction
from typing import Any

import plotly.graph_objects as go
import pytest

from tests.pages.small_result import nothing_yet, score, small_result, words
from tpm_audit.charts.chart import Chart, tick_label
from tpm_audit.charts.fact_channel import fact_channel
from tpm_audit.charts.signs import SIGNS, WORST_FIRST
from tpm_audit.charts.touchpoint_channel import touchpoint_channel
from tpm_audit.language.catalogue import Language
from tpm_audit.model.outcomes import Outcome

ENGLISH = Language("en")
CHARTS = [touchpoint_channel, fact_channel]
WHITE, BLACK = "#ffffff", "#444444"  # what plotly.js writes on dark and on light cells


def figure_of(chart: Chart) -> Any:
    assert chart.figure is not None
    return json.loads(json.dumps(chart.figure))


@pytest.mark.parametrize("make", CHARTS)
@pytest.mark.parametrize("language", ["en", "de"])
def test_figures_are_what_plotly_knows(make: Any, language: str) -> None:
    figure = figure_of(make(small_result(), Language(language)))
    drawn = go.Figure(figure)
    assert [trace.type for trace in drawn.data] == ["heatmap"]


@pytest.mark.parametrize("make", CHARTS)
def test_the_table_shows_the_same_as_the_figure(make: Any) -> None:
    chart = make(small_result(), ENGLISH)
    trace = figure_of(chart)["data"][0]
    assert chart.table.head[1:] == ("App", "Website")
    for row, drawn, said in zip(chart.table.rows, trace["text"], trace["hovertext"], strict=True):
        for cell, text, hover in zip(row[1], drawn, said, strict=True):
            assert (cell is not None) == bool(text) == bool(hover)
            assert cell is None or cell.text == text or hover.endswith(cell.text)


def test_the_table_has_the_word_of_a_colour_and_says_why_a_cell_is_empty() -> None:
    small = small_result()
    home, shop = small.touchpoints
    app, website = shop.channels
    shop = replace(shop, channels=(app, replace(website, score=None)))
    chart = touchpoint_channel(replace(small, touchpoints=(home, shop)), ENGLISH)
    assert chart.table is not None
    cells = {name: [cell and (cell.word or cell.heard) for cell in row] for name, row in chart.table.rows}
    assert cells == {"Home page": [None, "good"], "Shop": ["poor", "not rated"]}
    assert chart.table.gap == "not planned"


def test_scores_fall_into_the_bands_of_the_verdict() -> None:
    chart = touchpoint_channel(small_result(), ENGLISH)
    trace = figure_of(chart)["data"][0]
    assert trace["y"] == ["home", "shop"]
    assert trace["z"] == [[None, 2], [0, 1]]
    assert trace["text"] == [["", "100.0%"], ["50.0%", "75.0%"]]
    assert chart.sentence == (
        "1 of 3 rated pairs of touchpoint and channel score below 70.0%; "
        "the lowest is Shop on the channel App with 50.0% (4 items)."
    )
    assert [(one.sign, one.word) for one in chart.key] == [
        ("< 70.0%", "poor"),
        ("≥ 70.0%", "fair"),
        ("≥ 90.0%", "good"),
    ]


@pytest.mark.parametrize("make", CHARTS)
@pytest.mark.parametrize("palette", ["light", "dark"])
def test_the_key_shows_the_colours_of_the_cells(make: Any, palette: str) -> None:
    chart = make(small_result(), ENGLISH)
    trace = figure_of(chart)["data"][0]
    scale = [colour for _, colour in trace["meta"][palette]["colorscale"]][::2]
    used = sorted({band for row in trace["z"] for band in row if band is not None})
    assert [getattr(one, palette) for one in chart.key if getattr(one, palette) in {scale[n] for n in used}] == [
        scale[band] for band in used
    ]


def test_a_score_just_below_a_limit_is_not_rounded_onto_it() -> None:
    result = small_result()
    shop = result.touchpoints[1]
    on = replace(shop.channels[0], score=replace(shop.channels[0].score, share=Fraction(69999, 100000)))  # type: ignore[type-var]
    result = replace(result, touchpoints=(replace(shop, channels=(on,)),))
    trace = figure_of(touchpoint_channel(result, ENGLISH))["data"][0]
    assert trace["text"] == [["69.999%"]]
    assert trace["z"] == [[0]]


def test_the_worst_outcome_of_a_cell_counts() -> None:
    result = small_result()
    phone = result.facts[0]
    both = replace(phone, units=tuple(replace(unit, channel="web") for unit in phone.units))
    chart = fact_channel(replace(result, facts=(both,)), ENGLISH)
    trace = figure_of(chart)["data"][0]
    assert trace["z"] == [[WORST_FIRST.index(Outcome.DIFFERS)]]
    assert trace["hovertext"] == [["Phone number, Website: differs (1 of 3)"]]
    assert chart.sentence == "1 of 1 checked pair of fact and channel deviates from the standard, most on: Website (1)."


def test_facts_without_a_standard_are_not_counted_as_checked() -> None:
    result = small_result()
    assert fact_channel(result, ENGLISH).sentence == (
        "1 of 2 checked pairs of fact and channel deviate from the standard, most on: App (1)."
    )
    unset = replace(result, facts=result.facts[1:])
    assert fact_channel(unset, ENGLISH).sentence.startswith("No standard is set")


@pytest.mark.parametrize("make", CHARTS)
def test_without_data_there_is_a_sentence_and_no_figure(make: Any) -> None:
    chart = make(nothing_yet(), ENGLISH)
    assert chart.figure is None
    assert chart.table is None
    assert chart.sentence.endswith(".")


def test_every_outcome_has_a_sign_of_its_own() -> None:
    assert set(SIGNS) == set(Outcome)
    assert len({shown.sign for shown in SIGNS.values()}) == len(Outcome)


@pytest.mark.parametrize("make", CHARTS)
def test_names_are_shown_as_text(make: Any) -> None:
    result = small_result()
    hostile = words("<a href='javascript:x'>&amp;</a>")
    channels = tuple(replace(channel, name=hostile) for channel in result.channels)
    figure = figure_of(make(replace(result, channels=channels), ENGLISH))
    labels = [*figure["layout"]["xaxis"]["ticktext"], *(text for row in figure["data"][0]["hovertext"] for text in row)]
    assert not any("<a" in label or "&amp;</a" in label for label in labels)


def test_long_labels_take_two_lines() -> None:
    assert tick_label("Monthly invoice for regular customers", 1) == "Monthly invoice…"
    assert tick_label("Monthly invoice for regular customers of the house") == "Monthly invoice<br>for regular…"


@pytest.mark.parametrize("make", CHARTS)
@pytest.mark.parametrize("palette", ["light", "dark"])
def test_text_in_cells_can_be_read(make: Any, palette: str) -> None:
    """plotly.js writes white where the colour is dark by the YIQ formula, else dark grey."""
    scale = figure_of(make(small_result(), ENGLISH))["data"][0]["meta"][palette]["colorscale"]
    for _, colour in scale:
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        text = WHITE if (red * 299 + green * 587 + blue * 114) / 1000 < 128 else BLACK
        assert contrast(colour, text) >= 4.5, colour


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_of_many_touchpoints_those_with_the_lowest_scores_are_drawn() -> None:
    result = small_result()
    shop = result.touchpoints[1]
    shares = [Fraction(n, 60) for n in range(60, 0, -1)]
    many = tuple(
        replace(shop, id=f"t{n}", channels=(replace(shop.channels[int(n > 0)], score=score(share)),))
        for n, share in enumerate(shares)
    )
    chart = touchpoint_channel(replace(result, touchpoints=many), ENGLISH)
    trace = figure_of(chart)["data"][0]
    assert trace["y"] == [f"t{n}" for n in range(20, 60)]
    assert trace["x"] == [shop.channels[1].channel], "a column without any value is not drawn"
    assert chart.sentence.endswith("Drawn are the 40 of 60 touchpoints that score lowest, in their usual order.")
    assert chart.table is not None
    assert len(chart.table.rows) == 40


def test_a_few_rows_are_not_left_out() -> None:
    result = small_result()
    shop = result.touchpoints[1]
    many = tuple(replace(shop, id=f"t{n}") for n in range(44))
    chart = touchpoint_channel(replace(result, touchpoints=many), ENGLISH)
    assert len(figure_of(chart)["data"][0]["y"]) == 44
    assert "Drawn" not in chart.sentence


def test_rows_are_as_high_as_their_names() -> None:
    result = small_result()
    low = figure_of(touchpoint_channel(result, ENGLISH))["layout"]
    touchpoints = tuple(replace(one, name=words("Monthly invoice for regular customers")) for one in result.touchpoints)
    high = figure_of(touchpoint_channel(replace(result, touchpoints=touchpoints), ENGLISH))["layout"]
    assert high["height"] == low["height"] + 2 * 8
    assert high["yaxis"]["ticktext"] == ["Monthly invoice for regular<br>customers"] * 2
    assert high["meta"]["narrow"]["yaxis"]["ticktext"] == ["Monthly invoice<br>for regular…"] * 2


def test_of_many_facts_those_that_deviate_are_drawn() -> None:
    result = small_result()
    same, other = result.facts[0].units[0], result.facts[0].units[1]
    many = tuple(replace(result.facts[0], id=f"f{n}", units=(other if n >= 50 else same,)) for n in range(60))
    chart = fact_channel(replace(result, facts=many), ENGLISH)
    drawn = figure_of(chart)["data"][0]["y"]
    assert len(drawn) == 40
    assert {f"f{n}" for n in range(50, 60)} <= {*drawn}
