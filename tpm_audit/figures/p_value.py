"""A p as people are told it, and whether it shows that something changed."""

from decimal import Decimal
from fractions import Fraction
from typing import Final

from tpm_audit.figures.sign_test import SIGNIFICANT
from tpm_audit.language.catalogue import rounded_to
from tpm_audit.model.figures import Difference

SMALL_P: Final = Decimal("0.001")
_DECIMALS, _MOST_DECIMALS = 3, 9


def is_demonstrable(change: Difference, p: float) -> bool:
    """Say whether chance does not explain a change: p, after Holm where there are several, and the interval say so."""
    return p < SIGNIFICANT and not change.low <= 0 <= change.high


def written_p(p: Fraction | float) -> Decimal | None:
    """Return p with three decimals; more where rounding would move it across the limit that it is held to.

    None where it is below ``SMALL_P``.
    """
    if p < SMALL_P:
        return None
    exact, decimals = Fraction(p), _DECIMALS
    while decimals < _MOST_DECIMALS and (Fraction(rounded_to(exact, decimals)) < SIGNIFICANT) is not (p < SIGNIFICANT):
        decimals += 1
    return rounded_to(exact, decimals)
