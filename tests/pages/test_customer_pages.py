"""The customers' pages: what they say of waves, of parts of customers, and of what few answers leave open."""

import html
import re
from typing import Any

import pytest

from tests.surveys.asked import files_with, result_of_files, survey, table
from tests.surveys.test_waves import AUTUMN, CSAT, NPS, SPRING, csat, nps
from tests.workspaces import Case
from tpm_audit.language.catalogue import Language
from tpm_audit.model.result import Result
from tpm_audit.pages.customers import pages
from tpm_audit.pages.page import CUSTOMERS, survey_path
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
            "points −5.0 30.0 +32.6 points [−0.8; +65.9] not demonstrable p = 0.056",
        ),
        (CSAT, csat(18, 30), csat(33, 33), "satisfied 60.0% 100.0% +40.0 points [+21.4; +57.7] better p < 0.001"),
        (CSAT, csat(30, 30), csat(15, 33), "worse p < 0.001"),
        ({"q": {**CSAT["q"], "scale": "1-6", "top_box": [6]}}, csat(30, 30), csat(30, 30), "0.0% 0.0% 0.0 points"),
    ],
)
def test_a_wave_is_held_against_the_one_before(question: Case, then: list[str], now: list[str], said: str) -> None:
    result = waves(question, then, now)
    assert said in said_on(CUSTOMERS, result)
    assert "autumn against spring" in said_on(CUSTOMERS, result)


def test_waves_are_told_in_german() -> None:
    said = said_on(CUSTOMERS, waves(NPS, nps(12, 14, 14), nps(35, 3, 2)), DE)
    assert "+81,4 Punkte [+52,4; +110,4] besser p < 0,001" in said
    assert "Die Veränderung ist die der angepassten Werte" in said


def test_how_many_answers_would_be_needed_is_said_with_the_score() -> None:
    said = said_on(CUSTOMERS, waves(NPS, nps(12, 14, 14), nps(16, 11, 9)))
    assert "36 answers leave the score open by about 25 points to either side; for 10 points it takes about 246" in said


def test_parts_without_a_figure_are_said_in_a_sentence() -> None:
    rows = [f"{answer},{part}" for answer, part in zip(csat(20, 40), "AB" * 20, strict=True)]
    few = rows[:38]
    segments = {"s": {"column": "S", "name": {"en": "shop"}}}
    for given, said in (
        (rows, "By shop"),
        (few, "No part has enough answers for a figure; the most that one has is 19."),
    ):
        result = waves(CSAT, csat(18, 30), given, segments=segments)
        assert said in said_on(survey_path("autumn"), result)
    both = said_on(survey_path("autumn"), waves(CSAT, csat(18, 30), rows, segments=segments))
    assert "Satisfaction (CSAT), by shop: how do the answers differ?" in both
    assert "No part" not in both


def test_months_are_named() -> None:
    rows = [f"{answer},2026-{month}-03 10:00" for month in ("09", "10") for answer in nps(10, 6, 6)]
    result = waves(NPS, nps(10, 10, 10), rows, segments={"m": {"column": "S", "is": "month"}})
    assert "By month" in said_on(survey_path("autumn"), result)
    assert "September 2026" in said_on(survey_path("autumn"), result)
    assert "Nach Monaten" in said_on(survey_path("autumn"), result, DE)
