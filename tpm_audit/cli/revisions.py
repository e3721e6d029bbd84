"""Revisions of git as people name them: `main..HEAD`, `HEAD~1`; none is ever taken for an option."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tpm_audit.cli.exits import Exit
from tpm_audit.report import Extensions, read
from tpm_audit.source.message import Message, say
from tpm_audit.workspace.files import FOLDERS
from tpm_audit.workspace.git import Git, git_at
from tpm_audit.workspace.load import Workspace
from tpm_audit.workspace.revision import Revision, revision_files

_HEAD = "HEAD"


class RefusedError(Exception):
    """What was asked for cannot be compared, and why."""

    def __init__(self, said: Message, code: Exit = Exit.USAGE) -> None:
        super().__init__(said.text)
        self.said = said
        self.code = code


def sides_of(argument: str) -> tuple[str, str] | None:
    """Return the two sides of `A..B`, HEAD for one that is not named; None where it is no such range.

    Raises:
        RefusedError: it has three dots, which mean something else to git.
    """
    then, dots, now = argument.partition("..")
    if not dots:
        return None
    if now.startswith("."):
        raise RefusedError(say("'{range}' has three dots: write two, A..B", range=argument))
    return then or _HEAD, now or _HEAD


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository around a workspace; ``prefix`` leads to the workspace in it."""

    git: Git
    prefix: str

    def find(self, asked: str) -> Revision | None:
        """Return a revision, None where the repository has none of that name.

        Raises:
            RefusedError: the workspace is not in it.
        """
        commit = None if asked.startswith("-") else self.git.name_of(f"{asked}^{{commit}}")
        if commit is None:
            return None
        tree = self.git.name_of(f"{commit}:{self.prefix}")
        if tree is None or not any(self.git.name_of(f"{tree}:{folder}") for folder in FOLDERS):
            raise RefusedError(
                say(
                    "the revision '{revision}' has no workspace here: neither site_config/ nor content/", revision=asked
                )
            )
        return Revision(asked, commit, tree)

    def keeps(self, path: str, content: bytes) -> bool:
        """Say whether the last commit or the index has a file of the workspace just so, whatever its line ends."""
        file = f"{self.prefix}/{path}" if self.prefix else path
        kept = {self.git.name_of(f"{where}:{file}") for where in (_HEAD, "")}
        return not kept.isdisjoint({*_blobs(content), *_blobs(content.replace(b"\r\n", b"\n"))})

    @contextmanager
    def workspace(self, revision: Revision, extensions: Extensions) -> Iterator[Workspace]:
        """Give the workspace of a revision, read, for as long as it is needed.

        Raises:
            RefusedError: the repository does not give what it has.
        """
        try:
            with revision_files(self.git, revision) as files:
                yield read(files, extensions)
        except OSError as error:
            why = f"{error.filename}: {error.strerror}"
            said = say("the revision '{revision}' cannot be read: {why}", revision=revision.asked, why=why)
            raise RefusedError(said, Exit.PROBLEMS) from None


def _blobs(content: bytes) -> Iterator[str]:
    """Yield the names that git has for a content, in each of its formats."""
    whole = b"blob %d\0%s" % (len(content), content)
    yield hashlib.sha1(whole, usedforsecurity=False).hexdigest()
    yield hashlib.sha256(whole).hexdigest()


def repository_at(root: Path) -> Repository | None:
    """Return the repository around a workspace, None where there is none, or no git that reads it."""
    git = git_at(root, os.environ)
    prefix = None if git is None else git.answer("rev-parse", "--show-prefix")
    if git is None or prefix is None:
        return None
    return Repository(git, os.fsdecode(prefix.removesuffix(b"\n")).rstrip("/"))
