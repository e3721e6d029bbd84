"""Pictures of the built demo, to be looked at: each template in each language, light, dark, on a phone, and printed.

python tests/browser/shots.py SITE OUTPUT [template ...]
"""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.browser.sites import Site
from tests.browser.test_journeys import JOURNEYS, page_of

DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
LOOKS = {
    "light": (DESKTOP, "light", "screen"),
    "dark": (DESKTOP, "dark", "screen"),
    "phone": (PHONE, "light", "screen"),
    "print": ({"width": 794, "height": 1123}, "light", "print"),
}


@contextmanager
def tab(browser: Browser, look: str) -> Iterator[Page]:
    """A page of the browser in one look."""
    size, scheme, media = LOOKS[look]
    context = browser.new_context(viewport=size, reduced_motion="reduce")  # type: ignore[arg-type]  # a size by its names
    page = context.new_page()
    page.emulate_media(color_scheme=scheme, media=media)  # type: ignore[arg-type]  # words that it takes
    yield page
    context.close()


def draw_all(page: Page) -> None:
    """Scroll through a page, for charts are drawn when they come into view."""
    for chart in page.locator(".tpm-chart__plot").all():
        chart.scroll_into_view_if_needed()
        page.wait_for_timeout(300)
    page.evaluate("document.querySelectorAll('img').forEach(picture => { picture.loading = 'eager' })")
    page.wait_for_load_state("networkidle")
    page.evaluate("scrollTo(0, 0)")


def take(site: Site, output: Path, templates: list[str], browser: Browser) -> int:
    """Take the pictures and return how many."""
    output.mkdir(parents=True, exist_ok=True)
    taken = 0
    for look in LOOKS:
        with tab(browser, look) as page:
            for template in templates:
                for language in ("de", "en"):
                    page.goto(site.http + page_of(site, template, language))
                    draw_all(page)
                    page.screenshot(path=output / f"{template}-{language}-{look}.png", full_page=True)
                    taken += 1
    return taken


def main() -> None:
    """Take the pictures of a site."""
    folder, output, *templates = sys.argv[1:]
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    site = Site(Path(folder).resolve())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        taken = take(site, Path(output), templates or list(JOURNEYS), browser)
        browser.close()
    site.close()
    print(f"shots: {taken} pictures in {output}/")  # noqa: T201 (a script)


if __name__ == "__main__":
    main()
