"""What must not happen whatever a workspace holds, or a terminal is: found by attacking the tool."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.workspaces import Case, files_of, report_of, result_of
from tpm_audit.language.catalogue import Language
from tpm_audit.model.entry import Edition
from tpm_audit.model.result import result_json
from tpm_audit.pages.families import all_pages
from tpm_audit.report import read
from tpm_audit.site.manifest import MARKER, Maker, OutputRefusedError, refuse_foreign

TOUCHPOINT = {"name": "Home", "phase": "before", "channels": ["website"], "owner": "web-team"}


def written(case: Case, folder: Path) -> Path:
    for path, data in files_of(case).yaml.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return folder


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    root = Path(__file__).parent.parent
    return subprocess.run(
        [sys.executable, "-m", "tpm_audit", *arguments],
        env={**os.environ, "PYTHONPATH": str(root), **environment},
        capture_output=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    "link", [".tpm-audit", ".tpm-audit/schema", ".tpm-audit/schema/site.json", ".tpm-audit/.gitignore"]
)
def test_nothing_is_written_through_a_link(link: str, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / ".gitignore").write_text("mine")
    (theirs / "file").write_text("mine")
    root = written({}, tmp_path / "audit")
    (root / link).parent.mkdir(parents=True, exist_ok=True)
    (root / link).symlink_to(theirs / "file" if link.endswith((".json", ".gitignore")) else theirs)

    done = run("-C", str(root), "check")

    assert done.returncode in (0, 4)
    assert b"were not written" in done.stderr
    assert {path.name: path.read_text() for path in theirs.iterdir()} == {".gitignore": "mine", "file": "mine"}


@pytest.mark.parametrize("line", ["a" * 100_000, "a:" * 50_000, " " * 100_000, "-" * 100_000])
def test_a_long_line_before_a_refused_value_costs_little(line: str, tmp_path: Path) -> None:
    root = written({}, tmp_path)
    (root / "site_config" / "people.yml").write_text(f'people: {{a1: {{name: "{line}", role: null}}}}\n')
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime

    done = run("-C", str(root), "check")

    assert b"TPS009" in done.stdout
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before < 5


def test_a_thing_called_index_keeps_its_page_and_its_sections() -> None:
    case = {
        "touchpoints": {"index": TOUCHPOINT, "con": TOUCHPOINT},
        "visits": [{"touchpoint": "index", "channel": "website"}],
    }
    paths = [page.path for page in all_pages(result_of(case), Language("en"))]
    assert len(paths) == len(set(paths))
    assert {"touchpoints/index.html", "touchpoints/index_.html", "touchpoints/con_.html"} <= set(paths)


def test_the_client_is_told_no_id_of_a_problem() -> None:
    case = {
        "people": {"secret-auditor": {"name": "Secret", "role": "Auditor"}},
        "visits": [{"touchpoint": "contact", "channel": "website", "auditor": "secret-auditr"}],
    }
    workspace = read(files_of(case))
    internal = result_json(report_of(workspace)).decode()
    client = result_json(report_of(workspace, edition=Edition.CLIENT)).decode()
    assert "secret-auditor" in internal
    assert "TPS030" in client
    assert "secret" not in client.casefold()


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "ascii"])
def test_a_narrow_terminal_gets_the_whole_report(encoding: str, tmp_path: Path) -> None:
    case = {
        "touchpoints": {"u": {**TOUCHPOINT, "name": "Łódź → Tür"}},
        "visits": [{"touchpoint": "u", "channel": "website"}],
    }
    done = run("-C", str(written(case, tmp_path)), "check", PYTHONIOENCODING=encoding)
    assert done.returncode == 0
    assert b"next:" in done.stdout


def test_a_closed_terminal_is_no_failure(tmp_path: Path) -> None:
    root = written({"visits": [{"touchpoint": "contact", "channel": "website"}]}, tmp_path)
    shell = f"'{sys.executable}' -m tpm_audit -C '{root}' check >&- 2>&-"
    done = subprocess.run(
        ["/bin/sh", "-c", shell],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
        check=False,
        timeout=60,
    )
    assert done.returncode == 0


@pytest.mark.parametrize("epoch", ["-5", "abc", "1e9", " 5", "１２", "9" * 30])
def test_a_date_that_is_none_is_wrong_usage(epoch: str, tmp_path: Path) -> None:
    done = run("-C", str(written({}, tmp_path)), "check", SOURCE_DATE_EPOCH=epoch)
    assert done.returncode == 2
    assert b"SOURCE_DATE_EPOCH is no time" in done.stderr


@pytest.mark.parametrize("output", [".git/site", ".tpm-audit/site"])
def test_the_site_goes_into_no_folder_of_tools(output: str, tmp_path: Path) -> None:
    root = written({"visits": [{"touchpoint": "contact", "channel": "website"}]}, tmp_path)
    done = run("-C", str(root), "build", "-o", str(root / output))
    assert done.returncode == 2
    assert not (root / output).exists()


def test_a_mark_that_is_a_link_marks_nothing(tmp_path: Path) -> None:
    (tmp_path / "theirs").write_text("x")
    (tmp_path / MARKER).symlink_to("/etc/hostname")
    with pytest.raises(OutputRefusedError):
        refuse_foreign(tmp_path, Maker.BUILD)


@pytest.mark.slow
def test_an_audit_of_the_far_future_has_a_site(tmp_path: Path) -> None:
    case = {
        "audit": {"period": {"from": "2200-10-01", "to": "2206-10-31"}},
        "visits": [{"touchpoint": "contact", "channel": "website", "date": "2206-10-20"}],
    }
    root = written(case, tmp_path)
    done = run("-C", str(root), "build", "--as-of", "2206-11-01")
    assert (done.returncode, (root / "site" / "en" / "index.html").is_file()) == (0, True), done.stderr


@pytest.mark.parametrize("path", ["../logo.svg", "/etc/logo.svg", "C:\\logo.svg", "brand/../../logo.svg"])
def test_a_logo_outside_of_the_workspace_is_a_problem(path: str) -> None:
    workspace = read(files_of({"site": {"client": {"name": "Lindner", "logo": path}}}))
    assert [one.code for one in workspace.problems] == ["TPS033"]


@pytest.mark.parametrize(
    ("fact", "audit", "code"),
    [
        ({"not_on": {"locations": ["wels"]}}, {}, "TPS038"),
        ({}, {"sample": {"chosen": ["linz"]}}, "TPS046"),
        ({"not_on": {"locations": ["linz"]}}, {}, None),
    ],
)
def test_a_value_at_a_place_is_held_to_that_place(fact: Case, audit: Case, code: str | None) -> None:
    case = {
        "locations": {place: {"name": place, "channels": ["branch"]} for place in ("linz", "wels")},
        "facts": {"phone": {"kind": "phone", "expected": "0732 1234", **fact}},
        "audit": audit,
        "visits": [{"touchpoint": "contact", "channel": "website", "facts": {"phone": {"at": {"wels": "0732 1234"}}}}],
    }
    assert [one.code for one in read(files_of(case)).problems] == ([] if code is None else [code])
