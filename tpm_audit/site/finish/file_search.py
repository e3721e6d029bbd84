"""Search in a site that is opened from files: a browser starts no worker there and fetches no index.

Both themes ask a file: page for the index as a script; Material fetches the other half, a worker that runs in a frame,
from elsewhere. Ours lies beside the trees. Over http it only looks where it is, and the index stays unasked.
"""

import re

from tpm_audit.site.browser_files import BrowserFile, browser_file
from tpm_audit.site.finish.tree import Page, Trees
from tpm_audit.source.message import Message, say

SHIM = "assets/iframe-worker.js"
_THEME_SCRIPT = re.compile(r"(^|/)assets/javascripts/bundle\.[^/]*\.js$")
_INDEXES = ("search/search_index", "search")  # Material's, Zensical's; as JSON, and as a script beside it
INDEX_SCRIPTS = tuple(f"/{index}.js" for index in _INDEXES)


class FileSearch:
    """What makes the search work from files; without the shim, nothing."""

    def __init__(self, trees: Trees) -> None:
        shim = browser_file(BrowserFile.IFRAME_WORKER)
        self._has_shim = shim is not None
        self.warnings: tuple[Message, ...] = ()
        if shim is None:
            self.warnings = (
                say("iframe-worker is not installed: opened as files, the site cannot be searched; npm brings it"),
            )
            return
        trees.write(SHIM, shim.read_bytes())
        for code in trees.codes:
            for index in _INDEXES:
                _write_as_script(trees, f"{code}/{index}")

    def put_shim(self, page: Page) -> None:
        """Put the shim before the theme's script, which takes the worker that it finds."""
        if not self._has_shim:
            return
        for node in page.document.css("script[src]"):
            if _THEME_SCRIPT.search(node.attributes["src"] or ""):
                node.insert_before(page.made("script", src=page.to(SHIM)))
                return


def _write_as_script(trees: Trees, index: str) -> None:
    if f"{index}.json" in trees.files:
        trees.write(f"{index}.js", b"var __index = " + (trees.folder / f"{index}.json").read_bytes())
