"""The badge: one word, told to readers of screens as well, from no other host."""

import re
from dataclasses import replace
from fractions import Fraction
from xml.etree import ElementTree as Xml

import pytest

from tests.exports.reading import written
from tests.exports.shown import beside, shown_result
from tests.exports.test_formats import BROKEN
from tests.pages.small_result import nothing_yet, score, small_result
from tpm_audit.exports import badge
from tpm_audit.model.figures import Verdict
from tpm_audit.model.result import Result

SVG = "{http://www.w3.org/2000/svg}"
PASSED = replace(shown_result(), gate=tuple(replace(one, passed=True) for one in shown_result().gate))
UNDECIDED = replace(shown_result(), gate=tuple(replace(one, passed=None) for one in shown_result().gate))


def drawn(result: Result, code: str = "en") -> Xml.Element:
    return Xml.fromstring(written("badge", result, beside(code)))  # noqa: S314 (our own)


def with_score(share: Fraction, verdict: Verdict) -> Result:
    small = small_result()
    figures = replace(small.figures, score=score(share), verdict=replace(small.figures.verdict, verdict=verdict))
    return replace(small, figures=figures)


@pytest.mark.parametrize(
    ("result", "says", "color"),
    [
        (PASSED, "passed", "#1b7340"),
        (shown_result(), "failed", "#b3261e"),
        (UNDECIDED, "failed", "#b3261e"),
        (BROKEN, "1 problem", "#b3261e"),
        (nothing_yet(), "nothing to check", "#5f6368"),
        (with_score(Fraction(19, 20), Verdict.GOOD), "95.0%", "#1b7340"),
        (with_score(Fraction(3, 4), Verdict.FAIR), "75.0%", "#8a5300"),
        (with_score(Fraction(19, 20), Verdict.FAILS), "95.0%", "#b3261e"),
    ],
)
def test_it_says_one_thing(result: Result, says: str, color: str) -> None:
    svg = drawn(result)
    assert [text.text for text in svg.iter(f"{SVG}text")] == ["touchpoint audit", says]
    assert [one.get("fill") for one in svg.iter(f"{SVG}rect")][2] == color


def test_it_has_a_name() -> None:
    svg = drawn(PASSED, "de")
    assert svg.get("role") == "img"
    assert svg.get("aria-label") == svg.findtext(f"{SVG}title") == "Touchpoint-Audit: erfüllt"


def test_it_asks_no_host() -> None:
    content = written("badge", PASSED).decode().replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert re.findall(r"https?:|href|@import|url\((?!#)", content) == []


def luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("name", ["_PASSED", "_FAILED", "_MIDDLE", "_NONE", "_LABEL"])
def test_white_can_be_read_on_its_colours(name: str) -> None:
    assert 1.05 / (luminance(getattr(badge, name)) + 0.05) >= 4.5
