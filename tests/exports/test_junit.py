"""JUnit: a suite for each rule, a case for each finding, and nothing passes that was not looked at."""

from dataclasses import replace

import pytest

from tests.exports.reading import cases, suites, written
from tests.exports.shown import REASON, beside, finding, shown_result
from tests.exports.test_formats import BROKEN
from tests.pages.small_result import nothing_yet
from tpm_audit.model.entry import Edition

JUNIT = written("junit", shown_result())


def test_findings_are_failures_and_what_is_waived_is_skipped() -> None:
    result = shown_result()
    assert cases(JUNIT, "TPR001") == {finding(result, "kind").id: ["failure"], finding(result, "clear").id: ["skipped"]}


@pytest.mark.parametrize(
    ("rule", "outcome"),
    [("TPC002", []), ("TPC004", ["skipped"]), ("TPI004", ["skipped"])],
    ids=["found nothing", "nothing to look at", "turned off"],
)
def test_rules_without_findings(rule: str, outcome: list[str]) -> None:
    assert cases(JUNIT, rule) == {rule: outcome}


def test_what_a_rule_says_that_had_nothing_to_look_at() -> None:
    said = {skipped.get("message") for skipped in suites(JUNIT).iter("skipped")}
    assert {"nothing to look at", "turned off"} < said


def test_a_rule_held_back_has_not_passed() -> None:
    held_back = tuple(replace(rule, held_back=True) for rule in BROKEN.rules)
    content = written("junit", replace(BROKEN, rules=held_back))
    assert cases(content, "TPC002") == {"TPC002": ["skipped"]}
    assert cases(content, "problems") == {"TPS030 content/a.yml:3:7": ["error"]}


@pytest.mark.parametrize("passed", [True, False, None])
def test_a_condition_of_the_gate_fails_unless_it_is_met(*, passed: bool | None) -> None:
    gate = tuple(replace(one, passed=passed) for one in shown_result().gate)
    outcome = [] if passed else ["failure"]
    assert cases(written("junit", replace(shown_result(), gate=gate)), "gate") == {
        "no-major": outcome,
        "score": outcome,
    }


def test_nothing_to_check_is_an_error() -> None:
    assert cases(written("junit", nothing_yet()), "audit") == {"visits": ["error"]}


def test_counts_are_those_of_the_cases() -> None:
    root = suites(JUNIT)
    for counted, tag in (("failures", "failure"), ("skipped", "skipped"), ("errors", "error"), ("tests", "testcase")):
        assert int(root.get(counted, "")) == len([*root.iter(tag)])
        assert all(int(suite.get(counted, "")) == len([*suite.iter(tag)]) for suite in root)


@pytest.mark.parametrize(("edition", "said"), [(Edition.INTERNAL, f": {REASON}; until"), (Edition.CLIENT, "; until")])
def test_the_reason_of_a_waiver_is_for_the_own_house(edition: Edition, said: str) -> None:
    content = written("junit", shown_result(edition))
    (message,) = [
        one.get("message", "") for one in suites(content).iter("skipped") if "clear" in one.get("message", "")
    ]
    assert f"; waived: New till (to be mended later{said} 1 December 2026)" in message
    assert (REASON in message) is (edition is Edition.INTERNAL)


def test_a_case_has_one_name_in_every_language() -> None:
    german = written("junit", shown_result(), beside("de"))
    names = [
        [(case.get("classname"), case.get("name")) for case in suites(one).iter("testcase")] for one in (JUNIT, german)
    ]
    assert names[0] == names[1]


def test_a_case_says_where_it_is_written() -> None:
    (case,) = [one for one in suites(JUNIT).iter("testcase") if one.get("name") == finding(shown_result(), "phone").id]
    assert (case.get("file"), case.get("line")) == ("content/audits/2026-10/visits.yml", "1")
