"""Notices that a workspace was saved, by looking: no news of the system's is needed, which network disks do not bring.

A look asks for times and sizes, not for contents. The more there is to look at, the longer the pauses between looks.
"""

import os
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from tpm_audit.workspace.files import FOLDERS, MKDOCS, TEMPLATES

WATCHED_FOLDERS = (*FOLDERS, TEMPLATES)
WATCHED_FILES = (MKDOCS,)
_IN_FOLDERS = tuple(f"{folder}/" for folder in WATCHED_FOLDERS)

# What editors write on the way and take away again: Emacs, vim, JetBrains, office programs, browsers.
_ON_THE_WAY_BEGINS = (".", "#", "~$")
_ON_THE_WAY_ENDS = ("~", ".swp", ".swx", ".tmp", ".bak", "___jb_tmp___", "___jb_old___")
_ON_THE_WAY = "4913"  # vim asks with a file of this name whether it may write here

_SHORTEST, _LONGEST = 0.05, 2.0  # seconds between two looks
_SHARE = 0.05  # of a processor, that looking may take
_QUIET = 0.05  # seconds without a further change: an editor saves in several steps, and several files at once

# When, how large, and which file: a new one in the place of the old may have both its time and its size.
_Look: TypeAlias = Mapping[str, tuple[int, int, int]]


@dataclass
class Watch:
    """Watches the sources of the workspace at ``root``, from when it is made."""

    root: Path
    files: tuple[str, ...] = WATCHED_FILES

    def __post_init__(self) -> None:
        """Look for the first time."""
        self._seen = look(self.root, self.files)

    def watch_also(self, files: Iterable[str]) -> None:
        """Watch these files, too, such as those that mkdocs.yml names; those of the time before no more."""
        self.files = (*WATCHED_FILES, *files)
        seen = {path: one for path, one in self._seen.items() if path.startswith(_IN_FOLDERS) or path in self.files}
        for path in self.files:
            if path not in seen:
                _note(seen, self.root / path, path)
        self._seen = seen

    def changes(self, rest: float) -> Iterator[tuple[str, ...]]:
        """Yield the paths that were saved, added or removed; none of them when ``rest`` seconds went by without."""
        rested = time.monotonic()
        while True:
            began, worked = time.monotonic(), time.thread_time()  # of this thread: others may be making pages
            now = look(self.root, self.files)
            worked = time.thread_time() - worked
            if now != self._seen:
                yield self._settled(now)
                rested = time.monotonic()
            elif began - rested >= rest:
                yield ()
                rested = began
            time.sleep(min(max(worked / _SHARE, _SHORTEST), _LONGEST))

    def _settled(self, now: _Look) -> tuple[str, ...]:
        """Wait until no more is being written, and return what changed since it was settled before."""
        while True:
            time.sleep(_QUIET)
            later = look(self.root, self.files)
            if later == now:
                break
            now = later
        before, self._seen = self._seen, now
        return tuple(sorted(path for path in {*before, *now} if before.get(path) != now.get(path)))


def look(root: Path, files: Iterable[str] = WATCHED_FILES) -> _Look:
    """Return what the workspace's sources are made of, by path; what cannot be looked at is left out."""
    found: dict[str, tuple[int, int, int]] = {}
    for name in files:
        _note(found, root / name, name)
    folders = list(WATCHED_FOLDERS)
    while folders:
        folder = folders.pop()
        try:
            entries = list(os.scandir(root / folder))
        except OSError:
            continue
        for entry in entries:
            path = f"{folder}/{entry.name}"
            if is_on_the_way(entry.name):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(path)
            else:
                _note(found, entry, path)
    return found


def is_on_the_way(name: str) -> bool:
    """Say whether a file of this name is an editor's own."""
    return name == _ON_THE_WAY or name.startswith(_ON_THE_WAY_BEGINS) or name.endswith(_ON_THE_WAY_ENDS)


def _note(found: dict[str, tuple[int, int, int]], file: Path | os.DirEntry[str], path: str) -> None:
    try:
        stat = file.lstat() if isinstance(file, Path) else file.stat(follow_symlinks=False)
    except OSError:  # it has gone in the meantime, or was never there
        return
    found[path] = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
