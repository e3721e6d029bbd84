"""What the search knows: titles, ids, findings and the verdicts; a table in it would make it heavy and slow."""

import json
from pathlib import Path

import pytest

from tests.browser.sites import ROOT, built

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo")]


def test_tables_and_visits_are_not_searched(tmp_path: Path) -> None:
    site = built(tmp_path / "site", ROOT, "--languages", "en", "--edition", "internal")
    docs = json.loads((site / "en" / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"]
    texts = {doc["location"]: doc["text"] for doc in docs}
    for section in ("facts", "channels", "findings", "answers", "visits"):
        assert texts[f"touchpoints/checkout.html#{section}"] == ""
    assert texts["consistency/phone.html#channels"] == ""
    assert "Checkout" in {doc["title"] for doc in docs}
    finding = next(page for page in site.glob("en/findings/TPC*.html"))
    words = " ".join(text for place, text in texts.items() if place.startswith(f"findings/{finding.name}"))
    assert finding.stem in words
    assert not any("&#" in doc["title"] for doc in docs)
