"""The first steps of somebody who has no workspace yet, or misspells a command."""

from pathlib import Path

import pytest

from tests.workspace.cases import AS_OF, base, run, write
from tpm_audit.cli.exits import Exit


def test_folder_before_and_after_the_verb(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = str(write(tmp_path / "audit", base()))
    day = ("--as-of", AS_OF.isoformat())

    before, after = run(capsys, "-C", folder, "check", *day), run(capsys, "check", *day, "-C", folder)

    assert before == after
    assert before.code == Exit.PASSED


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "-C", "{}/empty"), "is no workspace: it has neither site_config/ nor content/\n  tpm-audit init"),
        (("check", "-C", "{}/nowhere"), "there is no folder '"),
        (("check", "-C", "{}/file"), "is a file: -C takes the folder of the workspace"),
        (("chek",), "no command 'chek'; did you mean 'check'?"),
        (("verify",), "no command 'verify'; it knows: init, check, status, build"),
        (("check", "--fial-on", "major"), "--fail-on"),
        (("check", "--as-of", "31.10.2026"), "31.10.2026"),
        (("check", "-C", "{}/audit", "--audit", "2026-09"), "the workspace has no audit '2026-09'; it has: 2026-10"),
    ],
)
def test_wrong_usage_says_what_to_do(
    arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("", encoding="utf-8")
    write(tmp_path / "audit", base())

    ran = run(capsys, *(argument.replace("{}", str(tmp_path)) for argument in arguments))

    assert (ran.code, ran.out) == (Exit.USAGE, "")
    assert said in ran.err


@pytest.mark.parametrize("folder", ["site_config", "content"])
def test_half_a_workspace_is_told_what_it_needs(
    folder: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / folder).mkdir()

    ran = run(capsys, "-C", str(tmp_path), "check")

    assert ran.code == Exit.PROBLEMS
    assert ran.out.startswith("site_config/site.yml:1:1: TPS047 there is no site_config/site.yml\n  write it, with ")


def test_workspace_without_an_audit_is_told_to_write_one(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    texts = {path: text for path, text in base().items() if "/audits/" not in path}

    ran = run(capsys, "-C", str(write(tmp_path / "audit", texts)), "check")

    assert (ran.code, ran.out) == (
        Exit.NOTHING_TO_CHECK,
        "next: write an audit: content/audits/<id>/audit.yml, and its visits beside it\n",
    )


@pytest.mark.parametrize("epoch", ["99999999999999", "9" * 400])
def test_time_that_no_calendar_has(
    epoch: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)

    ran = run(capsys, "-C", str(write(tmp_path / "audit", base())), "check")

    assert ran.code == Exit.USAGE
    assert "SOURCE_DATE_EPOCH is no time: 999" in ran.err
