"""How important things are to the company and to customers: two points in a row, and the way between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tpm_audit.charts.bars import Bar, bar_layout
from tpm_audit.charts.chart import Entry, Json, drawn_text
from tpm_audit.language.catalogue import Language
from tpm_audit.model.importance_records import InsideOutsideRecord

_CUSTOMERS: Final = ("#2a6ebb", "#6aa5e8")  # on a light and on a dark page
_COMPANY: Final = ("#b4530a", "#ffb183")
_WAY: Final = "#7f8696"
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
        "gridcolor": "rgba(127,134,150,0.3)",
    }
    hover = [drawn_text(f"{row.name}: {row.said}") for row in rows]
    return {
        "data": [_ways(pairs), _customers(pairs, hover), _company(pairs, hover)],
        "layout": bar_layout(rows, axis, language),
    }


def inside_outside_key(language: Language) -> tuple[Entry, ...]:
    """Return what the points stand for."""
    return (
        Entry("\N{BLACK CIRCLE}", language.word("customers, with the 95 % interval"), *_CUSTOMERS),
        Entry("\N{WHITE DIAMOND}", language.word("the company"), *_COMPANY),
    )


def _ways(pairs: Sequence[Pair]) -> dict[str, Json]:
    """Return a line in each row from one point to the other, with a gap to the next."""
    xs: list[Json] = []
    ys: list[Json] = []
    for at, one in enumerate(pairs):
        xs += [float(one.of.company), float(one.of.customers.mean), None]
        ys += [str(at), str(at), None]
    line: dict[str, Json] = {"color": _WAY, "width": 5}
    return {"type": "scatter", "mode": "lines", "x": xs, "y": ys, "line": line, "opacity": 0.5, "hoverinfo": "skip"}


def _customers(pairs: Sequence[Pair], hover: list[str]) -> dict[str, Json]:
    means = [one.of.customers for one in pairs]
    up: list[Json] = [None if one.high is None else one.high - float(one.mean) for one in means]
    down: list[Json] = [None if one.low is None else float(one.mean) - one.low for one in means]
    reach: dict[str, Json] = {"type": "data", "symmetric": False, "array": up, "arrayminus": down, "thickness": 2}

    def coloured(colour: str) -> dict[str, Json]:
        return {"marker": {"color": colour, "size": 12}, "error_x": {**reach, "width": 5, "color": colour}}

    return _points([float(one.mean) for one in means], hover) | {
        **coloured(_CUSTOMERS[0]),
        "meta": {"light": coloured(_CUSTOMERS[0]), "dark": coloured(_CUSTOMERS[1])},
    }


def _company(pairs: Sequence[Pair], hover: list[str]) -> dict[str, Json]:
    def coloured(colour: str) -> dict[str, Json]:
        return {"marker": {"color": colour, "size": 13, "symbol": "diamond-open", "line": {"width": 2.5}}}

    return _points([float(one.of.company) for one in pairs], hover) | {
        **coloured(_COMPANY[0]),
        "meta": {"light": coloured(_COMPANY[0]), "dark": coloured(_COMPANY[1])},
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
