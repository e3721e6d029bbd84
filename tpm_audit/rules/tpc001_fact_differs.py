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

from tpm_audit.model.audit import Audit
from tpm_audit.model.entry import Severity
from tpm_audit.model.findings import Finding
from tpm_audit.model.outcomes import COUNTED, Outcome
from tpm_audit.rules.fact_findings import (
    FactUnits,
    fact_finding,
    fact_units,
    in_part,
    one_value_for_another,
    only_reason,
    where_it_shows,
)
from tpm_audit.rules.rule import Examined, Rule
from tpm_audit.rules.subjects import fact_at
from tpm_audit.source.message import Message, say


def select(examined: Examined) -> Iterator[FactUnits]:
    """Yield the facts that have a standard and were compared with it."""
    yield from fact_units(examined.audit, examined.comparisons.outcomes, COUNTED - {Outcome.MISSING})


def judge(examined: Examined, units: FactUnits) -> Finding | None:
    """Find the values that differ."""
    if not units.channels(Outcome.DIFFERS):
        return None
    headline = _headline(examined.audit, units)
    return fact_finding(examined.audit, RULE.code, examined.severity(RULE.code), units, headline, Outcome.DIFFERS)


def _headline(audit: Audit, units: FactUnits) -> Message:
    """Say one value for another, or the only reason, where that is all there is to say; else where, or in how many."""
    fact = fact_at(audit, units.fact, units.location)
    channels = where_it_shows(audit, units, Outcome.DIFFERS)
    if channels is None:
        counted = say(
            "{fact}: different on {wrong} of {n} channel",
            "{fact}: different on {wrong} of {n} channels",
            fact=fact,
            wrong=len(units.channels(Outcome.DIFFERS)),
            n=len(units.channels(*COUNTED)),
        )
        return in_part(units, counted)
    values = one_value_for_another(audit, units)
    if values is None:
        why = only_reason(units)
        if why is None:
            return say("{fact}: different ({channels})", fact=fact, channels=channels)
        return say("{fact}: {why} ({channels})", fact=fact, why=why, channels=channels)
    expected, found = values
    return say(
        "{fact}: {found} instead of {expected} ({channels})",
        fact=fact,
        found=found,
        expected=expected,
        channels=channels,
    )


RULE = Rule(
    "TPC001", say("A channel shows another value than the standard"), Severity.MAJOR, __doc__ or "", select, judge
)
