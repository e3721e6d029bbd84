import re
from pathlib import Path

import pytest

from tests.site.finish.small_trees import faults, html, run, text


def test_scripts_become_files_in_their_place(tmp_path: Path) -> None:
    body = '<p>1</p><script>a("ä")</script><p>2</p><script async defer type="module">b()</script>'
    run(tmp_path, {"de/a/index.html": html(body, head="<script>h()</script>")})
    written = text(tmp_path, "de/a/index.html")
    places = re.findall(r'<script src="../../(assets/inline/\w+\.js)"></script>|<p>(\d)</p>', written)
    assert [number for _, number in places] == ["", "1", "", "2"]
    assert text(tmp_path, places[0][0]) == "h()"
    assert text(tmp_path, places[2][0]) == 'a("ä")'
    assert re.search(r'<script type="module" src="../../assets/inline/\w+\.js"></script>', written)


def test_pages_share_a_script(tmp_path: Path) -> None:
    page = html("<script>a()</script>")
    run(tmp_path, {"de/index.html": page, "de/a/index.html": page, "en/index.html": page, "index.html": page})
    assert len(list((tmp_path / "assets" / "inline").iterdir())) == 1
    assert 'src="assets/inline/' in text(tmp_path, "index.html")


@pytest.mark.parametrize("kind", ["application/json", "application/ld+json"])
def test_data_stays_in_the_page_as_it_is(kind: str, tmp_path: Path) -> None:
    script = f'<script type="{kind}" class="tpm-chart__figure">{{"a": "<b>&amp;\\u003c"}}</script>'
    run(tmp_path, {"de/index.html": html(script)})
    assert script in text(tmp_path, "de/index.html")


@pytest.mark.parametrize(
    "kind", ["text/jscript", " Application/X-JavaScript ", "text/javascript1.5", "text/ecmascript"]
)
def test_whatever_runs_becomes_a_file(kind: str, tmp_path: Path) -> None:
    run(tmp_path, {"de/index.html": html(f'<script type="{kind}">a()</script>')})
    assert "a()" not in text(tmp_path, "de/index.html")
    (script,) = (tmp_path / "assets" / "inline").iterdir()
    assert script.read_text(encoding="utf-8") == "a()"


def test_a_script_in_a_text_stays_a_text(tmp_path: Path) -> None:
    body = '<p title="<script>x()</script>">&lt;script&gt;x()&lt;/script&gt;</p>'
    run(tmp_path, {"de/index.html": html(body)})
    assert not (tmp_path / "assets" / "inline").exists()
    assert "&lt;script&gt;x()&lt;/script&gt;</p>" in text(tmp_path, "de/index.html")


def test_style_elements_become_files(tmp_path: Path) -> None:
    run(tmp_path, {"de/index.html": html(head='<style media="print">p{color:red}</style><style> </style>')})
    written = text(tmp_path, "de/index.html")
    found = re.search(
        r'<link media="print" rel="stylesheet" href="../(assets/inline/\w+\.css)">|'
        r'<link rel="stylesheet" href="../(assets/inline/\w+\.css)" media="print">',
        written,
    )
    assert found is not None
    assert text(tmp_path, found[1] or found[2]) == "p{color:red}"
    assert "<style" not in written


def test_style_attributes_become_rules_that_win(tmp_path: Path) -> None:
    cells = '<td style="text-align: right;">1</td><td style="text-align: right;">2</td><td style=" ">3</td>'
    run(tmp_path, {"de/index.html": html(f"<table><tr>{cells}</tr></table>")})
    written = text(tmp_path, "de/index.html")
    assert "style=" not in written.replace("data-tpm-style=", "")
    assert len(re.findall(r'<td data-tpm-style="\w+">', written)) == 2
    (sheet,) = (tmp_path / "assets" / "inline").iterdir()
    assert re.fullmatch(r'(\[data-tpm-style="\w+"\]){4}\{text-align: right;\}\n', sheet.read_text(encoding="utf-8"))


@pytest.mark.parametrize("style", ["color:red}body{display:none", "background:url(x)", "x:expression\\28", "a/*"])
def test_a_style_that_is_more_than_declarations_is_refused(style: str, tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, {"de/index.html": html(f'<p style="{style}">x</p>')})
    assert "style attribute" in fault.what.text
