"""The Net Promoter Score: the figures worked out in methods.md, and what the normal distribution says."""

from collections import Counter
from fractions import Fraction
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from tpm_audit.figures.net_promoter import NetPromoter, change_of_net_promoter, margin, respondents_for

COUNTS = st.integers(0, 400)
SOME = st.builds(NetPromoter, COUNTS, COUNTS, COUNTS).filter(lambda one: one.n > 0)


@pytest.mark.parametrize(
    ("counts", "score", "low", "high"),
    [((16, 11, 9), 19.4, -7.3, 43.2), ((20, 0, 0), 100, 69.7, 100), ((160, 140, 100), 15, 7.2, 22.6)],
)
def test_as_worked_out(counts: tuple[int, int, int], score: float, low: float, high: float) -> None:
    one = NetPromoter(*counts)
    assert one.score is not None
    assert float(one.score) == pytest.approx(score, abs=0.05)
    assert one.interval == pytest.approx((low, high), abs=0.05)


def test_answers_are_promoters_passives_and_detractors() -> None:
    answers = dict.fromkeys(range(11), 1) | {9: 3, 6: 2}
    assert NetPromoter.of(answers) == NetPromoter(promoters=4, passives=2, detractors=8)
    for outside in (-1, 11):
        with pytest.raises(ValueError, match="none of 0 to 10"):
            NetPromoter.of({outside: 1})


def test_without_answers_there_is_no_score() -> None:
    assert NetPromoter.of({}).score is None
    assert NetPromoter.of({}).interval is None
    assert change_of_net_promoter(NetPromoter(0, 0, 0), NetPromoter(1, 0, 0)) is None


@given(SOME)
def test_the_interval_is_that_of_the_answers_with_three_more(one: NetPromoter) -> None:
    counts = {1: one.promoters + 0.75, 0: one.passives + 1.5, -1: one.detractors + 0.75}
    n = sum(counts.values())
    mean = sum(value * count for value, count in counts.items()) / n
    variance = sum((value - mean) ** 2 * count for value, count in counts.items()) / n
    low, high = stats.norm.interval(0.95, loc=100 * mean, scale=100 * sqrt(variance / n))
    assert one.interval == pytest.approx((max(low, -100), min(high, 100)), abs=1e-9)


@given(SOME)
def test_turned_round_it_is_the_opposite(one: NetPromoter) -> None:
    other = NetPromoter(one.detractors, one.passives, one.promoters)
    assert other.score is not None
    assert one.score == -other.score
    assert other.interval is not None
    assert one.interval == pytest.approx((-other.interval[1], -other.interval[0]), abs=1e-9)


def test_a_change_as_worked_out() -> None:
    then, now = NetPromoter(12, 14, 14), NetPromoter(20, 12, 8)
    found = change_of_net_promoter(then, now)
    assert found is not None
    assert then.score is not None
    assert now.score is not None
    assert now.score - then.score == 35
    assert float(found.change) == pytest.approx(32.6, abs=0.05)
    assert (found.low, found.high) == pytest.approx((-0.8, 65.9), abs=0.05)
    assert found.p == pytest.approx(0.0557, abs=5e-5)


@given(SOME, SOME)
def test_a_change_is_told_from_chance_where_its_interval_leaves_out_zero(then: NetPromoter, now: NetPromoter) -> None:
    found = change_of_net_promoter(then, now)
    assert found is not None
    error = (found.high - found.low) / (2 * stats.norm.ppf(0.975))
    assert found.p == pytest.approx(2 * stats.norm.sf(abs(float(found.change)) / error), rel=1e-9, abs=1e-12)


@pytest.mark.parametrize(("n", "usual", "worst"), [(20, 34, 41), (30, 29, 34), (40, 25, 30)])
def test_margins_as_worked_out(n: int, usual: int, worst: int) -> None:
    assert (round(margin(n)), round(margin(n, 1.0))) == (usual, worst)


def test_respondents_as_worked_out() -> None:
    assert respondents_for(10) == 266
    with pytest.raises(ValueError, match="margin of nothing"):
        respondents_for(0)


@given(st.floats(0.5, 90), st.floats(0.01, 1))
def test_so_many_respondents_are_needed_and_not_one_less(points: float, variance: float) -> None:
    n = respondents_for(points, variance)
    assert margin(n, variance) <= points * (1 + 1e-12)
    assert n == 1 or margin(n - 1, variance) > points * (1 - 1e-12)


@given(st.lists(st.integers(0, 10), min_size=1, max_size=80))
def test_the_score_is_the_mean_of_plus_and_minus_hundred(answers: list[int]) -> None:
    signs = [100 if one >= 9 else -100 if one <= 6 else 0 for one in answers]
    assert NetPromoter.of(Counter(answers)).score == Fraction(sum(signs), len(signs))
