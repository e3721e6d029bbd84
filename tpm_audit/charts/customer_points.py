"""Points with intervals: what customers answered about each thing, one below the other on one scale."""

from collections.abc import Sequence
from dataclasses import dataclass

from tpm_audit.charts.bars import Bar, bar_layout
from tpm_audit.charts.chart import BLUE, GRID, Chart, Json, drawn_text, limits_around
from tpm_audit.language.catalogue import Language
from tpm_audit.model.customers import CustomerFigure
from tpm_audit.source.message import Message, say

_ROOM = 0.04  # of the scale beside its ends, for the points there


@dataclass(frozen=True, slots=True)
class Point:
    """A figure of one thing: what it is called, on how many answers it stands, and how it is written and said.

    ``label`` is what stands beside it, on one line or on several; ``what``: of whom it is a share.
    """

    id: str
    name: str
    label: str
    figure: CustomerFigure
    n: int
    value: str
    what: str | None
    interval: str | None
    said: str


def customer_points(
    id_: str, title: Message, points: Sequence[Point], marks: Sequence[tuple[float, str]], language: Language
) -> Chart:
    """Return the points with their 95 % intervals; ``marks`` are where the scale has lines, and what stands there.

    The same figures stand in the table below it on the page.
    """
    return Chart(
        id=id_,
        title=language.say(title),
        sentence=language.say(_sentence(points)),
        figure=_figure(points, marks, language),
    )


def _sentence(points: Sequence[Point]) -> Message:
    lowest, highest = (pick(points, key=lambda one: one.figure.value) for pick in (min, max))
    if lowest.figure.value == highest.figure.value:
        return say("All have the same figure: {value}.", value=_with_what(lowest))
    said = say(
        "Lowest: {lowest} with {low}; highest: {highest} with {high}.",
        lowest=lowest.name,
        low=_with_what(lowest),
        highest=highest.name,
        high=_with_what(highest),
    )
    if _overlap(lowest.figure, highest.figure):
        return say("{said} Their intervals overlap: that may be chance.", said=said)
    return said


def _with_what(one: Point) -> str:
    return one.value if one.what is None else f"{one.value} {one.what}"


def _overlap(one: CustomerFigure, other: CustomerFigure) -> bool:
    limits = (one.high, other.low)
    return all(limit is not None for limit in limits) and (one.high or 0) >= (other.low or 0)


def _figure(points: Sequence[Point], marks: Sequence[tuple[float, str]], language: Language) -> dict[str, Json]:
    light, dark = BLUE
    rows = [Bar(one.id, one.label, float(one.figure.value), one.value, one.said) for one in points]
    limits = limits_around([(float(one.figure.value), one.figure.low, one.figure.high) for one in points])
    reach: dict[str, Json] = {**limits, "thickness": 2, "width": 5}
    room = (marks[-1][0] - marks[0][0]) * _ROOM
    axis: dict[str, Json] = {
        "range": (marks[0][0] - room, marks[-1][0] + room),
        "tickvals": [at for at, _ in marks],
        "ticktext": [text for _, text in marks],
        "tickangle": 0,
        "showgrid": True,
        "gridcolor": GRID,
    }

    def coloured(colour: str) -> dict[str, Json]:
        return {"marker": {"color": colour, "size": 11}, "error_x": {**reach, "color": colour}}

    trace: dict[str, Json] = {
        "type": "scatter",
        "mode": "markers",
        "x": [row.length for row in rows],
        "y": [row.id for row in rows],
        "hoverinfo": "text",
        "hovertext": [drawn_text(f"{one.name}: {one.said}") for one in points],
        **coloured(light),
        "meta": {"light": coloured(light), "dark": coloured(dark)},
    }
    return {"data": [trace], "layout": bar_layout(rows, axis, language)}
