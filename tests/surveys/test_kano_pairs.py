"""Kano pairs: what is counted of a file, what is told instead, and what may be said."""

from collections import Counter
from typing import Any

import pytest

from tests.surveys.asked import result_with, survey, table, workspace_with
from tests.workspaces import Case, problems
from tpm_audit.figures.kano import kano_of
from tpm_audit.model.customers import Size
from tpm_audit.model.entry import Edition
from tpm_audit.model.kano import KanoRecord, Property
from tpm_audit.model.result import Result

ASKED: Case = {"measures": "kano", "with": "A", "without": "B"}
# An answer pair for each category: like it and live without it, and so on.
PAIRS = {"A": "1,4", "O": "1,5", "M": "2,5", "I": "3,3", "R": "5,1", "Q": "1,1"}


def rows(**of: int) -> list[str]:
    return [PAIRS[name] for name, n in of.items() for _ in range(n)]


def asked(*answers: str, edition: Edition = Edition.INTERNAL, **question: Any) -> Result:
    return result_with(survey({"q": {**ASKED, **question}}), table("A,B", *answers), edition)


def record(result: Result) -> KanoRecord:
    (found,) = result.surveys[0].kano
    return found


def given(found: KanoRecord) -> dict[str, int]:
    return {one.value: n for one, n in found.counts if n}


@pytest.mark.parametrize(
    ("answers", "question", "counts", "blank"),
    [
        (rows(A=2, O=3, M=1, I=1, R=1, Q=1), {}, {"A": 2, "O": 3, "M": 1, "I": 1, "R": 1, "Q": 1}, 0),
        ([*rows(A=5), "1,", ",5", ","], {}, {"A": 5}, 2),
        ([*rows(A=5), "1,9"], {"missing": ["9"]}, {"A": 5}, 1),
        (["5,2"] * 5, {"reverse": True}, {"A": 5}, 0),
        (["gut,egal"] * 5, {"map": {"gut": 1, "egal": 3}}, {"A": 5}, 0),
    ],
)
def test_pairs_are_counted(answers: list[str], question: Case, counts: dict[str, int], blank: int) -> None:
    found = record(asked(*answers, **question))
    assert (given(found), found.blank, found.n) == (counts, blank, sum(counts.values()))


def test_the_worked_figures_come_out_of_a_file() -> None:
    found = record(asked(*rows(A=14, O=9, M=6, I=8, R=1, Q=2)))
    assert [round(float(one or 0), 3) for one in (found.satisfaction, found.dissatisfaction, found.p)] == [
        0.622,
        -0.405,
        0.405,
    ]
    assert (found.first, found.is_clear) == ((Property.ATTRACTIVE, Property.PERFORMANCE), False)
    clear = record(asked(*rows(A=22, O=9)))
    assert (clear.first, clear.is_clear, round(float(clear.p or 0), 3)) == ((Property.ATTRACTIVE,), True, 0.029)


@pytest.mark.parametrize(
    ("n", "size", "counts", "has_figures"),
    [
        (4, Size.HIDDEN, {}, False),
        (5, Size.COUNTS, {"A": 5}, False),
        (19, Size.COUNTS, {"A": 19}, False),
        (20, Size.ORIENTATION, {"A": 20}, True),
        (100, Size.PLAIN, {"A": 100}, True),
    ],
)
def test_few_pairs_say_little(n: int, size: Size, counts: dict[str, int], has_figures: bool) -> None:  # noqa: FBT001
    found = record(asked(*rows(A=n)))
    assert (found.size, given(found)) == (size, counts)
    assert {one is not None for one in (found.p, found.satisfaction, found.questionable)} == {has_figures}
    assert bool(found.first) is has_figures


@pytest.mark.parametrize(
    ("question", "answers", "said"),
    [
        ({"without": "A"}, "1,1", "TPS022 a property is asked about twice"),
        ({"without": None}, "1,1", "TPS022 a property is asked about twice"),
        ({"column": "A"}, "1,1", "TPS023 column: says nothing where 'kano' is measured"),
        ({"scale": "1-7"}, "1,1", "TPS023 scale: says nothing where 'kano' is measured"),
        ({"map": {"gut": 6}}, "gut,gut", "TPS042 6 is not on the scale 1-5"),
        ({"without": "C"}, "1,1", "TPS054 export.csv has no column 'C'"),
        ({}, "1,6", "export.csv:2:1 TPS021 question 'q': 1 answer is not on the scale 1-5: '6'"),
        ({}, "gut,1", "export.csv:2:1 TPS021 question 'q': 1 answer is no rating: 'gut'"),
        ({}, '"1,5",1', "export.csv:2:1 TPS021 question 'q': 1 answer is not on the scale 1-5: '1,5'"),
        (
            {"about": {"column": "B", "values": {"s": "shop"}}, "without": "C"},
            "1,x,2",
            "TPS021 question 'q': 1 answer is about what its values do not name: 'x'",
        ),
    ],
)
def test_what_is_no_pair_is_told(question: Case, answers: str, said: str) -> None:
    asked_so = {key: value for key, value in {**ASKED, **question}.items() if value is not None}
    heading = "A,B,C" if answers.count(",") > 1 and '"' not in answers else "A,B"
    workspace = workspace_with(survey({"q": asked_so}), table(heading, answers))
    (told,) = problems(workspace)
    assert said in told
    assert not workspace.surveys or not workspace.tallies or workspace.tallies["autumn"].kano == ()


def test_a_column_says_what_a_property_is_of() -> None:
    tree = survey({"q": {**ASKED, "about": {"column": "T", "values": {"s": "shop", "c": "contact"}}}})
    found = result_with(tree, table("T,A,B", *["s,1,4"] * 6, *["c,2,5"] * 5)).surveys[0].kano
    assert {one.touchpoint: given(one) for one in found} == {"shop": {"A": 6}, "contact": {"M": 5}}


def test_an_internal_property_is_not_told_to_the_client() -> None:
    assert asked(*rows(A=30), edition=Edition.CLIENT, audience="internal").surveys == ()
    assert record(asked(*rows(A=30), edition=Edition.CLIENT)).n == 30


def test_a_file_is_counted_as_pairs_are() -> None:
    of = {"A": 3, "O": 2, "M": 8, "I": 6, "R": 2, "Q": 1}
    found, worked_out = record(asked(*rows(**of))), kano_of(Counter({Property(one): n for one, n in of.items()}))
    assert worked_out is not None
    assert (found.first, found.p, found.questionable) == (worked_out.first, worked_out.p, worked_out.questionable)


def test_a_property_is_told_by_the_parts_of_a_segment() -> None:
    tree = survey({"q": ASKED}, segments={"s": {"column": "S"}})
    given = [f"{pair},A" for pair in rows(A=14, O=9)] + [f"{pair},B" for pair in rows(M=21)] + [f"{PAIRS['I']},C"] * 5
    whole, *parts = result_with(tree, table("A,B,S", *given)).surveys[0].kano
    assert (whole.part, whole.n) == (None, 49)
    assert [(one.part, one.n, one.size.value) for one in parts] == [
        ("A", 23, "orientation"),
        ("B", 21, "orientation"),
        ("C", 5, "counts"),
    ]
    assert dict(parts[1].counts)[Property.MUST] == 21


@pytest.mark.parametrize(
    ("few", "of", "told"), [(5, "C", ["A", "B", "C"]), (4, "C", ["A"]), (5, "", ["A", "B"]), (4, "", ["A"])]
)
def test_parts_that_few_answered_are_not_told(few: int, of: str, told: list[str]) -> None:
    tree = survey({"q": ASKED}, segments={"s": {"column": "S"}})
    given = [f"1,5,{part}" for part, n in (("A", 30), ("B", 20), (of, few)) for _ in range(n)]
    _, *parts = result_with(tree, table("A,B,S", *given)).surveys[0].kano
    assert [one.part for one in parts] == told


def test_no_part_of_a_property_is_told_where_too_few_answered_at_all() -> None:
    tree = survey({"q": ASKED}, segments={"s": {"column": "S"}})
    assert [one.part for one in result_with(tree, table("A,B,S", *["1,5,A"] * 4)).surveys[0].kano] == [None]
