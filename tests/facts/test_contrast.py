import datetime
from fractions import Fraction

import pytest
from coloraide import Color
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.facts.asking import ask, english, fact_of
from tpm_audit.facts.contrast import nearest, ratio

CONTRAST = ask("contrast")
DAY = datetime.date(2026, 10, 21)

SAME = [
    ("#ffffff on #6f9fd0", "#FFFFFF on #6F9FD0"),
    ("#ffffff on #6f9fd0", "#fff on #6f9fd0"),
    ("#ffffff on #6f9fd0", "ffffff on 6f9fd0"),
    ("#ffffff on #6f9fd0", "#ffffff auf #6f9fd0"),
    ("#ffffff on #6f9fd0", "#ffffff ON #6f9fd0"),
    ("#ffffff on #6f9fd0", " #ffffff  on  #6f9fd0 "),
    ("#ffffff on #6f9fd0", "#ffffff\non\n#6f9fd0"),
    ("#ffffff on #6f9fd0", "#ffffff\u00a0on\u00a0#6f9fd0"),
    ("#ffffff on #6f9fd0", "white on #6f9fd0"),
    ("#ffffff on #6f9fd0", "White auf rgb(111, 159, 208)"),
    ("#ffffff on #6f9fd0", "rgb(255 255 255) on rgb(111 159 208)"),
    ("#ffffff on #6f9fd0", "RGB 255/255/255 on RGB 111/159/208"),
    ("#ffffff on #6f9fd0", "R255 G255 B255 auf R111 G159 B208"),
    ("#ffffff on #6f9fd0", "#ffffffff on #6f9fd0ff"),
    ("#ffffff on #6f9fd0", "rgba(255, 255, 255, 1) on #6f9fd0"),
    ("#ffffff on #6f9fd0", "hsl(0 0% 100%) on #6f9fd0"),
    ("#ffffff on #6f9fd0", "hwb(0 100% 0%) on #6f9fd0"),
    ("#ffffff on #6f9fd0", "color(srgb 1 1 1) on #6f9fd0"),
    ("#ffffff on #6f9fd0", "lab(100 0 0) on #6f9fd0"),
    ("#000 on #fff", "black on white"),
    ("#000 on #fff", "rgb(0, 0, 0) auf rgb(255, 255, 255)"),
    ("gray on white", "grey auf white"),
    ("#663399 on white", "rebeccapurple on #fff"),
    ("red on white", "rgb(300 0 0) on white"),
    ("lime on black", "color(display-p3 0 1 0) on black"),
    ("#808080 on white", "rgba(0, 0, 0, 0.5) on white"),
    ("#7f7f7f on white", "#00000080 on #fff"),
    ("#212121 on white", "rgb(0 0 0 / 87%) on white"),
    ("white on white", "transparent on white"),
    ("#c0c0c0 on gray", "rgb(255 255 255 / 50%) on gray"),
    ("white on blue", "weiß auf blau"),
]

DIFFERENT = [
    ("#ffffff on #6f9fd0", "#6f9fd0 on #ffffff"),
    ("#ffffff on #6f9fd0", "#ffffff on #6f9fd1"),
    ("#ffffff on #6f9fd0", "#fffffe on #6f9fd0"),
    ("black on white", "white on black"),
    ("black on white", "#010101 on white"),
    ("black on white", "rgba(0, 0, 0, 0.99) on white"),
    ("rgba(0, 0, 0, 0.5) on white", "rgba(0, 0, 0, 0.5) on black"),
]

# The ratio as it is shown, and the nearest colour of the text that passes at 4.5.
FAILS = [
    ("#ffffff on #6f9fd0", "2.78", "#333333"),
    ("white auf #6f9fd0", "2.78", "#333333"),
    ("#949494 on white", "3.03", "#767676"),
    ("#959595 on #ffffff", "2.99", "#767676"),
    ("#777777 on white", "4.47", "#767676"),
    ("gray on white", "3.94", "#767676"),
    ("#5b8fc5 on white", "3.39", "#4079b4"),
    ("red on white", "3.99", "#ee0000"),
    ("white on red", "3.99", "#161616"),
    ("lime on white", "1.37", "#008a00"),
    ("yellow on white", "1.07", "#7a7a00"),
    ("#004f9f on black", "2.61", "#0072e6"),
    ("orange on white", "1.97", "#a46a00"),
    ("rgba(0, 0, 0, 0.5) on white", "3.94", "#767676"),
    ("white on white", "1.00", "#767676"),
    ("black on black", "1.00", "#757575"),
    ("#777 on #888", "1.26", "#212121"),
    ("silver on white", "1.81", "#767676"),
    ("#888 on white", "3.54", "#767676"),
    ("#8a8a8a auf white", "3.45", "#767676"),
    ("white on #1f9fd0", "3.03", "#2d2d2d"),
    ("white on #e0a526", "2.19", "#434343"),
    ("#e0a526 on white", "2.19", "#986f16"),
    ("#fff on orange", "1.97", "#494949"),
    ("tomato on white", "2.94", "#e62300"),
    ("#999999 on #eeeeee", "2.45", "#6c6c6c"),
    ("white on hotpink", "2.64", "#363636"),
    ("gold on white", "1.40", "#8a7400"),
    ("dodgerblue on white", "3.23", "#0074e4"),
    ("#6f9fd0 on #004f9f", "2.88", "#a9c6e3"),
]

PASSES = [
    "black on white",
    "white on black",
    "#767676 on white",
    "#757575 auf #ffffff",
    "#004f9f on white",
    "white on #004f9f",
    "navy on white",
    "yellow on black",
    "#ee0000 on white",
    "green on white",
    "white on green",
    "purple on white",
    "rgba(0, 0, 0, 0.87) on white",
    "#333333 on #6f9fd0",
    "#1c1c1c on #ffffff",
    "#595959 on white",
    "white on #595959",
    "maroon on white",
    "white auf maroon",
    "indigo on white",
    "darkgreen on white",
    "white on darkred",
    "black on gold",
    "black on orange",
    "black on #e0a526",
    "#004f9f on #fff8f0",
    "#7a4a00 on white",
    "midnightblue on lightgray",
    "black on lime",
    "rgb(0 79 159) auf rgb(255 255 255)",
]

UNREADABLE = [
    ("#ffffff", "two colours are needed, such as '#ffffff on #004f9f'"),
    ("", "two colours are needed, such as '#ffffff on #004f9f'"),
    ("4.5", "two colours are needed, such as '#ffffff on #004f9f'"),
    ("4.5:1", "two colours are needed, such as '#ffffff on #004f9f'"),
    ("#ffffff #6f9fd0", "two colours are needed, such as '#ffffff on #004f9f'"),
    ("#ffffff / #6f9fd0", "two colours are needed, such as '#ffffff on #004f9f'"),
    ("#ffffff on", "two colours are needed, such as '#ffffff on #004f9f'"),
    ("on #ffffff", "two colours are needed, such as '#ffffff on #004f9f'"),
    ("#fff on #000 on #fff", "two colours are needed, such as '#ffffff on #004f9f'"),
    ("weiß auf hellrot", "no single colour has this name"),
    ("white auf Firmenblau", "no single colour has this name"),
    ("#ff on #fff", "there is no such colour"),
    ("white on Pantone 286 C", "a colour of print, which has no fixed colour on a screen"),
    ("RAL 9010 on white", "a colour of print, which has no fixed colour on a screen"),
    ("white on rgba(0, 0, 0, 0.5)", "transparency without a background"),
    ("white on transparent", "transparency without a background"),
    ("white on #0000", "transparency without a background"),
    ("white on #" + "0" * 201, "the text is too long for a colour"),
    ("white on #" + "0" * 401, "the text is too long for two colours"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_these_are_the_same_colours(one: str, other: str) -> None:
    assert CONTRAST.same(one, other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_these_are_other_colours(one: str, other: str) -> None:
    assert not CONTRAST.same(one, other)


@pytest.mark.parametrize(("written", "shown", "enough"), FAILS)
def test_these_are_not_enough(written: str, shown: str, enough: str) -> None:
    short = CONTRAST.fact.falls_short(CONTRAST.reading(written), DAY)
    assert short is not None
    assert english(short) == f"contrast {shown}, at least 4.5 is asked for; text in {enough} would pass"


@pytest.mark.parametrize("written", PASSES)
def test_these_are_enough(written: str) -> None:
    assert CONTRAST.fact.falls_short(CONTRAST.reading(written), DAY) is None


@pytest.mark.parametrize(("written", "why"), UNREADABLE)
def test_these_are_no_two_colours(written: str, why: str) -> None:
    assert CONTRAST.why_not(written) == why


@pytest.mark.parametrize(
    ("text", "background", "expected"),
    [("#949494", "#ffffff", 3.033), ("#959595", "#ffffff", 2.995), ("#000000", "#ffffff", 21)],
)
def test_the_worked_figures_of_the_method(text: str, background: str, expected: float) -> None:
    assert ratio(text, background) == pytest.approx(expected, abs=0.0005)


@pytest.mark.parametrize(
    ("least", "written", "passes"),
    [
        ("3", "#949494 on white", True),
        ("3", "#959595 on white", False),
        ("21", "black on white", True),
        ("21", "#010101 on white", False),
        ("1", "white on white", True),
        ("7", "#595959 on white", True),
        ("7", "#5a5a5a on white", False),
    ],
)
def test_the_lowest_ratio_is_declared(least: str, written: str, *, passes: bool) -> None:
    asked = ask("contrast", {"min": least})
    assert (asked.fact.falls_short(asked.reading(written), DAY) is None) is passes


def test_a_ratio_is_cut_so_that_it_never_looks_like_enough() -> None:
    asked = ask("contrast", {"min": "3"})
    assert asked.explained("#959595 on white", "#959595 on white") == (
        "contrast 2.99, at least 3 is asked for; text in #949494 would pass"
    )


def test_where_no_text_would_do_none_is_named() -> None:
    asked = ask("contrast", {"min": "7"})
    assert asked.explained("white on gray", "white on gray") == "contrast 3.94, at least 7 is asked for"


def test_the_demand_is_the_standard() -> None:
    fact = fact_of("contrast", {"min": "3"})
    assert fact.demand is not None
    assert english(fact.demand) == "at least 3"
    assert fact.standard_at("linz") == fact.demand
    assert fact.standard_key("linz") == ("min",)


@pytest.mark.parametrize(
    "keys", [{"min": "0.5"}, {"min": "22"}, {"min": "AA"}, {"expected": "#fff on #000"}, {"variants": []}]
)
def test_only_a_lowest_ratio_from_1_to_21_is_asked_for(keys: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        fact_of("contrast", keys)


colors = st.tuples(*[st.integers(0, 255)] * 3).map(lambda channels: "#" + bytes(channels).hex())


@given(colors, colors)
def test_the_ratio_is_that_of_another_program(text: str, background: str) -> None:
    assert ratio(text, background) == pytest.approx(Color(text).contrast(background, method="wcag21"), rel=1e-3)
    assert ratio(text, background) == ratio(background, text)
    assert 1 <= ratio(text, background) <= 21


@given(colors, colors, st.sampled_from([Fraction(3), Fraction(9, 2), Fraction(7)]))
def test_the_nearest_colour_passes(text: str, background: str, least: Fraction) -> None:
    found = nearest(text, background, least)
    possible = max(ratio("#000000", background), ratio("#ffffff", background)) >= least
    assert (found is not None) is possible
    assert found is None or ratio(found, background) >= least
