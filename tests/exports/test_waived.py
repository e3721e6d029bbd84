"""What is accepted at some places of a finding: every output says which, and counts the others."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from tests.exports.reading import sarif_run, sheet_rows, suites, written
from tests.history.comparing import compared_results
from tests.workspaces import Case, findings_of, result_of
from tpm_audit.exports.diff_outline import outline_of
from tpm_audit.exports.records import details_of, waivers_of
from tpm_audit.exports.status import status_lines, status_of
from tpm_audit.exports.text import as_text
from tpm_audit.exports.waivers import waiver_lines
from tpm_audit.language.catalogue import Language
from tpm_audit.model.entry import Edition
from tpm_audit.model.result import FindingRecord, ProblemRecord, Result
from tpm_audit.pages.families import all_pages
from tpm_audit.pages.page import FINDINGS, finding_path
from tpm_audit.source.message import say

EN = Language("en")
WAIVER: Case = {"type": "risk-accepted", "reason": "agreed", "permanent": True, "name": "Old signs"}
TWO: Case = {
    "facts": {"slogan": {"kind": "text", "expected": "Fresh"}},
    "visits": [
        {"touchpoint": "contact", "channel": "website", "facts": {"slogan": "Cheap"}},
        {"touchpoint": "shop", "channel": "website", "facts": {"slogan": "Dear"}},
    ],
}


def with_waiver(**match: object) -> Result:
    return result_of({**TWO, "waivers": {"signs": {**WAIVER, "match": {"rule": "TPC001", **match}}}}, Edition.INTERNAL)


def slogan(result: Result) -> FindingRecord:
    (found,) = findings_of(result, "TPC001")
    return found


def text_of(result: Result) -> str:
    return " ".join(" ".join(as_text(result, EN)).split())


AT_SHOP = with_waiver(touchpoints=["shop"])
WHOLE = with_waiver()


def test_the_text_marks_the_place_and_says_how_many_are_accepted() -> None:
    told = text_of(AT_SHOP)
    assert "Shop Dear content/audits/2026-10/visits.yml" in told
    marked = [line.strip() for line in as_text(AT_SHOP, EN) if line.rstrip().endswith("waived")]
    assert [line.split("  ")[0] for line in marked] == ["Website, Shop"]
    assert "; waived at 1 of 2 places: Old signs (risk accepted: agreed; for good)" in told
    assert "2 findings: 1 major, 1 minor" in told


def test_a_finding_that_is_accepted_whole_is_told_without_places() -> None:
    told = text_of(WHOLE)
    assert "; waived: Old signs" in told
    assert "places: Old signs" not in told


def test_what_tools_show_of_a_finding_marks_the_place() -> None:
    marked = [line for line in details_of(slogan(AT_SHOP), waivers_of(AT_SHOP), EN) if line.endswith("(waived)")]
    assert [line.split(":")[0] for line in marked] == ["Website, Shop"]


def test_what_is_accepted_in_part_is_marked_and_counted_wherever_findings_are() -> None:
    at_one = "waived at 1 of 2 places"
    pages: dict[str, Mapping[str, Any]] = {page.path: page.values for page in all_pages(AT_SHOP, EN)}
    (row,) = [one for one in pages[FINDINGS]["findings"] if one.headline.page == finding_path(slogan(AT_SHOP).id)]
    assert [EN.say(one) for one in row.remarks] == [at_one]
    assert EN.say(pages[FINDINGS]["summary"]).endswith("; 1 waived in part")
    assert f"{slogan(AT_SHOP).id} · {at_one}" in text_of(AT_SHOP)
    assert f"| open; {at_one} |" in written("markdown", AT_SHOP).decode()
    assert "1 waived in part" in written("github", AT_SHOP).decode()
    assert [*waiver_lines(AT_SHOP, EN)][-3:-1] == [
        "0 findings are waived on 1 November 2026",
        "1 more finding is waived in part: its other places count",
    ]
    assert not any("part" in line for line in waiver_lines(WHOLE, EN))
    (in_sheet,) = [one for one in sheet_rows(written("xlsx", AT_SHOP), 0) if one["Rule"] == "TPC001"]
    assert (in_sheet["Deviating places"], in_sheet["Waived places"], in_sheet["Waiver"]) == (2, 1, "Old signs")


@pytest.mark.parametrize("result", [AT_SHOP, WHOLE])
def test_it_is_said_that_figures_count_what_is_accepted(result: Result) -> None:
    said = "score and consistency still count what is waived, for they say what is there"
    assert said in text_of(result)
    assert [*waiver_lines(result, EN)][-1] == said
    assert result.figures.consistency == result_of(TWO, Edition.INTERNAL).figures.consistency


def test_what_tools_are_given_of_a_finding_that_is_accepted_in_part_names_the_waiver_and_fails() -> None:
    (case,) = [
        one for one in suites(written("junit", AT_SHOP)).iter("testcase") if one.get("name") == slogan(AT_SHOP).id
    ]
    (failure,) = case
    assert failure.tag == "failure"
    assert "waived at 1 of 2 places: Old signs (risk accepted: agreed; for good)" in (failure.text or "")
    (found,) = in_sarif(AT_SHOP)
    assert found["properties"]["waivers"] == ["signs"]
    assert "suppressions" not in found


def in_sarif(result: Result) -> list[Any]:
    found: list[Any] = sarif_run(written("sarif", result))["results"]
    return [one for one in found if one["ruleId"] == "TPC001"]


def test_the_list_of_waivers_says_which_places_one_is_for() -> None:
    assert "    only Website, Shop; the others count" in [*waiver_lines(AT_SHOP, EN)]
    assert not [line for line in waiver_lines(WHOLE, EN) if "only" in line]


def test_pages_mark_the_place() -> None:
    at_one = "at 1 of 2 places; the others count"
    for result, marked, said in ((AT_SHOP, [False, True], at_one), (WHOLE, [True, True], None)):
        pages: dict[str, Mapping[str, Any]] = {page.path: page.values for page in all_pages(result, EN)}
        values = pages[finding_path(slogan(result).id)]
        assert [row.waived for row in values["deviating"]] == marked
        assert (None if values["waived_places"] is None else EN.say(values["waived_places"])) == said
        (row,) = pages[FINDINGS]["waivers"]
        assert [link.text.endswith(" (1 of 2 places)") for link in row.findings] == [said is not None]


def test_what_is_accepted_whole_is_no_finding_where_the_audit_stands() -> None:
    counts = [
        [line.strip() for line in status_lines(status_of(result), EN) if line.strip().startswith("findings:")]
        for result in (AT_SHOP, WHOLE)
    ]
    assert counts == [["findings: 1 major, 1 minor"], ["findings: 1 minor"]]


@pytest.mark.parametrize("n", [1, 2])
def test_figures_without_what_cannot_be_read_say_so(n: int) -> None:
    problem = ProblemRecord("TPS007", "a.yml", 1, 2, say("no value"), None)
    result = replace(AT_SHOP, problems=(problem,) * n)
    told = f"incomplete: {'1 problem keeps' if n == 1 else '2 problems keep'} something from being read"
    assert told in text_of(result)
    assert next(status_lines(status_of(result), EN)).startswith(told)
    assert "incomplete" not in text_of(AT_SHOP)


def test_a_comparison_counts_what_is_accepted_by_itself() -> None:
    comparison = compared_results(result_of({**TWO, "visits": []}, Edition.INTERNAL), WHOLE)
    counts = EN.say(outline_of(comparison).verdict[-1])
    assert counts.startswith("findings: ")
    assert counts.endswith(", 1 waived")
    new = sum(one.state == "new" and not one.waived for one in comparison.findings)
    assert (f"{new} new" in counts) == (new > 0)
    (row,) = [one for one in comparison.findings if one.rule == "TPC001"]
    assert row.waived
    assert not any(one.waived for one in comparison.findings if one.rule != "TPC001")


def test_a_finding_that_two_waivers_share_names_both() -> None:
    waivers = {
        one: {**WAIVER, "name": f"At the {one}", "match": {"rule": "TPC001", "touchpoints": [one]}}
        for one in ("contact", "shop")
    }
    result = result_of({**TWO, "waivers": waivers}, Edition.INTERNAL)
    (found,) = in_sarif(result)
    assert [one["justification"] for one in found["suppressions"]] == ["agreed", "agreed"]
    assert found["properties"]["waivers"] == ["contact", "shop"]
    (skipped,) = [
        one for one in suites(written("junit", result)).iter("skipped") if "; waived" in one.get("message", "")
    ]
    assert all(f"waived at 1 of 2 places: At the {one}" in skipped.get("message", "") for one in waivers)
    pages: dict[str, Mapping[str, Any]] = {page.path: page.values for page in all_pages(result, EN)}
    values = pages[finding_path(slogan(result).id)]
    assert [EN.say(row.name) for row in values["waivers"]] == ["At the contact", "At the shop"]
    assert values["waived_places"] is None
