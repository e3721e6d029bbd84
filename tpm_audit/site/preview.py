"""The site while it is being written: each page is made when it is asked for, as a build would make it."""

import mimetypes
import secrets
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from pathlib import Path

from tpm_audit.language.catalogue import Language
from tpm_audit.pages.page import OVERVIEW, Page
from tpm_audit.pages.renamed import old_pages
from tpm_audit.render.template_faults import TemplateFaultError
from tpm_audit.render.templates import shipped_templates
from tpm_audit.site.browser_files import PLOTLY, SORTABLE, BrowserFile, browser_file, plotly_bundle
from tpm_audit.site.preview_files import made_file, switched
from tpm_audit.site.preview_notice import (
    SCRIPT,
    STYLE,
    Trouble,
    above,
    alone,
    reloading,
    trouble_inside,
    trouble_of_problems,
    trouble_of_template,
)
from tpm_audit.site.preview_tree import Sources, Tree
from tpm_audit.source.message import say

_HTML = "text/html; charset=utf-8"
_SEARCH_INDEX = "search/search_index.json"
_REMEMBERED = 50  # pages as they last could be made
_OWN: Mapping[str, Path] = {path: Path("site") / Path(path).name for path in (SCRIPT, STYLE)}
# Not the machine's own table, which may say anything.
_TYPES = mimetypes.MimeTypes(filenames=())
_TEXTS = ("application/javascript", "application/json", "application/xml", "image/svg+xml", "text/")


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes to a browser; ``scripts`` are the sources of scripts that a policy has to name."""

    status: HTTPStatus
    media_type: str
    body: bytes
    scripts: tuple[str, ...] = ()
    location: str | None = None


@dataclass(frozen=True, slots=True)
class _Stand:
    """What is shown: what the last site without problems is made from, and what is wrong since."""

    number: int = 0
    sources: Sources | None = None
    trouble: Trouble | None = None

    @property
    def languages(self) -> tuple[str, ...]:
        return () if self.sources is None else self.sources.result.site.languages


@dataclass
class Preview:
    """Answers a browser from what it was shown last; ``work`` is an empty folder of its own.

    ``show`` and ``warn`` may be called beside ``answer``; ``answer`` by one thread at a time.
    """

    work: Path
    _stand: _Stand = _Stand()
    _trees: dict[str, Tree] = field(default_factory=dict)
    _made: dict[tuple[str, str], str] = field(default_factory=dict)
    _run: str = field(default_factory=lambda: secrets.token_hex(4))
    # Held while a stand is put in the place of another: one number is never two stands, and none is put back.
    _moving: threading.Lock = field(default_factory=threading.Lock)

    def show(self, sources: Sources) -> None:
        """Show a site from now on; where the result has problems they are shown above what was there before."""
        if sources.result.problems:
            self.warn(trouble_of_problems(sources.result.problems))
        else:
            with self._moving:
                self._stand = _Stand(self._stand.number + 1, sources)

    def warn(self, trouble: Trouble) -> None:
        """Say what is wrong above the pages as they were."""
        with self._moving:
            self._stand = replace(self._stand, number=self._stand.number + 1, trouble=trouble)

    @property
    def revision(self) -> str:
        """Return a word that changes with whatever is shown, and with each run of the program."""
        return f"{self._run}-{self._stand.number}"

    def answer(self, path: str) -> Answer:
        """Return what stands at a path, which begins with a slash and is decoded."""
        revision, stand = self.revision, self._stand
        code, _, inside = path.removeprefix("/").partition("/")
        if path in _OWN:
            return _file(path, (shipped_templates() / _OWN[path]).read_bytes())
        if stand.sources is None:
            return _notice(HTTPStatus.OK, stand.trouble or _WAITING, Language(_language_of(path)), None, revision)
        if path in (f"/{PLOTLY}", f"/{SORTABLE}"):
            script = plotly_bundle() if path == f"/{PLOTLY}" else browser_file(BrowserFile.SORTABLE)
            return _missing(stand, path, revision) if script is None else _file(path, script.read_bytes())
        if path in ("/", f"/{OVERVIEW}"):
            return _redirect(f"/{stand.languages[0]}/{OVERVIEW}")
        found = self._in_language(stand, code, inside, revision) if code in stand.languages else None
        return found or _missing(stand, path, revision)

    def failed(self, path: str, error: BaseException) -> Answer:
        """Return what is shown where ``answer`` itself failed."""
        code, _, inside = path.removeprefix("/").partition("/")
        return self._troubled(trouble_inside(error), code, inside, self.revision, HTTPStatus.INTERNAL_SERVER_ERROR)

    def page(self, language: str, path: str) -> str | None:
        """Return a page as a build makes it, before the pass over the site; None where there is no such page.

        Raises:
            TemplateFaultError: a template cannot be read or run.
        """
        if language not in self._stand.languages:
            return None
        tree = self._tree(self._stand, language)
        page = tree.find(path)
        return None if page is None else tree.html(page)

    def settle(self, seconds: float) -> bool | None:
        """Go on with what a new navigation needs, for so long; return whether it changed, None where it is not done."""
        stand = self._stand
        trees = [tree for tree in self._trees.values() if tree.sources is stand.sources]
        if not all(tree.is_complete(seconds) for tree in trees):
            return None
        changed = sum(tree.catches_up() for tree in trees) > 0  # of all of them, not of the first only
        with self._moving:
            if changed and stand is self._stand:
                self._stand = replace(stand, number=stand.number + 1)
        return changed

    def _in_language(self, stand: _Stand, code: str, path: str, revision: str) -> Answer | None:
        tree = self._tree(stand, code)
        if path == _SEARCH_INDEX:
            return _file(path, tree.shell.search_index)
        if path in tree.shell.browser_files:
            return _file(path, tree.shell.browser_files[path].content_bytes)
        made = made_file(tree.sources, path, self.work / "made")
        if made is not None:
            return _file(path, made)
        page = tree.find(path)
        if page is not None:
            return self._page(stand, tree, page, revision)
        old = next((one for one in old_pages(tree.sources.result) if one.path == path), None)
        if old is not None:
            return _redirect(f"/{code}/{old.target}")
        index = f"{path.rstrip('/')}/{OVERVIEW}".lstrip("/")
        return None if path.endswith(".html") or tree.find(index) is None else _redirect(f"/{code}/{index}")

    def _page(self, stand: _Stand, tree: Tree, page: Page, revision: str) -> Answer:
        code, path = tree.language.code, page.path
        try:
            html = switched(tree.html(page), path, tree.language, stand.languages)
        except TemplateFaultError as fault:
            return self._troubled(trouble_of_template(fault), code, path, revision)
        self._remember((code, path), html)
        if stand.trouble is not None:
            html = above(html, stand.trouble, tree.language)
        return Answer(HTTPStatus.OK, _HTML, _encoded(reloading(html, revision)), tree.shell.scripts(path.count("/")))

    def _troubled(
        self, trouble: Trouble, code: str, path: str, revision: str, status: HTTPStatus = HTTPStatus.OK
    ) -> Answer:
        """Return what is wrong, above the page as it last could be made if there is one."""
        made, tree = self._made.get((code, path)), self._trees.get(code)
        language = Language(_language_of(f"/{code}/"))
        if made is None or tree is None:
            return _notice(status, trouble, language, None, revision)
        html = reloading(above(made, trouble, language), revision)
        return Answer(status, _HTML, _encoded(html), tree.shell.scripts(path.count("/")))

    def _tree(self, stand: _Stand, code: str) -> Tree:
        tree = self._trees.get(code)
        if stand.sources is not None and (tree is None or tree.sources is not stand.sources):
            tree = Tree(stand.sources, Language(code), self.work / code, tree)
            self._trees[code] = tree
        if tree is None:
            raise KeyError(code)
        return tree

    def _remember(self, key: tuple[str, str], html: str) -> None:
        self._made.pop(key, None)
        self._made[key] = html
        if len(self._made) > _REMEMBERED:
            del self._made[next(iter(self._made))]


_WAITING = Trouble(say("The workspace is being read"))


def _language_of(path: str) -> str:
    """Return the language that a path names, if messages can be said in it."""
    code = path.removeprefix("/").partition("/")[0]
    return code if code in ("de", "en") else "en"


def _missing(stand: _Stand, path: str, revision: str) -> Answer:
    code = _language_of(path)
    home = next((one for one in (code, *stand.languages) if one in stand.languages), None)
    trouble = Trouble(say("There is no page {path}", path=path))
    return _notice(
        HTTPStatus.NOT_FOUND, trouble, Language(code), None if home is None else f"/{home}/{OVERVIEW}", revision
    )


def _notice(status: HTTPStatus, trouble: Trouble, language: Language, home: str | None, revision: str) -> Answer:
    return Answer(status, _HTML, _encoded(reloading(alone(trouble, language, home), revision)))


def _redirect(location: str) -> Answer:
    return Answer(HTTPStatus.FOUND, "text/plain; charset=utf-8", b"", location=location)


def _file(path: str, content: bytes) -> Answer:
    media_type = _TYPES.guess_type(path)[0] or "application/octet-stream"
    charset = "; charset=utf-8" if media_type.startswith(_TEXTS) else ""
    return Answer(HTTPStatus.OK, f"{media_type}{charset}", content)


def _encoded(html: str) -> bytes:
    return html.encode("utf-8", errors="xmlcharrefreplace")  # as MkDocs writes it
