"""The consistency index: the share of places that show the standard or a declared variant.

Counted is every fact at every touchpoint, channel and place where it is required or was found: equal, variant,
differs, missing. What cannot be read, and what nobody looked for, stays outside and is named beside. Of several
observations at one place the worst counts. A group's index is the sum of counts over its facts. Facts without a
standard are not in it: there, "k of n show the same" says how far the channels agree.

Source: methods.md, "Consistency".
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from tpm_audit.model.audit import Audit
from tpm_audit.model.figures import Consistency, Group, GroupKind
from tpm_audit.model.outcomes import Outcome, UnitOutcome


def consistencies(audit: Audit, outcomes: Iterable[UnitOutcome]) -> Mapping[Group, Consistency]:
    """Return the counts of every group that has outcomes of facts with a standard, and of the whole in any case."""
    tallies: dict[tuple[str, ...], Counter[Outcome]] = defaultdict(Counter)
    tallies[GroupKind.WHOLE,] = Counter()
    for outcome in outcomes:
        if outcome.standard is not None:
            for group in _groups(audit, outcome):
                tallies[group][outcome.outcome] += 1
    return {Group(GroupKind(kind), tuple(ids)): _consistency(tally) for (kind, *ids), tally in tallies.items()}


def _groups(audit: Audit, outcome: UnitOutcome) -> Iterator[tuple[str, ...]]:
    """Yield the groups as kind and ids."""
    unit = outcome.unit
    yield (GroupKind.WHOLE,)
    yield GroupKind.FACT, outcome.fact
    if unit.touchpoint is not None:
        yield GroupKind.TOUCHPOINT, unit.touchpoint
        yield GroupKind.PHASE, audit.touchpoints[unit.touchpoint].phase
    if unit.channel is not None:
        yield GroupKind.CHANNEL, unit.channel
    if unit.location is not None:
        yield GroupKind.LOCATION, unit.location
    if unit.touchpoint is not None and unit.channel is not None:
        yield GroupKind.CELL, unit.touchpoint, unit.channel


def _consistency(tally: Counter[Outcome]) -> Consistency:
    return Consistency(
        equal=tally[Outcome.EQUAL],
        variant=tally[Outcome.VARIANT],
        differs=tally[Outcome.DIFFERS],
        missing=tally[Outcome.MISSING],
        unreadable=tally[Outcome.UNREADABLE],
        not_observed=tally[Outcome.NOT_OBSERVED],
    )
