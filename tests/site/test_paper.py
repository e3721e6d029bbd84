from dataclasses import replace

import pytest

from tests.pages.small_result import small_result
from tpm_audit.language.catalogue import Language
from tpm_audit.pages.families import all_pages
from tpm_audit.pages.page import Page
from tpm_audit.render.templates import Templates
from tpm_audit.site.finish.faults import FaultList
from tpm_audit.site.paper.anchors import Anchors, anchor_of
from tpm_audit.site.paper.document import Part, chapters, cover_of, document_html, parts_of, set_in, sheet_css
from tpm_audit.site.paper.page_numbers import page_numbers

NUMBERS = {
    "index.html": "1",
    "method.html": "4",
    "touchpoints/index.html": "2",
    "touchpoints/shop.html": "2.1",
    "findings/index.html": "3",
    "findings/a1.html": "A.1",
}
PICTURES = {"evidence/0a-small.png"}


def anchors(faults: FaultList) -> Anchors:
    return Anchors("de", NUMBERS, ["findings/a1.html"], PICTURES, faults)


def rewritten(html: str, path: str = "touchpoints/shop.html") -> str:
    faults = FaultList()
    made = anchors(faults).rewritten(path, html)
    assert faults.all() == ()
    return made


@pytest.mark.parametrize(
    ("path", "place", "anchor"),
    [
        ("index.html", "", "index"),
        ("index.html", "findings", "index/findings"),
        ("method.html", "score", "method/score"),
        ("touchpoints/index.html", "", "touchpoints"),
        ("touchpoints/shop.html", "", "touchpoints/shop"),
        ("touchpoints/shop.html", "facts", "touchpoints/shop/facts"),
        ("touchpoints/index_.html", "", "touchpoints/index_"),
    ],
)
def test_a_place_has_one_id_in_the_whole_document(path: str, place: str, anchor: str) -> None:
    assert anchor_of(path, place) == anchor


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("../index.html", "#index"),
        ("index.html", "#touchpoints"),
        ("./", "#touchpoints"),
        ("../touchpoints/", "#touchpoints"),
        ("shop.html", "#touchpoints/shop"),
        ("shop.html?x=1#facts", "#touchpoints/shop/facts"),
        ("#facts", "#touchpoints/shop/facts"),
        ("#top", "#touchpoints/shop"),
        ("../method.html#score", "#method/score"),
        ("../method.html#gr%C3%B6%C3%9Fe", "#method/größe"),
        ("https://lindner.example/#x", "https://lindner.example/#x"),
        ("mailto:service@lindner.example", "mailto:service@lindner.example"),
    ],
)
def test_a_link_leads_to_its_place_in_the_document(written: str, made: str) -> None:
    assert rewritten(f'<p><a href="{written}">x</a></p>') == f'<p><a href="{made}">x</a></p>'


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ('<h2 id="facts">x</h2>', '<h2 id="touchpoints/shop/facts">x</h2>'),
        (
            '<p id="a" aria-labelledby="b c">x</p>',
            '<p id="touchpoints/shop/a" aria-labelledby="touchpoints/shop/b touchpoints/shop/c">x</p>',
        ),
        ('<a href="../data/index.html">Data</a>', "Data"),
        (
            '<a href="../evidence/0a.png"><img src="../evidence/0a-small.png" alt="" loading="lazy"></a>',
            '<img src="../evidence/0a-small.png" alt="">',
        ),
        ('<img src="data:image/png;base64,AA==">', '<img src="data:image/png;base64,AA==">'),
        ('<p>x</p><footer class="tpm-end"><a href="../../en/touchpoints/shop.html">English</a></footer>', "<p>x</p>"),
        ('<div class="tpm-makers"><img src="../assets/brand/0a.svg"></div><p>x</p>', "<p>x</p>"),
        ("<form><button>x</button></form><script>run()</script>", ""),
        ('<script type="application/json">{"a":1}</script>', '<script type="application/json">{"a":1}</script>'),
        ('<a href="../findings/a1.html">x</a>', '<a href="#findings/a1" data-no="A.1">x</a>'),
    ],
)
def test_what_paper_has_no_use_for_is_left_out(written: str, made: str) -> None:
    assert rewritten(written) == made


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('<a href="nowhere.html">x</a>', "leads to no file"),
        ('<a href="../../../x.html">x</a>', "leaves the site"),
        ('<a href="/x.html">x</a>', "from the root of the host"),
        ('<a href="//lindner.example/">x</a>', "without its scheme"),
        ('<a href="javascript:alert(1)">x</a>', "may start with"),
        ('<a href="../method.html#nowhere">x</a>', "no such place"),
        ('<img src="https://elsewhere.example/x.png">', "loads from another host"),
        ('<img src="../evidence/none.png">', "leads to no file"),
        ('<img src="../../../../etc/passwd">', "leads to no file"),
        ('<iframe src="file:///etc/passwd"></iframe>', "loads from another host"),
        ('<script type="application/json" src="x.js"></script>', "loads from another host"),
    ],
)
def test_an_address_that_paper_cannot_keep_is_a_fault(written: str, said: str) -> None:
    faults = FaultList()
    document = anchors(faults)
    document.rewritten("touchpoints/shop.html", written)
    document.rewritten("method.html", "<p></p>")
    document.check_places()
    [fault] = faults.all()
    assert fault.page == "de/touchpoints/shop.html"
    assert said in fault.what.text


def page(path: str) -> Page:
    return Page(path, "pages/x.md.j2", path)


def test_the_parts_are_numbered_and_the_findings_come_last() -> None:
    paths = (
        "index.html",
        "pages/why.html",
        "touchpoints/index.html",
        "touchpoints/shop.html",
        "touchpoints/app.html",
        "findings/index.html",
        "findings/a1.html",
        "findings/b2.html",
        "method.html",
        "data/index.html",
    )
    parts = parts_of(map(page, paths), Language("en"))
    assert [(part.number, part.path, part.depth) for part in parts] == [
        ("1", "index.html", 1),
        ("2", "pages/why.html", 1),
        ("3", "touchpoints/index.html", 1),
        ("3.1", "touchpoints/shop.html", 2),
        ("3.2", "touchpoints/app.html", 2),
        ("4", "findings/index.html", 1),
        ("5", "method.html", 1),
        ("A", "annex", 1),
        ("A.1", "findings/a1.html", 2),
        ("A.2", "findings/b2.html", 2),
    ]
    assert [part.number for part in parts if part.is_in_annex] == ["A.1", "A.2"]


@pytest.mark.parametrize(("findings", "letters"), [((), ["A", "B"]), (("findings/a1.html",), ["A", "A.1", "B", "C"])])
def test_what_is_legal_stands_at_the_end(findings: tuple[str, ...], letters: list[str]) -> None:
    legal = [replace(page(f"pages/{name}.html"), listed=False) for name in ("imprint", "privacy")]
    parts = parts_of((page("index.html"), *legal, page("method.html"), *map(page, findings)), Language("en"))
    assert [part.number for part in parts] == ["1", "2", *letters]
    assert [part.path for part in parts[-2:]] == ["pages/imprint.html", "pages/privacy.html"]
    assert [part.number for part in parts if part.is_in_annex] == [one for one in letters if "." in one]


def test_many_legal_pages_have_numbers_of_their_own() -> None:
    legal = [replace(page(f"pages/p{n}.html"), listed=False) for n in range(60)]
    assert len({part.number for part in parts_of(legal, Language("en"))}) == 60


def test_every_page_but_the_data_is_a_part() -> None:
    result, language = small_result(), Language("en")
    paths = {one.path for one in all_pages(result, language)}
    assert {part.path for part in parts_of(all_pages(result, language), language)} == (paths | {"annex"}) - {
        "data/index.html"
    }


@pytest.mark.parametrize(
    ("part", "html", "made"),
    [
        (
            Part("touchpoints/shop.html", "3.1", "Shop", 2, page("touchpoints/shop.html")),
            '<h1 lang="de">Shop</h1><h2 id="a">x</h2>',
            '<h2 class="tpm-title" lang="de"><span class="tpm-no">3.1</span> Shop</h2><h3 id="a">x</h3>',
        ),
        (
            Part("index.html", "1", "A & B", 1, page("index.html")),
            "<h1>Client</h1><h2>x</h2>",
            '<h1 class="tpm-title"><span class="tpm-no">1</span> A &amp; B</h1><h2>x</h2>',
        ),
        (
            Part("annex", "A", "Findings", 1),
            "",
            '<h1 class="tpm-title"><span class="tpm-no">A</span> Findings</h1>',
        ),
    ],
)
def test_a_part_has_its_number_and_its_headings_are_as_deep_as_it_stands(part: Part, html: str, made: str) -> None:
    section = set_in(part, html, "here")
    assert section.startswith(f'<section class="tpm-part tpm-part--{part.depth}" id="here">\n')
    assert section.endswith(f"\n{made}\n</section>\n")


def test_each_chapter_names_its_sheets() -> None:
    parts = (Part("a.html", "1", 'A "quoted"; } *', 1), Part("a/b.html", "1.1", "B", 2), Part("c.html", "2", "C", 1))
    made = "".join(chapters(parts, ["a", "b", "c"]))
    assert made.replace("\n", "") == (
        '<div class="tpm-chapter tpm-chapter--1">ab</div><div class="tpm-chapter tpm-chapter--2">c</div>'
    )
    css = sheet_css(parts, "Müller")
    assert ':root { --tpm-title: "Müller"; }' in css
    assert 'content: "A \\22 quoted\\22 \\3b  \\7d  \\2a "' in css
    assert ".tpm-chapter--2 { page: tpm-chapter--2; }" in css
    assert ':root { --tpm-title: "Müller \\b7  Draft"; }' in sheet_css(parts, "Müller", "Draft")


@pytest.mark.parametrize("closed", [False, True])
def test_the_cover_says_whether_it_is_a_draft(closed: bool) -> None:  # noqa: FBT001 (a parameter of the test)
    result = small_result()
    assert result.audit is not None
    result = replace(result, audit=replace(result.audit, closed_on=result.audit.last_day if closed else None))
    cover = Templates(Language("de")).render("pdf/cover.html.j2", cover_of(result, Language("de")), "report.html")
    assert ("<strong>Entwurf</strong>" in cover) is not closed


def test_the_cover_names_the_day_where_a_rule_asked_for_it() -> None:
    result = small_result()
    asked = any(
        rule.code in {"TPC005", "TPI007", "TPO007"} and rule.enabled and rule.looked_at for rule in result.rules
    )
    assert (cover_of(result, Language("en"))["as_of"] is not None) is asked


def test_the_document_runs_nothing_that_is_written_into_it() -> None:
    html = document_html(Language("de"), "<A>", "<header></header>", "<p>{x}</p>")
    assert "script-src 'self';" in html
    assert "<title>&lt;A&gt;</title>" in html
    assert "<p>{x}</p>" in html


PDF = b"""%PDF-1.4
1 0 obj
<</Type /Catalog
/Pages 2 0 R
/Dests 7 0 R>>
endobj
2 0 obj
<</Type /Pages
/Count 3
/Kids [3 0 R 4 0 R]>>
endobj
3 0 obj
<</Type /Pages
/Kids [5 0 R 6 0 R]>>
endobj
4 0 obj
<</Type /Page>>
endobj
5 0 obj
<</Type /Page>>
endobj
6 0 obj
<</Type /Page>>
endobj
7 0 obj
<</index [5 0 R /XYZ 0 0 0]
/touchpoints#2Fb#C3#A4r [4 0 R /XYZ 0 0 0]
/nowhere [9 0 R /XYZ 0 0 0]>>
endobj
%%EOF
"""


def test_the_pages_of_places_are_read_from_a_pdf() -> None:
    assert page_numbers(PDF) == {"index": 1, "touchpoints/bär": 3}


@pytest.mark.parametrize(
    "pdf",
    [
        b"",
        b"%PDF-1.7\n1 0 obj\n<</Type /ObjStm>>\nendobj\n%%EOF",
        PDF.replace(b"/Dests 7 0 R", b""),
        PDF.replace(b"/Kids [5 0 R 6 0 R]", b"/Kids [2 0 R]").replace(b"[4 0 R /XYZ", b"[8 0 R /XYZ"),
    ],
)
def test_from_any_other_pdf_nothing_is_read(pdf: bytes) -> None:
    assert page_numbers(pdf) == {}
