"""The channels: a table of all, and a page for each: the same across its touchpoints."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tpm_audit.language.catalogue import Language
from tpm_audit.model.channels import ChannelKind, Contact, Ownership
from tpm_audit.model.result import (
    ChannelRecord,
    FactRecord,
    FindingRecord,
    OnChannelRecord,
    Result,
    TouchpointRecord,
    UnitRecord,
)
from tpm_audit.model.words import CONTACTS, KINDS, OWNERSHIPS
from tpm_audit.pages.answers import AnswerRow, Answers, answers_of, places
from tpm_audit.pages.customer_places import ToldOf, told_on_channels
from tpm_audit.pages.finding_list import FindingCount, finding_count, finding_list
from tpm_audit.pages.findings import findings_by_id
from tpm_audit.pages.found_facts import FactRows, badness, cut, found_at, touchpoint_and_place
from tpm_audit.pages.names import Names, names_of
from tpm_audit.pages.page import CHANNELS, CONSISTENCY, TOUCHPOINTS, Page, channel_path
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

_MOST_TOUCHPOINTS = 40
_MOST_PLACES = 12  # of a fact; its own page has all
_MOST_FOUND = 60  # of all facts together


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """A channel in the table."""

    name: Link
    about: tuple[Sayable, ...]
    touchpoints: str
    score: Counted
    coverage: str | None
    consistency: Counted
    findings: FindingCount
    owners: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class TouchpointRow:
    """A touchpoint that is met on the channel."""

    name: Link
    score: Counted
    coverage: str | None
    consistency: Counted
    findings: FindingCount
    owners: tuple[Link, ...]


@dataclass(frozen=True)
class _Around:
    """What the pages of all channels are made from."""

    result: Result
    language: Language
    names: Names
    findings: Mapping[str, FindingRecord]
    met: Mapping[str, Sequence[tuple[TouchpointRecord, OnChannelRecord]]]
    units: Mapping[str, Mapping[str, Sequence[UnitRecord]]]
    answers: Mapping[str, Sequence[AnswerRow]]
    visits: Mapping[str, Visits]
    customers: Mapping[str, ToldOf]


def pages(result: Result, language: Language) -> Iterator[Page]:
    """Yield the table and the pages of all channels."""
    names = names_of(result)
    answers = answers_of(result, names, language)
    around = _Around(
        result,
        language,
        names,
        findings_by_id(result),
        _met(result),
        _units(result.facts),
        _answers(result, names, answers),
        visits_at(visits_by(result).channel, names, answers, language),
        told_on_channels(result, names, language),
    )
    values = {"channels": tuple(_row(channel, around) for channel in result.channels), "end": end_of(result)}
    yield Page(CHANNELS, "pages/channels.md.j2", language.word("Channels"), values, hides=("navigation", "toc"))
    for channel in result.channels:
        yield _channel_page(channel, around)


def _met(result: Result) -> Mapping[str, Sequence[tuple[TouchpointRecord, OnChannelRecord]]]:
    met: dict[str, list[tuple[TouchpointRecord, OnChannelRecord]]] = defaultdict(list)
    for touchpoint in result.touchpoints:
        for on in touchpoint.channels:
            met[on.channel].append((touchpoint, on))
    return met


def _units(facts: Sequence[FactRecord]) -> Mapping[str, Mapping[str, Sequence[UnitRecord]]]:
    """Return what was found by channel and fact."""
    units: dict[str, dict[str, list[UnitRecord]]] = defaultdict(lambda: defaultdict(list))
    for fact in facts:
        for unit in fact.units:
            if unit.channel is not None:
                units[unit.channel][fact.id].append(unit)
    return units


def _answers(result: Result, names: Names, answers: Answers) -> Mapping[str, Sequence[AnswerRow]]:
    """Return what was answered about channels as a whole."""
    rows: dict[str, list[AnswerRow]] = defaultdict(list)
    for item, place in places(result):
        if item.channel is not None and item.touchpoint is None:
            where = names.place(place.location, place.language) or (Link(say("the channel as a whole")),)
            rows[item.channel].append(answers.row(item, place, where))
    return rows


def _row(channel: ChannelRecord, around: _Around) -> ChannelRow:
    figures, site, language = channel.figures, around.result.site, around.language
    return ChannelRow(
        name=around.names.channel(channel.id),
        about=tuple(_about(channel)),
        touchpoints=language.number(len(around.met.get(channel.id, ()))),
        score=score_cell(figures.score, site, language),
        coverage=coverage_cell(figures.score, site, language),
        consistency=consistency_cell(figures.consistency, language),
        findings=finding_count(channel.findings, around.findings, language),
        owners=around.names.owners_of([channel.owner_id]),
    )


def _about(channel: ChannelRecord) -> Iterator[Sayable]:
    """Yield what a channel is, in words."""
    yield KINDS[ChannelKind(channel.kind)]
    if channel.contact is not None:
        yield CONTACTS[Contact(channel.contact)]
    if channel.ownership is not None:
        yield OWNERSHIPS[Ownership(channel.ownership)]


def _channel_page(channel: ChannelRecord, around: _Around) -> Page:
    site, language, names = around.result.site, around.language, around.names
    answers, answers_left = cut(around.answers.get(channel.id, ()), _MOST_PLACES)
    values = {
        "name": channel.name,
        "about": tuple(_about(channel)),
        "owners": names.owners_of([channel.owner_id]),
        "locations": tuple(names.location(id_) for id_ in channel.locations[:_MOST_PLACES]),
        "more_locations": _more(len(channel.locations) - _MOST_PLACES),
        "verdict": verdict_of(channel.figures.verdict, language),
        "figures": figures_of(channel.figures, site, language),
        "findings": finding_list([around.findings[id_] for id_ in channel.findings], names, language),
        "customers": around.customers.get(channel.id),
        "answers": answers,
        "answers_left": _more(answers_left),
        "met": around.visits.get(channel.id),
        **_touchpoint_values(channel, around),
        **_fact_values(channel, around),
        "end": end_of(around.result),
    }
    return Page(channel_path(channel.id), "pages/channel.md.j2", channel.name, values, hides=("toc",))


def _more(left: int) -> Sayable | None:
    return say("and {n} more", n=left) if left > 0 else None


def _touchpoint_values(channel: ChannelRecord, around: _Around) -> Mapping[str, object]:
    rows, left = _touchpoints(channel, around)
    more = Link(say("All touchpoints, {n} more on this channel", n=left), TOUCHPOINTS)
    return {"touchpoints": rows, "more_touchpoints": more if left else None}


def _fact_values(channel: ChannelRecord, around: _Around) -> Mapping[str, object]:
    facts = tuple(_facts(channel, around))
    left = len(around.units.get(channel.id, ())) - len(facts)
    more = Link(say("All facts, {n} more on this channel", n=left), CONSISTENCY)
    return {"facts": facts, "more_facts": more if left else None}


def _touchpoints(channel: ChannelRecord, around: _Around) -> tuple[tuple[TouchpointRow, ...], int]:
    """Return the touchpoints in the order of the journey, and how many are left out; the lowest scores stay."""
    met = around.met.get(channel.id, ())
    kept, left = cut(sorted(met, key=lambda one: _share(one[1])), _MOST_TOUCHPOINTS)
    shown = {touchpoint.id for touchpoint, _ in kept}
    findings: dict[str, list[str]] = defaultdict(list)
    for id_ in channel.findings:
        for touchpoint_id in around.findings[id_].touchpoints:
            findings[touchpoint_id].append(id_)
    rows = (_touchpoint(one, on, findings[one.id], around) for one, on in met if one.id in shown)
    return tuple(rows), left


def _share(on: OnChannelRecord) -> Fraction:
    """Return the score that sorts the lowest first, what has none last."""
    return on.score.share if on.score is not None and on.score.share is not None else Fraction(2)


def _touchpoint(
    touchpoint: TouchpointRecord, on: OnChannelRecord, findings: Sequence[str], around: _Around
) -> TouchpointRow:
    site, language = around.result.site, around.language
    return TouchpointRow(
        name=around.names.touchpoint(touchpoint.id),
        score=score_cell(on.score, site, language),
        coverage=coverage_cell(on.score, site, language),
        consistency=consistency_cell(on.consistency, language),
        findings=finding_count(findings, around.findings, language),
        owners=around.names.owners_of([on.owner_id]),
    )


def _facts(channel: ChannelRecord, around: _Around) -> Iterator[FactRows]:
    """Yield the facts in the order of the standard; of many those that deviate most, and fewer places of each."""
    by_fact = around.units.get(channel.id, {})
    worst_first = sorted(by_fact, key=lambda fact: min(badness(unit) for unit in by_fact[fact]))
    shown = set(worst_first[: _MOST_FOUND // 2])
    most = max(min(_MOST_PLACES, _MOST_FOUND // max(len(shown), 1)) - 1, 1)
    for fact in around.result.facts:
        if fact.id not in shown:
            continue
        units, left = cut(sorted(by_fact[fact.id], key=badness), most)
        name = around.names.fact(fact.id)
        more = say("{n} more place, none of them worse", "{n} more places, none of them worse", n=left)
        yield FactRows(
            name=name,
            rows=tuple(found_at(unit, touchpoint_and_place(unit, around.names)) for unit in units),
            more=Link(more, name.page) if left else None,
        )
