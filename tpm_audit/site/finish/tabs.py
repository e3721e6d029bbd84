"""The tabs below the header: a page that the navigation does not list is shown as part of its section all the same."""

import posixpath

from tpm_audit.site.finish.tree import Page

_ACTIVE = "md-tabs__item--active"


def show_section(page: Page) -> None:
    """Mark the tab that leads to the index page of the folder, where the theme marks none."""
    if page.root is not None or page.document.css_first(f".{_ACTIVE}") is not None:
        return
    for link in page.document.css("a.md-tabs__link"):
        if posixpath.normpath(link.attributes.get("href") or "") == "index.html" and page.in_tree.count("/"):
            item = link.parent
            if item is not None:
                item.attrs["class"] = f"{item.attributes.get('class') or ''} {_ACTIVE}".strip()
