"""The order of findings: methods.md, "Priority of a finding"."""

from tests.workspaces import ENGLISH, result_of


def test_severity_then_importance_then_id() -> None:
    importance = {"a": 1, "b": None, "c": 9, "d": 5, "e": 5}
    result = result_of(
        {
            "touchpoints": {
                name: {"name": name, "phase": "before", "channels": ["website"]} | ({"importance": n} if n else {})
                for name, n in importance.items()
            },
            "checklists": {"all": {"criteria": {"x": {"ask": "X?"}, "y": {"ask": "Y?", "severity": "major"}}}},
            "visits": [
                *({"touchpoint": name, "channel": "website", "answers": {"x": "fail"}} for name in importance),
                {"touchpoint": "a", "channel": "website", "auditor": "a2", "answers": {"y": "fail"}},
            ],
        }
    )
    rated = [one for one in result.findings if one.rule == "TPR001"]
    assert [(one.severity, *one.touchpoints) for one in rated[:2]] == [("major", "a"), ("minor", "c")]
    assert {one.touchpoints for one in rated[2:4]} == {("d",), ("e",)}
    assert rated[2].id < rated[3].id
    assert [one.touchpoints for one in rated[4:]] == [("a",), ("b",)]  # without an importance last


def test_what_a_touchpoint_says_of_a_channel_takes_the_place_there() -> None:
    shop = {"website": {"importance": 2}, "email": {}, "branch": {"importance": 9}}
    result = result_of(
        {
            "touchpoints": {"shop": {"name": "Shop", "phase": "before", "channels": shop, "importance": 5}},
            "checklists": {"all": {"criteria": {"x": {"ask": "X?"}}}},
            "visits": [{"touchpoint": "shop", "channel": channel, "answers": {"x": "fail"}} for channel in shop],
        }
    )
    failed = [one for one in result.findings if one.rule == "TPR001"]
    assert [one.channels for one in failed] == [("branch",), ("email",), ("website",)]
    assert ENGLISH.say(failed[0].headline) == "failed: X? (Branch, Shop)"
