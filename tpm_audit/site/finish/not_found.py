"""The 404 pages: a host shows them for any address, so they name everything by its path from the host's root.

The engines write such paths for a site that lies where their settings say; the trees lie one folder further down.
"""

import json
import re

from tpm_audit.pages.parts import LANGUAGE_NAMES
from tpm_audit.site.finish.tree import NOT_FOUND, Page, Trees

_CONFIG = re.compile(r'(<script id="__config" type="application/json">)(.*?)(</script>)', re.DOTALL)
_SCOPE = re.compile(r'(__md_scope=new URL\()"[^"]*"')


def prepared(text: str, base: str) -> str:
    """Return a 404 page's text whose settings, read by the theme's script, say ``base``: the path of its tree."""
    found = _CONFIG.search(text)
    if found is None:
        return text
    settings = json.loads(found[2])
    old = _as_folder(settings["base"])
    settings["base"] = base
    if isinstance(settings.get("search"), str):
        settings["search"] = _moved(settings["search"], old, base)
    written = json.dumps(settings, ensure_ascii=False).replace("</", "<\\/")
    text = text[: found.start(2)] + written + text[found.end(2) :]
    return _SCOPE.sub(lambda scope: scope[1] + json.dumps(base), text)


def old_base(text: str) -> str:
    """Return the path of the tree that the engine took for the right one."""
    found = _CONFIG.search(text)
    return "/" if found is None else _as_folder(json.loads(found[2])["base"])


def mend_links(page: Page, old: str, base: str) -> None:
    """Lead the links of a 404 page into its tree."""
    for name in ("href", "src", "action"):
        for node in page.document.css(f'[{name}^="/"]'):
            node.attrs[name] = _moved(node.attributes[name] or "", old, base)


def say_so(page: Page, trees: Trees) -> None:
    """Say in the page's language that there is no such page, with a link to each language's first page."""
    heading = page.document.css_first("article h1")
    if heading is None or page.language is None:
        return
    title = page.language.word("There is no such page")
    links = page.made("p")
    if len(trees.codes) > 1:
        links.insert_child(f"{page.language.word('To the overview')}: ")
    for code in trees.codes:
        if code != trees.codes[0]:
            links.insert_child(" · ")
        name = LANGUAGE_NAMES.get(code, code)
        first = page.language.word("To the overview") if len(trees.codes) == 1 else name
        links.insert_child(page.made("a", first, href=page.to(f"{code}/index.html"), hreflang=code, lang=code))
    heading.insert_after(links)
    heading.replace_with(page.made("h1", title))
    for sidebar in page.document.css(".md-sidebar"):
        sidebar.attrs["hidden"] = ""  # empty beside it; on a phone it opens all the same


def put_at_the_top(trees: Trees, content: bytes) -> None:
    """Write the page that a host looks for: the default language's, which names everything from the root."""
    trees.write(NOT_FOUND, content)


def _as_folder(path: str) -> str:
    return path if path.endswith("/") else f"{path}/"


def _moved(link: str, old: str, base: str) -> str:
    if link.startswith("//") or not link.startswith(old):
        return link
    return base + link[len(old) :]
