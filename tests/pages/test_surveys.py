"""The page of a survey: what is low and high, and that nothing comes of it."""

import html
import re
from collections.abc import Mapping
from typing import Any

import pytest

from tests.surveys.asked import result_with, survey, table
from tests.workspaces import Case
from tpm_audit.language.catalogue import Language
from tpm_audit.pages.customers import pages
from tpm_audit.render.templates import Templates

SENT = "id,submitdate,Q"


@pytest.mark.parametrize(
    ("content", "english", "german"),
    [
        (table("Q"), "Nobody has answered yet.", "Noch hat niemand geantwortet."),
        (
            table(SENT, "1,,9"),
            "Nobody has finished answering yet.",
            "Noch hat niemand die Umfrage abgeschlossen.",
        ),
        (
            table("Q,x", ",."),
            "No question has a usable answer.",
            "Zu keiner Frage gibt es eine verwertbare Antwort.",
        ),
        (table("Q,x", "9,."), None, None),
    ],
)
def test_a_page_says_that_nothing_came_of_it(content: str, english: str | None, german: str | None) -> None:
    result = result_with(survey({"nps": {"measures": "nps", "column": "Q"}}), content)
    for code, said in (("en", english), ("de", german)):
        language = Language(code)
        *_, page = pages(result, language)
        written = Templates(language).render(page.template, page.values, page.path)
        assert [html.unescape(one) for one in re.findall(r'<p class="tpm-why">(.*?)</p>', written)][:1] == (
            [] if said is None else [said]
        )
        assert not re.search(r"<tbody>\s*</tbody>", written)


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ({"measures": "csat"}, ["1 to 2", "3", "4 to 5"]),
        ({"measures": "csat", "scale": "1-6", "top_box": [6]}, ["1 to 2", "3 to 5", "6"]),
        ({"measures": "csat", "scale": "1-3", "top_box": [3]}, ["1 to 2", "\N{EN DASH}", "3"]),
        ({"measures": "performance", "scale": "1-6"}, ["1 to 3", "3.5", "4 to 6"]),
    ],
)
def test_the_key_of_the_answers_says_which_are_low_and_high(question: Case, key: list[str]) -> None:
    result = result_with(survey({"q": {"column": "Q", **question}}), table("Q,x", *["3,."] * 10))
    *_, page = pages(result, Language("en"))
    values: Mapping[str, Any] = page.values
    (asked,) = values["questions"]
    assert [one.word for one in asked.chart.key] == key
