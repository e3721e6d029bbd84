"""The places that an own rule is meant for: what was found of its facts there, or the touchpoints of the inventory."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from tpm_audit.model.audit import Audit, Unit
from tpm_audit.model.findings import Member
from tpm_audit.model.outcomes import Outcome, Seen, UnitOutcome
from tpm_audit.model.own_rules import OwnRule
from tpm_audit.model.touchpoints import Status, Touchpoint
from tpm_audit.rules.rule import Examined
from tpm_audit.rules.subjects import seen_member
from tpm_audit.source.message import Message, say

_NOT_THERE = frozenset({Outcome.MISSING, Outcome.LISTED})


@dataclass
class Place:
    """A unit in one language, with what was found there of the facts that a rule names."""

    unit: Unit
    language: str | None
    outcomes: dict[str, UnitOutcome] = field(default_factory=dict)

    def shows(self, fact: str) -> bool:
        """Say whether a fact was found there, readable or not."""
        outcome = self.outcomes.get(fact)
        return outcome is not None and any(seen.text is not None for seen in outcome.seen)

    def lacks(self, fact: str) -> bool:
        """Say whether a fact was looked for there and not found; what nobody looked for is not missing."""
        outcome = self.outcomes.get(fact)
        return outcome is not None and not self.shows(fact) and outcome.outcome in _NOT_THERE


def places_by_spot(examined: Examined, own: OwnRule) -> Iterator[tuple[Unit, list[Place]]]:
    """Yield what was found of the facts of a rule, by touchpoint; what belongs to none by channel."""
    places: dict[tuple[Unit, str | None], Place] = {}
    for fact in own.named_facts:
        for outcome in meant(examined, own, fact):
            at = outcome.unit, outcome.language
            places.setdefault(at, Place(*at)).outcomes.setdefault(fact, outcome)
    spots: dict[Unit, list[Place]] = defaultdict(list)
    for place in places.values():
        unit = place.unit
        spots[Unit(channel=unit.channel) if unit.touchpoint is None else Unit(unit.touchpoint)].append(place)
    for spot, found in sorted(spots.items(), key=lambda one: str(one[0])):
        yield spot, sorted(found, key=lambda place: (str(place.unit), place.language or ""))


def meant(examined: Examined, own: OwnRule, fact: str) -> Iterator[UnitOutcome]:
    """Yield the outcomes of a fact at the units that a rule is meant for."""
    audit = examined.audit
    for outcome in examined.comparisons.by_fact[fact]:
        if own.where.selects(audit.traits(outcome.unit, outcome.language)):
            yield outcome


def touchpoints_meant(audit: Audit, own: OwnRule) -> Iterator[tuple[Touchpoint, tuple[Unit, ...]]]:
    """Yield the touchpoints in use that a rule is meant for, with their units that it is meant for."""
    where = own.where
    for touchpoint in audit.touchpoints.values():
        if touchpoint.status is Status.USED and (where.selects_all or where.fits_touchpoint(touchpoint)):
            units = tuple(audit.units_of(touchpoint.id)) or (Unit(touchpoint.id),)
            fitting = tuple(unit for unit in units if where.selects(audit.traits(unit)))
            if fitting:
                yield touchpoint, fitting


def found_member(audit: Audit, outcome: UnitOutcome, seen: Seen, why: Message, *, deviates: bool = True) -> Member:
    """Return the member of one value that was found, or of what was looked for and is missing."""
    return replace(seen_member(audit, outcome, seen, deviates=deviates), why=why, fact=outcome.fact)


def missing_members(audit: Audit, place: Place, facts: Iterable[str]) -> Iterator[Member]:
    """Yield the facts that are missing at a place."""
    for fact in facts:
        outcome = place.outcomes[fact]
        why = say("{fact}: missing", fact=audit.fact_name(fact))
        yield from (found_member(audit, outcome, seen, why) for seen in outcome.seen[:1])
