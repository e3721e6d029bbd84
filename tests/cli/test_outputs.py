"""`check --format` and `check -o`: what is printed, what is written, and where nothing is."""

import contextlib
import io
import json
import os
import sys
from pathlib import Path

import openpyxl
import pytest

from tpm_audit.cli import program
from tpm_audit.cli.exits import Exit, run_guarded
from tpm_audit.exports.formats import FORMATS
from tpm_audit.site.manifest import Maker

DAY = ("--as-of", "2026-11-22")


def call(*arguments: str) -> int:
    return run_guarded(program, arguments)


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    with contextlib.redirect_stdout(io.StringIO()):
        assert call("init", str(tmp_path / "acme")) == Exit.PASSED
    monkeypatch.chdir(tmp_path)
    return tmp_path / "acme"


def check(*arguments: str) -> int:
    return call("-C", "acme", "check", *DAY, *arguments)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("edition", ["internal", "client"])
@pytest.mark.usefixtures("capsysbinary")  # what is printed need not be text
def test_the_exit_code_is_the_same_in_every_format(workspace: Path, form: str, edition: str) -> None:
    asked = ("--format", form, "--edition", edition)
    assert check(*asked) == Exit.PASSED
    assert check(*asked, "--fail-on", "major") == Exit.GATE_FAILED
    (workspace / "content/touchpoints/broken.yml").write_text("touchpoints: [")
    assert check(*asked, "--fail-on", "major") == Exit.PROBLEMS
    for file in (workspace / "content").rglob("*.yml"):
        file.unlink()
    assert check(*asked) == Exit.NOTHING_TO_CHECK


def test_several_files_in_one_run_and_text_on_the_terminal(
    workspace: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    files = ("out/report.sarif", "out/findings.xlsx", "summary.md", "markdown:step_summary", "gitlab:code:quality")
    assert check(*(word for file in files for word in ("-o", file))) == Exit.PASSED
    assert capsys.readouterr().out.startswith("TPC001 major")
    assert json.loads((tmp_path / "out/report.sarif").read_bytes())["version"] == "2.1.0"
    assert openpyxl.load_workbook(tmp_path / "out/findings.xlsx").sheetnames[0] == "Findings"
    assert (tmp_path / "summary.md").read_bytes() == (tmp_path / "step_summary").read_bytes()
    assert json.loads((tmp_path / "code:quality").read_bytes())[0]["check_name"] == "TPC001"
    assert workspace.is_dir()


def test_annotations_on_the_terminal_and_a_file_beside(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check("--format", "github", "-o", "acme/report.json") == Exit.PASSED
    assert capsys.readouterr().out.startswith("::error file=acme/content/audits/")
    assert json.loads((workspace / "report.json").read_bytes())["items"]


def test_what_is_printed_is_what_is_written(workspace: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    for form in set(FORMATS) - {"text"}:
        assert check("--format", form, "-o", f"{form}:printed") == Exit.PASSED
        assert capsysbinary.readouterr().out == (workspace.parent / "printed").read_bytes(), form


def test_a_rule_says_in_sarif_what_explain_says(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check("--format", "sarif", "--language", "de")
    rules = json.loads(capsys.readouterr().out)["runs"][0]["tool"]["driver"]["rules"]
    call("explain", "TPC001", "--language", "de")
    assert f"TPC001\n\n{rules[0]['help']['text']}\n" == capsys.readouterr().out
    assert workspace.is_dir()


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("report", "the ending of 'report' says no format"),
        ("report.pdf", "or write one before it: sarif:report.pdf"),
        ("acme/content/report.json", "a result cannot go into content/"),
        ("acme/site_config/x.json", "a result cannot go into site_config/"),
        ("acme/templates/x.json", "a result cannot go into templates/"),
        ("acme/.tpm-audit/x.json", "a result cannot go into .tpm-audit/"),
        ("acme/.git/x.json", "a result cannot go into .git/"),
        ("text:acme/mkdocs.yml", "is a file of the workspace"),
        ("text:acme", "a result cannot take the place of the workspace"),
        ("text:folder", "'folder' is there, and is no file"),
        ("link.json", "'link.json' is a link"),
        ("through/x.json", "a result cannot go into content/"),
        ("json:pipe", "'pipe' is there, and is no file"),
    ],
)
def test_where_nothing_is_written(
    workspace: Path, file: str, said: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "elsewhere.json").write_text("theirs")
    (tmp_path / "link.json").symlink_to(tmp_path / "elsewhere.json")
    (tmp_path / "through").symlink_to(workspace / "content")
    os.mkfifo(tmp_path / "pipe")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert check("-o", "report.sarif", "-o", file) == Exit.USAGE
    assert said in " ".join(capsys.readouterr().err.split())
    after = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert {path: content for path, content in after.items() if ".tpm-audit" not in path.parts} == {
        path: content for path, content in before.items() if ".tpm-audit" not in path.parts
    }


def test_the_logo_of_the_workspace_is_not_written_over(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    logo = workspace / "logo.svg"
    logo.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>')
    site = workspace / "site_config/site.yml"
    site.write_text(site.read_text().replace("client: {", "client: {logo: logo.svg, ", 1))
    assert check("-q") == Exit.PASSED, capsys.readouterr().out
    before = logo.read_bytes()
    assert check("-o", "acme/logo.svg") == Exit.USAGE
    assert logo.read_bytes() == before


def test_nothing_is_put_into_a_site(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (workspace / "site").mkdir()
    (workspace / "site" / ".tpm-audit-site").write_text(Maker.BUILD.words)
    assert check("-o", "acme/site/report.json") == Exit.NOT_WRITTEN
    assert "acme/site/report.json" in capsys.readouterr().err
    assert not (workspace / "site" / "report.json").exists()


def test_one_file_is_named_once(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check("-o", "x.json", "-o", "acme/../x.json") == Exit.USAGE
    assert "is named twice" in capsys.readouterr().err
    assert not (workspace.parent / "x.json").exists()


def test_a_file_is_written_whole_or_not_at_all(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = workspace.parent / "x.json"
    file.write_text("before")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "x.json")

    monkeypatch.setattr(Path, "replace", full)
    assert check("-o", "x.json") == Exit.NOT_WRITTEN
    assert "No space left on device" in capsys.readouterr().err
    assert file.read_text() == "before"
    assert [path.name for path in workspace.parent.iterdir()] == ["acme", "x.json"]


def test_a_folder_that_is_a_file_is_named(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check("-o", "acme/mkdocs.yml/x.json") == Exit.NOT_WRITTEN
    assert capsys.readouterr().err.startswith("acme/mkdocs.yml/x.json: ")
    assert (workspace / "mkdocs.yml").is_file()


def test_a_missing_extra_is_named_before_anything_is_written(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    assert check("-o", "x.json", "-o", "x.xlsx") == Exit.NOT_WRITTEN
    assert 'pip install "tpm-audit[xlsx]"' in capsys.readouterr().err
    assert not (workspace.parent / "x.json").exists()


def test_a_workbook_is_nothing_for_a_terminal(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert check("--format", "xlsx") == Exit.USAGE
    assert "-o findings.xlsx" in capsys.readouterr().err
    assert workspace.is_dir()
