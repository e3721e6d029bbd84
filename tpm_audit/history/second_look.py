"""What is said of findings that are found no more: fixed, removed, or not looked at again.

Only *fixed* is progress: the rule ran, and each place that had deviated was looked at again and is right. What was
looked at is the same question whether an audit is asked, or a result of one; each caller answers it in its own way.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from tpm_audit.history.current_ids import CurrentIds
from tpm_audit.model.audit import Unit
from tpm_audit.model.context import Kind
from tpm_audit.model.findings import SubjectKind, own_rule_of, rule_key
from tpm_audit.model.outcomes import READABLE, Outcome
from tpm_audit.model.result import FindingRecord, MemberRecord
from tpm_audit.model.states import FIXED, REMOVED, UNCHECKED
from tpm_audit.source.message import Sayable

_RIGHT = READABLE - {Outcome.DIFFERS}
_LOOKED_AT = frozenset(Outcome) - {Outcome.NOT_OBSERVED}

FactAt: TypeAlias = tuple[str, str | None, str | None]  # a fact on a channel at a location
Rated: TypeAlias = tuple[str, Unit, str | None]  # a criterion at a unit in a language


class Found(NamedTuple):
    """What was found of a fact at a touchpoint."""

    touchpoint: str | None
    language: str | None
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class SecondLook:
    """What was looked at, all by the ids of now; ``before`` leads to these from the ids of the earlier findings.

    ``ran`` are the keys of rules, ``known`` the ids of things; of a kind that is not in it nothing is gone. ``cells``
    are touchpoints on channels, ``leads`` touchpoints in use and where they lead; ``rated`` has what is not applicable.
    """

    before: CurrentIds
    ran: Collection[str]
    known: Mapping[Kind, Collection[str]]
    cells: Collection[tuple[str, str]]
    leads: Mapping[str, Collection[str]]
    found: Mapping[FactAt, Collection[Found]]
    rated: Collection[Rated]

    def became(self, finding: FindingRecord) -> tuple[str, tuple[Sayable, ...]]:
        """Return what became of a finding that is gone, and the places that were not looked at again."""
        # of a hand-over the other side counts, too: unless it was looked at again, nobody knows whether the two agree
        deviating = [member for member in finding.members if member.deviates or _pair(finding)]
        is_gone = self._is_gone(finding)
        if not self._ran(finding) and not (is_gone and finding.subject is SubjectKind.OWN_RULE):
            return UNCHECKED, tuple(member.label for member in deviating)
        here = [member for member in deviating if not self._has_left(member)]
        if is_gone or (deviating and not here):
            return REMOVED, ()
        unchecked = tuple(dict.fromkeys(one.label for one in here if not self._was_looked_at(finding, one)))
        return (UNCHECKED, unchecked) if unchecked else (FIXED, ())

    def _ran(self, finding: FindingRecord) -> bool:
        """Say whether the rule of a finding ran again, an own rule by the id that it has now."""
        own = own_rule_of(finding.rule, finding.subject, finding.subject_ids)
        return rule_key(finding.rule, self.before.any(Kind.OWN_RULE, own)) in self.ran

    def _is_gone(self, finding: FindingRecord) -> bool:
        """Say whether what a finding is about is asked, or there, no more."""
        kind = Kind(finding.subject)
        if kind not in self.known or not finding.subject_ids:
            return False
        return self.before.of(kind, finding.subject_ids[0]) not in self.known[kind] or not self._still_leads(finding)

    def _still_leads(self, finding: FindingRecord) -> bool:
        """Say whether one of the two touchpoints of a hand-over leads to the other; where there is none it does."""
        pair = {self.before.of(Kind.TOUCHPOINT, one) for one in _pair(finding)} & self.leads.keys()
        return not _pair(finding) or any(then in pair for one in pair for then in self.leads[one])

    def _has_left(self, member: MemberRecord) -> bool:
        """Say whether a place is no part of the inventory any more."""
        touchpoint, channel, location = unit_of(member, self.before)
        ids = ((Kind.TOUCHPOINT, touchpoint), (Kind.CHANNEL, channel), (Kind.LOCATION, location))
        return any(id_ is not None and id_ not in self.known[kind] for kind, id_ in ids) or (
            touchpoint is not None and channel is not None and (touchpoint, channel) not in self.cells
        )

    def _was_looked_at(self, finding: FindingRecord, member: MemberRecord) -> bool:
        """Say whether a place was looked at again; that nothing is found there is known already."""
        subject = finding.subject_ids[0] if finding.subject_ids else ""
        if finding.subject is SubjectKind.FACT:
            right = READABLE if _pair(finding) else _RIGHT  # two may agree and both be wrong: that is another finding
            return self._fact_is(right, self.before.of(Kind.FACT, subject), member)
        if finding.subject is SubjectKind.CRITERION:
            unit = unit_of(member, self.before)
            return (self.before.of(Kind.CRITERION, subject), unit, member.language) in self.rated
        if member.fact is not None:
            return self._fact_is(_LOOKED_AT, self.before.of(Kind.FACT, member.fact), member)
        return True  # what is wrong with a thing itself is judged whenever the rule runs

    def _fact_is(self, right: Collection[Outcome], fact: str, member: MemberRecord) -> bool:
        unit = unit_of(member, self.before)
        outcomes = [
            one.outcome in right
            for one in self.found.get((fact, unit.channel, unit.location), ())
            if unit.touchpoint in (None, one.touchpoint)
            and member.language in (None, one.language)
            and one.outcome is not Outcome.NOT_OBSERVED
        ]
        if unit.touchpoint is None:  # a channel has to show it somewhere
            return any(outcomes)
        return bool(outcomes) and all(outcomes)


def unit_of(member: MemberRecord, ids: CurrentIds) -> Unit:
    """Return where a finding shows, by the ids of now."""
    return ids.unit(member.touchpoint, member.channel, member.location)


def facts_of(findings: Collection[FindingRecord], ids: CurrentIds) -> frozenset[str]:
    """Return the facts that findings are about, and those of their places, by the ids of now."""
    subjects = {one.subject_ids[0] for one in findings if one.subject is SubjectKind.FACT}
    at_places = {member.fact for one in findings for member in one.members if member.fact is not None}
    return frozenset(ids.of(Kind.FACT, id_) for id_ in subjects | at_places)


def _pair(finding: FindingRecord) -> tuple[str, ...]:
    """Return the two touchpoints of a hand-over; a fact at a location has one id beside its own."""
    ids = finding.subject_ids
    return ids[1:] if finding.subject is SubjectKind.FACT and len(ids) > len(("fact", "location")) else ()
