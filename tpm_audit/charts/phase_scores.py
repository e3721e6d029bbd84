"""Bars of the phases: the checklist score of each part of the journey, held to the verdict's limits."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tpm_audit.charts.bars import Bar, Colours, bar_layout, bar_trace, limit_line
from tpm_audit.charts.chart import Chart, Json, Table, TableCell, no_figure
from tpm_audit.charts.score_bands import SCORE_BANDS, band_key, score_band, score_cell
from tpm_audit.language.catalogue import Language
from tpm_audit.model.figures import Score
from tpm_audit.model.result import Result, SiteRecord
from tpm_audit.source.message import Message, Sayable, Share, say

_LONGEST = 1.15  # of the axis: room for the label of a full bar
_NEAR = Fraction(3, 20)  # a mark so near the end of the axis has no room for its label; the key says it


@dataclass(frozen=True, slots=True)
class _Scored:
    """A phase that has a score."""

    id: str
    name: Sayable
    score: Score
    share: Fraction


def phase_scores(result: Result, language: Language) -> Chart:
    """Return the scores of the phases, in the order of the journey; a phase without one stands in the table only."""
    title = language.word("How well does each phase of the journey do?")
    scored = [
        _Scored(phase.id, phase.name, phase.figures.score, phase.figures.score.share)
        for phase in result.phases
        if phase.figures.score is not None and phase.figures.score.share is not None
    ]
    if not scored:
        return Chart("phase-scores", title, language.word("No phase has a score yet: nothing was rated."))
    return Chart(
        id="phase-scores",
        title=title,
        sentence=language.say(_sentence(scored, result.site)),
        table=_table(result, language),
        figure=_figure(scored, result.site, language),
        key=tuple(band_key(result.site, language)),
    )


def _figure(scored: Sequence[_Scored], site: SiteRecord, language: Language) -> dict[str, Json]:
    bars = [_bar(one, site, language) for one in scored]
    bands = [score_band(one.share, site) for one in scored]
    colours = Colours(tuple(SCORE_BANDS.light[band] for band in bands), tuple(SCORE_BANDS.dark[band] for band in bands))
    limits = (site.verdict_fair, site.verdict_good)
    marks = sorted({Fraction(0), *limits, Fraction(1)})
    axis: dict[str, Json] = {
        "range": (0, _LONGEST),
        "tickvals": [float(mark) for mark in marks],
        "ticktext": ["" if 1 - _NEAR < mark < 1 else language.percent(mark) for mark in marks],
        "tickangle": 0,
    }
    layout = bar_layout(bars, axis, language)
    layout["shapes"] = [limit_line(float(limit)) for limit in limits]
    return {"data": [bar_trace(bars, colours)], "layout": layout}


def _bar(one: _Scored, site: SiteRecord, language: Language) -> Bar:
    share = language.percent(one.share, (site.verdict_fair, site.verdict_good))
    items = say("{n} rated item", "{n} rated items", n=one.score.rated_items)
    said = say("{phase}: {share} of {items}", phase=one.name, share=share, items=items)
    return Bar(one.id, language.say(one.name), float(one.share), share, language.say(said))


def _sentence(scored: Sequence[_Scored], site: SiteRecord) -> Message:
    lowest = min(scored, key=lambda one: one.share)
    highest = max(scored, key=lambda one: one.share)
    low = _with_items(lowest, site)
    if lowest.share == highest.share:
        return (
            say("All that has a score has the same: {share}.", share=low)
            if scored[1:]
            else say("{phase} scores {share}.", phase=lowest.name, share=low)
        )
    return say(
        "{lowest} scores lowest with {low}, {highest} highest with {high}.",
        lowest=lowest.name,
        low=low,
        highest=highest.name,
        high=_with_items(highest, site),
    )


def _with_items(one: _Scored, site: SiteRecord) -> Message:
    return say(
        "{share} ({items})",
        share=Share(one.share),
        items=say("{n} item", "{n} items", n=one.score.rated_items),
        fair=Share(site.verdict_fair),
        good=Share(site.verdict_good),
    )


def _table(result: Result, language: Language) -> Table:
    none = no_figure(say("nothing rated"), language)
    head = (language.word("Phase"), language.word("Score"), language.word("Rated items"), language.word("Coverage"))
    rows = []
    for phase in result.phases:
        score = phase.figures.score
        share = score.share if score is not None else None
        coverage = score.coverage if score is not None else None
        rows.append(
            (
                language.say(phase.name),
                (
                    none if share is None else score_cell(share, result.site, language),
                    TableCell(language.number(score.rated_items if score is not None else 0)),
                    none
                    if coverage is None
                    else TableCell(language.percent(coverage, (result.site.provisional_below,))),
                ),
            )
        )
    return Table(head, tuple(rows), numbers=True)
