"""What was renamed, as far as it has a page: addresses that somebody has kept go on being good."""

from collections.abc import Iterator, Mapping

from tpm_audit.model.audit import Audit
from tpm_audit.model.context import Kind
from tpm_audit.model.entry import Entry
from tpm_audit.model.result import RenamedRecord


def renamed_records(audit: Audit) -> Iterator[RenamedRecord]:
    """Yield what an edition shows and had other ids before; whom it does not name has none."""
    things: Mapping[Kind, Mapping[str, Entry]] = {
        Kind.TOUCHPOINT: audit.touchpoints,
        Kind.CHANNEL: audit.channels,
        Kind.LOCATION: audit.locations,
        Kind.FACT: audit.facts,
        Kind.CHECKLIST: audit.checklists,
        Kind.PERSON: audit.people,
    }
    for kind, by_id in things.items():
        for id_, thing in sorted(by_id.items()):
            if thing.renamed_from:
                yield RenamedRecord(kind, id_, thing.renamed_from)
