"""A touchpoint was not looked at within its review interval.

Preferences, technology and the company change. `review_every` says how long a look may be trusted; this rule
counts from the last visit in the audit to the day of the report.

Fails:

    as_of: 2027-06-01
    touchpoints:
      contact: {name: Contact page, phase: before, channels: [website], owner: web-team, review_every: 6 months}
    visits:
      - {touchpoint: contact, channel: website, date: 2026-10-21}

Passes:

    as_of: 2026-12-01
    touchpoints:
      contact: {name: Contact page, phase: before, channels: [website], owner: web-team, review_every: 6 months}
    visits:
      - {touchpoint: contact, channel: website, date: 2026-10-21}
"""

from collections.abc import Iterator

from tpm_audit.model.entry import Severity
from tpm_audit.model.findings import Finding
from tpm_audit.model.touchpoints import Status, Touchpoint
from tpm_audit.rules.rule import Examined, Rule
from tpm_audit.rules.subjects import channel_members, touchpoint_subject
from tpm_audit.source.message import say


def select(examined: Examined) -> Iterator[Touchpoint]:
    """Yield the touchpoints in use that have a review interval and were visited."""
    for touchpoint in examined.audit.touchpoints.values():
        used = touchpoint.status is Status.USED
        if used and touchpoint.review_every is not None and touchpoint.id in examined.visited:
            yield touchpoint


def judge(examined: Examined, touchpoint: Touchpoint) -> Finding | None:
    """Find those whose last visit is longer ago than that."""
    audit = examined.audit
    last = examined.visited[touchpoint.id]
    due = touchpoint.review_every.after(last) if touchpoint.review_every is not None else last
    if examined.as_of <= due:
        return None
    return Finding(
        rule=RULE.code,
        severity=examined.severity(RULE.code),
        subject=touchpoint_subject(audit, touchpoint.id),
        headline=say(
            "{touchpoint} was last visited on {last}; its review was due on {due}",
            touchpoint=touchpoint.name,
            last=last,
            due=due,
        ),
        members=channel_members(audit, touchpoint),
        touchpoints=(touchpoint.id,),
        channels=tuple(sorted(touchpoint.channels)),
        advice=say("visit it in the next audit"),
    )


RULE = Rule(
    "TPI007",
    say("A touchpoint was not looked at within its review interval"),
    Severity.MINOR,
    __doc__ or "",
    select,
    judge,
    by_day=True,
)
