"""Own rule of the shape same-value: facts, or one fact at all places, have to show the same value.

A hotline that is the phone number, a price that two brands of a house share: the standard knows each fact, not that
two of them belong together. With two facts or more, those that a unit shows are compared with each other there, so
they have to be of one kind. With one fact all selected units are compared with each other, within one content
language, and within one location where the fact is compared so; its standard does not matter. All languages in which
it varies are one finding.

`facts`: which facts.

Fails:

    facts:
      phone: {kind: phone, expected: "+43 732 771200"}
      hotline: {kind: phone, expected: "+43 800 771200"}
    rules:
      one-number: {shape: same-value, message: The hotline is the phone number, facts: [phone, hotline]}
    visits:
      - {touchpoint: contact, channel: website, facts: {phone: 0732 771200, hotline: 0800 771200}}

Passes:

    facts:
      phone: {kind: phone, expected: "+43 732 771200"}
      hotline: {kind: phone, expected: "+43 800 771200"}
    rules:
      one-number: {shape: same-value, message: The hotline is the phone number, facts: [phone, hotline]}
    visits:
      - {touchpoint: contact, channel: website, facts: {phone: 0732 771200, hotline: "+43 732 77 12 00"}}
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from tpm_audit.facts.agreement import agreements, alike
from tpm_audit.facts.judging import Judge
from tpm_audit.model import codes
from tpm_audit.model.audit import Audit, Unit
from tpm_audit.model.facts import Circumstances, Fact, Reading
from tpm_audit.model.findings import Finding, Member
from tpm_audit.model.outcomes import READABLE, Seen, UnitOutcome
from tpm_audit.model.own_rules import Misfit, OwnFactRule
from tpm_audit.rules.own.places import found_member, meant, places_by_spot
from tpm_audit.rules.own.shape import About, Shape, about_spot, and_more, at_spot, own_finding, quoted
from tpm_audit.rules.rule import Examined
from tpm_audit.rules.varying import Compared, compared, varies, varying_members
from tpm_audit.source.message import say

_TWO = 2  # one fact agrees with nothing
_MOST = 4  # values in a headline


class SameValue(OwnFactRule):
    """An own rule of the shape same-value."""

    def misfits(self, facts: Mapping[str, Fact], circumstances: Circumstances) -> Iterator[Misfit]:  # noqa: ARG002
        """Yield the first fact that is of another kind than those before it."""
        first = facts[self.facts[0]]
        for other in (facts[one] for one in self.facts[1:]):
            if other.kind != first.kind:
                yield Misfit(
                    ("facts",),
                    codes.NOT_A_CHOICE,
                    say(
                        "'{id}' is of the kind {kind}, and '{other}' of the kind {other_kind}",
                        id=first.id,
                        kind=first.kind,
                        other=other.id,
                        other_kind=other.kind,
                    ),
                    say("write facts of one kind: others can never be the same"),
                )
                return


class _Value(NamedTuple):
    outcome: UnitOutcome
    seen: Seen
    reading: Reading


_Values = Sequence[_Value]


@dataclass(frozen=True, slots=True)
class _AtSpot:
    """What is shown of several facts at each place of a touchpoint."""

    judge: Judge
    spot: Unit
    places: tuple[_Values, ...]


def select(examined: Examined, own: SameValue) -> Iterator[Compared | _AtSpot]:
    """Yield what is compared with each other: at least two units, or two facts at one of them."""
    audit = examined.audit
    judge = Judge(audit, audit.facts[own.facts[0]])
    if len(own.facts) == 1:
        yield from compared(agreements(audit, judge, meant(examined, own, judge.fact.id)))
        return
    for spot, places in places_by_spot(examined, own):
        of_facts = ([place.outcomes[fact] for fact in own.facts if fact in place.outcomes] for place in places)
        found = [_values(audit, judge, outcomes) for outcomes in of_facts]
        several = tuple(one for one in found if len({value.outcome.fact for value in one}) >= _TWO)
        if several:
            yield _AtSpot(judge, spot, several)


def _values(audit: Audit, judge: Judge, outcomes: Iterable[UnitOutcome]) -> _Values:
    """Return the values that units show, each once a unit; all are read as the first of the facts is."""
    found: dict[object, _Value] = {}
    for outcome in outcomes:
        country = audit.country_at(outcome.unit.location)
        for seen in outcome.seen:
            if seen.text is None or seen.outcome not in READABLE:
                continue
            reading = judge.read(seen.text, country, outcome.language)
            if isinstance(reading, Reading):
                key = (outcome.fact, outcome.unit, outcome.language, seen.text)
                found.setdefault(key, _Value(outcome, seen, reading))
    return tuple(found.values())


def judge(examined: Examined, own: SameValue, what: Compared | _AtSpot) -> Finding | None:
    """Find what is not the same."""
    if isinstance(what, Compared):
        return _differing_units(examined, own, what)
    return _differing_facts(examined, own, what)


def _differing_units(examined: Examined, own: SameValue, units: Compared) -> Finding | None:
    if not units.varying:
        return None
    audit, location = examined.audit, units.location
    about = About() if location is None else About((location,), (audit.locations[location].first_id,))
    why = say("shown as {fact}", fact=audit.fact_name(units.fact))
    members = (replace(member, why=why, fact=units.fact) for member in varying_members(audit, units))
    return own_finding(examined, SHAPE, own, about, varies(audit, units), members)


def _differing_facts(examined: Examined, own: SameValue, compared: _AtSpot) -> Finding | None:
    audit = examined.audit
    wrong = [groups for one in compared.places if len(groups := _alike(compared.judge, one)) > 1]
    if not wrong:
        return None
    values = tuple(quoted(audit.fact_name(one[0].outcome.fact), one[0].reading.text) for one in wrong[0][:_MOST])
    found = at_spot(audit, compared.spot, values)
    members = _members(audit, [value for groups in wrong for group in groups for value in group])
    about = about_spot(audit, compared.spot)
    return own_finding(examined, SHAPE, own, about, and_more(found, len(wrong) - 1), members)


def _alike(judge: Judge, values: _Values) -> list[list[_Value]]:
    """Return the values in groups of the same, the largest first."""
    return [
        [values[position] for position in positions] for _, positions in alike(judge, [one.reading for one in values])
    ]


def _members(audit: Audit, values: _Values) -> Iterator[Member]:
    def order(value: _Value) -> tuple[str, str, str]:
        return str(value.outcome.unit), value.outcome.fact, value.reading.text

    for one in sorted(values, key=order):
        why = say("shown as {fact}", fact=audit.fact_name(one.outcome.fact))
        yield found_member(audit, one.outcome, one.seen, why)


SHAPE = Shape("TPO001", "same-value", SameValue, __doc__ or "", select, judge)
