"""The workspace of a git revision: the same bytes as in the folder, and nothing of the repository is obeyed."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.workspaces import ENGLISH
from tpm_audit.workspace.files import Files, read_files
from tpm_audit.workspace.git import git_at
from tpm_audit.workspace.revision import Revision, revision_files

ROOT = Path(__file__).parents[2]
WHO = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:" + "0" * 64 + "\nsize 12345\n"


def git(folder: Path, *arguments: str) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(
        ["git", *WHO, "-C", str(folder), *arguments], env=environment, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def committed(folder: Path) -> str:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "as it is")
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace in a folder of a repository, which holds its first commit."""
    git(tmp_path, "init", "-q")
    root = tmp_path / "audits" / "café one"
    (root / "content").mkdir(parents=True)
    (root / "site_config").mkdir()
    (root / "site_config/site.yml").write_text("format: 1\n", encoding="utf-8")
    committed(tmp_path)
    return root


@contextmanager
def files_of(root: Path, commit: str = "HEAD", tree: str = "./") -> Iterator[Files]:
    found = git_at(root, os.environ)
    assert found is not None
    commit = git(root, "rev-parse", commit)
    with revision_files(found, Revision(commit, commit, git(root, "rev-parse", f"{commit}:{tree}"))) as files:
        yield files


def told(files: Files) -> list[str]:
    return [f"{one.place.file}: {ENGLISH.say(one.message)}" for one in files.problems]


def test_a_revision_reads_as_the_folder_does(tmp_path: Path) -> None:
    for folder in ("brand", "content", "site_config", "templates"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    (tmp_path / "content/.hidden.yml").write_text("a: 1\n", encoding="utf-8")
    git(tmp_path, "init", "-q")
    committed(tmp_path)
    there = read_files(tmp_path)
    with files_of(tmp_path) as files:
        assert files == there
        for path in there.others:
            with files.results(path) as of_revision, there.results(path) as of_folder:
                assert of_revision.read() == of_folder.read()
        logo = next(path for path in ROOT.joinpath("brand").iterdir() if path.is_file())
        assert files.own(f"brand/{logo.name}") == logo.read_bytes()
        assert files.own(f"./brand/{logo.name}") == logo.read_bytes()
        assert (files.own("brand"), files.own("brand/none.png")) == (None, None)


def test_neither_the_work_tree_nor_the_index_is_read_or_touched(workspace: Path) -> None:
    (workspace / "site_config/site.yml").write_text("later: 1\n", encoding="utf-8")
    (workspace / "content/new.yml").write_text("new: 1\n", encoding="utf-8")
    git(workspace, "add", "content/new.yml")
    before = git(workspace, "status", "--porcelain")
    with files_of(workspace) as files:
        assert files.yaml == {"site_config/site.yml": b"format: 1\n"}
    assert git(workspace, "status", "--porcelain") == before


def test_links_and_submodules_are_not_followed(workspace: Path) -> None:
    (workspace / "content/link.yml").symlink_to("/etc/passwd")
    (workspace / "logo.svg").symlink_to("/etc/passwd")
    inner = workspace / "content/inner"
    inner.mkdir()
    git(inner, "init", "-q")
    (inner / "x.yml").write_text("x: 1\n", encoding="utf-8")
    commit = committed(inner)
    git(workspace, "update-index", "--add", "--cacheinfo", f"160000,{commit},audits/café one/content/inner")
    committed(workspace)
    with files_of(workspace) as files:
        assert told(files) == [
            "content/inner: this is a submodule, and submodules are not followed",
            "content/link.yml: this is a link, and links are not followed",
        ]
        assert set(files.yaml) == {"site_config/site.yml"}
        assert not isinstance(files.own("logo.svg"), bytes)
        assert files.own("logo.svg") is not None


def test_a_pointer_of_git_lfs_is_told(workspace: Path) -> None:
    audit = workspace / "content/audits/2026-04"
    audit.mkdir(parents=True)
    for name in ("visits.yml", "result.json", "photo.jpg"):
        (audit / name).write_text(POINTER, encoding="utf-8")
    committed(workspace)
    with files_of(workspace) as files:
        assert told(files) == [
            "content/audits/2026-04/result.json: this cannot be read: it is kept in Git LFS, and git has a pointer only"
        ]
        assert "Git LFS" in ENGLISH.say(files.unread["content/audits/2026-04/visits.yml"].message)
        with pytest.raises(OSError, match="Git LFS"):
            files.opened("content/audits/2026-04/photo.jpg")


def test_files_that_are_too_large_are_refused_unread(workspace: Path) -> None:
    (workspace / "content/large.yml").write_bytes(b"a: " + b"x" * 5_000_001)
    (workspace / "content/large.png").write_bytes(b"x" * 20_000_001)
    committed(workspace)
    with files_of(workspace) as files:
        assert set(files.unread) == {"content/large.yml"}
        with pytest.raises(OSError, match="too large"):
            files.opened("content/large.png")
        with pytest.raises(FileNotFoundError):
            files.opened("content/none.png")


def test_names_that_cannot_be_told_are_problems(workspace: Path) -> None:
    for name in ("A.yml", "a.yml"):
        (workspace / "content" / name).write_text("a: 1\n", encoding="utf-8")
    (workspace / "content" / os.fsdecode(b"\xff.yml")).write_text("a: 1\n", encoding="utf-8")
    committed(workspace)
    with files_of(workspace) as files:
        assert told(files) == [
            "content/\N{REPLACEMENT CHARACTER}.yml: the name of this file is not UTF-8",
            "content/a.yml: this name differs from 'content/A.yml' in capitals only",
        ]


def test_what_a_repository_would_have_run_is_not_run(workspace: Path, tmp_path: Path) -> None:
    top = tmp_path
    spy = f"sh -c 'touch {tmp_path}/ran'"
    for key in ("core.fsmonitor", "core.pager", "diff.external", "filter.spy.smudge", "filter.spy.process"):
        git(top, "config", key, spy)
    (top / ".gitattributes").write_text("*.yml filter=spy diff=spy\n", encoding="utf-8")
    for hook in ("post-checkout", "reference-transaction", "post-index-change"):
        file = top / ".git/hooks" / hook
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n", encoding="utf-8")
        file.chmod(0o755)
    with files_of(workspace) as files:
        assert files.yaml == {"site_config/site.yml": b"format: 1\n"}
    assert not (tmp_path / "ran").exists()


def test_an_object_that_the_clone_does_not_have_is_told(workspace: Path) -> None:
    name = git(workspace, "rev-parse", "HEAD:./site_config/site.yml")
    top = Path(git(workspace, "rev-parse", "--show-toplevel"))
    lost = top / ".git/objects" / name[:2] / name[2:]
    lost.chmod(0o600)
    lost.unlink()
    with files_of(workspace) as files:
        assert "this clone does not have it" in ENGLISH.say(files.unread["site_config/site.yml"].message)


def test_nothing_is_fetched_that_a_partial_clone_lacks(workspace: Path, tmp_path: Path) -> None:
    (workspace / "content/more.yml").write_text("more: 1\n", encoding="utf-8")
    committed(workspace)
    top = git(workspace, "rev-parse", "--show-toplevel")
    git(workspace, "config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--no-checkout", "--filter=blob:none", f"file://{top}", str(clone))
    with pytest.raises(OSError, match="a clone without --filter has it all"), files_of(clone, tree="audits/café one"):
        pass
    assert "?" in git(clone, "rev-list", "--objects", "--missing=print", "HEAD")
