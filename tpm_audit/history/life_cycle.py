"""What became of the findings of an earlier audit, asked of the audit itself: of those that are gone, and of places."""

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from tpm_audit.figures.customer_answers import CustomerAnswers
from tpm_audit.history.changed_places import Still
from tpm_audit.history.current_ids import ids_of, is_hand_over
from tpm_audit.history.found_otherwise import FoundOtherwise, Place
from tpm_audit.history.second_look import (
    Asked,
    Became,
    FactAt,
    Found,
    ItemAt,
    Now,
    Rated,
    SecondLook,
    asked_again,
    facts_of,
)
from tpm_audit.model.audit import Audit, Unit
from tpm_audit.model.figures import Group, GroupKind, Score
from tpm_audit.model.findings import Finding, SubjectKind
from tpm_audit.model.outcomes import Comparisons, Item
from tpm_audit.model.past import PastResult
from tpm_audit.model.result import (
    AbsentRecord,
    FindingRecord,
    LastFoundRecord,
    MemberRecord,
    PlaceChangeRecord,
)
from tpm_audit.model.states import UNCHECKED, UPDATED
from tpm_audit.model.touchpoints import Status


class SinceThen(NamedTuple):
    """What became of an earlier audit's findings: those found no more, by id the places of those that changed.

    ``still`` are, by id, the states of those that are found still. ``unseen`` is what was not looked at again: what is
    known of it stays so until somebody does. ``formerly`` are, by id, the findings of then in whose places one of now
    is; ``otherwise`` are those that are nowhere else.
    """

    absent: tuple[AbsentRecord, ...] = ()
    changed: Mapping[str, tuple[PlaceChangeRecord, ...]] = {}
    still: Mapping[str, str] = {}
    unseen: tuple[LastFoundRecord, ...] = ()
    formerly: Mapping[str, tuple[str, ...]] = {}
    otherwise: frozenset[str] = frozenset()


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
        there, known = {one.identity: one for one in findings}, past.known
        again = self._second_look([one.finding for one in known])
        absent: list[AbsentRecord] = []
        changed: dict[str, tuple[PlaceChangeRecord, ...]] = {}
        still: dict[str, str] = {}
        unseen: list[LastFoundRecord] = []
        wrong: list[Place] = []
        for one in known:
            now = None if one.finding.id not in there else Still.of(there[one.finding.id])
            places = one.finding.deviating if now is None else now.left(one.finding)
            left = [(member, again.place(one.finding, member)) for member in places]
            if now is None:
                became = again.became(one.finding)
                absent.append(self._absent(one, became))
            else:
                became = Became(UPDATED, tuple(member for member, is_now in left if is_now is Now.UNSEEN))
                changes = tuple(now.changes(one.finding, again))
                changed[one.finding.id] = changes
                still[one.finding.id] = now.state(one.finding, changes)
            if became.unseen or became.state == UNCHECKED:
                unseen.append(replace(one, finding=_still_known(one.finding, frozenset(became.unseen))))
            wrong += [(one.finding, member) for member, is_now in left if is_now is Now.OTHERWISE]
        before = FoundOtherwise.of(wrong)
        return SinceThen(
            tuple(absent),
            changed,
            still,
            tuple(unseen),
            {id_: before.formerly(one) for id_, one in there.items()},
            frozenset(id_ for id_, one in there.items() if before.is_no_step_back(one)),
        )

    def _absent(self, one: LastFoundRecord, became: Became) -> AbsentRecord:
        finding = one.finding
        return AbsentRecord(
            id=finding.id,
            rule=finding.rule,
            state=became.state,
            severity=finding.severity,
            headline=finding.headline,
            subject=finding.subject,
            subject_ids=finding.subject_ids,
            touchpoints=tuple(one for one in finding.touchpoints if one in self.audit.touchpoints),
            unchecked=became.unchecked,
            seen=finding.seen,
            places=len(finding.deviating),
            last_found=one.audit,
            formerly=finding.formerly,
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
        latest = self.customers.latest_surveys
        return SecondLook(
            ran=self.ran,
            known=ids_of(audit),
            cells=frozenset((one.id, channel) for one in audit.touchpoints.values() for channel in one.channels),
            leads={one.id: one.leads_to or () for one in audit.touchpoints.values() if one.status is Status.USED},
            found=found,
            rated=rated,
            asked=asked_again(
                (Asked(one.survey.row, one.tally.question, one.judged), bool(one.figures), one.survey.id in latest)
                for one in self.customers.each
            ),
            rows={survey.id: survey.row for survey in audit.surveys.values()},
            scored=frozenset(
                group.ids[0]
                for group, score in self.scores.items()
                if group.kind is GroupKind.TOUCHPOINT and score.share is not None
            ),
        )


def _still_known(finding: FindingRecord, unseen: Container[MemberRecord]) -> FindingRecord:
    """Return what is still known of a finding; to whom it belongs is not kept."""
    is_pair = is_hand_over(finding.subject, finding.subject_ids)  # one side says nothing without the other
    members = (
        replace(one, deviates=one.deviates and (is_pair or one in unseen), owner=None, place=None)
        for one in finding.members
    )
    return replace(
        finding,
        members=tuple(members),
        standard_place=None,
        owners=(),
        owner_ids=(),
        advice=None,
        details=(),
        changes=(),
    )
