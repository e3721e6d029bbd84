"""Which file is what: the names of format.md, or a folder of that name, one level deep."""

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from tpm_audit.model import codes
from tpm_audit.source.message import Message, say
from tpm_audit.source.problems import Place, Problem
from tpm_audit.source.suggestions import closest
from tpm_audit.workspace.files import FOLDERS, Files, is_yaml


class FileKind(enum.StrEnum):
    """What a YAML file of the workspace holds."""

    SITE = "site"
    PEOPLE = "people"
    CHANNELS = "channels"
    STANDARD = "standard"
    RULES = "rules"
    WAIVERS = "waivers"
    ACTIONS = "actions"
    JOURNEYS = "journeys"
    KPIS = "kpis"
    TOUCHPOINTS = "touchpoints"
    CHECKLIST = "checklist"
    AUDIT = "audit"
    VISITS = "visits"
    SURVEY = "survey"


SITE_FILE = "site_config/site.yml"
_SINGLE: Mapping[str, FileKind] = {
    "site_config/site": FileKind.SITE,
    "site_config/people": FileKind.PEOPLE,
    "site_config/channels": FileKind.CHANNELS,
    "site_config/standard": FileKind.STANDARD,
    "site_config/rules": FileKind.RULES,
    "content/touchpoints": FileKind.TOUCHPOINTS,
    "content/waivers": FileKind.WAIVERS,
    "content/actions": FileKind.ACTIONS,
    "content/journeys": FileKind.JOURNEYS,
    "content/kpis": FileKind.KPIS,
}
_BY_NAME = {PurePosixPath(path).name: path for path in _SINGLE}
_FOLDERS = (*_SINGLE, "content/checklists", "content/surveys")
_IN_A_FOLDER = len(("content", "audits", "id", "file"))
_ID_PLACES: Mapping[str, str] = {
    "content/checklists": "content/checklists/<id>.yml",
    "content/audits": "content/audits/<id>/audit.yml",
    "content/surveys": "content/surveys/<id>/survey.yml",
}


@dataclass(frozen=True, slots=True)
class Note:
    """Something that is there and does not count, said so that nobody waits for it."""

    place: Place
    message: Message


@dataclass(frozen=True)
class Layout:
    """The files of a workspace by what they are; an audit's id is the name of its folder.

    ``closed`` are the audits that are read from their result.json alone.
    """

    files: tuple[tuple[str, FileKind, str], ...]  # path, kind, id (of a checklist or audit, else "")
    problems: tuple[Problem, ...]
    closed: frozenset[str]

    def of(self, kind: FileKind, id_: str | None = None) -> Iterator[tuple[str, str]]:
        """Yield path and id of the files of a kind."""
        return ((path, own) for path, one, own in self.files if one is kind and id_ in (None, own))


def lay_out(files: Files) -> Layout:
    """Say of every file what it is; a YAML file that nothing reads is a problem, never skipped."""
    found: list[tuple[str, FileKind, str]] = []
    problems: list[Problem] = []
    closed = {
        PurePosixPath(path).parts[2]
        for path in files.others
        if PurePosixPath(path).match("content/audits/*/result.json")
    }
    for path in sorted(files.names, key=lambda path: (path != SITE_FILE, path)):  # site.yml before site.yaml
        what = _what(path)
        if what is not None:
            if what[1] and what[0] in (FileKind.AUDIT, FileKind.VISITS) and what[1] in closed:
                continue
            if what[0] is FileKind.SITE and found and found[0][1] is FileKind.SITE:
                problems.append(_second_site(path, found[0][0]))
                continue
            found.append((path, *what))
            continue
        if is_yaml(path):
            problems.append(_unknown(path))
    problems.extend(_visits_without_audit(found))
    return Layout(tuple(found), tuple(problems), frozenset(closed))


def _what(path: str) -> tuple[FileKind, str] | None:
    if not is_yaml(path):
        return None
    where = PurePosixPath(path)
    single = _SINGLE.get(str(where.with_suffix(""))) or _SINGLE.get(str(where.parent))
    if single is not None:
        return single, ""
    parts = where.parts
    if parts[:2] == ("content", "checklists") and len(parts) == len(("content", "checklists", "file")):
        return FileKind.CHECKLIST, where.stem
    if parts[:2] == ("content", "audits") and len(parts) == _IN_A_FOLDER:
        return (FileKind.AUDIT if where.stem == "audit" else FileKind.VISITS), parts[2]
    if parts[:2] == ("content", "surveys") and where.stem == "survey" and len(parts) == _IN_A_FOLDER:
        return FileKind.SURVEY, parts[2]
    return None


def _second_site(path: str, first: str) -> Problem:
    return Problem(
        Place(path), codes.ID_TWICE, say("site.yml stands at {place} already", place=first), say("keep one of the two")
    )


def _visits_without_audit(found: list[tuple[str, FileKind, str]]) -> Iterator[Problem]:
    """Yield one problem for each folder of visits without an audit.yml: they would be left out without a word."""
    there = {audit for _, kind, audit in found if kind is FileKind.AUDIT}
    first = {audit: path for path, kind, audit in reversed(found) if kind is FileKind.VISITS}
    for audit, path in sorted(first.items()):
        if audit not in there:
            yield Problem(
                Place(path),
                codes.NOTHING_HERE,
                say("no audit.yml stands beside this file"),
                say("write content/audits/{audit}/audit.yml with period: and checklists:", audit=audit),
            )


def _unknown(path: str) -> Problem:
    return Problem(Place(path), codes.UNKNOWN_FILE, say("no part of the workspace reads this file"), _move(path))


def _move(path: str) -> Message:
    """Say where a file may belong."""
    where = PurePosixPath(path)
    if (place := _ID_PLACES.get(str(where.with_suffix("")))) is not None:
        return say("move it to {place}", place=place)
    if str(where.parent) in _ID_PLACES:
        return say("move it to {place}", place=f"{where.parent}/<id>/{where.name}")
    if str(where.parent) == "content/pages":
        return say("pages are Markdown: write it as {place}", place=str(where.with_suffix(".md")))
    deep = next((folder for folder in where.parents if _what(f"{folder}/{where.name}") is not None), None)
    if deep is not None:
        return say("files stand one level deep: move it to {place}", place=f"{deep}/")
    if str(where.parent) not in FOLDERS and (folder := closest(str(where.parent), _FOLDERS)) is not None:
        return say("did you mean {near}?", near=f"{folder}/{where.name}")
    if (name := closest(where.stem, _BY_NAME)) is not None:
        return say("did you mean {near}?", near=f"{_BY_NAME[name]}{where.suffix}")
    return say("move it to where the format has a place for it: see {topic}", topic="tpm-audit explain TPS043")
