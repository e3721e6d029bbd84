"""Where the pages of earlier ids lead: an address in a mail, or on paper, outlives the name of what it shows."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from tpm_audit.model.context import Kind
from tpm_audit.model.result import ChecklistRecord, FactRecord, GroupRecord, OwnerRecord, Result, TouchpointRecord
from tpm_audit.pages.page import channel_path, checklist_path, fact_path, location_path, owner_path, touchpoint_path
from tpm_audit.source.message import Localised

Shown: TypeAlias = TouchpointRecord | GroupRecord | FactRecord | ChecklistRecord | OwnerRecord


@dataclass(frozen=True, slots=True)
class OldPage:
    """A path that leads on to another page of the same folder, and what that one is about."""

    path: str
    target: str
    name: Localised


def old_pages(result: Result) -> Iterator[OldPage]:
    """Yield the pages of the ids that what has a page had before."""
    families: Mapping[Kind, tuple[Sequence[Shown], Callable[[str], str]]] = {
        Kind.TOUCHPOINT: (result.touchpoints, touchpoint_path),
        Kind.CHANNEL: (result.channels, channel_path),
        Kind.LOCATION: (result.locations, location_path),
        Kind.FACT: (result.facts, fact_path),
        Kind.CHECKLIST: (result.checklists, checklist_path),
        Kind.PERSON: (result.owners, owner_path),
    }
    names = {kind: {one.id: one.name for one in shown} for kind, (shown, _) in families.items()}
    for record in result.renamed:
        name = names.get(record.kind, {}).get(record.id)
        for old in record.old_ids if name is not None else ():
            if name is not None and old not in names[record.kind]:
                path_of = families[record.kind][1]
                yield OldPage(path_of(old), path_of(record.id), name)
