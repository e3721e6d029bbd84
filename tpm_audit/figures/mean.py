"""The mean of answers on a scale, with its 95 % interval by Student's t.

The interval is absent where a single answer, or answers that are all alike, tell nothing of how far others would lie
from them; the mean stays. It does not reach beyond the ends of the scale.

Source: Student, The probable error of a mean, 1908; methods.md, "Customer figures, all of them".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from typing import Self

from tpm_audit.figures.student_t import t_of_95_percent

_FEWEST = 2  # of one answer nobody knows how far others would lie from it


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of n answers, and their variance (divided by n - 1, 0 for one); exact, in steps of their scale."""

    n: int
    mean: Fraction
    variance: Fraction

    @classmethod
    def of(cls, answers: Mapping[Fraction, int] | Mapping[int, int]) -> Self | None:
        """Return it of how many gave each answer; None without any."""
        n = sum(answers.values())
        if not n:
            return None
        mean = sum((Fraction(answer) * count for answer, count in answers.items()), Fraction(0)) / n
        squares = sum(((answer - mean) ** 2 * count for answer, count in answers.items()), Fraction(0))
        return cls(n, mean, squares / (n - 1) if n >= _FEWEST else Fraction(0))

    def interval(self, lowest: float, highest: float) -> tuple[float, float] | None:
        """Return the limits of its 95 % interval on a scale with these ends; None where it has none."""
        if self.n < _FEWEST or not self.variance:
            return None
        reach = t_of_95_percent(self.n - 1) * sqrt(self.variance / self.n)
        return max(float(self.mean) - reach, lowest), min(float(self.mean) + reach, highest)
