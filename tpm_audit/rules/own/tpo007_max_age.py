"""Own rule of the shape max-age: a visit is not older than so long.

Some touchpoints change every week: what was found there in spring says nothing in autumn. This rule counts from the
last visit in the audit to the day of the report. A touchpoint in the scope of the audit that was never visited is
found, too; one out of its scope is not looked at.

`max_age`: how old, such as 6 months, 2 weeks or 30 days.

Fails:

    as_of: 2026-11-30
    rules:
      fresh: {shape: max-age, message: Seen within a month, max_age: 1 month, where: {touchpoints: [contact]}}
    visits:
      - {touchpoint: contact, channel: website, date: 2026-10-21}

Passes:

    as_of: 2026-11-21
    rules:
      fresh: {shape: max-age, message: Seen within a month, max_age: 1 month, where: {touchpoints: [contact]}}
    visits:
      - {touchpoint: contact, channel: website, date: 2026-10-21}
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from tpm_audit.model.audit import Unit
from tpm_audit.model.field_types import Length
from tpm_audit.model.findings import Finding
from tpm_audit.model.own_rules import OwnRule
from tpm_audit.model.touchpoints import Touchpoint
from tpm_audit.rules.own.places import touchpoints_meant
from tpm_audit.rules.own.shape import About, Shape, own_finding
from tpm_audit.rules.rule import Examined
from tpm_audit.rules.subjects import channel_members
from tpm_audit.source.message import say


class MaxAge(OwnRule):
    """An own rule of the shape max-age."""

    max_age: Length


@dataclass(frozen=True, slots=True)
class _Visited:
    touchpoint: Touchpoint
    units: tuple[Unit, ...]
    last: datetime.date | None


def select(examined: Examined, own: MaxAge) -> Iterator[_Visited]:
    """Yield the touchpoints that were visited, or are in scope and were not."""
    in_scope = {unit.touchpoint for unit in examined.audit.units}
    for touchpoint, units in touchpoints_meant(examined.audit, own):
        last = examined.visited.get(touchpoint.id)
        if last is not None or touchpoint.id in in_scope:
            yield _Visited(touchpoint, units, last)


def judge(examined: Examined, own: MaxAge, visited: _Visited) -> Finding | None:
    """Find those whose last visit is longer ago, and those that have none."""
    touchpoint, last = visited.touchpoint, visited.last
    if last is not None and examined.as_of <= own.max_age.after(last):
        return None
    found = (
        say("{touchpoint} was not visited", touchpoint=touchpoint.name)
        if last is None
        else say(
            "{touchpoint} was last visited on {last} (allowed: {age})",
            touchpoint=touchpoint.name,
            last=last,
            age=own.max_age.said(),
        )
    )
    members = channel_members(examined.audit, touchpoint, (unit.channel for unit in visited.units))
    return own_finding(examined, SHAPE, own, About((touchpoint.id,), (touchpoint.first_id,)), found, members)


SHAPE = Shape("TPO007", "max-age", MaxAge, __doc__ or "", select, judge, of_absence=True, by_day=True)
