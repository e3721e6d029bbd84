"""How customers' contacts with brands are shared among them, each contact weighted by what it is worth.

The points of a brand are the sum over touchpoints of the contact factor times the share of customers who associate the
brand with it; its share is that of all brands that were asked about. The factor stands in `factors` of the survey,
else it is the `use` of the touchpoint. No interval is claimed. Fewer than a hundred respondents are too few.

Each brand is a question with a column for each touchpoint: a competitor by its `brand`, the company itself without.
Answers are yes or no; in a column without a single no, what is blank was not chosen, by those who chose anything in any
of these columns. Who chose nothing in all of them may not have been asked, and is not counted.

Source: after Chattopadhyay and Laborie, Managing brand experience, 2005; methods.md, "Customer figures, all of them".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

FEWEST: Final = 100  # respondents, below which there are no shares


@dataclass(frozen=True, slots=True)
class ContactShare:
    """The points of a brand, and its share of those of all brands asked about; None where all have none."""

    points: Fraction
    share: Fraction | None


def contact_shares(
    factors: Mapping[str, Fraction], associating: Mapping[str, Mapping[str, Fraction]]
) -> dict[str, ContactShare]:
    """Return the share of each brand, by contact factors of touchpoints and the shares who associate it with them.

    A touchpoint that a brand was not asked at counts nothing for it.

    Raises:
        ValueError: a factor is below 0, or a share none of 0 to 1.
    """
    shares = [share for by_touchpoint in associating.values() for share in by_touchpoint.values()]
    if any(factor < 0 for factor in factors.values()) or not all(0 <= share <= 1 for share in shares):
        raise ValueError("a factor below 0, or a share that is none")
    points = {
        brand: sum((factor * by_touchpoint.get(id_, Fraction(0)) for id_, factor in factors.items()), Fraction(0))
        for brand, by_touchpoint in associating.items()
    }
    total = sum(points.values(), Fraction(0))
    return {brand: ContactShare(own, own / total if total else None) for brand, own in points.items()}
