"""SARIF: valid by its schema, with what code scanning goes by."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator  # type: ignore[import-untyped]
from pydantic_core import from_json

from tests.exports.reading import sarif_run, written
from tests.exports.shown import BEFORE, NOW, REASON, beside, finding, shown_result
from tests.exports.test_formats import BROKEN
from tests.pages.small_result import nothing_yet, small_result
from tests.workspaces import AUDIT, result_of, workspace_of
from tpm_audit.model.closed import past_result
from tpm_audit.model.entry import Edition
from tpm_audit.model.findings import SubjectKind
from tpm_audit.model.result import Result, result_json
from tpm_audit.report import Request, make_report
from tpm_audit.source.message import say

SCHEMA = json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0.json").read_bytes())
RESULTS = {
    "internal": shown_result(),
    "client": shown_result(Edition.CLIENT),
    "problems": BROKEN,
    "hidden problems": replace(BROKEN, problems=(replace(BROKEN.problems[0], file="", line=0, column=0),)),
    "without a past": small_result(),
    "nothing yet": nothing_yet(),
}


def results(result: Result) -> list[Any]:
    found: list[Any] = sarif_run(written("sarif", result))["results"]
    return found


def of(result: Result, subject: str) -> Any:
    id_ = finding(result, subject).id
    return next(one for one in results(result) if one.get("fingerprints") == {"tpmAuditFinding/v1": id_})


@pytest.mark.parametrize("name", RESULTS)
def test_it_is_valid(name: str) -> None:
    validator = Draft4Validator(SCHEMA, format_checker=Draft4Validator.FORMAT_CHECKER)
    errors = validator.iter_errors(json.loads(written("sarif", RESULTS[name])))
    assert [f"{[*error.path]}: {error.message}" for error in errors] == []


def test_the_schema_finds_what_is_wrong() -> None:
    log = json.loads(written("sarif", shown_result()))
    log["runs"][0]["results"][0]["level"] = "major"
    assert not Draft4Validator(SCHEMA).is_valid(log)


def test_states_are_those_of_a_baseline() -> None:
    said = [(one["properties"]["state"], one["baselineState"]) for one in results(shown_result())]
    assert set(said) == {
        ("new", "new"),
        ("updated", "updated"),
        ("unchanged", "unchanged"),
        ("fixed", "absent"),
        ("unchecked", "absent"),
    }


def test_what_came_back_is_new() -> None:
    result = shown_result()
    came_back = replace(finding(result, "kind"), state="reopened")
    assert of(replace(result, findings=(came_back,)), "kind")["baselineState"] == "new"


def test_without_an_audit_before_there_is_no_baseline() -> None:
    assert all("baselineState" not in one for one in results(small_result()))


@pytest.mark.parametrize(("edition", "reason"), [(Edition.INTERNAL, REASON), (Edition.CLIENT, None)])
def test_what_is_waived_is_suppressed(edition: Edition, reason: str | None) -> None:
    (suppression,) = of(shown_result(edition), "clear")["suppressions"]
    assert suppression.get("justification") == reason
    assert [one for one in results(shown_result(edition)) if "suppressions" in one] == [
        of(shown_result(edition), "clear")
    ]


def test_places_are_locations_in_the_internal_edition_only() -> None:
    website, email = of(shown_result(), "phone")["locations"]
    assert email["physicalLocation"]["artifactLocation"]["uri"] == "content/audits/2026-10/visits.yml"
    assert website["physicalLocation"]["region"]["startColumn"] != email["physicalLocation"]["region"]["startColumn"]
    assert all("physicalLocation" not in one for one in of(shown_result(Edition.CLIENT), "phone")["locations"])
    assert [one["logicalLocations"][0]["fullyQualifiedName"] for one in of(shown_result(), "phone")["locations"]] == [
        "shop/email/",
        "shop/website/",
    ]


def test_every_result_has_a_place_for_code_scanning_refuses_one_without() -> None:
    assert all(one["locations"][0]["physicalLocation"] for one in results(shown_result()))


def test_what_is_absent_stands_in_a_file_that_is_there() -> None:
    """A baseline given as a file need not be a result of the workspace: the audit itself is there in any case."""
    given = past_result(from_json(result_json(result_of(BEFORE))))
    request = Request(Edition.INTERNAL, shown_result().as_of, baseline=given)
    assert files_of_absent(make_report(workspace_of(NOW), request)) == {f"{AUDIT}/audit.yml"}
    assert files_of_absent(shown_result()) == {"content/audits/2026-04/result.json"}


def files_of_absent(result: Result) -> set[str]:
    absent = [one for one in results(result) if one["baselineState"] == "absent"]
    return {one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in absent}


def test_files_are_named_from_where_the_program_runs() -> None:
    run = sarif_run(written("sarif", shown_result(), beside(folder="my audit/")))
    uris = {
        place["physicalLocation"]["artifactLocation"]["uri"] for one in run["results"] for place in one["locations"]
    }
    assert all(uri.startswith(("my%20audit/content/", "my%20audit/site_config/")) for uri in uris)


def test_problems_are_errors_with_their_place() -> None:
    problem = results(BROKEN)[0]
    assert (problem["ruleId"], problem["level"]) == ("TPS030", "error")
    assert problem["locations"][0]["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 7}
    assert problem["message"]["text"] == "no touchpoint 'x'\nremove it"
    assert sarif_run(written("sarif", BROKEN))["invocations"] == [{"executionSuccessful": False}]


def test_each_rule_has_its_page_as_help() -> None:
    run = sarif_run(written("sarif", BROKEN))
    rules = run["tool"]["driver"]["rules"]
    assert {rule["id"]: rule["help"]["text"] for rule in rules} == {
        rule["id"]: f"What {rule['id']} means." for rule in rules
    }
    assert all(rules[one["ruleIndex"]]["id"] == one["ruleId"] for one in run["results"])


def test_an_own_rule_stands_below_its_shape() -> None:
    own = replace(
        finding(shown_result(), "kind"), rule="TPO001", subject=SubjectKind.OWN_RULE, subject_ids=("same", "kind")
    )
    assert of(replace(shown_result(), findings=(own,)), "kind")["ruleId"] == "TPO001/same"


def test_no_text_makes_a_link() -> None:
    hostile = replace(finding(shown_result(), "kind"), headline=say("[here](https://evil.example)"))
    assert (
        of(replace(shown_result(), findings=(hostile,)), "kind")["message"]["text"] == "[here] (https://evil.example)"
    )
