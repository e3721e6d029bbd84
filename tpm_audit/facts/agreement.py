"""Where no standard says what is right, channels are compared with each other."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from tpm_audit.facts.judging import Judge
from tpm_audit.model.audit import Audit
from tpm_audit.model.facts import Compare, Fact, Reading
from tpm_audit.model.outcomes import Agreement, Outcome, UnitOutcome


def agreements(audit: Audit, fact: Fact, judge: Judge, outcomes: Sequence[UnitOutcome]) -> Iterator[Agreement]:
    """Yield how far the units that show a value without a standard agree, within one language (and location)."""
    spoken = audit.site.content_languages or tuple(audit.site.languages)
    only = spoken[0] if len(spoken) == 1 else None
    groups: dict[tuple[str | None, str | None], list[UnitOutcome]] = defaultdict(list)
    for outcome in outcomes:
        if outcome.outcome is Outcome.SHOWN:
            location = outcome.unit.location if fact.compare_by is Compare.LOCATION else None
            groups[location, outcome.language or only].append(outcome)
    for (location, language), units in sorted(groups.items(), key=lambda group: str(group[0])):
        yield _agreement(audit, fact, judge, tuple(units), location, language)


def _agreement(
    audit: Audit,
    fact: Fact,
    judge: Judge,
    units: tuple[UnitOutcome, ...],
    location: str | None,
    language: str | None,
) -> Agreement:
    values = [_values(audit, judge, unit) for unit in units]
    by_value: dict[frozenset[str], list[int]] = defaultdict(list)
    for position, of_unit in enumerate(values):
        by_value[frozenset(reading.value for reading in of_unit)].append(position)
    kinds = list(by_value.items())
    if fact.has_tolerance:
        alike = {
            (i, j)
            for i, (_, ours) in enumerate(kinds)
            for j, (_, theirs) in enumerate(kinds)
            if _alike(judge, values[ours[0]], values[theirs[0]])
        }
    else:
        alike = {(i, i) for i, (spellings, _) in enumerate(kinds) if len(spellings) == 1}
    sizes = [len(members) for _, members in kinds]
    agreeing = sum(sizes[i] * (sizes[i] - 1) // 2 if i == j else sizes[i] * sizes[j] for i, j in alike if i <= j)
    named = [(values[members[0]][0].text, members) for _, members in kinds]
    pairs = len(units) * (len(units) - 1) // 2
    return Agreement(fact.id, location, language, units, _groups(named, alike), agreeing, pairs)


def _values(audit: Audit, judge: Judge, outcome: UnitOutcome) -> tuple[Reading, ...]:
    country = audit.country_at(outcome.unit.location)
    readings = (judge.read(seen.text, country) for seen in outcome.seen if seen.outcome is Outcome.SHOWN and seen.text)
    return tuple(reading for reading in readings if isinstance(reading, Reading))


def _alike(judge: Judge, one: tuple[Reading, ...], other: tuple[Reading, ...]) -> bool:
    """Say whether two units agree: all values of one with all of the other, so also each with itself."""
    return all(judge.same(mine, theirs) for mine in (*one, *other) for theirs in (*one, *other))


def _groups(kinds: list[tuple[str, list[int]]], alike: set[tuple[int, int]]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Return groups of units of the same value; with a tolerance the value that most others match stands for each.

    Values are not chained: a group holds what matches its own value. Without a tolerance each value is its group.
    """
    matches: dict[int, set[int]] = {one: {one} for one in range(len(kinds))}
    for one, other in alike:
        matches[one].add(other)
    groups: list[tuple[str, tuple[int, ...]]] = []
    left = set(matches)
    for one in sorted(matches, key=lambda one: (-sum(len(kinds[i][1]) for i in matches[one]), kinds[one][0])):
        if one not in left:
            continue
        members = sorted(position for other in matches[one] & left for position in kinds[other][1])
        groups.append((kinds[one][0], tuple(members)))
        left -= matches[one]
    return tuple(sorted(groups, key=lambda group: (-len(group[1]), group[0])))
