"""From visits to items: what every auditor answered, at every place where it was to be asked.

Source: methods.md, "Checklist score".
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from tpm_audit.model.audit import Audit, Unit
from tpm_audit.model.audits import Visit
from tpm_audit.model.checklists import Checklist, Criterion, OncePer
from tpm_audit.model.outcomes import Item, RatedPlace, Rating
from tpm_audit.model.scales import Scale, Unrated
from tpm_audit.model.selector import Selector, UnitTraits

Place: TypeAlias = tuple[str | None, str | None]  # location and language
_Said: TypeAlias = tuple[Visit, str]  # a visit and its answer


def items(audit: Audit) -> tuple[Item, ...]:
    """Return every item that the audit expects, with the ratings of the places where it was rated."""
    said = _answers(audit)
    met = _met(audit)
    asked = _askable(audit)
    found: list[Item] = []
    for checklist_id in audit.plan.checklists:
        checklist = audit.checklists[checklist_id]
        here = [*_asked(checklist, asked[checklist.once_per], met)]
        for criterion in checklist.criteria.values():
            question = _question(criterion, audit.scale(checklist, criterion))
            for (touchpoint, channel), places in _expected(criterion, here).items():
                answers = said.get((criterion.id, touchpoint, channel), {})
                rated = tuple(_rated_place(question, place, answers.get(place, [])) for place in places)
                found.append(Item(checklist.id, criterion.id, touchpoint, channel, criterion.weight, rated))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Question:
    """What the answers to a criterion are worth; ``fails_at`` is None where it is no knock-out criterion."""

    shares: Mapping[str, Fraction]
    fails_at: Fraction | None


def _question(criterion: Criterion, scale: Scale) -> _Question:
    fails_at = scale.share(criterion.fails_at or scale.failing_level) if criterion.knockout else None
    return _Question(scale.shares, fails_at)


class _Askable(NamedTuple):
    """Where a question can be asked, and what selectors may ask of it."""

    unit: Unit
    traits: UnitTraits


def _answers(audit: Audit) -> Mapping[tuple[str, str | None, str | None], dict[Place, list[_Said]]]:
    """Gather the answers by item and place; what was only assumed rates nothing."""
    said: dict[tuple[str, str | None, str | None], dict[Place, list[_Said]]] = defaultdict(lambda: defaultdict(list))
    for visit in audit.visits:
        if visit.rates:
            place = (visit.location, visit.language)
            for criterion, answer in visit.answers.items():
                said[criterion, visit.touchpoint, visit.channel][place].append((visit, answer.answer))
    for at_places in said.values():
        for place, answers in at_places.items():
            at_places[place] = [one for one in answers if one[0].settles] or answers
    return said


def _askable(audit: Audit) -> Mapping[OncePer, list[_Askable]]:
    """Return where checklists could be asked, by what they are asked once per."""
    units = audit.units
    touchpoints = dict.fromkeys(unit.touchpoint for unit in units)
    channels = sorted({unit.channel for unit in units if unit.channel is not None})
    locations = [
        location for location in audit.locations if audit.in_sample(location) and _in_scope(audit.plan.scope, location)
    ]
    places: Mapping[OncePer, Iterable[Unit]] = {
        OncePer.UNIT: units,
        OncePer.TOUCHPOINT: (Unit(touchpoint) for touchpoint in touchpoints),
        OncePer.CHANNEL: (Unit(None, channel) for channel in channels),
        OncePer.LOCATION: (Unit(None, None, location) for location in locations),
        OncePer.COMPANY: (Unit(),),
    }
    return {once: [_Askable(unit, audit.traits(unit)) for unit in of_kind] for once, of_kind in places.items()}


def _in_scope(scope: Selector, location: str) -> bool:
    """Say whether a location as a whole is in scope, as far as the scope names locations."""
    left_out = scope.excluded is not None and scope.excluded.selects(UnitTraits(locations=(location,)))
    return (scope.locations is None or location in scope.locations) and not left_out


_Met: TypeAlias = Mapping[str | None, Mapping[Unit, set[str | None]]]


def _met(audit: Audit) -> _Met:
    """Return the languages in which units were met by checklist, below None on visits that went through all."""
    met: dict[str | None, dict[Unit, set[str | None]]] = defaultdict(lambda: defaultdict(set))
    for visit in audit.visits:
        if visit.rates:
            unit = Unit(visit.touchpoint, visit.channel, visit.location)
            for checklist in (None,) if visit.checklists is None else visit.checklists:
                met[checklist][unit].add(visit.language)
    return met


def _asked(checklist: Checklist, where: Iterable[_Askable], met: _Met) -> Iterator[_Askable]:
    """Yield where a checklist is asked: languages only as visited, so what was met in some counts as those."""
    selector = checklist.applies_to
    languages_matter = selector.asks_language
    for one in where if languages_matter else _fitting(selector, where):
        languages = {*met[None].get(one.unit, ()), *met[checklist.id].get(one.unit, ())} or {None}
        for language in sorted(languages, key=lambda language: language or "") if len(languages) > 1 else languages:
            place = one if language is None else _Askable(one.unit, one.traits._replace(language=language))
            if not languages_matter or selector.selects(place.traits):
                yield place


def _expected(criterion: Criterion, here: Iterable[_Askable]) -> dict[tuple[str | None, str | None], list[Place]]:
    """Return touchpoint and channel of each item of a criterion, and the places where it is asked."""
    expected: dict[tuple[str | None, str | None], list[Place]] = defaultdict(list)
    for one in _fitting(criterion.applies_to, here):
        expected[one.unit.touchpoint, one.unit.channel].append((one.unit.location, one.traits.language))
    return expected


def _fitting(selector: Selector, here: Iterable[_Askable]) -> Iterator[_Askable]:
    """Yield what a selector means; what asks of touchpoints only is asked once for each."""
    if selector.selects_all:
        yield from here
    elif selector.asks_no_place:
        fits: dict[str | None, bool] = {}
        for one in here:
            touchpoint = one.unit.touchpoint
            if touchpoint not in fits:
                fits[touchpoint] = selector.fits_touchpoint(one.traits.touchpoint)
            if fits[touchpoint]:
                yield one
    else:
        for one in here:
            if selector.selects(one.traits):
                yield one


def _rated_place(question: _Question, place: Place, said: list[_Said]) -> RatedPlace:
    if len(said) == 1:  # by far the most frequent
        only = _rating(question, said[0][0].auditor, said)
        return RatedPlace(*place, (only,), only.share, only.unrated is Unrated.NOT_APPLICABLE, disputed=False)
    by_auditor: dict[str, list[_Said]] = defaultdict(list)
    for visit, answer in said:
        by_auditor[visit.auditor].append((visit, answer))
    ratings = tuple(_rating(question, auditor, own) for auditor, own in sorted(by_auditor.items()))
    shares = [rating.share for rating in ratings if rating.share is not None]
    spoken = [rating for rating in ratings if rating.share is not None or rating.unrated is Unrated.NOT_APPLICABLE]
    return RatedPlace(
        *place,
        ratings,
        _mean(shares),
        not_applicable=bool(spoken) and not shares,
        disputed=len(spoken) > 1 and len({rating.share for rating in spoken}) > 1,
    )


def _rating(question: _Question, auditor: str, said: list[_Said]) -> Rating:
    """Return one auditor's rating: the mean over the specimens, else why there is none."""
    answers = tuple(answer for _, answer in said)
    shares = [question.shares[answer] for answer in answers if answer in question.shares]
    return Rating(
        auditor=auditor,
        visits=tuple(visit for visit, _ in said),
        answers=answers,
        share=_mean(shares),
        unrated=None if shares else next(word for word in Unrated if word in answers),
        failed_knockout=question.fails_at is not None and any(share <= question.fails_at for share in shares),
    )


def _mean(shares: list[Fraction]) -> Fraction | None:
    if len(shares) == 1:  # by far the most frequent, and exact arithmetic is slow
        return shares[0]
    return sum(shares, Fraction(0)) / len(shares) if shares else None
