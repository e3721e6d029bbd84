"""Heavy pages: what is taken out of them, and that nothing is lost."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tpm_audit.language.catalogue import Language
from tpm_audit.site import later
from tpm_audit.site.later import FIRST_ENTRIES, FIRST_ROWS, PAGE_WEIGHT, bring_later

LANGUAGES = [Language("de"), Language("en")]
PARTS = re.compile(r"for\(const \[name,html\] of (\[.*?\])\)document\.query", re.DOTALL)


def page(body: str) -> str:
    return f"<!doctype html>\n<html><head><title>T</title></head><body><article>{body}</article></body></html>"


def table(*sizes: int, text: str = "cell") -> str:
    """Return a table with as many rows in each of its bodies."""
    bodies = (
        "".join(f'<tr id="r{b}-{n}"><td>{text} {n}</td></tr>' for n in range(size)) for b, size in enumerate(sizes)
    )
    return f'<div class="tpm-table"><table>{"".join(f"<tbody>{rows}</tbody>" for rows in bodies)}</table></div>'


def written(folder: Path, text: str, name: str = "de/index.html") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def put_back(path: Path) -> str:
    """Return a page's body as it is when the script beside it has run."""
    found = PARTS.match(path.with_suffix(".later.js").read_text(encoding="utf-8"))
    assert found is not None
    document = LexborHTMLParser(path.read_text(encoding="utf-8"))
    for said in document.css(".tpm-later"):
        said.decompose()
    for name, html in json.loads(found[1]):
        marked = only(document, f'[data-tpm-later="{name}"]')
        marked.inner_html = (marked.inner_html or "") + html
        del marked.attrs["data-tpm-later"]
    return only(document, "body").html or ""


def body_of(text: str) -> str:
    return only(LexborHTMLParser(text), "body").html or ""


def only(document: LexborHTMLParser, selector: str) -> LexborNode:
    """Return the one element of its kind."""
    (node,) = document.css(selector)
    return node


def test_a_page_of_usual_size_stays_as_it_is(tmp_path: Path) -> None:
    text = page(table(300, text="x"))
    path = written(tmp_path, text)
    assert path.stat().st_size < PAGE_WEIGHT
    assert bring_later(tmp_path, LANGUAGES) == 0
    assert path.read_text(encoding="utf-8") == text
    assert [file.name for file in path.parent.iterdir()] == ["index.html"]


def test_a_long_table_brings_its_rest_later(tmp_path: Path) -> None:
    text = page(table(3_000))
    path = written(tmp_path, text)
    assert bring_later(tmp_path, LANGUAGES) == 1
    light = LexborHTMLParser(path.read_text(encoding="utf-8"))
    assert path.stat().st_size < PAGE_WEIGHT
    assert len(light.css("tr")) == FIRST_ROWS
    assert only(light, "head script[defer]").attributes["src"] == "index.later.js"
    said = only(light, "article > .tpm-later").text()
    assert said == "2.980 weitere Zeilen kommen gleich; ohne JavaScript stehen sie nur in den Daten"
    assert put_back(path) == body_of(text)


def test_only_as_much_as_is_needed_moves_the_heaviest_first(tmp_path: Path) -> None:
    path = written(tmp_path, page(table(100, text="small") + table(2_000, text="large")))
    bring_later(tmp_path, LANGUAGES)
    small, large = LexborHTMLParser(path.read_text(encoding="utf-8")).css("table")
    assert len(small.css("tr")) == 100
    assert len(large.css("tr")) == FIRST_ROWS


def test_a_figure_and_a_list_bring_their_rest_later(tmp_path: Path) -> None:
    figure = json.dumps({"text": "<\\/script> & <b>" * 5_000})
    entries = "".join(f'<article class="tpm-todo"><h2>{n}</h2>{table(30)}</article>' for n in range(60))
    text = page(
        f'<script type="application/json" class="tpm-chart__figure">{figure}</script>'
        f'<section class="tpm-todos">{entries}</section>'
    )
    path = written(tmp_path, text, "en/a b.html")
    assert bring_later(tmp_path, LANGUAGES) == 1
    light = LexborHTMLParser(path.read_text(encoding="utf-8"))
    assert only(light, "script.tpm-chart__figure").text() == ""
    assert len(light.css(".tpm-todos > article")) == FIRST_ENTRIES
    assert len(light.css(".tpm-todo tr")) == FIRST_ENTRIES * 30
    assert put_back(path) == body_of(text)


@given(st.lists(st.integers(0, 50), min_size=1, max_size=6))
def test_no_row_is_lost_and_none_changes_its_place(tmp_path_factory: pytest.TempPathFactory, sizes: list[int]) -> None:
    text = page(table(*sizes, text="x" * PAGE_WEIGHT) if sum(sizes) <= FIRST_ROWS else table(*sizes, text="x" * 4_000))
    path = written(tmp_path_factory.mktemp("page"), text)
    more = sum(sizes) > FIRST_ROWS
    assert bring_later(path.parents[1], LANGUAGES) == int(more)
    assert put_back(path) == body_of(text) if more else path.read_text(encoding="utf-8") == text


def test_a_heavy_list_of_few_entries_stays_whole_and_says_nothing(tmp_path: Path) -> None:
    entries = "".join(f'<article class="tpm-todo"><h2>{n}</h2>{"x" * PAGE_WEIGHT}</article>' for n in range(3))
    path = written(tmp_path, page(f'<section class="tpm-todos">{entries}</section>{table(500)}'))
    assert bring_later(tmp_path, LANGUAGES) == 1
    light = LexborHTMLParser(path.read_text(encoding="utf-8"))
    assert len(light.css(".tpm-todos > article")) == 3
    assert not light.css(".tpm-todos .tpm-later")
    assert len(light.css("article > .tpm-later")) == 1


def test_text_that_looks_like_the_end_of_the_script_is_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(later, "PAGE_WEIGHT", 3_000)
    text = page(table(60, text="&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt; ${1} `x` \u2028 "))
    path = written(tmp_path, text)
    bring_later(tmp_path, LANGUAGES)
    assert put_back(path) == body_of(text)
