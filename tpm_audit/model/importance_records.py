"""What matters to customers as the result holds it: beside how well it is done, and beside what the company thinks."""

import enum
from dataclasses import dataclass

from tpm_audit.model.customers import Size
from tpm_audit.model.figures import Amount, Exact, Limit
from tpm_audit.model.site import Crosshairs


class Field(enum.StrEnum):
    """A field of the importance-performance chart: what is to be done with what lies in it."""

    CONCENTRATE = "concentrate-here"
    KEEP_UP = "keep-it-up"
    LOW_PRIORITY = "low-priority"
    OVERKILL = "possible-overkill"


@dataclass(frozen=True, slots=True)
class MeanRecord:
    """The mean of n answers in a survey, with the limits of its 95 % interval where it has one."""

    survey: str
    n: Amount
    mean: Exact
    low: Limit | None
    high: Limit | None
    size: Size

    @property
    def within(self) -> tuple[float, float] | None:
        """Return these limits."""
        return None if self.low is None or self.high is None else (self.low, self.high)


@dataclass(frozen=True, slots=True)
class GapRecord:
    """Importance less performance: of ``n`` people who said both, or without an interval of different people."""

    value: Exact
    low: Limit | None
    high: Limit | None
    n: Amount | None


@dataclass(frozen=True, slots=True)
class MatrixPointRecord:
    """How important a touchpoint is, and how good; where customers were not asked for the first, ``company`` guesses.

    ``field`` is None where there are too few points for lines; ``crosses`` if an interval reaches over one.
    """

    touchpoint: str
    channel: str | None
    importance: MeanRecord | None
    company: Exact | None
    performance: MeanRecord
    gap: GapRecord | None
    field: Field | None
    crosses: bool


@dataclass(frozen=True, slots=True)
class MatrixRecord:
    """Importance and performance on one scale, and the lines between high and low, None with fewer than four points.

    ``asked`` is how many touchpoints customers were asked both about, in whatever number they answered.
    """

    low: int
    high: int
    lines: Crosshairs
    importance_line: Exact | None
    performance_line: Exact | None
    asked: Amount
    points: tuple[MatrixPointRecord, ...]


@dataclass(frozen=True, slots=True)
class InsideOutsideRecord:
    """How important a touchpoint is to the company, which says so once, and to customers, both from 0 to 10."""

    touchpoint: str
    channel: str | None
    company: Exact
    customers: MeanRecord

    @property
    def gap(self) -> Exact:
        """Return how much more important it is to the company."""
        return self.company - self.customers.mean

    @property
    def within(self) -> tuple[float, float] | None:
        """Return the limits of the gap: those of the customers, mirrored."""
        within = self.customers.within
        return None if within is None else (float(self.company) - within[1], float(self.company) - within[0])
