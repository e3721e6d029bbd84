"""The pages of one language while the site is being written: each is made when it is asked for.

What a save changes is shown at once; the navigation, for which every page has to be made, follows when there is time.
"""

import math
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from tpm_audit.language.catalogue import Language
from tpm_audit.model.result import Result
from tpm_audit.pages.families import families
from tpm_audit.pages.page import Page
from tpm_audit.render.templates import Templates
from tpm_audit.site.folder import Listed, listed_as, markdown_of, write_frame
from tpm_audit.site.folders import BesideResult
from tpm_audit.site.preview_shell import Shell, load_shell

NOTHING_BESIDE = BesideResult()


@dataclass(frozen=True, slots=True)
class Sources:
    """What a site is made from: the result, and what stands in none."""

    result: Result
    beside: BesideResult = NOTHING_BESIDE


class Tree:
    """The pages of ``sources`` in one language, for one thread at a time.

    ``before`` is the tree whose place this one takes; both have the same ``folder``.
    """

    def __init__(self, sources: Sources, language: Language, folder: Path, before: Self | None) -> None:
        self.sources = sources
        self.language = language
        self._folder = folder
        self._families = families(sources.result, language, sources.beside.facts)
        self._made: tuple[dict[str, Page], ...] = tuple({} for _ in self._families)
        self._where: dict[str, int] = {}  # in which family a page was last: there it is looked for first
        self._shell: Shell | None = None
        own = sources.beside.templates
        self.templates: Templates  # those that are shipped stay as they are
        if before is None or own is not None or before.sources.beside.templates is not None:
            self.templates = Templates(language, own)
        else:
            self.templates = before.templates
        if before is not None:
            self._take_over(before.shell, before.sources, before.families_by_path)

    @property
    def families_by_path(self) -> dict[str, int]:
        """Return in which family each page is that was made here or in a tree before."""
        return self._where

    @property
    def shell(self) -> Shell:
        """Return what stands around the pages; its navigation may still be that of the save before."""
        if self._shell is None:
            self._shell = self._new_shell()
        return self._shell

    def find(self, path: str) -> Page | None:
        """Return a page; of the others no more are made than have to be."""
        every = range(len(self._families))
        for number in sorted(every, key=lambda one: one != self._where.get(path)):
            if path in self._made[number]:
                return self._made[number][path]
            for page in self._more_of(number):
                if page.path == path:
                    return page
        return None

    def html(self, page: Page) -> str:
        """Return a page as a build makes it, before the pass over the site.

        Raises:
            TemplateFaultError: a template cannot be read or run.
        """
        if not self.shell.has(page.path):
            self._shell = self._new_shell()
        return self.shell.dressed(page.path, markdown_of(page, self.templates, self.language))

    def is_complete(self, seconds: float) -> bool:
        """Make pages that nobody asked for yet, for so long; say whether all are made."""
        end = time.monotonic() + seconds
        for number in range(len(self._families)):
            for _ in self._more_of(number):
                if time.monotonic() > end:
                    return False
        return True

    def catches_up(self) -> bool:
        """Bring the navigation up to what the pages now are; say whether that changed it."""
        before = self.shell
        if before.listed == self._listed():
            return False
        self._shell = self._new_shell()
        return _navigation(before) != _navigation(self._shell)

    def _more_of(self, number: int) -> Iterator[Page]:
        for page in self._families[number]:
            self._made[number][page.path] = page
            self._where[page.path] = number
            yield page

    def _listed(self) -> tuple[Listed, ...]:
        self.is_complete(math.inf)
        return tuple(listed_as(page, self.language) for made in self._made for page in made.values())

    def _new_shell(self) -> Shell:
        listed = self._listed()
        shutil.rmtree(self._folder, ignore_errors=True)
        write_frame(self._folder, self.sources.result, listed, self.language, self.sources.beside.look)
        return load_shell(self._folder, listed)

    def _take_over(self, shell: Shell, sources: Sources, where: dict[str, int]) -> None:
        """Take what a tree before found, and its shell if no more than the pages can differ."""
        self._where = where
        if sources.beside.look != self.sources.beside.look:
            return
        new = self._folder.with_name(f"{self._folder.name}.new")
        shutil.rmtree(new, ignore_errors=True)
        write_frame(new, self.sources.result, shell.listed, self.language, self.sources.beside.look)
        if (new / "mkdocs.yml").read_bytes() == (self._folder / "mkdocs.yml").read_bytes():
            self._shell = shell


def _navigation(shell: Shell) -> list[Listed]:
    return [page for page in shell.listed if page.listed]
