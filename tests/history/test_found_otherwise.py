"""Findings that lead to each other: what was wrong at a place is wrong there in another way."""

from typing import Any

import pytest

from tests.history.audits import result_of_last
from tests.history.closing import result_after
from tests.history.test_life_cycle import ALSO_WRONG, RIGHT, WRONG, handed_over, in_language, seen, somewhere
from tests.workspaces import Case, findings_of
from tpm_audit.model.findings import IntroducedBy
from tpm_audit.model.result import Result

ACCEPTED = {"one": {"match": {"rule": "TPC001"}, "type": "risk-accepted", "reason": "agreed", "permanent": True}}
GRAVER = {"site": {"rules": {"TPC002": {"severity": "critical", "reason": "it matters"}}}}


def formerly(result: Result, rule: str) -> tuple[list[str], IntroducedBy | None]:
    """Return the rules of what a finding was before, and why it is new."""
    (found,) = findings_of(result, rule)
    return [id_.partition("-")[0] for id_ in found.formerly], found.introduced_by


@pytest.mark.parametrize(
    ("before", "now", "rule", "was", "why"),
    [
        (seen(website=WRONG), seen(website="missing"), "TPC002", ["TPC001"], IntroducedBy.OTHERWISE),
        (seen(website="missing"), seen(website=WRONG), "TPC001", ["TPC002"], IntroducedBy.OTHERWISE),
        (seen(website="call us"), seen(website=WRONG), "TPC001", ["TPC003"], IntroducedBy.OTHERWISE),
        (somewhere("missing"), somewhere(WRONG), "TPC001", ["TPC002"], IntroducedBy.OTHERWISE),
        (seen(website=RIGHT), seen(website="missing"), "TPC002", [], IntroducedBy.CONTENT),
        (seen(website=WRONG, email=WRONG), seen(website="missing"), "TPC002", ["TPC001"], IntroducedBy.OTHERWISE),
        (
            seen(website=WRONG, email=WRONG),
            seen(website="missing", email=ALSO_WRONG),
            "TPC002",
            ["TPC001"],
            IntroducedBy.OTHERWISE,
        ),
        (
            seen(website=WRONG, email=RIGHT),
            seen(website="missing", email="missing"),
            "TPC002",
            ["TPC001"],
            IntroducedBy.CONTENT,
        ),
        (seen(website=WRONG), {**seen(website="missing"), **GRAVER}, "TPC002", ["TPC001"], IntroducedBy.CONTENT),
        (
            {**seen(website=WRONG), "waivers": ACCEPTED},
            seen(website="missing"),
            "TPC002",
            ["TPC001"],
            IntroducedBy.CONTENT,
        ),
        (in_language("de", WRONG), in_language("en", "missing"), "TPC002", [], IntroducedBy.CONTENT),
        (
            handed_over(WRONG, RIGHT),
            handed_over("missing", RIGHT),
            "TPC002",
            ["TPC001", "TPC006"],
            IntroducedBy.OTHERWISE,
        ),
    ],
)
def test_what_was_wrong_there_before_is_named(
    before: dict[str, Any], now: dict[str, Any], rule: str, was: list[str], why: IntroducedBy
) -> None:
    assert formerly(result_after(before, now), rule) == (was, why)


def test_what_nobody_had_looked_at_again_leads_on_as_well() -> None:
    result = result_of_last(seen(website=WRONG), seen(email=RIGHT), seen(website="missing"))
    assert formerly(result, "TPC002") == (["TPC001"], IntroducedBy.OTHERWISE)


@pytest.mark.parametrize("after", [seen(website="missing"), seen(website=RIGHT)], ids=["still there", "fixed"])
def test_the_two_lead_to_each_other_for_good(after: Case) -> None:
    result = result_of_last(seen(website=WRONG), seen(website="missing"), after, seen(website="missing"))
    assert formerly(result, "TPC002")[0] == ["TPC001"]
    gone = result_of_last(seen(website=WRONG), seen(website="missing"), seen(website=RIGHT), seen(website=RIGHT))
    assert {one.rule: len(one.formerly) for one in gone.found_before if one.rule in ("TPC001", "TPC002")} == {
        "TPC001": 0,
        "TPC002": 1,
    }
