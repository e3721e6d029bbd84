"""The files of a workspace as bytes. The only place that reads the workspace's folder."""

import errno
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from tpm_audit.model import codes
from tpm_audit.source.limits import FILE_BYTES
from tpm_audit.source.message import say
from tpm_audit.source.problems import Place, Problem
from tpm_audit.source.refusals import too_many_bytes
from tpm_audit.workspace.opening import opened
from tpm_audit.workspace.pictures import Pictures

FOLDERS = ("content", "site_config")
MKDOCS = "mkdocs.yml"
TEMPLATES = "templates"
MAX_EVIDENCE_BYTES = 20_000_000
MAX_RESULT_BYTES = 2_000_000_000


def _none_there(path: str) -> BinaryIO:
    raise FileNotFoundError(path)


@dataclass(frozen=True)
class Files:
    """What stands in content/ and site_config/: YAML as bytes, every other file by its size in bytes.

    ``unread`` holds the YAML files that could not be read, whose bytes are none, and why. Beside these two folders
    stand ``mkdocs``, the bytes of mkdocs.yml, and ``templates``, those of the files in templates/ by their paths in it;
    ``own`` reads any other file by its path: its bytes, why it cannot be read, None where there is none.
    ``opened`` opens one of the other files, such as a picture, for reading; ``results`` those of closed audits, which
    may be large.
    """

    yaml: Mapping[str, bytes]
    others: Mapping[str, int]
    problems: tuple[Problem, ...] = ()
    unread: Mapping[str, Problem] = field(default_factory=dict)
    mkdocs: bytes | None = None
    templates: Mapping[str, bytes] = field(default_factory=dict)
    own: Callable[[str], bytes | Problem | None] = field(default=lambda _: None, compare=False, repr=False)
    opened: Callable[[str], BinaryIO] = field(default=_none_there, compare=False, repr=False)
    results: Callable[[str], BinaryIO] = field(default=_none_there, compare=False, repr=False)

    def without(self, path: str) -> "Files":
        """Return the same files but one that is no YAML."""
        return replace(self, others={name: size for name, size in self.others.items() if name != path})

    @cached_property
    def pictures(self) -> Pictures:
        """Return the pictures among the other files."""
        return Pictures(self.opened)

    @property
    def names(self) -> tuple[str, ...]:
        """Return all paths, sorted."""
        return tuple(sorted((*self.yaml, *self.others)))


def is_yaml(path: str) -> bool:
    """Say whether a path ends as YAML files do."""
    return path.lower().endswith((".yml", ".yaml"))


def read_files(root: Path) -> Files:
    """Read the workspace's folder: no link is followed, nothing outside of it is opened."""
    yaml: dict[str, bytes] = {}
    others: dict[str, int] = {}
    unread: dict[str, Problem] = {}
    problems: list[Problem] = []
    for file, path, size in _walk(root, problems):
        if not is_yaml(path):
            others[path] = size
            continue
        content = _content(file, path, size)
        if isinstance(content, Problem):
            unread[path] = content
        yaml[path] = b"" if isinstance(content, Problem) else content
    problems.extend(case_clashes((*yaml, *others)))
    mkdocs = _own(root, MKDOCS)
    if isinstance(mkdocs, Problem):
        unread[MKDOCS], mkdocs = mkdocs, b""
    templates = dict(_templates(root, problems))
    return Files(
        yaml,
        others,
        tuple(problems),
        unread,
        mkdocs,
        templates,
        partial(_own, root),
        partial(opened, root, MAX_EVIDENCE_BYTES),
        partial(opened, root, MAX_RESULT_BYTES),
    )


def _templates(root: Path, problems: list[Problem]) -> Iterator[tuple[str, bytes]]:
    for file, path, size in _walk(root, problems, (TEMPLATES,)):
        content = _content(file, path, size)
        if isinstance(content, Problem):
            problems.append(content)
        else:
            yield path.removeprefix(f"{TEMPLATES}/"), content


def _own(root: Path, path: str) -> bytes | Problem | None:
    """Read a file of the workspace by a path that leads nowhere else; no link on the way is followed."""
    file = root
    try:
        for part in PurePosixPath(path).parts:
            file /= part
            if file.is_symlink():
                return link_problem(path)
        return _content(file, path, file.stat().st_size) if file.is_file() else None
    except OSError as error:
        return None if error.errno == errno.ENAMETOOLONG else locked(path, error)


def _content(file: Path, path: str, size: int) -> bytes | Problem:
    if size > FILE_BYTES:
        return too_many_bytes(Place(path), size)
    try:
        return file.read_bytes()
    except OSError as error:
        return locked(path, error)


def _walk(root: Path, problems: list[Problem], names: tuple[str, ...] = FOLDERS) -> Iterator[tuple[Path, str, int]]:
    """Yield the files with their paths and sizes."""
    folders = [root / name for name in names]
    while folders:
        folder = folders.pop()
        if not folder.is_dir():
            continue
        if folder.is_symlink():
            problems.append(link_problem(folder.relative_to(root).as_posix()))
            continue
        for name in _listed(folder, root, problems):
            entry, path = folder / name, (folder / name).relative_to(root).as_posix()
            readable = os.fsencode(path).decode("utf-8", errors="replace")
            found = entry.lstat()
            if readable != path:
                problems.append(nameless(readable))
            elif stat.S_ISLNK(found.st_mode):
                problems.append(link_problem(path))
            elif stat.S_ISDIR(found.st_mode):
                folders.append(entry)
            elif stat.S_ISREG(found.st_mode):
                yield entry, path, found.st_size
            else:
                problems.append(_no_file(path))


def _listed(folder: Path, root: Path, problems: list[Problem]) -> list[str]:
    try:
        return sorted(entry.name for entry in folder.iterdir() if not entry.name.startswith("."))
    except OSError as error:
        problems.append(locked(folder.relative_to(root).as_posix(), error))
        return []


def locked(path: str, error: OSError) -> Problem:
    """Return the problem of a file that cannot be read."""
    return Problem(
        Place(path),
        codes.BAD_PATH,
        say("this cannot be read: {why}", why=error.strerror or type(error).__name__),
        say("let whoever runs tpm-audit read it, or take it out of the workspace"),
    )


def nameless(path: str) -> Problem:
    """Return the problem of a file whose name is not UTF-8."""
    return Problem(Place(path), codes.BAD_PATH, say("the name of this file is not UTF-8"), say("rename it"))


def _no_file(path: str) -> Problem:
    return Problem(
        Place(path),
        codes.BAD_PATH,
        say("this is not a file"),
        say("remove it, or put a file in its place"),
    )


def link_problem(path: str) -> Problem:
    """Return the problem of a link where a file should be."""
    return Problem(
        Place(path),
        codes.BAD_PATH,
        say("this is a link, and links are not followed"),
        say("put the file itself here"),
    )


def case_clashes(paths: tuple[str, ...]) -> Iterator[Problem]:
    """Yield the problems of names that some machines take for one."""
    seen: dict[str, str] = {}
    for path in sorted(paths):
        other = seen.setdefault(path.casefold(), path)
        if other != path:
            yield Problem(
                Place(path),
                codes.BAD_PATH,
                say("this name differs from '{other}' in capitals only", other=other),
                say("rename one of them: some machines cannot tell them apart"),
            )
