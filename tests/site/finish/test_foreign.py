import importlib.util
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.site.finish.small_trees import faults, html, run
from tpm_audit.site.finish.finish import FinishSettings
from tpm_audit.site.finish.sheets import sheet_addresses

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
        '<link rel="preload" as="image" imagesrcset="https://example.com/x.png 1x">',
        '<link rel="prefetch" href="https://example.com/">',
        '<link rel="modulepreload" href="https://example.com/x.js">',
        '<link rel="manifest" href="https://example.com/x.json">',
        '<link rel="search" type="application/opensearchdescription+xml" href="https://example.com/x.xml">',
        '<link rel="next" href="https://example.com/">',
        '<link rel="canonical stylesheet" href="https://example.com/x.css">',
        '<link rel="stylesheet" href="x.txt">',
        '<script src="x.txt"></script>',
        '<iframe src="x.txt"></iframe>',
        '<svg><script href="https://example.com/x.js"></script></svg>',
        '<script src="own.js">x()</script>',
        '<script type="speculationrules">{"prefetch":[{"urls":["https://example.com/"]}]}</script>',
        '<script type="importmap">{"imports":{"x":"https://example.com/x.js"}}</script>',
        '<script type="text/template"><b>x</b></script>',
        '<script type="speculationrules" src="own.js"></script>',
        '<body background="https://example.com/x.png">',
        '<p><a href="index.html" ping="index.html https://example.com/">x</a></p>',
        '<a href="index.html" attributionsrc="https://example.com/">x</a>',
        '<svg><a xlink:href="https://example.com/"><text>x</text></a></svg>',
        '<svg><feImage href="https://example.com/x.png"></feImage></svg>',
        '<meta http-equiv="refresh" content="0; url=https://example.com/">',
        '<meta http-equiv="Refresh" content="0;https://example.com/">',
        '<meta http-equiv="refresh" content="0, URL = \'//example.com/\'x">',
        '<meta http-equiv="refresh" content=".5 https://example.com/">',
        '<meta charset="iso-2022-jp">',
        '<meta http-equiv="Content-Type" content="text/html; charset=iso-2022-jp">',
        '<meta http-equiv="content-type" content="text/html; charset=iso-2022-jp; charset=utf-8">',
        '<link rel="stylesheet" charset="utf-16le" href="own.css">',
        '<svg><a><animate attributeName="href" values="javascript:x()"></animate></a></svg>',
        '<svg><image><set attributeName="xlink:href" to="https://example.com/x.png"></set></image></svg>',
        '<svg><rect><set attributeName="fill" to="url(https://example.com/x.svg#a)"></set></rect></svg>',
        '<noscript><p title="</noscript><img src=https://example.com/x.png>"></p></noscript>',
        '<svg><rect fill="url(https://example.com/x.svg#a)"></rect></svg>',
        '<svg><rect stroke="\\75rl(//example.com/x.svg#a)"></rect></svg>',
        "<svg><rect filter='URL( \"https://example.com/x.svg#a\")'></rect></svg>",
        "<svg><rect cursor='image-set(\"https://example.com/x.png\" 1x), auto'></rect></svg>",
        '<svg><rect clip-path="url(https://example.com/x.svg#a)"></rect></svg>',
        '<svg><path marker-start="url(https://example.com/x.svg#a)"></path></svg>',
        '<svg><rect mask="url(nowhere.svg#a)"></rect></svg>',
    ],
)
def test_what_asks_elsewhere_or_runs_in_an_attribute_is_refused(tag: str, tmp_path: Path) -> None:
    files = {INDEX: html(tag), "de/x.txt": "x", "de/own.js": "", "de/own.css": ""}
    assert {fault.page for fault in faults(tmp_path, files)} == {INDEX}


@pytest.mark.parametrize(
    "tag",
    [
        '<svg><rect fill="url(#a)" clip-path="url(\'#b\')" stroke="rgb(1 2 3)"></rect></svg>',
        '<svg><rect mask="url(x.svg#a)"></rect></svg>',
        '<svg><rect><animate attributeName="fill" values="red;blue"></animate></rect></svg>',
        '<p title="url(https://example.com/)" data-fill="url(https://example.com/)">fill="url(https://example.com/)"</p>',
        '<link rel="preload" as="image" href="x.png" imagesrcset="x.png 1x, x.png 2x">',
        '<link rel="modulepreload" href="own.js"><script src="own.js" type="module">\n</script>',
        '<script type="text/jscript" src="own.js"></script>',
        '<iframe src="own.html"></iframe>',
        '<meta charset="UTF-8"><meta http-equiv="content-type" content="text/html; charset=utf-8">',
        '<meta http-equiv="refresh" content="300">',
        '<meta http-equiv="refresh" content="0; url=own.html">',
    ],
)
def test_what_stays_in_the_site_passes(tag: str, tmp_path: Path) -> None:
    run(tmp_path, {INDEX: html(tag), **dict.fromkeys(("de/x.svg", "de/x.png", "de/own.js"), ""), "de/own.html": html()})


@pytest.mark.parametrize(
    "body", ['<p title=" onclick=&quot;x()&quot;">x</p>', '<p> onclick="x()"</p>', '<p onward="x" data-on="y">x</p>']
)
def test_what_only_reads_like_a_handler_passes(body: str, tmp_path: Path) -> None:
    if "onward" in body:  # may become the name of an event one day
        assert faults(tmp_path, {INDEX: html(body)})
    else:
        run(tmp_path, {INDEX: html(body)})


PICTURE = "a{background:url(x.png)}"


@pytest.mark.parametrize(
    "sheet",
    [
        PICTURE,
        "a{background:url( 'x.png?v=1#f' )}",
        "a{background:url(data:image/png;base64,AA)}",
        "a{background:url(\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>\")}",
        "a{filter:url(#f)}",
        "/* url(https://example.com/x) */",
        'a{content:"url(https://example.com/x)"} b::after{content:"Note: / // http" "→"}',
        'a{background:image-set("x.png" type("image/png") 1x, url(x.png) 2x)}',
        '@import "own.css" layer(x);',
        '@charset "UTF-8";' + PICTURE,
        "\ufeff" + PICTURE,
        ".größe\\:1{color:red} @media (min-width:1px){a{color:red}}",
        '[href^="https:"]{color:red}',
    ],
)
def test_style_sheets_ask_for_what_lies_beside_them(sheet: str, tmp_path: Path) -> None:
    run(tmp_path, {INDEX: html(), "de/a/x.png": "x", "de/a/own.css": "a{}", "de/a/sheet.css": sheet})


@pytest.mark.parametrize(
    ("sheet", "where"),
    [
        ("a{background:url(https://example.com/x.png)}", "url(https://example.com/x.png)"),
        ('a{background:URL("//example.com/x.png")}', 'URL("//example.com/x.png")'),
        ("a{background:url(/x.png)}", "url(/x.png)"),
        ('@import "https://example.com/x.css";', '@import "https://example.com/x.css"'),
        ("@import url(x.css);", "url(x.css)"),
        ('@import "x.png";', '@import "x.png"'),
        ("a{background:url(nowhere.png)}", "url(nowhere.png)"),
        ("a{src:url(data:font/woff2;base64,AA)}", "url(data:font/woff2;base64,AA)"),
        ('a{content:"/*"} body{background:url(https://example.com/)} a{content:"*/"}', "url(https://example.com/)"),
        (r"a{background:\75rl(https://example.com/)}", "url(https://example.com/)"),
        (r"a{background:u\52\4c(https\3a//example.com/)}", "url(https://example.com/)"),
        (r'@\69mport "https://example.com/x.css";', '@import "https://example.com/x.css"'),
        (r'a{background:url("\9/\a/example.com/")}', "example.com"),
        ('a{background:image-set("https://example.com/x" 1x)}', '"https://example.com/x"'),
        ('a{background:-webkit-image-set("nowhere.png" 1x)}', '"nowhere.png"'),
        ('a{background:cross-fade(var(--x, "nowhere.png"), red)}', '"nowhere.png"'),
        ('a{background:src("https://example.com/x")}', 'src("https://example.com/x")'),
        ('a{--x:"https://example.com/x"}', '"https://example.com/x"'),
        ('a{--x:" https:example.com/x"}', '"'),
        ('a{--x:"\\\\\\\\example.com/x"}', "example.com"),
        ('@charset "utf-16le";', "utf-16le"),
        # Browsers may leave such an address, or such a string, at another place.
        ('a{b:url(" \\\\)} body{background:url(https://example.com/)}', "1:"),
        ('a{content:"x\n}', "1:"),
        ("a{}}", "1:"),
        ("a{background:url(x.png", "1:"),
        ('a{--x:×url(")} b{background:url(https://example.com/)} c{--y:")}', "×url"),
        ("a{color:\0red}", "NUL"),
    ],
)
def test_style_sheets_ask_nobody_else(sheet: str, where: str, tmp_path: Path) -> None:
    fault, *_ = found = faults(tmp_path, {INDEX: html(), "de/a/x.png": "x", "de/a/own.css": sheet})
    assert {fault.page for fault in found} == {"de/a/own.css"}
    assert where in fault.where


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "latin-1"])
def test_a_style_sheet_that_is_not_utf_8_is_refused(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "de").mkdir()
    (tmp_path / "de" / "OWN.CSS").write_bytes("a{content:'ü'}".encode(encoding))
    (fault,) = faults(tmp_path, {INDEX: html()})
    assert fault.page == "de/OWN.CSS"


def test_a_style_element_asks_nobody_else(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, {INDEX: html(head=r"<style>a{background:\75rl(//example.com/)}</style>")})
    assert fault.where == "url(//example.com/)"


@pytest.mark.parametrize("package", ["material", "zensical"])
def test_the_themes_own_style_sheets_pass(package: str, tmp_path: Path) -> None:
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        pytest.skip(f"{package} is not installed")
    found = sorted((Path(spec.origin).parent / "templates" / "assets" / "stylesheets").rglob("*.css"))
    assert found
    # With a changed byte none of them is known, and each is read.
    sheets = {f"de/{path.name}": f"a{{}}{path.read_text(encoding='utf-8')}" for path in found}
    run(tmp_path, {INDEX: html(), **sheets})


ADDRESS = "https://example.com/x.png"
ESCAPES = st.sampled_from(["{0}", "\\{1:x} ", "\\{1:06X}", "\\{1:X}\t"])


@given(
    name=st.tuples(*[ESCAPES] * 3), address=st.tuples(*[ESCAPES] * len(ADDRESS)), quote=st.sampled_from(["", '"', "'"])
)
def test_an_address_is_seen_however_it_is_escaped(name: tuple[str, ...], address: tuple[str, ...], quote: str) -> None:
    function = "".join(way.format(sign, ord(sign)) for way, sign in zip(name, "url", strict=True))
    escaped = "".join(way.format(sign, ord(sign)) for way, sign in zip(address, ADDRESS, strict=True))
    (found,) = sheet_addresses(f"a{{background:{function}({quote}{escaped}{quote})}}")
    assert found.address == ADDRESS


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
