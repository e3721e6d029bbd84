"""What an output folder holds that is ours, and whether anything else lies in it."""

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote

from tpm_audit.language.said_error import SaidError
from tpm_audit.source.message import Message, Sayable, say

MARKER = ".tpm-audit-site"
_LITTER = frozenset({".DS_Store", ".directory", "desktop.ini", "Thumbs.db"})
_LITTER_BEGINS = ("._", ".nfs")  # what systems leave beside files, or in the place of open ones
_NAMED = 3


class OutputRefusedError(SaidError):
    """The output is something that the command did not make; it is never emptied."""


class Maker(StrEnum):
    """The command that made a folder; none replaces what another made."""

    BUILD = "build"
    PAGES = "pages"

    @property
    def words(self) -> str:
        """Return how the mark of its folders begins."""
        return f"This folder is written by tpm-audit {self}, which replaces all of it. It wrote these files:\n"

    def holds(self, folder: Path) -> Message:
        """Return what is said of a folder of its."""
        if self is Maker.BUILD:
            return say("{folder} holds a site that tpm-audit build made", folder=str(folder))
        return say("{folder} holds pages that tpm-audit pages made", folder=str(folder))


@dataclass(frozen=True, slots=True)
class Manifest:
    """The files that a command wrote into a folder, as paths with /, and the folders that hold them."""

    maker: Maker
    files: frozenset[str]
    folders: frozenset[str]

    @classmethod
    def of(cls, maker: Maker, files: Iterable[str]) -> "Manifest":
        """Return the manifest of some files."""
        listed = frozenset(files)
        return cls(maker, listed, frozenset(str(folder) for file in listed for folder in PurePosixPath(file).parents))


def write_marker(folder: Path, maker: Maker) -> None:
    """Mark a finished folder as ours and list its files: same folder, same bytes.

    Raises:
        OSError: the folder cannot be read, or the file not be written.
    """
    listed = sorted(quote(path, errors="surrogateescape") for path in _files(folder, "") if path != MARKER)
    text = maker.words + "".join(f"{path}\n" for path in listed)
    (folder / MARKER).write_text(text, encoding="ascii", newline="\n")


def refuse_inside(output: Path) -> None:
    """Refuse an output inside a folder of ours: the next command that writes that one would replace it.

    Raises:
        OutputRefusedError: a folder above it bears our mark.
    """
    for above in output.resolve().parents:
        try:
            maker = made_by(above)
        except OSError:
            continue  # what cannot be read there is not ours to judge
        if maker is not None:
            what = maker.holds(above)
            raise OutputRefusedError(
                say("{folder} cannot be made: {what}; name a folder outside of it", folder=str(output), what=what)
            )


def refuse_links(root: Path, output: Path) -> None:
    """Refuse an output of the tool's own choice below ``root`` that a link leads to: it would be written elsewhere.

    Raises:
        OutputRefusedError: one of the folders from ``root`` to the output is a link.
    """
    for folder in (output, *output.parents):
        if folder == root:
            return
        if folder.is_symlink():
            raise OutputRefusedError(say("{folder} is a link; name the folder itself", folder=str(folder)))


def refuse_foreign(output: Path, maker: Maker) -> None:
    """Refuse an output folder that its command did not make, or in which something lies that is not of it.

    What is missing or was changed of ours is no matter: it is replaced.

    Raises:
        OutputRefusedError: it is a link, a file, or a folder with other things in it.
        OSError: the folder cannot be read.
    """
    if output.is_symlink():
        raise OutputRefusedError(say("{folder} is a link; name the folder itself", folder=str(output)))
    if not output.exists():
        return
    if not output.is_dir():
        raise OutputRefusedError(say("{folder} is a file; name a folder", folder=str(output)))
    manifest = _manifest(output)
    if manifest is None:
        if any(output.iterdir()):
            raise OutputRefusedError(
                say(
                    "{folder} holds files that tpm-audit did not write; name another folder, or empty it",
                    folder=str(output),
                )
            )
        return
    if manifest.maker is not maker:
        raise OutputRefusedError(say("{what}; name another folder", what=manifest.maker.holds(output)))
    foreign = sorted(_foreign(output, "", manifest))
    if foreign:
        raise OutputRefusedError(
            say(
                "{folder} holds what tpm-audit did not write: {files}; "
                "move it away, or name another folder: a build replaces all of it",
                folder=str(output),
                files=some_of(foreign, _NAMED),
            )
        )


def some_of(files: Sequence[str], most: int) -> Sayable:
    """Return the first files of many, and how many more there are."""
    if len(files) <= most:
        return tuple(files)
    return say("{files} and {n} more", files=tuple(files[:most]), n=len(files) - most)


def made_by(folder: Path) -> Maker | None:
    """Return the command whose mark a folder bears, None where it bears none.

    Raises:
        OSError: the mark cannot be read.
    """
    manifest = _manifest(folder)
    return None if manifest is None else manifest.maker


def _manifest(folder: Path) -> Manifest | None:
    """Return what a folder of ours lists; None where it has no mark: a plain file that begins with our words."""
    marker = folder / MARKER
    if marker.is_symlink() or not marker.is_file():
        return None
    text = marker.read_text(encoding="ascii", errors="replace")
    maker = next((one for one in Maker if text.startswith(one.words)), None)
    if maker is None:
        return None
    return Manifest.of(maker, (unquote(line, errors="surrogateescape") for line in text.splitlines()[1:]))


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
