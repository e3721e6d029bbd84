"""Heatmap touchpoint x channel: the checklist score of every cell."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from fractions import Fraction

from tpm_audit.charts.chart import Chart, Table, TableCell, no_figure
from tpm_audit.charts.heatmap import MOST_LINES, Axis, Cell, axis, heatmap, room_for
from tpm_audit.charts.score_bands import SCORE_BANDS, band_key, score_band, score_cell
from tpm_audit.language.catalogue import Language
from tpm_audit.model.figures import Score
from tpm_audit.model.result import Result, TouchpointRecord
from tpm_audit.source.message import Message, Share, say


@dataclass(frozen=True, slots=True)
class _Scored:
    """A touchpoint on a channel that has a score."""

    touchpoint: TouchpointRecord
    channel: str
    score: Score
    share: Fraction


def touchpoint_channel(result: Result, language: Language) -> Chart:
    """Return the scores of all touchpoints on all channels, in the order of the inventory."""
    title = language.word("How well does each touchpoint do on each channel?")
    scored = _scored(result)
    if not scored:
        why = language.word("No touchpoint has a score yet: nothing was rated.")
        return Chart("touchpoint-channel", title, why)
    used = {one.channel for one in scored}
    channels = tuple(group for group in result.channels if group.id in used)
    names = {group.id: language.say(group.name) for group in channels}
    touchpoints = {one.touchpoint.id: language.say(one.touchpoint.name) for one in scored}
    lowest = _lowest(scored)
    fair, good = result.site.verdict_fair, result.site.verdict_good
    columns = axis(names)
    drawn = {id_: name for id_, name in touchpoints.items() if id_ in lowest}
    filled = {one.channel for one in scored if one.touchpoint.id in lowest}
    of_drawn = {id_: name for id_, name in names.items() if id_ in filled}
    shares = {(one.touchpoint.id, one.channel): one.share for one in scored}
    cells = {
        (one.touchpoint.id, one.channel): Cell(
            band=score_band(one.share, result.site),
            text=language.percent(one.share, (fair, good)),
            said=language.say(_said(one, names)),
        )
        for one in scored
        if one.touchpoint.id in drawn
    }
    return Chart(
        id="touchpoint-channel",
        title=title,
        sentence=" ".join(language.say(part) for part in _sentences(scored, names, fair, len(drawn), len(touchpoints))),
        table=_table(columns, axis(touchpoints, MOST_LINES), shares, result, language),
        figure=heatmap(axis(of_drawn), axis(drawn), cells, SCORE_BANDS, language),
        key=tuple(band_key(result.site, language)),
    )


def _scored(result: Result) -> Sequence[_Scored]:
    return [
        _Scored(touchpoint, on.channel, on.score, on.score.share)
        for touchpoint in result.touchpoints
        for on in touchpoint.channels
        if on.score is not None and on.score.share is not None
    ]


def _lowest(scored: Sequence[_Scored]) -> AbstractSet[str]:
    """Return the touchpoints that are drawn: those with the lowest scores."""
    lowest: dict[str, Fraction] = {}
    for one in scored:
        lowest[one.touchpoint.id] = min(one.share, lowest.get(one.touchpoint.id, one.share))
    return {*sorted(lowest, key=lambda id_: lowest[id_])[: room_for(len(lowest))]}


def _said(one: _Scored, names: Mapping[str, str]) -> Message:
    return say(
        "{touchpoint}, {channel}: {share} of {items}",
        touchpoint=one.touchpoint.name,
        channel=names[one.channel],
        share=Share(one.share),
        items=say("{n} rated item", "{n} rated items", n=one.score.rated_items),
    )


def _sentences(
    scored: Sequence[_Scored], names: Mapping[str, str], fair: Fraction, drawn: int, there: int
) -> Iterator[Message]:
    yield _sentence(scored, names, fair)
    if drawn < there:
        yield say("Drawn are the {k} of {n} touchpoints that score lowest, in their usual order.", k=drawn, n=there)


def _sentence(scored: Sequence[_Scored], names: Mapping[str, str], fair: Fraction) -> Message:
    lowest = min(scored, key=lambda one: one.share)
    below = sum(one.share < fair for one in scored)
    return say(
        "{below} of {n} rated pair of touchpoint and channel scores below {fair}; "
        "the lowest is {touchpoint} on the channel {channel} with {share} ({items}).",
        "{below} of {n} rated pairs of touchpoint and channel score below {fair}; "
        "the lowest is {touchpoint} on the channel {channel} with {share} ({items}).",
        below=below,
        n=len(scored),
        fair=Share(fair),
        touchpoint=lowest.touchpoint.name,
        channel=names[lowest.channel],
        share=Share(lowest.share),
        items=say("{n} item", "{n} items", n=lowest.score.rated_items),
    )


def _table(
    columns: Axis, rows: Axis, shares: Mapping[tuple[str, str], Fraction], result: Result, language: Language
) -> Table:
    planned = {(one.id, on.channel) for one in result.touchpoints for on in one.channels}
    unrated = no_figure(say("not rated"), language)

    def cell(at: tuple[str, str]) -> TableCell | None:
        if at in shares:
            return score_cell(shares[at], result.site, language)
        return unrated if at in planned else None

    return Table(
        head=(language.word("Touchpoint"), *columns.names),
        rows=tuple((name, tuple(cell((row, column)) for column in columns.ids)) for row, name in rows.named()),
        numbers=True,
        gap=language.word("not planned"),
    )
