"""What became of the findings between two results: taken from the later one's record, or worked out from both."""

import json
from collections.abc import Iterable

from tpm_audit.history.current_ids import CurrentIds
from tpm_audit.history.second_look import second_look, unit_of
from tpm_audit.model.comparison import FindingChange
from tpm_audit.model.context import Kind
from tpm_audit.model.result import AbsentRecord, FindingRecord, Result, sayable_json
from tpm_audit.model.states import NEW, REOPENED, UNCHANGED, UPDATED
from tpm_audit.source.message import Sayable


def recorded_changes(now: Result, absent: Iterable[AbsentRecord]) -> tuple[FindingChange, ...]:
    """Return what the later result says itself, which was held against the earlier."""
    there = (_there(one, one.state) for one in now.findings)
    return (*there, *(_gone(one, one.state, one.unchecked) for one in absent))


def worked_out_changes(then: Result, now: Result, ids: tuple[CurrentIds, CurrentIds]) -> tuple[FindingChange, ...]:
    """Return what became of the findings: those of the later result in their order, then those that are gone."""
    before = {one.id: one for one in then.findings}
    there = {one.id for one in now.findings}
    again = second_look(now, ids[1], ids[0])
    return (
        *(_there(one, _state(before.get(one.id), one, ids)) for one in now.findings),
        *(_gone(one, *again.became(one)) for one in then.findings if one.id not in there),
    )


def _there(finding: FindingRecord, state: str) -> FindingChange:
    return FindingChange(finding.id, finding.rule, state, finding.severity, finding.headline, finding.touchpoints)


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
