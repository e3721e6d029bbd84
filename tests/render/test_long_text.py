"""Long texts: simple Markdown is obeyed once, and nothing is obeyed twice."""

import json
import time
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tpm_audit.language.catalogue import Language
from tpm_audit.render.long_text import LONGEST, MOST_SIGNS, long_text
from tpm_audit.render.markup import visible
from tpm_audit.render.templates import Templates
from tpm_audit.site.settings import MARKDOWN_EXTENSIONS
from tpm_audit.source.message import Localised

STRINGS = Path(__file__).parents[3] / "shared" / "data" / "strings"
PAGE = markdown.Markdown(extensions=[*MARKDOWN_EXTENSIONS, "toc"])
ALLOWED = {"p", "br", "em", "strong", "code", "pre", "ul", "ol", "li", "blockquote", "a"}
HOSTILE = [
    "<script>alert(1)</script>",
    "<b onclick=x>*a*</b>",
    "*a*{: onclick=alert(1) }",
    "[a](javascript:alert(1))",
    "[a](data:text/html,x) [b](//evil.example) [c](../x) [d](JaVaScRiPt&#58;alert)",
    '[a](https://a.example/"onclick=alert(1))',
    '[a](<https://a.example/ onclick="x">)',
    "![a](https://evil.example/x.png)",
    "[x]: https://evil.example\n\n[x] and ![x]",
    "*[HTML]: abbreviation\n\nHTML",
    "[^1]: note\n\na[^1]",
    '--8<-- "/etc/passwd"',
    "`a` :smile: ***\n\n---\n\n!!! note\n    x",
    "term\n:   definition",
    "a | b\n--|--\n1 | 2",
    "</div></div>*a*<div markdown>*b*</div>",
    "<!-- *a* --> &lt;b&gt; &amp; &copy=1",
    "\x00\x02stx:0\x03 *a* \ufdd0",
    "\u2028*a*\u2029",
    "{{ 7*7 }} {% include 'x' %}",
]


class Seen(HTMLParser):
    """The elements, attributes and text that a browser sees."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def on_a_page(text: str) -> str:
    """Return a text as it stands on a page: read as Markdown a second time, among other things."""
    page = f'# Title\n\n<div class="outer">\n{long_text(text)}\n</div>\n\n[x]: https://other.example\n\nend\n'
    html = PAGE.reset().convert(page)
    return html.partition('<div class="outer">\n')[2].partition("\n</div>\n\n<p>end</p>")[0]


def payloads() -> list[str]:
    """Return the collected payloads, where they are at hand."""
    if not STRINGS.is_dir():
        return []
    lines = [*json.loads((STRINGS / "blns.json").read_text(encoding="utf-8"))]
    lines += (STRINGS / "xss-payload-list.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip()]


def letters(text: str) -> str:
    """Return what no Markdown takes away."""
    return "".join(sign for sign in visible(text) if sign.isalpha() or sign in "&\"'")


def holds(text: str) -> None:
    """Assert that a text is shown, and that nothing in it is obeyed but simple Markdown."""
    html = on_a_page(text)
    assert html == long_text(text)
    assert "\n" not in html
    seen = Seen(html)
    assert seen.elements <= ALLOWED
    for name, value in seen.attributes:
        assert name in {"href", "rel"}
        assert value is not None
        assert value == "noopener" or value.lower().startswith(("http://", "https://", "mailto:"))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_shown(text: str) -> None:
    holds(text)


def test_all_payloads_are_shown() -> None:
    found = payloads()
    for payload in found:
        holds(f"{payload}\n\nBefore *it*: {payload}\n\n- {payload}")
        if "](" not in payload:  # of a link only the words are text
            assert letters(payload) in letters(Seen(str(long_text(payload))).text)
    if not found:
        pytest.skip("the collected strings are not at hand")


@given(st.text(st.sampled_from("ab \n\t*_`[]()<>#!|:{}=-+.\\\"'&\ufdd0\x02\x03~^1/")))
@example("[a](http://x)\n\n<")
def test_no_text_is_obeyed_twice(text: str) -> None:
    holds(text)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("The queue.", "<p>The queue.</p>"),
        ("One\ntwo\n\nthree", "<p>One two</p><p>three</p>"),
        ("*a* __b__ `c*d`", "<p><em>a</em>&#32;<strong>b</strong>&#32;<code>c&#42;d</code></p>"),
        ("a  \nb", "<p>a<br>&#32;b</p>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"),
        ("> a", "<blockquote><p>a</p></blockquote>"),
        ("## Head", "<p><strong>Head</strong></p>"),
        ("[a](https://b.c)", '<p><a href="https&#58;&#47;&#47;b.c" rel="noopener">a</a></p>'),
        ("<https://b.c>", '<p><a href="https&#58;&#47;&#47;b.c" rel="noopener">https&#58;&#47;&#47;b.c</a></p>'),
        ("<b>*a*</b>", "<p>&#60;b&#62;<em>a</em>&#60;&#47;b&#62;</p>"),
        ("R&D &amp; `&lt;`", "<p>R&#38;D &#38;amp; <code>&#38;lt;</code></p>"),
        ("    a\n      b", "<pre><code>a&#10;&#32; b&#10;</code></pre>"),
    ],
)
def test_simple_markdown_is_read(text: str, html: str) -> None:
    assert long_text(text) == html.replace(" <code>", "&#32;<code>")


@pytest.mark.parametrize("seed", ["*", "[", "[a](", "`", "_a", "> ", "<", "- a\n", "**a* ", "\n\n", "\\"])
def test_hostile_texts_take_no_time(seed: str) -> None:
    for text in (
        (seed * 100_000)[:100_000],
        (seed * MOST_SIGNS)[: LONGEST // 2] + "x" * (LONGEST // 2),
        "\n".join(" " * 4 * depth + seed for depth in range(70)),
    ):
        began = time.process_time()
        long_text(text)
        assert time.process_time() - began < 2


def test_templates_have_long_texts_of_people_only(tmp_path: Path) -> None:
    (tmp_path / "x.j2").write_text("{{ prose(text) }}{{ prose(other) }}", encoding="utf-8")
    values = {"text": Localised({"de": "*Ja*", "en": "*Yes*"}), "other": "*no*"}
    page = Templates(Language("de"), tmp_path).render("x.j2", values, "index.html")
    assert page == '<div class="tpm-prose"><p><em>Ja</em></p></div><div class="tpm-prose"><p>&#42;no&#42;</p></div>'
