"""The steps of journeys with their scores: of the channel and the location that they name, each item once."""

import json
from fractions import Fraction
from typing import Any

import pytest

from tests.workspaces import result_of, workspace_of
from tpm_audit.model.entry import Edition
from tpm_audit.model.journeys import MOST_STEPS
from tpm_audit.model.result import result_from_json, result_json
from tpm_audit.model.wholeness import check_whole
from tpm_audit.source.message import Localised

CASE: dict[str, Any] = {
    "site": {"personas": {"commuter": {"name": "Commuter", "needs": "quick"}}},
    "locations": {"linz": {"name": "Linz", "channels": ["branch"]}, "wels": {"name": "Wels", "channels": ["branch"]}},
    "touchpoints": {
        "shop": {"name": "Shop", "phase": "during", "channels": ["website", "email"]},
        "counter": {"name": "Counter", "phase": "during", "channels": ["branch"]},
        "later": {"name": "Later", "phase": "after", "channels": ["website"], "status": "planned"},
    },
    "checklists": {"all": {"criteria": {"q": {"ask": "Q?"}, "r": {"ask": "R?"}}}},
    "visits": [
        {"touchpoint": "shop", "channel": "website", "answers": {"q": "pass", "r": "fail"}},
        {"touchpoint": "shop", "channel": "email", "answers": {"q": "pass", "r": "pass"}},
        {"touchpoint": "counter", "channel": "branch", "location": "linz", "answers": {"q": "pass", "r": "pass"}},
        {"touchpoint": "counter", "channel": "branch", "location": "wels", "answers": {"q": "fail", "r": "partial"}},
    ],
}
AT_LINZ = {"touchpoint": "counter", "channel": "branch", "location": "linz"}
AT_WELS = {**AT_LINZ, "location": "wels"}
ON_WEBSITE = {"touchpoint": "shop", "channel": "website"}


def share(score: Any) -> Fraction | None:
    return None if score is None else score.share


@pytest.mark.parametrize(
    ("steps", "shares", "whole"),
    [
        ([ON_WEBSITE], ["1/2"], "1/2"),
        ([{"touchpoint": "shop"}], ["3/4"], "3/4"),
        ([AT_LINZ], ["1"], "1"),
        ([AT_WELS], ["1/4"], "1/4"),
        ([{"touchpoint": "counter", "channel": "branch"}], ["5/8"], "5/8"),
        ([ON_WEBSITE, AT_LINZ], ["1/2", "1"], "3/4"),
        ([ON_WEBSITE, AT_LINZ, ON_WEBSITE], ["1/2", "1", "1/2"], "3/4"),  # met twice, counted once
        ([AT_LINZ, AT_WELS], ["1", "1/4"], "5/8"),
        ([{"touchpoint": "later", "channel": "website"}, AT_LINZ], [None, "1"], "1"),
        ([{"touchpoint": "later"}], [None], None),
    ],
)
def test_a_step_has_the_score_of_what_it_meets(steps: list[Any], shares: list[str | None], whole: str | None) -> None:
    (journey,) = result_of({**CASE, "journeys": {"way": {"steps": steps}}}).journeys

    assert [share(step.score) for step in journey.steps] == [None if one is None else Fraction(one) for one in shares]
    assert share(journey.score) == (None if whole is None else Fraction(whole))


def test_a_journey_says_whose_it_is_and_outlives_its_json() -> None:
    way = {"persona": "commuter", "state": "future", "description": "Soon.", "steps": [AT_LINZ]}
    result = result_of({**CASE, "journeys": {"way": way, "plain": {"name": "Plain", "steps": [ON_WEBSITE]}}})

    plain, journey = result.journeys
    assert (plain.id, plain.name, plain.persona, plain.state) == ("plain", Localised({"": "Plain"}), None, "current")
    assert (journey.name, journey.persona, journey.needs) == tuple(
        Localised({"": text}) for text in ("way", "Commuter", "quick")
    )
    assert result_from_json(json.loads(result_json(result))).journeys == result.journeys


def test_as_many_steps_as_can_be_read() -> None:
    def case(steps: int) -> dict[str, Any]:
        return {**CASE, "journeys": {"way": {"steps": [ON_WEBSITE] * steps}}}

    assert len(result_of(case(MOST_STEPS)).journeys[0].steps) == MOST_STEPS
    with pytest.raises(AssertionError, match="these are 101 steps, and 100 are read at most"):
        workspace_of(case(MOST_STEPS + 1))


def test_the_client_counts_the_steps_that_it_may_see() -> None:
    counter = {**CASE["touchpoints"]["counter"], "audience": "internal"}
    case = {**CASE, "touchpoints": {**CASE["touchpoints"], "counter": counter}}
    journeys = {"way": {"steps": [ON_WEBSITE, AT_LINZ]}, "inside": {"steps": [AT_LINZ]}}

    (journey,) = result_of({**case, "journeys": journeys}, Edition.CLIENT).journeys

    assert (journey.id, [step.touchpoint for step in journey.steps]) == ("way", ["shop"])
    assert share(journey.score) == Fraction(1, 2)


@pytest.mark.parametrize("field", ["touchpoint", "channel", "location"])
def test_a_step_to_nowhere_is_refused_in_a_frozen_result(field: str) -> None:
    result = result_of({**CASE, "journeys": {"way": {"steps": [AT_LINZ]}}})
    check_whole(result)
    content = json.loads(result_json(result))
    content["journeys"][0]["steps"][0][field] = "zzz"
    with pytest.raises(ValueError, match=f"{field} that is not among"):
        check_whole(result_from_json(content))
