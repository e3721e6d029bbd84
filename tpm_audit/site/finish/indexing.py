"""What search engines are told: not to list the site, or where its pages are."""

import gzip

from tpm_audit.site.finish.tree import Page, Trees

_SITEMAP = "sitemap.xml"


def forbid_listing(page: Page) -> None:
    """Ask search engines not to list a page."""
    head = page.document.head
    if head is not None and page.document.css_first('meta[name="robots"]') is None:
        head.insert_child(page.made("meta", name="robots", content="noindex"))


def mend_sitemaps(trees: Trees, *, useful: bool) -> None:
    """Remove the sitemaps that name no page or should not; else pack them, the same text into the same bytes."""
    for code in trees.codes:
        plain, packed = f"{code}/{_SITEMAP}", f"{code}/{_SITEMAP}.gz"
        if useful and plain in trees.files:
            trees.write(packed, gzip.compress((trees.folder / plain).read_bytes(), mtime=0))
        else:
            for path in trees.files & {plain, packed}:
                trees.remove(path)
