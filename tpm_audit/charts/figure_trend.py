"""Score and consistency over the audits, the first of them on the left, with the range of what was not rated."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tpm_audit.charts.chart import (
    AXIS,
    BLUE,
    LINE,
    Chart,
    Entry,
    Json,
    Table,
    TableCell,
    drawn_text,
    no_figure,
    separators,
    share_axis,
    tick_label,
)
from tpm_audit.language.catalogue import Language
from tpm_audit.model.figures import Range
from tpm_audit.model.result import EarlierRecord
from tpm_audit.source.message import Message, Sayable, Share, say

_CONSISTENCY = ("#8a3f06", "#ffb183")


@dataclass(frozen=True, slots=True)
class _Line:
    """A figure over the audits: its name, its sign and colours, and its share in an audit."""

    name: Sayable
    sign: str
    symbol: str
    colours: tuple[str, str]
    share: Callable[[EarlierRecord], Fraction | None]


_LINES = (
    _Line(
        say("Score"),
        "\N{BLACK CIRCLE}",
        "circle",
        BLUE,
        lambda one: one.score.share if one.score is not None else None,
    ),
    _Line(
        say("Consistency"),
        "\N{BLACK DIAMOND}",
        "diamond",
        _CONSISTENCY,
        lambda one: one.consistency.index if one.consistency is not None else None,
    ),
)


def figure_trend(audits: Sequence[EarlierRecord], language: Language) -> Chart:
    """Return both figures of each audit; one without a figure leaves a gap."""
    title = language.word("How have score and consistency developed?")
    known = [line for line in _LINES if any(line.share(one) is not None for one in audits)]
    if not known:
        return Chart("figure-trend", title, language.word("No audit has a figure yet."))
    return Chart(
        id="figure-trend",
        title=title,
        sentence=language.say(tuple(_sentence(line, audits) for line in known)) + ".",
        table=_table(audits, language),
        figure=_figure(known, audits, language),
        key=tuple(Entry(line.sign, language.say(line.name), *line.colours) for line in known),
    )


def _sentence(line: _Line, audits: Sequence[EarlierRecord]) -> Message:
    with_figure = [(one, share) for one in audits if (share := line.share(one)) is not None]
    (first, then), (last, now) = with_figure[0], with_figure[-1]
    if first is last:
        return say("{figure} {now} in {audit}", figure=line.name, now=Share(now), audit=last.name)
    return say(
        "{figure} from {then} in {first} to {now} in {last}",
        figure=line.name,
        then=Share(then),
        first=first.name,
        now=Share(now),
        last=last.name,
    )


def _figure(lines: Sequence[_Line], audits: Sequence[EarlierRecord], language: Language) -> dict[str, Json]:
    names = [tick_label(language.say(one.name)) for one in audits]
    return {
        "data": [_trace(line, audits, language) for line in lines],
        "layout": {
            "height": 340,
            "margin": {"l": 8, "r": 8, "t": 12, "b": 8},
            "showlegend": False,
            "separators": separators(language),
            "xaxis": {
                "type": "category",
                "tickmode": "array",
                "tickvals": [one.id for one in audits],
                "ticktext": names,
                "range": (-0.4, len(audits) - 0.6),
                "showgrid": False,
                **AXIS,
            },
            "yaxis": {"range": (0, 1.05), **share_axis(language)},
        },
    }


def _trace(line: _Line, audits: Sequence[EarlierRecord], language: Language) -> dict[str, Json]:
    light, dark = line.colours
    shares = [line.share(one) for one in audits]

    def coloured(colour: str) -> dict[str, Json]:
        return {"line": {"color": colour, "width": 2}, "marker": {"color": colour, "size": 9, "symbol": line.symbol}}

    trace: dict[str, Json] = {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [one.id for one in audits],
        "y": [None if share is None else float(share) for share in shares],
        "connectgaps": False,
        "hoverinfo": "text",
        "hovertext": [
            "" if share is None else drawn_text(language.say(_said(line, one, share)))
            for one, share in zip(audits, shares, strict=True)
        ],
        **coloured(light),
        "meta": {"light": coloured(light), "dark": coloured(dark)},
    }
    if line.name == _LINES[0].name:
        trace["error_y"] = _range(audits)
    return trace


def _said(line: _Line, audit: EarlierRecord, share: Fraction) -> Message:
    return say("{audit}: {figure} {share}", audit=audit.name, figure=line.name, share=Share(share))


def _range(audits: Sequence[EarlierRecord]) -> dict[str, Json]:
    """Return how far up and down the score could be, had everything been rated that was expected."""
    up: list[Json] = []
    down: list[Json] = []
    for one in audits:
        could = one.score.if_untested if one.score is not None else None
        share = one.score.share if one.score is not None else None
        up.append(0.0 if could is None or share is None else float(max(could.high - share, Fraction(0))))
        down.append(0.0 if could is None or share is None else float(max(share - could.low, Fraction(0))))
    return {"type": "data", "symmetric": False, "array": up, "arrayminus": down, "color": LINE, "thickness": 1}


def _table(audits: Sequence[EarlierRecord], language: Language) -> Table:
    head = (
        language.word("Audit"),
        language.word("Score"),
        language.word("Rated items"),
        language.word("If the rest had been rated"),
        language.word("Consistency"),
        language.word("Checked places"),
    )
    return Table(head, tuple((language.say(one.name), _cells(one, language)) for one in audits), numbers=True)


def _could_be(could: Range | None, language: Language) -> TableCell:
    """Return what the score could be, had the rest been rated, too: nothing else where there is no rest."""
    if could is None:
        return TableCell(language.word("all rated"))
    return TableCell(f"{language.percent(could.low)}\N{EN DASH}{language.percent(could.high)}")


def _cells(one: EarlierRecord, language: Language) -> tuple[TableCell | None, ...]:
    unrated, unchecked = no_figure(say("nothing rated"), language), no_figure(say("nothing checked"), language)
    score, consistency = one.score, one.consistency
    share = None if score is None else score.share
    could = None if score is None else score.if_untested
    index = None if consistency is None else consistency.index
    return (
        unrated if share is None else TableCell(language.percent(share)),
        TableCell(language.number(0 if score is None else score.rated_items)),
        unrated if share is None else _could_be(could, language),
        unchecked if index is None else TableCell(language.percent(index)),
        TableCell(language.number(0 if consistency is None else consistency.counted)),
    )
