"""The figures of a part of an earlier audit, which knows its groups and no single item any more.

Each item stands at a touchpoint on a channel, or has no touchpoint, no channel, or neither: what the groups count
beyond those within them is what has none.
"""

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from tpm_audit.model.audit import Audit, Unit
from tpm_audit.model.figures import Consistency, Score
from tpm_audit.model.past import PastResult
from tpm_audit.model.selector import ALL, Selector
from tpm_audit.model.site import Figure

_NOTHING = Fraction(0)
_ROUNDED = Fraction(1, 10**9)  # frozen sums are known to 15 digits: what is less is what rounding left


class _Sums(NamedTuple):
    """What figures are divided of, which can be added up and taken away."""

    reached: Fraction = _NOTHING
    weight: Fraction = _NOTHING
    rated: Fraction = _NOTHING
    untested: Fraction = _NOTHING
    right: Fraction = _NOTHING
    counted: Fraction = _NOTHING

    @classmethod
    def of(cls, score: Score | None, consistency: Consistency | None) -> "_Sums":
        """Return the sums of a group."""
        sums = cls()
        if score is not None:
            sums = cls(score.reached, score.weight, score.rated_weight, score.untested_weight)
        if consistency is not None:
            right = Fraction(consistency.equal + consistency.variant)
            sums = sums._replace(right=right, counted=Fraction(consistency.counted))
        return sums

    def plus(self, other: "_Sums") -> "_Sums":
        """Return what both have together."""
        return _Sums(*(one + another for one, another in zip(self, other, strict=True)))

    def less(self, other: "_Sums") -> "_Sums":
        """Return what this one has beyond another that is part of it."""
        return _Sums(*(one - another for one, another in zip(self, other, strict=True)))

    def figure(self, figure: Figure) -> Fraction | None:
        """Return a figure as a share; None where nothing was rated or counted."""
        part, whole = {
            Figure.SCORE: (self.reached, self.weight if self.rated > _ROUNDED else _NOTHING),
            Figure.COVERAGE: (self.rated, self.rated + self.untested),
            Figure.CONSISTENCY: (self.right, self.counted),
        }[figure]
        return part / whole if whole > _ROUNDED else None


def figure_before(audit: Audit, past: PastResult, figure: Figure, where: Selector) -> Fraction | None:
    """Return a figure of an earlier audit, told in the ids of now, where it is meant: no location, no language.

    What is not in the audit any more, or hidden in its edition, is in no part of it.
    """
    if where is ALL:
        return _Sums.of(past.figures.score, past.figures.consistency).figure(figure)
    meant = _Sums()
    for unit, sums in _parts(past):
        is_known = (unit.touchpoint is None or unit.touchpoint in audit.touchpoints) and (
            unit.channel is None or unit.channel in audit.channels
        )
        if is_known and where.selects(audit.traits(unit)):
            meant = meant.plus(sums)
    return meant.figure(figure)


def _parts(past: PastResult) -> Iterator[tuple[Unit, _Sums]]:
    """Yield each touchpoint on each channel, then what is of a touchpoint, a channel, or the company alone."""
    left = _Sums.of(past.figures.score, past.figures.consistency)
    on_channels: dict[str, _Sums] = defaultdict(_Sums)
    for touchpoint in past.touchpoints:
        own = _Sums.of(touchpoint.figures.score, touchpoint.figures.consistency)
        left = left.less(own)
        for on in touchpoint.channels:
            sums = _Sums.of(on.score, on.consistency)
            own, on_channels[on.channel] = own.less(sums), on_channels[on.channel].plus(sums)
            yield Unit(touchpoint.id, on.channel), sums
        yield Unit(touchpoint.id), own
    for channel in past.channels:
        own = _Sums.of(channel.figures.score, channel.figures.consistency).less(on_channels[channel.id])
        left = left.less(own)
        yield Unit(None, channel.id), own
    yield Unit(), left
