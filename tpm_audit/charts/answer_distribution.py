"""Diverging bars: of each thing, who answered low to the left of the middle, who high to the right."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from tpm_audit.charts.bars import Bar, bar_layout, limit_line
from tpm_audit.charts.chart import LINE, Chart, Entry, Json, Table, TableCell, drawn_text
from tpm_audit.language.catalogue import Language
from tpm_audit.source.message import Message, say

# Orange, sand and blue, as bands of scores: all kinds of colour vision tell them apart.
_LOW: Final = ("#b4530a", "#b4530a")  # on a light and on a dark page
_MIDDLE: Final = ("#d8c7a0", "#6a5b3a")
_HIGH: Final = ("#2a6ebb", "#2f74c0")
_ROOM: Final = Fraction(1, 12)  # of the bar, below which a label has no room in a part of it


@dataclass(frozen=True, slots=True)
class Spread:
    """How many answered low, in the middle and high about a thing."""

    id: str
    name: str
    low: int
    middle: int
    high: int

    @property
    def n(self) -> int:
        """Return how many answered."""
        return self.low + self.middle + self.high

    def share(self, count: int) -> Fraction:
        """Return the share of some of them."""
        return Fraction(count, self.n)


def answer_distribution(
    id_: str, title: Message, spreads: Sequence[Spread], groups: tuple[str, str, str], language: Language
) -> Chart:
    """Return the bars; ``groups`` are the answers that are low, in the middle and high, each thing has at least one."""
    signs = ("\N{BLACK LEFT-POINTING TRIANGLE}", "\N{BLACK DIAMOND}", "\N{BLACK RIGHT-POINTING TRIANGLE}")
    colours = (_LOW, _MIDDLE, _HIGH)
    return Chart(
        id=id_,
        title=language.say(title),
        sentence=language.say(_sentence(spreads, groups)),
        table=_table(spreads, groups, language),
        figure=_figure(spreads, groups, language),
        key=tuple(Entry(sign, word, *pair) for sign, word, pair in zip(signs, groups, colours, strict=True)),
    )


def _sentence(spreads: Sequence[Spread], groups: tuple[str, str, str]) -> Message:
    """Say of which thing most answered low, and of how many."""
    worst = max(spreads, key=lambda one: one.share(one.low))
    if not worst.low:
        return say("Nobody answered {low}.", low=groups[0])
    if len(spreads) == 1:
        return say("{answers}: {low} of {n} answers; {others}: {high}.", **_values(worst, groups))
    return say(
        "Most often {answers}: {name}, {low} of {n} answers; {others}: {high}.",
        **_values(worst, groups),
    )


def _values(one: Spread, groups: tuple[str, str, str]) -> dict[str, str | int]:
    return {
        "name": one.name,
        "n": one.n,
        "low": one.low,
        "answers": groups[0],
        "high": one.high,
        "others": groups[2],
    }


def _figure(spreads: Sequence[Spread], groups: tuple[str, str, str], language: Language) -> dict[str, Json]:
    rows = [Bar(one.id, one.name, float(one.share(one.high)), "", "") for one in spreads]
    reach = float(max(max(one.low, one.high) + Fraction(one.middle, 2) for one in map(_scaled, spreads))) * 1.04
    axis: dict[str, Json] = {"range": (-reach, reach), "showticklabels": False, "tickvals": ()}
    layout = bar_layout(rows, axis, language)
    parts = (
        (groups[0], _LOW, [(-one.low - one.middle / 2, one.low) for one in map(_scaled, spreads)]),
        (groups[1], _MIDDLE, [(-one.middle / 2, one.middle) for one in map(_scaled, spreads)]),
        (groups[2], _HIGH, [(one.middle / 2, one.high) for one in map(_scaled, spreads)]),
    )
    return {
        "data": [_trace(spreads, *part, language) for part in parts],
        "layout": {**layout, "barmode": "overlay", "shapes": [{**limit_line(0), "layer": "below"}]},
    }


@dataclass(frozen=True, slots=True)
class _Scaled:
    low: Fraction
    middle: Fraction
    high: Fraction


def _scaled(one: Spread) -> _Scaled:
    return _Scaled(one.share(one.low), one.share(one.middle), one.share(one.high))


def _trace(
    spreads: Sequence[Spread],
    answers: str,
    colours: tuple[str, str],
    lengths: Sequence[tuple[Fraction, Fraction]],
    language: Language,
) -> dict[str, Json]:
    light, dark = colours
    said = [
        language.say(
            say("{name}: {share} answered {answers}", name=one.name, share=language.percent(length), answers=answers)
        )
        for one, (_, length) in zip(spreads, lengths, strict=True)
    ]
    return {
        "type": "bar",
        "orientation": "h",
        "base": [float(base) for base, _ in lengths],
        "x": [float(length) for _, length in lengths],
        "y": [one.id for one in spreads],
        "text": [language.percent(length) if length >= _ROOM else "" for _, length in lengths],
        "texttemplate": "%{text}",
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "hovertext": [drawn_text(text) for text in said],
        "hoverinfo": "text",
        "width": 0.6,
        "marker": {"color": light, "line": {"width": 1, "color": LINE}},
        "meta": {"light": {"marker": {"color": light}}, "dark": {"marker": {"color": dark}}},
    }


def _table(spreads: Sequence[Spread], groups: tuple[str, str, str], language: Language) -> Table:
    rows = []
    for one in spreads:
        shares = (language.percent(one.share(count)) for count in (one.low, one.middle, one.high))
        rows.append((one.name, (*map(TableCell, shares), TableCell(language.number(one.n)))))
    return Table((language.word("Of what"), *groups, language.word("Answers")), tuple(rows), numbers=True)
