"""Student's t distribution: how likely a value is by chance, and which value is.

The two-sided p is the regularised incomplete beta function at df/(df + t²), worked out as a continued fraction.

Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.5.8 and 26.7.1.
"""

from math import exp, lgamma, log
from typing import Final

_TINY: Final = 1e-300  # stands for a denominator that is zero
_NEAR: Final = 1e-16
_MOST_STEPS: Final = 100_000
_HALVINGS: Final = 200


def two_sided_p(t: float, df: float) -> float:
    """Return how likely a t as far from 0 as this is, in either direction; ``df`` need not be whole."""
    square = t * t
    return _incomplete_beta(df / (df + square), square / (df + square), df / 2, 0.5)


def t_of_95_percent(df: float) -> float:
    """Return the t that 95 % of the distribution lies within, on both sides of 0."""
    low, high = 0.0, 2.0
    while two_sided_p(high, df) > 0.05:  # noqa: PLR2004 (what 95 % leaves)
        low, high = high, high * 2
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if not low < middle < high:
            break
        low, high = (middle, high) if two_sided_p(middle, df) > 0.05 else (low, middle)  # noqa: PLR2004
    return high


def _incomplete_beta(x: float, rest: float, a: float, b: float) -> float:
    """Return the regularised incomplete beta function at x; ``rest`` is 1 - x, known more exactly than that."""
    if x <= 0 or rest <= 0:
        return float(x > 0)
    front = exp(a * log(x) + b * log(rest) + lgamma(a + b) - lgamma(a) - lgamma(b))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(rest, b, a) / b


def _fraction(x: float, a: float, b: float) -> float:
    """Return the continued fraction by Lentz's method, two of its terms at each step."""
    c, d = 1.0, 1 / (1 - (a + b) * x / (a + 1) or _TINY)
    value = d
    for m in range(1, _MOST_STEPS):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / (1 + term * d or _TINY)
            c = 1 + term / c or _TINY
            value *= c * d
        if abs(c * d - 1) < _NEAR:
            break
    return value
