"""A contrast: of text, a button or a sign with what is behind it.

Written as the colour of the text on the colour of the background, each as of the kind color: "#ffffff on #6f9fd0",
"white auf rgb(0, 79, 159)". The ratio is the one of WCAG 2.2, from 1 to 21. There is no expected value; the key
`min` says what is asked for: 4.5 by default, 3 for large text (from 24 px on, bold from 18.66 px on), controls and
graphics. Logos are exempt. The ratio is shown cut to two decimals, not rounded, for 4.499 is not enough. A
transparent text is seen through to its background; a transparent background is unreadable.

The same: "#ffffff on #6f9fd0" and "white auf rgb(111, 159, 208)"
The same: "#fff on #000" and "white on black"
The same: "rgba(0, 0, 0, 0.5) on white" and "#808080 on #ffffff"
Different: "#ffffff on #6f9fd0" and "#6f9fd0 on #ffffff"
Different: "#ffffff on #6f9fd0" and "#ffffff on #6f9fd1"
Unreadable: "#ffffff"
Unreadable: "#ffffff on rgba(0, 0, 0, 0.5)"
Unreadable: "weiß auf hellrot"
Unreadable: "4.5"
"""

import colorsys
import datetime
import re
from collections.abc import Iterator
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Annotated

from coloraide import Color
from pydantic import ConfigDict, field_validator

from tpm_audit.facts.color import distance, read_color
from tpm_audit.facts.demands import VALUE_KEYS, without_values
from tpm_audit.model import codes
from tpm_audit.model.context import unreadable
from tpm_audit.model.facts import Circumstances, Fact, Reading, Unreadable
from tpm_audit.model.field_types import Number, between
from tpm_audit.source.message import Message, say

_LONGEST = 400
_ON = re.compile(r"\s(?:on|auf)\s", re.IGNORECASE)
_LINEAR_UP_TO = 0.04045  # of a channel from 0 to 1
_WEIGHTS = (0.2126, 0.7152, 0.0722)
_GLARE = 0.05
_NOISE = 9  # decimals that floating point keeps, so that black on white is 21 and not just below
_CENTS = Decimal("0.01")
_CHANNEL = 255


class ContrastFact(Fact):
    """A fact of kind contrast."""

    model_config = ConfigDict(json_schema_extra=without_values)

    min: Annotated[Number, between(1, 21)] = Fraction(9, 2)

    @field_validator(*VALUE_KEYS, mode="before")
    @classmethod
    def _refuse(cls, _: object) -> object:
        raise unreadable(
            codes.UNKNOWN_KEY,
            say("nothing is expected of a contrast but a lowest ratio"),
            say("write for example {example}", example="min: 4.5"),
        )

    def read(self, text: str, circumstances: Circumstances) -> Reading | Unreadable:  # noqa: ARG002 (every kind reads alike)
        """Return the two colours as they are seen, as lower-case hex; colours beyond sRGB as the nearest in it."""
        if len(text) > _LONGEST:
            return Unreadable(text, say("the text is too long for two colours"))
        parts = _ON.split(text)
        if len(parts) != 2:  # noqa: PLR2004 (text and background)
            return Unreadable(text, say("two colours are needed, such as {example}", example="'#ffffff on #004f9f'"))
        front, back = map(read_color, parts)
        if isinstance(front, Message):
            return Unreadable(text, front)
        if isinstance(back, Message):
            return Unreadable(text, back)
        if back.alpha(nans=False) < 1:
            return Unreadable(text, say("transparency without a background"))
        return Reading(text, f"{_hex(Color.layer([front, back], space='srgb'))} on {_hex(back)}")

    @property
    def demand(self) -> Message:
        """Say the lowest ratio."""
        return say("at least {number}", number=_shown(self.min))

    def falls_short(self, found: Reading, day: datetime.date) -> Message | None:  # noqa: ARG002 (a colour has no age)
        """Say the ratio, and the nearest colour of the text that would do."""
        return self._too_low(found)

    def _too_low(self, found: Reading) -> Message | None:
        """Say the ratio, and the nearest colour of the text that would do."""
        text, background = found.value.split(" on ")
        contrast = ratio(text, background)
        if contrast >= self.min:
            return None
        cut = _cut(contrast)
        enough = nearest(text, background, self.min)
        if enough is None:
            return say("contrast {contrast}, at least {least} is asked for", contrast=cut, least=_shown(self.min))
        return say(
            "contrast {contrast}, at least {least} is asked for; text in {color} would pass",
            contrast=cut,
            least=_shown(self.min),
            color=enough,
        )

    def standard_key(self, location: str | None) -> tuple[str, ...]:  # noqa: ARG002 (one ratio for all locations)
        """Return the key of the lowest ratio."""
        return ("min",)

    def read_as(self, reading: Reading) -> Message:
        """Return the two colours and their contrast."""
        text, background = reading.value.split(" on ")
        contrast = _cut(ratio(text, background))
        return say("{text} on {background}, contrast {contrast}", text=text, background=background, contrast=contrast)

    def compared_as(self) -> Message:
        """Say the measure."""
        return say("by the contrast of text and background (WCAG 2.2)")

    def explain(self, standard: Reading, found: Reading) -> Message | None:  # noqa: ARG002 (every kind explains alike)
        """Say how far the contrast is from what is asked for."""
        return self._too_low(found)


def ratio(text: str, background: str) -> float:
    """Return the contrast of two colours as ``read`` spells them, from 1 to 21.

    Source: WCAG 2.2, "contrast ratio" and "relative luminance".
    """
    darker, lighter = sorted((_luminance(text), _luminance(background)))
    return round((lighter + _GLARE) / (darker + _GLARE), _NOISE)


@lru_cache(maxsize=4096)
def nearest(text: str, background: str, least: Fraction) -> str | None:
    """Return the colour nearest to the text's that has the contrast, None where neither lighter nor darker has it.

    It is lighter or darker in hue and saturation of the text's, by the fewest steps; of the two that people see as
    nearer (CIEDE2000).
    """
    passing = [
        next((one for one in _shades(text, to) if ratio(one, background) >= least), None) for to in (0, _CHANNEL)
    ]
    return min((one for one in passing if one is not None), key=lambda one: (distance(text, one), one), default=None)


def _shades(color: str, to: int) -> Iterator[str]:
    """Yield a colour, ever lighter or darker up to white or black."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(color))
    start = round(lightness * _CHANNEL)
    for step in range(start, to + (1 if to > start else -1), 1 if to > start else -1):
        channels = colorsys.hls_to_rgb(hue, step / _CHANNEL, saturation)
        yield "#" + "".join(f"{round(channel * _CHANNEL):02x}" for channel in channels)


def _luminance(color: str) -> float:
    return sum(weight * _linear(channel) for weight, channel in zip(_WEIGHTS, _channels(color), strict=True))


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= _LINEAR_UP_TO else ((channel + 0.055) / 1.055) ** 2.4


def _channels(color: str) -> tuple[float, float, float]:
    red, green, blue = bytes.fromhex(color.removeprefix("#"))
    return red / _CHANNEL, green / _CHANNEL, blue / _CHANNEL


def _hex(color: Color) -> str:
    return color.convert("srgb").clip().to_string(hex=True)


def _cut(contrast: float) -> Decimal:
    return Decimal(contrast).quantize(_CENTS, rounding=ROUND_FLOOR)


def _shown(least: Fraction) -> Decimal:
    return Decimal(f"{float(least):g}")
