"""The touchpoints: a table by phase, and a page for each: what, where, who; scores, facts as found, findings."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tpm_audit.charts.chart import Chart
from tpm_audit.charts.touchpoint_channel import touchpoint_channel
from tpm_audit.language.catalogue import Language
from tpm_audit.model.result import (
    FactRecord,
    FindingRecord,
    ItemRecord,
    Result,
    TouchpointRecord,
    UnitRecord,
    VisitRecord,
)
from tpm_audit.pages.answers import Answers, answers_of
from tpm_audit.pages.asked import asked_lists
from tpm_audit.pages.balance import balances_of_touchpoints
from tpm_audit.pages.change import Before, before
from tpm_audit.pages.courses import SharesRow, shares_over_audits
from tpm_audit.pages.customer_kano import kano_heads
from tpm_audit.pages.customer_places import told_in_phases
from tpm_audit.pages.customer_touchpoints import SaidOfTouchpoint, said_of_touchpoints
from tpm_audit.pages.emotions import feelings_of_auditors
from tpm_audit.pages.finding_list import finding_list
from tpm_audit.pages.findings import findings_by_id
from tpm_audit.pages.found import Found, found_of
from tpm_audit.pages.found_facts import Expected, expected_at
from tpm_audit.pages.journeys import journeys_of_touchpoints
from tpm_audit.pages.kpis import KpiRow, rows_by_touchpoint
from tpm_audit.pages.names import Names, names_of
from tpm_audit.pages.page import TOUCHPOINTS, Page, touchpoint_path
from tpm_audit.pages.parts import (
    Counted,
    consistency_cell,
    coverage_cell,
    end_of,
    figures_of,
    outcome_badge,
    score_cell,
    status_badge,
    verdict_of,
)
from tpm_audit.pages.touchpoint_table import touchpoint_table
from tpm_audit.pages.visits import visits_by, visits_of
from tpm_audit.render.words import Badge, Link
from tpm_audit.source.message import Sayable, say


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """A touchpoint on one channel."""

    name: Link
    score: Counted
    coverage: str | None
    consistency: Counted
    owners: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact as it was found at a touchpoint."""

    fact: Link
    where: tuple[Link, ...]
    found: tuple[Found, ...]
    standard: Expected | None
    outcome: Badge


@dataclass(frozen=True)
class _Around:
    """What the pages of all touchpoints are made from."""

    result: Result
    language: Language
    names: Names
    findings: Mapping[str, FindingRecord]
    units: Mapping[str, Sequence[tuple[FactRecord, UnitRecord]]]
    answers: Answers
    items: Mapping[str, Sequence[ItemRecord]]
    visits: Mapping[str, Sequence[VisitRecord]]
    before: Before | None
    course: Mapping[str, Sequence[SharesRow]]
    customers: Mapping[str, SaidOfTouchpoint]
    balances: Mapping[str, Chart]
    journeys: Mapping[str, Sequence[Link]]
    kpis: Mapping[str, Sequence[KpiRow]]


def pages(result: Result, language: Language) -> Iterator[Page]:
    """Yield the table and the pages of all touchpoints."""
    names = names_of(result)
    around = _Around(
        result,
        language,
        names,
        findings_by_id(result),
        _units(result),
        answers_of(result, names, language),
        _items(result),
        visits_by(result).touchpoint,
        before(result, language),
        shares_over_audits(result, language),
        said_of_touchpoints(result, names, language),
        balances_of_touchpoints(result, language),
        journeys_of_touchpoints(result),
        rows_by_touchpoint(result, names, language),
    )
    table = touchpoint_table(result, names, around.findings, language)
    values = {
        "phases": table.phases,
        "filters": table.filters,
        "chart": touchpoint_channel(result, language),
        "customers": told_in_phases(result, names, language),
        "felt": tuple(feelings_of_auditors(result, names, language)),
        "end": end_of(result),
    }
    yield Page(
        TOUCHPOINTS, "pages/touchpoints.md.j2", language.word("Touchpoints"), values, hides=("navigation", "toc")
    )
    for touchpoint in result.touchpoints:
        yield _touchpoint_page(touchpoint, around)


def _units(result: Result) -> Mapping[str, Sequence[tuple[FactRecord, UnitRecord]]]:
    units: dict[str, list[tuple[FactRecord, UnitRecord]]] = defaultdict(list)
    for fact in result.facts:
        for unit in fact.units:
            if unit.touchpoint is not None:
                units[unit.touchpoint].append((fact, unit))
    return units


def _items(result: Result) -> Mapping[str, Sequence[ItemRecord]]:
    items: dict[str, list[ItemRecord]] = defaultdict(list)
    for item in result.items:
        if item.touchpoint is not None:
            items[item.touchpoint].append(item)
    return items


def _touchpoint_page(touchpoint: TouchpointRecord, around: _Around) -> Page:
    site, language, names = around.result.site, around.language, around.names
    found = [around.findings[id_] for id_ in touchpoint.findings]
    values = {
        "name": touchpoint.name,
        "status": status_badge(touchpoint.status),
        "outside": _outside(touchpoint),
        "description": touchpoint.description,
        "phase": names.phase(touchpoint.phase),
        "owners": names.owners_of(touchpoint.owner_ids),
        "roles": tuple(_roles(touchpoint)),
        "importance": None if touchpoint.importance is None else _importance(touchpoint, language),
        "leads_to": tuple(names.touchpoint(id_) for id_ in touchpoint.leads_to),
        "journeys": tuple(around.journeys.get(touchpoint.id, ())),
        "visits": language.number(touchpoint.visits),
        "verdict": verdict_of(touchpoint.figures.verdict, language),
        "figures": figures_of(touchpoint.figures, site, language),
        "channels": tuple(_channels(touchpoint, around)),
        "facts": tuple(_fact_row(fact, unit, names) for fact, unit in around.units.get(touchpoint.id, ())),
        "findings": finding_list(found, names, language),
        "change": None if around.before is None else around.before.of_touchpoint(touchpoint, found),
        "course": around.course.get(touchpoint.id, ()),
        "asked": asked_lists(around.items.get(touchpoint.id, ()), around.result.checklists, around.answers),
        "met": visits_of(around.visits.get(touchpoint.id, ()), names, around.answers, language),
        "customers": around.customers.get(touchpoint.id),
        "kano_heads": kano_heads(),
        "balance": around.balances.get(touchpoint.id),
        "kpis": around.kpis.get(touchpoint.id, ()),
        "internal_note": touchpoint.internal_note,
        "end": end_of(around.result),
    }
    return Page(touchpoint_path(touchpoint.id), "pages/touchpoint.md.j2", touchpoint.name, values, hides=("toc",))


def _outside(touchpoint: TouchpointRecord) -> Sayable | None:
    """Say why a touchpoint was not audited: only those in use can be visited."""
    return {
        "planned": say("This touchpoint is planned and not in use yet, so it was not audited."),
        "missing": say("This touchpoint does not exist at the company, so it was not audited."),
        "retired": say("This touchpoint is no longer in use, so it was not audited."),
    }.get(touchpoint.status)


def _roles(touchpoint: TouchpointRecord) -> Iterator[Sayable]:
    if touchpoint.critical:
        yield say("critical touchpoint")
    if touchpoint.main:
        yield say("main touchpoint")
    if touchpoint.unique:
        yield say("unique to the company")


def _importance(touchpoint: TouchpointRecord, language: Language) -> str:
    value = touchpoint.importance or 0
    return language.say(say("{value} of 10", value=language.number(value, 0 if value == int(value) else 1)))


def _channels(touchpoint: TouchpointRecord, around: _Around) -> Iterator[ChannelRow]:
    for on in touchpoint.channels:
        yield ChannelRow(
            name=around.names.channel(on.channel),
            score=score_cell(on.score, around.result.site, around.language),
            coverage=coverage_cell(on.score, around.result.site, around.language),
            consistency=consistency_cell(on.consistency, around.language),
            owners=around.names.owners_of([on.owner_id]),
        )


def _fact_row(fact: FactRecord, unit: UnitRecord, names: Names) -> FactRow:
    channel = () if unit.channel is None else (names.channel(unit.channel),)
    return FactRow(
        fact=names.fact(fact.id),
        where=(*channel, *names.place(unit.location, unit.language)),
        found=found_of(unit),
        standard=expected_at(unit),
        outcome=outcome_badge(unit.outcome),
    )
