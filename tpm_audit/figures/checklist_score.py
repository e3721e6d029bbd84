"""The checklist score: the weighted share of what was reached, with its coverage and its ranges.

An item is a criterion at a touchpoint on a channel. Levels of a scale stand for shares by their position: fail 0,
partial 1/2, pass 1; 1 to 5 are 0, 1/4, 1/2, 3/4, 1. At a place (a location in a language) the value is the mean over
each auditor's visits, then over the auditors; the value of an item is the mean over its rated places, so that a
network of 54 branches counts once. The score is the sum of weight x value over the rated items, divided by the sum
of their weights. n/a counts in neither; untested does not lower the score, but the coverage: the rated weight as
a share of the rated and untested weight, where an item's weight is split over its places. Below a coverage of 80 %
the verdict is provisional. The ranges say what the score would be if every n/a, or everything untested, had failed
or passed. Importance does not count; weights do. Every group (touchpoint, channel, phase, checklist, location, the
whole) is the same formula over its items, never a mean of scores. All shares are exact fractions, rounded only when
shown.

Source: methods.md, "Checklist score".
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TypeAlias

from tpm_audit.model.audit import Audit
from tpm_audit.model.figures import Group, GroupKind, Range, Score
from tpm_audit.model.outcomes import Item, RatedPlace
from tpm_audit.model.site import Untested


@dataclass(frozen=True, slots=True, eq=False)
class _Profile:
    """All that a score needs of an item; items with the same profile are counted, not added one by one."""

    weight: Fraction
    reached: Fraction  # sum of the shares of the rated places
    rated: int
    untested: int
    not_applicable: int


_Key: TypeAlias = tuple[str, ...]  # a group as its kind and ids: cheap to make and to look up, many times an item
ScoredPart: TypeAlias = tuple[
    _Key, Item, tuple[RatedPlace, ...]
]  # what a score is of, an item, and at which of its places


@dataclass(slots=True)
class _Tally:
    profiles: Counter[_Profile] = field(default_factory=Counter)
    touchpoints: set[str] = field(default_factory=set)
    failed: frozenset[str] = frozenset()  # knock-out criteria, few: most tallies never make a set of their own
    disputed: frozenset[str] = frozenset()
    untested: frozenset[str] = frozenset()


class _Profiles:
    """Hands out one object for each profile: what is counted is hashed by identity, for fractions are slow to hash."""

    def __init__(self) -> None:
        self._known: dict[tuple[Fraction, Fraction, int, int, int], _Profile] = {}

    def of(self, weight: Fraction, places: tuple[RatedPlace, ...]) -> _Profile:
        """Return the profile of an item at some of its places."""
        shares = [place.share for place in places if place.share is not None]
        not_applicable = sum(place.not_applicable for place in places)
        untested = len(places) - len(shares) - not_applicable
        reached = shares[0] if len(shares) == 1 else sum(shares, Fraction(0))
        key = (weight, reached, len(shares), untested, not_applicable)
        profile = self._known.get(key)
        if profile is None:
            profile = self._known[key] = _Profile(*key)
        return profile


def scores(audit: Audit, items: Iterable[Item]) -> Mapping[Group, Score]:
    """Return the score of every group that has items, and of the whole in any case."""
    knockouts = {one.id for one in audit.criterion.values() if one.knockout}
    profiles = _Profiles()
    tallies: dict[_Key, _Tally] = defaultdict(_Tally)
    tallies[GroupKind.WHOLE,] = _Tally()
    for item in items:
        whole = profiles.of(item.weight, item.places)
        for group in _groups(audit, item):
            _count(tallies[group], item, item.places, whole, is_knockout=item.criterion in knockouts)
        for location in {place.location for place in item.places if place.location is not None}:
            there = tuple(place for place in item.places if place.location == location)
            tally = tallies[GroupKind.LOCATION, location]
            _count(tally, item, there, profiles.of(item.weight, there), is_knockout=item.criterion in knockouts)
    return {Group(GroupKind(key[0]), key[1:]): score for key, score in _scored(audit, tallies)}


def scores_by(audit: Audit, parts: Iterable[ScoredPart]) -> Mapping[_Key, Score]:
    """Return the same score by keys of the caller's own: each part is an item at some of its places."""
    knockouts = {one.id for one in audit.criterion.values() if one.knockout}
    profiles = _Profiles()
    tallies: dict[_Key, _Tally] = defaultdict(_Tally)
    for key, item, places in parts:
        _count(tallies[key], item, places, profiles.of(item.weight, places), is_knockout=item.criterion in knockouts)
    return dict(_scored(audit, tallies))


def _scored(audit: Audit, tallies: Mapping[_Key, _Tally]) -> Iterator[tuple[_Key, Score]]:
    """Yield the scores of tallies; of those that are alike, one is worked out."""
    as_failed = audit.site.settings.untested is Untested.AS_FAILED
    known: dict[tuple[object, ...], Score] = {}
    for group, tally in tallies.items():
        counted = tuple(tally.profiles.items())
        key = (
            counted if len(counted) == 1 else frozenset(counted),
            len(tally.touchpoints),
            tally.failed,
            tally.disputed,
            tally.untested,
        )
        if key not in known:
            known[key] = _score(tally, untested_fails=as_failed)
        yield group, known[key]


def _groups(audit: Audit, item: Item) -> Iterator[_Key]:
    yield (GroupKind.WHOLE,)
    yield GroupKind.CHECKLIST, item.checklist
    if item.touchpoint is not None:
        yield GroupKind.TOUCHPOINT, item.touchpoint
        yield GroupKind.PHASE, audit.touchpoints[item.touchpoint].phase
    if item.channel is not None:
        yield GroupKind.CHANNEL, item.channel
    if item.touchpoint is not None and item.channel is not None:
        yield GroupKind.CELL, item.touchpoint, item.channel


def _count(tally: _Tally, item: Item, places: tuple[RatedPlace, ...], profile: _Profile, *, is_knockout: bool) -> None:
    tally.profiles[profile] += 1
    if item.touchpoint is not None:
        tally.touchpoints.add(item.touchpoint)
    if is_knockout:
        failed = [place for place in places if any(rating.failed_knockout for rating in place.ratings)]
        if failed:
            tally.failed |= {item.criterion}
        if any(place.disputed for place in failed):
            tally.disputed |= {item.criterion}
        if profile.untested:
            tally.untested |= {item.criterion}


def _score(tally: _Tally, *, untested_fails: bool) -> Score:
    profiles = tally.profiles
    rated = {one: times for one, times in profiles.items() if one.rated}
    rated_weight = sum((_rated_weight(one) * times for one, times in rated.items()), Fraction(0))
    open_weight = sum(
        (
            one.weight * one.untested / (one.rated + one.untested) * times
            for one, times in profiles.items()
            if one.untested
        ),
        Fraction(0),
    )
    weight = rated_weight + open_weight
    untested = _extremes(profiles, lambda one: one.untested) if any(one.untested for one in profiles) else None
    counted = _as_failed(profiles) if untested_fails else profiles
    reached, full = _sums(counted)
    return Score(
        share=reached / full if rated_weight and full else None,
        coverage=rated_weight / weight if weight else None,
        rated_weight=rated_weight,
        items=sum(profiles.values()),
        touchpoints=len(tally.touchpoints),
        rated_items=sum(rated.values()),
        untested_items=sum(times for one, times in profiles.items() if one.untested and not one.rated),
        not_applicable_items=sum(
            times for one, times in profiles.items() if one.not_applicable and not one.rated and not one.untested
        ),
        rated_places=sum(one.rated * times for one, times in profiles.items()),
        untested_places=sum(one.untested * times for one, times in profiles.items()),
        not_applicable_places=sum(one.not_applicable * times for one, times in profiles.items()),
        if_not_applicable=_extremes(counted, lambda one: one.not_applicable)
        if any(one.not_applicable for one in profiles)
        else None,
        if_untested=untested,
        failed_knockouts=tuple(sorted(tally.failed)),
        disputed_knockouts=tuple(sorted(tally.disputed)),
        untested_knockouts=tuple(sorted(tally.untested - tally.failed)),
        reached=reached,
        weight=full,
        untested_weight=open_weight,
    )


def _rated_weight(one: _Profile) -> Fraction:
    return one.weight * one.rated / (one.rated + one.untested)


def _as_failed(profiles: Mapping[_Profile, int]) -> Mapping[_Profile, int]:
    """Return the profiles with every untested place rated 0."""
    return {replace(one, rated=one.rated + one.untested, untested=0): times for one, times in profiles.items()}


def _sums(profiles: Mapping[_Profile, int]) -> tuple[Fraction, Fraction]:
    """Return the sum of weight x value over the rated items, and the sum of their weights."""
    rated = {one: times for one, times in profiles.items() if one.rated}
    weight = sum((one.weight * times for one, times in rated.items()), Fraction(0))
    reached = sum((one.weight * one.reached / one.rated * times for one, times in rated.items()), Fraction(0))
    return reached, weight


def _extremes(profiles: Mapping[_Profile, int], unknown: Callable[[_Profile], int]) -> Range | None:
    """Return the share if every unknown place had failed, and had passed."""
    weight = low = high = Fraction(0)
    for one, times in profiles.items():
        extra = unknown(one)
        places = one.rated + extra
        if places:
            weight += one.weight * times
            low += one.weight * one.reached / places * times
            high += one.weight * (one.reached + extra) / places * times
    return Range(low / weight, high / weight) if weight else None
