"""What the rules share that compare the units of one fact with each other: one finding, whatever language it is in."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tpm_audit.model.audit import Audit
from tpm_audit.model.findings import Member
from tpm_audit.model.outcomes import READABLE, Agreement, Seen, UnitOutcome
from tpm_audit.rules.subjects import fact_at, seen_member
from tpm_audit.source.message import Message, say

_TWO = 2  # one value agrees with nothing


@dataclass(frozen=True, slots=True)
class Compared:
    """What units show of one fact at one location, or everywhere, by the content language they are compared within."""

    fact: str
    location: str | None
    by_language: tuple[Agreement, ...]

    @property
    def varying(self) -> tuple[Agreement, ...]:
        """Return the languages within which not all units show the same."""
        return tuple(one for one in self.by_language if len(one.groups) > 1)


def compared(agreements: Iterable[Agreement]) -> Iterator[Compared]:
    """Yield what a finding is about: in any of its languages at least two units can be compared."""
    by_place: dict[tuple[str, str | None], list[Agreement]] = defaultdict(list)
    for agreement in agreements:
        by_place[agreement.fact, agreement.location].append(agreement)
    for (fact, location), by_language in by_place.items():
        if any(one.n >= _TWO for one in by_language):
            yield Compared(fact, location, tuple(by_language))


def varies(audit: Audit, units: Compared) -> Message:
    """Say the most common value and how many show it; where more than one language varies, only in how many."""
    name = fact_at(audit, units.fact, units.location)
    first, *others = units.varying
    if others:
        places = say("{n} place", "{n} places", n=sum(one.n for one in units.varying))
        return say("{fact}: inconsistent in {n} languages ({places})", fact=name, n=1 + len(others), places=places)
    if first.most_common is None:
        return say("{fact}: inconsistent, {n} places and no value is the most common", fact=name, n=first.n)
    return say(
        "{fact}: inconsistent, {value} at {k} of {n} places",
        fact=name,
        k=len(first.groups[0][1]),
        n=first.n,
        value=first.most_common,
    )


def varying_members(audit: Audit, units: Compared) -> tuple[Member, ...]:
    """Return what is shown in the languages that vary: what is not the most common deviates, all where nothing is."""
    found = (
        (position in usual, number, str(unit.unit), seen_member(audit, unit, seen, deviates=position not in usual))
        for number, agreement in enumerate(units.varying)
        for usual in (frozenset(() if agreement.most_common is None else agreement.groups[0][1]),)
        for position, unit in enumerate(agreement.units)
        for seen in _values(unit)
    )
    return tuple(member for *_, member in sorted(found, key=lambda one: one[:-1]))


def _values(unit: UnitOutcome) -> Iterable[Seen]:
    """Return what a unit shows, each value once, whoever saw it."""
    shown: dict[str | None, Seen] = {}
    for seen in unit.seen:
        if seen.outcome in READABLE:
            shown.setdefault(seen.value, seen)
    return shown.values()
