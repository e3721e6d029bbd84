"""What of a workspace the client may see."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from itertools import count
from typing import TypeVar

from tpm_audit.model.audit import Audit
from tpm_audit.model.channels import Channel, Location, Person
from tpm_audit.model.entry import Entry, Restricted, Written
from tpm_audit.model.selector import Selector
from tpm_audit.source.message import Localised

E = TypeVar("E", bound=Entry)
R = TypeVar("R", bound=Restricted)
AUDITOR = Localised({"de": "Auditor", "en": "Auditor"})
UNSAID = Localised({"": ""})
NOT_NAMED = Localised({"de": "intern", "en": "internal"})


def opened(things: Mapping[str, E]) -> dict[str, E]:
    """Return what is not internal, without its internal notes."""
    return {id_: without_note(thing) for id_, thing in things.items() if not thing.is_internal}


def without_note(thing: R) -> R:
    """Return a thing without its internal note."""
    return thing if thing.internal_note is None else thing.model_copy(update={"internal_note": None})


def kept(ids: tuple[str, ...], known: Container[str]) -> tuple[str, ...]:
    """Return the ids that are known."""
    return tuple(id_ for id_ in ids if id_ in known)


@dataclass(frozen=True)
class Shown:
    """The ids that may be seen, and the things that need no more than their note and owner seen to.

    ``names`` leads from each person's id to the one it has in this edition: auditors and internal persons have none
    of their own, for an id is mostly a name.
    """

    phases: frozenset[str]
    channels: Mapping[str, Channel]
    locations: Mapping[str, Location]
    people: Mapping[str, Person]
    names: Mapping[str, str]
    facts: frozenset[str]
    hidden_goals: frozenset[str]
    personas: frozenset[str]
    competitors: frozenset[str]
    touchpoints: frozenset[str]

    @classmethod
    def of(cls, audit: Audit) -> "Shown":
        """Return what of an audit may be seen."""
        names = _names(audit)
        channels, locations = _places(audit, names)
        return cls(
            phases=frozenset(phase.id for phase in audit.site.phases if not phase.is_internal),
            channels=channels,
            locations=locations,
            people=_people(audit, names),
            names=names,
            facts=frozenset(opened(audit.facts)),
            hidden_goals=frozenset(id_ for id_, goal in audit.site.goals.items() if goal.is_internal),
            personas=frozenset(opened(audit.site.personas)),
            competitors=frozenset(opened(audit.site.competitors)),
            touchpoints=frozenset(opened(audit.touchpoints)),
        )

    def person(self, id_: str | None) -> str | None:
        """Return the id that a person has in this edition."""
        return None if id_ is None else self.names[id_]

    def selector(self, selector: Selector) -> tuple[Selector, bool]:
        """Return a selector that names nothing internal, and whether nothing is left that it could mean."""
        listed: dict[str, tuple[tuple[str, ...] | None, Container[str]]] = {
            "touchpoints": (selector.touchpoints, self.touchpoints),
            "channels": (selector.channels, self.channels),
            "locations": (selector.locations, self.locations),
            "phases": (selector.phases, self.phases),
        }
        update: dict[str, object] = {key: kept(ids, known) for key, (ids, known) in listed.items() if ids is not None}
        if selector.goals is not None:
            update["goals"] = tuple(goal for goal in selector.goals if goal not in self.hidden_goals)
        emptied = any(getattr(selector, key) and not ids for key, ids in update.items())
        if selector.excluded is not None:
            excluded, nothing = self.selector(selector.excluded)
            update["excluded"] = None if nothing else excluded
        return selector.model_copy(update=update), emptied


def _places(audit: Audit, names: Mapping[str, str]) -> tuple[dict[str, Channel], dict[str, Location]]:
    """Return the channels and locations; a channel with internal locations only is met nowhere that may be seen."""
    sample = audit.plan.sample
    locations = opened(audit.locations)
    if sample is not None and sample.chosen and not kept(sample.chosen, locations):
        locations = {}
    with_places = {channel for place in audit.locations.values() for channel in place.channels}
    left = {channel for place in locations.values() for channel in place.channels}
    channels = {
        id_: channel.model_copy(update={"owner": channel.owner and names[channel.owner]})
        for id_, channel in opened(audit.channels).items()
        if id_ in left or id_ not in with_places
    }
    places = {
        id_: place.model_copy(
            update={"channels": kept(place.channels, channels), "owner": place.owner and names[place.owner]}
        )
        for id_, place in locations.items()
    }
    return channels, places


def _names(audit: Audit) -> dict[str, str]:
    """Return the ids of this edition: they are paths of pages, so the order of the files must not decide them."""
    free = (name for number in count(1) if (name := f"person-{number}") not in audit.people)
    return {
        id_: next(free) if id_ in audit.auditors or person.is_internal else id_
        for id_, person in sorted(audit.people.items())
    }


def _people(audit: Audit, names: Mapping[str, str]) -> dict[str, Person]:
    """Return teams and persons by the ids of this edition; auditors and internal persons by their role only."""
    found = {}
    for id_, person in audit.people.items():
        if names[id_] == id_:
            found[id_] = without_note(person)
            continue
        unnamed = {
            "id": names[id_],
            "name": person.role or (AUDITOR if id_ in audit.auditors else NOT_NAMED),
            "internal_note": None,
            "renamed_from": (),
            "written": Written(person.written.file),
        }
        found[names[id_]] = person.model_copy(update=unnamed)
    return found
