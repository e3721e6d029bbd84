from pathlib import Path

import pytest

from tpm_audit.cli import program
from tpm_audit.cli.exits import Exit, run_guarded
from tpm_audit.site.manifest import Maker, write_marker

ROOT = Path(__file__).parents[2]


def build(*arguments: str) -> int:
    return run_guarded(program, ["build", "--as-of", "2026-11-22", *arguments])


SITE = "format: 1\nclient: {name: Client}\nlanguages: [en]\ncountry: AT\nphases: [{id: before}]\n"


def workspace(folder: Path, site: str = SITE) -> Path:
    (folder / "site_config").mkdir(parents=True)
    (folder / "site_config" / "site.yml").write_text(site, encoding="utf-8")
    return folder


def test_problems_are_said_and_nothing_is_published(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = workspace(tmp_path / "audit", "format: 1\nclient: [\n")
    assert build("-C", str(root)) == Exit.PROBLEMS
    assert "site_config/site.yml:" in capsys.readouterr().out
    assert sorted(path.name for path in root.iterdir()) == [".tpm-audit", "site_config"]


def test_a_foreign_folder_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "theirs.txt").write_text("x", encoding="utf-8")
    assert build("-C", str(ROOT), "-o", str(tmp_path)) == Exit.NOT_WRITTEN
    assert "tpm-audit did not write" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["theirs.txt"]


@pytest.mark.parametrize("folder", ["content", "content/audits/site", "site_config", "templates/site"])
def test_the_site_cannot_go_into_its_sources(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert build("-C", str(ROOT), "-o", str(ROOT / folder)) == Exit.USAGE
    assert "made from" in capsys.readouterr().err


def test_a_broken_template_is_named_and_the_old_site_stays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = workspace(tmp_path)
    old = root / "site"
    old.mkdir()
    write_marker(old, Maker.BUILD)
    (root / "templates" / "pages").mkdir(parents=True)
    (root / "templates" / "pages" / "overview.md.j2").write_text("\n{{ nothing }}", encoding="utf-8")
    assert build("-C", str(root)) == Exit.PROBLEMS
    said = capsys.readouterr().out
    assert "templates/pages/overview.md.j2:2:1: TPS050 there is no value 'nothing' here\n  there are: " in said
    assert sorted(path.name for path in root.iterdir()) == [".tpm-audit", "site", "site_config", "templates"]


@pytest.mark.slow
def test_a_workspace_without_an_audit_has_a_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = workspace(tmp_path)
    assert build("-C", str(root)) == Exit.PASSED
    said = capsys.readouterr().out
    assert said.startswith("9 pages in ")
    assert str(root / "site" / "index.html") in said
    assert (root / "site" / "en" / "index.html").is_file()


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [["-C", "audit"], ["-C", "audit", "-o", "out"]])
def test_paths_may_be_relative(arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace(tmp_path / "audit")
    monkeypatch.chdir(tmp_path)
    assert build(*arguments) == Exit.PASSED
    made = tmp_path / ("out" if "-o" in arguments else "audit/site")
    assert (made / "en" / "index.html").is_file()
