"""The rows of the documents: which thing with which id is written where."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from tpm_audit.model import codes
from tpm_audit.model.context import KIND_WORDS, Kind
from tpm_audit.model.entry import Written
from tpm_audit.source.document import Document, Value
from tpm_audit.source.message import Message, say
from tpm_audit.source.problems import Place, Problem
from tpm_audit.workspace.layout import FileKind, Layout

Documents: TypeAlias = Mapping[str, Document]


@dataclass(frozen=True, slots=True)
class Row:
    """One thing as it is written."""

    kind: Kind
    id: str
    written: Written
    value: Value


# Where the things of a kind stand: below which top key of which file. Phases are a list, whose entries name their id.
SECTIONS: Mapping[Kind, tuple[FileKind, str]] = {
    Kind.PERSON: (FileKind.PEOPLE, "people"),
    Kind.CHANNEL: (FileKind.CHANNELS, "channels"),
    Kind.LOCATION: (FileKind.CHANNELS, "locations"),
    Kind.PHASE: (FileKind.SITE, "phases"),
    Kind.GOAL: (FileKind.SITE, "goals"),
    Kind.COMPETITOR: (FileKind.SITE, "competitors"),
    Kind.PERSONA: (FileKind.SITE, "personas"),
    Kind.SCALE: (FileKind.SITE, "scales"),
    Kind.FACT: (FileKind.STANDARD, "facts"),
    Kind.OWN_RULE: (FileKind.RULES, "rules"),
    Kind.TOUCHPOINT: (FileKind.TOUCHPOINTS, "touchpoints"),
    Kind.CRITERION: (FileKind.CHECKLIST, "criteria"),
    Kind.WAIVER: (FileKind.WAIVERS, "waivers"),
    Kind.ACTION: (FileKind.ACTIONS, "actions"),
    Kind.JOURNEY: (FileKind.JOURNEYS, "journeys"),
    Kind.KPI: (FileKind.KPIS, "kpis"),
}
# What is a file of its own, whose id is its name, or that of its folder.
WHOLE_FILES: Mapping[Kind, FileKind] = {
    Kind.CHECKLIST: FileKind.CHECKLIST,
    Kind.AUDIT: FileKind.AUDIT,
    Kind.SURVEY: FileKind.SURVEY,
}


def rows_of(kind: Kind, layout: Layout, documents: Documents) -> Iterator[Row]:
    """Yield the rows of a kind, in the order of files and lines."""
    if kind in WHOLE_FILES:
        for path, own_id in layout.of(WHOLE_FILES[kind]):
            if documents[path].value is not None:
                yield Row(kind, own_id, Written(path), documents[path].value or {})
        return
    file_kind, key = SECTIONS[kind]
    for path, _ in layout.of(file_kind):
        top = documents[path].value
        section = top.get(key) if isinstance(top, dict) else None
        if isinstance(section, dict):
            for own_id, value in section.items():
                yield Row(kind, own_id, Written(path, (key, own_id)), value)
        elif isinstance(section, list):
            for index, value in enumerate(section):
                own = value.get("id") if isinstance(value, dict) else None
                if isinstance(own, str):
                    yield Row(kind, own, Written(path, (key, index)), value)


def place_of(documents: Documents, written: Written, *, key: bool = False) -> Place:
    """Return file, line and column of what is written at a key path."""
    document = documents.get(written.file)
    return document.place(written.path, key=key) if document else Place(written.file)


@dataclass(frozen=True)
class Names:
    """Every id in use, old ones included, and what it leads to."""

    current: Mapping[Kind, Mapping[str, str]]
    declared: Mapping[Kind, Mapping[str, Written]]
    problems: tuple[Problem, ...]
    rows: Mapping[Kind, tuple[Row, ...]]
    doubles: frozenset[Written]
    clashes: frozenset[Written]

    @property
    def ids_of_doubles(self) -> frozenset[tuple[Kind, str]]:
        """Return the ids that two things have: nobody knows which of them is meant by it."""
        return frozenset(
            (kind, row.id) for kind, rows in self.rows.items() for row in rows if row.written in self.doubles
        )

    def without_clashes(self, written: Written, value: Value) -> Value:
        """Return a thing as it is written, without the old ids that are not its own alone."""
        old_ids = value.get("renamed_from") if isinstance(value, dict) else None
        if not isinstance(value, dict) or not isinstance(old_ids, list):
            return value
        kept = [old for index, old in enumerate(old_ids) if written.at("renamed_from", index) not in self.clashes]
        return value if len(kept) == len(old_ids) else {**value, "renamed_from": kept}

    def now(self, kind: Kind, id_: str) -> str:
        """Return the id that a thing has now; an old one may have been renamed since."""
        return self.current.get(kind, {}).get(id_, id_)

    def audit(self, wanted: str) -> str:
        """Return the current id of an audit."""
        return self.now(Kind.AUDIT, wanted)


def collect_names(rows: Mapping[Kind, tuple[Row, ...]], documents: Documents) -> Names:
    """Collect the ids of each kind; an id used twice, and an old id in use again, are problems."""
    declared: dict[Kind, dict[str, Written]] = {}
    current: dict[Kind, dict[str, str]] = {}
    problems: list[Problem] = []
    doubles: set[Written] = set()
    clashes: set[Written] = set()
    for kind, of_kind in rows.items():
        ids: dict[str, Written] = {}
        for row in of_kind:
            if row.id in ids:
                doubles.add(row.written)
                problems.append(_twice(row, ids[row.id], documents))
            else:
                ids[row.id] = row.written
        declared[kind] = ids
        current[kind] = {id_: id_ for id_ in ids}
        for row in of_kind:
            for old, problem in _claim_old_ids(row, ids, current[kind], documents):
                clashes.add(old)
                problems.append(problem)
    return Names(current, declared, tuple(problems), rows, frozenset(doubles), frozenset(clashes))


def _twice(row: Row, first: Written, documents: Documents) -> Problem:
    return Problem(
        place_of(documents, row.written, key=True),
        codes.ID_TWICE,
        say(
            "the {kind} '{id}' stands at {place} already",
            kind=KIND_WORDS[row.kind],
            id=row.id,
            place=str(place_of(documents, first, key=True)),
        ),
        say("keep one of the two, or give this one another id"),
    )


def _claim_old_ids(
    row: Row, ids: Mapping[str, Written], names: dict[str, str], documents: Documents
) -> Iterator[tuple[Written, Problem]]:
    old_ids = row.value.get("renamed_from") if isinstance(row.value, dict) else None
    for index, old in enumerate(old_ids if isinstance(old_ids, list) else ()):
        if not isinstance(old, str):
            continue
        said = _clash(row, old, ids, names, documents)
        if said is None:
            names[old] = row.id
        else:
            written = row.written.at("renamed_from", index)
            yield written, Problem(place_of(documents, written), codes.OLD_ID_CLASH, *said)


def _clash(
    row: Row, old: str, ids: Mapping[str, Written], names: Mapping[str, str], documents: Documents
) -> tuple[Message, Message] | None:
    if old == row.id:
        return say("'{id}' is the id that this has now", id=old), say("leave it out: only earlier ids stand here")
    if old in ids:
        place = str(place_of(documents, ids[old], key=True))
        return (
            say("the old id '{id}' is in use: {place}", id=old, place=place),
            say("leave it out here, or give the other one an id of its own, such as '{example}'", example=f"{old}-2"),
        )
    if names.get(old, row.id) != row.id:
        place = str(place_of(documents, ids[names[old]], key=True))
        return (
            say("'{other}' ({place}) had the old id '{id}' too", id=old, other=names[old], place=place),
            say("only one of them can be what '{id}' was: leave it out at the other", id=old),
        )
    return None
