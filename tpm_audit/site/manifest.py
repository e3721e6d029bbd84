"""What an output folder holds that is ours, and whether anything else lies in it."""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote

MARKER = ".tpm-audit-site"
MARKER_TEXT = "This folder is written by tpm-audit build, which replaces all of it. It wrote these files:\n"
_LITTER = frozenset({".DS_Store", ".directory", "desktop.ini", "Thumbs.db"})
_LITTER_BEGINS = ("._", ".nfs")  # what systems leave beside files, or in the place of open ones
_NAMED = 3


class OutputRefusedError(Exception):
    """The output is something that this tool did not make; it is never emptied."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The files that were written into a folder, as paths with /, and the folders that hold them."""

    files: frozenset[str]
    folders: frozenset[str]

    @classmethod
    def of(cls, files: Iterable[str]) -> "Manifest":
        """Return the manifest of some files."""
        listed = frozenset(files)
        return cls(listed, frozenset(str(folder) for file in listed for folder in PurePosixPath(file).parents))


def write_marker(folder: Path) -> None:
    """Mark a finished site as ours and list its files: same site, same bytes.

    Raises:
        OSError: the folder cannot be read, or the file not be written.
    """
    listed = sorted(quote(path, errors="surrogateescape") for path in _files(folder, "") if path != MARKER)
    text = MARKER_TEXT + "".join(f"{path}\n" for path in listed)
    (folder / MARKER).write_text(text, encoding="ascii", newline="\n")


def refuse_foreign(output: Path) -> None:
    """Refuse an output folder that is not ours, or in which something lies that is not.

    What is missing or was changed of ours is no matter: it is replaced.

    Raises:
        OutputRefusedError: it is a link, a file, or a folder with other things in it.
        OSError: the folder cannot be read.
    """
    if output.is_symlink():
        raise OutputRefusedError(f"{output} is a link; name the folder itself")
    if not output.exists():
        return
    if not output.is_dir():
        raise OutputRefusedError(f"{output} is a file; name a folder")
    manifest = _manifest(output)
    if manifest is None:
        if any(output.iterdir()):
            raise OutputRefusedError(
                f"{output} holds files that tpm-audit did not write; name another folder, or empty it"
            )
        return
    foreign = sorted(_foreign(output, "", manifest))
    if foreign:
        more = f" and {len(foreign) - _NAMED} more" if len(foreign) > _NAMED else ""
        raise OutputRefusedError(
            f"{output} holds what tpm-audit did not write: {', '.join(foreign[:_NAMED])}{more}; "
            "move it away, or name another folder: a build replaces all of it"
        )


def is_ours(folder: Path) -> bool:
    """Say whether a folder bears our mark.

    Raises:
        OSError: the mark cannot be read.
    """
    return _manifest(folder) is not None


def _manifest(folder: Path) -> Manifest | None:
    """Return what a folder of ours lists; None where it has no mark: a plain file that begins with our words."""
    marker = folder / MARKER
    if marker.is_symlink() or not marker.is_file():
        return None
    text = marker.read_text(encoding="ascii", errors="replace")
    if not text.startswith(MARKER_TEXT):
        return None
    return Manifest.of(unquote(line, errors="surrogateescape") for line in text.splitlines()[1:])


def _files(folder: Path, below: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(folder / entry.name, f"{below}{entry.name}/")
            else:
                yield below + entry.name


def _foreign(folder: Path, below: str, manifest: Manifest) -> Iterator[str]:
    """Yield what is not ours; links are not followed, and of a folder that is not ours only the name is told."""
    with os.scandir(folder) as entries:
        for entry in entries:
            path = below + entry.name
            mode = entry.stat(follow_symlinks=False).st_mode
            if stat.S_ISDIR(mode):
                if path not in manifest.folders:
                    yield f"{path}/"
                else:
                    yield from _foreign(folder / entry.name, f"{path}/", manifest)
            elif path not in manifest.files and path != MARKER and not _is_litter(entry.name):
                yield path


def _is_litter(name: str) -> bool:
    return name in _LITTER or name.startswith(_LITTER_BEGINS)
