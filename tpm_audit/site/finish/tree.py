"""The built trees: one folder per language and what they share, and a page of them as it goes through the steps."""

import contextlib
import posixpath
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tpm_audit.language.catalogue import Language

NOT_FOUND = "404.html"


@dataclass(frozen=True, slots=True)
class Trees:
    """The folder of the trees; ``files`` are all paths in it, ``root`` is the path of the site on its host."""

    folder: Path
    languages: tuple[Language, ...]
    files: set[str]
    root: str

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the languages' codes, the default language first."""
        return tuple(language.code for language in self.languages)

    def write(self, path: str, content: bytes) -> None:
        """Write a file of the site."""
        target = self.folder / path
        if path not in self.files:
            target.parent.mkdir(parents=True, exist_ok=True)
            self.files.add(path)
        target.write_bytes(content)

    def remove(self, path: str) -> int:
        """Remove a file of the site, and the folder that it leaves empty; return how many bytes it had."""
        target = self.folder / path
        size = target.stat().st_size
        target.unlink()
        self.files.discard(path)
        with contextlib.suppress(OSError):  # another file is in it
            target.parent.rmdir()
        return size


def trees_of(folder: Path, languages: tuple[Language, ...], root: str) -> Trees:
    """Return the trees in a folder."""
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    return Trees(folder, languages, files, root)


@dataclass(slots=True)
class Page:
    """A page on its way through the steps, which change its document.

    ``language`` is that of its tree, none for a page above the trees. A page at ``root`` (a 404 page, shown for any
    address) names all by their path from there, every other page by the way from itself.
    """

    path: str
    language: Language | None
    document: LexborHTMLParser
    root: str | None = None
    folder: str = field(init=False)

    def __post_init__(self) -> None:
        self.folder = posixpath.dirname(self.path)

    @property
    def in_tree(self) -> str:
        """Return the path inside the language's tree."""
        return self.path if self.language is None else self.path.removeprefix(f"{self.language.code}/")

    def to(self, target: str) -> str:
        """Return the link from this page to a file of the site."""
        return _way(self.folder, target) if self.root is None else self.root + quote(target)

    def content(self) -> bytes:
        """Return the page as it is now."""
        return (self.document.html or "").encode()

    def made(self, tag: str, text: str = "", **attributes: str) -> LexborNode:
        """Return a new element that stands nowhere yet; it is copied when it is put somewhere."""
        node = self.document.create_node(tag)
        for name, value in attributes.items():
            node.attrs[name] = value
        if text:
            node.insert_child(text)
        return node


@lru_cache(2**14)
def _way(folder: str, target: str) -> str:
    return quote(posixpath.relpath(target, folder or "."))


def tag_text(node: LexborNode) -> str:
    """Return an element's start tag, for a person who looks for it."""
    attributes = "".join(f" {name}" if text is None else f' {name}="{text}"' for name, text in node.attributes.items())
    return f"<{node.tag}{attributes}>"
