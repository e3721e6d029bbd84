"""The scripts of the themes, mended in place: they ask nobody, and ask for the search's index only when one searches.

Each change is a pattern of the minified text. Where a new version of a theme is written otherwise it does not match,
the script stays as it is, and a test over the installed themes says so.
"""

import re

from tpm_audit.site.finish.tree import Trees

SCRIPTS, SHEETS = "assets/javascripts", "assets/stylesheets"

# Each stands behind a condition that cannot arise: no such element passes foreign.py, every browser has ResizeObserver.
_ADDRESS = re.compile(rb"/\*!.*?\*/|https?://(?!www\.w3\.org/)(?=[\w$])", re.DOTALL)
_NOWHERE = b"about:invalid#"
_SOURCE_MAP = re.compile(rb"\s*(?://# sourceMappingURL=\S+|/\*# sourceMappingURL=\S+ ?\*/)\s*$")
CHANGES = {
    # Zensical's search stands in a shadow tree whose style element the policy refuses; a made sheet is no element.
    "sheet": (
        re.compile(rb'(\w+)\.appendChild\(\w+\("style",\{\},(\w+)\.toString\(\)\)\)'),
        rb"((s=>{s.replaceSync(\2.toString());\1.adoptedStyleSheets=[s]})(new CSSStyleSheet))",
    ),
    # Material fills its search on every page, from files when one searches: megabytes, on a large site.
    "search": (re.compile(rb'(?<=\$\()location\.protocol!=="file:"(?=\),)'), rb"!1"),
    # Found words are marked on a page that was found (?h=word); without, nothing is to be waited for.
    "marks": (
        re.compile(rb'\(\[(\w+),((\w+)\.pipe\(\w+\(\w+\(\)\),(\w+)\(\w+=>!!\w+\.searchParams\.get\("h"\)\)\))\]\)'),
        rb'([new URL(location).searchParams.get("h")?\1:\3.pipe(\4(()=>!1)),\2])',
    ),
}


def close_scripts(trees: Trees) -> None:
    """Turn the addresses in the themes' scripts into ones that no browser asks; source maps are no longer named."""
    for path in sorted(trees.files):
        inside = path.partition("/")[2]
        if is_theme_script(path):
            _rewrite(trees, path, close=True)
        elif inside.startswith(f"{SHEETS}/") and path.endswith(".min.css"):
            _rewrite(trees, path, close=False)


def is_theme_script(path: str) -> bool:
    """Say whether a file of the site is a script that an engine brought."""
    return path.partition("/")[2].startswith(f"{SCRIPTS}/") and path.endswith(".js")


def without_source_map(content: bytes) -> bytes:
    """Return a script or a style sheet that no longer names its source map."""
    return _SOURCE_MAP.sub(b"\n", content)


def _rewrite(trees: Trees, path: str, *, close: bool) -> None:
    old = (trees.folder / path).read_bytes()
    new = without_source_map(old)
    if close:
        new = _ADDRESS.sub(lambda found: found[0] if found[0].startswith(b"/*") else _NOWHERE, new)
        for pattern, change in CHANGES.values():
            new = pattern.sub(change, new)
    if new != old:
        trees.write(path, new)
