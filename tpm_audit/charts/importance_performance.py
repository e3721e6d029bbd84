"""What matters to customers beside how well it is done: numbered points with intervals both ways, in four fields."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from tpm_audit.charts.chart import AXIS, BLUE, GRID, LINE, ORANGE, Entry, Json, drawn_text, limits_around, separators
from tpm_audit.language.catalogue import Language
from tpm_audit.model.importance_records import Field, MatrixPointRecord, MatrixRecord, MeanRecord
from tpm_audit.model.words import FIELDS

_BEGIN: Final = ORANGE  # of those to concentrate on
_HOLLOW: Final = ("#ffffff", "#1e2129")  # on a light and on a dark page
_INK: Final = ("#ffffff", "#10131a")  # of the numbers in points
_HEIGHT: Final = 500  # pixels
_ROOM: Final = 0.12  # of the scale beyond its ends, for the names of the fields
_STEPS: Final = 7  # a longer scale has a mark at each other step
_LONG: Final = 12


@dataclass(frozen=True, slots=True)
class Spot:
    """A point by its number and name, and what is said of it."""

    number: int
    name: str
    point: MatrixPointRecord
    said: str

    @property
    def is_guess(self) -> bool:
        """Say whether its importance is the company's own guess."""
        return self.point.importance is None

    @property
    def is_first(self) -> bool:
        """Say whether customers find it important, and done less well than others."""
        return self.point.field is Field.CONCENTRATE and not self.is_guess

    @property
    def importance(self) -> Fraction:
        """Return how important it is."""
        own = self.point.importance
        return (self.point.company or Fraction(0)) if own is None else own.mean


def matrix_figure(matrix: MatrixRecord, spots: Sequence[Spot], language: Language) -> dict[str, Json]:
    """Return importance over performance, with the lines between the fields and the names of these."""
    groups = (
        [one for one in spots if not (one.is_first or one.is_guess)],
        [one for one in spots if one.is_first],
        [one for one in spots if one.is_guess],
    )
    drawn = (_full("circle", BLUE), _full("diamond", _BEGIN), _hollow())
    traces = [_trace(group, how) for group, how in zip(groups, drawn, strict=True) if group]
    return {"data": traces, "layout": _layout(matrix, language)}


def matrix_key(spots: Sequence[Spot], language: Language) -> tuple[Entry, ...]:
    """Return what the numbers stand for, and on which ground."""
    guess = language.word("the company's own guess")
    return tuple(
        Entry(str(one.number), f"{one.name} ({guess})", *_HOLLOW)
        if one.is_guess
        else Entry(str(one.number), one.name, *(_BEGIN if one.is_first else BLUE))
        for one in spots
    )


def _full(symbol: str, colours: tuple[str, str]) -> dict[str, Json]:
    """Return how points are drawn that customers alone placed."""
    pages = zip(("light", "dark"), colours, _INK, strict=True)
    own: dict[str, Json] = {
        page: {"marker": {"color": colour}, "textfont": {"color": ink}, **_bars(colour)} for page, colour, ink in pages
    }
    size = {"circle": 22, "diamond": 28}[symbol]
    return {"marker": {"color": colours[0], "size": size, "symbol": symbol}, "meta": own}


def _hollow() -> dict[str, Json]:
    """Return how points are drawn whose importance the company guesses."""
    own: dict[str, Json] = {
        page: {
            "marker": {"color": ground, "line": {"width": 2, "color": colour}},
            "textfont": {"color": colour},
            **_bars(colour),
        }
        for page, ground, colour in zip(("light", "dark"), _HOLLOW, BLUE, strict=True)
    }
    return {"marker": {"color": _HOLLOW[0], "size": 22, "symbol": "circle"}, "meta": own}


def _bars(colour: str) -> dict[str, Json]:
    return {"error_x": {"color": colour}, "error_y": {"color": colour}}


def _trace(spots: Sequence[Spot], how: Mapping[str, Json]) -> dict[str, Json]:
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [float(one.point.performance.mean) for one in spots],
        "y": [float(one.importance) for one in spots],
        "text": [str(one.number) for one in spots],
        "textposition": "middle center",
        "hoverinfo": "text",
        "hovertext": [drawn_text(f"{one.name}: {one.said}") for one in spots],
        "error_x": _reach([one.point.performance for one in spots]),
        "error_y": _reach([one.point.importance for one in spots]),
        "cliponaxis": False,
        **how,
    }


def _reach(means: Sequence[MeanRecord | None]) -> dict[str, Json]:
    """Return how far the intervals reach to either side."""
    figures = [None if one is None else (float(one.mean), one.low, one.high) for one in means]
    return {**limits_around(figures), "thickness": 1.5, "width": 4}


def _layout(matrix: MatrixRecord, language: Language) -> dict[str, Json]:
    return {
        "height": _HEIGHT,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "showlegend": False,
        "separators": separators(language),
        "xaxis": _axis(matrix, language.word("Performance")),
        "yaxis": _axis(matrix, language.word("Importance")),
        "shapes": list(_lines(matrix)),
        "annotations": list(_corners(language)),
    }


def _axis(matrix: MatrixRecord, title: str) -> dict[str, Json]:
    room = (matrix.high - matrix.low) * _ROOM
    width = matrix.high - matrix.low
    step = 1 if width <= _STEPS else 2 if width <= _LONG else -(-width // 5)
    marks = list(range(matrix.low, matrix.high + 1, step))
    return {
        "title": {"text": title},
        "range": (matrix.low - room, matrix.high + room),
        "tickmode": "array",
        "tickvals": marks,
        "ticktext": [str(mark).replace("-", "\N{MINUS SIGN}") for mark in marks],
        "tickangle": 0,
        "showgrid": True,
        "gridcolor": GRID,
        **AXIS,
    }


def _lines(matrix: MatrixRecord) -> Iterator[dict[str, Json]]:
    line: dict[str, Json] = {"color": LINE, "width": 2, "dash": "dash"}
    for axis, other, at in (("x", "y", matrix.performance_line), ("y", "x", matrix.importance_line)):
        if at is not None:
            ends: dict[str, Json] = {f"{axis}0": float(at), f"{axis}1": float(at), f"{other}0": 0, f"{other}1": 1}
            yield {"type": "line", f"{axis}ref": axis, f"{other}ref": "paper", "line": line, "layer": "below", **ends}


def _corners(language: Language) -> Iterator[dict[str, Json]]:
    """Yield the names of the fields, each in its corner."""
    corners = (
        (Field.CONCENTRATE, 0, 1),
        (Field.KEEP_UP, 1, 1),
        (Field.LOW_PRIORITY, 0, 0),
        (Field.OVERKILL, 1, 0),
    )
    for field, x, y in corners:
        yield {
            "text": f"<b>{drawn_text(language.say(FIELDS[field]))}</b>",
            "xref": "paper",
            "yref": "paper",
            "x": x,
            "y": y,
            "xanchor": "right" if x else "left",
            "yanchor": "top" if y else "bottom",
            "showarrow": False,
        }
