"""The course of findings over audits: findings.md, "Life cycle over audits"."""

import io
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.effort import examples
from tests.history.audits import after, result_of_last
from tests.workspaces import TOUCHPOINTS, Case, findings_of
from tpm_audit.language.catalogue import Language
from tpm_audit.model.closed import ClosedResultError
from tpm_audit.model.entry import Edition
from tpm_audit.model.findings import IntroducedBy
from tpm_audit.model.result import Result
from tpm_audit.report import Request, make_report

AT: Case = {"touchpoint": "contact", "channel": "website"}
ELSEWHERE: Case = {"touchpoint": "shop", "channel": "website"}
SLOGAN = {"slogan": {"kind": "text", "expected": "Fresh"}}


def showing(text: str, **more: Any) -> Case:
    return {"facts": SLOGAN, "visits": [{**AT, "facts": {"slogan": text}}], **more}


WRONG, RIGHT = showing("Cheap"), showing("Fresh")


def course(result: Result, rule: str = "TPC001") -> tuple[str, str | None, int, int]:
    (found,) = findings_of(result, rule)
    return found.state, found.found_since, found.audits, found.reopened


@pytest.mark.parametrize(
    ("audits", "expected"),
    [
        ([WRONG], ("open", None, 1, 0)),
        ([RIGHT, WRONG], ("new", None, 1, 0)),
        ([WRONG, WRONG], ("unchanged", "2026-04", 2, 0)),
        ([WRONG, showing("Cheaper")], ("updated", "2026-04", 2, 0)),
        ([WRONG, RIGHT, WRONG], ("reopened", None, 1, 1)),
        ([WRONG, RIGHT, WRONG, WRONG], ("unchanged", "2026-06", 2, 1)),
        ([WRONG, RIGHT, WRONG, RIGHT, WRONG], ("reopened", None, 1, 2)),
        ([RIGHT, WRONG, WRONG, WRONG], ("unchanged", "2026-05", 3, 0)),
    ],
)
def test_the_course_of_a_finding(audits: list[Case], expected: tuple[str, str | None, int, int]) -> None:
    assert course(result_of_last(*audits)) == expected


@given(st.lists(st.booleans(), min_size=1, max_size=5))
@settings(max_examples=examples(25), deadline=None)
def test_the_course_is_what_counting_says(wrong: list[bool]) -> None:
    result = result_of_last(*(WRONG if one else RIGHT for one in wrong), WRONG)
    _, since, audits, reopened = course(result)
    said = "".join("x" if one else "." for one in wrong) + "x"
    run = len(said) - len(said.rstrip("x"))
    assert audits == run
    assert since == (None if run == 1 else f"2026-{4 + len(wrong) - run + 1:02}")
    assert reopened == len([part for part in said.strip(".").split(".") if part]) - 1


UNSEEN = showing("Fresh", visits=[ELSEWHERE])
OTHERS = {one: TOUCHPOINTS[one] for one in ("shop", "invoice")}
TWICE = showing("Cheap", visits=[{**one, "facts": {"slogan": "Cheap"}} for one in (AT, ELSEWHERE)])
SHOP_RIGHT = showing("Fresh", visits=[{**ELSEWHERE, "facts": {"slogan": "Fresh"}}])


@pytest.mark.parametrize(
    ("audits", "expected"),
    [
        ([WRONG, UNSEEN, WRONG], ("unchanged", "2026-04", 2, 0)),
        ([WRONG, UNSEEN, showing("Cheaper")], ("updated", "2026-04", 2, 0)),
        ([WRONG, UNSEEN, WRONG, WRONG], ("unchanged", "2026-04", 3, 0)),
        ([WRONG, RIGHT, WRONG, UNSEEN, WRONG], ("unchanged", "2026-06", 2, 1)),
        ([WRONG, UNSEEN, UNSEEN, WRONG], ("unchanged", "2026-04", 2, 0)),
        ([WRONG, UNSEEN, UNSEEN, UNSEEN, showing("Cheaper")], ("updated", "2026-04", 2, 0)),
        ([WRONG, UNSEEN, RIGHT, WRONG], ("reopened", None, 1, 1)),
    ],
)
def test_an_audit_that_did_not_look_is_no_break(audits: list[Case], expected: tuple[str, str | None, int, int]) -> None:
    assert course(result_of_last(*audits)) == expected


@pytest.mark.parametrize(
    ("audits", "state", "last"),
    [
        ([WRONG, UNSEEN, RIGHT], "fixed", "2026-04"),
        ([WRONG, UNSEEN, UNSEEN, RIGHT], "fixed", "2026-04"),
        ([WRONG, WRONG, UNSEEN, UNSEEN], "unchecked", "2026-05"),
        ([WRONG, UNSEEN, {**RIGHT, "visits": [], "touchpoints": OTHERS}], "removed", "2026-04"),
        ([TWICE, WRONG, RIGHT], "unchecked", "2026-05"),
        ([TWICE, WRONG, WRONG, RIGHT], "unchecked", "2026-06"),
        ([TWICE, SHOP_RIGHT, RIGHT], "fixed", "2026-04"),
    ],
)
@pytest.mark.parametrize("edition", Edition)
def test_what_nobody_has_looked_at_again_stays_known(
    audits: list[Case], state: str, last: str, edition: Edition
) -> None:
    result = result_of_last(*audits, edition=edition)
    assert result.past is not None
    (gone,) = (one for one in result.past.absent if one.rule == "TPC001")
    assert (gone.state, gone.last_found) == (state, last)
    assert "TPC001" not in {one.rule for one in result.found_before}


@pytest.mark.parametrize("then", [{}, {"site": {"rules": {"TPC001": {"enabled": False, "reason": "later"}}}}])
@pytest.mark.parametrize("edition", Edition)
def test_what_is_kept_of_things_that_have_gone_can_be_read_again(then: Case, edition: Edition) -> None:
    at_shop = showing("Cheap", visits=[{**ELSEWHERE, "facts": {"slogan": "Cheap"}}], touchpoints=OTHERS)
    closed = after([TWICE, {**at_shop, **then}], RIGHT).closed["2026-05"]
    past = closed.result(edition).past
    assert past is not None
    assert [one.finding.rule for one in past.unseen] == (["TPC001"] if then else [])
    assert "TPC001" in {one.finding.rule for one in closed.past(edition).known}


def test_what_is_kept_is_not_believed_where_it_was_tampered_with() -> None:
    closed = after([WRONG, UNSEEN], RIGHT).closed["2026-05"]
    with closed.opened(closed.path) as file:
        content = file.read().replace(b'"finding":{"id":"', b'"finding":{"id":"../')
    broken = replace(closed, opened=lambda _: io.BytesIO(content))
    for read in (broken.result, broken.past):
        with pytest.raises(ClosedResultError):
            read(Edition.INTERNAL)


def test_what_came_back_says_what_became_of_it_last() -> None:
    (found,) = findings_of(result_of_last(WRONG, UNSEEN, RIGHT, WRONG), "TPC001")
    assert (found.last_found, found.became) == ("2026-04", "fixed")


def test_a_place_that_nobody_has_looked_at_again_stays_known() -> None:
    (found,) = findings_of(result_of_last(TWICE, WRONG, WRONG), "TPC001")
    assert (found.state, [(one.touchpoint, one.state) for one in found.changes]) == (
        "unchanged",
        [("shop", "unchecked")],
    )


@pytest.mark.parametrize(
    ("audits", "state", "changes"),
    [
        ([TWICE, RIGHT, RIGHT, TWICE], "updated", [("contact", "new")]),
        ([TWICE, RIGHT, TWICE], "updated", [("contact", "new")]),
        ([TWICE, RIGHT, SHOP_RIGHT, TWICE], "reopened", []),
        ([TWICE, WRONG], "unchanged", [("shop", "unchecked")]),
        ([TWICE, WRONG, TWICE], "unchanged", []),
        ([TWICE, RIGHT, showing("Cheap", visits=[{**ELSEWHERE, "facts": {"slogan": "Cheap"}}])], "unchanged", []),
    ],
)
@pytest.mark.parametrize("edition", Edition)
def test_a_finding_has_changed_where_one_of_its_places_has(
    audits: list[Case], state: str, changes: list[tuple[str, str]], edition: Edition
) -> None:
    (found,) = findings_of(result_of_last(*audits, edition=edition), "TPC001")
    assert (found.state, [(one.touchpoint, one.state) for one in found.changes]) == (state, changes)


def test_what_has_become_internal_is_not_kept_for_the_client() -> None:
    audits = [WRONG, UNSEEN, {**UNSEEN, "facts": {"slogan": {**SLOGAN["slogan"], "audience": "internal"}}}]
    known = {
        edition: [one.finding.rule for one in past.unseen]
        for edition in Edition
        if (past := result_of_last(*audits, edition=edition).past) is not None
    }
    assert known == {Edition.INTERNAL: ["TPC001"], Edition.CLIENT: []}


@pytest.mark.parametrize(
    ("earlier", "baseline", "expected"),
    [
        ([RIGHT, WRONG], "2026-04", "new"),
        ([RIGHT, WRONG, RIGHT], "2026-04", "new"),
        ([WRONG, RIGHT, WRONG], "2026-05", "reopened"),
        ([WRONG, RIGHT, RIGHT], "2026-04", "unchanged"),
    ],
)
def test_what_came_after_the_baseline_says_nothing_of_what_is_new(
    earlier: list[Case], baseline: str, expected: str
) -> None:
    request = Request(Edition.INTERNAL, date(2026, 11, 1), baseline=baseline)
    assert course(make_report(after(earlier, WRONG), request))[0] == expected


def why_new(before: Case, now: Case, rule: str = "TPC001") -> IntroducedBy | None:
    (found,) = (one for one in findings_of(result_of_last(before, now), rule) if one.state == "new")
    return found.introduced_by


def test_what_was_right_before_is_new_by_its_content() -> None:
    assert why_new(RIGHT, WRONG) is IntroducedBy.CONTENT


@pytest.mark.parametrize(
    "before",
    [
        {"facts": {}, "visits": [AT]},
        {**RIGHT, "touchpoints": {one: TOUCHPOINTS[one] for one in ("shop", "invoice")}, "visits": []},
        {
            **RIGHT,
            "visits": [],
            "touchpoints": {**TOUCHPOINTS, "contact": {**TOUCHPOINTS["contact"], "channels": ["email"]}},
        },
        {**RIGHT, "visits": [ELSEWHERE]},
        {**RIGHT, "visits": [AT]},
    ],
    ids=[
        "the fact was not asked",
        "the touchpoint was not there",
        "the channel was not there",
        "nobody was there",
        "nobody looked for it",
    ],
)
def test_what_was_not_there_before_is_new_by_its_scope(before: Case) -> None:
    assert why_new(before, WRONG) is IntroducedBy.SCOPE


def test_what_a_rule_finds_that_did_not_run_is_new_by_the_rule() -> None:
    off = {**WRONG, "site": {"rules": {"TPC001": {"enabled": False, "reason": "not yet"}}}}
    assert why_new(off, WRONG) is IntroducedBy.RULE
    own = {"one": {"shape": "count", "message": "Two", "of": "visits", "min": 2}}
    assert why_new(RIGHT, {**RIGHT, "rules": own}, "TPO008") is IntroducedBy.RULE


def test_a_renamed_touchpoint_was_there_before() -> None:
    renamed = {"kontakt": {**TOUCHPOINTS["contact"], "renamed_from": ["contact"]}}
    others = {one: TOUCHPOINTS[one] for one in ("shop", "invoice")}
    visits = [{"touchpoint": "kontakt", "channel": "website", "facts": {"slogan": "Cheap"}}]
    now = {**WRONG, "touchpoints": {**renamed, **others}, "visits": visits}
    assert why_new(RIGHT, now) is IntroducedBy.CONTENT


def test_earlier_figures_are_those_of_the_renamed_thing() -> None:
    others = {one: TOUCHPOINTS[one] for one in ("shop", "invoice")}
    renamed = {"kontakt": {**TOUCHPOINTS["contact"], "renamed_from": ["contact"]}}
    now = {**RIGHT, "touchpoints": {**renamed, **others}, "visits": []}
    result = result_of_last(WRONG, RIGHT, now)
    assert {one.id for audit in result.earlier for one in audit.touchpoints} == {"kontakt", "shop", "invoice"}
    (gone,) = (one for one in result.found_before if one.rule == "TPC001")
    assert gone.touchpoints == ("kontakt",)


def test_what_went_long_ago_is_remembered() -> None:
    result = result_of_last(WRONG, RIGHT, RIGHT)
    gone = [one for one in result.found_before if one.rule == "TPC001"]
    assert [(one.first, one.last) for one in gone] == [("2026-04", "2026-04")]
    assert result.past is not None
    assert "TPC001" not in {one.rule for one in result.past.absent}


@pytest.mark.parametrize("edition", Edition)
def test_every_audit_before_is_there_in_short(edition: Edition) -> None:
    result = result_of_last(WRONG, RIGHT, WRONG, edition=edition)
    assert [one.id for one in result.earlier] == ["2026-04", "2026-05"]
    assert [one.consistency.index for one in result.earlier if one.consistency is not None] == [0, 1]
    assert dict(result.earlier[1].states)["fixed"] == 1


def test_what_is_hidden_from_the_client_is_no_part_of_its_course() -> None:
    hidden = {**SLOGAN["slogan"], "audience": "internal"}
    before = {**WRONG, "facts": {"slogan": hidden}}
    assert course(result_of_last(before, WRONG, edition=Edition.CLIENT))[0] == "new"
    assert course(result_of_last(before, WRONG))[0] == "unchanged"


def test_a_file_that_was_closed_without_summaries_is_read_all_the_same() -> None:
    workspace = after([WRONG, RIGHT], WRONG)
    closed = workspace.closed["2026-04"]
    with closed.opened(closed.path) as file:
        lines = file.read().split(b"\n")
    old = b"\n".join([lines[0].rstrip(b",") + b',"editions":{', *lines[4:]])
    assert old != b"\n".join(lines)
    without = replace(closed, opened=lambda _: io.BytesIO(old))
    assert without.summary(Edition.CLIENT) == closed.summary(Edition.CLIENT)
    assert without.past(Edition.INTERNAL) == closed.past(Edition.INTERNAL)


@pytest.mark.parametrize(
    ("written", "tampered"),
    [
        (b'"id":"2026-04","name"', b'"id":"2026-03","name"'),
        (b'"findings":[{"id":"TPC001-', b'"findings":[{"id":"../../TPC001-'),
        (b'"index":0.0', b'"index":-5'),
        (b'"subject_ids":["slogan"]', b'"subject_ids":[]'),
    ],
)
def test_a_summary_that_was_tampered_with_is_not_believed(written: bytes, tampered: bytes) -> None:
    closed = after([WRONG], RIGHT).closed["2026-04"]
    with closed.opened(closed.path) as file:
        content = file.read()
    assert written in content.split(b"\n")[1]
    broken = replace(closed, opened=lambda _: io.BytesIO(content.replace(written, tampered)))
    with pytest.raises(ClosedResultError):
        broken.summary(Edition.INTERNAL)


@pytest.mark.parametrize(
    ("then", "state", "told_in"),
    [
        (RIGHT, "fixed", "2026-05"),
        ({**RIGHT, "visits": [ELSEWHERE]}, "fixed", "2026-06"),
        ({**RIGHT, "visits": [], "touchpoints": OTHERS}, "removed", "2026-05"),
    ],
    ids=["it was right", "nobody was there", "it was no part of the inventory"],
)
@pytest.mark.parametrize("edition", Edition)
def test_what_became_of_it_is_remembered_for_good(then: Case, state: str, told_in: str, edition: Edition) -> None:
    result = result_of_last(WRONG, then, RIGHT, RIGHT, edition=edition)
    (gone,) = (one for one in result.found_before if one.rule == "TPC001")
    assert (gone.last, gone.state, gone.told_in) == ("2026-04", state, told_in)
    assert [(Language("en").say(one.label), one.value) for one in gone.seen] == [("Website, Contact page", "Cheap")]
    assert gone.places == 1


def test_what_went_came_back_and_went_has_the_last_of_what_became_of_it() -> None:
    result = result_of_last(WRONG, {**RIGHT, "visits": [ELSEWHERE]}, WRONG, RIGHT, RIGHT)
    (gone,) = (one for one in result.found_before if one.rule == "TPC001")
    assert (gone.first, gone.last, gone.state, gone.told_in) == ("2026-04", "2026-06", "fixed", "2026-07")


def test_a_value_that_has_become_internal_is_not_remembered_for_the_client() -> None:
    own = {"one": {"shape": "same-value", "message": "One slogan", "facts": ["slogan"]}}
    loose = {"slogan": {"kind": "text"}}
    two = [{**AT, "facts": {"slogan": "Cheap"}}, {**ELSEWHERE, "facts": {"slogan": "Dear"}}]
    alike = [{**AT, "facts": {"slogan": "Cheap"}}, {**ELSEWHERE, "facts": {"slogan": "Cheap"}}]
    internal = {"slogan": {**loose["slogan"], "audience": "internal"}}
    audits: list[Case] = [
        {"facts": facts, "rules": own, "visits": visits}
        for facts, visits in ((loose, two), (loose, alike), (internal, alike))
    ]
    shown = {
        edition: [one.rule for one in result_of_last(*audits, edition=edition).found_before] for edition in Edition
    }
    assert "TPO001" in shown[Edition.INTERNAL]
    assert "TPO001" not in shown[Edition.CLIENT]
