"""Blank lines that a theme's templates leave around the article: half of what a page weighs, and nobody sees them."""

import re

_BLANKS = re.compile(r"\s*\n\s*")
_ARTICLE, _END, _LINE = "<article", "</article>", "\n"


def without_blanks(text: str) -> str:
    """Return a page with single line ends around its article; inside of it, where they may mean something, all stay."""
    head, begin, rest = text.partition(_ARTICLE)
    if not begin:
        return text  # no page of a theme's
    body, end, tail = rest.rpartition(_END)
    return f"{_BLANKS.sub(_LINE, head)}{begin}{body}{end}{_BLANKS.sub(_LINE, tail)}"
