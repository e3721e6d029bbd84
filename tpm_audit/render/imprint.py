"""The copyright line of mkdocs.yml, which MkDocs prints as HTML: what may stand in a footer stays, the rest goes."""

import nh3
from markupsafe import Markup

from tpm_audit.render.markup import visible

_TAGS = {"a", "em", "strong", "span", "br"}
_SCHEMES = {"https", "http", "mailto"}


def imprint(html: str) -> Markup:
    """Return HTML that holds links, emphasis and line breaks only; other elements leave their text.

    A link that is relative would lead elsewhere from each page, and is none.
    """
    kept = nh3.clean(
        visible(html),
        tags=_TAGS,
        attributes={"a": {"href"}},
        attribute_filter=_absolute,
        url_schemes=_SCHEMES,
        link_rel=None,
    )
    return Markup(" ".join(kept.split()))  # noqa: S704 (nh3 made it safe)


def _absolute(element: str, attribute: str, value: str) -> str | None:
    del element, attribute
    return value if value.strip().lower().startswith(tuple(f"{scheme}:" for scheme in _SCHEMES)) else None
