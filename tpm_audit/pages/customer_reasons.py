"""Why customers answered as they did: reasons with their counts, who gave them, and some of what was written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tpm_audit.charts.chart import Chart
from tpm_audit.charts.reason_bars import ReasonBar, reason_bars
from tpm_audit.language.catalogue import Language
from tpm_audit.model.customer_records import SurveyRecord
from tpm_audit.model.customers import Size
from tpm_audit.model.reasons import CodeRecord, Giver, ReasonsRecord, Tone
from tpm_audit.model.result import Result
from tpm_audit.model.words import MEASURES
from tpm_audit.pages.customer_figures import SaidFigure, orientation_of, said
from tpm_audit.pages.customer_parts import by_segment, hidden_parts, part_link
from tpm_audit.pages.names import Names
from tpm_audit.pages.page import survey_path
from tpm_audit.pages.parts import capital
from tpm_audit.render.words import Badge, Link
from tpm_audit.source.message import Message, Sayable, say

_TONES: Mapping[Tone, Message] = {
    Tone.POSITIVE: say("positive"),
    Tone.NEUTRAL: say("neutral"),
    Tone.NEGATIVE: say("negative"),
}
_GIVERS: Mapping[Giver, Message] = {
    Giver.PROMOTER: say("promoters"),
    Giver.PASSIVE: say("passives"),
    Giver.DETRACTOR: say("detractors"),
    Giver.SATISFIED: say("satisfied ones"),
    Giver.NOT_SATISFIED: say("others"),
    Giver.HIGH: say("upper third of the scale"),
    Giver.MIDDLE: say("middle third"),
    Giver.LOW: say("lower third"),
    Giver.NO_RATING: say("without a rating"),
}
_UNCODED: Final = say("none of these")
_TWO: Final = 2  # parts: one alone is held against nothing


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """A reason: what it says, how many gave it, and how many of each group; None where that is not said."""

    name: Sayable
    tone: Badge | None
    n: str
    share: SaidFigure | None
    by_giver: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class ReasonsBy:
    """Reasons by the parts of a segment: a column for each part, with how many of it gave a reason."""

    title: Sayable
    heads: tuple[Sayable, ...]
    rows: tuple[tuple[Sayable, tuple[str | None, ...]], ...]
    hidden: Sayable | None


@dataclass(frozen=True, slots=True)
class ReasonsPart:
    """The reasons that were given about a thing: ``givers`` are the groups, with how many of each gave one."""

    id: str
    touchpoint: str | None
    survey_id: str
    title: Sayable
    wording: Sayable | None
    scale: Sayable
    basis: Sayable
    absent: Sayable | None
    orientation: Badge | None
    chart: Chart | None
    givers: tuple[Sayable, ...]
    rows: tuple[ReasonRow, ...]
    balance: Sayable | None
    is_cut: bool
    texts: tuple[str, ...]
    texts_are_internal: bool
    by: tuple[ReasonsBy, ...]
    survey: Link


def reasons_parts(result: Result, names: Names, language: Language) -> Iterator[ReasonsPart]:
    """Yield the reasons of all surveys, the latest first."""
    for survey in result.surveys:
        yield from reasons_of(survey, names, language)


def reasons_of(survey: SurveyRecord, names: Names, language: Language) -> Iterator[ReasonsPart]:
    """Yield the reasons of a survey."""
    several = len({one.question for one in survey.reasons}) < len(survey.reasons)
    for at, one in enumerate(survey.reasons):
        suffix = f"-{at}" if several else ""
        yield _part(f"{survey.id}-{one.question}{suffix}", one, survey, names, language)


def _part(id_: str, one: ReasonsRecord, survey: SurveyRecord, names: Names, language: Language) -> ReasonsPart:
    about = tuple(link.text for link in names.judged(one.judged))
    explains = next((each.measure for each in survey.questions if each.id == one.explains), None)
    is_hidden = one.size is Size.HIDDEN
    return ReasonsPart(
        id=id_,
        touchpoint=one.touchpoint,
        survey_id=survey.id,
        title=say("Why: {about}", about=about),
        wording=one.wording,
        scale=say("in their own words")
        if explains is None
        else say("the reason for: {measure}", measure=MEASURES[explains]),
        basis=say("{n} customer gave a reason", "{n} customers gave a reason", n=one.n),
        absent=say("too few answers to be shown") if is_hidden else None,
        orientation=orientation_of(one.size),
        chart=_chart(id_, one, about, language) if one.codes else None,
        givers=tuple(say("{group} ({n})", group=_GIVERS[giver], n=n) for giver, n in one.givers),
        rows=tuple(_row(each, language) for each in one.codes),
        balance=_balance(one),
        is_cut=any(None in each.by_giver for each in one.codes),
        texts=one.texts,
        texts_are_internal=one.texts_are_internal,
        by=tuple(_by(one, survey, names, language)) if one.codes else (),
        survey=Link(survey.name, survey_path(survey.id)),
    )


def _by(one: ReasonsRecord, survey: SurveyRecord, names: Names, language: Language) -> Iterator[ReasonsBy]:
    """Yield the reasons by the parts of each segment of which two can be shown."""
    segments = {segment.id: segment for segment in survey.segments}
    for by in one.parts:
        if len(by.parts) < _TWO:
            continue
        segment = segments[by.segment]
        heads = (say("{part} ({n})", part=part_link(segment, part, names, language).text, n=n) for part, n in by.parts)
        rows = (
            (_name(code), tuple(None if n is None else language.number(n) for n in cells))
            for code, cells in zip(one.codes, by.cells, strict=True)
        )
        yield ReasonsBy(
            capital(language.say(by_segment(segment, language))), tuple(heads), tuple(rows), hidden_parts(by.hidden)
        )


def _name(one: CodeRecord) -> Sayable:
    return _UNCODED if one.id is None else one.name or one.id


def _row(one: CodeRecord, language: Language) -> ReasonRow:
    return ReasonRow(
        name=_name(one),
        tone=None if one.tone is None else Badge(_TONES[one.tone], "plain"),
        n=language.number(one.n),
        share=None if one.share is None else said(one.share, language),
        by_giver=tuple(None if n is None else language.number(n) for n in one.by_giver),
    )


def _balance(one: ReasonsRecord) -> Message | None:
    """Say how many reasons speak for and against; a text with two counts twice."""
    if not one.balance:
        return None
    counts = dict(one.balance)
    return say(
        "Reasons given: {positive} positive, {neutral} neutral, {negative} negative.",
        positive=counts[Tone.POSITIVE],
        neutral=counts[Tone.NEUTRAL],
        negative=counts[Tone.NEGATIVE],
    )


def _chart(id_: str, one: ReasonsRecord, about: Sequence[Sayable], language: Language) -> Chart:
    bars = [
        ReasonBar(
            each.id, _name(each), each.tone, each.n, None if each.share is None else language.percent(each.share.value)
        )
        for each in one.codes
    ]
    title = say("Which reasons do customers give ({about})?", about=tuple(about))
    return reason_bars(f"reasons-{id_}", title, bars, one.n, language)
