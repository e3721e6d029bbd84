"""The workspace as a git revision holds it: its files as bytes, read from the objects of the repository alone.

The work tree and the index are not looked at, so no filter and no hook runs; no link and no submodule is followed.
"""

import errno
import io
import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, BinaryIO, NamedTuple

from tpm_audit.model import codes
from tpm_audit.model.closed import CLOSED_FILE
from tpm_audit.source.limits import FILE_BYTES
from tpm_audit.source.message import say
from tpm_audit.source.problems import Place, Problem
from tpm_audit.source.refusals import too_many_bytes
from tpm_audit.workspace.files import (
    FOLDERS,
    MAX_EVIDENCE_BYTES,
    MAX_RESULT_BYTES,
    MKDOCS,
    TEMPLATES,
    Files,
    case_clashes,
    is_yaml,
    link_problem,
    locked,
    nameless,
)
from tpm_audit.workspace.git import Git

_LINK, _SUBMODULE = b"120000", b"160000"
_POINTER = b"version https://git-lfs.github.com/spec/v1\n"
_UNLISTED = "git does not say what is there (a clone without --filter has it all)"
_LONGEST_POINTER = 1024  # bytes, by the specification of Git LFS


@dataclass(frozen=True, slots=True)
class Revision:
    """A revision as it was asked for, its commit, and the tree of the workspace in it."""

    asked: str
    commit: str
    tree: str


class _Blob(NamedTuple):
    """A file of a tree: its mode, the object that holds it, its size in bytes."""

    mode: bytes
    name: str
    size: int


class _Objects:
    """The objects of a repository, read by one process of git one after the other."""

    def __init__(self, asked: IO[bytes], answered: IO[bytes]) -> None:
        self._asked = asked
        self._answered = answered

    def read(self, path: str, blob: _Blob) -> bytes:
        """Return the bytes of a file.

        Raises:
            OSError: the object is not in this clone, or what is in git is a pointer of Git LFS.
        """
        with suppress(BrokenPipeError):  # git has ended: it says nothing then
            self._asked.write(blob.name.encode() + b"\n")
            self._asked.flush()
        head = self._answered.readline().split()
        if len(head) != len(("name", "kind", "size")):
            raise OSError(errno.ENOENT, "this clone does not have it", path)
        content = self._answered.read(int(head[2]))
        self._answered.read(len(b"\n"))
        if len(content) <= _LONGEST_POINTER and content.startswith(_POINTER):
            raise OSError(errno.ENOENT, "it is kept in Git LFS, and git has a pointer only", path)
        return content


@dataclass(frozen=True, slots=True)
class _Tree:
    """The files of the workspace in a revision, by their paths."""

    git: Git
    tree: str
    objects: _Objects

    def files(self, *paths: str) -> Iterator[tuple[bytes, _Blob]]:
        """Yield the files at paths, and all below them.

        Raises:
            OSError: git does not say.
        """
        listed = self.git.answer("ls-tree", "-r", "-z", "--long", "--full-tree", self.tree, "--", *paths)
        if listed is None:
            raise OSError(errno.EIO, _UNLISTED, ", ".join(paths))
        for line in listed.split(b"\0")[:-1]:
            described, _, path = line.partition(b"\t")
            mode, _, name, size = described.split()
            yield path, _Blob(mode, name.decode("ascii"), int(size) if size.isdigit() else 0)

    def content(self, path: str, blob: _Blob) -> bytes | Problem:
        """Return the bytes of a file, or why they cannot be had."""
        if blob.mode == _LINK:
            return link_problem(path)
        if blob.mode == _SUBMODULE:
            return _submodule(path)
        if blob.size > FILE_BYTES:
            return too_many_bytes(Place(path), blob.size)
        try:
            return self.objects.read(path, blob)
        except OSError as error:
            return locked(path, error)

    def own(self, path: str) -> bytes | Problem | None:
        """Return the bytes of any file by its path, None where there is none."""
        name = str(PurePosixPath(path))
        found = next((blob for listed, blob in self.files(name) if listed == name.encode()), None)
        return None if found is None else self.content(path, found)


@contextmanager
def revision_files(git: Git, revision: Revision) -> Iterator[Files]:
    """Give the files of a workspace in a revision, for as long as they are needed.

    Raises:
        OSError: git does not say what is there.
    """
    with subprocess.Popen(  # noqa: S603 (a program by its full path, its arguments ours)
        git.command("cat-file", "--batch"),
        env=git.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        if process.stdin is None or process.stdout is None:
            raise OSError(errno.EPIPE, os.strerror(errno.EPIPE), git.program)
        try:
            yield _files(_Tree(git, revision.tree, _Objects(process.stdin, process.stdout)))
        finally:
            with suppress(BrokenPipeError):
                process.stdin.close()


def _files(tree: _Tree) -> Files:
    problems: list[Problem] = []
    yaml: dict[str, bytes] = {}
    unread: dict[str, Problem] = {}
    others: dict[str, _Blob] = {}
    for path, blob in _shown(tree, FOLDERS, problems):
        if is_yaml(path) or blob.mode in (_LINK, _SUBMODULE):
            content = tree.content(path, blob)
            if isinstance(content, bytes):
                yaml[path] = content
            elif blob.mode in (_LINK, _SUBMODULE):
                problems.append(content)
            else:
                yaml[path], unread[path] = b"", content
        else:
            others[path] = blob
    problems += case_clashes((*yaml, *others))
    problems += _pointers(tree, others)
    mkdocs = tree.own(MKDOCS)
    if isinstance(mkdocs, Problem):
        unread[MKDOCS], mkdocs = mkdocs, b""
    templates = dict(_templates(tree, problems))
    return Files(
        yaml,
        {path: blob.size for path, blob in others.items()},
        tuple(problems),
        unread,
        mkdocs,
        templates,
        lambda path: tree.content(path, others[path]) if path in others else tree.own(path),
        lambda path: _opened(tree, others, path, MAX_EVIDENCE_BYTES),
        lambda path: _opened(tree, others, path, MAX_RESULT_BYTES),
    )


def _shown(tree: _Tree, folders: tuple[str, ...], problems: list[Problem]) -> Iterator[tuple[str, _Blob]]:
    """Yield the files below folders but hidden ones; a name that is no UTF-8 is a problem."""
    for path, blob in tree.files(*folders):
        readable = path.decode("utf-8", errors="replace")
        if readable.encode() != path:
            problems.append(nameless(readable))
        elif not any(part.startswith(".") for part in PurePosixPath(readable).parts):
            yield readable, blob


def _templates(tree: _Tree, problems: list[Problem]) -> Iterator[tuple[str, bytes]]:
    for path, blob in _shown(tree, (TEMPLATES,), problems):
        content = tree.content(path, blob)
        if isinstance(content, Problem):
            problems.append(content)
        else:
            yield path.removeprefix(f"{TEMPLATES}/"), content


def _pointers(tree: _Tree, others: Mapping[str, _Blob]) -> Iterator[Problem]:
    """Yield the frozen results that are kept elsewhere; pictures are told where they are named."""
    for path, blob in others.items():
        if PurePosixPath(path).name == CLOSED_FILE and blob.size <= _LONGEST_POINTER:
            content = tree.content(path, blob)
            if isinstance(content, Problem):
                yield content


def _opened(tree: _Tree, blobs: Mapping[str, _Blob], path: str, most: int) -> BinaryIO:
    blob = blobs.get(path)
    if blob is None:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)
    if blob.size > most:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), path)
    return io.BytesIO(tree.objects.read(path, blob))


def _submodule(path: str) -> Problem:
    return Problem(
        Place(path),
        codes.BAD_PATH,
        say("this is a submodule, and submodules are not followed"),
        say("put the files themselves here"),
    )
