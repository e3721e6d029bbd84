"""Means on a scale: the figures worked out in methods.md, and what scipy says of anything else."""

from collections import Counter
from fractions import Fraction
from statistics import mean, variance

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from tpm_audit.figures.mean import Mean
from tpm_audit.figures.wilson import wilson

EFFORT = [6, 7, 5, 7, 4, 6, 2, 7, 5, 6, 7, 6, 3, 7, 6, 5, 7, 6, 4, 7]


def test_effort_as_worked_out() -> None:
    found = Mean.of(Counter(EFFORT))
    assert found is not None
    assert found.mean == Fraction(113, 20)
    assert found.interval(1, 7) == pytest.approx((4.97, 6.33), abs=0.005)
    easy = sum(one >= 5 for one in EFFORT)
    assert wilson(easy, len(EFFORT)) == pytest.approx((0.584, 0.919), abs=5e-4)


@pytest.mark.parametrize("answers", [{}, {7: 1}, {7: 12}])
def test_what_tells_nothing_of_others_has_no_interval(answers: dict[int, int]) -> None:
    found = Mean.of(answers)
    assert (found is None) == (not answers)
    if found is not None:
        assert found.mean == 7
        assert found.interval(0, 10) is None


@given(st.lists(st.integers(0, 10), min_size=2, max_size=60).filter(lambda one: len(set(one)) > 1))
def test_mean_and_interval_are_what_other_libraries_say(answers: list[int]) -> None:
    found = Mean.of(Counter(answers))
    assert found is not None
    assert found.mean == mean(map(Fraction, answers))
    assert found.variance == variance(map(Fraction, answers))
    error = stats.sem(answers)
    low, high = stats.t.interval(0.95, len(answers) - 1, loc=float(found.mean), scale=error)
    assert found.interval(0, 10) == pytest.approx((max(low, 0), min(high, 10)), rel=1e-9, abs=1e-9)
