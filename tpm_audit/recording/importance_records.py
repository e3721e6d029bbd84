"""What matters to customers, beside how well it is done and what the company thinks, as the result holds it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from fractions import Fraction
from typing import NamedTuple

from tpm_audit.figures.customer_answers import Answered, AnsweredPair, CustomerAnswers
from tpm_audit.figures.importance_performance import FEWEST, Cross, Point, cross, gap_of
from tpm_audit.figures.rated_twice import RatedTwice, rated_twice
from tpm_audit.model.audit import Audit
from tpm_audit.model.importance_records import (
    GapRecord,
    InsideOutsideRecord,
    MatrixPointRecord,
    MatrixRecord,
    MeanRecord,
)
from tpm_audit.model.judged import Judged
from tpm_audit.model.surveys import SCALES, AnswerScale, Measure

_COMPANYS = SCALES[Measure.IMPORTANCE]  # on which the inventory says how important a touchpoint is


class _Rated(NamedTuple):
    """A touchpoint with its performance, and its importance to customers, or else to the company."""

    of: RatedTwice
    importance: MeanRecord | None
    company: Fraction | None
    performance: MeanRecord

    @property
    def point(self) -> Point:
        """Return it as the lines are drawn by."""
        importance = self.importance
        return Point(
            importance=(self.company or Fraction(0)) if importance is None else importance.mean,
            performance=self.performance.mean,
            importance_within=None if importance is None else importance.within,
            performance_within=self.performance.within,
        )


def matrix_records(audit: Audit, found: CustomerAnswers) -> tuple[MatrixRecord, ...]:
    """Return importance and performance on each scale on which somebody was asked both about a touchpoint."""
    scales: dict[AnswerScale, list[RatedTwice]] = defaultdict(list)
    asked: dict[AnswerScale, set[str | None]] = defaultdict(set)
    in_order = _in_order(audit, found)
    known = {one.judged for one in in_order if _mean(one.importance) is not None}
    for one in in_order:
        scales[one.scale].append(one)
        if one.importance is not None and one.performance is not None:
            asked[one.scale].add(one.judged.touchpoint)
    return tuple(
        _matrix(audit, scale, tuple(_rated(audit, scales[scale], known)), len(both))
        for scale, both in sorted(asked.items())
    )


def inside_outside_records(audit: Audit, found: CustomerAnswers) -> tuple[InsideOutsideRecord, ...]:
    """Return what customers and company hold to be important, where both said so from 0 to 10."""
    return tuple(
        InsideOutsideRecord(one.judged.touchpoint or "", one.judged.channel, company, customers)
        for one in _in_order(audit, found)
        if one.scale == _COMPANYS
        and (company := _company(audit, one.judged)) is not None
        and (customers := _mean(one.importance)) is not None
    )


def _in_order(audit: Audit, found: CustomerAnswers) -> Sequence[RatedTwice]:
    """Return what was rated in the order of the inventory, which is that of the journey."""
    order = {id_: at for at, id_ in enumerate(audit.touchpoints)}
    return sorted(
        rated_twice(found),
        key=lambda one: (order.get(one.judged.touchpoint or "", 0), one.judged.channel or "", one.scale),
    )


def _rated(audit: Audit, several: Iterable[RatedTwice], known: AbstractSet[Judged]) -> Iterator[_Rated]:
    """Yield what has a performance, and an importance; the company's counts only where customers' is not known."""
    for one in several:
        guess = _company(audit, one.judged) if one.scale == _COMPANYS and one.judged not in known else None
        importance, performance = _mean(one.importance), _mean(one.performance)
        if performance is not None and (importance is not None or guess is not None):
            yield _Rated(one, importance, guess, performance)


def _matrix(audit: Audit, scale: AnswerScale, rated: Sequence[_Rated], asked: int) -> MatrixRecord:
    of_customers = [one for one in rated if one.importance is not None]
    enough = len({one.of.judged.touchpoint for one in of_customers}) >= FEWEST
    crosshairs = audit.site.settings.crosshairs
    ends = Fraction(scale.low), Fraction(scale.high)
    lines = cross([one.point for one in of_customers], crosshairs, ends) if enough else None
    return MatrixRecord(
        low=scale.low,
        high=scale.high,
        lines=crosshairs,
        importance_line=None if lines is None else lines.importance,
        performance_line=None if lines is None else lines.performance,
        asked=asked,
        points=tuple(_point(one, scale, lines) for one in rated),
    )


def _point(one: _Rated, scale: AnswerScale, lines: Cross | None) -> MatrixPointRecord:
    return MatrixPointRecord(
        touchpoint=one.of.judged.touchpoint or "",
        channel=one.of.judged.channel,
        importance=one.importance,
        company=one.company,
        performance=one.performance,
        gap=None if one.importance is None else _gap(one.importance, one.performance, one.of.pair, scale),
        field=None if lines is None else lines.field_of(one.point),
        crosses=lines is not None and lines.is_crossed_by(one.point),
    )


def _company(audit: Audit, judged: Judged) -> Fraction | None:
    """Return how important the company holds a touchpoint to be, on a channel if it says so of that."""
    touchpoint = audit.touchpoints[judged.touchpoint or ""]
    on = touchpoint.channels.get(judged.channel or "")
    return touchpoint.importance if on is None or on.importance is None else on.importance


def _mean(one: Answered | None) -> MeanRecord | None:
    if one is None or not one.figures:
        return None
    mean = one.figures[0]
    return MeanRecord(one.survey.id, one.tally.n, mean.value, mean.low, mean.high, one.size)


def _gap(importance: MeanRecord, performance: MeanRecord, pair: AnsweredPair | None, scale: AnswerScale) -> GapRecord:
    """Return importance less performance; of the same people where enough of them said both."""
    gap = None if pair is None else gap_of(pair.counts)
    if gap is None:
        return GapRecord(importance.mean - performance.mean, None, None, None)
    low, high = gap.interval(-scale.width, scale.width) or (None, None)
    return GapRecord(gap.mean, low, high, gap.n)
