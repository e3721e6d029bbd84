"""Answers that are low, in the middle and high, as the measure of a question parts them.

Of a net promoter score these are 0 to 6, 7 and 8, 9 and 10; of satisfaction the two lowest answers, those between, and
the top box; of levels what their cuts part. Of any other scale they lie below its middle, on it, and above it.

Source: methods.md, "Emotion curve and balance".
"""

from collections.abc import Callable, Mapping
from fractions import Fraction

from tpm_audit.figures.net_promoter import group_of_answer
from tpm_audit.model.customer_records import QuestionRecord
from tpm_audit.model.surveys import Measure

_LOWEST = 2  # answers of a satisfaction scale that are low


def group_of(question: QuestionRecord) -> Callable[[Fraction], int]:
    """Return what says of an answer, as it is told, whether it is low (0), in the middle (1) or high (2)."""
    low, high = question.told_low, question.told_high
    match question.measure:
        case Measure.NPS:
            return group_of_answer
        case Measure.CSAT:
            is_top = _top_box(question)
            return lambda answer: 2 if is_top(answer) else int(answer >= low + _LOWEST)
        case Measure.LEVELS if question.cuts:
            return lambda answer: (answer > question.cuts[0]) + (answer > question.cuts[1])
        case _:
            middle = Fraction(low + high, 2)
            return lambda answer: (answer >= middle) + (answer > middle)


def _top_box(question: QuestionRecord) -> Callable[[Fraction], bool]:
    """Return what says whether an answer, as it is told, is satisfied: the two highest, unless others are named."""
    low, high = question.low, question.high
    if not question.top_box:
        return lambda answer: answer >= high - 1
    return frozenset(low + high - one if question.reverse else one for one in question.top_box).__contains__


def grouped(question: QuestionRecord, counts: Mapping[Fraction, int]) -> tuple[int, int, int]:
    """Return how many answered low, in the middle and high."""
    group, found = group_of(question), [0, 0, 0]
    for answer, n in counts.items():
        found[group(answer)] += n
    return found[0], found[1], found[2]
