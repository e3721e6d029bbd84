"""A waiver expires within 14 days.

From the day after its last one what it covers counts again, and a gate may fail. There is time to mend it, or to have
the waiver approved anew. This is the auditors' matter, and not in the client edition.

Fails:

    as_of: 2026-11-02
    touchpoints: {contact: {name: Contact page, phase: before, channels: [website]}}
    waivers:
      later: {match: {rule: TPI002}, type: fix-deferred, reason: visited soon, expires: 2026-11-16}

Passes:

    as_of: 2026-11-01
    touchpoints: {contact: {name: Contact page, phase: before, channels: [website]}}
    waivers:
      later: {match: {rule: TPI002}, type: fix-deferred, reason: visited soon, expires: 2026-11-16}
"""

from tpm_audit.model.entry import Severity
from tpm_audit.model.findings import Finding
from tpm_audit.model.waivers import WaiverState
from tpm_audit.rules.promises import waiver_finding
from tpm_audit.rules.rule import Examined, Rule
from tpm_audit.rules.waiving import Waived
from tpm_audit.source.message import say


def select(examined: Examined) -> tuple[Waived, ...]:
    """Return the waivers that cover anything and do not hold for good."""
    covering = {WaiverState.VALID, WaiverState.SOON}
    return tuple(one for one in examined.waived if one.state in covering and one.waiver.expires is not None)


def judge(examined: Examined, waived: Waived) -> Finding | None:
    """Find those whose last day is near."""
    expires = waived.waiver.expires
    if waived.state is not WaiverState.SOON or expires is None:
        return None
    said = say("the waiver {name} expires on {day}", name=waived.waiver.shown_name(), day=expires)
    return waiver_finding(examined, RULE.code, waived, said, say("mend what it covers, or have it approved anew"))


RULE = Rule(
    "TPW004",
    say("A waiver expires within 14 days"),
    Severity.INFO,
    __doc__ or "",
    select,
    judge,
    closes=True,
    internal=True,
    by_day=True,
)
