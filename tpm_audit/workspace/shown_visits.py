"""Visits as the client may see them."""

from collections.abc import Mapping
from typing import TypeVar

from tpm_audit.model.audits import Answer, Observation, Visit
from tpm_audit.model.touchpoints import Touchpoint
from tpm_audit.workspace.shown import Shown, kept, without_note

A = TypeVar("A", Answer, Observation)


def shown_visits(
    visits: tuple[Visit, ...],
    shown: Shown,
    touchpoints: Mapping[str, Touchpoint],
    criteria: frozenset[str],
    checklists: frozenset[str],
) -> tuple[Visit, ...]:
    """Return the visits of what may be seen, with what may be seen of them."""
    return tuple(
        _visit(visit, shown, criteria, checklists)
        for visit in visits
        if not visit.is_internal and _is_seen(visit, shown, touchpoints)
    )


def _is_seen(visit: Visit, shown: Shown, touchpoints: Mapping[str, Touchpoint]) -> bool:
    if visit.touchpoint is not None:
        touchpoint = touchpoints.get(visit.touchpoint)
        if touchpoint is None or (visit.channel is not None and visit.channel not in touchpoint.channels):
            return False
    return (visit.channel is None or visit.channel in shown.channels) and (
        visit.location is None or visit.location in shown.locations
    )


def _visit(visit: Visit, shown: Shown, criteria: frozenset[str], checklists: frozenset[str]) -> Visit:
    answers = {
        id_: _said(answer) for id_, answer in visit.answers.items() if id_ in criteria and not answer.is_internal
    }
    facts = {
        id_: seen
        for id_, observation in visit.facts.items()
        if id_ in shown.facts and (seen := _observed(observation, shown)) is not None
    }
    return visit.model_copy(
        update={
            "internal_note": None,
            "auditor": shown.names[visit.auditor],
            "checklists": None if visit.checklists is None else kept(visit.checklists, checklists),
            "answers": _same(visit.answers, answers),
            "facts": _same(visit.facts, facts),
        }
    )


def _same(whole: Mapping[str, A], seen: dict[str, A]) -> Mapping[str, A]:
    """Return what may be seen, as the same object where that is all: what is not another need not be gone through."""
    alike = len(seen) == len(whole) and all(seen[id_] is one for id_, one in whole.items())
    return whole if alike else seen


def _observed(observation: Observation, shown: Shown) -> Observation | None:
    """Return what was found, without internal locations; None where nothing is left."""
    if observation.is_internal:
        return None
    if observation.at is None:
        return _said(observation)
    at = {location: values for location, values in observation.at.items() if location in shown.locations}
    return _said(observation.model_copy(update={"at": at})) if at else None


def _said(said: A) -> A:
    """Return what was said without what is internal in it; most has nothing internal and stays what it is."""
    if not said.evidence:
        return without_note(said)
    evidence = tuple(without_note(one) for one in said.evidence if not one.is_internal)
    return without_note(said.model_copy(update={"evidence": evidence}))
