"""What became of the findings between two results: taken from the later one's record, or worked out from both."""

from collections import defaultdict
from collections.abc import Iterable

from tpm_audit.history.changed_places import Still
from tpm_audit.history.current_ids import CurrentIds
from tpm_audit.history.second_look import Asked, FactAt, Found, ItemAt, Rated, SecondLook, asked_again
from tpm_audit.model.comparison import FindingChange
from tpm_audit.model.context import Kind
from tpm_audit.model.findings import rule_key
from tpm_audit.model.past import last_known
from tpm_audit.model.result import AbsentRecord, FindingRecord, Result
from tpm_audit.model.states import NEW, REOPENED, UNCHECKED
from tpm_audit.model.surveys import row_of_waves
from tpm_audit.model.touchpoints import Status
from tpm_audit.source.message import Sayable


def recorded_changes(now: Result, then: str, absent: Iterable[AbsentRecord]) -> tuple[FindingChange, ...]:
    """Return what the later result says itself, which was held against the earlier.

    What neither of the two looked at is as it was, and left out.
    """
    there = (_there(one, one.state) for one in now.findings)
    looked_at = (one for one in absent if one.state != UNCHECKED or one.last_found in (None, then))
    return (*there, *(_gone(one, one.state, one.unchecked) for one in looked_at))


def worked_out_changes(then: Result, now: Result, ids: tuple[CurrentIds, CurrentIds]) -> tuple[FindingChange, ...]:
    """Return what became of the findings: those of the later result in their order, then those that are gone."""
    unseen = () if then.past is None else then.past.unseen
    known = last_known("" if then.audit is None else then.audit.id, then.findings, unseen)
    before = {one.finding.id: one.finding for one in known}
    there, found = {one.id for one in now.findings}, {one.id for one in then.findings}
    again = _second_look(now, ids[1])
    became = {id_: again.became(ids[0].finding(one)) for id_, one in before.items() if id_ not in there}

    def state(one: FindingRecord) -> str:
        if one.id not in before:
            return REOPENED if one.state == REOPENED else NEW
        was, still = ids[0].finding(before[one.id]), Still.of(ids[1].finding(one))
        return still.state(was, still.changes(was, again))

    return (
        *(_there(one, state(one)) for one in now.findings),
        *(
            _gone(before[id_], one.state, one.unchecked)
            for id_, one in became.items()
            if id_ in found or one.state != UNCHECKED
        ),
    )


def _second_look(now: Result, ids: CurrentIds) -> SecondLook:
    """Return what a detailed result looked at."""
    found: dict[FactAt, list[Found]] = defaultdict(list)
    for fact in now.facts:
        for one in fact.units:
            unit = ids.unit(one.touchpoint, one.channel, one.location)
            at = (ids.of(Kind.FACT, fact.id), unit.channel, unit.location)
            found[at].append(Found(unit.touchpoint, one.language, one.outcome))
    rated: dict[ItemAt, list[Rated]] = defaultdict(list)
    for item in now.items:
        for place in item.places:
            if place.share is not None or place.not_applicable:
                unit = ids.unit(item.touchpoint, item.channel, place.location)
                rated[ids.of(Kind.CRITERION, item.criterion), unit].append(
                    Rated(place.language, place.share is not None)
                )
    touchpoints = {ids.of(Kind.TOUCHPOINT, one.id): one for one in now.touchpoints}
    rows: dict[str, str] = {}
    for survey in now.surveys:
        own = ids.of(Kind.SURVEY, survey.id)
        rows[own] = own if survey.wave_of is None else row_of_waves(survey.wave_of)
    return SecondLook(
        ran=frozenset(
            rule_key(rule.code, ids.any(Kind.OWN_RULE, rule.own))
            for rule in now.rules
            if rule.enabled and not rule.held_back
        ),
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
        rated=rated,
        asked=asked_again(
            (
                Asked(rows[ids.of(Kind.SURVEY, survey.id)], question.id, ids.judged(one.judged)),
                bool(one.figures),
                survey.is_latest,
            )
            for survey, row in zip(now.surveys, rows.values(), strict=True)
            for question in survey.questions
            for one in question.answers
        ),
        rows=rows,
        scored=frozenset(
            id_
            for id_, one in touchpoints.items()
            if one.figures.score is not None and one.figures.score.share is not None
        ),
    )


def _there(finding: FindingRecord, state: str) -> FindingChange:
    waived = finding.waiver is not None
    headline, touchpoints = finding.headline, finding.touchpoints
    return FindingChange(finding.id, finding.rule, state, finding.severity, headline, touchpoints, waived=waived)


def _gone(finding: FindingRecord | AbsentRecord, state: str, unchecked: tuple[Sayable, ...]) -> FindingChange:
    headline, touchpoints = finding.headline, finding.touchpoints
    return FindingChange(finding.id, finding.rule, state, finding.severity, headline, touchpoints, unchecked)
