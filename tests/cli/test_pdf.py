import os
import stat
import sys
from pathlib import Path

import pytest

from tpm_audit.cli import program
from tpm_audit.cli.exits import Exit, run_guarded
from tpm_audit.cli.pdf import files_of
from tpm_audit.site.manifest import Maker, write_marker

# Prints nothing but what it was asked for, and one page that no contents can name.
PRINTS = """
import sys
from pathlib import Path
target = next(one.partition("=")[2] for one in sys.argv if one.startswith("--print-to-pdf="))
Path(target).write_bytes(b"%PDF-1.4\\n%%EOF\\n")
Path(__file__).with_name("asked.txt").write_text("\\n".join(sys.argv[1:]), encoding="utf-8")
"""
FAILS = "import sys\nsys.exit('no display')\n"
IDLE = ""


def pdf(*arguments: str) -> int:
    return run_guarded(program, ["pdf", "--as-of", "2026-11-22", *arguments])


@pytest.fixture
def root(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    folder = tmp_path / "acme"
    assert run_guarded(program, ["-q", "init", str(folder)]) == Exit.PASSED
    capsys.readouterr()
    return folder


def chromium(folder: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> Path:
    """Let a program stand for Chromium."""
    program_ = folder / "stands-for-chromium"
    program_.write_text(f"#!{sys.executable}\n{text}", encoding="utf-8")
    program_.chmod(program_.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("CHROMIUM", str(program_))
    return program_


def no_file_beside(folder: Path) -> None:
    assert not [path for path in folder.iterdir() if path.name.startswith(".report")]


@pytest.mark.parametrize("named", [None, "no-such-chromium"])
def test_without_chromium_it_says_what_to_install(
    named: str | None, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(root))
    monkeypatch.setattr("tpm_audit.site.paper.chromium._PLACES", ())
    monkeypatch.delenv("CHROMIUM", raising=False)
    if named is not None:
        monkeypatch.setenv("CHROMIUM", named)
    assert pdf("-C", str(root), "--language", "de") == Exit.NOT_WRITTEN
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines() == [
        "ein PDF wird von Chromium gedruckt, und keines wurde gefunden",
        "  Chromium oder Google Chrome installieren, oder in der Umgebung eines nennen: CHROMIUM=/…",
    ]
    assert not (root / "pdf").exists()


def test_a_file_for_each_language_and_chromium_alone(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    chromium(tmp_path, monkeypatch, PRINTS)
    assert pdf("-C", str(root)) == Exit.PASSED
    said = capsys.readouterr()
    assert "report.en.pdf" in said.out
    assert "client edition" in said.out
    assert "searched for" in said.out
    assert said.err == "the contents name no pages: they could not be read from what this Chromium prints\n"
    assert sorted(path.name for path in (root / "pdf").iterdir()) == ["report.de.pdf", "report.en.pdf"]
    asked = (tmp_path / "asked.txt").read_text(encoding="utf-8").splitlines()
    assert "--host-resolver-rules=MAP * ~NOTFOUND" in asked
    assert any(one.startswith("--user-data-dir=") for one in asked)
    assert ("--no-sandbox" in asked) is (hasattr(os, "geteuid") and os.geteuid() == 0)


@pytest.mark.parametrize(("text", "said"), [(FAILS, "no display"), (IDLE, "ended with 0")])
def test_where_chromium_prints_nothing_the_old_file_stays(
    text: str,
    said: str,
    root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    chromium(tmp_path, monkeypatch, text)
    old = root / "report.pdf"
    old.write_bytes(b"old")
    assert pdf("-C", str(root), "-o", str(old), "--languages", "de") == Exit.NOT_WRITTEN
    assert said in capsys.readouterr().err
    assert old.read_bytes() == b"old"
    no_file_beside(root)


def test_one_that_does_not_end_is_ended(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    chromium(tmp_path, monkeypatch, "import time\ntime.sleep(60)\n")
    monkeypatch.setattr("tpm_audit.site.paper.chromium._LONGEST", 1)
    assert pdf("-C", str(root)) == Exit.NOT_WRITTEN
    assert capsys.readouterr().err == "Chromium did not finish within 1 seconds\n"


def test_what_is_internal_is_not_printed_for_the_client(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    chromium(tmp_path, monkeypatch, PRINTS)
    touchpoints = root / "content" / "touchpoints" / "touchpoints.yml"
    text, note = touchpoints.read_text(encoding="utf-8"), "the manager leaves in spring"
    phase = text.partition("phase: ")[2].split()[0].strip(",}")
    row = f"  extra: {{name: Extra, phase: {phase}, channels: [website], internal_note: {note}}}\n"
    touchpoints.write_text(text.replace("touchpoints:\n", f"touchpoints:\n{row}"), encoding="utf-8")
    own = root / "templates" / "pdf"
    own.mkdir(parents=True)
    (own / "cover.html.j2").write_text(
        '{% extends "shipped/pdf/cover.html.j2" %}\n'
        "{% block agency %}The Manager leaves in <b>spring</b>{% endblock %}",
        encoding="utf-8",
    )
    assert pdf("-C", str(root)) == Exit.NOT_WRITTEN
    said = capsys.readouterr().err
    assert note in said
    assert "report.html" in said
    assert not (tmp_path / "asked.txt").exists()
    assert pdf("-C", str(root), "--edition", "internal") == Exit.PASSED


@pytest.mark.parametrize("output", ["content", "content/report.pdf", "site_config/x", ".git/x.pdf"])
def test_a_pdf_cannot_go_into_the_sources(output: str, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert pdf("-C", str(root), "-o", str(root / output)) == Exit.USAGE
    assert "the PDF cannot go into" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("target", "languages", "files"),
    [
        ("pdf", ("de", "en"), {"de": "pdf/report.de.pdf", "en": "pdf/report.en.pdf"}),
        ("pdf", ("de",), {"de": "pdf/report.de.pdf"}),
        ("audit.pdf", ("de",), {"de": "audit.pdf"}),
        ("a/audit.v2.PDF", ("de", "en"), {"de": "a/audit.v2.de.PDF", "en": "a/audit.v2.en.PDF"}),
    ],
)
def test_where_each_language_goes(target: str, languages: tuple[str, ...], files: dict[str, str]) -> None:
    assert files_of(Path(target), languages) == {code: Path(path) for code, path in files.items()}


def test_a_folder_whose_name_looks_like_a_file_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").mkdir()
    assert files_of(tmp_path / "x.pdf", ("de",)) == {"de": tmp_path / "x.pdf" / "report.de.pdf"}


def test_a_pdf_is_not_put_into_a_site(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = tmp_path / "site"
    site.mkdir()
    write_marker(site, Maker.BUILD)
    assert pdf("-C", str(root), "-o", str(site / "report.pdf")) == Exit.NOT_WRITTEN
    assert "name a folder outside of it" in capsys.readouterr().err


def test_a_link_in_the_workspace_leads_no_pdf_elsewhere(root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (root / "pdf").symlink_to(tmp_path / "elsewhere")
    assert pdf("-C", str(root)) == Exit.NOT_WRITTEN
    assert not list((tmp_path / "elsewhere").iterdir())
