"""Git, asked so that nothing in the repository is run.

The repository may be anyone's, its settings too. Only what reads names and objects is called: no status (it runs
fsmonitor and filters), no checkout, no alias (they do not replace commands), no hook, no pager; nothing is fetched that
a partial clone lacks, and no variable of the environment points git elsewhere.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

_SECONDS = 60
_NAME = re.compile(rb"[0-9a-f]{40}|[0-9a-f]{64}")
_SETTINGS = ("safe.bareRepository=explicit", "core.fsmonitor=false", f"core.hooksPath={os.devnull}")
_ENVIRONMENT: Mapping[str, str] = {
    "GIT_ALLOW_PROTOCOL": "none",  # stands over whatever a repository allows: no transport is ever started
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}


@dataclass(frozen=True, slots=True)
class Git:
    """Git at a workspace; ``environment`` is the one that it runs in."""

    program: str
    root: Path
    environment: Mapping[str, str] = field(repr=False)

    def command(self, *arguments: str) -> list[str]:
        """Return how git is called."""
        settings = [part for setting in _SETTINGS for part in ("-c", setting)]
        return [self.program, *settings, "--no-pager", "-C", str(self.root), *arguments]

    def answer(self, *arguments: str) -> bytes | None:
        """Return what git says, None where it fails or does not come to an end."""
        try:
            done = subprocess.run(  # noqa: S603 (a program by its full path, its arguments ours)
                self.command(*arguments),
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=_SECONDS,
                check=False,
            )
        except (OSError, ValueError, subprocess.TimeoutExpired):  # ValueError: an argument with a NUL
            return None
        return done.stdout if done.returncode == 0 else None

    def name_of(self, revision: str) -> str | None:
        """Return the full name of an object, None where there is none or git does not say."""
        said = (self.answer("rev-parse", "--verify", "--quiet", "--end-of-options", revision) or b"").strip()
        return said.decode("ascii") if _NAME.fullmatch(said) else None


def git_at(root: Path, environment: Mapping[str, str]) -> Git | None:
    """Return the git that is installed, None where there is none; one that lies in the workspace is not run."""
    git = shutil.which("git")
    if git is None or Path(git).resolve().is_relative_to(root.resolve()):
        return None
    cleaned = {name: one for name, one in environment.items() if not name.upper().startswith("GIT_")}
    return Git(git, root, {**cleaned, **_ENVIRONMENT})
