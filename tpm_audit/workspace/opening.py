"""Opens a file of the workspace for reading, so that no link is followed: not even one put there a moment ago."""

import errno
import os
import stat
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final

_STEPWISE: Final = os.open in os.supports_dir_fd and hasattr(os, "O_NOFOLLOW")


def opened(root: Path, most: int, path: str) -> BinaryIO:
    """Open a file of at most ``most`` bytes by its path below ``root``.

    Raises:
        OSError: it is not there, is no plain file, lies behind a link, or is larger.
    """
    parts = PurePosixPath(path).parts
    if not parts or ".." in parts or path.startswith("/"):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), path)
    descriptor = _step_by_step(root, parts) if _STEPWISE else _at_once(root, parts)
    found = os.fstat(descriptor)
    fault = 0 if stat.S_ISREG(found.st_mode) else errno.EINVAL
    fault = errno.EFBIG if found.st_size > most else fault
    if fault:
        os.close(descriptor)
        raise OSError(fault, os.strerror(fault), path)
    return os.fdopen(descriptor, "rb")


def _step_by_step(root: Path, parts: tuple[str, ...]) -> int:
    """Open each folder from within the one before it; what is opened cannot be exchanged any more."""
    folder = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for part in parts[:-1]:
            inner = os.open(part, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=folder)
            os.close(folder)
            folder = inner
        # O_NONBLOCK: a pipe would keep us waiting
        return os.open(parts[-1], os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
    finally:
        os.close(folder)


def _at_once(root: Path, parts: tuple[str, ...]) -> int:
    """Open a file, and look afterwards whether a link led to it: for systems that cannot open step by step."""
    file = root.joinpath(*parts)
    descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    steps = [root.joinpath(*parts[: count + 1]) for count in range(len(parts))]
    if any(step.is_symlink() for step in steps) or not os.path.samestat(os.fstat(descriptor), file.lstat()):
        os.close(descriptor)
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(file))
    return descriptor
