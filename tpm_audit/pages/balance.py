"""The balance of the experience: in each source how much is positive, neutral and negative; sources are never added up.

Positive is a criterion that is met in full, an emotion above 0, a satisfied answer, a promoter, and a reason whose code
says so; negative one that failed, an emotion below 0, one of the two lowest answers, a detractor, and so on.

Source: methods.md, "Emotion curve and balance".
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from tpm_audit.charts.answer_distribution import Spread, answer_distribution
from tpm_audit.charts.chart import Chart
from tpm_audit.figures.answer_groups import grouped
from tpm_audit.language.catalogue import Language
from tpm_audit.model.emotion_records import Feeler
from tpm_audit.model.reasons import Tone
from tpm_audit.model.result import Result
from tpm_audit.model.surveys import Measure
from tpm_audit.pages.customer_figures import latest_answers
from tpm_audit.pages.customer_sections import Section
from tpm_audit.source.message import Message, Sayable, say

ID: Final = "balance"
_FEWEST: Final = 2  # sources: one alone is told by its own chart
_CRITERIA: Final = say("Auditors: criteria")
_EMOTIONS: Final[Mapping[Feeler, Message]] = {
    Feeler.AUDITORS: say("Auditors: emotion"),
    Feeler.CUSTOMERS: say("Customers: emotion"),
}
_MEASURED: Final[Mapping[Measure, Message]] = {
    Measure.CSAT: say("Customers: satisfaction (CSAT)"),
    Measure.NPS: say("Customers: recommendation (NPS)"),
}
_REASONS: Final = say("Customers: reasons")
_Counts: TypeAlias = tuple[int, int, int]  # negative, neutral, positive
_Sources: TypeAlias = dict[Message, _Counts]


def balance(result: Result, language: Language) -> Iterator[Section]:
    """Yield the section of the whole audit, where there are two sources at least."""
    sources: _Sources = {}
    for _, source, counts in _counted(result):
        _add(sources, source, counts)
    chart = _chart(sources, language)
    if chart is not None:
        yield Section(ID, say("What speaks for the company, and what against it"), _basis(), chart)


def balances_of_touchpoints(result: Result, language: Language) -> Mapping[str, Chart]:
    """Return the same of the touchpoints that enough customers were asked about, by their ids."""
    found: dict[str, _Sources] = defaultdict(dict)
    for touchpoint, source, counts in _counted(result):
        if touchpoint is not None:
            _add(found[touchpoint], source, counts)
    asked = {one.answers.touchpoint for one in latest_answers(result) if one.answers.size.has_figures}
    charts = {id_: _chart(sources, language) for id_, sources in found.items() if id_ in asked}
    return {id_: chart for id_, chart in charts.items() if chart is not None}


def _add(sources: _Sources, source: Message, counts: _Counts) -> None:
    so_far = sources.get(source, (0, 0, 0))
    sources[source] = so_far[0] + counts[0], so_far[1] + counts[1], so_far[2] + counts[2]


def _chart(sources: _Sources, language: Language) -> Chart | None:
    told = [(source, counts) for source, counts in sources.items() if any(counts)]
    if len(told) < _FEWEST:
        return None
    found = [Spread(str(at), language.say(source), *counts) for at, (source, counts) in enumerate(told)]
    groups = language.word("negative"), language.word("neutral"), language.word("positive")
    chart = answer_distribution(ID, say("What is positive, and what negative?"), found, groups, language)
    return replace(chart, sentence=language.say(_sentence(found)))


def _counted(result: Result) -> Iterator[tuple[str | None, Message, _Counts]]:
    """Yield how much of a source is negative, neutral and positive about a touchpoint, source by source."""
    for item in result.items:
        if item.share is not None:
            yield item.touchpoint, _CRITERIA, (int(item.share == 0), int(0 < item.share < 1), int(item.share == 1))
    for of in Feeler:
        for felt in result.emotions:
            if felt.of is of and felt.phase is None:
                yield felt.touchpoint, _EMOTIONS[of], (felt.negative, felt.neutral, felt.positive)
    for measure, source in _MEASURED.items():
        for one in latest_answers(result):
            if one.question.measure is measure and one.answers.journey is None and one.answers.size.has_figures:
                yield one.answers.touchpoint, source, grouped(one.question, dict(one.answers.counts))
    yield from _reasons(result)


def _reasons(result: Result) -> Iterator[tuple[str | None, Message, _Counts]]:
    for survey in result.surveys:
        for reasons in survey.reasons if survey.is_latest else ():
            tones = dict(reasons.balance) if reasons.size.has_figures else {}
            if tones:
                yield reasons.touchpoint, _REASONS, (tones[Tone.NEGATIVE], tones[Tone.NEUTRAL], tones[Tone.POSITIVE])


def _sentence(sources: Sequence[Spread]) -> Message:
    against = tuple(one.name for one in sources if one.low > one.high)
    if not against:
        return say("In no source more is negative than positive.")
    if len(against) == len(sources):
        return say("In each source more is negative than positive.")
    return say("More is negative than positive in: {sources}.", sources=against)


def _basis() -> Sayable:
    return say(
        "positive, neutral and negative are criteria that are met, met in part and failed; emotions above, at and "
        "below 0; satisfied answers, those between and the two lowest; promoters, passives and detractors; reasons "
        "as their codes say; each source by itself"
    )
