"""What changed between two audits: a floating bar from each score of then to that of now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from tpm_audit.charts.bars import Bar, bar_layout
from tpm_audit.charts.chart import Chart, Entry, Json, Table, TableCell, drawn_text
from tpm_audit.language.catalogue import Language
from tpm_audit.model.result import EarlierRecord, SharesRecord
from tpm_audit.source.message import Message, Sayable, say

_UP_SIGN, _DOWN_SIGN = "\N{BLACK UP-POINTING TRIANGLE}", "\N{BLACK DOWN-POINTING TRIANGLE}"
_UP = ("#1d5fae", "#7db4f5")  # on a light and on a dark page; told apart without red and green
_DOWN = ("#9a4410", "#ffb183")
_LONGEST = 1.15  # of the axis: room for the label of a bar that ends at its end
_LEAST = Fraction(1, 1000)  # a change that is smaller is none to be seen
_MOST = 12


@dataclass(frozen=True, slots=True)
class _Moved:
    """Something whose score is another: from where to where."""

    id: str
    name: Sayable
    then: Fraction
    now: Fraction

    @property
    def change(self) -> Fraction:
        return self.now - self.then


class _Compared(NamedTuple):
    """What moved, the largest changes first, and how many did not."""

    moved: Sequence[_Moved]
    same: int


def phase_change(then: EarlierRecord, now: EarlierRecord, names: Mapping[str, Sayable], language: Language) -> Chart:
    """Return the phases whose score is another; ``names`` are those of now, by id."""
    title = language.word("Which phases changed?")
    return _chart("phase-change", title, _compared(then.phases, now.phases, names), (then.name, now.name), language)


def touchpoint_change(
    then: EarlierRecord, now: EarlierRecord, names: Mapping[str, Sayable], language: Language
) -> Chart:
    """Return the touchpoints whose score is another; ``names`` are those of now, by id."""
    title = language.word("Which touchpoints changed most?")
    compared = _compared(then.touchpoints, now.touchpoints, names)
    return _chart("touchpoint-change", title, compared, (then.name, now.name), language)


def _compared(before: Sequence[SharesRecord], after: Sequence[SharesRecord], names: Mapping[str, Sayable]) -> _Compared:
    then = {one.id: one.score for one in before}
    both = [
        _Moved(one.id, names[one.id], was, one.score)
        for one in after
        if (was := then.get(one.id)) is not None and one.score is not None and one.id in names
    ]
    moved = [one for one in both if abs(one.change) >= _LEAST]
    return _Compared(sorted(moved, key=lambda one: (-abs(one.change), one.id)), len(both) - len(moved))


def _chart(id_: str, title: str, compared: _Compared, audits: tuple[Sayable, Sayable], language: Language) -> Chart:
    moved, same = compared
    if not moved:
        said = say("No score that both audits have is another.") if same else say("No score is in both audits.")
        return Chart(id_, title, language.say(said))
    return Chart(
        id=id_,
        title=title,
        sentence=language.say(_sentence(compared)),
        table=_table(moved, audits, language),
        figure=_figure(moved[:_MOST], language),
        key=(Entry(_UP_SIGN, language.word("higher"), *_UP), Entry(_DOWN_SIGN, language.word("lower"), *_DOWN)),
    )


def _sentence(compared: _Compared) -> Message:
    up = sum(one.change > 0 for one in compared.moved)
    down = len(compared.moved) - up
    said = say(
        "{up} higher, {down} lower, {same} the same, of those that both audits rated.",
        up=up,
        down=down,
        same=compared.same,
    )
    left = len(compared.moved) - _MOST
    if left <= 0:
        return said
    return say("{said} Drawn are the {n} largest changes.", said=said, n=_MOST)


def _figure(moved: Sequence[_Moved], language: Language) -> dict[str, Json]:
    bars = [
        Bar(one.id, language.say(one.name), float(one.change), _label(one, language), _said(one, language))
        for one in moved
    ]
    quarters = [Fraction(n, 4) for n in range(5)]
    axis: dict[str, Json] = {
        "range": (0, _LONGEST),
        "tickvals": [float(one) for one in quarters],
        "ticktext": [language.percent(one) for one in quarters],
        "tickangle": 0,
    }
    light, dark = ([(_UP if one.change > 0 else _DOWN)[at] for one in moved] for at in (0, 1))
    trace: dict[str, Json] = {
        "type": "bar",
        "orientation": "h",
        "base": [float(min(one.then, one.now)) for one in moved],
        "x": [float(abs(one.change)) for one in moved],
        "y": [bar.id for bar in bars],
        "text": [drawn_text(bar.label) for bar in bars],
        "texttemplate": "%{text}",
        "textposition": "outside",
        "cliponaxis": False,
        "hovertext": [drawn_text(bar.said) for bar in bars],
        "hoverinfo": "text",
        "width": 0.5,
        "marker": {"color": light},
        "meta": {"light": {"marker": {"color": light}}, "dark": {"marker": {"color": dark}}},
    }
    return {"data": [trace], "layout": bar_layout(bars, axis, language)}


def _label(one: _Moved, language: Language) -> str:
    return f"{_UP_SIGN if one.change > 0 else _DOWN_SIGN} {language.number(abs(one.change) * 100, 1)}"


def _said(one: _Moved, language: Language) -> str:
    then, now = language.percent(one.then), language.percent(one.now)
    return language.say(say("{name}: {then} then, {now} now", name=one.name, then=then, now=now))


def _table(moved: Sequence[_Moved], audits: tuple[Sayable, Sayable], language: Language) -> Table:
    head = (language.word("What"), *map(language.say, audits), language.word("Points"))
    return Table(head, tuple((language.say(one.name), _cells(one, language)) for one in moved), numbers=True)


def _cells(one: _Moved, language: Language) -> tuple[TableCell, ...]:
    return tuple(
        TableCell(text) for text in (language.percent(one.then), language.percent(one.now), _label(one, language))
    )
