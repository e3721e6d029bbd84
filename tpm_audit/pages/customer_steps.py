"""The figure of customers that stands for a touchpoint on a journey: of its measures the one that judges it most."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tpm_audit.language.catalogue import Language
from tpm_audit.model.result import Result
from tpm_audit.model.surveys import Measure
from tpm_audit.pages.customer_figures import Answered, latest_answers, limits_of, main_figure, said
from tpm_audit.pages.customer_sections import answers_of
from tpm_audit.pages.page import touchpoint_path
from tpm_audit.render.words import Link
from tpm_audit.source.message import Sayable

# How good it is, not how important; the first that was asked.
_JUDGES: Final = (
    Measure.CSAT,
    Measure.CES,
    Measure.NPS,
    Measure.LEVELS,
    Measure.PERFORMANCE,
    Measure.EMOTION,
    Measure.RECOMMEND,
    Measure.REPURCHASE,
)


@dataclass(frozen=True, slots=True)
class StepFigure:
    """A figure with what it is, its limits and on how many answers it stands; the value leads to all of them."""

    value: Link
    what: Sayable
    limits: str | None
    answers: Sayable


@dataclass(frozen=True)
class StepFigures:
    """The figures of touchpoints, by these and by the channel that customers were asked about."""

    by_thing: Mapping[tuple[str | None, str | None], Answered]
    language: Language

    def at(self, touchpoint: str, channel: str | None) -> StepFigure | None:
        """Return the figure of a touchpoint, on a channel that of the channel or of the touchpoint as a whole."""
        one = self.by_thing.get((touchpoint, channel)) or self.by_thing.get((touchpoint, None))
        if one is None:
            return None
        figures = one.answers.figures
        main = figures[main_figure(figures)]
        figure = said(main, self.language)
        return StepFigure(
            value=Link(figure.value, f"{touchpoint_path(touchpoint)}#customers"),
            what=figure.what,
            limits=limits_of(main, self.language),
            answers=answers_of(one.answers.n, one.answers.size),
        )


def step_figures(result: Result, language: Language) -> StepFigures:
    """Return the figures of touchpoints in the latest surveys."""
    known: dict[tuple[str | None, str | None], list[Answered]] = defaultdict(list)
    for one in latest_answers(result):
        if one.question.measure in _JUDGES and one.answers.figures:
            known[one.answers.touchpoint, one.answers.channel].append(one)
    first = {
        thing: min(several, key=lambda one: (_JUDGES.index(one.question.measure), -one.answers.n))
        for thing, several in known.items()
    }
    return StepFigures(first, language)
