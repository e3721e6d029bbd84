"""Each look that is shipped, on the demo: it works under the site's policy, and axe finds nothing in either palette."""

import re
import shutil
from collections.abc import Iterator

import pytest

from tests.browser.sites import ROOT, Site, built
from tests.browser.test_journeys import AXE
from tests.browser.watching import Watched
from tpm_audit.model.brand import Look

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PAGES = ("index.html", "checklists/service.html", "consistency/phone.html", "findings/index.html")


@pytest.fixture(scope="module", params=Look)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    root = tmp_path_factory.mktemp(str(request.param))
    for name in ("brand", "content", "site_config"):
        shutil.copytree(ROOT / name, root / name)
    file = root / "site_config" / "site.yml"
    text, changed = re.subn(
        "(?m)^brand: .*$", f"brand: {{look: {request.param}, accent: '#f2b544'}}", file.read_text("utf-8")
    )
    assert changed == 1
    file.write_text(text, encoding="utf-8")
    found = Site(built(root / "site", root, "--languages", "en"))
    yield found
    found.close()


def test_the_look_works_alone(tab: Watched, site: Site) -> None:
    tab.page.goto(f"{site.http}en/index.html")
    tab.draw_all()
    logo = tab.page.locator(".md-header .md-logo img")
    assert logo.evaluate("one => one.complete && one.naturalWidth > 0")
    assert logo.get_attribute("alt") == ""  # the link around it has the name
    assert tab.page.get_by_role("img", name="Kontakt & Klang").count() == 1
    assert tab.asked_elsewhere(site.http) == []
    assert tab.faults == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(tab: Watched, site: Site, scheme: str) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: npm ci brings it")
    tab.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    for path in PAGES:
        tab.page.goto(f"{site.file}en/{path}")
        tab.draw_all()
        tab.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = tab.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        assert [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found["violations"]] == [], path


def test_every_page_leads_to_the_legal_pages(tab: Watched, site: Site) -> None:
    for path in ("index.html", "touchpoints/checkout.html"):
        tab.page.goto(f"{site.file}en/{path}")
        assert tab.page.locator("nav").get_by_role("link", name="Legal notice").count() == 0
        link = tab.page.locator(".tpm-end").get_by_role("link", name="Legal notice")
        link.press("Enter")  # charts that are drawn meanwhile move what a pointer would hit
        tab.page.wait_for_url("**/pages/imprint.html", wait_until="commit")
