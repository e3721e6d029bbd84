"""The change of a score and of the consistency index, split into what changed where both looked, and other scope.

Neither is tested: items are chosen, not drawn, and all of them were looked at.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from tpm_audit.history.compared_ratings import (
    ItemKey,
    PlaceKey,
    Rated,
    Ratings,
    SideBySide,
    known,
    mean,
    named_once,
    same_words,
)
from tpm_audit.history.current_ids import CurrentIds
from tpm_audit.model.comparison import FigureChange, Outside, OutsideCount, PartRecord
from tpm_audit.model.context import Kind
from tpm_audit.model.outcomes import COUNTED, RIGHT, Outcome
from tpm_audit.model.result import Result, UnitRecord
from tpm_audit.model.said import JsonValue, sayable_json
from tpm_audit.source.message import Localised

_NOTHING = Fraction(1, 10**12)  # a frozen figure is known to 15 digits: what is less is what rounding left
_Weighed: TypeAlias = tuple[Fraction, Sequence[Fraction]]  # the weight of an item, and its shares at places


def score_change(results: tuple[Result, Result], both: SideBySide) -> FigureChange:
    """Return the change of the whole score."""
    shares = [None if one.figures.score is None else one.figures.score.share for one in results]
    at_then = [(_weight(both.then, key), pair) for key, pair in both.pairs.items()]
    at_now = [(_weight(both.now, key), pair) for key, pair in both.pairs.items()]
    places = [(was, is_) for pair in both.pairs.values() for was, is_ in zip(pair.then, pair.now, strict=True)]
    return _split(
        _Figures(*shares),
        _Common(
            n=len(places),
            fell=sum(is_ < was for was, is_ in places),
            rose=sum(is_ > was for was, is_ in places),
            then=_score((weight, pair.then) for weight, pair in at_then),
            now=_score((weight, pair.now) for weight, pair in at_now),
            at_weights_of_then=_score((weight, pair.now) for weight, pair in at_then),
        ),
        entered=_rated_part(both.now, both.then, both.alike),
        left=_rated_part(both.then, both.now, both.alike),
    )


def _weight(asked_in: Ratings, key: ItemKey) -> Fraction:
    return known(asked_in.asked[key.criterion].criterion.weight)


def _score(items: Iterable[_Weighed]) -> Fraction | None:
    """Return the checklist score of items; None where nothing is rated."""
    weighed = [(weight, mean(shares)) for weight, shares in items]
    full = sum((weight for weight, _ in weighed), Fraction(0))
    return sum((weight * value for weight, value in weighed), Fraction(0)) / full if full else None


def _rated_part(here: Ratings, there: Ratings, alike: frozenset[str]) -> PartRecord:
    """Return what is rated here and does not count there."""
    part = _Part()
    for key, places in here.items.items():
        shares = []
        for place, record in places.items():
            reason = _outside(there, key, place, alike)
            if record.share is not None and reason is not None:
                shares.append(known(record.share))
                part.reasons[reason] += 1
        if shares:
            part.items.append((_weight(here, key), shares))
    return part.record()


def _outside(there: Ratings, key: ItemKey, place: PlaceKey, alike: frozenset[str]) -> Outside | None:
    """Return why a rating has no counterpart there; None where it has one."""
    if key.criterion not in alike:
        return Outside.ASKED_OTHERWISE if key.criterion in there.asked else Outside.NOT_ASKED
    places: Mapping[PlaceKey, Rated] = there.items.get(key, {})
    # where nobody was, a place has no language yet
    record = places.get(place) or places.get(PlaceKey(place.location, None))
    if record is None:
        return Outside.NOT_ASKED
    if place in places and record.share is not None:
        return None
    if record.not_applicable:
        return Outside.NOT_APPLICABLE
    return Outside.UNTESTED if record.share is None else Outside.NOT_ASKED


@dataclass(slots=True)
class _Part:
    items: list[_Weighed] = field(default_factory=list)
    reasons: Counter[Outside] = field(default_factory=Counter)

    def record(self) -> PartRecord:
        counts = tuple(OutsideCount(reason, self.reasons[reason]) for reason in Outside if self.reasons[reason])
        return PartRecord(self.reasons.total(), _score(self.items), counts)


class _UnitKey(NamedTuple):
    """A fact at a unit, by the ids of now."""

    fact: str
    touchpoint: str | None
    channel: str | None
    location: str | None
    language: str | None


class _Held(NamedTuple):
    """What was found of a fact at a unit, and the kind of the fact."""

    unit: UnitRecord
    kind: str


_Units: TypeAlias = Mapping[_UnitKey, _Held]


def consistency_change(results: tuple[Result, Result], ids: tuple[CurrentIds, CurrentIds]) -> FigureChange:
    """Return the change of the whole consistency index, by units."""
    then, now = _in_same_languages(*(dict(_units(result, of)) for result, of in zip(results, ids, strict=True)))
    both = [
        (one.unit.outcome in RIGHT, now[key].unit.outcome in RIGHT)
        for key, one in then.items()
        if one.unit.outcome in COUNTED and _not_held(one, now.get(key)) is None
    ]
    right = [Fraction(sum(side), len(both)) if both else None for side in zip(*both, strict=True)] or [None, None]
    return _split(
        _Figures(*(result.figures.index for result in results)),
        _Common(
            n=len(both),
            fell=sum(was and not is_ for was, is_ in both),
            rose=sum(is_ and not was for was, is_ in both),
            then=right[0],
            now=right[1],
            at_weights_of_then=right[1],
        ),
        entered=_held_part(now, then),
        left=_held_part(then, now),
    )


def _in_same_languages(*sides: _Units) -> tuple[_Units, ...]:
    unnamed = named_once(*(((key._replace(language=None), key.language) for key in side) for side in sides))
    return tuple(
        {without if (without := key._replace(language=None)) in unnamed else key: held for key, held in side.items()}
        for side in sides
    )


def _units(result: Result, ids: CurrentIds) -> Iterator[tuple[_UnitKey, _Held]]:
    """Yield the units of every fact, those without a standard too: one may have had one."""
    for fact in result.facts:
        for unit in fact.units:
            key = _UnitKey(
                ids.of(Kind.FACT, fact.id),
                ids.any(Kind.TOUCHPOINT, unit.touchpoint),
                ids.any(Kind.CHANNEL, unit.channel),
                ids.any(Kind.LOCATION, unit.location),
                unit.language,
            )
            yield key, _Held(unit, fact.kind)


def _held_part(here: Mapping[_UnitKey, _Held], there: Mapping[_UnitKey, _Held]) -> PartRecord:
    """Return what is counted here and does not count there."""
    part = _Part()
    for key, one in here.items():
        if one.unit.standard is None or one.unit.outcome not in COUNTED:
            continue
        reason = _not_held(one, there.get(key))
        if reason is not None:
            part.reasons[reason] += 1
            part.items.append((Fraction(1), [Fraction(one.unit.outcome in RIGHT)]))
    return part.record()


def _not_held(one: _Held, other: _Held | None) -> Outside | None:
    """Return why a unit has no counterpart in the other result; None where both count it against the same standard."""
    if other is None or other.unit.outcome is Outcome.LISTED:
        return Outside.NOT_ASKED
    if other.unit.outcome is Outcome.NOT_OBSERVED:
        return Outside.NOT_OBSERVED
    if other.unit.outcome is Outcome.UNREADABLE:
        return Outside.UNREADABLE
    return None if one.kind == other.kind and _same_standard(one.unit, other.unit) else Outside.OTHER_STANDARD


def _same_standard(one: UnitRecord, other: UnitRecord) -> bool:
    if one.standard is None or other.standard is None:
        return False
    if isinstance(one.standard, Localised) and isinstance(other.standard, Localised):
        return same_words(one.standard, other.standard)
    return _written(one) == _written(other)


def _written(unit: UnitRecord) -> JsonValue:
    return None if unit.standard is None else sayable_json(unit.standard)


class _Figures(NamedTuple):
    then: Fraction | None
    now: Fraction | None


class _Common(NamedTuple):
    """What counts in both, and its figure on either side."""

    n: int
    fell: int
    rose: int
    then: Fraction | None
    now: Fraction | None
    at_weights_of_then: Fraction | None


def _split(figures: _Figures, common: _Common, *, entered: PartRecord, left: PartRecord) -> FigureChange:
    """Return the change of a figure in its parts; where nothing is common all of it is scope."""
    change = _less(figures.now, figures.then)
    by_answers = _less(common.at_weights_of_then, common.then)
    by_weights = _less(common.now, common.at_weights_of_then)
    by_scope = None if change is None else _less(change, (by_answers or 0) + (by_weights or 0))
    return FigureChange(
        then=figures.then,
        now=figures.now,
        change=change,
        common=common.n,
        fell=common.fell,
        rose=common.rose,
        common_then=common.then,
        common_now=common.now,
        by_answers=by_answers,
        by_weights=by_weights,
        by_scope=by_scope,
        entered=entered,
        left=left,
    )


def _less(one: Fraction | None, other: Fraction | int | None) -> Fraction | None:
    if one is None or other is None:
        return None
    difference = one - other
    return difference if abs(difference) > _NOTHING else Fraction(0)
