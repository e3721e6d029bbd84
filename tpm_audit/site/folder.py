"""One generated folder per language: plain Markdown, assets, and an mkdocs.yml that any of the engines reads."""

import posixpath
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

from tpm_audit.language.catalogue import Language
from tpm_audit.language.said_error import SaidError
from tpm_audit.model.mkdocs_file import NO_MKDOCS_FILE, MkdocsFile
from tpm_audit.model.result import Result
from tpm_audit.pages.page import Page
from tpm_audit.pages.renamed import OldPage, old_pages
from tpm_audit.render.imprint import imprint
from tpm_audit.render.markup import bare, escaped
from tpm_audit.render.templates import Templates, shipped_templates
from tpm_audit.site.script_words import WORDS, words_js
from tpm_audit.site.settings import DOCS, Section, mkdocs_yml
from tpm_audit.source.message import say
from tpm_audit.source.quoted import quoted


class StrayPageError(SaidError):
    """A page would be written outside of the site."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A page that was written, for the navigation."""

    path: str
    title: str
    listed: bool
    section: str | None = None


def write_folder(
    folder: Path,
    result: Result,
    pages: Iterable[Page],
    templates: Templates,
    language: Language,
    look: MkdocsFile = NO_MKDOCS_FILE,
) -> int:
    """Write the folder of one language and return how many pages it has.

    Raises:
        TemplateFaultError: a template cannot be read or run.
        StrayPageError: a page does not belong in the folder.
        OSError: a file cannot be written.
    """
    listed = [_write_page(folder / DOCS, page, templates, language) for page in pages]
    for old in old_pages(result):
        _write_old_page(folder / DOCS, old, templates, language)
    write_frame(folder, result, listed, language, look)
    return len(listed)


def write_frame(
    folder: Path, result: Result, listed: Iterable[Listed], language: Language, look: MkdocsFile = NO_MKDOCS_FILE
) -> None:
    """Write what stands around the pages of one language: assets, the files that mkdocs.yml names, settings."""
    docs = folder / DOCS
    for path, content in look.files.items():
        (docs / path).parent.mkdir(parents=True, exist_ok=True)
        (docs / path).write_bytes(content)
    ignored = shutil.ignore_patterns("looks")  # the one that is chosen is among the files of the look
    shutil.copytree(shipped_templates() / "assets", docs / "assets", dirs_exist_ok=True, ignore=ignored)
    (docs / "assets" / WORDS).write_text(words_js(language), encoding="utf-8", newline="\n")
    line = _imprint(result, language) if look.copyright is None else imprint(look.copyright)
    settings = mkdocs_yml(site_name(result, language), line, sections(listed), language, look)
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8", newline="\n")


def site_name(result: Result, language: Language) -> str:
    """Return the name of the site: whom it is about, and what it is."""
    title = result.site.title
    words = [result.site.client, *([] if title is None else [language.say(title)])]
    return bare(": ".join(words))


def _imprint(result: Result, language: Language) -> str:
    """Return who made the report for whom, as the HTML of the theme's footer."""
    site = result.site
    if site.agency is None:
        return escaped(site.client)
    return escaped(language.say(say("{agency}, for {client}", agency=site.agency, client=site.client)))


def sections(listed: Iterable[Listed]) -> list[Section]:
    """Return the navigation: an index page names the section of its folder; other pages name theirs, or stand alone."""
    found: list[Section] = []
    for page in listed:
        source = source_of(page.path)
        folder = page.path.rpartition("/")[0]
        index = f"{folder}/index.md"
        if not page.listed:
            continue
        if page.section is not None:
            _add(found, page.section, None, source)
        elif not folder or source == index or all(section.index != index for section in found):
            found.append(Section(page.title, source))
        else:
            _add(found, None, index, source)
    return found


def _add(found: list[Section], title: str | None, index: str | None, source: str) -> None:
    """Add an entry to the section of an index page, or to the one without an index page that has a title."""
    for position, section in enumerate(found):
        if section.index == index and title in (None, section.title):
            found[position] = Section(section.title, index, (*section.entries, source))
            return
    found.append(Section(title or "", index, (source,)))


def _write_page(docs: Path, page: Page, templates: Templates, language: Language) -> Listed:
    path = docs / source_of(page.path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(markdown_of(page, templates, language), encoding="utf-8", newline="\n")
    return listed_as(page, language)


def _write_old_page(docs: Path, old: OldPage, templates: Templates, language: Language) -> None:
    """Write a page that leads on, as the HTML that it is: engines copy it, and neither list nor search it."""
    values = {"title": language.say(old.name), "target": posixpath.basename(old.target)}
    path = docs / _inside(old.path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(templates.render("site/renamed.html.j2", values, old.path), encoding="utf-8", newline="\n")


def listed_as(page: Page, language: Language) -> Listed:
    """Return what the navigation knows of a page."""
    section = None if page.section is None else language.say(page.section)
    return Listed(page.path, language.say(page.title), page.listed, section)


def markdown_of(page: Page, templates: Templates, language: Language) -> str:
    """Return a page as it stands in the folder.

    Raises:
        TemplateFaultError: a template cannot be read or run.
    """
    body = templates.render(page.template, page.values, page.path)
    return f"{_front_matter(language.say(page.title), page.hides)}\n{body}"


def _front_matter(title: str, hides: tuple[str, ...]) -> str:
    """Return the head of a page; the theme prints the title as it stands here, so it is escaped as HTML."""
    lines = ["---", f"title: {quoted(escaped(title))}", *(["hide:"] if hides else []), *(f"  - {one}" for one in hides)]
    return "\n".join([*lines, "---", ""])


def source_of(path: str) -> str:
    """Return the file that a page is made from, in the folder docs/.

    Raises:
        StrayPageError: it does not belong there.
    """
    return f"{_inside(path).removesuffix('.html')}.md"


def _inside(path: str) -> str:
    """Return the path of a page if it leads nowhere else on any system: ids are checked, and this is the last line."""
    there = PureWindowsPath(path)
    if there.anchor or ".." in there.parts or "\\" in path:
        raise StrayPageError(say("the page {path} would lie outside of the site; nothing is written", path=path))
    return path
