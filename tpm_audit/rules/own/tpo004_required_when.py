"""Own rule of the shape required-when: where one thing is shown, another has to stand beside it.

A price needs its unit, a campaign number its last day. `when` says which fact, and with `value` which value of it, is
the condition; without `when` the selector `where` alone is. Only what was looked for counts: a fact that nobody
looked for is not missing.

`facts`: which facts have to be shown there, all of them. `when`: `fact`, and perhaps `value`, written as it is expected
in the standard, or one per content language.

Fails:

    facts: {price: {kind: price}, unit-price: {kind: price}}
    rules:
      per-kilo: {shape: required-when, message: A price names that of a kilo, when: {fact: price}, facts: [unit-price]}
    visits:
      - {touchpoint: shop, channel: website, facts: {price: "4,90 €", unit-price: missing}}

Passes:

    facts: {price: {kind: price}, unit-price: {kind: price}}
    rules:
      per-kilo: {shape: required-when, message: A price names that of a kilo, when: {fact: price}, facts: [unit-price]}
    visits:
      - {touchpoint: shop, channel: website, facts: {price: "4,90 €", unit-price: "9,80 €/kg"}}
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from tpm_audit.facts.judging import Judge
from tpm_audit.model import codes
from tpm_audit.model.audit import Audit, Unit
from tpm_audit.model.entry import Strict
from tpm_audit.model.facts import Circumstances, Fact, Reading, Unreadable
from tpm_audit.model.field_types import LocalText
from tpm_audit.model.findings import Finding, Member
from tpm_audit.model.outcomes import Seen
from tpm_audit.model.own_rules import Look, Misfit, OwnFactRule
from tpm_audit.model.references import FactId
from tpm_audit.rules.own.places import Place, found_member, missing_members, places_by_spot
from tpm_audit.rules.own.shape import Shape, about_spot, and_more, at_spot, own_finding
from tpm_audit.rules.rule import Examined
from tpm_audit.source.message import say


class When(Strict):
    """A fact that is shown, and perhaps with which value."""

    fact: FactId
    value: LocalText | None = None


class RequiredWhen(OwnFactRule):
    """An own rule of the shape required-when."""

    when: When | None = None

    @property
    def named_facts(self) -> tuple[str, ...]:
        """Return the facts that it is about, with that of the condition."""
        return self.facts if self.when is None else (*self.facts, self.when.fact)

    @property
    def texts(self) -> tuple[str, ...]:
        """Return the values of its condition."""
        return () if self.when is None or self.when.value is None else tuple(self.when.value.values())

    def looked_at(self, facts: Mapping[str, Fact], look: Look) -> Self:
        """Return it with what the file of its condition is known by."""
        if self.when is None or self.when.value is None or not facts[self.when.fact].values_are_files:
            return self
        value = look(self.when.value, self.written.at("when", "value"))
        return self.model_copy(update={"when": self.when.model_copy(update={"value": value})})

    def misfits(self, facts: Mapping[str, Fact], circumstances: Circumstances) -> Iterator[Misfit]:
        """Yield a condition that is always met, and values that cannot be read as their kind of fact."""
        if self.when is None:
            return
        if self.when.fact in self.facts:
            yield Misfit(
                ("when", "fact"),
                codes.NOT_A_CHOICE,
                say("'{id}' would be required where it is shown", id=self.when.fact),
                say("write another fact as the condition"),
            )
        fact = facts[self.when.fact]
        for language, text in (self.when.value or {}).items():
            if fact.values_are_files and text not in circumstances.images:  # told when it was looked for
                continue
            reading = fact.read(text, circumstances)
            if isinstance(reading, Unreadable):
                keys = ("when", "value", language) if language else ("when", "value")
                yield Misfit(keys, *fact.misfit(text, reading))


@dataclass(frozen=True, slots=True)
class _Met:
    """A place that meets the condition, with what meets it; ``lacking`` facts were looked for and not found."""

    place: Place
    condition: Seen | None
    lacking: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _AtSpot:
    spot: Unit
    met: tuple[_Met, ...]


def select(examined: Examined, own: RequiredWhen) -> Iterator[_AtSpot]:
    """Yield the touchpoints where the condition is met and at least one of the facts was looked for."""
    judge = None if own.when is None else Judge(examined.audit, examined.audit.facts[own.when.fact])
    for spot, places in places_by_spot(examined, own):
        met = tuple(one for place in places if (one := _met(examined.audit, own, judge, place)) is not None)
        if met:
            yield _AtSpot(spot, met)


def _met(audit: Audit, own: RequiredWhen, judge: Judge | None, place: Place) -> _Met | None:
    condition = None if judge is None else _condition(audit, own, judge, place)
    if judge is not None and condition is None:
        return None
    lacking = tuple(fact for fact in own.facts if place.lacks(fact))
    if not lacking and not any(place.shows(fact) for fact in own.facts):
        return None
    return _Met(place, condition, lacking)


def _condition(audit: Audit, own: RequiredWhen, judge: Judge, place: Place) -> Seen | None:
    """Return the value that meets the condition."""
    outcome = place.outcomes.get(judge.fact.id)
    if outcome is None or own.when is None:
        return None
    country = audit.country_at(place.unit.location)
    wanted = judge.readable(own.when.value, place.language, country)
    for seen in outcome.seen:
        if seen.text is None:
            continue
        found = judge.read(seen.text, country, place.language)
        if own.when.value is None or (isinstance(found, Reading) and any(judge.same(one, found) for one in wanted)):
            return seen
    return None


def judge(examined: Examined, own: RequiredWhen, at: _AtSpot) -> Finding | None:
    """Find where a fact is missing."""
    audit = examined.audit
    wrong = [one for one in at.met if one.lacking]
    if not wrong:
        return None
    facts = tuple(audit.fact_name(fact) for fact in wrong[0].lacking)
    found = at_spot(audit, at.spot, say("{facts} missing", facts=facts))
    members = (member for one in wrong for member in _members(audit, own, one))
    return own_finding(examined, SHAPE, own, about_spot(audit, at.spot), and_more(found, len(wrong) - 1), members)


def _members(audit: Audit, own: RequiredWhen, met: _Met) -> Iterator[Member]:
    yield from missing_members(audit, met.place, met.lacking)
    if own.when is not None and met.condition is not None:
        outcome = met.place.outcomes[own.when.fact]
        why = say("shown as {fact}", fact=audit.fact_name(own.when.fact))
        yield found_member(audit, outcome, met.condition, why, deviates=False)


SHAPE = Shape("TPO004", "required-when", RequiredWhen, __doc__ or "", select, judge)
