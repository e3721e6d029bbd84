"""A waiver covers nothing.

What it is about is not found in this audit: it was mended, or the waiver names something else than it was meant for.
Such a waiver would hide without a word what comes later, so it should go. A waiver of a rule that did not run is not
looked at. This is the auditors' matter, and not in the client edition.

Fails:

    touchpoints: {contact: {name: Contact page, phase: before, channels: [website]}}
    visits: [{touchpoint: contact, channel: website}]
    waivers:
      later: {match: {rule: TPI002}, type: fix-deferred, reason: visited in spring, expires: 2027-03-31}

Passes:

    touchpoints: {contact: {name: Contact page, phase: before, channels: [website]}}
    waivers:
      later: {match: {rule: TPI002}, type: fix-deferred, reason: visited in spring, expires: 2027-03-31}
"""

from collections.abc import Iterator

from tpm_audit.model.entry import Severity
from tpm_audit.model.findings import Finding
from tpm_audit.model.waivers import WaiverState
from tpm_audit.rules.promises import waiver_finding
from tpm_audit.rules.rule import Examined, Rule
from tpm_audit.rules.waiving import Waived
from tpm_audit.source.message import say


def select(examined: Examined) -> Iterator[Waived]:
    """Yield the waivers that have not expired, of rules that ran."""
    ran = {name for key in examined.looked_at for name in key.split(" ")}
    for waived in examined.waived:
        match = waived.waiver.match
        rule = match.rule or (match.finding or "").partition("-")[0]
        if waived.state is not WaiverState.EXPIRED and rule in ran:
            yield waived


def judge(examined: Examined, waived: Waived) -> Finding | None:
    """Find those that match nothing."""
    if waived.state is not WaiverState.UNUSED:
        return None
    said = say("the waiver {name} covers nothing that is found", name=waived.waiver.shown_name())
    return waiver_finding(examined, RULE.code, waived, said, say("take it out, or mend what it matches"))


RULE = Rule(
    "TPW002",
    say("A waiver covers nothing"),
    Severity.MINOR,
    __doc__ or "",
    select,
    judge,
    closes=True,
    internal=True,
    of_absence=True,
)
