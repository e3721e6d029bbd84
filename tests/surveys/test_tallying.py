"""What counts as an answer, what is told instead, and what the figures are."""

from typing import Any

import pytest

from tests.surveys.asked import answered, files_with, result_of_files, result_with, survey, table, workspace_with
from tests.workspaces import ENGLISH, Case, problems
from tpm_audit.model.customer_records import AnswersRecord
from tpm_audit.model.customers import Size
from tpm_audit.model.entry import Edition
from tpm_audit.model.result import Result, result_json

ALL_SHOWN = {"site": {"settings": {"min_n": {"show": 1, "interval": 1, "plain": 1}}}}


def asked(*answers: str, **question: Any) -> Result:
    """Return the result of a survey with one question."""
    return result_with(
        survey({"q": {"measures": "csat", "column": "Q", **question}}),
        table("Q,x", *(f"{one},." for one in answers)),
        case=ALL_SHOWN,
    )


def record(result: Result) -> AnswersRecord:
    (question,) = result.surveys[0].questions
    (found,) = question.answers
    return found


@pytest.mark.parametrize(
    ("question", "segment"),
    [
        ({"measures": "csat", "column": "Q"}, {}),
        ({"measures": "csat", "column": "R", "about": {"column": "Q", "values": {"x": "shop"}}}, {}),
        ({"measures": "association", "columns": {"Q": "shop"}, "map": {"x": 1}}, {}),
        ({"measures": "csat", "column": "R"}, {"column": "Q", "values": {"x": "y"}}),
    ],
)
def test_a_problem_quotes_nobodys_address(question: Case, segment: Case) -> None:
    tree = survey({"q": question}, segments={"s": segment} if segment else {})
    rows = table("Q,R", "Frau Huber max.huber@gmx.at 0664 1234567,5", "ruf 0664·123·4567 an,5")
    (told,) = problems(workspace_with(tree, rows))
    assert "'Frau Huber […] […]', 'ruf […] an'" in told


@pytest.mark.parametrize(
    ("answers", "question", "counts", "blank", "not_applicable"),
    [
        (["5", "4", " 4 ", "", "1"], {}, {1: 1, 4: 2, 5: 1}, 1, 0),
        (["5", "0", "0"], {"missing": ["0"]}, {5: 1}, 0, 2),
        (["4", "5", "5.0", "5,00", "５", "05"], {"missing": ["5"]}, {4: 1}, 0, 5),
        (["4", "5", "5.0", "0", "-0"], {"missing": ["05,0", "0.0"]}, {4: 1}, 0, 4),
        (["4", "3.5", "3,50"], {"missing": ["3.5"]}, {4: 1}, 0, 2),
        (["1", "4", "9.0"], {"missing": ["9"], "reverse": True}, {5: 1, 2: 1}, 0, 1),
        (["gut", "5.0"], {"missing": ["5"], "map": {"gut": 5}}, {5: 1}, 0, 1),
        (["1", "2"], {"reverse": True}, {4: 1, 5: 1}, 0, 0),
        (
            ["gut", "schlecht", "weiß nicht"],
            {"map": {"gut": 5, "schlecht": 1}, "missing": ["weiß nicht"]},
            {1: 1, 5: 1},
            0,
            1,
        ),
        (["1", "3", "5"], {"measures": "emotion", "scale": "1-5"}, {-2: 1, 0: 1, 2: 1}, 0, 0),
        (["6", "1"], {"measures": "emotion", "scale": "1-6", "reverse": True}, {-2: 1, 2: 1}, 0, 0),
        (["4,5", "4.5"], {}, {4.5: 2}, 0, 0),
        (["1", "2", "6"], {"scale": "1-6", "reverse": True, "top_box": ["1", "2"]}, {6: 1, 5: 1, 1: 1}, 0, 0),
    ],
)
def test_answers_are_counted(
    answers: list[str], question: dict[str, Any], counts: dict[float, int], blank: int, not_applicable: int
) -> None:
    quoted = [f'"{one}"' for one in answers]
    found = record(asked(*quoted, **question))
    assert {float(answer): n for answer, n in found.counts} == counts
    assert (found.blank, found.not_applicable) == (blank, not_applicable)


@pytest.mark.parametrize(
    ("answers", "question", "said"),
    [
        (["5", "0", "7", "0"], {}, "export.csv:3:1 TPS021 question 'q': 3 answers are not on the scale 1-5: '0', '7'"),
        (
            ["Data 1-1", "Data 2-1"],
            {},
            "export.csv:2:1 TPS021 question 'q': 2 answers are no ratings: 'Data 1-1', 'Data 2-1'",
        ),
        (["gut"], {"map": {"schlecht": 1}}, "export.csv:2:1 TPS021 question 'q': 1 answer is no rating: 'gut'"),
        (["9.5"], {"measures": "nps"}, "export.csv:2:1 TPS021 question 'q': 1 answer is not on the scale 0-10: '9.5'"),
        (["nan"], {}, "export.csv:2:1 TPS021 question 'q': 1 answer is no rating: 'nan'"),
        (["1e3"], {}, "export.csv:2:1 TPS021 question 'q': 1 answer is no rating: '1e3'"),
    ],
)
def test_what_is_no_answer_is_a_problem_and_gives_no_figure(
    answers: list[str], question: dict[str, Any], said: str
) -> None:
    tree = survey({"q": {"measures": "csat", "column": "Q", **question}})
    workspace = workspace_with(tree, table("Q,x", *(f"{one},." for one in answers)))
    assert problems(workspace) == [f"content/surveys/autumn/{said}"]
    assert workspace.tallies["autumn"].tallies == ()


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            {"measures": "nps", "column": "Q", "scale": "1-5"},
            "TPS042 a net promoter score is asked from 0 to 10",
        ),
        ({"measures": "nps"}, "TPS022 where the answers stand is said once"),
        ({"measures": "nps", "column": "Q", "columns": {"Q": "shop"}}, "TPS022 where the answers stand is said once"),
        ({"measures": "nps", "columns": {"Q": "shop"}, "about": "contact"}, "TPS023 what it is about is said twice"),
        ({"measures": "nps", "column": "Q", "about": {"column": "x"}}, "TPS022 a column that says what was judged"),
        ({"measures": "csat", "column": "Q", "map": {"gut": 7}}, "TPS042 7 is not on the scale 1-5"),
        (
            {"measures": "csat", "column": "Q", "scale": "5"},
            "TPS023 the lowest and the highest answer",
        ),
        ({"measures": "levels", "column": "Q", "cuts": ["7", "4"]}, "TPS042 the cuts do not part 1-10 into three"),
        ({"measures": "csat", "columns": {"Q": "shop", "x": "shop"}}, "TPS037 two columns are about the same thing"),
        ({"measures": "csat", "column": "Q", "scale": "0-1"}, "TPS022 which answers from 0-1 count as satisfied"),
        ({"measures": "levels", "column": "Q", "reverse": True}, "TPS023 cuts are told on a scale"),
        (
            {"measures": "csat", "column": "Q", "reverse": True, "top_box": [4, 5]},
            "TPS042 top_box: has the worst answer, and not the best one",
        ),
        ({"measures": "csat", "column": "Q", "top_box": [1, 2]}, "TPS042 top_box: has the worst answer"),
        ({"measures": "csat", "column": "Q", "map": {"a": 1, "b": 1}}, "TPS037 map: reads different texts as one"),
        ({"measures": "nps", "column": "Q", "about": "nowhere"}, "TPS030 no touchpoint 'nowhere'"),
        ({"measures": "nps", "column": "W"}, "TPS054 export.csv has no column 'W'"),
    ],
)
def test_a_question_that_cannot_be_asked_so_is_told(question: dict[str, Any], said: str) -> None:
    (told,) = problems(workspace_with(survey({"q": question}), table("Q,x", "1,.")))
    assert told.startswith("content/surveys/autumn/survey.yml:1:")
    assert said in told


def test_a_wrong_question_hides_no_problem_of_the_others() -> None:
    questions = {
        "wrong": {"measures": "nsp", "column": "Q"},
        "misspelt": {"measures": "csat", "column": "W"},
        "off": {"measures": "csat", "column": "Q"},
    }
    workspace = workspace_with(survey(questions, segments={"s": {"column": "x", "is": "month", "what": 1}}), "Q,x\n7,.")
    assert {problem.code for problem in workspace.problems} == {"TPS020", "TPS021", "TPS028", "TPS054"}


@pytest.mark.parametrize(
    ("answer", "question", "hint"),
    [
        (
            "Sehr  Gut",
            {"map": {"sehr gut": 1}},
            "did you mean 'Sehr  Gut' where map: has 'sehr gut'? write both if both occur",
        ),
        ("k.a.", {"missing": ["K.A."]}, "did you mean 'k.a.' where missing: has 'K.A.'? write both if both occur"),
        (
            "weiß\N{NO-BREAK SPACE}nicht",
            {"map": {"gut": 1}, "missing": ["weiß nicht"]},
            "did you mean 'weiß\N{NO-BREAK SPACE}nicht' where missing: has 'weiß nicht'? write both if both occur",
        ),
        (
            "5",
            {"about": {"column": "x", "values": {"wEB": "shop"}}},
            "did you mean 'Web' where values: has 'wEB'? write both if both occur",
        ),
        (
            "eher zufrieden",
            {"map": {"eher zufreiden": 4, "gut": 5}},
            "did you mean 'eher zufrieden' where map: has 'eher zufreiden'?",
        ),
        (
            "zufrieden",
            {"map": {"unzufrieden": 1}},
            "write map: with the number that each text stands for, or missing: where it stands for none",
        ),
        (
            "gut",
            {"map": {"gute": 1}},
            "write map: with the number that each text stands for, or missing: where it stands for none",
        ),
    ],
)
def test_what_is_spelt_otherwise_is_told(answer: str, question: dict[str, Any], hint: str) -> None:
    workspace = workspace_with(
        survey({"q": {"measures": "csat", "column": "Q", **question}}), table("Q,x", f"{answer},Web")
    )
    assert [ENGLISH.say(problem.hint) for problem in workspace.problems if problem.hint] == [hint]


@pytest.mark.parametrize(
    ("answers", "question", "said", "hint"),
    [
        (["0", "5"], {}, "scale 1-5: '0'", "write missing: [0] where it stands for no answer, or another scale:"),
        (["99"], {}, "scale 1-5: '99'", "write missing: [99] where it stands for no answer, or another scale:"),
        (["6"], {}, "scale 1-5: '6'", "write another scale:, or missing: [6] where it stands for no answer"),
        (
            ["1", "5", "4"],
            {"measures": "emotion"},
            "scale -2 to 2: '5', '4'",
            "write scale: 1-5, if it was asked so, or map: {1: -2, …, 5: 2}",
        ),
        (
            ["7"],
            {"measures": "emotion"},
            "scale -2 to 2: '7'",
            "write scale: 1-7, if it was asked so, or map: {1: -2, …, 7: 2}",
        ),
    ],
)
def test_what_is_off_the_scale_may_be_settled(answers: list[str], question: Case, said: str, hint: str) -> None:
    tree = survey({"q": {"measures": "csat", "column": "Q", **question}})
    (problem,) = workspace_with(tree, table("Q,x", *(f"{one},." for one in answers))).problems
    assert ENGLISH.say(problem.message).endswith(said)
    assert problem.hint is not None
    assert ENGLISH.say(problem.hint) == hint


@pytest.mark.parametrize(
    "question",
    [
        {"column": "Q", "about": {"touchpoint": "shop", "channel": "email"}},
        {"columns": {"Q": {"touchpoint": "shop", "channel": "email"}}},
        {"column": "Q", "about": {"column": "x", "values": {".": {"touchpoint": "shop", "channel": "email"}}}},
    ],
)
def test_a_touchpoint_is_asked_about_on_channels_that_it_is_met_on(question: Case) -> None:
    (told,) = problems(workspace_with(survey({"q": {"measures": "csat", **question}}), table("Q,x", "5,.")))
    assert "TPS040 touchpoint 'shop' is not met on channel 'email'" in told


def test_a_slip_of_the_hand_is_told_where_it_is() -> None:
    question = {"measures": "csat", "column": "Q", "map": {"gut": 5, "eher zufreiden": 4}}
    (problem,) = workspace_with(survey({"q": question}), table("Q,x", "gut,.", "eher zufrieden,.")).problems
    assert problem.place.file == "content/surveys/autumn/survey.yml"
    assert ENGLISH.say(problem.message) == "question 'q': 1 answer is no rating: 'eher zufrieden'"


def test_columns_are_about_different_things() -> None:
    tree = survey(
        {
            "q": {
                "measures": "importance",
                "columns": {"A": "shop", "B": {"touchpoint": "contact", "channel": "website"}},
            }
        }
    )
    result = result_with(tree, table("A,B", *["10,1"] * 6))
    assert answered(result.surveys[0], "q") == {"shop": (6, {10: 6}), "contact": (6, {1: 6})}
    assert result.pooled == ()  # the same people answered both


def test_a_column_says_what_each_row_is_about() -> None:
    about = {"column": "At", "values": {"W": "shop", "B": "contact"}}
    tree = survey({"q": {"measures": "csat", "column": "Q", "about": about}})
    result = result_with(tree, table("At,Q", *["W,5"] * 6, *["B,1"] * 5))
    assert answered(result.surveys[0], "q") == {"shop": (6, {5: 6}), "contact": (5, {1: 5})}
    (pool,) = result.pooled
    assert (pool.answers.n, {int(value): n for value, n in pool.answers.counts}) == (11, {1: 5, 5: 6})
    (told,) = problems(workspace_with(tree, table("At,Q", "W,5", "X,5")))
    assert "1 answer is about what its values do not name: 'X'" in told


@pytest.mark.parametrize(
    ("n", "size", "counts", "figures"),
    [
        (4, Size.HIDDEN, 0, 0),
        (5, Size.COUNTS, 1, 0),
        (19, Size.COUNTS, 1, 0),
        (20, Size.ORIENTATION, 1, 1),
        (100, Size.PLAIN, 1, 1),
    ],
)
def test_few_answers_say_little(n: int, size: Size, counts: int, figures: int) -> None:
    found = record(result_with(survey({"q": {"measures": "csat", "column": "Q"}}), table("Q,x", *["5,."] * n)))
    assert (found.size, len(found.counts), len(found.figures), found.n) == (size, counts, figures, n)


def test_the_worked_figures_come_out_of_a_file() -> None:
    content = table("Q,x", *["5,."] * 22, *["3,."] * 8)
    (figure,) = record(result_with(survey({"q": {"measures": "csat", "column": "Q"}}), content)).figures
    assert (round(float(figure.value), 3), round(figure.low or 0, 3), round(figure.high or 0, 3)) == (
        0.733,
        0.556,
        0.858,
    )
    effort = table("Q,x", *(f"{one},." for one in "67574627567637657647"))
    mean, easy = record(result_with(survey({"q": {"measures": "ces", "column": "Q"}}), effort)).figures
    assert (float(mean.value), round(mean.low or 0, 2), round(mean.high or 0, 2)) == (5.65, 4.97, 6.33)
    assert (float(easy.value), round(easy.low or 0, 3), round(easy.high or 0, 3)) == (0.8, 0.584, 0.919)


@pytest.mark.parametrize(
    ("question", "answers", "figures"),
    [
        ({"scale": "1-5", "reverse": True, "top_box": ["1", "2"]}, ["1"] * 9 + ["5"], [0.9]),
        ({"scale": "0-1", "top_box": ["1"]}, ["0"] * 10, [0]),
        ({}, ["4,5"] * 4 + ["3,5"] * 4, [0.5]),
        ({"measures": "ces", "scale": "1-5"}, ["3"] * 10, [3]),
        ({"measures": "ces"}, ["5"] * 5 + ["4"] * 5, [4.5, 0.5]),
        ({"measures": "emotion", "scale": "0-100"}, ["100"] * 5 + ["50"] * 5, [1]),
    ],
)
def test_figures_are_those_of_the_scale(question: Case, answers: list[str], figures: list[float]) -> None:
    found = record(asked(*(f'"{one}"' for one in answers), **question))
    assert [float(one.value) for one in found.figures] == figures


def test_a_row_that_says_nothing_is_blank() -> None:
    about = {"column": "At", "values": {"W": "shop"}}
    tree = survey({"q": {"measures": "csat", "column": "Q", "about": about}})
    assert answered(result_with(tree, table("At,Q", *["W,5"] * 6, ",")).surveys[0], "q") == {"shop": (6, {5: 6})}


@pytest.mark.parametrize(
    ("ns", "hidden", "pooled"),
    [
        ((50, 12, 3), {12, 3}, 65),  # so that 3 are not what all have together less what the others have
        ((50, 1, 4), {1, 4}, 55),
        ((9, 9), set(), 18),
        ((50, 3), {3}, None),  # rather no word of all together than to withhold the figure of 50
        ((50, 25, 3), {3}, None),
        ((50, 20, 3), {3}, None),
        ((50, 19, 3), {19, 3}, 72),
        ((50, 1, 1), {1}, None),
    ],
)
def test_what_is_hidden_cannot_be_worked_out_of_all_together(
    ns: tuple[int, ...], hidden: set[int], pooled: int | None
) -> None:
    about = {"column": "At", "values": dict(zip("abc", ("shop", "contact", "invoice"), strict=True))}
    tree = survey({"q": {"measures": "csat", "column": "Q", "about": about}})
    rows = [f"{at},5" for at, n in zip("abc", ns, strict=False) for _ in range(n)]
    result = result_with(tree, table("At,Q", *rows))
    (question,) = result.surveys[0].questions
    assert {one.n for one in question.answers if not one.size.is_told} == hidden
    assert [one.answers.n for one in result.pooled] == ([] if pooled is None else [pooled])
    assert {one.n for one in question.answers if one.size is Size.WITHHELD} == {n for n in hidden if n >= 5}


def test_parts_of_what_is_withheld_are_not_told() -> None:
    about = {"column": "At", "values": {"a": "shop", "b": "contact", "c": "invoice"}}
    tree = survey({"q": {"measures": "csat", "column": "Q", "about": about}}, segments={"s": {"column": "S"}})
    rows = [f"{at},5,{'XY'[row % 2]}" for at, n in (("a", 60), ("b", 12), ("c", 3)) for row in range(n)]
    (question,) = result_with(tree, table("At,Q,S", *rows)).surveys[0].questions
    told = {(one.answers.touchpoint, one.part): bool(one.answers.counts) for one in question.parts}
    assert {key for key, is_told in told.items() if is_told} == {("shop", "X"), ("shop", "Y")}


WORDED = {"measures": "nps", "column": "Q"}


@pytest.mark.parametrize(
    ("one", "other", "more", "pooled"),
    [
        (WORDED, WORDED, {}, 61),
        ({**WORDED, "wording": "Our shop?"}, {**WORDED, "wording": "Our  shop?"}, {}, 61),
        ({**WORDED, "wording": "Our shop?"}, {**WORDED, "wording": "Us as an employer?"}, {}, None),
        (WORDED, WORDED, {"wave_of": "customers"}, 61),
        (WORDED, WORDED, {"wave_of": "customers", "period": {"from": "2026-10-10", "to": "2026-10-20"}}, 61),
        (WORDED, WORDED, {"period": {"from": "2026-10-10", "to": "2026-10-20"}}, None),
        (WORDED, {**WORDED, "about": "shop"}, {}, None),
    ],
    ids=["alike", "spaces", "worded otherwise", "one wave", "overlapping waves", "other days", "of another thing"],
)
def test_surveys_are_counted_together_where_they_ask_alike(
    one: Case, other: Case, more: Case, pooled: int | None
) -> None:
    row = {key: value for key, value in more.items() if key == "wave_of"}
    files = files_with(
        {
            "one": (survey({"q": one}, **row), table("Q,x", *["9,."] * 30)),
            "two": (survey({"q": other}, **more), table("Q,x", *["0,."] * 31)),
        }
    )
    assert [pool.answers.n for pool in result_of_files(files).pooled] == ([] if pooled is None else [pooled])


def test_answers_of_the_same_people_are_not_counted_together_for_the_client_either() -> None:
    touchpoints = {
        "shop": {"name": "Shop", "phase": "during", "channels": ["website"], "audience": "internal"},
        "contact": {"name": "Contact", "phase": "before", "channels": ["website"]},
    }
    asked = survey({"q": {"measures": "csat", "columns": {"A": "shop", "B": "contact"}}})
    rows = table("A,B", *["5,4"] * 30)
    files = files_with(
        {"one": (asked, rows), "two": (asked, table("A,B", *["3,2"] * 30))}, {"touchpoints": touchpoints}
    )
    for edition in Edition:
        assert result_of_files(files, edition).pooled == ()


def test_what_is_asked_about_the_company_is_not_counted_with_what_is_not() -> None:
    whole = survey({"nps": {"measures": "nps", "column": "Q"}})
    part = survey({"nps": {"measures": "nps", "column": "Q", "about": "shop"}})
    files = files_with({"one": (whole, table("Q,x", *["10,."] * 30)), "two": (part, table("Q,x", *["0,."] * 30))})
    assert result_of_files(files).pooled == ()


def test_a_survey_of_internal_questions_is_internal() -> None:
    tree = survey({"q": {"measures": "csat", "column": "Q", "audience": "internal"}})
    assert result_with(tree, table("Q,x", *["5,."] * 6), Edition.CLIENT).surveys == ()


def test_a_survey_that_had_not_begun_is_in_no_report() -> None:
    later = survey({"q": {"measures": "csat", "column": "Q"}}, period={"from": "2026-11-03", "to": "2026-11-04"})
    assert result_with(later, table("Q,x", "5,.")).surveys == ()


def test_surveys_of_the_same_days_are_counted_together() -> None:
    tree = survey({"nps": {"measures": "nps", "column": "Q"}})
    files = files_with({"one": (tree, table("Q,x", *["10,."] * 30)), "two": (tree, table("Q,x", *["0,."] * 10))})
    (pool,) = result_of_files(files).pooled
    assert (set(pool.surveys), pool.answers.n, float(pool.answers.figures[0].value)) == ({"one", "two"}, 40, 50)


def test_what_is_internal_is_not_told_to_the_client() -> None:
    questions = {
        "secret-question": {"measures": "csat", "column": "Q", "audience": "internal"},
        "open-question": {"measures": "csat", "column": "Q", "internal_note": "SECRET note"},
        "of-hidden": {"measures": "csat", "column": "Q", "about": "shop"},
        "of-both": {"measures": "csat", "columns": {"Q": "shop", "x": "contact"}},
    }
    touchpoints = {
        "shop": {"name": "SECRET shop", "phase": "during", "channels": ["website"], "audience": "internal"},
        "contact": {"name": "Contact", "phase": "before", "channels": ["website"]},
        "invoice": {"name": "Invoice", "phase": "after", "channels": ["email"]},
    }
    files = files_with(
        {
            "open": (survey(questions), table("Q,x", *["5,5"] * 6)),
            "secret-survey": (survey(questions, audience="internal"), table("Q,x", *["5,5"] * 6)),
        },
        {"touchpoints": touchpoints},
    )
    shown = result_of_files(files, Edition.CLIENT)
    (only,) = shown.surveys
    assert {one.id: [each.touchpoint for each in one.answers] for one in only.questions} == {
        "open-question": [None],
        "of-both": ["contact"],
    }
    assert b"secret" not in result_json(shown).lower()
