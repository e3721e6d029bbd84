"""Touchpoints, facts and checklists as the client may see them."""

from collections.abc import Mapping

from tpm_audit.model.actions import Action
from tpm_audit.model.audit import Audit
from tpm_audit.model.checklists import Checklist, Criterion
from tpm_audit.model.facts import Fact, Variant
from tpm_audit.model.journeys import Journey, Step
from tpm_audit.model.match import Match
from tpm_audit.model.own_rules import OwnRule
from tpm_audit.model.touchpoints import OnChannel, Touchpoint
from tpm_audit.model.waivers import Waiver
from tpm_audit.workspace.shown import UNSAID, Shown, kept, opened, without_note


def shown_touchpoints(audit: Audit, shown: Shown) -> dict[str, Touchpoint]:
    """Return the touchpoints; one that is met on internal channels only is internal."""
    found = {}
    for id_, touchpoint in audit.touchpoints.items():
        if id_ not in shown.touchpoints or touchpoint.phase not in shown.phases:
            continue
        on_channels = {
            channel: _on_channel(on_channel, shown)
            for channel, on_channel in touchpoint.channels.items()
            if channel in shown.channels and not on_channel.is_internal
        }
        if on_channels or not touchpoint.channels:
            found[id_] = _touchpoint(touchpoint, on_channels, shown)
    return {
        id_: one.model_copy(
            update={
                "leads_to": None if one.leads_to is None else kept(one.leads_to, found),
                "parent": one.parent if one.parent in found else None,
            }
        )
        for id_, one in found.items()
    }


def _touchpoint(touchpoint: Touchpoint, on_channels: dict[str, OnChannel], shown: Shown) -> Touchpoint:
    return touchpoint.model_copy(
        update={
            "internal_note": None,
            "channels": on_channels,
            "owner": shown.person(touchpoint.owner),
            "helpers": tuple(shown.names[one] for one in touchpoint.helpers),
            "facts": kept(touchpoint.facts, shown.facts),
            "also_in": kept(touchpoint.also_in, shown.phases),
            "goals": tuple(goal for goal in touchpoint.goals if goal not in shown.hidden_goals),
            "personas": kept(touchpoint.personas, shown.personas),
            "seen_at": kept(touchpoint.seen_at, shown.competitors),
        }
    )


def _on_channel(on_channel: OnChannel, shown: Shown) -> OnChannel:
    return on_channel.model_copy(
        update={
            "internal_note": None,
            "owner": shown.person(on_channel.owner),
            "facts": kept(on_channel.facts, shown.facts),
        }
    )


def shown_facts(audit: Audit, shown: Shown) -> dict[str, Fact]:
    """Return the facts; a variant for internal things only is internal."""
    return {id_: _fact(fact, shown) for id_, fact in audit.facts.items() if id_ in shown.facts}


def _fact(fact: Fact, shown: Shown) -> Fact:
    not_on, nothing = (None, False) if fact.not_on is None else shown.selector(fact.not_on)
    return fact.model_copy(
        update={
            "internal_note": None,
            "required_on": kept(fact.required_on, shown.channels),
            "expected_at": {place: value for place, value in fact.expected_at.items() if place in shown.locations},
            "variants": tuple(one for variant in fact.variants if (one := _variant(variant, shown)) is not None),
            "not_on": None if nothing else not_on,
            "set_by": shown.person(fact.set_by),
        }
    )


def _variant(variant: Variant, shown: Shown) -> Variant | None:
    if variant.where is None:
        return variant
    where, nothing = shown.selector(variant.where)
    return None if nothing else variant.model_copy(update={"where": where})


def shown_own_rules(audit: Audit, shown: Shown) -> dict[str, OwnRule]:
    """Return the own rules; one about an internal fact, or for internal things only, is internal."""
    found = {}
    for id_, rule in opened(audit.own_rules).items():
        where, nothing = shown.selector(rule.where)
        seen = rule.for_client()
        if seen is not None and not nothing and shown.facts.issuperset(rule.named_facts):
            found[id_] = seen.model_copy(update={"where": where})
    return found


def shown_waivers(audit: Audit, shown: Shown, criteria: frozenset[str]) -> dict[str, Waiver]:
    """Return the waivers, without why and by whom; one of internal things only is internal."""
    found = {}
    for id_, waiver in opened(audit.waivers).items():
        match = _match(waiver.match, shown, criteria, audit)
        if match is not None:
            found[id_] = waiver.model_copy(update={"match": match, "reason": UNSAID, "approved_by": None})
    return found


def shown_actions(audit: Audit, shown: Shown, criteria: frozenset[str]) -> dict[str, Action]:
    """Return the actions; one that promises something about internal things only is internal."""
    found = {}
    for id_, action in opened(audit.actions).items():
        promise = None if action.promise is None else _match(action.promise, shown, criteria, audit)
        if promise is not None or action.promise is None:
            found[id_] = action.model_copy(update={"promise": promise, "owner": shown.person(action.owner)})
    return found


def shown_journeys(audit: Audit, shown: Shown, touchpoints: Mapping[str, Touchpoint]) -> dict[str, Journey]:
    """Return the journeys, without the steps to internal things; one of such steps only is internal."""

    def seen(step: Step) -> bool:
        return (
            step.touchpoint in touchpoints
            and (step.channel is None or step.channel in touchpoints[step.touchpoint].channels)
            and (step.location is None or step.location in shown.locations)
        )

    found = {}
    for id_, journey in opened(audit.journeys).items():
        steps = tuple(step for step in journey.steps if seen(step))
        if steps:
            persona = journey.persona if journey.persona in shown.personas else None
            found[id_] = journey.model_copy(update={"steps": steps, "persona": persona})
    return found


def _match(match: Match, shown: Shown, criteria: frozenset[str], audit: Audit) -> Match | None:
    """Return a match that names nothing internal; None where nothing is left that it could mean."""
    left, emptied = shown.selector(match)
    facts = None if match.facts is None else kept(match.facts, shown.facts)
    asked = None if match.criteria is None else kept(match.criteria, criteria)
    own = audit.own_rules.get(match.rule or "")
    if emptied or facts == () or asked == () or (own is not None and own.is_internal):
        return None
    return left.model_copy(update={"facts": facts, "criteria": asked}) if isinstance(left, Match) else None


def shown_checklists(audit: Audit, shown: Shown) -> dict[str, Checklist]:
    """Return the checklists; what is asked of internal things only is internal."""
    found = {}
    for id_, checklist in opened(audit.checklists).items():
        applies_to, nothing = shown.selector(checklist.applies_to)
        criteria = {
            own: one
            for own, criterion in opened(checklist.criteria).items()
            if (one := _criterion(criterion, shown)) is not None
        }
        if not nothing:
            update = {"applies_to": applies_to, "criteria": criteria, "order": kept(checklist.order, criteria)}
            found[id_] = checklist.model_copy(update=update)
    return found


def _criterion(criterion: Criterion, shown: Shown) -> Criterion | None:
    applies_to, nothing = shown.selector(criterion.applies_to)
    return None if nothing else without_note(criterion.model_copy(update={"applies_to": applies_to}))
