"""What customers say where it matters: first on their own page, on touchpoints, locations and the overview."""

import html
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.surveys.asked import files_with, result_of_files, result_with, survey, table
from tests.surveys.rated import of
from tests.surveys.test_waves import AUTUMN, CSAT, NPS, SPRING, csat, nps
from tests.workspaces import Case
from tpm_audit.language.catalogue import Language
from tpm_audit.model.result import Result
from tpm_audit.pages import customers, locations, overview, touchpoints
from tpm_audit.pages.page import CUSTOMERS, OVERVIEW, Page, location_path, touchpoint_path
from tpm_audit.render.templates import Templates

EN, DE = Language("en"), Language("de")
Pages = Callable[[Result, Language], Iterator[Page]]
CONTACT, LINZ = touchpoint_path("contact"), location_path("linz")
NAMES = {"spring": "Survey in spring", "autumn": "Survey in fall"}
CASE: Case = {
    "locations": {"linz": {"name": "Linz", "channels": ["branch"]}, "wels": {"name": "Wels", "channels": ["branch"]}},
    "visits": [{"touchpoint": "contact", "channel": "website"}],
}
REASON: Case = {
    "measures": "reason",
    "about": "contact",
    "column": "W",
    "codes": {"slow": {"words": ["slow"], "name": "Too slow"}},
}
KANO: Case = {"measures": "kano", "about": "contact", "with": "K", "without": "L", "wording": "A message"}


def said_on(pages: Pages, path: str, result: Result, language: Language = EN) -> str:
    """Return the text of a page, without tags."""
    (page,) = (one for one in pages(result, language) if one.path == path)
    written = Templates(language).render(page.template, page.values, page.path)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", written)).split())


def two_waves(asked: Case, then: list[str], now: list[str], **more: Any) -> Result:
    sides = {
        id_: (survey(asked, period=days, wave_of="c", name=NAMES[id_], **more), table("Q,S,W,K,L", *rows))
        for id_, days, rows in (("spring", SPRING, then), ("autumn", AUTUMN, now))
    }
    return result_of_files(files_with(sides, CASE))


WORSE = two_waves({**CSAT, "r": REASON, "k": KANO}, csat(33, 33), [f"{one},,slow,1,5" for one in csat(15, 30)])
SAME = two_waves(CSAT, csat(20, 30), csat(20, 30))


@pytest.mark.parametrize(
    ("pages", "path", "in_order"),
    [
        (
            touchpoints.pages,
            CONTACT,
            (
                "What customers say",
                "50.0%",
                "Fall against spring",
                "worse p < 0.001",
                "Too slow",
                "A message",
                "Earlier waves",
                "100.0%",
            ),
        ),
        (customers.pages, CUSTOMERS, ("At a glance", "Contact page", "100.0% 50.0%", "worse", "Satisfaction (CSAT) {")),
        (overview.pages, OVERVIEW, ("What changed for customers", "Contact page", "100.0% 50.0%", "worse p < 0.001")),
    ],
)
def test_what_changed_for_customers_stands_where_it_is_looked_for(
    pages: Pages, path: str, in_order: tuple[str, ...]
) -> None:
    said, at = said_on(pages, path, WORSE), 0
    for words in in_order:
        assert words in said[at:], words
        at = said.index(words, at)


def test_surveys_of_the_same_days_are_one_wave() -> None:
    sides = {
        id_: (survey(CSAT, period=days, wave_of="c", name=f"Survey {id_}"), table("Q,S", *csat(20, 20)))
        for id_, days in (("old", SPRING), ("card", AUTUMN), ("mail", AUTUMN))
    }
    said = said_on(touchpoints.pages, CONTACT, result_of_files(files_with(sides, CASE)))
    latest, _, earlier = said.partition("Earlier waves")
    assert [f"Survey {id_}" in latest for id_ in sides] == [False, True, True]
    assert [f"Survey {id_}" in earlier for id_ in sides] == [True, False, False]


def test_what_cannot_be_told_from_chance_is_no_news() -> None:
    assert "Fall against spring: nothing got better or worse that could" in said_on(customers.pages, CUSTOMERS, SAME)
    assert "What changed for customers" not in said_on(overview.pages, OVERVIEW, SAME)
    assert "Fall gegenüber spring" in said_on(customers.pages, CUSTOMERS, SAME, DE)


@pytest.mark.parametrize(
    ("result", "said"),
    [
        (
            two_waves(NPS, nps(12, 14, 14), nps(20, 12, 8)),
            "#at-a-glance } Recommendation (NPS) 30.0 95% interval",
        ),
        (
            of("abcd", "abcd", "9,9,5,4,3,4,8,8", "9,9,5,4,3,4,8,8"),
            "#at-a-glance } Where to begin: A, B.",
        ),
    ],
)
def test_the_page_of_customers_begins_with_what_matters(result: Result, said: str) -> None:
    assert said in said_on(customers.pages, CUSTOMERS, result)


def test_without_any_of_it_the_page_begins_with_what_was_answered() -> None:
    result = result_with(survey(CSAT), table("Q,S", *csat(10, 20)))
    assert "At a glance" not in said_on(customers.pages, CUSTOMERS, result)


@pytest.mark.parametrize(("rows", "folded"), [(["9,9,5,4,3,4,8,8"] * 2, {"imp", "perf"}), (["9,,,,3,,,"] * 2, set())])
def test_what_the_matrix_draws_is_drawn_once(rows: list[str], folded: set[str]) -> None:
    (page, *_) = customers.pages(of("abcd", "abcd", *rows), EN)
    parts: Any = page.values["parts"]
    assert {one.question for one in parts if one.folded} == folded
    assert all(one.chart is None for one in parts if one.folded)


SEGMENT: Case = {"branch": {"column": "S", "is": "location", "values": {"L": "linz", "W": "wels"}}}


@pytest.mark.parametrize(
    ("linz", "wels", "said"),
    [
        (
            24,
            22,
            "Contact page Satisfaction (CSAT) asked from 1 to 5 (5: most satisfied); satisfied: 4, 5 50.0% satisfied",
        ),
        (24, 22, "24 Autumn"),
        (10, 30, "this location say {: #customers } 1 more question: Autumn"),
    ],
)
def test_a_location_tells_what_its_customers_answered(linz: int, wels: int, said: str) -> None:
    rows = [f"{one},{at}" for n, at in ((linz, "L"), (wels, "W")) for one in csat(n // 2, n)]
    result = result_with(survey(CSAT, segments=SEGMENT), table("Q,S", *rows), case=CASE)
    assert said in said_on(locations.pages, LINZ, result)


def test_a_location_that_nobody_was_asked_about_says_nothing() -> None:
    result = result_with(survey(CSAT), table("Q,S", *csat(10, 20)), case=CASE)
    assert "What customers of this location say" not in said_on(locations.pages, LINZ, result)


BOTH: Case = {"q": {"measures": "csat", "columns": {"Q": "contact", "S": "shop"}}}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            ["5,1"] * 20,
            "Shop 0.0% satisfied 95% interval [0.0%; 16.1%] 20 Autumn , 1 October 2026 to 15 October 2026 for o",
        ),
        (["5,1"] * 20 + ["5,"] * 80, "Contact page 100.0% satisfied 95% interval [96.3%; 100.0%] 100 Shop"),
        (["5,"] * 20, "Contact page 100.0% satisfied 95% interval [83.9%; 100.0%] for orientation 20"),
    ],
)
def test_what_holds_for_all_rows_is_said_once(rows: list[str], said: str) -> None:
    found = said_on(customers.pages, CUSTOMERS, result_with(survey(BOTH), table("Q,S", *rows)))
    assert said in found
    assert found.count("for orientation") == 1


@pytest.mark.parametrize(
    ("wordings", "titles"),
    [
        (("Fine? (1 no, 5 yes)",), ["Satisfaction (CSAT)"]),
        (
            (
                "How fine was it? (1 no, 5 yes)",
                "And how was it all in all, from the first look until the way back home?",
            ),
            [
                "Satisfaction (CSAT): How fine was it?",
                "Satisfaction (CSAT): And how was it all in all, from the first look until the …",
            ],
        ),
        (("Fine?", None), ["Satisfaction (CSAT): Fine?", "Satisfaction (CSAT): q1"]),
    ],
)
def test_headings_say_what_was_asked(wordings: tuple[str | None, ...], titles: list[str]) -> None:
    asked = {
        f"q{at}": {"measures": "csat", "column": "Q", **({} if text is None else {"wording": text})}
        for at, text in enumerate(wordings)
    }
    result = result_with(survey(asked), table("Q,S", *csat(10, 20)))
    pages = {page.path: page for page in customers.pages(result, EN)}
    parts: Any = pages[CUSTOMERS].values["parts"]
    questions: Any = pages["surveys/autumn.html"].values["questions"]
    assert [EN.say(one.title) for one in parts] == [EN.say(one.title) for one in questions] == titles
