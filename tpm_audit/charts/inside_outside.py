"""How important things are to the company and to customers: two points in a row, and the way between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tpm_audit.charts.bars import Bar, bar_layout
from tpm_audit.charts.chart import BLUE, GRID, LINE, ORANGE, Entry, Json, drawn_text, limits_around
from tpm_audit.language.catalogue import Language
from tpm_audit.model.importance_records import InsideOutsideRecord

_ENDS: Final = (0, 10)
_ROOM: Final = 0.4  # of the scale beside its ends, for the points there


@dataclass(frozen=True, slots=True)
class Pair:
    """A thing by its name, and what both say of it."""

    name: str
    of: InsideOutsideRecord
    said: str


def inside_outside_figure(pairs: Sequence[Pair], language: Language) -> dict[str, Json]:
    """Return a row for each thing."""
    rows = [Bar(str(at), one.name, float(one.of.customers.mean), "", one.said) for at, one in enumerate(pairs)]
    axis: dict[str, Json] = {
        "range": (_ENDS[0] - _ROOM, _ENDS[1] + _ROOM),
        "tickvals": list(range(_ENDS[0], _ENDS[1] + 1, 2)),
        "ticktext": [str(mark) for mark in range(_ENDS[0], _ENDS[1] + 1, 2)],
        "tickangle": 0,
        "showgrid": True,
        "gridcolor": GRID,
    }
    hover = [drawn_text(f"{row.name}: {row.said}") for row in rows]
    return {
        "data": [_ways(pairs), _customers(pairs, hover), _company(pairs, hover)],
        "layout": bar_layout(rows, axis, language),
    }


def inside_outside_key(language: Language) -> tuple[Entry, ...]:
    """Return what the points stand for."""
    return (
        Entry("\N{BLACK CIRCLE}", language.word("customers, with the 95% interval"), *BLUE),
        Entry("\N{WHITE DIAMOND}", language.word("the company"), *ORANGE),
    )


def _ways(pairs: Sequence[Pair]) -> dict[str, Json]:
    """Return a line in each row from one point to the other, with a gap to the next."""
    xs: list[Json] = []
    ys: list[Json] = []
    for at, one in enumerate(pairs):
        xs += [float(one.of.company), float(one.of.customers.mean), None]
        ys += [str(at), str(at), None]
    line: dict[str, Json] = {"color": LINE, "width": 5}
    return {"type": "scatter", "mode": "lines", "x": xs, "y": ys, "line": line, "opacity": 0.5, "hoverinfo": "skip"}


def _customers(pairs: Sequence[Pair], hover: list[str]) -> dict[str, Json]:
    means = [one.of.customers for one in pairs]
    limits = limits_around([(float(one.mean), one.low, one.high) for one in means])

    def coloured(colour: str) -> dict[str, Json]:
        reach: dict[str, Json] = {**limits, "thickness": 2, "width": 5, "color": colour}
        return {"marker": {"color": colour, "size": 12}, "error_x": reach}

    return _points([float(one.mean) for one in means], hover) | {
        **coloured(BLUE[0]),
        "meta": {"light": coloured(BLUE[0]), "dark": coloured(BLUE[1])},
    }


def _company(pairs: Sequence[Pair], hover: list[str]) -> dict[str, Json]:
    def coloured(colour: str) -> dict[str, Json]:
        return {"marker": {"color": colour, "size": 13, "symbol": "diamond-open", "line": {"width": 2.5}}}

    return _points([float(one.of.company) for one in pairs], hover) | {
        **coloured(ORANGE[0]),
        "meta": {"light": coloured(ORANGE[0]), "dark": coloured(ORANGE[1])},
    }


def _points(xs: list[float], hover: list[str]) -> dict[str, Json]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": xs,
        "y": [str(at) for at in range(len(xs))],
        "hoverinfo": "text",
        "hovertext": hover,
        "cliponaxis": False,
    }
