import shutil
from collections.abc import Iterator
from os import environ

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.sites import ROOT, Site, built
from tests.browser.watching import Watched

CHROMIUM = environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium: set CHROMIUM to one")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    site = Site(built(tmp_path_factory.mktemp("demo") / "site", ROOT))
    yield site
    site.close()


@pytest.fixture
def tab(browser: Browser) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    yield Watched(context.new_page())
    context.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield Watched(context.new_page())
    context.close()
