"""What the pass makes of both engines' trees, in a browser: under the policy from http, and from files."""

import functools
import http.server
import re
import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from os import environ
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.sites import Server
from tests.pages.small_result import small_result
from tpm_audit.language.catalogue import Language
from tpm_audit.model.context import Kind
from tpm_audit.model.result import RenamedRecord
from tpm_audit.pages.families import all_pages
from tpm_audit.render.templates import Templates
from tpm_audit.site.browser_files import BrowserFile, browser_file, plotly_bundle
from tpm_audit.site.engine import Engine, run_engine
from tpm_audit.site.finish.finish import FinishSettings, finish
from tpm_audit.site.folder import write_folder
from tpm_audit.source.message import Localised

pytestmark = [pytest.mark.browser, pytest.mark.slow]

POLICY = (
    "default-src 'self'; img-src 'self' data:; style-src 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
)
SUB_PATH = "audit"
NAMES = {"de": "Verkaufstheke", "en": "Counter"}
# A page by hand has what the generated ones do not: cells with a style, a script, a link to a folder.
BY_HAND = """---
title: By hand
---

# By hand

| a | b |
|---|--:|
| x | 1 |

<script>document.documentElement.dataset.ran = "yes";</script>
[start](./)
"""


class UnderPolicy(http.server.SimpleHTTPRequestHandler):
    """A host: sends the policy, and the 404 page of the site for any address it does not know."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != http.HTTPStatus.NOT_FOUND:
            super().send_error(code, message, explain)
            return
        content = (Path(self.directory) / SUB_PATH / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(content)


def bring_files(tree: Path) -> None:
    """Put in place what the build brings beside the pages: pictures and data files, here without content."""
    for page in tree.rglob("*.html"):
        for address in re.findall(
            r'(?:href|src)="([\w.][\w./-]*\.(?:csv|json|xlsx|jpg|png))"', page.read_text("utf-8")
        ):
            path = (page.parent / address).resolve()
            path.parent.mkdir(exist_ok=True)
            path.touch()


@pytest.fixture(scope="module", params=list(Engine))
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Engine, Path]:
    """Return a host's folder with the site in a sub-path."""
    if request.param is Engine.ZENSICAL:
        pytest.importorskip("zensical")
    work = tmp_path_factory.mktemp("work")
    trees = work / "host" / SUB_PATH
    small = small_result()
    first = replace(small.touchpoints[0], name=Localised(NAMES))
    result = replace(
        small,
        site=replace(small.site, languages=("de", "en")),
        touchpoints=(first, *small.touchpoints[1:]),
        renamed=(RenamedRecord(Kind.TOUCHPOINT, first.id, ("front-desk", "con")),),
    )
    for code in ("de", "en"):
        language = Language(code)
        folder = work / code
        write_folder(folder, result, all_pages(result, language), Templates(language), language)
        (folder / "docs" / "by-hand.md").write_text(BY_HAND, encoding="utf-8")
        run_engine(request.param, folder, environ, 0)
        trees.mkdir(parents=True, exist_ok=True)
        (folder / "site").replace(trees / code)
        bring_files(trees / code)
    (trees / "assets").mkdir()
    shutil.copyfile(plotly_bundle(), trees / "assets" / "plotly.min.js")
    if (sortable := browser_file(BrowserFile.SORTABLE)) is not None:
        shutil.copyfile(sortable, trees / "assets" / "sortable.min.js")
    finish(trees, [Language("de"), Language("en")], FinishSettings(site_url=f"https://example.com/{SUB_PATH}/"))
    return request.param, trees


@pytest.fixture(scope="module")
def host(site: tuple[Engine, Path]) -> Iterator[str]:
    _, trees = site
    server = Server(("127.0.0.1", 0), functools.partial(UnderPolicy, directory=str(trees.parent)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(params=["http", "file"])
def origin(request: pytest.FixtureRequest, host: str, site: tuple[Engine, Path]) -> str:
    """Return the address of the site, of each kind."""
    return f"{host}/{SUB_PATH}" if request.param == "http" else site[1].as_uri()


class Tab:
    """A tab, what it asked for, and what its console says."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.asked: list[str] = []
        self.said: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("console", lambda message: self.said.append(message.text) if message.type == "error" else None)

    def foreign(self, origin: str) -> list[str]:
        """Return what was asked outside the origin."""
        return [url for url in self.asked if not url.startswith((origin, "data:"))]


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield Tab(context.new_page())
    context.close()


def found(engine: Engine, page: Page, word: str, where: str) -> str:
    """Search for a word as a reader does, and return the address of the first page found once it is in a folder.

    Both engines search while the reader types: until the last letter counts, pages of its beginning come first.
    """
    if engine is Engine.MKDOCS:
        page.click(".md-search__input")
        page.keyboard.type(word, delay=20)
        link = page.locator(".md-search-result__link").first
    else:
        page.click(".md-search__button")
        page.wait_for_timeout(300)
        page.keyboard.type(word, delay=20)
        link = page.locator("ol a[href]").first  # in the shadow tree of the dialog
    expect(link).to_have_attribute("href", re.compile(rf"(^|/){where}/"), timeout=30_000)
    return link.evaluate("link => link.href")  # type: ignore[no-any-return]


@pytest.mark.parametrize("code", ["de", "en"])
def test_the_search_finds_a_touchpoint(code: str, tab: Tab, origin: str, site: tuple[Engine, Path]) -> None:
    engine, trees = site
    if origin.startswith("file") and browser_file(BrowserFile.IFRAME_WORKER) is None:
        pytest.skip("without npm there is no search from files")
    tab.page.goto(f"{origin}/{code}/consistency/index.html")
    tab.page.wait_for_load_state("networkidle")
    if engine is Engine.MKDOCS:
        assert not any("search_index" in url for url in tab.asked)
    address = found(engine, tab.page, NAMES[code][:6], "touchpoints")
    path = re.split(r"[?#]", address)[0].removeprefix(f"{origin}/")
    assert re.fullmatch(rf"{code}/touchpoints/[\w-]+\.html", path)
    assert NAMES[code] in (trees / path).read_text(encoding="utf-8")
    if origin.startswith("http"):
        assert not any(url.endswith(("/search_index.js", "/search.js")) for url in tab.asked)
    tab.page.goto(address)
    tab.page.wait_for_selector("article mark")
    assert tab.foreign(origin) == []
    assert tab.said == []


@pytest.mark.parametrize("code", ["de", "en"])
@pytest.mark.parametrize("old", ["front-desk", "con_"])
def test_the_page_of_an_earlier_id_leads_on(code: str, old: str, tab: Tab, origin: str) -> None:
    tab.page.goto(f"{origin}/{code}/touchpoints/{old}.html")
    tab.page.wait_for_url(f"{origin}/{code}/touchpoints/home.html")
    assert tab.page.locator("h1").inner_text().removesuffix("¶") == NAMES[code]
    assert tab.foreign(origin) == []
    assert tab.said == []


@pytest.mark.parametrize("code", ["de", "en"])
def test_nothing_lists_or_finds_the_page_of_an_earlier_id(code: str, site: tuple[Engine, Path]) -> None:
    tree = site[1] / code
    old = tree / "touchpoints/front-desk.html"
    assert '<link rel="canonical" href="home.html">' in old.read_text(encoding="utf-8")
    assert "<script" not in old.read_text(encoding="utf-8")
    others = (path for path in tree.rglob("*") if path.is_file() and path != old)
    assert [path.name for path in others if b"front-desk" in path.read_bytes()] == []


def test_the_switch_keeps_the_page_and_works_by_keyboard(tab: Tab, origin: str) -> None:
    tab.page.goto(f"{origin}/de/consistency/phone.html")
    switch = tab.page.locator(".md-header .tpm-language")
    assert (switch.inner_text(), switch.get_attribute("lang")) == ("English", "en")
    switch.focus()
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_url(f"{origin}/en/consistency/phone.html")
    assert tab.foreign(origin) == []
    assert tab.said == []


def test_a_page_by_hand_keeps_script_and_alignment(tab: Tab, origin: str) -> None:
    tab.page.goto(f"{origin}/de/by-hand.html")
    assert tab.page.evaluate("document.documentElement.dataset.ran") == "yes"
    assert tab.page.evaluate("getComputedStyle(document.querySelectorAll('article td')[1]).textAlign") == "right"
    tab.page.click("article >> text=start")
    tab.page.wait_for_url(f"{origin}/de/index.html")
    assert tab.said == []


def test_any_unknown_address_shows_the_404_page_whole(tab: Tab, host: str) -> None:
    tab.page.goto(f"{host}/{SUB_PATH}/de/no/such/folder/page.html")
    assert tab.page.inner_text("article h1") == "Diese Seite gibt es nicht"
    assert ["404" in said for said in tab.said] == [True]  # the page itself
    tab.page.click("article >> text=English")
    tab.page.wait_for_url(f"{host}/{SUB_PATH}/en/index.html")
    assert tab.foreign(host) == []
