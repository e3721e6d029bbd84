"""Kano: the table, and the figures worked out in methods.md."""

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpm_audit.figures.kano import category_of, kano, kano_of
from tpm_audit.model.kano import Feeling, Property

# functional \ dysfunctional, as methods.md has it
TABLE = {
    "LIKE": "Q A A A O",
    "EXPECT": "R I I I M",
    "NEUTRAL": "R I I I M",
    "LIVE_WITH": "R I I I M",
    "DISLIKE": "R R R R Q",
}


def counts(**of: int) -> Counter[Property]:
    return Counter({Property(name): n for name, n in of.items()})


@pytest.mark.parametrize("with_it", TABLE)
def test_the_table(with_it: str) -> None:
    row = [category_of(Feeling[with_it], without).value for without in Feeling]
    assert row == TABLE[with_it].split()


def test_as_worked_out() -> None:
    found = kano_of(counts(A=14, O=9, M=6, I=8, R=1, Q=2))
    assert found is not None
    assert found.n == 40
    assert float(found.satisfaction or 0) == pytest.approx(0.622, abs=5e-4)
    assert float(found.dissatisfaction or 0) == pytest.approx(-0.405, abs=5e-4)
    assert float(found.p or 0) == pytest.approx(0.405, abs=5e-4)
    assert (found.category, found.first) == (None, (Property.ATTRACTIVE, Property.PERFORMANCE))
    assert found.questionable == Fraction(1, 20)


def test_what_is_told_from_the_next_is_named_alone() -> None:
    found = kano_of(counts(A=22, O=9))
    assert found is not None
    assert float(found.p or 0) == pytest.approx(0.029, abs=5e-4)
    assert (found.category, found.first) == (Property.ATTRACTIVE, (Property.ATTRACTIVE,))


@pytest.mark.parametrize(
    ("most", "next_", "is_clear"), [(17, 6, True), (17, 7, False), (8, 2, False), (5, 0, False), (6, 0, True)]
)
def test_five_per_cent_decide(most: int, next_: int, is_clear: bool) -> None:  # noqa: FBT001
    """Two-sided binomial p: 17 of 23 .035, 17 of 24 .064, 8 of 10 .109, 5 of 5 .0625, 6 of 6 .031."""
    found = kano_of(counts(A=most, O=next_))
    assert found is not None
    assert (found.category is Property.ATTRACTIVE) is is_clear


def test_what_nobody_answered_is_never_named() -> None:
    found = kano_of(counts(A=5))
    assert found is not None
    assert found.first == (Property.ATTRACTIVE,)


def test_all_that_are_tied_for_the_second_place_are_named() -> None:
    found = kano_of(counts(A=5, O=4, M=4, I=1))
    assert found is not None
    assert found.first == (Property.ATTRACTIVE, Property.PERFORMANCE, Property.MUST)


def test_without_a_meant_answer_there_is_no_satisfaction() -> None:
    assert kano([]) is None
    found = kano([(Feeling.LIKE, Feeling.LIKE)] * 9)
    assert found is not None
    assert (found.category, found.satisfaction, found.dissatisfaction) == (Property.QUESTIONABLE, None, None)


@given(st.lists(st.tuples(st.sampled_from(Feeling), st.sampled_from(Feeling)), min_size=1, max_size=60))
def test_every_pair_is_counted_once(answers: list[tuple[Feeling, Feeling]]) -> None:
    found = kano(answers)
    assert found is not None
    assert sum(n for _, n in found.counts) == found.n == len(answers)
    if found.satisfaction is not None and found.dissatisfaction is not None:
        assert 0 <= found.satisfaction <= 1
        assert -1 <= found.dissatisfaction <= 0
