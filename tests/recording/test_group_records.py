from typing import Any

from tests.workspaces import ENGLISH, result_of
from tpm_audit.model.entry import Edition
from tpm_audit.model.result import ChannelRecord, LocationRecord
from tpm_audit.source.message import Localised

CASE: dict[str, Any] = {
    "channels": {
        "ads": {"name": "Advertising", "kind": "print", "contact": "indirect", "ownership": "paid"},
        "branch": {"name": "Branch", "kind": "personal", "owner": "web-team"},
    },
    "locations": {
        "linz": {"name": "Linz", "channels": ["branch"], "owner": "a1", "country": "AT"},
        "wels": {"channels": ["branch", "ads"]},
    },
    "touchpoints": {"counter": {"name": "Counter", "phase": "during", "channels": ["branch"]}},
    "checklists": {"all": {"criteria": {"q": {"ask": "Q?"}}}},
    "visits": [
        {"touchpoint": "counter", "channel": "branch", "location": "linz", "answers": {"q": "fail"}},
        {"touchpoint": "counter", "channel": "branch", "location": "wels", "answers": {"q": "pass"}},
    ],
}


def channel(id_: str, edition: Edition = Edition.INTERNAL) -> ChannelRecord:
    return next(one for one in result_of(CASE, edition).channels if one.id == id_)


def location(id_: str) -> LocationRecord:
    return next(one for one in result_of(CASE).locations if one.id == id_)


def test_a_channel_says_what_it_is_and_where() -> None:
    ads, branch = channel("ads"), channel("branch")
    assert (ads.kind, ads.contact, ads.ownership, ads.owner) == ("print", "indirect", "paid", None)
    assert ads.locations == ("wels",)
    assert (branch.contact, branch.ownership) == (None, None)
    assert branch.owner == Localised({"": "Web team"})
    assert branch.locations == ("linz", "wels")


def test_a_location_says_what_it_has_and_its_findings_are_those_that_show_there() -> None:
    linz, wels = location("linz"), location("wels")
    assert (linz.country, linz.owner, linz.channels) == ("AT", Localised({"": "Anna Auer"}), ("branch",))
    assert (wels.country, wels.owner, wels.channels) == (None, None, ("branch", "ads"))
    failed = {finding.id for finding in result_of(CASE).findings if finding.rule == "TPR001"}
    assert failed & set(linz.findings)
    assert not failed & set(wels.findings)


def test_what_is_said_of_a_survey_comes_first_nowhere() -> None:
    asked = {
        "period": {"from": "2026-10-01", "to": "2026-10-15"},
        "file": "answers.csv",
        "questions": {"importance": {"measures": "importance", "about": "counter", "column": "Q"}},
        "answers.csv": "Q,x\n9,1\n",
    }
    visits = [one for one in CASE["visits"] if one["location"] == "wels"]
    for edition in Edition:
        (counter,) = result_of({**CASE, "visits": visits, "surveys": {"autumn": asked}}, edition).touchpoints
        said = [ENGLISH.say(part) for part in counter.figures.verdict.parts]
        assert [one for one in counter.findings if one.startswith("TPK001")]
        assert [one for one in said if "answer" in one] == []
