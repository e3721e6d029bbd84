"""Several files of a workspace change, or none does: also where the program is ended in between.

What is written waits below .tpm-audit/ beside what stood there before, with a list of what goes where. While that list
is there the exchange is not done, and whoever comes next puts everything back.
"""

import contextlib
import errno
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from filelock import FileLock, Timeout

from tpm_audit.workspace.editor_files import FOLDER, own_folder
from tpm_audit.workspace.files import FOLDERS
from tpm_audit.workspace.renaming import moved_path

_STAGING: Final = "exchange"
_LIST: Final = "list.json"


class ChangedSinceError(Exception):
    """A file is not what it was when it was read; nothing was changed."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class ExchangeRunningError(Exception):
    """Another process changes files of this workspace."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """Files by their paths with their contents before and afterwards, in the order of writing.

    ``moved`` is one of them, or a folder, by its path before and afterwards.
    """

    files: Mapping[str, tuple[bytes, bytes]]
    moved: tuple[str, str] | None = None


@contextlib.contextmanager
def exchanging(root: Path) -> Iterator[Path]:
    """Give the one process that may change files of a workspace where to do it; what another left is put back first.

    Raises:
        ExchangeRunningError: another has it.
        OSError: the folder cannot be made.
    """
    lock = FileLock(own_folder(root) / "exchange.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise ExchangeRunningError from None
    try:
        _put_back(root)
        yield root
    finally:
        lock.release()


def exchange_files(root: Path, exchange: Exchange) -> None:
    """Write all files, and move what moves; called while ``exchanging``.

    Raises:
        ChangedSinceError: somebody has saved one of them since it was read.
        OSError: one of them cannot be written; all are as they were.
    """
    staging = root / FOLDER / _STAGING
    if exchange.moved is not None and os.path.lexists(root / exchange.moved[1]):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(root / exchange.moved[1]))
    for path, (before, _) in exchange.files.items():
        if not (root / path).is_file() or (root / path).read_bytes() != before:
            raise ChangedSinceError(path)
    try:
        _stage(root, staging, exchange)
        if exchange.moved is not None:
            (root / exchange.moved[0]).rename(root / exchange.moved[1])
        for number, path in enumerate(exchange.files):
            (staging / f"new-{number}").replace(root / moved_path(path, exchange.moved))
    except BaseException:
        _put_back(root)
        raise
    (staging / _LIST).unlink()
    shutil.rmtree(staging)


def _stage(root: Path, staging: Path, exchange: Exchange) -> None:
    staging.mkdir()
    for number, (path, (_, after)) in enumerate(exchange.files.items()):
        shutil.copy2(root / path, staging / f"old-{number}")
        new = staging / f"new-{number}"
        new.write_bytes(after)
        shutil.copymode(root / path, new)
    told = staging / f"{_LIST}.part"
    told.write_text(json.dumps({"files": list(exchange.files), "moved": exchange.moved}), encoding="utf-8")
    told.replace(staging / _LIST)


def _put_back(root: Path) -> None:
    """Undo an exchange that was not done, and remove what it left."""
    staging = root / FOLDER / _STAGING
    if staging.is_symlink() or not staging.is_dir():
        return
    found = _listed(root, staging / _LIST)
    if found is not None:
        files, moved = found
        has_moved = moved is not None and (root / moved[1]).exists() and not (root / moved[0]).exists()
        for number, path in enumerate(files):
            old = staging / f"old-{number}"
            if old.is_file() and not old.is_symlink():
                old.replace(root / (moved_path(path, moved) if has_moved else path))
        if moved is not None and has_moved:
            (root / moved[1]).rename(root / moved[0])
        (staging / _LIST).unlink()
    shutil.rmtree(staging)


def _listed(root: Path, file: Path) -> tuple[Sequence[str], tuple[str, str] | None] | None:
    """Return what a list names; None where there is none, or one that no exchange has written."""
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        files, moved = told["files"], told["moved"]
        every = [*files, *(moved or ())]
        if not all(isinstance(path, str) and _is_inside(root, path) for path in every):
            return None
        return files, None if moved is None else (moved[0], moved[1])
    except (OSError, ValueError, TypeError, LookupError):
        return None


def _is_inside(root: Path, path: str) -> bool:
    parts = PurePosixPath(path).parts
    above = [root.joinpath(*parts[:number]) for number in range(1, len(parts) + 1)]
    return parts[:1] != () and parts[0] in FOLDERS and ".." not in parts and not any(one.is_symlink() for one in above)
