"""Answers that can be read and look as if they were asked on another scale than survey.yml says."""

from collections import Counter
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Final

from tpm_audit.model.surveys import AnswerScale, Measure, Question
from tpm_audit.source.message import Message, Sayable, say
from tpm_audit.surveys.grades import asks_for_grades

_MANY: Final = 20  # fewer may well be so by chance
_VERY_MANY: Final = 50
_PILED_UP: Final = 0.1  # of all answers: nobody had a higher one to give
_DIFFERENT: Final = 3  # one that everybody gives is what the form proposed
USUAL: Final = (AnswerScale(1, 5), AnswerScale(1, 7), AnswerScale(1, 10))


def doubt_about_scale(id_: str, question: Question, columns: Iterable[Mapping[Fraction, int]]) -> Message | None:
    """Return that many answers lie on a usual scale that is shorter than the one that is written.

    That is doubtful where they lie in its lower half and never at its end, or end in great number where the usual one
    does.
    ``columns`` are how many gave each number in each column of the question: one of them asked on the whole scale
    speaks for all. Where ``map:`` says what each answer stands for, nobody can have mistaken the scale.
    """
    given: Counter[Fraction] = Counter()
    for one in columns:
        given.update(one)
    if question.values or len(given) < _DIFFERENT or given.total() < _MANY:
        return None
    asked_on = _likely(question.answers, given)
    if asked_on is None:
        return None
    told: dict[str, Sayable] = {
        "id": id_,
        "n": given.total(),
        "low": f"{float(min(given)):g}",
        "high": f"{float(max(given)):g}",
        "scale": question.answers.said,
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


def _likely(scale: AnswerScale, given: Counter[Fraction]) -> AnswerScale | None:
    """Return the first usual scale that holds all answers and is a part of the one that is written."""
    for usual in USUAL:
        if usual.low <= min(given) and max(given) <= usual.high < scale.high:
            is_below = scale.low < usual.low and usual.high <= Fraction(scale.low + scale.high, 2)
            n = given.total()
            is_cut_off = scale.low <= usual.low and n >= _VERY_MANY and given[Fraction(usual.high)] >= _PILED_UP * n
            if is_below or is_cut_off:
                return usual
    return None


def doubt_about_grades(id_: str, question: Question, headings: Iterable[str]) -> Message | None:
    """Return that a question asks for grades, of which 1 is the best, and is read as if a high answer were good."""
    if question.reverse or question.values or not question.is_rated:
        return None
    texts = (*headings, *(question.wording or {}).values())
    if not any(map(asks_for_grades, texts)):
        return None
    if question.measures is Measure.LEVELS:
        return say(
            "question '{id}' is asked so that 1 is the best: write map: with the number that each answer stands for",
            id=id_,
        )
    return say("question '{id}' is asked so that 1 is the best: write reverse: true", id=id_)
