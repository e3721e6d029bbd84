"""Contact shares, samples, emotions: the figures worked out in methods.md."""

import random
from collections import Counter
from fractions import Fraction
from statistics import median

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpm_audit.figures.audit_sample import most_where_none_was_found, needed
from tpm_audit.figures.contact_share import contact_shares
from tpm_audit.figures.emotions import emotions, mapped

FACTORS = {"shop": Fraction(60), "phone": Fraction(100), "ad": Fraction(90)}
VALUES = st.lists(st.fractions(-2, 2, max_denominator=8), min_size=1, max_size=30)


def asked(*shares: str) -> dict[str, Fraction]:
    return dict(zip(FACTORS, map(Fraction, shares), strict=True))


def test_contact_shares_as_worked_out() -> None:
    found = contact_shares(FACTORS, {"A": asked(".5", ".4", ".3"), "B": asked(".2", ".3", ".4")})
    assert [one.points for one in found.values()] == [97, 78]
    assert [round(float(one.share or 0), 3) for one in found.values()] == [0.554, 0.446]


def test_where_nobody_associates_anything_there_is_no_share() -> None:
    assert contact_shares(FACTORS, {"A": asked("0", "0", "0")})["A"].share is None
    assert contact_shares(FACTORS, {"A": {"shop": Fraction(1)}, "B": {}})["B"].share == 0


@pytest.mark.parametrize(("factor", "share"), [(-1, 0), (1, -1), (1, 2)])
def test_what_is_no_factor_and_no_share_is_refused(factor: int, share: int) -> None:
    with pytest.raises(ValueError, match="a factor below 0, or a share that is none"):
        contact_shares({"shop": Fraction(factor)}, {"A": {"shop": Fraction(share)}})


@pytest.mark.parametrize(("population", "n"), [(40, 29), (120, 54), (300, 73), (1, 1), (10**9, 97)])
def test_needed_as_worked_out(population: int, n: int) -> None:
    assert needed(population, 0.10) == n


@pytest.mark.parametrize(("population", "margin"), [(0, 0.1), (10, 0), (10, 1)])
def test_a_sample_of_nothing_is_refused(population: int, margin: float) -> None:
    with pytest.raises(ValueError, match="a population of none"):
        needed(population, margin)


def test_none_found_as_worked_out() -> None:
    assert most_where_none_was_found(12) == pytest.approx(0.221, abs=5e-4)
    assert most_where_none_was_found(12, population=40) == most_where_none_was_found(12)
    assert most_where_none_was_found(40, population=40) == 0
    with pytest.raises(ValueError, match="nothing was looked at"):
        most_where_none_was_found(0)


@given(st.integers(1, 500))
def test_a_share_at_the_bound_shows_nothing_in_one_sample_of_twenty(n: int) -> None:
    assert (1 - most_where_none_was_found(n)) ** n == pytest.approx(0.05, rel=1e-9)


def test_emotions_as_worked_out() -> None:
    found = emotions(Counter(Fraction(one) for one in (-1, 0, 0, 1, 2, 2)))
    assert found is not None
    assert (found.median, found.band) == (Fraction(1, 2), (Fraction(0), Fraction(7, 4)))
    assert (found.positive, found.neutral, found.negative) == (3, 2, 1)


@given(VALUES)
def test_quartiles_are_what_numpy_says(values: list[Fraction]) -> None:
    found = emotions(Counter(random.sample(values, len(values))))
    assert found is not None
    assert found.median == median(values)
    assert (found.band is None) == (len(values) < 4)
    if found.band is not None:
        floats = [float(one) for one in values]
        assert [float(one) for one in found.band] == pytest.approx(np.percentile(floats, [25, 75]), abs=1e-9)
    assert found.positive + found.neutral + found.negative == found.n == len(values)


def test_no_values_have_no_emotion() -> None:
    assert emotions({}) is None


@pytest.mark.parametrize(("value", "on_ours"), [(1, -2), (3, 0), (5, 2), (2, -1)])
def test_a_scale_is_mapped_linearly(value: int, on_ours: int) -> None:
    assert mapped(Fraction(value), Fraction(1), Fraction(5)) == on_ours


@pytest.mark.parametrize("scale", [(1, 5), (6, 6)])
def test_what_is_not_on_the_scale_is_refused(scale: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="6 is none of"):
        mapped(Fraction(6), *map(Fraction, scale))
