"""How well a colour can be read on its grounds, by WCAG 2.2, and which colour near to it can.

Source: WCAG 2.2, success criterion 1.4.3: text needs 4.5 : 1, compared as it is and never rounded.
"""

from collections.abc import Iterator, Sequence
from decimal import ROUND_DOWN, Decimal
from typing import Final

LEAST: Final = 4.5
_DIGITS: Final = 9
_CENT: Final = Decimal("0.01")
_STEPS: Final = 500  # of lightness, from a colour to black or to white


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours ``#rrggbb``, from 1 to 21."""
    from coloraide import Color  # noqa: PLC0415 (most workspaces name no colours of their own)

    return Color(one).contrast(Color(other), method="wcag21")


def cut(ratio: float) -> Decimal:
    """Return a contrast with two decimals, cut: 4.499 is not 4.5."""
    exact = Decimal(repr(round(ratio, _DIGITS)))  # 20.999999999999996 is 21, as a machine counts
    return exact.quantize(_CENT, rounding=ROUND_DOWN)


def luminance_of(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb``, 0 to 1."""
    from coloraide import Color  # noqa: PLC0415 (see above)

    return Color(colour).luminance()


def luminance(colour: str) -> float | None:
    """Return the relative luminance of a colour as CSS writes it, 0 to 1; None where it is none."""
    from coloraide import Color  # noqa: PLC0415 (see above)

    try:
        found = Color.match(colour.strip().lower(), fullmatch=True)
    except ValueError:
        return None
    return None if found is None else min(1.0, max(0.0, found.color.luminance()))


def nearest_readable(colour: str, grounds: Sequence[str]) -> str | None:
    """Return the nearest colour of the same hue that can be read on all grounds, None where there is none.

    Nearest by CIEDE2000, of the first that pass on the way to black and to white; both are what ``#rrggbb`` can say.
    """
    from coloraide import Color  # noqa: PLC0415 (see above)

    found = []
    for end in (0.0, 1.0):
        passing = next(
            (one for one in _towards(colour, end) if all(contrast(one, on) >= LEAST for on in grounds)), None
        )
        if passing is not None:
            found.append((Color(colour).delta_e(Color(passing), method="2000"), passing))
    return min(found)[1] if found else None


def _towards(colour: str, end: float) -> Iterator[str]:
    """Yield colours of the same hue, lighter or darker step by step."""
    from coloraide import Color  # noqa: PLC0415 (see above)

    start = Color(colour).convert("oklch")
    for step in range(_STEPS + 1):
        there = start.clone()
        there["lightness"] = start["lightness"] + (end - start["lightness"]) * step / _STEPS
        yield there.convert("srgb").fit().to_string(hex=True)
