"""Answers that can be read and look as if they were asked on another scale than survey.yml says."""

from collections import Counter
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Final

from tpm_audit.model.surveys import AnswerScale, Measure, Question
from tpm_audit.source.message import Message, Sayable, say

_MANY: Final = 20  # fewer may well be so by chance
_DIFFERENT: Final = 3  # one that everybody gives is what the form proposed
_USUAL: Final = (AnswerScale(1, 5), AnswerScale(1, 7), AnswerScale(1, 10))


def doubt_about_scale(id_: str, question: Question, columns: Iterable[Mapping[Fraction, int]]) -> Message | None:
    """Return that many answers lie in the lower half of the scale and never at its end, where a usual one holds them.

    ``columns`` are how many gave each number in each column of the question: one of them asked on the whole scale
    speaks for all. Where ``map:`` says what each answer stands for, nobody can have mistaken the scale.
    """
    given: Counter[Fraction] = Counter()
    for one in columns:
        given.update(one)
    if question.values or len(given) < _DIFFERENT or given.total() < _MANY:
        return None
    asked_on = _likely(question.answers, min(given), max(given))
    if asked_on is None:
        return None
    told: dict[str, Sayable] = {
        "id": id_,
        "n": given.total(),
        "low": f"{float(min(given)):g}",
        "high": f"{float(max(given)):g}",
        "scale": str(question.answers),
        "likely": str(asked_on),
    }
    if question.measures is Measure.NPS:
        return say(
            "question '{id}': all {n} answers stand between {low} and {high}, and {scale} is the scale; if it was "
            "asked on {likely}, write measures: recommend and scale: {likely}",
            **told,
        )
    return say(
        "question '{id}': all {n} answers stand between {low} and {high}, and {scale} is the scale; if it was asked on "
        "{likely}, write scale: {likely}",
        **told,
    )


def _likely(scale: AnswerScale, lowest: Fraction, highest: Fraction) -> AnswerScale | None:
    """Return the first usual scale that holds all answers and lies in the lower half of the one that is written."""
    for usual in _USUAL:
        is_within = scale.low < usual.low and usual.high <= Fraction(scale.low + scale.high, 2)
        if is_within and usual.low <= lowest and highest <= usual.high:
            return usual
    return None
