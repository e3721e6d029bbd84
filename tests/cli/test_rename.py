"""Renaming on disk: what is said, what is refused, and that all files change or none."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.workspace.cases import BASE, texts_of
from tpm_audit.cli import program
from tpm_audit.cli.all_or_none import ChangedSinceError, Exchange, ExchangeRunningError, exchange_files, exchanging

ROOT = Path(__file__).parents[2]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    for folder in ("brand", "content", "site_config"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


def run(workspace: Path, *arguments: str) -> Result:
    return CliRunner().invoke(program, ["-C", str(workspace), *arguments], standalone_mode=False)


def bytes_of(workspace: Path) -> dict[str, bytes]:
    """Return what stands in the files of a workspace, by path."""
    return {
        path.relative_to(workspace).as_posix(): path.read_bytes()
        for folder in ("content", "site_config")
        for path in sorted((workspace / folder).rglob("*"))
        if path.is_file()
    }


def test_a_touchpoint_of_the_demo_keeps_its_findings(workspace: Path) -> None:
    before = run(workspace, "check", "--as-of", "2026-11-01").output
    done = run(workspace, "rename", "order-confirmation", "order-mail")
    assert (done.return_value, done.output) == (
        0,
        "renamed touchpoint 'order-confirmation' to 'order-mail': 12 places in 9 files\n",
    )
    now = run(workspace, "check", "--as-of", "2026-11-01").output
    assert [line for line in now.splitlines() if line.startswith("  TP")] == [
        line for line in before.splitlines() if line.startswith("  TP")
    ]
    assert "renamed_from: [order-confirmation]" in (workspace / "content/touchpoints/after.yml").read_text("utf-8")
    assert not (workspace / ".tpm-audit/exchange").exists()


def test_there_and_back_leaves_every_byte(workspace: Path) -> None:
    before = bytes_of(workspace)
    for old, new in (("linz", "city"), ("city", "old-town"), ("old-town", "linz")):
        assert run(workspace, "rename", old, new).return_value == 0
    assert bytes_of(workspace) == before


def test_a_dry_run_shows_the_change_and_makes_none(workspace: Path) -> None:
    before = bytes_of(workspace)
    done = run(workspace, "rename", "a1", "auditor-1", "--dry-run")
    assert done.return_value == 0
    assert "--- a/site_config/people.yml\n+++ b/site_config/people.yml\n" in done.stdout
    assert "\n+  auditor-1: {renamed_from: [a1], name: " in done.stdout
    assert done.stderr.startswith("would rename person 'a1' to 'auditor-1': ")
    assert bytes_of(workspace) == before
    assert not (workspace / ".tpm-audit").exists()


def test_what_a_dry_run_shows_is_a_patch(workspace: Path) -> None:
    shown = run(workspace, "rename", "linz", "city", "--dry-run").stdout
    patched = workspace / "patched"
    for folder in ("content", "site_config"):
        shutil.copytree(workspace / folder, patched / folder)
    subprocess.run(["git", "apply", "--unsafe-paths", "-"], cwd=patched, input=shown, text=True, check=True)
    run(workspace, "rename", "linz", "city")
    assert bytes_of(patched) == bytes_of(workspace)


def test_an_audit_takes_its_folder_with_it(workspace: Path) -> None:
    assert run(workspace, "rename", "2026-10", "autumn").return_value == 0
    assert not (workspace / "content/audits/2026-10").exists()
    assert (workspace / "content/audits/autumn/audit.yml").is_file()
    assert run(workspace, "rename", "autumn", "2026-10").return_value == 0
    assert bytes_of(workspace) == bytes_of(ROOT)


REFUSED = {
    "nothing has the id": (["order-confirmtion", "x"], "no thing has the id 'order-confirmtion'; did you mean"),
    "of another kind": (["linz", "x", "--kind", "fact"], "no fact has the id 'linz'"),
    "several have it": (["phone", "x"], "several things have the id 'phone'; add --kind with one of: channel, fact"),
    "no id": (["linz", "Linz am See"], "'Linz am See' cannot be an id: it takes a-z, 0-9"),
    "its own": (["linz", "linz"], "'linz' is its id already"),
    "taken": (["linz", "wels"], "'wels' is in use: site_config/channels.yml:"),
    "built in": (["trust", "faith"], "'trust' is built in, and cannot be renamed"),
    "closed": (["2026-04", "spring"], "audit '2026-04' is closed, and a closed audit keeps its name"),
    "the name of a closed one": (["2026-10", "2026-04"], "'2026-04' is a closed audit"),
}


def test_a_survey_takes_its_answers_with_it(workspace: Path) -> None:
    done = run(workspace, "rename", "customers-spring-2026", "customers-may-2026")
    assert done.return_value == 0, done.output
    folder = workspace / "content/surveys"
    assert sorted(path.name for path in (folder / "customers-may-2026").iterdir()) == ["answers.csv", "survey.yml"]
    assert not (folder / "customers-spring-2026").exists()


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused_says_why(workspace: Path, case: str) -> None:
    before = bytes_of(workspace)
    arguments, said = REFUSED[case]
    assert str(run(workspace, "rename", *arguments).exception).startswith(said)
    assert bytes_of(workspace) == before


def test_an_earlier_id_says_what_it_is_now(workspace: Path) -> None:
    run(workspace, "rename", "linz", "city")
    assert str(run(workspace, "rename", "linz", "town").exception) == "'linz' was renamed already: its id is 'city' now"
    taken = str(run(workspace, "rename", "wels", "linz").exception)
    assert taken.startswith("'linz' is an earlier id of 'city': site_config/channels.yml:")


def test_a_rename_that_would_make_a_problem_is_not_made(workspace: Path) -> None:
    people = workspace / "site_config/people.yml"
    people.write_text(
        people.read_text("utf-8").replace("  marketing: {", "  other: *m\n  marketing: &m {", 1), encoding="utf-8"
    )
    text = people.read_text("utf-8")
    lines = text.splitlines(keepends=True)
    order = [line for line in lines if "*m" not in line] + [line for line in lines if "*m" in line]
    people.write_text("".join(order), encoding="utf-8")
    before = bytes_of(workspace)
    done = run(workspace, "rename", "marketing", "brand-team")
    assert done.return_value == 3
    assert done.stderr.startswith("nothing was renamed: the workspace would have new problems\n")
    assert "site_config/people.yml:" in done.stdout
    assert "had the old id 'marketing' too" in done.stdout
    assert bytes_of(workspace) == before


def test_a_rename_that_would_change_a_finding_is_not_made(workspace: Path) -> None:
    """A thing takes the id of one that the closed audit knew and that is gone: their findings would be one."""
    run(workspace, "rename", "order-confirmation", "gone")
    after = workspace / "content/touchpoints/after.yml"
    after.write_text(after.read_text("utf-8").replace("    renamed_from: [order-confirmation]\n", ""), encoding="utf-8")
    before = bytes_of(workspace)
    done = run(workspace, "rename", "gone", "order-confirmation")
    assert done.return_value == 5
    assert done.output.startswith("nothing was renamed: this would not be the same any more: TP")
    assert bytes_of(workspace) == before


def test_it_is_said_in_german(workspace: Path) -> None:
    done = run(workspace, "rename", "linz", "city", "--language", "de")
    assert done.output == "Standort „linz“ heißt jetzt „city“: 26 Stellen in 10 Dateien\n"


# --- all or none

FILES = {path: text.encode() for path, text in texts_of(BASE).items() if path.endswith(".yml")}
EXCHANGE = Exchange(
    {path: (data, b"# new\n" + data) for path, data in list(FILES.items())[:4]},
    ("content/audits/2026-10", "content/audits/autumn"),
)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    shutil.copytree(BASE, tmp_path / "small")
    return tmp_path / "small"


def exchange_all(root: Path) -> None:
    with exchanging(root):
        exchange_files(root, EXCHANGE)


def test_all_files_are_exchanged(small: Path) -> None:
    exchange_all(small)
    for path, (_, after) in EXCHANGE.files.items():
        assert (small / path.replace("2026-10", "autumn")).read_bytes() == after
    assert not (small / "content/audits/2026-10").exists()
    assert not (small / ".tpm-audit/exchange").exists()


def nth_time(n: int, real: Callable[..., Any], instead: Callable[[], Any]) -> Callable[..., Any]:
    """Return a function that does something else when it is called the n-th time."""
    calls = iter(range(1, 1000))

    def called(*arguments: Any, **named: Any) -> Any:
        return instead() if next(calls) == n else real(*arguments, **named)

    return called


def interrupted() -> None:
    raise KeyboardInterrupt


def disk_full() -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("how", [interrupted, disk_full])
@pytest.mark.parametrize(("step", "n"), [("replace", n) for n in range(1, 6)] + [("rename", 1), ("write_bytes", 2)])
def test_an_exchange_that_fails_leaves_all_as_it_was(
    small: Path, step: str, n: int, how: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = bytes_of(small)
    with monkeypatch.context() as patched:
        patched.setattr(Path, step, nth_time(n, getattr(Path, step), how))
        with pytest.raises((KeyboardInterrupt, OSError)):
            exchange_all(small)
    assert bytes_of(small) == before
    assert not (small / ".tpm-audit/exchange").exists()


KILLED = """
import os, sys
from pathlib import Path
from tests.cli.test_rename import exchange_all, nth_time
step, n = sys.argv[2], int(sys.argv[3])
setattr(Path, step, nth_time(n, getattr(Path, step), lambda: os._exit(9)))
exchange_all(Path(sys.argv[1]))
"""


@pytest.mark.parametrize(("step", "n"), [("replace", 1), ("rename", 1), ("replace", 2), ("replace", 4)])
def test_what_a_killed_exchange_left_is_put_back(small: Path, step: str, n: int) -> None:
    before = bytes_of(small)
    killed = subprocess.run([sys.executable, "-c", KILLED, str(small), step, str(n)], cwd=ROOT, check=False)
    assert killed.returncode == 9
    with exchanging(small):
        assert bytes_of(small) == before
    assert not (small / ".tpm-audit/exchange").exists()


def test_a_file_that_was_saved_meanwhile_stays(small: Path) -> None:
    path = next(iter(EXCHANGE.files))
    (small / path).write_bytes(b"# saved\n")
    before = bytes_of(small)
    with pytest.raises(ChangedSinceError):
        exchange_all(small)
    assert bytes_of(small) == before


def test_two_at_once_do_not_mix(small: Path) -> None:
    with exchanging(small), pytest.raises(ExchangeRunningError):
        exchange_all(small)


@pytest.mark.parametrize("outside", ["../victim.yml", "/victim.yml", "content/link/victim.yml", "README.md"])
def test_a_list_that_leads_out_of_the_workspace_is_not_followed(small: Path, outside: str) -> None:
    victim = small.parent / "victim.yml"
    victim.write_text("as it was")
    (small / "README.md").write_text("as it was")
    (small / "content/link").symlink_to(small.parent)
    staging = small / ".tpm-audit/exchange"
    staging.mkdir(parents=True)
    (staging / "old-0").write_text("taken over")
    (staging / "list.json").write_text(f'{{"files": ["{outside}"], "moved": null}}')
    with exchanging(small):
        pass
    assert {victim.read_text(), (small / "README.md").read_text()} == {"as it was"}
    assert not staging.exists()


def test_a_linked_folder_of_its_own_is_not_written_to(small: Path, tmp_path: Path) -> None:
    (small / ".tpm-audit").symlink_to(tmp_path)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(NotADirectoryError), exchanging(small):
        pass
    assert sorted(tmp_path.iterdir()) == before


def test_check_suggests_what_was_renamed_by_hand_and_the_line_that_makes_it_so(workspace: Path) -> None:
    for path, data in bytes_of(workspace).items():
        if path.endswith((".yml", ".md")) and "/2026-04/" not in path:
            (workspace / path).write_bytes(data.replace(b"order-confirmation", b"order-mail"))
    said = run(workspace, "check").output.splitlines()[0]
    assert said == (
        "content/touchpoints/after.yml: line 3: touchpoint 'order-mail' is probably what audit 2026-04 knew as "
        "'order-confirmation': it says the same; if so, add renamed_from: [order-confirmation] to it, and its history "
        "goes on"
    )
    (note,) = json.loads(run(workspace, "check", "--format", "json").output)["notes"]
    assert note["message"]["values"]["old"] == "order-confirmation"
    assert json.loads(run(workspace, "check", "--format", "json", "--edition", "client").output)["notes"] == []
    touchpoints = workspace / "content/touchpoints/after.yml"
    line = "  order-mail:\n    renamed_from: [order-confirmation]\n"
    touchpoints.write_text(touchpoints.read_text("utf-8").replace("  order-mail:\n", line), encoding="utf-8")
    assert "is probably" not in run(workspace, "check").output
