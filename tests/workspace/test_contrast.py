import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.effort import examples
from tpm_audit.model.brand import GROUNDS, Look
from tpm_audit.workspace.contrast import LEAST, contrast, cut, luminance, luminance_of, nearest_readable

LOOKS = Path(__file__).parents[2] / "templates" / "assets" / "looks"
HEXES = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#ffffff", "#000000", "21.00"),
        ("#777777", "#ffffff", "4.47"),  # the known neighbours of the limit
        ("#767676", "#ffffff", "4.54"),
        ("#ff0000", "#ffffff", "3.99"),
        ("#004f9f", "#004f9f", "1.00"),
    ],
)
def test_a_contrast_is_that_of_wcag(one: str, other: str, ratio: str) -> None:
    assert cut(contrast(one, other)) == cut(contrast(other, one)) == Decimal(ratio)


def test_a_contrast_is_cut_and_not_rounded() -> None:
    assert cut(4.4999) == Decimal("4.49")


@pytest.mark.parametrize(("colour", "value"), [("#fff", 1), ("black", 0), ("rgb(0, 0, 0)", 0), ("currentColor", None)])
def test_a_luminance_is_that_of_a_colour_of_css(colour: str, value: float | None) -> None:
    found = luminance(colour)
    assert found == value if value is None else found == pytest.approx(value)


@settings(max_examples=examples(30), deadline=None)
@given(HEXES, HEXES)
def test_the_nearest_colour_can_be_read(colour: str, ground: str) -> None:
    found = nearest_readable(colour, [ground])
    assert found is not None  # black or white can be read on anything
    assert contrast(found, ground) >= LEAST
    if contrast(colour, ground) >= LEAST:
        assert found == colour


def test_where_no_colour_can_be_read_there_is_none() -> None:
    assert nearest_readable("#004f9f", ["#ffffff", "#000000", "#777777"]) is None


def declared(look: Look, selector: str, name: str) -> str | None:
    text = (LOOKS / f"{look}.css").read_text(encoding="utf-8")
    found = re.search(rf"^ *{re.escape(selector)} {{[^}}]*?{name}: (#[0-9a-f]{{6}});", text, re.MULTILINE)
    return found and found[1]


@pytest.mark.parametrize("look", Look)
def test_the_grounds_are_those_of_the_style_sheets(look: Look) -> None:
    grounds = GROUNDS[look]
    light, dark = ('[data-md-color-scheme="default"]', '[data-md-color-scheme="slate"]')
    custom = '[data-md-color-primary="custom"]'
    if look is not Look.PLAIN:  # it has Material's own
        assert declared(look, light, "--md-default-bg-color") == grounds.light
        assert declared(look, dark, "--md-default-bg-color") == grounds.dark
    assert declared(look, custom, "--md-primary-fg-color") == grounds.primary
    assert contrast("#ffffff", grounds.primary) >= LEAST
    for scheme, ground in ((light, grounds.light), (dark, grounds.dark)):
        for name in ("--md-typeset-a-color", "--md-accent-fg-color"):
            colour = declared(look, f"{scheme}{custom}", name)
            assert colour is not None
            assert contrast(colour, ground) >= LEAST
        for name in ("--md-default-fg-color", "--md-default-fg-color--light"):
            colour = declared(look, scheme, name)
            assert colour is None or contrast(colour, ground) >= LEAST


def test_a_luminance_grows_from_black_to_white() -> None:
    assert luminance_of("#000000") == pytest.approx(0, abs=1e-9)
    assert luminance_of("#808080") == pytest.approx(0.2159, abs=1e-4)
    assert luminance_of("#ffffff") == pytest.approx(1)
