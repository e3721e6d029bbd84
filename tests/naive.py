"""The checklist score once more, straight from methods.md and from the case, with simple dictionaries.

Nothing of the program is used here: what both find must be right, or wrong in the text.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from tests.generated import units_of

SHARES: dict[str, dict[str, Fraction]] = {
    "pass-fail": {"fail": Fraction(0), "partial": Fraction(1, 2), "pass": Fraction(1)},
    "rating-1-5": {str(level): Fraction(level - 1, 4) for level in range(1, 6)},
    "rating-0-10": {str(level): Fraction(level, 10) for level in range(11)},
    "own": {"bad": Fraction(0), "fair": Fraction("0.3"), "good": Fraction(1)},
}


class NaiveItem(NamedTuple):
    """A criterion at a touchpoint on a channel: by place a share, "untested" or "n/a"."""

    checklist: str
    touchpoint: str
    channel: str
    weight: Fraction
    places: dict[tuple[str | None, str | None], Any]


class NaiveScore(NamedTuple):
    share: Fraction | None
    coverage: Fraction | None


def mean(values: Iterable[Fraction]) -> Fraction:
    listed = list(values)
    return Fraction(sum(listed)) / len(listed)


def naive_items(case: Mapping[str, Any]) -> list[NaiveItem]:
    found: dict[tuple[str, str, str], NaiveItem] = {}
    for checklist, content in case["checklists"].items():
        for criterion, asked in content["criteria"].items():
            for touchpoint, channel, location in units_of(case):
                if channel not in asked.get("applies_to", {}).get("channels", [channel]):
                    continue
                new = NaiveItem(checklist, touchpoint, channel, Fraction(asked["weight"]), {})
                item = found.setdefault((criterion, touchpoint, channel), new)
                here = [
                    visit
                    for visit in case["visits"]
                    if (visit["touchpoint"], visit["channel"], visit.get("location")) == (touchpoint, channel, location)
                    and visit.get("basis") != "assumed"
                    and "checklists" not in visit
                ]
                for language in {visit.get("language") for visit in here} or {None}:
                    visits = [visit for visit in here if visit.get("language") == language]
                    item.places[location, language] = at_a_place(visits, criterion, SHARES[asked["scale"]])
    return list(found.values())


def at_a_place(visits: list[Any], criterion: str, shares: Mapping[str, Fraction]) -> Any:
    """Mean over each auditor's visits, then over auditors; n/a only if all who answered say so."""
    answered = [visit for visit in visits if criterion in visit["answers"]]
    answered = [visit for visit in answered if visit.get("settles")] or answered
    by_auditor = defaultdict(list)
    for visit in answered:
        by_auditor[visit["auditor"]].append(visit["answers"][criterion]["answer"])
    rated = [[shares[answer] for answer in said if answer in shares] for said in by_auditor.values()]
    if any(rated):
        return mean(mean(own) for own in rated if own)
    return "n/a" if any("n/a" in said for said in by_auditor.values()) else "untested"


def naive_score(items: Iterable[NaiveItem]) -> NaiveScore:
    """Sum of weight x value over sum of weight; rated over rated and untested weight."""
    reached = weight = rated_weight = untested_weight = Fraction(0)
    for item in items:
        values = [value for value in item.places.values() if isinstance(value, Fraction)]
        untested = list(item.places.values()).count("untested")
        if values:
            reached += item.weight * mean(values)
            weight += item.weight
        if values or untested:
            rated_weight += item.weight * len(values) / (len(values) + untested)
            untested_weight += item.weight * untested / (len(values) + untested)
    expected = rated_weight + untested_weight
    return NaiveScore(reached / weight if weight else None, rated_weight / expected if expected else None)


def naive_scores(case: Mapping[str, Any]) -> dict[tuple[str, ...], NaiveScore]:
    """Return the score of every group that has items."""
    groups: dict[tuple[str, ...], list[NaiveItem]] = defaultdict(list)
    for item in naive_items(case):
        for group in (
            ("whole",),
            ("checklist", item.checklist),
            ("touchpoint", item.touchpoint),
            ("channel", item.channel),
            ("phase", case["touchpoints"][item.touchpoint]["phase"]),
            ("touchpoint-channel", item.touchpoint, item.channel),
        ):
            groups[group].append(item)
        for location in {location for location, _ in item.places if location is not None}:
            there = {place: value for place, value in item.places.items() if place[0] == location}
            groups["location", location].append(item._replace(places=there))
    return {group: naive_score(items) for group, items in groups.items()}
