from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.facts.asking import ask, fact_of
from tpm_audit.facts.color import ColorFact, distance
from tpm_audit.model.facts import Reading

COLOR = ask("color")
EXACT = ask("color", {"tolerance": "0"})

SAME = [
    ("#004f9f", "#004F9F"),
    ("#004f9f", " #004f9f "),
    ("#004f9f", "004F9F"),
    ("#004f9f", "rgb(0, 79, 159)"),
    ("#004f9f", "rgb(0 79 159)"),
    ("#004f9f", "RGB(0,79,159)"),
    ("#004f9f", "rgba(0, 79, 159, 1)"),
    ("#004f9f", "rgb(0 79 159 / 100%)"),
    ("#004f9f", "#004f9fff"),
    ("#004f9f", "RGB 0/79/159"),
    ("#004f9f", "RGB: 0, 79, 159"),
    ("#004f9f", "RGB 0 79 159"),
    ("#004f9f", "R0 G79 B159"),
    ("#004f9f", "R: 0, G: 79, B: 159"),
    ("#004f9f", "＃004f9f"),
    ("#04f", "#0044ff"),
    ("#04ff", "#0044ff"),
    ("#fff", "white"),
    ("#ffffff", "White"),
    ("#663399", "rebeccapurple"),
    ("gray", "grey"),
    ("#ff0000", "rgb(300 0 0)"),
    ("red", "hsl(0 100% 50%)"),
    ("red", "hsl(0deg, 100%, 50%)"),
    ("red", "hwb(0 0% 0%)"),
    ("#000", "rgb(none 0 0)"),
    ("#004f9f", "R 0, G 79, B 159"),
    ("#004f9f", "color: #004f9f;"),
    ("#004f9f", "background-color: rgb(0 79 159)"),
    ("#004f9f", "rgb(0,79,159);"),
    ("#004f9f", "hex 004f9f"),
    ("#004f9f", "HEX: #004F9F"),
    ("#004f9f", "#004F9F."),
    ("#ff8000", "rgb(100% 50% 0%)"),
    ("#008080", "teal"),
    ("#ffa500", "orange"),
    ("#f5f5dc", "Beige"),
    ("#faa", "Farbe: ffaaaa"),
    ("red", "rot"),
    ("red", "Rot"),
    ("red", "Farbe: rot"),
    ("green", "grün"),
    ("#008000", "gruen"),
    ("blue", "blau"),
    ("yellow", "gelb"),
    ("white", "weiß"),
    ("white", "weiss"),
    ("black", "schwarz"),
    ("gray", "grau"),
    ("darkblue", "dunkelblau"),
    ("darkred", "dunkelrot"),
    ("darkgreen", "Dunkelgrün"),
    ("lightgray", "hellgrau"),
    ("lightblue", "hellblau"),
    ("lightgreen", "hellgrün"),
    ("turquoise", "türkis"),
    ("violet", "violett"),
    ("brown", "braun"),
    ("silver", "silber"),
    ("pink", "rosa"),
    ("royalblue", "königsblau"),
    ("navy", "marineblau"),
    ("skyblue", "himmelblau"),
    ("orange", "Orange"),
]

CLOSE = [
    ("#004f9f", "#00509f"),
    ("#004f9f", "hsl(210 100% 31%)"),
    ("#004f9f", "#024e9e"),
    ("#ffffff", "#fefefe"),
]

DIFFERENT = [
    ("#004f9f", "#005bb5", "colour distance 4.5, tolerance 2"),
    ("#004f9f", "#004f8f", "colour distance 2.4, tolerance 2"),
    ("#004f9f", "#00f", "colour distance 18.6, tolerance 2"),
    ("#004f9f", "#9f4f00", "colour distance 47.7, tolerance 2"),
    ("#000", "#fff", "colour distance 100.0, tolerance 2"),
    ("red", "green", "colour distance 72.2, tolerance 2"),
    ("#004f9f", "navy", "colour distance 21.7, tolerance 2"),
    ("gray", "silver", "colour distance 19.7, tolerance 2"),
    ("white", "snow", "colour distance 2.5, tolerance 2"),
    ("#004f9f", "rgb(0, 79, 195)", "colour distance 5.2, tolerance 2"),
    ("lime", "color(display-p3 0 1 0)", "colour distance 5.3, tolerance 2"),
    ("#004f9f", "#004f00", "colour distance 51.0, tolerance 2"),
    ("#004f9f", "#1f6fb8", "colour distance 11.2, tolerance 2"),
    ("#004f9f", "steelblue", "colour distance 18.0, tolerance 2"),
    ("#e0a526", "#b8860b", "colour distance 10.1, tolerance 2"),
    ("#e0a526", "gold", "colour distance 14.3, tolerance 2"),
    ("#e0a526", "orange", "colour distance 7.1, tolerance 2"),
    ("black", "#1a1a1a", "colour distance 5.5, tolerance 2"),
    ("white", "ivory", "colour distance 6.9, tolerance 2"),
    ("white", "#f0f0f0", "colour distance 3.0, tolerance 2"),
    ("red", "darkred", "colour distance 23.8, tolerance 2"),
    ("red", "crimson", "colour distance 13.8, tolerance 2"),
    ("#663399", "purple", "colour distance 9.6, tolerance 2"),
    ("teal", "#007070", "colour distance 5.7, tolerance 2"),
    ("#004f9f", "hsl(210 100% 40%)", "colour distance 9.0, tolerance 2"),
    ("#004f9f", "rgb(159, 79, 0)", "colour distance 47.7, tolerance 2"),
    ("#777", "#808080", "colour distance 3.5, tolerance 2"),
    ("beige", "linen", "colour distance 8.7, tolerance 2"),
    ("#0a54a2", "#005bb5", "colour distance 3.1, tolerance 2"),
    ("pink", "hotpink", "colour distance 20.0, tolerance 2"),
    ("blau", "dunkelblau", "colour distance 15.0, tolerance 2"),
    ("grau", "silber", "colour distance 19.7, tolerance 2"),
    ("rot", "#004f9f", "colour distance 50.9, tolerance 2"),
    ("grün", "hellgrün", "colour distance 32.9, tolerance 2"),
]

UNREADABLE = [
    ("rgba(0, 79, 159, 0.5)", "transparency without a background"),
    ("#004f9f80", "transparency without a background"),
    ("#04f8", "transparency without a background"),
    ("rgb(0 79 159 / 99%)", "transparency without a background"),
    ("transparent", "transparency without a background"),
    ("#00", "there is no such colour"),
    ("#00gg00", "there is no such colour"),
    ("#004f9", "there is no such colour"),
    ("currentcolor", "no single colour has this name"),
    ("RGB 0/79", "there is no such colour"),
    ("#004f9f #005bb5", "there is no such colour"),
    ("", "there is no such colour"),
    ("color(--hsl 50% 50% 50%)", "there is no such colour"),
    ("color(xyz 1e300 1 1)", "there is no such colour"),
    ("lab(50 99999 0)", "there is no such colour"),
    ("#" + "0" * 100_000, "the text is too long for a colour"),
    ("RAL 5005", "a colour of print, which has no fixed colour on a screen"),
    ("Pantone 286 C", "a colour of print, which has no fixed colour on a screen"),
    ("CMYK 100/70/0/0", "a colour of print, which has no fixed colour on a screen"),
    ("HKS 42", "a colour of print, which has no fixed colour on a screen"),
    ("hellrot", "no single colour has this name"),
    ("dunkelgrau", "no single colour has this name"),
    ("dunkelgelb", "no single colour has this name"),
    ("lila", "no single colour has this name"),
    ("purpur", "no single colour has this name"),
    ("weinrot", "no single colour has this name"),
    ("Firmenblau", "no single colour has this name"),
    ("dunkles Blau", "no single colour has this name"),
    ("light red", "no single colour has this name"),
    ("corporate blue", "no single colour has this name"),
    ("rot-weiß", "no single colour has this name"),
    ("schwarz/weiß", "no single colour has this name"),
    ("dunkel grün", "no single colour has this name"),
    ("rot und weiß", "no single colour has this name"),
    ("anthrazit", "no single colour has this name"),
    ("Brot", "no single colour has this name"),
    ("rötlich", "no single colour has this name"),
    ("RAL 9010 Reinweiß", "a colour of print, which has no fixed colour on a screen"),
    ("rot 50%", "there is no such colour"),
    ("rgb(0, 79, 15⁹)", "raised digits stand in it"),
    ("#004f9⁹", "raised digits stand in it"),
    ("hsl(21⁰, 100%, 31%)", "raised digits stand in it"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_these_are_the_same_colour(one: str, other: str) -> None:
    assert COLOR.same(one, other)
    assert EXACT.same(one, other)


@pytest.mark.parametrize(("one", "other"), CLOSE)
def test_these_are_within_the_tolerance(one: str, other: str) -> None:
    assert COLOR.same(one, other)
    assert not EXACT.same(one, other)


@pytest.mark.parametrize(("one", "other", "why"), DIFFERENT)
def test_these_are_other_colours(one: str, other: str, why: str) -> None:
    assert not COLOR.same(one, other)
    assert COLOR.explained(one, other) == why


@pytest.mark.parametrize(("written", "why"), UNREADABLE)
def test_these_are_no_colours(written: str, why: str) -> None:
    assert COLOR.why_not(written) == why


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#004f9f", "#005bb5", 4.546),
        ("color(--lab-d65 50 2.6772 -79.7751)", "color(--lab-d65 50 0 -82.7485)", 2.0425),
        ("#000000", "#ffffff", 100),
        ("#004f9f", "#004f9f", 0),
    ],
)
def test_the_worked_figures_of_the_method(one: str, other: str, expected: float) -> None:
    assert distance(one, other) == pytest.approx(expected, abs=0.0005)


def test_a_distance_takes_the_decimals_it_needs_to_look_beyond_the_tolerance() -> None:
    assert ask("color", {"tolerance": "4.5"}).explained("#004f9f", "#005bb5") == "colour distance 4.55, tolerance 4.5"


def test_the_tolerance_is_exact() -> None:
    fact = fact_of("color", {"tolerance": "0.1"})
    assert isinstance(fact, ColorFact)
    assert fact.tolerance == Fraction(1, 10)
    assert fact.has_tolerance
    assert not EXACT.fact.has_tolerance


@pytest.mark.parametrize("tolerance", ["-1", "101", "much", "2,5"])
def test_a_tolerance_is_a_number_from_0_to_100(tolerance: str) -> None:
    with pytest.raises(ValidationError):
        fact_of("color", {"tolerance": tolerance})


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("RGB(0, 79, 159)", "#004f9f"),
        ("White", "#ffffff"),
        ("color(display-p3 0 1 0)", "lab(86.614 -106.539 102.871)"),
        ("lab(50 2.6772 -79.7751)", "lab(50 2.6772 -79.7751)"),
        ("oklch(50% .1 250)", "#32669a"),
    ],
)
def test_the_one_spelling(written: str, value: str) -> None:
    assert COLOR.reading(written).value == value


channels = st.tuples(*[st.integers(0, 255)] * 3)


@given(channels)
def test_hex_and_rgb_are_the_same(channel: tuple[int, ...]) -> None:
    red, green, blue = channel
    spellings = [
        f"#{red:02x}{green:02X}{blue:02x}",
        f"rgb({red}, {green}, {blue})",
        f"rgb({red} {green} {blue} / 1)",
        f"RGB {red}/{green}/{blue}",
        f"R{red} G{green} B{blue}",
    ]
    assert {EXACT.reading(spelling).value for spelling in spellings} == {spellings[0].lower()}


@given(channels, channels)
def test_the_distance_is_symmetric_and_zero_only_for_the_same(one: tuple[int, ...], other: tuple[int, ...]) -> None:
    first, second = ("#" + "".join(f"{channel:02x}" for channel in color) for color in (one, other))
    assert distance(first, second) == distance(second, first)
    assert (distance(first, second) == 0) is (first == second)


near = st.builds(lambda *lab: f"lab({' '.join(map(str, lab))})", *[st.integers(-40, 140)] * 3)


@given(near, near, st.integers(0, 100))
def test_what_is_the_same_is_told_by_the_distance_alone(one: str, other: str, tolerance: int) -> None:
    asked = ask("color", {"tolerance": str(tolerance)})
    first, second = (asked.read(text) for text in (one, other))
    if isinstance(first, Reading) and isinstance(second, Reading):
        is_near = first.value == second.value or distance(first.value, second.value) <= tolerance
        assert asked.fact.same(first, second) is is_near


amounts = st.sampled_from(
    ["0", "1", "-1", "0.04045", "50%", "1e9%", "255", "360", "-1000", "1e300", "-1e-320", "none", "nan", "calc(1)"]
)
functions = [
    "rgb",
    "hsl",
    "hwb",
    "lab",
    "lch",
    "oklab",
    "oklch",
    "color(srgb",
    "color(display-p3",
    "color(prophoto-rgb",
]


@given(st.sampled_from([*functions, "color(rec2020", "color(xyz", "color(--jzczhz"]), st.tuples(*[amounts] * 3))
def test_no_amount_breaks_a_colour(function: str, amount: tuple[str, ...]) -> None:
    written = f"{function}{' ' if '(' in function else '('}{' '.join(amount)})"
    COLOR.stands_anything(written, "#004f9f")
    found = COLOR.read(written)
    if isinstance(found, Reading):
        assert COLOR.same(written, found.value)
