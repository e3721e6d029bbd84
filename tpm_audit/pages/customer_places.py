"""What customers say on a channel, at a location or in a phase: of waves the latest, and of much the beginning."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tpm_audit.language.catalogue import Language
from tpm_audit.model.result import Result
from tpm_audit.model.segments import SegmentOf
from tpm_audit.pages.customer_figures import Answered, CustomerRow, latest_answers, latest_surveys, row_of
from tpm_audit.pages.found_facts import cut
from tpm_audit.pages.names import Names
from tpm_audit.pages.page import CUSTOMERS, survey_path
from tpm_audit.render.words import Link
from tpm_audit.source.message import Sayable, say

_MOST_ON_A_CHANNEL: Final = 12  # rows; the customers' page has all
_MOST_AT_A_LOCATION: Final = 20
_MOST_IN_A_PHASE: Final = 40


@dataclass(frozen=True, slots=True)
class Told:
    """What was answered about one thing, a row for each measure."""

    about: tuple[Link, ...]
    rows: tuple[CustomerRow, ...]


@dataclass(frozen=True, slots=True)
class ToldOf:
    """What was answered about the things of a place, and where there is more."""

    name: Sayable
    told: tuple[Told, ...]
    more: Link | None


def told_on_channels(result: Result, names: Names, language: Language) -> Mapping[str, ToldOf]:
    """Return what was answered about channels; of a touchpoint that is met on one only, that is about the channel."""
    only = {one.id: one.channels[0].channel for one in result.touchpoints if len(one.channels) == 1}
    on: dict[str, list[Answered]] = defaultdict(list)
    for one in latest_answers(result):
        channel = one.answers.channel or only.get(one.answers.touchpoint or "")
        if channel is not None:
            on[channel].append(one)
    teller = _Teller(result, names, language)
    return {id_: teller.told(names.channel_name(id_), several, _MOST_ON_A_CHANNEL) for id_, several in on.items()}


def told_at_locations(result: Result, names: Names, language: Language) -> Mapping[str, ToldOf]:
    """Return the figures of customers who are told apart by their location, thing by thing; others are counted."""
    at: dict[str, list[Answered]] = defaultdict(list)
    latest = latest_surveys(result)
    for survey in result.surveys:
        of_locations = {one.id for one in survey.segments if one.of is SegmentOf.LOCATION}
        for question in survey.questions if survey.id in latest else ():
            for part in question.parts:
                if part.segment in of_locations:
                    at[part.part].append(Answered(survey, question, part.answers))
    teller = _Teller(result, names, language)
    return {id_: teller.figures(names.location_name(id_), several, _MOST_AT_A_LOCATION) for id_, several in at.items()}


def told_in_phases(result: Result, names: Names, language: Language) -> tuple[ToldOf, ...]:
    """Return what was answered about touchpoints, phase by phase, in the order of the journey."""
    phases = {one.id: one.phase for one in result.touchpoints}
    by_phase: dict[str, list[Answered]] = defaultdict(list)
    for one in latest_answers(result):
        if one.answers.touchpoint in phases:
            by_phase[phases[one.answers.touchpoint]].append(one)
    teller = _Teller(result, names, language)
    return tuple(
        teller.told(phase.name, by_phase[phase.id], _MOST_IN_A_PHASE) for phase in result.phases if phase.id in by_phase
    )


class _Teller:
    """Tells answers by what they are about, in the order of the journey."""

    def __init__(self, result: Result, names: Names, language: Language) -> None:
        self._order = {one.id: at for at, one in enumerate(result.touchpoints)}
        self._names = names
        self._language = language

    def told(self, name: Sayable, several: Sequence[Answered], most: int) -> ToldOf:
        """Return what was answered, as many rows of it as a page has room for."""
        kept, left = cut(sorted(several, key=self._place), most)
        more = Link(say("All answers of customers, {n} more of these", n=left), CUSTOMERS)
        return ToldOf(name, tuple(self._told(kept)), more if left else None)

    def figures(self, name: Sayable, several: Sequence[Answered], most: int) -> ToldOf:
        """Return the same of answers that have a figure; all others stand on the survey's page."""
        with_figures = [one for one in several if one.answers.figures]
        kept, _ = cut(sorted(with_figures, key=self._place), most)
        left = len(several) - len(kept)
        left_in = {one.survey.id: one.survey.name for one in several if one not in kept}
        more = Link(
            say(
                "{n} more question: {surveys}", "{n} more questions: {surveys}", n=left, surveys=tuple(left_in.values())
            ),
            survey_path(next(iter(left_in))) if len(left_in) == 1 else CUSTOMERS,
        )
        return ToldOf(name, tuple(self._told(kept)), more if left else None)

    def _told(self, several: Iterable[Answered]) -> Iterator[Told]:
        told: dict[tuple[Link, ...], list[CustomerRow]] = defaultdict(list)
        for one in several:
            row = row_of(one, self._names, self._language)
            told[row.about].append(row)
        for about, rows in told.items():
            yield Told(about, tuple(rows))

    def _place(self, one: Answered) -> tuple[int, str]:
        return self._order.get(one.answers.touchpoint or "", -1), one.answers.channel or ""
