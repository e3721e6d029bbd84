"""Channels say different things, and no standard says which is right.

Where nobody has decided, the channels are compared with each other. The value that most of them show is called
the most common, never the right one: it takes a decision, and then a line in standard.yml.

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

from collections.abc import Iterable, Iterator

from tpm_audit.model.entry import Severity
from tpm_audit.model.findings import Finding
from tpm_audit.model.outcomes import Agreement, Outcome, Seen, UnitOutcome
from tpm_audit.rules.rule import Examined, Rule
from tpm_audit.rules.subjects import fact_at, fact_subject, named_ids, seen_member
from tpm_audit.source.message import say

_TWO = 2  # one value agrees with nothing


def select(examined: Examined) -> Iterator[Agreement]:
    """Yield the facts without a standard that two units or more show."""
    for agreement in examined.comparisons.agreements:
        if agreement.n >= _TWO:
            yield agreement


def judge(examined: Examined, agreement: Agreement) -> Finding | None:
    """Find the units that do not show the most common value; all of them where there is none."""
    if len(agreement.groups) == 1:
        return None
    audit = examined.audit
    common = agreement.most_common
    usual = set(agreement.groups[0][1]) if common is not None else set()
    members = tuple(
        seen_member(audit, unit, seen, deviates=position not in usual)
        for position, unit in enumerate(agreement.units)
        for seen in _values(unit)
    )
    odd = [unit for position, unit in enumerate(agreement.units) if position not in usual]
    name = fact_at(audit, agreement.fact, agreement.location)
    largest = len(agreement.groups[0][1])
    headline = (
        say(
            "{fact} varies: {value} at {k} of {n} places",
            fact=name,
            k=largest,
            n=agreement.n,
            value=common,
        )
        if common is not None
        else say("{fact} varies: {n} places, and no value is the most common", fact=name, n=agreement.n)
    )
    return Finding(
        rule=RULE.code,
        severity=audit.facts[agreement.fact].severity or examined.severity(RULE.code),
        subject=fact_subject(audit, agreement.fact, agreement.location),
        aspect=agreement.language or "",
        headline=headline,
        members=tuple(sorted(members, key=lambda one: (not one.deviates, str(one.unit)))),
        touchpoints=named_ids(unit.unit.touchpoint for unit in odd),
        channels=named_ids(unit.unit.channel for unit in odd),
        advice=examined.advice(
            say("decide on one value"), say("decide on one value and write it as expected in site_config/standard.yml")
        ),
    )


def _values(unit: UnitOutcome) -> Iterable[Seen]:
    """Return what a unit shows, each value once, whoever saw it."""
    shown: dict[str | None, Seen] = {}
    for seen in unit.seen:
        if seen.outcome is Outcome.SHOWN:
            shown.setdefault(seen.value, seen)
    return shown.values()


RULE = Rule(
    "TPC004",
    say("Channels say different things, and no standard says which is right"),
    Severity.MAJOR,
    __doc__ or "",
    select,
    judge,
)
