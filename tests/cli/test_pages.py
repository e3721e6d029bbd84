import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
import yaml

from tpm_audit.cli import program
from tpm_audit.cli.exits import Exit, run_guarded
from tpm_audit.cli.options import chosen_languages

ROOT = Path(__file__).parents[2]
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}


def pages(*arguments: str) -> int:
    return run_guarded(program, ["pages", "--as-of", "2026-11-22", *arguments])


def init(folder: Path) -> Path:
    assert run_guarded(program, ["-q", "init", str(folder)]) == Exit.PASSED
    return folder


def mkdocs(folder: Path) -> str:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    ran = subprocess.run(command, cwd=folder, env=QUIET, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stderr


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_folder_for_each_language_and_settings_to_inherit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = init(tmp_path / "acme")
    capsys.readouterr()
    assert pages("-C", str(root)) == Exit.PASSED
    assert "(en, de; client edition)" in capsys.readouterr().out
    output = root / ".tpm-audit" / "pages"
    assert sorted(path.name for path in output.iterdir() if not path.name.startswith(".")) == ["de", "en", "mkdocs.yml"]
    for code in ("de", "en"):
        assert sorted(path.name for path in (output / code).iterdir()) == ["docs", "mkdocs.yml"]
        made = {path.suffix for path in (output / code / "docs").rglob("*") if path.is_file()}
        assert made == {".md", ".css", ".js", ".json"}
    settings = yaml.safe_load((output / "mkdocs.yml").read_text(encoding="utf-8"))
    assert settings["docs_dir"] == ".tpm-audit/pages/en/docs"
    assert settings["theme"]["language"] == "en"


@pytest.mark.slow
def test_plain_mkdocs_builds_every_folder_and_the_top_of_a_new_workspace(tmp_path: Path) -> None:
    root = init(tmp_path / "acme")
    assert pages("-C", str(root), "-q") == Exit.PASSED
    for folder, site in (
        (root / ".tpm-audit/pages/de", "site"),
        (root / ".tpm-audit/pages/en", "site"),
        (root, ".tpm-audit/mkdocs-site"),
    ):
        assert "WARNING" not in mkdocs(folder)
        assert (folder / site / "touchpoints" / "index.html").is_file()
    assert not (root / "site").exists()
    before = files(root / ".tpm-audit/pages/de/docs")
    assert pages("-C", str(root), "-q") == Exit.PASSED  # what the engines left there does not stop it
    assert files(root / ".tpm-audit/pages/de/docs") == before
    assert not (root / ".tpm-audit/pages/de/site").exists()


@pytest.mark.slow
def test_plain_mkdocs_builds_the_demo_at_its_top(tmp_path: Path) -> None:
    for name in ("brand", "content", "site_config"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copyfile(ROOT / "mkdocs.yml", tmp_path / "mkdocs.yml")
    assert pages("-C", str(tmp_path), "-q") == Exit.PASSED
    assert "WARNING" not in mkdocs(tmp_path)
    index = (tmp_path / ".tpm-audit/mkdocs-site/index.html").read_text(encoding="utf-8")
    assert 'lang="de"' in index
    assert 'data-md-color-accent="custom"' in index


def test_an_output_elsewhere_has_no_settings_to_inherit(tmp_path: Path) -> None:
    root = init(tmp_path / "acme")
    assert pages("-C", str(root), "-q", "-o", str(tmp_path / "out")) == Exit.PASSED
    assert not (tmp_path / "out" / "mkdocs.yml").exists()
    assert (tmp_path / "out" / "en" / "mkdocs.yml").is_file()


def test_some_languages_only(tmp_path: Path) -> None:
    root = init(tmp_path / "acme")
    assert pages("-C", str(root), "-q", "--languages", "de") == Exit.PASSED
    assert not (root / ".tpm-audit" / "pages" / "en").exists()
    settings = yaml.safe_load((root / ".tpm-audit/pages/mkdocs.yml").read_text(encoding="utf-8"))
    assert settings["theme"]["language"] == "de"


@pytest.mark.parametrize("where", ["content/x", "templates", ".git/x", ".tpm-audit/schema", "."])
def test_the_pages_cannot_go_where_they_come_from(
    where: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = init(tmp_path / "acme")
    before = files(root)
    assert pages("-C", str(root), "-o", str(root / where)) == Exit.USAGE
    assert "the pages cannot" in capsys.readouterr().err
    assert files(root) == before


def test_foreign_files_and_problems_stop_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = init(tmp_path / "acme")
    foreign = tmp_path / "theirs"
    foreign.mkdir()
    (foreign / "theirs.txt").write_text("x", encoding="utf-8")
    assert pages("-C", str(root), "-o", str(foreign)) == Exit.NOT_WRITTEN
    (root / "templates" / "pages").mkdir(parents=True)
    (root / "templates" / "pages" / "findng.md.j2").write_text("x", encoding="utf-8")
    capsys.readouterr()
    assert pages("-C", str(root)) == Exit.PROBLEMS
    assert "templates/pages/findng.md.j2:1:1: TPS049" in capsys.readouterr().out


def test_an_override_of_a_block_is_in_the_pages(tmp_path: Path) -> None:
    root = init(tmp_path / "acme")
    (root / "templates" / "pages").mkdir(parents=True)
    own = '{% extends "shipped/pages/finding.md.j2" %}{% block usual %}Mine instead.{% endblock %}'
    (root / "templates" / "pages" / "finding.md.j2").write_text(own, encoding="utf-8")
    assert pages("-C", str(root), "-q") == Exit.PASSED
    made = [path for path in (root / ".tpm-audit/pages/en/docs/findings").iterdir() if path.name != "index.md"]
    assert made
    assert all("Mine instead." in path.read_text(encoding="utf-8") for path in made)
    assert all("# " in path.read_text(encoding="utf-8") for path in made)


def test_languages_come_in_the_order_of_the_site() -> None:
    assert chosen_languages(None, ("de", "en")) == ("de", "en")
    assert chosen_languages("en, de", ("de", "en")) == ("de", "en")
    assert chosen_languages("en", ("de", "en")) == ("en",)


@pytest.mark.parametrize(
    ("asked", "said"), [("fr", "no language 'fr'; site.yml has: de, en"), (",", "names no language")]
)
def test_languages_that_are_not_there_are_refused(asked: str, said: str) -> None:
    with pytest.raises(click.UsageError, match=said):
        chosen_languages(asked, ("de", "en"))


@pytest.mark.parametrize("link", [".tpm-audit", ".tpm-audit/pages"])
def test_no_link_leads_the_pages_out_of_the_workspace(
    link: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    theirs = init(tmp_path / "theirs")
    assert pages("-C", str(theirs), "-q") == Exit.PASSED
    made = theirs / ".tpm-audit" / "pages"
    (made / "en" / "site").mkdir()
    (made / "en" / "site" / "kept.html").write_text("kept", encoding="utf-8")
    before = files(theirs)
    root = init(tmp_path / "acme")
    shutil.rmtree(root / ".tpm-audit")
    (root / link).parent.mkdir(exist_ok=True)
    (root / link).symlink_to(made if link.endswith("pages") else made.parent)
    capsys.readouterr()
    assert pages("-C", str(root)) == Exit.NOT_WRITTEN
    assert f"{link} is a link" in capsys.readouterr().err
    assert files(theirs) == before
