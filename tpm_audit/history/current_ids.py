"""What the things of an earlier audit are called now: a thing that was renamed is the same thing.

Everything that is held against the present is first told in its ids, here; nothing behind it asks what a thing was
called.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from tpm_audit.model.audit import Audit, Unit
from tpm_audit.model.comparison import CriteriaSince
from tpm_audit.model.context import CurrentId, Kind
from tpm_audit.model.findings import SubjectKind
from tpm_audit.model.judged import Judged
from tpm_audit.model.past import PastResult, PastTouchpoint, PastUnseen, Summary
from tpm_audit.model.result import EarlierRecord, FindingRecord, FoundRecord, LastFoundRecord, MemberRecord, Result
from tpm_audit.model.surveys import question_id, survey_of

_AT_LOCATION = (Kind.FACT, Kind.LOCATION)
_HAND_OVER = (Kind.FACT, Kind.TOUCHPOINT, Kind.TOUCHPOINT)
_SURVEY = (Kind.SURVEY, Kind.TOUCHPOINT, Kind.CHANNEL, Kind.JOURNEY)
_CRITERION = (Kind.CRITERION, Kind.TOUCHPOINT, Kind.CHANNEL)
_BESIDE: Mapping[SubjectKind, tuple[Kind, ...]] = {SubjectKind.CRITERION: _CRITERION, SubjectKind.SURVEY: _SURVEY}


@dataclass(frozen=True, slots=True)
class CurrentIds:
    """Leads from the ids of one result to those of now, both by kind."""

    by_kind: Mapping[Kind, Mapping[str, str]]
    rename: CurrentId

    def of(self, kind: Kind, id_: str) -> str:
        """Return the id that a thing has now."""
        own = self.by_kind.get(kind, {})
        return own[id_] if id_ in own else self.rename(kind, id_)

    def any(self, kind: Kind, id_: str | None) -> str | None:
        """Return the same of what may have no id, which stays without one."""
        return None if id_ is None else self.of(kind, id_)

    def each(self, kind: Kind, ids: Iterable[str]) -> tuple[str, ...]:
        """Return the same of several."""
        return tuple(self.of(kind, id_) for id_ in ids)

    def unit(self, touchpoint: str | None, channel: str | None, location: str | None) -> Unit:
        """Return a unit by the ids of now."""
        return Unit(
            self.any(Kind.TOUCHPOINT, touchpoint), self.any(Kind.CHANNEL, channel), self.any(Kind.LOCATION, location)
        )

    def judged(self, one: Judged) -> Judged:
        """Return what customers judged likewise."""
        return Judged(
            self.any(Kind.TOUCHPOINT, one.touchpoint),
            self.any(Kind.CHANNEL, one.channel),
            self.any(Kind.JOURNEY, one.journey),
        )

    def question(self, id_: str) -> str:
        """Return a question of a survey, which may have another id now."""
        survey, question = survey_of(id_)
        return question_id(self.of(Kind.SURVEY, survey), question)

    def subject(self, kind: SubjectKind, ids: tuple[str, ...]) -> tuple[str, ...]:
        """Return what a finding is about."""
        return tuple(id_ and self.of(of_kind, id_) for of_kind, id_ in named(kind, ids))

    def finding(self, one: FindingRecord) -> FindingRecord:
        """Return a finding with everything that it names."""
        return replace(
            one,
            subject_ids=self.subject(one.subject, one.subject_ids),
            members=tuple(self._member(member) for member in one.members),
            touchpoints=self.each(Kind.TOUCHPOINT, one.touchpoints),
            channels=self.each(Kind.CHANNEL, one.channels),
        )

    def last_found(self, one: LastFoundRecord) -> LastFoundRecord:
        """Return what nobody has looked at again likewise."""
        return replace(one, finding=self.finding(one.finding))

    def found(self, one: FoundRecord) -> FoundRecord:
        """Return what is remembered of a finding likewise."""
        return replace(
            one,
            subject_ids=self.subject(one.subject, one.subject_ids),
            touchpoints=self.each(Kind.TOUCHPOINT, one.touchpoints),
            channels=self.each(Kind.CHANNEL, one.channels),
            locations=self.each(Kind.LOCATION, one.locations),
        )

    def _member(self, one: MemberRecord) -> MemberRecord:
        unit = self.unit(one.touchpoint, one.channel, one.location)
        return replace(
            one,
            touchpoint=unit.touchpoint,
            channel=unit.channel,
            location=unit.location,
            fact=self.any(Kind.FACT, one.fact),
            question=None if one.question is None else self.question(one.question),
            journey=self.any(Kind.JOURNEY, one.journey),
        )


def named(subject: SubjectKind, ids: tuple[str, ...]) -> tuple[tuple[Kind, str], ...]:
    """Return the ids of a subject with what they stand for; an empty one where a criterion is asked of no such thing.

    A fact has its location beside it, or the two touchpoints of a hand-over.
    """
    kinds = _BESIDE.get(subject, (Kind(subject),))
    if subject is SubjectKind.FACT:
        kinds = _HAND_OVER if is_hand_over(subject, ids) else _AT_LOCATION
    return tuple(zip(kinds, ids, strict=False))


def is_hand_over(subject: SubjectKind, ids: tuple[str, ...]) -> bool:
    """Say whether a finding is about a fact that one touchpoint hands over to another."""
    return subject is SubjectKind.FACT and len(ids) > len(_AT_LOCATION)


def current_ids(result: Result | PastResult, rename: CurrentId) -> CurrentIds:
    """Return what the things of a result are called now.

    Of several that became one none can be held against it: each keeps the id that it had.
    """
    return CurrentIds({kind: _renamed(kind, ids, rename) for kind, ids in ids_of_result(result).items()}, rename)


def past_in_current_ids(past: PastResult, rename: CurrentId) -> PastResult:
    """Return the audit before, told in the ids of now."""
    ids = current_ids(past, rename)
    return replace(
        past,
        findings=tuple(ids.finding(one) for one in past.findings),
        phases=tuple(replace(one, id=ids.of(Kind.PHASE, one.id)) for one in past.phases),
        channels=tuple(replace(one, id=ids.of(Kind.CHANNEL, one.id)) for one in past.channels),
        locations=tuple(replace(one, id=ids.of(Kind.LOCATION, one.id)) for one in past.locations),
        touchpoints=tuple(_touchpoint(one, ids) for one in past.touchpoints),
        facts=tuple(replace(one, id=ids.of(Kind.FACT, one.id)) for one in past.facts),
        checklists=tuple(
            replace(
                one,
                id=ids.of(Kind.CHECKLIST, one.id),
                criteria=tuple(replace(each, id=ids.of(Kind.CRITERION, each.id)) for each in one.criteria),
            )
            for one in past.checklists
        ),
        rules=tuple(replace(one, own=ids.any(Kind.OWN_RULE, one.own)) for one in past.rules),
        past=None if past.past is None else PastUnseen(tuple(ids.last_found(one) for one in past.past.unseen)),
    )


def summary_in_current_ids(summary: Summary, rename: CurrentId) -> Summary:
    """Return the summary of an earlier audit likewise."""
    audit = summary.audit
    changes = () if audit.criteria is None else audit.criteria.changes
    things = {
        Kind.PHASE: tuple(one.id for one in audit.phases),
        Kind.TOUCHPOINT: tuple(one.id for one in audit.touchpoints),
        Kind.CRITERION: tuple(one.id for one in changes),
    }
    ids = CurrentIds({kind: _renamed(kind, known, rename) for kind, known in things.items()}, rename)
    return replace(summary, audit=_earlier(audit, ids), findings=tuple(ids.found(one) for one in summary.findings))


def ids_of(audit: Audit) -> Mapping[Kind, frozenset[str]]:
    """Return the things of an audit that findings are about, by kind."""
    return {
        Kind.TOUCHPOINT: frozenset(audit.touchpoints),
        Kind.CHANNEL: frozenset(audit.channels),
        Kind.LOCATION: frozenset(audit.locations),
        Kind.PHASE: frozenset(phase.id for phase in audit.site.phases),
        Kind.FACT: frozenset(audit.facts),
        Kind.CRITERION: frozenset(audit.criterion),
        Kind.CHECKLIST: frozenset(audit.plan.checklists),
        Kind.OWN_RULE: frozenset(audit.own_rules),
        Kind.WAIVER: frozenset(audit.waivers),
        Kind.ACTION: frozenset(audit.actions),
        Kind.SURVEY: frozenset(audit.surveys),
        Kind.JOURNEY: frozenset(audit.journeys),
    }


def ids_of_result(result: Result | PastResult) -> Mapping[Kind, tuple[str, ...]]:
    """Return the same of a result, as far as it holds them: of actions it has nothing but what is found of them."""
    waivers, surveys, journeys = (
        (result.waivers, result.surveys, result.journeys) if isinstance(result, Result) else ((), (), ())
    )
    return {
        Kind.TOUCHPOINT: tuple(one.id for one in result.touchpoints),
        Kind.CHANNEL: tuple(one.id for one in result.channels),
        Kind.LOCATION: tuple(one.id for one in result.locations),
        Kind.PHASE: tuple(one.id for one in result.phases),
        Kind.FACT: tuple(one.id for one in result.facts),
        Kind.CRITERION: tuple(criterion.id for checklist in result.checklists for criterion in checklist.criteria),
        Kind.CHECKLIST: tuple(one.id for one in result.checklists),
        Kind.OWN_RULE: tuple(rule.own for rule in result.rules if rule.own is not None),
        Kind.WAIVER: tuple(one.id for one in waivers),
        Kind.SURVEY: tuple(one.id for one in surveys),
        Kind.JOURNEY: tuple(one.id for one in journeys),
    }


def _renamed(kind: Kind, ids: tuple[str, ...], rename: CurrentId) -> Mapping[str, str]:
    now = {id_: rename(kind, id_) for id_ in ids}
    taken = Counter(now.values())
    return {id_: new if taken[new] == 1 else id_ for id_, new in now.items()}


def _touchpoint(one: PastTouchpoint, ids: CurrentIds) -> PastTouchpoint:
    return replace(
        one,
        id=ids.of(Kind.TOUCHPOINT, one.id),
        phase=ids.of(Kind.PHASE, one.phase),
        channels=tuple(replace(on, channel=ids.of(Kind.CHANNEL, on.channel)) for on in one.channels),
    )


def _earlier(audit: EarlierRecord, ids: CurrentIds) -> EarlierRecord:
    return replace(
        audit,
        phases=tuple(replace(one, id=ids.of(Kind.PHASE, one.id)) for one in audit.phases),
        touchpoints=tuple(replace(one, id=ids.of(Kind.TOUCHPOINT, one.id)) for one in audit.touchpoints),
        criteria=None if audit.criteria is None else _criteria(audit.criteria, ids),
    )


def _criteria(since: CriteriaSince, ids: CurrentIds) -> CriteriaSince:
    changes = (
        replace(one, id=ids.of(Kind.CRITERION, one.id), checklist=ids.of(Kind.CHECKLIST, one.checklist))
        for one in since.changes
    )
    return replace(since, changes=tuple(changes))
