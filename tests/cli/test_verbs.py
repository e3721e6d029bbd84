"""The verbs as a new user calls them."""

import json
from pathlib import Path

import pytest

from tpm_audit.cli import program
from tpm_audit.cli.exits import Exit, run_guarded
from tpm_audit.facts import FACT_KINDS
from tpm_audit.model import codes
from tpm_audit.rules import CODES

ROOT = Path(__file__).parents[2]
DAY = ("--as-of", "2026-11-22")


def call(*arguments: str) -> int:
    return run_guarded(program, arguments)


@pytest.fixture
def workspace(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert call("init", str(tmp_path / "acme")) == Exit.PASSED
    capsys.readouterr()
    return tmp_path / "acme"


def test_init_says_what_it_wrote_and_what_comes_next(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "my audit"
    assert call("init", str(folder)) == Exit.PASSED
    said = capsys.readouterr().out
    written = {line.removeprefix("wrote ") for line in said.splitlines() if line.startswith("wrote ")}
    assert written == {str(path) for path in folder.rglob("*") if path.is_file() and ".tpm-audit" not in path.parts}
    assert f"next: tpm-audit -C '{folder}' check" in said


def test_the_starter_has_no_problem_and_one_instructive_finding(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("check", "-C", str(workspace), "--format", "json", *DAY) == Exit.PASSED
    result = json.loads(capsys.readouterr().out)
    assert (result["problems"], result["notes"]) == ([], [])
    assert [(one["rule"], one["subject_ids"]) for one in result["findings"]] == [("TPC001", ["phone"])]


def test_init_overwrites_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mkdocs.yml").write_text("mine")
    assert call("init", str(tmp_path)) == Exit.PASSED
    assert (tmp_path / "mkdocs.yml").read_text() == "mine"
    assert f"kept  {tmp_path / 'mkdocs.yml'}" in capsys.readouterr().out
    assert call("init", str(tmp_path)) == Exit.USAGE
    assert "is a workspace already" in capsys.readouterr().err


@pytest.mark.parametrize(
    "order", [["-C", "{}", "-q", "check"], ["check", "-q", "-C", "{}"], ["-q", "check", "-C", "{}"]]
)
def test_common_options_stand_before_or_after_the_verb(
    order: list[str], workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(*(one.format(workspace) for one in order), *DAY) == Exit.PASSED
    assert "TPC001" in capsys.readouterr().out


def test_quiet_leaves_out_the_findings(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call("-C", str(workspace), "check", "-q", *DAY)
    assert len(capsys.readouterr().out.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chek"], "no command 'chek'; did you mean 'check'?"),
        (["check", "-C", "nowhere"], "there is no folder 'nowhere'"),
        (["check", "--as-of", "31.10.2026"], "'31.10.2026' is not a day; write year-month-day, such as 2026-10-31"),
        (["explain", "opening-hours"], "there is no page 'opening-hours'; did you mean 'hours'?"),
        (["explain", "TPC999"], "there is no page 'TPC999'; without a topic it lists all"),
        (
            ["check", "-C", str(ROOT), "--audit", "2025-01"],
            "the workspace has no audit '2025-01'; it has: 2025-10, 2026-04, 2026-10",
        ),
    ],
)
def test_wrong_usage_says_what_to_write(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(*arguments) == Exit.USAGE
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("topic", [*CODES, *FACT_KINDS, *codes.MEANINGS, "TPS009", "score", "consistency", "verdict"])
def test_every_topic_has_its_page(topic: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("explain", topic) == Exit.PASSED
    assert len(capsys.readouterr().out.split()) > 5


def test_the_id_of_a_finding_leads_to_its_rule(capsys: pytest.CaptureFixture[str]) -> None:
    call("explain", "tpc001-wyqztmkhww")
    assert capsys.readouterr().out.startswith("TPC001\n\nA channel shows another value")


def test_without_a_topic_all_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    call("explain")
    listed = {line.split()[0] for line in capsys.readouterr().out.splitlines()}
    assert listed >= {*FACT_KINDS, *CODES, *codes.MEANINGS}


def test_german_is_spoken(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call("-C", str(workspace), "check", "--language", "de", *DAY)
    said = capsys.readouterr().out
    assert "Telefonnummer: 01 234576 statt +43 1 234567 (E-Mail)" in said
    assert "87,5\N{NO-BREAK SPACE}%" in said


def test_colours_are_for_terminals_only(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call("-C", str(workspace), "check", *DAY)
    captured = capsys.readouterr()
    assert "\x1b" not in captured.out + captured.err
