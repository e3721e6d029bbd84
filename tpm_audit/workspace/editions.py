"""From a workspace to one audit in one edition. The filter stands before every figure."""

from collections.abc import Iterable
from dataclasses import replace

from tpm_audit.model.audit import Audit
from tpm_audit.model.audits import AuditPlan, Visit
from tpm_audit.model.entry import Edition
from tpm_audit.model.facts import Fact
from tpm_audit.model.own_rules import OwnRule
from tpm_audit.model.site import Site
from tpm_audit.workspace.load import Workspace
from tpm_audit.workspace.shown import Shown, kept, opened
from tpm_audit.workspace.shown_surveys import shown_surveys, shown_tallies
from tpm_audit.workspace.shown_things import (
    shown_actions,
    shown_checklists,
    shown_facts,
    shown_journeys,
    shown_own_rules,
    shown_touchpoints,
    shown_waivers,
)
from tpm_audit.workspace.shown_visits import shown_visits
from tpm_audit.workspace.written_pages import shown_pages


def whole_audit(workspace: Workspace, plan: AuditPlan) -> Audit:
    """Return an audit of the workspace, internal edition, before its visits are checked."""
    return Audit(
        edition=Edition.INTERNAL,
        site=workspace.site,
        people=workspace.people,
        channels=workspace.channels,
        locations=workspace.locations,
        facts=workspace.facts,
        touchpoints=workspace.touchpoints,
        checklists=workspace.checklists,
        plan=plan,
        visits=workspace.visits.get(plan.id, ()),
        auditors=auditors_of(workspace),
        pages=workspace.pages,
        images=workspace.image_measures,
        own_rules=workspace.own_rules,
        waivers=workspace.waivers,
        actions=workspace.actions,
        journeys=workspace.journeys,
        kpis=workspace.kpis,
        surveys={id_: survey for id_, survey in workspace.surveys.items() if survey.file is not None},
        tallies=workspace.tallies,
        added_rules=workspace.added_rules,
    )


def auditors_of(workspace: Workspace) -> frozenset[str]:
    """Return who has audited anything in the workspace, or chosen what was audited."""
    visitors = {visit.auditor for visits in workspace.visits.values() for visit in visits}
    choosers = {plan.sample.chosen_by for plan in workspace.plans.values() if plan.sample is not None}
    return frozenset(visitors | {chooser for chooser in choosers if chooser is not None})


def for_edition(audit: Audit, edition: Edition) -> Audit:
    """Return what an edition may show. The client's holds nothing internal, and nothing that stands on it."""
    if edition is Edition.INTERNAL:
        return audit
    if audit.plan.is_internal:
        audit = _without_content(audit)
    shown = Shown.of(audit)
    touchpoints = shown_touchpoints(audit, shown)
    shown = replace(shown, touchpoints=frozenset(touchpoints))
    checklists = shown_checklists(audit, shown)
    criteria = frozenset(criterion for checklist in checklists.values() for criterion in checklist.criteria)
    facts = shown_facts(audit, shown)
    visits = shown_visits(audit.visits, shown, touchpoints, criteria, frozenset(checklists))
    own_rules = shown_own_rules(audit, shown)
    journeys = shown_journeys(audit, shown, touchpoints)
    surveys = shown_surveys(audit.surveys, shown, touchpoints, journeys)
    named = _named(facts.values(), own_rules.values(), visits) if audit.images else frozenset()
    return replace(
        audit,
        auditors=frozenset(),
        edition=edition,
        pages=shown_pages(audit.pages, edition),
        site=_site(audit, shown),
        people=shown.people,
        channels=shown.channels,
        locations=shown.locations,
        facts=facts,
        own_rules=own_rules,
        waivers=shown_waivers(audit, shown, criteria),
        actions=shown_actions(audit, shown, criteria),
        journeys=journeys,
        kpis={id_: one for id_, one in opened(audit.kpis).items() if one.touchpoint in {None, *touchpoints}},
        surveys=surveys,
        tallies=shown_tallies(audit.tallies, surveys),
        touchpoints=touchpoints,
        checklists=checklists,
        plan=_plan(audit.plan, shown, frozenset(checklists)),
        visits=visits,
        images={text: image for text, image in audit.images.items() if text in named},
    )


def all_of(audit: Audit) -> Audit:
    """Return an audit with nothing left out, whose own rules ask for what they ask for in the client's edition."""
    own_rules = {id_: seen for id_, rule in audit.own_rules.items() if (seen := rule.for_client()) is not None}
    return replace(audit, own_rules=own_rules)


def _named(facts: Iterable[Fact], own_rules: Iterable[OwnRule], visits: Iterable[Visit]) -> frozenset[str]:
    """Return the values of facts, own rules and visits: what else is known of images is not for this edition."""
    observed = (seen for visit in visits for seen in visit.facts.values())
    found = (text for seen in observed for texts in (seen.value or (), *(seen.at or {}).values()) for text in texts)
    asked = (text for rule in own_rules for text in rule.texts)
    return frozenset((*found, *asked, *(text for fact in facts for text in fact.texts)))


def _without_content(audit: Audit) -> Audit:
    """Return an internal audit as far as it may be seen: that it has an id and a period."""
    unsaid = {"name": None, "description": None, "checklists": (), "sample": None, "compare_with": None}
    return replace(
        audit,
        touchpoints={},
        visits=(),
        own_rules={},
        waivers={},
        actions={},
        journeys={},
        kpis={},
        surveys={},
        tallies={},
        plan=audit.plan.model_copy(update=unsaid),
    )


def _site(audit: Audit, shown: Shown) -> Site:
    site = audit.site
    gate = {}
    for name, rule in site.gate.items():
        where, emptied = (None, False) if rule.where is None else shown.selector(rule.where)
        if not emptied:
            gate[name] = rule.model_copy(update={"where": where})
    phases = [
        phase.model_copy(update={"internal_note": None, "order": kept(phase.order, shown.touchpoints)})
        for phase in site.phases
        if phase.id in shown.phases
    ]
    scales = {id_: scale.model_copy(update={"internal_note": None}) for id_, scale in site.scales.items()}
    return site.model_copy(
        update={
            "phases": tuple(phases),
            "goals": opened(site.goals),
            "personas": opened(site.personas),
            "competitors": opened(site.competitors),
            "scales": scales,
            "gate": gate,
        }
    )


def _plan(plan: AuditPlan, shown: Shown, checklists: frozenset[str]) -> AuditPlan:
    sample = plan.sample and plan.sample.model_copy(
        update={
            "chosen": kept(plan.sample.chosen, shown.locations),
            "chosen_by": shown.person(plan.sample.chosen_by),
        }
    )
    return plan.model_copy(
        update={
            "internal_note": None,
            "checklists": kept(plan.checklists, checklists),
            "scope": shown.selector(plan.scope)[0],
            "sample": sample,
        }
    )
