"""What a later result says of findings that it does not have any more: fixed, removed, or not looked at again.

As in ``life_cycle``, which asks the audit itself, only what was looked at again at each place that had deviated, and is
right, is fixed. Here all is known from the result: so any two can be held against each other, closed ones too.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from tpm_audit.history.current_ids import CurrentIds
from tpm_audit.model.audit import Unit
from tpm_audit.model.context import Kind
from tpm_audit.model.findings import OWN_FAMILY, SubjectKind, own_rule_key
from tpm_audit.model.outcomes import READABLE, Outcome
from tpm_audit.model.result import FindingRecord, MemberRecord, Result
from tpm_audit.model.states import FIXED, REMOVED, UNCHECKED
from tpm_audit.model.touchpoints import Status
from tpm_audit.source.message import Sayable

_RIGHT = READABLE - {Outcome.DIFFERS}
_LOOKED_AT = frozenset(Outcome) - {Outcome.NOT_OBSERVED}
_SUBJECTS: Mapping[SubjectKind, Kind] = {
    SubjectKind.FACT: Kind.FACT,
    SubjectKind.CRITERION: Kind.CRITERION,
    SubjectKind.TOUCHPOINT: Kind.TOUCHPOINT,
    SubjectKind.PHASE: Kind.PHASE,
    SubjectKind.CHECKLIST: Kind.CHECKLIST,
    SubjectKind.OWN_RULE: Kind.OWN_RULE,
}


_Where: TypeAlias = tuple[str, str | None, str | None]  # a fact on a channel at a location


class _Found(NamedTuple):
    """What was found of a fact at a touchpoint."""

    touchpoint: str | None
    language: str | None
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class SecondLook:
    """What a result looked at, all by the ids of now; ``before`` leads to these from the ids of the earlier one.

    ``cells`` are touchpoints on channels, ``leads`` touchpoints in use and where they lead.
    """

    before: CurrentIds
    ran: Collection[str]
    known: Mapping[Kind, Collection[str]]
    cells: Collection[tuple[str, str]]
    leads: Mapping[str, Collection[str]]
    found: Mapping[_Where, Collection[_Found]]
    rated: Collection[tuple[str, Unit, str | None]]

    def became(self, finding: FindingRecord) -> tuple[str, tuple[Sayable, ...]]:
        """Return what became of a finding that is gone, and the places that were not looked at again."""
        # of a hand-over the other side counts, too: unless it was looked at again, nobody knows whether the two agree
        deviating = [member for member in finding.members if member.deviates or _pair(finding)]
        is_gone = self._is_gone(finding)
        if self._rule_of(finding) not in self.ran and not (is_gone and finding.subject is SubjectKind.OWN_RULE):
            return UNCHECKED, tuple(member.label for member in deviating)
        here = [member for member in deviating if not self._has_left(member)]
        if is_gone or (deviating and not here):
            return REMOVED, ()
        unchecked = tuple(dict.fromkeys(one.label for one in here if not self._was_looked_at(finding, one)))
        return (UNCHECKED, unchecked) if unchecked else (FIXED, ())

    def _rule_of(self, finding: FindingRecord) -> str:
        if not (finding.rule.startswith(OWN_FAMILY) and finding.subject_ids):
            return finding.rule
        return own_rule_key(finding.rule, self.before.of(Kind.OWN_RULE, finding.subject_ids[0]))

    def _is_gone(self, finding: FindingRecord) -> bool:
        """Say whether what a finding is about is asked, or there, no more."""
        kind = _SUBJECTS.get(finding.subject)
        if kind is None or not finding.subject_ids:
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
    return Unit(
        ids.any(Kind.TOUCHPOINT, member.touchpoint),
        ids.any(Kind.CHANNEL, member.channel),
        ids.any(Kind.LOCATION, member.location),
    )


def second_look(now: Result, ids: CurrentIds, before: CurrentIds) -> SecondLook:
    """Return what a detailed result looked at; ``before`` are the ids of the result that it is held against."""
    found: dict[_Where, list[_Found]] = defaultdict(list)
    for fact in now.facts:
        for one in fact.units:
            unit = _unit(ids, one.touchpoint, one.channel, one.location)
            where = (ids.of(Kind.FACT, fact.id), unit.channel, unit.location)
            found[where].append(_Found(unit.touchpoint, one.language, one.outcome))
    touchpoints = {ids.of(Kind.TOUCHPOINT, one.id): one for one in now.touchpoints}
    return SecondLook(
        before=before,
        ran=frozenset(_called(rule.code, rule.own, ids) for rule in now.rules if rule.enabled and not rule.held_back),
        known={kind: frozenset(of_kind.values()) for kind, of_kind in ids.by_kind.items()},
        cells=frozenset(
            (id_, ids.of(Kind.CHANNEL, cell.channel)) for id_, one in touchpoints.items() for cell in one.channels
        ),
        leads={
            id_: frozenset(ids.of(Kind.TOUCHPOINT, then) for then in one.leads_to)
            for id_, one in touchpoints.items()
            if one.status == Status.USED
        },
        found=found,
        rated=frozenset(
            (
                ids.of(Kind.CRITERION, item.criterion),
                _unit(ids, item.touchpoint, item.channel, place.location),
                place.language,
            )
            for item in now.items
            for place in item.places
            if place.share is not None or place.not_applicable
        ),
    )


def _pair(finding: FindingRecord) -> tuple[str, ...]:
    """Return the two touchpoints of a hand-over; a fact at a location has one id beside its own."""
    ids = finding.subject_ids
    return ids[1:] if finding.subject is SubjectKind.FACT and len(ids) > len(("fact", "location")) else ()


def _unit(ids: CurrentIds, touchpoint: str | None, channel: str | None, location: str | None) -> Unit:
    return Unit(ids.any(Kind.TOUCHPOINT, touchpoint), ids.any(Kind.CHANNEL, channel), ids.any(Kind.LOCATION, location))


def _called(code: str, own: str | None, ids: CurrentIds) -> str:
    return code if own is None else own_rule_key(code, ids.of(Kind.OWN_RULE, own))
