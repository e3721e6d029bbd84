"""Files that are new: whole or not there at all, and never in the place of one that somebody else made."""

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

if sys.platform != "win32":
    import fcntl

_ENDING: Final = ".part"  # the .gitignore of a workspace knows it: what is half written may hold personal data
_READABLE: Final = 0o644  # a temporary file is its owner's alone


@contextmanager
def new_file(target: Path) -> Iterator[Path]:
    """Yield a file beside a target that becomes it once it is whole; nothing stays of one that does not.

    What is left of those that were killed is removed.

    Raises:
        FileExistsError: the target is there by now; it stays as it is.
        OSError: it cannot be written.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    for left in target.parent.glob(f".*{_ENDING}"):
        _remove_unless_written(left)
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=_ENDING)
    part = Path(name)
    try:
        _lock(descriptor)
        yield part
        part.chmod(_READABLE)
        _become(part, target)
    finally:
        os.close(descriptor)
        part.unlink(missing_ok=True)
        with contextlib.suppress(OSError):  # something is in it
            target.parent.rmdir()


def _become(part: Path, target: Path) -> None:
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:  # not every file system has links
        if os.path.lexists(target):
            raise FileExistsError from None
        part.replace(target)


def _lock(descriptor: int) -> None:
    """Say that a file is being written, as long as it is open here; on Windows nobody can remove it anyway."""
    if sys.platform != "win32":
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _remove_unless_written(left: Path) -> None:
    with contextlib.suppress(OSError):  # whoever writes it holds it
        descriptor = os.open(left, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        try:
            _lock(descriptor)
        finally:
            os.close(descriptor)
        left.unlink()
