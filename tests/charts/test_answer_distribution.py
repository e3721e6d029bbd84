"""Answers around the middle: which are low and high, and how the bars lie."""

from typing import Any

import pytest

from tests.surveys.asked import result_with, survey, table
from tpm_audit.charts.answer_distribution import Spread, answer_distribution
from tpm_audit.figures.answer_groups import grouped
from tpm_audit.language.catalogue import Language
from tpm_audit.source.message import say

EN = Language("en")
GROUPS = ("1 to 2", "3", "4 to 5")


@pytest.mark.parametrize(
    ("question", "answers", "groups"),
    [
        ({"measures": "nps"}, "0 6 7 8 8 9 10 10 10", (2, 3, 4)),
        ({"measures": "csat"}, "1 2 3 3 4 5 5 5", (2, 2, 4)),
        ({"measures": "csat", "scale": "1-6", "top_box": [6]}, "1 3 4 6", (1, 2, 1)),
        ({"measures": "csat", "scale": "1-6", "top_box": [1, 2], "reverse": True}, "1 2 3 4 6", (1, 2, 2)),
        ({"measures": "csat", "scale": "0-1", "top_box": [1]}, "0 1 1", (1, 0, 2)),
        ({"measures": "ces"}, "1 3 4 5 7 7", (2, 1, 3)),
        ({"measures": "emotion"}, "-2 -1 0 1 1 2", (2, 1, 3)),
        ({"measures": "levels"}, "1 4 5 7 8 10 10", (2, 2, 3)),
        ({"measures": "levels", "cuts": [2, 9]}, "1 4 5 7 8 10 10", (1, 4, 2)),
        ({"measures": "performance", "scale": "1-6", "reverse": True}, "1 1 1 6", (1, 0, 3)),
        ({"measures": "importance"}, "0 4 5 6", (2, 1, 1)),
    ],
)
def test_answers_are_low_in_the_middle_and_high(
    question: dict[str, Any], answers: str, groups: tuple[int, int, int]
) -> None:
    site = {"site": {"settings": {"min_n": {"show": 1, "interval": 1, "plain": 1}}}}
    rows = table("Q,S", *(f"{answer}," for answer in answers.split()))
    result = result_with(survey({"q": {"column": "Q", **question}}), rows, case=site)
    (asked,) = result.surveys[0].questions
    assert grouped(asked, dict(asked.answers[0].counts)) == groups


def test_bars_lie_around_the_middle() -> None:
    spreads = [Spread("a", "Cake", 5, 2, 3), Spread("b", "Till", 0, 0, 4)]
    chart = answer_distribution("d", say("How?"), spreads, GROUPS, EN)
    traces: Any = chart.figure and chart.figure["data"]
    low, middle, high = traces
    assert (low["base"], low["x"]) == ([-0.6, 0.0], [0.5, 0.0])
    assert (middle["base"], middle["x"]) == ([-0.1, 0.0], [0.2, 0.0])
    assert (high["base"], high["x"]) == ([0.1, 0.0], [0.3, 1.0])
    assert all(one["type"] == "bar" for one in (low, middle, high))
    assert low["text"] == ["50.0%", ""]
    assert [one.word for one in chart.key] == list(GROUPS)
    assert chart.table is not None
    assert [(name, [cell.text for cell in cells if cell]) for name, cells in chart.table.rows] == [
        ("Cake", ["50.0%", "20.0%", "30.0%", "10"]),
        ("Till", ["0.0%", "0.0%", "100.0%", "4"]),
    ]


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ([(5, 2, 3), (0, 0, 4)], "Most often 1 to 2: Thing 0, 5 of 10 answers; 4 to 5: 3."),
        ([(1, 2, 3)], "1 to 2: 1 of 6 answers; 4 to 5: 3."),
        ([(0, 2, 3), (0, 1, 1)], "Nobody answered 1 to 2."),
        ([(9, 90, 1), (2, 0, 0)], "Most often 1 to 2: Thing 1, 2 of 2 answers; 4 to 5: 0."),
    ],
)
def test_the_sentence_names_what_was_answered_low_most_often(counts: list[tuple[int, int, int]], said: str) -> None:
    spreads = [Spread(str(at), f"Thing {at}", *one) for at, one in enumerate(counts)]
    assert answer_distribution("d", say("How?"), spreads, GROUPS, EN).sentence == said
