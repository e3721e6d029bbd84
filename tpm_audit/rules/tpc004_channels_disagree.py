"""Channels say different things, and no standard says which is right.

Where nobody has decided, the channels are compared with each other, within one content language, and within one
location where the fact is. The value that most of them show is called the most common, never the right one: it takes
a decision, and then a line in standard.yml. All languages in which a fact varies are one finding.

Fails:

    facts:
      greeting: {kind: choice, values: [du, sie]}
    visits:
      - {touchpoint: contact, channel: website, facts: {greeting: sie}}
      - {touchpoint: invoice, channel: email, facts: {greeting: du}}

Passes:

    facts:
      greeting: {kind: choice, values: [du, sie]}
    visits:
      - {touchpoint: contact, channel: website, facts: {greeting: sie}}
      - {touchpoint: invoice, channel: email, facts: {greeting: Sie}}
"""

from collections.abc import Iterator

from tpm_audit.model.entry import Severity
from tpm_audit.model.findings import Finding
from tpm_audit.rules.rule import Examined, Rule
from tpm_audit.rules.subjects import fact_subject, named_ids
from tpm_audit.rules.varying import Compared, compared, varies, varying_members
from tpm_audit.source.message import say


def select(examined: Examined) -> Iterator[Compared]:
    """Yield the facts without a standard that two units or more show."""
    yield from compared(examined.comparisons.agreements)


def judge(examined: Examined, units: Compared) -> Finding | None:
    """Find the units that do not show the most common value; all of them where there is none."""
    if not units.varying:
        return None
    audit = examined.audit
    members = varying_members(audit, units)
    return Finding(
        rule=RULE.code,
        severity=audit.facts[units.fact].severity or examined.severity(RULE.code),
        subject=fact_subject(audit, units.fact, units.location),
        headline=varies(audit, units),
        members=members,
        touchpoints=named_ids(one.unit.touchpoint for one in members if one.deviates),
        channels=named_ids(one.unit.channel for one in members if one.deviates),
        advice=examined.advice(
            say("decide on one value"), say("decide on one value and write it as expected in site_config/standard.yml")
        ),
    )


RULE = Rule(
    "TPC004",
    say("Channels say different things, and no standard says which is right"),
    Severity.MAJOR,
    __doc__ or "",
    select,
    judge,
)
