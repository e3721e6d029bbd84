"""The order of findings: methods.md, "Priority of a finding"."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from tests.surveys.asked import ON, result_with, survey, table, workspace_with
from tests.workspaces import ENGLISH, Case, findings_of, result_of
from tpm_audit.figures.customer_answers import customer_answers
from tpm_audit.model.entry import Severity
from tpm_audit.model.findings import Finding, Subject, SubjectKind
from tpm_audit.recording.priority import by_priority
from tpm_audit.source.message import say
from tpm_audit.workspace.editions import whole_audit
from tpm_audit.workspace.load import Workspace


def test_severity_then_importance_then_id() -> None:
    importance = {"a": 1, "b": None, "c": 9, "d": 5, "e": 5}
    result = result_of(
        {
            "touchpoints": {
                name: {"name": name, "phase": "before", "channels": ["website"]} | ({"importance": n} if n else {})
                for name, n in importance.items()
            },
            "checklists": {"all": {"criteria": {"x": {"ask": "X?"}, "y": {"ask": "Y?", "severity": "major"}}}},
            "visits": [
                *({"touchpoint": name, "channel": "website", "answers": {"x": "fail"}} for name in importance),
                {"touchpoint": "a", "channel": "website", "auditor": "a2", "answers": {"y": "fail"}},
            ],
        }
    )
    rated = [one for one in result.findings if one.rule == "TPR001"]
    assert [(one.severity, *one.touchpoints) for one in rated[:2]] == [("major", "a"), ("minor", "c")]
    assert {one.touchpoints for one in rated[2:4]} == {("d",), ("e",)}
    assert rated[2].id < rated[3].id
    assert [one.touchpoints for one in rated[4:]] == [("a",), ("b",)]  # without an importance last


def test_what_a_touchpoint_says_of_a_channel_takes_the_place_there() -> None:
    shop = {"website": {"importance": 2}, "email": {}, "branch": {"importance": 9}}
    result = result_of(
        {
            "touchpoints": {"shop": {"name": "Shop", "phase": "before", "channels": shop, "importance": 5}},
            "checklists": {"all": {"criteria": {"x": {"ask": "X?"}}}},
            "visits": [{"touchpoint": "shop", "channel": channel, "answers": {"x": "fail"}} for channel in shop],
        }
    )
    failed = [one for one in result.findings if one.rule == "TPR001"]
    assert [one.channels for one in failed] == [("branch",), ("email",), ("website",)]
    assert ENGLISH.say(failed[0].headline) == "failed: X? (Branch, Shop)"


COMPANY = {"a": 2, "b": 9, "c": 5}
TOUCHPOINTS: Case = {
    id_: {"name": id_, "phase": "before", "channels": ["website", "email"], "importance": n}
    for id_, n in {**COMPANY, "contact": 0}.items()
}


def workspace(answers: Sequence[str], columns: Case, **question: Any) -> Workspace:
    """Return a workspace in which customers said how important things are; few answers are enough for a figure."""
    case = {
        "site": {"settings": {"min_n": {"show": 1, "interval": 2, "plain": 100}}},
        "touchpoints": TOUCHPOINTS,
        "visits": [{"touchpoint": "a", "channel": "website"}],
    }
    tree = survey({"q": {"measures": "importance", "columns": columns, **question}})
    return workspace_with(tree, table(",".join(columns) + ",x", *(f"{one},." for one in answers)), case)


def finding(about: str, channels: tuple[str, ...] = ("website",)) -> Finding:
    """Return a finding about touchpoints, each of them a letter."""
    subject = Subject(SubjectKind.TOUCHPOINT, (about,), (about,))
    return Finding("TPI001", Severity.MINOR, subject, say("wrong"), (), touchpoints=tuple(about), channels=channels)


def order(found: Workspace, several: Sequence[Finding], ages: Mapping[str, int] | None = None) -> list[str]:
    """Return what findings are about, in their order."""
    audit = whole_audit(found, next(iter(found.plans.values())))
    latest = customer_answers(audit, ON).latest
    known = {finding(about).identity: age for about, age in (ages or {}).items()}
    return ["".join(one.touchpoints) for one in by_priority(audit, several, latest, known)]


ALL: Case = {"A": "a", "B": "b", "C": "c"}


@pytest.mark.parametrize(
    ("answers", "columns", "question", "expected"),
    [
        (["9,1,5"] * 2, ALL, {}, "acb"),  # customers see it the other way round
        (["9,1,5"], ALL, {}, "bca"),  # too few for a figure
        (["10"] * 2, {"A": "a"}, {}, "abc"),  # the company's for those that they were not asked about
        (["4"] * 2, {"A": "a"}, {}, "bca"),
        (["5,1,3"] * 2, ALL, {"scale": "1-5"}, "bca"),  # not from 0 to 10
        (["10"] * 2, {"A": {"touchpoint": "a", "channel": "website"}}, {}, "abc"),
        (["10"] * 2, {"A": {"touchpoint": "a", "channel": "email"}}, {}, "bca"),
    ],
)
def test_what_customers_find_important_takes_the_place_of_what_the_company_does(
    answers: list[str], columns: Case, question: Case, expected: str
) -> None:
    assert order(workspace(answers, columns, **question), [finding(one) for one in "abc"]) == list(expected)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"A": "a"}, ["b", "ac"]),  # nobody was asked about c: what the company says of both, which is 5 at most
        ({"A": "a", "C": "c"}, ["ac", "b"]),  # 10, and 9 to the company
    ],
)
def test_customers_and_company_are_not_mixed_in_a_finding(asked: Case, expected: list[str]) -> None:
    found = workspace([",".join(["10", "1"][: len(asked)])] * 2, asked)
    assert order(found, [finding("ac"), finding("b")]) == expected


@pytest.mark.parametrize(("ages", "expected"), [({"aa": 3}, ["aa", "a"]), ({"a": 3, "aa": 2}, ["a", "aa"])])
def test_what_more_audits_have_found_goes_first(ages: dict[str, int], expected: list[str]) -> None:
    found = workspace(["9"] * 2, {"A": "a"})
    assert order(found, [finding(one) for one in ("a", "aa")], ages) == expected


def test_the_report_asks_customers() -> None:
    """A finding about a and one about b: to the company b is the more important one, to customers a."""
    case = {
        "site": {"settings": {"min_n": {"show": 1, "interval": 2, "plain": 100}}},
        "touchpoints": TOUCHPOINTS,
        "checklists": {"all": {"criteria": {"x": {"ask": "X?"}}}},
        "visits": [{"touchpoint": id_, "channel": "website", "answers": {"x": "fail"}} for id_ in "ab"],
    }
    asked = survey({"q": {"measures": "importance", "columns": {"A": "a", "B": "b"}}})
    result = result_with(asked, table("A,B", "9,1", "9,1"), case=case)
    assert [one.touchpoints for one in findings_of(result, "TPR001")] == [("a",), ("b",)]
