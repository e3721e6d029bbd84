"""Consistency: what should be the same wherever customers meet it. A table of all facts, and a page for each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tpm_audit.charts.fact_channel import fact_channel
from tpm_audit.language.catalogue import Language
from tpm_audit.model.result import AgreementRecord, FactRecord, FindingRecord, Result, UnitRecord, VariantRecord
from tpm_audit.pages.change import Before, before
from tpm_audit.pages.drawn import Drawn, drawings_of
from tpm_audit.pages.fact_verdict import fact_verdict
from tpm_audit.pages.findings import finding_rows, findings_by_id
from tpm_audit.pages.found import Found, found_of
from tpm_audit.pages.found_facts import expected_at
from tpm_audit.pages.names import Names, names_of
from tpm_audit.pages.page import CONSISTENCY, Page, fact_path
from tpm_audit.pages.parts import Counted, Figure, consistency_cell, consistency_figure, end_of, outcome_badge, swatch
from tpm_audit.render.words import Badge, Link
from tpm_audit.source.message import Sayable, say


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact in the table: its standard, its index, and the counts the index is made of."""

    name: Link
    standard: Sayable | None
    swatch: tuple[str, ...]
    index: Counted
    equal: str
    variant: str
    differs: str
    missing: str
    outside: str
    findings: str


@dataclass(frozen=True, slots=True)
class Standard:
    """What is expected: everywhere, or of a location or a language, whose ``code`` it is."""

    where: tuple[Link, ...]
    value: Sayable
    code: str | None
    swatch: tuple[str, ...]
    drawing: Drawn | None = None


@dataclass(frozen=True, slots=True)
class Variant:
    """A declared variant, why there is one, and when it holds."""

    value: Sayable
    reason: Sayable | None
    time: Sayable
    drawings: tuple[Drawn, ...] = ()


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many places show the same where no standard is set."""

    sentence: Sayable
    place: tuple[Link, ...]
    groups: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A fact at one touchpoint and place of a channel; ``swatch`` is the colour of its standard there."""

    touchpoint: Link
    place: tuple[Link, ...]
    found: tuple[Found, ...]
    outcome: Badge
    swatch: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChannelUnits:
    """A channel with all that was found there."""

    name: Link
    rows: tuple[UnitRow, ...]


def pages(result: Result, language: Language) -> Iterator[Page]:
    """Yield the table and the pages of all facts."""
    names, findings = names_of(result), findings_by_id(result)
    values = {
        "figure": consistency_figure(result.figures.consistency, language),
        "facts": tuple(_line(fact, names, language) for fact in result.facts),
        "chart": fact_channel(result, language),
        "end": end_of(result),
    }
    yield Page(
        CONSISTENCY, "pages/consistency.md.j2", language.word("Consistency"), values, hides=("navigation", "toc")
    )
    past = before(result, language)
    for fact in result.facts:
        yield _fact_page(fact, result, names, findings, past, language)


def _line(fact: FactRecord, names: Names, language: Language) -> FactLine:
    counts = fact.consistency
    return FactLine(
        name=names.fact(fact.id),
        standard=fact.demand or fact.expected,
        swatch=swatch(fact.expected),
        index=consistency_cell(counts, language),
        equal=language.number(counts.equal if counts else 0),
        variant=language.number(counts.variant if counts else 0),
        differs=language.number(counts.differs if counts else 0),
        missing=language.number(counts.missing if counts else 0),
        outside=language.number(counts.unreadable + counts.not_observed if counts else 0),
        findings=language.number(len(fact.findings)),
    )


def _fact_page(
    fact: FactRecord,
    result: Result,
    names: Names,
    findings: Mapping[str, FindingRecord],
    past: Before | None,
    language: Language,
) -> Page:
    found = [findings[id_] for id_ in fact.findings]
    values = {
        "name": fact.name,
        "standards": tuple(_standards(fact, names)),
        "set_by": fact.set_by,
        "set_on": fact.set_on,
        "source": fact.source,
        "variants": tuple(_variant(variant, drawings_of(fact)) for variant in fact.variants),
        "verdict": fact_verdict(fact, names, language),
        "figure": _figure(fact, language),
        "agreements": tuple(_agreement(one, names.compared_within(fact, one), language) for one in fact.agreements),
        "channels": tuple(_channels(fact, result, names)),
        "findings": finding_rows(found, names, language),
        "change": None if past is None else past.of_fact(fact, found),
        "end": end_of(result),
    }
    return Page(fact_path(fact.id), "pages/fact.md.j2", fact.name, values, hides=("toc",))


def _standards(fact: FactRecord, names: Names) -> Iterator[Standard]:
    drawings = drawings_of(fact)
    if fact.demand is not None:
        yield Standard((), fact.demand, None, ())
    everywhere = () if fact.expected is None else (((), fact.expected),)
    for where, value in (*everywhere, *(((names.location(id_),), value) for id_, value in fact.expected_at)):
        for code, text in value.items():
            where_said = (*where, names.language(code)) if code else where
            yield Standard(where_said, text, code or None, swatch(text), drawings.get(text))


def _variant(variant: VariantRecord, drawings: Mapping[str, Drawn]) -> Variant:
    first, last = variant.valid_from, variant.valid_until
    if first is not None and last is not None:
        time = say("{first} to {last}", first=first, last=last)
    elif first is not None:
        time = say("from {first}", first=first)
    else:
        time = say("always") if last is None else say("until {last}", last=last)
    drawn = tuple(drawings[text] for text in variant.value.values() if text in drawings)
    return Variant(variant.value, variant.reason, time, drawn)


def _figure(fact: FactRecord, language: Language) -> Figure | None:
    """Return the index of a fact; one without a standard has none."""
    if fact.consistency is None or (fact.demand is None and fact.expected is None and not fact.expected_at):
        return None
    return consistency_figure(fact.consistency, language, say("Nothing was checked yet."))


def _agreement(agreement: AgreementRecord, place: tuple[Link, ...], language: Language) -> Agreement:
    same = agreement.groups[0][1] if agreement.groups else 0
    if agreement.n < 2:  # noqa: PLR2004 (one place cannot agree with another)
        sentence = say("Only one place shows it, so there is nothing to compare it with.")
    elif agreement.most_common is None:
        sentence = say("{n} places show it, and no value is the most common.", n=agreement.n)
    else:
        sentence = say(
            "{same} of {n} places show the same: {value}", same=same, n=agreement.n, value=agreement.most_common
        )
    groups = tuple((value, language.number(count)) for value, count in agreement.groups)
    return Agreement(sentence, place, groups)


def _channels(fact: FactRecord, result: Result, names: Names) -> Iterator[ChannelUnits]:
    by_channel: dict[str | None, list[UnitRow]] = {group.id: [] for group in result.channels}
    for unit in fact.units:
        by_channel.setdefault(unit.channel, []).append(_unit(unit, names))
    for channel, rows in by_channel.items():
        if rows:
            yield ChannelUnits(Link(say("all channels")) if channel is None else names.channel(channel), tuple(rows))


def _unit(unit: UnitRecord, names: Names) -> UnitRow:
    whole = Link(say("the channel as a whole"))
    standard = expected_at(unit)
    return UnitRow(
        touchpoint=whole if unit.touchpoint is None else names.touchpoint(unit.touchpoint),
        place=names.place(unit.location, unit.language),
        found=found_of(unit),
        outcome=outcome_badge(unit.outcome),
        swatch=() if standard is None else standard.swatch,
    )
