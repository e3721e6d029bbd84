"""The course of a finding over audits: its state, why a new one is there, since when it is found, how often again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tpm_audit.model.audit import Unit
from tpm_audit.model.context import CurrentId, Kind
from tpm_audit.model.findings import Finding, IntroducedBy, Member, SubjectKind
from tpm_audit.model.past import PastResult, Summary
from tpm_audit.model.result import FoundRecord
from tpm_audit.model.states import NEW, REOPENED, UNCHANGED, UPDATED


@dataclass(frozen=True, slots=True)
class Course:
    """What became of a finding. ``since`` is the first audit that found it without a break, None this one."""

    state: str
    introduced_by: IntroducedBy | None = None
    since: str | None = None
    audits: int = 1
    reopened: int = 0


def courses(
    findings: Iterable[Finding], past: PastResult, earlier: Sequence[Summary], now: CurrentId
) -> Mapping[str, Course]:
    """Return the course of each finding against an audit before, by identity; ``earlier`` are all, the first first."""
    before = {one.id: one.state_hash for one in past.findings}
    found = [frozenset(one.id for one in summary.findings) for summary in earlier]
    then = _Then.of(past, now)
    return {one.identity: _course(one, before, found, earlier, then) for one in findings}


def found_before(findings: Iterable[Finding], told: Iterable[str], earlier: Sequence[Summary]) -> Iterator[FoundRecord]:
    """Yield what earlier audits found and neither this one nor ``told`` has, as it was found last."""
    there = {one.identity for one in findings} | set(told)
    known: dict[str, FoundRecord] = {}
    for summary in earlier:
        for id_, state in summary.became:
            if id_ in known:
                known[id_] = replace(known[id_], state=state, told_in=summary.audit.id)
        for one in summary.findings:
            if one.id not in there:
                first = known[one.id].first if one.id in known else summary.audit.id
                known[one.id] = replace(one, first=first, last=summary.audit.id)
    yield from (known[id_] for id_ in sorted(known))


def in_ids_of_now(summary: Summary, now: CurrentId) -> Summary:
    """Return a summary whose touchpoints, phases and facts bear the ids that they have now."""
    audit = replace(
        summary.audit,
        phases=tuple(replace(one, id=now(Kind.PHASE, one.id)) for one in summary.audit.phases),
        touchpoints=tuple(replace(one, id=now(Kind.TOUCHPOINT, one.id)) for one in summary.audit.touchpoints),
    )
    return replace(summary, audit=audit, findings=tuple(_found_now(one, now) for one in summary.findings))


def _found_now(one: FoundRecord, now: CurrentId) -> FoundRecord:
    ids = one.subject_ids
    if one.subject is SubjectKind.FACT:
        ids = (now(Kind.FACT, ids[0]), *ids[1:])
    return replace(one, subject_ids=ids, touchpoints=tuple(now(Kind.TOUCHPOINT, each) for each in one.touchpoints))


def _course(
    finding: Finding,
    before: Mapping[str, str],
    found: Sequence[frozenset[str]],
    earlier: Sequence[Summary],
    then: "_Then",
) -> Course:
    there = [finding.identity in ids for ids in found]
    run = next((at for at, one in enumerate(reversed(there)) if not one), len(there))
    gaps = sum(one and not other for one, other in pairwise((*there, True)))
    since = earlier[-run].audit.id if run else None
    state = before.get(finding.identity)
    if state is not None:
        return Course(UNCHANGED if state == finding.state_hash else UPDATED, None, since, run + 1, gaps)
    if any(there):
        return Course(REOPENED, None, since, run + 1, gaps)
    return Course(NEW, then.introduced(finding))


@dataclass(frozen=True, slots=True)
class _Then:
    """What the audit before looked at, by the ids of now; what stood in its inventory alone is not among it."""

    rules: frozenset[str]
    touchpoints: frozenset[str]
    on_channels: frozenset[tuple[str, str]]
    locations: frozenset[str]
    criteria: frozenset[str]
    facts: frozenset[str]
    knows_rules: bool

    @classmethod
    def of(cls, past: PastResult, now: CurrentId) -> "_Then":
        """Return it of the result of that audit."""
        touchpoints = {one: now(Kind.TOUCHPOINT, one.id) for one in past.touchpoints if one.visits}
        return cls(
            rules=frozenset(one.key for one in past.rules if one.enabled and not one.held_back),
            touchpoints=frozenset(touchpoints.values()),
            on_channels=frozenset(
                (id_, now(Kind.CHANNEL, on.channel))
                for one, id_ in touchpoints.items()
                for on in one.channels
                if not on.was_left_out
            ),
            locations=frozenset(now(Kind.LOCATION, one.id) for one in past.locations),
            criteria=frozenset(
                now(Kind.CRITERION, one.id) for checklist in past.checklists for one in checklist.criteria
            ),
            facts=frozenset(now(Kind.FACT, one.id) for one in past.facts),
            knows_rules=bool(past.rules),
        )

    def introduced(self, finding: Finding) -> IntroducedBy:
        """Return why a finding is new: its rule is, all that it is about is, or something has changed."""
        if self.knows_rules and finding.rule_key not in self.rules:
            return IntroducedBy.RULE
        return IntroducedBy.CONTENT if self._knew(finding) else IntroducedBy.SCOPE

    def _knew(self, finding: Finding) -> bool:
        subject = finding.subject
        if subject.kind is SubjectKind.FACT and subject.ids[0] not in self.facts:
            return False
        if subject.kind is SubjectKind.CRITERION and subject.ids[0] not in self.criteria:
            return False
        deviating = [member for member in finding.members if member.deviates]
        if not deviating:
            return not finding.touchpoints or any(one in self.touchpoints for one in finding.touchpoints)
        return any(self._was_there(member) for member in deviating)

    def _was_there(self, member: Member) -> bool:
        unit: Unit = member.unit
        if unit.location is not None and unit.location not in self.locations:
            return False
        if unit.touchpoint is None:
            return True
        if unit.channel is None:
            return unit.touchpoint in self.touchpoints
        return (unit.touchpoint, unit.channel) in self.on_channels
