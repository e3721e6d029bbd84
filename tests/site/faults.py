"""Builds that are killed, or fail, before every single step that they take on the disk; run as a program.

Every call to the system that Python makes is heard by an audit hook before it is made. The n-th one kills the
process, or fails: so for every n until the build gets through. What must not be is printed.
"""

import errno
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from tpm_audit.site import publish as publishing
from tpm_audit.site.exchange import exchange
from tpm_audit.site.lock import exclusive
from tpm_audit.site.publish import publish

WRITES = {"open", "os.link", "os.mkdir", "tempfile.mkdtemp"}
CHANGES = WRITES | {"os.rename", "os.remove", "os.rmdir", "shutil.rmtree"}
OLD = {"index.html": "old", "same.html": "same", "de/gone.html": "old"}
NEW = {"index.html": "new!", "same.html": "same", "de/more.html": "new"}


def build(output: Path, files: dict[str, str]) -> None:
    with exclusive(output, wait=False, tell=lambda _: None) as staging:
        site = staging.work / "whole"
        for name, text in files.items():
            (site / name).parent.mkdir(parents=True, exist_ok=True)
            (site / name).write_text(text, encoding="utf-8")
        publish(site, staging)


def content(output: Path) -> dict[str, str] | None:
    """Return what stands in a site, None where there is none."""
    if not output.is_dir():
        return None
    files = (path for path in output.rglob("*") if path.is_file() and not path.name.startswith(".tpm-audit"))
    return {path.relative_to(output).as_posix(): path.read_text(encoding="utf-8") for path in files}


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def fail(number: int) -> Callable[[], None]:
    def failing() -> None:
        raise OSError(number, os.strerror(number))

    return failing


def interrupt() -> None:
    raise KeyboardInterrupt


# What happens, at which kinds of step, and whether at every later step, too.
FAULTS: dict[str, tuple[Callable[[], None], set[str], bool]] = {
    "killed": (kill, CHANGES | {"ctypes.dlsym", "os.scandir", "os.listdir"}, False),
    "one step fails": (fail(errno.EIO), CHANGES, False),
    "interrupted": (interrupt, CHANGES, False),
    "disk full": (fail(errno.ENOSPC), WRITES, True),
    "read-only": (fail(errno.EROFS), CHANGES, True),
}


def child(output: Path, fault: str, step: int) -> None:
    """Build with a fault at a step; the exit code says whether that step was reached."""
    what, kinds, lasts = FAULTS[fault]
    count = 0

    def heard(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal count
        if event not in kinds or (event == "open" and not _writes(arguments)):
            return
        count += 1
        if count == step or (lasts and count > step):
            what()

    sys.addaudithook(heard)
    try:
        build(output, NEW)
    except (OSError, KeyboardInterrupt):
        os._exit(1)
    os._exit(0 if count < step else 1)


def _writes(arguments: tuple[object, ...]) -> bool:
    flags = arguments[2]
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def wrongs(folder: Path, fault: str, *, exchanges: bool, there: bool) -> tuple[int, list[str]]:
    """Return how many steps there were, and what was wrong after a fault at one of them."""
    found: list[str] = []
    before = OLD if there else None
    for step in range(1, 10_000):
        output = folder / "site"
        shutil.rmtree(folder, ignore_errors=True)
        if there:
            build(output, OLD)
        process = os.fork()
        if not process:
            child(output, fault, step)
        ended = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        at_once = content(output)
        if at_once not in (before, NEW) and (exchanges or at_once is not None):
            found.append(f"step {step}: then {at_once}")
        with exclusive(output, wait=False, tell=lambda _: None):
            recovered = content(output)
        if recovered not in (before, NEW):
            found.append(f"step {step}: recovered {recovered}")
        build(output, NEW)
        if content(output) != NEW or [path.name for path in folder.iterdir()] != ["site"]:
            found.append(f"step {step}: next {content(output)} {sorted(path.name for path in folder.iterdir())}")
        if ended == 0:
            return step, found
    return 0, [*found, "it never ended"]


def _no_exchange(one: Path, other: Path) -> bool:
    assert one.exists()
    assert other.exists()
    return False


def main(folder: Path) -> None:
    for fault in FAULTS:
        for exchanges in (True, False):
            for there in (True, False):
                vars(publishing)["exchange"] = exchange if exchanges else _no_exchange
                steps, found = wrongs(folder / "faults", fault, exchanges=exchanges, there=there)
                print(f"{fault}, exchange {exchanges}, site {there}: {steps} steps")  # noqa: T201
                for one in found:
                    print(f"WRONG {fault}, exchange {exchanges}, site {there}: {one}")  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]))
