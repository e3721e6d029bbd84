"""Own rule of the shape reference-exists: what a touchpoint has to say of itself is written down.

An inventory is as good as what it says: who answers, where it is, what comes next, whom it is for. `needs` lists what
must not be left out. What a channel of a touchpoint says counts for that channel; `leads_to: []` is an answer, too. In
the client edition goals, personas, facts and evidence are not judged, for the client may not see all of them.

`needs`: any of owner, helpers, description, importance, goals, customers, personas, leads_to, facts, use,
review_every, url (on each channel that is selected), evidence (a picture, on a visit of this audit).

Fails:

    channels: {website: {name: Website, kind: digital, owner: web-team}}
    touchpoints:
      contact: {name: Contact page, phase: before, channels: [website], owner: web-team}
    rules:
      addresses: {shape: reference-exists, message: Pages have an address, needs: [url], where: {kinds: [digital]}}

Passes:

    touchpoints:
      contact: {name: Contact page, phase: before, channels: {website: {url: lindner.example/kontakt}}}
    rules:
      addresses: {shape: reference-exists, message: Pages have an address, needs: [url], where: {kinds: [digital]}}
"""

import enum
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Self

from pydantic import AfterValidator

from tpm_audit.model.audit import Audit, Unit
from tpm_audit.model.field_types import ListOf, one_of
from tpm_audit.model.findings import Finding
from tpm_audit.model.own_rules import OwnRule, at_least
from tpm_audit.model.touchpoints import OnChannel, Touchpoint
from tpm_audit.rules.own.places import touchpoints_meant
from tpm_audit.rules.own.shape import About, Shape, at_spot, own_finding
from tpm_audit.rules.rule import Examined
from tpm_audit.rules.subjects import channel_members
from tpm_audit.source.message import Message, say


class Need(enum.StrEnum):
    """What a touchpoint has to say of itself, as the key is called."""

    OWNER = "owner"
    HELPERS = "helpers"
    DESCRIPTION = "description"
    IMPORTANCE = "importance"
    GOALS = "goals"
    CUSTOMERS = "customers"
    PERSONAS = "personas"
    LEADS_TO = "leads_to"
    FACTS = "facts"
    USE = "use"
    REVIEW_EVERY = "review_every"
    URL = "url"
    EVIDENCE = "evidence"


_NEEDS: Mapping[Need, Message] = {
    Need.OWNER: say("owner"),
    Need.HELPERS: say("helpers"),
    Need.DESCRIPTION: say("description"),
    Need.IMPORTANCE: say("importance"),
    Need.GOALS: say("goals"),
    Need.CUSTOMERS: say("customers"),
    Need.PERSONAS: say("personas"),
    Need.LEADS_TO: say("what it leads to"),
    Need.FACTS: say("facts to be found there"),
    Need.USE: say("share of customers"),
    Need.REVIEW_EVERY: say("review interval"),
    Need.URL: say("web address"),
    Need.EVIDENCE: say("evidence"),
}
# What parts of may be internal: where the client does not see it, it may be there all the same.
_PARTLY_INTERNAL = frozenset({Need.GOALS, Need.PERSONAS, Need.FACTS, Need.EVIDENCE})
# What stands at a touchpoint, or instead at one of its channels.
_ON_CHANNEL: Mapping[Need, Callable[[OnChannel], object]] = {
    Need.OWNER: lambda one: one.owner,
    Need.DESCRIPTION: lambda one: one.description,
    Need.IMPORTANCE: lambda one: one.importance,
    Need.FACTS: lambda one: one.facts or None,
    Need.USE: lambda one: one.use,
    Need.URL: lambda one: one.url,
}
_AT_TOUCHPOINT: Mapping[Need, Callable[[Touchpoint], object]] = {
    Need.OWNER: lambda one: one.owner,
    Need.HELPERS: lambda one: one.helpers or None,
    Need.DESCRIPTION: lambda one: one.description,
    Need.IMPORTANCE: lambda one: one.importance,
    Need.GOALS: lambda one: one.goals or None,
    Need.CUSTOMERS: lambda one: one.customers or None,
    Need.PERSONAS: lambda one: one.personas or None,
    Need.LEADS_TO: lambda one: one.leads_to,
    Need.FACTS: lambda one: one.facts or None,
    Need.USE: lambda one: one.use,
    Need.REVIEW_EVERY: lambda one: one.review_every,
}


class ReferenceExists(OwnRule):
    """An own rule of the shape reference-exists."""

    needs: Annotated[
        ListOf[Annotated[Need, one_of(Need)]], AfterValidator(lambda found: tuple(dict.fromkeys(found))), at_least(1)
    ]

    def for_client(self) -> Self | None:
        """Return it with the needs that the client may see all of."""
        needs = tuple(need for need in self.needs if need not in _PARTLY_INTERNAL)
        return self.model_copy(update={"needs": needs}) if needs else None


@dataclass(frozen=True, slots=True)
class _Asked:
    touchpoint: Touchpoint
    channels: tuple[str | None, ...]
    has_evidence: bool


def select(examined: Examined, own: ReferenceExists) -> Iterator[_Asked]:
    """Yield the touchpoints in use that are selected, with their channels that are."""
    audit = examined.audit
    with_evidence = set(_with_evidence(audit)) if Need.EVIDENCE in own.needs else set()
    for touchpoint, units in touchpoints_meant(audit, own):
        channels = tuple(dict.fromkeys(unit.channel for unit in units))
        yield _Asked(touchpoint, channels, touchpoint.id in with_evidence)


def _with_evidence(audit: Audit) -> Iterator[str]:
    for visit in audit.visits:
        shown = any(one.evidence for one in visit.answers.values()) or any(one.evidence for one in visit.facts.values())
        if visit.touchpoint is not None and shown:
            yield visit.touchpoint


def judge(examined: Examined, own: ReferenceExists, asked: _Asked) -> Finding | None:
    """Find what is not written."""
    lacking = {need: channels for need in own.needs if (channels := tuple(_lacking(need, asked)))}
    if not lacking:
        return None
    audit, touchpoint = examined.audit, asked.touchpoint
    needs = tuple(_NEEDS[need] for need in lacking)
    return own_finding(
        examined,
        SHAPE,
        own,
        About((touchpoint.id,), (touchpoint.first_id,)),
        at_spot(audit, Unit(touchpoint.id), say("{needs} not given", needs=needs)),
        (
            member
            for channel in asked.channels
            if (missing := tuple(_NEEDS[need] for need, channels in lacking.items() if channel in channels))
            for member in channel_members(audit, touchpoint, [channel], say("{needs} not given", needs=missing))
        ),
        state=tuple(sorted(lacking)),
    )


def _lacking(need: Need, asked: _Asked) -> Iterator[str | None]:
    """Yield the channels on which it is not said."""
    if need is Need.EVIDENCE:
        yield from () if asked.has_evidence else asked.channels
        return
    at_all = _AT_TOUCHPOINT.get(need)
    if at_all is not None and at_all(asked.touchpoint) is not None:
        return
    on_channel = _ON_CHANNEL.get(need)
    for channel in asked.channels:
        own = asked.touchpoint.channels.get(channel or "")
        if on_channel is None or own is None or on_channel(own) is None:
            yield channel


SHAPE = Shape("TPO005", "reference-exists", ReferenceExists, __doc__ or "", select, judge, of_absence=True)
