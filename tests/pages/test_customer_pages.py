"""The customers' pages: what they say of waves, of parts of customers, and of what few answers leave open."""

import html
import re
from typing import Any

import pytest

from tests.surveys.asked import files_with, result_of_files, result_with, survey, table
from tests.surveys.test_waves import AUTUMN, CSAT, NPS, SPRING, csat, nps
from tests.workspaces import Case
from tpm_audit.language.catalogue import Language
from tpm_audit.model.customers import Figured
from tpm_audit.model.result import Result
from tpm_audit.pages import touchpoints
from tpm_audit.pages.customer_figures import headlines, signed
from tpm_audit.pages.customers import pages
from tpm_audit.pages.page import CUSTOMERS, survey_path, touchpoint_path
from tpm_audit.render.templates import Templates

EN, DE = Language("en"), Language("de")


def said_on(path: str, result: Result, language: Language = EN) -> str:
    """Return the text of a page, without tags."""
    (page,) = (one for one in pages(result, language) if one.path == path)
    written = Templates(language).render(page.template, page.values, page.path)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", written)).split())


def waves(question: Case, then: list[str], now: list[str], **more: Any) -> Result:
    """Return the result of two waves; each answer stands with the text of a segment."""
    sides = {
        id_: (survey(question, period=days, wave_of="customers", name=id_, **more), table("Q,S", *given))
        for id_, days, given in (("spring", SPRING, then), ("autumn", AUTUMN, now))
    }
    return result_of_files(files_with(sides))


@pytest.mark.parametrize(
    ("question", "then", "now", "said"),
    [
        (
            NPS,
            nps(12, 14, 14),
            nps(20, 12, 8),
            "points −5.0 30.0 +35.0 points; adjusted +32.6 [−0.8; +65.9] not demonstrable p = 0.056",
        ),
        (CSAT, csat(18, 30), csat(33, 33), "satisfied 60.0% 100.0% +40.0 points [+21.4; +57.7] better p < 0.001"),
        (CSAT, csat(30, 30), csat(15, 33), "worse p < 0.001"),
        ({"q": {**CSAT["q"], "scale": "1-6", "top_box": [6]}}, csat(30, 30), csat(30, 30), "0.0% 0.0% 0.0 points"),
    ],
)
def test_a_wave_is_held_against_the_one_before(question: Case, then: list[str], now: list[str], said: str) -> None:
    result = waves(question, then, now)
    assert said in said_on(CUSTOMERS, result)
    assert "Autumn against spring" in said_on(CUSTOMERS, result)


def test_waves_are_told_in_german() -> None:
    said = said_on(CUSTOMERS, waves(NPS, nps(12, 14, 14), nps(35, 3, 2)), DE)
    assert "+87,5 Punkte; angepasst +81,4 [+52,4; +110,4] besser p < 0,001" in said
    assert "Das Intervall beruht auf angepassten Werten" in said


def test_how_many_answers_would_be_needed_is_said_with_the_score() -> None:
    said = said_on(CUSTOMERS, waves(NPS, nps(12, 14, 14), nps(16, 11, 9)))
    assert "36 answers leave the score open by about 25 points to either side; for 10 points it takes about 246" in said


def test_parts_without_a_figure_are_said_in_a_sentence() -> None:
    rows = [f"{answer},{part}" for answer, part in zip(csat(20, 40), "AB" * 20, strict=True)]
    few = rows[:8]
    segments = {"s": {"column": "S", "name": {"en": "shop"}}}
    for given, said in (
        (rows, "By shop"),
        (few, "No part has enough answers to be shown."),
        (rows[:38], "too few answers for a figure 9 × 1, 10 × 5 19"),
    ):
        result = waves(CSAT, csat(18, 30), given, segments=segments)
        assert said in said_on(survey_path("autumn"), result)
    both = said_on(survey_path("autumn"), waves(CSAT, csat(18, 30), rows, segments=segments))
    assert "All have the same figure: 50.0% satisfied." in both
    assert "No part" not in both


def test_parts_with_few_answers_are_not_named() -> None:
    rows = [f"{answer},A" for answer in csat(20, 40)] + ["1,anna@example.org", "5,bert", "5,carl", "4,dora", "4,emil"]
    said = said_on(survey_path("autumn"), waves(CSAT, csat(18, 30), rows, segments={"s": {"column": "S"}}))
    assert "5 more parts have too few answers to be shown" in said
    assert "anna" not in said


def test_months_are_named() -> None:
    rows = [f"{answer},2026-{month}-03 10:00" for month in ("09", "10") for answer in nps(10, 6, 6)]
    result = waves(NPS, nps(10, 10, 10), rows, segments={"m": {"column": "S", "is": "month"}})
    assert "By month" in said_on(survey_path("autumn"), result)
    assert "September 2026" in said_on(survey_path("autumn"), result)
    assert "Nach Monaten" in said_on(survey_path("autumn"), result, DE)


def page_of(question: Case, *answers: str) -> str:
    """Return the page of a survey with one question, and the customers' page before it."""
    result = result_with(survey({"q": {"column": "Q", **question}}), table("Q,x", *(f"{one},." for one in answers)))
    return f"{said_on(CUSTOMERS, result)} {said_on(survey_path('autumn'), result)}"


SCHOOL_GRADES: Case = {"measures": "csat", "reverse": True, "top_box": [1, 2]}
FIVE_FEELINGS: Case = {"measures": "emotion", "scale": "1-5"}


@pytest.mark.parametrize(
    ("question", "scale"),
    [
        ({"measures": "nps"}, "asked from 0 to 10 (10: most likely)"),
        ({"measures": "ces"}, "asked from 1 to 7 (7: easiest)"),
        (SCHOOL_GRADES, "asked from 1 to 5 (1: most satisfied)"),
        (
            {"measures": "performance", "scale": "1-6", "reverse": True},
            "asked from 1 to 6 (1: best); the mean is told from 1 to 6, so that 6 is best",
        ),
        (FIVE_FEELINGS, "asked from 1 to 5 (5: best); the mean is told from −2 to 2, so that 2 is best"),
        ({"measures": "emotion"}, "asked from −2 to 2 (2: best)"),
        (
            {"measures": "levels"},
            "asked from 1 to 10 (10: best); up to 4 disappoints, above 7 delights: limits of ours",
        ),
        ({"measures": "levels", "cuts": [3, 8]}, "up to 3 disappoints, above 8 delights Of what"),
        ({"measures": "levels", "cuts": [3.5, 7.25]}, "up to 3.5 disappoints, above 7.25 delights Of what"),
    ],
)
def test_a_scale_says_which_of_its_ends_is_which(question: Case, scale: str) -> None:
    assert scale in page_of(question, "1")


@pytest.mark.parametrize(
    ("question", "answers", "said"),
    [
        (SCHOOL_GRADES, ("2",) * 19 + ("5",) * 25, "4 to 5: 25 of 44 answers; 1 to 2: 19."),
        (
            SCHOOL_GRADES,
            ("2",) * 19 + ("5",) * 25,
            "1 2 3 4 5 No answer Not applicable the company as a whole 0 19 0 0 25",
        ),
        (FIVE_FEELINGS, ("1",) * 20 + ("5",) * 3, "1 to 2: 20 of 23 answers; 4 to 5: 3."),
        (
            FIVE_FEELINGS,
            ("1",) * 20 + ("5",) * 3,
            "1 2 3 4 5 No answer Not applicable the company as a whole 20 0 0 0 3",
        ),
        (SCHOOL_GRADES, ("2",) * 9, "too few answers for a figure 9 × 2"),
    ],
)
def test_answers_are_told_as_customers_gave_them(question: Case, answers: tuple[str, ...], said: str) -> None:
    assert said in page_of(question, *answers)


def test_levels_are_told_apart_by_who_is_delighted() -> None:
    levels = {"q": {"measures": "levels", "columns": {"Q": "contact", "S": "shop"}}}
    rows = ["9,1"] * 20 + ["1,9"] * 10
    result = result_with(survey(levels), table("Q,S", *rows))
    assert "Lowest: Shop with 33.3% delighted; highest: Contact page with 66.7% delighted." in said_on(
        CUSTOMERS, result
    )


def test_what_was_worded_otherwise_stands_apart() -> None:
    asked = {"q": {**NPS["q"], "wording": {"en": "Would you come back?"}}}
    sides = {
        "spring": (survey(NPS, period=SPRING, wave_of="customers"), table("Q,S", *nps(12, 14, 14))),
        "autumn": (survey(asked, period=AUTUMN, wave_of="customers"), table("Q,S", *nps(20, 12, 8))),
    }
    (page, *_) = pages(result_of_files(files_with(sides)), EN)
    parts: Any = page.values["parts"]
    told = [(part.id, EN.say(part.wording), len(part.rows), part.chart, len(part.waves)) for part in parts]
    assert told == [
        ("nps-q", "Would you come back?", 1, None, 1),
        ("nps-q-2", "Would you recommend us?", 1, None, 0),
    ]


def test_figures_of_a_touchpoint_say_what_was_asked_when() -> None:
    asked = {
        "q": {"measures": "csat", "columns": {"Q": {"touchpoint": "contact", "channel": "website"}}, "wording": "Fine?"}
    }
    result = result_with(survey(asked), table("Q,x", *["5,."] * 20))
    (page,) = (one for one in touchpoints.pages(result, EN) if one.path == touchpoint_path("contact"))
    written = Templates(EN).render(page.template, page.values, page.path)
    said = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", written)).split())
    assert "Satisfaction (CSAT), Website Fine? asked from 1 to 5 (5: most satisfied)" in said
    assert "Autumn 1 October 2026 to 15 October 2026" in said


@pytest.mark.parametrize(
    ("about", "labels"),
    [
        ("company", ["Recommendation (NPS)"]),
        ("contact", []),
        ({"channel": "website"}, []),
        ({"touchpoint": "contact", "channel": "website"}, []),
    ],
)
def test_only_the_whole_company_has_the_headline(about: Any, labels: list[str]) -> None:
    asked = survey({"q": {"measures": "nps", "column": "Q", "about": about}})
    found = headlines(result_with(asked, table("Q,x", *["9,."] * 30)), EN)
    assert [EN.say(one.label) for one in found] == labels


def test_a_headline_says_of_when_it_is_and_of_how_many_surveys() -> None:
    asked = survey({"q": {"measures": "nps", "column": "Q"}})
    sides = {id_: (asked, table("Q,x", *["9,."] * n)) for id_, n in (("one", 30), ("two", 31))}
    alone, both = (next(headlines(result_of_files(files_with(one)), EN)) for one in ({"one": sides["one"]}, sides))
    days = "1 October 2026 to 15 October 2026"
    assert f"30 answers of customers, {days}" in EN.say(alone.basis)
    assert f"61 answers of customers in 2 surveys, {days}" in EN.say(both.basis)


@pytest.mark.parametrize(("questionable", "is_doubtful"), [(3, False), (4, True)])
def test_a_tenth_of_pairs_that_contradict_each_other_is_no_doubt_yet(questionable: int, is_doubtful: bool) -> None:  # noqa: FBT001
    asked = survey({"q": {"measures": "kano", "with": "A", "without": "B"}})
    result = result_with(asked, table("A,B", *["1,5"] * (30 - questionable), *["1,1"] * questionable))
    assert ("questionable wording" in said_on(CUSTOMERS, result)) is is_doubtful


def test_reasons_and_properties_are_told_by_part_on_the_page_of_the_survey() -> None:
    questions: Case = {
        "why": {"measures": "reason", "column": "W", "codes": {"slow": {"words": ["slow"]}}},
        "k": {"measures": "kano", "with": "A", "without": "B", "wording": "A message"},
    }
    asked = survey(questions, segments={"s": {"column": "S", "name": {"en": "shop"}}})
    rows = [f"slow,1,5,{part}" for part in "XY" for _ in range(20)] + ["fine,1,5,Z"] * 5
    result = result_with(asked, table("W,A,B,S", *rows))
    said = said_on(survey_path("autumn"), result)
    assert "By shop {: #autumn-why-by-1 } Reason given X (20) Y (20) Z (5) slow 20 20 0 none of these 0 0 5" in said
    assert said.count("A message") == 4
    assert "A message the company as a whole , X" in said.replace(",", " ,").replace("  ,", " ,")
    assert said_on(CUSTOMERS, result).count("A message") == 1


@pytest.mark.parametrize(
    ("of", "value", "said"),
    [
        (Figured.NET_PROMOTER, 0.03, "+0.03"),
        (Figured.NET_PROMOTER, -0.004, "−0.004"),
        (Figured.NET_PROMOTER, 0.6, "+0.6"),
        (Figured.NET_PROMOTER, 0, "0.0"),
        (Figured.NET_PROMOTER, 0.00000001, "0.0000"),
        (Figured.TOP_BOX, 0.0004, "+0.04"),
        (Figured.MEAN, -0.25, "−0.25"),
    ],
)
def test_what_is_above_0_is_not_told_as_0(of: Figured, value: float, said: str) -> None:
    assert signed(of, value, EN) == said


@pytest.mark.parametrize(("n", "is_drawn"), [(19, False), (20, True)])
def test_few_answers_have_no_shares_in_a_chart_either(n: int, is_drawn: bool) -> None:  # noqa: FBT001
    assert ("how was it answered?" in page_of({"measures": "csat"}, *["5"] * n)) is is_drawn


@pytest.mark.parametrize(
    ("now", "more", "said"),
    [
        (NPS, {"panel": True}, "nothing that could be compared was tested."),
        ({"q": {**NPS["q"], "wording": {"en": "Once more?"}}}, {}, "nothing that could be compared was tested."),
        (NPS, {}, "nothing got better or worse that could be told from chance."),
    ],
    ids=["panel", "reworded", "tested"],
)
def test_what_was_not_tested_is_not_said_to_be_unchanged(now: Case, more: Case, said: str) -> None:
    sides = {
        "spring": (survey(NPS, period=SPRING, wave_of="c"), table("Q,S", *nps(12, 14, 14))),
        "autumn": (survey(now, period=AUTUMN, wave_of="c", **more), table("Q,S", *nps(13, 14, 13))),
    }
    assert said in said_on(CUSTOMERS, result_of_files(files_with(sides)))
