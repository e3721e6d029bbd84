"""What stands around the pages of one language while the site is being written: MkDocs' theme and navigation."""

import base64
import functools
import hashlib
import logging
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from tpm_audit.render.markup import escaped
from tpm_audit.site.folder import Listed, source_of

# A build says what MkDocs warns of; here the same would be said again at each look at a page.
logging.getLogger("mkdocs").addHandler(logging.NullHandler())

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_SEARCH = ("material/search", "search")  # the name depends on whether the theme brings its own


@dataclass(frozen=True, eq=False)
class Shell:
    """MkDocs' settings, theme, files and navigation of one language; not to be used by two threads at once."""

    config: MkDocsConfig
    in_theme: Callable[..., str]
    files: Files
    navigation: Navigation
    listed: tuple[Listed, ...]

    def dressed(self, path: str, markdown: str) -> str:
        """Return a page of the navigation's as a build makes it from ``markdown``, before the pass over the site."""
        file = self.files.src_uris[source_of(path)]
        file.content_string = markdown
        page = _page_of(file, self.config)
        in_navigation = page.meta
        page.read_source(self.config)
        page.render(self.config, self.files)
        made = self._in_theme(page)
        page.markdown, page.meta = "", in_navigation  # the page's own title stands in ``listed`` once that is made anew
        return made

    def has(self, path: str) -> bool:
        """Say whether a page is among those of the navigation; it brings its title with it."""
        return source_of(path) in self.files.src_uris

    @functools.cached_property
    def browser_files(self) -> Mapping[str, File]:
        """Return what the theme and we give to the browser, by path."""
        return {file.dest_uri: file for file in self.files if not file.is_documentation_page()}

    @functools.cached_property
    def search_index(self) -> bytes:
        """Return an index of the titles of all pages: what stands in them is only known once they are made."""
        index = _search(self.config).search_index
        index.entries[:] = [
            {"location": page.path, "title": escape(page.title, quote=False), "text": ""} for page in self.listed
        ]
        made = index.generate_search_index(None).encode()
        index.entries.clear()
        return bytes(made)

    @functools.cache  # noqa: B019 (a shell is kept as long as what it remembers)
    def scripts(self, depth: int) -> tuple[str, ...]:
        """Return what a policy lets run of the scripts inside the theme's pages at ``depth`` folders.

        They are taken from a page without content, so that nothing but the theme can have written them.
        """
        file = File.generated(self.config, "-/" * depth + "-.md", content="")
        page = Page(None, file, self.config)
        page.markdown, page.content, page.meta, page.toc = "", "", {"title": ""}, TableOfContents([])
        digests = (hashlib.sha256(script.encode()).digest() for script in _INLINE.findall(self._in_theme(page)))
        return tuple(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)

    def _in_theme(self, page: Page) -> str:
        documents = self.files.documentation_pages()
        page.active = True
        try:
            context = get_context(self.navigation, documents, self.config, page)
            context = self.config.plugins.on_page_context(context, page=page, config=self.config, nav=self.navigation)
            return self.in_theme(context)
        finally:
            page.active = False


def load_shell(folder: Path, listed: Iterable[Listed]) -> Shell:
    """Return the shell of a generated folder that holds all but the pages; these are the ones ``listed``."""
    pages = tuple(listed)
    config = load_config(str(folder / "mkdocs.yml"))
    config = config.plugins.on_config(config)
    theme = config.theme.get_env()
    files = get_files(config)
    for page in pages:
        files.append(File.generated(config, source_of(page.path), content=""))
    files.add_files_from_theme(theme, config)
    set_exclusions(files, config)
    navigation = get_navigation(files, config)
    # The search takes its marks out of a page when it is made; what it would index costs more than to make the page.
    _search(config).search_index.add_entry_from_context = lambda _: None
    for page in pages:
        shown = _page_of(files.src_uris[source_of(page.path)], config)
        shown.markdown, shown.meta = "", {"title": str(escaped(page.title))}  # what the navigation asks of a page
    return Shell(config, theme.get_template("main.html").render, files, navigation, pages)


def _search(config: MkDocsConfig):  # type: ignore[no-untyped-def]  # noqa: ANN202 (the theme's plugins have no types)
    return next(config.plugins[name] for name in _SEARCH if name in config.plugins)


def _page_of(file: File, config: MkDocsConfig) -> Page:
    return file.page if file.page is not None else Page(None, file, config)
