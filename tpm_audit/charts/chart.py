"""A chart: a question, the sentence that answers it, the figure, and the same figures as a table."""

import textwrap
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias, Union

from tpm_audit.language.catalogue import Language
from tpm_audit.source.message import Message

# What plotly.js reads. Plain values, for plotly's own objects cost a hundred times as much to make.
Json: TypeAlias = Union[str, float, bool, Sequence["Json"], Mapping[str, "Json"], None]  # noqa: UP007 (names in quotes)

_SEPARATORS = {"de": ",\N{NO-BREAK SPACE}", "en": ".,"}
LABEL = 18  # characters of a tick label on a line
WIDE_LABEL = 30  # of one beside rows, where there is room
_WORD = 24  # characters of one word, for which the lines are longer
BLUE = ("#2a6ebb", "#6aa5e8")  # of points and lines, on a light and on a dark page
ORANGE = ("#b4530a", "#ffb183")  # all kinds of colour vision tell it from blue
LINE = "#7f8696"  # 3:1 and more on a light and on a dark page
GRID = "rgba(127,134,150,0.3)"
AXIS: Mapping[str, Json] = {"automargin": True, "fixedrange": True, "zeroline": False, "ticks": ""}


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a table: a figure with the word of its band, or a sign and what is heard in its place."""

    text: str
    word: str | None = None
    heard: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """The figures of a chart as text: a head, and rows that begin with their name.

    A cell that is None is empty; ``gap`` is what that means, and is heard there: a large table has hundreds.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, tuple[TableCell | None, ...]], ...]
    numbers: bool = False
    gap: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a chart's key: a sign, what it means, and the colour it stands on, on a light and on a dark page."""

    sign: str
    word: str
    light: str
    dark: str


@dataclass(frozen=True, slots=True)
class Chart:
    """One question about the data.

    ``figure`` is what plotly.js draws, None where there is nothing to draw: then the sentence says why. ``key``
    explains the signs in it. A table that ``says_more`` than the drawing is printed beside it.
    """

    id: str
    title: str
    sentence: str
    table: Table | None = None
    figure: Mapping[str, Json] | None = None
    key: tuple[Entry, ...] = ()
    says_more: bool = False


def no_figure(why: Message, language: Language) -> TableCell:
    """Return the cell where there could be a figure, and is none; ``why`` is heard instead of it."""
    return TableCell("\N{EN DASH}", heard=language.say(why))


def drawn_text(text: str) -> str:
    """Return data for a label that plotly.js draws: it obeys a few elements and references of HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def separators(language: Language) -> str:
    """Return the marks for decimals and thousands that plotly.js writes numbers with."""
    return _SEPARATORS.get(language.code, ".,")


def share_axis(language: Language) -> dict[str, Json]:
    """Return an axis of shares with a line at each quarter; the chart says its range."""
    quarters = [Fraction(n, 4) for n in range(5)]
    return {
        "tickmode": "array",
        "tickvals": [float(one) for one in quarters],
        "ticktext": [language.percent_mark(one) for one in quarters],
        "gridcolor": GRID,
        **AXIS,
    }


def limits_around(figures: Sequence[tuple[float, float | None, float | None] | None]) -> dict[str, Json]:
    """Return how far limits reach from figures to either side, each with its low and high one; None where none are."""
    low = [None if one is None or one[1] is None else max(one[0] - one[1], 0.0) for one in figures]
    high = [None if one is None or one[2] is None else max(one[2] - one[0], 0.0) for one in figures]
    return {"type": "data", "symmetric": False, "array": high, "arrayminus": low}


def tick_label(text: str, lines: int = 2, width: int = LABEL) -> str:
    """Return a name as the label of a tick: on few short lines, for phones are narrow.

    A name that is written on several lines has these, each of them cut where there is no room.
    """
    parts = text.split("\n")
    wrapped = (_wrapped(part, max(lines // len(parts), 1), width) for part in parts)
    return "<br>".join(drawn_text(line) for part in wrapped for line in part)


def tick_labels(names: Sequence[str], width: int = LABEL) -> list[str]:
    """Return names as labels; those that would read alike are cut before their end, which tells them apart."""
    labels = [tick_label(name, width=width) for name in names]
    names_of: dict[str, set[str]] = defaultdict(set)
    for name, label in zip(names, labels, strict=True):
        names_of[label].add(name)
    return [
        label if len(names_of[label]) == 1 else _with_its_end(name, width)
        for name, label in zip(names, labels, strict=True)
    ]


def _wrapped(text: str, lines: int, width: int) -> list[str]:
    longest = max(map(len, text.split()), default=0)
    return textwrap.wrap(text, max(width, min(longest, _WORD)), max_lines=lines, placeholder="…")


def _with_its_end(name: str, width: int) -> str:
    """Return the beginning of a name on a line, and as much of its end as there is room for on the next."""
    first = _wrapped(name, 1, width)[0]
    rest = name.split()
    while len(" ".join(rest)) > width - 1 and len(rest) > 1:
        rest = rest[1:]
    return "<br>".join((drawn_text(first), drawn_text(f"…{' '.join(rest)[1 - width :]}")))
