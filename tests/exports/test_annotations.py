"""What GitHub and GitLab show beside the lines of a change: nothing that people wrote is a command."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exports.reading import written
from tests.exports.shown import beside, finding, shown_result
from tests.exports.test_formats import BROKEN
from tests.pages.small_result import nothing_yet
from tpm_audit.exports.text import plain
from tpm_audit.model.entry import Edition, Severity
from tpm_audit.model.result import Result
from tpm_audit.source.message import say

COMMAND = re.compile(r"::(error|warning|notice) ((?:[a-z]+=[^:,\r\n]*,?)+)::([^\r\n]*)")


def lines(result: Result, folder: str = "") -> list[str]:
    return written("github", result, beside(folder=folder)).decode().splitlines()


def commands(result: Result) -> list[tuple[str, dict[str, str], str]]:
    """Return kind, properties and text of each annotation, as GitHub reads them."""
    found = []
    for line in lines(result):
        if line.startswith("::"):
            match = COMMAND.fullmatch(line)
            assert match is not None, line
            properties = dict(pair.partition("=")[::2] for pair in match[2].split(","))
            found.append((match[1], {key: unescaped(value) for key, value in properties.items()}, unescaped(match[3])))
    return found


def unescaped(text: str) -> str:
    for sign, code in (("\n", "%0A"), (":", "%3A"), (",", "%2C"), ("%", "%25")):
        text = text.replace(code, sign)
    return text


def many(n: int, severity: Severity) -> Result:
    one = replace(finding(shown_result(), "kind"), severity=severity)
    return replace(shown_result(), findings=(one,) * n, gate=())


def gitlab(result: Result) -> Any:
    return json.loads(written("gitlab", result))


def test_the_worst_stands_first_and_what_is_waived_not_at_all() -> None:
    result = shown_result()
    said = [(kind, properties["title"]) for kind, properties, _ in commands(result)]
    kind, phone = finding(result, "kind").id, finding(result, "phone").id
    assert said[:4] == [
        ("error", "gate no-major"),
        ("error", "gate score"),
        ("error", f"TPR001 ({kind})"),
        ("error", f"TPC001 ({phone})"),
    ]
    assert {kind for kind, _ in said[4:]} == {"warning"}
    assert finding(result, "clear").id not in "".join(title for _, title in said)
    assert "findings: 1 waived" in lines(result)


def test_problems_come_before_all() -> None:
    kind, properties, text = commands(BROKEN)[0]
    assert (kind, text) == ("error", "no touchpoint 'x'\nremove it")
    assert properties == {"file": "content/a.yml", "line": "3", "col": "7", "title": "TPS030"}


@pytest.mark.parametrize(
    ("severity", "kind", "left"),
    [
        (Severity.CRITICAL, "error", "and 2 errors: GitHub shows ten"),
        (Severity.MINOR, "warning", "and 2 warnings: GitHub shows ten"),
        (Severity.INFO, "notice", "and 2 notices: GitHub shows ten"),
    ],
)
def test_ten_of_a_kind_and_how_many_are_left_out(severity: Severity, kind: str, left: str) -> None:
    assert [one for one, _, _ in commands(many(12, severity))] == [kind] * 10
    assert left in lines(many(12, severity))
    assert not any("GitHub shows ten" in line for line in lines(many(10, severity)))


def test_files_are_named_from_the_top_of_the_repository() -> None:
    assert "::error file=acme/content/audits/2026-10/visits.yml,line=1," in "\n".join(lines(shown_result(), "acme/"))


def test_the_client_is_told_no_file() -> None:
    assert all("file" not in properties for _, properties, _ in commands(shown_result(Edition.CLIENT)))


def test_nothing_to_check_is_an_error() -> None:
    assert [kind for kind, _, _ in commands(nothing_yet())] == ["error"]


@given(st.sampled_from(["", "\n::error::", "%0A::set-output name=x::", "::", "##vso[", "a,line=1::b"]), st.text())
def test_nothing_that_is_written_is_a_command(begins: str, text: str) -> None:
    hostile = begins + text
    one = replace(finding(shown_result(), "kind"), headline=say("{text}", text=hostile), advice=hostile, rule=hostile)
    gate = replace(shown_result().gate[0], name=hostile)
    result = replace(shown_result(), findings=(one,), gate=(gate,), past=None)
    shown = plain(hostile)
    (_, of_gate, _), (_, of_finding, said) = commands(result)
    assert of_gate["title"] == plain(f"gate {hostile}")
    assert of_finding["title"] == plain(f"{hostile} ({one.id})")
    assert said.startswith(shown)
    assert said.endswith(plain(f"advice: {hostile}"))
    assert not any(re.match(r"\s*##(vso)?\[", line) for line in lines(result))


def test_gitlab_is_told_each_finding_once() -> None:
    said = gitlab(shown_result())
    assert [(one["check_name"], one["severity"]) for one in said] == [
        ("TPR001", "critical"),
        ("TPC001", "major"),
        ("TPI002", "minor"),
        ("TPI003", "minor"),
    ]
    assert said[0]["location"] == {"path": "content/audits/2026-10/visits.yml", "lines": {"begin": 1}}
    assert said[0]["fingerprint"] == finding(shown_result(), "kind").id


def test_fingerprints_of_gitlab_differ() -> None:
    twice = replace(BROKEN, problems=BROKEN.problems * 2)
    fingerprints = [one["fingerprint"] for one in gitlab(twice)]
    assert len(fingerprints) == len(set(fingerprints)) == len(gitlab(BROKEN))


def test_gitlab_is_told_the_page_where_the_edition_has_no_file() -> None:
    paths = [one["location"]["path"] for one in gitlab(shown_result(Edition.CLIENT))]
    assert all(re.fullmatch(r"findings/TP[A-Z]\d{3}-\w{10}\.html", path) for path in paths)
