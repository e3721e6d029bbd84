"""The change between two means of different people: Welch's interval and test, which take no variance for the other's.

Source: Welch, The generalization of "Student's" problem when several different population variances are involved, 1947;
methods.md, "Change between two audits or waves".
"""

from fractions import Fraction
from math import sqrt

from tpm_audit.figures.mean import Mean
from tpm_audit.figures.student_t import t_of_95_percent, two_sided_p
from tpm_audit.model.figures import Difference

_FEWEST = 2  # of one answer nobody knows how far others would lie from it


def change_of_means(then: Mean, now: Mean) -> Difference | None:
    """Return the change in steps of the scale; None where an n is below 2, or all answers of each are equal."""
    if min(then.n, now.n) < _FEWEST or not (then.variance or now.variance):
        return None
    change = now.mean - then.mean
    parts = [one.variance / one.n for one in (then, now)]
    squared_error = sum(parts, Fraction(0))
    freedom = float(squared_error**2 / (parts[0] ** 2 / (then.n - 1) + parts[1] ** 2 / (now.n - 1)))
    error = sqrt(squared_error)
    reach = t_of_95_percent(freedom) * error
    return Difference(
        change=change,
        low=float(change) - reach,
        high=float(change) + reach,
        p=two_sided_p(float(change) / error, freedom),
    )
