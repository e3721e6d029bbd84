"""What matters to customers, beside how well it is done and what the company thinks: which answers are taken."""

import json
from fractions import Fraction
from typing import Any

import pytest

from tests.surveys.asked import files_with, result_of_files, result_with, survey, table
from tests.surveys.rated import NAMES, asked, case, of
from tests.workspaces import Case
from tpm_audit.model.importance_records import Field
from tpm_audit.model.result import Result, result_from_json, result_json
from tpm_audit.model.site import Crosshairs

FOUR = of("abcd", "abcde", "9,8,5,4,6,8,4,8,7", "9,8,6,5,7,8,5,7,8")


def fields(result: Result) -> dict[str, Field | None]:
    return {one.touchpoint: one.field for one in result.matrices[0].points}


def test_four_touchpoints_make_a_picture() -> None:
    (matrix,) = FOUR.matrices
    assert (matrix.low, matrix.high, matrix.lines, matrix.asked) == (0, 10, Crosshairs.DATA, 4)
    assert (matrix.importance_line, matrix.performance_line) == (Fraction("6.75"), Fraction("6.625"))
    assert fields(FOUR) == {
        "a": Field.CONCENTRATE,
        "b": Field.KEEP_UP,
        "c": Field.LOW_PRIORITY,
        "d": Field.OVERKILL,
        "e": Field.OVERKILL,
    }


def test_where_customers_were_not_asked_the_company_guesses_and_moves_no_line() -> None:
    guess = FOUR.matrices[0].points[-1]
    assert (guess.touchpoint, guess.importance, guess.company, guess.gap) == ("e", None, Fraction(2), None)
    assert FOUR.matrices[0].points[0].company is None
    without = of("abcd", "abcd", "9,8,5,4,6,8,4,8", "9,8,6,5,7,8,5,7").matrices[0]
    assert without.importance_line == FOUR.matrices[0].importance_line


@pytest.mark.parametrize(
    ("lines", "where"), [("scale", (5, 5)), ("data", ("6.75", "6.625")), ("median", ("6.75", "7"))]
)
def test_the_lines_are_where_the_workspace_wants_them(lines: str, where: tuple[Any, Any]) -> None:
    (matrix,) = of("abcd", "abcd", "9,8,5,4,6,8,4,8", "9,8,6,5,7,8,5,7", crosshairs=lines).matrices
    assert (matrix.importance_line, matrix.performance_line) == tuple(map(Fraction, where))


def test_a_gap_is_of_those_who_said_both() -> None:
    gap = of("abcd", "abcd", "9,8,5,4,6,8,4,8", "9,8,6,5,7,8,5,7", "1,,,,,,,").matrices[0].points[0].gap
    assert gap is not None
    assert (gap.value, gap.n) == (Fraction("2.5"), 2)
    assert (gap.low, gap.high) == pytest.approx((2.5 - 12.7062 / 2, 2.5 + 12.7062 / 2), abs=1e-3)


@pytest.mark.parametrize(("alone", "n"), [(0, 20), (1, None), (4, None), (5, 20)])
def test_a_gap_does_not_give_away_who_answered_one_question_alone(alone: int, n: int | None) -> None:
    questions: Case = {
        "imp": {"measures": "importance", "column": "I", "about": "shop"},
        "perf": {"measures": "performance", "column": "P", "about": "shop"},
    }
    rows = [f"{7 + at % 3},{5 + at % 4}" for at in range(20)] + ["0,"] * alone
    point = result_with(survey(questions), table("I,P", *rows)).matrices[0].points[0]
    assert point.gap is not None
    assert point.gap.n == n


def test_of_different_people_a_gap_has_no_interval() -> None:
    gap = of("a", "a", "9,", "8,", ",6", ",7").matrices[0].points[0].gap
    assert gap is not None
    assert (gap.value, gap.low, gap.n) == (Fraction(2), None, None)


@pytest.mark.parametrize(
    ("importance", "performance", "asked_both"), [("abc", "abc", [3]), ("abcd", "abcd", [4]), ("ab", "cd", [])]
)
def test_too_few_make_no_lines(importance: str, performance: str, asked_both: list[int]) -> None:
    n = len(importance) + len(performance)
    result = of(importance, performance, ",".join("5" * n), ",".join("6" * n), least=3)
    assert [one.asked for one in result.matrices] == asked_both
    assert all(one.importance_line is None and one.points == () for one in result.matrices)


def test_four_channels_of_one_touchpoint_make_no_lines() -> None:
    on = ("website", "email", "branch")
    columns = {f"{sign}{channel}": {"touchpoint": "a", "channel": channel} for sign in "IP" for channel in on}
    questions: Case = {
        measure: {
            "measures": measure,
            "columns": {key: about for key, about in columns.items() if key[0] == sign} | whole,
        }
        for measure, sign, whole in (("importance", "I", {"Ia": "a"}), ("performance", "P", {"Pa": "a"}))
    }
    places = case()
    everywhere = {**places["touchpoints"], "a": {**NAMES["a"], "channels": list(on)}}
    content = table(",".join((*columns, "Ia", "Pa")), *["9,8,5,4,6,8,4,8"] * 3)
    (matrix,) = result_with(survey(questions), content, case={**places, "touchpoints": everywhere}).matrices
    assert (len(matrix.points), matrix.importance_line) == (4, None)


def test_what_enough_answered_counts_before_what_was_asked_later() -> None:
    enough, few = (survey(asked("a", "a"), period={"from": day, "to": day}) for day in ("2026-05-01", "2026-10-01"))
    sides = {"early": (enough, table("Ia,Pa", *["9,6"] * 3)), "late": (few, table("Ia,Pa", "1,1"))}
    (matrix,) = result_of_files(files_with(sides, case())).matrices
    (point,) = matrix.points
    assert point.importance is not None
    assert (point.importance.survey, point.performance.survey) == ("early", "early")


def test_only_the_latest_wave_counts_and_each_scale_for_itself() -> None:
    then = survey(asked("abcd", "abcd"), wave_of="c", period={"from": "2026-05-01", "to": "2026-05-02"})
    now = survey({**asked("ab", "ab"), **{f"{k}5": v for k, v in asked("cd", "cd", scale="1-5").items()}}, wave_of="c")
    old = table("Ia,Ib,Ic,Id,Pa,Pb,Pc,Pd", *["9,8,5,4,6,8,4,8"] * 3)
    new = table("Ia,Ib,Pa,Pb,Ic,Id,Pc,Pd", *["9,8,5,4,3,4,4,5"] * 3)
    result = result_of_files(files_with({"spring": (then, old), "autumn": (now, new)}, case()))
    assert [(one.low, one.high, one.asked) for one in result.matrices] == [(0, 10, 2), (1, 5, 2)]
    assert {point.performance.survey for one in result.matrices for point in one.points} == {"autumn"}


def test_inside_and_outside_differ_by_the_mirrored_interval() -> None:
    result = of("abe", "", "7,5,4", "8,6,6")
    one, other = result.inside_outside
    assert (one.touchpoint, one.company, one.gap) == ("a", Fraction(9), Fraction("1.5"))
    assert (other.touchpoint, other.gap) == ("e", Fraction(-3))
    assert one.customers.low is not None
    assert one.within == pytest.approx((9 - one.customers.high, 9 - one.customers.low))  # type: ignore[operator]


def test_a_result_is_read_as_it_was_written_and_an_older_one_without() -> None:
    written = json.loads(result_json(FOUR))
    assert result_from_json(written).matrices[0].points[0].field is Field.CONCENTRATE
    for name in ("matrices", "inside_outside", "emotions"):
        del written[name]
    assert result_from_json(written).matrices == ()
