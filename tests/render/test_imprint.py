import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpm_audit.render.imprint import imprint


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("© 2026 Us", "© 2026 Us"),
        ("a &amp; b < c", "a &amp; b &lt; c"),
        ('<a href="https://x.example/">x</a>', '<a href="https://x.example/">x</a>'),
        ('<a href="mailto:a@x.example">x</a>', '<a href="mailto:a@x.example">x</a>'),
        ('<a href="page.html">x</a>', "<a>x</a>"),
        ('<a href="//x.example">x</a>', "<a>x</a>"),
        ('<a href="javascript:alert(1)" onclick="x()">x</a>', "<a>x</a>"),
        ("<em>a</em><br><strong>b</strong>", "<em>a</em><br><strong>b</strong>"),
        ('<span style="color:red" class="x">a</span>', "<span>a</span>"),
        ("<script>alert(1)</script><img src=x onerror=alert(1)>a", "a"),
        ("a\n b", "a b"),
    ],
)
def test_what_may_stand_in_a_footer_stays(html: str, kept: str) -> None:
    assert imprint(html) == kept


@given(st.text())
def test_what_is_kept_is_kept_again(html: str) -> None:
    assert imprint(imprint(html)) == imprint(html)
