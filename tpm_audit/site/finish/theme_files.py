"""The files of the themes: what no page asks for is left out."""

import json
from pathlib import PurePosixPath

from tpm_audit.site.finish.theme_scripts import SCRIPTS, SHEETS
from tpm_audit.site.finish.tree import Trees

_LUNR = f"{SCRIPTS}/lunr/"
_INDEX = "search/search_index.json"
_CONFIG_END = 10_000  # bytes: the index begins with its settings, and goes on for megabytes
_LUNR_OF_LANGUAGE = {"ja": ("tinyseg.js",), "th": ("wordcut.js",)}


def remove_unasked(trees: Trees, asked: set[str]) -> int:
    """Remove source maps, the searches of other languages, and style sheets of other looks; return their bytes."""
    removed = 0
    for code in trees.codes:
        languages = _lunr_files(trees, code)
        for path in sorted(trees.files):
            inside = path.removeprefix(f"{code}/")
            if inside == path:
                continue
            theme = inside.startswith((f"{SCRIPTS}/", f"{SHEETS}/"))
            unasked = (
                (theme and inside.endswith(".map"))
                or (inside.startswith(_LUNR) and PurePosixPath(inside).name not in languages)
                or (inside.startswith(f"{SHEETS}/") and inside.endswith(".min.css") and path not in asked)
            )
            removed += trees.remove(path) if unasked else 0
    return removed


def _lunr_files(trees: Trees, code: str) -> frozenset[str]:
    """Return the names of the files that Material's search asks for, as its index says."""
    if f"{code}/{_INDEX}" not in trees.files:
        return frozenset()
    with (trees.folder / code / _INDEX).open("rb") as file:
        start = file.read(_CONFIG_END).decode("utf-8", "ignore")
    settings, _ = json.JSONDecoder().raw_decode(start, start.index("{", 1))
    languages = [language for language in settings.get("lang", []) if language != "en"]
    if not languages:
        return frozenset()
    names = {"lunr.stemmer.support.min.js", *(f"lunr.{language}.min.js" for language in languages)}
    if len(settings["lang"]) > 1:
        names.add("lunr.multi.min.js")
    return frozenset(names.union(*(_LUNR_OF_LANGUAGE.get(language, ()) for language in languages)))
