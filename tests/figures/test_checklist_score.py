"""The worked figures of methods.md, "Checklist score", and its rules one by one."""

from fractions import Fraction
from typing import Any

import pytest

from tests.workspaces import Case, report_of, result_of, workspace_of
from tpm_audit.model.entry import Edition
from tpm_audit.model.figures import Range, Score
from tpm_audit.model.result import GroupRecord, Result

AT_THREE = {place: {"channels": ["branch"]} for place in ("linz", "wels", "enns")}
COUNTER = {"counter": {"name": "Counter", "phase": "during", "channels": ["branch"]}}
WEBSITE_AND_COUNTER = {"home": {"name": "Home", "phase": "before", "channels": ["website"]}, **COUNTER}
NOTHING, WHOLE = Fraction(0), Fraction(1)
NOT_APPLICABLE = {"answer": "n/a", "reason": "none here"}


def score_of(case: Case) -> Score:
    """Return the score of the whole audit."""
    score = result_of(case).figures.score
    assert score is not None
    return score


def asking(*answers: Any, weight: str = "1", **site: Any) -> Case:
    """Return a case of one touchpoint and a criterion for each answer, of equal weight."""
    criteria = {f"c-{number}": {"ask": "Good?", "weight": weight} for number, _ in enumerate(answers)}
    given = {f"c-{number}": answer for number, answer in enumerate(answers) if answer is not None}
    return {
        "site": site,
        "touchpoints": {"home": {"name": "Home", "phase": "before", "channels": ["website"]}},
        "checklists": {"service": {"criteria": criteria}},
        "visits": [{"touchpoint": "home", "channel": "website", "answers": given}],
    }


def at_counter(location: str, **keys: Any) -> dict[str, Any]:
    """Return a visit of the counter at a location."""
    return {"touchpoint": "counter", "channel": "branch", "location": location, **keys}


def group(records: tuple[GroupRecord, ...], id_: str) -> Score:
    score = next(one.figures.score for one in records if one.id == id_)
    assert score is not None
    return score


def test_check_six_pass_two_fail_three_not_applicable() -> None:
    score = score_of(asking(*["pass"] * 6, *["fail"] * 2, *[NOT_APPLICABLE] * 3))
    assert (score.share, score.coverage) == (Fraction(3, 4), WHOLE)
    assert score.if_not_applicable == Range(Fraction(6, 11), Fraction(9, 11))  # 54.5-81.8 %
    assert (score.items, score.rated_items, score.not_applicable_items, score.if_untested) == (11, 8, 3, None)


@pytest.fixture(name="check")
def _check() -> Result:
    """A weight 2, Linz pass, Wels fail, Enns untested; B weight 1, pass."""
    criteria = {
        "a": {"ask": "A?", "weight": 2, "applies_to": {"channels": ["branch"]}},
        "b": {"ask": "B?", "applies_to": {"channels": ["website"]}},
    }
    visits = [
        at_counter("linz", answers={"a": "pass"}),
        at_counter("wels", answers={"a": "fail"}),
        {"touchpoint": "home", "channel": "website", "answers": {"b": "pass"}},
    ]
    case = {"touchpoints": WEBSITE_AND_COUNTER, "locations": AT_THREE, "visits": visits}
    return result_of({**case, "checklists": {"service": {"criteria": criteria}}})


def test_check_with_an_untested_place(check: Result) -> None:
    score = check.figures.score
    assert score is not None
    assert (score.share, score.coverage) == (Fraction(2, 3), Fraction(7, 9))
    assert (score.items, score.touchpoints, score.rated_places, score.untested_places) == (2, 2, 3, 1)
    assert score.if_untested == Range(Fraction(5, 9), Fraction(7, 9))
    assert check.figures.verdict.provisional


def test_a_location_is_the_same_formula_over_its_places(check: Result) -> None:
    assert group(check.locations, "linz").share == 1
    assert group(check.locations, "wels").share == 0
    enns = group(check.locations, "enns")
    assert (enns.share, enns.coverage, enns.items) == (None, NOTHING, 1)


def test_each_checklist_s_share_of_the_rated_weight_is_printed() -> None:
    case = asking("pass")
    case = {**case, "checklists": {**case["checklists"], "more": {"criteria": {"d": {"ask": "D?", "weight": 3}}}}}
    case["visits"][0]["answers"]["d"] = "fail"
    shares = {one.id: one.share_of_weight for one in result_of(case).checklists}
    assert shares == {"service": Fraction(1, 4), "more": Fraction(3, 4)}


def test_eight_of_ten_times_a_tenth_is_eighty_per_cent_and_not_below() -> None:
    gate = {"coverage": {"figure": "coverage", "min": "0.8"}, "score": {"figure": "score", "min": "0.75"}}
    result = result_of(asking(*["pass"] * 6, *["fail"] * 2, None, None, weight="0.1", gate=gate))
    assert result.figures.score is not None
    assert result.figures.score.coverage == Fraction(4, 5)
    assert not result.figures.verdict.provisional
    assert [one.passed for one in result.gate] == [True, True]


def test_one_rated_less_is_provisional() -> None:
    result = result_of(asking(*["pass"] * 7, None, None, None, weight="0.1"))
    assert result.figures.verdict.provisional


@pytest.mark.parametrize(
    ("scale", "answer", "share"),
    [
        ("pass-fail", "fail", 0),
        ("pass-fail", "partial", Fraction(1, 2)),
        ("pass-fail", "pass", 1),
        ("rating-1-5", "1", 0),
        ("rating-1-5", "2", Fraction(1, 4)),
        ("rating-1-5", "3", Fraction(1, 2)),
        ("rating-1-5", "4", Fraction(3, 4)),
        ("rating-1-5", "5", 1),
        ("rating-0-10", "0", 0),
        ("rating-0-10", "7", Fraction(7, 10)),
        ("rating-0-10", "10", 1),
        ("negative-neutral-positive", "neutral", Fraction(1, 2)),
        ("disappointing-ok-delighting", "delighting", 1),
        ("own", "so-so", Fraction(3, 10)),
    ],
)
def test_levels_map_by_their_position(scale: str, answer: str, share: Fraction) -> None:
    levels = [{"id": "bad", "share": 0}, {"id": "so-so", "share": "0.3"}, {"id": "good", "share": 1}]
    case = asking(answer, scales={"own": {"levels": levels}})
    case["checklists"]["service"]["scale"] = scale
    assert score_of(case).share == share


def test_weights_weigh_and_zero_weighs_nothing() -> None:
    case = asking("pass", "fail", "partial")
    for number, weight in enumerate(["3", "1.5", "0"]):
        case["checklists"]["service"]["criteria"][f"c-{number}"]["weight"] = weight
    assert score_of(case).share == Fraction(2, 3)


def test_without_rated_weight_there_is_no_score() -> None:
    assert score_of(asking("pass", "fail", weight="0")).share is None
    nothing_rated = score_of(asking(None, NOT_APPLICABLE))
    assert (nothing_rated.share, nothing_rated.coverage) == (None, NOTHING)
    nothing_asked = score_of(asking(NOT_APPLICABLE))
    assert (nothing_asked.share, nothing_asked.coverage) == (None, None)


def test_every_group_is_the_same_formula_over_its_items_never_a_mean_of_scores() -> None:
    case = asking("pass", "pass", "fail", "fail")
    on_counter = {"applies_to": {"touchpoints": ["counter"]}}
    for number in (1, 2, 3):
        case["checklists"]["service"]["criteria"][f"c-{number}"] |= on_counter
    case["checklists"]["service"]["criteria"]["c-0"]["applies_to"] = {"touchpoints": ["home"]}
    answers = case["visits"][0]["answers"]
    visits = [
        {"touchpoint": "home", "channel": "website", "answers": {"c-0": answers.pop("c-0")}},
        {"touchpoint": "counter", "channel": "branch", "answers": answers},
    ]
    result = result_of({**case, "touchpoints": WEBSITE_AND_COUNTER, "visits": visits})
    whole = result.figures.score
    assert whole is not None
    assert (whole.share, whole.items, whole.touchpoints) == (Fraction(1, 2), 4, 2)  # the mean of scores would be 2/3
    for records, home, counter in (
        (result.phases, "before", "during"),
        (result.channels, "website", "branch"),
    ):
        assert (group(records, home).share, group(records, home).items) == (WHOLE, 1)
        assert (group(records, counter).share, group(records, counter).items) == (Fraction(1, 3), 3)
    cells = {one.id: [cell.score.share for cell in one.channels if cell.score] for one in result.touchpoints}
    assert cells == {"home": [1], "counter": [Fraction(1, 3)]}


def test_a_network_of_54_branches_counts_once() -> None:
    places = {f"branch-{number}": {"channels": ["branch"]} for number in range(54)}
    visits = [at_counter(place, answers={"c-0": "fail"}) for place in places]
    home = {"touchpoint": "home", "channel": "website", "answers": {"c-0": "pass"}}
    case = {**asking(None), "touchpoints": WEBSITE_AND_COUNTER, "locations": places, "visits": [*visits, home]}
    score = score_of(case)
    assert (score.share, score.items, score.rated_places) == (Fraction(1, 2), 2, 55)


def test_untested_as_failed_counts_as_nothing_reached() -> None:
    strict = score_of(asking("pass", "pass", "fail", None, NOT_APPLICABLE, settings={"untested": "as-failed"}))
    assert (strict.share, strict.coverage) == (Fraction(1, 2), Fraction(3, 4))
    assert strict.if_not_applicable == Range(Fraction(2, 5), Fraction(3, 5))
    assert strict.if_untested == Range(Fraction(1, 2), Fraction(3, 4))
    assert score_of(asking(None, settings={"untested": "as-failed"})).share is None


def test_the_client_edition_counts_what_it_shows() -> None:
    workspace = workspace_of(asking("pass", {"answer": "fail", "audience": "internal"}))
    internal = report_of(workspace, edition=Edition.INTERNAL).figures.score
    client = report_of(workspace, edition=Edition.CLIENT).figures.score
    assert internal is not None
    assert client is not None
    assert (internal.share, internal.coverage) == (Fraction(1, 2), WHOLE)
    assert (client.share, client.coverage) == (WHOLE, Fraction(1, 2))
