"""A waiver matches more findings than it may.

Whoever approved it saw so many findings, one where `max_matches` says nothing else. Now there are more: nobody has
accepted these, so the waiver covers none of them until somebody has looked. This is the auditors' matter, and not in
the client edition.

Fails:

    touchpoints:
      contact: {name: Contact page, phase: before, channels: [website]}
      shop: {name: Shop, phase: during, channels: [website]}
    waivers:
      later: {match: {rule: TPI002}, type: fix-deferred, reason: visited in spring, expires: 2027-03-31}

Passes:

    touchpoints:
      contact: {name: Contact page, phase: before, channels: [website]}
      shop: {name: Shop, phase: during, channels: [website]}
    waivers:
      later: {match: {rule: TPI002}, type: fix-deferred, reason: spring, expires: 2027-03-31, max_matches: 2}
"""

from tpm_audit.model.entry import Severity
from tpm_audit.model.findings import Finding
from tpm_audit.model.waivers import WaiverState
from tpm_audit.rules.promises import waiver_finding
from tpm_audit.rules.rule import Examined, Rule
from tpm_audit.rules.waiving import Waived
from tpm_audit.source.message import say


def select(examined: Examined) -> tuple[Waived, ...]:
    """Return the waivers that match anything and have not expired."""
    return tuple(one for one in examined.waived if one.meant and one.state is not WaiverState.EXPIRED)


def judge(examined: Examined, waived: Waived) -> Finding | None:
    """Find those that match more than they may."""
    if waived.state is not WaiverState.TOO_MANY:
        return None
    said = say(
        "the waiver {name} matches {n} findings, {most} allowed: it covers none",
        n=len(waived.meant),
        name=waived.waiver.shown_name(),
        most=waived.waiver.max_matches,
    )
    advice = say("look at each: narrow the waiver down, or raise max_matches")
    return waiver_finding(examined, RULE.code, waived, said, advice)


RULE = Rule(
    "TPW003",
    say("A waiver matches more findings than it may"),
    Severity.MAJOR,
    __doc__ or "",
    select,
    judge,
    closes=True,
    internal=True,
)
