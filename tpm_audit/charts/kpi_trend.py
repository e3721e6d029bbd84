"""A kpi by period: a line from one period to the next, with a gap where one is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tpm_audit.charts.chart import (
    AXIS,
    BLUE,
    GRID,
    Chart,
    Json,
    Table,
    TableCell,
    drawn_text,
    no_figure,
    separators,
    tick_label,
)
from tpm_audit.language.catalogue import Language
from tpm_audit.source.message import say

_MOST_TICKS = 5
_TICK = 10  # characters on a line


@dataclass(frozen=True, slots=True)
class Moment:
    """The figure of a period, which is ``months`` long from ``first``; its words, and how many cases it is of."""

    first: int
    months: int
    period: str
    value: float
    said: str
    n: str | None

    @property
    def middle(self) -> float:
        """Return where it stands on the axis, in months."""
        return self.first + self.months / 2


def kpi_trend(
    id_: str, title: str, sentence: str, moments: Sequence[Moment], language: Language, *, measured: bool
) -> Chart:
    """Return the line; what is not measured has open points and a broken line."""
    return Chart(
        id=id_,
        title=title,
        sentence=sentence,
        table=_table(moments, language),
        figure=_figure(moments, language, measured=measured),
    )


def _figure(moments: Sequence[Moment], language: Language, *, measured: bool) -> dict[str, Json]:
    light, dark = BLUE
    drawn = _with_gaps(moments)

    def coloured(colour: str) -> dict[str, Json]:
        return {
            "line": {"color": colour, "width": 2, "dash": "solid" if measured else "dot"},
            "marker": {"color": colour, "size": 9, "symbol": "circle" if measured else "circle-open"},
        }

    step = -(-len(moments) // _MOST_TICKS)
    ticks = moments[::-step][::-1]
    trace: dict[str, Json] = {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [None if one is None else one.middle for one in drawn],
        "y": [None if one is None else one.value for one in drawn],
        "connectgaps": False,
        "hoverinfo": "text",
        "hovertext": ["" if one is None else drawn_text(f"{one.period}: {one.said}") for one in drawn],
        **coloured(light),
        "meta": {"light": coloured(light), "dark": coloured(dark)},
    }
    layout: dict[str, Json] = {
        "height": 280,
        "margin": {"l": 8, "r": 8, "t": 12, "b": 8},
        "showlegend": False,
        "separators": separators(language),
        "xaxis": {
            "tickmode": "array",
            "tickvals": [one.middle for one in ticks],
            "ticktext": [tick_label(one.period, width=_TICK) for one in ticks],
            "tickangle": 0,
            "range": _reach(moments),
            "showgrid": False,
            **AXIS,
        },
        "yaxis": {
            "rangemode": "tozero",
            "nticks": 6,
            "gridcolor": GRID,
            **AXIS,
        },
    }
    return {"data": [trace], "layout": layout}


def _with_gaps(moments: Sequence[Moment]) -> list[Moment | None]:
    """Return the moments, with None where a period between two is missing."""
    drawn: list[Moment | None] = [*moments[:1]]
    for one, other in pairwise(moments):
        if other.first > one.first + one.months:
            drawn.append(None)
        drawn.append(other)
    return drawn


def _reach(moments: Sequence[Moment]) -> tuple[float, float]:
    """Return the ends of the axis: room for half a label beside the first and the last point."""
    low, high = moments[0].middle, moments[-1].middle
    room = (high - low) * 0.12
    return low - room, high + room


def _table(moments: Sequence[Moment], language: Language) -> Table:
    none = no_figure(say("not said"), language)
    head = (language.word("Period"), language.word("Figure"), language.word("Cases"))
    rows = ((one.period, (TableCell(one.said), none if one.n is None else TableCell(one.n))) for one in moments)
    return Table(head, tuple(rows), numbers=True)
