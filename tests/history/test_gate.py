"""What the gate holds an audit to: findings.md, "Gate"."""

from datetime import date
from typing import Any

import pytest

from tests.history.audits import after
from tests.workspaces import ENGLISH, TOUCHPOINTS, Case, files_of, problems, report_of, result_of, workspace_of
from tpm_audit.exports.text import as_text
from tpm_audit.model.entry import Edition, Severity
from tpm_audit.model.result import Result
from tpm_audit.report import Request, make_report, read

GREETED = {"ask": "Greeted?"}


def held(**gate: Any) -> tuple[bool | None, str]:
    """Return how one condition is met by a shop with two branches: website pass, Linz fail, Wels untested."""
    visits = [
        {"touchpoint": "shop", "channel": "website", "answers": {"greeted": "pass"}, "facts": {"greeting": "sie"}},
        {"touchpoint": "shop", "channel": "branch", "location": "linz", "answers": {"greeted": "fail"}},
    ]
    case = {
        "site": {"gate": {"own": gate}},
        "locations": {"linz": {"channels": ["branch"]}, "wels": {"channels": ["branch"]}},
        "touchpoints": {
            "shop": {"name": "Shop", "phase": "during", "channels": ["website", "branch"], "owner": "web-team"},
            "old": {"name": "Old", "phase": "before", "channels": ["website"], "status": "planned"},
        },
        "checklists": {"service": {"criteria": {"greeted": GREETED}}},
        "facts": {"greeting": {"kind": "choice", "values": ["du", "sie"], "expected": "sie", "severity": "major"}},
        "visits": visits,
    }
    (record,) = result_of(case).gate
    return record.passed, ENGLISH.say(record.said)


def test_a_figure_at_its_limit_passes() -> None:
    assert held(figure="score", min="0.5") == (True, "score 50.0%, at least 50.0% asked")
    assert held(figure="score", min="0.500001")[0] is False


@pytest.mark.parametrize(
    ("figure", "where", "said"),
    [
        ("score", {"channels": ["website"]}, "score 100.0%"),
        ("score", {"locations": ["linz"]}, "score 0.0%"),
        ("coverage", {"locations": ["wels"]}, "coverage 0.0%"),
        ("coverage", {"channels": ["branch"]}, "coverage 50.0%"),
        ("coverage", {"not": {"locations": ["wels"]}}, "coverage 100.0%"),
        ("consistency", {"channels": ["website"]}, "consistency 100.0%"),
    ],
)
def test_a_condition_holds_where_it_says(figure: str, where: Any, said: str) -> None:
    assert held(figure=figure, min="0.01", where=where)[1].partition(",")[0] == said


@pytest.mark.parametrize(
    ("figure", "where"),
    [("score", {"locations": ["wels"]}), ("score", {"phases": ["before"]}), ("consistency", {"channels": ["branch"]})],
)
def test_nothing_to_hold_is_no_pass(figure: str, where: Any) -> None:
    passed, said = held(figure=figure, min="0", where=where)
    assert (passed, said) == (None, f"no {figure}: there was nothing to hold to 0.0%")


def test_open_findings_are_counted_from_a_severity_on() -> None:
    # greeted at Linz is minor; so are the two phases without a touchpoint
    assert held(count="open", max=3, at_least="minor")[0] is True
    assert held(count="open", max=2, at_least="minor") == (
        False,
        "3 open findings of severity minor or worse, 2 allowed",
    )
    assert held(count="open", max=0, at_least="major")[0] is True


def test_open_findings_are_counted_where_it_says() -> None:
    assert held(count="open", max=0, where={"locations": ["linz"]})[1].startswith("1 open finding ")
    assert held(count="open", max=0, where={"channels": ["website"]})[0] is True


SLOGAN = {"slogan": {"kind": "text", "expected": "Fresh", "severity": "major"}}


def audit(text: str, **more: Any) -> Case:
    """Return an audit in which the website shows a slogan, and the e-mail the standard."""
    shown = [("contact", "website", text), ("invoice", "email", "Fresh")]
    visits = [{"touchpoint": one, "channel": on, "facts": {"slogan": said}} for one, on, said in shown]
    return {"facts": SLOGAN, "visits": visits, **more}


def conditions(*audits: Case, without_baseline: bool = False, **gate: Any) -> list[tuple[bool | None, str]]:
    """Return how the last of several audits meets a gate."""
    *earlier, now = audits
    workspace = after(earlier, {**now, "site": {"gate": gate}})
    request = Request(Edition.INTERNAL, date(2026, 11, 1), without_baseline=without_baseline)
    return [(one.passed, ENGLISH.say(one.said)) for one in make_report(workspace, request).gate]


NEW = {"count": "new", "at_least": "major", "max": 0}
REOPENED = {"count": "reopened", "at_least": "major", "max": 0}


@pytest.mark.parametrize(
    ("audits", "gate", "passed"),
    [
        ((audit("Fresh"), audit("Cheap")), NEW, False),
        ((audit("Cheap"), audit("Cheaper")), NEW, True),
        ((audit("Cheap"), audit("Fresh"), audit("Cheap")), NEW, True),
        ((audit("Cheap"), audit("Fresh"), audit("Cheap")), REOPENED, False),
        ((audit("Fresh"), audit("Cheap")), REOPENED, True),
        ((audit("Fresh"), audit("Cheap")), {**NEW, "max": 1}, True),
        ((audit("Fresh"), audit("Cheap")), {**NEW, "at_least": "critical"}, True),
        ((audit("Fresh"), audit("Cheap")), {**NEW, "where": {"channels": ["email"]}}, True),
        ((audit("Fresh"), audit("Cheap")), {**NEW, "where": {"channels": ["website"]}}, False),
        ((audit("Cheap"), audit("missing")), NEW, True),
        ((audit("missing"), audit("Cheap")), NEW, True),
        ((audit("Fresh"), audit("missing")), NEW, False),
        ((audit("Cheap"), audit("missing"), audit("Cheap")), REOPENED, True),
        ((audit("Cheap"), audit("missing"), audit("Fresh"), audit("Cheap")), REOPENED, False),
        ((audit("Cheap", site={"rules": {"TPC001": {"enabled": False, "reason": "x"}}}), audit("Cheap")), NEW, True),
    ],
)
def test_what_is_new_or_came_back_is_counted(audits: tuple[Case, ...], gate: Case, passed: bool) -> None:  # noqa: FBT001
    ((held, said),) = conditions(*audits, own=gate)
    assert held is passed
    assert said.endswith(f"or worse, {gate['max']} allowed")


def test_one_fixed_and_one_broken_is_not_the_same() -> None:
    other = {"claim": {"kind": "text", "expected": "Good", "severity": "major"}}
    before = {**audit("Cheap"), "facts": {**SLOGAN, **other}}
    now = {**audit("Fresh"), "facts": {**SLOGAN, **other}}
    before["visits"][0]["facts"]["claim"] = "Good"
    now["visits"][0]["facts"]["claim"] = "Bad"
    assert [passed for passed, _ in conditions(before, now, own=NEW)] == [False]


def test_a_waived_finding_counts_nowhere() -> None:
    accepted = {"one": {"match": {"rule": "TPC001"}, "type": "risk-accepted", "reason": "agreed", "permanent": True}}
    gates: dict[str, Any] = {"new": NEW, "open": {"count": "open", "at_least": "major", "max": 0}}
    assert [one for one, _ in conditions(audit("Fresh"), audit("Cheap"), **gates)] == [False, False]
    assert [one for one, _ in conditions(audit("Fresh"), audit("Cheap", waivers=accepted), **gates)] == [True, True]


def test_waivers_that_have_expired_are_counted_with_the_day() -> None:
    gone = {"match": {"rule": "TPC001"}, "type": "fix-deferred", "reason": "later", "expires": "2026-10-31"}
    expired = {"count": "expired-waivers", "max": 0}
    ((passed, said),) = conditions(audit("Cheap", waivers={"one": gone}), own=expired)
    assert (passed, said) == (False, "1 waiver is expired as of 1 November 2026, 0 allowed")
    assert conditions(audit("Cheap"), own=expired)[0][0] is True


@pytest.mark.parametrize("gate", [NEW, REOPENED, {"figure": "consistency", "max_drop": "0.1"}])
def test_without_an_audit_before_it_is_no_pass_unless_that_is_said(gate: Case) -> None:
    ((passed, said),) = conditions(audit("Cheap"), own=gate)
    assert passed is None
    assert said.startswith("no closed audit to compare with")
    assert conditions(audit("Cheap"), own=gate, without_baseline=True) == []


@pytest.mark.parametrize(
    ("earlier", "names"), [([], ["own max_drop", "own"]), ([audit("Fresh")], ["own", "own max_drop"])]
)
def test_a_rule_that_asks_for_a_least_figure_and_a_drop_has_two_names(earlier: list[Case], names: list[str]) -> None:
    gate = {"own": {"figure": "consistency", "min": "0.4", "max_drop": "0.1"}}
    workspace = after(earlier, {**audit("Cheap"), "site": {"gate": gate}})
    held = make_report(workspace, Request(Edition.INTERNAL, date(2026, 11, 1))).gate
    assert [one.name for one in held] == names


def test_the_other_half_of_a_condition_holds_without_an_audit_before() -> None:
    gate = {"figure": "consistency", "min": "0.4", "max_drop": "0.1"}
    ((passed, said),) = conditions(audit("Cheap"), own=gate, without_baseline=True)
    assert (passed, said) == (True, "consistency 50.0%, at least 40.0% asked")


@pytest.mark.parametrize(
    ("drop", "where", "passed", "said"),
    [
        ("0.5", "all", True, "consistency 50.0%, 100.0% in 2026-04: may drop by 50.0 points"),
        ("0.49", "all", False, "consistency 50.0%, 100.0% in 2026-04: may drop by 49.0 points"),
        ("0", {"channels": ["email"]}, True, "consistency 100.0%, 100.0% in 2026-04: may drop by 0.0 points"),
        ("0", {"touchpoints": ["contact"]}, False, "consistency 0.0%, 100.0% in 2026-04: may drop by 0.0 points"),
        (
            "0",
            {"locations": ["linz"]},
            None,
            "a drop is known for touchpoints and channels only; take locations and languages out of where",
        ),
        (
            "0",
            {"not": {"locations": ["linz"]}},
            None,
            "a drop is known for touchpoints and channels only; take locations and languages out of where",
        ),
        ("0", {"phases": ["during"]}, None, "no consistency in one of the two audits: its drop is not known"),
    ],
)
def test_a_figure_may_drop_so_far(drop: str, where: Any, passed: bool | None, said: str) -> None:  # noqa: FBT001
    gate = {"figure": "consistency", "max_drop": drop, "where": where}
    linz = {"linz": {"channels": ["branch"]}}
    assert conditions(audit("Fresh"), audit("Cheap", locations=linz), own=gate) == [(passed, said)]


@pytest.mark.parametrize(("language", "n"), [("de", 1), ("en", 0)])
def test_findings_are_counted_in_the_language_they_were_met_in(language: str, n: int) -> None:
    case = audit("Cheap", site={"languages": ["de", "en"]})
    case["visits"][0]["language"] = "de"
    gate = {"count": "open", "at_least": "major", "max": 0, "where": {"languages": [language]}}
    workspace = workspace_of({**case, "site": {**case["site"], "gate": {"own": gate}}})
    (record,) = report_of(workspace).gate
    assert ENGLISH.say(record.said).startswith(f"{n} open finding")


def test_what_was_wholly_untested_counts_in_the_coverage_of_then() -> None:
    checklists = {"service": {"criteria": {"greeted": GREETED}}}
    shop = {"name": "Shop", "phase": "during", "channels": ["website"]}
    visit = {"touchpoint": "one", "channel": "website", "answers": {"greeted": "pass"}}
    case = {"checklists": checklists, "touchpoints": {"one": shop, "two": shop}, "visits": [visit]}
    gate = {"figure": "coverage", "max_drop": "0", "where": {"phases": ["during"]}}
    said = "coverage 50.0%, 50.0% in 2026-04: may drop by 0.0 points"
    assert conditions(case, case, own=gate) == [(True, said)]


def test_what_has_become_internal_is_booked_on_no_other_group() -> None:
    contact = {**TOUCHPOINTS["contact"], "audience": "internal"}
    hidden = {"touchpoints": {**TOUCHPOINTS, "contact": contact}}
    shop = {"touchpoint": "shop", "channel": "website", "facts": {"slogan": "Fresh"}}
    gate = {"figure": "consistency", "max_drop": "0", "where": {"channels": ["website"]}}
    before, now = audit("Cheap"), audit("Cheap", site={"gate": {"own": gate}}, **hidden)
    for case in (before, now):
        case["visits"].append(shop)
    request = Request(Edition.CLIENT, date(2026, 11, 1))
    (record,) = make_report(after([before], now), request).gate
    assert ENGLISH.say(record.said) == "consistency 100.0%, 100.0% in 2026-04: may drop by 0.0 points"


def test_a_drop_is_that_of_the_renamed_touchpoint() -> None:
    now = audit("Cheap")
    contact = {**TOUCHPOINTS["contact"], "renamed_from": ["contact"]}
    touchpoints = {"kontakt": contact, **{one: TOUCHPOINTS[one] for one in ("shop", "invoice")}}
    now = {**now, "touchpoints": touchpoints, "visits": [{**now["visits"][0], "touchpoint": "kontakt"}]}
    gate = {"figure": "consistency", "max_drop": "0", "where": {"touchpoints": ["kontakt"]}}
    said = "consistency 0.0%, 100.0% in 2026-04: may drop by 0.0 points"
    assert conditions(audit("Fresh"), now, own=gate) == [(False, said)]


def of_closed(before: Case, now: Case, **request: Any) -> Result:
    """Return the result of an audit that was closed, after the workspace has gone on."""
    return make_report(after([before], now), Request(Edition.INTERNAL, date(2026, 11, 1), "2026-04", **request))


SCORE = {"figure": "score", "min": 0.5}
OPEN = {"count": "open", "at_least": "major", "max": 0}


@pytest.mark.parametrize(
    ("severity", "passed"), [(Severity.CRITICAL, True), (Severity.MAJOR, False), (Severity.MINOR, False)]
)
def test_fail_on_holds_a_closed_audit_as_well(severity: Severity, passed: bool) -> None:  # noqa: FBT001
    (record,) = of_closed(audit("Cheap"), audit("Fresh"), fail_on=severity).gate
    assert (record.name, record.passed) == ("--fail-on", passed)


def test_a_closed_audit_keeps_the_gate_that_it_was_held_to() -> None:
    before = audit("Cheap", site={"gate": {"own": OPEN}})
    result = of_closed(before, audit("Fresh"))
    assert [(one.name, one.passed) for one in result.gate] == [("own", False)]
    told = [one for one in as_text(result, ENGLISH) if "gate" in one]
    assert told[0] == "the gate as the audit was held to it when it was closed on 28 April 2026:"


@pytest.mark.parametrize(
    ("then", "now", "names"),
    [
        ({}, {"own": OPEN, "two": OPEN}, "own, two"),
        ({"own": {**OPEN, "max": 3}}, {"own": {**OPEN, "max": 3}}, None),
        ({"own": {**OPEN, "max": 3}}, {"own": OPEN}, "own"),
        ({"own": {**OPEN, "where": {"channels": ["email"]}}}, {"own": OPEN}, "own"),
        ({"own": {**SCORE, "max_drop": 0}}, {"own": {**SCORE, "min": 0.6, "max_drop": 0}}, "own"),
        (
            {"own": {"figure": "score", "min": 0.5}},
            {"own": {"figure": "score", "min": 0.5, "max_drop": 0}},
            "own max_drop",
        ),
    ],
)
def test_what_the_gate_asks_since_an_audit_was_closed_is_named(then: Case, now: Case, names: str | None) -> None:
    result = of_closed(audit("Cheap", site={"gate": then}), audit("Cheap", site={"gate": now}))
    told = [ENGLISH.say(one.message) for one in result.notes if one.file == "site_config/site.yml"]
    why = "audit '2026-04' was closed on 28 April 2026 without that, and stays as it is"
    assert told == ([] if names is None else [f"not held of the gate: {names}; {why}"])


def test_what_a_closed_audit_had_nothing_to_compare_with_can_be_left_out() -> None:
    before = audit("Cheap", site={"gate": {"open": OPEN, "own": NEW}})
    names = {
        without: [one.name for one in of_closed(before, audit("Cheap"), without_baseline=without).gate]
        for without in (False, True)
    }
    assert names == {False: ["open", "own"], True: ["open"]}


@pytest.mark.parametrize("more", [{"at_least": "major"}, {"where": {"channels": ["email"]}}])
def test_expired_waivers_are_counted_all_together(more: Case) -> None:
    gate = {"site": {"gate": {"own": {"count": "expired-waivers", "max": 0, **more}}}}
    told = problems(read(files_of({**audit("Fresh"), **gate})))
    assert ["waivers that have expired are counted all together" in one for one in told] == [True]


def test_what_the_gate_asks_as_it_is_written_is_told_no_client() -> None:
    workspace = after([], audit("Cheap", site={"gate": {"own": {**OPEN, "where": {"channels": ["email"]}}}}))
    asks = {one: make_report(workspace, Request(one, date(2026, 11, 1))).gate[0].asks for one in Edition}
    written = '{"at_least": "major", "count": "open", "max": 0, "where": {"channels": ["email"]}}'
    assert asks == {Edition.INTERNAL: written, Edition.CLIENT: None}
