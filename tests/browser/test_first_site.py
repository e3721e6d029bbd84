"""The demo, built by the command line, in a browser: charts are drawn, nobody else is asked, nothing fails."""

import functools
import http.server
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from os import environ
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from tests.pages.small_result import small_result, words
from tpm_audit.site.build import Order, build_site

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROOT = Path(__file__).parents[2]
CHROMIUM = environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
LONGEST = 100_000  # characters of a text field
STRINGS = ROOT.parent / "shared" / "data" / "strings"
DRAWN = "[...document.querySelectorAll('.tpm-chart__plot')].map(place => place._fullData?.[0]?.type)"
ALL_DRAWN = f"{DRAWN}.every(type => type === 'heatmap')"


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("demo") / "site"
    command = [sys.executable, "-m", "tpm_audit", "-C", str(ROOT), "build", "-o", str(output), "--as-of", "2026-11-22"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    return output


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium: set CHROMIUM to one")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


def serve(folder: Path) -> http.server.ThreadingHTTPServer:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.fixture(scope="module")
def origin(demo: Path) -> Iterator[str]:
    server = serve(demo)
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


class Watched:
    """A tab, what it asked for, and what went wrong in it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.asked: list[str] = []
        self.faults: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("requestfailed", self._failed)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", lambda message: self.faults.append(message.text) if message.type == "error" else None)
        page.on("dialog", lambda dialog: self.faults.append(f"dialog {dialog.message}"))

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the page was left before it came
            self.faults.append(request.url)


@pytest.fixture
def tab(browser: Browser) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield Watched(context.new_page())
    context.close()


def test_charts_are_drawn_when_they_are_scrolled_to(tab: Watched, origin: str) -> None:
    tab.page.goto(f"{origin}/en/touchpoints/checkout.html")
    assert not any("plotly" in url for url in tab.asked)
    tab.page.goto(f"{origin}/en/index.html")
    for place in tab.page.query_selector_all(".tpm-chart__plot"):
        place.scroll_into_view_if_needed()
    tab.page.wait_for_function(ALL_DRAWN)
    assert tab.page.evaluate(DRAWN) == ["heatmap", "heatmap"]
    assert tab.page.query_selector_all(".modebar-btn") == []
    assert sum(url.endswith("plotly.min.js") for url in tab.asked) == 1
    assert all(url.startswith((origin, "data:", "blob:")) for url in tab.asked)
    assert tab.faults == []


def test_charts_follow_the_palette(tab: Watched, origin: str) -> None:
    tab.page.goto(f"{origin}/en/index.html")
    tab.page.evaluate("tpmAudit.drawAll()")
    tab.page.wait_for_function(ALL_DRAWN)
    colour = "document.querySelector('.tpm-chart__plot').layout.font.color"
    light = tab.page.evaluate(colour)
    tab.page.click("label[for='__palette_1']")
    tab.page.wait_for_function(f"{colour} !== '{light}'")
    assert tab.faults == []


def test_the_start_leads_to_the_first_language_and_pages_to_the_other(tab: Watched, origin: str) -> None:
    tab.page.goto(f"{origin}/index.html")
    tab.page.wait_for_url(f"{origin}/de/index.html")
    tab.page.goto(f"{origin}/de/consistency/phone.html")
    tab.page.click(".tpm-end a[lang=en]")
    assert tab.page.url == f"{origin}/en/consistency/phone.html"
    assert tab.faults == []


@pytest.mark.parametrize(
    "path", ["index.html", "touchpoints/index.html", "consistency/phone.html", "findings/index.html"]
)
def test_pages_fit_a_phone(browser: Browser, origin: str, path: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{origin}/de/{path}")
    page.evaluate("window.tpmAudit?.drawAll()")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    context.close()


def test_every_link_leads_somewhere(tab: Watched, demo: Path, origin: str) -> None:
    tab.page.goto(f"{origin}/en/index.html")
    for page in sorted(demo.glob("en/*/*.html"))[::7]:
        tab.page.goto(f"{origin}/{page.relative_to(demo).as_posix()}")
        for link in tab.page.eval_on_selector_all("article a[href]", "links => links.map(link => link.href)"):
            path = link.removeprefix(origin).partition("#")[0]
            assert (demo / path.lstrip("/")).is_file(), (page, link)


def test_charts_are_drawn_from_files(tab: Watched, demo: Path) -> None:
    tab.page.goto((demo / "en" / "index.html").as_uri())
    tab.page.evaluate("tpmAudit.drawAll()")
    tab.page.wait_for_function(ALL_DRAWN)
    assert tab.page.evaluate(DRAWN) == ["heatmap", "heatmap"]
    assert all(url.startswith(("file:", "data:", "blob:")) for url in tab.asked)


def hostile() -> str:
    """Return what must not run: markup, attribute lists, references, links, templates, and every collected payload."""
    payloads = [
        "</title><script>alert('title')</script>",
        "<img src=x onerror=alert('img')>",
        "{: onclick=alert('attribute') onmouseover=alert(1) }",
        '" autofocus onfocus="alert(1)" x="',
        "[x](javascript:alert('link'))",
        "{{ 7*7 }}",
        "&lt;script&gt;alert('reference')&lt;/script&gt;",
    ]
    collected = STRINGS / "xss-payload-list.txt"
    if collected.is_file():
        payloads += collected.read_text(encoding="utf-8", errors="replace").splitlines()
    return "\n".join(payloads)


def test_nothing_in_the_data_runs(tab: Watched, tmp_path: Path) -> None:
    text = hostile()
    name = words(text[:2000])
    result = small_result()
    result = replace(
        result,
        site=replace(result.site, client=text[:300], agency=text[:300], title=name, languages=("en",)),
        channels=tuple(replace(channel, name=name) for channel in result.channels),
        touchpoints=tuple(
            replace(
                result.touchpoints[0], id=f"home-{start}", name=name, description=words(text[start : start + LONGEST])
            )
            for start in range(0, len(text), LONGEST)
        ),
        facts=tuple(replace(fact, name=name, source=text[:LONGEST]) for fact in result.facts),
    )
    build_site(result, Order(tmp_path / "site", None, environ), lambda _: None)
    server = serve(tmp_path / "site")
    base = f"http://127.0.0.1:{server.server_port}"
    for path in sorted((tmp_path / "site" / "en").glob("**/*.html")):
        if path.name == "404.html":
            continue  # it knows the site at the root of a host only
        tab.page.goto(f"{base}/{path.relative_to(tmp_path / 'site').as_posix()}")
        tab.page.evaluate("window.tpmAudit?.drawAll()")
        for selector in ("article h1", ".md-header__title", "article td", "article p"):
            for element in tab.page.query_selector_all(selector)[:2]:
                element.dispatch_event("mouseover")
                element.dispatch_event("click")
        assert tab.page.query_selector_all("article [onclick], article [onmouseover], article [onerror]") == []
        assert tab.page.query_selector_all("article img, article iframe, article script:not([type])") == []
    tab.page.goto(f"{base}/en/touchpoints/home-0.html")
    assert "".join(tab.page.inner_text("article h1").split()).startswith("</title><script>alert('title')</script>")
    assert all(url.startswith((base, "data:", "blob:")) for url in tab.asked)
    assert tab.faults == []
    server.shutdown()
    server.server_close()
