"""From a result to a PDF for each language: one document of all pages, searched as a site is, printed by Chromium."""

import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tpm_audit.language.catalogue import Language
from tpm_audit.model.entry import Edition
from tpm_audit.model.result import Result
from tpm_audit.pages.families import all_pages
from tpm_audit.render.page_html import page_html
from tpm_audit.render.templates import Templates, shipped_templates
from tpm_audit.site.browser_files import PLOTLY, plotly_bundle
from tpm_audit.site.disclosure import Searched, refuse_leaks
from tpm_audit.site.finish.faults import FaultList, SiteFaultError
from tpm_audit.site.folder import site_name
from tpm_audit.site.folders import BesideResult
from tpm_audit.site.paper.anchors import Anchors, anchor_of
from tpm_audit.site.paper.chromium import chromium_in, print_page
from tpm_audit.site.paper.document import (
    Part,
    chapters,
    cover_of,
    document_html,
    entries_of,
    parts_of,
    set_in,
    sheet_css,
)
from tpm_audit.site.paper.page_numbers import page_numbers
from tpm_audit.site.pictures import write_pictures
from tpm_audit.site.settings import MARKDOWN_EXTENSIONS
from tpm_audit.source.message import Message, say
from tpm_audit.workspace.load import Workspace

_DOCUMENT = "report.html"
_MOST_PRINTS = 5
BRAND = "assets/brand/"


@dataclass(frozen=True, slots=True)
class PaperOrder:
    """What is to be printed: a file for each language, in which environment Chromium is looked for and runs.

    ``workspace`` is what a report for the client is searched for.
    """

    files: Mapping[str, Path]
    environment: Mapping[str, str]
    workspace: Workspace


@dataclass(frozen=True, slots=True)
class Printed:
    """What was printed; ``numbered`` says whether the contents name pages."""

    parts: int
    numbered: bool
    searched: Searched | None


@dataclass(frozen=True, slots=True)
class _Draft:
    """A document that is written but for its contents, which come to know their pages by the first print."""

    folder: Path
    language: Language
    parts: tuple[Part, ...]
    body: str
    name: str
    cover: str
    templates: Templates

    def write(self, numbers: Mapping[str, int]) -> Path:
        """Write the document with the pages that are known and return its path."""
        anchors = {part.path: anchor_of(part.path) for part in self.parts}
        values = {"entries": tuple(entries_of(self.parts, anchors, numbers))}
        contents = self.templates.render("pdf/contents.html.j2", values, _DOCUMENT)
        page = self.folder / _DOCUMENT
        html = document_html(self.language, self.name, self.cover + contents, self.body)
        page.write_text(html, encoding="utf-8", newline="\n", errors="xmlcharrefreplace")
        return page


def print_papers(result: Result, beside: BesideResult, order: PaperOrder, tell: Callable[[Message], None]) -> Printed:
    """Print a result in all its languages; a file takes the place of the one before once all of them are made.

    Raises:
        ChromiumMissingError: there is no Chromium to print with.
        ChromiumError: Chromium made no PDF.
        TemplateFaultError: a template cannot be read or run.
        PictureProblemsError: a picture cannot be decoded.
        SiteFaultError: a page has a link to nowhere, or loads something from elsewhere.
        DisclosureError: the report for the client holds what is internal.
        BrowserFileMissingError: plotly.js is not installed.
        OSError: a file could not be written.
    """
    chromium, plotly = chromium_in(order.environment), plotly_bundle()
    with tempfile.TemporaryDirectory(prefix="tpm-audit-") as temporary:
        work = Path(temporary)
        whole = work / "whole"
        drafts = _write_drafts(whole, result, beside, tell)
        (whole / PLOTLY).parent.mkdir(exist_ok=True)
        shutil.copyfile(plotly, whole / PLOTLY)
        client = result.edition is Edition.CLIENT
        searched = refuse_leaks(whole, order.workspace, result, paper=True) if client else None
        numbered = True
        for draft in drafts:
            tell(say("printing: {language}", language=draft.language.code))
            numbered &= _print(draft, chromium, work, order.environment)
        for draft in drafts:
            _put_in_place(_printed(work, draft), order.files[draft.language.code])
    return Printed(sum(len(draft.parts) for draft in drafts), numbered, searched)


def _write_drafts(
    whole: Path, result: Result, beside: BesideResult, tell: Callable[[Message], None]
) -> tuple[_Draft, ...]:
    """Write the documents of all languages side by side, with the pictures that they share."""
    whole.mkdir()
    write_pictures(result, beside.pictures, whole)
    for path, content in beside.look.files.items():
        if path.startswith(BRAND):  # the logos; what is set in the brand's fonts on screens is not on paper
            (whole / path).parent.mkdir(parents=True, exist_ok=True)
            (whole / path).write_bytes(content)
    pictures = {path.relative_to(whole).as_posix() for path in whole.rglob("*") if path.is_file()}
    faults = FaultList()
    drafts = []
    for code in result.site.languages:
        tell(say("writing the pages: {language}", language=code))
        drafts.append(_draft(whole / code, result, beside, pictures, faults))
    if found := faults.all():
        raise SiteFaultError(found)
    return tuple(drafts)


def _draft(folder: Path, result: Result, beside: BesideResult, pictures: set[str], faults: FaultList) -> _Draft:
    """Write what one document is made of, in the folder of its language."""
    language = Language(folder.name)
    templates = Templates(language, beside.templates)
    parts = parts_of(all_pages(result, language, beside.facts), language)
    numbers = {part.path: part.number for part in parts}
    anchors = Anchors(language.code, numbers, [part.path for part in parts if part.is_in_annex], pictures, faults)
    sections = [set_in(part, _html(part, templates, anchors), anchor_of(part.path)) for part in parts]
    anchors.check_places()
    _write_assets(folder / "assets", parts, result, language)
    name = site_name(result, language)
    cover = templates.render("pdf/cover.html.j2", cover_of(result, language), f"{language.code}/{_DOCUMENT}")
    draft = _Draft(folder, language, parts, "".join(chapters(parts, sections)), name, cover, templates)
    draft.write({})
    return draft


def _html(part: Part, templates: Templates, anchors: Anchors) -> str:
    if part.page is None:
        return ""
    markdown = templates.render(part.page.template, part.page.values, part.path)
    return anchors.rewritten(part.path, page_html(markdown, MARKDOWN_EXTENSIONS))


def _write_assets(assets: Path, parts: tuple[Part, ...], result: Result, language: Language) -> None:
    """Write styles and scripts.

    Tables are measured before anything is printed, so the site's rules for print hold from the beginning, and those for
    screens never: ``speech`` is a medium that no browser has, with or without a width.
    """
    assets.mkdir(parents=True)
    shipped = shipped_templates()
    for path in (shipped / "assets" / "charts.js", shipped / "pdf" / "paper.js", shipped / "pdf" / "paper.css"):
        shutil.copyfile(path, assets / path.name)
    style = (shipped / "assets" / "tpm-audit.css").read_text(encoding="utf-8")
    printed = style.replace("@media screen", "@media speech").replace("@media print", "@media all")
    audit = result.audit
    draft = language.word("Draft") if audit is not None and audit.closed_on is None else None
    for name, text in (("tpm-audit.css", printed), ("sheets.css", sheet_css(parts, result.site.client, draft))):
        (assets / name).write_text(text, encoding="utf-8", newline="\n")


def _print(draft: _Draft, chromium: Path, work: Path, environment: Mapping[str, str]) -> bool:
    """Print a document until its contents name the pages that its parts are on; say whether they do.

    The second print is right unless the numbers themselves take room; one that never is has none.
    """
    target, numbers = _printed(work, draft), dict[str, int]()
    for _ in range(_MOST_PRINTS):
        print_page(chromium, draft.write(numbers), target, work, environment)
        found = page_numbers(target.read_bytes())
        if found == numbers:
            return bool(numbers)
        numbers = found
    print_page(chromium, draft.write({}), target, work, environment)
    return False


def _printed(work: Path, draft: _Draft) -> Path:
    return work / f"{draft.language.code}.pdf"


def _put_in_place(made: Path, target: Path) -> None:
    """Let a file take the place of the one before in one step, on the disk where it is to be."""
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.parent / f".{target.name}.{os.getpid()}"
    beside.unlink(missing_ok=True)  # of a run that was killed
    try:
        with beside.open("xb") as file:
            file.write(made.read_bytes())
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
