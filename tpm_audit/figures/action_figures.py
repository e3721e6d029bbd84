"""What an action earns of what it costs, and what an experiment says: two groups, one of which is treated otherwise.

The return is that of the same period as the cost, and stands on what is measured, estimated or assumed of both; a
figure before the action and one after it are none, for other things have changed as well. An experiment says nothing
before as many have taken part as were planned: who looks earlier, and stops when it suits, finds what is not there.

Source: methods.md, "Actions"; for the test of both shares see "Change between two audits or waves".
"""

import enum
from dataclasses import dataclass
from fractions import Fraction

from tpm_audit.figures.change_of_shares import change_of_shares
from tpm_audit.figures.sign_test import SIGNIFICANT
from tpm_audit.model.figures import Difference


class Outcome(enum.StrEnum):
    """What an experiment says: the variant does better or worse than the control, or that is not shown."""

    RUNNING = "running"
    BETTER = "better"
    WORSE = "worse"
    UNCHANGED = "unchanged"
    NOT_DEMONSTRABLE = "not-demonstrable"


@dataclass(frozen=True, slots=True)
class ExperimentFigure:
    """What an experiment says, and the change from the control's share to the variant's; None while it is running."""

    outcome: Outcome
    change: Difference | None


def return_on_investment(gain: Fraction, cost: Fraction) -> Fraction | None:
    """Return what is earned of each unit of money that an action costs, above it; None where it costs nothing."""
    return (gain - cost) / cost if cost > 0 else None


def experiment(control: tuple[int, int], variant: tuple[int, int], planned: int | None) -> ExperimentFigure:
    """Return what an experiment says of k of n in each group; ``planned`` is how many both have when it ends."""
    taken = control[1] + variant[1]
    change = change_of_shares(control, variant)
    if change is None or (planned is not None and taken < planned):
        return ExperimentFigure(Outcome.RUNNING, None)
    if change.change == 0:
        return ExperimentFigure(Outcome.UNCHANGED, change)
    if change.p >= SIGNIFICANT or change.low <= 0 <= change.high:
        return ExperimentFigure(Outcome.NOT_DEMONSTRABLE, change)
    return ExperimentFigure(Outcome.BETTER if change.change > 0 else Outcome.WORSE, change)
