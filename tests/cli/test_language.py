"""What the terminal is told in German, and where the option may stand."""

from pathlib import Path

import click
import pytest

from tests.workspace.cases import base, write
from tpm_audit.cli import Settings, program
from tpm_audit.cli.exits import Exit, run_guarded


def test_the_language_may_stand_before_or_after_the_verb(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = str(write(tmp_path, base()))
    said = []
    for arguments in (
        ["--language", "de", "-C", root, "check", "-q"],
        ["-C", root, "check", "-q", "--language", "de"],
        ["--language", "en", "-C", root, "check", "-q", "--language=de"],
    ):
        run_guarded(program, [*arguments, "--as-of", "2026-10-31"])
        said.append(capsys.readouterr().out)
    assert len(set(said)) == 1
    assert "nächster Schritt" in said[0] or "next:" not in said[0]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [([], "interrupted\n"), (["--language", "de"], "unterbrochen\n"), (["--language=de"], "unterbrochen\n")],
)
def test_who_interrupts_is_told_so(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    @click.command()
    @click.option("--language")
    def stopped(language: str | None) -> None:
        raise KeyboardInterrupt(language)

    assert run_guarded(stopped, arguments) == Exit.INTERRUPTED
    assert capsys.readouterr().err.lstrip() == said


def test_nobody_said_a_language() -> None:
    assert Settings().language == "en"


@pytest.mark.parametrize("host", ["nonexist.invalid", "192.0.2.1", "a" * 70 + ".example"])
def test_a_host_that_is_none_is_told(host: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = str(write(tmp_path, base()))
    assert run_guarded(program, ["-C", root, "serve", "--host", host]) == Exit.USAGE
    assert f"--host: there is no address '{host}' on this machine" in capsys.readouterr().err


def test_a_fault_of_the_site_names_the_file_that_was_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = str(write(tmp_path, base({"content/pages/intro.md": "[gone](../findings/TPC001-0000000000.html)"})))
    assert run_guarded(program, ["-C", root, "build", "-q", "--as-of", "2026-10-31"]) == Exit.NOT_WRITTEN
    assert "content/pages/intro.md (de/pages/intro.html): the link leads" in capsys.readouterr().err
