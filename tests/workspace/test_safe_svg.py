import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpm_audit.workspace.safe_svg import DEEPEST, MOST_BYTES, MOST_ELEMENTS, UnsafeSvgError, safe_svg

ROOT = Path(__file__).parents[2]
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 5">'


def drawn(inside: str, head: str = HEAD) -> str:
    return safe_svg(f"{head}{inside}</svg>".encode()).content.decode()


def refusal(text: str) -> str:
    with pytest.raises(UnsafeSvgError) as caught:
        safe_svg(text.encode())
    return caught.value.why.text.format(**dict(caught.value.why.values))


@pytest.mark.parametrize(
    ("inside", "why"),
    [
        ("<script>alert(1)</script>", "it holds an element 'script'"),
        ('<path d="M0 0" onload="alert(1)"/>', "it holds an attribute 'onload'"),
        ('<path d="M0 0" onClick="alert(1)"/>', "it holds an attribute 'onClick'"),
        ('<image href="https://x.example/a.png"/>', "it holds an element 'image'"),
        ('<use href="#a"/>', "it holds an element 'use'"),
        ('<a href="https://x.example"><path d="M0 0"/></a>', "it holds an element 'a'"),
        ("<style>path{fill:url(https://x.example)}</style>", "it holds an element 'style'"),
        ("<foreignObject><p/></foreignObject>", "it holds an element 'foreignObject'"),
        ('<animate attributeName="href"/>', "it holds an element 'animate'"),
        ('<filter id="f"/>', "it holds an element 'filter'"),
        ("<text>Lindner</text>", "it holds an element 'text'"),
        ("<g>Lindner</g>", "it holds text outside of its shapes"),
        ("<svg/>", "it holds another drawing"),
        ('<linearGradient xlink:href="https://x.example/#a"/>', "it leads to 'https://x.example/#a'"),
        ('<linearGradient href="javascript:alert(1)"/>', "it leads to 'javascript:alert(1)'"),
        ('<path xlink:href="#a"/>', "it leads to '#a'"),
        ('<path fill="url(https://x.example/#a)"/>', 'it holds fill="url(https://x.example/#a)"'),
        ('<path fill="url(//x.example)"/>', 'it holds fill="url(//x.example)"'),
        ("<path style=\"fill:url('https://x.example')\"/>", "it holds fill=\"url('https://x.example')\""),
        ('<path style="background:url(x)"/>', "it holds an attribute 'background'"),
        ('<path fill="var(--x)"/>', 'it holds fill="var(--x)"'),
        ('<path d="M0 0&lt;script&gt;"/>', 'it holds d="M0 0<script>"'),
        ('<path id="a b"/>', 'it holds id="a b"'),
        ('<clipPath id="c"><path clip-path="url(#d)"/></clipPath>', "it clips what clips"),
        ("<?xml-stylesheet href='https://x.example/a.css'?>", "it holds an instruction 'xml-stylesheet'"),
        ("<path>", "line 1 is no XML"),
        ("&x;", "line 1 is no XML"),
    ],
)
def test_what_could_run_load_or_repeat_is_refused(inside: str, why: str) -> None:
    assert refusal(f"{HEAD}{inside}</svg>") == why


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">',
    ],
)
def test_a_document_type_is_refused(declared: str) -> None:
    assert refusal(f"{declared}{HEAD}</svg>") == "it holds a document type, which can declare entities"


@pytest.mark.parametrize("text", ["", "no picture", "<html/>", "<svg/>", '<svg xmlns="http://x.example"/>'])
def test_what_is_no_drawing_is_refused(text: str) -> None:
    assert refusal(text) in {"line 1 is no XML", "it is no SVG drawing"}


def test_an_unknown_encoding_is_refused() -> None:
    with pytest.raises(UnsafeSvgError):
        safe_svg(b'<?xml version="1.0" encoding="x-mine"?>' + HEAD.encode() + b"</svg>")


def test_limits_hold_at_their_number() -> None:
    assert drawn("<g/>" * (MOST_ELEMENTS - 1))
    assert "elements" in refusal(f"{HEAD}{'<g/>' * MOST_ELEMENTS}</svg>")
    deepest = DEEPEST - 1
    assert drawn("<g>" * deepest + "</g>" * deepest)
    assert "deep" in refusal(f"{HEAD}{'<g>' * DEEPEST}{'</g>' * DEEPEST}</svg>")
    assert "bytes" in refusal(f"{HEAD}{' ' * MOST_BYTES}</svg>")


def test_what_draws_nothing_is_left_out() -> None:
    inside = (
        "<title>Secret</title><desc>Secret <b/></desc><metadata><x>Secret</x></metadata><!-- Secret -->"
        '<sodipodi:view xmlns:sodipodi="http://sodipodi.example" a="Secret"><g/></sodipodi:view>'
        '<path class="Secret" data-name="Secret" style="fill:#004f9f;-inkscape-font-specification:Secret" d="M0 0h1"/>'
    )
    assert drawn(inside) == (
        '<svg xmlns="http://www.w3.org/2000/svg" width="512" height="256" viewBox="0 0 10 5">'
        '<path d="M0 0h1" fill="#004f9f"></path></svg>\n'
    )


def test_gradients_and_clips_stay() -> None:
    inside = (
        '<defs><linearGradient id="a"><stop offset="0" stop-color="#fff"/></linearGradient>'
        '<radialGradient id="b" xlink:href="#a"/><clipPath id="c"><rect width="1" height="1"/></clipPath></defs>'
        "<g clip-path=\"url('#c')\"><path fill='url(#b) none'/></g>"
    )
    text = drawn(inside)
    assert 'href="#a"' in text
    assert 'clip-path="url(#c)"' in text
    assert 'fill="url(#b) none"' in text


@pytest.mark.parametrize(
    ("head", "size"),
    [
        ('viewBox="0 0 10 5"', (512, 256)),
        ('width="30" height="60"', (256, 512)),
        ('viewBox="0,0,1e3,5" width="1"', None),
    ],
)
def test_the_size_is_that_of_the_view_box(head: str, size: tuple[int, int] | None) -> None:
    text = f'<svg xmlns="http://www.w3.org/2000/svg" {head}></svg>'
    if size is None:
        assert "viewBox" in refusal(text)
    else:
        assert safe_svg(text.encode()).size == size


def test_colours_are_those_that_are_seen() -> None:
    inside = (
        '<g fill="#fff"><path/><path fill="inherit"/></g><path stroke="red" fill="none"/>'
        '<clipPath id="c"><path fill="green"/></clipPath><path fill="url(#a)"/>'
    )
    assert safe_svg(f"{HEAD}{inside}</svg>".encode()).colours == ("#fff", "red")


def test_a_safe_drawing_stays_what_it_is() -> None:
    once = safe_svg((ROOT / "brand" / "lindner.svg").read_bytes())
    assert safe_svg(once.content) == once


@given(
    st.lists(st.sampled_from(["<g>", "</g>", "<path ", 'd="', "url(", "&amp;", "#a", ")", '"', "/>", "on", "x='", "'"]))
)
def test_whatever_is_written_names_no_other_host(parts: list[str]) -> None:
    try:
        text = drawn("".join(parts))
    except UnsafeSvgError:
        return
    assert not re.search(r"\bon\w+=|<script|://(?!www\.w3\.org/2000/svg)", text)
