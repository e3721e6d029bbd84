"""Reads what people wrote as Markdown: with a reader of one's own, which no text can leave in a state for the next."""

import threading
from collections.abc import Callable
from typing import Final

from markdown import Markdown
from markupsafe import Markup

from tpm_audit.render.markup import escaped, visible

_AMPERSAND: Final = "\ufdd0"  # visible() leaves none, and neither Markdown nor HTML obeys it


class MarkdownReader:
    """Reads Markdown; ``make`` makes the reader, of which each thread has one: it keeps what it reads."""

    def __init__(self, make: Callable[[], Markdown]) -> None:
        self._make = make
        self._own = threading.local()

    def html(self, text: str) -> str | None:
        """Return the HTML of a text, not cleaned, its ampersands hidden; None where it is nested without end."""
        reader = getattr(self._own, "reader", None)
        if not isinstance(reader, Markdown):
            reader = self._own.reader = self._make()
        try:
            return str(reader.reset().convert(visible(text).replace("&", _AMPERSAND)))
        except RecursionError:
            del self._own.reader  # it would read the next text as if it stood in these lists
            return None


def as_written(text: str) -> str:
    """Return a text of the HTML with its ampersands."""
    return text.replace(_AMPERSAND, "&")


def running_text(data: str, *, preformatted: bool) -> Markup:
    """Return a text of the HTML, escaped for the page; white space between elements is nothing."""
    text = as_written(data)
    if not preformatted:
        if not text.strip() and "\n" in text:
            return Markup("")
        text = text.replace("\n", " ")
    return escaped(text)
