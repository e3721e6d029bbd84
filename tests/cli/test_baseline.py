"""What `check --baseline` takes: a closed audit, or a result.json of the same edition."""

import os
from pathlib import Path

import pytest

from tests.workspace.cases import base, write
from tpm_audit.cli import program
from tpm_audit.cli.exits import Exit, run_guarded


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write(tmp_path / "audit", base())


def check(workspace: Path, *arguments: str) -> int:
    return run_guarded(program, ["-C", str(workspace), "check", "--as-of", "2026-10-31", *arguments])


def test_a_result_of_the_same_edition_is_one(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(workspace, "-q", "-o", "before.json") == Exit.PASSED
    capsys.readouterr()
    assert check(workspace, "--baseline", "before.json") == Exit.PASSED
    assert "unchanged" in capsys.readouterr().out


def test_a_result_of_the_other_edition_is_none(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check(workspace, "-q", "-o", "before.json")
    assert check(workspace, "--baseline", "before.json", "--edition", "client") == Exit.USAGE
    assert "is of the internal edition" in capsys.readouterr().err


def test_the_file_of_a_closed_audit_is_one_for_both(workspace: Path) -> None:
    assert run_guarded(program, ["-C", str(workspace), "close", "2026-10", "--on", "2026-11-01"]) == Exit.PASSED
    closed = workspace / "content/audits/2026-10/result.json"
    closed.rename("closed.json")
    for edition in ("internal", "client"):
        assert check(workspace, "--baseline", "closed.json", "--edition", edition) == Exit.PASSED


def test_an_audit_that_is_open_is_no_baseline(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(workspace, "--baseline", "2026-10") == Exit.USAGE
    assert (
        "audit '2026-10' is open, and compared is with closed ones only; none is closed yet" in capsys.readouterr().err
    )
    assert check(workspace, "--baseline", "2026-09") == Exit.USAGE
    assert "the workspace has no audit '2026-09'; it has none yet" in capsys.readouterr().err


def test_a_result_of_a_later_tool_is_not_believed(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check(workspace, "-q", "-o", "before.json")
    later = Path("before.json").read_text(encoding="utf-8").replace('"schema": 0', '"schema": 1', 1)
    Path("before.json").write_text(later, encoding="utf-8")
    capsys.readouterr()
    assert check(workspace, "--baseline", "before.json") == Exit.USAGE
    assert "was written by a later tpm-audit" in capsys.readouterr().err


def test_what_is_no_result_is_told(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("other.json").write_text("[]", encoding="utf-8")
    os.mkfifo("pipe.json")
    for given, said in (("other.json", "no result.json"), ("pipe.json", "is no file"), ("gone.json", "cannot be read")):
        assert check(workspace, "--baseline", given) == Exit.USAGE
        assert said in capsys.readouterr().err


def test_a_closed_audit_keeps_what_it_was_held_against(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_guarded(program, ["-C", str(workspace), "close", "2026-10", "--on", "2026-11-01"]) == Exit.PASSED
    assert check(workspace, "--baseline", "2026-10") == Exit.USAGE
    assert "--baseline: audit '2026-10' is closed and keeps what it was held against" in capsys.readouterr().err
