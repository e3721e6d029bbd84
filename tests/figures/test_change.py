"""Tests of a change: the figures worked out in methods.md, and what other libraries say of anything else."""

from fractions import Fraction
from statistics import mean, variance

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from tpm_audit.figures.change_of_means import change_of_means
from tpm_audit.figures.change_of_shares import change_of_shares
from tpm_audit.figures.holm import holm
from tpm_audit.figures.mean import Mean
from tpm_audit.figures.sign_test import FEWEST_CHANGES, sign_test
from tpm_audit.figures.student_t import t_of_95_percent, two_sided_p
from tpm_audit.figures.wilson import wilson

COUNTS = st.integers(0, 60)
SIGNIFICANT = Fraction(1, 20)


@pytest.mark.parametrize(
    ("fell", "rose", "p"),
    [
        (3, 11, Fraction(940, 16384)),  # .0574
        (0, 6, Fraction(1, 32)),  # .03125
        (1, 1, 1),
        (0, 1, 1),
        (0, 5, Fraction(1, 16)),
    ],
)
def test_the_sign_test_as_worked_out(fell: int, rose: int, p: Fraction) -> None:
    assert sign_test(fell, rose) == p == sign_test(rose, fell)


def test_where_nothing_changed_there_is_no_sign_test() -> None:
    assert sign_test(0, 0) is None


@given(COUNTS, COUNTS)
def test_the_sign_test_is_the_exact_binomial_test(fell: int, rose: int) -> None:
    p = sign_test(fell, rose)
    assume(p is not None)
    assert p is not None
    assert float(p) == pytest.approx(stats.binomtest(fell, fell + rose, 0.5).pvalue, rel=1e-9)


def test_the_fewest_changes_are_the_fewest_that_can_be_told_from_chance() -> None:
    possible = [n for n in range(1, 12) if (sign_test(0, n) or 1) < SIGNIFICANT]
    assert possible[0] == FEWEST_CHANGES


def test_holm_as_worked_out() -> None:
    ps = [Fraction(one) for one in (".001", ".012", ".03", ".04", ".2")]
    assert holm(ps) == tuple(Fraction(one) for one in (".005", ".048", ".09", ".09", ".2"))
    assert holm(ps[::-1]) == holm(ps)[::-1]


def test_holm_of_none_and_of_one() -> None:
    assert holm([]) == ()
    assert holm([0.2]) == (0.2,)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_holm_is_what_statsmodels_says(ps: list[float]) -> None:
    assert holm(ps) == pytest.approx(list(multipletests(ps, method="holm")[1]), rel=1e-12, abs=1e-300)


@pytest.mark.parametrize(("k", "n", "limits"), [(22, 30, (55.6, 85.8)), (0, 12, (0, 24.2))])
def test_wilson_as_worked_out(k: int, n: int, limits: tuple[float, float]) -> None:
    assert [round(100 * one, 1) for one in wilson(k, n)] == list(limits)


@given(COUNTS, COUNTS)
def test_wilson_is_what_statsmodels_says(k: int, rest: int) -> None:
    assume(k + rest)
    assert wilson(k, k + rest) == pytest.approx(proportion_confint(k, k + rest, method="wilson"), abs=1e-12)


@pytest.mark.parametrize(("k", "n"), [(0, 0), (3, 2), (-1, 2)])
def test_what_is_no_share_has_no_interval(k: int, n: int) -> None:
    with pytest.raises(ValueError, match="is no share"):
        wilson(k, n)


@pytest.mark.parametrize(
    ("then", "now", "shown", "p"),
    [
        ((18, 30), (27, 33), [21.8, -0.5, 41.9], 0.0575),
        ((30, 210), (44, 205), [7.2, -0.2, 14.5], 0.056),
    ],
)
def test_a_change_of_shares_as_worked_out(
    then: tuple[int, int], now: tuple[int, int], shown: list[float], p: float
) -> None:
    change = change_of_shares(then, now)
    assert change is not None
    assert [round(100 * one, 1) for one in (float(change.change), change.low, change.high)] == shown
    assert change.p == pytest.approx(p, abs=0.0005)


@pytest.mark.parametrize(("then", "now"), [((0, 5), (0, 7)), ((5, 5), (7, 7))])
def test_where_all_or_none_did_on_both_sides_p_is_1(then: tuple[int, int], now: tuple[int, int]) -> None:
    change = change_of_shares(then, now)
    assert change is not None
    assert (float(change.change), change.p) == (0, 1)
    assert change.low < 0 < change.high


def test_of_nobody_there_is_no_change_of_shares() -> None:
    assert change_of_shares((0, 0), (1, 2)) is None
    assert change_of_shares((1, 2), (0, 0)) is None


@given(COUNTS, COUNTS, COUNTS, COUNTS)
def test_the_interval_of_a_change_of_shares_is_what_statsmodels_says(a: int, b: int, c: int, d: int) -> None:
    change = change_of_shares((a, a + b), (c, c + d))
    assume(change is not None)
    assert change is not None
    limits = confint_proportions_2indep(c, c + d, a, a + b, method="newcomb")
    assert (change.low, change.high) == pytest.approx(limits, abs=1e-9)


@given(COUNTS, COUNTS, COUNTS, COUNTS)
def test_the_test_of_shares_is_chi_squared_on_one_less(a: int, b: int, c: int, d: int) -> None:
    assume(a + b and c + d and a + c and b + d)
    change = change_of_shares((a, a + b), (c, c + d))
    assert change is not None
    n = a + b + c + d
    chi_squared = stats.chi2_contingency([[a, b], [c, d]], correction=False).statistic * (n - 1) / n
    assert change.p == pytest.approx(stats.chi2.sf(chi_squared, 1), rel=1e-9, abs=1e-12)


@given(st.floats(-1e4, 1e4), st.floats(1, 1e5))
def test_students_t_is_what_scipy_says(t: float, df: float) -> None:
    assert two_sided_p(t, df) == pytest.approx(2 * stats.t.sf(abs(t), df), rel=1e-8, abs=1e-13)


@given(st.floats(1, 1e6))
def test_the_t_of_95_percent_is_what_scipy_says(df: float) -> None:
    assert t_of_95_percent(df) == pytest.approx(stats.t.ppf(0.975, df), rel=1e-8)


def mean_of(answers: list[int]) -> Mean:
    exact = [Fraction(one) for one in answers]
    return Mean(len(exact), mean(exact), variance(exact) if len(exact) > 1 else Fraction(0))


ANSWERS = st.lists(st.integers(0, 10), min_size=2, max_size=40)


@pytest.mark.filterwarnings("ignore:Precision loss:RuntimeWarning")  # scipy's, where all answers of one are equal
@given(ANSWERS, ANSWERS)
def test_a_change_of_means_is_welchs(then: list[int], now: list[int]) -> None:
    change = change_of_means(mean_of(then), mean_of(now))
    assume(len({*then}) > 1 or len({*now}) > 1)
    assert change is not None
    tested = stats.ttest_ind(np.array(now), np.array(then), equal_var=False)
    interval = tested.confidence_interval()
    assert change.p == pytest.approx(tested.pvalue, rel=1e-7, abs=1e-12)
    assert (change.low, change.high) == pytest.approx((interval.low, interval.high), rel=1e-7, abs=1e-9)
    assert change.change == mean(map(Fraction, now)) - mean(map(Fraction, then))


@pytest.mark.parametrize(("then", "now"), [([1], [1, 2, 3]), ([1, 2, 3], [1]), ([4, 4, 4], [6, 6])])
def test_what_says_nothing_of_how_far_answers_lie_apart_has_no_change_of_means(then: list[int], now: list[int]) -> None:
    assert change_of_means(mean_of(then), mean_of(now)) is None
