"""Importance and performance of a touchpoint come from different people.

Who finds a touchpoint important may not be who finds it bad. If different surveys asked, or less than half of those who
answered one question answered the other as well, the gap between both has no interval of its own, or speaks of few.
What too few have answered is left out.

Fails:

    site: {settings: {min_n: {show: 1, interval: 2, plain: 3}}}
    surveys:
      autumn:
        period: {from: 2026-10-01, to: 2026-10-15}
        file: answers.csv
        questions:
          important: {measures: importance, about: shop, column: IMP}
          good: {measures: performance, about: shop, column: PERF}
        answers.csv: |
          IMP,PERF
          9,
          8,
          ,6
          ,5

Passes:

    site: {settings: {min_n: {show: 1, interval: 2, plain: 3}}}
    surveys:
      autumn:
        period: {from: 2026-10-01, to: 2026-10-15}
        file: answers.csv
        questions:
          important: {measures: importance, about: shop, column: IMP}
          good: {measures: performance, about: shop, column: PERF}
        answers.csv: |
          IMP,PERF
          9,6
          8,5
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from tpm_audit.figures.customer_answers import Answered
from tpm_audit.figures.rated_twice import rated_twice
from tpm_audit.model.audit import Audit
from tpm_audit.model.entry import Severity
from tpm_audit.model.findings import Finding
from tpm_audit.rules.customers import member_of, touchpoint_finding
from tpm_audit.rules.rule import Examined, Rule
from tpm_audit.source.message import Message, say

_FEW: Final = Fraction(1, 2)  # of those who answered one of both


class Both(NamedTuple):
    """What was answered about the importance and the performance of one thing, and by how many of the same people."""

    importance: Answered
    performance: Answered
    shared: int

    @property
    def n(self) -> int:
        """Return how many answered the question that more answered."""
        return max(self.importance.tally.n, self.performance.tally.n)

    @property
    def are_apart(self) -> bool:
        """Say whether these are different people, for the most part."""
        return self.shared < _FEW * self.n


class RatedByBoth(NamedTuple):
    """A touchpoint that enough customers rated by both, on each channel that they were asked about."""

    touchpoint: str
    several: Sequence[Both]


def select(examined: Examined) -> Iterator[RatedByBoth]:
    """Yield the touchpoints of which enough customers said how important they are, and how good."""
    by_touchpoint: dict[str, list[Both]] = defaultdict(list)
    for one in rated_twice(examined.customers):
        importance, performance = one.importance, one.performance
        if one.is_said and importance is not None and performance is not None and one.judged.touchpoint is not None:
            shared = _shared(examined.audit, importance, performance)
            by_touchpoint[one.judged.touchpoint].append(Both(importance, performance, shared))
    for touchpoint, several in by_touchpoint.items():
        yield RatedByBoth(touchpoint, several)


def _shared(audit: Audit, importance: Answered, performance: Answered) -> int:
    """Return how many answered both; of different surveys nobody is known to have done so."""
    if importance.survey.id != performance.survey.id:
        return 0
    asked = importance.tally.question, performance.tally.question, importance.tally.about
    pairs = audit.tallies[importance.survey.id].pairs
    return sum(sum(one.counts.values()) for one in pairs if (one.first, one.second, one.about) == asked)


def judge(examined: Examined, rated: RatedByBoth) -> Finding | None:
    """Find where they are different people."""
    apart = [one for one in rated.several if one.are_apart]
    if not apart:
        return None
    members = [member_of(examined.audit, each) for one in apart for each in (one.importance, one.performance)]
    headline = _headline(examined, rated.touchpoint, apart[0])
    advice = say("put both questions to the same people")
    return touchpoint_finding(examined, RULE.code, rated.touchpoint, members, headline, advice)


def _headline(examined: Examined, touchpoint: str, both: Both) -> Message:
    name = examined.audit.touchpoints[touchpoint].name
    if both.importance.survey.id != both.performance.survey.id:
        return say("{touchpoint}: different surveys asked how important it is, and how good", touchpoint=name)
    return say(
        "{touchpoint}: {k} of {n} people said both how important it is, and how good",
        touchpoint=name,
        k=both.shared,
        n=both.n,
    )


RULE = Rule(
    "TPK005",
    say("Importance and performance of a touchpoint come from different people"),
    Severity.INFO,
    __doc__ or "",
    select,
    judge,
    by_day=True,
)
