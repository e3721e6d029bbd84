"""Waves on a page: each figure then and now, and what may be said of its change."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from tpm_audit.language.catalogue import Language
from tpm_audit.model.customer_records import SurveyRecord, WaveChangeRecord
from tpm_audit.model.customers import Figured, WaveVerdict
from tpm_audit.model.judged import Judged
from tpm_audit.model.result import Result
from tpm_audit.model.words import MEASURES
from tpm_audit.pages.customer_figures import digits, figured, latest_surveys, signed
from tpm_audit.pages.customer_parts import part_links
from tpm_audit.pages.names import Names
from tpm_audit.pages.parts import capital, change_badge, p_said
from tpm_audit.pages.survey_names import short_names
from tpm_audit.render.words import Badge, Link
from tpm_audit.source.message import Message, Sayable, say

_ORDER: Final = list(WaveVerdict)
_Between: TypeAlias = tuple[tuple[str, ...], tuple[str, ...]]  # the surveys of two waves
_TOLD: Final = frozenset({WaveVerdict.BETTER, WaveVerdict.WORSE})
_UNTESTED: Final = frozenset({WaveVerdict.NOT_TESTED, WaveVerdict.NOT_COMPARABLE})
_MOST: Final = 6  # changes of a summary


@dataclass(frozen=True, slots=True)
class WaveRow:
    """A figure of a thing in two waves; ``change`` has its 95 % interval, ``why`` is p, or why nothing is tested."""

    about: tuple[Link, ...]
    measure: Sayable
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


@dataclass(frozen=True, slots=True)
class Changes:
    """What demonstrably got better or worse since the wave before; ``said`` names the waves, and if anything did."""

    rows: tuple[WaveRow, ...]
    said: Sayable
    more: Sayable | None


def wave_tables(
    result: Result, question: str, asked_in: Container[str], names: Names, language: Language
) -> Iterator[WaveTable]:
    """Yield what changed of a question up to the surveys that it was asked in, the latest first."""
    changes = [one for one in result.waves if one.question == question and one.now in asked_in]
    yield from _tables(changes, result, names, language)


def waves_of_touchpoints(result: Result, names: Names, language: Language) -> Mapping[str, Sequence[WaveTable]]:
    """Return what changed at each touchpoint up to the latest wave, by its id."""
    changes: dict[str, list[WaveChangeRecord]] = defaultdict(list)
    for one in _latest(result):
        if one.touchpoint is not None:
            changes[one.touchpoint].append(one)
    return {id_: tuple(_tables(several, result, names, language)) for id_, several in changes.items()}


def told_changes(result: Result, names: Names, language: Language) -> Changes | None:
    """Return what demonstrably changed up to the latest wave, what all say before parts of them; None without waves."""
    changes = list(_latest(result))
    if not changes:
        return None
    told = [one for one in changes if one.verdict in _TOLD]
    in_order = sorted(told, key=lambda one: (one.part is not None, _ORDER.index(one.verdict), one.adjusted_p or 0))
    surveys = {one.id: one for one in result.surveys}
    more = len(told) - _MOST
    return Changes(
        rows=tuple(_row(one, surveys[one.now], names, language) for one in in_order[:_MOST]),
        said=_said(changes, told, surveys, language),
        more=say("{n} more below", n=more) if more > 0 else None,
    )


def _said(
    changes: Sequence[WaveChangeRecord],
    told: Sequence[WaveChangeRecord],
    surveys: Mapping[str, SurveyRecord],
    language: Language,
) -> Message:
    """Say between which waves something changed, or that nothing can be told from chance."""
    waves = tuple(dict.fromkeys(map(_waves_of, changes)))
    between = tuple(
        _between([surveys[one] for one in then], [surveys[one] for one in now], language) for then, now in waves
    )
    if told:
        return say("{waves}: what got better or worse, as far as it can be told from chance.", waves=between)
    if all(one.verdict in _UNTESTED for one in changes):
        return say("{waves}: nothing that could be compared was tested.", waves=between)
    return say("{waves}: nothing got better or worse that could be told from chance.", waves=between)


def _latest(result: Result) -> Iterator[WaveChangeRecord]:
    """Yield what changed up to the latest wave."""
    latest = latest_surveys(result)
    yield from (one for one in result.waves if one.now in latest)


def _tables(
    changes: Iterable[WaveChangeRecord], result: Result, names: Names, language: Language
) -> Iterator[WaveTable]:
    between: dict[_Between, list[WaveChangeRecord]] = defaultdict(list)
    for one in changes:
        between[_waves_of(one)].append(one)
    surveys = {one.id: one for one in result.surveys}
    for (then, now), several in reversed(between.items()):
        in_order = sorted(several, key=lambda one: _ORDER.index(one.verdict))
        yield WaveTable(
            title=_between(tuple(surveys[one] for one in then), tuple(surveys[one] for one in now), language),
            rows=tuple(_row(one, surveys[one.now], names, language) for one in in_order),
            notes=tuple(_notes(several)),
        )


def _waves_of(one: WaveChangeRecord) -> _Between:
    return (*one.then_beside, one.then), (*one.now_beside, one.now)


def _between(then: Sequence[SurveyRecord], now: Sequence[SurveyRecord], language: Language) -> str:
    short = short_names((*then, *now), language)
    sides = {"now": tuple(short[one.id] for one in now), "then": tuple(short[one.id] for one in then)}
    return capital(language.say(say("{now} against {then}", **sides)))


def _row(one: WaveChangeRecord, survey: SurveyRecord, names: Names, language: Language) -> WaveRow:
    part = part_links(survey, one.segment, one.part, names, language)
    return WaveRow(
        about=(*names.part_judged(one.judged), *part) or names.judged(Judged()),
        measure=MEASURES[one.measure],
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
