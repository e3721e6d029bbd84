"""The change between two shares that were counted on different people.

The interval joins the Wilson intervals of both (Newcombe's method 10, without continuity correction); p is that of the
N-1 test of two shares.

Source: Newcombe, Interval estimation for the difference between independent proportions, 1998; Campbell, Chi-squared
and Fisher-Irwin tests of two-by-two tables with small sample recommendations, 2007; methods.md, "Change between two
audits or waves".
"""

from fractions import Fraction
from math import erfc, hypot, sqrt

from tpm_audit.figures.wilson import wilson
from tpm_audit.model.figures import Difference


def change_of_shares(then: tuple[int, int], now: tuple[int, int]) -> Difference | None:
    """Return the change from k of n then to k of n now, in shares; None where either n is 0."""
    (k1, n1), (k2, n2) = then, now
    if not (n1 and n2):
        return None
    change = Fraction(k2, n2) - Fraction(k1, n1)
    (low1, high1), (low2, high2) = wilson(k1, n1), wilson(k2, n2)
    share1, share2 = k1 / n1, k2 / n2
    return Difference(
        change=change,
        low=float(change) - hypot(share2 - low2, high1 - share1),
        high=float(change) + hypot(high2 - share2, share1 - low1),
        p=_p(change, Fraction(k1 + k2, n1 + n2), n1, n2),
    )


def _p(change: Fraction, pooled: Fraction, n1: int, n2: int) -> float:
    if pooled in (0, 1):
        return 1.0
    n = n1 + n2
    squared = change**2 / (pooled * (1 - pooled) * (Fraction(1, n1) + Fraction(1, n2))) * Fraction(n - 1, n)
    return erfc(sqrt(squared / 2))
