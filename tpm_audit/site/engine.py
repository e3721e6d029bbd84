"""Runs MkDocs over a generated folder, in a process of its own."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

_LAST_LINES = 12
# Material announces the end of its own life on every build; a build needs no network, so it is given none.
_QUIET_AND_ALONE: Mapping[str, str] = {
    "NO_MKDOCS_2_WARNING": "1",
    "DISABLE_MKDOCS_2_WARNING": "true",
    "PYTHONIOENCODING": "utf-8",
    **dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), "http://127.0.0.1:9"),
}


class EngineError(Exception):
    """MkDocs ended without a site; the message holds the last lines that it said."""

    def __init__(self, code: int, said: str) -> None:
        last = "\n".join(said.strip().splitlines()[-_LAST_LINES:])
        super().__init__(f"mkdocs ended with {code}\n{last}")


def run_mkdocs(folder: Path, environment: Mapping[str, str], epoch: int) -> tuple[str, ...]:
    """Build ``folder`` into its folder site/ and return the warnings.

    ``epoch`` (seconds since 1970) is the only date that the engine sees: the same input makes the same bytes.

    Raises:
        EngineError: the engine failed.
        OSError: it could not be started.
    """
    done = subprocess.run(
        [sys.executable, "-P", "-m", "mkdocs", "build", "--clean", "--config-file", "mkdocs.yml"],
        env={**environment, **_QUIET_AND_ALONE, "SOURCE_DATE_EPOCH": str(epoch)},
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise EngineError(done.returncode, done.stderr or done.stdout)
    return tuple(line for line in done.stderr.splitlines() if line.startswith("WARNING"))
