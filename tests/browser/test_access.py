"""What a keyboard reaches and a screen reader hears: the theme's menu, palette and search, tables, pictures, charts."""

import io

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.browser.sites import Site
from tests.browser.test_journeys import AXE
from tests.browser.watching import Watched

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("demo")]

FOCUSED = "document.activeElement"


def focused(page: Page) -> str:
    """Return how the focused element is called."""
    said = page.evaluate(f"({FOCUSED}.getAttribute('aria-label') ?? {FOCUSED}.textContent).trim()")
    return " ".join(said.split())


def violations(page: Page) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found["violations"]]


@pytest.mark.parametrize(
    ("path", "first"), [("index.html", "Bäckerei Lindner: "), ("touchpoints/checkout.html", "Back")]
)
def test_the_menu_opens_by_key_keeps_focus_inside_and_closes(phone: Watched, demo: Site, path: str, first: str) -> None:
    page, drawer = phone.page, phone.page.locator(".md-sidebar--primary")
    page.goto(f"{demo.http}en/{path}")
    opener = page.get_by_role("button", name="Menu")
    expect(drawer).to_be_hidden()
    opener.press("Enter")
    expect(opener).to_have_attribute("aria-expanded", "true")
    assert focused(page).startswith(first)
    for _ in range(5):
        page.keyboard.press("Tab")
        assert page.evaluate(f"{FOCUSED}.checkVisibility({{visibilityProperty: true}})")
        assert drawer.evaluate(f"drawer => drawer.contains({FOCUSED})")
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    expect(opener).to_have_attribute("aria-expanded", "false")
    expect(drawer).to_be_hidden()
    opener.press("Space")
    expect(drawer).to_be_visible()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    expect(drawer).to_be_hidden()  # focus has left it
    assert phone.faults == []


def test_below_an_entry_of_the_menu_keys_lead_on_and_back(phone: Watched, demo: Site) -> None:
    page = phone.page
    page.goto(f"{demo.http}en/touchpoints/checkout.html")
    page.get_by_role("button", name="Menu").press("Enter")
    back = page.get_by_role("button", name="Back from “Touchpoints”")
    expect(back).to_be_focused()
    back.press("Enter")
    opener = page.get_by_role("button", name="Contents: Touchpoints")
    expect(opener).to_be_focused()
    expect(page.get_by_role("link", name="Order hotline")).to_be_hidden()
    opener.press("Space")
    expect(back).to_be_focused()
    expect(page.locator(".md-sidebar").get_by_role("link", name="Consistency")).to_be_hidden()


def test_a_palette_is_called_what_it_is_and_the_one_in_force_is_checked(tab: Watched, demo: Site) -> None:
    page = tab.page
    page.goto(f"{demo.http}en/index.html")
    light, dark = page.get_by_role("radio", name="Light view"), page.get_by_role("radio", name="Dark view")
    expect(light).to_be_checked()
    light.focus()
    page.keyboard.press("ArrowRight")
    expect(dark).to_be_checked()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert page.locator("label[for='__palette_0']").evaluate("label => getComputedStyle(label).outlineStyle") == "solid"
    page.reload()
    expect(dark).to_be_checked()
    assert tab.faults == []


def test_results_of_a_search_are_said_reached_by_tab_and_left_by_escape(tab: Watched, demo: Site) -> None:
    page = tab.page
    page.goto(f"{demo.http}en/index.html")
    field, results = page.get_by_role("textbox", name="Search"), page.locator(".md-search-result__link")
    assert field.get_attribute("required") is None
    field.click()
    page.keyboard.type("checkout", delay=20)
    expect(page.get_by_role("status").filter(has_text="matching documents")).to_be_visible(timeout=15_000)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(results.first).to_be_focused()
    page.keyboard.press("Escape")
    expect(field).to_be_focused()
    page.wait_for_timeout(100)  # the theme sees a moment later what is focused, and opens its search
    page.keyboard.press("Escape")
    expect(field).to_be_focused()
    expect(results.first).to_be_hidden()
    assert tab.faults == []


def test_the_search_of_a_phone_opens_and_closes_by_key(phone: Watched, demo: Site) -> None:
    page = phone.page
    page.goto(f"{demo.http}en/index.html")
    opener, field = page.get_by_role("button", name="Search"), page.get_by_role("textbox", name="Search")
    expect(field).to_be_hidden()
    opener.press("Enter")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    expect(field).to_be_hidden()


@pytest.mark.parametrize("opens", ["Menu", "Search"])
def test_axe_finds_nothing_in_what_is_open_on_a_phone(phone: Watched, demo: Site, opens: str) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: npm ci brings it")
    phone.page.emulate_media(reduced_motion="reduce")
    phone.page.goto(f"{demo.file}en/touchpoints/checkout.html")
    phone.page.get_by_role("button", name=opens).click()
    phone.page.wait_for_timeout(500)
    assert violations(phone.page) == []


def test_a_page_says_where_its_reader_is(tab: Watched, demo: Site) -> None:
    page = tab.page
    page.goto(f"{demo.http}en/touchpoints/checkout.html")
    current = page.locator("[aria-current]").evaluate_all("all => all.map(one => [one.innerText, one.ariaCurrent])")
    assert [[" ".join(said.split()), kind] for said, kind in current] == [
        ["Touchpoints", "true"],
        ["Checkout", "page"],
    ]
    expect(page.get_by_role("heading", name="Findings", exact=True)).to_be_visible()  # and no "Link to this section"
    expect(page.get_by_role("navigation", name="Touchpoints")).to_be_visible()


@pytest.mark.parametrize("path", ["touchpoints/index.html", "checklists/digital.html"])
def test_cells_name_the_head_of_their_group(tab: Watched, demo: Site, path: str) -> None:
    page = tab.page
    page.goto(f"{demo.http}en/{path}")
    table = page.locator("table:has(.tpm-group)").first
    heads = """table => [...table.querySelectorAll("tbody tr:not(.tpm-group)")].flatMap(row => [...row.cells].map(
        cell => cell.headers.split(" ").map(id => document.getElementById(id).closest("tr").className)))"""
    found = table.evaluate(heads)
    assert found
    assert all(rows.count("tpm-group") == 1 for rows in found)
    if "touchpoints" in path:
        page.get_by_role("button", name="Score").click()
        expect(page.get_by_role("status").filter(has_text="sorted by Score, descending")).to_be_attached()
        assert sorted(table.evaluate(heads)) == sorted(found)
    assert tab.faults == []


def test_tables_have_the_name_of_what_they_stand_below(tab: Watched, demo: Site) -> None:
    page = tab.page
    page.goto(f"{demo.http}en/touchpoints/checkout.html")
    expect(page.get_by_role("table", name="On each channel", exact=True)).to_have_count(1)
    page.goto(f"{demo.http}en/owners/e-commerce.html")
    names = page.locator("article.tpm-todo table").evaluate_all(
        "all => all.map(one => one.ariaLabelledByElements[0].id)"
    )
    assert len(names) == len(set(names)) > 1


def test_a_table_that_scrolls_is_a_region_with_its_name(phone: Watched, demo: Site) -> None:
    phone.page.goto(f"{demo.http}en/consistency/index.html")
    phone.page.locator("summary").first.click()
    title = "Do the channels say the same thing?"
    expect(phone.page.get_by_role("region", name=title)).to_have_attribute("tabindex", "0")
    phone.page.goto(f"{demo.http}en/findings/index.html")
    expect(phone.page.locator(".tpm-findings")).to_have_class("tpm-table tpm-findings tpm-sortable tpm-fits")
    expect(phone.page.get_by_role("region")).to_have_count(0)


def test_what_is_focused_is_not_covered(tab: Watched, demo: Site) -> None:
    """Backwards through a table, what is focused must not lie below the header or the head of the table."""
    page = tab.page
    page.goto(f"{demo.http}en/findings/index.html")
    tab.draw_all()
    page.locator(".tpm-findings tbody a").last.focus()
    for _ in range(60):
        page.keyboard.press("Shift+Tab")
        covered = page.evaluate(
            f"""(() => {{
                const {{ x, y, width, height }} = {FOCUSED}.getClientRects()[0];
                const there = document.elementFromPoint(x + Math.min(width, 20) / 2, y + height / 2);
                return {FOCUSED}.closest("tbody") && !{FOCUSED}.contains(there);
            }})()"""
        )
        assert not covered, focused(page)


@pytest.mark.parametrize("way", ["http", "file"])
def test_pictures_are_gone_through_by_key(tab: Watched, demo: Site, way: str) -> None:
    page = tab.page
    page.goto((demo.http if way == "http" else demo.file) + "en/touchpoints/checkout.html")
    links, box = page.locator(".tpm-picture > a"), page.locator("dialog.tpm-lightbox")
    link = page.get_by_role("link", name="Enlarge the picture: ").first
    link.press("Enter")
    alternative = links.first.locator("img").get_attribute("alt")
    expect(page.get_by_role("dialog", name=alternative)).to_be_visible()
    expect(page.get_by_role("button", name="Close")).to_be_focused()
    picture = box.locator("img")
    expect(picture).to_have_attribute("alt", str(alternative))
    tab.wait_until("document.querySelector('.tpm-lightbox img').naturalWidth > 0")
    page.keyboard.press("ArrowRight")
    expect(picture).to_have_attribute("alt", str(links.nth(1).locator("img").get_attribute("alt")))
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(box.locator("small")).to_have_text(f"{links.count()} of {links.count()}")
    page.keyboard.press("p")  # a command of the theme's: the page before
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(links.first).to_be_focused()
    assert page.url.endswith("checkout.html")
    assert tab.faults == []


def test_without_scripts_a_picture_is_a_link_to_its_file(browser: Browser, demo: Site) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{demo.http}en/touchpoints/checkout.html")
    page.locator(".tpm-picture > a").first.click()
    assert page.url.endswith(".png")
    page.context.close()


def test_charts_are_there_when_a_page_is_printed_at_once(tab: Watched, demo: Site) -> None:
    tab.page.goto(f"{demo.http}de/index.html")
    paper = PdfReader(io.BytesIO(tab.page.pdf()))
    said = " ".join(" ".join(page.extract_text() for page in paper.pages).split())
    assert "0,0 % 70,0 % 100,0 %" in said  # the axis of the first chart
    assert sum(len(page.images) for page in paper.pages) >= 2  # the cells of the others


def test_a_chart_is_one_picture_and_its_table_says_of_what(tab: Watched, demo: Site) -> None:
    page = tab.page
    page.goto(f"{demo.http}en/index.html")
    tab.draw_all()
    title = "How well does each touchpoint do on each channel?"
    drawing = page.get_by_role("img", name=title)
    assert drawing.locator("svg").count() > 0
    assert title in drawing.aria_snapshot()
    assert "text" not in drawing.aria_snapshot()
    summary = page.locator("summary", has_text=title)
    summary.click()
    table = page.get_by_role("table", name=title)
    expect(table.get_by_role("cell", name="not planned").first).to_be_visible()
    expect(table.get_by_role("cell", name="fair").first).to_be_visible()


def test_labels_of_a_heat_map_fit_their_cells_on_a_phone(phone: Watched, demo: Site) -> None:
    phone.page.goto(f"{demo.http}de/index.html")
    phone.draw_all()
    wider = (
        phone.page.locator(".tpm-chart__plot")
        .nth(1)
        .evaluate(
            """place => {
            const { x, z } = place._fullData[0];
            const room = place._fullLayout.xaxis._length / x.length;
            const labels = [...place.querySelectorAll(".heatmap-label text")].map(one => one.getBBox().width);
            return [labels.length, labels.filter(width => width > room).length];
        }"""
        )
    )
    assert wider[0] > 20
    assert wider[1] == 0
