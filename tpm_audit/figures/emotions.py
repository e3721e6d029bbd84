"""How emotions from -2 to 2 are spread: median and quartiles, and how many are positive, neutral and negative.

The quartiles are those of all values, inclusive; a band is drawn from four values on. A phase is the median of its
values, never of medians. Scales of customers are mapped linearly. Customers and auditors are never added up.

Source: Hyndman and Fan, Sample quantiles in statistical packages, 1996 (definition 7); methods.md, "Emotion curve and
balance".
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from math import ceil, floor
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


def emotions(counts: Mapping[Fraction, int]) -> Emotions | None:
    """Return how values are spread, of how often each came; None without any."""
    values = sorted(counts)
    reached = list(accumulate(counts[one] for one in values))  # up to each of them
    n = reached[-1] if reached else 0
    if not n:
        return None

    def quantile(share: Fraction) -> Fraction:
        place = (n - 1) * share
        below, above = (values[bisect_right(reached, at)] for at in (floor(place), ceil(place)))
        return below + (place - floor(place)) * (above - below)

    band = (quantile(Fraction(1, 4)), quantile(Fraction(3, 4))) if n >= FEWEST_FOR_A_BAND else None
    positive, negative = (sum(counts[one] for one in values if one * sign > 0) for sign in (1, -1))
    return Emotions(n, quantile(Fraction(1, 2)), band, positive, n - positive - negative, negative)


def mapped(value: Fraction, lowest: Fraction, highest: Fraction) -> Fraction:
    """Return a value of a scale on that of emotions, linearly.

    Raises:
        ValueError: the scale has no two ends, or the value is not on it.
    """
    if not lowest <= value <= highest or lowest == highest:
        raise ValueError(f"{value} is none of {lowest} to {highest}")
    return LOWEST + (HIGHEST - LOWEST) * (value - lowest) / (highest - lowest)
