"""Hand-written pages: content/pages/<name>[.<language>].md, Markdown below a front matter of YAML."""

import re
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import PurePosixPath
from typing import Final

from tpm_audit.model import codes
from tpm_audit.model.entry import Edition, Written
from tpm_audit.model.field_types import read_slug, slugged
from tpm_audit.model.site import ReportLanguage
from tpm_audit.model.written_pages import PageHead, PagePlace, WrittenPage
from tpm_audit.source.codes import Code
from tpm_audit.source.document import Document, Marks
from tpm_audit.source.encoding import decode
from tpm_audit.source.limits import TEXT_CHARACTERS
from tpm_audit.source.message import Localised, Message, say
from tpm_audit.source.problems import Place, Problem
from tpm_audit.source.suggestions import closest
from tpm_audit.source.text import Lines
from tpm_audit.source.yaml_reader import read_yaml
from tpm_audit.workspace.files import Files
from tpm_audit.workspace.validation import Forgiving, Reading, problem_of, read_row

FOLDER: Final = "content/pages"
# Reading Markdown takes time that grows with the square of these.
MOST_BRACKETS: Final = 2_000
MOST_HEADINGS: Final = 1_000
MOST_NOTES: Final = 500

_FENCE: Final = "---"
_ENDS: Final = frozenset({"---", "..."})
_HEADING_LINE: Final = re.compile(r"^(?:[ >]*#|=+[ ]*$|-+[ ]*$)", re.MULTILINE)
_NOTE_LINE: Final = re.compile(r"^[ \t>]*!!!", re.MULTILINE)
_FIRST_HEADING: Final = re.compile(r"\s*#{1,6}[ \t]*([^\n#][^\n]*?)[ \t]*#*[ \t]*(?:\{[^\n]*\})?[ \t]*(?:\n|$)")
_MARKS: Final = re.compile(r"[*_`]|\\(?=[*_`#\[\]])")
CODE: Final = re.compile(r"(`+)[^`\n]*\1")
_PICTURE: Final = re.compile(r"!\[[^\]\n]*\][(\[]")
_FORGIVING: Final = Forgiving(stand_in={})
_NO_HEAD: Final = PageHead.model_construct(written=Written(FOLDER))


@dataclass(frozen=True, slots=True)
class Draft:
    """One file: its front matter as a document, and the text below it."""

    path: str
    id: str
    language: str
    document: Document
    body: str
    above: int = 0  # lines of the file that stand above the body


def read_drafts(files: Files) -> tuple[tuple[Draft, ...], list[Problem]]:
    """Read the files of content/pages/; one that cannot be read is a problem and no page."""
    drafts: list[Draft] = []
    problems: list[Problem] = []
    for path in sorted(files.others):
        where = PurePosixPath(path)
        if not path.startswith(f"{FOLDER}/") or where.suffix.lower() not in {".md", ".markdown"}:
            continue
        misplaced = _misplaced(where)
        if misplaced is not None:
            problems.append(misplaced)
            continue
        draft, found = _draft(files, where)
        problems += found
        drafts += [] if draft is None else [draft]
    return tuple(drafts), problems


def _misplaced(where: PurePosixPath) -> Problem | None:
    """Return the problem of a file that is no page by its name or folder."""
    place = Place(str(where))
    if str(where.parent) != FOLDER:
        hint = say("files stand one level deep: move it to {place}", place=f"{FOLDER}/")
        return Problem(place, codes.UNKNOWN_FILE, say("no part of the workspace reads this file"), hint)
    if where.suffix != ".md":
        name = f"{FOLDER}/{where.stem}.md"
        return Problem(
            place,
            codes.UNKNOWN_FILE,
            say("no part of the workspace reads this file"),
            say("rename it: {example}", example=name),
        )
    return None


def _draft(files: Files, where: PurePosixPath) -> tuple[Draft | None, list[Problem]]:
    path = str(where)
    data = files.own(path)
    if isinstance(data, Problem) or data is None:
        return None, [] if data is None else [data]
    source = decode(path, data)
    if isinstance(source, Problem):
        return None, [replace(source, hint=say("save the file as UTF-8")) if source.code == Code.NOT_UTF8 else source]
    text = source.text.replace("\r\n", "\n").replace("\r", "\n")
    id_, _, language = where.stem.partition(".")
    document, body, problems = _parts(path, text)
    problems += _too_much(path, body)
    if not body.strip() and not problems:
        hint = say("write Markdown below the front matter, or take the file out")
        problems.append(Problem(Place(path), Code.NO_CONTENT, say("this page has no text"), hint))
    above = text.count("\n") - body.count("\n")
    problems += _pictures(path, body, above)
    return Draft(path, id_, language, document, body, above), problems


def _parts(path: str, text: str) -> tuple[Document, str, list[Problem]]:
    """Return the front matter and the text below it; places in both are those of the file."""
    lines = text.split("\n")
    nothing = Document(path, {}, Marks(Lines(path, array("I", [0])), array("I")))
    if lines[0].rstrip() != _FENCE:
        return nothing, text, []
    end = next((index for index, line in enumerate(lines[1:], 1) if line.rstrip() in _ENDS), None)
    if end is None:
        message = say("the front matter, which begins with '---' here, has no end")
        hint = say("write --- on a line of its own below its last key, or take this line out")
        return nothing, "", [Problem(Place(path), Code.NOT_CLOSED, message, hint)]
    head, body = lines[1:end], "\n".join(lines[end + 1 :])
    if all(not line.strip() or line.lstrip().startswith("#") for line in head):
        return nothing, body, []
    document, problems = read_yaml(path, "\n".join(["", *head]).encode())
    return document, body, list(problems)


def _too_much(path: str, body: str) -> Iterator[Problem]:
    counts = (
        (len(body), TEXT_CHARACTERS, say("the page has {size} characters, more than {limit}")),
        (body.count("["), MOST_BRACKETS, say("the page has {size} opening brackets, more than {limit}")),
        (len(_HEADING_LINE.findall(body)), MOST_HEADINGS, say("the page has {size} headings, more than {limit}")),
        (len(_NOTE_LINE.findall(body)), MOST_NOTES, say("the page has {size} notes (!!!), more than {limit}")),
    )
    for size, limit, message in counts:
        if size > limit:
            said = say(message.text, size=size, limit=limit)
            yield Problem(Place(path), Code.OVER_LIMIT, said, say("make several pages of it"))


def _pictures(path: str, body: str, above: int) -> Iterator[Problem]:
    """Yield each line with a picture: it would be missing on the page without a word."""
    for number, line in enumerate(body.split("\n"), above + 1):
        if line.startswith(("    ", "\t")):
            continue  # code, most likely; in a list it is left out
        found = _PICTURE.search(CODE.sub(lambda code: " " * len(code[0]), line))
        if found is not None:
            message = say("pictures on hand-written pages are not shown yet")
            hint = say("take it out; a picture can be shown as evidence of a visit")
            yield Problem(Place(path, number, found.start() + 1), codes.NOT_YET, message, hint)


def read_pages(
    drafts: Iterable[Draft], languages: Sequence[str], reading: Reading
) -> tuple[tuple[WrittenPage, ...], list[Problem]]:
    """Return the pages in their order; of a wrong key the rest of the page is read all the same."""
    problems: list[Problem] = []
    read: dict[str, dict[str, tuple[Draft, PageHead]]] = {}
    for draft in drafts:
        wrong = _name_problem(draft, languages)
        if wrong is not None:
            problems.append(wrong)
            continue
        head, found = _head(draft, reading)
        problems += found
        read.setdefault(draft.id, {})[draft.language] = (draft, head)
    for own in read.values():
        problems += _never_shown(own, languages)
    pages = [_page(id_, own, languages) for id_, own in read.items()]
    return tuple(sorted(pages, key=_position)), problems


def _head(draft: Draft, reading: Reading) -> tuple[PageHead, list[Problem]]:
    if draft.document.value is None:  # told already
        return _NO_HEAD, []
    head, problems = read_row(PageHead, draft.document.value, Written(draft.path), reading, forgiving=_FORGIVING)
    return head or _NO_HEAD, problems


def _name_problem(draft: Draft, languages: Sequence[str]) -> Problem | None:
    """Return the problem of a name whose id is none, or whose language no report is written in."""
    place = Place(draft.path)
    try:
        read_slug(draft.id)
    except ValueError as error:
        language = f".{draft.language}" if draft.language else ""
        example = say("rename it: {example}", example=f"{FOLDER}/{slugged(draft.id)}{language}.md")
        return replace(problem_of(error, place), hint=example)
    if not draft.language or draft.language in languages:
        return None
    known = dict.fromkeys(languages)
    near = closest(draft.language, known)
    hint: Message = say("write one of: {choices}", choices=", ".join(known))
    if near:
        hint = say("rename it: {example}", example=f"{FOLDER}/{draft.id}.{near}.md")
    elif draft.language in set(ReportLanguage):
        hint = say("add {language} to languages: in site.yml, or take the file out", language=draft.language)
    message = say("'{language}' is not a language of this workspace", language=draft.language[:60])
    return Problem(place, codes.NO_SUCH_LANGUAGE, message, hint)


def _never_shown(own: Mapping[str, tuple[Draft, PageHead]], languages: Sequence[str]) -> Iterator[Problem]:
    """Yield the file without a language where every language has one of its own."""
    if "" in own and set(languages) <= set(own):
        draft, _ = own[""]
        other = own[languages[0]][0].path
        message = say("the page '{id}' stands at {place} already", id=draft.id, place=other)
        hint = say("every language has a file of its own: keep these, or this one alone")
        yield Problem(Place(draft.path), codes.ID_TWICE, message, hint)


def _page(id_: str, own: Mapping[str, tuple[Draft, PageHead]], languages: Sequence[str]) -> WrittenPage:
    """Return a page of its files; what the first language says of it goes before what the others say."""
    files = [own[language] for language in (*languages, "") if language in own]
    notes = [head.internal_note for _, head in files if head.internal_note is not None]
    titles = {draft.language: _title(draft, head, id_) for draft, head in files}
    sections = {
        draft.language: _said(head.section, draft.language) for draft, head in files if head.section is not None
    }
    return WrittenPage(
        id=id_,
        title=_merged(titles),
        section=_merged(sections) if sections else None,
        order=next((head.order for _, head in files if head.order is not None), None),
        bodies=Localised({draft.language: draft.body for draft, _ in files}),
        internal_note=notes[0] if notes else None,
        is_internal=any(head.is_internal for _, head in files),
        in_footer=any(head.place is PagePlace.FOOTER for _, head in files),
    )


def _said(text: Localised, language: str) -> Mapping[str, str]:
    """Return a text of a file by language; one text alone is in the language of the file."""
    return {language: text[""]} if "" in text else dict(text)


def _title(draft: Draft, head: PageHead, id_: str) -> Mapping[str, str]:
    """Return the title: as the front matter says, else the first heading at the top, else the id."""
    if head.title is not None:
        return _said(head.title, draft.language)
    found = _FIRST_HEADING.match(draft.body)
    return {draft.language: _MARKS.sub("", found[1]) if found else id_}


def _merged(texts: Mapping[str, Mapping[str, str]]) -> Localised:
    """Return the texts of all files as one; a file's own language is the word of that file."""
    merged: dict[str, str] = {}
    for said in reversed(tuple(texts.values())):
        merged |= said
    return Localised(merged | {language: said[language] for language, said in texts.items() if language in said})


def _position(page: WrittenPage) -> tuple[bool, Fraction, str]:
    """Return the order of pages: those that say one first, by it, the rest by id."""
    return page.order is None, page.order or Fraction(0), page.id


def shown_pages(pages: Iterable[WrittenPage], edition: Edition) -> tuple[WrittenPage, ...]:
    """Return the pages that an edition may show; the client's are without their notes."""
    if edition is Edition.INTERNAL:
        return tuple(pages)
    return tuple(replace(page, internal_note=None) for page in pages if not page.is_internal)
