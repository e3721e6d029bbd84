"""The words of mkdocs.yml that are taken over, as Material for MkDocs has them."""

from typing import Final

GENERATED: Final = ".tpm-audit/pages/mkdocs.yml"  # which `tpm-audit pages` writes, for INHERIT
THEME: Final = "material"
OWN_STYLE: Final = "assets/tpm-audit.css"  # which every generated folder has

TOP: Final = ("site_url", "copyright", "theme", "extra", "extra_css")
LOOK: Final = ("palette", "favicon", "icon", "features")
EXTRA: Final = ("social",)

# What else MkDocs and Material for MkDocs read: noted where it is not used. A key that is none of these, and
# nearly one of them, is a misspelling.
ALL_TOP: Final = (
    "INHERIT", "config_file_path", "site_name", "nav", "pages", "exclude_docs", "draft_docs", "not_in_nav",
    "site_description", "site_author", "docs_dir", "site_dir", "google_analytics", "dev_addr", "use_directory_urls",
    "repo_url", "repo_name", "edit_uri_template", "edit_uri", "extra_javascript", "extra_templates",
    "markdown_extensions", "mdx_configs", "strict", "remote_branch", "remote_name", "plugins", "hooks", "watch",
    "validation",
)  # fmt: skip
ALL_LOOK: Final = (
    "name", "custom_dir", "language", "locale", "direction", "font", "logo", "static_templates",
    "include_search_page", "search_index_only",
)  # fmt: skip
ALL_EXTRA: Final = (
    "alternate", "analytics", "annotate", "consent", "generator", "homepage", "polyfills", "scope", "status", "tags",
    "version",
)  # fmt: skip
ALL_ICONS: Final = ("admonition", "annotation", "edit", "repo", "tag", "view")

FAVICONS: Final = (".png", ".ico", ".webp", ".gif", ".jpg", ".jpeg")  # no SVG: opened by itself, it may run scripts
# Not admonition, annotation, tag: Material puts these into a style element of each page, which the policy refuses.
ICONS: Final = ("logo", "menu", "alternate", "search", "share", "close", "top", "previous", "next")

SCHEMES: Final = ("default", "slate")
MEDIA: Final = ("(prefers-color-scheme)", "(prefers-color-scheme: light)", "(prefers-color-scheme: dark)")
_BOTH: Final = (
    "red", "pink", "purple", "deep-purple", "indigo", "blue", "light-blue", "cyan", "teal", "green", "light-green",
    "lime", "yellow", "amber", "orange", "deep-orange", "custom",
)  # fmt: skip
PRIMARIES: Final = (*_BOTH, "brown", "grey", "blue-grey", "black", "white")
ACCENTS: Final = _BOTH

# The generated navigation stands on the first two, and has them whether they are named or not.
FEATURES: Final = (
    "navigation.indexes",
    "navigation.prune",
    "navigation.tabs",
    "navigation.tabs.sticky",
    "navigation.sections",
    "navigation.path",
    "navigation.top",
    "navigation.tracking",
    "navigation.footer",
    "toc.follow",
    "search.highlight",
    "search.suggest",
    "search.share",
    "header.autohide",
    "content.tooltips",
    "content.footnote.tooltips",
    "content.code.copy",
)
# Instant loading stops charts and search where a site is opened as files; expand and integrate go with neither of the
# navigation's two; the rest has nothing here to work on.
OTHER_FEATURES: Final = (
    "navigation.instant",
    "navigation.instant.prefetch",
    "navigation.instant.preview",
    "navigation.instant.progress",
    "navigation.expand",
    "toc.integrate",
    "announce.dismiss",
    "content.action.edit",
    "content.action.view",
    "content.code.annotate",
    "content.code.select",
    "content.lazy",
    "content.tabs.link",
)
