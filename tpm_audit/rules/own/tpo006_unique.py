"""Own rule of the shape unique: a value belongs to one place, and no other shows it.

Two branches with one phone number, two coupons with one code: each value is right by itself, and one of them reaches
the wrong place. Each fact is looked at by itself. What is the same is said by its kind; a tolerance does not count.

`facts`: which facts. `per`: location, channel, touchpoint, or unit (the default: a touchpoint on a channel, at a
location): what may share a value with no other. What has none, such as a location on the website, is left out.

Fails:

    channels: {branch: {name: Branch, kind: personal}}
    locations: {linz: {name: Linz, channels: [branch]}, wels: {name: Wels, channels: [branch]}}
    touchpoints: {counter: {name: Counter, phase: during, channels: [branch], owner: web-team}}
    facts: {phone: {kind: phone}}
    rules:
      own-number: {shape: unique, message: Each branch has its own number, facts: [phone], per: location}
    visits:
      - {touchpoint: counter, channel: branch, location: linz, facts: {phone: 0732 771200}}
      - {touchpoint: counter, channel: branch, location: wels, facts: {phone: 0732 77 12 00}}

Passes:

    channels: {branch: {name: Branch, kind: personal}}
    locations: {linz: {name: Linz, channels: [branch]}, wels: {name: Wels, channels: [branch]}}
    touchpoints: {counter: {name: Counter, phase: during, channels: [branch], owner: web-team}}
    facts: {phone: {kind: phone}}
    rules:
      own-number: {shape: unique, message: Each branch has its own number, facts: [phone], per: location}
    visits:
      - {touchpoint: counter, channel: branch, location: linz, facts: {phone: 0732 771200}}
      - {touchpoint: counter, channel: branch, location: wels, facts: {phone: 07242 771200}}
"""

import enum
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated

from tpm_audit.model.audit import Audit, Unit
from tpm_audit.model.field_types import one_of
from tpm_audit.model.findings import Finding
from tpm_audit.model.outcomes import READABLE, Seen, UnitOutcome
from tpm_audit.model.own_rules import OwnFactRule
from tpm_audit.rules.own.places import found_member, meant
from tpm_audit.rules.own.shape import About, Shape, own_finding, quoted
from tpm_audit.rules.rule import Examined
from tpm_audit.rules.subjects import unit_label
from tpm_audit.source.message import Sayable, say

_MOST = 4  # places in a headline


class Holder(enum.StrEnum):
    """What shares a value with no other."""

    LOCATION = "location"
    CHANNEL = "channel"
    TOUCHPOINT = "touchpoint"
    UNIT = "unit"


class Unique(OwnFactRule):
    """An own rule of the shape unique."""

    per: Annotated[Holder, one_of(Holder)] = Holder.UNIT


@dataclass(slots=True)
class _Held:
    """A value with those that show it."""

    fact: str
    value: str
    seen: dict[Unit, list[tuple[UnitOutcome, Seen]]] = field(default_factory=dict)


def select(examined: Examined, own: Unique) -> Iterator[_Held]:
    """Yield the different values."""
    for fact in own.facts:
        held: dict[str, _Held] = {}
        for outcome in meant(examined, own, fact):
            holder = _holder(own.per, outcome.unit)
            for seen in outcome.seen if holder is not None else ():
                if holder is not None and seen.value is not None and seen.outcome in READABLE:
                    one = held.setdefault(seen.value, _Held(fact, seen.value))
                    one.seen.setdefault(holder, []).append((outcome, seen))
        yield from (one for _, one in sorted(held.items()))


def _holder(per: Holder, unit: Unit) -> Unit | None:
    """Return what of a unit has a value for itself; None where it has no such thing."""
    if per is Holder.UNIT:
        return unit if unit.touchpoint is not None else None
    holders = {
        Holder.LOCATION: Unit(location=unit.location),
        Holder.CHANNEL: Unit(channel=unit.channel),
        Holder.TOUCHPOINT: Unit(unit.touchpoint),
    }
    return holders[per] if any(holders[per]) else None


def judge(examined: Examined, own: Unique, held: _Held) -> Finding | None:
    """Find the values that more than one shows."""
    if len(held.seen) == 1:
        return None
    audit = examined.audit
    fact = audit.facts[held.fact]
    holders = sorted(held.seen, key=str)
    text = min(seen.text or "" for several in held.seen.values() for _, seen in several)
    value = quoted(audit.fact_name(held.fact), text)
    names = _named(audit, holders)
    found = say("{value} at {n} places: {places}", value=value, n=len(holders), places=names)
    return own_finding(
        examined,
        SHAPE,
        own,
        About((held.fact,), (fact.first_id,), held.value),
        found,
        (
            found_member(audit, outcome, seen, say("shown as {fact}", fact=audit.fact_name(held.fact)))
            for holder in holders
            for outcome, seen in sorted(held.seen[holder], key=lambda one: (str(one[0].unit), one[1].text or ""))
        ),
    )


def _named(audit: Audit, holders: list[Unit]) -> Sayable:
    """Return the places one after the other, as many as a headline holds."""
    said = unit_label(audit, holders[0])
    for holder in holders[1:_MOST]:
        said = say("{one}; {other}", one=said, other=unit_label(audit, holder))
    return said if len(holders) <= _MOST else say("{one}; {other}", one=said, other="…")


SHAPE = Shape("TPO006", "unique", Unique, __doc__ or "", select, judge)
