"""Hand-written pages: their Markdown becomes headings that the theme can list, and HTML that is obeyed by nobody.

The text may come from anyone (a pull request). It is read as Markdown here, cleaned, and written anew from a short
list of elements and attributes, each of its texts escaped for the page as in ``long_text``. HTML in it is shown as
it is written. Headings stand in the page as Markdown headings, for the theme's table of contents and the search see
no others; all between two of them is one line of raw HTML.
"""

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import chain, count
from typing import Final

import nh3
from markdown import Markdown
from markupsafe import Markup

from tpm_audit.render.markup import escaped
from tpm_audit.render.reading import MarkdownReader, as_written, running_text

_EXTENSIONS: Final = ("admonition", "attr_list", "def_list", "footnotes", "tables", "toc")
_SETTINGS: Final[Mapping[str, Mapping[str, object]]] = {
    "tables": {"use_align_attribute": True},
    "footnotes": {"BACKLINK_TITLE": ""},
}
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_ELEMENTS: Final = frozenset(
    [
        "a",
        "blockquote",
        "br",
        "code",
        "dd",
        "div",
        "dl",
        "dt",
        "em",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "strong",
        "sup",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_EMPTY: Final = frozenset({"br", "hr"})
_KINDS: Final = frozenset(
    [
        "admonition",
        "admonition-title",
        "note",
        "abstract",
        "info",
        "tip",
        "success",
        "question",
        "warning",
        "failure",
        "danger",
        "bug",
        "example",
        "quote",
        "footnote",
        "footnote-ref",
        "footnote-backref",
    ]
)
_ALIGNMENTS: Final = frozenset({"left", "center", "right"})
_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9:_-]{0,99}")
_BY_SCHEME: Final = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_RELATIVE: Final = re.compile(r"(?![/\\])[^:\\\x00-\x20#]*(?:#[^\\\x00-\x20]*)?")


@dataclass(frozen=True, slots=True)
class WrittenText:
    """A page's text for a generated page; ``title`` is the heading that it begins with, None where it has none."""

    markdown: Markup
    title: Markup | None = None


def _made() -> Markdown:
    reader = Markdown(extensions=_EXTENSIONS, extension_configs=_SETTINGS, output_format="html")
    reader.preprocessors.deregister("html_block")
    for name in ("html", "entity", "automail"):
        reader.inlinePatterns.deregister(name)
    return reader


_READER: Final = MarkdownReader(_made)


def written_text(text: str, page_of: Callable[[str], str | None], language: str | None = None) -> WrittenText:
    """Return the Markdown of a hand-written page as Markdown of a generated one.

    ``page_of`` returns where a link to another hand-written file, such as ``about.md``, leads to; ``language`` is
    that of the text where it is not the page's.
    """
    read = _READER.html(text)
    if read is None:
        return WrittenText(_block(Markup("<p>{}</p>").format(escaped(text)), language))
    cleaned = nh3.clean(
        read,
        tags={*_ELEMENTS, *_HEADINGS},
        attributes={
            "a": {"href", "class"},
            "div": {"class"},
            "p": {"class"},
            "li": {"id"},
            "sup": {"id"},
            "th": {"align"},
            "td": {"align"},
            **{heading: {"id"} for heading in _HEADINGS},
        },
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    writer = _Writer(page_of, language)
    writer.feed(cleaned)
    writer.close()
    return writer.written()


def _block(html: Markup, language: str | None) -> Markup:
    """Return HTML as a block of its own that no reading as Markdown changes."""
    said = Markup("") if language is None else Markup(' lang="{}"').format(escaped(language))
    return Markup('<div class="tpm-written"{}>{}</div>\n\n').format(said, html)


class _Writer(HTMLParser):
    """Writes cleaned HTML anew, in blocks between the headings of the page's top level."""

    def __init__(self, page_of: Callable[[str], str | None], language: str | None) -> None:
        super().__init__(convert_charrefs=True)
        self._page_of = page_of
        self._language = language
        self._done: list[Markup] = []
        self._parts: list[Markup] = []
        self._open: list[tuple[str, Markup]] = []  # each with what ends it
        self._anchors: set[str] = set()
        self._titled = False

    def written(self) -> WrittenText:
        """Return what was read."""
        self._end_block()
        title = self._done.pop(0) if self._titled else None
        return WrittenText(Markup().join(self._done), title)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: as_written(value or "") for name, value in attrs}
        if tag in _HEADINGS:
            self._begin_heading(tag, attributes.get("id", ""))
            return
        begin, end = self._element(tag, attributes)
        self._parts.append(begin)
        if tag not in _EMPTY:
            self._open.append((tag, end))

    def handle_endtag(self, tag: str) -> None:
        if not self._open:
            return
        _, end = self._open.pop()
        self._parts.append(end)
        if tag in _HEADINGS and not self._open:
            _, *inside, _ = self._parts
            if inside:  # a heading of nothing would be a mark on the page
                self._titled = self._titled or (not self._done and tag == "h1")
                self._done.append(Markup().join(self._parts))
            self._parts = []

    def handle_data(self, data: str) -> None:
        self._parts.append(running_text(data, preformatted=any(tag == "pre" for tag, _ in self._open)))

    def _begin_heading(self, tag: str, id_: str) -> None:
        """Begin a heading: one of Markdown at the top level, a strong line inside of anything else."""
        if self._open:
            self._parts.append(Markup("<p><strong>"))
            self._open.append((tag, Markup("</strong></p>")))
            return
        self._end_block()
        level = max(_HEADINGS[tag], 2) if self._done else _HEADINGS[tag]  # one title is enough
        self._parts.append(Markup("#" * level + " "))  # noqa: S704 (a sign of ours)
        said = "" if self._language is None else f' lang="{self._language}"'
        end = f" {{: #{self._anchor(id_)}{said} }}\n\n"
        self._open.append((tag, Markup(end)))  # noqa: S704 (an id of letters, and a language of site.yml)

    def _anchor(self, id_: str) -> str:
        """Return an id that no other heading has, and none of the theme, whose own begin with underscores."""
        wanted = id_.lstrip("_-:")
        base = wanted if _ID.fullmatch(wanted) else "part"
        choices = chain([base], (f"{base}-{n}" for n in count(2)))
        anchor = next(one for one in choices if one not in self._anchors)
        self._anchors.add(anchor)
        return anchor

    def _element(self, tag: str, attributes: dict[str, str]) -> tuple[Markup, Markup]:
        """Return what begins and what ends an element."""
        if tag == "a":
            href = self._address(attributes.get("href", ""))
            if href is None:
                return Markup(""), Markup("")
            rel = Markup(' rel="noopener"') if _BY_SCHEME.match(href) else Markup("")
            return Markup('<a{} href="{}"{}>').format(_kinds(attributes), escaped(href), rel), Markup("</a>")
        said = _kinds(attributes)
        if _ID.fullmatch(attributes.get("id", "")):
            said += Markup(' id="{}"').format(escaped(attributes["id"]))
        if attributes.get("align") in _ALIGNMENTS:
            said += Markup(' align="{}"').format(attributes["align"])
        return Markup(f"<{tag}{said}>"), Markup(f"</{tag}>")  # noqa: S704 (nh3 left the elements of our list only)

    def _address(self, href: str) -> str | None:
        """Return where a link leads: to another page of the site, or to the web; None for anything else."""
        if _BY_SCHEME.match(href):
            return href
        if not href or not _RELATIVE.fullmatch(href):
            return None
        path, hash_sign, fragment = href.partition("#")
        if posixpath.splitext(path)[1] == ".md":
            return (self._page_of(path) or path) + hash_sign + fragment
        return href

    def _end_block(self) -> None:
        html = Markup().join(self._parts)
        self._parts = []
        if html:
            self._done.append(_block(html, self._language))


def _kinds(attributes: dict[str, str]) -> Markup:
    kinds = [one for one in attributes.get("class", "").split() if one in _KINDS]
    return Markup(' class="{}"').format(" ".join(kinds)) if kinds else Markup("")
