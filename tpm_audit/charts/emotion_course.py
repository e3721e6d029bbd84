"""How it feels from touchpoint to touchpoint: customers and auditors beside each other, down the journey."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tpm_audit.charts.bars import Bar, bar_layout
from tpm_audit.charts.chart import BLUE, GRID, Entry, Json, drawn_text, limits_around
from tpm_audit.language.catalogue import Language
from tpm_audit.model.emotion_records import EmotionsRecord

_AUDITORS: Final = ("#8a5a00", "#e5b567")  # on a light and on a dark page
_ENDS: Final = (-2, 2)
_ROOM: Final = 0.2  # of the scale beside its ends, for the points there
_ROW: Final = 32  # pixels
_HEAD: Final = 48
_APART: Final = 0.16  # of a row, from its middle to the points of either


@dataclass(frozen=True, slots=True)
class Step:
    """A touchpoint by its name: what customers and auditors felt there, None where there is no figure."""

    name: str
    customers: EmotionsRecord | None
    auditors: EmotionsRecord | None
    customers_said: str
    auditors_said: str


def emotion_figure(steps: Sequence[Step], language: Language) -> dict[str, Json]:
    """Return a row for each step, the first of the journey at the top."""
    rows = [Bar(str(at), one.name, 0, "", "") for at, one in enumerate(steps)]
    marks = list(range(_ENDS[0], _ENDS[1] + 1))
    axis: dict[str, Json] = {
        "range": (_ENDS[0] - _ROOM, _ENDS[1] + _ROOM),
        "tickvals": marks,
        "ticktext": [f"\N{MINUS SIGN}{-mark}" if mark < 0 else str(mark) for mark in marks],
        "tickangle": 0,
        "showgrid": True,
        "gridcolor": GRID,
        "side": "top",
    }
    layout = bar_layout(rows, axis, language)
    category = layout["yaxis"]
    numbered: dict[str, Json] = {
        **(category if isinstance(category, dict) else {}),
        "type": "linear",
        "tickvals": list(range(len(rows))),
        "autorange": False,
        "range": (len(rows) - 0.5, -0.5),
    }
    customers = [(one.name, one.customers, one.customers_said) for one in steps]
    auditors = [(one.name, one.auditors, one.auditors_said) for one in steps]
    sides = [(auditors, _AUDITORS, _APART, "circle-open"), (customers, BLUE, -_APART, "circle")]
    return {
        "data": [_trace(*side) for side in sides if _is_known([record for _, record, _ in side[0]])],
        "layout": {**layout, "height": _HEAD + _ROW * len(rows), "yaxis": numbered},
    }


def emotion_key(steps: Sequence[Step], language: Language) -> tuple[Entry, ...]:
    """Return what the points stand for, of those who said anything."""
    customers = language.word("customers: median, and the middle half of the answers")
    auditors = language.word("auditors: median, and the middle half of four visits or more")
    entries = (
        (Entry("\N{BLACK CIRCLE}", customers, *BLUE), [one.customers for one in steps]),
        (Entry("\N{WHITE CIRCLE}", auditors, *_AUDITORS), [one.auditors for one in steps]),
    )
    return tuple(entry for entry, records in entries if _is_known(records))


def _is_known(records: Sequence[EmotionsRecord | None]) -> bool:
    return any(one is not None and one.median is not None for one in records)


def _trace(
    felt: Sequence[tuple[str, EmotionsRecord | None, str]], colours: tuple[str, str], apart: float, symbol: str
) -> dict[str, Json]:
    """Return the points of either side, joined by straight lines, with a gap where there is no data."""
    records = [record for _, record, _ in felt]
    quartiles = limits_around([_middle(one) for one in records])
    reach: dict[str, Json] = {**quartiles, "thickness": 2}

    def coloured(colour: str) -> dict[str, Json]:
        return {
            "marker": {"color": colour, "size": 11, "symbol": symbol, "line": {"width": 2, "color": colour}},
            "line": {"color": colour, "width": 1.5},
            "error_x": {**reach, "width": 0, "color": colour},  # a cap would stand in a point without a band
        }

    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [None if one is None or one.median is None else float(one.median) for one in records],
        "y": [at + apart for at in range(len(records))],
        "connectgaps": False,
        "hoverinfo": "text",
        "hovertext": [drawn_text(f"{name}: {said}") for name, _, said in felt],
        "cliponaxis": False,
        **coloured(colours[0]),
        "meta": {"light": coloured(colours[0]), "dark": coloured(colours[1])},
    }


def _middle(one: EmotionsRecord | None) -> tuple[float, float | None, float | None] | None:
    """Return the median with the quartiles, where it has any."""
    if one is None or one.median is None or one.low is None or one.high is None:
        return None
    return float(one.median), float(one.low), float(one.high)
