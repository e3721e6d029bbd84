from pathlib import Path

import pytest

from tests.site.finish.small_trees import faults, html, run
from tpm_audit.site.finish.finish import FinishSettings

INDEX = "de/index.html"


@pytest.mark.parametrize(
    "tag",
    [
        '<script src="https://example.com/x.js"></script>',
        '<script src="//example.com/x.js"></script>',
        '<link rel="stylesheet" href="https://example.com/x.css">',
        '<link rel="preconnect" href="https://example.com">',
        '<link rel="dns-prefetch" href="//example.com">',
        '<link rel="icon" href="https://example.com/x.png">',
        '<link rel="next prefetch" href="https://example.com/">',
        '<link href="https://example.com/">',
        '<img src="https://example.com/x.png">',
        '<img src="data:text/html,x">',
        '<iframe src="https://example.com/"></iframe>',
        '<iframe src="data:text/html,x"></iframe>',
        '<iframe srcdoc="<p>x</p>"></iframe>',
        '<video src="https://example.com/x.mp4"></video>',
        '<video poster="https://example.com/x.png"></video>',
        '<audio><source src="https://example.com/x.ogg"></audio>',
        '<object data="https://example.com/x"></object>',
        '<embed src="https://example.com/x">',
        '<form action="https://example.com/"></form>',
        '<button formaction="https://example.com/">x</button>',
        '<a href="index.html" ping="https://example.com/">x</a>',
        '<svg><image xlink:href="https://example.com/x.png"></image></svg>',
        '<svg><use href="https://example.com/x.svg#a"></use></svg>',
        '<p><template shadowrootmode="open"><b onclick="x()">x</b></template></p>',
        '<base href="https://example.com/">',
        '<pre class="mermaid">graph</pre>',
        '<div class="pyodide">x</div>',
        '<a data-md-component="source" href="https://github.com/a/b">x</a>',
        '<p onclick="x()">x</p>',
        "<p ONCLICK=x()>x</p>",
        '<svg onload="x()"></svg>',
    ],
)
def test_what_asks_elsewhere_or_runs_in_an_attribute_is_refused(tag: str, tmp_path: Path) -> None:
    assert {fault.page for fault in faults(tmp_path, {INDEX: html(tag)})} == {INDEX}


@pytest.mark.parametrize(
    "body", ['<p title=" onclick=&quot;x()&quot;">x</p>', '<p> onclick="x()"</p>', '<p onward="x" data-on="y">x</p>']
)
def test_what_only_reads_like_a_handler_passes(body: str, tmp_path: Path) -> None:
    if "onward" in body:  # may become the name of an event one day
        assert faults(tmp_path, {INDEX: html(body)})
    else:
        run(tmp_path, {INDEX: html(body)})


@pytest.mark.parametrize(
    ("sheet", "passes"),
    [
        ("a{background:url(x.png)}", True),
        ("a{background:url( 'x.png?v=1#f' )}", True),
        ("a{background:url(data:image/png;base64,AA)}", True),
        ("/* url(https://example.com/x) */", True),
        ("a{background:url(https://example.com/x.png)}", False),
        ('a{background:URL("//example.com/x.png")}', False),
        ('@import "https://example.com/x.css";', False),
        ("@import url(x.css);", False),
        ("a{background:url(nowhere.png)}", False),
        ("a{src:url(data:font/woff2;base64,AA)}", False),
    ],
)
def test_style_sheets_ask_for_what_lies_beside_them(sheet: str, passes: bool, tmp_path: Path) -> None:  # noqa: FBT001
    files = {INDEX: html(), "de/a/x.png": "x", "de/a/own.css": sheet}
    if passes:
        run(tmp_path, files)
    else:
        assert [fault.page for fault in faults(tmp_path, files)] == ["de/a/own.css"]


@pytest.mark.parametrize(
    ("script", "passes"),
    [
        ('fetch("data.json")', True),
        ("// see https://example.com/\n", True),
        ('document.createElementNS("http://www.w3.org/2000/svg", "g")', True),
        ('fetch("https://example.com/")', False),
        ("fetch(`https://${host}/`)", False),
        ("new WebSocket('wss://example.com')", False),
        ('import("//example.com/x.js")', False),
    ],
)
def test_our_scripts_name_no_host(script: str, passes: bool, tmp_path: Path) -> None:  # noqa: FBT001
    files = {INDEX: html(), "de/assets/own.js": script}
    if passes:
        run(tmp_path, files)
    else:
        assert [fault.page for fault in faults(tmp_path, files)] == ["de/assets/own.js"]


def test_a_vendored_script_is_not_searched(tmp_path: Path) -> None:
    files = {INDEX: html(), "assets/theirs.js": 'const docs = "https://example.com/"'}
    run(tmp_path, files, FinishSettings(vendored=frozenset({"assets/theirs.js"})))
