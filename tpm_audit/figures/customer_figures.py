"""What the answers to a question say: the figures of its measure, as far as there are enough of them.

Below 5 answers nothing is said, below 20 no more than how many gave each answer, below 100 the figures are for
orientation; site.yml can set other limits. Satisfaction (CSAT) is the share of the two highest answers of 1 to 5, or of
the `top_box` that is named, ease (CES) the mean and, from 1 to 7, the share of 5 and more, who found it easy, levels
the shares of what disappoints, is all right, and delights.
Importance, performance, repurchase, recommendation and emotion are means. Shares have Wilson's interval, means
Student's. Answers of several channels are pooled, never averaged, and stand for those who answered, not for all
customers.

Source: methods.md, "Customer figures, all of them".
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from tpm_audit.figures.mean import Mean
from tpm_audit.figures.net_promoter import NetPromoter
from tpm_audit.figures.wilson import wilson
from tpm_audit.model.customers import CustomerFigure, Figured, Size
from tpm_audit.model.site import MinimumN
from tpm_audit.model.surveys import SCALES, AnswerScale, Measure, Question, cuts_of

_EASY: Final = 5  # of 1 to 7


def size_of(n: int, least: MinimumN) -> Size:
    """Return what may be said on n answers."""
    if n < least.show:
        return Size.HIDDEN
    if n < least.interval:
        return Size.COUNTS
    return Size.ORIENTATION if n < least.plain else Size.PLAIN


def hidden_among(ns: Sequence[int], least: MinimumN) -> frozenset[int]:
    """Return which parts of a whole must be hidden: the smallest, until what is hidden could be said together.

    Else what all have together would give away what is hidden.
    """
    hidden: list[int] = []
    n = 0
    for at in sorted((at for at, one in enumerate(ns) if one), key=lambda at: ns[at]):
        if size_of(ns[at], least) is not Size.HIDDEN and (n == 0 or n >= least.show):
            break
        n += ns[at]
        hidden.append(at)
    return frozenset(hidden)


def share_of(of: Figured, k: int, n: int) -> CustomerFigure:
    """Return a share with Wilson's interval."""
    return CustomerFigure(of, Fraction(k, n), *wilson(k, n))


def customer_figures(question: Question, counts: Mapping[Fraction, int]) -> tuple[CustomerFigure, ...]:
    """Return the figures of the answers to a question; none without answers."""
    return tuple(_figures(question, counts)) if sum(counts.values()) else ()


def _figures(question: Question, counts: Mapping[Fraction, int]) -> Iterator[CustomerFigure]:
    match question.measures:
        case Measure.NPS:
            yield from _net_promoter(counts)
        case Measure.CSAT:
            yield _share(Figured.TOP_BOX, counts, question.is_top)
        case Measure.CES:
            yield from _mean(question.told_on, counts)
            if question.answers == SCALES[Measure.CES]:
                yield _share(Figured.EASY, counts, lambda answer: answer >= _EASY)
        case Measure.LEVELS:
            low, high = cuts_of(question)
            yield _share(Figured.DISAPPOINTING, counts, lambda answer: answer <= low)
            yield _share(Figured.OK, counts, lambda answer: low < answer <= high)
            yield _share(Figured.DELIGHTING, counts, lambda answer: answer > high)
        case _:
            yield from _mean(question.told_on, counts)


def _net_promoter(counts: Mapping[Fraction, int]) -> Iterator[CustomerFigure]:
    figure = NetPromoter.of({int(answer): n for answer, n in counts.items()})
    if figure.score is not None and figure.interval is not None:
        yield CustomerFigure(Figured.NET_PROMOTER, figure.score, *figure.interval)


def _mean(scale: AnswerScale, counts: Mapping[Fraction, int]) -> Iterator[CustomerFigure]:
    figure = Mean.of(counts)
    if figure is not None:
        low, high = figure.interval(scale.low, scale.high) or (None, None)
        yield CustomerFigure(Figured.MEAN, figure.mean, low, high)


def _share(of: Figured, counts: Mapping[Fraction, int], is_in: Callable[[Fraction], bool]) -> CustomerFigure:
    k = sum(count for answer, count in counts.items() if is_in(answer))
    return share_of(of, k, sum(counts.values()))
