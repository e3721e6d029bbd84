"""A colour: of the brand, of a button, of a sign.

Read as CSS writes it (hex with 3, 4, 6 or 8 digits, rgb(), hsl(), lab(), oklch(), English names), as brand handbooks
do (RGB 0/79/159), and by the German names of colours that CSS names (rot, dunkelblau, weiß), each as the colour of
CSS. A name that CSS has not, or that may stand for several colours (hellrot, dunkelgrau, lila), is unreadable.
Compared by CIEDE2000, the distance as people see it (kL = kC = kH = 1, sRGB to Lab D65). Colours up to the
`tolerance` apart, 2 by default, are the same; declare about 5 where colours come from photos or prints, 0 where every
digit counts. Transparency is unreadable, for what is seen depends on the background; so are CMYK, RAL and Pantone,
which have no fixed colour on a screen.

The same: "#004f9f" and "rgb(0, 79, 159)"
The same: "#04f" and "#0044FF"
The same: "#004f9f" and "#00509f"
The same: "navy" and "marineblau"
Different: "#004f9f" and "#005bb5"
Unreadable: "rgba(0, 79, 159, 0.5)"
Unreadable: "hellrot"
With tolerance: 5
The same: "#004f9f" and "#005bb5"
"""

import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Annotated

from coloraide import Color

from tpm_audit.facts.numbers import each, has_raised_digits
from tpm_audit.facts.text import folded
from tpm_audit.model.facts import Circumstances, Fact, Reading, Unreadable
from tpm_audit.model.field_types import Number, between
from tpm_audit.source.message import Message, say

_LONGEST = 200
_FURTHEST = 1000  # no coordinate of a colour that anybody means is beyond
_CLIPPED = ("srgb", "hsl", "hwb")  # CSS takes rgb(300 0 0) for rgb(255 0 0)
_AROUND = re.compile(
    r"^(?:(?:(?:background-)?colou?r|farbe) ?: ?|(?:hex|farbe|colou?r) ?:? ?(?=#?[0-9a-f]{3,8}\b))|[;,.]+$"
)
_BARE_HEX = re.compile(r"[0-9a-f]{6}")
_HANDBOOK = re.compile(
    r"rgb\W{0,3}(\d{1,3})\W{1,3}(\d{1,3})\W{1,3}(\d{1,3})"
    r"|r\W{0,2}(\d{1,3})\W{1,3}g\W{0,2}(\d{1,3})\W{1,3}b\W{0,2}(\d{1,3})"
)
_CSS = re.compile(  # what CSS Color 4 names; the library knows many more, some of which fail on extreme numbers
    r"#|[a-z]+$|(?:rgb|hsl)a?\(|(?:hwb|lab|lch|oklab|oklch)\("
    r"|color\(\s?(?:srgb|srgb-linear|display-p3|a98-rgb|prophoto-rgb|rec2020|xyz|xyz-d50|xyz-d65)\s"
)
# Left out is what German means otherwise than CSS: its darkgray is lighter than its gray, and nobody's dunkelgrau.
_GERMAN: Mapping[str, str] = {
    **each("schwarz", "black"),
    **each("weiß weiss", "white"),
    **each("grau", "gray"),
    **each("hellgrau", "lightgray"),
    **each("silber", "silver"),
    **each("rot", "red"),
    **each("dunkelrot", "darkred"),
    **each("grün gruen", "green"),
    **each("hellgrün hellgruen", "lightgreen"),
    **each("dunkelgrün dunkelgruen", "darkgreen"),
    **each("blau", "blue"),
    **each("hellblau", "lightblue"),
    **each("dunkelblau", "darkblue"),
    **each("himmelblau", "skyblue"),
    **each("königsblau koenigsblau", "royalblue"),
    **each("marineblau", "navy"),
    **each("stahlblau", "steelblue"),
    **each("mitternachtsblau", "midnightblue"),
    **each("gelb", "yellow"),
    **each("hellgelb", "lightyellow"),
    **each("dunkelorange", "darkorange"),
    **each("braun", "brown"),
    **each("rosa", "pink"),
    **each("hellrosa", "lightpink"),
    **each("violett", "violet"),
    **each("dunkelviolett", "darkviolet"),
    **each("türkis tuerkis", "turquoise"),
    **each("dunkeltürkis dunkeltuerkis", "darkturquoise"),
    **each("lavendel", "lavender"),
    **each("elfenbein", "ivory"),
}
_NAMED = re.compile(r"[^\W\d_](?:[^\W\d_]|[\s/-])*")
_OF_PRINT = re.compile(r"(?:device-)?cmyk|ral\b|pantone|pms\b|hks\b|ncs\b")


class ColorFact(Fact):
    """A fact of kind color."""

    tolerance: Annotated[Number, between(0, 100)] = Fraction(2)

    def read(self, text: str, circumstances: Circumstances) -> Reading | Unreadable:  # noqa: ARG002 (every kind reads alike)
        """Return the colour as lower-case hex; beyond sRGB as lab()."""
        color = read_color(text)
        if isinstance(color, Message):
            return Unreadable(text, color)
        if color.alpha(nans=False) < 1:
            return Unreadable(text, say("transparency without a background"))
        value = _spelled(color)
        return Reading(text, value) if value else Unreadable(text, say("there is no such colour"))

    def same(self, one: Reading, other: Reading) -> bool:
        """Say whether two colours are at most the tolerance apart."""
        if one.value == other.value:
            return True
        limit = float(self.tolerance)
        return not _is_beyond(one.value, other.value, limit) and distance(one.value, other.value) <= self.tolerance

    @property
    def has_tolerance(self) -> bool:
        """Say whether colours that are not identical may be the same."""
        return bool(self.tolerance)

    def compared_as(self) -> Message:
        """Say the measure and the tolerance."""
        return say(
            "by the distance that people see (CIEDE2000); colours up to {tolerance} apart are the same",
            tolerance=Decimal(f"{float(self.tolerance):g}"),
        )

    def explain(self, standard: Reading, found: Reading) -> Message | None:
        """Say the distance beside the tolerance."""
        return say(
            "colour distance {distance}, tolerance {tolerance}",
            distance=beyond(distance(standard.value, found.value), self.tolerance),
            tolerance=Decimal(f"{float(self.tolerance):g}"),
        )


def read_color(text: str) -> Color | Message:
    """Return the colour that a text names, transparent or not, or why it names none."""
    if len(text) > _LONGEST:
        return say("the text is too long for a colour")
    if has_raised_digits(text):
        return say("raised digits stand in it")
    written = _AROUND.sub("", folded(text).lower())
    if _OF_PRINT.match(written):
        return say("a colour of print, which has no fixed colour on a screen")
    color = _color(_GERMAN.get(written, written))
    if color is None:
        named = _NAMED.fullmatch(written)
        return say("no single colour has this name") if named else say("there is no such colour")
    return color


def distance(one: str, other: str) -> float:
    """Return the CIEDE2000 distance of two colours as ``read`` spells them.

    Source: methods.md, "Consistency".
    """
    return _distance(*sorted((one, other)))


@lru_cache(maxsize=4096)
def _distance(one: str, other: str) -> float:
    return _lab(one).delta_e(_lab(other), method="2000")


@lru_cache(maxsize=4096)
def _lab(spelled: str) -> Color:
    return Color(spelled).convert("lab-d65")


@lru_cache(maxsize=4096)
def _lightness(spelled: str) -> float:
    return _lab(spelled).coords(nans=False)[0]


def _is_beyond(one: str, other: str, limit: float) -> bool:
    """Say whether two colours are further apart by their lightness alone: seen at once, as of most colours.

    CIEDE2000 divides the difference of lightness by S_L, which is at most the number by which ``limit`` grows here;
    what chroma and hue add to it is never negative.
    """
    ours, theirs = _lightness(one), _lightness(other)
    return abs(ours - theirs) > limit * (1 + 0.015 * abs((ours + theirs) / 2 - 50))


def _color(written: str) -> Color | None:
    """Return the colour that ``written`` names, or None."""
    handbook = _HANDBOOK.fullmatch(written)
    if handbook:
        written = f"rgb({' '.join(part for part in handbook.groups() if part is not None)})"
    elif _BARE_HEX.fullmatch(written):
        written = f"#{written}"
    if not _CSS.match(written):
        return None
    try:
        match = Color.match(written, fullmatch=True)
    except ValueError:  # coloraide's answer to some numbers that no colour has
        return None
    return match.color if match and _is_meant(match.color) else None


def _is_meant(color: Color) -> bool:
    return all(abs(coordinate) <= _FURTHEST for coordinate in color.coords(nans=False))


def _spelled(color: Color) -> str | None:
    """Return the one spelling of an opaque colour, None where it is beyond all that anybody means."""
    if color.space() in _CLIPPED:
        return color.convert("srgb").clip().to_string(hex=True)
    lab = color.convert("lab")
    if not _is_meant(lab):
        return None
    if color.in_gamut("srgb"):
        return color.convert("srgb").to_string(hex=True)
    return lab.to_string(precision=6, fit=False)


def beyond(number: float, limit: Fraction) -> Decimal:
    """Round to one decimal, or to as many as show that the number is beyond the limit."""
    exact = Decimal(number)
    for decimals in range(1, 6):
        rounded = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
        if number <= limit or Fraction(rounded) > limit:
            return rounded
    return exact
