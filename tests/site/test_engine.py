import importlib.util
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.pages.small_result import small_result
from tpm_audit.language.catalogue import Language
from tpm_audit.model.mkdocs_file import MkdocsFile, Palette, SocialLink
from tpm_audit.pages.families import all_pages
from tpm_audit.render.templates import Templates
from tpm_audit.site import engine as engines
from tpm_audit.site.engine import Engine, EngineError, EngineMissingError, run_engine
from tpm_audit.site.folder import write_folder

ENGLISH = Language("en")
LOOK = MkdocsFile(
    site_url="https://x.example/",
    palettes=(Palette(primary="teal"),),
    social=(SocialLink("material/web", "https://x.example/?a=1&b=2", "<i-own>"),),
    favicon="brand/icon.png",
    extra_css=("own.css",),
    files={"own.css": b"a{}", "brand/icon.png": b"png"},
)

BOTH = pytest.mark.parametrize("engine", Engine)


def write(folder: Path, look: MkdocsFile | None = None) -> Path:
    result = small_result()
    pages = all_pages(result, ENGLISH)
    write_folder(folder, result, pages, Templates(ENGLISH), ENGLISH, *([look] if look else []))
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class Article(HTMLParser):
    """The links, and the elements with an id or of a chart, of what stands in a page's article."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.depth = 0
        self.seen: list[tuple[str, str | None]] = []
        self.feed(page.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.depth += tag == "article"
        if self.depth and tag in ("a", "script", "h1", "h2", "h3", "table", "figure"):
            found = dict(attrs)
            if found.get("id") != "__skip":
                self.seen.append((tag, found.get("href") or found.get("id")))

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "article"


@pytest.mark.slow
def test_both_engines_make_the_same_pages_links_and_charts(tmp_path: Path) -> None:
    pages = []
    for engine in Engine:
        folder = write(tmp_path / engine, LOOK)
        assert run_engine(engine, folder, {}, 0, strict=True) == ()
        made = files(folder / "site")
        pages.append({path: Article(page).seen for path, page in made.items() if path.endswith(".html")})
        assert made["own.css"] == b"a{}"
        assert b'<link rel="icon" href="brand/icon.png">' in made["index.html"].replace(b'href="./', b'href="')
        for page in (page.decode() for path, page in made.items() if path.endswith(".html")):
            assert 'href="https://x.example/?a=1&amp;b=2"' in page
            assert "<i-own>" not in page
            assert "Made with" not in page
    one, other = pages
    assert len(one) > len(("index.html", "404.html"))
    assert one == other


@pytest.mark.slow
@BOTH
def test_the_same_folder_makes_the_same_bytes(engine: Engine, tmp_path: Path) -> None:
    made = []
    for name, zone in (("one", "UTC"), ("two", "Pacific/Kiritimati")):
        folder = write(tmp_path / name)
        run_engine(engine, folder, {"TZ": zone}, 0)
        made.append(files(folder / "site"))
    assert made[0] == made[1]


@BOTH
def test_warnings_are_returned_and_refused_where_asked(engine: Engine, tmp_path: Path) -> None:
    folder = write(tmp_path)
    with (folder / "docs" / "findings" / "index.md").open("a", encoding="utf-8") as page:
        page.write("\n[x](nowhere.md)\n")
    (warning,) = run_engine(engine, folder, {}, 0)
    assert warning.startswith("WARNING -  ")
    assert "findings/index.md" in warning
    with pytest.raises(EngineError, match="--strict lets no warning pass\nWARNING"):
        run_engine(engine, folder, {}, 0, strict=True)


@BOTH
def test_a_failing_engine_is_quoted(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: [x\n", encoding="utf-8")
    with pytest.raises(EngineError, match=f"{engine} ended with 1\n(?s:.)*parsing the configuration file"):
        run_engine(engine, tmp_path, {}, 0)


@BOTH
def test_a_missing_engine_is_named_with_what_brings_it(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(EngineMissingError, match=f"{engine} is not installed; pip install .*tpm-audit"):
        engines.require(engine)
