"""Agreement of auditors: the canonical data, and what other libraries say of anything else."""

from fractions import Fraction
from typing import Any

import krippendorff
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import cohens_kappa

from tests.effort import examples
from tpm_audit.figures.auditor_agreement import Level, alpha, alpha_interval, kappa

CANONICAL = [
    *([1, 1, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4]),
    *([4, 4, 4, 4], [1, 1, 2, 1], [2, 2, 2, 2], [5, 5, 5], [1, 1], [3]),
]
UNITS = st.lists(st.lists(st.integers(1, 5), max_size=4), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("level", "expected"), [(Level.NOMINAL, 0.743), (Level.ORDINAL, 0.815), (Level.INTERVAL, 0.849)]
)
def test_the_canonical_data(level: Level, expected: float) -> None:
    assert float(alpha(CANONICAL, level) or 0) == pytest.approx(expected, abs=5e-4)


@given(UNITS, st.sampled_from(Level))
@settings(max_examples=examples(200))
def test_alpha_is_what_the_other_library_says(units: list[list[int]], level: Level) -> None:
    paired = [unit for unit in units if len(unit) > 1]
    values = sorted({one for unit in paired for one in unit})
    if len(values) < 2:
        assert alpha(units, level) is None
        return
    table: Any = np.array([[unit.count(value) for value in values] for unit in paired])
    expected = krippendorff.alpha(value_counts=table, value_domain=values, level_of_measurement=level.value)
    assert float(alpha(units, level) or 0) == pytest.approx(expected, abs=1e-9)


def test_where_all_agree_it_is_one_and_where_all_are_equal_undefined() -> None:
    assert alpha([[1, 1], [2, 2]]) == 1
    assert alpha([[1, 1], [1, 1]]) is None
    assert alpha([[1], [2]]) is None


def test_the_interval_is_the_same_for_the_same_seed_and_holds_alpha() -> None:
    found = alpha_interval(CANONICAL, Level.ORDINAL, seed=7)
    assert found is not None
    assert found == alpha_interval(CANONICAL, Level.ORDINAL, seed=7)
    assert found != alpha_interval(CANONICAL, Level.ORDINAL, seed=8)
    assert found[0] < float(alpha(CANONICAL) or 0) < found[1] <= 1


def test_where_too_many_samples_are_undefined_there_is_no_interval() -> None:
    assert alpha_interval([[1, 1], [2, 2]], Level.ORDINAL, seed=1) is None
    assert alpha_interval([[1]], Level.ORDINAL, seed=1) is None


def test_kappa_as_worked_out() -> None:
    table = [[20, 5], [10, 15]]
    pairs = [(one, other) for one in (0, 1) for other in (0, 1) for _ in range(table[one][other])]
    assert kappa(pairs) == Fraction(2, 5)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=40))
def test_kappa_is_what_statsmodels_says(pairs: list[tuple[int, int]]) -> None:
    found = kappa(pairs)
    if found is None:
        assert len({one for pair in pairs for one in pair}) == 1
        return
    table = np.zeros((4, 4))
    for one, other in pairs:
        table[one, other] += 1
    assert float(found) == pytest.approx(cohens_kappa(table, return_results=False), abs=1e-9)


def test_kappa_of_nothing_is_none() -> None:
    assert kappa([]) is None
