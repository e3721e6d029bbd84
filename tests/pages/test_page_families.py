import html
import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.pages.small_result import nothing_yet, small_result
from tpm_audit.language.catalogue import Language
from tpm_audit.model.entry import Edition
from tpm_audit.model.result import Result
from tpm_audit.pages.data import FILES
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
    "channels/index.html",
    "channels/app.html",
    "channels/web.html",
    "locations/index.html",
    "locations/linz.html",
    "locations/wels.html",
    "consistency/index.html",
    "consistency/phone.html",
    "consistency/address.html",
    "checklists/index.html",
    "checklists/service.html",
    "findings/index.html",
    "findings/TPC001-0000000001.html",
    "findings/TPC004-0000000002.html",
    "owners/index.html",
    "owners/team.html",
    "method.html",
    "data/index.html",
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


def test_every_page_of_an_audit_that_is_not_closed_says_at_its_head_and_end_that_it_is_a_draft() -> None:
    for path, page in rendered(small_result()).items():
        head, _, end = page.partition('<footer class="tpm-end"')
        draft = head.index('<p class="tpm-draft" data-search-exclude><strong>Draft</strong>')
        # Above the heading it would part the page in two for the search; below the first section nobody would see it.
        assert head.startswith("# ") or path == "index.html", path
        assert draft < head.find("\n## ") or "\n## " not in head, path
        assert "<strong>Draft</strong>" in end, path


def test_nothing_is_a_draft_where_the_audit_is_closed_or_there_is_none() -> None:
    result = small_result()
    assert result.audit is not None
    closed = replace(result, audit=replace(result.audit, closed_on=result.audit.last_day))
    assert not any("Draft" in page for one in (closed, nothing_yet()) for page in rendered(one).values())


def test_every_link_leads_to_a_page() -> None:
    pages = rendered(small_result())
    for path, page in pages.items():
        targets = {part.partition('"')[0].partition("#")[0] for part in re.split('href="(?!mailto:)', page)[1:]}
        pictures = {url(path, f"evidence/{start * 8}.jpg") for start in ("ab", "cd")}
        files = {url(path, f"data/{name}") for name in FILES}
        assert targets <= {url(path, other) for other in pages} | {in_language(path, "de")} | pictures | files


def test_every_figure_leads_to_how_it_is_made() -> None:
    pages = rendered(small_result())
    anchors = set(re.findall(r"\{: #([\w-]+) \}", pages["method.html"]))
    wanted = {found for page in pages.values() for found in re.findall(r"method\.html#([\w-]+)", page)}
    assert {"score", "coverage", "consistency"} <= wanted <= anchors


def test_a_workspace_without_an_audit_has_pages_that_say_what_to_write() -> None:
    empty = replace(nothing_yet(), edition=Edition.INTERNAL)
    pages = {path: html.unescape(page) for path, page in rendered(empty).items()}
    families = ["touchpoints", "channels", "consistency", "checklists", "findings", "owners"]
    assert list(pages) == ["index.html", *(f"{one}/index.html" for one in families), "method.html", "data/index.html"]
    assert "site_config/channels.yml" in pages["channels/index.html"]
    assert "content/checklists/" in pages["checklists/index.html"]
    assert "content/touchpoints/" in pages["touchpoints/index.html"]
    assert "site_config/standard.yml" in pages["consistency/index.html"]
    assert "site_config/people.yml" in pages["owners/index.html"]
    assert "No audit yet" in pages["index.html"]


@pytest.mark.parametrize("result", [small_result(), nothing_yet()], ids=["small", "nothing yet"])
def test_the_client_is_not_told_to_edit_files(result: Result) -> None:
    for path, page in rendered(result).items():
        assert not re.search(r"\.yml|site_config/|content/|\b(facts|expected|checklists):", page), path
