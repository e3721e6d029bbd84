"""Files that are there whole or not at all."""

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_READABLE: Final = 0o644  # a temporary file is its owner's alone


@contextmanager
def written_beside(path: Path, content: bytes) -> Iterator[Path]:
    """Give a file with the content beside the one that it is to become; what is not moved away is removed.

    Raises:
        OSError: it cannot be written.
    """
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    beside = Path(name)
    try:
        try:
            with os.fdopen(descriptor, "wb") as opened:
                opened.write(content)
        except OSError as error:  # of a full disk it does not say where
            raise type(error)(error.errno, error.strerror, str(path)) from error
        beside.chmod(stat.S_IMODE(path.stat().st_mode) if path.exists() else _READABLE)
        yield beside
    finally:
        beside.unlink(missing_ok=True)
