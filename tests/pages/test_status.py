"""Touchpoints that are not in use are called so, and no rows of dashes stand where nothing could be audited."""

import html
import re

import pytest

from tests.workspaces import Case, result_of
from tpm_audit.language.catalogue import Language
from tpm_audit.pages.touchpoints import pages
from tpm_audit.render.templates import Templates

CASE: Case = {
    "touchpoints": {
        "contact": {"name": "Contact page", "phase": "before", "channels": ["website"]},
        "kiosk": {"name": "Kiosk", "phase": "during", "channels": ["branch", "website"]},
    }
}
SAID = [
    ("planned", "geplant", "planned and not in use yet"),
    ("missing", "fehlt", "does not exist at the company"),
    ("retired", "aufgegeben", "no longer in use"),
]


def shown(status: str, path: str, code: str = "en") -> str:
    """Return the page of a workspace whose kiosk has a status."""
    kiosk = {**CASE["touchpoints"]["kiosk"], "status": status}
    language = Language(code)
    result = result_of({**CASE, "touchpoints": {**CASE["touchpoints"], "kiosk": kiosk}})
    (page,) = (page for page in pages(result, language) if page.path == path)
    return html.unescape(Templates(language).render(page.template, page.values, page.path))


@pytest.mark.parametrize(("status", "german", "sentence"), SAID)
def test_the_page_says_why_it_was_not_audited(status: str, german: str, sentence: str) -> None:
    page = shown(status, "touchpoints/kiosk.html")
    assert f"{sentence}, so it was not audited." in page
    assert f'<span class="tpm-badge tpm-badge--plain">{status if status != "retired" else "given up"}</span>' in page
    assert not re.search(">–<|Not assessed|No visit|Visits", page)
    assert ">Branch</a>" in page
    assert f">{german}</span>" in shown(status, "touchpoints/kiosk.html", "de")


@pytest.mark.parametrize(("status", "german", "_"), SAID)
def test_the_table_names_the_status_beside_the_name(status: str, german: str, _: str) -> None:
    page = shown(status, "touchpoints/index.html", "de")
    assert re.search(rf">Kiosk</a> <span[^>]+>{german}</span>", page)
    assert ">Contact page</a></th>" in page


def test_a_touchpoint_in_use_has_no_badge_and_its_verdict() -> None:
    page = shown("used", "touchpoints/kiosk.html")
    assert "tpm-badges" not in page
    assert "Not assessed" in page
