import json
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from html import unescape
from http import HTTPStatus
from pathlib import Path

import pytest

from tests.pages.small_result import small_result, words
from tpm_audit.language.catalogue import Language
from tpm_audit.model.result import ProblemRecord, Result
from tpm_audit.pages.families import all_pages
from tpm_audit.render.templates import Templates
from tpm_audit.site.engine import Engine, run_engine
from tpm_audit.site.folder import write_folder
from tpm_audit.site.folders import BesideResult
from tpm_audit.site.preview import Preview
from tpm_audit.site.preview_notice import Fault, Trouble
from tpm_audit.site.preview_tree import Sources
from tpm_audit.source.message import say

ENGLISH = Language("en")
HOSTILE = "<script>alert(1)</script>\"'{{ 7*7 }}&lt;img src=x onerror=alert(2)>"
RELOAD = "/_tpm-audit/reload.js"


def problem(text: str = "answer 'passed' is not on the scale") -> ProblemRecord:
    hint = say("write one of: pass, fail")
    return ProblemRecord("TPS021", "content/audits/web.yml", 41, 15, say("{what}", what=text), hint)


def bilingual(result: Result) -> Result:
    return replace(result, site=replace(result.site, languages=("de", "en")))


@pytest.fixture
def preview(tmp_path: Path) -> Preview:
    made = Preview(tmp_path / "work")
    made.show(Sources(bilingual(small_result())))
    return made


def html(preview: Preview, path: str, status: HTTPStatus = HTTPStatus.OK) -> str:
    answer = preview.answer(path)
    assert answer.status == status
    assert answer.media_type == "text/html; charset=utf-8"
    return answer.body.decode()


def made(preview: Preview, language: str, path: str) -> str:
    page = preview.page(language, path)
    assert page is not None
    return page


@pytest.fixture(scope="module", params=["de", "en"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    folder, language = tmp_path_factory.mktemp("built"), Language(request.param)
    result = bilingual(small_result())
    write_folder(folder, result, all_pages(result, language), Templates(language), language)
    run_engine(Engine.MKDOCS, folder, {}, 0)
    return language.code, folder / "site"


def test_every_page_is_as_a_build_makes_it_in_any_order(built: tuple[str, Path], preview: Preview) -> None:
    code, site = built
    pages = [page.path for page in all_pages(bilingual(small_result()), Language(code))]
    for path in (*reversed(pages), *pages):
        assert preview.page(code, path) == (site / path).read_text(encoding="utf-8"), path


def test_every_file_of_a_build_is_there(built: tuple[str, Path], preview: Preview) -> None:
    code, site = built
    made_by_a_build_only = {"404.html", "sitemap.xml", "sitemap.xml.gz", "search/search_index.json"}
    for file in (path for path in site.rglob("*") if path.is_file()):
        path = file.relative_to(site).as_posix()
        if path in made_by_a_build_only or file.suffix == ".html":
            continue
        answer = preview.answer(f"/{code}/{path}")
        assert (answer.status, answer.body) == (HTTPStatus.OK, file.read_bytes()), path


def test_the_search_knows_the_titles_of_all_pages(built: tuple[str, Path], preview: Preview) -> None:
    code, site = built
    full = json.loads((site / "search" / "search_index.json").read_bytes())
    ours = json.loads(preview.answer(f"/{code}/search/search_index.json").body)
    assert ours["config"] == full["config"]
    assert {entry["location"] for entry in ours["docs"]} == {
        page.path for page in all_pages(bilingual(small_result()), Language(code))
    }
    titles = {entry["location"]: unescape(entry["title"]) for entry in full["docs"]}
    for entry in ours["docs"][1:]:  # the heading of the overview is not its title
        assert titles[entry["location"]] == unescape(entry["title"])


def test_the_script_that_reloads_is_added_on_the_wire_only(preview: Preview) -> None:
    assert RELOAD not in made(preview, "en", "index.html")
    assert html(preview, "/en/index.html").count(RELOAD) == 1
    assert RELOAD not in made(preview, "en", "index.html")


def test_the_policy_knows_the_theme_s_scripts_and_no_other(preview: Preview) -> None:
    own: list[str] = []
    for path in ("index.html", "touchpoints/home.html"):
        own = re.findall(r"<script>(.*?)</script>", made(preview, "en", path), re.DOTALL)
        assert len(own) == len(preview.answer(f"/en/{path}").scripts) > 0
    result = small_result()
    hostile = replace(result.touchpoints[0], description=words("<script>alert(1)</script>"))
    preview.show(Sources(replace(result, touchpoints=(hostile,))))
    assert len(preview.answer("/en/touchpoints/home.html").scripts) == len(own)


def test_a_page_shows_a_save_at_once_and_the_navigation_a_little_later(preview: Preview) -> None:
    result = bilingual(small_result())
    renamed = replace(result.touchpoints[0], name=words("Wintergarden"))
    html(preview, "/en/touchpoints/home.html")
    preview.show(Sources(replace(result, touchpoints=(renamed, *result.touchpoints[1:]))))
    assert "Wintergarden" in html(preview, "/en/touchpoints/home.html")  # its own name is in the navigation, too
    preview.show(Sources(result))
    html(preview, "/en/findings/index.html")
    while preview.settle(0.0) is None:
        pass
    before = preview.revision
    assert "Wintergarden" not in html(preview, "/en/touchpoints/shop.html")
    preview.show(Sources(replace(result, touchpoints=(renamed, *result.touchpoints[1:]))))
    html(preview, "/en/findings/index.html")
    told = preview.revision
    while (changed := preview.settle(0.0)) is None:
        pass
    assert changed
    assert len({before, told, preview.revision}) == 3
    assert "Wintergarden" in html(preview, "/en/touchpoints/shop.html")
    assert "Wintergarden" in preview.answer("/en/search/search_index.json").body.decode()
    assert preview.settle(1.0) is False


def test_the_site_s_name_is_new_everywhere(preview: Preview) -> None:
    html(preview, "/en/index.html")
    result = small_result()
    preview.show(Sources(replace(result, site=replace(result.site, client="Wirsing"))))
    assert "<title>Overview - Wirsing" in html(preview, "/en/index.html")


def test_problems_stand_above_the_page_until_they_are_mended(preview: Preview) -> None:
    good, result = html(preview, "/en/index.html"), small_result()
    preview.show(Sources(replace(result, problems=(problem(), problem("x")))))
    shown = unescape(html(preview, "/en/index.html"))
    assert "2 problems" in shown
    assert "content/audits/web.yml:41:15" in shown
    assert "TPS021" in shown
    assert "write one of: pass, fail" in shown
    assert "<h1" in shown
    assert "2 Fehler in den Daten" in unescape(html(preview, "/de/index.html"))
    preview.show(Sources(result))
    assert re.sub('data-revision="[^"]*"', "", html(preview, "/en/index.html")) == re.sub(
        'data-revision="[^"]*"', "", good
    )


def test_without_a_good_result_the_problems_are_the_page(tmp_path: Path) -> None:
    preview = Preview(tmp_path)
    preview.show(Sources(replace(small_result(), problems=(problem(),))))
    for path in ("/", "/de/index.html", "/en/touchpoints/home.html"):
        shown = unescape(html(preview, path))
        assert "content/audits/web.yml:41:15" in shown
        assert RELOAD in shown
    assert '<html lang="de">' in html(preview, "/de/index.html")


def test_what_is_wrong_is_text(preview: Preview) -> None:
    preview.show(Sources(replace(small_result(), problems=(problem(HOSTILE),))))
    shown = html(preview, "/en/index.html")
    assert "<script>alert" not in shown
    assert "<img" not in shown.partition("</section>")[0].partition('<section class="tpm-preview')[2]
    assert HOSTILE in unescape(shown)
    missing = html(preview, f"/en/{HOSTILE}", HTTPStatus.NOT_FOUND)
    assert "<script>alert" not in missing


def test_many_problems_are_counted_and_some_listed(preview: Preview) -> None:
    preview.show(Sources(replace(small_result(), problems=tuple(problem(str(n)) for n in range(1200)))))
    shown = unescape(html(preview, "/en/index.html"))
    assert "1,200 problems" in shown
    assert shown.count("TPS021") == 50
    assert "and 1,150 more" in shown


def test_a_broken_template_is_named_above_the_page_as_it_was(preview: Preview, tmp_path: Path) -> None:
    html(preview, "/en/index.html")
    own = tmp_path / "templates" / "pages" / "overview.md.j2"
    own.parent.mkdir(parents=True)
    own.write_text("\n{{ nothing }}", encoding="utf-8")
    preview.show(Sources(bilingual(small_result()), BesideResult(templates=tmp_path / "templates")))
    shown = unescape(html(preview, "/en/index.html"))
    assert "templates/pages/overview.md.j2:2" in shown
    assert "TPS050" in shown
    assert "'nothing'" in shown
    assert "<h1" in shown
    never_seen = unescape(html(preview, "/de/index.html"))
    assert "templates/pages/overview.md.j2:2" in never_seen
    assert "<h1" not in never_seen
    own.write_text('{% extends "shipped/pages/overview.md.j2" %}', encoding="utf-8")
    preview.show(Sources(bilingual(small_result()), BesideResult(templates=tmp_path / "templates")))
    assert "tpm-preview-alone" not in html(preview, "/de/index.html")


def test_a_page_that_is_gone_leads_to_the_overview(preview: Preview) -> None:
    shown = unescape(html(preview, "/de/touchpoints/nowhere.html", HTTPStatus.NOT_FOUND))
    assert 'href="/de/index.html"' in shown
    assert RELOAD in shown


def test_what_is_no_problem_of_the_files_is_said_too(preview: Preview) -> None:
    preview.warn(Trouble(say("The site cannot be shown"), (Fault("the workspace has no audit 'x'"),)))
    assert "the workspace has no audit 'x'" in unescape(html(preview, "/en/index.html"))


def test_revisions_differ_between_shows_and_runs(preview: Preview, tmp_path: Path) -> None:
    seen = {preview.revision}
    preview.show(Sources(small_result()))
    seen.add(preview.revision)
    preview.warn(Trouble(say("The site cannot be shown")))
    seen.add(preview.revision)
    other = Preview(tmp_path / "other")
    other.show(Sources(small_result()))
    assert len({*seen, other.revision}) == 4


def test_no_change_is_lost_where_two_threads_make_them(preview: Preview) -> None:
    changes = 20_000

    def warn() -> None:
        for _ in range(changes):
            preview.warn(Trouble(say("The site cannot be shown")))

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(2) as both:
            for one in [both.submit(warn) for _ in range(2)]:
                one.result()
    finally:
        sys.setswitchinterval(before)
    assert preview.revision.partition("-")[2] == str(1 + 2 * changes)
