"""A phase of the journey has no touchpoint.

Either customers meet nobody in that phase, which is worth knowing, or the inventory is not complete.

Fails:

    touchpoints:
      contact: {name: Contact page, phase: before, channels: [website], owner: web-team}
      shop: {name: Shop, phase: during, channels: [website], owner: web-team}

Passes:

    touchpoints:
      contact: {name: Contact page, phase: before, channels: [website], owner: web-team}
      shop: {name: Shop, phase: during, channels: [website], owner: web-team}
      invoice: {name: Invoice, phase: after, channels: [email], owner: web-team}
"""

from collections.abc import Iterator

from tpm_audit.model.entry import Severity
from tpm_audit.model.findings import Finding, Subject, SubjectKind
from tpm_audit.model.site import Phase
from tpm_audit.model.touchpoints import Status
from tpm_audit.rules.rule import Examined, Rule
from tpm_audit.source.message import say


def select(examined: Examined) -> Iterator[Phase]:
    """Yield the phases."""
    yield from examined.audit.site.phases


def judge(examined: Examined, phase: Phase) -> Finding | None:
    """Find the phases in which no touchpoint is used, counted or shown."""
    audit = examined.audit
    if any(
        phase.id in (touchpoint.phase, *touchpoint.also_in)
        for touchpoint in audit.touchpoints.values()
        if touchpoint.status is Status.USED
    ):
        return None
    return Finding(
        rule=RULE.code,
        severity=examined.severity(RULE.code),
        subject=Subject(SubjectKind.PHASE, (phase.id,), (phase.first_id,)),
        headline=say("phase {phase} has no touchpoint in use", phase=phase.shown_name()),
        members=(),
        standard_written=phase.written,
        advice=examined.advice(
            say("find out what customers meet in it, or leave out the phase"),
            say("add what customers meet in it to content/touchpoints/, or take the phase from site.yml"),
        ),
    )


RULE = Rule(
    "TPI003",
    say("A phase of the journey has no touchpoint"),
    Severity.MINOR,
    __doc__ or "",
    select,
    judge,
    of_absence=True,
)
