"""Hand-written pages: what people add to the report in their own words, after the overview."""

import posixpath
from collections.abc import Callable, Iterator

from tpm_audit.language.catalogue import Language
from tpm_audit.model.result import Result, WrittenPageRecord
from tpm_audit.pages.page import Page, written_path
from tpm_audit.pages.parts import end_of
from tpm_audit.render.written import written_text
from tpm_audit.source.message import Message, say

_OTHER_LANGUAGE: dict[str, Message] = {
    "de": say("This page is written in German only."),
    "en": say("This page is written in English only."),
}


def pages(result: Result, language: Language) -> Iterator[Page]:
    """Yield the pages in the order that they were given."""
    for record in result.pages:
        yield _page(record, result, language)


def _page(record: WrittenPageRecord, result: Result, language: Language) -> Page:
    known = {one.id for one in result.pages}
    written_in = _written_in(record, result, language)
    foreign = written_in if written_in not in ("", language.code) else None
    text = written_text(record.body[written_in], _page_of(known), foreign)
    section = None if record.in_footer else record.section
    values = {
        "title": record.title,
        "heading": text.title,
        "text": text.markdown,
        "text_language": foreign,
        "other_language": None if foreign is None else _OTHER_LANGUAGE[foreign],
        "internal_note": record.internal_note,
        "end": end_of(result),
    }
    return Page(
        written_path(record.id),
        "pages/written.md.j2",
        record.title,
        values,
        hides=("navigation",) if section is None else (),  # it stands alone there
        listed=not record.in_footer,
        section=section,
    )


def _written_in(record: WrittenPageRecord, result: Result, language: Language) -> str:
    """Return the language of the text to show: the page's own, else that of all, else the first of the report."""
    choices = (language.code, "", *result.site.languages)
    return next(code for code in choices if code in record.body)


def _page_of(known: set[str]) -> Callable[[str], str | None]:
    """Return what leads from the file of a page, as written beside it, to the page."""

    def page_of(path: str) -> str | None:
        name = posixpath.normpath(path)
        id_ = name.removesuffix(".md").partition(".")[0]
        return posixpath.basename(written_path(id_)) if "/" not in name and id_ in known else None

    return page_of
