"""What in a page or beside it would ask another host, or run where no policy holds: style sheets, scripts, handlers."""

import posixpath
import re
from urllib.parse import unquote

from selectolax.lexbor import LexborNode

from tpm_audit.site.finish.faults import FaultList
from tpm_audit.site.finish.file_search import INDEX_SCRIPTS
from tpm_audit.site.finish.theme_scripts import is_theme_script
from tpm_audit.site.finish.tree import Page, Trees, tag_text
from tpm_audit.source.message import say

_HANDLER = re.compile(r"on[a-z]+")
_MAYBE_HANDLER = re.compile(rb" on[a-z]+=\"")  # in a page as Lexbor writes it; such a text is no handler yet
_BASE = say("such an element changes where everything else on the page leads")
_UNSEEN = say("an element with a page of its own inside it, which no check sees")
# What the themes' scripts look for before they fetch a further script, or a repository's figures, from elsewhere.
_FETCHING = "pre.mermaid, .pyodide, .glightbox, [data-md-component=source]"

_SHOWN = 40  # characters of an address
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CSS_ADDRESS = re.compile(
    r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)\s"']*))|@import\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE
)
_ADDRESS_IN_SCRIPT = re.compile(r"""["'`]\s*((?:https?|wss?):)?//(?!www\.w3\.org/)[\w$\[]""", re.IGNORECASE)


def refuse_in_page(page: Page, content: bytes, faults: FaultList) -> None:
    """Refuse event handlers, and elements that bring in what no step has seen."""
    for node in page.document.css("base, iframe[srcdoc], template"):
        faults.add(page.path, _BASE if node.tag == "base" else _UNSEEN, tag_text(node))
    for node in page.document.css(_FETCHING):
        what = say("the theme would fetch a script for this element from another host; an image shows the same")
        faults.add(page.path, what, tag_text(node))
    if _MAYBE_HANDLER.search(content):
        for node in page.document.css("*"):
            if _has_handler(node):
                faults.add(page.path, say("a script inside an attribute, which does not run here"), tag_text(node))


def _has_handler(node: LexborNode) -> bool:
    return any(_HANDLER.fullmatch(name) for name in node.attributes)


def refuse_in_sheets(trees: Trees, faults: FaultList) -> set[str]:
    """Refuse style sheets that load from other hosts or ask for what is not there; return the files they ask for."""
    asked: set[str] = set()
    for path in sorted(path for path in trees.files if path.endswith(".css")):
        text = (trees.folder / path).read_text(encoding="utf-8", errors="replace")
        asked |= _refuse_in_sheet(trees, path, text, faults)
    return asked


def refuse_in_scripts(trees: Trees, known: frozenset[str], faults: FaultList) -> None:
    """Refuse scripts that name other hosts.

    The themes' own have been closed, an index holds texts alone, and ``known`` were looked at when they were chosen.
    """
    for path in sorted(path for path in trees.files - known if path.endswith(".js")):
        if is_theme_script(path) or path.endswith(INDEX_SCRIPTS):
            continue
        text = (trees.folder / path).read_text(encoding="utf-8", errors="replace")
        for found in _ADDRESS_IN_SCRIPT.finditer(text):
            faults.add(path, say("a script that names another host"), text[found.start() : found.end() + _SHOWN])


def _refuse_in_sheet(trees: Trees, path: str, text: str, faults: FaultList) -> set[str]:
    asked = set()
    for found in _CSS_ADDRESS.finditer(_COMMENT.sub(" ", text)):
        address = next((group for group in found.groups() if group is not None), "").strip()
        if address.lower().startswith("data:image/") or address.startswith("#"):
            continue
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(re.split("[?#]", address)[0])))
        if ":" in address or address.startswith(("/", "\\")):
            faults.add(path, say("a style sheet that loads from another host"), found[0])
        elif target not in trees.files:
            faults.add(path, say("a style sheet asks for a file that is not there"), found[0])
        else:
            asked.add(target)
    return asked
