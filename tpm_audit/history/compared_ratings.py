"""Ratings of two results, side by side: which were given in both to the same question, and which count in one only."""

from collections import defaultdict
from collections.abc import Container, Hashable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import NamedTuple, Protocol, TypeAlias

from tpm_audit.history.current_ids import CurrentIds
from tpm_audit.model.context import Kind
from tpm_audit.model.figures import fraction_of
from tpm_audit.model.past import PastCriterion, RatedPast
from tpm_audit.model.result import CriterionRecord, Result
from tpm_audit.source.message import Localised, Message, say

Met: TypeAlias = tuple[Hashable, str | None]  # a place, and a language that was met there


class Asked(NamedTuple):
    """A criterion of one result, with its checklist and the levels of its scale."""

    criterion: CriterionRecord | PastCriterion
    checklist: str
    once_per: str
    levels: tuple[tuple[str, float], ...]


class ItemKey(NamedTuple):
    """A criterion at a touchpoint on a channel, by the ids of now."""

    criterion: str
    touchpoint: str | None
    channel: str | None


class PlaceKey(NamedTuple):
    """A place of an item, by the ids of now."""

    location: str | None
    language: str | None


class Rated(Protocol):
    """An item at one place, of a result or of what is kept of an earlier one."""

    @property
    def share(self) -> Fraction | None:
        """Return what it counts; None where it was not rated."""

    @property
    def not_applicable(self) -> bool:
        """Say whether it does not apply there."""


@dataclass(frozen=True, slots=True)
class Ratings:
    """What one result asked, and how each item was rated at each place."""

    asked: Mapping[str, Asked]
    items: Mapping[ItemKey, Mapping[PlaceKey, Rated]]


class Pair(NamedTuple):
    """The shares of one item at the places where it was rated in both; each place at the same position."""

    then: tuple[Fraction, ...]
    now: tuple[Fraction, ...]

    @property
    def values(self) -> tuple[Fraction, Fraction]:
        """Return the value of the item then and now."""
        return mean(self.then), mean(self.now)


def ratings(result: Result | RatedPast, ids: CurrentIds) -> Ratings:
    """Return the questions and ratings of a detailed result, by the ids of now."""
    scales = {one.id: tuple((level.id, float(level.share)) for level in one.levels) for one in result.scales}
    asked = {
        ids.of(Kind.CRITERION, one.id): Asked(
            one, ids.of(Kind.CHECKLIST, checklist.id), checklist.once_per, scales.get(one.scale, ())
        )
        for checklist in result.checklists
        for one in checklist.criteria
    }
    items: dict[ItemKey, Mapping[PlaceKey, Rated]] = {
        ItemKey(
            ids.of(Kind.CRITERION, item.criterion),
            ids.any(Kind.TOUCHPOINT, item.touchpoint),
            ids.any(Kind.CHANNEL, item.channel),
        ): {PlaceKey(ids.any(Kind.LOCATION, place.location), place.language): place for place in item.places}
        for item in result.items
    }
    return Ratings(asked, items)


def why_not(then: Asked | None, now: Asked | None) -> Message | None:
    """Return why a criterion of two results cannot be compared; None where it can."""
    if then is None:
        return say("not asked then")
    if now is None:
        return say("not asked any more")
    if then.once_per != now.once_per:
        return say("asked of something else")
    if then.levels != now.levels:
        return say("another scale")
    if not same_words(then.criterion.ask, now.criterion.ask):
        return say("the question reads otherwise")
    return None


def same_words(one: Localised, other: Localised) -> bool:
    """Say whether two texts say the same in every language that both have; white space does not count."""
    first, second = ({language: " ".join(text.split()) for language, text in texts.items()} for texts in (one, other))
    shared = first.keys() & second.keys()
    if not shared:
        return not set(first.values()).isdisjoint(second.values())
    return all(first[language] == second[language] for language in shared)


@dataclass(frozen=True, slots=True)
class SideBySide:
    """The ratings of two results: ``alike`` are the criteria that both ask alike, ``pairs`` what was rated in both."""

    then: Ratings
    now: Ratings
    alike: frozenset[str]
    pairs: Mapping[ItemKey, Pair]


def side_by_side(then: Ratings, now: Ratings) -> SideBySide:
    """Return two results' ratings with what can be compared of them."""
    then, now = _in_same_languages(then, now)
    both = then.asked.keys() & now.asked.keys()
    alike = frozenset(one for one in both if why_not(then.asked[one], now.asked[one]) is None)
    return SideBySide(then, now, alike, _pairs(then, now, alike))


def named_once(then: Iterable[Met], now: Iterable[Met]) -> frozenset[Hashable]:
    """Return where both met one language, which only one of them names: it is the same, so no name tells them apart."""
    met: tuple[dict[Hashable, set[str | None]], ...] = (defaultdict(set), defaultdict(set))
    for there, side in zip(met, (then, now), strict=True):
        for place, language in side:
            there[place].add(language)
    return frozenset(place for place in met[0].keys() & met[1].keys() if _is_named_once(met[0][place], met[1][place]))


def _is_named_once(one: AbstractSet[str | None], other: AbstractSet[str | None]) -> bool:
    return len(one) == len(other) == 1 and one != other and None in one | other


def _in_same_languages(then: Ratings, now: Ratings) -> tuple[Ratings, Ratings]:
    unnamed = named_once(_met(then), _met(now))
    return _without_languages(then, unnamed), _without_languages(now, unnamed)


def _met(side: Ratings) -> Iterator[Met]:
    for key, places in side.items.items():
        for place in places:
            yield (key, place.location), place.language


def _without_languages(side: Ratings, unnamed: Container[Hashable]) -> Ratings:
    items = {
        key: {
            place._replace(language=None) if (key, place.location) in unnamed else place: record
            for place, record in places.items()
        }
        for key, places in side.items.items()
    }
    return replace(side, items=items)


def _pairs(then: Ratings, now: Ratings, alike: frozenset[str]) -> Mapping[ItemKey, Pair]:
    found = {}
    for key, places in then.items.items():
        if key.criterion in alike and key in now.items:
            after = now.items[key]
            both = [
                (known(was), known(now_is))
                for place, before in places.items()
                if (was := before.share) is not None and place in after and (now_is := after[place].share) is not None
            ]
            if both:
                found[key] = Pair(*zip(*both, strict=True))
    return found


def known(share: Fraction) -> Fraction:
    """Return a share as result.json keeps it: a frozen one and a fresh one are equal where they are the same."""
    return fraction_of(float(share))


def mean(shares: Sequence[Fraction]) -> Fraction:
    """Return the mean of one share or more."""
    return sum(shares, Fraction(0)) / len(shares)
