"""Customers told apart by a column: which part a row belongs to, what is told instead, and what may be said."""

import tracemalloc
from datetime import date, timedelta
from typing import Any

import pytest

from tests.surveys.asked import answered, result_with, survey, table, workspace_with
from tests.workspaces import ENGLISH, Case, problems
from tpm_audit.model.customers import Size
from tpm_audit.model.entry import Edition
from tpm_audit.model.result import Result
from tpm_audit.surveys import ratings

ALL_SHOWN = {"site": {"settings": {"min_n": {"show": 1, "interval": 1, "plain": 1}}}}
BRANCHES = {"locations": {"linz": {"name": "Linz"}, "wels": {"name": "Wels"}}}


def by_part(result: Result) -> dict[str, tuple[int, Size]]:
    """Return n and size of each part of the only question."""
    (question,) = result.surveys[0].questions
    return {one.part: (one.answers.n, one.answers.size) for one in question.parts}


def told_apart(column: str, *texts: str, case: Case | None = None, **segment: Any) -> Result:
    """Return the result of a survey in which each row has an answer and a text of a segment."""
    tree = survey({"q": {"measures": "csat", "column": "Q"}}, segments={"s": {"column": column, **segment}})
    return result_with(tree, table(f"Q,{column}", *(f"4,{one}" for one in texts)), case={**ALL_SHOWN, **(case or {})})


@pytest.mark.parametrize(
    ("texts", "segment", "parts"),
    [
        (["A", "B", "A", ""], {}, {"A": 2, "B": 1}),
        (["2", "1", "1", "9"], {"values": {"1": "young", "2": "old"}, "missing": ["9"]}, {"1": 2, "2": 1}),
        (["2026-10-03 10:15:00", "2026-11-01"], {"is": "month"}, {"2026-10": 1, "2026-11": 1}),
        (["2026-10-03T23:59:59+02:00", "1980-01-01 00:00:00"], {"is": "month"}, {"2026-10": 1}),
        (["3.10.2026 10:15", "13.11.2026"], {"is": "month"}, {"2026-10": 1, "2026-11": 1}),
        (["10/03/2026 10:15:00", "11/13/2026"], {"is": "month"}, {"2026-10": 1, "2026-11": 1}),
        (["10/03/2026", "13/11/2026"], {"is": "month"}, {"2026-03": 1, "2026-11": 1}),
        (["10/03/2026"], {"is": "month", "dates": "month-first"}, {"2026-10": 1}),
        (["10/03/2026"], {"is": "month", "dates": "day-first"}, {"2026-03": 1}),
        (["10/10/2026"], {"is": "month"}, {"2026-10": 1}),
        (["1", "01", "2"], {"values": {"1": "young", "01": "young", "2": "old"}}, {"1": 2, "2": 1}),
    ],
)
def test_rows_belong_to_parts(texts: list[str], segment: dict[str, Any], parts: dict[str, int]) -> None:
    found = told_apart("S", *texts, **segment)
    assert {part: n for part, (n, _) in by_part(found).items()} == parts


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2026-10-31T23:30:00Z", "2026-11"),
        ("2026-10-31 23:30:00.123 UTC", "2026-11"),
        ("2026-10-31T21:30:00+0000", "2026-10"),
        ("2026-11-01T00:30:00+02:00", "2026-10"),
        ("2026-11-01T08:30:00+10", "2026-10"),
        ("2026-10-31T18:30-05:00", "2026-11"),
        ("2026/10/31 11:30:15 PM GMT", "2026-11"),
        ("2026/11/01 12:10:15 AM GMT+2", "2026-10"),
        ("31.10.2026, 23:30 UTC", "2026-11"),
        ("2026-12-31T23:30:00Z", "2027-01"),
        ("2026-10-31 23:30:00", "2026-10"),
        ("2026-10-31T25:30:00Z", "2026-10"),
        ("2026-10-31T23:30:00+99:00", "2026-10"),
        ("2026-10-30T23:30:00-12:00", "2026-10"),
        ("2026-10-26T23:30:00-12:00", "2026-10"),
    ],
)
def test_a_time_belongs_to_the_month_that_it_was_here(text: str, month: str) -> None:
    case = {"site": {**ALL_SHOWN["site"], "time_zone": "Europe/Vienna"}}
    assert by_part(told_apart("S", f'"{text}"', case=case, **{"is": "month"})).keys() == {month}


def test_ids_that_are_taken_for_a_segment_cost_little_and_are_told_once() -> None:
    columns = [f"Q{at}" for at in range(30)]
    tree = survey(
        {name.lower(): {"measures": "csat", "column": name} for name in columns},
        segments={name: {"column": name.upper()} for name in ("a", "b")},
    )
    rows = table(",".join(["A", "B", *columns]), *(f"{at},x{at}{',4' * len(columns)}" for at in range(8_000)))
    tracemalloc.start()
    told = problems(workspace_with(tree, rows))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [one.partition(" segment ")[2].partition(":")[0] for one in told] == ["'a'", "'b'"]
    assert peak < 30_000_000


def test_spaces_about_parts_are_no_parts() -> None:
    texts = [f"{' ' * before}{part}{' ' * after}" for part in "AB" for before in range(7) for after in range(7)]
    assert {part: n for part, (n, _) in by_part(told_apart("S", *texts)).items()} == {"A": 49, "B": 49}


@pytest.mark.parametrize(
    ("texts", "segment", "said"),
    [
        (
            ["3", "1"],
            {"values": {"1": "young"}},
            ":2:1 TPS021 segment 's': 1 row belongs to what its values do not name: '3'",
        ),
        (["10/03/2026", "2026-10-01"], {"is": "month"}, ":2:1 TPS021 segment 's': '10/03/2026' may be two days"),
        (
            ["0026-10-03"],
            {"is": "month"},
            ":2:1 TPS021 segment 's': 1 row has no day that can be read: '0026-10-03'",
        ),
        (
            ["2026-10-01", "soon", "soon", "2026-13-01"],
            {"is": "month"},
            ":3:1 TPS021 segment 's': 3 rows have no day that can be read: 'soon', '2026-13-01'",
        ),
        (
            [f"text {n}" for n in range(61)],
            {},
            ":1:1 TPS021 segment 's': more than 60 different texts are no kinds of customers",
        ),
    ],
)
def test_what_belongs_nowhere_is_a_problem(texts: list[str], segment: dict[str, Any], said: str) -> None:
    tree = survey({"q": {"measures": "csat", "column": "Q"}}, segments={"s": {"column": "S", **segment}})
    workspace = workspace_with(tree, table("Q,S", *(f"4,{one}" for one in texts)))
    assert problems(workspace) == [f"content/surveys/autumn/export.csv{said}"]
    assert workspace.tallies["autumn"].parts == ()


@pytest.mark.parametrize(
    ("texts", "values"),
    [
        (["Linz", "Wels", "", "Bad Ischl"], "values: {Linz: linz, Wels: wels, Bad Ischl: bad-ischl}"),
        (["1", "2"], "values: {1: …, 2: …}"),
    ],
)
def test_locations_are_to_be_named_by_what_the_column_holds(texts: list[str], values: str) -> None:
    tree = survey({"q": {"measures": "csat", "column": "Q"}}, segments={"s": {"column": "S", "is": "location"}})
    (problem,) = workspace_with(tree, table("Q,S", *(f"4,{one}" for one in texts))).problems
    assert (problem.code, problem.place.file) == ("TPS022", "content/surveys/autumn/survey.yml")
    assert problem.hint is not None
    assert ENGLISH.say(problem.hint) == f"write for example {values}"


def test_a_part_that_is_spelt_otherwise_is_told() -> None:
    tree = survey(
        {"q": {"measures": "csat", "column": "Q"}}, segments={"s": {"column": "S", "values": {"linz": "Linz"}}}
    )
    (problem,) = workspace_with(tree, table("Q,S", "4,Linz")).problems
    assert problem.hint is not None
    assert ENGLISH.say(problem.hint) == "did you mean 'Linz' where values: has 'linz'? write both if both occur"


@pytest.mark.parametrize(
    ("segment", "said"),
    [
        ({"is": "location", "values": {"1": "graz"}}, "TPS030 no location 'graz'"),
        ({"is": "month", "values": {"1": "x"}}, "TPS023 months are read from the days of the column"),
        ({"dates": "day-first"}, "TPS023 dates: says how the days of months are read"),
        ({"column": "Z"}, "TPS054 export.csv has no column 'Z'"),
    ],
)
def test_a_segment_that_cannot_be_is_a_problem(segment: dict[str, Any], said: str) -> None:
    tree = survey({"q": {"measures": "csat", "column": "Q"}}, segments={"s": {"column": "S", **segment}})
    (found,) = problems(workspace_with(tree, table("Q,S", "4,A"), case=BRANCHES))
    assert said in found


@pytest.mark.parametrize(
    ("texts", "sizes"),
    [
        ("A" * 30 + "B" * 25, {"A": Size.ORIENTATION, "B": Size.ORIENTATION}),
        ("A" * 30 + "B" * 25 + "C" * 4, {"A": Size.ORIENTATION, "B": Size.WITHHELD}),
        (
            "A" * 30 + "B" * 25 + "C" * 3 + "D" * 3,
            {"A": Size.ORIENTATION, "B": Size.ORIENTATION},
        ),
        ("A" * 30 + "B" * 25 + " " * 2, {"A": Size.ORIENTATION, "B": Size.WITHHELD}),
        ("A" * 30 + "B" * 25 + " " * 5, {"A": Size.ORIENTATION, "B": Size.ORIENTATION}),
        ("A" * 2 + "B" * 2, {}),
    ],
)
def test_what_few_answered_cannot_be_worked_out(texts: str, sizes: dict[str, Size]) -> None:
    found = told_apart("S", *texts, case={"site": {}})
    assert {part: size for part, (_, size) in by_part(found).items()} == sizes
    hidden = dict(found.surveys[0].questions[0].hidden_parts).get("s", 0)
    assert hidden == len({*texts} - {" ", *sizes})


def test_parts_of_a_whole_that_is_hidden_are_hidden() -> None:
    assert by_part(told_apart("S", "A", "A", "B", case={"site": {"settings": {"min_n": {"show": 4}}}})) == {}


def test_an_internal_location_is_not_told_apart_for_the_client() -> None:
    tree = survey(
        {"q": {"measures": "csat", "column": "Q"}},
        segments={
            "branch": {"column": "S", "is": "location", "values": {"1": "linz", "2": "wels"}},
            "ours": {"column": "S", "audience": "internal"},
        },
    )
    case = {**ALL_SHOWN, "locations": {**BRANCHES["locations"], "wels": {"name": "Wels", "audience": "internal"}}}
    rows = table("Q,S", "4,1", "5,2", "5,2")
    internal, client = (result_with(tree, rows, edition, case) for edition in (Edition.INTERNAL, Edition.CLIENT))
    assert by_part(internal).keys() == {"linz", "wels", "1", "2"}
    assert by_part(client).keys() == {"linz"}
    assert [one.id for one in client.surveys[0].segments] == ["branch"]
    assert "wels" not in str(client.surveys)
    assert answered(client.surveys[0], "q") == answered(internal.surveys[0], "q")


def test_no_answer_is_lost_among_many_days() -> None:
    days = [date(2025, 1, 1) + timedelta(days=n) for n in range(730)]
    rows = [f"{answer},{day} 10:15" for day in days for answer in range(1, 6)]
    tree = survey({"q": {"measures": "csat", "column": "Q"}}, segments={"m": {"column": "S", "is": "month"}})
    found = by_part(result_with(tree, table("Q,S", *rows)))
    assert len(found) == 24
    assert sum(n for n, _ in found.values()) == len(rows)


def test_more_than_can_be_told_apart_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ratings, "MOST_TOGETHER", 5)
    tree = survey({"q": {"measures": "csat", "column": "Q"}}, segments={"s": {"column": "S"}})
    rows = table("Q,S", *(f"{answer},{part}" for part in "AB" for answer in (3, 4, 5)))
    (told,) = problems(workspace_with(tree, rows))
    assert "export.csv:7:1 TPS021 question 'q' has too many different answers to be told apart by segment 's'" in told


def test_the_client_sees_customers_told_apart_by_one_segment() -> None:
    tree = survey(
        {"q": {"measures": "csat", "column": "Q"}},
        segments={
            "ours": {"column": "S", "audience": "internal"},
            "branch": {"column": "S"},
            "region": {"column": "S"},
        },
    )
    internal, client = (result_with(tree, table("Q,S", "4,A", "5,B"), edition, ALL_SHOWN) for edition in Edition)
    told = [[one.id for one in result.surveys[0].segments] for result in (internal, client)]
    assert told == [["ours", "branch", "region"], ["branch"]]
    assert {one.segment for one in client.surveys[0].questions[0].parts} == {"branch"}
