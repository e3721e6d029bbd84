"""How emotions from -2 to 2 are spread: median and quartiles, and how many are positive, neutral and negative.

The quartiles are those of all values, inclusive; a band is drawn from four values on. A phase is the median of its
values, never of medians. Scales of customers are mapped linearly. Customers and auditors are never added up.

Source: Hyndman and Fan, Sample quantiles in statistical packages, 1996 (definition 7); methods.md, "Emotion curve and
balance".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median, quantiles
from typing import Final

LOWEST: Final = -2
HIGHEST: Final = 2
FEWEST_FOR_A_BAND: Final = 4


@dataclass(frozen=True, slots=True)
class Emotions:
    """The median of n values, their lower and upper quartile (None for fewer than four), and their balance."""

    n: int
    median: Fraction
    band: tuple[Fraction, Fraction] | None
    positive: int
    neutral: int
    negative: int


def emotions(values: Sequence[Fraction]) -> Emotions | None:
    """Return how values are spread; None without any."""
    if not values:
        return None
    band = None
    if len(values) >= FEWEST_FOR_A_BAND:
        low, _, high = quantiles(values, n=4, method="inclusive")
        band = low, high
    positive, negative = sum(one > 0 for one in values), sum(one < 0 for one in values)
    return Emotions(len(values), median(values), band, positive, len(values) - positive - negative, negative)


def mapped(value: Fraction, lowest: Fraction, highest: Fraction) -> Fraction:
    """Return a value of a scale on that of emotions, linearly.

    Raises:
        ValueError: the scale has no two ends, or the value is not on it.
    """
    if not lowest <= value <= highest or lowest == highest:
        raise ValueError(f"{value} is none of {lowest} to {highest}")
    return LOWEST + (HIGHEST - LOWEST) * (value - lowest) / (highest - lowest)
