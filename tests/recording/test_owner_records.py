"""Who owns what: by id, in both editions; and what nobody looked at, with the reason."""

from typing import Any

import pytest

from tests.pages.test_demo_pages import recorded
from tests.workspaces import findings_of, result_of
from tpm_audit.model.entry import Edition
from tpm_audit.model.result import Result, result_json

BRANCHES: dict[str, Any] = {
    "people": {"counter-team": {"name": "Counter team"}, "linz-boss": {"name": "Linz boss", "audience": "internal"}},
    "channels": {
        "branch": {"name": "Branch", "kind": "personal", "owner": "web-team"},
        "phone": {"name": "Phone", "kind": "personal"},
    },
    "locations": {
        "linz": {"name": "Linz", "channels": ["branch"], "owner": "linz-boss"},
        "wels": {"name": "Wels", "channels": ["branch"]},
    },
    "touchpoints": {
        "counter": {"name": "Counter", "phase": "during", "channels": ["branch"]},
        "order": {"name": "Order", "phase": "during", "channels": ["website", "phone"]},
        "checkout": {
            "name": "Checkout",
            "phase": "during",
            "owner": "a2",
            "channels": {"website": {"owner": "counter-team"}, "branch": {}},
        },
    },
    "facts": {"greeting": {"name": "Greeting", "kind": "text", "expected": "Hello"}},
    "checklists": {"all": {"criteria": {"q": {"ask": "Q?"}}}},
}


def at(touchpoint: str, channel: str, location: str | None = None, **more: Any) -> dict[str, Any]:
    place = {"touchpoint": touchpoint, "channel": channel, **({} if location is None else {"location": location})}
    return {**place, **more}


def found(result: Result, rule: str) -> dict[tuple[str | None, ...], str | None]:
    """Return who has to change each place of the findings of a rule."""
    members = [member for finding in findings_of(result, rule) for member in finding.members]
    return {(one.touchpoint, one.channel, one.location): one.owner for one in members}


def test_a_place_belongs_to_touchpoint_on_channel_else_touchpoint_else_location_else_channel() -> None:
    said: dict[str, Any] = {"facts": {"greeting": "Hi"}}
    visits = [
        at("counter", "branch", "linz", **said),
        at("counter", "branch", "wels", **said),
        at("checkout", "website", **said),
        at("checkout", "branch", "linz", **said),
        at("order", "phone", **said),
    ]
    assert found(result_of({**BRANCHES, "visits": visits}), "TPC001") == {
        ("counter", "branch", "linz"): "linz-boss",
        ("counter", "branch", "wels"): "web-team",
        ("checkout", "website", None): "counter-team",
        ("checkout", "branch", "linz"): "a2",
        ("order", "phone", None): None,
    }


def test_a_finding_is_with_each_owner_of_its_places() -> None:
    visits = [at("counter", "branch", place, facts={"greeting": "Hi"}) for place in ("linz", "wels")]
    result = result_of({**BRANCHES, "visits": visits})
    (finding,) = findings_of(result, "TPC001")
    assert finding.owner_ids == ("linz-boss", "web-team")
    having = {owner.id for owner in result.owners if finding.id in owner.findings}
    assert having == {"linz-boss", "web-team"}


def test_an_owner_has_what_it_answers_for() -> None:
    result = result_of(BRANCHES)
    assert [owner.id for owner in result.owners] == ["a2", "counter-team", "linz-boss", "web-team"]
    team = next(owner for owner in result.owners if owner.id == "web-team")
    assert (team.touchpoints, team.locations) == (("counter", "order"), ())
    assert set(team.channels) == {"website", "email", "branch"}
    (order,) = (one for one in result.touchpoints if one.id == "order")
    assert (order.owner_ids, order.unowned) == (("web-team",), ("phone",))


def test_the_client_reads_neither_ids_nor_names_of_auditors_and_internal_persons() -> None:
    visits = [
        at("counter", "branch", "linz", facts={"greeting": "Hi"}),
        at("checkout", "branch", "wels", auditor="a2", answers={"q": "fail"}),
    ]
    result = result_of({**BRANCHES, "visits": visits}, Edition.CLIENT)
    assert [owner.id for owner in result.owners] == ["counter-team", "person-2", "person-3", "web-team"]
    assert [owner.name[""] if "" in owner.name else owner.name["en"] for owner in result.owners] == [
        "Counter team",
        "Auditor",
        "internal",
        "Web team",
    ]
    text = result_json(result).decode()
    assert not any(hidden in text for hidden in ('"a1"', '"a2"', "linz-boss", "Linz boss", "Bert"))


def test_the_order_of_the_files_does_not_decide_the_ids_of_the_client() -> None:
    people = {"zoe": {"name": "Zoe", "audience": "internal"}, "ann": {"name": "Ann", "audience": "internal"}}
    channels = {"phone": {"name": "Phone", "kind": "personal", "owner": "zoe"}}
    turned = dict(reversed(people.items()))
    one, other = (result_of({"channels": channels, "people": some}, Edition.CLIENT).owners for some in (people, turned))
    assert [owner.id for owner in one] == ["person-2", "web-team"]
    assert one == other


def untested(result: Result) -> list[tuple[str | None, str | None, str | None, str | None, bool]]:
    return [(one.touchpoint, one.channel, one.location, one.owner, one.visited) for one in result.untested]


def test_what_is_untested_says_whose_it_is_and_whether_somebody_was_there() -> None:
    visits = [
        at("counter", "branch", "linz", facts={"greeting": "Hello"}),
        at("checkout", "website", answers={"q": "not-tested"}),
        at("checkout", "branch", "linz", answers={"q": "pass"}),
        at("checkout", "branch", "wels", answers={"q": {"answer": "n/a", "reason": "none"}}),
        at("order", "phone", basis="assumed", answers={"q": "pass"}),
    ]
    result = result_of({**BRANCHES, "visits": visits})
    assert sorted(untested(result), key=repr) == sorted(
        [
            ("counter", "branch", "linz", "linz-boss", True),
            ("counter", "branch", "wels", "web-team", False),
            ("order", "website", None, "web-team", False),
            ("order", "phone", None, None, False),
            ("checkout", "website", None, "counter-team", True),
        ],
        key=repr,
    )
    assert result.figures.score is not None
    assert result.figures.score.untested_places == len(result.untested)


def test_a_place_in_one_language_was_not_visited_in_another() -> None:
    case = {
        **BRANCHES,
        "site": {"content_languages": ["de", "en"]},
        "checklists": {"all": {"criteria": {"q": {"ask": "Q?"}}}, "more": {"criteria": {"r": {"ask": "R?"}}}},
        "visits": [
            at("order", "website", language="de", answers={"q": "pass"}),
            at("order", "website", language="en", checklists=["all"]),
        ],
    }
    result = result_of(case)
    met = [(one.criterion, one.language, one.visited) for one in result.untested if one.channel == "website"]
    assert ("q", "en", True) in met
    assert ("r", "de", True) in met
    assert result.figures.score is not None
    assert result.figures.score.untested_places == len(result.untested)


@pytest.mark.parametrize("edition", Edition)
def test_the_demo_counts_what_its_coverage_misses(edition: Edition) -> None:
    result = recorded(edition)
    assert result.figures.score is not None
    assert len(result.untested) == result.figures.score.untested_places > 0
