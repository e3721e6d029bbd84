"""The language switch in the head of a page: one link to the same page in each other language.

Material has a menu of its own for it. With it stand links in the head for which its script fetches a sitemap on every
page, in vain from files; and two languages need no menu.
"""

from tpm_audit.pages.parts import LANGUAGE_NAMES
from tpm_audit.site.finish.tree import NOT_FOUND, Page, Trees

_TITLE = '.md-header [data-md-component="header-title"]'


def put_switch(page: Page, trees: Trees) -> None:
    """Put the links behind the title; where the other language lacks the page, they lead to its first one."""
    title = page.document.css_first(_TITLE)
    others = [code for code in trees.codes if page.language is not None and code != page.language.code]
    if title is None or not others:
        return
    option = page.made("div", **{"class": "md-header__option tpm-languages"})
    for code in others:
        same = f"{code}/{page.in_tree}"
        target = same if same in trees.files and page.in_tree != NOT_FOUND else f"{code}/index.html"
        option.insert_child(
            page.made(
                "a",
                LANGUAGE_NAMES.get(code, code),
                **{"class": "md-header__button tpm-language", "href": page.to(target), "hreflang": code, "lang": code},
            )
        )
    title.insert_after(option)
