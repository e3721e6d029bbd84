"""A report as one document: the pages of a site in the order of a book, numbered, between a cover and an annex."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from tpm_audit.language.catalogue import Language
from tpm_audit.model.result import Result
from tpm_audit.model.words import EDITIONS
from tpm_audit.pages.page import DATA, FINDINGS, OVERVIEW, Page
from tpm_audit.pages.parts import capital, makers_of, period
from tpm_audit.render.markup import visible
from tpm_audit.rules import BY_DAY
from tpm_audit.source.message import say

ANNEX = "annex"
_ANNEX_LETTER = "A"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ANNEX_TITLE = say("Findings one by one")
_BY_HAND = "pages"
_TAG = re.compile(r"(</?h)([1-5])(?=[\s>])", re.IGNORECASE)
_TITLE = re.compile(r"<h1\b([^>]*)>(.*?)</h1>", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Part:
    """A page in the document: its number, its title, and where it stands; ``depth`` 1 is a chapter, 2 a part of one.

    The annex's own heading has no page.
    """

    path: str
    number: str
    title: str
    depth: int
    page: Page | None = None

    @property
    def is_in_annex(self) -> bool:
        """Say whether it is one of the findings, which have a table of their own."""
        return self.depth > 1 and self.number.startswith(_ANNEX_LETTER)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents; ``page`` is None before the first print."""

    number: str
    title: str
    anchor: str
    depth: int
    page: str | None


def parts_of(pages: Iterable[Page], language: Language) -> tuple[Part, ...]:
    """Return the pages as parts of the document: all but the data, then the single findings, and what is legal last.

    An index page begins a chapter, and so does what stands alone; the other pages of its folder are parts of it. Pages
    that only the foot of each page leads to are lettered, as the annex is.
    """
    found: list[Part] = []
    findings: list[Page] = []
    legal: list[Page] = []
    chapter = section = 0
    for page in pages:
        if page.path == DATA:
            continue
        if page.path.startswith(_folder(FINDINGS)) and page.path != FINDINGS:
            findings.append(page)
            continue
        if page.path.startswith(f"{_BY_HAND}/") and not page.listed:
            legal.append(page)
            continue
        if _is_chapter(page.path):
            chapter, section = chapter + 1, 0
            number, depth = str(chapter), 1
        else:
            section += 1
            number, depth = f"{chapter}.{section}", 2
        found.append(Part(page.path, number, language.say(page.title), depth, page))
    if findings:
        found.append(Part(ANNEX, _ANNEX_LETTER, language.say(_ANNEX_TITLE), 1))
    for count, page in enumerate(findings, start=1):
        found.append(Part(page.path, f"{_ANNEX_LETTER}.{count}", language.say(page.title), 2, page))
    for count, page in enumerate(legal, start=1 if findings else 0):
        found.append(Part(page.path, _lettered(count), language.say(page.title), 1, page))
    return tuple(found)


def _lettered(count: int) -> str:
    """Return the letter of a part behind the chapters; after Z they have a number besides."""
    letter, round_ = _LETTERS[count % len(_LETTERS)], count // len(_LETTERS)
    return letter if not round_ else f"{letter}{round_ + 1}"


def _is_chapter(path: str) -> bool:
    folder, _, name = path.rpartition("/")
    return not folder or name == OVERVIEW or folder == _BY_HAND


def _folder(path: str) -> str:
    return path.removesuffix(OVERVIEW)


def entries_of(parts: Iterable[Part], anchors: Mapping[str, str], numbers: Mapping[str, int]) -> Iterator[Entry]:
    """Yield the lines of the contents: chapters and their parts, without the single findings.

    ``anchors`` are the ids of the parts by their paths, ``numbers`` the pages that they stand on.
    """
    for part in parts:
        if not part.is_in_annex:
            anchor = anchors[part.path]
            page = str(numbers[anchor]) if anchor in numbers else None
            yield Entry(part.number, part.title, anchor, part.depth, page)


def cover_of(result: Result, language: Language) -> Mapping[str, object]:
    """Return the values of the cover; the day of the report stands there where a rule asked for it."""
    site, audit = result.site, result.audit
    by_day = any(rule.code in BY_DAY and rule.enabled and rule.looked_at for rule in result.rules)
    return {
        "client": site.client,
        "agency": site.agency,
        "title": site.title,
        "audit": None if audit is None else audit.name,
        "period": None if audit is None else period(audit),
        "edition": capital(language.say(EDITIONS[result.edition])),
        "as_of": result.as_of if by_day else None,
        "draft": audit is not None and audit.closed_on is None,
        "makers": makers_of(site),
    }


def set_in(part: Part, html: str, anchor: str) -> str:
    """Return the HTML of a part as a section: its title numbered, its headings as deep as it stands."""
    body = html if part.page is not None else f"<h1>{escape(part.title)}</h1>"
    if part.path == OVERVIEW:  # it is titled with the client's name, which the cover says
        body = _TITLE.sub(lambda _: f"<h1>{escape(part.title)}</h1>", body, count=1)
    body = _TITLE.sub(lambda found: _numbered(part.number, found), body, count=1)
    deeper = part.depth - 1
    body = _TAG.sub(lambda found: f"{found[1]}{int(found[2]) + deeper}", body)
    kind = f"tpm-part tpm-part--{part.depth}" + (" tpm-part--finding" if part.is_in_annex else "")
    return f'<section class="{kind}" id="{escape(anchor)}">\n{body}\n</section>\n'


def _numbered(number: str, title: re.Match[str]) -> str:
    return f'<h1 class="tpm-title"{title[1]}><span class="tpm-no">{number}</span> {title[2]}</h1>'


def chapters(parts: Sequence[Part], sections: Sequence[str]) -> Iterator[str]:
    """Yield the sections in chapters: each names its sheets, so that its title can stand at their head."""
    for part, section in zip(parts, sections, strict=True):
        if part.depth == 1:
            begin = "" if part is parts[0] else "</div>\n"
            yield f'{begin}<div class="tpm-chapter tpm-chapter--{part.number}">\n'
        yield section
    yield "</div>\n" if parts else ""


def sheet_css(parts: Iterable[Part], client: str, draft: str | None = None) -> str:
    """Return the style of the sheets: whose report it is at the head of each, beside it the chapter.

    ``draft`` is the word that marks the report of an audit that is not closed.
    """
    head = client if draft is None else f"{client} \N{MIDDLE DOT} {draft}"
    rules = [f":root {{ --tpm-title: {_quoted(head)}; }}"]
    for part in parts:
        if part.depth == 1:
            name = f"tpm-chapter--{part.number}"
            rules.append(f".{name} {{ page: {name}; }}")
            rules.append(f"@page {name} {{ @top-right {{ content: {_quoted(part.title)}; }} }}")
    return "\n".join((*rules, ""))


_LONGEST_HEAD = 60  # characters; client and chapter share a line


def _quoted(text: str) -> str:
    """Return a text as a string of CSS; signs that could end it are written by their numbers."""
    line = " ".join(visible(text).split())
    cut = line if len(line) <= _LONGEST_HEAD else f"{line[: _LONGEST_HEAD - 1]}…"
    return '"' + "".join(one if one.isalnum() or one == " " else f"\\{ord(one):x} " for one in cut) + '"'


def document_html(language: Language, title: str, front: str, body: str) -> str:
    """Return the whole document, in whose folder and above it the styles and scripts stand.

    The policy is the site's: nothing from elsewhere, and no script that is written into a page.
    """
    return _DOCUMENT.format(language=language.code, title=escape(title), front=front, body=body)


_DOCUMENT = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self' \
'unsafe-inline'; img-src 'self' data:">
<title>{title}</title>
<link rel="stylesheet" href="assets/tpm-audit.css">
<link rel="stylesheet" href="assets/paper.css">
<link rel="stylesheet" href="assets/sheets.css">
<script src="../assets/plotly.min.js"></script>
<script src="assets/paper.js" defer></script>
<script src="assets/charts.js" defer></script>
</head>
<body class="md-typeset">
{front}
<main>
{body}
</main>
</body>
</html>
"""
