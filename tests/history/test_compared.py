"""Two results held against each other: never better or worse for what only one of them rated."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # its stubs are a package of their own

from tests.effort import examples
from tests.generated import cases
from tests.history.audits import after
from tests.history.closing import result_after
from tests.history.comparing import became, compared_cases, compared_results, outside, verdicts
from tests.history.test_life_cycle import (
    ALSO_WRONG,
    FACTS,
    RIGHT,
    SERVED,
    WRONG,
    handed_over,
    in_language,
    seen,
)
from tests.workspaces import ENGLISH, Case, result_of
from tpm_audit.history.compared_findings import worked_out_changes
from tpm_audit.history.current_ids import current_ids
from tpm_audit.model.comparison import ChangeVerdict, Comparison, FindingChange, comparison_json, comparison_schema
from tpm_audit.model.entry import Edition
from tpm_audit.model.result import Result, result_from_json, result_json
from tpm_audit.model.said import JsonValue, sayable_json
from tpm_audit.report import Request, make_report

some = settings(max_examples=examples(25))
TOUCHPOINTS = {f"tp-{n}": {"name": f"TP {n}", "phase": "during", "channels": ["website"]} for n in range(14)}
LOCATIONS = {place: {"name": place, "channels": ["branch"]} for place in ("linz", "wels", "enns")}


def answered(
    *answers: str | None, criteria: dict[str, Any] | None = None, touchpoints: Case = TOUCHPOINTS
) -> dict[str, Any]:
    """A case in which the question was answered at one touchpoint after the other; None is left out."""
    care = {"care": {"criteria": criteria or {"clear": {"ask": "Clear?"}}}}
    visits = [
        {"touchpoint": touchpoint, "channel": "website", "answers": {"clear": said}}
        for touchpoint, answer in zip(touchpoints, answers, strict=False)
        if answer is not None
        for said in ({"answer": "n/a", "reason": "none here"} if answer == "n/a" else answer,)
    ]
    return {"checklists": care, "touchpoints": touchpoints, "visits": visits}


def only(comparison: Comparison) -> tuple[str, int, int, int]:
    one = comparison.criteria[0]
    return one.verdict.value, one.items, one.fell, one.rose


@pytest.mark.parametrize(
    ("then", "now", "verdict"),
    [
        (["fail"] * 6, ["pass"] * 6, ("better", 6, 0, 6)),
        (["pass"] * 6, ["fail"] * 6, ("worse", 6, 6, 0)),
        (["fail"] * 5, ["pass"] * 5, ("not-demonstrable", 5, 0, 5)),  # five changes can never be told from chance
        (["pass"] * 6, ["pass"] * 6, ("unchanged", 6, 0, 0)),
        (["pass", "fail"], ["fail", "pass"], ("not-demonstrable", 2, 1, 1)),  # one fixed, one broken: not the same
        (["fail"] * 6 + ["pass"] * 2, ["partial"] * 6 + ["pass"] * 2, ("better", 8, 0, 6)),
        (["pass"] * 6, ["n/a"] * 6, ("not-comparable", 0, 0, 0)),
        (["fail"] * 6, ["not-tested"] * 6, ("not-comparable", 0, 0, 0)),
        (["fail"] * 6, [None] * 6, ("not-comparable", 0, 0, 0)),
        (["n/a"] * 6, ["pass"] * 6, ("not-comparable", 0, 0, 0)),
        (["pass", "fail", "n/a"], ["pass", "n/a", "fail"], ("unchanged", 1, 0, 0)),
        ([*["fail"] * 5, "n/a"], ["pass"] * 6, ("not-demonstrable", 5, 0, 5)),
    ],
)
def test_a_criterion(then: list[str | None], now: list[str | None], verdict: tuple[str, int, int, int]) -> None:
    assert only(compared_cases(answered(*then), answered(*now))) == verdict


@pytest.mark.parametrize(("fell", "rose", "p"), [(3, 11, 0.0574), (0, 6, 0.03125)])
def test_p_as_worked_out(fell: int, rose: int, p: float) -> None:
    then, now = ["pass"] * fell + ["fail"] * rose, ["fail"] * fell + ["pass"] * rose
    one = compared_cases(answered(*then), answered(*now)).criteria[0]
    assert one.p == one.adjusted_p
    assert float(one.p or 0) == pytest.approx(p, abs=0.00005)


def test_every_test_makes_the_p_of_all_larger() -> None:
    criteria = {"clear": {"ask": "Clear?"}, "kind": {"ask": "Kind?"}}
    then, now = answered(*["fail"] * 6, criteria=criteria), answered(*["pass"] * 6, criteria=criteria)
    for case, answer in ((then, "fail"), (now, "pass")):
        for visit in case["visits"][:1]:
            visit["answers"]["kind"] = answer
    comparison = compared_cases(then, now)
    clear = next(one for one in comparison.criteria if one.id == "clear")
    assert (comparison.tests, shown(clear.p, clear.adjusted_p)) == (2, ["1/32", "1/16"])
    assert set(verdicts(comparison).values()) == {"not-demonstrable"}


@pytest.mark.parametrize(
    ("criteria", "reason"),
    [
        ({"clear": {"ask": "Clear and short?"}}, "the question reads otherwise"),
        ({"clear": {"ask": "Clear?", "scale": "rating-1-5"}}, "another scale"),
        ({"kind": {"ask": "Kind?"}}, "not asked any more"),
    ],
)
def test_why_a_criterion_cannot_be_compared(criteria: dict[str, Any], reason: str) -> None:
    answer = "5" if "scale" in str(criteria) else "pass"
    now = answered(*[answer] * 8, criteria=criteria)
    if "kind" in criteria:
        now["visits"] = [{**visit, "answers": {"kind": "pass"}} for visit in now["visits"]]
    comparison = compared_cases(answered(*["fail"] * 8), now)
    one = next(one for one in comparison.criteria if one.id == "clear")
    assert one.reason is not None
    assert (one.verdict, ENGLISH.say(one.reason)) == (ChangeVerdict.NOT_COMPARABLE, reason)


def test_what_is_asked_once_per_something_else_is_not_compared() -> None:
    now = answered(*["pass"] * 3)
    now["checklists"]["care"]["once_per"] = "touchpoint"
    now["visits"] = [{"touchpoint": one["touchpoint"], "answers": one["answers"]} for one in now["visits"]]
    (one,) = compared_cases(answered(*["fail"] * 3), now).criteria
    assert one.reason is not None
    assert ENGLISH.say(one.reason) == "asked of something else"


def test_where_nobody_was_it_is_untested_in_any_language() -> None:
    then = answered("pass", "pass")
    then["visits"] = [{**visit, "language": "en"} for visit in then["visits"]]
    now = {**then, "visits": then["visits"][:1]}
    assert outside(compared_cases(then, now).score) == ({}, {"untested": 1})
    assert outside(compared_cases(now, then).score) == ({"untested": 1}, {})


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ("Clear?", " Clear? "),
        ("Clear?", {"en": "Clear?", "de": "Klar?"}),
        ({"en": "Clear?"}, {"en": "Clear?", "de": "Klar?"}),
    ],
)
def test_a_translation_asks_the_same(then: Any, now: Any) -> None:
    languages = {"site": {"languages": ["en", "de"]}}
    before, after = (answered(*["pass"] * 2, criteria={"clear": {"ask": ask}}) | languages for ask in (then, now))
    assert verdicts(compared_cases(before, after)) == {"clear": "unchanged"}


def branches(**answers: str) -> dict[str, Any]:
    """A case in which the question was answered at branches."""
    care = {"care": {"criteria": {"clear": {"ask": "Clear?"}}}}
    visits = [
        {"touchpoint": "till", "channel": "branch", "location": place, "answers": {"clear": answer}}
        for place, answer in answers.items()
    ]
    till = {"till": {"name": "Till", "phase": "during", "channels": ["branch"]}}
    return {"checklists": care, "touchpoints": till, "locations": LOCATIONS, "visits": visits}


@pytest.mark.parametrize(
    ("then", "now", "verdict"),
    [
        # a branch that was left out makes the value of the item another, and nothing better
        (branches(linz="pass", wels="fail"), branches(linz="pass"), ("unchanged", 1, 0, 0)),
        (branches(linz="pass", wels="fail"), branches(linz="fail", enns="pass"), ("not-demonstrable", 1, 1, 0)),
        (branches(linz="pass", wels="fail"), branches(linz="fail", wels="pass"), ("not-demonstrable", 1, 0, 0)),
    ],
)
def test_a_network_is_compared_at_the_branches_that_both_rated(
    then: Case, now: Case, verdict: tuple[str, int, int, int]
) -> None:
    assert only(compared_cases(then, now)) == verdict


def test_what_moved_at_places_and_not_as_a_whole_is_told() -> None:
    comparison = compared_cases(branches(linz="pass", wels="fail"), branches(linz="fail", wels="pass"))
    assert (comparison.criteria[0].mixed, comparison.criteria[0].p) == (1, None)
    assert (comparison.score.fell, comparison.score.rose, shown(comparison.score.change)) == (1, 1, ["0"])


def test_the_change_of_a_score_in_its_parts() -> None:
    then = answered("pass", "fail", "fail", "n/a", None, "pass")
    now = answered("pass", "pass", "n/a", "fail", "pass", "pass")
    score = compared_cases(then, now).score
    assert shown(score.then, score.now, score.change) == ["1/2", "4/5", "3/10"]
    assert (score.common, shown(score.common_then, score.common_now)) == (3, ["2/3", "1"])
    assert shown(score.by_answers, score.by_weights, score.by_scope) == ["1/3", "0", "-1/30"]
    assert outside(score) == ({"n/a": 1, "untested": 1}, {"n/a": 1})
    assert shown(score.entered.share, score.left.share) == ["1/2", "0"]


def test_other_weights_are_a_part_of_their_own() -> None:
    criteria = {"clear": {"ask": "Clear?"}, "kind": {"ask": "Kind?"}}
    heavier = {"clear": {"ask": "Clear?", "weight": 3}, "kind": {"ask": "Kind?"}}
    before, after = answered("pass", criteria=criteria), answered("pass", criteria=heavier)
    for case in (before, after):
        case["visits"][0]["answers"]["kind"] = "fail"
    score = compared_cases(before, after).score
    assert shown(score.change, score.by_answers, score.by_weights, score.by_scope) == ["1/4", "0", "1/4", "0"]


def test_what_is_asked_otherwise_is_other_scope() -> None:
    now = answered("pass", "pass", criteria={"clear": {"ask": "Clear and short?"}})
    score = compared_cases(answered("fail", "pass"), now).score
    assert (score.common, shown(score.by_answers, score.by_scope)) == (0, ["None", "1/2"])
    assert outside(score) == ({"asked-otherwise": 2}, {"asked-otherwise": 2})


def test_the_change_of_consistency_by_units() -> None:
    figure = compared_cases(seen(website=WRONG), seen(website=RIGHT, email=WRONG)).consistency
    assert (figure.common, figure.rose, figure.fell) == (1, 1, 0)
    assert shown(figure.then, figure.now, figure.by_answers, figure.by_scope) == ["0", "1/2", "1", "-1/2"]
    assert outside(figure) == ({"not-asked": 1}, {})


def test_another_standard_is_other_scope() -> None:
    now = seen(website=RIGHT)
    now["facts"] = {"phone": {"kind": "phone", "expected": "+43 732 771999"}}
    figure = compared_cases(seen(website=RIGHT), now).consistency
    assert (figure.common, shown(figure.change, figure.by_answers, figure.by_scope)) == (0, ["-1", "None", "-1"])
    assert outside(figure) == ({"other-standard": 1}, {"other-standard": 1})


def test_another_kind_of_fact_is_held_to_another_standard() -> None:
    then, now = seen(website=RIGHT), seen(website=RIGHT)
    then["facts"], now["facts"] = ({"phone": {"kind": kind, "expected": RIGHT}} for kind in ("phone", "text"))
    assert outside(compared_cases(then, now).consistency) == ({"other-standard": 1}, {"other-standard": 1})


def test_a_renamed_thing_is_the_same() -> None:
    then = {**answered("pass", "fail"), **{key: seen(website=WRONG)[key] for key in ("facts",)}}
    then["visits"][0]["facts"] = {"phone": WRONG}
    renamed = {**TOUCHPOINTS, "start": {**TOUCHPOINTS["tp-0"], "renamed_from": ["tp-0"]}}
    del renamed["tp-0"]
    now = {**then, "touchpoints": renamed}
    now["visits"] = [
        {**visit, "touchpoint": {"tp-0": "start"}.get(visit["touchpoint"], visit["touchpoint"])}
        for visit in then["visits"]
    ]
    for first, second in ((then, now), (now, then)):
        comparison = compared_cases(first, second)
        assert verdicts(comparison) == {"clear": "unchanged"}
        assert (comparison.score.common, comparison.consistency.common) == (2, 1)
        assert set(became(comparison).values()) == {"unchanged"}


def test_of_two_that_became_one_neither_is_held_against_it() -> None:
    merged = {
        **{id_: one for id_, one in TOUCHPOINTS.items() if id_ not in ("tp-0", "tp-1")},
        "both": {**TOUCHPOINTS["tp-0"], "renamed_from": ["tp-0", "tp-1"]},
    }
    comparison = compared_cases(answered(*["fail"] * 14), answered(*["pass"] * 13, touchpoints=merged))
    assert only(comparison) == ("better", 12, 0, 12)
    assert outside(comparison.score) == ({"not-asked": 1}, {"not-asked": 2})


OWN_RULE = {"rules": {"one": {"shape": "same-value", "message": "One number", "facts": ["phone"]}}}
IN_TWO_LANGUAGES: Case = {**in_language("de", WRONG), "visits": [
    one for visits in (in_language(None, ALSO_WRONG), in_language("de", WRONG)) for one in visits["visits"]
]}  # fmt: skip

CHANGES = [
    ({**seen(website=WRONG, email=RIGHT), **OWN_RULE}, seen(website=WRONG, email=RIGHT)),
    ({**seen(website=WRONG, email=RIGHT), **OWN_RULE}, {**seen(website=RIGHT, email=RIGHT), **OWN_RULE}),
    (seen(website=WRONG), seen(website=WRONG)),
    (seen(website=WRONG), seen(website=ALSO_WRONG)),
    (seen(website=WRONG), seen(website=RIGHT)),
    (seen(website=WRONG), seen(email=RIGHT)),
    (seen(website=WRONG, email=WRONG), seen(website=RIGHT)),
    (seen(website=WRONG), {"facts": {"slogan": {"kind": "text"}}, "touchpoints": SERVED}),
    (seen(website=WRONG), {**seen(website=WRONG), "site": {"rules": {"TPC001": {"enabled": False, "reason": "x"}}}}),
    (handed_over(WRONG, RIGHT), handed_over(WRONG, RIGHT, leads_to=())),
    (handed_over(WRONG, RIGHT), handed_over(RIGHT, RIGHT)),
    (handed_over(WRONG, RIGHT), handed_over(WRONG, WRONG)),
    (handed_over(WRONG, RIGHT), handed_over("missing", RIGHT)),
    (handed_over(WRONG, RIGHT), handed_over(WRONG, None)),
    (handed_over(WRONG, RIGHT), handed_over(RIGHT, None, till_is="retired")),
    (answered("fail", "pass"), answered("pass", "fail")),
    (answered("fail"), answered(None, "pass")),
    (answered("fail"), answered("n/a")),
    (IN_TWO_LANGUAGES, IN_TWO_LANGUAGES),
]


def held_against(then: Case, now: Case) -> None:
    """Prove that what became of findings is worked out just as the run that was held against the first says it."""
    before, later = result_of(then), result_after(then, now)
    recorded = compared_results(closed(before), later)
    assert recorded.recorded
    ids = current_ids(before, lambda _, id_: id_), current_ids(later, lambda _, id_: id_)
    worked_out = worked_out_changes(before, later, ids)
    assert told(worked_out) == told(recorded.findings)


def told(changes: Iterable[FindingChange]) -> list[tuple[str, str, list[JsonValue]]]:
    return [(one.id, one.state, [sayable_json(label) for label in one.unchecked]) for one in changes]


def shown(*figures: Fraction | None) -> list[str]:
    return [str(one) for one in figures]


def closed(result: Result) -> Result:
    """Return a result with the id and the day of the audit that ``closing`` closes."""
    assert result.audit is not None
    return replace(result, audit=replace(result.audit, id="2026-04", closed_on=result.as_of))


@pytest.mark.parametrize(("then", "now"), CHANGES)
def test_findings_worked_out_are_as_recorded(then: Case, now: Case) -> None:
    held_against(then, now)


@some
@given(cases(), cases())
def test_findings_of_any_two_are_worked_out_as_recorded(then: Case, now: Case) -> None:
    held_against(then, now)


@pytest.mark.parametrize("now", [seen(email=RIGHT), seen(email=WRONG), seen(website=WRONG, email=WRONG)])
def test_what_neither_of_the_two_looked_at_is_worked_out_as_recorded(now: Case) -> None:
    workspace = after([seen(website=WRONG, email=WRONG), seen(website=RIGHT), seen(website=RIGHT)], now)
    before = workspace.closed["2026-06"].result(Edition.INTERNAL)
    result = make_report(workspace, Request(Edition.INTERNAL, date(2026, 11, 1)))
    recorded = compared_results(before, result)
    ids = current_ids(before, lambda _, id_: id_), current_ids(result, lambda _, id_: id_)
    assert recorded.recorded
    assert told(worked_out_changes(before, result, ids)) == told(recorded.findings)


def test_what_neither_of_the_two_looked_at_is_no_change() -> None:
    workspace = after([seen(website=WRONG), seen(email=RIGHT)], seen(email=RIGHT))
    before = workspace.closed["2026-05"].result(Edition.INTERNAL)
    now = make_report(workspace, Request(Edition.INTERNAL, date(2026, 11, 1)))
    assert [one for one in compared_results(before, now).findings if one.rule == "TPC001"] == []


def test_the_cases_of_findings_have_every_state() -> None:
    found = Counter(state for then, now in CHANGES for state in became(compared_cases(then, now)).values())
    assert set(found) == {"new", "updated", "unchanged", "fixed", "otherwise", "unchecked", "removed"}


def test_a_finding_is_reopened_where_the_record_says_so() -> None:
    then, now = result_of(seen(website=RIGHT)), result_of(seen(website=WRONG))
    again = replace(now, findings=tuple(replace(one, state="reopened") for one in now.findings))
    phone = next(one.id for one in now.findings if one.rule == "TPC001")
    assert became(compared_results(then, now))[phone] == "new"
    assert became(compared_results(then, again))[phone] == "reopened"


@pytest.mark.parametrize(
    ("now", "state"),
    [(seen(website=RIGHT), "fixed"), (seen(website=WRONG), "unchanged"), (seen(email=RIGHT), None)],
)
def test_what_one_did_not_look_at_is_held_against_what_was_known(now: Case, state: str | None) -> None:
    phone = next(one.id for one in result_of(seen(website=WRONG)).findings if one.rule == "TPC001")
    then = result_after(seen(website=WRONG), seen(email=RIGHT))
    assert became(compared_results(then, result_of(now))).get(phone) == state


@some
@given(cases())
def test_a_result_held_against_itself_is_unchanged(case: Case) -> None:
    result = result_of(case)
    comparison = compared_results(result, read_back(result))
    assert set(verdicts(comparison).values()) <= {"unchanged", "not-comparable"}
    rated = {item.criterion for item in result.items if item.share is not None}
    assert {id_ for id_, verdict in verdicts(comparison).items() if verdict == "unchanged"} == rated
    assert set(became(comparison).values()) <= {"unchanged"}
    for figure in (comparison.score, comparison.consistency):
        assert {figure.change, figure.by_answers, figure.by_weights, figure.by_scope} <= {0, None}
        assert (figure.fell, figure.rose, figure.entered.n, figure.left.n) == (0, 0, 0, 0)


def read_back(result: Result) -> Result:
    """Return a result as a closed audit keeps it."""
    content: JsonValue = json.loads(result_json(result))
    return result_from_json(content)


SWAPPED = {"better": "worse", "worse": "better"}


@some
@given(cases(), cases())
def test_the_other_way_round_better_is_worse_and_every_p_the_same(then: Case, now: Case) -> None:
    first, second = result_of(then), result_of(now)
    there, back = compared_results(first, second), compared_results(second, first)
    assert verdicts(back) == {id_: SWAPPED.get(verdict, verdict) for id_, verdict in verdicts(there).items()}
    assert ps(back) == ps(there)
    assert there.score.change == (None if back.score.change is None else -back.score.change)


def test_the_other_way_round_what_is_told_from_chance_is_swapped() -> None:
    one, other = answered(*["fail"] * 6), answered(*["pass"] * 6)
    assert verdicts(compared_cases(one, other)) == {"clear": "better"}
    assert verdicts(compared_cases(other, one)) == {"clear": "worse"}


def ps(comparison: Comparison) -> dict[str, tuple[Fraction | None, Fraction | None]]:
    return {one.id: (one.p, one.adjusted_p) for one in comparison.criteria}


@some
@given(cases(), cases())
def test_the_parts_of_a_change_are_the_change(then: Case, now: Case) -> None:
    comparison = compared_results(result_of(then), result_of(now))
    for figure in (comparison.score, comparison.consistency):
        parts = [one for one in (figure.by_answers, figure.by_weights, figure.by_scope) if one is not None]
        assert figure.change is None or abs(sum(parts) - figure.change) < Fraction(1, 10**9)
        for part in (figure.entered, figure.left):
            assert sum(one.n for one in part.outside) == part.n
    for one in comparison.criteria:
        assert one.items == one.fell + one.rose + one.mixed + one.unchanged


@some
@given(cases(), cases())
def test_the_json_is_as_its_schema_says(then: Case, now: Case) -> None:
    written = json.loads(comparison_json(compared_results(result_of(then), result_of(now))))
    assert [error.message for error in Draft202012Validator(comparison_schema()).iter_errors(written)] == []


@pytest.mark.parametrize(("named", "compared"), [((None, "de"), 1), (("de", None), 1), (("de", "en"), 0)])
def test_a_language_that_one_side_does_not_name_is_the_same(
    named: tuple[str | None, str | None], compared: int
) -> None:
    cases = []
    for language, answer, phone in zip(named, ("fail", "pass"), (WRONG, RIGHT), strict=True):
        case = {**answered(answer), "facts": FACTS, "site": {"languages": ["de", "en"]}}
        visits = [{**visit, "facts": {"phone": phone}} for visit in case["visits"]]
        case["visits"] = [{**visit, **({} if language is None else {"language": language})} for visit in visits]
        cases.append(case)
    comparison = compared_cases(*cases)
    assert [(one.common, one.rose) for one in (comparison.score, comparison.consistency)] == [(compared, compared)] * 2


def test_checklists_compare_what_they_share() -> None:
    then = answered("pass", criteria={"clear": {"ask": "Clear?"}, "old": {"ask": "Old?"}})
    now = answered("pass", criteria={"clear": {"ask": "Clear?"}, "late": {"ask": "Late?"}})
    then["checklists"]["care"]["version"], now["checklists"]["care"]["version"] = "1", "2"
    (care,) = compared_cases(then, now).checklists
    assert (care.version_then, care.version_now, care.comparable) == ("1", "2", 1)
    assert (care.only_then, care.only_now) == (("old",), ("late",))


def test_the_client_is_told_nothing_internal() -> None:
    case = seen(website=WRONG)
    case["touchpoints"] = {"shop": {**SERVED["shop"], "internal_note": "SECRET"}}
    comparison = compared_results(result_of(case, Edition.CLIENT), result_of(seen(website=RIGHT), Edition.CLIENT))
    assert "SECRET" not in comparison_json(comparison)
