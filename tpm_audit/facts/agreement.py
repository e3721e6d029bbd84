"""Channels compared with each other: where no standard says what is right, or a rule asks it."""

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self, TypeAlias

from tpm_audit.facts.judging import Judge
from tpm_audit.model.audit import Audit
from tpm_audit.model.facts import Compare, Reading
from tpm_audit.model.outcomes import READABLE, Agreement, UnitOutcome

ValueGroup: TypeAlias = tuple[str, tuple[int, ...]]  # how a value is written, and the positions of those that show it


class Within(NamedTuple):
    """Within which location and content language values are compared with each other; None where over all."""

    location: str | None
    language: str | None


def parted(audit: Audit, judge: Judge, outcomes: Iterable[UnitOutcome]) -> Mapping[Within, Sequence[UnitOutcome]]:
    """Return the units of a fact by what their values are compared within, in a fixed order.

    Where visits name no language, any will do, as it does for a standard: such a unit goes with the language that it
    agrees with most, and where it agrees with none, with the one that most units have, which it contradicts as well.
    """
    spoken = audit.site.content_languages or tuple(audit.site.languages)
    only = spoken[0] if len(spoken) == 1 else None
    by_location = judge.fact.compare_by is Compare.LOCATION
    unnamed: list[tuple[Within, UnitOutcome]] = []
    groups: dict[Within, list[UnitOutcome]] = defaultdict(list)
    for outcome in outcomes:
        group = Within(outcome.unit.location if by_location else None, outcome.language or only)
        if group.language is None:
            unnamed.append((group, outcome))
        else:
            groups[group].append(outcome)
    named: dict[str | None, list[_Named]] = defaultdict(list)
    for group in sorted(groups, key=str) if unnamed else ():
        named[group.location].append(_Named.of(audit, judge, group, groups[group]))
    fitting: dict[tuple[str | None, tuple[str, ...]], Within] = {}
    for group, outcome in unnamed:
        values = _values(audit, judge, outcome)
        what = group.location, _key(values)
        if what not in fitting:
            best = max(named[group.location], key=lambda one: one.fit(judge, values), default=None)
            fitting[what] = group if best is None else best.group
        groups[fitting[what]].append(outcome)
    return dict(sorted(groups.items(), key=lambda one: str(one[0])))


@dataclass(frozen=True, slots=True)
class _Named:
    """The units of one language that show something, by what they show."""

    group: Within
    units: int
    shown: Mapping[tuple[str, ...], "_Shown"]

    @classmethod
    def of(cls, audit: Audit, judge: Judge, group: Within, outcomes: Sequence[UnitOutcome]) -> Self:
        values = [found for outcome in outcomes if (found := _values(audit, judge, outcome))]
        shown = _shown(judge, values)
        return cls(group, len(values), {_key(one.readings): one for one in shown if one.agrees})

    def fit(self, judge: Judge, values: tuple[Reading, ...]) -> tuple[int, int]:
        """Return with how many units these values agree, and how many there are."""
        if judge.fact.has_tolerance:
            agreeing = [one for one in self.shown.values() if _alike(judge, one.readings, values)]
        else:
            agreeing = [one for one in (self.shown.get(_key(values)),) if one is not None]
        return sum(len(one.positions) for one in agreeing), self.units


def agreements(audit: Audit, judge: Judge, outcomes: Iterable[UnitOutcome]) -> Iterator[Agreement]:
    """Yield how far the units that show a value agree, within one language (and location)."""
    valued = [outcome for outcome in outcomes if any(seen.outcome in READABLE for seen in outcome.seen)]
    for (location, language), units in parted(audit, judge, valued).items():
        values = [_values(audit, judge, unit) for unit in units]
        shown = _shown(judge, values)
        matches = _matches(judge, shown)
        sizes = [len(one.positions) for one in shown]
        agreeing = sum(sizes[i] * (sizes[i] - 1) // 2 if i == j else sizes[i] * sizes[j] for i, j in matches if i <= j)
        pairs = len(units) * (len(units) - 1) // 2
        groups = _largest_first(values, shown, matches)
        yield Agreement(judge.fact.id, location, language, tuple(units), groups, agreeing, pairs)


def alike(judge: Judge, values: Sequence[Reading]) -> tuple[ValueGroup, ...]:
    """Return values in groups of the same, as those of units are."""
    each = [(value,) for value in values]
    shown = _shown(judge, each)
    return _largest_first(each, shown, _matches(judge, shown))


def _values(audit: Audit, judge: Judge, outcome: UnitOutcome) -> tuple[Reading, ...]:
    country = audit.country_at(outcome.unit.location)
    readings = (
        judge.read(seen.text, country, outcome.language)
        for seen in outcome.seen
        if seen.outcome in READABLE and seen.text
    )
    return tuple(reading for reading in readings if isinstance(reading, Reading))


@dataclass(frozen=True, slots=True)
class _Shown:
    """Units that show the same values; one whose own values differ stands alone, for it agrees with nothing."""

    readings: tuple[Reading, ...]
    positions: tuple[int, ...]
    agrees: bool


def _shown(judge: Judge, values: Sequence[tuple[Reading, ...]]) -> list[_Shown]:
    """Gather the units by what they show, in an order that neither files nor ids nor spellings change."""
    positions: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for position, readings in enumerate(values):
        positions[_key(readings)].append(position)
    shown: list[_Shown] = []
    for _, alike in sorted(positions.items()):
        readings = values[alike[0]]
        if _alike(judge, readings, readings):
            shown.append(_Shown(readings, tuple(alike), agrees=True))
        else:
            shown += [_Shown(readings, (position,), agrees=False) for position in alike]
    return shown


def _key(readings: tuple[Reading, ...]) -> tuple[str, ...]:
    return tuple(sorted({reading.value for reading in readings}))


def _alike(judge: Judge, one: tuple[Reading, ...], other: tuple[Reading, ...]) -> bool:
    """Say whether two units agree: all values of one with all of the other, so also each with itself."""
    if len(one) == 1 and len(other) == 1:
        return judge.same(one[0], other[0])
    return all(judge.same(mine, theirs) for mine in (*one, *other) for theirs in (*one, *other))


def _matches(judge: Judge, shown: Sequence[_Shown]) -> set[tuple[int, int]]:
    """Return which of what is shown match, as pairs both ways; without a tolerance each matches but itself."""
    matches = {(i, i) for i, one in enumerate(shown) if one.agrees}
    if judge.fact.has_tolerance:
        agreeing = [i for i, _ in sorted(matches)]
        for one, other in itertools.combinations(agreeing, 2):
            if _alike(judge, shown[one].readings, shown[other].readings):
                matches |= {(one, other), (other, one)}
    return matches


def _largest_first(
    values: Sequence[tuple[Reading, ...]], shown: Sequence[_Shown], matches: set[tuple[int, int]]
) -> tuple[ValueGroup, ...]:
    groups = (
        (_written([values[position] for position in shown[one].positions]), members)
        for one, members in _groups(shown, matches)
    )
    return tuple(sorted(groups, key=lambda group: (-len(group[1]), group[0])))


def _groups(shown: Sequence[_Shown], pairs: set[tuple[int, int]]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield what stands for a group of units, and its units; nothing is chained.

    What most others match stands for the first group, then what most of those left match for the next. Without a
    tolerance each value is its own group.
    """
    matches: dict[int, set[int]] = {one: {one} for one in range(len(shown))}
    for one, other in pairs:
        matches[one].add(other)
    left = {one for one, others in matches.items() if len(others) > 1}
    yield from ((one, shown[one].positions) for one in matches if one not in left)
    while left:
        best = max(sorted(left), key=lambda one: sum(len(shown[other].positions) for other in matches[one] & left))
        yield best, tuple(sorted(position for other in matches[best] & left for position in shown[other].positions))
        left -= matches[best]


def _written(values: Sequence[tuple[Reading, ...]]) -> str:
    """Return how most of these units write what they show; several values stand side by side."""
    spellings = Counter(
        ", ".join(dict(sorted((reading.value, reading.text) for reading in readings)).values()) for readings in values
    )
    return min(spellings, key=lambda text: (-spellings[text], text))
