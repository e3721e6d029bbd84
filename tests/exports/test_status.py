"""Where an audit stands: what is there, what is missing, and whose it is."""

import json
from typing import Any

import pytest

from tests.history.closing import result_after
from tests.history.test_life_cycle import RIGHT, WRONG, answered, seen
from tests.workspaces import ENGLISH, result_of
from tpm_audit.exports.status import Status, status_json, status_lines, status_of
from tpm_audit.language.catalogue import Language

WHOLE = {
    "shop": {
        "name": "Shop",
        "phase": "during",
        "channels": ["website"],
        "goals": ["trust"],
        "importance": 8,
        "owner": "web-team",
    }
}
SITE = {"phases": [{"id": "during"}]}


def whole(**answers: str) -> dict[str, Any]:
    return {**answered(**answers), "touchpoints": WHOLE, "site": SITE}


def done(status: Status) -> list[str]:
    return [step.id for step in status.steps if step.done]


def test_steps_are_done_when_nothing_of_them_is_missing() -> None:
    assert done(status_of(result_of(whole(clear="pass", kind="pass")))) == [
        "customers",
        "inventory",
        "looked-at",
        "owners",
    ]


@pytest.mark.parametrize(
    ("change", "lost"),
    [
        ({"touchpoints": {"shop": {**WHOLE["shop"], "goals": []}}}, "customers"),
        ({"site": {"phases": [{"id": "during"}, {"id": "after"}]}}, "inventory"),
        (whole(clear="pass"), "looked-at"),
    ],
)
def test_what_is_missing_leaves_its_step_open(change: dict[str, Any], lost: str) -> None:
    status = status_of(result_of({**whole(clear="pass", kind="pass"), **change}))
    assert lost not in done(status)


def test_what_nobody_answers_for_stands_last() -> None:
    channels = {name: {"name": name, "kind": "digital"} for name in ("website", "email")}
    case = {**seen(website=WRONG), "channels": channels}
    status = status_of(result_of(case))
    assert "owners" not in done(status)
    assert status.tasks[-1].id is None
    assert len(status.tasks[-1].findings) > 0


def test_an_owner_has_findings_and_ratings_to_give() -> None:
    (team,) = status_of(result_of(whole(clear="fail"))).tasks
    assert (team.id, len(team.findings), team.untested) == ("web-team", 1, 1)


def test_the_audit_before_is_named() -> None:
    lines = [*status_lines(status_of(result_after(seen(website=WRONG), seen(website=RIGHT))), ENGLISH)]
    assert "   compared with 2026-04: 1 fixed, 0 new" in lines


def test_nothing_at_all_is_told_too() -> None:
    lines = [*status_lines(status_of(result_of({"visits": []})), Language("de"))]
    assert lines[0] == "1. Kunden und Ziele verstehen: offen"
    assert "   0 Begehungen" in lines


def test_json_holds_ids_and_counts() -> None:
    said = json.loads(status_json(status_of(result_of(whole(clear="fail")))))
    assert [step["id"] for step in said["steps"]] == ["customers", "inventory", "looked-at", "owners", "repeated"]
    assert said["tasks"] == [
        {"owner": "web-team", "name": "Web team", "findings": said["tasks"][0]["findings"], "untested": 1}
    ]
