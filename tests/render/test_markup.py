"""Data written by escaped() comes out of Markdown and HTML as exactly the text it was, and as nothing else."""

import html
import json
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.effort import examples
from tpm_audit.render.markup import bare, escaped, script_json, visible
from tpm_audit.site.settings import MARKDOWN_EXTENSIONS

STRINGS = Path(__file__).parents[3] / "shared" / "data" / "strings"

# More than our pages turn on: an engine or a workspace may.
EXTENSIONS = [*MARKDOWN_EXTENSIONS, "toc", "abbr", "fenced_code", "smarty", "sane_lists", "nl2br", "codehilite", "meta"]
OURS = [*MARKDOWN_EXTENSIONS, "toc"]

TEXTS = [
    "plain",
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "![x](data:text/html,x)",
    "[x]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "{: onclick=alert(1) }",
    "word {: .x onclick=alert(1)}",
    "{{ 7*7 }} {% include 'x' %}",
    '--8<-- "/etc/passwd"',
    "!!! danger",
    '??? note "x"',
    "=== tab",
    ":material-x: :smile:",
    "*a* **b** __c__ _d_ `e` ~~f~~ ==g== ^^h^^ $i$",
    "| a | b |\n|---|---|\n| c | d |",
    "# head\n\nfoot\n====\n\nfoot\n----",
    "- item\n- item",
    "+ item",
    "1. item",
    "1986. A great year",
    "1986\\. A great year",
    "a. item",
    "> quote",
    "    code",
    "\tcode",
    "```\ncode\n```",
    "---\ntitle: x\n---",
    "***",
    "[^1]: foot",
    "*[HTML]: abbr",
    "term\n:   definition",
    "\\*not\\*",
    "&lt;b&gt; &amp; &#60; &copy; &notanentity",
    "https://lindner.example/a_b_c?d=e&f=g#h",
    "mailto:a@b.example www.b.example",
    '" onmouseover="alert(1)',
    "' onmouseover='alert(1)",
    "\u2028\u2029\u0085\u00a0\u3000",
    " leading, trailing ",
    "two  spaces  \nand a break",
    "\x00\x02\x03\x1b[31m\x7f\x9f\ufffe",
    "\x02wzxhzdk:0\x03 klzzwxh:0001",
    "\u202eabc",
    "<!-- comment --> <!DOCTYPE x> <?php x ?> <![CDATA[x]]>",
    "<div markdown='1'>*x*</div>",
    "&",
    "-",
    ".",
    "?",
]

texts = st.text(
    st.one_of(
        st.sampled_from("\\`*_{}[]()#+-.!|<>&\"'~:=^$%@/?;, \t\n\r1a\u2028\u00a0\x02\x03"),
        st.characters(),
    ),
    min_size=1,
    max_size=40,
)


class Reader(HTMLParser):
    """Collects elements with their attributes, and the text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)


def read(source: str, extensions: list[str]) -> Reader:
    reader = Reader()
    reader.feed(markdown.markdown(source, extensions=extensions))
    reader.close()
    return reader


def shown_everywhere(text: str, extensions: list[str] = EXTENSIONS) -> None:
    """Assert that a text is shown as it is in a paragraph, in a heading, in HTML, and beside another."""
    written, expected = escaped(text), visible(text)

    paragraph = read(f"begin\n{written}\nend", extensions)
    assert {tag for tag, _ in paragraph.elements} <= {"p", "br"}
    assert paragraph.text == f"begin\n{expected}\nend"

    alone = read(f"{written}", extensions)
    assert [tag for tag, _ in alone.elements] == ["p"]
    assert alone.text == expected

    heading = read(f"# a{written} {{: #here }}", extensions)
    assert heading.elements == [("h1", {"id": "here"})]
    assert heading.text == f"a{expected}"

    block = read(f"<div title=\"{written}\"><b title='{written}'>{written}</b>|{written}{written}</div>", extensions)
    assert block.elements == [("div", {"title": expected}), ("b", {"title": expected})]
    assert block.text == f"{expected}|{expected}{expected}"

    link = read(f'see <a href="x.html" title="{written}">{written}</a>{written}', extensions)
    assert link.elements == [("p", {}), ("a", {"href": "x.html", "title": expected})]
    assert link.text == f"see {expected}{expected}"


@pytest.mark.parametrize("text", TEXTS)
def test_what_markdown_would_obey_is_shown(text: str) -> None:
    shown_everywhere(text)
    shown_everywhere(text, OURS)


@settings(max_examples=examples(300), deadline=None)
@given(texts)
@example("a-")
@example("1.")
def test_any_text_is_shown(text: str) -> None:
    shown_everywhere(text)


@settings(max_examples=examples(200), deadline=None)
@given(st.lists(texts, min_size=2, max_size=4))
def test_texts_beside_each_other_join_to_nothing_new(parts: list[str]) -> None:
    beside = read("".join(escaped(part) for part in parts), EXTENSIONS)
    assert [tag for tag, _ in beside.elements] == ["p"]
    assert beside.text == "".join(visible(part) for part in parts)
    below = read("\n".join(escaped(part) for part in parts), EXTENSIONS)
    assert {tag for tag, _ in below.elements} <= {"p", "br"}
    assert below.text.replace("\n", "") == "".join(visible(part) for part in parts).replace("\n", "")


@pytest.mark.skipif(not STRINGS.is_dir(), reason="the collections of hostile strings are not here")
@pytest.mark.parametrize("name", ["blns.txt", "xss-payload-list.txt", "csv-payload.txt", "deep_traversal.txt"])
def test_collected_payloads_are_shown(name: str) -> None:
    lines = (STRINGS / name).read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    for start in range(0, len(lines), 200):
        some = lines[start : start + 200]
        page = read("\n\n".join(f"<p>{escaped(line)}</p>\n\n{escaped(line)}x" for line in some), OURS)
        assert {tag for tag, _ in page.elements} == {"p"}
        assert not any(attributes for _, attributes in page.elements)
        for line in some:
            assert visible(line) in page.text


@given(texts)
def test_references_are_all_that_is_added(text: str) -> None:
    assert html.unescape(escaped(text)) == visible(text)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
        max_leaves=8,
    )
)
def test_json_in_a_script_is_the_same_value_and_cannot_end_it(value: object) -> None:
    written = script_json({"value": value, "end": "</script><!--"})
    assert json.loads(written)["value"] == value
    assert written.isascii()
    assert not set(written) & set("<>&")
    element = f'<div><script type="application/json">{written}</script></div>'
    for extensions in (OURS, []):
        assert markdown.markdown(element, extensions=extensions) == element


def test_json_refuses_what_json_has_no_word_for() -> None:
    with pytest.raises(ValueError, match="JSON"):
        script_json(float("nan"))


@given(texts)
def test_a_site_name_holds_nothing_that_html_obeys(text: str) -> None:
    name = bare(text)
    assert not set(name) & set("<>\"'\n")
    assert html.unescape(name) == name
    assert bare(name) == name
