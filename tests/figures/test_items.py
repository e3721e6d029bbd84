"""What counts as an item, and what at one place: visits, specimens, auditors, languages (methods.md, format.md)."""

from fractions import Fraction
from typing import Any

import pytest

from tests.workspaces import Case, result_of
from tpm_audit.model.figures import Score
from tpm_audit.model.result import ItemRecord

NOT_APPLICABLE = {"answer": "n/a", "reason": "none here"}


def case_with(*visits: Case, **keys: Any) -> Case:
    """Return a case of one touchpoint and one criterion; a visit may be its answer only."""
    met = {"touchpoint": "home", "channel": "website"}
    return {
        "touchpoints": {"home": {"name": "Home", "phase": "before", "channels": ["website"]}},
        "checklists": {"service": {"criteria": {"good": {"ask": "Good?"}}}},
        "visits": [{**met, **visit} for visit in visits],
        **keys,
    }


def said(answer: Any, **keys: Any) -> Case:
    return {"answers": {"good": answer}, **keys}


def score_of(case: Case) -> Score:
    score = result_of(case).figures.score
    assert score is not None
    return score


def test_specimens_of_one_auditor_are_averaged_and_then_the_auditors() -> None:
    visits = [said("pass", item="call-1"), said("pass", item="call-2"), said("fail", item="call-3")]
    assert score_of(case_with(*visits, said("fail", auditor="a2"))).share == Fraction(1, 3)


@pytest.mark.parametrize(
    ("one", "other", "share", "coverage"),
    [
        ("pass", "fail", Fraction(1, 2), 1),
        ("pass", NOT_APPLICABLE, 1, 1),
        ("fail", "not-tested", 0, 1),
        ("fail", "cannot-tell", 0, 1),
        (NOT_APPLICABLE, NOT_APPLICABLE, None, None),
        (NOT_APPLICABLE, "not-tested", None, None),  # all who answered say so
        ("not-tested", "cannot-tell", None, 0),
    ],
)
def test_a_value_beats_untested_and_not_applicable(one: Any, other: Any, share: Fraction, coverage: Fraction) -> None:
    for first, second in ((one, other), (other, one)):
        score = score_of(case_with(said(first), said(second, auditor="a2")))
        assert (score.share, score.coverage) == (share, coverage)


def test_a_value_against_not_applicable_is_listed_as_a_dispute() -> None:
    (item,) = result_of(case_with(said("pass"), said(NOT_APPLICABLE, auditor="a2"))).items
    assert [place.disputed for place in item.places] == [True]


def test_what_was_settled_takes_the_place_of_both() -> None:
    visits = [said("fail"), said("fail", auditor="a2"), said("partial", auditor="a2", settles=True)]
    (item,) = result_of(case_with(*visits)).items
    assert [(place.share, place.disputed) for place in item.places] == [(Fraction(1, 2), False)]


def test_what_is_only_assumed_rates_nothing_and_what_was_reported_does() -> None:
    assert score_of(case_with(said("pass", basis="assumed"))).rated_items == 0
    assert score_of(case_with(said("pass", basis="reported"))).rated_items == 1


def places(*visits: Case, **keys: Any) -> dict[str | None, Fraction | None]:
    """Return the shares of the one item by the language of its places."""
    (item,) = result_of(case_with(*visits, site={"languages": ["de", "en"]}, **keys)).items
    return {place.language: place.share for place in item.places}


def test_each_language_that_was_visited_is_a_place() -> None:
    assert places(said("pass", language="de"), said("fail", language="en")) == {"de": 1, "en": 0}
    assert places(said("pass", language="de")) == {"de": 1}
    assert places() == {None: None}


def test_an_absent_answer_of_a_checklist_gone_through_is_not_tested() -> None:
    assert places(said("pass", language="de"), {"language": "en"}) == {"de": 1, "en": None}
    assert places(said("pass", language="de"), {"language": "en", "checklists": ["service"]}) == {"de": 1, "en": None}


def test_a_visit_for_facts_only_or_by_assumption_opens_no_place() -> None:
    assert places(said("pass", language="de"), {"language": "en", "checklists": []}) == {"de": 1}
    assert places(said("pass", language="de"), {"language": "en", "basis": "assumed"}) == {"de": 1}


def test_a_criterion_for_a_language_is_asked_there_only() -> None:
    checklists = {"service": {"criteria": {"good": {"ask": "Good?", "applies_to": {"languages": ["en"]}}}}}
    assert places({"language": "de"}, said("pass", language="en"), checklists=checklists) == {"en": 1}


NETWORK: Case = {
    "channels": {"branch": {"name": "Branch", "kind": "personal"}},
    "locations": {"linz": {"channels": ["branch"]}, "wels": {"channels": ["branch"]}},
    "touchpoints": {
        "counter": {"name": "Counter", "phase": "during", "channels": ["branch", "website"]},
        "home": {"name": "Home", "phase": "before", "channels": ["website"]},
        "kiosk": {"name": "Kiosk", "phase": "before", "channels": ["branch"], "status": "planned"},
    },
}


def asked(once_per: str = "unit", applies_to: Case | None = None, **audit: Any) -> list[tuple[str, str, list[str]]]:
    """Return touchpoint, channel and locations of every item of one criterion in the network."""
    checklist = {"once_per": once_per, "criteria": {"good": {"ask": "Good?"}}}
    checklist |= {"applies_to": applies_to} if applies_to else {}
    return [_at(item) for item in result_of({**NETWORK, "checklists": {"service": checklist}, "audit": audit}).items]


def _at(item: ItemRecord) -> tuple[str, str, list[str]]:
    return item.touchpoint or "-", item.channel or "-", [place.location or "-" for place in item.places]


BRANCH, COUNTER, HOME = (
    ("counter", "branch", ["linz", "wels"]),
    ("counter", "website", ["-"]),
    ("home", "website", ["-"]),
)


def test_expected_is_every_unit_in_use_visited_or_not() -> None:
    assert sorted(asked()) == [BRANCH, COUNTER, HOME]


@pytest.mark.parametrize(
    ("once_per", "items"),
    [
        ("touchpoint", [("counter", "-", ["-"]), ("home", "-", ["-"])]),
        ("channel", [("-", "branch", ["-"]), ("-", "website", ["-"])]),
        ("location", [("-", "-", ["linz", "wels"])]),
        ("company", [("-", "-", ["-"])]),
    ],
)
def test_a_checklist_is_asked_once_per(once_per: str, items: list[Any]) -> None:
    assert sorted(asked(once_per)) == items


@pytest.mark.parametrize(
    ("selector", "items"),
    [
        ({"touchpoints": ["counter"]}, [BRANCH, COUNTER]),
        ({"touchpoints": ["counter"], "channels": ["website"]}, [COUNTER]),
        ({"kinds": ["personal"]}, [BRANCH]),
        ({"phases": ["before"]}, [HOME]),
        ({"not": {"channels": ["branch"]}}, [COUNTER, HOME]),
        ({"locations": ["wels"]}, [("counter", "branch", ["wels"])]),
        ({"not": {"locations": ["wels"]}}, [("counter", "branch", ["linz"]), COUNTER, HOME]),
    ],
)
def test_scope_and_applies_to_select_alike(selector: Case, items: list[Any]) -> None:
    assert sorted(asked(applies_to=selector)) == items
    assert sorted(asked(scope=selector)) == items


def test_a_sample_leaves_the_other_locations_out() -> None:
    assert sorted(asked(sample={"chosen": ["wels"]})) == [("counter", "branch", ["wels"]), COUNTER, HOME]
    assert asked("location", sample={"chosen": ["wels"]}) == [("-", "-", ["wels"])]
    assert asked("location", scope={"not": {"locations": ["linz"]}}) == [("-", "-", ["wels"])]
