"""Builds beside the output folder and moves the whole into place; the site that was there stays until then."""

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

MARKER = ".tpm-audit-site"
MARKER_TEXT = "This folder is written by tpm-audit build, which replaces all of it.\n"


class OutputRefusedError(Exception):
    """The output is something that this tool did not make; it is never emptied."""


def refuse_foreign(output: Path) -> None:
    """Refuse an output folder whose content is not ours.

    Raises:
        OutputRefusedError: it is a link, a file, or a folder with other things in it.
    """
    if output.is_symlink():
        raise OutputRefusedError(f"{output} is a link; name the folder itself")
    if not output.exists():
        return
    if not output.is_dir():
        raise OutputRefusedError(f"{output} is a file; name a folder")
    if not _is_ours(output) and any(output.iterdir()):
        raise OutputRefusedError(f"{output} holds files that tpm-audit did not write; name another folder, or empty it")


def _is_ours(output: Path) -> bool:
    """Say whether a folder holds our mark: a plain file with our words, which nothing else has."""
    marker = output / MARKER
    return not marker.is_symlink() and marker.is_file() and marker.read_bytes() == MARKER_TEXT.encode()


@contextlib.contextmanager
def staging(output: Path) -> Iterator[Path]:
    """Give a folder beside the output, on the same disk, for what is made on the way; it does not outlast the block.

    Raises:
        OSError: it cannot be made.
    """
    output.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f".{output.name}-", suffix=".tpm-audit", dir=output.parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def publish(new: Path, output: Path, aside: Path) -> None:
    """Put the finished folder ``new`` in the place of ``output``; what was there goes to ``aside``.

    All three lie on one disk. Where the second of the two renames fails, the first is taken back.

    Raises:
        OutputRefusedError: the output is not ours, see ``refuse_foreign``.
        OSError: a folder cannot be renamed.
    """
    refuse_foreign(output)
    (new / MARKER).write_text(MARKER_TEXT, encoding="utf-8")
    if output.exists():
        output.replace(aside)
    try:
        new.replace(output)
    except BaseException:
        if aside.exists():
            aside.replace(output)
        raise
