"""Journeys as a whole, judged by customers: their figures are neither the company's nor those of a touchpoint."""

from typing import Any

import pytest

from tests.history.closing import result_after
from tests.surveys.asked import files_with, result_of_files, result_with, survey, table, workspace_with
from tests.workspaces import ENGLISH, Case, problems, result_of
from tpm_audit.model.entry import Edition
from tpm_audit.model.judged import Judged
from tpm_audit.model.result import Result
from tpm_audit.pages import customers, journeys
from tpm_audit.pages.customer_figures import headlines

WAY: Case = {"name": "First order", "steps": [{"touchpoint": "contact"}, {"touchpoint": "shop"}]}
BACK: Case = {"name": "Return", "steps": [{"touchpoint": "invoice"}, {"touchpoint": "shop"}]}
CASE: Case = {"journeys": {"first-order": WAY, "return": BACK}}
OF_THE_WAY: Case = {"nps": {"measures": "nps", "column": "N", "about": {"journey": "first-order"}}}
BY_ROW: Case = {
    "csat": {
        "measures": "csat",
        "column": "C",
        "about": {"column": "W", "values": {"o": {"journey": "first-order"}, "r": {"journey": "return"}, "s": "shop"}},
    }
}
TWENTY = ("10",) * 12 + ("3",) * 8


def judged(result: Result) -> dict[Judged, int]:
    (asked,) = result.surveys
    return {one.judged: one.n for question in asked.questions for one in question.answers}


def test_a_journey_is_judged_by_all_who_were_asked() -> None:
    result = result_with(survey(OF_THE_WAY), table("N", *TWENTY), case=CASE)
    assert judged(result) == {Judged(journey="first-order"): 20}
    assert list(headlines(result, ENGLISH)) == []


def test_journeys_stand_in_columns_or_in_the_rows() -> None:
    columns = {"A": {"journey": "first-order"}, "B": {"journey": "return"}, "C": "company"}
    beside = result_with(survey({"nps": {"measures": "nps", "columns": columns}}), table("A,B,C", "9,8,7"), case=CASE)
    assert judged(beside) == {Judged(journey="first-order"): 1, Judged(journey="return"): 1, Judged(): 1}
    rows = result_with(survey(BY_ROW), table("W,C", "o,5", "o,4", "r,3", "s,2"), case=CASE)
    assert judged(rows) == {Judged(journey="first-order"): 2, Judged(journey="return"): 1, Judged("shop"): 1}


def test_journeys_are_counted_together_but_not_with_touchpoints() -> None:
    answers = [f"{one},{n % 5 + 1}" for one in "ors" for n in range(30)]
    (pool,) = result_with(survey(BY_ROW), table("W,C", *answers), case=CASE).pooled
    assert (pool.answers.n, pool.of_company) == (60, False)


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ({"journey": "frist-order"}, "no journey 'frist-order'"),
        ({"journey": "first-order", "touchpoint": "shop"}, "a journey is judged as a whole"),
        ({"journey": "first-order", "channel": "website"}, "a journey is judged as a whole"),
    ],
)
def test_what_is_no_journey_is_told(about: Any, said: str) -> None:
    tree = survey({"nps": {"measures": "nps", "column": "N", "about": about}})
    (problem,) = problems(workspace_with(tree, table("N", "9"), CASE))
    assert said in problem


def test_pages_name_the_journey() -> None:
    result = result_with(survey({**OF_THE_WAY, **BY_ROW}), table("N,W,C", *(f"{one},r,4" for one in TWENTY)), case=CASE)
    (page,) = journeys.pages(result, ENGLISH)
    paths: Any = page.values["paths"]
    told = {path.id: [(ENGLISH.say(row.measure), row.n) for row in path.customers] for path in paths}
    assert told == {"first-order": [("Recommendation (NPS)", "20")], "return": [("Satisfaction (CSAT)", "20")]}
    view, *_ = customers.pages(result, ENGLISH)
    parts: Any = view.values["parts"]
    links = {(ENGLISH.say(link.text), link.page) for part in parts for row in part.rows for link in row.about}
    assert links == {("First order", "journey.html#first-order"), ("Return", "journey.html#return")}


def test_what_is_asked_about_an_internal_journey_is_internal() -> None:
    case = {"journeys": {"first-order": {**WAY, "audience": "internal"}, "return": BACK}}
    of_both = {**OF_THE_WAY, **BY_ROW}
    content = table("N,W,C", *(f"{one},r,4" for one in TWENTY))
    assert Judged(journey="first-order") in judged(result_with(survey(of_both), content, case=case))
    client = result_with(survey(of_both), content, Edition.CLIENT, case)
    assert judged(client) == {Judged(journey="return"): 20}


def test_a_journey_that_was_renamed_is_the_same() -> None:
    case = {"journeys": {"first-buy": {**WAY, "renamed_from": ["first-order"]}}}
    result = result_with(survey(OF_THE_WAY), table("N", *TWENTY), case=case)
    assert judged(result) == {Judged(journey="first-buy"): 20}


def test_waves_compare_journeys() -> None:
    days = ({"from": "2026-04-01", "to": "2026-04-15"}, {"from": "2026-10-01", "to": "2026-10-15"})
    waves = {
        id_: (survey(OF_THE_WAY, period=period, wave_of="all"), table("N", *answers))
        for id_, period, answers in zip(("spring", "autumn"), days, (TWENTY, ("10",) * 30), strict=True)
    }
    (change,) = result_of_files(files_with(waves, CASE)).waves
    assert (change.judged, change.n_then, change.n_now) == (Judged(journey="first-order"), 20, 30)
    assert change.verdict == "better"


def with_rows(*ways: str) -> Case:
    """Return a case whose survey has a row about each way."""
    answers = table("W,C", *(f"{one},5" for one in ways))
    return {**CASE, "surveys": {"autumn": {**survey(BY_ROW), "export.csv": answers}}}


def test_findings_about_two_journeys_live_apart() -> None:
    few = [one for one in result_of(with_rows("o", "r")).findings if one.rule == "TPK001"]
    assert {one.subject_ids for one in few} == {("autumn", "", "", "first-order"), ("autumn", "", "", "return")}
    assert {ENGLISH.say(member.label) for one in few for member in one.members} == {
        "First order, Autumn",
        "Return, Autumn",
    }


def test_enough_answers_about_one_journey_mend_nothing_of_the_other() -> None:
    now = result_after(with_rows(*"oooooorrrrrr"), with_rows(*"oooooo", *"r" * 20))
    (still,) = (one for one in now.findings if one.rule == "TPK001")
    assert (still.subject_ids[-1], still.state) == ("first-order", "unchanged")
    assert now.past is not None
    gone = [(one.subject_ids[-1], one.state) for one in now.past.absent if one.rule == "TPK001"]
    assert gone == [("return", "fixed")]


def test_a_journey_that_is_gone_leaves_no_finding() -> None:
    case = with_rows("o", "r")
    alone = {**BY_ROW["csat"], "about": {"column": "W", "values": {"o": {"journey": "first-order"}, "r": "shop"}}}
    survey_ = {**case["surveys"]["autumn"], "questions": {"csat": alone}}
    now = result_after(case, {**case, "journeys": {"first-order": WAY}, "surveys": {"autumn": survey_}})
    assert now.past is not None
    gone = [(one.subject_ids[-1], one.state) for one in now.past.absent if one.rule == "TPK001"]
    assert gone == [("return", "removed")]
