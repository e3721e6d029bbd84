"""Every output format: what it writes of one result, in both editions, whatever stands in the workspace."""

import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from tests.exports.reading import as_lines, csv_rows, sarif_run, sheet_rows, suites, written
from tests.exports.shown import INTERNAL, beside, finding, shown_result
from tests.pages.small_result import nothing_yet
from tests.pages.test_demo_pages import recorded
from tpm_audit.exports.formats import FORMATS, format_of
from tpm_audit.exports.text import plain_json
from tpm_audit.model.entry import Edition
from tpm_audit.model.result import ProblemRecord, result_json
from tpm_audit.source.message import say

GOLDEN = Path(__file__).parents[1] / "golden" / "exports"
# What every format says of a workspace whose files cannot be read, and of one without an audit: neither is a pass.
BROKEN = replace(
    shown_result(),
    problems=(ProblemRecord("TPS030", "content/a.yml", 3, 7, say("no touchpoint '{id}'", id="x"), say("remove it")),),
)


def unpacked(content: bytes) -> bytes:
    """Return the bytes as they are read: a workbook is an archive."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize("edition", Edition)
@pytest.mark.parametrize(
    ("name", "code"), [(name, code) for name in FORMATS for code in ("en", "de") if name != "json"]
)
def test_golden(name: str, edition: Edition, code: str, *, rewrite_golden: bool) -> None:
    content = written(name, shown_result(edition), beside(code))
    if FORMATS[name].binary:
        content = "".join(f"{line}\n" for line in as_lines(content)).encode()
    file = GOLDEN / f"{name}.{edition}.{code}"
    if rewrite_golden:
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content)
    assert content == file.read_bytes()


@pytest.mark.parametrize("edition", Edition)
def test_json_is_the_result_in_every_language(edition: Edition) -> None:
    result = shown_result(edition)
    assert written("json", result, beside("de")) == result_json(result) == written("json", result)


@pytest.mark.parametrize("name", FORMATS)
def test_the_client_is_given_nothing_internal(name: str) -> None:
    content = unpacked(written(name, shown_result(Edition.CLIENT)))
    assert [text for text in INTERNAL if text.encode() in content] == []


COMMANDS = "a\n::error::b ##vso[task.complete] \x1b[31m\x00 ##[error]"


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"xlsx"}))  # which is nothing for a log
@pytest.mark.parametrize("code", ["en", "de"])
def test_a_log_finds_no_command(name: str, code: str) -> None:
    one = replace(finding(shown_result(), "phone"), headline=say("{text}", text=COMMANDS), advice=COMMANDS)
    member = replace(one.members[0], place=f"{COMMANDS}:3:7", value=COMMANDS, label=COMMANDS)
    problem = replace(BROKEN.problems[0], file=COMMANDS, message=say("{text}", text=COMMANDS))
    gate = replace(BROKEN.gate[0], name=COMMANDS, said=say("{text}", text=COMMANDS))
    site = replace(BROKEN.site, client=COMMANDS)
    found = replace(one, members=(member,), standard_place=f"{COMMANDS}:3:7")
    result = replace(BROKEN, site=site, findings=(found,), problems=(problem,), gate=(gate,))
    content = written(name, result, beside(code)).decode("utf-8-sig")
    assert re.findall(r"[\x00\x1b]|##(?:vso)?\[", content) == []
    assert [line for line in content.splitlines() if line.lstrip().startswith("::error::")] == []


def test_what_is_internal_would_be_found() -> None:
    said = b"".join(unpacked(written(name, shown_result())) for name in FORMATS)
    assert [text for text in INTERNAL if text.encode() not in said] == []


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"csv"}))  # which has findings only; the exit code says the rest
def test_problems_are_no_pass(name: str) -> None:
    said = unpacked(written(name, BROKEN))
    assert b"TPS030" in said or b"1 problem" in said


@pytest.mark.parametrize("name", ["junit", "github", "badge", "text"])
def test_nothing_to_check_is_no_pass(name: str) -> None:
    said = written(name, nothing_yet()).decode()
    assert "nothing to check" in said or "not assessed" in said or "write an audit" in said


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_is_written_too(name: str) -> None:
    assert written(name, nothing_yet())


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("report.sarif", "sarif"),
        ("report.sarif.json", "sarif"),
        ("REPORT.JSON", "json"),
        ("gl-code-quality-report.json", "gitlab"),
        ("out/junit.xml", "junit"),
        ("findings.csv", "csv"),
        ("findings.xlsx", "xlsx"),
        ("summary.md", "markdown"),
        ("badge.svg", "badge"),
        ("report.txt", "text"),
        ("report", None),
        ("report.pdf", None),
        ("sarif", None),
    ],
)
def test_the_ending_says_the_format(name: str, form: str | None) -> None:
    found = format_of(name)
    assert (None if found is None else found.name) == form


def test_no_two_formats_have_the_same_ending() -> None:
    endings = [ending for form in FORMATS.values() for ending in form.endings]
    assert len(endings) == len(set(endings))


@pytest.mark.parametrize("edition", Edition)
def test_the_demo_can_be_read_again(edition: Edition) -> None:
    result = recorded(edition)
    found = {one.id for one in result.findings}
    assert found
    run = sarif_run(written("sarif", result))
    shown = {one["fingerprints"]["tpmAuditFinding/v1"] for one in run["results"] if one["baselineState"] != "absent"}
    named = {row["finding"] for row in csv_rows(written("csv", result))}
    listed = {row["Finding"] for row in sheet_rows(written("xlsx", result), 0)}
    cases = {case.get("name") for case in suites(written("junit", result)).iter("testcase")}
    assert shown == named == listed == found == found & cases


@pytest.mark.parametrize("sign", ["\x7f", "\x9b", "\u061c", "\u202e", "\u2028", "\ufeff"])
def test_json_reads_the_same_and_a_terminal_obeys_nothing_in_it(sign: str) -> None:
    name = f"before {sign} behind\n"
    content = json.dumps({"name": name, "rest": ["ä", "✓"]}, ensure_ascii=False, indent=2).encode()
    shown = plain_json(content)
    assert sign.encode() not in shown
    assert json.loads(shown) == {"name": name, "rest": ["ä", "✓"]}
    assert "ä".encode() in shown
