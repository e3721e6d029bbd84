"""Closing an audit, and opening it again."""

import datetime
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.workspace.test_revision import committed, git
from tpm_audit.cli import program

ROOT = Path(__file__).parents[2]
AUDIT = "content/audits/2026-10"
AUTUMN = ("2026-10", "--on", "2026-11-01")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    for folder in ("brand", "content", "site_config"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


def run(workspace: Path, *arguments: str) -> Result:
    return CliRunner().invoke(program, ["-C", str(workspace), *arguments], standalone_mode=False)


def test_a_closed_audit_says_what_it_said_before(workspace: Path) -> None:
    before = run(workspace, "check", "--format", "json", "--as-of", "2026-11-01").output
    done = run(workspace, "close", "2026-10", "--on", "2026-11-01")
    assert (done.return_value, done.output.splitlines()[1]) == (
        0,
        "next: put it into git; the report is made from this file from now on",
    )
    (workspace / "content/touchpoints").rename(workspace / "gone")
    (workspace / "content/touchpoints").mkdir()
    after = json.loads(run(workspace, "check", "--format", "json").output)
    assert after["audit"]["closed_on"] == "2026-11-01"
    assert after["findings"] == json.loads(before)["findings"]


def test_a_result_is_written_once(workspace: Path) -> None:
    assert run(workspace, "close", "2026-10", "--on", "2026-11-01").return_value == 0
    written = (workspace / AUDIT / "result.json").read_bytes()
    again = run(workspace, "close", "2026-10")
    assert (
        str(again.exception) == "audit '2026-10' is closed since 2026-11-01; 'tpm-audit unclose 2026-10' opens it again"
    )
    assert (workspace / AUDIT / "result.json").read_bytes() == written
    assert sorted(path.name for path in (workspace / AUDIT).glob(".*")) == []


def test_both_editions_stand_in_it_and_the_clients_knows_no_names(workspace: Path) -> None:
    run(workspace, "close", *AUTUMN)
    closed = json.loads((workspace / AUDIT / "result.json").read_text(encoding="utf-8"))
    internal, client = (closed["editions"][edition] for edition in ("internal", "client"))
    assert (internal["edition"], client["edition"]) == ("internal", "client")
    secret = internal["audit"]["auditors"][0]["name"]
    said = json.dumps([client, closed["summary-client"]], ensure_ascii=False)
    assert json.dumps(secret, ensure_ascii=False) not in said


def test_opening_it_again_says_what_changes(workspace: Path) -> None:
    run(workspace, "close", *AUTUMN)
    visits = workspace / AUDIT / "invoice.yml"
    visits.write_text(visits.read_text(encoding="utf-8").replace("answers:", "note: later\n    answers:", 1), "utf-8")
    told = run(workspace, "check", "--quiet", "--edition", "internal")
    assert told.return_value == 0
    assert "invoice.yml: changed since the audit was closed on" in run(workspace, "check").output
    done = run(workspace, "unclose", "2026-10", "--discard")
    assert done.return_value == 0
    assert "0 findings come, 0 go, 0 read otherwise" in done.output
    assert not (workspace / AUDIT / "result.json").exists()


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_text("period: [", "utf-8")])
def test_what_cannot_be_read_without_its_result_stays_closed(workspace: Path, spoil: Callable[[Path], object]) -> None:
    run(workspace, "close", *AUTUMN)
    spoil(workspace / AUDIT / "audit.yml")
    done = run(workspace, "unclose", "2026-10", "--discard")
    assert done.return_value == 3
    assert "audit '2026-10' stays closed" in done.output
    assert (workspace / AUDIT / "result.json").exists()


def test_what_cannot_be_closed_says_why(workspace: Path) -> None:
    assert "has no audit '2025-01'" in str(run(workspace, "close", "2025-01").exception)
    assert str(run(workspace, "unclose", "2026-10").exception).endswith("closed: 2025-10, 2026-04")
    visits = workspace / AUDIT / "invoice.yml"
    visits.write_text(visits.read_text(encoding="utf-8") + "\nnonsense: x\n", "utf-8")
    assert run(workspace, "close", *AUTUMN).return_value == 3
    assert not (workspace / AUDIT / "result.json").exists()


def test_a_broken_result_is_told_with_its_place(workspace: Path) -> None:
    run(workspace, "close", *AUTUMN)
    file = workspace / AUDIT / "result.json"
    file.write_bytes(file.read_bytes()[:5000])
    for verb in (("check",), ("close", "2026-10"), ("unclose", "2026-10")):
        told = run(workspace, *verb)
        assert told.return_value == 3
        assert f"{AUDIT}/result.json:1:1: TPS052" in told.output
    assert file.exists()


def test_nothing_is_written_through_a_link(workspace: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text("mine", encoding="utf-8")
    for name in (".result.json.new", ".result.json"):
        (workspace / AUDIT / name).symlink_to(other)
    assert run(workspace, "close", *AUTUMN).return_value == 0
    assert other.read_text(encoding="utf-8") == "mine"
    assert (workspace / AUDIT / "result.json").stat().st_mode & 0o777 == 0o644


def broken_within(workspace: Path) -> None:
    """Lay a third closed audit into the workspace: its head and its end are whole, and its results are not."""
    content = (workspace / "content/audits/2026-04/result.json").read_bytes()
    for written, earlier in ((b'"2026-04"', b'"2025-04"'), (b'"2026-04-', b'"2025-04-'), (b'"findings":', b'"lost":')):
        content = content.replace(written, earlier)
    (workspace / "content/audits/2025-04").mkdir()
    (workspace / "content/audits/2025-04/result.json").write_bytes(content)


def test_a_broken_result_cannot_be_opened_again_and_says_so(workspace: Path) -> None:
    broken_within(workspace)
    told = run(workspace, "unclose", "2025-04").exception
    assert getattr(told, "exit_code", None) == 3
    assert str(told).startswith("content/audits/2025-04/result.json: TPS052")
    assert (workspace / "content/audits/2025-04/result.json").exists()


def test_an_audit_that_later_ones_build_on_stays_closed_until_that_is_meant(workspace: Path) -> None:
    file = workspace / "content/audits/2026-04/result.json"
    told = run(workspace, "unclose", "2026-04", "--discard")
    assert (told.return_value, file.exists()) == (2, True)
    first, later, alone, how = told.output.splitlines()
    assert first == "audit '2026-04' stays closed: later audits build on it"
    assert re.fullmatch(r"2026-10: [1-9]\d* findings are told otherwise without it", later)
    assert alone == "2026-10: without it there is no closed audit to compare with"
    assert how.endswith("--despite-later opens it all the same")
    done = run(workspace, "unclose", "2026-04", "--discard", "--despite-later")
    assert (done.return_value, file.exists()) == (0, False)
    assert done.output.splitlines()[1:] == [later, alone]


def told_now(workspace: Path) -> dict[str, object]:
    """Return what the latest audit tells of each finding, by id."""
    result = json.loads(run(workspace, "check", "--format", "json", "--edition", "internal").output)
    return {one["id"]: one for one in (*result["findings"], *result["past"]["absent"], *result["found_before"])}


def test_each_finding_that_is_told_otherwise_without_it_is_counted(workspace: Path) -> None:
    file = workspace / AUDIT / "audit.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("compare_with: 2026-04", ""), encoding="utf-8")
    before = told_now(workspace)
    done = run(workspace, "unclose", "2026-04", "--discard", "--despite-later")
    after = told_now(workspace)
    n = sum(before.get(id_) != after.get(id_) for id_ in {*before, *after})
    assert done.output.splitlines()[1] == f"2026-10: {n} findings are told otherwise without it"


def test_what_is_closed_later_stays_as_it_is(workspace: Path) -> None:
    run(workspace, "close", *AUTUMN)
    told = run(workspace, "unclose", "2025-10", "--discard")
    assert told.return_value == 2
    assert told.output.splitlines()[1:3] == [
        "2026-04: it is closed, and its result stays as it is",
        "2026-10: it is closed, and its result stays as it is",
    ]


@pytest.mark.parametrize("keep", [(), ("add", "."), ("commit",)])
def test_a_result_that_git_does_not_keep_is_not_removed(workspace: Path, keep: tuple[str, ...]) -> None:
    git(workspace, "init", "-q")
    run(workspace, "close", *AUTUMN)
    if keep == ("commit",):
        committed(workspace)
    elif keep:
        git(workspace, *keep)
    file = workspace / AUDIT / "result.json"
    done = run(workspace, "unclose", "2026-10")
    assert (done.return_value, file.exists()) == ((0, False) if keep else (2, True))
    if not keep:
        assert "--discard" in done.output
        assert run(workspace, "unclose", "2026-10", "--discard").return_value == 0
        assert not file.exists()


def test_what_git_keeps_is_this_result_and_no_other(workspace: Path) -> None:
    git(workspace, "init", "-q")
    run(workspace, "close", *AUTUMN)
    committed(workspace)
    file = workspace / AUDIT / "result.json"
    written = file.read_bytes()
    file.write_bytes(written.replace(b"\n", b"\r\n"))
    assert run(workspace, "unclose", "2026-10").return_value == 0
    run(workspace, "close", "2026-10", "--on", "2026-11-02")
    assert run(workspace, "unclose", "2026-10").return_value == 2
    assert file.exists()


def test_an_audit_is_not_closed_before_it_ends(workspace: Path) -> None:
    last = json.loads(run(workspace, "check", "--format", "json", "--as-of", "2026-11-01").output)["audit"]["last_day"]
    day_before = (datetime.date.fromisoformat(last) - datetime.timedelta(days=1)).isoformat()
    told = str(run(workspace, "close", "2026-10", "--on", day_before).exception)
    assert told == f"audit '2026-10' goes on until {last}: it cannot be closed on {day_before}"
    assert run(workspace, "close", "2026-10", "--on", last).return_value == 0


def test_a_folder_where_the_result_goes_is_named_as_one(workspace: Path) -> None:
    (workspace / AUDIT / "result.json").mkdir()
    assert str(run(workspace, "close", *AUTUMN).exception).endswith(
        "/result.json' is a folder: the result goes to a file of this name"
    )


@pytest.mark.slow
def test_a_broken_result_that_is_only_searched_for_what_it_hides_stops_a_build(workspace: Path) -> None:
    broken_within(workspace)
    told = run(workspace, "build", "--languages", "de", "-o", str(workspace / "site")).exception
    assert getattr(told, "exit_code", None) == 3
    assert not (workspace / "site").exists()


@pytest.mark.slow
def test_the_site_of_a_closed_audit_is_built_from_its_result(workspace: Path) -> None:
    run(workspace, "close", *AUTUMN)
    (workspace / AUDIT / "branch.yml").unlink()
    built = run(workspace, "build", "--languages", "de", "-o", str(workspace / "site"))
    assert built.return_value == 0, built.output
    assert list((workspace / "site/de/evidence").iterdir())
    shutil.rmtree(workspace / AUDIT / "evidence")
    refused = run(workspace, "build", "--languages", "de", "-o", str(workspace / "site"))
    assert refused.return_value == 3
    assert "a picture of the closed audit is not in its folder evidence/ any more" in refused.output
