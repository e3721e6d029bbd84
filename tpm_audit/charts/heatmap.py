"""Heatmaps whose colours are few bands, each cell with a sign or number of its own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from tpm_audit.charts.chart import AXIS, LABEL, WIDE_LABEL, Entry, Json, drawn_text, separators, tick_label
from tpm_audit.language.catalogue import Language

_ROW = 32  # pixels
_TALL_ROW = 40  # where a name takes two lines
_HEAD = 64
MOST_ROWS = 40  # that are drawn: the page has to stay small, and the chart to be read
MOST_LINES = 40  # of the table beside it
_FEW = 5  # rows or columns that are never left out: to say so takes as much room
_SLANTED = 90  # what names that stand aslant take up besides
_WIDE = 8  # columns; of more, a phone has room for one line of each name


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: which band it is in, what stands in it, and what is said of it."""

    band: int
    text: str
    said: str


@dataclass(frozen=True, slots=True)
class Bands:
    """The colours of the bands on a light and on a dark page.

    White or near-black text, whichever plotly.js takes on them, has a contrast of 4.5 and more.
    """

    light: tuple[str, ...]
    dark: tuple[str, ...]

    def entry(self, band: int, sign: str, word: str) -> Entry:
        """Return the entry of a band in the key."""
        return Entry(sign, word, self.light[band], self.dark[band])


@dataclass(frozen=True, slots=True)
class Axis:
    """The things along an axis: ids and names."""

    ids: tuple[str, ...]
    names: tuple[str, ...]

    def named(self) -> Iterator[tuple[str, str]]:
        """Yield each id with its name."""
        return zip(self.ids, self.names, strict=True)


def axis(names: Mapping[str, str], most: int | None = None) -> Axis:
    """Return an axis of things by their ids, the first ``most`` of them."""
    return Axis(tuple(islice(names, most)), tuple(islice(names.values(), most)))


def room_for(there: int, most: int = MOST_ROWS) -> int:
    """Return how many of so many rows or columns are drawn."""
    return there if there < most + _FEW else most


def heatmap(
    columns: Axis, rows: Axis, cells: Mapping[tuple[str, str], Cell], bands: Bands, language: Language
) -> Mapping[str, Json]:
    """Return the figure; ``cells`` by row and column, and where there is none the figure has a gap."""
    grid = [[cells.get((row, column)) for column in columns.ids] for row in rows.ids]
    count, wide = len(bands.light), len(columns.ids) > _WIDE
    labels = _labels(rows, 2, WIDE_LABEL)
    row = _TALL_ROW if any("<br>" in label for label in labels) else _ROW
    trace: dict[str, Json] = {
        "type": "heatmap",
        "x": columns.ids,
        "y": rows.ids,
        "z": [[None if cell is None else cell.band for cell in row] for row in grid],
        "text": [["" if cell is None else drawn_text(cell.text) for cell in row] for row in grid],
        "hovertext": [["" if cell is None else drawn_text(cell.said) for cell in row] for row in grid],
        "texttemplate": "%{text}",
        "hoverinfo": "text",
        "hoverongaps": False,
        "colorscale": _steps(bands.light),
        "zmin": 0,
        "zmax": max(count - 1, 1),
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
        "meta": {"light": {"colorscale": _steps(bands.light)}, "dark": {"colorscale": _steps(bands.dark)}},
    }
    layout: dict[str, Json] = {
        "height": _HEAD + (_SLANTED if wide else 0) + row * len(rows.ids),
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "minreducedheight": _ROW,  # else a chart of few rows cuts off its labels rather than make room for them
        "separators": separators(language),
        "xaxis": {
            **_axis(columns, _labels(columns, 1 if wide else 2, LABEL)),
            "side": "top",
            **({"tickangle": -45} if wide else {}),
        },
        "yaxis": {**_axis(rows, labels), "autorange": "reversed"},
        "meta": {"narrow": {"yaxis": {"ticktext": _labels(rows, 2, LABEL)}}},
    }
    return {"data": [trace], "layout": layout}


def _labels(axis: Axis, lines: int, width: int) -> tuple[str, ...]:
    return tuple(tick_label(name, lines, width) for name in axis.names)


def _axis(axis: Axis, labels: tuple[str, ...]) -> dict[str, Json]:
    return {
        "type": "category",
        "tickmode": "array",
        "tickvals": axis.ids,
        "ticktext": labels,
        "showgrid": False,
        "ticklabelstandoff": 6,
        **AXIS,
    }


def _steps(colours: Sequence[str]) -> list[Json]:
    """Return a colour scale of equal steps: band i of n lies at i/(n-1), in the middle of its step or at an end."""
    last = max(len(colours) - 1, 1)
    edges = [0.0, *((index + 0.5) / last for index in range(len(colours) - 1)), 1.0]
    return [[edge, colour] for index, colour in enumerate(colours) for edge in edges[index : index + 2]]
