"""What the gate holds an audit to: findings.md, "Gate"."""

from typing import Any

import pytest

from tests.workspaces import ENGLISH, result_of

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
