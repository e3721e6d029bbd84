"""Waves on a page: each figure then and now, and what may be said of its change."""

from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from tpm_audit.language.catalogue import Language
from tpm_audit.model.customer_records import SurveyRecord, WaveChangeRecord
from tpm_audit.model.customers import Figured, WaveVerdict
from tpm_audit.model.judged import Judged
from tpm_audit.model.result import Result
from tpm_audit.pages.customer_figures import digits, figured, signed
from tpm_audit.pages.customer_parts import part_links
from tpm_audit.pages.names import Names
from tpm_audit.pages.parts import change_badge, p_said
from tpm_audit.render.words import Badge, Link
from tpm_audit.source.message import Message, Sayable, say

_ORDER: Final = list(WaveVerdict)


@dataclass(frozen=True, slots=True)
class WaveRow:
    """A figure of a thing in two waves; ``change`` has its 95 % interval, ``why`` is p, or why nothing is tested."""

    about: tuple[Link, ...]
    what: Sayable
    then: str
    now: str
    change: Sayable | None
    verdict: Badge
    why: Sayable | None


@dataclass(frozen=True, slots=True)
class WaveTable:
    """What changed since the wave before, what can be told from chance first; ``notes`` say how it is meant."""

    title: Sayable
    rows: tuple[WaveRow, ...]
    notes: tuple[Sayable, ...]


def wave_tables(
    result: Result, question: str, asked_in: Container[str], names: Names, language: Language
) -> Iterator[WaveTable]:
    """Yield what changed of a question up to the surveys that it was asked in, the latest first."""
    between: dict[tuple[tuple[str, ...], tuple[str, ...]], list[WaveChangeRecord]] = defaultdict(list)
    for one in result.waves:
        if one.question == question and one.now in asked_in:
            between[(one.then, *one.then_beside), (one.now, *one.now_beside)].append(one)
    surveys = {one.id: one for one in result.surveys}
    for (then, now), changes in reversed(between.items()):
        in_order = sorted(changes, key=lambda one: _ORDER.index(one.verdict))
        yield WaveTable(
            title=say(
                "{now} against {then}",
                now=tuple(surveys[one].name for one in now),
                then=tuple(surveys[one].name for one in then),
            ),
            rows=tuple(_row(one, surveys[one.now], names, language) for one in in_order),
            notes=tuple(_notes(changes)),
        )


def _row(one: WaveChangeRecord, survey: SurveyRecord, names: Names, language: Language) -> WaveRow:
    part = part_links(survey, one.segment, one.part, names, language)
    return WaveRow(
        about=(*names.part_judged(one.judged), *part) or names.judged(Judged()),
        what=_what(one),
        then=digits(one.before.of, one.before.value, language),
        now=digits(one.after.of, one.after.value, language),
        change=_change(one, language),
        verdict=change_badge(one.verdict),
        why=_why(one),
    )


def _what(one: WaveChangeRecord) -> Sayable:
    """Return what a figure is called, where it is another than before what that was, too."""
    then, now = figured(one.before.of), figured(one.after.of)
    return now if then == now else say("{now} (then: {then})", now=now, then=then)


def _why(one: WaveChangeRecord) -> Sayable | None:
    """Say why nothing is tested, else p after Holm, which decides, and beside it p as it came."""
    if one.reason is not None:
        return one.reason
    if one.p is None or one.adjusted_p is None:
        return None
    if one.p == one.adjusted_p:
        return p_said(one.p)
    return say("{adjusted} (alone: {p})", adjusted=p_said(one.adjusted_p), p=p_said(one.p))


def _change(one: WaveChangeRecord, language: Language) -> Message | None:
    """Say how large a change is: shares in points of per cent, as no per cent of a per cent."""
    if one.change is None or one.low is None or one.high is None:
        return None
    change, low, high = (signed(one.after.of, value, language) for value in (one.change, one.low, one.high))
    if one.after.of is Figured.NET_PROMOTER:
        raw = signed(one.after.of, one.after.value - one.before.value, language)
        return say("{raw} points; adjusted {change} [{low}; {high}]", raw=raw, change=change, low=low, high=high)
    if one.after.of is Figured.MEAN:
        return say("{change} [{low}; {high}]", change=change, low=low, high=high)
    return say("{change} points [{low}; {high}]", change=change, low=low, high=high)


def _notes(changes: Sequence[WaveChangeRecord]) -> Iterator[Message]:
    """Yield what belongs below the changes between two waves."""
    if any(one.after.of is Figured.NET_PROMOTER and one.change is not None for one in changes):
        yield say(
            "The interval stands on adjusted scores: three answers are added to each, which draws few answers a little "
            "towards 0. The adjusted change is that of these."
        )
    if any(one.p != one.adjusted_p for one in changes):
        yield say(
            "The more is tested, the more looks remarkable by chance: p is raised for all tests of this measure "
            "between both waves (Holm)."
        )
    if any(one.verdict is WaveVerdict.NOT_TESTED for one in changes):
        yield say("The same people were asked in both waves: that is not tested.")
