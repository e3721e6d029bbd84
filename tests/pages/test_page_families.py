import html
from pathlib import Path

import pytest

from tests.pages.small_result import nothing_yet, small_result
from tpm_audit.language.catalogue import Language
from tpm_audit.model.result import Result
from tpm_audit.pages.families import all_pages
from tpm_audit.render.links import in_language, url
from tpm_audit.render.templates import Templates

ENGLISH = Language("en")
GOLDEN = Path(__file__).parents[1] / "golden" / "pages"

PATHS = [
    "index.html",
    "touchpoints/index.html",
    "touchpoints/home.html",
    "touchpoints/shop.html",
    "consistency/index.html",
    "consistency/phone.html",
    "consistency/address.html",
    "findings/index.html",
    "findings/TPC001-0000000001.html",
    "findings/TPC004-0000000002.html",
]


def rendered(result: Result) -> dict[str, str]:
    templates = Templates(ENGLISH)
    return {page.path: templates.render(page.template, page.values, page.path) for page in all_pages(result, ENGLISH)}


def test_paths_are_those_that_were_promised() -> None:
    assert [page.path for page in all_pages(small_result(), ENGLISH)] == PATHS


def test_paths_are_the_same_in_every_language() -> None:
    assert [page.path for page in all_pages(small_result(), Language("de"))] == PATHS


@pytest.mark.parametrize("path", PATHS)
def test_pages_are_the_golden_markdown(path: str, *, rewrite_golden: bool) -> None:
    golden = GOLDEN / path.replace("/", "__").replace(".html", ".md")
    page = rendered(small_result())[path]
    if rewrite_golden:
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(page, encoding="utf-8", newline="\n")
    assert page == golden.read_text(encoding="utf-8")


def test_every_page_ends_with_period_and_edition() -> None:
    for path, page in rendered(small_result()).items():
        end = page[page.index('<footer class="tpm-end"') :]
        assert "5 October 2026 – 16 October 2026 · client edition" in end
        assert f'href="{"../" * (path.count("/") + 1)}de/{path}"' in end


def test_every_link_leads_to_a_page() -> None:
    pages = rendered(small_result())
    for path, page in pages.items():
        targets = {part.partition('"')[0] for part in page.split('href="')[1:]}
        assert targets <= {url(path, other) for other in pages} | {in_language(path, "de")}


def test_a_workspace_without_an_audit_has_pages_that_say_what_to_write() -> None:
    pages = {path: html.unescape(page) for path, page in rendered(nothing_yet()).items()}
    assert list(pages) == ["index.html", "touchpoints/index.html", "consistency/index.html", "findings/index.html"]
    assert "content/touchpoints/" in pages["touchpoints/index.html"]
    assert "site_config/standard.yml" in pages["consistency/index.html"]
    assert "No audit yet" in pages["index.html"]
