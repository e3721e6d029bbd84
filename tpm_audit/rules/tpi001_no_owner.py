"""Nobody answers for a touchpoint.

Without an owner nothing gets better: a finding needs somebody who mends it. The owner of a touchpoint on a channel
counts, else the touchpoint's, else the location's, else the channel's.

Fails:

    channels: {website: {name: Website, kind: digital}}
    touchpoints:
      contact: {name: Contact page, phase: before, channels: [website]}

Passes:

    channels: {website: {name: Website, kind: digital, owner: web-team}}
    touchpoints:
      contact: {name: Contact page, phase: before, channels: [website]}
"""

from collections.abc import Iterator

from tpm_audit.model.entry import Severity
from tpm_audit.model.findings import Finding, Member
from tpm_audit.model.touchpoints import Status, Touchpoint
from tpm_audit.rules.rule import Examined, Rule
from tpm_audit.rules.subjects import touchpoint_subject, unit_label
from tpm_audit.source.message import say


def select(examined: Examined) -> Iterator[Touchpoint]:
    """Yield the touchpoints in use."""
    for touchpoint in examined.audit.touchpoints.values():
        if touchpoint.status is Status.USED:
            yield touchpoint


def judge(examined: Examined, touchpoint: Touchpoint) -> Finding | None:
    """Find the channels on which nobody answers for it."""
    audit = examined.audit
    units = audit.units_of(touchpoint.id)
    orphans = [unit for unit in units if audit.owner_of(unit) is None]
    if not orphans:
        return None
    return Finding(
        rule=RULE.code,
        severity=examined.severity(RULE.code),
        subject=touchpoint_subject(audit, touchpoint.id),
        headline=say(
            "{touchpoint} has no owner on {n} channel",
            "{touchpoint} has no owner on {n} channels",
            touchpoint=touchpoint.name,
            n=len({unit.channel for unit in orphans}),
        ),
        members=tuple(Member(unit_label(audit, unit), unit, touchpoint.written) for unit in orphans),
        touchpoints=(touchpoint.id,),
        channels=tuple(sorted({unit.channel for unit in orphans if unit.channel is not None})),
        advice=examined.advice(
            say("name somebody who answers for it"), say("name one with owner: at the touchpoint, or at its channel")
        ),
    )


RULE = Rule("TPI001", say("Nobody answers for a touchpoint"), Severity.MINOR, __doc__ or "", select, judge)
