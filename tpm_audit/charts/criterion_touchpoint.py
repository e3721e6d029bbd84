"""Heatmap criterion x touchpoint: whether what was found is as expected, over the channels and places of each.

A checklist that is asked once per channel or location has these as columns; one that is asked once for the company
has nothing to compare. Colours follow what each criterion expects, not the verdict's limits, for 4 of 5 may be
all that is asked for.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from tpm_audit.charts.chart import Chart, Table, TableCell
from tpm_audit.charts.heatmap import Axis, Bands, Cell, heatmap, room_for
from tpm_audit.language.catalogue import Language
from tpm_audit.model.checklists import OncePer
from tpm_audit.model.result import AskedRecord, ChecklistRecord, CriterionRecord, GroupRecord, Result, TouchpointRecord
from tpm_audit.source.message import Message, say

_MOST_ROWS = 30
_MOST_COLUMNS = 16
_MOST_FIGURES = 400  # in the table: a page of a report has to stay small
_SHORT = 32  # characters of a question in what is said of a cell
# Nothing reached, below what is expected, as expected, not applicable, not tested.
_BANDS = Bands(
    light=("#b4530a", "#fdae61", "#dfebf7", "#eeeef1", "#f6e0b5"),
    dark=("#b4530a", "#8a4f16", "#263f5c", "#383a43", "#6a5b3a"),
)
_NOTHING, _BELOW, _EXPECTED, _NOT_APPLICABLE, _UNTESTED = range(5)
_SIGNS = ("✕", "▼", "✓", "\N{EN DASH}", "?")
_WORDS = (
    say("nothing reached"),
    say("below what is expected"),
    say("as expected"),
    say("not applicable"),
    say("not tested"),
)
_TITLES: Mapping[OncePer, Message] = {
    OncePer.CHANNEL: say("Which criteria are met on which channels?"),
    OncePer.LOCATION: say("Which criteria are met at which locations?"),
}
_HEADS: Mapping[OncePer, Message] = {OncePer.CHANNEL: say("Channel"), OncePer.LOCATION: say("Location")}


@dataclass(frozen=True, slots=True)
class _Grid:
    """What was asked: criteria in their order, places in the order of their kind, and what they reached."""

    criteria: Sequence[CriterionRecord]
    places: Sequence[GroupRecord | TouchpointRecord]
    asked: Mapping[tuple[str, str], AskedRecord]


def criterion_touchpoint(checklist: ChecklistRecord, result: Result, language: Language) -> Chart | None:
    """Return what the criteria of a checklist reached wherever they are asked; None where that is one place."""
    once_per = OncePer(checklist.once_per)
    if once_per is OncePer.COMPANY:
        return None
    title = language.say(_TITLES.get(once_per, say("Which criteria are met at which touchpoints?")))
    grid = _grid(checklist, once_per, result)
    if not grid.asked:
        return Chart("criterion-touchpoint", title, language.word("None of its criteria is asked anywhere."))
    shown = _worst(grid)
    columns = Axis(tuple(one.id for one in shown.places), tuple(language.say(one.name) for one in shown.places))
    rows = Axis(tuple(one.id for one in shown.criteria), tuple(language.say(one.ask) for one in shown.criteria))
    cells = {
        (row, column): _cell(shown.asked[row, column], name, place, language)
        for row, name in rows.named()
        for column, place in columns.named()
        if (row, column) in shown.asked
    }
    used = sorted({cell.band for cell in cells.values()})
    return Chart(
        id="criterion-touchpoint",
        title=title,
        sentence=" ".join(language.say(part) for part in _sentences(grid, shown)),
        table=_table(grid, _HEADS.get(once_per, say("Touchpoint")), language),
        figure=heatmap(columns, rows, cells, _BANDS, language),
        key=tuple(_BANDS.entry(band, _SIGNS[band], language.say(_WORDS[band])) for band in used),
    )


def _grid(checklist: ChecklistRecord, once_per: OncePer, result: Result) -> _Grid:
    asked = {(one.id, at.where): at for one in checklist.criteria for at in one.asked}
    criteria = [one for one in checklist.criteria if one.asked]
    of_kind: Sequence[GroupRecord | TouchpointRecord] = {
        OncePer.CHANNEL: result.channels,
        OncePer.LOCATION: result.locations,
    }.get(once_per, result.touchpoints)
    used = {where for _, where in asked}
    return _Grid(criteria, [one for one in of_kind if one.id in used], asked)


def _worst(grid: _Grid) -> _Grid:
    """Return the part that is drawn: where most is below what is expected."""
    of_criterion: Counter[str] = Counter()
    at_place: Counter[str] = Counter()
    for (criterion, where), at in grid.asked.items():
        of_criterion[criterion] += at.below
        at_place[where] += at.below
    rows, columns = room_for(len(grid.criteria), _MOST_ROWS), room_for(len(grid.places), _MOST_COLUMNS)
    criteria = {one.id for one in sorted(grid.criteria, key=lambda one: -of_criterion[one.id])[:rows]}
    places = {one.id for one in sorted(grid.places, key=lambda one: -at_place[one.id])[:columns]}
    asked = {key: at for key, at in grid.asked.items() if key[0] in criteria and key[1] in places}
    used = {where for _, where in asked}
    return _Grid(
        [one for one in grid.criteria if one.id in criteria], [one for one in grid.places if one.id in used], asked
    )


def _band(at: AskedRecord) -> int:
    if at.share is None:
        return _UNTESTED if at.untested_items else _NOT_APPLICABLE
    if at.below:
        return _BELOW if at.share else _NOTHING
    return _EXPECTED


def _cell(at: AskedRecord, criterion: str, place: str, language: Language) -> Cell:
    band = _band(at)
    question = criterion if len(criterion) <= _SHORT else f"{criterion[:_SHORT].rstrip()}…"
    return Cell(band, _SIGNS[band], f"{question}, {place}: {_counted(at, language)}")


def _counted(at: AskedRecord, language: Language) -> str:
    if at.share is None:
        return language.say(_WORDS[_band(at)])
    share = language.percent(at.share)
    if at.rated_items == 1:
        return share
    return language.say(say("{share} of {n} item", "{share} of {n} items", share=share, n=at.rated_items))


def _sentences(grid: _Grid, shown: _Grid) -> Sequence[Message]:
    said = [_sentence(grid)]
    if len(shown.places) < len(grid.places):
        said.append(say("Drawn are the {k} of {n} columns with most below.", k=len(shown.places), n=len(grid.places)))
    if len(shown.criteria) < len(grid.criteria):
        said.append(
            say("Drawn are the {k} of {n} criteria with most below.", k=len(shown.criteria), n=len(grid.criteria))
        )
    return said


def _sentence(grid: _Grid) -> Message:
    rated = [(key[0], at) for key, at in grid.asked.items() if at.share is not None]
    below = Counter(criterion for criterion, at in rated if at.below)
    if not rated:
        return say("Nothing of it was rated yet.")
    if not below:
        return say("The {n} rated field is as expected.", "All {n} rated fields are as expected.", n=len(rated))
    most = max(below.values())
    return say(
        "Below what is expected: {below} of {n} rated field; most often: {criteria} ({most}).",
        "Below what is expected: {below} of {n} rated fields; most often: {criteria} ({most}).",
        below=below.total(),
        n=len(rated),
        criteria=tuple(islice((one.ask for one in grid.criteria if below[one.id] == most), 2)),
        most=most,
    )


def _table(grid: _Grid, head: Message, language: Language) -> Table:
    """Return the places down the side, for there may be many, as far as the table stays small."""
    room = max(_MOST_FIGURES // max(len(grid.criteria), 1), 1)
    return Table(
        head=(language.say(head), *(language.say(one.ask) for one in grid.criteria)),
        rows=tuple(
            (
                language.say(place.name),
                tuple(
                    _share(grid.asked[one.id, place.id], language) if (one.id, place.id) in grid.asked else None
                    for one in grid.criteria
                ),
            )
            for place in grid.places[:room]
        ),
        numbers=True,
        gap=language.word("not asked here"),
    )


def _share(at: AskedRecord, language: Language) -> TableCell:
    if at.share is None:
        return TableCell(_SIGNS[_band(at)], heard=language.say(_WORDS[_band(at)]))
    return TableCell(language.percent(at.share))
