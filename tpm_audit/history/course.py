"""The course of a finding over audits: its state, why a new one is there, since when it is found, how often again.

What is held against the present is told in the ids of now.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tpm_audit.history.life_cycle import SinceThen
from tpm_audit.model.audit import Unit
from tpm_audit.model.findings import Finding, IntroducedBy, Member, SubjectKind
from tpm_audit.model.past import PastFact, PastResult, Summary, was_left_out
from tpm_audit.model.result import FoundRecord
from tpm_audit.model.states import NEW, REOPENED, UNCHECKED


@dataclass(frozen=True, slots=True)
class Course:
    """What became of a finding. ``since`` is the first audit that found it without a break, None this one.

    ``audits`` are those that found it since then. Those between that did not look at it again are no break.
    ``last`` is the audit that found it before it was reopened, ``became`` what became of it then, where that was told.
    """

    state: str
    introduced_by: IntroducedBy | None = None
    since: str | None = None
    audits: int = 1
    reopened: int = 0
    last: str | None = None
    became: str | None = None
    formerly: tuple[str, ...] = ()
    is_no_step_back: bool = False  # each of its places was wrong in the audit before, in another way


def courses(
    findings: Iterable[Finding], past: PastResult, earlier: Sequence[Summary], since: SinceThen
) -> Mapping[str, Course]:
    """Return the course of each finding against an audit before, by identity; ``earlier`` are all, the first first."""
    told = tuple(_Told.of(summary) for summary in earlier)
    then = _Then.of(past, told[: sum(one.audit.last_day <= past.audit.last_day for one in earlier)], since)
    return {
        one.identity: replace(
            _course(one, told, then),
            formerly=_formerly(one, told, since),
            is_no_step_back=one.identity in since.otherwise,
        )
        for one in findings
    }


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


@dataclass(frozen=True, slots=True)
class _Told:
    """What an audit told: what it found, and what became of what it found no more."""

    audit: str
    found: Mapping[str, FoundRecord]
    became: Mapping[str, str]

    @classmethod
    def of(cls, summary: Summary) -> "_Told":
        return cls(summary.audit.id, {one.id: one for one in summary.findings}, dict(summary.became))

    def looked_at(self, id_: str) -> bool:
        """Say whether it can say anything of a finding."""
        return self.became.get(id_) != UNCHECKED


def _formerly(finding: Finding, told: Iterable[_Told], since: SinceThen) -> tuple[str, ...]:
    """Return what was found before in the places of a finding, now and in audits before."""
    id_ = finding.identity
    before = [each for one in told if id_ in one.found for each in one.found[id_].formerly]
    return tuple(dict.fromkeys((*since.formerly.get(id_, ()), *before)))


def _course(finding: Finding, told: Sequence[_Told], then: "_Then") -> Course:
    id_ = finding.identity
    looked = [one for one in told if one.looked_at(id_)]
    there = [id_ in one.found for one in looked]
    run = next((at for at, one in enumerate(reversed(there)) if not one), len(there))
    gaps = sum(one and not other for one, other in pairwise((*there, True)))
    since = looked[-run].audit if run else None
    still = then.still.get(id_)
    if still is not None:
        return Course(still, None, since, run + 1, gaps)
    found_in = next((at for at in reversed(range(len(then.told))) if id_ in then.told[at].found), None)
    if found_in is not None:
        became = next((one.became[id_] for one in reversed(then.told[found_in:]) if id_ in one.became), None)
        return Course(REOPENED, None, since, run + 1, gaps, then.told[found_in].audit, became)
    return Course(NEW, then.introduced(finding), since, run + 1, gaps)


@dataclass(frozen=True, slots=True)
class _Then:
    """What the audit before knew and looked at; what stood in its inventory alone is not among it.

    ``told`` are the audits up to it: one that came after it says nothing of what is new against it.
    """

    still: Mapping[str, str]
    told: Sequence[_Told]
    otherwise: frozenset[str]
    rules: frozenset[str]
    touchpoints: frozenset[str]
    on_channels: frozenset[tuple[str, str]]
    locations: frozenset[str]
    criteria: frozenset[str]
    facts: frozenset[str]
    knows_rules: bool

    @classmethod
    def of(cls, past: PastResult, told: Sequence[_Told], since: SinceThen) -> "_Then":
        """Return it of the result of that audit."""
        touchpoints = tuple(one for one in past.touchpoints if one.visits)
        return cls(
            still=since.still,
            told=told,
            otherwise=since.otherwise,
            rules=frozenset(one.key for one in past.rules if one.enabled and not one.held_back),
            touchpoints=frozenset(one.id for one in touchpoints),
            on_channels=frozenset(
                (one.id, on.channel)
                for one in touchpoints
                for on in one.channels
                if not was_left_out(on.score, on.consistency)
            ),
            locations=frozenset(
                one.id for one in past.locations if not was_left_out(one.figures.score, one.figures.consistency)
            ),
            criteria=frozenset(
                one.id
                for checklist in past.checklists
                for one in checklist.criteria
                if not was_left_out(one.score, None)
            ),
            facts=frozenset(one.id for one in past.facts if _was_looked_for(one)),
            knows_rules=bool(past.rules),
        )

    def introduced(self, finding: Finding) -> IntroducedBy:
        """Return why a finding is new: its rule is, it was another, all that it is about is, or something changed."""
        if self.knows_rules and finding.rule_key not in self.rules:
            return IntroducedBy.RULE
        if finding.identity in self.otherwise:
            return IntroducedBy.OTHERWISE
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


def _was_looked_for(fact: PastFact) -> bool:
    """Say whether a fact was looked for; of one without a standard nothing but its being asked is known."""
    if fact.consistency is None:
        return fact.expected is None
    return not was_left_out(None, fact.consistency)
