"""Which commit a workspace is at."""

import os
from collections.abc import Mapping
from pathlib import Path

from tpm_audit.workspace.git import git_at

_HOLDS_WORKSPACE = "site_config"


def commit_of(root: Path, environment: Mapping[str, str] | None = None) -> str | None:
    """Return the commit that is checked out around a workspace.

    None where there is no git or no repository, and where the commit does not hold the workspace's site_config/: a
    repository further out is not the workspace's.
    """
    git = git_at(root, os.environ if environment is None else environment)
    commit = None if git is None else git.name_of("HEAD")
    if git is None or commit is None or git.name_of(f"{commit}:./{_HOLDS_WORKSPACE}") is None:
        return None
    return commit
