"""A value was found that cannot be read as what it is.

A phone number that no phone can dial is worse than none. It is a finding of its own and never silently counted
as different; the consistency index leaves it out and names it beside.

Fails:

    facts:
      phone: {kind: phone, expected: "+43 732 771200"}
    visits:
      - {touchpoint: contact, channel: website, facts: {phone: "call us!"}}

Passes:

    facts:
      phone: {kind: phone, expected: "+43 732 771200"}
    visits:
      - {touchpoint: contact, channel: website, facts: {phone: "+43 732 771200"}}
"""

from collections.abc import Iterator

from tpm_audit.model.entry import Severity
from tpm_audit.model.findings import Finding
from tpm_audit.model.outcomes import READABLE, Outcome
from tpm_audit.rules.fact_findings import FactUnits, fact_finding, fact_units
from tpm_audit.rules.rule import Examined, Rule
from tpm_audit.rules.subjects import fact_at
from tpm_audit.source.message import say

_SHOWN = READABLE | {Outcome.UNREADABLE}


def select(examined: Examined) -> Iterator[FactUnits]:
    """Yield the facts of which a value was found."""
    yield from fact_units(examined.audit, examined.comparisons.outcomes, _SHOWN)


def judge(examined: Examined, units: FactUnits) -> Finding | None:
    """Find the values that cannot be read, also beside one that can."""
    wrong = units.where(Outcome.UNREADABLE)
    if not wrong:
        return None
    headline = say(
        "{fact} cannot be read at {n} place",
        "{fact} cannot be read at {n} places",
        fact=fact_at(examined.audit, units.fact, units.location),
        n=len(wrong),
    )
    severity = examined.severity(RULE.code)
    return fact_finding(examined.audit, RULE.code, severity, units, headline, Outcome.UNREADABLE)


RULE = Rule(
    "TPC003", say("A value was found that cannot be read as what it is"), Severity.MAJOR, __doc__ or "", select, judge
)
