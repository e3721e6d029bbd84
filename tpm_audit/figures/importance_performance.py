"""What matters to customers beside how well it is done: four fields, and where to begin.

The lines between the fields are the mean of the points, their median or the middle of the scale (`crosshairs` of
site.yml); which of them is said. A point on or above a line is on its high side. With the mean or the median some point
is always low. Only points drawn from customers move a line; where these were not asked, the company's guess is drawn
hollow. A point whose interval crosses a line could as well be on its other side. It takes four touchpoints.

The gap is importance less performance; of those who said both, with Student's interval of their differences. What the
company holds to be important, less what customers do, has the interval of the customers, mirrored.

Source: Martilla and James, Importance-performance analysis, 1977; methods.md, "Customer figures, all of them".
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median
from typing import Final

from tpm_audit.figures.mean import Mean
from tpm_audit.model.importance_records import Field
from tpm_audit.model.site import Crosshairs

FEWEST: Final = 4  # points; fewer make no picture


@dataclass(frozen=True, slots=True)
class Point:
    """The mean importance and performance of a touchpoint, with their 95 % intervals where they have any."""

    importance: Fraction
    performance: Fraction
    importance_within: tuple[float, float] | None = None
    performance_within: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Cross:
    """The lines: from which importance, and from which performance on, a point is high."""

    importance: Fraction
    performance: Fraction

    def field_of(self, point: Point) -> Field:
        """Return the field in which a point lies."""
        if point.importance >= self.importance:
            return Field.KEEP_UP if point.performance >= self.performance else Field.CONCENTRATE
        return Field.OVERKILL if point.performance >= self.performance else Field.LOW_PRIORITY

    def is_crossed_by(self, point: Point) -> bool:
        """Say whether an interval of a point reaches over a line."""
        pairs = (
            (point.importance_within, self.importance, point.importance),
            (point.performance_within, self.performance, point.performance),
        )
        return any(
            within is not None and (within[0] < line if value >= line else within[1] >= line)
            for within, line, value in pairs
        )


def cross(points: Sequence[Point], lines: Crosshairs, scale: tuple[Fraction, Fraction]) -> Cross | None:
    """Return the lines of points drawn from customers on a scale from its lowest to its highest step.

    None where there are fewer than four points.
    """
    if len(points) < FEWEST:
        return None
    if lines is Crosshairs.SCALE:
        middle = (scale[0] + scale[1]) / 2
        return Cross(middle, middle)
    both = ([one.importance for one in points], [one.performance for one in points])
    if lines is Crosshairs.MEDIAN:
        return Cross(median(both[0]), median(both[1]))
    return Cross(*(sum(values, Fraction(0)) / len(values) for values in both))


def gap_of(pairs: Mapping[tuple[Fraction, Fraction], int]) -> Mean | None:
    """Return the mean of importance less performance of people who said both; None without any."""
    differences: Counter[Fraction] = Counter()
    for (importance, performance), n in pairs.items():
        differences[importance - performance] += n
    return Mean.of(differences)
