"""The locations: branches compared side by side, and a page for each; without locations there is neither."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tpm_audit.charts.signs import SIGNS, WORST_FIRST
from tpm_audit.language.catalogue import Language
from tpm_audit.model.outcomes import Outcome
from tpm_audit.model.result import FactRecord, FindingRecord, ItemRecord, LocationRecord, Result, UnitRecord
from tpm_audit.pages.answers import AnswerRow, Answers, answers_of, places
from tpm_audit.pages.branches import Beside, beside
from tpm_audit.pages.customer_places import ToldOf, told_at_locations
from tpm_audit.pages.finding_list import FindingCount, finding_count, finding_list
from tpm_audit.pages.findings import findings_by_id
from tpm_audit.pages.found_facts import FoundAt, badness, cut, found_at
from tpm_audit.pages.names import Names, names_of
from tpm_audit.pages.page import LOCATIONS, Page, location_path
from tpm_audit.pages.parts import (
    Counted,
    consistency_cell,
    coverage_cell,
    end_of,
    figures_of,
    score_cell,
    verdict_of,
)
from tpm_audit.pages.visits import Visits, visits_at, visits_by
from tpm_audit.render.words import Link
from tpm_audit.source.message import Sayable, say

_MOST_FACTS = 60
_MOST_ANSWERS = 40


@dataclass(frozen=True, slots=True)
class LocationRow:
    """A location in the table."""

    name: Link
    channels: tuple[Link, ...]
    score: Counted
    coverage: str | None
    consistency: Counted
    findings: FindingCount
    owners: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact as found at the location, beside what was found of it at the others."""

    fact: Link
    at: FoundAt
    others: tuple[Sayable, ...]


@dataclass(frozen=True, slots=True)
class _Answers:
    """What was answered at a location: what is below what is expected, and how many were rated."""

    below: Sequence[AnswerRow]
    as_a_whole: Sequence[AnswerRow]
    rated: int


_Spot = tuple[str, str | None, str | None, str | None]  # fact, touchpoint, channel, language


@dataclass(frozen=True)
class _Around:
    """What the pages of all locations are made from."""

    result: Result
    language: Language
    names: Names
    findings: Mapping[str, FindingRecord]
    units: Mapping[str, Sequence[tuple[FactRecord, UnitRecord]]]
    outcomes: Mapping[_Spot, Counter[Outcome]]
    answers: Mapping[str, _Answers]
    visits: Mapping[str, Visits]
    customers: Mapping[str, ToldOf]


def pages(result: Result, language: Language) -> Iterator[Page]:
    """Yield the table and the pages of all locations, nothing where there are none."""
    if not result.locations:
        return
    names = names_of(result)
    answers = answers_of(result, names, language)
    around = _Around(
        result,
        language,
        names,
        findings_by_id(result),
        _units(result),
        _outcomes(result),
        _answers(result, names, answers),
        visits_at(visits_by(result).location, names, answers, language),
        told_at_locations(result, names, language),
    )
    values = {"locations": tuple(_row(location, around) for location in result.locations), "end": end_of(result)}
    yield Page(LOCATIONS, "pages/locations.md.j2", language.word("Locations"), values, hides=("navigation", "toc"))
    for location in result.locations:
        yield _location_page(location, around)


def _units(result: Result) -> Mapping[str, Sequence[tuple[FactRecord, UnitRecord]]]:
    units: dict[str, list[tuple[FactRecord, UnitRecord]]] = defaultdict(list)
    for fact in result.facts:
        for unit in fact.units:
            if unit.location is not None:
                units[unit.location].append((fact, unit))
    return units


def _outcomes(result: Result) -> Mapping[_Spot, Counter[Outcome]]:
    """Count the outcomes of each fact over the locations: what stands at the same touchpoint and channel."""
    outcomes: dict[_Spot, Counter[Outcome]] = defaultdict(Counter)
    for fact in result.facts:
        for unit in fact.units:
            if unit.location is not None:
                outcomes[_spot(fact, unit)][unit.outcome] += 1
    return outcomes


def _spot(fact: FactRecord, unit: UnitRecord) -> _Spot:
    return fact.id, unit.touchpoint, unit.channel, unit.language


def _answers(result: Result, names: Names, answers: Answers) -> Mapping[str, _Answers]:
    below: dict[str, list[AnswerRow]] = defaultdict(list)
    whole: dict[str, list[AnswerRow]] = defaultdict(list)
    rated: Counter[str] = Counter()
    for item, place in places(result):
        if place.location is None:
            continue
        rated[place.location] += place.share is not None
        where = _where(item, place.language, names)
        if item.touchpoint is None and item.channel is None:
            whole[place.location].append(answers.row(item, place, where))
        elif place.below:
            below[place.location].append(answers.row(item, place, where))
    return {id_: _Answers(below[id_], whole[id_], rated[id_]) for id_ in rated}


def _row(location: LocationRecord, around: _Around) -> LocationRow:
    figures, site, language = location.figures, around.result.site, around.language
    return LocationRow(
        name=around.names.location(location.id),
        channels=tuple(around.names.channel(id_) for id_ in location.channels),
        score=score_cell(figures.score, site, language),
        coverage=coverage_cell(figures.score, site, language),
        consistency=consistency_cell(figures.consistency, language),
        findings=finding_count(location.findings, around.findings, language),
        owners=around.names.owners_of([location.owner_id]),
    )


def _location_page(location: LocationRecord, around: _Around) -> Page:
    language, names = around.language, around.names
    facts, facts_left = cut(_facts(location, around), _MOST_FACTS)
    answers = around.answers.get(location.id, _Answers((), (), 0))
    below, below_left = cut(answers.below, _MOST_ANSWERS)
    values = {
        "name": location.name,
        "country": location.country,
        "owners": names.owners_of([location.owner_id]),
        "channels": tuple(names.channel(id_) for id_ in location.channels),
        "verdict": verdict_of(location.figures.verdict, language),
        "figures": figures_of(location.figures, around.result.site, language),
        "beside": _beside(location, around),
        "only_other": _only_other(location, around),
        "all_locations": Link(say("All {n} locations", n=len(around.result.locations)), LOCATIONS),
        "findings": finding_list([around.findings[id_] for id_ in location.findings], names, language),
        "facts": facts,
        "facts_left": say("{n} more, none of them worse", n=facts_left) if facts_left else None,
        "below": below,
        "below_left": say("and {n} more", n=below_left) if below_left else None,
        "rated": _rated(answers),
        "answers": answers.as_a_whole,
        "met": around.visits.get(location.id),
        "customers": around.customers.get(location.id),
        "end": end_of(around.result),
    }
    return Page(location_path(location.id), "pages/location.md.j2", location.name, values, hides=("toc",))


def _beside(location: LocationRecord, around: _Around) -> tuple[Beside, ...]:
    others = [one for one in around.result.locations if one.id != location.id]
    return tuple(beside(location, others, around.result.site, around.names, around.language))


def _only_other(location: LocationRecord, around: _Around) -> Link | None:
    """Return the other location where there is just one: it needs no median."""
    others = [one for one in around.result.locations if one.id != location.id]
    return around.names.location(others[0].id) if len(others) == 1 else None


def _facts(location: LocationRecord, around: _Around) -> Sequence[FactRow]:
    found = sorted(around.units.get(location.id, ()), key=lambda one: badness(one[1]))
    return [
        FactRow(
            fact=around.names.fact(fact.id),
            at=found_at(unit, _where(unit, unit.language, around.names)),
            others=tuple(_others(around.outcomes[_spot(fact, unit)], unit.outcome)),
        )
        for fact, unit in found
    ]


def _where(at: UnitRecord | ItemRecord, language: str | None, names: Names) -> tuple[Link, ...]:
    whole = names.where(at.touchpoint, at.channel) + names.place(None, language)
    return whole or (Link(say("the location as a whole")),)


def _others(outcomes: Counter[Outcome], own: Outcome) -> Iterator[Sayable]:
    """Yield at how many of the other locations each outcome was found."""
    for outcome in WORST_FIRST:
        count = outcomes[outcome] - (outcome is own)
        if count:
            yield say("{count} {outcome}", count=count, outcome=SIGNS[outcome].word)


def _rated(answers: _Answers) -> Sayable | None:
    if not answers.rated:
        return None
    return say(
        "{below} of {n} rated item.",
        "{below} of {n} rated items.",
        below=len(answers.below),
        n=answers.rated,
    )
