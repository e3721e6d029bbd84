"""Every page of the demo, from the result as it is recorded: nothing made by hand that a template could agree with."""

import functools
import html
import re
from pathlib import Path

import pytest

from tests.workspaces import report_of
from tpm_audit.language.catalogue import Language
from tpm_audit.model.drawings import PicturesDrawing
from tpm_audit.model.entry import Edition
from tpm_audit.model.result import Result
from tpm_audit.pages.data import FILES
from tpm_audit.pages.families import all_pages
from tpm_audit.pages.page import DATA, METHOD, picture_path
from tpm_audit.render.links import in_language, url
from tpm_audit.render.templates import Templates
from tpm_audit.report import read
from tpm_audit.workspace.files import read_files
from tpm_audit.workspace.load import Workspace

ROOT = Path(__file__).resolve().parents[2]
AS_OF = "2026-11-22"
OTHER = {"de": "en", "en": "de"}
HREF = re.compile(r'href="(?!mailto:)([^"#]+)')


@functools.cache
def demo() -> Workspace:
    return read(read_files(ROOT))


@functools.cache
def recorded(edition: Edition) -> Result:
    return report_of(demo(), AS_OF, edition)


@pytest.mark.parametrize("code", OTHER)
@pytest.mark.parametrize("edition", Edition)
def test_every_page_renders_and_leads_to_pages_only(edition: Edition, code: str) -> None:
    result, language = recorded(edition), Language(code)
    templates = Templates(language)
    pages = {page.path: templates.render(page.template, page.values, page.path) for page in all_pages(result, language)}
    things = [result.touchpoints, result.channels, result.locations, result.facts, result.checklists, result.findings]
    things += [result.owners, result.earlier, result.surveys]
    assert result.past is not None
    gone = (*result.past.absent, *result.found_before)
    alone = (*result.pages, *gone, "overview", "journey", "kpis", "method", "data")
    assert len(pages) == sum(map(len, things)) + len(things) + len(alone)
    pictures = {picture_path(evidence) for visit in result.visits for evidence in visit.evidence}
    drawings = [seen.drawing for fact in result.facts for unit in fact.units for seen in unit.seen]
    compared = [one for one in drawings if isinstance(one, PicturesDrawing)]
    pictures |= {picture_path(file) for one in compared for file in (one.expected, one.found) if file is not None}
    outside = {address for address in (result.site.client_url, result.site.agency_url) if address is not None}
    assert outside
    for path, page in pages.items():
        files = {f"data/{name}" for name in FILES} | pictures
        known = {url(path, other) for other in (*pages, *files)} | {in_language(path, OTHER[code])}
        assert set(HREF.findall(html.unescape(page))) <= known | outside, path


# How a file of the workspace is named, and the keys that advice and empty states of the internal edition name.
FOR_EDITORS = re.compile(
    r"\.yml|site_config/|content/|"
    r"\bals expected\b|write it as|"
    r"\b(?:answers|applies_to|channels|checklists|expected_at|facts|leads_to|not_on|owner|status|visits):"
)


@pytest.mark.parametrize("code", OTHER)
def test_the_client_is_told_what_to_decide_not_what_to_write_in_which_file(code: str) -> None:
    result, language = recorded(Edition.CLIENT), Language(code)
    templates = Templates(language)
    for page in all_pages(result, language):
        if page.path not in {METHOD, DATA}:
            text = html.unescape(re.sub(r"<[^>]+>", " ", templates.render(page.template, page.values, page.path)))
            assert FOR_EDITORS.findall(text) == [], page.path
