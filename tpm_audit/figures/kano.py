"""What a property is to customers after Kano: how they feel with it, and how without it.

Each customer answers twice, with *like*, *expect*, *neutral*, *live with* or *dislike*. The pair is attractive (A), a
performance property (O), a must (M), indifferent (I), reversed (R) or questionable (Q). The category is the most
frequent one if it is told from the next by the exact two-sided binomial test at .05, else unclear, and both are named.
Satisfaction is (A + O)/(A + O + M + I), dissatisfaction -(O + M)/(A + O + M + I). Above one questionable pair in ten
the wording is doubtful.

Source: Kano and others, Attractive quality and must-be quality, 1984; Berger and others, Kano's methods for
understanding customer-defined quality, 1993; methods.md, "Customer figures, all of them".
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from tpm_audit.figures.sign_test import SIGNIFICANT, sign_test
from tpm_audit.model.kano import Feeling, Property

# A row for each feeling with the property, a column for each without it.
_TABLE: Final = ("QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ")


@dataclass(frozen=True, slots=True)
class Kano:
    """The answers of n customers; ``category`` is None where it is unclear between the ``first`` ones."""

    n: int
    counts: tuple[tuple[Property, int], ...]
    category: Property | None
    first: tuple[Property, ...]
    p: Fraction | None
    satisfaction: Fraction | None
    dissatisfaction: Fraction | None
    questionable: Fraction


def category_of(with_it: Feeling, without_it: Feeling) -> Property:
    """Return what a property is to the customer who feels so."""
    return Property(_TABLE[with_it][without_it])


def kano(answers: Iterable[tuple[Feeling, Feeling]]) -> Kano | None:
    """Return the figures of pairs of answers; None without any."""
    return kano_of(Counter(category_of(*pair) for pair in answers))


def kano_of(counts: Counter[Property]) -> Kano | None:
    """Return the figures of how many pairs are of each category; None without any."""
    n = counts.total()
    if not n:
        return None
    order = sorted(Property, key=lambda one: (-counts[one], list(Property).index(one)))
    first, second = (counts[one] for one in order[:2])
    p = sign_test(second, first)
    is_clear = p is not None and p < SIGNIFICANT
    wanted = sum(counts[one] for one in (Property.ATTRACTIVE, Property.PERFORMANCE))
    missed = sum(counts[one] for one in (Property.PERFORMANCE, Property.MUST))
    meant = n - counts[Property.REVERSED] - counts[Property.QUESTIONABLE]
    return Kano(
        n=n,
        counts=tuple((one, counts[one]) for one in Property),
        category=order[0] if is_clear else None,
        first=(order[0],) if is_clear else tuple(one for one in order if counts[one] >= max(second, 1)),
        p=p,
        satisfaction=Fraction(wanted, meant) if meant else None,
        dissatisfaction=Fraction(-missed, meant) if meant else None,
        questionable=Fraction(counts[Property.QUESTIONABLE], n),
    )
