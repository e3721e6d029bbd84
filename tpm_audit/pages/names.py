"""The names behind ids, and links to the pages of what has one."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tpm_audit.language.catalogue import Language
from tpm_audit.model.judged import Judged
from tpm_audit.model.result import AgreementRecord, FactRecord, Result
from tpm_audit.pages.page import (
    MOST_JOURNEYS,
    channel_path,
    checklist_path,
    fact_path,
    journey_path,
    location_path,
    owner_path,
    touchpoint_path,
)
from tpm_audit.render.words import Link
from tpm_audit.source.message import Localised, Sayable, say


@dataclass(frozen=True)
class Names:
    """Names by id; an id that the edition does not name stands for itself."""

    touchpoints: Mapping[str, Sayable]
    channels: Mapping[str, Sayable]
    locations: Mapping[str, Sayable]
    phases: Mapping[str, Sayable]
    facts: Mapping[str, Sayable]
    checklists: Mapping[str, Sayable]
    owners: Mapping[str, Sayable]
    journeys: Mapping[str, Link]
    usual_language: str | None
    report_languages: tuple[str, ...]

    def touchpoint(self, id_: str) -> Link:
        """Return a link to a touchpoint; one that left the inventory has no page."""
        return Link(self.touchpoints.get(id_, id_), touchpoint_path(id_) if id_ in self.touchpoints else None)

    def fact(self, id_: str) -> Link:
        """Return a link to a fact."""
        return Link(self.facts.get(id_, id_), fact_path(id_) if id_ in self.facts else None)

    def checklist(self, id_: str) -> Link:
        """Return a link to a checklist."""
        return Link(self.checklists.get(id_, id_), checklist_path(id_) if id_ in self.checklists else None)

    def channel(self, id_: str) -> Link:
        """Return a link to a channel."""
        return Link(self.channel_name(id_), channel_path(id_) if id_ in self.channels else None)

    def location(self, id_: str) -> Link:
        """Return a link to a location."""
        return Link(self.location_name(id_), location_path(id_) if id_ in self.locations else None)

    def owner(self, id_: str) -> Link:
        """Return a link to an owner."""
        return Link(self.owners.get(id_, id_), owner_path(id_) if id_ in self.owners else None)

    def owners_of(self, ids: Iterable[str | None]) -> tuple[Link, ...]:
        """Return links to owners; none where nobody is one."""
        return tuple(self.owner(id_) for id_ in ids if id_ is not None)

    def channel_name(self, id_: str) -> Sayable:
        """Return the name of a channel."""
        return self.channels.get(id_, id_)

    def location_name(self, id_: str) -> Sayable:
        """Return the name of a location."""
        return self.locations.get(id_, id_)

    def place(self, location: str | None, language: str | None) -> tuple[Link, ...]:
        """Return location and language of a visit; the language only where it is not the usual one."""
        unusual = None if language == self.usual_language else language
        there = () if location is None else (self.location(location),)
        return there if unusual is None else (*there, self.language(unusual))

    def compared_within(self, fact: FactRecord, agreement: AgreementRecord) -> tuple[Link, ...]:
        """Return within what places of a fact were compared; the language where others are compared by themselves."""
        spoken = {one.language for one in fact.agreements if one.language is not None}
        location = () if agreement.location is None else (self.location(agreement.location),)
        if agreement.language is None or len(spoken) == 1:
            return location
        return (*location, self.language(agreement.language))

    def language(self, code: str) -> Link:
        """Return the name of a language, as each language of the report calls it."""
        return Link(Localised({one: Language(one).name_of(code) for one in self.report_languages}))

    def where(self, touchpoint: str | None, channel: str | None) -> tuple[Link, ...]:
        """Return the touchpoint and channel of a place, as far as it has them."""
        links = [] if touchpoint is None else [self.touchpoint(touchpoint)]
        links += [] if channel is None else [self.channel(channel)]
        return tuple(links)

    def judged(self, judged: Judged) -> tuple[Link, ...]:
        """Return what customers judged."""
        return self.part_judged(judged) or (Link(say("the company as a whole")),)

    def part_judged(self, judged: Judged) -> tuple[Link, ...]:
        """Return the same; nothing of the company as a whole."""
        if judged.journey is not None:
            return (self.journeys.get(judged.journey, Link(judged.journey)),)
        return self.where(judged.touchpoint, judged.channel)

    def phase(self, id_: str) -> Sayable:
        """Return the name of a phase."""
        return self.phases.get(id_, id_)


def names_of(result: Result) -> Names:
    """Return the names in a result."""
    return Names(
        touchpoints={one.id: one.name for one in result.touchpoints},
        channels={one.id: one.name for one in result.channels},
        locations={one.id: one.name for one in result.locations},
        phases={one.id: one.name for one in result.phases},
        facts={one.id: one.name for one in result.facts},
        checklists={one.id: one.name for one in result.checklists},
        owners={one.id: one.name for one in result.owners},
        journeys={one.id: Link(one.name, journey_path(one.id)) for one in result.journeys[:MOST_JOURNEYS]}
        | {one.id: Link(one.name) for one in result.journeys[MOST_JOURNEYS:]},
        usual_language=_usual_language(result),
        report_languages=result.site.languages,
    )


def _usual_language(result: Result) -> str | None:
    """Return the language that most was met in; of several the first by its code."""
    met = Counter(unit.language for fact in result.facts for unit in fact.units if unit.language is not None)
    return min(met, key=lambda code: (-met[code], code), default=None)
