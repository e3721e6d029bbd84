"""Long texts: simple Markdown becomes HTML that no second reading as Markdown can change.

Python-Markdown runs twice over what people wrote, once here and once over the page. So the text is read here with
what is simple only, cleaned, and each of its texts is escaped again for the page, see ``escaped``.
"""

import re
from functools import lru_cache
from html.parser import HTMLParser
from typing import Final

import nh3
from markdown import Markdown
from markupsafe import Markup

from tpm_audit.render.markup import escaped
from tpm_audit.render.reading import MarkdownReader, as_written, running_text

# Longer texts, and texts with more signs, are shown as they are written: reading Markdown takes time that grows with
# the square of both.
LONGEST: Final = 10_000
MOST_SIGNS: Final = 400

_SIGN: Final = re.compile(r"[*_`\[<>\\]|^[ \t]*(?:[-+]|\#|\d+\.)|  $|^(?: {4}|\t)", re.MULTILINE)
_BLANK_LINES: Final = re.compile(r"\n[^\S\n]*\n\s*")
_LED_BY_SCHEME: Final = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)

_PREPROCESSORS: Final = ("html_block",)
_BLOCKS: Final = ("reference", "setextheader", "hr")
_INLINE: Final = (
    "html",
    "entity",
    "reference",
    "short_reference",
    "image_link",
    "image_reference",
    "short_image_ref",
    "automail",
)
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ELEMENTS: Final = frozenset({"p", "br", "em", "strong", "code", "pre", "ul", "ol", "li", "blockquote"})


def long_text(text: str) -> Markup:
    """Return a text of some sentences as HTML on one line; HTML in it is shown, pictures in it are links.

    It stands in raw HTML of a page, in an element that is not read as Markdown.
    """
    if _SIGN.search(text) is None or len(text) > LONGEST:
        return _plain(text)
    return _read(text)


def _plain(text: str) -> Markup:
    """Return a text without Markdown: paragraphs are what blank lines divide."""
    found = [" ".join(part.split("\n")) for part in _BLANK_LINES.split(text.strip())] if "\n" in text else [text]
    return Markup().join(Markup("<p>{}</p>").format(escaped(part)) for part in found)


def _made() -> Markdown:
    reader = Markdown(output_format="html")
    for name in _PREPROCESSORS:
        reader.preprocessors.deregister(name)
    for name in _BLOCKS:
        reader.parser.blockprocessors.deregister(name)
    for name in _INLINE:
        reader.inlinePatterns.deregister(name)
    return reader


_READER: Final = MarkdownReader(_made)


@lru_cache(maxsize=256)
def _read(text: str) -> Markup:
    if len(_SIGN.findall(text)) > MOST_SIGNS:
        return _plain(text)
    read = _READER.html(text)
    if read is None:
        return _plain(text)
    cleaned = nh3.clean(
        read,
        tags={*_ELEMENTS, *_HEADINGS, "a"},
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    writer = _Writer()
    writer.feed(cleaned)
    writer.close()
    return writer.written()


class _Writer(HTMLParser):
    """Writes cleaned HTML anew: texts escaped for the page, headings as strong lines, links with a scheme only."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[Markup] = []
        self._open: list[str] = []
        self._links: list[bool] = []

    def written(self) -> Markup:
        return Markup().join(self._parts)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._begin_link(dict(attrs).get("href") or "")
        elif tag in _HEADINGS:
            self._parts.append(Markup("<p><strong>"))
        else:
            self._parts.append(Markup(f"<{tag}>"))  # noqa: S704 (nh3 left the elements of our list only)
        if tag != "br":
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()
        if tag == "a":
            self._parts += [Markup("</a>")] if self._links.pop() else []
        elif tag in _HEADINGS:
            self._parts.append(Markup("</strong></p>"))
        else:
            self._parts.append(Markup(f"</{tag}>"))  # noqa: S704 (see above)

    def handle_data(self, data: str) -> None:
        self._parts.append(running_text(data, preformatted="pre" in self._open))

    def _begin_link(self, href: str) -> None:
        address = as_written(href)
        kept = _LED_BY_SCHEME.match(address) is not None
        self._links.append(kept)
        if kept:
            self._parts.append(Markup('<a href="{}" rel="noopener">').format(escaped(address)))
