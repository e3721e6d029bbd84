"""The page of a survey: what is low and high, and that nothing comes of it."""

import html
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from tests.surveys.asked import result_with, survey, table
from tests.workspaces import Case
from tpm_audit.language.catalogue import Language
from tpm_audit.pages.customers import pages
from tpm_audit.render.templates import Templates
from tpm_audit.surveys.formats import OF_SPSS, OF_TABLES
from tpm_audit.surveys.reader import SurveyReader

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
    result = result_with(survey({"q": {"column": "Q", **question}}), table("Q,x", *["3,."] * 20))
    *_, page = pages(result, Language("en"))
    values: Mapping[str, Any] = page.values
    (asked,) = values["questions"]
    assert [one.word for one in asked.chart.key] == key


@pytest.mark.parametrize("reader", [*OF_TABLES, *OF_SPSS])
def test_every_format_has_a_name_in_both_languages(reader: SurveyReader) -> None:
    result = result_with(survey({"q": {"measures": "csat", "column": "Q"}}), table("Q,x", "3,."))
    (record,) = result.surveys
    read = replace(result, surveys=(replace(record, reader=reader.name, encoding=None),))
    for language in map(Language, ("en", "de")):
        *_, page = pages(read, language)
        assert page.values["reader"] == reader.called
        assert language.say(reader.called) != reader.name


def test_a_format_that_is_gone_is_called_as_it_was() -> None:
    result = result_with(survey({"q": {"measures": "csat", "column": "Q"}}), table("Q,x", "3,."))
    (record,) = result.surveys
    *_, page = pages(replace(result, surveys=(replace(record, reader="gone", encoding=None),)), Language("en"))
    assert page.values["reader"] == "gone"
