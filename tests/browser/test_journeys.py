"""One journey for each template of a page: from a server under the site's policy, and from files."""

import pytest
from playwright.sync_api import expect

from tests.browser.sites import ROOT, Site
from tests.browser.watching import ASKED, DRAWN, Watched

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("demo")]

# Each template of templates/pages/ but the one they extend, and a page of the demo that it makes.
JOURNEYS = {
    "overview": "index.html",
    "journey": "journey.html",
    "touchpoints": "touchpoints/index.html",
    "touchpoint": "touchpoints/checkout.html",
    "channels": "channels/index.html",
    "channel": "channels/website.html",
    "locations": "locations/index.html",
    "location": "locations/linz.html",
    "consistency": "consistency/index.html",
    "fact": "consistency/phone.html",
    "checklists": "checklists/index.html",
    "checklist": "checklists/service.html",
    "customers": "customers.html",
    "survey": "surveys/customers-autumn-2026.html",
    "kpis": "kpis.html",
    "findings": "findings/index.html",
    "finding": "findings/TPC",
    "gone": "findings/TPR001-m3wen0rr6w",
    "history": "history/index.html",
    "two_audits": "history/2026-10.html",
    "owners": "owners/index.html",
    "owner": "owners/e-commerce.html",
    "method": "method.html",
    "data": "data/index.html",
    "written": "pages/introduction.html",
}
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"


def page_of(site: Site, template: str, language: str) -> str:
    """Return the path of the template's page; a finding's ends with its short id."""
    path = JOURNEYS[template]
    return next(page for page in site.pages(f"{language}/**/*.html") if page.startswith(f"{language}/{path}"))


def test_every_template_has_its_journey() -> None:
    templates = {path.name.removesuffix(".md.j2") for path in (ROOT / "templates" / "pages").glob("*.md.j2")}
    assert set(JOURNEYS) == templates - {"page"}


@pytest.mark.parametrize("template", JOURNEYS)
@pytest.mark.parametrize("way", ["http", "file"])
def test_the_page_works_alone(tab: Watched, demo: Site, template: str, way: str) -> None:
    origin = demo.http if way == "http" else demo.file
    path = page_of(demo, template, "de")
    tab.page.goto(origin + path)
    tab.draw_all()
    assert tab.page.query_selector_all(".modebar-btn") == []
    assert tab.page.locator("html").get_attribute("lang") == "de"
    tab.page.locator("header").get_by_role("link", name="English").click()
    tab.page.wait_for_url(origin + path.replace("de/", "en/", 1))
    assert tab.page.locator("html").get_attribute("lang") == "en"
    tab.draw_all()
    assert tab.asked_elsewhere(origin) == []
    assert tab.faults == []


@pytest.mark.parametrize("template", JOURNEYS)
def test_the_page_fits_a_phone(phone: Watched, demo: Site, template: str) -> None:
    phone.page.goto(demo.http + page_of(demo, template, "de"))
    phone.draw_all()
    assert phone.page.evaluate("document.documentElement.scrollWidth") == 390


@pytest.mark.parametrize("scheme", ["default", "slate"])
@pytest.mark.parametrize("template", JOURNEYS)
def test_axe_finds_nothing(tab: Watched, demo: Site, template: str, scheme: str) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: npm ci brings it")
    tab.page.emulate_media(color_scheme="dark" if scheme == "slate" else "light", reduced_motion="reduce")
    tab.page.goto(demo.file + page_of(demo, template, "en"))
    assert tab.page.locator("body").get_attribute("data-md-color-scheme") == scheme
    tab.draw_all()
    tab.page.evaluate(AXE.read_text(encoding="utf-8"))
    found = tab.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found["violations"]] == []


def test_an_owner_comes_from_the_findings_to_the_list_and_takes_a_standard_along(tab: Watched, demo: Site) -> None:
    tab.page.goto(demo.http + "en/findings/index.html")
    tab.page.locator(".tpm-findings tbody a[href*='owners/']").first.click()
    tab.page.wait_for_url(f"{demo.http}en/owners/*.html")
    standard = tab.page.locator(".tpm-copy").first
    standard.click()
    assert tab.page.evaluate("getSelection().toString()").strip() == standard.inner_text().strip()
    ask = tab.page.get_by_role("link", name="Ask about it").first
    assert str(ask.get_attribute("href")).startswith("mailto:")
    assert tab.faults == []


def test_an_owner_prints_a_list_with_boxes_to_tick(tab: Watched, demo: Site) -> None:
    tab.page.goto(demo.http + page_of(demo, "owner", "de"))
    box, ask = tab.page.locator(".tpm-tick").first, tab.page.locator(".tpm-ask").first
    expect(box).to_be_hidden()
    expect(ask).to_be_visible()
    tab.page.emulate_media(media="print")
    expect(box).to_be_visible()
    expect(ask).to_be_hidden()
    expect(tab.page.locator(".tpm-draft")).to_be_visible()


def test_what_was_not_looked_at_leads_to_its_owners_list(tab: Watched, demo: Site) -> None:
    tab.page.goto(demo.http + "en/index.html")
    box = tab.page.locator(".tpm-box")
    given = int(box.locator("tbody td").first.inner_text())
    box.get_by_role("rowheader").get_by_role("link").first.click()
    tab.page.wait_for_url(f"{demo.http}en/owners/*.html#untested")
    rows = tab.page.locator("h2#untested ~ .tpm-table tbody tr, h2#untested ~ div tbody tr")
    assert sum(int(row.locator(".tpm-number").inner_text()) for row in rows.all()) == given
    assert tab.faults == []


def test_charts_are_drawn_without_being_scrolled_to(tab: Watched, demo: Site) -> None:
    tab.page.set_viewport_size({"width": 1280, "height": 300})
    tab.page.goto(demo.http + "en/index.html")
    tab.wait_until(f"JSON.stringify({DRAWN}) === JSON.stringify({ASKED})")
    assert tab.page.evaluate("scrollY") == 0
    assert sum(url.endswith("plotly.min.js") for url in tab.asked) == 1


def test_charts_follow_the_palette(tab: Watched, demo: Site) -> None:
    tab.page.goto(demo.http + "en/index.html")
    tab.draw_all()
    colour = "document.querySelector('.tpm-chart__plot').layout.font.color"
    light = tab.page.evaluate(colour)
    tab.page.click("label[for='__palette_1']")
    tab.wait_until(f"{colour} !== '{light}'")
    assert tab.faults == []


@pytest.mark.parametrize("way", ["http", "file"])
@pytest.mark.parametrize(("language", "asked"), [("de", "bezahlen"), ("en", "checkout")])
def test_search_finds_a_touchpoint(tab: Watched, demo: Site, way: str, language: str, asked: str) -> None:
    origin = demo.http if way == "http" else demo.file
    tab.page.goto(f"{origin}{language}/findings/index.html")
    tab.page.locator("[data-md-component=search-query]").click()
    tab.page.keyboard.type(asked, delay=20)
    result = tab.page.locator(".md-search-result a[href*='touchpoints/checkout.html']").first
    expect(result).to_be_visible(timeout=15_000)
    result.click()
    tab.page.wait_for_url(f"{origin}{language}/touchpoints/checkout.html*")
    assert tab.asked_elsewhere(origin) == []
    assert tab.faults == []


def test_the_start_leads_to_the_first_language(tab: Watched, demo: Site) -> None:
    tab.page.goto(demo.http)
    tab.page.wait_for_url(f"{demo.http}de/index.html")
    assert tab.faults == []


def rows(tab: Watched) -> list[str]:
    return [row.inner_text() for row in tab.page.locator(".tpm-sortable tbody tr").all() if row.is_visible()]


def test_a_table_sorts_by_mouse_and_by_keyboard(tab: Watched, demo: Site) -> None:
    tab.page.goto(demo.http + "en/findings/index.html")
    head = tab.page.locator(".tpm-sortable thead th", has_text="Severity")
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    expect(tab.page.locator(".tpm-sortable tbody tr").first).to_contain_text("critical")
    head.get_by_role("button").press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    expect(tab.page.locator(".tpm-sortable tbody tr").last).to_contain_text("critical")
    assert tab.faults == []


def test_a_table_filters(tab: Watched, demo: Site) -> None:
    tab.page.goto(demo.http + "en/findings/index.html")
    before = rows(tab)
    form = tab.page.locator("form.tpm-filter")
    form.get_by_label("Severity").select_option(label="major")
    kept = rows(tab)
    assert 0 < len(kept) < len(before)
    assert all("major" in row for row in kept)
    assert form.locator("output").inner_text() == f"{len(kept)} of {len(before)} shown"
    form.get_by_role("button", name="Show all").click()
    form.get_by_role("searchbox").fill("phone")
    kept = rows(tab)
    assert kept
    assert all("phone" in row.lower() for row in kept)
    assert tab.faults == []


def test_a_page_prints_its_charts_or_where_none_is_drawn_its_tables(tab: Watched, demo: Site) -> None:
    tab.page.goto(demo.http + "en/index.html")
    tab.page.emulate_media(media="print")
    tab.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    tab.draw_all()
    place, table = tab.page.locator(".tpm-chart__plot").nth(1), tab.page.locator(".tpm-chart table").nth(1)
    assert place.is_visible()
    assert not table.is_visible()
    height = place.evaluate("(one) => one.getBoundingClientRect().height")
    assert height < 215 / 25.4 * 96, "a heat map, its heading and its key fit on a sheet"
    place.evaluate("(one) => one.classList.remove('js-plotly-plot')")
    assert table.is_visible()


def test_charts_take_the_width_of_paper_and_give_it_back(tab: Watched, demo: Site) -> None:
    tab.page.goto(demo.http + "en/index.html")
    tab.draw_all()
    width = "Math.round(document.querySelector('.tpm-chart__plot .main-svg').getBoundingClientRect().width)"
    before = tab.page.evaluate(width)
    tab.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    tab.wait_until(f"{width} === 660")
    tab.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    tab.wait_until(f"{width} === {before}")
    assert tab.faults == []


def test_the_head_of_a_long_table_stays_in_sight(tab: Watched, demo: Site) -> None:
    tab.page.goto(demo.http + "en/findings/index.html")
    tab.page.locator(".tpm-findings tbody tr").last.scroll_into_view_if_needed()
    expect(tab.page.locator(".tpm-findings thead th").first).to_be_in_viewport()


def test_a_table_wider_than_a_phone_scrolls_by_key(phone: Watched, demo: Site) -> None:
    phone.page.goto(demo.http + "en/consistency/index.html")
    phone.page.locator(".tpm-details summary").first.click()
    table = phone.page.locator(".tpm-table").first
    expect(table).to_have_attribute("tabindex", "0")
    table.focus()
    phone.page.keyboard.press("ArrowRight")
    phone.wait_until("document.querySelector('.tpm-table').scrollLeft > 0")
    expect(table.get_by_role("rowheader").first).to_be_in_viewport()


@pytest.mark.parametrize(
    "path", ["channels/index.html", "checklists/index.html", "consistency/slogan.html", "history/index.html"]
)
def test_rows_are_cards_on_a_phone(phone: Watched, demo: Site, path: str) -> None:
    phone.page.goto(demo.http + f"de/{path}")
    wider = (
        "[...document.querySelectorAll('.tpm-cards, .tpm-stack')].filter((one) => one.scrollWidth > one.clientWidth)"
    )
    assert phone.page.evaluate(f"{wider}.length") == 0
    cut = "[...document.querySelectorAll('.tpm-table .tpm-badge')].filter((one) => one.getClientRects().length > 1)"
    assert phone.page.evaluate(f"{cut}.length") == 0


def test_all_answers_of_a_survey_are_seen_on_a_phone(phone: Watched, demo: Site) -> None:
    phone.page.goto(demo.http + "de/surveys/customers-autumn-2026.html")
    wider = (
        "[...document.querySelectorAll('.tpm-table')]"
        ".filter((one) => one.closest('details') === null && one.scrollWidth > one.clientWidth)"
    )
    assert phone.page.evaluate(f"{wider}.length") == 0


def test_owners_of_what_no_channel_has_begin_with_no_dot(phone: Watched, demo: Site) -> None:
    phone.page.goto(demo.http + "de/touchpoints/cake-order.html")
    before = (
        "[...document.querySelectorAll('.tpm-findings td.tpm-text + td')]"
        ".map((one) => [one.innerText === '', getComputedStyle(one.nextElementSibling, '::before').content])"
    )
    assert {tuple(one) for one in phone.page.evaluate(before)} == {(True, "none"), (False, '" ·\N{NO-BREAK SPACE}"')}


def test_any_two_audits_stand_side_by_side(tab: Watched, demo: Site) -> None:
    tab.page.goto(demo.file + "en/history/index.html")
    box = tab.page.locator(".tpm-pairs")
    assert box.locator("thead th").all_inner_texts() == ["Figure", "Autumn audit 2025", "Autumn audit 2026", "Points"]
    box.get_by_label("Compare").select_option("Spring audit 2026")
    score = box.locator("tbody tr").first
    assert score.locator("th, td").all_inner_texts() == ["Score", "73.3%", "80.7%", "▲ +7.4"]
    box.get_by_label("with").select_option("Autumn audit 2025")
    assert score.locator("td").last.inner_text() == "▼ −33.8"
    touchpoint = box.locator("tbody tr", has_text="Score: Contact and imprint")
    assert touchpoint.locator("td").last.inner_text().startswith("▼ −")
    assert tab.faults == []


def test_what_was_asked_is_no_louder_than_the_measure_on_a_phone(phone: Watched, demo: Site) -> None:
    phone.page.goto(demo.http + "en/touchpoints/checkout.html")
    weights = (
        "[...document.querySelectorAll('th[scope=row] > .tpm-wording')]"
        ".map((one) => [getComputedStyle(one.parentElement).fontWeight, getComputedStyle(one).fontWeight])"
    )
    assert {tuple(one) for one in phone.page.evaluate(weights)} == {("600", "400")}
