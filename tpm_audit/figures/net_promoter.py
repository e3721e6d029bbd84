"""How many more customers would recommend a company than advise against it, in points from -100 to 100.

Of answers from 0 to 10 promoters give 9 or 10, detractors 0 to 6. The score is the share of promoters less that of
detractors, times 100. Its 95 % interval is the adjusted Wald interval: three answers are added, three quarters of one
to either side, so that it has a width where all answers are alike, too. It is not centred on the score, and that is
right. How many respondents a margin takes is reckoned with the same interval.

Net Promoter, Net Promoter Score and NPS are registered trademarks of Bain & Company, Fred Reichheld and Satmetrix
(NICE).

Source: Reichheld, The one number you need to grow, 2003; Rocks, Interval estimation for the Net Promoter Score, 2016;
methods.md, "Customer figures, all of them".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, erfc, sqrt
from typing import Final, Self

from tpm_audit.figures.wilson import Z
from tpm_audit.model.figures import Difference

LOWEST: Final = 0
HIGHEST: Final = 10
PROMOTERS_FROM: Final = 9
DETRACTORS_TO: Final = 6
USUAL_VARIANCE: Final = 0.7  # before there are any answers; at worst, with as many promoters as detractors, 1
_ADDED = 3  # answers
_TO_EACH_SIDE = Fraction(3, 4)  # of them


def group_of_answer(answer: Fraction) -> int:
    """Return of an answer whether it is a detractor's (0), a passive's (1) or a promoter's (2)."""
    return (answer > DETRACTORS_TO) + (answer >= PROMOTERS_FROM)


@dataclass(frozen=True, slots=True)
class NetPromoter:
    """The answers of n customers by what they are, and the figure of them in points."""

    promoters: int
    passives: int
    detractors: int

    @classmethod
    def of(cls, answers: Mapping[int, int]) -> Self:
        """Return it of how many gave each answer.

        Raises:
            ValueError: an answer is none of 0 to 10.
        """
        if not all(LOWEST <= answer <= HIGHEST for answer in answers):
            raise ValueError("an answer that is none of 0 to 10")
        promoters = sum(n for answer, n in answers.items() if answer >= PROMOTERS_FROM)
        detractors = sum(n for answer, n in answers.items() if answer <= DETRACTORS_TO)
        return cls(promoters, sum(answers.values()) - promoters - detractors, detractors)

    @property
    def n(self) -> int:
        """Return how many answers there are."""
        return self.promoters + self.passives + self.detractors

    @property
    def score(self) -> Fraction | None:
        """Return the score in points; None without answers."""
        return Fraction(100 * (self.promoters - self.detractors), self.n) if self.n else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Return the limits of its 95 % interval in points; None without answers."""
        if not self.n:
            return None
        centre, reach = float(self.adjusted), 100 * Z * sqrt(self.variance / (self.n + _ADDED))
        return max(centre - reach, -100.0), min(centre + reach, 100.0)

    @property
    def adjusted(self) -> Fraction:
        """Return the score with the added answers, in points: the middle of the interval."""
        return Fraction(100 * (self.promoters - self.detractors), self.n + _ADDED)

    @property
    def variance(self) -> Fraction:
        """Return the variance of an answer that counts 1, 0 or -1, with the added ones."""
        n = self.n + _ADDED
        p, d = (Fraction(one + _TO_EACH_SIDE, n) for one in (self.promoters, self.detractors))
        return p + d - (p - d) ** 2


def change_of_net_promoter(then: NetPromoter, now: NetPromoter) -> Difference | None:
    """Return the change of the adjusted score in points, of different people; None where either has no answers.

    The raw change is that of the scores; it is never set over the error of the adjusted one.
    """
    if not (then.n and now.n):
        return None
    change = now.adjusted - then.adjusted
    error = 100 * sqrt(sum(one.variance / (one.n + _ADDED) for one in (then, now)))
    return Difference(
        change=change,
        low=float(change) - Z * error,
        high=float(change) + Z * error,
        p=erfc(abs(float(change)) / error / sqrt(2)),
    )


def margin(n: int, variance: float = USUAL_VARIANCE) -> float:
    """Return how far the interval of n answers reaches to either side, in points."""
    return 100 * Z * sqrt(variance / (n + _ADDED))


def respondents_for(points: float, variance: float = USUAL_VARIANCE) -> int:
    """Return how many answers a margin takes.

    Raises:
        ValueError: the margin is not above 0.
    """
    if points <= 0:
        raise ValueError("a margin of nothing takes all the answers of the world")
    return max(ceil(variance * (100 * Z / points) ** 2 - _ADDED), 1)
