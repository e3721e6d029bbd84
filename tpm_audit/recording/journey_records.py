"""Journeys as the result holds them: their steps with the scores of what they meet."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from tpm_audit.figures.checklist_score import ScoredPart, scores_by
from tpm_audit.model.audit import Audit, Unit
from tpm_audit.model.figures import Score
from tpm_audit.model.journey_records import JourneyRecord, StepRecord
from tpm_audit.model.journeys import Journey, JourneyState, Step
from tpm_audit.model.outcomes import Item, RatedPlace


def journey_records(audit: Audit, items: Iterable[Item]) -> tuple[JourneyRecord, ...]:
    """Return the journeys, by id."""
    met = _met(audit, items)
    steps = {unit: tuple(parts) for unit, parts in met.items()}
    of_steps = scores_by(audit, ((_key(unit), *part) for unit, parts in steps.items() for part in parts))
    of_journeys = scores_by(audit, (part for one in audit.journeys.values() for part in _whole(one, steps)))
    return tuple(_journey(audit, one, of_steps, of_journeys) for one in audit.journeys.values())


def _unit(step: Step) -> Unit:
    return Unit(step.touchpoint, step.channel, step.location)


def _key(unit: Unit) -> tuple[str, ...]:
    return tuple(one or "" for one in unit)


def _met(audit: Audit, items: Iterable[Item]) -> Mapping[Unit, list[tuple[Item, tuple[RatedPlace, ...]]]]:
    """Return the items at each unit that is a step of a journey, with the places that belong to it."""
    units: dict[str, set[Unit]] = defaultdict(set)
    for journey in audit.journeys.values():
        for step in journey.steps:
            units[step.touchpoint].add(_unit(step))
    found: dict[Unit, list[tuple[Item, tuple[RatedPlace, ...]]]] = defaultdict(list)
    for item in items:
        for unit in units.get(item.touchpoint or "", ()):
            if unit.channel in (None, item.channel):
                places = tuple(one for one in item.places if unit.location in (None, one.location))
                if places:
                    found[unit].append((item, places))
    return found


def _whole(
    journey: Journey, steps: Mapping[Unit, Iterable[tuple[Item, tuple[RatedPlace, ...]]]]
) -> Iterator[ScoredPart]:
    """Yield what is met on a journey: each item once, at all the places where it is met."""
    places: dict[tuple[str, str | None, str | None], tuple[Item, dict[tuple[str | None, str | None], RatedPlace]]] = {}
    for unit in dict.fromkeys(map(_unit, journey.steps)):
        for item, there in steps.get(unit, ()):
            _, known = places.setdefault((item.criterion, item.touchpoint, item.channel), (item, {}))
            known |= {(one.location, one.language): one for one in there}
    for item, known in places.values():
        yield (journey.id,), item, tuple(known.values())


def _journey(
    audit: Audit,
    one: Journey,
    of_steps: Mapping[tuple[str, ...], Score],
    of_journeys: Mapping[tuple[str, ...], Score],
) -> JourneyRecord:
    persona = None if one.persona is None else audit.site.personas[one.persona]
    return JourneyRecord(
        id=one.id,
        name=one.shown_name(),
        description=one.description,
        persona=None if persona is None else persona.shown_name(),
        needs=None if persona is None else persona.needs,
        state=one.state,
        steps=tuple(
            StepRecord(step.touchpoint, step.channel, step.location, of_steps.get(_key(_unit(step))))
            for step in one.steps
        ),
        score=of_journeys.get((one.id,)) if one.state is JourneyState.CURRENT else None,
        internal_note=one.internal_note,
    )
