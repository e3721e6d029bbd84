"""A shape of own rules: the keys that they take, what they look at, and what is wrong with one of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from tpm_audit.model.audit import Audit, Unit
from tpm_audit.model.entry import Severity
from tpm_audit.model.findings import Finding, Member, Subject, SubjectKind, rule_key
from tpm_audit.model.own_rules import OwnRule
from tpm_audit.rules.rule import Examined, Rule
from tpm_audit.rules.subjects import named_ids, unit_label
from tpm_audit.source.message import Localised, Message, Sayable, say

R = TypeVar("R", bound=OwnRule)
S = TypeVar("S")


@dataclass(frozen=True)
class Shape(Generic[R, S]):
    """What all rules of a shape have in common; ``name`` is what they say at ``shape:``."""

    code: str
    name: str
    model: type[R]
    page: str
    select: Callable[[Examined, R], Iterable[S]]
    judge: Callable[[Examined, R, S], Finding | None]
    severity: Severity = Severity.MINOR
    of_absence: bool = False
    by_day: bool = False

    def rule(self, own: R) -> Rule[S]:
        """Return the rule that carries out one of the workspace's own."""
        return Rule(
            code=self.code,
            name=own.message,
            severity=self.severity,
            page=self.page,
            select=lambda examined: self.select(examined, own),
            judge=lambda examined, one: self.judge(examined, own, one),
            of_absence=self.of_absence,
            by_day=self.by_day,
            own=own,
        )


@dataclass(frozen=True, slots=True)
class About:
    """What a finding of an own rule is about beside the rule: ids, and the first ids of the same things."""

    ids: tuple[str, ...] = ()
    first_ids: tuple[str, ...] = ()
    aspect: str = ""


def about_spot(audit: Audit, spot: Unit) -> About:
    """Return a touchpoint, or a channel on which something was found that belongs to no touchpoint."""
    touchpoint = "" if spot.touchpoint is None else audit.touchpoints[spot.touchpoint].first_id
    channel = "" if spot.channel is None else audit.channels[spot.channel].first_id
    return About((spot.touchpoint or "", spot.channel or ""), (touchpoint, channel))


def own_finding(
    examined: Examined,
    shape: Shape[Any, Any],
    own: OwnRule,
    about: About,
    found: Message,
    members: Iterable[Member],
    **more: Any,  # noqa: ANN401  # fields of a finding that few shapes fill
) -> Finding:
    """Return the finding of an own rule: its own message, and what was found."""
    members = tuple(members)
    deviating = [member.unit for member in members if member.deviates]
    return Finding(
        rule=shape.code,
        severity=examined.severity(rule_key(shape.code, own.id)),
        subject=Subject(SubjectKind.OWN_RULE, (own.id, *about.ids), (own.first_id, *about.first_ids)),
        aspect=about.aspect,
        headline=say("{message}: {found}", message=_without_full_stop(own.message), found=found),
        members=members,
        advice=own.advice,
        touchpoints=named_ids(unit.touchpoint for unit in deviating),
        channels=named_ids(unit.channel for unit in deviating),
        **more,
    )


def _without_full_stop(text: Localised) -> Localised:
    """Return a sentence that goes on."""
    return Localised({language: one.rstrip(" .:") or one for language, one in text.items()})


def at_spot(audit: Audit, spot: Unit, found: Sayable) -> Message:
    """Say where it is so."""
    return say("{said} ({where})", said=found, where=unit_label(audit, spot))


def and_more(said: Message, more: int) -> Message:
    """Say that it is so at more places."""
    if not more:
        return said
    return say("{said}, likewise at {n} more place", "{said}, likewise at {n} more places", said=said, n=more)


def quoted(name: Sayable, value: str) -> Message:
    """Say a fact with its value."""
    return say("{fact} “{value}”", fact=name, value=value)
