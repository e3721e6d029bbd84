"""A touchpoint was never visited in this audit.

What nobody looked at is not good, it is unknown. The coverage says how much that is; this rule says what.

Fails:

    touchpoints:
      contact: {name: Contact page, phase: before, channels: [website], owner: web-team}
      invoice: {name: Invoice, phase: after, channels: [email], owner: web-team}
    visits:
      - {touchpoint: contact, channel: website}

Passes:

    touchpoints:
      contact: {name: Contact page, phase: before, channels: [website], owner: web-team}
    visits:
      - {touchpoint: contact, channel: website}
"""

from collections.abc import Iterator

from tpm_audit.model.entry import Severity
from tpm_audit.model.findings import Finding
from tpm_audit.model.touchpoints import Touchpoint
from tpm_audit.rules.rule import Examined, Rule
from tpm_audit.rules.subjects import channel_members, touchpoint_subject
from tpm_audit.source.message import say


def select(examined: Examined) -> Iterator[Touchpoint]:
    """Yield the touchpoints in the audit's scope."""
    in_scope = dict.fromkeys(unit.touchpoint for unit in examined.audit.units)
    for touchpoint in in_scope:
        if touchpoint is not None:
            yield examined.audit.touchpoints[touchpoint]


def judge(examined: Examined, touchpoint: Touchpoint) -> Finding | None:
    """Find the touchpoints at which there was no visit."""
    if touchpoint.id in examined.visited:
        return None
    audit = examined.audit
    return Finding(
        rule=RULE.code,
        severity=examined.severity(RULE.code),
        subject=touchpoint_subject(audit, touchpoint.id),
        headline=say("{touchpoint} was not visited", touchpoint=touchpoint.name),
        members=channel_members(audit, touchpoint),
        touchpoints=(touchpoint.id,),
        channels=tuple(sorted(touchpoint.channels)),
        advice=say("visit it, or take it out of the scope of the audit"),
    )


RULE = Rule(
    "TPI002",
    say("A touchpoint was never visited in this audit"),
    Severity.MINOR,
    __doc__ or "",
    select,
    judge,
    of_absence=True,
)
