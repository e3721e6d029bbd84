"""Pages as HTML where no engine is asked: Markdown is read as the engines read it."""

from collections.abc import Sequence

from markdown import Markdown


def page_html(markdown: str, extensions: Sequence[str]) -> str:
    """Return the HTML of a page's Markdown, which has no front matter, read with Python-Markdown's ``extensions``."""
    return Markdown(extensions=list(extensions)).convert(markdown)
