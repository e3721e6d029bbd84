"""Subjects and members: how findings name what they are about."""

from collections.abc import Iterable

from tpm_audit.model.audit import Audit, Unit
from tpm_audit.model.findings import Member, Subject, SubjectKind
from tpm_audit.model.judged import Judged
from tpm_audit.model.outcomes import Seen, UnitOutcome
from tpm_audit.model.surveys import Survey
from tpm_audit.model.touchpoints import Touchpoint
from tpm_audit.source.message import Message, Sayable, say


def fact_subject(audit: Audit, fact: str, location: str | None = None) -> Subject:
    """Return fact and location; no location where the fact is compared over all."""
    ids = (fact,) if location is None else (fact, location)
    first = (audit.facts[fact].first_id,)
    return Subject(SubjectKind.FACT, ids, first if location is None else (*first, audit.locations[location].first_id))


def hand_over_subject(audit: Audit, fact: str, first: str, then: str) -> Subject:
    """Return fact and pair of touchpoints; whichever leads to the other, it stays the same pair."""
    pair = sorted(audit.touchpoints[one].first_id for one in (first, then))
    return Subject(SubjectKind.FACT, (fact, first, then), (audit.facts[fact].first_id, *pair))


def criterion_subject(audit: Audit, criterion: str, touchpoint: str | None, channel: str | None) -> Subject:
    """Return criterion, touchpoint and channel; places are members."""
    own = audit.criterion[criterion]
    first_ids = (
        own.first_id,
        audit.touchpoints[touchpoint].first_id if touchpoint is not None else "",
        audit.channels[channel].first_id if channel is not None else "",
    )
    return Subject(SubjectKind.CRITERION, (criterion, touchpoint or "", channel or ""), first_ids)


def touchpoint_subject(audit: Audit, touchpoint: str) -> Subject:
    """Return a touchpoint."""
    return Subject(SubjectKind.TOUCHPOINT, (touchpoint,), (audit.touchpoints[touchpoint].first_id,))


def survey_subject(audit: Audit, survey: Survey, judged: Judged) -> Subject:
    """Return what was judged in a survey, the same in all waves; a journey stands behind touchpoint and channel."""
    touchpoint, channel, journey = judged
    ids = (survey.id, touchpoint or "", channel or "")
    first = (
        survey.first_row,
        audit.touchpoints[touchpoint].first_id if touchpoint is not None else "",
        audit.channels[channel].first_id if channel is not None else "",
    )
    if journey is None:
        return Subject(SubjectKind.SURVEY, ids, first)
    return Subject(SubjectKind.SURVEY, (*ids, journey), (*first, audit.journeys[journey].first_id))


def unit_label(audit: Audit, unit: Unit, language: str | None = None) -> Sayable:
    """Return how a unit is called: its channel, touchpoint and place, as far as it has them."""
    parts: list[Sayable] = []
    if unit.channel is not None:
        parts.append(audit.channels[unit.channel].name)
    if unit.touchpoint is not None:
        parts.append(audit.touchpoints[unit.touchpoint].name)
    if unit.location is not None:
        parts.append(audit.locations[unit.location].shown_name())
    if language is not None:
        parts.append(language)
    return tuple(parts) if parts else say("the company as a whole")


def judged_label(audit: Audit, judged: Judged) -> Sayable:
    """Return how what customers judged is called."""
    if judged.journey is not None:
        return audit.journeys[judged.journey].shown_name()
    return unit_label(audit, unit_of(judged))


def unit_of(judged: Judged) -> Unit:
    """Return the unit that customers judged; of a journey, which has many, none."""
    return Unit(judged.touchpoint, judged.channel)


def fact_at(audit: Audit, fact: str, location: str | None) -> Sayable:
    """Return how a headline calls a fact: by its name, with the location where it speaks of one only."""
    name = audit.fact_name(fact)
    if location is None:
        return name
    return say("{fact} ({location})", fact=name, location=audit.locations[location].shown_name())


def channel_members(
    audit: Audit, touchpoint: Touchpoint, channels: Iterable[str | None] | None = None, why: Message | None = None
) -> tuple[Member, ...]:
    """Return a touchpoint on some of its channels, or on each, for what is wrong with the touchpoint itself."""
    named: set[str | None] = set(touchpoint.channels if channels is None else channels)
    units = (Unit(touchpoint.id, channel) for channel in sorted(named, key=str))
    return tuple(Member(unit_label(audit, unit), unit, touchpoint.written, why=why) for unit in units)


def seen_member(audit: Audit, outcome: UnitOutcome, seen: Seen, *, deviates: bool = True) -> Member:
    """Return the member of one value that was found at a unit."""
    return Member(
        label=unit_label(audit, outcome.unit, outcome.language),
        unit=outcome.unit,
        written=seen.written,
        value=seen.text,
        why=seen.why,
        deviates=deviates,
        language=outcome.language,
    )


def named_ids(values: Iterable[str | None]) -> tuple[str, ...]:
    """Return each id once, sorted."""
    return tuple(sorted({value for value in values if value is not None}))
