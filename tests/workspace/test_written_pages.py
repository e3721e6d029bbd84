"""Hand-written pages as they are read: languages, front matter, titles, encodings, order."""

from fractions import Fraction

import pytest

from tests.workspace.cases import base, read_texts, said
from tpm_audit.model.entry import Edition
from tpm_audit.model.written_pages import WrittenPage
from tpm_audit.source.limits import TEXT_CHARACTERS
from tpm_audit.workspace.files import Files
from tpm_audit.workspace.written_pages import MOST_BRACKETS, MOST_HEADINGS, MOST_NOTES, read_drafts, shown_pages

FOLDER = "content/pages/"


def pages(files: dict[str, str]) -> tuple[WrittenPage, ...]:
    workspace = read_texts(base({f"{FOLDER}{name}": text for name, text in files.items()}))
    assert said(workspace.problems) == []
    return workspace.pages


def problems(data: bytes) -> list[str]:
    path = f"{FOLDER}a.md"
    _, found = read_drafts(Files({}, {path: len(data)}, own=lambda _: data))
    return said(tuple(found))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: Given\n---\n# Heading", "Given"),
        ("# Heading\n\nText", "Heading"),
        ("\n## A *part* of `it` ## {: #x }\n\nText", "A part of it"),
        ("Text\n\n# Heading", "about"),
        ("---\n---\nText", "about"),
        ("---\n# a comment only\n---\nText", "about"),
        ("\ufeff---\r\ntitle: Given\r\n---\r\nText\r\n", "Given"),
        ("----\nText", "about"),
    ],
)
def test_the_title_is_given_or_the_first_heading_or_the_name(text: str, title: str) -> None:
    assert dict(pages({"about.md": text})[0].title) == {"": title}


def test_a_page_is_one_in_all_its_languages() -> None:
    (page,) = pages(
        {
            "about.de.md": "---\ntitle: Über uns\nsection: Hintergrund\norder: 2\n---\nHallo",
            "about.en.md": "---\ntitle: About\nsection: {en: Background, de: nicht dieses}\norder: 7\n---\nHello",
        }
    )
    assert (page.id, page.order) == ("about", Fraction(2))
    assert dict(page.title) == {"de": "Über uns", "en": "About"}
    assert dict(page.section or {}) == {"de": "Hintergrund", "en": "Background"}
    assert dict(page.bodies) == {"de": "Hallo", "en": "Hello"}


def test_a_file_without_a_language_stands_for_the_others() -> None:
    (page,) = pages({"about.md": "Hello", "about.de.md": "Hallo"})
    assert dict(page.bodies) == {"de": "Hallo", "": "Hello"}


def test_order_goes_before_names() -> None:
    files = {"c.md": "---\norder: 1.5\n---\nx", "d.md": "---\norder: -1\n---\nx", "b.md": "x", "a.md": "x"}
    assert [page.id for page in pages(files)] == ["d", "c", "a", "b"]


def test_the_clients_edition_leaves_out_whole_pages_and_all_notes() -> None:
    read = pages(
        {
            "a.de.md": "---\naudience: internal\n---\nx",
            "a.en.md": "x",
            "b.md": "---\ninternal_note: hush\n---\nx",
        }
    )
    assert [page.id for page in shown_pages(read, Edition.INTERNAL)] == ["a", "b"]
    assert [(page.id, page.internal_note) for page in shown_pages(read, Edition.CLIENT)] == [("b", None)]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("Über".encode("utf-16"), "TPS001 the file is UTF-16, not UTF-8"),
        ("Über".encode("latin-1"), "TPS001 byte 0xDC is not UTF-8"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "TPS001 the file is binary, not text"),
        (b"a\x00b", "TPS002 an invisible control character (U+0000)"),
        (b"", "TPS008 this page has no text"),
        (b" \n\t\n", "TPS008 this page has no text"),
        (b"---\ntitle: a\n---\n\n", "TPS008 this page has no text"),
        (b"---\ntitle: a", "TPS006 the front matter, which begins with '---' here, has no end"),
        (b"---\nx: !!python/name:os.system\n---\na", "TPS012"),
        (b"---\nx: &x [*x]\n---\na", "TPS014"),
    ],
)
def test_what_cannot_be_read_is_told(data: bytes, told: str) -> None:
    found = problems(data)
    assert len(found) == 1
    assert told in found[0]


@pytest.mark.parametrize(
    ("part", "most"),
    [
        ("a", TEXT_CHARACTERS),
        ("[", MOST_BRACKETS),
        ("# a\n", MOST_HEADINGS),
        ("a\n=\n", MOST_HEADINGS),
        ("!!! note\n", MOST_NOTES),
    ],
)
def test_limits_hold_at_n_and_not_at_one_more(part: str, most: int) -> None:
    assert problems((part * most).encode()) == []
    assert ["TPS003" in one for one in problems((part * (most + 1)).encode())] == [True]


def test_a_name_that_means_something_else_in_a_folder_is_a_page_too() -> None:
    assert [page.id for page in pages({"index.md": "x"})] == ["index"]


def test_other_files_are_left_alone() -> None:
    assert pages({"notes.txt": "x", "data.csv": "a"}) == ()
