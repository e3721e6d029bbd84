"""A fact that has to be there was looked for and is missing.

An imprint without e-mail address, an invoice without phone number: the customer who needs it does not complain,
but gives up. Only what was looked for counts: what nobody looked for is "not observed", which is no finding.

Fails:

    facts:
      email: {kind: email, expected: hello@lindner.example}
    touchpoints:
      contact: {name: Contact page, phase: before, channels: [website], owner: web-team, facts: [email]}
    visits:
      - {touchpoint: contact, channel: website, facts: {email: missing}}

Passes:

    facts:
      email: {kind: email, expected: hello@lindner.example}
    touchpoints:
      contact: {name: Contact page, phase: before, channels: [website], owner: web-team, facts: [email]}
    visits:
      - {touchpoint: contact, channel: website, facts: {email: hello@lindner.example}}
"""

from collections.abc import Iterator

from tpm_audit.model.entry import Severity
from tpm_audit.model.findings import Finding
from tpm_audit.model.outcomes import Outcome
from tpm_audit.rules.fact_findings import FactUnits, fact_finding, fact_units, in_part, where_it_shows
from tpm_audit.rules.rule import Examined, Rule
from tpm_audit.rules.subjects import fact_at
from tpm_audit.source.message import say

_LOOKED_FOR = frozenset(Outcome) - {Outcome.NOT_OBSERVED, Outcome.LISTED}


def select(examined: Examined) -> Iterator[FactUnits]:
    """Yield the facts that were looked for."""
    yield from fact_units(examined.audit, examined.comparisons.outcomes, _LOOKED_FOR)


def judge(examined: Examined, units: FactUnits) -> Finding | None:
    """Find the units that do not show it."""
    wrong = units.channels(Outcome.MISSING)
    if not wrong:
        return None
    fact = fact_at(examined.audit, units.fact, units.location)
    channels = where_it_shows(examined.audit, units, Outcome.MISSING)
    headline = (
        say("{fact}: missing ({channels})", fact=fact, channels=channels)
        if channels is not None
        else in_part(
            units,
            say(
                "{fact}: missing on {wrong} of {n} channel",
                "{fact}: missing on {wrong} of {n} channels",
                fact=fact,
                wrong=len(wrong),
                n=len(units.channels(*_LOOKED_FOR)),
            ),
        )
    )
    return fact_finding(examined.audit, RULE.code, examined.severity(RULE.code), units, headline, Outcome.MISSING)


RULE = Rule(
    "TPC002",
    say("A fact that has to be there was looked for and is missing"),
    Severity.MAJOR,
    __doc__ or "",
    select,
    judge,
)
