"""How far auditors who looked at the same agree, beyond what chance alone would do.

Krippendorff's alpha is 1 for full agreement and 0 for that of chance; it takes any number of auditors, missing ratings,
and a difference that suits the scale: nominal, ordinal or interval. It is undefined where all ratings are equal. Its
interval is that of 2,000 samples of the units, drawn again with a seed; where more than one in twenty of them has no
alpha there is none. Cohen's kappa is for two auditors who rated the same units; it is undefined where chance alone
would agree on all. From .800 on one relies on ratings, from .667 on with care.

Source: Krippendorff, Content analysis, 2018; Cohen, A coefficient of agreement for nominal scales, 1960; methods.md,
"Agreement of auditors".
"""

import enum
import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import accumulate
from statistics import quantiles
from typing import Final, TypeAlias

RESAMPLES: Final = 2_000
MOST_UNDEFINED: Final = Fraction(1, 20)
_TWO = 2

Unit: TypeAlias = Sequence[int]  # the ratings of one thing, as places on the scale; missing ones are left out
_Distance: TypeAlias = Callable[[int, int], Fraction]


class Level(enum.StrEnum):
    """What the steps of a scale mean for how far two ratings lie apart."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"


def alpha(units: Sequence[Unit], level: Level = Level.ORDINAL) -> Fraction | None:
    """Return Krippendorff's alpha of units with two ratings or more; None where it is undefined."""
    paired = [Counter(unit) for unit in units if len(unit) >= _TWO]
    totals = sum(paired, Counter[int]())
    n = totals.total()
    if len(totals) < _TWO:
        return None
    distance = _distance(totals, level)
    observed = sum((_disagreement(counts, distance) / (counts.total() - 1) for counts in paired), Fraction(0))
    expected = _disagreement(totals, distance) / (n - 1)
    return 1 - observed / expected


def _disagreement(counts: Mapping[int, int], distance: _Distance) -> Fraction:
    """Return the sum of the distances over all ordered pairs."""
    values = sorted(counts)
    pairs = ((one, other) for at, one in enumerate(values) for other in values[at + 1 :])
    return 2 * sum((counts[one] * counts[other] * distance(one, other) for one, other in pairs), Fraction(0))


def _distance(totals: Mapping[int, int], level: Level) -> _Distance:
    """Return how far two ratings lie apart, squared; on an ordinal scale by how many ratings lie between."""
    if level is Level.NOMINAL:
        return lambda one, other: Fraction(one != other)
    if level is Level.INTERVAL:
        return lambda one, other: Fraction(one - other) ** 2
    values = sorted(totals)
    up_to = dict(zip(values, accumulate(totals[value] for value in values), strict=True))
    middle = {value: up_to[value] - Fraction(totals[value], 2) for value in values}
    return lambda one, other: (middle[one] - middle[other]) ** 2


def alpha_interval(units: Sequence[Unit], level: Level, seed: int) -> tuple[float, float] | None:
    """Return the limits of alpha's 95 % interval; None where too many samples have no alpha."""
    paired = [unit for unit in units if len(unit) >= _TWO]
    if not paired:
        return None
    chance = random.Random(seed)  # noqa: S311 (a sample that anybody can draw again)
    drawn = (alpha([paired[int(chance.random() * len(paired))] for _ in paired], level) for _ in range(RESAMPLES))
    found = [float(one) for one in drawn if one is not None]
    if RESAMPLES - len(found) > MOST_UNDEFINED * RESAMPLES:
        return None
    cuts = quantiles(found, n=40, method="inclusive")
    return cuts[0], cuts[-1]


def kappa(pairs: Sequence[tuple[int, int]]) -> Fraction | None:
    """Return Cohen's kappa of the ratings of two auditors; None where it is undefined."""
    n = len(pairs)
    if not n:
        return None
    agreed = Fraction(sum(one == other for one, other in pairs), n)
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = Fraction(sum(count * second[value] for value, count in first.items()), n * n)
    return None if chance == 1 else (agreed - chance) / (1 - chance)
