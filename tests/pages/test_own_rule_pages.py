"""Own rules on the pages: what they find where it belongs, and each with its own name on the Method page."""

import html
import re

import pytest

from tests.workspaces import Case, findings_of, result_of
from tpm_audit.exports.text import as_text
from tpm_audit.language.catalogue import Language
from tpm_audit.model.result import Result
from tpm_audit.pages.families import all_pages
from tpm_audit.pages.page import finding_path
from tpm_audit.render.templates import Templates

NOTED = {"value": "0800 2", "note": "In the foot", "evidence": [{"file": "foot.png", "caption": "The foot"}]}
CASE: Case = {
    "site": {"languages": ["de", "en"]},
    "facts": {"phone": {"name": "Phone", "kind": "phone"}, "hotline": {"name": "Hotline", "kind": "phone"}},
    "rules": {
        "one-number": {
            "shape": "same-value",
            "message": {"de": "Eine Nummer für alles", "en": "One number for everything"},
            "facts": ["phone", "hotline"],
            "advice": {"de": "Eine Nummer wählen.", "en": "Choose *one* number."},
        },
        "far": {
            "shape": "unique",
            "message": "Unique <b>there</b>",
            "facts": ["phone"],
            "where": {"channels": ["email"]},
        },
    },
    "visits": [{"touchpoint": "contact", "channel": "website", "facts": {"phone": "0732 1", "hotline": NOTED}}],
}
SAID = "One number for everything: Phone “0732 1”, Hotline “0800 2” (Contact page)"


def raw(result: Result, code: str = "en") -> dict[str, str]:
    templates = Templates(Language(code))
    pages = all_pages(result, Language(code))
    return {page.path: templates.render(page.template, page.values, page.path) for page in pages}


def texts(result: Result, code: str = "en") -> dict[str, str]:
    """Return what is read on each page."""
    return {
        path: " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split()) for path, page in raw(result, code).items()
    }


@pytest.mark.parametrize(
    "page", ["touchpoints/contact.html", "channels/website.html", "consistency/phone.html", "consistency/hotline.html"]
)
def test_a_finding_is_named_where_it_belongs(page: str) -> None:
    assert SAID in texts(result_of(CASE))[page]


def test_its_page_says_which_fact_a_value_is_of_and_shows_what_was_written_beside() -> None:
    result = result_of(CASE)
    (finding,) = findings_of(result, "TPO001")
    page = texts(result)[finding_path(finding.id)]
    assert "Contact page , Website 0800 2 Anna Auer, 20 October 2026 In the foot" in page
    assert "The foot" in page
    assert "shown as Hotline" in page
    assert "<em>one</em>" in raw(result)[finding_path(finding.id)]


def test_the_method_page_lists_each_with_how_much_it_looked_at() -> None:
    page = texts(result_of(CASE))["method.html"]
    assert "TPO001 one-number One number for everything minor 1 1" in page
    assert "TPO006 far Unique <b>there</b> nothing to look at, which is no pass minor 0 0" in page
    assert "<b>there" not in raw(result_of(CASE))["method.html"]
    assert "TPO001 one-number Eine Nummer für alles leicht 1 1" in texts(result_of(CASE), "de")["method.html"]


def test_owners_find_it_among_what_there_is_to_change() -> None:
    page = raw(result_of(CASE))["owners/web-team.html"]
    assert re.search(r'<h3 class="tpm-todo__title" id="TPO001-\w{10}">', page)


def test_a_terminal_says_which_of_them_had_nothing_to_look_at() -> None:
    lines = list(as_text(result_of(CASE), Language("en"), verbose=True))
    assert any(line.startswith("nothing to look at") and "TPO006 far" in line for line in lines)
    assert any("own rule 'far' had nothing to look at" in line for line in lines)


def test_what_findings_are_about_is_charted_by_the_name_of_the_rule() -> None:
    assert "One number for everything" in raw(result_of(CASE))["findings/index.html"]
