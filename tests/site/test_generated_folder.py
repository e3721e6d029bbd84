import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from tests.pages.small_result import small_result, words
from tpm_audit.language.catalogue import Language
from tpm_audit.model.mkdocs_file import MkdocsFile, Palette, SocialLink, Toggle
from tpm_audit.pages.families import all_pages
from tpm_audit.pages.page import Page
from tpm_audit.render.templates import Templates
from tpm_audit.site.browser_files import plotly_bundle
from tpm_audit.site.folder import Listed, StrayPageError, sections, site_name, write_folder
from tpm_audit.site.settings import MOST_ENTRIES, Section, inheriting, mkdocs_yml
from tpm_audit.source.quoted import quoted

ENGLISH = Language("en")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    result = small_result()
    count = write_folder(tmp_path, result, all_pages(result, ENGLISH), Templates(ENGLISH), ENGLISH)
    assert count == len(list((tmp_path / "docs").glob("**/*.md")))
    return tmp_path


STRAY = ("../../x.html", "surveys/../../../x.html", "/etc/x.html", "surveys\\..\\x.html", "C:x.html")


@pytest.mark.parametrize("path", STRAY)
def test_no_page_is_written_outside_of_the_folder(path: str, tmp_path: Path) -> None:
    folder, page = tmp_path / "a" / "b", Page(path, "pages/overview.md.j2", "Stray")
    with pytest.raises(StrayPageError, match=re.escape(path)):
        write_folder(folder, small_result(), [page], Templates(ENGLISH), ENGLISH)
    assert not [one for one in tmp_path.rglob("*") if one.is_file()]


def settings_of(folder: Path) -> Any:
    return yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8"))


def test_the_settings_ask_nobody_else_and_work_from_files(folder: Path) -> None:
    settings = settings_of(folder)
    assert settings["plugins"] == ["search"]
    assert settings["theme"]["font"] is False
    assert settings["use_directory_urls"] is False
    assert settings["site_dir"] == "site"
    assert "hooks" not in settings
    assert not {"navigation.instant"} & set(settings["theme"]["features"])
    assert (folder / "docs" / "assets" / "charts.js").is_file()


@pytest.mark.parametrize(("code", "close"), [("en", "Close"), ("de", "Schließen")])
def test_the_scripts_find_their_words_in_the_language_of_the_pages(code: str, close: str, tmp_path: Path) -> None:
    language = Language(code)
    write_folder(tmp_path, small_result(), [], Templates(language), language)
    asked = [one["path"] for one in settings_of(tmp_path)["extra_javascript"]]
    assert asked[0] == "assets/words.js"  # before those that say them
    scripts = [(tmp_path / "docs" / path).read_text(encoding="utf-8") for path in asked]
    begin, _, rest = scripts[0].partition(" = ")
    words = json.loads(rest.removesuffix(";\n"))
    assert (begin, words["close"]) == ("window.tpmWords", close)
    said = set(re.findall(r"WORDS\.(\w+)", "".join(scripts[1:])))
    assert said == set(words) - {"ascending", "descending"}  # these by the value of aria-sort


def test_the_navigation_lists_sections_and_their_pages(folder: Path) -> None:
    assert settings_of(folder)["nav"] == [
        "index.md",
        {"Touchpoints": ["touchpoints/index.md", "touchpoints/home.md", "touchpoints/shop.md"]},
        {"Channels": ["channels/index.md", "channels/app.md", "channels/web.md"]},
        {"Locations": ["locations/index.md", "locations/linz.md", "locations/wels.md"]},
        {"Consistency": ["consistency/index.md", "consistency/phone.md", "consistency/address.md"]},
        {"Checklists": ["checklists/index.md", "checklists/service.md"]},
        {"Findings": ["findings/index.md"]},
        {"Owners": ["owners/index.md", "owners/team.md"]},
        "method.md",
        {"Data": ["data/index.md"]},
    ]


def test_a_section_lists_sixty_entries_at_most() -> None:
    listed = [Listed("a/index.html", "A", listed=True)]
    listed += [Listed(f"a/{number}.html", str(number), listed=True) for number in range(MOST_ENTRIES + 1)]
    settings = yaml.safe_load(mkdocs_yml("x", "", sections(listed), ENGLISH))
    assert len(settings["nav"][0]["A"]) == 1 + MOST_ENTRIES
    assert settings["not_in_nav"] == "/a/*"


def test_titles_are_text_in_the_front_matter(tmp_path: Path) -> None:
    result = small_result()
    hostile = replace(result.touchpoints[0], name=words('</title><script>alert(1)</script> "\\: {{ x }}\n---\n'))
    result = replace(result, touchpoints=(hostile,))
    write_folder(tmp_path, result, all_pages(result, ENGLISH), Templates(ENGLISH), ENGLISH)
    page = (tmp_path / "docs" / "touchpoints" / "home.md").read_text(encoding="utf-8")
    head = yaml.safe_load(page.split("---\n")[1])
    assert not set(head["title"]) & set("<>\"'\\{}\n")


@given(st.text(st.characters(codec="utf-8")))
@example('\x00\x1f\x7f\x85\x9f\u2028\u2029\ufeff\ufffe\uffff\n\r\t"\\/')
def test_quoted_text_is_read_back_from_yaml(text: str) -> None:
    assert yaml.safe_load(f"- {quoted(text)}") == [text]


def test_a_site_name_is_text(tmp_path: Path) -> None:
    result = small_result()
    result = replace(result, site=replace(result.site, client="<script>&lt;R&D"))
    name = site_name(result, ENGLISH)
    assert not set(name) & set("<>")
    (tmp_path / "mkdocs.yml").write_text(mkdocs_yml(name, "", [Section("x", "index.md")], ENGLISH), encoding="utf-8")
    assert settings_of(tmp_path)["site_name"] == name


def test_there_is_a_plotly_bundle() -> None:
    with plotly_bundle().open(encoding="utf-8") as file:
        assert "plotly.js" in file.read(200)


LOOK = MkdocsFile(
    site_url="https://x.example/audit/",
    copyright="© <em>Us</em><script>alert(1)</script>",
    palettes=(Palette(primary="teal", toggle=Toggle("material/eye", 'Dark" onclick="x()')),),
    favicon="brand/icon.png",
    icons={"logo": "material/store"},
    features=("navigation.sections",),
    social=(SocialLink("material/web", "https://x.example/?a=1&b=2", '<b>"'),),
    extra_css=("assets/own.css",),
    files={"brand/icon.png": b"png", "assets/own.css": b"a{}"},
)


def test_the_workspaces_look_is_taken_over(tmp_path: Path) -> None:
    result = small_result()
    write_folder(tmp_path, result, all_pages(result, ENGLISH), Templates(ENGLISH), ENGLISH, LOOK)
    settings = settings_of(tmp_path)
    assert settings["site_url"] == "https://x.example/audit/en/"
    assert settings["copyright"] == "© <em>Us</em>"
    assert settings["extra_css"] == ["assets/tpm-audit.css", "assets/own.css"]
    assert settings["extra"]["social"] == [
        {"icon": "material/web", "link": "https://x.example/?a=1&amp;b=2", "name": '<b>"'}
    ]
    theme = settings["theme"]
    assert theme["favicon"] == "brand/icon.png"
    assert theme["icon"] == {"logo": "material/store"}
    assert theme["features"] == ["navigation.sections", "navigation.indexes", "navigation.prune"]
    assert not set(theme["palette"][0]["toggle"]["name"]) & set("<>\"'")
    assert (tmp_path / "docs" / "brand" / "icon.png").read_bytes() == b"png"
    assert (tmp_path / "docs" / "assets" / "own.css").is_file()
    assert (tmp_path / "docs" / "assets" / "charts.js").is_file()


def test_settings_for_the_top_of_a_workspace_lead_to_the_folder() -> None:
    written = mkdocs_yml("x", "", [Section("x", "index.md")], ENGLISH, LOOK)
    one, other = yaml.safe_load(written), yaml.safe_load(inheriting(written, ".tpm-audit/pages/en"))
    assert (other.pop("docs_dir"), other.pop("site_dir")) == (".tpm-audit/pages/en/docs", ".tpm-audit/mkdocs-site")
    assert (one.pop("docs_dir"), one.pop("site_dir")) == ("docs", "site")
    assert one == other
