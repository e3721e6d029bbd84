"""Hand-written pages: their Markdown works, and nothing hostile in them is obeyed, by us or by the engine after us."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

from tests.effort import examples
from tpm_audit.render.written import written_text
from tpm_audit.site.settings import MARKDOWN_EXTENSIONS

HEADINGS = {f"h{level}" for level in range(1, 7)}
IN_TEXT = {"a", "br", "code", "em", "strong", "sup"}
BLOCKS = {"blockquote", "dd", "div", "dl", "dt", "hr", "li", "ol", "p", "pre", "ul"}
TABLES = {"table", "tbody", "td", "th", "thead", "tr"}
ALLOWED = HEADINGS | IN_TEXT | BLOCKS | TABLES
ATTRIBUTES = frozenset({"href", "rel", "class", "id", "align", "lang"})


def page_of(path: str) -> str | None:
    return {"about.md": "about.html"}.get(path)


def page(text: str, language: str | None = None) -> str:
    """Return the HTML of a page as an engine makes it of our Markdown."""
    written = written_text(text, page_of, language)
    whole = f"{written.title or '# Title'}\n\n{written.markdown}\n"
    return Markdown(extensions=[*MARKDOWN_EXTENSIONS, "toc"]).convert(whole)


class Seen(HTMLParser):
    """What a browser would see: elements, attributes, text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[str] = []
        self.attributes: dict[str, list[str]] = {}
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        for name, value in attrs:
            self.attributes.setdefault(name, []).append(value or "")

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*a* **b** `c_d*e`", "<p><em>a</em> <strong>b</strong> <code>c_d*e</code></p>"),
        ("- a\n- b\n    - c", "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>"),
        ("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"),
        ("> a", "<blockquote><p>a</p></blockquote>"),
        ("a\n:   b", "<dl><dt>a</dt><dd>b</dd></dl>"),
        ("    a\n\n    # b", "<pre><code>a\n\n# b\n</code></pre>"),
        ("[a](https://x.example)", '<p><a href="https://x.example" rel="noopener">a</a></p>'),
        ("[a](about.md#part)", '<p><a href="about.html#part">a</a></p>'),
        ("[a](../touchpoints/shop.html)", '<p><a href="../touchpoints/shop.html">a</a></p>'),
        ("[a](gone.md)", '<p><a href="gone.md">a</a></p>'),
        ("| a |\n|--:|\n| b |", 'align="right"'),
        (
            '!!! warning "Look"\n    a',
            '<div class="admonition warning"><p class="admonition-title">Look</p><p>a</p></div>',
        ),
        ("a[^1]\n\n[^1]: b", '<a class="footnote-ref" href="#fn:1">1</a>'),
        ("a &amp; b & &copy;", "<p>a &amp;amp; b &amp; &amp;copy;</p>"),
    ],
)
def test_markdown_that_works(text: str, html: str) -> None:
    found = re.sub("&#(?!38;|60;|62;)([0-9]+);", lambda one: chr(int(one[1])), page(text))
    assert html in found.replace("&#38;", "&amp;").replace("&#60;", "&lt;").replace("&#62;", "&gt;")


def test_headings_stand_where_the_theme_sees_them() -> None:
    written = written_text("# Own *title*\n\nA.\n\n## Part\n\nB.\n\n# Again\n", page_of)
    reader = Markdown(extensions=[*MARKDOWN_EXTENSIONS, "toc"])
    reader.convert(f"{written.title}\n\n{written.markdown}")
    tokens = reader.toc_tokens  # type: ignore[attr-defined]  # the extension adds it
    assert [(one["level"], one["id"], unescape(one["name"])) for one in tokens] == [(1, "own-title", "Own title")]
    assert [(one["level"], one["id"]) for one in tokens[0]["children"]] == [(2, "part"), (2, "again")]


def test_a_page_that_begins_with_text_has_no_title_of_its_own() -> None:
    assert written_text("A.\n\n# B", page_of).title is None


def test_text_of_another_language_says_so() -> None:
    seen = Seen(page("# Titel\n\nText\n\n## Teil", "de"))
    assert seen.attributes["lang"] == ["de", "de", "de"]


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![x](https://evil.example/x.png)",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt&#58;alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](//evil.example)",
    "[x](/etc)",
    "[x](\\\\evil.example)",
    "[x](vbscript:a)",
    "<javascript:alert(1)>",
    "# a {: onclick=alert(1) style=color:red #__search .md-button }",
    "a\n{: onclick=alert(1) }",
    "[x](a.html){: onclick=alert(1) target=_blank }",
    '<div markdown="1" onclick="alert(1)">a</div>',
    "<style>*{display:none}</style>",
    "<!-- a --> b",
    "<?php a ?>",
    "]]> <![CDATA[ a ]]>",
    "```\n</code></pre><script>alert(1)</script>\n```",
    "    </code></pre><script>alert(1)</script>",
    "`</code><script>alert(1)</script>`",
    '--8<-- "mkdocs.yml"\n\n;--8<--\n',
    "{{ 7*7 }} {% include 'x' %}",
    '!!! x" onclick="alert(1)\n    a',
    '!!! note "<b onclick=alert(1)>"\n    a',
    "[^1]\n\n[^1]: <script>alert(1)</script>",
    "| <script>alert(1)</script> |\n|---|\n| </table><script>alert(1)</script> |",
    "a\u2028b\x02c\ufdd0amp;lt;",
    "[a]: javascript:alert(1)\n\n[a]",
    "</div></div></body><script>alert(1)</script>",
    "\x02wzxhzdk:0\x03",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("around", ["{}", "- {}", "> {}", "## {}", "# {}", "!!! note\n    {}"])
def test_nothing_hostile_is_obeyed(text: str, around: str) -> None:
    assert_harmless(page(around.format(text)))


@given(
    st.lists(st.sampled_from([*HOSTILE, "a", "\n\n", "    ", "# ", "> ", "- ", "*", "`", "|", "[^1]: "]), max_size=12)
)
@settings(max_examples=examples(150), deadline=None)
def test_nothing_made_of_hostile_parts_is_obeyed(parts: list[str]) -> None:
    assert_harmless(page("".join(parts)))


def assert_harmless(html: str) -> None:
    seen = Seen(html)
    assert set(seen.elements) <= ALLOWED
    assert seen.attributes.keys() <= ATTRIBUTES
    assert all(re.match(r"https?://|mailto:|(?![/\\])[^:]*(#|$)", href) for href in seen.attributes.get("href", ()))
    assert all(re.fullmatch(r"[A-Za-z0-9][\w:-]*", id_) for id_ in seen.attributes.get("id", ()))
    assert "wzxhzdk" not in re.sub(r"\u2402wzxhzdk:0\u2403", "", seen.text)


def test_what_is_html_is_shown() -> None:
    assert "<b onclick=alert(1)>a</b>" in Seen(page("<b onclick=alert(1)>a</b>")).text


@pytest.mark.parametrize(
    "text", [">" * 20_000 + "a", "- " * 5_000 + "a", "".join(" " * 4 * n + "- a\n" for n in range(300))]
)
def test_nesting_without_end_is_shown_all_the_same(text: str) -> None:
    assert "a" in Seen(page(text)).text
