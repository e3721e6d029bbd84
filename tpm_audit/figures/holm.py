"""Several tests at once: the p of each, made larger so that all together err no more often than one alone would.

The smallest p is multiplied by the number of tests, the next by one less, and so on; none may be smaller than the one
before it, nor larger than 1.

Source: Holm, A simple sequentially rejective multiple test procedure, 1979; methods.md, "Change between two audits or
waves".
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import TypeVar

P = TypeVar("P", Fraction, float)


def holm(family: Sequence[P]) -> tuple[P, ...]:
    """Return the adjusted p of each test of a family, in the order of the tests; exact where they are."""
    adjusted = list(family)
    least: P | None = None
    for rank, place in enumerate(sorted(range(len(family)), key=family.__getitem__)):
        one = family[place]
        enlarged = min(one * (len(family) - rank), type(one)(1))
        least = enlarged if least is None else max(least, enlarged)
        adjusted[place] = least
    return tuple(adjusted)
