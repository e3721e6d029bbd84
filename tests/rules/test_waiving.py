"""What a waiver covers: whole findings, or some of their places; findings.md, "Waivers"."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.effort import examples
from tests.workspaces import Case, findings_of, problems, report_of, result_of, workspace_of
from tests.workspaces import files_of as case_files
from tpm_audit.model.entry import Edition
from tpm_audit.model.result import FindingRecord, result_json
from tpm_audit.model.waivers import WaiverState
from tpm_audit.report import read

CHANNELS = ("website", "email", "branch")
FACTS = {"slogan": {"kind": "text", "expected": "Fresh"}, "claim": {"kind": "text", "expected": "Good"}}
TOUCHPOINTS = {"contact": {"name": "Contact", "phase": "before", "channels": list(CHANNELS)}}
WRONG_EVERYWHERE = [
    {"touchpoint": "contact", "channel": one, "facts": {"slogan": "Cheap", "claim": "Bad"}} for one in CHANNELS
]
BASE: Case = {"facts": FACTS, "touchpoints": TOUCHPOINTS, "visits": WRONG_EVERYWHERE}


def waiver(match: Case, **keys: Any) -> Case:
    return {"type": "risk-accepted", "reason": "agreed", "permanent": True, "max_matches": 9, "match": match, **keys}


def waived(match: Case, **keys: Any) -> list[FindingRecord]:
    return list(findings_of(result_of({**BASE, "waivers": {"one": waiver(match, **keys)}}), "TPC001"))


def covered(found: list[FindingRecord]) -> dict[str, tuple[str, ...]]:
    """Return the channels that are covered, by fact."""
    return {
        one.subject_ids[0]: tuple(sorted(m.channel or "" for m in one.members if m.waiver == "one")) for one in found
    }


@pytest.mark.parametrize(
    ("match", "slogan", "claim"),
    [
        ({"rule": "TPC001"}, CHANNELS, CHANNELS),
        ({"rule": "TPC001", "facts": ["slogan"]}, CHANNELS, ()),
        ({"rule": "TPC001", "channels": ["email"]}, ("email",), ("email",)),
        ({"rule": "TPC001", "facts": ["claim"], "channels": ["email", "branch"]}, (), ("branch", "email")),
        ({"rule": "TPC001", "kinds": ["personal"]}, ("branch",), ("branch",)),
        ({"rule": "TPC001", "touchpoints": ["contact"], "not": {"channels": ["website"]}}, *2 * [("branch", "email")]),
        ({"rule": "TPC004"}, (), ()),
    ],
)
def test_the_places_that_a_waiver_covers(match: Case, slogan: tuple[str, ...], claim: tuple[str, ...]) -> None:
    found = covered(waived(match))
    assert found == {"slogan": tuple(sorted(slogan)), "claim": tuple(sorted(claim))}


def test_a_finding_is_waived_where_no_place_is_left() -> None:
    all_but_one, all_of_them = (
        [one.waiver for one in waived({"rule": "TPC001", "facts": ["slogan"], "channels": list(channels)})]
        for channels in (CHANNELS[1:], CHANNELS)
    )
    assert all_but_one == [None, None]
    assert sorted(map(str, all_of_them)) == ["None", "one"]


def test_two_waivers_may_cover_a_finding_together() -> None:
    parts = {one: waiver({"rule": "TPC001", "facts": ["slogan"], "channels": [one]}) for one in CHANNELS}
    (slogan, _) = sorted(
        findings_of(result_of({**BASE, "waivers": parts}), "TPC001"), key=lambda one: one.subject_ids, reverse=True
    )
    assert slogan.waiver in CHANNELS
    assert {member.channel: member.waiver for member in slogan.members} == {one: one for one in CHANNELS}


@pytest.mark.parametrize(
    "keys",
    [{"max_matches": 1}, {"permanent": False, "expires": "2026-10-31"}],
    ids=["more than it may", "expired"],
)
def test_a_waiver_that_does_not_hold_covers_nothing(keys: Case) -> None:
    assert set(covered(waived({"rule": "TPC001"}, **keys)).values()) == {()}


def test_a_waived_finding_stands_last_and_keeps_its_identity_and_state() -> None:
    without = findings_of(result_of(BASE), "TPC001")
    case = {**BASE, "waivers": {"one": waiver({"rule": "TPC001", "facts": [without[0].subject_ids[0]]})}}
    result = result_of(case)
    with_it = findings_of(result, "TPC001")
    assert [(one.id, one.state_hash) for one in reversed(with_it)] == [(one.id, one.state_hash) for one in without]
    assert result.findings[-1].waiver == "one"
    assert with_it[-1] not in result.open


def test_what_is_waived_is_nobodys_task() -> None:
    people = {**BASE, "channels": {one: {"owner": "web-team"} for one in CHANNELS}}
    names = {one: {"name": one, "kind": "digital", "owner": "web-team"} for one in CHANNELS}
    people = {**BASE, "channels": names}
    before, after = (
        {one.id: one.findings for one in result_of({**people, **more}).owners}
        for more in ({}, {"waivers": {"one": waiver({"rule": "TPC001"})}})
    )
    gone = set(before["web-team"]) - set(after["web-team"])
    assert gone == {one.id for one in findings_of(result_of(people), "TPC001")}


def test_the_client_sees_that_and_not_why() -> None:
    keys = {"reason": "the printer is bankrupt", "approved_by": "a1"}
    case = {**BASE, "waivers": {"one": waiver({"rule": "TPC001"}, **keys)}}
    result = report_of(workspace_of(case), edition=Edition.CLIENT)
    assert {one.waiver for one in findings_of(result, "TPC001")} == {"one"}
    assert "bankrupt" not in result_json(result).decode()
    assert [one.reason is None and one.approved_by is None for one in result.waivers] == [True]
    assert "bankrupt" in result_json(result_of(case)).decode()


def test_an_internal_waiver_is_none_for_the_client() -> None:
    case = {**BASE, "waivers": {"one": waiver({"rule": "TPC001"}, audience="internal")}}
    result = result_of(case, Edition.CLIENT)
    assert result.waivers == ()
    assert {one.waiver for one in findings_of(result, "TPC001")} == {None}


def test_a_finding_may_be_named_by_its_short_id() -> None:
    (one, other) = findings_of(result_of(BASE), "TPC001")
    named = {found.id: found.waiver for found in waived({"finding": one.id})}
    assert named == {one.id: "one", other.id: None}


def test_an_own_rule_is_named_by_its_id() -> None:
    own = {"two": {"shape": "count", "message": "Few", "of": "touchpoints", "max": 0}}
    case = {**BASE, "rules": own, "waivers": {"one": waiver({"rule": "two"})}}
    assert [one.waiver for one in findings_of(result_of(case), "TPO008")] == ["one"]


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"reason": ""}, "the text is empty"),
        ({"match": {"channels": ["email"]}}, "neither 'rule' nor 'finding' says which findings are meant"),
        ({"match": {"rule": "TPW001"}}, "TPW001 is about waivers and actions themselves"),
        ({"match": {"rule": "TPC999"}}, "no rule 'TPC999'"),
        ({"match": {"finding": "TPC001"}}, "this is not the short id of a finding"),
        ({"expires": "2027-01-01"}, "a waiver that holds for good does not expire"),
        ({"permanent": False}, "how long the waiver holds is not said"),
        ({"type": "accepted"}, "'accepted' is not known here"),
        ({"max_matches": "1.5"}, "1.5 is outside of what this key takes"),
    ],
)
def test_what_is_no_waiver_is_told(keys: Case, said: str) -> None:
    case = {**BASE, "waivers": {"one": {**waiver({"rule": "TPC001"}), **keys}}}
    told = [one.partition(" TPS")[2][4:] for one in problems(read(case_files(case)))]
    assert told == [said]


def test_a_waiver_needs_a_reason() -> None:
    without = {key: value for key, value in waiver({"rule": "TPC001"}).items() if key != "reason"}
    told = problems(read(case_files({**BASE, "waivers": {"one": without}})))
    assert ["'reason' is missing" in one for one in told] == [True]


@given(
    st.sets(st.sampled_from(CHANNELS), min_size=1),
    st.sets(st.sampled_from(sorted(FACTS)), min_size=1),
    st.booleans(),
)
@settings(max_examples=examples(30), deadline=None)
def test_covered_are_those_that_fit_and_no_others(channels: set[str], facts: set[str], expired: bool) -> None:  # noqa: FBT001
    ends = {"permanent": False, "expires": "2026-10-31"} if expired else {}
    found = covered(waived({"rule": "TPC001", "facts": sorted(facts), "channels": sorted(channels)}, **ends))
    assert found == {one: tuple(sorted(channels)) if one in facts and not expired else () for one in FACTS}


def test_what_a_waiver_comes_to_is_recorded() -> None:
    case = {
        **BASE,
        "waivers": {
            "valid": waiver({"rule": "TPC001"}),
            "soon": waiver({"rule": "TPC001"}, permanent=False, expires="2026-11-05"),
            "over": waiver({"rule": "TPC001"}, permanent=False, expires="2026-10-05"),
            "unused": waiver({"rule": "TPI007"}),
            "wide": waiver({"rule": "TPC001"}, max_matches=1),
        },
    }
    states = {one.id: one.state for one in result_of(case).waivers}
    assert states == {
        "valid": WaiverState.VALID,
        "soon": WaiverState.SOON,
        "over": WaiverState.EXPIRED,
        "unused": WaiverState.UNUSED,
        "wide": WaiverState.TOO_MANY,
    }
    assert json.loads(result_json(result_of(case)))["waivers"][1]["expires"] == "2026-11-05"
