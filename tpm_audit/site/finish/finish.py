"""The pass over what an engine built: all that makes the trees one site that stands alone, wherever it is opened."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from tpm_audit.language.catalogue import Language
from tpm_audit.site.browser_files import PLOTLY, SORTABLE
from tpm_audit.site.finish import access, foreign, indexing, not_found, theme_files, theme_scripts
from tpm_audit.site.finish.blanks import without_blanks
from tpm_audit.site.finish.faults import FaultList, SiteFaultError
from tpm_audit.site.finish.file_search import SHIM, FileSearch
from tpm_audit.site.finish.inline import InlineFiles
from tpm_audit.site.finish.links import Links
from tpm_audit.site.finish.switch import put_switch
from tpm_audit.site.finish.tabs import show_section
from tpm_audit.site.finish.tree import NOT_FOUND, Page, Trees, trees_of
from tpm_audit.source.message import Message, say

_PAGES = (".html", ".htm")


@dataclass(frozen=True, slots=True)
class FinishSettings:
    """``site_url`` is the address of the whole site, the trees below it; none where nobody knows it.

    ``vendored`` are scripts in the trees that are not searched for other hosts: they were looked at when chosen.
    """

    site_url: str | None = None
    noindex: bool = False
    vendored: frozenset[str] = frozenset({PLOTLY, SORTABLE})


@dataclass(frozen=True, slots=True)
class Finished:
    """What was done: pages that were gone through, and bytes of files that no page asks for."""

    pages: int
    removed_bytes: int
    warnings: tuple[Message, ...]


def finish(trees: Path, languages: Sequence[Language], settings: FinishSettings) -> Finished:
    """Go through all pages below ``trees``: a built tree per language, the default language first, and what they share.

    Raises:
        SiteFaultError: the site must not be published; it names every fault.
        OSError: a file could not be read or written.
    """
    site = trees_of(trees, tuple(languages), root_path(settings.site_url))
    indexing.mend_sitemaps(site, useful=settings.site_url is not None and not settings.noindex)
    return _Pass(site, settings).run()


def root_path(site_url: str | None) -> str:
    """Return the path of the site on its host, with a slash at both ends."""
    path = urlsplit(site_url).path.strip("/") if site_url else ""
    return f"/{path}/" if path else "/"


class _Pass:
    def __init__(self, trees: Trees, settings: FinishSettings) -> None:
        self._trees = trees
        self._settings = settings
        self._faults = FaultList()
        theme_scripts.close_scripts(trees)
        self._search = FileSearch(trees)
        self._inline = InlineFiles(trees)
        # The inline files come while links are checked: the set of files grows along.
        self._links = Links(trees)

    def run(self) -> Finished:
        pages = sorted(path for path in self._trees.files if path.lower().endswith(_PAGES) and path != NOT_FOUND)
        for path in pages:
            self._finish_page(path)
        self._links.check_places(self._faults)
        asked = self._links.asked | foreign.refuse_in_sheets(self._trees, self._faults)
        removed = theme_files.remove_unasked(self._trees, asked)
        foreign.refuse_in_scripts(self._trees, self._settings.vendored | {SHIM}, self._faults)
        if faults := self._faults.all():
            raise SiteFaultError(faults)
        return Finished(len(pages), removed, self._search.warnings)

    def _finish_page(self, path: str) -> None:
        try:
            text = (self._trees.folder / path).read_text(encoding="utf-8")
        except UnicodeDecodeError as fault:
            self._faults.add(path, say("a page that is not UTF-8"), str(fault))
            return
        page = self._opened(path, without_blanks(text))
        put_switch(page, self._trees)
        show_section(page)
        access.mend(page)
        self._inline.move_out(page, self._faults)
        self._search.put_shim(page)
        if self._settings.noindex:
            indexing.forbid_listing(page)
        content = self._links.check(page, self._faults)
        foreign.refuse_in_page(page, content, self._trees.files, self._faults)
        self._trees.write(path, content)
        if page.root is not None and page.language == self._trees.languages[0]:
            not_found.put_at_the_top(self._trees, content)

    def _opened(self, path: str, text: str) -> Page:
        code, _, inside = path.partition("/")
        language = next((one for one in self._trees.languages if one.code == code), None)
        if language is None or inside != NOT_FOUND:
            return Page(path, language, LexborHTMLParser(text))
        base, old = f"{self._trees.root}{code}/", not_found.old_base(text)
        page = Page(path, language, LexborHTMLParser(not_found.prepared(text, base)), self._trees.root)
        not_found.mend_links(page, old, base)
        not_found.say_so(page, self._trees)
        return page
