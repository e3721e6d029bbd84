"""Where elements of raw HTML end, seen by counting tags of one name: no parser has to read what is inside of them."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

# What a parser would read otherwise than as tags and text; a figure's JSON holds no "<".
_UNUSUAL = re.compile(r"<(?![a-zA-Z/])|<(?:script(?! type=\"application/json\")|style|textarea|title)\b|&#(?![0-9]+;)")
_BLOCK = re.compile(r"(?:\A|(?<=\n))<([a-z]+)\b[^<>]*>")
_BLANK_LINE = re.compile(r"(?: *\n){2}")
_EXCLUDED = re.compile(r"<([a-z]+)\b[^<>]*\sdata-search-exclude\b[^<>]*>")
_HEADING = re.compile(r"<h[1-6]\b")


def end_of_element(html: str, name: str, begin: int) -> int | None:
    """Return where the element ends whose start tag stands at ``begin``; None where that cannot be said for sure."""
    depth = 0
    for tag in _tags(name).finditer(html, begin):
        if tag[0].endswith("/>"):
            return None
        depth += -1 if tag[1] else 1
        if depth == 0:
            return tag.end()
    return None


@lru_cache(64)
def _tags(name: str) -> re.Pattern[str]:
    return re.compile(rf"<(/?){name}(?=[\s/>])[^<>]*>")


def blocks(text: str, is_block_level: Callable[[str], bool]) -> Sequence[tuple[int, int]]:
    """Return where Markdown's blocks of raw HTML begin and end; none where only a parser can say.

    That is so as soon as a tag stands anywhere else: it may begin a block that goes on.
    """
    if _UNUSUAL.search(text):
        return ()
    found, end = [], 0
    while (begin := text.find("<", end)) >= 0:
        block = _BLOCK.match(text, begin)
        if block is None or not is_block_level(block[1]):
            return ()
        end = end_of_element(text, block[1], begin) or 0
        if not end or text[end : end + 1] not in {"", "\n"}:
            return ()
        found.append((begin, end))
    return found


def is_followed_by_blank_line(text: str, end: int) -> bool:
    """Say whether a blank line follows a block, as Python-Markdown asks."""
    return _BLANK_LINE.match(text, end) is not None


def without_excluded(html: str) -> str:
    """Return a page without what stands inside elements that are excluded from the search.

    What Material's search would make of it anyway stays: it begins an entry at a heading wherever that stands, and
    takes an element for ended at the first end tag of its name.
    """
    parts, done, beyond = [], 0, 0
    for tag in _EXCLUDED.finditer(html):
        begin, name = tag.end(), tag[1]
        if begin < beyond:
            continue  # it stands inside of one: what ends in there may end the exclusion around it
        end = end_of_element(html, name, tag.start())
        beyond = len(html) if end is None else end
        close = html.rfind("</", begin, beyond)
        if end is None or _tags(name).search(html, begin, close) or _HEADING.search(html, begin, close):
            continue
        parts.append(html[done:begin])
        done = close
    return "".join((*parts, html[done:]))
