"""The standard stands in the language in which a unit was met, on every page that shows both."""

import html
import re

import pytest

from tests.workspaces import Case, result_of
from tpm_audit.language.catalogue import Language
from tpm_audit.pages.families import all_pages
from tpm_audit.render.templates import Templates

SLOGAN = {"de": "Jeden Tag ein guter Anfang.", "en": "A good start, every day."}
OTHER = {"de": "Guten Morgen, Wels.", "en": "Good morning, Wels."}
VISIT: Case = {"touchpoint": "counter", "channel": "branch", "location": "linz"}
CASE: Case = {
    "site": {"languages": ["de", "en"]},
    "locations": {id_: {"name": id_.title(), "channels": ["branch"]} for id_ in ("linz", "wels")},
    "touchpoints": {"counter": {"name": "Counter", "phase": "during", "channels": ["branch"]}},
    "facts": {"slogan": {"kind": "text", "expected": SLOGAN, "expected_at": {"wels": OTHER}}},
    "visits": [{**VISIT, "language": code, "facts": {"slogan": text}} for code, text in SLOGAN.items()],
}


def written(case: Case, language: str, path: str) -> str:
    """Return a page as it is written."""
    spoken = Language(language)
    (page,) = (page for page in all_pages(result_of(case), spoken) if page.path == path)
    return html.unescape(Templates(spoken).render(page.template, page.values, page.path))


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("path", ["touchpoints/counter.html", "channels/branch.html", "locations/linz.html"])
def test_the_standard_is_in_the_language_of_what_was_found(path: str, language: str) -> None:
    page = written(CASE, language, path)
    for code, text in SLOGAN.items():
        assert f'<span class="tpm-raw" lang="{code}">{text}</span>' in page


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_fact_has_its_standard_in_every_language_also_where_a_location_has_its_own(language: str) -> None:
    page = written(CASE, language, "consistency/slogan.html")
    for code, text in (*SLOGAN.items(), *OTHER.items()):
        assert f'<span class="tpm-raw" lang="{code}">{text}</span>' in page
    assert re.search(r"Wels</a>, en</dt>\s*<dd><span [^>]+>Good morning", page)


def test_where_the_language_has_no_standard_none_is_shown() -> None:
    facts = {"slogan": {"kind": "text", "expected": {"de": SLOGAN["de"]}}}
    page = written({**CASE, "facts": facts}, "de", "touchpoints/counter.html")
    assert SLOGAN["en"] in page
    assert page.count(f">{SLOGAN['de']}</span>") == 2  # as found in German, and its standard


def test_without_a_language_the_page_s_own_is_shown() -> None:
    case = {**CASE, "visits": [{**VISIT, "facts": {"slogan": SLOGAN["en"]}}]}
    assert f'<span class="tpm-raw">{SLOGAN["de"]}</span>' in written(case, "de", "touchpoints/counter.html")
