"""What became of the findings of an earlier audit, asked of the audit itself: of those that are gone, and of places."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from tpm_audit.figures.customer_answers import CustomerAnswers
from tpm_audit.history.current_ids import ids_of
from tpm_audit.history.second_look import STATE_OF, Asked, FactAt, Found, ItemAt, Rated, SecondLook, facts_of, unit_of
from tpm_audit.model.audit import Audit, Unit
from tpm_audit.model.figures import Group, GroupKind, Score
from tpm_audit.model.findings import Finding, SubjectKind
from tpm_audit.model.outcomes import Comparisons, Item
from tpm_audit.model.past import PastResult
from tpm_audit.model.result import AbsentRecord, FindingRecord, MemberRecord, PlaceChangeRecord
from tpm_audit.model.said import JsonValue, sayable_json
from tpm_audit.model.states import NEW, UPDATED
from tpm_audit.model.surveys import question_id
from tpm_audit.model.touchpoints import Status
from tpm_audit.source.message import Sayable

_Place: TypeAlias = tuple[Unit, str | None]  # a unit, and the fact where a finding is about more than one


class SinceThen(NamedTuple):
    """What became of an earlier audit's findings: those found no more, and by id the places of those that changed."""

    absent: tuple[AbsentRecord, ...] = ()
    changed: Mapping[str, tuple[PlaceChangeRecord, ...]] = {}


@dataclass(frozen=True)
class Assessment:
    """What this audit looked at; ``ran`` are the keys of the rules that did."""

    audit: Audit
    comparisons: Comparisons
    items: tuple[Item, ...]
    scores: Mapping[Group, Score]
    customers: CustomerAnswers
    ran: Collection[str]

    def since(self, past: PastResult, findings: Iterable[Finding]) -> SinceThen:
        """Return what became of the findings of an earlier audit, which is told in the ids of now."""
        there = {one.identity: one for one in findings}
        gone = tuple(one for one in past.findings if one.id not in there)
        changed = tuple(one for one in past.findings if one.id in there and there[one.id].state_hash != one.state_hash)
        again = self._second_look((*gone, *changed))
        return SinceThen(
            tuple(self._absent(one, again) for one in gone),
            {one.id: tuple(_place_changes(one, there[one.id], again)) for one in changed},
        )

    def _absent(self, finding: FindingRecord, again: SecondLook) -> AbsentRecord:
        state, unchecked = again.became(finding)
        return AbsentRecord(
            id=finding.id,
            rule=finding.rule,
            state=state,
            severity=finding.severity,
            headline=finding.headline,
            subject=finding.subject,
            subject_ids=finding.subject_ids,
            touchpoints=tuple(one for one in finding.touchpoints if one in self.audit.touchpoints),
            unchecked=unchecked,
            seen=finding.seen,
            places=len(finding.deviating),
        )

    def _second_look(self, findings: Collection[FindingRecord]) -> SecondLook:
        """Return what was looked at, as far as these findings are about it."""
        audit = self.audit
        found: dict[FactAt, list[Found]] = defaultdict(list)
        for fact in facts_of(findings):
            for one in self.comparisons.by_fact.get(fact, ()):
                at = (fact, one.unit.channel, one.unit.location)
                found[at].append(Found(one.unit.touchpoint, one.language, one.outcome))
        criteria = {one.subject_ids[0] for one in findings if one.subject is SubjectKind.CRITERION}
        rated: dict[ItemAt, list[Rated]] = defaultdict(list)
        for item in self.items:
            for place in item.places if item.criterion in criteria else ():
                if place.share is not None or place.not_applicable:
                    at_unit = Unit(item.touchpoint, item.channel, place.location)
                    rated[item.criterion, at_unit].append(Rated(place.language, place.share is not None))
        return SecondLook(
            ran=self.ran,
            known=ids_of(audit),
            cells=frozenset((one.id, channel) for one in audit.touchpoints.values() for channel in one.channels),
            leads={one.id: one.leads_to or () for one in audit.touchpoints.values() if one.status is Status.USED},
            found=found,
            rated=rated,
            asked={
                Asked(question_id(one.survey.id, one.tally.question), *one.tally.about): bool(one.figures)
                for one in self.customers.each
            },
            scored=frozenset(
                group.ids[0]
                for group, score in self.scores.items()
                if group.kind is GroupKind.TOUCHPOINT and score.share is not None
            ),
        )


def _place_changes(then: FindingRecord, now: Finding, again: SecondLook) -> Iterator[PlaceChangeRecord]:
    """Yield the places that a finding has got, those where something else is wrong now, and what became of others."""
    before: dict[_Place, list[MemberRecord]] = defaultdict(list)
    for member in then.deviating:
        before[unit_of(member), member.fact].append(member)
    after: dict[_Place, list[tuple[Sayable, Sayable | None]]] = defaultdict(list)
    for one in now.members:
        if one.deviates:
            after[one.unit, one.fact].append((one.label, one.value))
    for place, found in after.items():
        if place not in before:
            yield PlaceChangeRecord(found[0][0], NEW)
        elif _written(value for _, value in found) != _written(one.value for one in before[place]):
            yield PlaceChangeRecord(found[0][0], UPDATED)
    for place, members in before.items():
        if place not in after:
            yield PlaceChangeRecord(members[0].label, STATE_OF[again.place(then, members[0])])


def _written(values: Iterable[Sayable | None]) -> list[JsonValue]:
    return sorted((None if value is None else sayable_json(value) for value in values), key=repr)
