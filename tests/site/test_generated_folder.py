from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from tests.pages.small_result import small_result, words
from tpm_audit.language.catalogue import Language
from tpm_audit.pages.families import all_pages
from tpm_audit.render.templates import Templates
from tpm_audit.site.browser_files import plotly_bundle
from tpm_audit.site.engine import EngineError, run_mkdocs
from tpm_audit.site.folder import Listed, sections, site_name, write_folder
from tpm_audit.site.settings import MOST_ENTRIES, Section, mkdocs_yml, quoted

ENGLISH = Language("en")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    result = small_result()
    count = write_folder(tmp_path, result, all_pages(result, ENGLISH), Templates(ENGLISH), ENGLISH)
    assert count == 10
    return tmp_path


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


def test_the_navigation_lists_sections_and_their_pages(folder: Path) -> None:
    assert settings_of(folder)["nav"] == [
        "index.md",
        {"Touchpoints": ["touchpoints/index.md", "touchpoints/home.md", "touchpoints/shop.md"]},
        {"Consistency": ["consistency/index.md", "consistency/phone.md", "consistency/address.md"]},
        {"Findings": ["findings/index.md"]},
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


def test_a_failing_engine_is_quoted(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nplugins: [no-such-plugin]\n", encoding="utf-8")
    with pytest.raises(EngineError, match="no-such-plugin"):
        run_mkdocs(tmp_path, {}, 0)


def test_there_is_a_plotly_bundle() -> None:
    with plotly_bundle().open(encoding="utf-8") as file:
        assert "plotly.js" in file.read(200)
