import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpm_audit.facts.slips import Slip, gap, slip


@pytest.mark.parametrize(
    ("standard", "found", "expected"),
    [
        ("771200", "77120", (Slip.FEWER, 1)),
        ("771200", "71200", (Slip.FEWER, 1)),
        ("771200", "7700", (Slip.FEWER, 2)),
        ("771200", "7712000", (Slip.MORE, 1)),
        ("771200", "771202", (Slip.LAST, 1)),
        ("771200", "771300", (Slip.ONE, 1)),
        ("771200", "772100", (Slip.SWAPPED, 2)),
        ("771200", "771020", (Slip.SWAPPED, 2)),
        ("771200", "721700", None),
        ("771200", "993411", None),
        ("771200", "771200", None),
        ("771200", "77", None),
        ("771200", "", None),
        ("a", "b", None),
    ],
)
def test_slips(standard: str, found: str, expected: tuple[Slip, int] | None) -> None:
    assert slip(standard, found) == expected


@given(st.text("ab"), st.text("ab"))
def test_a_gap_leads_from_one_text_to_the_other(one: str, other: str) -> None:
    between = gap(one, other)
    end = len(one) - between.end
    assert one[: between.start] + "".join(between.found) + one[end:] == other
    assert one[between.start : end] == between.expected
