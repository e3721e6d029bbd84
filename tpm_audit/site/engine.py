"""Runs an engine over a generated folder, in a process of its own: MkDocs with Material, or Zensical."""

import enum
import importlib.util
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from tpm_audit.language.said_error import SaidError
from tpm_audit.site.settings import SITE
from tpm_audit.source.message import say

_LAST_LINES = 12
_CONTROL = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_AT = re.compile(r"\[ (\S+) \]")  # where Zensical's picture of a mistake points to
# Material announces the end of its own life on every build; a build needs no network, so it is given none.
_QUIET_AND_ALONE: Mapping[str, str] = {
    "NO_MKDOCS_2_WARNING": "1",
    "DISABLE_MKDOCS_2_WARNING": "true",
    "NO_COLOR": "1",
    "PYTHONIOENCODING": "utf-8",
    **dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), "http://127.0.0.1:9"),
}


class Engine(enum.StrEnum):
    """What makes HTML of a generated folder."""

    MKDOCS = "mkdocs"
    ZENSICAL = "zensical"


_COMMAND = ("build", "--clean", "--config-file", "mkdocs.yml")
_PROGRAM: Mapping[Engine, str] = {Engine.MKDOCS: "tpm_audit.site.run_mkdocs", Engine.ZENSICAL: "zensical"}
_INSTALLED_BY: Mapping[Engine, str] = {
    Engine.MKDOCS: "pip install --force-reinstall tpm-audit",
    Engine.ZENSICAL: 'pip install "tpm-audit[zensical]"',
}


class EngineError(SaidError):
    """An engine made no site that can be published; the message says why."""


class EngineMissingError(EngineError):
    """The engine is not installed; the message says how to."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(
            say("{name} is not installed; {command} brings it", name=engine.value, command=_INSTALLED_BY[engine])
        )


def require(engine: Engine) -> None:
    """Refuse an engine that is not installed: asked before any page is written.

    Raises:
        EngineMissingError: it is not.
    """
    if importlib.util.find_spec(engine.value) is None:
        raise EngineMissingError(engine)


def run_engine(
    engine: Engine, folder: Path, environment: Mapping[str, str], epoch: int, *, strict: bool = False
) -> tuple[str, ...]:
    """Build ``folder`` into its folder site/ and return the warnings; ``strict`` makes errors of them.

    ``epoch`` (seconds since 1970) is the only date that the engine sees: the same input makes the same bytes.

    Raises:
        EngineError: the engine failed, made no site, or warned and ``strict`` is asked for.
        OSError: it could not be started.
    """
    require(engine)
    done = subprocess.run(  # noqa: S603 (words of ours)
        [sys.executable, "-P", "-m", _PROGRAM[engine], *_COMMAND],
        env={**environment, **_QUIET_AND_ALONE, "SOURCE_DATE_EPOCH": str(epoch)},
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    said = _CONTROL.sub("", done.stderr or done.stdout)
    if done.returncode or not (folder / SITE / "index.html").is_file():
        last = "\n".join(said.strip().splitlines()[-_LAST_LINES:])
        raise EngineError(say("{name} ended with {code}", name=engine.value, code=str(done.returncode)), last)
    warnings = tuple(_WARNINGS[engine](said))
    if strict and warnings:
        raise EngineError(say("{name} warned, and --strict lets no warning pass", name=engine.value), *warnings)
    return warnings


def _of_mkdocs(said: str) -> Iterator[str]:
    """Yield the lines that begin with WARNING."""
    return (line for line in said.splitlines() if line.startswith("WARNING"))


def _of_zensical(said: str) -> Iterator[str]:
    """Yield each warning with its place, which Zensical draws below it among the lines of the file."""
    lines = said.splitlines()
    for line, below in zip(lines, (*lines[1:], ""), strict=True):
        if line.startswith("Warning:"):
            at = _AT.search(below)
            yield f"WARNING -  {f'{at[1]}: ' if at else ''}{line.removeprefix('Warning:').strip()}"


_WARNINGS = {Engine.MKDOCS: _of_mkdocs, Engine.ZENSICAL: _of_zensical}
