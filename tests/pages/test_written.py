"""Hand-written pages in the site: where they stand, in which language, and what leads where."""

from dataclasses import replace
from html import unescape

from tests.pages.small_result import small_result
from tpm_audit.language.catalogue import Language
from tpm_audit.model.result import Result, WrittenPageRecord
from tpm_audit.pages.written import pages
from tpm_audit.render.templates import Templates
from tpm_audit.site.folder import Listed, sections
from tpm_audit.site.settings import Section
from tpm_audit.source.message import Localised

ABOUT = WrittenPageRecord(
    "about", Localised({"de": "Über & uns"}), None, None, Localised({"de": "Siehe [hier](index.md) und [dort](x.md)."})
)
INDEX = WrittenPageRecord("index", Localised({"": "Start"}), None, None, Localised({"": "# Start\n\nText"}))


def with_pages(*records: WrittenPageRecord) -> Result:
    return replace(small_result(), pages=records)


def rendered(result: Result, code: str) -> dict[str, str]:
    language = Language(code)
    templates = Templates(language)
    made = pages(result, language)
    return {one.path: unescape(templates.render(one.template, one.values, one.path)) for one in made}


def test_a_page_in_its_own_language_says_nothing_of_it() -> None:
    page = rendered(with_pages(ABOUT, INDEX), "de")["pages/about.html"]
    assert page.startswith("# Über & uns\n")
    assert "lang=" not in page.partition("<footer")[0]
    assert "nur auf Deutsch" not in page


def test_a_page_of_another_language_says_so_in_the_pages_language() -> None:
    page = rendered(with_pages(ABOUT, INDEX), "en")["pages/about.html"]
    assert '{: lang="de" }' in page
    assert '<div class="tpm-written" lang="de">' in page
    assert "This page is written in German only." in page


def test_links_between_pages_lead_to_where_these_stand() -> None:
    made = rendered(with_pages(ABOUT, INDEX), "de")
    assert list(made) == ["pages/about.html", "pages/index_.html"]
    assert 'href="index_.html"' in made["pages/about.html"]
    assert 'href="x.md"' in made["pages/about.html"]  # the check of all links names it


def test_a_title_of_the_text_stands_once() -> None:
    page = rendered(with_pages(INDEX), "en")["pages/index_.html"]
    assert page.count("# Start") == 1
    assert "only." not in page


def test_an_internal_note_stands_below() -> None:
    page = rendered(with_pages(replace(INDEX, internal_note=Localised({"": "later"}))), "en")["pages/index_.html"]
    assert page.index("Internal note") < page.index("later")


def test_pages_of_one_section_stand_together_and_others_alone() -> None:
    listed = [
        Listed("index.html", "Overview", listed=True),
        Listed("pages/a.html", "A", listed=True, section="Back<ground"),
        Listed("pages/b.html", "B", listed=True),
        Listed("pages/c.html", "C", listed=True, section="Back<ground"),
        Listed("findings/index.html", "Findings", listed=True),
        Listed("findings/x.html", "X", listed=True),
        Listed("findings/y.html", "Y", listed=False),
    ]
    assert sections(listed) == [
        Section("Overview", "index.md"),
        Section("Back<ground", None, ("pages/a.md", "pages/c.md")),
        Section("B", "pages/b.md"),
        Section("Findings", "findings/index.md", ("findings/x.md",)),
    ]
