"""The demo's PDF as a real Chromium prints it, read back."""

import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from pypdf import PdfReader

from tests.browser.conftest import CHROMIUM
from tests.browser.sites import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow]

A4 = (595, 842)  # points


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> PdfReader:
    if CHROMIUM is None:
        pytest.skip("no Chromium: set CHROMIUM to one")
    target = tmp_path_factory.mktemp("paper") / "report.pdf"
    command = [sys.executable, "-m", "tpm_audit", "-C", str(ROOT), "pdf", "-o", str(target), "--languages", "de"]
    done = subprocess.run(
        [*command, "--as-of", "2026-11-22"], cwd=ROOT, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    assert [path.name for path in target.parent.iterdir()] == [target.name]
    return PdfReader(target)


def headings(outline: list[Any], depth: int = 1) -> Iterator[tuple[int, Any]]:
    for one in outline:
        if isinstance(one, list):
            yield from headings(one, depth + 1)
        else:
            yield depth, one


def text(paper: PdfReader, number: int) -> str:
    """Return the words of a page, counted from 1."""
    return " ".join(paper.pages[number - 1].extract_text().split())


def page_of(paper: PdfReader, title: str) -> int:
    """Return the page that the bookmark of a heading, with or without its number, leads to, counted from 1."""
    found = next(one for _, one in headings(paper.outline) if one.title.endswith(title))
    number = paper.get_destination_page_number(found)
    assert number is not None
    return number + 1


def test_it_is_a4_tagged_and_names_itself(paper: PdfReader) -> None:
    assert len(paper.pages) > 20
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in paper.pages} == {A4}
    assert paper.metadata is not None
    assert paper.metadata.title == "Bäckerei Lindner: Touchpoint-Audit"
    assert str(paper.root_object["/Lang"]) == "de"
    assert "/StructTreeRoot" in paper.root_object


def test_the_cover_says_whose_report_it_is(paper: PdfReader) -> None:
    cover = text(paper, 1)
    for said in (
        "Bäckerei Lindner",
        "Touchpoint-Audit",
        "Erstellt von",
        "Herbstaudit 2026",
        "Ausgabe für den Kunden",
    ):
        assert said in cover
    assert len(paper.pages[0].images) > 0  # the agency's logo; the client's is drawn
    assert "5. Oktober 2026 – 16. Oktober 2026" in cover
    assert "1 /" not in cover


def test_every_sheet_says_where_it_stands(paper: PdfReader) -> None:
    count = len(paper.pages)
    for number in range(2, count + 1):
        said = text(paper, number)
        assert f"{number} / {count}" in said
        assert "Bäckerei Lindner" in said
    assert "Touchpoints" in text(paper, page_of(paper, "Google-Eintrag der Filiale"))


def test_the_bookmarks_are_the_chapters_and_their_parts(paper: PdfReader) -> None:
    found = [(depth, one.title) for depth, one in headings(paper.outline)]
    chapters = [title.partition(" ")[2] or title for depth, title in found if depth == 1]
    wanted = ["Überblick", "Touchpoints", "Kanäle", "Standorte", "Konsistenz", "Prüflisten", "Befunde", "Methode"]
    assert [title for title in chapters if title in wanted] == wanted
    assert chapters[0] == "Inhalt"
    assert chapters[-3:] == ["Die Befunde im Einzelnen", "Impressum", "Datenschutz"]
    assert any(depth == 2 and title.endswith("Google-Eintrag der Filiale") for depth, title in found)
    assert (3, "Begehungen") in found
    assert sum(title.startswith("A.") for _, title in found) > 20


def test_the_contents_name_the_pages(paper: PdfReader) -> None:
    contents = " ".join(text(paper, number) for number in range(2, page_of(paper, "Überblick")))
    for title in ("Kanäle", "Telefonnummer", "Methode", "Die Befunde im Einzelnen"):
        assert re.search(rf"{re.escape(title)} {page_of(paper, title)}\b", contents), title
    first = text(paper, page_of(paper, "Überblick"))
    assert "Nicht bestanden" in first  # nothing of the chapter stands on the sheet before


def test_every_link_leads_to_a_place_in_the_document(paper: PdfReader) -> None:
    leading = [note.get_object() for page in paper.pages for note in page.get("/Annots", ())]
    assert len(leading) > 500
    for note in leading:
        assert "/A" not in note or note["/A"]["/URI"].startswith(("https:", "http:", "mailto:")), note
        assert "/Dest" not in note or note["/Dest"] in paper.named_destinations, note


def test_the_charts_are_drawn_and_keep_their_text(paper: PdfReader) -> None:
    first = text(paper, page_of(paper, "Wie gut schneidet jede Phase der Reise ab?"))
    assert "0,0 % 70,0 % 100,0 %" in first  # the axis, which nothing but the chart has


def test_nothing_is_so_wide_that_the_document_is_set_smaller(paper: PdfReader) -> None:
    scales = set()

    def seen(words: str, matrix: list[float], *_: object) -> None:
        if words.strip():
            scales.add(round(matrix[0], 3))

    paper.pages[page_of(paper, "Überblick") - 1].extract_text(visitor_text=seen)
    assert scales == {0.75}  # points in a pixel


def test_nothing_stands_there_that_only_a_site_can_fill(paper: PdfReader) -> None:
    assert not [number for number in range(1, len(paper.pages) + 1) if "Zwei beliebige Audits" in text(paper, number)]


def test_pictures_come_along(paper: PdfReader) -> None:
    place = page_of(paper, "Die Befunde im Einzelnen")
    assert len(paper.pages[place - 1].images) > 0
