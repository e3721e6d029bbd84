"""Waves: what changed from one to the next, and what may be said of it."""

from typing import Any

import pytest

from tests.surveys.asked import files_with, result_of_files, survey, table
from tests.workspaces import ENGLISH, Case
from tpm_audit.figures.holm import holm
from tpm_audit.model.customer_records import WaveChangeRecord
from tpm_audit.model.customers import Figured
from tpm_audit.model.entry import Edition

SPRING: Case = {"from": "2026-04-01", "to": "2026-04-15"}
AUTUMN: Case = {"from": "2026-10-01", "to": "2026-10-15"}
NPS: Case = {"q": {"measures": "nps", "column": "Q", "wording": {"en": "Would you recommend us?"}}}
CSAT: Case = {"q": {"measures": "csat", "columns": {"Q": "contact"}}}
IMPORTANCE: Case = {"q": {"measures": "importance", "column": "Q"}}


def nps(promoters: int, passives: int, detractors: int) -> list[str]:
    return ["9"] * promoters + ["7"] * passives + ["3"] * detractors


def csat(satisfied: int, of: int) -> list[str]:
    return ["5"] * satisfied + ["1"] * (of - satisfied)


def changes(
    questions: tuple[Case, Case], answers: tuple[list[str], list[str]], case: Case | None = None, **more: Any
) -> tuple[WaveChangeRecord, ...]:
    """Return what changed between two waves."""
    spring, autumn = (
        (survey(asked, period=days, wave_of="customers", **more), table("Q,S", *given))
        for asked, days, given in zip(questions, (SPRING, AUTUMN), answers, strict=True)
    )
    return result_of_files(files_with({"spring": spring, "autumn": autumn}, case)).waves


@pytest.mark.parametrize(
    ("question", "answers", "change", "p", "verdict"),
    [
        (NPS, (nps(12, 14, 14), nps(20, 12, 8)), (32.6, -0.8, 65.9), 0.0557, "not-demonstrable"),
        (NPS, (nps(12, 14, 14), nps(35, 3, 2)), (81.4, 52.4, 110.4), 0.0000, "better"),
        (NPS, (nps(35, 3, 2), nps(12, 14, 14)), (-81.4, -110.4, -52.4), 0.0000, "worse"),
        (NPS, (nps(10, 10, 10), nps(20, 20, 20)), (0.0, -34.1, 34.1), 1.0, "unchanged"),
        (CSAT, (csat(18, 30), csat(27, 33)), (0.218, -0.005, 0.419), 0.0575, "not-demonstrable"),
        (
            {"q": {"measures": "importance", "column": "Q"}},
            (["9"] * 20 + ["8"] * 20, ["3"] * 20 + ["2"] * 20),
            (-6.0, -6.2, -5.8),
            0.0,
            "lower",
        ),
        (
            {"q": {"measures": "performance", "column": "Q"}},
            (["9"] * 20, ["3"] * 20),
            None,
            None,
            "not-demonstrable",
        ),
    ],
)
def test_a_change_is_told_where_chance_does_not_explain_it(
    question: Case,
    answers: tuple[list[str], list[str]],
    change: tuple[float, float, float] | None,
    p: float | None,
    verdict: str,
) -> None:
    (found,) = changes((question, question), answers)
    assert found.verdict == verdict
    assert found.p == (None if p is None else pytest.approx(p, abs=0.00006))
    limits = None if found.change is None else (float(found.change), found.low, found.high)
    assert limits == (None if change is None else pytest.approx(change, abs=0.06))


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ({"measures": "recommend", "column": "Q"}, "it measures something else"),
        ({**NPS["q"], "wording": {"en": "Do you recommend us?"}}, "it is worded otherwise"),
        ({"measures": "nps", "column": "Q", "reverse": True}, "it is answered on another scale"),
        ({**NPS["q"], "wording": {"en": "Would  you\nrecommend us?"}}, None),
        ({**NPS["q"], "wording": "Would you recommend us?"}, None),
        ({**NPS["q"], "wording": "Do you recommend us?"}, "it is worded otherwise"),
        ({"measures": "nps", "column": "Q"}, None),
    ],
)
def test_what_is_asked_otherwise_is_not_comparable(now: Case, said: str | None) -> None:
    (found,) = changes((NPS, {"q": now}), (nps(20, 10, 10), nps(10, 20, 10)))
    assert (None if found.reason is None else found.reason.text) == said
    assert (found.verdict == "not-comparable") is (said is not None)
    assert (found.p is None) is (said is not None)


def test_the_same_people_are_not_tested() -> None:
    (found,) = changes((NPS, NPS), (nps(12, 14, 14), nps(35, 3, 2)), panel=True)
    assert (found.verdict, found.p, found.change) == ("not-tested", None, None)


def test_too_few_are_not_compared() -> None:
    assert changes((NPS, NPS), (nps(9, 5, 5), nps(30, 5, 5))) == ()


def test_all_tests_of_a_measure_make_one_family() -> None:
    questions: Case = {"q": {"measures": "csat", "columns": {"Q": "contact"}}}
    then = [f"{answer},{part}" for part in "AB" for answer in csat(18, 30)]
    now = [f"{answer},{part}" for part, k in (("A", 27), ("B", 20)) for answer in csat(k, 33)]
    found = changes((questions, questions), (then, now), segments={"s": {"column": "S"}})
    assert [(one.segment, one.part) for one in found] == [(None, None), ("s", "A"), ("s", "B")]
    ps = [one.p for one in found if one.p is not None]
    assert [one.adjusted_p for one in found] == pytest.approx(list(holm(ps)))
    assert ps[1] == pytest.approx(0.0575, abs=0.00006)
    assert (found[1].adjusted_p or 0) > ps[1]


def test_three_waves_are_compared_one_after_the_other() -> None:
    waves = {}
    for id_, month, answers in (("c", "03", (10, 10, 10)), ("a", "05", (15, 10, 5)), ("b", "07", (20, 5, 5))):
        period = {"from": f"2026-{month}-01", "to": f"2026-{month}-10"}
        waves[id_] = (survey(NPS, wave_of="customers", period=period), table("Q,S", *nps(*answers)))
    found = result_of_files(files_with(waves)).waves
    assert [(one.then, one.now) for one in found] == [("c", "a"), ("a", "b")]


def in_two_ways(
    web: tuple[list[str], list[str]], paper: tuple[list[str], list[str]], of_paper: Case = CSAT
) -> tuple[WaveChangeRecord, ...]:
    """Return what changed between two waves that were asked on the web, and five days longer on paper."""
    sides = {}
    for season, days, on_web, on_paper in zip(("spring", "autumn"), (SPRING, AUTUMN), web, paper, strict=True):
        longer = {**days, "to": days["to"].replace("-15", "-20")}
        sides[f"{season}-web"] = (survey(CSAT, wave_of="customers", period=days), table("Q,S", *on_web))
        sides[f"{season}-paper"] = (survey(of_paper, wave_of="customers", period=longer), table("Q,S", *on_paper))
    return result_of_files(files_with(sides)).waves


def test_surveys_whose_days_overlap_are_one_wave() -> None:
    (found,) = in_two_ways((csat(10, 60), csat(50, 60)), (csat(10, 60), csat(55, 61)))
    assert (found.then, found.then_beside) == ("spring-paper", ("spring-web",))
    assert (found.now, found.now_beside) == ("autumn-paper", ("autumn-web",))
    assert (found.n_then, found.n_now, found.verdict) == (120, 121, "better")
    assert (float(found.before.value), float(found.after.value)) == pytest.approx((20 / 120, 105 / 121))


def test_what_too_few_answered_is_in_no_wave() -> None:
    (found,) = in_two_ways((csat(10, 60), csat(50, 60)), (csat(4, 4), csat(55, 61)))
    assert (found.n_then, found.n_now) == (60, 121)


def test_what_a_wave_asks_in_different_ways_is_not_comparable() -> None:
    otherwise: Case = {"q": {**CSAT["q"], "scale": "1-6", "top_box": [5, 6]}}
    (found,) = in_two_ways((csat(10, 60), csat(50, 60)), (csat(10, 60), csat(55, 61)), otherwise)
    assert found.verdict == "not-comparable"
    assert ENGLISH.say(found.reason or "") == "the surveys of one wave ask it in different ways"
    assert (found.n_then, found.n_now) == (
        60,
        61,
    )  # those of the largest, for both together are no answer to one question


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ({}, {"top_box": [4, 5]}),
        ({"top_box": [5, 4]}, {"top_box": [4, 5]}),
        ({"reverse": True}, {"reverse": True, "top_box": [1, 2]}),
        ({"measures": "levels"}, {"measures": "levels", "cuts": [4, 7]}),
        ({"measures": "nps"}, {"measures": "nps", "scale": "0-10"}),
    ],
)
def test_defaults_that_are_written_change_nothing(then: Case, now: Case) -> None:
    questions = tuple({"q": {"measures": "csat", "columns": {"Q": "contact"}, **own}} for own in (then, now))
    found = changes((questions[0], questions[1]), (csat(18, 30), csat(27, 33)))
    assert found
    assert "not-comparable" not in {one.verdict for one in found}


def test_tests_of_two_questions_and_of_two_rows_between_the_same_dates_are_one_family() -> None:
    two: Case = {
        "q": {"measures": "csat", "columns": {"Q": "contact"}},
        "r": {"measures": "csat", "columns": {"S": "shop"}},
    }
    sides = {}
    for season, days, k in (("spring", SPRING, 15), ("autumn", AUTUMN, 26)):
        rows = [f"{one},{other}" for one, other in zip(csat(k, 33), csat(k - 1, 33), strict=True)]
        sides[f"{season}-a"] = (survey(two, wave_of="a", period=days), table("Q,S", *rows))
        sides[f"{season}-b"] = (survey(CSAT, wave_of="b", period=days), table("Q,S", *csat(k + 1, 34)))
    found = result_of_files(files_with(sides)).waves
    ps = [one.p for one in found if one.p is not None]
    assert len(ps) == 3
    assert [one.adjusted_p for one in found] == pytest.approx(list(holm(ps)))


@pytest.mark.parametrize(
    ("then", "now", "verdicts"),
    [
        ((2, 30), (20, 5), {"disappointing": "better", "ok": "lower", "delighting": "better"}),
        ((20, 5), (2, 30), {"disappointing": "worse", "ok": "higher", "delighting": "worse"}),
    ],
)
def test_fewer_who_are_disappointed_is_better(
    then: tuple[int, int], now: tuple[int, int], verdicts: dict[str, str]
) -> None:
    levels: Case = {"q": {"measures": "levels", "columns": {"Q": "contact"}}}

    def answers(delighted: int, all_right: int) -> list[str]:
        return ["9"] * delighted + ["6"] * all_right + ["1"] * (40 - delighted - all_right if delighted < 20 else 0)

    sides = tuple(answers(*one) for one in (then, now))
    found = changes((levels, levels), (sides[0], sides[1]))
    assert {one.after.of.value: one.verdict.value for one in found} == verdicts


@pytest.mark.parametrize(
    ("then", "now", "parts"),
    [
        ({"1": "young", "2": "old"}, {"1": "old", "2": "young"}, {"1": "unchanged", "2": "unchanged"}),
        ({"1": "young", "2": "old"}, {"1": "young", "2": "aged"}, {"1": "not-demonstrable"}),
        ({}, {"1": "young", "2": "old"}, {}),
    ],
)
def test_parts_are_compared_by_what_they_are_called(then: Case, now: Case, parts: dict[str, str]) -> None:
    given = {"1": csat(15, 30), "2": csat(28, 30)}
    last = given if then == {"1": "young", "2": "old"} and "aged" not in now.values() else {**given, "1": csat(16, 30)}
    swapped = {"1": last["2"], "2": last["1"]} if now.get("1") == "old" else last
    sides = {
        id_: (
            survey(CSAT, period=days, wave_of="customers", segments={"s": {"column": "S", "values": values}}),
            table("Q,S", *(f"{answer},{part}" for part, answers in rows.items() for answer in answers)),
        )
        for id_, days, values, rows in (("spring", SPRING, then, given), ("autumn", AUTUMN, now, swapped))
    }
    found = result_of_files(files_with(sides)).waves
    assert {one.part: one.verdict for one in found if one.part is not None} == parts


def test_a_test_has_one_p_in_every_edition() -> None:
    shop = {"shop": {"name": "Shop", "phase": "before", "channels": ["website"], "audience": "internal"}}
    contact = {"contact": {"name": "Contact page", "phase": "before", "channels": ["website"]}}
    questions: Case = {"q": {"measures": "csat", "columns": {"Q": "contact", "S": "shop"}}}
    sides = {
        id_: (
            survey(questions, period=days, wave_of="customers"),
            table("Q,S", *(f"{one},{other}" for one, other in zip(*given, strict=True))),
        )
        for id_, days, given in (
            ("spring", SPRING, (csat(15, 30), csat(20, 30))),
            ("autumn", AUTUMN, (csat(25, 33), csat(22, 33))),
        )
    }
    files = files_with(sides, {"touchpoints": {**contact, **shop}})
    internal, client = (
        {one.touchpoint: (one.adjusted_p, one.verdict) for one in result_of_files(files, edition).waves}
        for edition in (Edition.INTERNAL, Edition.CLIENT)
    )
    assert internal.keys() == {"contact", "shop"}
    assert client == {"contact": internal["contact"]}
    assert internal["contact"][1] == "not-demonstrable"


def test_what_is_not_comparable_stands_once_under_its_own_name() -> None:
    levels: Case = {"q": {"measures": "levels", "columns": {"Q": "contact"}, "scale": "1-5", "cuts": [2, 3]}}
    (found,) = changes((CSAT, levels), (csat(15, 30), csat(25, 33)))
    assert (found.before.of, found.after.of) == (Figured.TOP_BOX, Figured.DISAPPOINTING)
    assert found.verdict == "not-comparable"


def test_a_wave_that_begins_on_the_last_day_of_another_is_the_same() -> None:
    days = ({"from": "2026-04-01", "to": "2026-04-15"}, {"from": "2026-04-15", "to": "2026-04-20"}, AUTUMN)
    sides = {
        f"wave-{at}": (survey(CSAT, wave_of="customers", period=period), table("Q,S", *csat(20, 30)))
        for at, period in enumerate(days)
    }
    (found,) = result_of_files(files_with(sides)).waves
    assert (found.then, found.then_beside, found.now) == ("wave-1", ("wave-0",), "wave-2")


def test_one_panel_in_a_wave_is_enough_to_test_nothing() -> None:
    sides = {
        id_: (survey(CSAT, wave_of="customers", period=days, **more), table("Q,S", *csat(k, 60)))
        for id_, days, k, more in (
            ("then", SPRING, 10, {}),
            ("web", AUTUMN, 50, {}),
            ("paper", AUTUMN, 50, {"panel": True}),
        )
    }
    (found,) = result_of_files(files_with(sides)).waves
    assert (found.verdict, found.p) == ("not-tested", None)


def test_a_change_whose_interval_holds_0_is_not_demonstrable_though_p_is_small() -> None:
    """0 of 20 against 4 of 20: p .037, interval from -0.0005 on."""
    (found,) = changes((CSAT, CSAT), (csat(0, 20), csat(4, 20)))
    assert found.adjusted_p == pytest.approx(0.0374, abs=5e-5)
    assert (found.low or 0) < 0
    assert found.verdict == "not-demonstrable"


@pytest.mark.parametrize(("paper", "counted"), [(12, 75), (0, 60)])
def test_a_wave_counts_few_with_others_that_are_not_told(paper: int, counted: int) -> None:
    """Of 3 alone nothing is told: with 12 more that are withheld they are 15, and all 75 stand together."""
    sides = {"then": (survey(NPS, period=SPRING, wave_of="c"), table("Q,S", *nps(20, 20, 20)))}
    for id_, n in (("web", 60), ("paper", paper), ("phone", 3)):
        sides[id_] = (survey(NPS, period=AUTUMN, wave_of="c"), table("Q,S", *nps(n, 0, 0)))
    result = result_of_files(files_with(sides))
    (found,) = result.waves
    assert found.n_now == counted
    assert [pool.answers.n for pool in result.pooled] == ([75] if paper else [])
