import gzip
import importlib.util
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from tests.site.finish.small_trees import THEME_SCRIPT, faults, html, run, text
from tpm_audit.language.catalogue import Language
from tpm_audit.site.finish import file_search
from tpm_audit.site.finish.faults import FaultList, SiteFaultError, fault_lines
from tpm_audit.site.finish.finish import FinishSettings
from tpm_audit.site.finish.theme_scripts import CHANGES
from tpm_audit.source.message import say

HEADER = '<header class="md-header"><div data-md-component="header-title">T</div><form></form></header>'
SITEMAPS = {f"{code}/sitemap.xml{suffix}": "<urlset/>" for code in ("de", "en") for suffix in ("", ".gz")}
START = {"de/index.html": html(HEADER), "en/index.html": html(HEADER)}
INDEX = "search/search_index.json"


def test_the_head_links_to_the_same_page_in_the_other_language(tmp_path: Path) -> None:
    run(tmp_path, {**START, "de/a/b.html": html(HEADER), "en/a/b.html": html(HEADER), "de/c.html": html(HEADER)})
    link = '<a class="md-header__button tpm-language" href="{}" hreflang="{}" lang="{}">{}</a></div><form>'
    assert link.format("../../en/a/b.html", "en", "en", "English") in text(tmp_path, "de/a/b.html")
    assert link.format("../../de/a/b.html", "de", "de", "Deutsch") in text(tmp_path, "en/a/b.html")
    assert link.format("../en/index.html", "en", "en", "English") in text(tmp_path, "de/c.html")


def test_one_language_needs_no_switch(tmp_path: Path) -> None:
    run(tmp_path, {"de/index.html": html(HEADER)})
    assert "tpm-language" not in text(tmp_path, "de/index.html")


@pytest.mark.parametrize("noindex", [True, False])
def test_pages_ask_not_to_be_listed_where_told_so(noindex: bool, tmp_path: Path) -> None:  # noqa: FBT001
    run(tmp_path, {**START, "index.html": html()}, FinishSettings(noindex=noindex))
    for path in ("index.html", "de/index.html", "en/index.html"):
        assert ('<meta name="robots" content="noindex"></head>' in text(tmp_path, path)) is noindex


@pytest.mark.parametrize(
    ("settings", "kept"),
    [
        (FinishSettings(), False),
        (FinishSettings(site_url="https://example.com/", noindex=True), False),
        (FinishSettings(site_url="https://example.com/"), True),
    ],
)
def test_a_sitemap_stays_where_it_names_pages(settings: FinishSettings, kept: bool, tmp_path: Path) -> None:  # noqa: FBT001
    run(tmp_path, {**START, **SITEMAPS}, settings)
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.glob("*/sitemap*")} == (
        set(SITEMAPS) if kept else set()
    )
    if kept:
        packed = (tmp_path / "de" / "sitemap.xml.gz").read_bytes()
        assert gzip.decompress(packed) == b"<urlset/>"
        assert packed[4:8] == bytes(4)  # no date


def test_the_search_has_its_shim_before_the_themes_script_and_its_index_as_a_script(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shim = tmp_path / "shim.js"
    shim.write_text("shim()", encoding="utf-8")
    monkeypatch.setattr(file_search, "browser_file", lambda _: shim)
    trees = tmp_path / "trees"
    page = html(f'<script src="../{THEME_SCRIPT}"></script>')
    index = '{"config":{"lang":["de"]},"docs":[]}'
    files = {"de/a/x.html": page, "en/a/x.html": page, f"de/{INDEX}": index, "en/search.json": "[]"}
    done = run(trees, {**files, **{f"{code}/{THEME_SCRIPT}": "1" for code in ("de", "en")}})
    assert done.warnings == ()
    shimmed = f'<script src="../../assets/iframe-worker.js"></script><script src="../{THEME_SCRIPT}"></script>'
    assert shimmed in text(trees, "de/a/x.html")
    assert text(trees, "assets/iframe-worker.js") == "shim()"
    assert text(trees, "de/search/search_index.js") == f"var __index = {index}"
    assert text(trees, "en/search.js") == "var __index = []"


def test_without_the_shim_the_site_is_built_and_says_what_it_lacks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_search, "browser_file", lambda _: None)
    done = run(tmp_path, {"de/index.html": html(f'<script src="{THEME_SCRIPT}"></script>'), f"de/{THEME_SCRIPT}": "1"})
    assert ["cannot be searched" in warning.text for warning in done.warnings] == [True]
    assert "iframe-worker" not in text(tmp_path, "de/index.html")


def test_the_themes_scripts_ask_nobody(tmp_path: Path) -> None:
    script = (
        '/*! see https://kept.example */a("https://unpkg.com/m.js",`https://${e}/api`,"http://www.w3.org/2000/svg")'
    )
    run(tmp_path, {**START, f"de/{THEME_SCRIPT}": f"{script}\n//# sourceMappingURL=b.map\n"})
    assert text(tmp_path, f"de/{THEME_SCRIPT}") == (
        '/*! see https://kept.example */a("about:invalid#unpkg.com/m.js",`about:invalid#${e}/api`,"http://www.w3.org/2000/svg")\n'
    )


def test_a_sheet_in_a_shadow_tree_is_a_constructed_one(tmp_path: Path) -> None:
    run(tmp_path, {**START, f"de/{THEME_SCRIPT}": 'o.appendChild(C("style",{},Tc.toString()));'})
    assert text(tmp_path, f"de/{THEME_SCRIPT}") == (
        "((s=>{s.replaceSync(Tc.toString());o.adoptedStyleSheets=[s]})(new CSSStyleSheet));"
    )


@pytest.mark.parametrize(("theme", "changes"), [("material", {"search", "marks"}), ("zensical", {"sheet", "marks"})])
def test_the_changes_fit_the_installed_theme(theme: str, changes: set[str]) -> None:
    found = importlib.util.find_spec(theme)
    if found is None or found.origin is None:
        pytest.skip(f"{theme} is not installed")
    (script,) = (Path(found.origin).parent / "templates" / "assets" / "javascripts").glob("bundle.*.min.js")
    counts = {name: len(pattern.findall(script.read_bytes())) for name, (pattern, _) in CHANGES.items()}
    assert {name: count for name, count in counts.items() if count} == dict.fromkeys(changes, 1)


def test_what_no_page_asks_for_is_left_out(tmp_path: Path) -> None:
    scripts, sheets = "de/assets/javascripts", "de/assets/stylesheets"
    kept = [
        f"{scripts}/lunr/min/lunr.de.min.js",
        f"{scripts}/lunr/min/lunr.stemmer.support.min.js",
        f"{scripts}/LICENSE",
    ]
    gone = [f"{scripts}/b.js.map", f"{scripts}/lunr/min/lunr.fr.min.js", f"{scripts}/lunr/wordcut.js"]
    gone += [f"{sheets}/classic/main.min.css"]
    index = '{"config":{"lang":["de"],"separator":"[\\\\s]+"},"docs":[{"text":"{"}]}'
    asked = f"{sheets}/modern/main.min.css"
    page = html(head='<link rel="stylesheet" href="assets/stylesheets/modern/main.min.css">')
    files = {"de/index.html": page, asked: "p{}", f"de/{INDEX}": index, **dict.fromkeys([*kept, *gone], "1234")}
    assert run(tmp_path, files).removed_bytes == 4 * len(gone)
    assert all((tmp_path / path).is_file() for path in [*kept, asked])
    assert not any((tmp_path / path).exists() for path in gone)
    assert not (tmp_path / sheets / "classic").exists()


def test_the_pass_makes_the_same_bytes_every_time(tmp_path: Path) -> None:
    files = {**START, **SITEMAPS, "de/x.html": html('<script>a()</script><p style="color:red">x</p>')}
    trees = []
    for name in ("one", "two"):
        run(tmp_path / name, files, FinishSettings(site_url="https://example.com/"))
        trees.append(
            {p.relative_to(tmp_path / name): p.read_bytes() for p in (tmp_path / name).rglob("*") if p.is_file()}
        )
    assert trees[0] == trees[1]


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=60))
def test_texts_stay_what_they_were(written: str) -> None:
    body = f'<p title="{escape(written)}">x{escape(written)}</p>'
    with TemporaryDirectory() as name:
        run(Path(name), {"de/index.html": html(body)})
        page = LexborHTMLParser(text(Path(name), "de/index.html"))
        assert not (Path(name) / "assets" / "inline").exists()
    (paragraph,) = page.css("body *")
    assert paragraph.text() == f"x{written}"
    assert (paragraph.attributes["title"] or "") == written


def test_a_page_that_is_not_utf_8_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "de").mkdir()
    (tmp_path / "de" / "old.HTM").write_bytes("Gr\u00f6\u00dfe".encode("latin-1"))
    (fault,) = faults(tmp_path, {"de/index.html": html()})
    assert (fault.page, fault.what.text) == ("de/old.HTM", "a page that is not UTF-8")


def test_faults_are_lines_with_page_what_and_where() -> None:
    found = FaultList()
    for page in ("b.html", "a.html"):
        found.add(page, say("the link leaves the site"), '<a href="x\n  y">')
    found.add("a.html", say("the link leads to no file of the site"), "z" * 500)
    lines = fault_lines(found.all(), Language("de"))
    assert lines[0] == "a.html: der Link führt zu keiner Datei der Website"
    assert lines[1] == f"  {'z' * 200}…"
    assert lines[2:] == ["b.html: der Link führt aus der Website hinaus", '  <a href="x y">', "  und 1 weitere Seite"]
    assert str(SiteFaultError(found.all())).startswith("a.html: the link leads to no file of the site\n")
    sheets = FaultList()
    for path in ("x.css", "y.css"):
        sheets.add(path, say("the link leaves the site"), "url(x)")
    assert fault_lines(sheets.all(), Language("en"), {"x.css": "brand/x.css"}) == [
        "brand/x.css (x.css): the link leaves the site",
        "  url(x)",
        "  and 1 file more",
    ]
    many = FaultList()
    for number in range(60):
        many.add(f"{number:02}.html", say("the link leaves the site"), str(number))
    assert fault_lines(many.all(), Language("en"))[-1] == "and 10 faults more"


@pytest.mark.parametrize(
    ("dialog", "name"),
    [('<div class="md-search" role="dialog">', "Suche"), ('<div class="md-search" role="dialog" aria-label="X">', "X")],
)
def test_the_dialog_of_the_search_has_a_name(dialog: str, name: str, tmp_path: Path) -> None:
    field = '<input class="md-search__input" aria-label="Suche"></div>'
    run(tmp_path, {"de/index.html": html(f"{HEADER}{dialog}{field}")})
    page = LexborHTMLParser(text(tmp_path, "de/index.html"))
    found = page.css_first("[role=dialog]")
    assert found is not None
    assert found.attributes["aria-label"] == name


def mended(tmp_path: Path, body: str) -> LexborHTMLParser:
    run(tmp_path, {"de/a/x.html": html(body), "de/a/index.html": html(), "de/index.html": html()})
    return LexborHTMLParser(text(tmp_path, "de/a/x.html"))


def test_a_table_has_the_name_of_the_heading_above_it_unless_it_has_its_own(tmp_path: Path) -> None:
    table = '<div class="tpm-table"><table{}><tr><td>x</table></div>'
    own = table.format(' aria-labelledby="two"') + table.format(' aria-label="Own"')
    page = mended(
        tmp_path,
        f'{table.format("")}<h1 id="one">1</h1><h2 id="two">2</h2>{table.format("")}<h3 id="three">3</h3>{own}',
    )
    names = [(one.attributes.get("aria-labelledby"), one.attributes.get("aria-label")) for one in page.css("table")]
    assert names == [(None, None), ("two", None), ("two", None), (None, "Own")]


def test_the_link_of_a_heading_to_itself_is_no_part_of_it(tmp_path: Path) -> None:
    page = mended(tmp_path, '<h2 id="b">B<a class="headerlink" href="#b" title="Link to this section">\u00b6</a></h2>')
    (link,) = page.css("h2 a")
    assert (link.attributes["aria-hidden"], link.attributes["tabindex"]) == ("true", "-1")


@pytest.mark.parametrize("here", ["", "./"])  # as the engines write it
def test_the_navigation_says_where_its_reader_is(here: str, tmp_path: Path) -> None:
    tab = '<li class="md-tabs__item{}"><a href="{}">A</a></li>'
    tabs = tab.format(" md-tabs__item--active", f"{here}index.html") + tab.format("", "../index.html")
    part = (
        '<nav class="md-nav" aria-labelledby="empty" aria-expanded="true">'
        '<label class="md-nav__title"> A\n&amp; B </label>'
        f'<a class="md-nav__link md-nav__link--active" href="{here}x.html">x</a></nav><nav class="md-nav">c</nav>'
    )
    page = mended(tmp_path, f"<ul>{tabs}</ul>{part}")
    assert [one.attributes.get("aria-current") for one in page.css("a")] == ["true", None, "page"]
    named, other = page.css("nav")
    assert named.attributes == {"class": "md-nav", "aria-label": "A & B"}
    assert other.attributes == {"class": "md-nav"}
