"""Reasons as bars, the most frequent first, in the colour of what they say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from tpm_audit.charts.bars import Bar, Colours, bar_layout, bar_trace
from tpm_audit.charts.chart import Chart, Entry, Table, TableCell, share_axis
from tpm_audit.language.catalogue import Language
from tpm_audit.model.reasons import Tone
from tpm_audit.source.message import Message, Sayable, say

_MOST_BARS: Final = 15
# Orange, grey and blue, which all kinds of colour vision tell apart, on a light and on a dark page.
_COLOURS: Mapping[Tone | None, tuple[str, str]] = {
    Tone.POSITIVE: ("#2a6ebb", "#2f74c0"),
    Tone.NEUTRAL: ("#6b7280", "#6b7280"),
    Tone.NEGATIVE: ("#b4530a", "#b4530a"),
    None: ("#8a8f9c", "#5b616e"),
}
_KEY: Mapping[Tone, tuple[str, Message]] = {
    Tone.POSITIVE: ("+", say("positive")),
    Tone.NEUTRAL: ("\N{PLUS-MINUS SIGN}", say("neutral")),
    Tone.NEGATIVE: ("\N{MINUS SIGN}", say("negative")),
}


@dataclass(frozen=True, slots=True)
class ReasonBar:
    """A reason: what it is called and says, and how many gave it; what is none of the reasons has no id."""

    id: str | None
    name: Sayable
    tone: Tone | None
    n: int


def reason_bars(id_: str, title: Message, reasons: Sequence[ReasonBar], n: int, language: Language) -> Chart:
    """Return the reasons of ``n`` customers, as many as there is room for; the table has all."""
    drawn = [one for one in reasons if one.n][:_MOST_BARS]
    if not any(one.id for one in drawn):
        return Chart(
            id_, language.say(title), language.word("None of the reasons was given."), _table(reasons, n, language)
        )
    bars = [_bar(one, n, language) for one in drawn]
    colours = [_COLOURS[one.tone] for one in drawn]
    longest = max(bar.length for bar in bars)
    axis = {**share_axis(language), "range": (0, min(1.0, longest * 1.25))}
    return Chart(
        id=id_,
        title=language.say(title),
        sentence=language.say(_sentence(drawn, n)),
        table=_table(reasons, n, language),
        figure={
            "data": [bar_trace(bars, Colours(*(tuple(both) for both in zip(*colours, strict=True))))],
            "layout": bar_layout(bars, axis, language),
        },
        key=tuple(
            Entry(sign, language.say(word), *_COLOURS[tone])
            for tone, (sign, word) in _KEY.items()
            if any(one.tone is tone for one in drawn)
        ),
    )


def _bar(one: ReasonBar, n: int, language: Language) -> Bar:
    share = language.percent(Fraction(one.n, n))
    sign = "" if one.tone is None else f"{_KEY[one.tone][0]} "
    name = f"{sign}{language.say(one.name)}"
    said = language.say(say("{reason}: {k} of {n}", reason=one.name, k=one.n, n=n))
    return Bar(one.id or "", name, one.n / n, f"{language.number(one.n)} ({share})", said)


def _sentence(reasons: Sequence[ReasonBar], n: int) -> Message:
    given = [one for one in reasons if one.id]
    first = [one for one in given if one.n == given[0].n]
    return say("Given most often: {reasons} ({k} of {n}).", reasons=tuple(one.name for one in first), k=first[0].n, n=n)


def _table(reasons: Sequence[ReasonBar], n: int, language: Language) -> Table:
    return Table(
        head=(language.word("Reason"), language.word("How many"), language.word("Share")),
        rows=tuple(
            (
                language.say(one.name),
                (TableCell(language.number(one.n)), TableCell(language.percent(Fraction(one.n, n)))),
            )
            for one in reasons
        ),
        numbers=True,
    )
