"""A declared variant has run out.

A variant says that another value is right too, for a while. Past its last day it must go from the channels, or
be declared again: this rule reminds of that, whether or not somebody saw the value. A value that is declared for
several places, however it is spelt there, is one finding.

Fails:

    as_of: 2026-11-02
    facts:
      phone:
        kind: phone
        expected: "+43 732 771200"
        variants: [{value: "0800 771200", until: 2026-11-01, reason: campaign}]

Passes:

    as_of: 2026-11-01
    facts:
      phone:
        kind: phone
        expected: "+43 732 771200"
        variants: [{value: "0800 771200", until: 2026-11-01, reason: campaign}]
"""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tpm_audit.facts.judging import Judge
from tpm_audit.model.entry import Severity
from tpm_audit.model.facts import Fact, Reading
from tpm_audit.model.findings import Finding
from tpm_audit.rules.rule import Examined, Rule
from tpm_audit.rules.subjects import fact_subject, named_ids, seen_member
from tpm_audit.source.message import say


@dataclass(frozen=True, slots=True)
class _Declared:
    """What is declared as a variant, once or for several places, each with a last day.

    ``values`` are its one spelling in each language: written otherwise, it is the same variant.
    """

    fact: Fact
    values: tuple[str, ...]
    last_days: Mapping[int, datetime.date]  # by the position in the fact's variants


def select(examined: Examined) -> Iterator[_Declared]:
    """Yield the values whose variants have a last day."""
    audit = examined.audit
    for fact in audit.facts.values():
        judge = Judge(audit, fact)
        declared: dict[tuple[str, ...], dict[int, datetime.date]] = {}
        for index, variant in enumerate(fact.variants):
            if variant.valid_until is not None:
                values = {_spelling(judge, text, language) for language, text in variant.value.items()}
                declared.setdefault(tuple(sorted(values)), {})[index] = variant.valid_until
        for spelt, last_days in declared.items():
            yield _Declared(fact, spelt, last_days)


def _spelling(judge: Judge, text: str, language: str) -> str:
    reading = judge.read(text, judge.audit.site.country, language or None)
    return reading.value if isinstance(reading, Reading) else text


def judge(examined: Examined, declared: _Declared) -> Finding | None:
    """Find the values of which a last day is past, with the places that showed one."""
    audit, fact = examined.audit, declared.fact
    over = {index: day for index, day in declared.last_days.items() if day < examined.as_of}
    if not over:
        return None
    latest = max(over, key=lambda index: over[index])
    members = tuple(
        seen_member(audit, one, seen)
        for one in examined.comparisons.by_fact[fact.id]
        for seen in one.seen
        if seen.variant in over
    )
    return Finding(
        rule=RULE.code,
        severity=examined.severity(RULE.code),
        subject=fact_subject(audit, fact.id),
        aspect="\x1f".join(declared.values),
        headline=say(
            "{fact}: the variant {value} was declared until {day}",
            fact=audit.fact_name(fact.id),
            value=fact.variants[latest].value,
            day=over[latest],
        ),
        members=tuple(sorted(members, key=lambda one: str(one.unit))),
        standard=fact.expected,
        standard_written=fact.written.at("variants", latest, "until"),
        touchpoints=named_ids(member.unit.touchpoint for member in members),
        channels=named_ids(member.unit.channel for member in members),
        owners=() if members or fact.set_by is None else (fact.set_by,),  # who shows it has to change it
        advice=say("take it from the channels that show it, or declare it anew"),
    )


RULE = Rule("TPC005", say("A declared variant has run out"), Severity.MINOR, __doc__ or "", select, judge, by_day=True)
