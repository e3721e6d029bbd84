"""Own rule of the shape count: there are at least, or at most, so many.

No phase without two touchpoints, no more than five channels before the purchase, at least ten visits to the branches:
what a house has set itself as a measure. Counted are touchpoints in use, the channels and locations that they have, or
the visits of this audit (without those that are only assumed).

`of`: touchpoints, channels, locations or visits. `min`, `max`: how many at least, at most; one of them, or both.

Fails:

    rules:
      two: {shape: count, message: Two touchpoints after buying, of: touchpoints, min: 2, where: {phases: [after]}}

Passes:

    rules:
      two: {shape: count, message: Two touchpoints on the web, of: touchpoints, min: 2, where: {channels: [website]}}
"""

import enum
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Self

from pydantic import model_validator

from tpm_audit.model import codes
from tpm_audit.model.audit import Audit, Unit
from tpm_audit.model.context import unreadable
from tpm_audit.model.field_types import WholeNumber, one_of
from tpm_audit.model.findings import Finding, Member
from tpm_audit.model.own_rules import OwnRule
from tpm_audit.rules.own.places import touchpoints_meant
from tpm_audit.rules.own.shape import About, Shape, own_finding
from tpm_audit.rules.rule import Examined
from tpm_audit.rules.subjects import channel_members
from tpm_audit.source.message import Message, say


class Counted(enum.StrEnum):
    """What is counted."""

    TOUCHPOINTS = "touchpoints"
    CHANNELS = "channels"
    LOCATIONS = "locations"
    VISITS = "visits"


class Count(OwnRule):
    """An own rule of the shape count."""

    of: Annotated[Counted, one_of(Counted)]
    min: WholeNumber | None = None
    max: WholeNumber | None = None

    @model_validator(mode="after")
    def _limits_something(self) -> Self:
        if self.min is None and self.max is None:
            raise unreadable(
                codes.MISSING_KEY,
                say("neither 'min' nor 'max' says how many"),
                say("write how many there have to be at least: min: 2, or at most: max: 5"),
            )
        if self.min is not None and self.max is not None and self.max < self.min:
            raise unreadable(
                codes.OUT_OF_RANGE,
                say("max is below min"),
                say("write min: with the smaller number"),
            )
        return self


@dataclass(frozen=True, slots=True)
class _Count:
    n: int
    members: tuple[Member, ...]


def select(examined: Examined, own: Count) -> Iterator[_Count]:
    """Yield the number; none where nothing is there of what there may be at most so much."""
    counted = _counted(examined.audit, own)
    if counted.n or own.min:
        yield counted


def _counted(audit: Audit, own: Count) -> _Count:
    if own.of is Counted.VISITS:
        return _Count(sum(1 for _ in _visits(audit, own)), ())
    found = tuple(touchpoints_meant(audit, own))
    if own.of is Counted.TOUCHPOINTS:
        members = (channel_members(audit, one, (unit.channel for unit in units)) for one, units in found)
        return _Count(len(found), tuple(member for several in members for member in several))
    units = [unit for _, several in found for unit in several]
    ids = {unit.channel if own.of is Counted.CHANNELS else unit.location for unit in units} - {None}
    return _Count(len(ids), ())


def _visits(audit: Audit, own: Count) -> Iterator[None]:
    for visit in audit.visits:
        unit = Unit(visit.touchpoint, visit.channel, visit.location)
        if visit.rates and own.where.selects(audit.traits(unit, visit.language)):
            yield None


def judge(examined: Examined, own: Count, count: _Count) -> Finding | None:
    """Find that there are too few, or too many."""
    too_few = own.min is not None and count.n < own.min
    too_many = own.max is not None and count.n > own.max
    if not too_few and not too_many:
        return None
    asked = (own.min if too_few else own.max) or 0
    wanted = say("at least {n}", n=asked) if too_few else say("at most {n}", n=asked)
    found = say("{counted}, {wanted} asked", counted=_said(own.of, count.n), wanted=wanted)
    members = count.members if too_many else ()  # of too few it is the others that are missing
    return own_finding(examined, SHAPE, own, About(), found, members, standard=wanted, state=(str(count.n),))


def _said(of: Counted, n: int) -> Message:
    return {
        Counted.TOUCHPOINTS: say("{n} touchpoint", "{n} touchpoints", n=n),
        Counted.CHANNELS: say("{n} channel", "{n} channels", n=n),
        Counted.LOCATIONS: say("{n} location", "{n} locations", n=n),
        Counted.VISITS: say("{n} visit", "{n} visits", n=n),
    }[of]


SHAPE = Shape("TPO008", "count", Count, __doc__ or "", select, judge, of_absence=True)
