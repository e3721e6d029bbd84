"""The survey beside a Qualtrics export says what its values are called, in every language, and how they were shown."""

import json
import time
from collections.abc import Mapping
from typing import Any

import pytest

from tests.surveys.asked import answered, files_with, result_of_files, survey
from tests.workspaces import ENGLISH, Case, problems
from tpm_audit.model.customer_records import SurveyRecord
from tpm_audit.pages.names import names_of
from tpm_audit.pages.surveys import survey_page
from tpm_audit.report import read

DISPLAYED = {"1": "<b>Sehr</b>&nbsp;gut", "4": "Gut", "5": "Schlecht", "7": "Keine Angabe"}
RECODED = {"1": "3", "4": "2", "5": "1", "7": "9"}
ENGLISH_TEXTS = {"1": "Very good", "4": "Good", "5": "Bad"}


def displays(texts: dict[str, str]) -> dict[str, dict[str, str]]:
    return {id_: {"Display": text} for id_, text in texts.items()}


def rated(**more: Any) -> dict[str, Any]:
    """Return a question with three levels, and none at all, as Qualtrics has them."""
    return {
        "QuestionID": "QID1",
        "DataExportTag": "Q1",
        "QuestionType": "MC",
        "Selector": "SAVR",
        "Choices": displays(DISPLAYED),
        "ChoiceOrder": ["1", 4, "5", "7"],
        "RecodeValues": RECODED,
        "Language": {"EN": {"Choices": displays(ENGLISH_TEXTS)}},
        **more,
    }


def qsf(*questions: dict[str, Any]) -> str:
    others = [{"Element": "BL", "Payload": [{"Type": "Default"}]}, {"Element": "QC", "Payload": None}, None]
    return json.dumps({"SurveyElements": [*others, *({"Element": "SQ", "Payload": one} for one in questions)]})


def export(column: str, id_: str, *answers: str) -> str:
    head = ["StartDate,Status,Finished,ResponseId", "Start,Art,Beendet,Antwort-ID"]
    ids = [json.dumps({"ImportId": one}) for one in ("startDate", "status", "finished", "_recordId", id_)]
    third = ",".join('"' + one.replace('"', '""') + '"' for one in ids)
    rows = [f"x,0,1,R_{at},{one}" for at, one in enumerate(answers)]
    return "\n".join([f"{head[0]},{column}", f"{head[1]},Wie?", third, *rows, ""])


def asked(**more: Any) -> Case:
    return survey({"q": {"measures": "csat", "scale": "1-3", "top_box": [3], "column": "Q1", **more}})


def found(tree: Case, content: str, *questions: dict[str, Any]) -> SurveyRecord:
    (record,) = result_of_files(files_with({"autumn": (tree, content)}, beside={"survey.qsf": qsf(*questions)})).surveys
    return record


def told(tree: Case, content: str, beside: Mapping[str, str]) -> list[str]:
    return problems(read(files_with({"autumn": (tree, content)}, beside=beside)))


@pytest.mark.parametrize(
    "answers",
    [
        ["3", "3", "2", "1", "1"],
        ["Sehr gut", "Sehr gut", "Gut", "Schlecht", "Schlecht"],
        ["Very good", "3", "Good", "Bad", "Schlecht"],
        ["top", "top", "mid", "low", "low"],
    ],
)
def test_values_and_labels_are_both_read(answers: list[str]) -> None:
    named = rated(VariableNaming={"1": "top", "4": "mid", "5": "low"})
    record = found(asked(missing=["9", "Keine Angabe"]), export("Q1", "QID1", *answers, "9", "Keine Angabe"), named)
    assert answered(record, "q") == {None: (5, {1: 2, 2: 1, 3: 2})}
    assert dict(record.questions[0].labels) == {1: "Schlecht", 2: "Gut", 3: "Sehr gut"}


def test_its_page_says_what_answers_were_called() -> None:
    files = files_with({"autumn": (asked(), export("Q1", "QID1", *["2"] * 5))}, beside={"a.qsf": qsf(rated())})
    result = result_of_files(files)
    page = survey_page(result.surveys[0], result, names_of(result), ENGLISH)
    questions = page.values["questions"]
    assert isinstance(questions, tuple)
    assert ENGLISH.say(questions[0].labels) == "answers: 1 Schlecht · 2 Gut · 3 Sehr gut"


def test_a_column_is_known_by_its_import_id() -> None:
    record = found(asked(column="Wie gut"), export("Wie gut", "QID1", *["Gut"] * 5), rated())
    assert answered(record, "q") == {None: (5, {2: 5})}


@pytest.mark.parametrize(
    ("column", "id_", "tags"), [("Q2_4", "x", False), ("SHOP", "x", {"4": "SHOP"}), ("Q2_4", "QID2_4", [])]
)
def test_rows_of_a_matrix_share_its_levels(column: str, id_: str, tags: object) -> None:
    matrix = {
        "QuestionID": "QID2",
        "DataExportTag": "Q2",
        "QuestionType": "Matrix",
        "Selector": "Likert",
        "SubSelector": "SingleAnswer",
        "Choices": displays({"1": "Counter", "4": "Shop"}),
        "Answers": displays({"1": "bad", "2": "good", "3": "very good"}),
        "AnswerOrder": ["1", "2", "3"],
        "ChoiceDataExportTags": tags,
        "Language": [],
    }
    record = found(asked(column=column), export(column, id_, *["good"] * 5), matrix)
    assert answered(record, "q") == {None: (5, {2: 5})}


def test_recommending_counts_from_0() -> None:
    choices = [{"Display": str(at)} for at in range(11)]
    nps = {"QuestionID": "QID1", "DataExportTag": "Q1", "QuestionType": "MC", "Selector": "NPS", "Choices": choices}
    tree = survey({"q": {"measures": "nps", "column": "Q1"}})
    assert answered(found(tree, export("Q1", "QID1", *["10"] * 5), nps), "q") == {None: (5, {10: 5})}


def test_several_answers_to_a_question_are_no_rating() -> None:
    (problem,) = told(asked(), export("Q1", "QID1", "Gut"), beside={"survey.qsf": qsf(rated(Selector="MAVR"))})
    assert "TPS021 question 'q': 1 answer is no rating: 'Gut'" in problem


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            rated(RecodeValues={**RECODED, "1": "1", "5": "3"}),
            "by its labels a low answer is good: 1 'Sehr gut', 2 'Gut', 3 'Schlecht'",
        ),
        (
            rated(RecodeValues={**RECODED, "1": "2", "4": "3"}),
            "the labels of its values are in no order: 1 'Schlecht', 2 'Sehr gut', 3 'Gut'",
        ),
        (
            rated(
                Choices=displays({"1": "Yum!", "4": "Edible", "5": "Horrendous"}),
                RecodeValues={"1": "1", "4": "3", "5": "2"},
            ),
            "its values are in another order than they were shown: 1 'Yum!', 3 'Edible', 2 'Horrendous'",
        ),
        (
            rated(RecodeValues={**RECODED, "5": "0", "7": "1"}),
            "1 is on the scale 1-3, and by its label 'Keine Angabe' it is no answer",
        ),
    ],
)
def test_levels_out_of_order_are_refused(question: dict[str, Any], said: str) -> None:
    (problem,) = told(asked(), export("Q1", "QID1", "1", "2"), beside={"survey.qsf": qsf(question)})
    assert f"TPS056 question 'q': {said}" in problem


def test_labels_with_halves_of_characters_are_read() -> None:
    halves = rated(Choices={**displays(DISPLAYED), "4": {"Display": "Gut\ud83d"}, "5": {"Display": "\ud83d\ude00"}})
    record = found(asked(missing=["9", "Keine Angabe"]), export("Q1", "QID1", *["2"] * 3, *["1"] * 3), halves)
    assert dict(record.questions[0].labels) == {
        1: "\N{GRINNING FACE}",
        2: "Gut\N{REPLACEMENT CHARACTER}",
        3: "Sehr gut",
    }


def test_a_label_that_is_made_to_be_slow_is_read_soon() -> None:
    slow = rated(Choices={**displays(DISPLAYED), "4": {"Display": "<" * 1_000_000}})
    started = time.process_time()
    told(asked(), export("Q1", "QID1", "1"), {"survey.qsf": qsf(slow)})
    assert time.process_time() - started < 1


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"SurveyElements": 1}', "[" * 100_000, "\udcff"])
def test_what_is_no_survey_is_told(content: str) -> None:
    beside = {"survey.qsf": content.encode("utf-8", "surrogateescape")}
    workspace = read(files_with({"autumn": (asked(), export("Q1", "QID1", *["2"] * 5))}, beside=beside))
    (problem,) = problems(workspace)
    assert problem == "content/surveys/autumn/survey.qsf:1:1 TPS055 this is no survey as Qualtrics exports it"
    assert workspace.tallies["autumn"].tallies[0].n == 5


def test_of_several_that_of_the_same_name_is_read() -> None:
    content = export("Q1", "QID1", *["Gut"] * 5)
    both = {"export.qsf": qsf(rated()), "another.qsf": qsf()}
    assert told(asked(), content, both) == []
    workspace = read(files_with({"autumn": (asked(), content)}, beside={"one.qsf": qsf(), "two.qsf": qsf()}))
    assert "of several QSF files none is read: none is called as export.csv is" in [
        ENGLISH.say(note.message) for note in workspace.notes
    ]
