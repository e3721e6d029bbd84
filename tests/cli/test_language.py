"""What the terminal is told in German, and where the option may stand."""

from pathlib import Path

import click
import pytest

from tests.workspace.cases import base, write
from tpm_audit.cli import Settings, program
from tpm_audit.cli.exits import Exit, run_guarded
from tpm_audit.cli.topics import Group, Topic
from tpm_audit.language.catalogue import Language
from tpm_audit.source.message import say


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


@pytest.mark.parametrize("order", [["--language", "de", "explain", "color"], ["explain", "color", "--language", "de"]])
def test_a_page_is_explained_in_german_with_the_same_examples(
    order: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_guarded(program, order) == Exit.PASSED
    said = capsys.readouterr().out
    assert said.startswith("color\n\nEine Farbe: der Marke,")
    assert "\nGleich: „#04f“ und „#0044FF“\n" in said
    assert "\nMit tolerance: 5\nGleich: „#004f9f“ und „#005bb5“\n" in said


def test_a_rule_is_explained_in_german_with_the_same_examples(capsys: pytest.CaptureFixture[str]) -> None:
    run_guarded(program, ["explain", "TPI004", "--language", "de"])
    said = capsys.readouterr().out
    assert said.startswith("TPI004\n\nEin Touchpoint führt nirgendwohin.\n\n")
    assert "\n\nSchlägt an:\n\n    touchpoints:\n" in said
    assert "\n\nSchlägt nicht an:\n\n    touchpoints:\n" in said
    assert said.endswith("\n\nSchwere: leicht (site.yml kann sie ändern, mit einer Begründung)\n")


def test_topics_are_listed_in_german(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_guarded(program, ["explain", "--language", "de"]) == Exit.PASSED
    listed = dict(line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines())
    assert listed["TPS025"] == "ein Wort, das weder true noch false ist, wo eines davon erwartet wird"
    assert listed["verdict"] == "Das Urteil: ein Wort aus dem Erfüllungsgrad, und der Satz dazu."
    assert listed["date"].startswith("Ein Datum: des Impressums")


@pytest.mark.parametrize(
    ("topic", "said"),
    [
        ("phonne", "die Seite „phonne“ gibt es nicht; „phone“ gemeint?"),
        ("tpc0001", "die Seite „tpc0001“ gibt es nicht; „TPC001“ gemeint?"),
        ("x", "die Seite „x“ gibt es nicht; ohne Thema werden alle aufgezählt"),
    ],
)
def test_a_topic_that_is_none_is_told_in_german(topic: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_guarded(program, ["--language", "de", "explain", topic]) == Exit.USAGE
    assert said in capsys.readouterr().err


def test_what_is_not_translated_is_said_in_english() -> None:
    new = Topic("not-there-yet", Group.KIND, "English words.", (say('Unreadable: "{text}"', text="x"),))
    assert new.page(Language("de")) == "English words.\n\nNicht auswertbar: „x“"


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
