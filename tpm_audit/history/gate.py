"""The gate: the conditions that site.yml holds the audit to. Nothing checked is not a pass."""

from collections.abc import Iterator, Sequence

from tpm_audit.figures.checklist_score import scores
from tpm_audit.figures.consistency import consistencies
from tpm_audit.model.audit import Audit, Unit
from tpm_audit.model.entry import Severity
from tpm_audit.model.figures import Group, GroupKind
from tpm_audit.model.findings import Finding
from tpm_audit.model.outcomes import Comparisons, Item, RatedPlace
from tpm_audit.model.result import GateRecord
from tpm_audit.model.selector import ALL, Selector, UnitTraits
from tpm_audit.model.site import Count, Figure, GateRule
from tpm_audit.model.words import SEVERITIES
from tpm_audit.source.message import Share, say

_WHOLE = Group(GroupKind.WHOLE)


def hold(
    audit: Audit, items: Sequence[Item], comparisons: Comparisons, findings: Sequence[Finding]
) -> tuple[GateRecord, ...]:
    """Return whether each condition of the gate is met; the forms that need another audit are problems of site.yml."""
    records = []
    for name, rule in sorted(audit.site.gate.items()):
        if rule.count is Count.OPEN:
            records.append(_open_findings(audit, name, rule, findings))
        elif rule.figure is not None and rule.min is not None and rule.max_drop is None:
            records.append(_figure(audit, name, rule, items, comparisons))
    return tuple(records)


def fail_on(severity: Severity, findings: Sequence[Finding]) -> GateRecord:
    """Return the gate of ``--fail-on``: no open finding of a severity or worse."""
    return _count_record("--fail-on", severity, 0, findings)


def _open_findings(audit: Audit, name: str, rule: GateRule, findings: Sequence[Finding]) -> GateRecord:
    where = rule.where or ALL
    meant = [finding for finding in findings if _is_meant(audit, where, finding)]
    return _count_record(name, rule.at_least or Severity.INFO, int(rule.max or 0), meant)


def _count_record(name: str, at_least: Severity, limit: int, findings: Sequence[Finding]) -> GateRecord:
    found = sum(finding.severity.rank <= at_least.rank for finding in findings)
    said = say(
        "{n} open finding of severity {severity} or worse, {limit} allowed",
        "{n} open findings of severity {severity} or worse, {limit} allowed",
        n=found,
        severity=SEVERITIES[at_least],
        limit=limit,
    )
    return GateRecord(name, found <= limit, said)


def _is_meant(audit: Audit, where: Selector, finding: Finding) -> bool:
    if where is ALL:
        return True
    units = {member.unit for member in finding.members if member.deviates}
    units = units or {Unit(touchpoint) for touchpoint in finding.touchpoints}
    return any(where.selects(audit.traits(unit)) for unit in units)


def _meant_items(audit: Audit, where: Selector, items: Sequence[Item]) -> Iterator[Item]:
    """Yield the items with those of their places that are meant."""
    for item in items:
        places = tuple(place for place in item.places if where.selects(_traits(audit, item, place)))
        if places:
            yield item._replace(places=places)


def _traits(audit: Audit, item: Item, place: RatedPlace) -> UnitTraits:
    return audit.traits(Unit(item.touchpoint, item.channel, place.location), place.language)


def _figure(audit: Audit, name: str, rule: GateRule, items: Sequence[Item], comparisons: Comparisons) -> GateRecord:
    where = rule.where or ALL
    if rule.figure is Figure.CONSISTENCY:
        meant = [one for one in comparisons.outcomes if where.selects(audit.traits(one.unit, one.language))]
        share = consistencies(audit, meant)[_WHOLE].index
        word = say("consistency")
    else:
        score = scores(audit, _meant_items(audit, where, items))[_WHOLE]
        share = score.share if rule.figure is Figure.SCORE else score.coverage
        word = say("score") if rule.figure is Figure.SCORE else say("coverage")
    least = Share(rule.min) if rule.min is not None else Share(audit.site.settings.provisional_below)
    if share is None:
        return GateRecord(
            name, None, say("no {figure}: there was nothing to hold to {limit}", figure=word, limit=least)
        )
    said = say("{figure} {share}, at least {limit} asked", figure=word, share=Share(share), limit=least)
    return GateRecord(name, share >= least.value, said)
