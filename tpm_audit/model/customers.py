"""Customers' figures: what stands on what customers answered, each with its n and its interval."""

import enum
from dataclasses import dataclass

from tpm_audit.model.figures import Exact, Limit


class Figured(enum.StrEnum):
    """What a figure is: points from -100 to 100, a mean on the question's scale, or a share of the answers."""

    NET_PROMOTER = "net-promoter"
    MEAN = "mean"
    TOP_BOX = "top-box"
    EASY = "easy"
    DISAPPOINTING = "disappointing"
    OK = "ok"
    DELIGHTING = "delighting"
    GIVEN = "given"
    ASSOCIATED = "associated"


class Size(enum.StrEnum):
    """What may be said on so many answers: nothing, counts alone, figures for orientation, or figures.

    What is withheld would be enough, and gives away others that are too few: all of them together are said.
    """

    HIDDEN = "hidden"
    WITHHELD = "withheld"
    COUNTS = "counts"
    ORIENTATION = "orientation"
    PLAIN = "plain"

    @property
    def is_told(self) -> bool:
        """Say whether it may be told how many gave each answer."""
        return self not in (Size.HIDDEN, Size.WITHHELD)

    @property
    def has_figures(self) -> bool:
        """Say whether figures may be said on so many."""
        return self in (Size.ORIENTATION, Size.PLAIN)


class WaveVerdict(enum.StrEnum):
    """What may be said of the change of a figure from one wave to the next; in the order in which it is told.

    What is important is neither better nor worse: such figures are higher or lower.
    """

    WORSE = "worse"
    BETTER = "better"
    LOWER = "lower"
    HIGHER = "higher"
    NOT_DEMONSTRABLE = "not-demonstrable"
    UNCHANGED = "unchanged"
    NOT_TESTED = "not-tested"
    NOT_COMPARABLE = "not-comparable"


@dataclass(frozen=True, slots=True)
class CustomerFigure:
    """A figure with the limits of its 95 % interval, in its own unit; None where it has none."""

    of: Figured
    value: Exact
    low: Limit | None
    high: Limit | None
