"""What an action earns of what it costs, and what an experiment says: two groups, one of which is treated otherwise.

The return is that of the same period as the cost, and stands on what is measured, estimated or assumed of both; a
figure before the action and one after it are none, for other things have changed as well. An experiment says nothing
before as many have taken part as were planned: who looks earlier, and stops when it suits, finds what is not there.

Source: methods.md, "Actions"; for the test of both shares see "Change between two audits or waves".
"""

from dataclasses import dataclass
from fractions import Fraction

from tpm_audit.figures.change_of_shares import change_of_shares
from tpm_audit.figures.p_value import is_demonstrable
from tpm_audit.model.comparison import ChangeVerdict
from tpm_audit.model.figures import Difference


@dataclass(frozen=True, slots=True)
class ExperimentFigure:
    """What can be said of the change from the control's share to the variant's; both None while it is running."""

    verdict: ChangeVerdict | None
    change: Difference | None


def return_on_investment(gain: Fraction, cost: Fraction) -> Fraction | None:
    """Return what is earned of each unit of money that an action costs, above it; None where it costs nothing."""
    return (gain - cost) / cost if cost > 0 else None


def experiment(control: tuple[int, int], variant: tuple[int, int], planned: int | None) -> ExperimentFigure:
    """Return what an experiment says of k of n in each group; ``planned`` is how many both have when it ends."""
    taken = control[1] + variant[1]
    change = change_of_shares(control, variant)
    if change is None or (planned is not None and taken < planned):
        return ExperimentFigure(None, None)
    if change.change == 0:
        return ExperimentFigure(ChangeVerdict.UNCHANGED, change)
    if not is_demonstrable(change, change.p):
        return ExperimentFigure(ChangeVerdict.NOT_DEMONSTRABLE, change)
    return ExperimentFigure(ChangeVerdict.BETTER if change.change > 0 else ChangeVerdict.WORSE, change)
