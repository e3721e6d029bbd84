"""The preview in a browser: a save appears without a hand on it, problems stand above the page, charts are drawn."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from benchmarks.serve import Events, Served, serving
from tests.browser.sites import ROOT
from tests.browser.watching import Watched

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SITE = Path("site_config/site.yml")
CLIENT = re.compile(r"(?<=^client: \{name: )[^,}]+", re.MULTILINE)
SOON = 10_000  # milliseconds


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("audit")
    for name in ("brand", "content", "site_config"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def served(workspace: Path) -> Iterator[Served]:
    with serving(workspace, "--as-of", "2026-11-22") as running:
        yield running


@pytest.fixture
def origin(served: Served) -> str:
    return f"http://127.0.0.1:{served.port}/"


@pytest.fixture
def site_file(workspace: Path, served: Served) -> Iterator[Path]:
    """Give a file to be changed; the next test begins when all is as it was, and shown."""
    file = workspace / SITE
    text = file.read_text(encoding="utf-8")
    yield file
    events = Events(served.port)
    events.next()
    file.write_text(text, encoding="utf-8")
    events.next()
    events.close()


def named(file: Path, client: str) -> None:
    file.write_text(CLIENT.sub(client, file.read_text(encoding="utf-8"), count=1), encoding="utf-8")


def scrolled_to(tab: Watched, place: int) -> bool:
    """Wait for the browser to come back to a place; the policy lets no expression be waited for."""
    for _ in range(50):
        if tab.page.evaluate("scrollY") == place:
            return True
        tab.page.wait_for_timeout(50)
    return False


def test_a_save_appears_untouched_where_the_reader_was(tab: Watched, site_file: Path, origin: str) -> None:
    page, text = tab.page, site_file.read_text(encoding="utf-8")
    page.goto(f"{origin}en/index.html")
    page.evaluate("window.scrollTo(0, 600)")
    named(site_file, "Wirsing")
    expect(page).to_have_title(re.compile("Wirsing"), timeout=SOON)
    assert scrolled_to(tab, 600)
    site_file.write_text(f"{text}nonsense: <img src=x onerror=alert(1)>\n", encoding="utf-8")
    notice = page.locator(".tpm-preview")
    expect(notice).to_contain_text("site_config/site.yml:", timeout=SOON)
    expect(notice.locator("summary")).to_have_text("1 problem")
    assert notice.locator("img").count() == 0
    site_file.write_text(text, encoding="utf-8")
    expect(notice).to_have_count(0, timeout=SOON)
    assert "Wirsing" not in page.title()
    assert tab.faults == []
    assert tab.asked_elsewhere(origin) == []


def test_charts_are_drawn_search_finds_and_the_language_switches(tab: Watched, origin: str) -> None:
    page = tab.page
    page.goto(f"{origin}de/index.html")
    tab.draw_all()
    assert page.locator(".tpm-chart__plot .main-svg").count() > 0
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.type("bezahlen", delay=20)
    page.locator(".md-search-result a[href*='touchpoints/checkout.html']").first.click(timeout=SOON)
    page.wait_for_url(f"{origin}de/touchpoints/checkout.html*")
    page.locator(".tpm-end a[lang=en]").click()
    page.wait_for_url(f"{origin}en/touchpoints/checkout.html")
    assert tab.faults == []
    assert tab.asked_elsewhere(origin) == []


def test_many_tabs_may_be_open(tab: Watched, site_file: Path, origin: str) -> None:
    tab.page.goto(f"{origin}en/index.html")
    for _ in range(8):  # more than a browser has connections to one server
        tab.page.context.new_page().goto(f"{origin}en/findings/index.html")
    named(site_file, "Kohlrabi")
    for page in tab.page.context.pages:
        expect(page).to_have_title(re.compile("Kohlrabi"), timeout=SOON)
