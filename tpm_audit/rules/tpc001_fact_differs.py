"""A channel shows another value than the standard.

A customer who finds two phone numbers, two prices or two promises trusts neither. The standard says what is
right; this rule names every place that says something else, and how it differs.

Fails:

    facts:
      phone: {kind: phone, expected: "+43 732 771200"}
    visits:
      - {touchpoint: contact, channel: website, facts: {phone: "0732 771202"}}

Passes:

    facts:
      phone: {kind: phone, expected: "+43 732 771200"}
    visits:
      - {touchpoint: contact, channel: website, facts: {phone: "0732/77 12 00"}}
"""

from collections.abc import Iterator

from tpm_audit.model.entry import Severity
from tpm_audit.model.findings import Finding
from tpm_audit.model.outcomes import COUNTED, Outcome
from tpm_audit.rules.fact_findings import FactUnits, fact_finding, fact_units, in_part
from tpm_audit.rules.rule import Examined, Rule
from tpm_audit.rules.subjects import fact_at
from tpm_audit.source.message import say


def select(examined: Examined) -> Iterator[FactUnits]:
    """Yield the facts that have a standard and were compared with it."""
    yield from fact_units(examined.audit, examined.comparisons.outcomes, COUNTED - {Outcome.MISSING})


def judge(examined: Examined, units: FactUnits) -> Finding | None:
    """Find the values that differ."""
    wrong = units.channels(Outcome.DIFFERS)
    if not wrong:
        return None
    headline = say(
        "{fact} differs on {wrong} of {n} channel",
        "{fact} differs on {wrong} of {n} channels",
        fact=fact_at(examined.audit, units.fact, units.location),
        wrong=len(wrong),
        n=len(units.channels(*COUNTED)),
    )
    headline = in_part(units, headline)
    return fact_finding(examined.audit, RULE.code, examined.severity(RULE.code), units, headline, Outcome.DIFFERS)


RULE = Rule(
    "TPC001", say("A channel shows another value than the standard"), Severity.MAJOR, __doc__ or "", select, judge
)
