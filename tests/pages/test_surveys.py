"""The page of a survey of which nothing comes says so."""

import html
import re

import pytest

from tests.surveys.asked import result_with, survey, table
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
