"""Horizontal bars, each with its value as a label: names stand in rows, where a phone has room for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tpm_audit.charts.chart import AXIS, LABEL, LINE, WIDE_LABEL, Json, drawn_text, separators, tick_labels
from tpm_audit.language.catalogue import Language

_ROW = 44  # pixels
_HEAD = 56


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it stands for (on a line or several), how long it is, the label at its end, what is said of it."""

    id: str
    name: str
    length: float
    label: str
    said: str


@dataclass(frozen=True, slots=True)
class Colours:
    """A colour for all bars, or one for each, on a light and on a dark page."""

    light: str | tuple[str, ...]
    dark: str | tuple[str, ...]


def bar_trace(bars: Sequence[Bar], colours: Colours) -> dict[str, Json]:
    """Return the bars, the first at the top."""
    return {
        "type": "bar",
        "orientation": "h",
        "x": [bar.length for bar in bars],
        "y": [bar.id for bar in bars],
        "text": [drawn_text(bar.label) for bar in bars],
        "texttemplate": "%{text}",
        "textposition": "auto",  # inside where there is room, so that no line crosses it
        "insidetextanchor": "start",
        "textangle": 0,
        "cliponaxis": False,
        "hovertext": [drawn_text(bar.said) for bar in bars],
        "hoverinfo": "text",
        "width": 0.6,
        "marker": {"color": colours.light, "line": {"width": 1, "color": LINE}},
        "meta": {"light": {"marker": {"color": colours.light}}, "dark": {"marker": {"color": colours.dark}}},
    }


def bar_layout(bars: Sequence[Bar], xaxis: Mapping[str, Json], language: Language) -> dict[str, Json]:
    """Return a layout with a row for each bar; ``xaxis`` says which values stand at the axis."""
    return {
        "height": _HEAD + _ROW * len(bars),
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "showlegend": False,
        "separators": separators(language),
        "xaxis": {**AXIS, "showgrid": False, "tickmode": "array", **xaxis},
        "yaxis": {
            **AXIS,
            "showgrid": False,
            "type": "category",
            "tickmode": "array",
            "tickvals": [bar.id for bar in bars],
            "ticktext": _labels(bars, WIDE_LABEL),
            "autorange": "reversed",
            "ticklabelstandoff": 6,
        },
        "meta": {"narrow": {"yaxis": {"ticktext": _labels(bars, LABEL)}}},
    }


def _labels(bars: Sequence[Bar], width: int) -> list[Json]:
    return [*tick_labels([bar.name for bar in bars], width)]


def limit_line(at: float) -> dict[str, Json]:
    """Return a line across all bars."""
    line: dict[str, Json] = {"color": LINE, "width": 1, "dash": "dot"}
    return {"type": "line", "xref": "x", "yref": "paper", "x0": at, "x1": at, "y0": 0, "y1": 1, "line": line}
