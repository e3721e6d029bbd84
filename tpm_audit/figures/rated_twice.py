"""Things that customers say of how important they are, and how good: what belongs together.

Both are asked on one scale. What the same people answered comes first, then what was answered last; of waves only the
latest counts.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tpm_audit.figures.customer_answers import Answered, AnsweredPair, CustomerAnswers
from tpm_audit.model.judged import Judged
from tpm_audit.model.surveys import AnswerScale, Measure


@dataclass(frozen=True)
class RatedTwice:
    """The importance and the performance of a touchpoint, None where not asked; the pair if the same people said both.

    What too few have answered has no figures.
    """

    judged: Judged
    scale: AnswerScale
    importance: Answered | None
    performance: Answered | None
    pair: AnsweredPair | None

    @property
    def is_said(self) -> bool:
        """Say whether enough customers answered both."""
        both = self.importance, self.performance
        return all(one is not None and one.figures for one in both)


def rated_twice(customers: CustomerAnswers) -> Iterator[RatedTwice]:
    """Yield what touchpoints were asked of, scale by scale; of channels of a touchpoint each by itself."""
    asked: dict[tuple[Judged, AnswerScale], dict[Measure, list[Answered]]] = defaultdict(lambda: defaultdict(list))
    for one in customers.latest:
        if one.judged.touchpoint is not None and one.question.measures in {Measure.IMPORTANCE, Measure.PERFORMANCE}:
            asked[one.judged, one.question.answers][one.question.measures].append(one)
    paired: dict[Judged, list[AnsweredPair]] = defaultdict(list)
    for pair in customers.pairs:
        paired[pair.first.judged].append(pair)
    for (judged, scale), answers in asked.items():
        importance, performance = answers[Measure.IMPORTANCE], answers[Measure.PERFORMANCE]
        pairs = [one for one in paired[judged] if one.first in importance and one.second in performance]
        if pairs:
            last = max(pairs, key=lambda one: one.first.survey.ended)
            yield RatedTwice(judged, scale, last.first, last.second, last)
        else:
            yield RatedTwice(judged, scale, _last(importance), _last(performance), None)


def _last(answers: Sequence[Answered]) -> Answered | None:
    """Return what was answered last, if possible by enough people."""
    return max(answers, key=lambda one: (bool(one.figures), one.survey.ended), default=None)
