from pathlib import Path

import pytest

from tests.site.finish.small_trees import faults, html, run, text

OTHERS = {
    "de/index.html": html('<h1 id="oben">A</h1>'),
    "de/a/index.html": html(),
    "de/a/b c.html": html('<a name="alt">x</a><h2 id="größe">G</h2>'),
    "de/empty/x.txt": "x",
    "de/assets/x.png": "png",
    "en/index.html": html(),
}
PAGE = "de/a/page.html"


@pytest.mark.parametrize(
    "body",
    [
        '<a href="index.html">x</a>',
        '<a href="../index.html#oben">x</a>',
        '<a href="./b%20c.html#gr%C3%B6%C3%9Fe">x</a>',
        '<a href="b c.html#alt">x</a>',
        '<a href="?h=word#here">x</a><p id="here">x</p>',
        '<a href="#">x</a><a href="#top">x</a><a href="">x</a><a>x</a>',
        '<a href="../../en/index.html">x</a>',
        '<a href="https://example.com/#x">x</a><a href="HTTP://example.com">x</a>',
        '<a href="mailto:a@b.at">x</a><a href="tel:+43732">x</a>',
        '<img src="../assets/x.png" srcset="../assets/x.png 1x,../assets/x.png 2x">',
        '<img src="data:image/png;base64,AAAA">',
        '<svg><use href="../assets/x.png"></use></svg>',
        '<form action="page.html"></form>',
    ],
)
def test_what_leads_somewhere_passes(body: str, tmp_path: Path) -> None:
    assert run(tmp_path, {**OTHERS, PAGE: html(body)}).pages == 5


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('<a href="nowhere.html">x</a>', "no file"),
        ('<a href="INDEX.html">x</a>', "no file"),
        ('<a href="index.html#nowhere">x</a>', "no such place"),
        ('<a href="#nowhere">x</a>', "no such place"),
        ('<a href="/de/index.html">x</a>', "root of the host"),
        ('<a href="\\de\\index.html">x</a>', "root of the host"),
        ('<a href="../../../index.html">x</a>', "leaves the site"),
        ('<a href="../empty/">x</a>', "no index.html"),
        ('<a href="javascript:alert(1)">x</a>', "may start with"),
        ('<a href=" java&#10;script:alert(1)">x</a>', "may start with"),
        ('<a href="&#1;javascript:alert(1)">x</a>', "may start with"),
        ('<a href="data:text/html,x">x</a>', "may start with"),
        ('<a href="file:///etc/passwd">x</a>', "may start with"),
        ('<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>', "another host"),
        ('<a href="//example.com">x</a>', "without its scheme"),
        ('<a href="/\\example.com">x</a>', "without its scheme"),
        ('<img src="nowhere.png">', "no file"),
        ('<img srcset="../assets/x.png 1x,nowhere.png 2x">', "no file"),
        ('<img srcset="../assets/x.png, https://example.com/x.png 2x">', "another host"),
        ('<form action="nowhere.html"></form>', "no file"),
    ],
)
def test_what_leads_nowhere_is_a_fault_that_names_it(body: str, said: str, tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, {**OTHERS, PAGE: html(body)})
    assert fault.page == PAGE
    assert said in fault.what.text
    assert fault.where


def test_a_folder_becomes_the_page_in_it(tmp_path: Path) -> None:
    body = '<a href="..">1</a><a href="../#oben">2</a><a href=".">3</a><a href="../../en/?h=x">4</a>'
    run(tmp_path, {**OTHERS, PAGE: html(body)})
    written = text(tmp_path, PAGE)
    for link in ("../index.html", "../index.html#oben", "index.html", "../../en/index.html?h=x"):
        assert f'href="{link}"' in written


def test_a_refresh_keeps_its_seconds(tmp_path: Path) -> None:
    refresh = '<meta http-equiv="refresh" content="5; url=../">'
    run(tmp_path, {**OTHERS, PAGE: html(head=refresh)})
    assert 'content="5; url=../index.html"' in text(tmp_path, PAGE)


def test_the_same_text_is_judged_in_each_folder(tmp_path: Path) -> None:
    link = html('<a href="b%20c.html">x</a>')
    (fault,) = faults(tmp_path, {**OTHERS, PAGE: link, "de/page.html": link})
    assert fault.page == "de/page.html"


def test_a_fault_of_a_template_is_told_once(tmp_path: Path) -> None:
    pages = {f"de/a/{name}.html": html('<a href="gone.html">x</a>') for name in "pqr"}
    (fault,) = faults(tmp_path, {**OTHERS, **pages})
    assert (fault.page, fault.more) == ("de/a/p.html", 2)


def test_all_faults_are_told(tmp_path: Path) -> None:
    body = '<a href="gone.html">x</a><a href="#gone">x</a><img src="https://example.com/x.png"><p onclick="x()">x</p>'
    assert len(faults(tmp_path, {**OTHERS, PAGE: html(body)})) == 4


def test_a_relation_that_only_names_may_be_an_address_outside(tmp_path: Path) -> None:
    run(tmp_path, {**OTHERS, PAGE: html(head='<link rel="canonical" href="https://example.com/de/a/page.html">')})
