"""What of earlier audits an edition may still show: something may have become internal since they were closed."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tpm_audit.history.compared_ratings import Ratings
from tpm_audit.history.current_ids import CurrentIds, ids_of, is_hand_over, named
from tpm_audit.history.second_look import HELD_TO_SCORE
from tpm_audit.model.audit import Audit
from tpm_audit.model.comparison import CriteriaSince
from tpm_audit.model.context import Kind
from tpm_audit.model.findings import Finding
from tpm_audit.model.past import OF_OTHER_PLACES, PastResult, PastUnseen, Summary
from tpm_audit.model.result import (
    AbsentRecord,
    ChecklistRecord,
    FactRecord,
    FindingRecord,
    FoundRecord,
    ItemRecord,
    LastFoundRecord,
    MemberRecord,
    PastRecord,
    Result,
)
from tpm_audit.model.surveys import question_id


@dataclass(frozen=True)
class ShownStill:
    """Leaves out what is there in the whole audit and not in the edition's; what is there no more was shown then.

    What it is asked about is told in the ids of now.
    """

    hidden: Mapping[Kind, frozenset[str]]
    questions: frozenset[str] = frozenset()  # of surveys, which have no ids of their own

    @classmethod
    def of(cls, whole: Audit, audit: Audit) -> "ShownStill":
        """Return what an edition hides of an audit."""
        shown = _known(audit)
        hidden = {kind: hidden for kind, ids in _known(whole).items() if (hidden := ids - shown[kind])}
        return cls(hidden, _questions(whole) - _questions(audit))

    def and_of(self, other: "ShownStill") -> "ShownStill":
        """Return what leaves out what either of two does."""
        none: frozenset[str] = frozenset()
        kinds = {*self.hidden, *other.hidden}
        hidden = {kind: self.hidden.get(kind, none) | other.hidden.get(kind, none) for kind in kinds}
        return ShownStill(hidden, self.questions | other.questions)

    def both(self, results: Sequence[Result], ids: Sequence[CurrentIds]) -> tuple[Result, ...]:
        """Return results, as far as they are compared, without what says something of what is hidden.

        They are told in the ids that they were written with; ``ids`` lead to those of now. A finding that one of them
        may not tell is in none: it would be new, or fixed, only because the other tells nothing of it. Nor is one that
        rests on the score of a touchpoint of which one of them hides a channel: that is another score.
        """
        pairs = tuple(zip(results, ids, strict=True))
        partly = {id_ for result, of_result in pairs for id_ in self._partly_hidden(result, of_result)}
        hidden = {
            one.id
            for result, of_result in pairs
            for one in map(of_result.finding, (*result.findings, *(one.finding for one in _unseen(result))))
            if not self.of_finding(one) or (one.rule in HELD_TO_SCORE and not partly.isdisjoint(one.touchpoints))
        }
        return tuple(_Hides(self, of_result).without(result, hidden) for result, of_result in pairs)

    def _partly_hidden(self, result: Result, ids: CurrentIds) -> Iterator[str]:
        """Yield the touchpoints that are on a channel which is hidden."""
        for touchpoint in result.touchpoints:
            if any(not self._shows(Kind.CHANNEL, ids.of(Kind.CHANNEL, one.channel)) for one in touchpoint.channels):
                yield ids.of(Kind.TOUCHPOINT, touchpoint.id)

    def past(self, past: PastResult, findings: Iterable[Finding]) -> PastResult:
        """Return the audit before without the findings that say something of what is hidden.

        One that is there still is held against the rest of its places, and told in the words of now.
        """
        there = {one.identity: one for one in findings}
        unseen = (
            replace(one, finding=kept) for one in past.carried if (kept := self._kept(one.finding, there)) is not None
        )
        return replace(
            past,
            findings=tuple(kept for one in past.findings if (kept := self._kept(one, there)) is not None),
            past=None if past.past is None else PastUnseen(tuple(unseen)),
            touchpoints=tuple(one for one in past.touchpoints if self._shows(Kind.TOUCHPOINT, one.id)),
            facts=tuple(one for one in past.facts if self._shows(Kind.FACT, one.id)),
        )

    def summary(self, summary: Summary, findings: Iterable[Finding]) -> Summary:
        """Return the summary of an earlier audit likewise."""
        there = {one.identity for one in findings}
        audit = summary.audit
        kept = replace(
            audit,
            phases=tuple(one for one in audit.phases if self._shows(Kind.PHASE, one.id)),
            touchpoints=tuple(one for one in audit.touchpoints if self._shows(Kind.TOUCHPOINT, one.id)),
            criteria=None if audit.criteria is None else self._criteria(audit.criteria),
        )
        found = (
            one if self._of_found(one) else replace(one, formerly=())
            for one in summary.findings
            if self._of_found(one) or (one.id in there and self._of_found_in_part(one))
        )
        return replace(summary, audit=kept, findings=tuple(found))

    def _kept(self, one: FindingRecord, there: Mapping[str, Finding]) -> FindingRecord | None:
        """Return what may be known still of an earlier finding: of one that is there its places that are shown."""
        if self.of_finding(one):
            return one
        members = tuple(member for member in one.members if self._of_member(member))
        is_left = any(member.deviates for member in members) or not one.deviating
        if (
            one.id not in there
            or not is_left
            or not self._of_subject(one)
            or is_hand_over(one.subject, one.subject_ids)
        ):
            return None
        return replace(
            one,
            members=members,
            headline=there[one.id].headline,
            state_hash=OF_OTHER_PLACES,
            touchpoints=tuple(id_ for id_ in one.touchpoints if self._shows(Kind.TOUCHPOINT, id_)),
            channels=tuple(id_ for id_ in one.channels if self._shows(Kind.CHANNEL, id_)),
            formerly=(),
            changes=(),
        )

    def ratings(self, then: Ratings) -> Ratings:
        """Return what was rated then likewise."""
        asked = {id_: one for id_, one in then.asked.items() if self._shows_criterion(id_, one.checklist)}
        items = {
            key: {place: rated for place, rated in places.items() if self.shows_all([(Kind.LOCATION, place.location)])}
            for key, places in then.items.items()
            if key.criterion in asked
            and self.shows_all([(Kind.TOUCHPOINT, key.touchpoint), (Kind.CHANNEL, key.channel)])
        }
        return Ratings(asked, items)

    def _criteria(self, since: CriteriaSince) -> CriteriaSince:
        changes = (one for one in since.changes if self._shows_criterion(one.id, one.checklist))
        return replace(since, changes=tuple(changes))

    def _shows_criterion(self, id_: str, checklist: str) -> bool:
        return self.shows_all([(Kind.CRITERION, id_), (Kind.CHECKLIST, checklist)])

    def of_finding(self, one: FindingRecord) -> bool:
        """Say whether a finding says nothing of what is hidden."""
        return self._of_found(one) and all(self._of_member(member) for member in one.members)

    def _of_member(self, member: MemberRecord) -> bool:
        places = (
            (Kind.TOUCHPOINT, member.touchpoint),
            (Kind.CHANNEL, member.channel),
            (Kind.LOCATION, member.location),
            (Kind.FACT, member.fact),
            (Kind.JOURNEY, member.journey),
        )
        return self.shows_all(places) and member.question not in self.questions

    def _of_found(self, one: FindingRecord | FoundRecord) -> bool:
        return self._of_subject(one) and all(self._shows(kind, id_) for kind, ids in _where(one) for id_ in ids)

    def _of_found_in_part(self, one: FoundRecord) -> bool:
        """Say whether something of where it was found is shown."""
        of_each = ([self._shows(kind, id_) for id_ in ids] for kind, ids in _where(one))
        is_pair = is_hand_over(one.subject, one.subject_ids)
        return not is_pair and self._of_subject(one) and all(any(shown) or not shown for shown in of_each)

    def _of_subject(self, one: FindingRecord | FoundRecord) -> bool:
        return all(self._shows(kind, id_) for kind, id_ in named(one.subject, one.subject_ids))

    def _shows(self, kind: Kind, id_: str) -> bool:
        return id_ not in self.hidden.get(kind, ())

    def shows_all(self, things: Iterable[tuple[Kind, str | None]]) -> bool:
        """Say whether none of several things is hidden."""
        return all(id_ is None or self._shows(kind, id_) for kind, id_ in things)


@dataclass(frozen=True)
class _Hides:
    """Leaves the hidden out of the records of a result, which has ids of its own."""

    shown: ShownStill
    ids: CurrentIds

    def without(self, result: Result, hidden: Container[str]) -> Result:
        """Return a result without the hidden things and findings."""
        return replace(
            result,
            findings=tuple(one for one in result.findings if one.id not in hidden),
            touchpoints=tuple(one for one in result.touchpoints if not self.any((Kind.TOUCHPOINT, one.id))),
            checklists=tuple(
                self.within_checklist(one) for one in result.checklists if not self.any((Kind.CHECKLIST, one.id))
            ),
            items=tuple(self.within_item(one) for one in result.items if not self.item(one)),
            facts=tuple(self.within_fact(one) for one in result.facts if not self.any((Kind.FACT, one.id))),
            past=None if result.past is None else self.within_past(result.past, hidden),
        )

    def any(self, *things: tuple[Kind, str | None]) -> bool:
        return not self.shown.shows_all((kind, self.ids.any(kind, id_)) for kind, id_ in things)

    def item(self, one: ItemRecord) -> bool:
        return self.any(
            (Kind.CHECKLIST, one.checklist),
            (Kind.CRITERION, one.criterion),
            (Kind.TOUCHPOINT, one.touchpoint),
            (Kind.CHANNEL, one.channel),
        )

    def within_item(self, one: ItemRecord) -> ItemRecord:
        return replace(
            one, places=tuple(place for place in one.places if not self.any((Kind.LOCATION, place.location)))
        )

    def within_checklist(self, one: ChecklistRecord) -> ChecklistRecord:
        criteria = (each for each in one.criteria if not self.any((Kind.CRITERION, each.id)))
        return replace(one, criteria=tuple(criteria))

    def within_fact(self, one: FactRecord) -> FactRecord:
        units = (
            unit
            for unit in one.units
            if not self.any(
                (Kind.TOUCHPOINT, unit.touchpoint), (Kind.CHANNEL, unit.channel), (Kind.LOCATION, unit.location)
            )
        )
        return replace(one, units=tuple(units))

    def within_past(self, past: PastRecord, hidden: Container[str]) -> PastRecord:
        kept = (one for one in past.absent if one.id not in hidden and not self._absent(one))
        unseen = (one for one in past.unseen if one.finding.id not in hidden)
        return replace(past, absent=tuple(kept), unseen=tuple(unseen))

    def _absent(self, one: AbsentRecord) -> bool:
        touchpoints = ((Kind.TOUCHPOINT, id_) for id_ in one.touchpoints)
        return self.any(*touchpoints, *named(one.subject, one.subject_ids))


def _where(one: FindingRecord | FoundRecord) -> tuple[tuple[Kind, tuple[str, ...]], ...]:
    locations = one.locations if isinstance(one, FoundRecord) else ()
    return (Kind.TOUCHPOINT, one.touchpoints), (Kind.CHANNEL, one.channels), (Kind.LOCATION, locations)


def _unseen(result: Result) -> tuple[LastFoundRecord, ...]:
    return () if result.past is None else result.past.unseen


def _questions(audit: Audit) -> frozenset[str]:
    return frozenset(question_id(id_, own) for id_, survey in audit.surveys.items() for own in survey.questions)


def _known(audit: Audit) -> Mapping[Kind, frozenset[str]]:
    """Return the things of an audit, what it does not ask this time too."""
    criteria = (criterion for checklist in audit.checklists.values() for criterion in checklist.criteria)
    return {**ids_of(audit), Kind.CHECKLIST: frozenset(audit.checklists), Kind.CRITERION: frozenset(criteria)}
