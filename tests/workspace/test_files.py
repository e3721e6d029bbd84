import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pictures import TINY
from tests.workspace.cases import base, run, said, write
from tpm_audit.cli.exits import Exit
from tpm_audit.workspace.files import read_files

LINK = ":1:1: TPS033 this is a link, and links are not followed | put the file itself here"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "workspace", base())


def told(folder: Path) -> list[str]:
    return said(read_files(folder).problems)


def test_yaml_is_read_and_everything_else_measured(folder: Path) -> None:
    files = read_files(folder)

    assert files.yaml["site_config/people.yml"].startswith(b"people:")
    assert files.others == {"content/audits/2026-10/evidence/queue.jpg": len(TINY)}
    assert files.problems == ()


def test_link_to_a_file_is_refused_and_not_read(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.yml").write_text("touchpoints: {}")
    (folder / "content/touchpoints/linked.yml").symlink_to(tmp_path / "secret.yml")

    assert "content/touchpoints/linked.yml" not in read_files(folder).yaml
    assert told(folder) == [f"content/touchpoints/linked.yml{LINK}"]


def test_link_that_leads_nowhere_is_refused(folder: Path) -> None:
    (folder / "content/touchpoints/dangling.yml").symlink_to("nothing")

    assert len(told(folder)) == 1


@pytest.mark.parametrize("where", ["content/audits/loop", "content/touchpoints/up"])
def test_loop_of_links_is_refused_and_ends(folder: Path, where: str) -> None:
    (folder / where).symlink_to(folder / "content", target_is_directory=True)

    assert told(folder) == [f"{where}{LINK}"]


def test_linked_content_folder_is_refused(folder: Path, tmp_path: Path) -> None:
    (folder / "content").rename(tmp_path / "elsewhere")
    (folder / "content").symlink_to(tmp_path / "elsewhere", target_is_directory=True)

    assert told(folder) == [f"content{LINK}"]
    assert all(path.startswith("site_config/") for path in read_files(folder).names)


def test_names_that_differ_in_capitals_only_are_told(folder: Path) -> None:
    evidence = folder / "content/audits/2026-10/evidence"
    (evidence / "Queue.JPG").write_text("another photo")

    (problem,) = told(folder)
    assert problem == (
        "content/audits/2026-10/evidence/queue.jpg:1:1: TPS033 this name differs from "
        "'content/audits/2026-10/evidence/Queue.JPG' in capitals only | "
        "rename one of them: some machines cannot tell them apart"
    )


def test_folders_that_differ_in_capitals_only_are_told(folder: Path) -> None:
    (folder / "content/Checklists").mkdir()
    (folder / "content/Checklists/service.yml").write_text("")

    (problem,) = told(folder)
    assert problem.startswith("content/checklists/service.yml:1:1: TPS033 this name differs from 'content/Checklists")


def test_pipe_is_refused_and_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "content/touchpoints/pipe.yml")

    assert told(folder) == [
        "content/touchpoints/pipe.yml:1:1: TPS033 this is not a file | remove it, or put a file in its place"
    ]


def test_names_that_begin_with_a_dot_are_left_alone(folder: Path) -> None:
    (folder / "content/touchpoints/.draft.yml").write_text("[")
    (folder / "content/.git").mkdir()
    (folder / "content/.git/x.yml").write_text("[")
    (folder / "content/.DS_Store").symlink_to("nothing")

    assert told(folder) == []
    assert not any("/." in path for path in read_files(folder).names)


def test_name_that_is_no_text_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = os.fsencode(folder / "content/touchpoints") + b"/b\xe4cker.yml"
    Path(os.fsdecode(name)).write_text("touchpoints: {}")

    ran = run(capsys, "-C", str(folder), "check", "-q", "--as-of", "2026-10-31")

    assert ran.code == Exit.PROBLEMS
    assert (
        "content/touchpoints/b\N{REPLACEMENT CHARACTER}cker.yml:1:1: TPS033 the name of this file is not UTF-8\n"
        in ran.out
    )


def test_yaml_file_too_large_is_not_read_into_memory(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (folder / "content/touchpoints/large.yml").open("wb") as file:
        file.truncate(40_000_000_000)

    ran = run(capsys, "-C", str(folder), "check", "-q", "--as-of", "2026-10-31")

    assert ran.out.splitlines()[:2] == [
        "content/touchpoints/large.yml:1:1: TPS003 the file has 40,000,000,000 bytes, more than 5,000,000",
        "  split it into several files",
    ]


def _forbid(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """Forbid reading a file or folder; root, who runs some tests, is forbidden nothing by its mode."""
    real_bytes, real_entries = Path.read_bytes, Path.iterdir

    def read_bytes(file: Path) -> bytes:
        if file == path:
            raise PermissionError(errno.EACCES, "Permission denied", str(file))
        return real_bytes(file)

    def iterdir(folder: Path) -> Iterator[Path]:
        if folder == path:
            raise PermissionError(errno.EACCES, "Permission denied", str(folder))
        return real_entries(folder)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    monkeypatch.setattr(Path, "iterdir", iterdir)


@pytest.mark.parametrize("path", ["content/touchpoints/all.yml", "content/audits/2026-10/evidence", "site_config"])
def test_what_may_not_be_read_is_a_problem(
    folder: Path, path: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _forbid(monkeypatch, folder / path)

    ran = run(capsys, "-C", str(folder), "check", "-q", "--as-of", "2026-10-31")

    assert (ran.code, ran.err) == (Exit.PROBLEMS, "")
    assert f"{path}:1:1: TPS033 this cannot be read: Permission denied\n" in ran.out
    assert "no touchpoint" not in ran.out


@pytest.mark.parametrize("path", ["logos/" + "x" * 300 + ".png", "x" * 5000])
def test_a_name_that_no_file_can_have_is_one_of_no_file(folder: Path, path: str) -> None:
    assert read_files(folder).own(path) is None
