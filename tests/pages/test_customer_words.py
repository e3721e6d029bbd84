"""What customers said otherwise than by a rating, as pages say it: reasons, Kano's properties, associations."""

import html
from collections.abc import Iterable

import pytest

from tests.surveys.asked import result_with, survey, table
from tests.workspaces import Case
from tpm_audit.language.catalogue import Language
from tpm_audit.model.entry import Edition
from tpm_audit.pages.customers import pages
from tpm_audit.render.templates import Templates

QUESTIONS: Case = {
    "nps": {"measures": "nps", "column": "N"},
    "why": {
        "measures": "reason",
        "explains": "nps",
        "column": "W",
        "codes": {"slow": {"words": ["slow"], "tone": "negative", "name": "Too slow"}},
    },
    "property": {"measures": "kano", "with": "K", "without": "L", "about": "shop"},
    "us": {"measures": "association", "columns": {"A": "shop", "B": "contact"}, "factors": {"shop": 6, "contact": 1}},
    "mayr": {"measures": "association", "brand": "mayr", "columns": {"C": "shop", "D": "contact"}},
}
SITE: Case = {"site": {"competitors": {"mayr": {"name": "<b>Mayr</b>"}}}}
HEADING = "N,W,K,L,A,B,C,D"
SLOW, GOOD = '0,"so slow, <i>really</i>",1,4,Y,,Y,', "9,all good,2,5,,Y,,Y"


def said(rows: Iterable[str], code: str = "en", edition: Edition = Edition.INTERNAL) -> dict[str, str]:
    """Return the customers' page and that of the survey as they are written."""
    result, language = result_with(survey(QUESTIONS), table(HEADING, *rows), edition, SITE), Language(code)
    templates = Templates(language)
    return {
        page.path: " ".join(templates.render(page.template, page.values, page.path).split())
        for page in pages(result, language)
    }


@pytest.mark.parametrize(
    ("n", "sentences"),
    [
        (
            100,
            (
                "Given most often: Too slow (100 of 200).",
                "Reasons given: 0 positive, 0 neutral, 100 negative.",
                "detractors (100)",
                "unclear between: attractive, must-be",
                "Share of contacts",
                "50.0%",
            ),
        ),
        (10, ("for orientation", "No share of contacts: 20 respondents are too few: it takes 100.")),
        (5, ("10 customers gave a reason.", "too few answers for a figure", "5 of 10")),
        (2, ("4 customers gave a reason: too few answers to be shown.", "too few answers to be shown")),
    ],
)
def test_figures_are_said_as_far_as_there_are_enough_answers(n: int, sentences: tuple[str, ...]) -> None:
    page = said([SLOW] * n + [GOOD] * n)["customers.html"]
    assert [one for one in sentences if one not in html.unescape(page)] == []


def test_what_was_written_stands_on_the_survey_s_page_of_the_house() -> None:
    found = said([SLOW] * 10 + [GOOD] * 10)
    assert "<i>really" in html.unescape(found["surveys/autumn.html"])
    assert "<i>really" not in found["surveys/autumn.html"]
    assert "really" not in found["customers.html"]
    assert "<b>Mayr" not in "".join(found.values())
    assert "really" not in "".join(said([SLOW] * 10 + [GOOD] * 10, edition=Edition.CLIENT).values())


def test_a_page_is_said_in_german() -> None:
    found = said([SLOW] * 100 + [GOOD] * 100, "de")
    assert all(
        word in found["customers.html"]
        for word in ("Am häufigsten genannt", "unklar zwischen", "Anteil an den Kontakten")
    )


def test_questionable_wording_is_said() -> None:
    page = html.unescape(said(["9,x,1,1,Y,,Y,"] * 20 + [GOOD] * 20)["customers.html"])
    assert "questionable wording: 50.0% of the answers contradict each other" in page
