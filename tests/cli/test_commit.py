"""The commit of a workspace, and that a hostile repository runs nothing while it is asked for."""

import os
import subprocess
from pathlib import Path

import pytest

from tpm_audit.cli.commit import commit_of

WHO = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]


def git(folder: Path, *arguments: str) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(
        ["git", *WHO, "-C", str(folder), *arguments], env=environment, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def workspace(folder: Path) -> Path:
    (folder / "site_config").mkdir(parents=True)
    (folder / "site_config" / "site.yml").write_text("format: 1\n", encoding="utf-8")
    return folder


def repository(folder: Path) -> str:
    """Make all of a folder a repository and return its commit."""
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "first")
    return git(folder, "rev-parse", "HEAD")


def test_the_commit_of_a_repository(tmp_path: Path) -> None:
    commit = repository(workspace(tmp_path))
    assert commit_of(tmp_path) == commit


def test_the_commit_around_a_folder_of_a_repository(tmp_path: Path) -> None:
    inner = workspace(tmp_path / "audits" / "lindner")
    commit = repository(tmp_path)
    assert commit_of(inner) == commit


def test_the_commit_of_a_further_work_tree(tmp_path: Path) -> None:
    commit = repository(workspace(tmp_path / "main"))
    git(tmp_path / "main", "worktree", "add", "-q", "--detach", str(tmp_path / "other"))
    assert commit_of(tmp_path / "other") == commit


def test_a_repository_that_does_not_hold_the_workspace_is_not_its_own(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    repository(tmp_path)
    assert commit_of(workspace(tmp_path / "later")) is None


@pytest.mark.parametrize("state", ["nowhere", "no commit", "broken"])
def test_no_commit_is_none(tmp_path: Path, state: str) -> None:
    workspace(tmp_path)
    if state == "no commit":
        git(tmp_path, "init", "-q")
    if state == "broken":
        (tmp_path / ".git").write_text("gitdir: /nowhere\n", encoding="utf-8")
    assert commit_of(tmp_path) is None


def test_without_git_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository(workspace(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert commit_of(tmp_path) is None


def test_a_git_inside_the_workspace_is_never_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace(tmp_path)
    fake = tmp_path / "git"
    fake.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n", encoding="utf-8")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert commit_of(tmp_path) is None
    assert not (tmp_path / "ran").exists()


def test_nothing_that_a_repository_sets_is_run(tmp_path: Path) -> None:
    commit = repository(workspace(tmp_path))
    trap = tmp_path / "trap.sh"
    trap.write_text(f"#!/bin/sh\necho ran >> {tmp_path}/ran\n", encoding="utf-8")
    trap.chmod(0o755)
    for hook in ("post-checkout", "reference-transaction", "post-index-change", "fsmonitor-watchman"):
        target = tmp_path / ".git" / "hooks" / hook
        target.write_bytes(trap.read_bytes())
        target.chmod(0o755)
    settings = {
        "core.fsmonitor": str(trap),
        "core.pager": str(trap),
        "core.sshCommand": str(trap),
        "core.hooksPath": str(tmp_path / ".git" / "hooks"),
        "alias.rev-parse": f"!{trap}",
        "pager.rev-parse": str(trap),
        "diff.external": str(trap),
        "filter.x.clean": str(trap),
        "filter.x.process": str(trap),
        "credential.helper": f"!{trap}",
        "protocol.ext.allow": "always",
        "remote.origin.url": f"ext::{trap}",
        "remote.origin.promisor": "true",
        "extensions.partialClone": "origin",
        "core.repositoryFormatVersion": "1",
    }
    for name, value in settings.items():
        git(tmp_path, "config", name, value)
    (tmp_path / "ran").unlink(missing_ok=True)
    assert commit_of(tmp_path) == commit
    for tree in (tmp_path / ".git" / "objects").rglob("*"):  # what a partial clone lacks is not fetched
        if tree.is_file():
            tree.unlink()
    assert commit_of(tmp_path) is None
    assert not (tmp_path / "ran").exists()


def test_the_environment_leads_git_nowhere_else(tmp_path: Path) -> None:
    other = repository(workspace(tmp_path / "other"))
    plain = workspace(tmp_path / "plain")
    environment = {**os.environ, "GIT_DIR": str(tmp_path / "other" / ".git"), "GIT_WORK_TREE": str(tmp_path / "other")}
    assert commit_of(tmp_path / "other") == other
    assert commit_of(plain, environment) is None
