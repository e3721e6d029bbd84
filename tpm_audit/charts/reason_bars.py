"""Reasons as bars, the most frequent first, in the colour of what they say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tpm_audit.charts.bars import Bar, Colours, bar_layout, bar_trace
from tpm_audit.charts.chart import Chart, Entry, share_axis
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
    """A reason: what it is called and says, and how many gave it; what is none of the reasons has no id.

    ``share`` is of those who gave any reason, None where these are too few for it.
    """

    id: str | None
    name: Sayable
    tone: Tone | None
    n: int
    share: str | None


def reason_bars(id_: str, title: Message, reasons: Sequence[ReasonBar], n: int, language: Language) -> Chart:
    """Return the reasons of ``n`` customers, as many as there is room for; the table below it on the page has all."""
    drawn = [one for one in reasons if one.n][:_MOST_BARS]
    if not any(one.id for one in drawn):
        return Chart(id_, language.say(title), language.word("None of the reasons was given."))
    bars = [_bar(one, n, language) for one in drawn]
    colours = [_COLOURS[one.tone] for one in drawn]
    longest = max(bar.length for bar in bars)
    has_shares = any(one.share is not None for one in drawn)
    axis = {**share_axis(language), "range": (0, min(1.0, longest * 1.25)), "showticklabels": has_shares}
    return Chart(
        id=id_,
        title=language.say(title),
        sentence=language.say(_sentence(drawn, n)),
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
    label = language.number(one.n) if one.share is None else f"{language.number(one.n)} ({one.share})"
    sign = "" if one.tone is None else f"{_KEY[one.tone][0]} "
    name = f"{sign}{language.say(one.name)}"
    said = language.say(say("{reason}: {k} of {n}", reason=one.name, k=one.n, n=n))
    return Bar(one.id or "", name, one.n / n, label, said)


def _sentence(reasons: Sequence[ReasonBar], n: int) -> Message:
    given = [one for one in reasons if one.id]
    first = [one for one in given if one.n == given[0].n]
    return say("Given most often: {reasons} ({k} of {n}).", reasons=tuple(one.name for one in first), k=first[0].n, n=n)
