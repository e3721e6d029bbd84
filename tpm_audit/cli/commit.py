"""Which commit a workspace is at, asked of git so that nothing in the repository is run.

The repository may be anyone's, its settings too. Only what reads names and trees is called: no status (it runs
fsmonitor and filters), no alias (they do not replace commands), no hook, no pager; nothing is fetched that a partial
clone lacks, and no variable of the environment points git elsewhere.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

_SECONDS = 10
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_SETTINGS = ("safe.bareRepository=explicit", "core.fsmonitor=false", f"core.hooksPath={os.devnull}")
_ENVIRONMENT: Mapping[str, str] = {
    "GIT_ALLOW_PROTOCOL": "none",  # stands over whatever a repository allows: no transport is ever started
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_HOLDS_WORKSPACE = "site_config"


def commit_of(root: Path, environment: Mapping[str, str] | None = None) -> str | None:
    """Return the commit that is checked out around a workspace.

    None where there is no git or no repository, and where the commit does not hold the workspace's site_config/: a
    repository further out is not the workspace's.
    """
    git = shutil.which("git")
    if git is None or Path(git).resolve().is_relative_to(root.resolve()):
        return None
    given = os.environ if environment is None else environment
    cleaned = {**{name: one for name, one in given.items() if not name.upper().startswith("GIT_")}, **_ENVIRONMENT}
    commit = _name_of(git, root, "HEAD", cleaned)
    if commit is None or _name_of(git, root, f"{commit}:./{_HOLDS_WORKSPACE}", cleaned) is None:
        return None
    return commit


def _name_of(git: str, root: Path, revision: str, environment: Mapping[str, str]) -> str | None:
    """Return the full name of a revision, None where there is none or git does not say."""
    settings = [part for setting in _SETTINGS for part in ("-c", setting)]
    try:
        done = subprocess.run(  # noqa: S603 (a program by its full path, its arguments ours)
            [git, *settings, "--no-pager", "-C", str(root), "rev-parse", "--verify", "--quiet", revision],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    said = done.stdout.decode("ascii", errors="replace").strip()
    return said if done.returncode == 0 and _COMMIT.fullmatch(said) else None
