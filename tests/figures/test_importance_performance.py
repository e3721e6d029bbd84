"""Importance and performance: the figures worked out in methods.md."""

from fractions import Fraction

import pytest

from tpm_audit.figures.importance_performance import Cross, Point, cross, gap_of
from tpm_audit.model.importance_records import Field
from tpm_audit.model.site import Crosshairs

SCALE = (Fraction(0), Fraction(10))
POINTS = {
    "web": Point(Fraction("9.0"), Fraction("6.5")),
    "phone": Point(Fraction("8.2"), Fraction("8.0")),
    "invoice": Point(Fraction("5.1"), Fraction("4.8")),
    "app": Point(Fraction("4.8"), Fraction("7.9")),
}


def test_as_worked_out() -> None:
    lines = cross(list(POINTS.values()), Crosshairs.DATA, SCALE)
    assert lines == Cross(Fraction("6.775"), Fraction("6.8"))
    assert {name: lines.field_of(one) for name, one in POINTS.items()} == {
        "web": Field.CONCENTRATE,
        "phone": Field.KEEP_UP,
        "invoice": Field.LOW_PRIORITY,
        "app": Field.OVERKILL,
    }


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (Crosshairs.SCALE, Cross(Fraction(5), Fraction(5))),
        (Crosshairs.MEDIAN, Cross(Fraction("6.65"), Fraction("7.2"))),
    ],
)
def test_other_lines(lines: Crosshairs, expected: Cross) -> None:
    assert cross(list(POINTS.values()), lines, SCALE) == expected


def test_what_lies_on_a_line_is_high() -> None:
    assert Cross(Fraction(5), Fraction(5)).field_of(Point(Fraction(5), Fraction(5))) is Field.KEEP_UP


def test_three_points_make_no_picture() -> None:
    assert cross(list(POINTS.values())[:3], Crosshairs.DATA, SCALE) is None


@pytest.mark.parametrize(
    ("within", "crosses"), [((4.0, 4.9), False), ((4.0, 5.0), True), ((4.0, 6.0), True), (None, False)]
)
def test_an_interval_that_reaches_a_line_from_below_crosses_it(
    within: tuple[float, float] | None,
    crosses: bool,  # noqa: FBT001
) -> None:
    lines = Cross(Fraction(5), Fraction(5))
    low, high = Fraction("4.5"), Fraction(8)
    assert lines.is_crossed_by(Point(low, high, importance_within=within)) is crosses
    assert lines.is_crossed_by(Point(high, low, performance_within=within)) is crosses


def test_an_interval_that_reaches_below_a_line_crosses_it() -> None:
    lines = Cross(Fraction(5), Fraction(5))
    assert lines.is_crossed_by(Point(Fraction(6), Fraction(8), importance_within=(4.9, 7.1)))
    assert not lines.is_crossed_by(Point(Fraction(6), Fraction(8), importance_within=(5.0, 7.0)))


def test_a_gap_is_that_of_each_who_said_both() -> None:
    gap = gap_of({(Fraction(9), Fraction(6)): 2, (Fraction(8), Fraction(8)): 1, (Fraction(7), Fraction(4)): 1})
    assert gap is not None
    assert (gap.n, gap.mean, gap.variance) == (4, Fraction(9, 4), Fraction(9, 4))
    assert gap.interval(-10, 10) == pytest.approx((-0.13683, 4.63683), abs=1e-4)
    assert gap_of({}) is None
