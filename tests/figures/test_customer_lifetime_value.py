"""The customer lifetime value: the figures worked out in methods.md, and the sum itself on anything else."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpm_audit.figures.customer_lifetime_value import customer_lifetime_value

SHARES = st.fractions(0, 1, max_denominator=1000)


@pytest.mark.parametrize(
    ("margin", "retention", "discount", "periods", "first", "value"),
    [
        ("100", "0.8", "0.1", 5, 1, "212.41"),
        ("100", "0.8", "0.1", 5, 0, "312.41"),
        ("100", "1", "0", 5, 1, "500.00"),
        ("100", "1", "0", 5, 0, "600.00"),
        ("100", "0", "0.1", 5, 1, "0.00"),
        ("100", "0", "0.1", 5, 0, "100.00"),
        ("-100", "1", "0", 1, 1, "-100.00"),
        ("100", "0.8", "999999999999", 600, 1, "0.00"),
    ],
)
def test_values_as_worked_out(margin: str, retention: str, discount: str, periods: int, first: int, value: str) -> None:
    found = customer_lifetime_value(Fraction(margin), Fraction(retention), Fraction(discount), periods, first)
    assert f"{float(found):.2f}" == value


@given(SHARES, SHARES, st.integers(1, 40), st.integers(0, 1))
def test_it_is_the_sum_of_the_margins(retention: Fraction, discount: Fraction, periods: int, first: int) -> None:
    margins = (100 * retention**t / (1 + discount) ** t for t in range(first, periods + 1))
    found = customer_lifetime_value(Fraction(100), retention, discount, periods, first)
    assert float(found) == pytest.approx(float(sum(margins, Fraction(0))), rel=1e-12)
