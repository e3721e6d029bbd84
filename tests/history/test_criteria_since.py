"""What changed of each criterion since the closed audit before, and what later audits keep of it."""

import json
from datetime import date
from typing import Any

import pytest

from tests.history.audits import after, result_of_last
from tests.history.test_compared import answered
from tests.workspaces import ENGLISH, Case
from tpm_audit.model.comparison import CriteriaSince
from tpm_audit.model.entry import Edition
from tpm_audit.model.result import result_from_json, result_json
from tpm_audit.report import Request, make_report

HIDDEN = {"audience": "internal"}
FAILED, PASSED = answered(*["fail"] * 6), answered(*["pass"] * 6)


def told(since: CriteriaSince | None) -> list[str]:
    """Return the audit that it is held against, and what is said of each criterion, with why not."""
    assert since is not None
    reasons = [f" ({ENGLISH.say(one.reason)})" if one.reason else "" for one in since.changes]
    changes = [f"{one.id} {one.verdict}{why}" for one, why in zip(since.changes, reasons, strict=True)]
    return [since.audit, *changes, *(["unchanged"] * since.unchanged)]


def renamed(case: Case) -> Case:
    """Return a case whose only criterion has another id."""
    criteria = {"plain": {**case["checklists"]["care"]["criteria"]["clear"], "renamed_from": ["clear"]}}
    visits = [{**one, "answers": {"plain": one["answers"]["clear"]}} for one in case["visits"]]
    return {**case, "checklists": {"care": {"criteria": criteria}}, "visits": visits}


@pytest.mark.parametrize(
    ("then", "now", "expected"),
    [
        (FAILED, PASSED, ["clear better"]),
        (PASSED, FAILED, ["clear worse"]),
        (FAILED, FAILED, ["unchanged"]),
        (FAILED, answered(*["n/a"] * 6), ["clear not-comparable (nothing was rated in both)"]),
        (FAILED, renamed(PASSED), ["plain better"]),
    ],
)
@pytest.mark.parametrize("edition", Edition)
def test_criteria_since_the_audit_before(then: Case, now: Case, expected: list[str], edition: Edition) -> None:
    result = result_of_last(then, now, edition=edition)
    assert told(result.criteria) == ["2026-04", *expected]
    assert result_from_json(json.loads(result_json(result))).criteria == result.criteria


def test_the_first_audit_has_nothing_before_it() -> None:
    assert result_of_last(PASSED).criteria is None


def test_a_terminal_is_not_told() -> None:
    request = Request(Edition.INTERNAL, date(2026, 11, 1), details=False)
    assert make_report(after([FAILED], PASSED), request).criteria is None


def test_it_is_the_audit_before_whatever_else_findings_are_held_against() -> None:
    request = Request(Edition.INTERNAL, date(2026, 11, 1), baseline="2026-04")
    assert told(make_report(after([PASSED, FAILED], PASSED), request).criteria) == ["2026-05", "clear better"]


def test_it_is_kept_of_each_closed_audit_in_the_ids_of_now() -> None:
    first, second = result_of_last(FAILED, PASSED, renamed(PASSED)).earlier
    assert first.criteria is None
    assert told(second.criteria) == ["2026-04", "plain better"]


def hidden(where: str) -> Case:
    """Return a case in which something is internal by now."""
    case: dict[str, Any] = answered(*["pass"] * 6)
    care = case["checklists"]["care"]
    if where == "checklist":
        return {**case, "checklists": {"care": {**care, **HIDDEN}}}
    if where == "criterion":
        criteria = {"clear": {**care["criteria"]["clear"], **HIDDEN}, "kind": {"ask": "Kind?"}}
        return {**case, "checklists": {"care": {"criteria": criteria}}}
    touchpoints = {id_: {**one, **HIDDEN} if id_ == "tp-0" else one for id_, one in case["touchpoints"].items()}
    return {**case, "touchpoints": touchpoints}


@pytest.mark.parametrize("where", ["checklist", "criterion"])
@pytest.mark.parametrize("between", [[], [PASSED]], ids=["the audit before", "one before that"])
def test_a_criterion_that_became_internal_is_told_no_more(where: str, between: list[Case]) -> None:
    client, internal = (
        result_json(result_of_last(FAILED, *between, hidden(where), edition=edition)).decode()
        for edition in (Edition.CLIENT, Edition.INTERNAL)
    )
    assert "Clear?" in internal
    assert "Clear?" not in client


def test_items_of_a_touchpoint_that_became_internal_do_not_count() -> None:
    client, internal = (
        result_of_last(FAILED, hidden("touchpoint"), edition=edition) for edition in (Edition.CLIENT, Edition.INTERNAL)
    )
    assert client.criteria is not None
    assert internal.criteria is not None
    assert (client.criteria.changes[0].items, internal.criteria.changes[0].items) == (5, 6)
