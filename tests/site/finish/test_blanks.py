import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpm_audit.site.finish.blanks import without_blanks


@pytest.mark.parametrize(
    ("page", "lighter"),
    [
        (
            "<nav>\n\n  \n  x\n</nav>\n\n<article>\n\n<pre>a\n\n b</pre></article>\n\n\n<footer> y  z\n \n</footer>",
            "<nav>\nx\n</nav>\n<article>\n\n<pre>a\n\n b</pre></article>\n<footer> y  z\n</footer>",
        ),
        ("<p>no article</p>\n\n<p>x</p>", "<p>no article</p>\n\n<p>x</p>"),
        (
            "<article>one</article>\n\n<article>two\n\n</article>",
            "<article>one</article>\n\n<article>two\n\n</article>",
        ),
    ],
)
def test_blank_lines_go_around_the_article(page: str, lighter: str) -> None:
    assert without_blanks(page) == lighter


@given(st.text("ab<> \n\t"), st.text("ab<> \n\t"), st.text("ab<> \n\t"))
def test_nothing_but_white_space_goes(head: str, body: str, tail: str) -> None:
    page = f"{head}<article>{body}</article>{tail}"
    lighter = without_blanks(page)
    assert lighter.split() == page.split()
    assert f"<article>{body}</article>" in lighter
