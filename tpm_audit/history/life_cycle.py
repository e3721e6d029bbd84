"""What became of the findings of an earlier audit that are found no more: fixed, removed or unchecked."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from tpm_audit.model.audit import Audit, Unit
from tpm_audit.model.context import Kind
from tpm_audit.model.findings import OWN_FAMILY, Finding, SubjectKind, own_rule_key
from tpm_audit.model.outcomes import READABLE, Comparisons, Item, Outcome
from tpm_audit.model.past import PastResult
from tpm_audit.model.result import AbsentRecord, FindingRecord, MemberRecord
from tpm_audit.model.states import FIXED, REMOVED, UNCHECKED
from tpm_audit.model.touchpoints import Status
from tpm_audit.source.message import Sayable

_RIGHT = READABLE - {Outcome.DIFFERS}
_LOOKED_AT = frozenset(Outcome) - {Outcome.NOT_OBSERVED}


def _pair(finding: FindingRecord) -> tuple[str, ...]:
    """Return the two touchpoints of a hand-over; a fact at a location has one id beside its own."""
    ids = finding.subject_ids
    return ids[1:] if finding.subject is SubjectKind.FACT and len(ids) > len(("fact", "location")) else ()


@dataclass(frozen=True)
class Assessment:
    """What this audit looked at; ``ran`` are the rules that did, ``current`` leads from an old id to that of now."""

    audit: Audit
    comparisons: Comparisons
    items: tuple[Item, ...]
    ran: Collection[str]
    current: Callable[[Kind, str], str]

    def absent(self, findings: Iterable[Finding], past: PastResult) -> Iterator[AbsentRecord]:
        """Yield the findings of an earlier audit that are found no more, with what can be said of them.

        Only *fixed* is progress: the rule ran, and each place that had deviated was looked at again and is right.
        """
        there = {one.identity for one in findings}
        for finding in past.findings:
            if finding.id not in there:
                state, unchecked = self._became(finding)
                yield AbsentRecord(
                    id=finding.id,
                    rule=finding.rule,
                    state=state,
                    severity=finding.severity,
                    headline=finding.headline,
                    subject=finding.subject,
                    subject_ids=finding.subject_ids,
                    touchpoints=tuple(
                        one
                        for one in (self.current(Kind.TOUCHPOINT, old) for old in finding.touchpoints)
                        if one in self.audit.touchpoints
                    ),
                    unchecked=unchecked,
                )

    def _became(self, finding: FindingRecord) -> tuple[str, tuple[Sayable, ...]]:
        # of a hand-over the other side counts, too: unless it was looked at again, nobody knows whether the two agree
        deviating = [member for member in finding.members if member.deviates or _pair(finding)]
        if self._rule_of(finding) not in self.ran:
            if finding.subject is SubjectKind.OWN_RULE and self._is_gone(finding):
                return REMOVED, ()
            return UNCHECKED, tuple(member.label for member in deviating)
        if self._is_gone(finding):
            return REMOVED, ()
        here = [member for member in deviating if not self._has_left(member)]
        if deviating and not here:
            return REMOVED, ()
        unchecked = tuple(dict.fromkeys(one.label for one in here if not self._is_right(finding, one)))
        return (UNCHECKED, unchecked) if unchecked else (FIXED, ())

    def _rule_of(self, finding: FindingRecord) -> str:
        """Return what tells the rule of a finding from all others, an own rule by the id it has now."""
        if not finding.rule.startswith(OWN_FAMILY):
            return finding.rule
        return own_rule_key(finding.rule, self.current(Kind.OWN_RULE, finding.subject_ids[0]))

    def _is_gone(self, finding: FindingRecord) -> bool:
        """Say whether what a finding is about is asked, or there, no more."""
        subject = finding.subject_ids[0] if finding.subject_ids else ""
        audit = self.audit
        there: Mapping[SubjectKind, tuple[Kind, Collection[str]]] = {
            SubjectKind.FACT: (Kind.FACT, audit.facts),
            SubjectKind.CRITERION: (Kind.CRITERION, audit.criterion),
            SubjectKind.TOUCHPOINT: (Kind.TOUCHPOINT, audit.touchpoints),
            SubjectKind.PHASE: (Kind.PHASE, {phase.id for phase in audit.site.phases}),
            SubjectKind.CHECKLIST: (Kind.CHECKLIST, audit.plan.checklists),
            SubjectKind.OWN_RULE: (Kind.OWN_RULE, audit.own_rules),
            SubjectKind.WAIVER: (Kind.WAIVER, audit.waivers),
            SubjectKind.ACTION: (Kind.ACTION, audit.actions),
        }
        if finding.subject not in there:
            return False
        kind, known = there[finding.subject]
        return self.current(kind, subject) not in known or not self._still_leads(_pair(finding))

    def _still_leads(self, pair: tuple[str, ...]) -> bool:
        """Say whether one of the two touchpoints of a hand-over leads to the other; where there is none it does."""
        if not pair:
            return True
        found = [self.audit.touchpoints.get(self.current(Kind.TOUCHPOINT, one)) for one in pair]
        used = {one.id: one for one in found if one is not None and one.status is Status.USED}
        return any(then in used for one in used.values() for then in one.leads_to or ())

    def _has_left(self, member: MemberRecord) -> bool:
        """Say whether a place is no part of the inventory any more."""
        unit = self._unit(member)
        touchpoint = self.audit.touchpoints.get(unit.touchpoint or "")
        return (
            (unit.touchpoint is not None and touchpoint is None)
            or (unit.channel is not None and unit.channel not in self.audit.channels)
            or (unit.location is not None and unit.location not in self.audit.locations)
            or (touchpoint is not None and unit.channel is not None and unit.channel not in touchpoint.channels)
        )

    def _unit(self, member: MemberRecord) -> Unit:
        def now(kind: Kind, id_: str | None) -> str | None:
            return None if id_ is None else self.current(kind, id_)

        return Unit(
            now(Kind.TOUCHPOINT, member.touchpoint),
            now(Kind.CHANNEL, member.channel),
            now(Kind.LOCATION, member.location),
        )

    def _is_right(self, finding: FindingRecord, member: MemberRecord) -> bool:
        """Say whether a place was looked at again; that nothing is found there is known already."""
        if finding.subject is SubjectKind.FACT:
            right = READABLE if _pair(finding) else _RIGHT  # two may agree and both be wrong: that is another finding
            return self._fact_is(right, self.current(Kind.FACT, finding.subject_ids[0]), member)
        if finding.subject is SubjectKind.CRITERION:
            criterion = self.current(Kind.CRITERION, finding.subject_ids[0])
            unit = self._unit(member)
            return (criterion, unit, member.language) in self._rated
        if member.fact is not None:
            return self._fact_is(_LOOKED_AT, self.current(Kind.FACT, member.fact), member)
        return True  # what is wrong with a thing itself is judged whenever the rule runs

    def _fact_is(self, right: Collection[Outcome], fact: str, member: MemberRecord) -> bool:
        unit = self._unit(member)
        outcomes = [
            one.outcome
            for one in self.comparisons.by_fact.get(fact, ())
            if unit.touchpoint in (None, one.unit.touchpoint)
            and (unit.channel, unit.location) == (one.unit.channel, one.unit.location)
            and member.language in (None, one.language)
        ]
        looked_at = [outcome for outcome in outcomes if outcome is not Outcome.NOT_OBSERVED]
        if unit.touchpoint is None:  # a channel has to show it somewhere
            return any(outcome in right for outcome in looked_at)
        return bool(looked_at) and all(outcome in right for outcome in looked_at)

    @cached_property
    def _rated(self) -> Collection[tuple[str, Unit, str | None]]:
        """Return where each criterion was rated, or is not applicable."""
        return {
            (item.criterion, Unit(item.touchpoint, item.channel, place.location), place.language)
            for item in self.items
            for place in item.places
            if place.share is not None or place.not_applicable
        }
