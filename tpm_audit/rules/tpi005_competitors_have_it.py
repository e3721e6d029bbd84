"""Competitors have a touchpoint that the company lacks.

A touchpoint with the status missing and `seen_at` was met at a competitor. Whether it is worth having is for the
company to say; that customers know it from elsewhere is a fact.

Fails:

    site: {competitors: {mayr: {name: Mayr}}}
    touchpoints:
      ready-notice: {name: Ready notice, phase: during, channels: [email], status: missing, seen_at: [mayr]}

Passes:

    site: {competitors: {mayr: {name: Mayr}}}
    touchpoints:
      ready-notice: {name: Ready notice, phase: during, channels: [email], status: planned, seen_at: [mayr]}
"""

from collections.abc import Iterator

from tpm_audit.model.entry import Severity
from tpm_audit.model.findings import Finding
from tpm_audit.model.touchpoints import Status, Touchpoint
from tpm_audit.rules.rule import Examined, Rule
from tpm_audit.rules.subjects import channel_members, touchpoint_subject
from tpm_audit.source.message import say


def select(examined: Examined) -> Iterator[Touchpoint]:
    """Yield the touchpoints that were seen at a competitor."""
    for touchpoint in examined.audit.touchpoints.values():
        if touchpoint.seen_at:
            yield touchpoint


def judge(examined: Examined, touchpoint: Touchpoint) -> Finding | None:
    """Find those that the company does not have."""
    if touchpoint.status is not Status.MISSING:
        return None
    audit = examined.audit
    competitors = tuple(audit.site.competitors[one].shown_name() for one in sorted(touchpoint.seen_at))
    return Finding(
        rule=RULE.code,
        severity=examined.severity(RULE.code),
        subject=touchpoint_subject(audit, touchpoint.id),
        headline=say(
            "{touchpoint} is missing here and was seen at: {competitors}",
            touchpoint=touchpoint.name,
            competitors=competitors,
        ),
        members=channel_members(audit, touchpoint),
        touchpoints=(touchpoint.id,),
        channels=tuple(sorted(touchpoint.channels)),
        advice=examined.advice(
            say("decide whether it is worth having"),
            say("decide whether it is worth having, and set its status: to planned or take it out"),
        ),
    )


RULE = Rule(
    "TPI005", say("Competitors have a touchpoint that the company lacks"), Severity.INFO, __doc__ or "", select, judge
)
