import pytest

from tests.workspace.cases import base, files_of
from tpm_audit.pages import page
from tpm_audit.report import read
from tpm_audit.workspace.written_links import IN_EVERY_SITE, OF_IDS, WHERE_THERE_IS


def told(body: str) -> list[tuple[int, int]]:
    files = files_of(base({"content/pages/a.md": f"---\norder: 1\n---\n{body}", "content/pages/b.en.md": "Hello."}))
    return [(one.place.line, one.place.column) for one in read(files).problems if one.code == "TPS051"]


@pytest.mark.parametrize(
    ("body", "places"),
    [
        ("[b](b.md), [b](./b.md#x), [b](b.en.md) and [b](b.html)", []),
        ("x\n\nand [c](c.md)", [(6, 5)]),
        ("[c](<c.md>) [d](d.md 'D')", [(4, 1), (4, 13)]),
        ("[c]\n\n[c]: c.md", [(6, 1)]),
        ("[^1]\n\n[^1]: c.md", []),
        ("```\n[c](c.md)\n```\n`[c](c.md)`\n\n    [c](c.md)", []),
        ("[a](../findings/TPC001-7k3q9f2m4x.html) [b](../data/result.json) [c](../../other.html) [d](folder/)", []),
        ("[a](https://x.example/c.md) [b](mailto:c@x.example) [c](#top) [d](/c.html)", []),
        ("[a](../touchpoints/index.html) [b](../touchpoints/none.html) [c](../nothing.html)", [(4, 32), (4, 62)]),
    ],
)
def test_links_that_lead_nowhere_are_told_where_they_stand(body: str, places: list[tuple[int, int]]) -> None:
    assert told(body) == places


def test_the_paths_are_those_of_the_pages() -> None:
    every = {page.touchpoint_path, page.channel_path, page.location_path, page.fact_path, page.checklist_path}
    # An owner has a page only where there is something to own, and the client's edition has other ids.
    assert {path("x").partition("/")[0] for path in every} == set(OF_IDS)
    fixed = {value for value in vars(page).values() if isinstance(value, str) and value.endswith(".html")}
    sometimes = {page.HISTORY, *WHERE_THERE_IS.values()}  # a first audit has no history
    assert fixed - sometimes == set(IN_EVERY_SITE)
    assert [*WHERE_THERE_IS.values()] == [page.CUSTOMERS, page.JOURNEY, page.KPIS]
