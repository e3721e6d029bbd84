"""One build at a time: a hidden folder beside the output is lock, staging and journal at once.

``.<name>.tpm-audit/`` holds ``lock``, which the running build keeps locked; ``owner``, its process; ``work-…``, what it
makes on the way; and while folders change places ``new`` and ``before``. Where a build was killed, the next one
tells from what stands there how far it had come. All of it is gone when a build ends.
"""

import contextlib
import datetime
import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout

from tpm_audit.site.manifest import Maker, OutputRefusedError, made_by, refuse_foreign, refuse_inside
from tpm_audit.source.message import Message, say

_LOCK, _OWNER, _NEW, _BEFORE, _WORK = "lock", "owner", "new", "before", "work-"


class BuildRunningError(OutputRefusedError):
    """Another build has the output."""

    def __init__(self, output: Path, owner: tuple[str, str] | None) -> None:
        if owner is None:
            super().__init__(say("another build of {folder} is running; --wait waits for it", folder=str(output)))
            return
        process, since = owner
        super().__init__(
            say(
                "another build of {folder} is running (process {process}, since {since}); --wait waits for it",
                folder=str(output),
                process=process,
                since=since,
            )
        )


@dataclass(frozen=True, slots=True)
class Staging:
    """What the one build that runs works in, all on the disk of the output."""

    output: Path
    folder: Path  # the hidden one
    work: Path  # empty at first, for what is made on the way
    _lock: tuple[int, int]  # device and number of the lock's file
    maker: Maker = Maker.BUILD

    @property
    def new(self) -> Path:
        """Return where the finished site waits, and after the exchange the one before."""
        return self.folder / _NEW

    @property
    def before(self) -> Path:
        """Return where the site before waits that has been moved out of the way."""
        return self.folder / _BEFORE

    def is_held(self) -> bool:
        """Say whether the folder is still this build's; somebody may have removed it and begun another."""
        try:
            return _number(self.folder / _LOCK) == self._lock
        except OSError:
            return False


@contextlib.contextmanager
def exclusive(
    output: Path, *, wait: bool, tell: Callable[[Message], None], maker: Maker = Maker.BUILD
) -> Iterator[Staging]:
    """Give the one build of an output what it works in; leftovers of one that was killed are cleared first.

    ``wait`` waits for a build that is running, and ``tell`` hears of it. ``maker`` is the command that builds.

    Raises:
        BuildRunningError: another build of the output is running.
        OutputRefusedError: the output, or the hidden folder beside it, is not ours.
        OSError: the folder cannot be made.
    """
    output = Path(os.path.abspath(output))  # noqa: PTH100 (resolve() would follow a link, which is refused)
    if not output.name:
        raise OutputRefusedError(say("{folder} cannot be replaced; name a folder in it", folder=str(output)))
    refuse_inside(output)
    output.parent.mkdir(parents=True, exist_ok=True)
    folder = output.parent / f".{output.name}.tpm-audit"
    numbers: list[tuple[int, int]] = []
    # Leaving removes the lock's file while it is locked; the library takes no lock on a file that is gone by then.
    lock = FileLock(folder / _LOCK, preserve_lock_file=True, on_acquired=lambda file: numbers.append(_number(file)))
    _acquire(lock, output, folder, tell if wait else None)
    try:
        _put_back(output, folder)
        _clear(output, folder)
        refuse_foreign(output, maker)
        (folder / _OWNER).write_text(str(os.getpid()), encoding="ascii")
        staging = Staging(output, folder, Path(tempfile.mkdtemp(prefix=_WORK, dir=folder)), numbers[-1], maker)
        yield staging
    finally:
        _leave(lock, output, folder, numbers[-1])


def _acquire(lock: BaseFileLock, output: Path, folder: Path, tell_and_wait: Callable[[Message], None] | None) -> None:
    """Take the lock; a build that ends meanwhile takes the folder away, so it is made again and again."""
    told = False
    while not lock.is_locked:
        _make(folder, output)
        try:
            lock.acquire(timeout=-1 if told else 0, poll_interval=0.1)
        except Timeout:
            if tell_and_wait is None:
                raise BuildRunningError(output, _owner(folder)) from None
            tell_and_wait(say("waiting for another build of {folder}", folder=str(output)))
            told = True
        except FileNotFoundError:
            continue


def _make(folder: Path, output: Path) -> None:
    try:
        folder.mkdir()
    except FileExistsError:
        try:
            mode = folder.lstat().st_mode
        except FileNotFoundError:
            return  # the other build has ended since
        if not stat.S_ISDIR(mode):
            raise OutputRefusedError(
                say("{folder} is not a folder, as a build needs it there; move it away", folder=str(folder))
            ) from None
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(output)) from None  # the folder that was asked for
    lock = folder / _LOCK
    if os.path.lexists(lock) and (lock.is_symlink() or not lock.is_file()):
        raise OutputRefusedError(say("{file} is not a file, as a build needs it there; move it away", file=str(lock)))


def _number(file: int | Path) -> tuple[int, int]:
    """Return what a file is known by on this machine, whatever it is called."""
    found = os.stat(file)  # noqa: PTH116 (of an open file, too)
    return found.st_dev, found.st_ino


def _owner(folder: Path) -> tuple[str, str] | None:
    """Return which process builds, and since when, as far as that can be read."""
    file = folder / _OWNER
    try:
        process, since = file.read_text(encoding="ascii"), file.lstat().st_mtime
    except (OSError, ValueError):
        return None
    begun = datetime.datetime.fromtimestamp(since, datetime.UTC).astimezone()
    return process[:20], f"{begun:%Y-%m-%d %H:%M:%S}"


def _leave(lock: BaseFileLock, output: Path, folder: Path, number: tuple[int, int]) -> None:
    """Put everything right and release the lock; once its file is gone, the folder may be another build's."""
    try:
        if Staging(output, folder, folder, number).is_held():
            _put_back(output, folder)
            _clear(output, folder)
            (folder / _LOCK).unlink(missing_ok=True)
    except OSError:
        pass  # the next build clears it away; what failed before this matters more
    finally:
        with contextlib.suppress(OSError):
            folder.rmdir()
        lock.release()


def _put_back(output: Path, folder: Path) -> None:
    """Bring the site back that was moved out of the way for another which never came."""
    before = folder / _BEFORE
    if _is_a_site(before) and (not os.path.lexists(output) or (output.is_dir() and not any(output.iterdir()))):
        before.replace(output)


def _is_a_site(folder: Path) -> bool:
    """Say whether a folder is one of ours, not something that a workspace brought along."""
    return not folder.is_symlink() and folder.is_dir() and made_by(folder) is not None


def _clear(output: Path, folder: Path) -> None:
    """Remove what builds leave here, and nothing else; a site that was moved away, once another is in its place."""
    done = (_OWNER, _NEW, _BEFORE) if made_by(output) is not None else (_OWNER, _NEW)
    for path in sorted(folder.iterdir()):
        if path.name in done or path.name.startswith(_WORK):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()
