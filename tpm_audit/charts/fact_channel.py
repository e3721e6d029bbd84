"""Heatmap fact x channel: the worst that was found of a fact on a channel."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TypeAlias

from tpm_audit.charts.chart import Chart, Entry, Table, TableCell
from tpm_audit.charts.heatmap import MOST_LINES, Axis, Bands, Cell, axis, heatmap, room_for
from tpm_audit.charts.signs import SIGNS, WORST_FIRST
from tpm_audit.language.catalogue import Language
from tpm_audit.model.outcomes import COUNTED, DEVIATES, Outcome
from tpm_audit.model.result import FactRecord, GroupRecord, Result, UnitRecord
from tpm_audit.source.message import Message, say

_Found: TypeAlias = Mapping[tuple[str, str], Sequence[UnitRecord]]

# One for each outcome, the worst first: what is as it should be stays pale, so that what is not is seen.
_BANDS = Bands(
    light=("#b4530a", "#fdae61", "#f6e0b5", "#abcdec", "#dfebf7", "#e4e4e9", "#eeeef1", "#f6f6f7"),
    dark=("#b4530a", "#8a4f16", "#6a5b3a", "#2f6299", "#263f5c", "#44464f", "#383a43", "#2d2f37"),
)


def fact_channel(result: Result, language: Language) -> Chart:
    """Return the worst outcome of every fact on every channel, in the order of the standard."""
    title = language.word("Do the channels say the same thing?")
    found = _found(result)
    if not found:
        return Chart("fact-channel", title, language.word("Nothing was observed yet, so nothing can be compared."))
    columns = _axis(result.channels, {channel for _, channel in found}, language)
    facts = _axis(result.facts, {fact for fact, _ in found}, language)
    rows = _drawn(facts, found)
    cells = {
        (row, column): _cell(f"{fact}, {channel}", found[row, column], language)
        for row, fact in rows.named()
        for column, channel in columns.named()
        if (row, column) in found
    }
    return Chart(
        id="fact-channel",
        title=title,
        sentence=" ".join(language.say(part) for part in _sentences(found, columns, len(rows.ids), len(facts.ids))),
        table=_table(columns, axis(dict(facts.named()), MOST_LINES), found, language),
        figure=heatmap(_of(rows, columns, found), rows, cells, _BANDS, language),
        key=_key(found, language),
    )


def _axis(things: Iterable[GroupRecord | FactRecord], used: AbstractSet[str], language: Language) -> Axis:
    kept = [one for one in things if one.id in used]
    return Axis(tuple(one.id for one in kept), tuple(language.say(one.name) for one in kept))


def _drawn(facts: Axis, found: _Found) -> Axis:
    """Return the facts that are drawn: those that deviate most."""
    worst: dict[str, int] = {}
    for (fact, _), units in found.items():
        badness = WORST_FIRST.index(_worst(units))
        worst[fact] = min(badness, worst.get(fact, badness))
    shown = {*sorted(worst, key=lambda fact: worst[fact])[: room_for(len(worst))]}
    return axis({id_: name for id_, name in facts.named() if id_ in shown})


def _of(rows: Axis, columns: Axis, found: _Found) -> Axis:
    """Return the columns that have something in the rows that are drawn."""
    used = {channel for fact, channel in found if fact in rows.ids}
    return axis({id_: name for id_, name in columns.named() if id_ in used})


def _found(result: Result) -> _Found:
    """Return the units by fact and channel; a pair that nobody looked at is no pair."""
    units: dict[tuple[str, str], list[UnitRecord]] = defaultdict(list)
    for fact in result.facts:
        for unit in fact.units:
            if unit.channel is not None:
                units[fact.id, unit.channel].append(unit)
    return units


def _worst(units: Sequence[UnitRecord]) -> Outcome:
    return min((unit.outcome for unit in units), key=WORST_FIRST.index)


def _cell(where: str, units: Sequence[UnitRecord], language: Language) -> Cell:
    worst = _worst(units)
    return Cell(WORST_FIRST.index(worst), SIGNS[worst].sign, f"{where}: {_counted(units, language)}")


def _counted(units: Sequence[UnitRecord], language: Language) -> str:
    """Say the worst outcome, and at how many of the places that were looked at it was found."""
    worst = _worst(units)
    if worst is Outcome.NOT_OBSERVED:
        return language.say(SIGNS[worst].word)
    outcomes = Counter(unit.outcome for unit in units if unit.outcome is not Outcome.NOT_OBSERVED)
    counted = say("{outcome} ({k} of {n})", outcome=SIGNS[worst].word, k=outcomes[worst], n=outcomes.total())
    return language.say(counted)


def _sentences(found: _Found, channels: Axis, drawn: int, there: int) -> Iterator[Message]:
    yield _sentence(found, channels)
    if drawn < there:
        yield say("Drawn are the {k} of {n} facts that deviate most, in their usual order.", k=drawn, n=there)


def _sentence(found: _Found, channels: Axis) -> Message:
    checked = [(channel, _worst(units)) for (_, channel), units in found.items() if _worst(units) in COUNTED]
    wrong = Counter(channel for channel, worst in checked if worst in DEVIATES)
    if not checked:
        return say("No standard is set for anything that was observed, so nothing can deviate from it.")
    if not wrong:
        return say(
            "The {n} checked pair of fact and channel shows the standard or a declared variant.",
            "All {n} checked pairs of fact and channel show the standard or a declared variant.",
            n=len(checked),
        )
    most = max(wrong.values())
    return say(
        "{wrong} of {n} checked pair of fact and channel deviates from the standard, most on: {channels} ({most}).",
        "{wrong} of {n} checked pairs of fact and channel deviate from the standard, most on: {channels} ({most}).",
        wrong=wrong.total(),
        n=len(checked),
        channels=tuple(name for channel, name in channels.named() if wrong[channel] == most),
        most=most,
    )


def _table(columns: Axis, rows: Axis, found: _Found, language: Language) -> Table:
    return Table(
        head=(language.word("Fact"), *columns.names),
        rows=tuple(
            (
                name,
                tuple(
                    TableCell(_counted(found[row, column], language)) if (row, column) in found else None
                    for column in columns.ids
                ),
            )
            for row, name in rows.named()
        ),
        gap=language.word("not looked for here"),
    )


def _key(found: _Found, language: Language) -> tuple[Entry, ...]:
    used = {_worst(units) for units in found.values()}
    return tuple(
        _BANDS.entry(band, SIGNS[outcome].sign, language.say(SIGNS[outcome].word))
        for band, outcome in enumerate(WORST_FIRST)
        if outcome in used
    )
