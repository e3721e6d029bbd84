"""Real exports, read as they came; nothing of them is in the repository."""

from pathlib import Path

import pytest

from tests.surveys.asked import answered, files_with, result_of_files, survey, workspace_with
from tests.workspaces import Case, problems
from tpm_audit.model.customer_records import SurveyRecord
from tpm_audit.model.result import Result

SURVEYS = Path(__file__).parents[3] / "shared/data/surveys"
pytestmark = pytest.mark.skipif(not SURVEYS.is_dir(), reason="the real files are not there")
RATED = "On a scale of 0-10, how would you rate "
FOOD = {
    "Horrendous": 1,
    "Just about edible but I was hungry": 2,
    "Some good, some not so good": 3,
    "Yum!": 4,
    "Give the team a Michelin star!!": 5,
}


def result_of(tree: Case, *path: str) -> Result:
    return result_of_files(files_with({"real": (tree, SURVEYS.joinpath(*path).read_bytes())}))


def nps(found: SurveyRecord, question: str) -> list[float]:
    (asked,) = (one for one in found.questions if one.id == question)
    return [round(float(one.figures[0].value), 1) for one in asked.answers]


@pytest.mark.parametrize("file", ["sudzilla_google_forms.csv", "sudzilla_us_dates.csv"])
def test_a_conference_asked_with_google_forms(file: str) -> None:
    food = {
        f"How would you rate the food at Sudzilla ({meal})?": at
        for meal, at in (("breakfast", "contact"), ("lunch", "shop"))
    }
    questions = {
        "nps": {"measures": "nps", "column": f"{RATED}Sudzilla?"},
        "keynotes": {
            "measures": "nps",
            "columns": {f"{RATED}the opening keynote?": "contact", f"{RATED}the closing keynote?": "shop"},
        },
        "food": {"measures": "csat", "columns": food, "map": FOOD},
    }
    (found,) = result_of(survey(questions), "sudzilla", file).surveys
    assert (found.reader, found.rows, found.counted) == ("forms", 39, 39)
    n, counts = answered(found, "nps")[None]
    assert (n, sum(c for v, c in counts.items() if v >= 9), sum(c for v, c in counts.items() if v <= 6)) == (39, 8, 22)
    assert (nps(found, "nps"), nps(found, "keynotes")) == ([-35.9], [-28.2, -30.8])
    assert {at: n for at, (n, _) in answered(found, "food").items()} == {"contact": 38, "shop": 39}


def test_channels_are_pooled_and_not_averaged() -> None:
    tree = survey({"nps": {"measures": "nps", "column": "nps_rating"}})
    channels = ("web", "email", "mobile")
    files = files_with({one: (tree, (SURVEYS / f"nps-channels/nps_{one}.csv").read_bytes()) for one in channels})
    result = result_of_files(files)
    assert {one.id: nps(one, "nps") for one in result.surveys} == {"web": [22.1], "email": [18.6], "mobile": [-14.7]}
    (pool,) = result.pooled
    assert (pool.answers.n, round(float(pool.answers.figures[0].value), 3)) == (6043, 9.995)


@pytest.mark.parametrize(("file", "rows"), [("qualtRics_sample.csv", 1), ("qualtRics_sample_legacy.csv", 1)])
def test_qualtrics_is_read_with_its_head(file: str, rows: int) -> None:
    (found,) = result_of(survey({"q": {"measures": "csat", "column": "Q1"}}), "qualtrics", file).surveys
    assert (found.reader, found.rows) == ("qualtrics", rows)
    assert [one.n for question in found.questions for one in question.answers] == [1]


def test_placeholders_are_no_ratings() -> None:
    content = (SURVEYS / "a11/sample_cx_responses_upload.csv").read_bytes()
    tree = survey({"q": {"measures": "csat", "column": "question_1"}})
    workspace = workspace_with(tree, content)
    (told,) = problems(workspace)
    assert "question 'q': 1,000 answers are no ratings: 'Data 1-1'" in told
    assert workspace.tallies["autumn"].tallies == ()
