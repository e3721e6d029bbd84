"""A hand-over that is not kept stands on its own page, on that of its fact and on those of both touchpoints."""

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

CASE: Case = {
    "facts": {"delivery": {"name": "Delivery", "kind": "quantity", "expected": "<= 5 days"}},
    "touchpoints": {
        "ad": {"name": "Ad", "phase": "before", "channels": ["website"], "leads_to": ["till"]},
        "till": {"name": "Till", "phase": "during", "channels": ["branch"]},
        "invoice": {"name": "Invoice", "phase": "after", "channels": ["email"]},
    },
    "visits": [
        {
            "touchpoint": "ad",
            "channel": "website",
            "facts": {"delivery": {"value": "2 days", "note": "in big letters"}},
        },
        {
            "touchpoint": "till",
            "channel": "branch",
            "facts": {"delivery": {"value": "7 days", "note": "in small letters"}},
        },
        {"touchpoint": "invoice", "channel": "email", "facts": {"delivery": "2 days"}},
    ],
}
SAID = "Delivery: Ad says “2 days”, Till says “7 days”; Till deviates from the standard"


def texts(result: Result, code: str = "en") -> dict[str, str]:
    """Return what is read on each page."""
    templates = Templates(Language(code))
    written = (
        (page.path, templates.render(page.template, page.values, page.path))
        for page in all_pages(result, Language(code))
    )
    return {path: " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split()) for path, page in written}


@pytest.mark.parametrize("page", ["touchpoints/ad.html", "touchpoints/till.html", "consistency/delivery.html"])
def test_it_is_named_where_it_belongs(page: str) -> None:
    assert SAID in texts(result_of(CASE))[page]


def test_it_is_not_named_elsewhere() -> None:
    assert SAID not in texts(result_of(CASE))["touchpoints/invoice.html"]


def test_its_page_shows_both_sides_with_what_was_written_beside() -> None:
    result = result_of(CASE)
    (finding,) = findings_of(result, "TPC006")
    page = texts(result)[finding_path(finding.id)]
    assert "Touchpoints Ad , Till" in page
    assert re.search("Till , Branch 7 days Anna Auer, 20 October 2026 in small letters", page)
    assert re.search("For comparison .* Ad , Website 2 days", page)


def test_german_says_soll() -> None:
    (finding,) = findings_of(result_of(CASE), "TPC006")
    said = Language("de").say(finding.headline)
    assert said == "Delivery: Ad sagt „2 days“, Till sagt „7 days“; Till weicht vom Soll ab"


def test_a_terminal_names_the_other_side_with_its_value() -> None:
    assert "  for comparison: 2 days (Website, Ad)" in list(as_text(result_of(CASE), Language("en"), verbose=True))
