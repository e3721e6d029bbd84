"""Actions: what they earn of what they cost, and what an experiment says when."""

from fractions import Fraction

import pytest

from tpm_audit.figures.action_figures import experiment, return_on_investment


@pytest.mark.parametrize(
    ("gain", "cost", "roi"),
    [
        (5000, 1200, Fraction(19, 6)),
        (1200, 1200, 0),
        (0, 1200, -1),
        (-300, 1200, Fraction(-5, 4)),
        (5000, 0, None),
        (5000, -1, None),
    ],
)
def test_what_is_earned_of_what_it_costs(gain: int, cost: int, roi: Fraction | None) -> None:
    assert return_on_investment(Fraction(gain), Fraction(cost)) == roi


@pytest.mark.parametrize(
    ("control", "variant", "planned", "verdict"),
    [
        ((30, 210), (44, 205), 400, "not-demonstrable"),  # the worked one: +7.2 points, p .056
        ((30, 210), (44, 205), 415, "not-demonstrable"),
        ((30, 210), (44, 205), 416, None),
        ((30, 210), (44, 205), None, "not-demonstrable"),
        ((30, 210), (60, 210), 400, "better"),
        ((60, 210), (30, 210), 400, "worse"),
        ((30, 210), (30, 210), 400, "unchanged"),
        ((30, 210), (0, 0), None, None),
    ],
)
def test_an_experiment_says_nothing_before_its_end(
    control: tuple[int, int], variant: tuple[int, int], planned: int | None, verdict: str | None
) -> None:
    found = experiment(control, variant, planned)
    assert found.verdict == verdict
    assert (found.change is None) is (verdict is None)


def test_the_worked_experiment() -> None:
    change = experiment((30, 210), (44, 205), 400).change
    assert change is not None
    in_points = (float(change.change) * 100, change.low * 100, change.high * 100)
    assert in_points == pytest.approx((7.2, -0.2, 14.5), abs=0.05)
    assert change.p == pytest.approx(0.056, abs=5e-4)
