"""What became of the findings of a closed audit: only what was looked at again and is right is fixed."""

import time
from dataclasses import replace
from typing import Any

import pytest

from tests.history.closing import HEAD, became, closed_result, files_beside, result_after, workspace_after
from tests.workspaces import ENGLISH, findings_of, report_of, result_of
from tpm_audit.model.closed import closed_json
from tpm_audit.model.entry import Edition
from tpm_audit.model.result import LastFoundRecord, PastRecord, Result
from tpm_audit.report import read

RIGHT, WRONG, ALSO_WRONG = "0732 771200", "0732 771202", "0732 771203"
FACTS = {"phone": {"kind": "phone", "expected": "+43 732 771200"}}
CHECKLISTS = {"care": {"criteria": {"clear": {"ask": "Clear?"}, "kind": {"ask": "Kind?"}}}}
SERVED = {"shop": {"name": "Shop", "phase": "during", "channels": ["website", "email"]}}


WITHOUT_STANDARD = {"phone": {"kind": "phone"}}
WITHOUT_PHONE = {"facts": {"slogan": {"kind": "text"}}, "touchpoints": SERVED}


def seen(**values: str) -> dict[str, Any]:
    """A case in which the phone number was read on each channel."""
    visits = [{"touchpoint": "shop", "channel": channel, "facts": {"phone": text}} for channel, text in values.items()]
    return {"facts": FACTS, "touchpoints": SERVED, "visits": visits}


def somewhere(text: str) -> dict[str, Any]:
    """A case in which the website has to show the phone number at some touchpoint."""
    return {**seen(website=text), "facts": {"phone": {**FACTS["phone"], "required_on": ["website"]}}}


def in_language(language: str | None, text: str) -> dict[str, Any]:
    case = seen(website=text)
    case["visits"] = [{**visit, **({} if language is None else {"language": language})} for visit in case["visits"]]
    return {**case, "site": {"languages": ["de", "en"]}}


def answered(**answers: Any) -> dict[str, Any]:
    visit = {"touchpoint": "shop", "channel": "website", "answers": answers}
    return {"checklists": CHECKLISTS, "touchpoints": SERVED, "visits": [visit]}


def states(result: Result, family: str) -> list[str]:
    return [f"{one.rule} {one.state}" for one in result.findings if one.rule.startswith(family)]


@pytest.mark.parametrize(
    ("before", "now", "still", "absent"),
    [
        (seen(website=WRONG), seen(website=WRONG), ["TPC001 unchanged"], []),
        (seen(website=WRONG), seen(website=ALSO_WRONG), ["TPC001 updated"], []),
        (seen(website=WRONG), seen(website=WRONG, email=WRONG), ["TPC001 updated"], []),
        (seen(website=RIGHT), seen(website=WRONG), ["TPC001 new"], []),
        (seen(website=WRONG), seen(website=RIGHT), [], ["TPC001 fixed"]),
        (seen(website=WRONG), seen(email=RIGHT), [], ["TPC001 unchecked"]),
        (seen(website=WRONG, email=WRONG), seen(website=RIGHT), [], ["TPC001 unchecked"]),
        (seen(website=WRONG), WITHOUT_PHONE, [], ["TPC001 removed"]),
        (seen(website=WRONG), {**seen(website=WRONG), "facts": WITHOUT_STANDARD}, [], ["TPC001 removed"]),
        (seen(website="missing"), {**seen(website=WRONG), "facts": WITHOUT_STANDARD}, [], ["TPC002 fixed"]),
        (seen(website=WRONG), seen(website="missing"), ["TPC002 new"], ["TPC001 otherwise"]),
        (seen(website=WRONG), seen(website="call us"), ["TPC003 new"], ["TPC001 otherwise"]),
        (seen(website="missing"), seen(website=WRONG), ["TPC001 new"], ["TPC002 otherwise"]),
        (seen(website="call us"), seen(website=WRONG), ["TPC001 new"], ["TPC003 otherwise"]),
        (seen(website=WRONG, email=WRONG), seen(website="missing"), ["TPC002 new"], ["TPC001 unchecked"]),
        (
            {**seen(website=WRONG, email=RIGHT), "facts": WITHOUT_STANDARD},
            seen(website=WRONG, email=RIGHT),
            ["TPC001 new"],
            ["TPC004 otherwise"],
        ),
        (
            {**seen(website=WRONG, email=RIGHT), "facts": WITHOUT_STANDARD},
            {**seen(website=WRONG, email=WRONG), "facts": WITHOUT_STANDARD},
            [],
            ["TPC004 fixed"],
        ),
        (somewhere("missing"), somewhere(WRONG), ["TPC001 new"], ["TPC002 otherwise"]),
        (somewhere("missing"), somewhere(RIGHT), [], ["TPC002 fixed"]),
        (in_language(None, WRONG), in_language("de", RIGHT), [], ["TPC001 fixed"]),
        (in_language("de", WRONG), in_language(None, RIGHT), [], ["TPC001 fixed"]),
        (in_language("de", WRONG), in_language("en", RIGHT), [], ["TPC001 unchecked"]),
        (in_language("de", WRONG), in_language("en", WRONG), ["TPC001 updated"], []),
        (in_language(None, WRONG), in_language("de", WRONG), ["TPC001 unchanged"], []),
    ],
)
def test_facts(before: dict[str, Any], now: dict[str, Any], still: list[str], absent: list[str]) -> None:
    result = result_after(before, now)
    assert states(result, "TPC") == still
    assert [one for one in became(result) if one.startswith("TPC")] == absent


def handed_over(
    ad: str, till: str | None, *, leads_to: tuple[str, ...] = ("till",), till_is: str = "used"
) -> dict[str, Any]:
    """A case in which an ad promises the phone number of the till."""
    touchpoints = {
        "ad": {"name": "Ad", "phase": "before", "channels": ["website"], "leads_to": leads_to},
        "till": {"name": "Till", "phase": "during", "channels": ["branch"], "status": till_is},
    }
    visits = [
        {"touchpoint": touchpoint, "channel": channel, "facts": {"phone": value}}
        for touchpoint, channel, value in (("ad", "website", ad), ("till", "branch", till))
        if value is not None
    ]
    facts = {"phone": {**FACTS["phone"], "compare": "all"}}
    return {"facts": facts, "touchpoints": touchpoints, "visits": visits}


@pytest.mark.parametrize(
    ("now", "still", "absent"),
    [
        (handed_over(WRONG, RIGHT), ["TPC006 unchanged"], []),
        (handed_over(WRONG, RIGHT, leads_to=()), [], ["TPC006 removed"]),
        (handed_over(ALSO_WRONG, RIGHT), ["TPC006 updated"], []),
        (handed_over(RIGHT, RIGHT), [], ["TPC006 fixed"]),
        (handed_over(WRONG, WRONG), [], ["TPC006 fixed"]),  # they agree; that both are wrong is another finding
        (handed_over("missing", RIGHT), [], ["TPC006 otherwise"]),
        (handed_over(WRONG, None), [], ["TPC006 unchecked"]),
        (handed_over(RIGHT, None, till_is="retired"), [], ["TPC006 removed"]),
    ],
)
def test_hand_overs(now: dict[str, Any], still: list[str], absent: list[str]) -> None:
    result = result_after(handed_over(WRONG, RIGHT), now)
    assert states(result, "TPC006") == still
    assert [one for one in became(result) if one.startswith("TPC006")] == absent


@pytest.mark.parametrize(
    ("now", "absent"),
    [
        (answered(clear="pass", kind="pass"), "fixed"),
        (answered(kind="pass"), "unchecked"),
        (answered(clear="not-tested", kind="pass"), "unchecked"),
        (answered(clear={"answer": "n/a", "reason": "none here"}, kind="pass"), "removed"),
        ({**answered(kind="pass"), "checklists": {"care": {"criteria": {"kind": {"ask": "Kind?"}}}}}, "removed"),
    ],
)
def test_answers(now: dict[str, Any], absent: str) -> None:
    result = result_after(answered(clear="fail", kind="pass"), now)
    assert [one for one in became(result) if one.startswith("TPR001")] == [f"TPR001 {absent}"]


def test_a_touchpoint_that_left_the_inventory_was_not_fixed() -> None:
    other = {"contact": {"name": "Contact", "phase": "before", "channels": ["website"]}}
    visit = {"touchpoint": "contact", "channel": "website", "facts": {"phone": RIGHT}}
    now = {"facts": FACTS, "touchpoints": other, "visits": [visit]}
    assert "TPC001 removed" in became(result_after(seen(website=WRONG), now))


def test_a_touchpoint_out_of_scope_was_not_checked() -> None:
    touchpoints = {**SERVED, "contact": {"name": "Contact", "phase": "before", "channels": ["website"]}}
    now = {
        "facts": FACTS,
        "touchpoints": touchpoints,
        "audit": {"scope": {"touchpoints": ["contact"]}},
        "visits": [{"touchpoint": "contact", "channel": "website", "facts": {"phone": RIGHT}}],
    }
    before = {**seen(website=WRONG), "touchpoints": touchpoints}
    assert "TPC001 unchecked" in became(result_after(before, now))


def test_a_rule_that_is_off_checked_nothing() -> None:
    now = {**seen(website=WRONG), "site": {"rules": {"TPC001": {"enabled": False, "reason": "later"}}}}
    result = result_after(seen(website=WRONG), now)
    assert "TPC001 unchecked" in became(result)
    assert states(result, "TPC001") == []


def test_a_finding_that_changed_says_where() -> None:
    (changed,) = findings_of(result_after(seen(website=WRONG, email=WRONG), seen(website=ALSO_WRONG)), "TPC001")
    told = [(ENGLISH.say(one.label), one.state) for one in changed.changes]
    assert told == [("Website, Shop", "updated"), ("E-mail, Shop", "unchecked")]
    (changed,) = findings_of(result_after(in_language("de", WRONG), in_language("en", WRONG)), "TPC001")
    assert [one.state for one in changed.changes] == ["new", "unchecked"]
    (changed,) = findings_of(result_after(seen(website=WRONG), seen(website=RIGHT, email=WRONG)), "TPC001")
    assert [(ENGLISH.say(one.label), one.state) for one in changed.changes] == [
        ("E-mail, Shop", "new"),
        ("Website, Shop", "fixed"),
    ]


def test_of_a_waiver_that_is_gone_nothing_is_left_to_check() -> None:
    expired = {"match": {"rule": "TPC001"}, "type": "fix-deferred", "reason": "later", "expires": "2026-10-01"}
    result = result_after({**seen(website=WRONG), "waivers": {"one": expired}}, seen(website=WRONG))
    assert "TPW001 removed" in became(result)


def surveyed(answers: list[str], question: str = "sat", *, visited: bool = True, **more: Any) -> dict[str, Any]:
    """A case in which a shop was audited well, and customers say how satisfied they are."""
    survey = {
        "period": {"from": "2026-04-01", "to": "2026-04-15"},
        "file": "a.csv",
        "questions": {question: {"measures": "csat", "about": "shop", "column": "A"}},
        "a.csv": "\n".join(["A,x", *(f"{one},." for one in answers)]),
    }
    case = answered(clear="pass", kind="pass")
    return {**case, "surveys": {"one": survey}, "visits": case["visits"] if visited else [], **more}


@pytest.mark.parametrize(
    ("now", "absent"),
    [
        (surveyed(["5"] * 60), "fixed"),
        (surveyed(["1"] * 7), "unchecked"),
        (surveyed(["1"] * 60, "other"), None),
        (surveyed(["5"] * 60, "other"), "removed"),
        (surveyed(["1"] * 60, visited=False), "unchecked"),
        ({**answered(clear="pass", kind="pass"), "surveys": {}}, "unchecked"),
    ],
    ids=["right", "too few", "another question", "another question, right", "not visited", "no survey"],
)
def test_customers_have_to_be_asked_again(now: dict[str, Any], absent: str | None) -> None:
    told = [one for one in became(result_after(surveyed(["1"] * 60), now)) if one.startswith("TPK002")]
    assert told == ([] if absent is None else [f"TPK002 {absent}"])


AGAIN = {"from": "2026-10-01", "to": "2026-10-15"}


def waves(*, named: str = "One", **of: tuple[str, list[str]]) -> dict[str, Any]:
    """A case whose shop is good to auditors, with waves of one survey: what each measures, and the answers."""
    case = surveyed([])
    asked = {}
    for id_, (measure, answers) in of.items():
        period = AGAIN if id_ == "autumn" else {"from": "2026-04-01", "to": "2026-04-15"}
        question = {"measures": measure, "about": "shop", "column": "A"}
        asked[id_] = {
            "name": named,
            "wave_of": "customers",
            "period": period,
            "file": "a.csv",
            "questions": {"nps" if measure == "nps" else "sat": question},
            "a.csv": "\n".join(["A,x", *(f"{one},." for one in answers)]),
        }
    return {**case, "surveys": asked}


BAD, FEW, GOOD = ("csat", ["1"] * 60), ("csat", ["1"] * 10), ("csat", ["5"] * 60)


@pytest.mark.parametrize(
    ("then", "now", "told"),
    [
        (waves(spring=BAD), waves(spring=BAD, autumn=GOOD), ["TPK002 fixed"]),
        (waves(spring=BAD), waves(spring=BAD, autumn=("csat", ["5"] * 7)), ["TPK001 new", "TPK002 unchecked"]),
        (waves(spring=BAD), waves(spring=BAD, autumn=("nps", ["9"] * 60)), ["TPK002 unchecked"]),
        (waves(spring=BAD), waves(spring=BAD, autumn=BAD), ["TPK002 unchanged"]),
        (waves(spring=BAD), waves(spring=BAD, named="Another name"), ["TPK002 unchanged"]),
        (waves(spring=FEW), waves(spring=FEW, autumn=FEW), ["TPK001 unchanged"]),
        (waves(spring=FEW), waves(spring=FEW, autumn=("csat", ["1"] * 11)), ["TPK001 updated"]),
        (waves(spring=FEW), waves(spring=FEW, autumn=GOOD), ["TPK001 fixed"]),
    ],
    ids=["right", "too few", "another question", "still bad", "another name", "still few", "one more", "enough"],
)
def test_a_wave_asks_again_what_waves_before_did(then: dict[str, Any], now: dict[str, Any], told: list[str]) -> None:
    result = result_after(then, now)
    assert sorted([*states(result, "TPK"), *(one for one in became(result) if one.startswith("TPK"))]) == told


def in_two_ways(web: int, paper: int, **question: Any) -> dict[str, Any]:
    """A case whose customers were asked on the web and on paper in one wave, after one on the web alone."""
    asked = {
        id_: {
            "period": period,
            "wave_of": "customers",
            "file": "a.csv",
            "questions": {"sat": {"measures": "csat", "about": "shop", "column": "A", **own}},
            "a.csv": "\n".join(["A,x", *["1,."] * n]),
        }
        for id_, period, n, own in (
            ("spring", {"from": "2026-04-01", "to": "2026-04-15"}, 30, {"wording": "Fine?"}),
            ("web", AGAIN, web, question),
            ("paper", AGAIN, paper, question),
        )
    }
    return {**surveyed([]), "surveys": asked}


@pytest.mark.parametrize(
    ("case", "told"),
    [
        (in_two_ways(6, 6), ["TPK001"]),
        (in_two_ways(12, 12), ["TPK002"]),
        (in_two_ways(30, 12), ["TPK002"]),
        (in_two_ways(30, 30, wording="Good?"), ["TPK002", "TPK006"]),
    ],
    ids=["few", "enough together", "more on the web", "both worded otherwise"],
)
def test_surveys_of_one_wave_have_one_finding(case: dict[str, Any], told: list[str]) -> None:
    assert sorted(one.rule for one in result_of(case).findings if one.rule.startswith("TPK")) == told


def test_a_question_that_has_become_internal_is_told_no_client() -> None:
    now = surveyed(["5"] * 60)
    now["surveys"]["one"]["questions"]["sat"]["audience"] = "internal"
    before = surveyed(["1"] * 60)
    assert "TPK002 fixed" in became(result_after(before, now))
    assert [one for one in became(result_after(before, now, Edition.CLIENT)) if one.startswith("TPK")] == []


def test_a_renamed_touchpoint_keeps_its_finding() -> None:
    renamed = {"store": {**SERVED["shop"], "renamed_from": ["shop"]}}
    visit = {"touchpoint": "store", "channel": "website", "facts": {"phone": RIGHT}}
    now = {"facts": FACTS, "touchpoints": renamed, "visits": [visit]}
    result = result_after(seen(website=WRONG), now)
    assert result.past is not None
    fixed = next(one for one in result.past.absent if one.rule == "TPC001")
    assert (fixed.state, fixed.touchpoints) == ("fixed", ("store",))


def test_one_fixed_and_one_broken_is_not_the_same() -> None:
    result = result_after(answered(clear="fail", kind="pass"), answered(clear="pass", kind="fail"))
    assert states(result, "TPR001") == ["TPR001 new"]
    assert "TPR001 fixed" in became(result)


def test_the_audit_before_is_named_with_its_figures() -> None:
    before = result_of(answered(clear="fail", kind="pass"))
    result = result_after(answered(clear="fail", kind="pass"), answered(clear="pass", kind="pass"))
    assert result.past is not None
    assert (result.past.id, result.past.score) == ("2026-04", before.figures.score)
    assert {one.id: one.score for one in result.past.touchpoints} == {
        one.id: one.figures.score for one in before.touchpoints
    }


def test_without_a_closed_audit_findings_are_open() -> None:
    result = result_of(seen(website=WRONG))
    assert (result.past, states(result, "TPC")) == (None, ["TPC001 open"])


def test_each_edition_is_held_against_its_own() -> None:
    workspace = workspace_after({**seen(website=WRONG), "audit": {"internal_note": "secret"}}, seen(website=RIGHT))
    past = workspace.closed["2026-04"].past(Edition.CLIENT)
    assert past.audit.auditors[0].name != workspace.closed["2026-04"].past(Edition.INTERNAL).audit.auditors[0].name


def test_what_thousands_of_places_are_known_to_be_is_soon_held_against_now() -> None:
    result = closed_result(result_of(seen(website=WRONG, email=WRONG)))
    (finding,) = (one for one in result.findings if one.rule == "TPC001")
    (place,) = (one for one in finding.members if one.channel == "email")
    places = tuple(replace(place, label=f"{at}", value=f"{at}") for at in range(12_000))
    unseen = LastFoundRecord("2026-03", replace(finding, id="TPC001-0000000000", members=places))
    past = PastRecord(
        id="2026-03",
        name=unseen.finding.owners[0],
        first_day=HEAD.first_day,
        last_day=HEAD.first_day,
        score=None,
        consistency=None,
        touchpoints=(),
        facts=(),
        absent=(),
        unseen=(unseen,),
    )
    content = closed_json(HEAD, {edition: replace(result, edition=edition, past=past) for edition in Edition})
    workspace = read(files_beside(content, seen(website=WRONG)))
    started = time.process_time()

    now = report_of(workspace)

    assert time.process_time() - started < 6
    assert now.past is not None
    assert len(now.past.unseen[-1].finding.deviating) == len(places)
