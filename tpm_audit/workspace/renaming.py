"""What a rename of a thing changes: its id wherever it is named, and ``renamed_from``, which keeps its past its own."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import PurePosixPath
from typing import BinaryIO, Final

from tpm_audit.language.said_error import SaidError
from tpm_audit.model.context import Kind
from tpm_audit.model.page_names import page_name
from tpm_audit.source.document import Spot
from tpm_audit.source.encoding import decode
from tpm_audit.source.message import say
from tpm_audit.source.problems import Place, Problem
from tpm_audit.source.rewriting import Change, Rewriting, UnchangeableError, changed
from tpm_audit.source.text import SourceText
from tpm_audit.workspace.files import Files
from tpm_audit.workspace.load import Vocabulary, Workspace, read_workspace
from tpm_audit.workspace.rows import Row
from tpm_audit.workspace.written_links import OF_IDS, ids_in_links

RENAMED_FROM: Final = "renamed_from"
_FOLDERS: Final[Mapping[Kind, str]] = {**{kind: folder for folder, kind in OF_IDS.items()}, Kind.PERSON: "owners"}


class NotRenamedError(SaidError):
    """A thing cannot be renamed; nothing was written."""


@dataclass(frozen=True, slots=True)
class Renamed:
    """The files as they would be; ``written`` are those that change, by their paths before, in the order of writing.

    ``moved`` are a file or folder that is named by the id, before and afterwards. ``places`` name the thing.
    """

    kind: Kind
    old: str
    new: str
    files: Files
    written: Mapping[str, bytes]
    moved: tuple[str, str] | None
    places: int

    def path(self, before: str) -> str:
        """Return the path that a file has afterwards."""
        return moved_path(before, self.moved)


@dataclass(frozen=True, slots=True)
class _Ids:
    """Old ids of a thing before and after; ``forgotten``: it gets its first id back, and what came since is no more."""

    before: tuple[str, ...]
    after: tuple[str, ...]

    @classmethod
    def of(cls, row: Row, new: str) -> "_Ids":
        written = row.value.get(RENAMED_FROM, []) if isinstance(row.value, dict) else []
        before = tuple(one for one in written if isinstance(one, str)) if isinstance(written, list) else ()
        if before[:1] == (new,):
            return cls(before, ())
        return cls(before, (*(one for one in before if one != new), row.id))

    def given_up(self, row: Row, new: str) -> frozenset[str]:
        """Return the ids that no longer stand for the thing, so that what names it by them has to change."""
        return frozenset({row.id} if self.after else {row.id, *self.before} - {new})


def renamed(workspace: Workspace, vocabulary: Vocabulary, kind: Kind, old: str, new: str) -> Renamed:
    """Return what a rename changes; ``old`` is the current id of a thing of a kind, ``new`` is free.

    Raises:
        NotRenamedError: one of the places cannot be changed by itself.
    """
    files = workspace.files
    row = next(row for row in workspace.names.rows[kind] if row.id == old)
    if row.written in workspace.names.doubles or not isinstance(row.value, dict):
        raise _unchangeable(workspace.place(row.written, key=True))
    ids = _Ids.of(row, new)
    traced = read_workspace(files, vocabulary, ids.given_up(row, new))
    changes = _Changes(traced, kind, row, new)
    for path, spots in traced.traces.spots.items():
        changes.name(path, spots)
    places = changes.count
    changes.remember(ids)
    written = {path: changed(files.yaml[path], found) for path, found in changes.by_file.items() if found}
    pages, links = _pages(workspace, kind, old, new)
    moved = _move(files, kind, row, new)
    last = {row.written.file} if not ids.after else frozenset()
    first = {row.written.file} - last
    order = sorted((*written, *pages), key=lambda path: (path not in first, path in last, path))
    every = {**written, **pages}
    return Renamed(
        kind,
        old,
        new,
        _afterwards(files, written, pages, moved),
        {path: every[path] for path in order},
        moved,
        places + links + (moved is not None),
    )


class _Changes:
    """Collects the changes to the YAML files."""

    def __init__(self, traced: Workspace, kind: Kind, row: Row, new: str) -> None:
        self._workspace = traced
        self._new = new
        self._row = next(one for one in traced.names.rows[kind] if one.written == row.written)
        self._kinds: dict[int, set[Kind]] = defaultdict(set)
        for read_as, spot in traced.traces.references:
            self._kinds[id(spot)].add(read_as)
        if (own := self._own_spot()) is not None:
            self._kinds[id(own)].add(kind)
        self._kind = kind
        self._texts: dict[str, Rewriting] = {}
        self.by_file: dict[str, list[Change]] = defaultdict(list)
        self.count = 0

    def _own_spot(self) -> Spot | None:
        """Return the text that is the id of the thing itself; a checklist's and an audit's stands in no file."""
        path, value = self._row.written.path, self._row.value
        if isinstance(self._row.id, Spot):
            return self._row.id
        own = value.get("id") if path and isinstance(value, dict) else None
        return own if isinstance(own, Spot) else None

    def name(self, path: str, spots: Iterable[Spot]) -> None:
        """Write the new id in a file, wherever the old one is an id of the kind and not only the same word."""
        for spot in spots:
            is_id = self._names(path, spot)
            try:
                if spot.repeats is None:
                    found = self._text(path).other_text(spot.position, spot, self._new) if is_id else None
                elif is_id and not self._names(path, spot.repeats):
                    found = self._text(path).no_alias(spot, self._new)
                elif not is_id and self._names(path, spot.repeats):
                    found = self._text(path).no_alias(spot, str(spot))
                else:
                    found = None
            except UnchangeableError as error:
                raise _unchangeable(self._place(path, error.position)) from None
            self.count += is_id
            if found is not None:
                self.by_file[path].append(found)

    def _names(self, path: str, spot: Spot) -> bool:
        kinds = self._kinds.get(id(spot), set())
        if self._kind in kinds and len(kinds) > 1:  # a list that an alias repeats where other things are named
            raise _unchangeable(self._place(path, spot.position))
        return self._kind in kinds

    def remember(self, ids: _Ids) -> None:
        """Write the ids that the thing had before, the oldest first."""
        file, path = self._row.written
        text, value = self._text(file), self._row.value
        has_list = isinstance(value, dict) and RENAMED_FROM in value
        id_key = "id" if path and isinstance(path[-1], int) else None
        try:
            if has_list and not ids.after:
                self.by_file[file] += text.without_list(path, RENAMED_FROM)
            elif has_list:
                self.by_file[file] += text.other_items(path, RENAMED_FROM, ids.after)
            else:
                self.by_file[file].append(text.added_list(path, RENAMED_FROM, ids.after[-1], id_key=id_key))
        except UnchangeableError as error:
            raise _unchangeable(self._place(file, error.position)) from None

    def _text(self, path: str) -> Rewriting:
        if path not in self._texts:
            source = decode(path, self._workspace.files.yaml[path])
            if isinstance(source, Problem):
                raise _unchangeable(source.place)
            self._texts[path] = Rewriting(source, self._workspace.documents[path])
        return self._texts[path]

    def _place(self, path: str, position: int) -> Place:
        return self._workspace.documents[path].marks.lines.place(position)


def _unchangeable(place: Place) -> NotRenamedError:
    return NotRenamedError(
        say("{place}: this cannot be renamed without changing more than a name", place=str(place)),
        say("  write it without aliases, quotes over several lines and the like, then rename again"),
    )


def _pages(workspace: Workspace, kind: Kind, old: str, new: str) -> tuple[dict[str, bytes], int]:
    """Return the hand-written pages whose links lead to the page of a thing, as they would be, and the links."""
    folder = _FOLDERS.get(kind)
    found: dict[str, bytes] = {}
    links = 0
    for draft in workspace.drafts if folder is not None else ():
        named = list(ids_in_links(draft, str(folder), old))
        data = workspace.files.own(draft.path) if named else None
        source = decode(draft.path, data) if isinstance(data, bytes) else None
        if isinstance(source, SourceText) and isinstance(data, bytes):
            starts = source.lines.starts
            changes = []
            for place, name in named:
                start = starts[place.line - 1] + place.column - 1
                changes.append(Change(start, start + len(name), f"{page_name(new)}.html"))
            found[draft.path] = changed(data, changes)
            links += len(changes)
    return found, links


def _move(files: Files, kind: Kind, row: Row, new: str) -> tuple[str, str] | None:
    """Return the file or folder that the id is the name of, and what it is called afterwards."""
    file = PurePosixPath(row.written.file)
    if kind is Kind.CHECKLIST:
        before, after = file, file.with_stem(new)
    elif kind in (Kind.AUDIT, Kind.SURVEY):
        before, after = file.parent, file.parent.with_name(new)
    else:
        return None
    taken = next((path for path in files.names if PurePosixPath(path).is_relative_to(after)), None)
    if taken is not None:
        raise NotRenamedError(say("{file} is there already", file=taken))
    return str(before), str(after)


def moved_path(path: str, moved: tuple[str, str] | None) -> str:
    """Return the path that a file has once a file or folder is moved."""
    if moved is None:
        return path
    before, after = moved
    return after + path.removeprefix(before) if path == before or path.startswith(f"{before}/") else path


def _afterwards(
    files: Files, yaml: Mapping[str, bytes], pages: Mapping[str, bytes], moved: tuple[str, str] | None
) -> Files:
    back = None if moved is None else (moved[1], moved[0])

    def own(path: str) -> bytes | Problem | None:
        return pages[path] if path in pages else files.own(moved_path(path, back))

    def results(path: str) -> BinaryIO:
        return files.results(moved_path(path, back))

    def opened(path: str) -> BinaryIO:
        return BytesIO(pages[path]) if path in pages else files.opened(moved_path(path, back))

    return replace(
        files,
        yaml={moved_path(path, moved): yaml.get(path, data) for path, data in files.yaml.items()},
        others={moved_path(path, moved): size for path, size in files.others.items()},
        unread={moved_path(path, moved): problem for path, problem in files.unread.items()},
        own=own,
        opened=opened,
        results=results,
    )
