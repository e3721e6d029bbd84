"""Blank lines that a theme's templates leave around the article: half of what a page weighs, and nobody sees them."""

_ARTICLE, _END = "<article", "</article>"


def without_blanks(text: str) -> str:
    """Return a page with single line ends around its article; inside of it, where they may mean something, all stay."""
    head, begin, rest = text.partition(_ARTICLE)
    if not begin:
        return text  # no page of a theme's
    body, end, tail = rest.rpartition(_END)
    return f"{_tight(head)}{begin}{body}{end}{_tight(tail)}"


def _tight(text: str) -> str:
    """Return a text without blanks around its lines and without blank lines, unless it begins or ends with one."""
    first, *others = text.split("\n")
    if not others:
        return text
    *inner, last = others
    lines = (first.rstrip(), *filter(None, (line.strip() for line in inner)), last.lstrip())
    return "\n".join(lines)
