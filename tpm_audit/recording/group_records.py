"""Groups as the result holds them: phases, channels, locations and touchpoints, with their figures and findings."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from tpm_audit.figures.verdict import verdict
from tpm_audit.model.audit import Audit, Unit
from tpm_audit.model.channels import Channel, Location
from tpm_audit.model.checklists import Criterion
from tpm_audit.model.figures import Consistency, Group, GroupKind, Score
from tpm_audit.model.findings import Finding, SubjectKind
from tpm_audit.model.result import (
    ChannelRecord,
    Figures,
    GroupRecord,
    LocationRecord,
    OnChannelRecord,
    TouchpointRecord,
    VerdictRecord,
)
from tpm_audit.model.site import Phase, Site
from tpm_audit.rules.subjects import named_ids, unit_label
from tpm_audit.source.message import Localised, Sayable, say


@dataclass(frozen=True)
class Groups:
    """Makes the records of an audit's groups; ``findings`` stand in the order of their priority."""

    audit: Audit
    scores: Mapping[Group, Score]
    consistencies: Mapping[Group, Consistency]
    findings: tuple[Finding, ...]

    @cached_property
    def findings_of(self) -> Mapping[Group, list[Finding]]:
        """Return the findings that the pages of each group list."""
        found: dict[Group, list[Finding]] = defaultdict(list)
        for finding in self.findings:
            for group in _concerns(self.audit, finding):
                found[group].append(finding)
        return found

    def figures(self, group: Group, first: Finding | None = None) -> Figures:
        """Return the figures of a group; its verdict names its first finding."""
        score = self.scores.get(group)
        consistency = self.consistencies.get(group)
        failed_at = self._failed_at if group.kind is GroupKind.WHOLE else {}
        said = verdict_record(score, consistency, first, self.audit.criterion, self.audit.site, failed_at)
        return Figures(score, consistency, consistency.index if consistency else None, said)

    def phase(self, one: Phase) -> GroupRecord:
        """Return a phase."""
        group = Group(GroupKind.PHASE, (one.id,))
        return GroupRecord(one.id, one.shown_name(), self._figures_with_first(group), self._ids(group))

    def channel(self, one: Channel) -> ChannelRecord:
        """Return a channel."""
        group = Group(GroupKind.CHANNEL, (one.id,))
        return ChannelRecord(
            id=one.id,
            name=one.shown_name(),
            figures=self._figures_with_first(group),
            findings=self._ids(group),
            kind=one.kind.value,
            contact=one.contact.value if one.contact is not None else None,
            ownership=one.ownership.value if one.ownership is not None else None,
            owner=self._person(one.owner),
            locations=self.audit.locations_of(one.id),
            owner_id=one.owner,
        )

    def location(self, one: Location) -> LocationRecord:
        """Return a location."""
        group = Group(GroupKind.LOCATION, (one.id,))
        return LocationRecord(
            id=one.id,
            name=one.shown_name(),
            figures=self._figures_with_first(group),
            findings=self._ids(group),
            country=one.country,
            owner=self._person(one.owner),
            channels=one.channels,
            owner_id=one.owner,
        )

    def touchpoint(self, id_: str) -> TouchpointRecord:
        """Return a touchpoint."""
        one = self.audit.touchpoints[id_]
        group = Group(GroupKind.TOUCHPOINT, (id_,))
        owners = [(unit.channel, self.audit.owner_of(unit)) for unit in self.audit.units_of(id_)]
        return TouchpointRecord(
            id=id_,
            name=one.name,
            description=one.description,
            phase=one.phase,
            also_in=one.also_in,
            status=one.status.value,
            main=one.main,
            critical=one.critical,
            unique=one.unique,
            importance=one.importance,
            owners=self.names(owner for _, owner in owners),
            leads_to=one.leads_to or (),
            goals=one.goals,
            channels=tuple(self._on_channel(id_, channel) for channel in sorted(one.channels)),
            visits=self._visits_at[id_],
            figures=self._figures_with_first(group),
            findings=self._ids(group),
            internal_note=one.internal_note,
            owner_ids=named_ids(owner for _, owner in owners),
            unowned=named_ids(channel for channel, owner in owners if owner is None),
            ends_here=one.leads_to == (),
        )

    def names(self, people: Iterable[str | None]) -> tuple[Localised, ...]:
        """Return the names of people, each once."""
        return tuple(self.audit.person_name(one) for one in named_ids(people))

    @cached_property
    def _failed_at(self) -> Mapping[str, Sayable]:
        """Return where each knock-out criterion failed: the place, or at how many touchpoints on channels."""
        units: dict[str, list[Unit]] = defaultdict(list)
        for finding in self.findings:
            if "knock-out" in finding.state:  # waived or not: it fails
                criterion, touchpoint, channel = finding.subject.ids
                units[criterion].append(Unit(touchpoint or None, channel or None))
        return {
            criterion: unit_label(self.audit, several[0])
            if len(several) == 1
            else say("{n} place", "{n} places", n=len(several))
            for criterion, several in units.items()
        }

    @cached_property
    def _visits_at(self) -> Mapping[str | None, int]:
        return Counter(visit.touchpoint for visit in self.audit.visits)

    def _figures_with_first(self, group: Group) -> Figures:
        """Return the figures of a group; what is said of a survey is nothing that comes first at what it asks about."""
        of_it = (one for one in self.findings_of.get(group, ()) if one.subject.kind is not SubjectKind.SURVEY)
        return self.figures(group, first_open(of_it))

    def _ids(self, group: Group) -> tuple[str, ...]:
        return tuple(finding.identity for finding in self.findings_of.get(group, ()))

    def _on_channel(self, touchpoint: str, channel: str) -> OnChannelRecord:
        cell = Group(GroupKind.CELL, (touchpoint, channel))
        owner = self.audit.owner_of(Unit(touchpoint, channel))
        return OnChannelRecord(channel, self.scores.get(cell), self.consistencies.get(cell), self._person(owner), owner)

    def _person(self, person: str | None) -> Localised | None:
        return None if person is None else self.audit.person_name(person)


def first_open(findings: Iterable[Finding]) -> Finding | None:
    """Return the first finding that is not waived."""
    return next((one for one in findings if one.waiver is None), None)


def verdict_record(
    score: Score | None,
    consistency: Consistency | None,
    first: Finding | None,
    criteria: Mapping[str, Criterion],
    site: Site,
    failed_at: Mapping[str, Sayable],
) -> VerdictRecord:
    """Return the verdict of a group."""
    sentence = verdict(score, consistency, first, criteria, site.settings, failed_at)
    return VerdictRecord(sentence.verdict, sentence.provisional, sentence.parts)


def _concerns(audit: Audit, finding: Finding) -> set[Group]:
    """Return the groups whose pages list a finding."""
    touchpoints = [audit.touchpoints[one] for one in finding.touchpoints]
    groups = {Group(GroupKind.TOUCHPOINT, (touchpoint.id,)) for touchpoint in touchpoints}
    groups |= {Group(GroupKind.PHASE, (touchpoint.phase,)) for touchpoint in touchpoints}
    groups |= {Group(GroupKind.CHANNEL, (channel,)) for channel in finding.channels}
    for member in finding.members:
        if member.deviates and member.unit.location is not None:
            groups.add(Group(GroupKind.LOCATION, (member.unit.location,)))
    if finding.subject.kind is SubjectKind.PHASE:
        groups.add(Group(GroupKind.PHASE, finding.subject.ids))
    if finding.subject.kind is SubjectKind.FACT:
        groups.add(Group(GroupKind.FACT, finding.subject.ids[:1]))
    groups |= {Group(GroupKind.FACT, (member.fact,)) for member in finding.members if member.fact is not None}
    return groups
