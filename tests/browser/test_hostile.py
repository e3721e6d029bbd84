"""Payloads in every text of a workspace, in what both engines make of it: shown as text, and nothing runs."""

from collections.abc import Iterator

import pytest

from tests.browser.hostile import GROUPS, names, write_hostile
from tests.browser.sites import Site, built
from tests.browser.watching import Watched

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# Without the policy, which would stop much of what must not be there at all: the pages are opened as files.
OBEYED = """() => {
  const bad = [];
  for (const element of document.querySelectorAll("*")) {
    if (element.closest(".tpm-chart__plot svg")) continue;  // drawn by plotly.js: heatmaps are pictures in it
    for (const {name, value} of element.attributes) {
      if (name.startsWith("on")) bad.push(`${element.localName} ${name}`);
      if (["href", "src", "action", "data", "formaction", "xlink:href"].includes(name)
          && /^\\s*(javascript|vbscript|data):/i.test(value)) bad.push(`${name}=${value.slice(0, 40)}`);
    }
  }
  // The search, opened from files, works in a hidden frame of its own.
  const strange = "iframe[src], iframe[srcdoc], iframe:not([hidden]), object, embed, base, meta[http-equiv=refresh],"
    + "article style, article link, article form:not(.tpm-filter), article script:not([type='application/json']),"
    + "article video, article audio";
  for (const element of document.querySelectorAll(strange)) bad.push(element.outerHTML.slice(0, 80));
  for (const picture of document.querySelectorAll("article img"))
    if (!/evidence\\/[0-9a-f]{16}/.test(picture.getAttribute("src"))) bad.push(picture.outerHTML.slice(0, 80));
  return bad;
}"""
TOUCHED = """() => {
  for (const element of [...document.querySelectorAll("article *, title, nav a, header *")]
         .filter((one) => !one.closest(".tpm-chart__plot")).slice(0, 3000))
    for (const event of ["mouseover", "focus", "mousedown", "animationend", "toggle"])
      element.dispatchEvent(new Event(event, {bubbles: true}));
}"""


@pytest.fixture(
    scope="module",
    params=[
        pytest.param("mkdocs", marks=pytest.mark.xdist_group("hostile")),
        pytest.param("zensical", marks=pytest.mark.xdist_group("hostile 2")),
    ],
)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    root = tmp_path_factory.mktemp("hostile")
    write_hostile(root)
    arguments = ("--edition", "internal", "--engine", request.param)
    made = Site(built(root / "site", root, *arguments))
    yield made
    made.close()


def folded(text: str) -> str:
    return "".join(text.split())


def test_nothing_in_the_data_runs(tab: Watched, site: Site) -> None:
    paths = site.pages("en/**/*.html")
    assert len(paths) > 8 * GROUPS
    obeyed = {}
    for path in paths:
        tab.page.goto(site.file + path)
        tab.draw_all()
        tab.page.evaluate(TOUCHED)
        if found := tab.page.evaluate(OBEYED):
            obeyed[path] = found[:5]
    assert obeyed == {}
    assert tab.asked_elsewhere(site.file) == []
    assert tab.faults == []


@pytest.mark.parametrize(
    "section", ["touchpoints/t", "channels/c", "locations/l", "consistency/f", "checklists/k", "pages/w"]
)
def test_names_are_shown_as_they_are_written(tab: Watched, site: Site, section: str) -> None:
    for number, name in enumerate(names()):
        tab.page.goto(f"{site.file}de/{section}-{number}.html")
        shown = folded(tab.page.locator("article h1").first.text_content() or "")
        assert shown.startswith(folded(name))
        assert folded(tab.page.title()).startswith(folded(name)[:100])


def test_the_root_page_shows_the_name_of_the_client(tab: Watched, site: Site) -> None:
    tab.page.goto(f"{site.file}en/index.html")
    assert folded(names()[1]) in folded(tab.page.locator("article h1").text_content() or "")
