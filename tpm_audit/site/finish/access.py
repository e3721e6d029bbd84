"""What the themes leave without a name, for those who hear a page instead of seeing it."""

import posixpath

from selectolax.lexbor import LexborNode

from tpm_audit.site.finish.tree import Page

# One search for all of them: a pass goes through thousands of pages.
_MENDED = (
    '.md-logo[aria-label] > img[alt="logo"], .md-search[role="dialog"], .md-tabs__item--active > a, '
    "a.md-nav__link--active, nav.md-nav[aria-expanded], a.headerlink, "
    "h1[id], h2[id], h3[id], h4[id], h5[id], h6[id], .tpm-table > table"
)
_NAMES = frozenset({"aria-label", "aria-labelledby"})


def mend(page: Page) -> None:
    """Name what has no name, say where a reader is, and keep the links to headings out of what is heard of them.

    A table has the name of the heading above it.
    """
    heading = None
    for node in page.document.css(_MENDED):
        match node.tag:
            case "a":
                _mend_link(page, node)
            case "nav":
                _name_part(node)
            case "div":
                _name_search(node)
            case "img":
                node.attrs["alt"] = ""  # the link around the logo has the name of the site
            case "table":
                if heading is not None and _NAMES.isdisjoint(node.attributes):
                    node.attrs["aria-labelledby"] = heading
            case _:
                heading = node.id


def _mend_link(page: Page, link: LexborNode) -> None:
    if link.attributes.get("class") == "headerlink":
        link.attrs["aria-hidden"] = "true"
        link.attrs["tabindex"] = "-1"
        return
    target = posixpath.normpath(posixpath.join(page.folder, link.attributes.get("href") or ""))
    link.attrs["aria-current"] = "page" if target == page.path else "true"


def _name_part(part: LexborNode) -> None:
    """Name a part of the navigation by its title; whether it is open is said by what opens it."""
    del part.attrs["aria-expanded"]
    title = part.css_first(".md-nav__title")
    if title is not None:
        part.attrs["aria-label"] = " ".join(title.text().split())
        if "aria-labelledby" in part.attributes:
            del part.attrs["aria-labelledby"]


def _name_search(dialog: LexborNode) -> None:
    """Give the dialog of the search the name of its field, which is in the page's language."""
    query = dialog.css_first(".md-search__input")
    name = None if query is None else query.attributes.get("aria-label")
    if name and "aria-label" not in dialog.attributes:
        dialog.attrs["aria-label"] = name
