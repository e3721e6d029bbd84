"""Owners as the result holds them: who answers for something, and the findings that are theirs to mend."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from tpm_audit.model.audit import Audit
from tpm_audit.model.result import FindingRecord, OwnerRecord


def owner_records(audit: Audit, findings: Iterable[FindingRecord]) -> tuple[OwnerRecord, ...]:
    """Return everybody who answers for something, by their ids; ``findings`` stand in their order of priority."""
    found: dict[str, list[str]] = defaultdict(list)
    for finding in findings:
        for owner in finding.owner_ids:
            found[owner].append(finding.id)
    touchpoints = _by_owner(_touchpoint_owners(audit))
    channels = _by_owner((one.owner, one.id) for one in audit.channels.values())
    locations = _by_owner((one.owner, one.id) for one in audit.locations.values())
    return tuple(
        OwnerRecord(
            id=id_,
            name=audit.person_name(id_),
            findings=tuple(found.get(id_, ())),
            touchpoints=touchpoints.get(id_, ()),
            channels=channels.get(id_, ()),
            locations=locations.get(id_, ()),
        )
        for id_ in sorted({*found, *touchpoints, *channels, *locations})
    )


def _touchpoint_owners(audit: Audit) -> Iterator[tuple[str | None, str]]:
    for touchpoint in audit.touchpoints:
        for unit in audit.units_of(touchpoint):
            yield audit.owner_of(unit), touchpoint


def _by_owner(owned: Iterable[tuple[str | None, str]]) -> Mapping[str, tuple[str, ...]]:
    """Return what each owner has, each thing once."""
    by_owner: dict[str, dict[str, None]] = defaultdict(dict)
    for owner, id_ in owned:
        if owner is not None:
            by_owner[owner][id_] = None
    return {owner: tuple(ids) for owner, ids in by_owner.items()}
