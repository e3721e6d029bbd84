"""Heatmap touchpoint x channel: the checklist score of every cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tpm_audit.charts.chart import Chart, Table
from tpm_audit.charts.heatmap import Axis, Bands, Cell, heatmap
from tpm_audit.language.catalogue import Language
from tpm_audit.model.figures import Score
from tpm_audit.model.result import Result, TouchpointRecord
from tpm_audit.source.message import Message, Share, say

# Poor, fair, good: orange, sand and blue, which all kinds of colour vision tell apart.
_BANDS = Bands(light=("#b4530a", "#f0e2c4", "#2a6ebb"), dark=("#b4530a", "#6a5b3a", "#2f74c0"))


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
    touchpoints = tuple({one.touchpoint.id: language.say(one.touchpoint.name) for one in scored}.items())
    fair, good = result.site.verdict_fair, result.site.verdict_good
    cells = {
        (one.touchpoint.id, one.channel): Cell(
            band=_band(one.share, fair, good),
            text=language.percent(one.share, (fair, good)),
            said=language.say(_said(one, names)),
        )
        for one in scored
    }
    columns = Axis(tuple(names), tuple(names.values()))
    rows = Axis(tuple(id_ for id_, _ in touchpoints), tuple(name for _, name in touchpoints))
    return Chart(
        id="touchpoint-channel",
        title=title,
        sentence=language.say(_sentence(scored, names, fair)),
        table=_table(columns, rows, cells, language),
        figure=heatmap(columns, rows, cells, _BANDS, language),
        key=_key(fair, good, language),
    )


def _scored(result: Result) -> Sequence[_Scored]:
    return [
        _Scored(touchpoint, on.channel, on.score, on.score.share)
        for touchpoint in result.touchpoints
        for on in touchpoint.channels
        if on.score is not None and on.score.share is not None
    ]


def _band(share: Fraction, fair: Fraction, good: Fraction) -> int:
    return sum(share >= limit for limit in (fair, good))


def _said(one: _Scored, names: Mapping[str, str]) -> Message:
    return say(
        "{touchpoint}, {channel}: {share} of {items}",
        touchpoint=one.touchpoint.name,
        channel=names[one.channel],
        share=Share(one.share),
        items=say("{n} rated item", "{n} rated items", n=one.score.rated_items),
    )


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


def _table(columns: Axis, rows: Axis, cells: Mapping[tuple[str, str], Cell], language: Language) -> Table:
    return Table(
        head=(language.word("Touchpoint"), *columns.names),
        rows=tuple(
            (name, *(cells[row, column].text if (row, column) in cells else "" for column in columns.ids))
            for row, name in rows.named()
        ),
        numbers=True,
    )


def _key(fair: Fraction, good: Fraction, language: Language) -> tuple[tuple[str, str], ...]:
    """Return what the colours mean: the words and limits of the verdict."""
    return (
        (f"< {language.percent(fair)}", language.word("poor")),
        (f"≥ {language.percent(fair)}", language.word("fair")),
        (f"≥ {language.percent(good)}", language.word("good")),
    )
