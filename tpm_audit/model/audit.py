"""One audit of a workspace, read and resolved: what all figures, rules and pages stand on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from tpm_audit.model.actions import Action
from tpm_audit.model.audits import AuditPlan, Visit
from tpm_audit.model.channels import Channel, Location, Person
from tpm_audit.model.checklists import Checklist, Criterion
from tpm_audit.model.entry import Edition
from tpm_audit.model.facts import Circumstances, Fact
from tpm_audit.model.images import ImageMeasure
from tpm_audit.model.journeys import Journey
from tpm_audit.model.kpis import Kpi
from tpm_audit.model.own_rules import OwnRule
from tpm_audit.model.scales import Scale
from tpm_audit.model.selector import UnitTraits
from tpm_audit.model.site import Site
from tpm_audit.model.surveys import Survey
from tpm_audit.model.tallies import SurveyTallies
from tpm_audit.model.touchpoints import Status, Touchpoint
from tpm_audit.model.waivers import Waiver
from tpm_audit.model.written_pages import WrittenPage
from tpm_audit.source.message import Localised


class Unit(NamedTuple):
    """What a visit meets: a touchpoint on a channel, at a location; each None where it has none."""

    touchpoint: str | None = None
    channel: str | None = None
    location: str | None = None


def traits_of(
    touchpoints: Mapping[str, Touchpoint],
    channels: Mapping[str, Channel],
    unit: Unit,
    language: str | None = None,
) -> UnitTraits:
    """Return what selectors may ask of a unit; a touchpoint as a whole has all its channels."""
    touchpoint = touchpoints[unit.touchpoint] if unit.touchpoint is not None else None
    met_on: tuple[str, ...] = tuple(touchpoint.channels) if touchpoint is not None else ()
    return UnitTraits(
        touchpoint=touchpoint,
        channels=tuple(channels[channel] for channel in (met_on if unit.channel is None else (unit.channel,))),
        locations=() if unit.location is None else (unit.location,),
        language=language,
    )


def locations_with(locations: Mapping[str, Location], channel: str) -> tuple[str, ...]:
    """Return the locations that have a channel."""
    return tuple(place.id for place in locations.values() if channel in place.channels)


@dataclass(frozen=True)
class Audit:
    """All maps are by id; every id that stands in a value is a key of its map."""

    edition: Edition
    site: Site
    people: Mapping[str, Person]
    channels: Mapping[str, Channel]
    locations: Mapping[str, Location]
    facts: Mapping[str, Fact]
    touchpoints: Mapping[str, Touchpoint]
    checklists: Mapping[str, Checklist]
    plan: AuditPlan
    visits: tuple[Visit, ...]
    auditors: frozenset[str]  # of all audits of the workspace: the client's edition names none of them
    pages: tuple[WrittenPage, ...] = ()
    images: Mapping[str, ImageMeasure] = field(default_factory=dict)  # by the values that stand for them
    own_rules: Mapping[str, OwnRule] = field(default_factory=dict)
    waivers: Mapping[str, Waiver] = field(default_factory=dict)
    actions: Mapping[str, Action] = field(default_factory=dict)
    journeys: Mapping[str, Journey] = field(default_factory=dict)
    kpis: Mapping[str, Kpi] = field(default_factory=dict)
    surveys: Mapping[str, Survey] = field(default_factory=dict)
    tallies: Mapping[str, SurveyTallies] = field(default_factory=dict)
    added_rules: tuple[Any, ...] = ()  # of plugins; the layer of rules knows what they are

    def criteria(self) -> Iterator[tuple[Checklist, Criterion]]:
        """Yield the criteria of this audit's checklists."""
        for checklist_id in self.plan.checklists:
            checklist = self.checklists[checklist_id]
            for criterion in checklist.criteria.values():
                yield checklist, criterion

    @cached_property
    def criterion(self) -> Mapping[str, Criterion]:
        """Return the criteria of this audit's checklists by id."""
        return {criterion.id: criterion for _, criterion in self.criteria()}

    def scale(self, checklist: Checklist, criterion: Criterion) -> Scale:
        """Return the scale that a criterion is answered on."""
        return self.site.scale(criterion.scale or checklist.scale)

    def traits(self, unit: Unit, language: str | None = None) -> UnitTraits:
        """Return what selectors may ask of a unit; a touchpoint as a whole has all its channels."""
        key = (unit, language)
        traits = self._traits.get(key)
        if traits is None:
            traits = self._traits[key] = traits_of(self.touchpoints, self.channels, unit, language)
        return traits

    @cached_property
    def _traits(self) -> dict[tuple[Unit, str | None], UnitTraits]:
        return {}

    @cached_property
    def chosen_locations(self) -> frozenset[str] | None:
        """Return the locations of the sample, None where all are visited."""
        sample = self.plan.sample
        if sample is None or not sample.chosen or sample.of != "locations":
            return None
        return frozenset(sample.chosen)

    def locations_of(self, channel: str) -> tuple[str, ...]:
        """Return the locations that have a channel."""
        return self._locations_by_channel[channel]

    @cached_property
    def _locations_by_channel(self) -> Mapping[str, tuple[str, ...]]:
        return {channel: locations_with(self.locations, channel) for channel in self.channels}

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """Return every unit of the touchpoints in use, in scope and (where chosen) in the sample."""
        return tuple(self._units())

    def units_of(self, touchpoint: str) -> Iterator[Unit]:
        """Yield a touchpoint on each of its channels, at each location that has the channel."""
        for channel in sorted(self.touchpoints[touchpoint].channels):
            for location in self.locations_of(channel) or (None,):
                yield Unit(touchpoint, channel, location)

    def in_sample(self, location: str | None) -> bool:
        """Say whether a location is visited in this audit; what has no location always is."""
        chosen = self.chosen_locations
        return chosen is None or location is None or location in chosen

    def _units(self) -> Iterator[Unit]:
        scope = self.plan.scope
        for touchpoint in self.touchpoints.values():
            if touchpoint.status is Status.USED:
                for unit in self.units_of(touchpoint.id):
                    if self.in_sample(unit.location) and (scope.selects_all or scope.selects(self.traits(unit))):
                        yield unit

    def country_at(self, location: str | None) -> str:
        """Return the country that phones and addresses are read by."""
        own = self.locations[location].country if location is not None else None
        return own or self.site.country

    def circumstances_in(self, country: str, language: str | None) -> Circumstances:
        """Return what reading a value in a country, met in a language, depends on."""
        languages = (language,) if language is not None else self.site.content_languages or tuple(self.site.languages)
        return Circumstances(country, self.site.settings.urls.ignored, self.site.currency, self.images, languages)

    def fact_name(self, fact: str) -> Localised:
        """Return the name of a fact, else its id."""
        return self.facts[fact].shown_name()

    def person_name(self, person: str) -> Localised:
        """Return the name of a person or team, else the id; the client edition has roles for names."""
        return self.people[person].shown_name()

    def owner_of(self, unit: Unit) -> str | None:
        """Return who answers for a unit: touchpoint on channel, else touchpoint, else location, else channel."""
        touchpoint = self.touchpoints.get(unit.touchpoint or "")
        on_channel = touchpoint.channels.get(unit.channel or "") if touchpoint else None
        location = self.locations.get(unit.location or "")
        channel = self.channels.get(unit.channel or "")
        return (
            (on_channel and on_channel.owner)
            or (touchpoint and touchpoint.owner)
            or (location and location.owner)
            or (channel and channel.owner)
            or None
        )
