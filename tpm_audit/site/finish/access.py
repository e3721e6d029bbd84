"""What the themes leave without a name, for those who hear a page instead of seeing it."""

from tpm_audit.site.finish.tree import Page

_SEARCH = '.md-search[role="dialog"]'
_QUERY = ".md-search__input"


def name_logo(page: Page) -> None:
    """Let the logo in the header say nothing more: the link around it has the name of the site."""
    for logo in page.document.css('.md-logo[aria-label] > img[alt="logo"]'):
        logo.attrs["alt"] = ""


def name_search(page: Page) -> None:
    """Give the dialog of the search the name of its field, which is in the page's language."""
    dialog, query = page.document.css_first(_SEARCH), page.document.css_first(_QUERY)
    if dialog is None or query is None or "aria-label" in dialog.attributes:
        return
    name = query.attributes.get("aria-label")
    if name:
        dialog.attrs["aria-label"] = name
