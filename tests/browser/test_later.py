"""Pages that bring their rest later are, once they are there, the pages they would have been."""

import shutil
from collections.abc import Iterator

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, expect

from tests.browser.sites import ROOT, Site
from tests.browser.watching import Watched
from tpm_audit.cli import program
from tpm_audit.language.catalogue import Language
from tpm_audit.site import later

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("demo")]

HEAVY = (
    "touchpoints/index.html",
    "findings/index.html",
    "consistency/index.html",
    "owners/e-commerce.html",
    "history/index.html",
    "index.html",
)
# Buttons and ids that scripts make are made in both; the marks of the parts stay where they were.
ARTICLE = "document.querySelector('article').innerHTML.replace(/ data-tpm-later=\"\\d+\"/g, '').replace(/\\s+/g, ' ')"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo as if none of its pages were too heavy."""
    folder = tmp_path_factory.mktemp("whole") / "site"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(later, "PAGE_WEIGHT", 10**9)
        done = CliRunner().invoke(program, ["-C", str(ROOT), "build", "-o", str(folder), "--as-of", "2026-11-22"])
    assert done.exit_code == 0, done.output
    site = Site(folder)
    yield site
    site.close()


@pytest.fixture(scope="module")
def light(whole: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo as if nearly all of its pages were too heavy."""
    folder = tmp_path_factory.mktemp("light") / "site"
    shutil.copytree(whole.folder, folder)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (("PAGE_WEIGHT", 0), ("FIRST_ROWS", 3), ("FIRST_ENTRIES", 1), ("_LIGHT", 0)):
            patch.setattr(later, name, value)
        assert later.bring_later(folder, [Language("de"), Language("en")]) > 50
    site = Site(folder)
    yield site
    site.close()


@pytest.mark.parametrize("path", HEAVY)
@pytest.mark.parametrize("way", ["http", "file"])
def test_the_whole_page_is_there_in_the_end(tab: Watched, whole: Site, light: Site, path: str, way: str) -> None:
    written = (light.folder / "de" / path).read_text(encoding="utf-8")
    assert 'class="tpm-later"' in written
    assert len(written) < len((whole.folder / "de" / path).read_text(encoding="utf-8"))
    articles = []
    for site in (whole, light):
        tab.page.goto((site.http if way == "http" else site.file) + f"de/{path}")
        tab.draw_all()
        articles.append(tab.page.evaluate(ARTICLE))
    assert articles[0].count("<tr") > 3
    assert articles[1].count("<tr") == articles[0].count("<tr")
    assert articles[1].count("<article") == articles[0].count("<article")
    assert tab.faults == []


def test_later_rows_are_sorted_and_filtered_like_the_first(tab: Watched, whole: Site, light: Site) -> None:
    said = []
    for site in (whole, light):
        tab.page.goto(f"{site.http}de/touchpoints/index.html")
        output = tab.page.locator("form.tpm-filter output").first
        before = output.inner_text()
        tab.page.get_by_role("searchbox").or_(tab.page.locator("form.tpm-filter input")).last.fill("kassa")
        expect(output).not_to_have_text(before)
        said.append((before, output.inner_text()))
    assert said[0] == said[1]
    assert tab.faults == []


def test_a_link_to_a_later_row_leads_there(tab: Watched, light: Site) -> None:
    path = light.folder / "de" / "owners" / "e-commerce.html"
    written = path.with_suffix(".later.js").read_text(encoding="utf-8")
    place = written.split('article class=\\"tpm-todo\\" aria-labelledby=\\"')[-1].split("\\")[0]
    assert f'id="{place}"' not in path.read_text(encoding="utf-8")
    tab.page.goto(f"{light.file}de/owners/e-commerce.html#{place}")
    expect(tab.page.locator(f"#{place}")).to_be_in_viewport()


def test_without_scripts_the_page_says_what_is_not_there(browser: Browser, light: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{light.file}en/touchpoints/index.html")
    expect(page.locator(".tpm-later").first).to_contain_text("without JavaScript")
    assert page.locator(".tpm-later").first.is_visible()
    context.close()
