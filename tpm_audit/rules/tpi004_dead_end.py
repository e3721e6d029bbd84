"""A touchpoint leads nowhere.

A customer who does not see what comes next drops out. Where the inventory names what touchpoints lead to, one
that leads to nothing is a dead end; `leads_to: []` says that the journey ends there on purpose.

Fails:

    touchpoints:
      contact: {name: Contact page, phase: before, channels: [website], owner: web-team, leads_to: [shop]}
      shop: {name: Shop, phase: during, channels: [website], owner: web-team}

Passes:

    touchpoints:
      contact: {name: Contact page, phase: before, channels: [website], owner: web-team, leads_to: [shop]}
      shop: {name: Shop, phase: during, channels: [website], owner: web-team, leads_to: []}
"""

from collections.abc import Iterator

from tpm_audit.model.entry import Severity
from tpm_audit.model.findings import Finding
from tpm_audit.model.touchpoints import Status, Touchpoint
from tpm_audit.rules.rule import Examined, Rule
from tpm_audit.rules.subjects import channel_members, touchpoint_subject
from tpm_audit.source.message import say


def select(examined: Examined) -> Iterator[Touchpoint]:
    """Yield the touchpoints in use, where the inventory says at all what leads to what."""
    used = [one for one in examined.audit.touchpoints.values() if one.status is Status.USED]
    if any(touchpoint.leads_to for touchpoint in used):
        yield from used


def judge(examined: Examined, touchpoint: Touchpoint) -> Finding | None:
    """Find the touchpoints that lead to nothing in use, and do not end the journey on purpose."""
    audit = examined.audit
    leads_to = touchpoint.leads_to
    if leads_to == () or any(
        (following := audit.touchpoints.get(one)) is not None and following.status is Status.USED
        for one in leads_to or ()
    ):
        return None
    return Finding(
        rule=RULE.code,
        severity=examined.severity(RULE.code),
        subject=touchpoint_subject(audit, touchpoint.id),
        headline=say("{touchpoint} is a dead end", touchpoint=touchpoint.name),
        members=channel_members(audit, touchpoint),
        touchpoints=(touchpoint.id,),
        channels=tuple(sorted(touchpoint.channels)),
        advice=examined.advice(
            say("show customers what comes next, or decide that the journey ends here"),
            say("show what comes next and write it as leads_to:, or write leads_to: [] if the journey ends here"),
        ),
    )


RULE = Rule("TPI004", say("A touchpoint leads nowhere"), Severity.MINOR, __doc__ or "", select, judge, of_absence=True)
