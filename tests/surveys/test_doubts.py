"""When answers look as if they were asked on another scale."""

from typing import Any

import pytest

from tests.surveys.asked import survey, table, workspace_with
from tests.workspaces import ENGLISH

_FIVE = ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize(
    ("answers", "question", "likely"),
    [
        (_FIVE * 4, {}, "1-5"),
        (_FIVE * 4, {"scale": "0-10"}, "1-5"),
        (["2", "3", "4"] * 7, {}, "1-5"),
        (["1", "6", "7"] * 7, {"measures": "emotion", "scale": "0-100"}, "1-7"),
        (["1", "6", "10"] * 7, {"measures": "emotion", "scale": "0-100"}, "1-10"),
        (_FIVE * 4, {"measures": "csat", "scale": "0-10", "top_box": ["9", "10"]}, "1-5"),
        (_FIVE * 4, {"reverse": True}, "1-5"),
        ([*_FIVE * 12], {"measures": "ces"}, "1-5"),
        ([*_FIVE * 12], {"scale": "1-10"}, "1-5"),
        ([*_FIVE * 12, *["0"] * 5], {"measures": "ces", "missing": ["0"]}, "1-5"),
        # false alarms
        ([*_FIVE * 9], {"measures": "ces"}, None),
        ([*_FIVE * 12, "6"], {"measures": "ces"}, None),
        ([*_FIVE[:4] * 15, "5"], {"measures": "ces"}, None),
        ([*_FIVE * 12], {"measures": "csat"}, None),
        (_FIVE * 3, {}, None),  # few
        ([*_FIVE * 4, "0"], {}, None),  # one at the end
        ([*_FIVE * 4, "6"], {}, None),  # one in the upper half
        (["5"] * 30, {}, None),  # all alike
        ([*_FIVE * 4, "0,5"], {}, None),
        (_FIVE * 4, {"scale": "1-10"}, None),  # its lowest answer was given
        (_FIVE * 4, {"measures": "csat"}, None),
        (_FIVE * 4, {"measures": "ces"}, None),
        (_FIVE * 4, {"map": {one: one for one in _FIVE}}, None),
        (["10", "20", "50"] * 7, {"measures": "emotion", "scale": "0-100"}, None),
    ],
)
def test_a_scale_that_is_half_used_is_doubted(answers: list[str], question: dict[str, Any], likely: str | None) -> None:
    asked = {"q": {"measures": "importance", "about": "shop", "column": "Q", **question}}
    workspace = workspace_with(survey(asked), table("Q;x", *(f"{one};." for one in answers)))
    assert workspace.problems == ()
    told = [ENGLISH.say(note.message) for note in workspace.notes]
    assert [one.rpartition("write ")[2] for one in told] == ([] if likely is None else [f"scale: {likely}"])


def test_one_column_on_the_whole_scale_speaks_for_the_others() -> None:
    asked = {"q": {"measures": "importance", "columns": {"A": "shop", "B": "contact"}}}
    assert workspace_with(survey(asked), table("A,B", *(f"{one},9" for one in _FIVE * 4))).notes == ()


@pytest.mark.parametrize(
    ("heading", "question", "hint"),
    [
        ("Schulnote", {}, "write reverse: true"),
        ("Note von 1 (sehr gut) bis 5", {}, "write reverse: true"),
        ("Q", {"wording": {"en": "How good was it (1 = very good, 5 = poor)?"}}, "write reverse: true"),
        ("Schulnote", {"measures": "levels"}, "write map: with the number that each answer stands for"),
        ("Schulnote", {"reverse": True}, None),
        ("Schulnote", {"map": {one: one for one in _FIVE}}, None),
        ("1 sehr schlecht, 5 sehr gut", {}, None),
    ],
)
def test_grades_that_are_not_turned_are_doubted(heading: str, question: dict[str, Any], hint: str | None) -> None:
    asked = {"q": {"measures": "csat", "column": heading, **question}}
    workspace = workspace_with(survey(asked), f'"{heading}";x\n' + "".join(f"{one};.\n" for one in _FIVE))
    assert workspace.problems == ()
    told = [ENGLISH.say(note.message) for note in workspace.notes]
    assert told == ([] if hint is None else [f"question 'q' is asked so that 1 is the best: {hint}"])


@pytest.mark.parametrize(
    ("n", "question", "is_told"),
    [
        (3, {}, False),
        (2, {}, True),
        (2, {"about": {"column": "x", "values": {".": "shop"}}}, False),
    ],
)
def test_more_than_could_be_asked_cannot_have_answered(n: int, question: dict[str, Any], *, is_told: bool) -> None:
    asked = {"q": {"measures": "csat", "column": "Q", **question}}
    workspace = workspace_with(survey(asked, population={"n": n}), table("Q;x", "5;.", "4;.", "5;."))
    said = f"3 answered, and by population: {n} could have been asked: correct it, for one of both is wrong"
    assert [ENGLISH.say(note.message) for note in workspace.notes] == ([said] if is_told else [])


def test_a_net_promoter_score_has_no_other_scale() -> None:
    asked = {"q": {"measures": "nps", "column": "Q"}}
    (note,) = workspace_with(survey(asked), table("Q,x", *(f"{one},." for one in _FIVE * 4))).notes
    assert ENGLISH.say(note.message) == (
        "question 'q': all 20 answers stand between 1 and 5, and 0-10 is the scale; if it was asked on 1-5, write "
        "measures: recommend and scale: 1-5"
    )
