"""What a criterion reached: the checklist score of its items alone, over all of them and wherever it is asked.

Where is what its checklist is asked once per: a touchpoint (over its channels and places), a channel, a location. For
the company there is nothing to tell apart. An item is below what is expected where one of its places is, or failed
a knock-out criterion.

Source: methods.md, "Checklist score".
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from tpm_audit.figures.checklist_score import scores_by
from tpm_audit.model.audit import Audit
from tpm_audit.model.checklists import OncePer
from tpm_audit.model.figures import Score
from tpm_audit.model.outcomes import Item, RatedPlace


@dataclass(frozen=True, slots=True)
class CriterionFigures:
    """The scores of a criterion: over all its items, by where it is asked, and how many items there are below."""

    score: Score
    by_place: Mapping[str, Score]
    below: Mapping[str, int]


def criterion_figures(audit: Audit, items: Iterable[Item]) -> Mapping[str, CriterionFigures]:
    """Return the figures of every criterion that is asked somewhere."""
    parts = [*_parts(audit, items)]
    expected = expected_shares(audit)
    below = Counter(
        key
        for key, item, places in parts
        if key[1:] and any(is_below(place, expected[item.criterion]) for place in places)
    )
    scored = scores_by(audit, parts)
    by_place: dict[str, dict[str, Score]] = {key[0]: {} for key in scored}
    for key, score in scored.items():
        for where in key[1:]:
            by_place[key[0]][where] = score
    return {
        criterion: CriterionFigures(scored[criterion,], places, {where: below[criterion, where] for where in places})
        for criterion, places in by_place.items()
    }


def is_below(place: RatedPlace, expects: Fraction) -> bool:
    """Say whether an item is below what is expected at a place."""
    if place.share is None:
        return False
    return place.share < expects or any(rating.failed_knockout for rating in place.ratings)


def expected_shares(audit: Audit) -> Mapping[str, Fraction]:
    """Return what every criterion expects; levels are checked when the workspace is read."""
    expected = {}
    for checklist, criterion in audit.criteria():
        scale = audit.scale(checklist, criterion)
        expected[criterion.id] = scale.share(criterion.expects or scale.expected_level) or Fraction(0)
    return expected


def _parts(audit: Audit, items: Iterable[Item]) -> Iterator[tuple[tuple[str, ...], Item, tuple[RatedPlace, ...]]]:
    """Yield every item below its criterion, and below the places of its criterion."""
    for item in items:
        yield (item.criterion,), item, item.places
        once_per = audit.checklists[item.checklist].once_per
        if once_per is OncePer.LOCATION:
            for location in dict.fromkeys(place.location for place in item.places if place.location is not None):
                there = tuple(place for place in item.places if place.location == location)
                yield (item.criterion, location), item, there
        else:
            where = item.channel if once_per is OncePer.CHANNEL else item.touchpoint
            if where is not None:
                yield (item.criterion, where), item, item.places
