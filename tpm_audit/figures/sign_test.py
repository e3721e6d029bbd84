"""Whether what rose and what fell of the same things can be told from chance.

Each thing is looked at twice; what stayed the same drops out. Of what changed, were it a matter of chance, half would
have risen. The exact two-sided test doubles the smaller tail of the binomial distribution; of two answers (pass and
fail) it is McNemar's exact test.

Source: methods.md, "Change between two audits or waves".
"""

from fractions import Fraction
from math import comb
from typing import Final

SIGNIFICANT: Final = Fraction(1, 20)  # a p below it is taken for more than chance
FEWEST_CHANGES: Final = 6  # of five that all point one way p is 1/16: fewer can never be told from chance


def sign_test(fell: int, rose: int) -> Fraction | None:
    """Return p, exact, from 0 to 1; None where nothing changed."""
    changed = fell + rose
    if changed == 0:
        return None
    tail = sum(comb(changed, i) for i in range(min(fell, rose) + 1))
    return min(Fraction(1), Fraction(2 * tail, 2**changed))
