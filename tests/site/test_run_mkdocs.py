"""The short ways through raw HTML make what MkDocs makes."""

import filecmp
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import example, given, reject
from hypothesis import strategies as st
from markdown import Markdown
from material.plugins.search.plugin import Parser

from tpm_audit.site.raw_html import blocks, end_of_element, without_excluded
from tpm_audit.site.run_mkdocs import RawBlocks

ROOT = Path(__file__).parents[2]
EXTENSIONS = ("attr_list", "toc")
WORDS = """<div> </div> <div/> <p> </p> <P> </P> <table> </table> <td> <br> <hr> <article> </article> <dl> </dl>
    <!-- --> <script> </script> <style> </style> < </ &#45; &#x2d; &#45 &amp; `<p>` ``` ## * text"""
PIECES = st.sampled_from(
    WORDS.split()
    + ["\n", "\n\n", "\n\n", "\n\n", " ", "\n    ", "# Head {: #h }", "<h2 id='x'>Two</h2>", "<a href='x'>", "</a>"]
    + [f"<{name} data-search-exclude>" for name in ("div", "dl", "section", "details")]
    + ["</section>", "</details>", '<i title="<p>">', "</i>", '<script type="application/json">{}</script>']
)
FRAGMENTS = st.lists(PIECES, max_size=14).map("".join)


def converted(text: str, *more: RawBlocks) -> tuple[str, object]:
    md = Markdown(extensions=[*EXTENSIONS, *more])
    return md.convert(text), md.toc_tokens  # type: ignore[attr-defined]  # of the extension "toc"


def searched(html: str) -> Sequence[tuple[str | None, str, str, bool]]:
    parser = Parser()
    parser.feed(html)
    parser.close()
    return [(one.id, "".join(one.title), "".join(one.text), one.is_excluded()) for one in parser.data]


@given(FRAGMENTS)
@example("# Head\n\n<div>\n<p>a</p>\n\nb</div>\n\ntext\n\n<p>x</p>\n<p>y</p>\n")
@example("<div>one</div> more\n\n<p>x</p>")
@example("<a href='x'>text</a>\n\n<p>x</p>")
def test_markdown_is_the_same(text: str) -> None:
    assert converted(text, RawBlocks()) == converted(text)


def element(name: str, inside: str) -> str:
    return f"<{name}>{inside}</{name.partition(' ')[0]}>"


HTML = st.recursive(
    st.sampled_from(["text", " ", "\n", "a &amp; b", "<br>", "<h2 id='x'>Two</h2>", "<h3>no id</h3>"]),
    lambda inner: st.builds(
        element,
        st.sampled_from(["div", "p", "ul", "div data-search-exclude", "table data-search-exclude", "dl", "article"]),
        st.lists(inner, max_size=4).map("".join),
    ),
    max_leaves=20,
)


@given(st.lists(HTML, max_size=6).map("".join))
@example("<div data-search-exclude><div>in</div>out</div>")
@example("<div data-search-exclude><table data-search-exclude><div></div></table>text</div>")
@example("<h1 id='x'>Head</h1>\n<p>a</p>\n<table data-search-exclude><tr><td>b</td></tr></table>\n<p>c</p>")
def test_the_search_finds_the_same(html: str) -> None:
    try:
        expected = searched(html)
    except ValueError:  # Material's parser fails at a heading that ends a paragraph around it
        reject()
    assert searched(without_excluded(html)) == expected


def test_what_is_excluded_is_not_read() -> None:
    page = "<p>a</p><table data-search-exclude><tr><td>b</td></tr></table><p>c</p>"
    assert without_excluded(page) == "<p>a</p><table data-search-exclude></table><p>c</p>"


def test_a_page_of_blocks_is_put_aside_whole() -> None:
    text = "# Head\n\n<div>\n<div>a</div>\n</div>\n\n<p>b</p>\n<p>c</p>\n"
    assert [text[begin:end] for begin, end in blocks(text, Markdown().is_block_level)] == [
        "<div>\n<div>a</div>\n</div>",
        "<p>b</p>",
        "<p>c</p>",
    ]


@pytest.mark.parametrize("html", ["<div><div></div>", "<div><div/></div>", "<div>"])
def test_an_end_that_is_not_sure_is_none(html: str) -> None:
    assert end_of_element(html, "div", 0) is None


@pytest.mark.slow
def test_a_site_is_byte_for_byte_that_of_plain_mkdocs(tmp_path: Path) -> None:
    folders = tmp_path / "plain", tmp_path / "ours"
    environment = {"SOURCE_DATE_EPOCH": "1700000000", "NO_MKDOCS_2_WARNING": "1", "PATH": ""}
    for folder, program in zip(folders, ("mkdocs", "tpm_audit.site.run_mkdocs"), strict=True):
        pages = [sys.executable, "-m", "tpm_audit", "-C", str(ROOT), "pages", "-o", str(folder), "--languages", "de"]
        subprocess.run(pages, check=True, capture_output=True)
        build = [sys.executable, "-m", program, "build", "--quiet", "--strict"]
        subprocess.run(build, cwd=folder / "de", env=environment, check=True, capture_output=True)
    sites = [folder / "de" / "site" for folder in folders]
    names = [{path.relative_to(site) for path in site.rglob("*") if path.is_file()} for site in sites]
    assert names[0] == names[1]
    assert len(names[0]) > 100
    assert [name for name in names[0] if not filecmp.cmp(sites[0] / name, sites[1] / name, shallow=False)] == []
