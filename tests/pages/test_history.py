"""The History page: what its tables say, and what they say of what they leave out."""

import html
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from tests.history.audits import result_of_last
from tests.history.test_compared import answered
from tests.history.test_course import AT, RIGHT, WRONG
from tests.workspaces import Case
from tpm_audit.language.catalogue import Language
from tpm_audit.model.entry import Edition, Severity
from tpm_audit.model.result import Result
from tpm_audit.pages.history import pages
from tpm_audit.pages.page import HISTORY
from tpm_audit.render.templates import Templates

EN = Language("en")
RATED: Case = {"checklists": {"care": {"criteria": {"kind": {"ask": "Kind?"}}}}, "touchpoints": {
    "contact": {"name": "Contact page", "phase": "before", "channels": ["website"]}
}}  # fmt: skip
ALL: Case = {**RATED, "visits": [{**AT, "answers": {"kind": "pass"}}]}
NONE: Case = {**RATED, "visits": [{**AT, "answers": {"kind": "not-tested"}}]}


def history_of(result: Result, language: Language = EN) -> tuple[Mapping[str, Any], str]:
    """Return the values of the page, and its text without tags."""
    (page,) = (one for one in pages(result, language) if one.path == HISTORY)
    written = html.unescape(Templates(language).render(page.template, page.values, page.path))
    return page.values, " ".join(re.sub(r"<[^>]+>", " ", written).split())


@pytest.mark.parametrize(
    ("code", "rows"),
    [
        ("en", [("–", "nothing rated"), ("all rated", None)]),
        ("de", [("–", "nichts bewertet"), ("alles bewertet", None)]),
    ],
)
def test_what_the_score_could_be_is_told_apart_where_all_and_where_nothing_was_rated(
    code: str, rows: list[tuple[str, str | None]]
) -> None:
    values, _ = history_of(result_of_last(NONE, ALL), Language(code))
    cells = [cells for _, cells in values["trend"].table.rows]
    assert [(row[2].text, row[2].heard) for row in cells] == rows
    assert {(row[3].text, row[3].heard) for row in cells} == {
        ("–", {"en": "nothing checked", "de": "nichts geprüft"}[code])
    }


def in_severity(result: Result, severity: Severity) -> Result:
    return replace(result, findings=tuple(replace(one, severity=severity) for one in result.findings))


@pytest.mark.parametrize(("cases", "table"), [((WRONG, RIGHT, WRONG), "reopened"), ((WRONG, WRONG), "oldest")])
def test_findings_of_severity_info_are_left_out_of_a_table_and_counted(cases: tuple[Case, ...], table: str) -> None:
    result = result_of_last(*cases)
    values, text = history_of(in_severity(result, Severity.MAJOR))
    n = len(values[table])
    assert n > 0
    assert values[f"more_{table}"] == ()
    assert "of severity info" not in text.partition("Found again and again")[2]
    values, text = history_of(in_severity(result, Severity.INFO))
    assert values[table] == ()
    assert f"and {n} of severity info" in text


def test_a_table_says_how_many_findings_it_has_no_room_for() -> None:
    result = in_severity(result_of_last(WRONG, WRONG), Severity.MAJOR)
    old = next(one for one in result.findings if one.audits > 1)
    values, text = history_of(replace(result, findings=(old,) * 32))
    assert len(values["oldest"]) == len(values["ages"]) == 30
    assert "and 2 more" in text


def test_names_of_audits_stand_in_german_sentences_as_they_are() -> None:
    _, text = history_of(result_of_last(WRONG, WRONG), Language("de"))
    assert "Konsistenz von 0,0 % im Audit „2026-04“ auf 0,0 % im Audit „2026-10“" in text.replace("\xa0", " ")
    assert "2 Audits, seit „2026-04“" in text


def pair_of(result: Result, language: Language = EN) -> str:
    """Return the text of the page of the two latest audits, without tags."""
    page = [one for one in pages(result, language) if one.path != HISTORY][-1]
    written = html.unescape(Templates(language).render(page.template, page.values, page.path))
    return " ".join(re.sub(r"<[^>]+>", " ", written).split())


FAILED, PASSED = answered(*["fail"] * 6), answered(*["pass"] * 6)
OTHER = answered(*["pass"] * 6, criteria={"clear": {"ask": "Clear now?"}})
MIXED = answered("pass", *["fail"] * 5)


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [
        (FAILED, PASSED, ["1 better, 0 worse of 1 criterion that can be compared.", "Clear? better p = 0.031 6 0 6"]),
        (PASSED, FAILED, ["0 better, 1 worse of 1 criterion", "Clear? worse p = 0.031 6 6 0", "Indicative"]),
        (FAILED, MIXED, ["Clear? not demonstrable p = 1.000 6 0 1", "fewer than 6 items: that can never be told"]),
        (PASSED, PASSED, ["1 criterion compared, unchanged."]),
        (FAILED, OTHER, ["No criterion can be compared.", "1 criterion is not comparable", "Clear now? the question"]),
    ],
)
def test_the_page_of_two_audits_says_what_changed_of_each_criterion(then: Case, now: Case, said: list[str]) -> None:
    text = pair_of(result_of_last(then, now))
    assert [one for one in said if one not in text] == []


@pytest.mark.parametrize(
    ("edition", "said"),
    [
        (Edition.CLIENT, "was not kept when {audit} was closed."),
        (Edition.INTERNAL, "was not kept when {audit} was closed; 'tpm-audit diff 2026-04 2026-10' tells it."),
    ],
)
def test_where_it_was_not_kept_the_page_says_so(edition: Edition, said: str) -> None:
    result = replace(result_of_last(FAILED, PASSED, edition=edition), criteria=None)
    assert result.audit is not None
    assert said.format(audit=EN.say(result.audit.name)) in pair_of(result)
