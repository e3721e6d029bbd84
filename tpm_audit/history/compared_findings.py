"""What became of the findings between two results: taken from the later one's record, or worked out from both."""

import json
from collections import defaultdict
from collections.abc import Iterable

from tpm_audit.history.current_ids import CurrentIds
from tpm_audit.history.second_look import FactAt, Found, SecondLook, unit_of
from tpm_audit.model.comparison import FindingChange
from tpm_audit.model.context import Kind
from tpm_audit.model.findings import rule_key
from tpm_audit.model.result import AbsentRecord, FindingRecord, Result, sayable_json
from tpm_audit.model.states import NEW, REOPENED, UNCHANGED, UPDATED
from tpm_audit.model.touchpoints import Status
from tpm_audit.source.message import Sayable


def recorded_changes(now: Result, absent: Iterable[AbsentRecord]) -> tuple[FindingChange, ...]:
    """Return what the later result says itself, which was held against the earlier."""
    there = (_there(one, one.state) for one in now.findings)
    return (*there, *(_gone(one, one.state, one.unchecked) for one in absent))


def worked_out_changes(then: Result, now: Result, ids: tuple[CurrentIds, CurrentIds]) -> tuple[FindingChange, ...]:
    """Return what became of the findings: those of the later result in their order, then those that are gone."""
    before = {one.id: one for one in then.findings}
    there = {one.id for one in now.findings}
    again = _second_look(now, ids[1], ids[0])
    return (
        *(_there(one, _state(before.get(one.id), one, ids)) for one in now.findings),
        *(_gone(one, *again.became(one)) for one in then.findings if one.id not in there),
    )


def _second_look(now: Result, ids: CurrentIds, before: CurrentIds) -> SecondLook:
    """Return what a detailed result looked at; ``before`` are the ids of the result that it is held against."""
    found: dict[FactAt, list[Found]] = defaultdict(list)
    for fact in now.facts:
        for one in fact.units:
            unit = ids.unit(one.touchpoint, one.channel, one.location)
            at = (ids.of(Kind.FACT, fact.id), unit.channel, unit.location)
            found[at].append(Found(unit.touchpoint, one.language, one.outcome))
    touchpoints = {ids.of(Kind.TOUCHPOINT, one.id): one for one in now.touchpoints}
    return SecondLook(
        before=before,
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
        rated=frozenset(
            (
                ids.of(Kind.CRITERION, item.criterion),
                ids.unit(item.touchpoint, item.channel, place.location),
                place.language,
            )
            for item in now.items
            for place in item.places
            if place.share is not None or place.not_applicable
        ),
    )


def _there(finding: FindingRecord, state: str) -> FindingChange:
    waived = finding.waiver is not None
    headline, touchpoints = finding.headline, finding.touchpoints
    return FindingChange(finding.id, finding.rule, state, finding.severity, headline, touchpoints, waived=waived)


def _gone(finding: FindingRecord | AbsentRecord, state: str, unchecked: tuple[Sayable, ...]) -> FindingChange:
    headline, touchpoints = finding.headline, finding.touchpoints
    return FindingChange(finding.id, finding.rule, state, finding.severity, headline, touchpoints, unchecked)


def _state(before: FindingRecord | None, now: FindingRecord, ids: tuple[CurrentIds, CurrentIds]) -> str:
    if before is None:
        return REOPENED if now.state == REOPENED else NEW
    is_same = before.state_hash == now.state_hash or _content(before, ids[0]) == _content(now, ids[1])
    return UNCHANGED if is_same else UPDATED


def _content(finding: FindingRecord, ids: CurrentIds) -> tuple[object, ...]:
    """Return what the hash of a finding's state is made of, by the ids of now: a new name changes no finding."""
    members = (
        (
            *unit_of(one, ids),
            ids.any(Kind.FACT, one.fact),
            None if one.value is None else sayable_json(one.value),
        )
        for one in finding.members
        if one.deviates
    )
    return finding.severity, finding.details, sorted(json.dumps(one, sort_keys=True) for one in members)
