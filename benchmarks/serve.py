"""How long it takes from saving a file to the page that shows it, over HTTP; seconds, each run and the median.

python benchmarks/serve.py [small|medium|large ...] [--runs N]
"""

import http.client
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.check import ROOT, options, print_table
from benchmarks.workspaces import SIZES, Size, write_workspace

_WAIT = 60.0  # seconds
_RUNS = 5
_EDITED = Path("content/touchpoints/part-001.yml")
_NAMES = ("Touchpoint 1}", "Touchpoint 1!}")
_REST = 2.0  # seconds, in which the navigation follows
PAGES = ("index.html", "touchpoints/index.html", "touchpoints/tp-00001.html", "findings/index.html")


class Events:
    """The preview's word of what is shown, as a browser listens to it."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_WAIT)
        self._connection.request("GET", "/_tpm-audit/events")
        self._answer = self._connection.getresponse()

    def next(self) -> str:
        """Wait for the next revision; the first is there at once.

        Raises:
            TimeoutError: nothing else was shown for long, though the preview lives.
        """
        ends = time.monotonic() + _WAIT
        while line := self._answer.readline():
            if line.startswith(b"data: "):
                return line.removeprefix(b"data: ").strip().decode()
            if time.monotonic() > ends:
                raise TimeoutError("nothing else was shown")
        raise ConnectionError("the preview ended")

    def close(self) -> None:
        """Listen no more."""
        self._answer.close()
        self._connection.close()


@dataclass(frozen=True)
class Served:
    """A running `tpm-audit serve`."""

    process: subprocess.Popen[str]
    port: int

    def get(self, path: str) -> str:
        """Return a page, or whatever is shown in its place."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_WAIT)
        try:
            connection.request("GET", f"/{path}")
            return connection.getresponse().read().decode()
        finally:
            connection.close()

    def said(self) -> str:
        """Wait for the next line on the terminal."""
        return self.process.stdout.readline() if self.process.stdout is not None else ""


@contextmanager
def serving(workspace: Path, *arguments: str) -> Iterator[Served]:
    """Run `tpm-audit serve` at a port of its own, as long as the block lasts."""
    command = [sys.executable, "-m", "tpm_audit", "-C", str(workspace), "serve", "--port", "0", *arguments]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=pipe, stderr=pipe, text=True) as process:
        try:
            where = process.stdout.readline() if process.stdout is not None else ""
            yield Served(process, int(where.partition("127.0.0.1:")[2].partition("/")[0]))
        finally:
            _end(process)


def _end(process: subprocess.Popen[str]) -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(_WAIT)
        except subprocess.TimeoutExpired:
            process.kill()


def _seconds(served: Served, file: Path, page: str, runs: int) -> Iterator[float]:
    """Yield the seconds of so many saves, each of which changes the name of a touchpoint."""
    served.get(page)
    for run in range(runs):
        time.sleep(_REST)
        events = Events(served.port)
        events.next()
        text = file.read_text(encoding="utf-8")
        began = time.perf_counter()
        file.write_text(text.replace(*(_NAMES if run % 2 == 0 else reversed(_NAMES))), encoding="utf-8")
        events.next()
        html = served.get(page)
        yield time.perf_counter() - began
        events.close()
        if 'class="tpm-preview' in html:
            raise RuntimeError(html)


def _rows(name: str, size: Size, runs: int) -> Iterator[tuple[str, ...]]:
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder)
        write_workspace(workspace, size)
        with serving(workspace, "--as-of", "2026-11-22") as served:
            for page in PAGES:
                seconds = list(_seconds(served, workspace / _EDITED, f"en/{page}", runs))
                figures = (statistics.median(seconds), *seconds)
                yield (f"{name} {page}".removesuffix(".html"), *(f"{one:.2f}" for one in figures))


def main() -> None:
    chosen = options(__doc__)
    runs = max(chosen.runs, _RUNS)
    headings = ("size, page", "median s", *(f"run {run + 1}" for run in range(runs)))
    for name in chosen.sizes:
        print_table(headings, _rows(name, SIZES[name], runs))


if __name__ == "__main__":
    main()
