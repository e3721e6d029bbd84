"""What is untested, as the result holds it: the very places that the coverage misses, and why."""

from collections.abc import Iterable

from tpm_audit.model.audit import Audit, Unit
from tpm_audit.model.outcomes import Item, RatedPlace
from tpm_audit.model.result import UntestedRecord


def untested_records(audit: Audit, items: Iterable[Item]) -> tuple[UntestedRecord, ...]:
    """Return every expected rating that was not given, in the order of the items."""
    visits = {
        (Unit(visit.touchpoint, visit.channel, visit.location), language)
        for visit in audit.visits
        if visit.rates
        for language in (None, visit.language)  # a place without a language is met in any
    }
    return tuple(
        UntestedRecord(
            checklist=item.checklist,
            criterion=item.criterion,
            touchpoint=item.touchpoint,
            channel=item.channel,
            location=place.location,
            language=place.language,
            owner=audit.owner_of(_unit(item, place)),
            visited=(_unit(item, place), place.language) in visits,
        )
        for item in items
        for place in item.places
        if place.share is None and not place.not_applicable
    )


def _unit(item: Item, place: RatedPlace) -> Unit:
    return Unit(item.touchpoint, item.channel, place.location)
