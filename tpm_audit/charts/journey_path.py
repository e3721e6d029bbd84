"""The path of a journey over channels: step by step from left to right, with a line where the phase changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tpm_audit.charts.bars import limit_line
from tpm_audit.charts.chart import AXIS, BLUE, GRID, LABEL, WIDE_LABEL, Chart, Json, drawn_text, tick_label, tick_labels
from tpm_audit.language.catalogue import Language
from tpm_audit.source.message import Message

_ROW = 42  # pixels
_MOST_NAMES = 8  # below the axis of a wide page; the steps stand in a table below it, too
_ROOM = 84  # characters for all of these on a line
_MOST_NUMBERS = 12  # below the axis of a phone; of more steps fewer are numbered


@dataclass(frozen=True, slots=True)
class Stop:
    """A step: its channel by id and by name, its phase, its touchpoint, and all of it in words."""

    channel: str | None
    name: str
    phase: str
    touchpoint: str
    said: str


def path_over_channels(id_: str, title: Message, sentence: str, stops: Sequence[Stop], language: Language) -> Chart:
    """Return the path; where it changes no channel, the sentence says all there is.

    Its steps stand in a table of the page.
    """
    channels = {one.channel: one.name for one in stops}
    figure = _figure(stops, channels) if len(channels) > 1 else None
    return Chart(id_, language.say(title), sentence, figure=figure)


def _figure(stops: Sequence[Stop], channels: dict[str | None, str]) -> dict[str, Json]:
    light, dark = BLUE
    rows = {channel: row for row, channel in enumerate(channels)}
    numbers = range(1, len(stops) + 1, -(-len(stops) // _MOST_NUMBERS))
    short: list[Json] = [f"{number}." for number in numbers]
    named: list[Json] = [*_named(stops)] if len(stops) <= _MOST_NAMES else short

    def coloured(colour: str) -> dict[str, Json]:
        return {"line": {"color": colour, "width": 2}, "marker": {"color": colour, "size": 11}}

    def names(width: int) -> list[Json]:
        return [tick_label(name, width=width) for name in channels.values()]

    trace: dict[str, Json] = {
        "type": "scatter",
        "mode": "lines+markers",
        "x": list(range(1, len(stops) + 1)),
        "y": [rows[one.channel] for one in stops],
        "hoverinfo": "text",
        "hovertext": [drawn_text(one.said) for one in stops],
        **coloured(light),
        "meta": {"light": coloured(light), "dark": coloured(dark)},
    }
    axis: dict[str, Json] = {**AXIS, "tickmode": "array"}
    layout: dict[str, Json] = {
        "height": 80 + _ROW * len(channels),
        "margin": {"l": 8, "r": 8, "t": 12, "b": 8},
        "showlegend": False,
        "shapes": [
            limit_line(at + 0.5) for at, (one, other) in enumerate(pairwise(stops), 1) if one.phase != other.phase
        ],
        "xaxis": {
            **axis,
            "tickvals": list(numbers),
            "ticktext": named,
            "tickangle": 0,
            "range": (0.5, len(stops) + 0.5),
            "showgrid": False,
        },
        "yaxis": {
            **axis,
            "tickvals": list(rows.values()),
            "ticktext": names(WIDE_LABEL),
            "range": (len(channels) - 0.5, -0.5),
            "gridcolor": GRID,
            "ticklabelstandoff": 6,
        },
        "meta": {"narrow": {"yaxis": {"ticktext": names(LABEL)}, "xaxis": {"ticktext": short}}},
    }
    return {"data": [trace], "layout": layout}


def _named(stops: Sequence[Stop]) -> list[str]:
    """Return the numbers of steps with as much of their touchpoints as there is room for; no word reaches over it."""
    room = min(_ROOM // len(stops), WIDE_LABEL)
    names = (" ".join(_cut(word, room) for word in one.touchpoint.split()) for one in stops)
    return tick_labels([f"{number}. {name}" for number, name in enumerate(names, 1)], room)


def _cut(word: str, room: int) -> str:
    """Return a word of parts that fit, for lines break at its hyphens."""
    return "-".join(part if len(part) <= room else f"{part[: room - 1]}…" for part in word.split("-"))
