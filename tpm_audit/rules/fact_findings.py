"""What the rules about facts share: units grouped as a finding names them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tpm_audit.model.audit import Audit
from tpm_audit.model.entry import Severity
from tpm_audit.model.facts import Compare, Fact
from tpm_audit.model.findings import Finding, Member
from tpm_audit.model.outcomes import Outcome, Seen, UnitOutcome
from tpm_audit.rules.subjects import fact_subject, named_ids, seen_member
from tpm_audit.source.message import Localised, Message, Sayable, say

_NAMED = 2  # channels that a headline names; more are counted
_QUOTED = 32  # signs of a value that a headline quotes


@dataclass(frozen=True, slots=True)
class FactUnits:
    """The outcomes of a fact, at one location where it is compared per location.

    ``apart``: other outcomes of the same fact are at locations, and counted there.
    """

    fact: str
    location: str | None
    outcomes: tuple[UnitOutcome, ...]
    apart: bool = False

    def channels(self, *outcomes: Outcome) -> tuple[str, ...]:
        """Return the channels of the units with one of these outcomes, each once."""
        return named_ids(one.unit.channel for one in self.outcomes if one.outcome in outcomes)

    def where(self, wanted: Outcome) -> list[UnitOutcome]:
        """Return the units of an outcome; what cannot be read is found also beside a value that can."""
        if wanted is Outcome.UNREADABLE:
            return [one for one in self.outcomes if any(seen.outcome is wanted for seen in one.seen)]
        return [one for one in self.outcomes if one.outcome is wanted]


def fact_units(audit: Audit, outcomes: Iterable[UnitOutcome], wanted: frozenset[Outcome]) -> Iterator[FactUnits]:
    """Yield the outcomes of each fact by what a finding is about, where any of them is wanted."""
    grouped: dict[tuple[str, str | None], list[UnitOutcome]] = defaultdict(list)
    for outcome in outcomes:
        by_location = audit.facts[outcome.fact].compare_by is Compare.LOCATION
        grouped[outcome.fact, outcome.unit.location if by_location else None].append(outcome)
    at_locations = {fact for fact, location in grouped if location is not None}
    for (fact, location), units in grouped.items():
        if any(unit.outcome in wanted for unit in units):
            apart = location is None and fact in at_locations
            yield FactUnits(fact, location, tuple(units), apart)


def where_it_shows(audit: Audit, units: FactUnits, wanted: Outcome) -> tuple[Sayable, ...] | None:
    """Return the channels with an outcome by their names, None where they are too many for a headline."""
    channels = units.channels(wanted)
    return tuple(audit.channels[one].name for one in channels) if len(channels) <= _NAMED else None


def one_value_for_another(audit: Audit, units: FactUnits) -> tuple[str, str] | None:
    """Return what is expected and the only other value that was found, None where a headline cannot quote them."""
    fact, wrong = audit.facts[units.fact], units.where(Outcome.DIFFERS)
    found = {seen.text for one in wrong for seen in one.seen if seen.outcome is Outcome.DIFFERS}
    standard = standard_of(fact, units.location, wrong)
    expected = tuple(standard.values()) if isinstance(standard, Localised) else standard
    if not isinstance(expected, tuple) or len(expected) != 1 or len(found) != 1 or fact.values_are_files:
        return None
    value, only = expected[0], found.pop()
    if not isinstance(value, str) or only is None or max(len(value), len(only)) > _QUOTED:
        return None
    return value, only


def only_reason(units: FactUnits) -> Message | None:
    """Return why values differ, where it is the same of all of them."""
    wrong = units.where(Outcome.DIFFERS)
    reasons = {seen.why for one in wrong for seen in one.seen if seen.outcome is Outcome.DIFFERS}
    return reasons.pop() if len(reasons) == 1 else None


def in_part(units: FactUnits, headline: Message) -> Message:
    """Return a headline about so many of all channels, that says so where those of locations are counted apart."""
    return say("{said} without a location", said=headline) if units.apart else headline


def fact_finding(
    audit: Audit, rule: str, severity: Severity, units: FactUnits, headline: Message, wanted: Outcome
) -> Finding:
    """Return the finding about the units with an outcome; the deviating values are its members."""
    fact = audit.facts[units.fact]
    wrong = units.where(wanted)
    members = tuple(_members(audit, wrong, wanted))
    touchpoints = named_ids(one.unit.touchpoint for one in wrong)
    standard = standard_of(fact, units.location, wrong)
    return Finding(
        rule=rule,
        severity=fact.severity or severity,
        subject=fact_subject(audit, fact.id, units.location),
        headline=headline,
        members=members,
        standard=standard,
        standard_written=fact.written.at(*fact.standard_key(units.location)) if standard is not None else None,
        touchpoints=touchpoints,
        channels=named_ids(one.unit.channel for one in wrong),
    )


def _members(audit: Audit, wrong: Iterable[UnitOutcome], wanted: Outcome) -> Iterator[Member]:
    found: dict[tuple[str, ...], tuple[UnitOutcome, Seen]] = {}
    for outcome in wrong:
        for seen in outcome.seen:
            if seen.outcome is wanted:
                place = (
                    outcome.unit.channel,
                    outcome.unit.touchpoint,
                    outcome.unit.location,
                    outcome.language,
                    seen.text,
                )
                found.setdefault(tuple(part or "" for part in place), (outcome, seen))
    for _, (outcome, seen) in sorted(found.items(), key=lambda one: one[0]):
        yield seen_member(audit, outcome, seen)


def standard_of(fact: Fact, location: str | None, concerned: Iterable[UnitOutcome]) -> Sayable | None:
    """Return the standard in the content languages of the units of a finding, all of them where one has none."""
    standard = fact.standard_at(location)
    if standard is None or isinstance(standard, Message) or len(standard) == 1:
        return standard
    languages = {one.language for one in concerned}
    meant = {language: text for language, text in standard.items() if None in languages or language in languages}
    return tuple(meant[language] for language in sorted(meant)) if meant else standard
