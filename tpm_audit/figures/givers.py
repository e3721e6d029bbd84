"""Who gave a reason, by the rating that it explains: three groups, of a satisfaction two."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from tpm_audit.figures.net_promoter import group_of_answer
from tpm_audit.model.reasons import Giver
from tpm_audit.model.surveys import Measure, Question, cuts_of

_THIRDS: Final = (Giver.LOW, Giver.MIDDLE, Giver.HIGH)
# Who gives the best reasons to keep something comes last, as on a scale.
GROUPS: Mapping[Measure, tuple[Giver, ...]] = {
    Measure.NPS: (Giver.DETRACTOR, Giver.PASSIVE, Giver.PROMOTER),
    Measure.CSAT: (Giver.NOT_SATISFIED, Giver.SATISFIED),
}


def groups_of(measure: Measure) -> tuple[Giver, ...]:
    """Return the groups of those who answered a question, the lowest first."""
    return GROUPS.get(measure, _THIRDS)


def giver_of(question: Question, told: Fraction | None) -> Giver:
    """Return the group of an answer as it is told; of levels the cuts part them, of other scales thirds."""
    if told is None:
        return Giver.NO_RATING
    groups = groups_of(question.measures)
    if question.measures is Measure.NPS:
        return groups[group_of_answer(told)]
    if question.measures is Measure.CSAT:
        return groups[question.is_top(told)]
    if question.measures is Measure.LEVELS:
        low, high = cuts_of(question)
        return groups[(told > low) + (told > high)]
    scale = question.told_on
    third = Fraction(scale.width, 3)
    return groups[(told >= scale.low + third) + (told > scale.high - third)]
