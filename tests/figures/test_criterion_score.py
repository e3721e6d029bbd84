"""What a criterion reached: methods.md, "Checklist score", over the items of one criterion."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.workspaces import report_of, result_of
from tpm_audit.model.entry import Edition
from tpm_audit.model.result import AskedRecord, ChecklistRecord, CriterionRecord
from tpm_audit.report import read
from tpm_audit.workspace.files import read_files

ROOT = Path(__file__).resolve().parents[2]
ON_TWO: dict[str, Any] = {
    "contact": {"name": "Contact", "phase": "before", "channels": ["website", "email"]},
    "shop": {"name": "Shop", "phase": "during", "channels": ["website"]},
}


def case(once_per: str, *visits: dict[str, Any], **criterion: Any) -> dict[str, Any]:
    asked = {"ask": "Q?", "scale": "rating-1-5", **criterion}
    return {
        "touchpoints": ON_TWO,
        "locations": {"linz": {"channels": ["branch"]}, "wels": {"channels": ["branch"]}},
        "checklists": {"all": {"once_per": once_per, "criteria": {"q": asked}}},
        "visits": visits,
    }


def only(checklists: tuple[ChecklistRecord, ...]) -> CriterionRecord:
    [criterion] = checklists[0].criteria
    return criterion


def at(criterion: CriterionRecord, where: str) -> AskedRecord:
    return next(one for one in criterion.asked if one.where == where)


def test_a_touchpoint_counts_its_channels_alike_and_says_what_is_below() -> None:
    criterion = only(
        result_of(
            case(
                "unit",
                {"touchpoint": "contact", "channel": "website", "answers": {"q": 5}},
                {"touchpoint": "contact", "channel": "email", "answers": {"q": 3}},
            )
        ).checklists
    )
    assert criterion.score is not None
    assert (criterion.score.share, criterion.score.rated_items) == (Fraction(3, 4), 2)
    assert at(criterion, "contact") == AskedRecord("contact", Fraction(3, 4), 2, 2, 0, 0, below=1)
    assert at(criterion, "shop") == AskedRecord("shop", None, 1, 0, 1, 0, below=0)


@pytest.mark.parametrize(
    ("once_per", "where", "places"),
    [
        ("touchpoint", {"touchpoint": "shop"}, ["contact", "shop"]),
        ("channel", {"channel": "website"}, ["email", "website"]),
        ("location", {"location": "linz"}, ["linz", "wels"]),
        ("company", {}, []),
    ],
)
def test_what_is_told_apart_is_what_the_checklist_is_asked_once_per(
    once_per: str, where: dict[str, Any], places: list[str]
) -> None:
    criterion = only(result_of(case(once_per, {**where, "answers": {"q": 2}})).checklists)
    assert sorted(one.where for one in criterion.asked) == places
    assert [one.below for one in criterion.asked if one.share is not None] == ([1] if places else [])


def test_a_failed_knock_out_is_below_though_the_auditors_mean_is_not() -> None:
    visits = [
        {"touchpoint": "shop", "channel": "website", "auditor": auditor, "answers": {"q": level}}
        for auditor, level in (("a1", 5), ("a2", 2))
    ]
    result = result_of(case("unit", *visits, knockout=True, expects="3", fails_at="2"))
    place = next(item.places[0] for item in result.items if item.touchpoint == "shop")
    assert place.share == Fraction(5, 8)
    assert place.below
    assert at(only(result.checklists), "shop").below == 1


def test_answers_are_counted_by_level_the_worst_first_and_words_only_where_given() -> None:
    visits = [
        {"touchpoint": "contact", "channel": channel, "answers": {"q": answer}}
        for channel, answer in (("website", "pass"), ("email", "cannot-tell"))
    ]
    criterion = only(result_of(case("unit", *visits, scale="pass-fail")).checklists)
    counted = [(one.answer, one.times) for one in criterion.answers]
    assert counted == [("fail", 0), ("partial", 0), ("pass", 1), ("cannot-tell", 1)]
    assert criterion.expects == "pass"


def test_untested_counts_as_failed_where_the_settings_say_so() -> None:
    visit = {"touchpoint": "shop", "channel": "website", "answers": {"q": 5}}
    asked = case("unit", visit) | {"site": {"settings": {"untested": "as-failed"}}}
    score = only(result_of(asked).checklists).score
    assert score is not None
    assert score.share == Fraction(1, 3)


def test_the_scores_of_the_demo_add_up_to_those_of_its_checklists() -> None:
    """Weighted by items, the criteria give the checklist's score; over the touchpoints, their own."""
    result = report_of(read(read_files(ROOT)), "2026-11-22", Edition.INTERNAL)
    for checklist in result.checklists:
        whole = checklist.figures.score
        assert whole is not None
        scored = [(one.weight, one.score) for one in checklist.criteria if one.score is not None]
        weight = sum(weight * score.rated_items for weight, score in scored)
        reached = sum(weight * score.rated_items * (score.share or 0) for weight, score in scored)
        assert whole.share == reached / weight
        for one in checklist.criteria:
            assert one.score is not None
            over = sum(asked.rated_items * (asked.share or 0) for asked in one.asked)
            assert one.score.share == Fraction(over) / one.score.rated_items
