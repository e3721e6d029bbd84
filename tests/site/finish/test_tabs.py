from pathlib import Path

import pytest

from tests.site.finish.small_trees import html, run, text

TABS = (
    '<ul><li class="md-tabs__item{}"><a class="md-tabs__link" href="{}index.html">Overview</a></li>'
    '<li class="md-tabs__item"><a class="md-tabs__link" href="{}findings/index.html">Findings</a></li></ul>'
)
ACTIVE = '<li class="md-tabs__item md-tabs__item--active">'


@pytest.mark.parametrize(
    ("path", "up", "active", "marked"),
    [
        ("de/findings/a1.html", ("../", "./"), "", "index.html"),
        ("de/findings/a1.html", ("../", "./"), " md-tabs__item--active", "../index.html"),
        ("de/imprint.html", ("", ""), "", None),
    ],
)
def test_a_page_that_is_not_listed_is_shown_in_its_section(
    path: str, up: tuple[str, str], active: str, marked: str | None, tmp_path: Path
) -> None:
    top, own = up
    tabs = TABS.format(active, top, top).replace(f"{top}findings/", "") if own == "./" else TABS.format(active, "", "")
    files = {"de/index.html": html(), "de/findings/index.html": html(), path: html(tabs)}
    run(tmp_path, files)
    written = text(tmp_path, path)
    assert written.count("md-tabs__item--active") == int(marked is not None)
    if marked is not None:
        assert f'{ACTIVE}<a class="md-tabs__link" href="{marked}" aria-current="true">' in written
