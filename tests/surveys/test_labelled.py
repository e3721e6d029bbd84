"""Labels are answers; values whose labels are no scale are told, and nothing is averaged of them."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest

from tests.surveys.asked import survey, workspace_with
from tests.workspaces import ENGLISH, Case
from tpm_audit.source.problems import Place
from tpm_audit.surveys.labelled import Labelled, labelled
from tpm_audit.surveys.reader import Head, named
from tpm_audit.surveys.value_labels import ValueLabels

GRADES = {1: "sehr gut", 2: "gut", 3: "befriedigend", 4: "genügend", 5: "nicht genügend"}
GOOD = {1: "very bad", 2: "bad", 3: "neither good nor bad", 4: "good", 5: "very good"}
KANO = {
    1: "Das würde mich sehr freuen",
    2: "Das setze ich voraus",
    3: "Das ist mir egal",
    4: "Das könnte ich in Kauf nehmen",
    5: "Das würde mich sehr stören",
}
HEAD = Head(1, named(["Q1", "Q2"]), (("Q1",), ("Q2",)))


def known(question: Case, *labels: Mapping[Any, str], missing: tuple[str, ...] = ()) -> Labelled:
    """Return what becomes of a question whose columns have these labels."""
    where: Case = {"columns": {"Q1": "shop", "Q2": "contact"}} if labels[1:] else {"column": "Q1"}
    if question.get("measures") == "kano":
        where = {"with": "Q1", "without": "Q2"}
    elif question.get("measures") == "association":
        where = {"columns": {"Q1": "shop"}}
    tree = survey({"q": {"measures": "csat", **where, **question}})
    workspace = workspace_with(tree, "Q1,Q2\n")
    assert not workspace.problems
    said = {
        at: ValueLabels({str(value): (label,) for value, label in one.items()}, missing)
        for at, one in enumerate(labels)
    }
    return labelled(workspace.surveys["autumn"], HEAD, said, lambda keys: Place(".".join(map(str, keys))))


@pytest.mark.parametrize(
    ("question", "labels", "said", "hint"),
    [
        (
            {"scale": "1-3", "top_box": [3]},
            {1: "very good", 2: "very bad", 3: "good"},
            "the labels of its values are in no order: 1 'very good', 2 'very bad', 3 'good'",
            "write for example map: {1: 3, 2: 1, 3: 2}",
        ),
        (
            {"scale": "1-3", "top_box": [1], "reverse": True},
            {1: "very good", 2: "very bad", 3: "good"},
            "the labels of its values are in no order: 1 'very good', 2 'very bad', 3 'good'",
            "write for example map: {1: 1, 2: 3, 3: 2}",
        ),
        (
            {},
            {1: "sehr zufrieden", 2: "unzufrieden", 3: "zufrieden mit Vorbehalt", 4: "zufrieden"},
            "the labels of its values are in no order: 1 'sehr zufrieden', 2 'unzufrieden', 3 'zufrieden mit",
            "write map: with the number that each value stands for",
        ),
        ({}, GRADES, "by its labels a low answer is good", "write for example reverse: true"),
        ({"reverse": True}, GOOD, "by its labels a high answer is good", "leave out reverse:"),
        (
            {"measures": "levels", "scale": "1-5", "cuts": [2, 3]},
            GRADES,
            "by its labels a low answer is good",
            "write for example map: {1: 5, 2: 4, 3: 3, 4: 2, 5: 1}",
        ),
        (
            {"measures": "nps"},
            {at + 1: str(at) for at in range(11)},
            "1 is labelled with another number: '0'",
            "write for example map: {1: 0, 2: 1, 3: 2, 4: 3, 5: 4, 6: 5, 7: 6, 8: 7, 9: 8, 10: 9, 11: 10}",
        ),
        (
            {},
            {1: "0 points", 2: "some"},
            "1 is labelled with another number: '0 points'",
            "write map: with the number that each value stands for",
        ),
        (
            {},
            {1: "5 sehr gut", 2: "4", 3: "3", 4: "2", 5: "1 sehr schlecht"},
            "1 is labelled with another number: '5 sehr gut'",
            "write for example map: {1: 5, 2: 4, 3: 3, 4: 2, 5: 1}",
        ),
        (
            {"scale": "1-6", "top_box": [5]},
            {**GOOD, 6: "Weiß nicht / keine Angabe"},
            "6 is on the scale 1-6, and by its label 'Weiß nicht / keine Angabe' it is no answer",
            "write for example missing: [6]",
        ),
        (
            {"measures": "kano"},
            {1: "I dislike it", 2: "I can live with it", 3: "neutral", 4: "I expect it", 5: "I like it that way"},
            "its values are read otherwise than they are labelled: 1 'I dislike it', 2 'I can live with it', 3 'neu",
            "write for example reverse: true",
        ),
        (
            {"measures": "kano", "reverse": True},
            KANO,
            "its values are read otherwise than they are labelled: 1 'Das würde mich sehr freuen', 2 'Das setze ich",
            "leave out reverse:",
        ),
        (
            {"measures": "kano"},
            {1: "like", 2: "neutral", 3: "must be", 4: "live with", 5: "dislike"},
            "its values are read otherwise than they are labelled: 1 'like', 2 'neutral', 3 'must be', 4 'live with'",
            "write for example map: {1: 1, 2: 3, 3: 2, 4: 4, 5: 5}",
        ),
        (
            {"measures": "kano"},
            {1: "sehr schlecht", 2: "schlecht", 4: "gut", 5: "sehr gut"},
            "by its labels a high answer is good: 1 'sehr schlecht', 2 'schlecht', 4 'gut', 5 'sehr gut'",
            "write for example reverse: true",
        ),
        (
            {"measures": "association"},
            {0: "Ja", 1: "Nein", 9: "k. A."},
            "its values are read otherwise than they are labelled: 0 'Ja', 1 'Nein'",
            "write for example map: {0: 1, 1: 0}",
        ),
        (
            {"measures": "association"},
            {1: "genannt", 2: "nicht genannt"},
            "its values are read otherwise than they are labelled: 1 'genannt', 2 'nicht genannt'",
            "write for example map: {1: 1, 2: 0}",
        ),
    ],
)
def test_labels_that_are_no_scale_are_told(question: Case, labels: Mapping[Any, str], said: str, hint: str) -> None:
    found = known(question, labels)
    (problem,) = found.problems
    assert found.survey.questions == {}
    assert (problem.place.file, problem.code) == ("questions.q", "TPS056")
    assert ENGLISH.say(problem.message).startswith(f"question 'q': {said}")
    assert problem.hint is not None
    assert ENGLISH.say(problem.hint) == hint


@pytest.mark.parametrize(
    ("question", "labels"),
    [
        ({}, GOOD),
        ({"reverse": True}, GRADES),
        ({"map": {value: 6 - value for value in GRADES}}, GRADES),
        ({"missing": [5]}, {**GOOD, 5: "keine Angabe"}),
        ({}, {9: "keine Angabe"}),
        ({}, {1: "1", 5: "5"}),
        ({}, {1: "1 = sehr schlecht", 5: "5 = sehr gut"}),
        ({}, {1: "1-2 Tage", 2: "3-5 Tage"}),
        ({}, {1: "Linz", 2: "Wels", 3: "Graz"}),
        ({}, {"1e999999999": "sehr gut", 2: "gut"}),
        ({}, {1: "good", 2: "satisfied", 3: "bad"}),
        ({"measures": "ces", "scale": "1-5"}, {1: "strongly disagree", 3: "partly", 5: "strongly agree"}),
        ({"measures": "ces", "scale": "1-5", "reverse": True}, {1: "trifft nicht zu", 5: "trifft voll und ganz zu"}),
        (
            {"measures": "importance", "scale": "1-5"},
            {1: "gar nicht", 2: "wenig", 3: "mittel", 4: "ziemlich", 5: "sehr"},
        ),
        ({"measures": "nps"}, {0: "not at all likely", 10: "extremely likely"}),
        ({"measures": "kano"}, KANO),
        ({"measures": "kano"}, {1: "gut", 5: "schlecht"}),
        ({"measures": "kano", "map": {1: 5, 5: 1}}, {1: "dislike", 5: "like"}),
        ({"measures": "association"}, {0: "not selected", 1: "Website"}),
        ({"measures": "reason"}, {-99: "keine Angabe", 1: "gut"}),
    ],
)
def test_labels_that_may_be_a_scale_are_taken(question: Case, labels: Mapping[Any, str]) -> None:
    found = known(question, labels)
    assert (found.problems, list(found.survey.questions)) == ((), ["q"])


@pytest.mark.parametrize(
    ("question", "labels", "numbers"),
    [
        ({}, [GOOD], {"very good": 5, "5": 5, "3": 3}),
        ({}, [{5: "very good"}], {"very good": 5, "5": 5, "1": 1}),
        ({}, [{9: "else"}], {"else": 9, "9": 9, "1": 1}),
        ({}, [{4: "good", 5: "good"}], {"good": None, "4": 4}),
        ({}, [{4: "good"}, {5: "good", 3: "so so"}], {"good": None, "so so": 3}),
        (
            {"map": {"a": 1, "b": 5}},
            [{"a": "worst", "b": "best", "c": "else"}],
            {"worst": 1, "best": 5, "b": 5, "else": None},
        ),
        ({"map": {"a": 1, "best": 2}}, [{"a": "best"}], {"best": 2}),
        ({"measures": "kano"}, [KANO, KANO], {"Das ist mir egal": 3, "5": 5}),
        ({"measures": "reason"}, [{1: "good"}], {"good": None}),
    ],
)
def test_a_label_is_read_as_its_value(
    question: Case, labels: list[Mapping[Any, str]], numbers: Mapping[str, int | None]
) -> None:
    values = known(question, *labels).survey.questions["q"].values
    assert {text: values.get(text) for text in numbers} == {
        text: None if number is None else Fraction(number) for text, number in numbers.items()
    }


@pytest.mark.parametrize("measure", ["csat", "kano", "association", "reason"])
def test_what_is_missing_by_the_file_is_added_to_what_survey_yml_says(measure: str) -> None:
    question = {"measures": measure, "missing": ["8"]}
    assert known(question, {}, missing=("9", "8")).survey.questions["q"].missing == ("8", "9")


def test_a_code_for_no_answer_is_no_text() -> None:
    assert known({"measures": "reason"}, {-99: "keine Angabe", 1: "else"}).survey.questions["q"].missing == ("-99",)


@pytest.mark.parametrize(
    ("question", "labels", "told"),
    [
        ({}, [{1: "bad", 5: "good", 9: "none"}], {1: "bad", 5: "good"}),
        ({"reverse": True}, [{1: "sehr gut", 5: "schlecht"}], {1: "schlecht", 5: "sehr gut"}),
        ({"map": {1: 5, 2: 1}}, [{1: "top", 2: "low", 3: "?"}], {1: "low", 5: "top"}),
        ({"missing": [5]}, [{4: "good", 5: "k. A."}], {4: "good"}),
        ({}, [{4: "good", 5: "very good"}, {4: "nice", 5: "very good"}], {5: "very good"}),
        ({"measures": "emotion", "scale": "1-5"}, [{1: "bad", 5: "good"}], {-2: "bad", 2: "good"}),
    ],
)
def test_labels_stand_beside_answers_as_they_are_told(
    question: Case, labels: list[Mapping[Any, str]], told: Mapping[int, str]
) -> None:
    assert known(question, *labels).labels == {"q": told}
