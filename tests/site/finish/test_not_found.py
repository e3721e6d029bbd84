import json
import re
from pathlib import Path

import pytest

from tests.site.finish.small_trees import THEME_SCRIPT, html, run, text
from tpm_audit.site.finish.finish import FinishSettings

WORKER = "assets/javascripts/workers/search.min.js"


def built(base: str, code: str) -> dict[str, str]:
    """Return a tree whose engine took ``base`` for its place on the host."""
    config = json.dumps({"base": base.rstrip("/") or "/", "search": f"{base}{WORKER}"})
    page = (
        f'<a href="{base}index.html">x</a><a href="https://example.com/">x</a>'
        "<article><h1>404 - Not found</h1></article>"
        f'<script id="__config" type="application/json">{config}</script><script src="{base}{THEME_SCRIPT}"></script>'
    )
    scope = f'<script>__md_scope=new URL("{base}",location)</script>'
    return {
        f"{code}/index.html": html(),
        f"{code}/404.html": html(page, scope),
        f"{code}/{THEME_SCRIPT}": "1",
        f"{code}/{WORKER}": "1",
    }


@pytest.mark.parametrize(
    ("base", "site_url", "root"),
    [
        ("/", None, "/"),
        ("/", "https://example.com", "/"),
        ("/sub/de/", "https://example.com/sub", "/sub/"),
        ("/", "https://example.com/a/b/", "/a/b/"),
        ("/k%C3%BCche/de/", "https://example.com/k%C3%BCche/", "/k%C3%BCche/"),
    ],
)
def test_all_is_named_from_the_root(base: str, site_url: str | None, root: str, tmp_path: Path) -> None:
    run(tmp_path, {**built(base, "de"), **built(base.replace("de", "en"), "en")}, FinishSettings(site_url=site_url))
    written = text(tmp_path, "de/404.html")
    assert f'<a href="{root}de/index.html">x</a>' in written
    assert f'src="{root}de/{THEME_SCRIPT}"' in written
    assert re.search(rf'src="{root}assets/inline/(\w+)\.js"', written)
    found = re.search(r'type="application/json">(.*?)</script>', written)
    assert found is not None
    assert json.loads(found[1]) == {"base": f"{root}de/", "search": f"{root}de/{WORKER}"}
    scopes = {path.read_text(encoding="utf-8") for path in (tmp_path / "assets" / "inline").iterdir()}
    assert f'__md_scope=new URL("{root}de/",location)' in scopes


def test_the_root_has_the_default_languages_page_with_all_languages(tmp_path: Path) -> None:
    run(tmp_path, {**built("/", "de"), **built("/", "en")})
    top = text(tmp_path, "404.html")
    assert top == text(tmp_path, "de/404.html")
    assert "404 - Not found" not in top
    for code, name in (("de", "Deutsch"), ("en", "English")):
        assert f'<a href="/{code}/index.html" hreflang="{code}" lang="{code}">{name}</a>' in top
    assert "<h1>There is no such page</h1>" in text(tmp_path, "en/404.html")
    assert "<p>To the overview: <a" in text(tmp_path, "en/404.html")


def test_one_language_has_one_way_out(tmp_path: Path) -> None:
    run(tmp_path, built("/", "en"))
    assert '<a href="/en/index.html" hreflang="en" lang="en">To the overview</a>' in text(tmp_path, "404.html")
