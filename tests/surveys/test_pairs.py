"""How important a thing is to those who say how good it is: pairs of the same rows."""

from tests.surveys.asked import survey, table, workspace_with
from tests.workspaces import Case
from tpm_audit.model.judged import Judged

ON_WEBSITE = {"touchpoint": "contact", "channel": "website"}
QUESTIONS: Case = {
    "imp": {
        "measures": "importance",
        "columns": {"I1": "contact", "I2": {"touchpoint": "contact", "channel": "website"}},
    },
    "perf": {"measures": "performance", "columns": {"P1": "contact"}, "missing": ["99"]},
}


def test_pairs_are_counted_of_rows_that_answer_both() -> None:
    rows = table("I1,I2,P1", "9,1,6", "9,1,6", "8,1,", ",1,5", "7,1,99", "10,1,0")
    workspace = workspace_with(survey(QUESTIONS), rows)
    (pair,) = workspace.tallies["autumn"].pairs
    assert (pair.first, pair.second, pair.about) == ("imp", "perf", Judged("contact"))
    assert {(int(one), int(other)): n for (one, other), n in pair.counts.items()} == {(9, 6): 2, (10, 0): 1}


def test_questions_on_other_scales_make_no_pairs() -> None:
    other: Case = {**QUESTIONS, "perf": {**QUESTIONS["perf"], "scale": "1-5", "missing": ()}}
    workspace = workspace_with(survey(other), table("I1,I2,P1", "9,1,5"))
    assert workspace.tallies["autumn"].pairs == ()


def test_pairs_follow_the_column_that_says_what_is_judged() -> None:
    about = {"column": "T", "values": {"c": "contact", "w": {"touchpoint": "contact", "channel": "website"}}}
    tree = survey(
        {
            "imp": {"measures": "importance", "column": "I", "about": about},
            "perf": {"measures": "performance", "column": "P", "about": about},
        }
    )
    workspace = workspace_with(tree, table("T,I,P", "c,9,6", "w,4,7", "w,4,7"))
    pairs = workspace.tallies["autumn"].pairs
    counts = {one.about: sum(one.counts.values()) for one in pairs}
    assert counts == {Judged("contact"): 1, Judged("contact", "website"): 2}
