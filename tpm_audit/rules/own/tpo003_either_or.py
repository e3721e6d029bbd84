"""Own rule of the shape either-or: of several facts one is shown.

An offer has a price or says that it is free; a page names the hotline or the form, and not both. Only what was
looked for counts: that none is shown is said only where all of them were looked for (`missing`).

`facts`: which facts, at least two. `shown`: exactly-one (the default), at-least-one or at-most-one. `per`: unit (the
default: a touchpoint on a channel, at a location, in a language), or touchpoint, if it is enough that one of its
units shows the fact.

Fails:

    facts: {phone: {kind: phone}, email: {kind: email}}
    rules:
      reachable: {shape: either-or, message: Phone or e-mail, facts: [phone, email], shown: at-least-one}
    visits:
      - {touchpoint: contact, channel: website, facts: {phone: missing, email: missing}}

Passes:

    facts: {phone: {kind: phone}, email: {kind: email}}
    rules:
      reachable: {shape: either-or, message: Phone or e-mail, facts: [phone, email], shown: at-least-one}
    visits:
      - {touchpoint: contact, channel: website, facts: {phone: missing, email: hello@lindner.example}}
"""

import enum
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from tpm_audit.model.audit import Audit, Unit
from tpm_audit.model.field_types import one_of
from tpm_audit.model.findings import Finding, Member
from tpm_audit.model.own_rules import ManyFacts, OwnFactRule, at_least
from tpm_audit.rules.own.places import Place, found_member, missing_members, places_by_spot
from tpm_audit.rules.own.shape import Shape, about_spot, and_more, at_spot, own_finding
from tpm_audit.rules.rule import Examined
from tpm_audit.source.message import Message, say


class HowMany(enum.StrEnum):
    """How many of the facts are shown."""

    EXACTLY_ONE = "exactly-one"
    AT_LEAST_ONE = "at-least-one"
    AT_MOST_ONE = "at-most-one"


class Per(enum.StrEnum):
    """Where one has to be shown."""

    UNIT = "unit"
    TOUCHPOINT = "touchpoint"


class EitherOr(OwnFactRule):
    """An own rule of the shape either-or."""

    facts: Annotated[ManyFacts, at_least(2)]
    shown: Annotated[HowMany, one_of(HowMany)] = HowMany.EXACTLY_ONE
    per: Annotated[Per, one_of(Per)] = Per.UNIT


@dataclass(frozen=True, slots=True)
class _Together:
    """Places that count as one: of a unit, or of a whole touchpoint."""

    places: tuple[Place, ...]
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _AtSpot:
    spot: Unit
    together: tuple[_Together, ...]


def select(examined: Examined, own: EitherOr) -> Iterator[_AtSpot]:
    """Yield the touchpoints where it is known how many of the facts are shown."""
    for spot, places in places_by_spot(examined, own):
        groups = [tuple(places)] if own.per is Per.TOUCHPOINT else [(place,) for place in places]
        known = tuple(one for group in groups if (one := _together(own, group)) is not None)
        if known:
            yield _AtSpot(spot, known)


def _together(own: EitherOr, places: tuple[Place, ...]) -> _Together | None:
    """Return what is shown; None where a fact that nobody looked for would decide."""
    shown = tuple(fact for fact in own.facts if any(place.shows(fact) for place in places))
    unknown = len(own.facts) - len(shown) - sum(_is_lacking(fact, places, shown) for fact in own.facts)
    if unknown and not (len(shown) > 1 or (shown and own.shown is HowMany.AT_LEAST_ONE)):
        return None
    return _Together(places, shown)


def _is_lacking(fact: str, places: tuple[Place, ...], shown: tuple[str, ...]) -> bool:
    return fact not in shown and any(place.lacks(fact) for place in places)


def judge(examined: Examined, own: EitherOr, at: _AtSpot) -> Finding | None:
    """Find where none is shown, or more than one."""
    audit = examined.audit
    wrong = [one for one in at.together if _is_wrong(own, len(one.shown))]
    if not wrong:
        return None
    found = at_spot(audit, at.spot, _found(audit, own, wrong[0]))
    members = (member for one in wrong for member in _members(audit, own, one))
    return own_finding(examined, SHAPE, own, about_spot(audit, at.spot), and_more(found, len(wrong) - 1), members)


def _is_wrong(own: EitherOr, shown: int) -> bool:
    return (shown == 0 and own.shown is not HowMany.AT_MOST_ONE) or (
        shown > 1 and own.shown is not HowMany.AT_LEAST_ONE
    )


def _found(audit: Audit, own: EitherOr, one: _Together) -> Message:
    if one.shown:
        return say("{facts} are shown at once", facts=tuple(audit.fact_name(fact) for fact in one.shown))
    return say("none of {facts} is shown", facts=tuple(audit.fact_name(fact) for fact in own.facts))


def _members(audit: Audit, own: EitherOr, one: _Together) -> Iterator[Member]:
    for place in one.places:
        if not one.shown:
            yield from missing_members(audit, place, (fact for fact in own.facts if place.lacks(fact)))
            continue
        for outcome in (place.outcomes[fact] for fact in one.shown if fact in place.outcomes):
            why = say("shown as {fact}", fact=audit.fact_name(outcome.fact))
            texts = {seen.text: seen for seen in reversed(outcome.seen) if seen.text is not None}
            for _, seen in sorted(texts.items()):
                yield found_member(audit, outcome, seen, why)


SHAPE = Shape("TPO003", "either-or", EitherOr, __doc__ or "", select, judge)
