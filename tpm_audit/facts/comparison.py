"""The comparison: from an audit to the outcome of every unit of every fact, once per run."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple, TypeAlias

from tpm_audit.facts.agreement import agreements
from tpm_audit.facts.judging import Judge
from tpm_audit.model.audit import Audit, Unit
from tpm_audit.model.audits import MISSING, Observation, Visit
from tpm_audit.model.facts import Fact, Reading
from tpm_audit.model.outcomes import Agreement, Comparisons, Outcome, Seen, UnitOutcome
from tpm_audit.model.scales import Unrated

At: TypeAlias = tuple[Unit, str | None]  # a unit, and the language it was met in

_UNSEEN: dict[str, Outcome] = {MISSING: Outcome.MISSING, **dict.fromkeys(Unrated, Outcome.NOT_OBSERVED)}
_RANK = {outcome: rank for rank, outcome in enumerate(Outcome)}  # the worst of several observations counts


class _Found(NamedTuple):
    """What one visit says of a fact at one unit."""

    visit: Visit
    observation: Observation
    values: tuple[str, ...]


def compare(audit: Audit) -> Comparisons:
    """Compare every observation with its standard, and with the other channels where there is none.

    Source: methods.md, "Consistency".
    """
    found = _gather(audit)
    required = _required_units(audit)
    by_fact: dict[str, tuple[UnitOutcome, ...]] = {}
    agreed: list[Agreement] = []
    for fact in audit.facts.values():
        judge = Judge(audit, fact)
        outcomes = tuple(_outcomes(audit, fact, judge, found[fact.id], required[fact.id]))
        by_fact[fact.id] = outcomes
        shown = (outcome for outcome in outcomes if outcome.outcome is Outcome.SHOWN)
        agreed += agreements(audit, judge, shown)
    flat = tuple(outcome for outcomes in by_fact.values() for outcome in outcomes)
    return Comparisons(flat, tuple(agreed), by_fact)


def _gather(audit: Audit) -> dict[str, dict[At, list[_Found]]]:
    """Gather what was found, by fact and unit; a settling visit takes the place of the others."""
    gathered: dict[str, dict[At, list[_Found]]] = defaultdict(lambda: defaultdict(list))
    for visit in audit.visits:
        if not visit.rates or visit.channel is None:
            continue
        for fact_id, observation in visit.facts.items():
            for location, values in _by_location(visit, observation):
                unit = Unit(visit.touchpoint, visit.channel, location)
                gathered[fact_id][unit, visit.language].append(_Found(visit, observation, values))
    for at_units in gathered.values():
        for at, found in at_units.items():
            at_units[at] = [one for one in found if one.visit.settles] or found
    return gathered


def _by_location(visit: Visit, observation: Observation) -> Iterable[tuple[str | None, tuple[str, ...]]]:
    if observation.at is not None:
        return observation.at.items()
    return ((visit.location, observation.value or ()),)


def _required_units(audit: Audit) -> dict[str, list[Unit]]:
    """Return by fact the units of the inventory at which it has to be found."""
    required: dict[str, list[Unit]] = defaultdict(list)
    for unit in audit.units:
        if unit.touchpoint is not None and unit.channel is not None:
            for fact_id in audit.touchpoints[unit.touchpoint].facts_on(unit.channel):
                required[fact_id].append(unit)
    return required


def _outcomes(
    audit: Audit, fact: Fact, judge: Judge, found: dict[At, list[_Found]], required: list[Unit]
) -> Iterator[UnitOutcome]:
    """Yield the outcome of every unit where the fact is required or was looked for."""
    applicable = [unit for unit in required if not _not_on(audit, fact, unit, None)]
    must = frozenset(applicable)
    free = not required and not fact.required_on
    seen_at: set[Unit] = set()
    shown: set[tuple[str | None, str | None]] = set()
    looked_for: dict[tuple[str | None, str | None], list[Seen]] = defaultdict(list)
    for (unit, language), of_unit in found.items():
        if _not_on(audit, fact, unit, language):
            continue
        seen_at.add(unit)
        seen = _seen(judge, unit, language, of_unit)
        if seen is None:
            continue
        outcome = _unit_outcome(judge, unit, language, seen, required=unit in must, counts_missing=free or unit in must)
        place = (unit.channel, unit.location)
        if any(one.text is not None for one in seen):
            shown.add(place)
        elif outcome.outcome is Outcome.LISTED:
            looked_for[place] += seen
        yield outcome
    for unit in applicable:
        if unit not in seen_at:
            yield UnitOutcome(
                fact.id,
                unit,
                None,
                Outcome.NOT_OBSERVED,
                required=True,
                standard=fact.standard_at(unit.location),
            )
    yield from _required_somewhere(audit, fact, applicable, shown, looked_for)


def _not_on(audit: Audit, fact: Fact, unit: Unit, language: str | None) -> bool:
    return fact.not_on is not None and fact.not_on.selects(audit.traits(unit, language))


def _seen(judge: Judge, unit: Unit, language: str | None, found: list[_Found]) -> tuple[Seen, ...] | None:
    """Return what was seen, the worst first; None where all who answered say that it is not applicable."""
    seen: list[Seen] = []
    not_applicable = 0
    for one in found:
        if one.values == (Unrated.NOT_APPLICABLE,):
            not_applicable += 1
            continue
        if one.observation.text is not None:
            seen += judge.sampled(unit, language, one.visit, one.observation)
        written = one.visit.written.at("facts", judge.fact.id)
        for value in one.values:
            unseen = _UNSEEN.get(value)
            if unseen is None:
                seen.append(judge.judged(value, unit, language, one.visit, one.observation))
            else:
                visit = one.visit
                seen.append(Seen(None, unseen, visit.auditor, visit.date, written, note=one.observation.note))
    if not seen and not_applicable:
        return None
    if len(seen) == 1:
        return (seen[0],)
    return tuple(sorted(seen, key=lambda one: (_RANK[one.outcome], one.text or "", one.auditor)))


def _unit_outcome(
    judge: Judge,
    unit: Unit,
    language: str | None,
    seen: tuple[Seen, ...],
    *,
    required: bool,
    counts_missing: bool,
) -> UnitOutcome:
    outcome = seen[0].outcome if seen else Outcome.NOT_OBSERVED
    if outcome is Outcome.MISSING and not counts_missing:
        found = (one.outcome for one in seen if one.outcome not in (Outcome.MISSING, Outcome.NOT_OBSERVED))
        outcome = next(found, Outcome.LISTED)
    standard = judge.fact.standard_at(unit.location)
    disputed = len(seen) > 1 and _disputed(judge, unit, language, seen)
    return UnitOutcome(judge.fact.id, unit, language, outcome, required, standard, seen, disputed)


def _disputed(judge: Judge, unit: Unit, language: str | None, seen: tuple[Seen, ...]) -> bool:
    """Say whether two auditors saw different things; how they wrote them down makes no difference."""
    looks: dict[str, dict[tuple[Outcome, str | None], Seen]] = defaultdict(dict)
    for one in seen:
        if one.outcome is not Outcome.NOT_OBSERVED:
            looks[one.auditor].setdefault((one.outcome, one.value), one)

    def covers(look: Iterable[Seen], other: Iterable[Seen]) -> bool:
        return all(any(_saw_the_same(judge, unit, language, one, mine) for mine in look) for one in other)

    pairs = combinations([look.values() for look in looks.values()], 2)
    return any(not (covers(one, other) and covers(other, one)) for one, other in pairs)


def _saw_the_same(judge: Judge, unit: Unit, language: str | None, one: Seen, other: Seen) -> bool:
    """Say whether two observations are of one value; within a tolerance both have to be right, or wrong."""
    if one.value is None or other.value is None:
        return (one.outcome, one.value) == (other.outcome, other.value)
    if one.value == other.value:
        return True
    if one.outcome is not other.outcome or not judge.fact.has_tolerance or one.text is None or other.text is None:
        return False
    country = judge.audit.country_at(unit.location)
    ours, theirs = (judge.read(text, country, language) for text in (one.text, other.text))
    return isinstance(ours, Reading) and isinstance(theirs, Reading) and judge.same(ours, theirs)


def _required_somewhere(
    audit: Audit,
    fact: Fact,
    required: list[Unit],
    shown: set[tuple[str | None, str | None]],
    looked_for: dict[tuple[str | None, str | None], list[Seen]],
) -> Iterator[UnitOutcome]:
    """Yield one outcome per channel (and location) that has to show the fact somewhere and does not.

    A channel on which a unit already requires it is judged there.
    """
    judged = {(unit.channel, unit.location) for unit in required}
    anywhere = {(channel, None) for channel, _ in shown}  # a channel without locations that speaks for some
    for channel in fact.required_on:
        places = audit.locations_of(channel)
        for location in places or (None,):
            place = (channel, location)
            if place in (shown if places else anywhere) or place in judged or not audit.in_sample(location):
                continue
            unit = Unit(None, channel, location)
            if _not_on(audit, fact, unit, None):
                continue
            seen = tuple(looked_for.get(place, ()))
            outcome = Outcome.MISSING if seen else Outcome.NOT_OBSERVED
            yield UnitOutcome(
                fact.id, unit, None, outcome, required=True, standard=fact.standard_at(location), seen=seen
            )
