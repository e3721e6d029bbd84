"""The words that stand in a site whatever a workspace says: those of the tool, and of the theme."""

import importlib.util
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tpm_audit.render.templates import shipped_templates
from tpm_audit.site.browser_files import plotly_bundle
from tpm_audit.site.disguise import Reader, Reading

_OURS = frozenset({".py", ".po", ".j2", ".js", ".css", ".html"})
_THEIRS = frozenset({".html", ".js", ".css"})
_ASSETS = frozenset({".js", ".css", ".map", ".png", ".svg"})
_THEMES = (("material", "templates"), ("zensical", "templates"), ("mkdocs", "contrib/search/templates"))


@cache
def own_words() -> tuple[Reading, ...]:
    """Return the words that a site may hold: ours, those of the themes, and of the engine's search."""
    reader = Reader()
    return tuple(reading for path in _own_files() for reading in reader.readings(path.read_bytes()))


def _own_files() -> Iterator[Path]:
    package = Path(__file__).parents[1]
    for folder in (package, shipped_templates()):
        yield from _files(folder, _OURS)
    for folder in _theirs():
        yield from _files(folder, _THEIRS)


def files_taken_over() -> Iterator[Path]:
    """Yield the files that a site has as they are: they are known whole, byte for byte."""
    yield plotly_bundle()
    for folder in _theirs():
        yield from (path for path in (folder / "assets").rglob("*") if path.suffix in _ASSETS)


def _theirs() -> Iterator[Path]:
    for name, below in _THEMES:
        spec = importlib.util.find_spec(name)
        for folder in (spec and spec.submodule_search_locations) or ():
            yield Path(folder) / below


def _files(folder: Path, suffixes: frozenset[str]) -> Iterator[Path]:
    """Yield the files of a folder; icons and vendored scripts hold no words."""
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.is_dir():
            if path.name not in (".icons", "vendor", "__pycache__"):
                yield from _files(path, suffixes)
        elif path.suffix in suffixes:
            yield path
