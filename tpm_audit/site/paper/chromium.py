"""Chromium as a program that prints: found on the system, run with a fresh profile, without a network, for a while."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from tpm_audit.language.said_error import SaidError
from tpm_audit.source.message import say

_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)
# Where systems put it that have no command for it.
_PLACES = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
)
_LONGEST = 1800  # seconds; a thousand pages take one or two minutes
_LAST_LINES = 12
_SETTLING = 20_000  # milliseconds that pass for the page, not for us: what it does later is done before it is printed
_OPTIONS = (
    "--headless",
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
    "--export-tagged-pdf",
    f"--virtual-time-budget={_SETTLING}",
    "--run-all-compositor-stages-before-draw",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-gpu",
    "--disable-dev-shm-usage",  # in containers it is too small
    "--hide-scrollbars",
)
_ALONE = (
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=http://127.0.0.1:9",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-extensions",
    "--disable-sync",
    "--metrics-recording-only",
)


class ChromiumMissingError(SaidError):
    """There is nothing to print with; the message says what to install."""

    def __init__(self) -> None:
        super().__init__(
            say("a PDF is printed by Chromium, and none was found"),
            say("  install Chromium or Google Chrome, or name one in the environment: {name}", name="CHROMIUM=/…"),
        )


class ChromiumError(SaidError):
    """Chromium made no PDF; the message says why."""


def chromium_in(environment: Mapping[str, str]) -> Path:
    """Return the Chromium that ``$CHROMIUM`` names, else the first that is installed.

    Raises:
        ChromiumMissingError: there is none, or not where ``$CHROMIUM`` says.
    """
    named, path = environment.get("CHROMIUM"), environment.get("PATH", os.defpath)
    found = (shutil.which(name, path=path) for name in ([named] if named else _NAMES))
    choices = [Path(one) for one in found if one is not None]
    choices += [] if named else [place for place in _PLACES if place.is_file()]
    if not choices:
        raise ChromiumMissingError
    return choices[0]


def print_page(chromium: Path, page: Path, target: Path, work: Path, environment: Mapping[str, str]) -> None:
    """Print an HTML file as PDF to ``target``; ``work`` is a folder for the profile, and for what Chromium says.

    Raises:
        ChromiumError: it made none, or took too long.
        OSError: it could not be started.
    """
    profile, said = work / "profile", work / "said.txt"
    arguments = [*_OPTIONS, *_ALONE, *_unboxed(), f"--user-data-dir={profile}", f"--print-to-pdf={target}"]
    with said.open("wb") as log:
        code = _run([str(chromium), *arguments, page.as_uri()], environment, log.fileno())
    shutil.rmtree(profile, ignore_errors=True)
    if code or not _is_whole(target):
        lines = said.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-_LAST_LINES:]
        raise ChromiumError(say("{name} ended with {code}", name=chromium.name, code=str(code)), *lines)


def _unboxed() -> Iterator[str]:
    """Yield the option without which Chromium does not start as root, as in a container."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        yield "--no-sandbox"


def _run(command: list[str], environment: Mapping[str, str], log: int) -> int:
    """Run Chromium to its end and return its exit code; whatever happens, none of its processes is left."""
    with subprocess.Popen(  # noqa: S603 (words of ours, and a program that the user names)
        command,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        start_new_session=True,
    ) as process:
        try:
            return process.wait(timeout=_LONGEST)
        except subprocess.TimeoutExpired:
            raise ChromiumError(say("Chromium did not finish within {n} seconds", n=_LONGEST)) from None
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is not None:
        return
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)  # with the processes that it started
    else:
        process.kill()


def _is_whole(pdf: Path) -> bool:
    if not pdf.is_file():
        return False
    content = pdf.read_bytes()
    return content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF")
