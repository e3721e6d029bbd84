"""A waiver has expired.

It was given for a while, and the while is over: what it covered counts again. Mend what it is about, or have somebody
approve it anew. Its last day is `expires`, in the workspace's time zone. This is the auditors' matter, and not in the
client edition.

Fails:

    as_of: 2026-11-02
    touchpoints: {contact: {name: Contact page, phase: before, channels: [website]}}
    people: {web-team: {name: Web team}}
    waivers:
      later: {match: {rule: TPI002}, type: fix-deferred, reason: visited in spring, expires: 2026-11-01}

Passes:

    as_of: 2026-11-02
    touchpoints: {contact: {name: Contact page, phase: before, channels: [website]}}
    waivers:
      later: {match: {rule: TPI002}, type: fix-deferred, reason: visited in spring, expires: 2026-11-02}
"""

from tpm_audit.model.entry import Severity
from tpm_audit.model.findings import Finding
from tpm_audit.model.waivers import WaiverState
from tpm_audit.rules.promises import waiver_finding
from tpm_audit.rules.rule import Examined, Rule
from tpm_audit.rules.waiving import Waived
from tpm_audit.source.message import say


def select(examined: Examined) -> tuple[Waived, ...]:
    """Return the waivers."""
    return examined.waived


def judge(examined: Examined, waived: Waived) -> Finding | None:
    """Find those whose last day is over."""
    expires = waived.waiver.expires
    if waived.state is not WaiverState.EXPIRED or expires is None:
        return None
    n = len(waived.meant)
    said = (
        say(
            "the waiver {name} expired on {day}: {n} finding counts again",
            "the waiver {name} expired on {day}: {n} findings count again",
            n=n,
            name=waived.waiver.shown_name(),
            day=expires,
        )
        if n
        else say(
            "the waiver {name} expired on {day}, and nothing is found that it was about",
            name=waived.waiver.shown_name(),
            day=expires,
        )
    )
    advice = say("mend what it is about, or have it approved anew; take it out where neither is needed")
    return waiver_finding(examined, RULE.code, waived, said, advice)


RULE = Rule(
    "TPW001",
    say("A waiver has expired"),
    Severity.MINOR,
    __doc__ or "",
    select,
    judge,
    closes=True,
    internal=True,
    by_day=True,
)
