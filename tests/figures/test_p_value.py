"""How p is written."""

from decimal import Decimal
from fractions import Fraction

import pytest

from tpm_audit.figures.p_value import written_p


@pytest.mark.parametrize(
    ("p", "written"),
    [
        (".0499", "0.0499"),
        (".05", "0.050"),
        (".0501", "0.050"),
        (".0574", "0.057"),
        (".0009", None),
        (".001", "0.001"),
        (".03125", "0.031"),
    ],
)
def test_p_is_not_rounded_across_the_limit(p: str, written: str | None) -> None:
    expected = None if written is None else Decimal(written)
    assert written_p(Fraction(p)) == expected
    assert written_p(float(p)) == expected
