"""One generated folder per language: plain Markdown, assets, and an mkdocs.yml that any of the engines reads."""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tpm_audit.language.catalogue import Language
from tpm_audit.model.result import Result
from tpm_audit.pages.page import Page
from tpm_audit.render.markup import bare, escaped
from tpm_audit.render.templates import Templates, shipped_templates
from tpm_audit.site.settings import Section, mkdocs_yml, quoted
from tpm_audit.source.message import say


@dataclass(frozen=True, slots=True)
class Listed:
    """A page that was written, for the navigation."""

    path: str
    title: str
    listed: bool


def write_folder(folder: Path, result: Result, pages: Iterable[Page], templates: Templates, language: Language) -> int:
    """Write the folder of one language and return how many pages it has.

    Raises:
        TemplateFaultError: a template cannot be read or run.
        OSError: a file cannot be written.
    """
    docs = folder / "docs"
    listed = [_write_page(docs, page, templates, language) for page in pages]
    shutil.copytree(shipped_templates() / "assets", docs / "assets")
    settings = mkdocs_yml(site_name(result, language), _imprint(result, language), sections(listed), language)
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8", newline="\n")
    return len(listed)


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
    """Return the navigation: pages at the top stand alone, a folder is a section that its index page names."""
    found: list[Section] = []
    for page in listed:
        source = _source(page.path)
        folder = page.path.rpartition("/")[0]
        if not folder or page.path.endswith("/index.html"):
            found.append(Section(page.title, source))
        elif page.listed:
            last = found.pop()
            found.append(Section(last.title, last.index, (*last.entries, source)))
    return found


def _write_page(docs: Path, page: Page, templates: Templates, language: Language) -> Listed:
    title = language.say(page.title)
    path = docs / _source(page.path)
    path.parent.mkdir(parents=True, exist_ok=True)
    body = templates.render(page.template, page.values, page.path)
    path.write_text(f"{_front_matter(title, page.hides)}\n{body}", encoding="utf-8", newline="\n")
    return Listed(page.path, title, page.listed)


def _front_matter(title: str, hides: tuple[str, ...]) -> str:
    """Return the head of a page; the theme prints the title as it stands here, so it is escaped as HTML."""
    lines = ["---", f"title: {quoted(escaped(title))}", *(["hide:"] if hides else []), *(f"  - {one}" for one in hides)]
    return "\n".join([*lines, "---", ""])


def _source(path: str) -> str:
    return f"{path.removesuffix('.html')}.md"
