import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.facts.asking import ask
from tpm_audit.language.catalogue import Language
from tpm_audit.model.drawings import WeekDrawing
from tpm_audit.render.drawn_week import drawn_week
from tpm_audit.render.templates import Templates

HOURS = ask("hours")
STANDARD, FOUND = "Mo-Fr 07:00-18:00; Sa 08:00-12:00", "Mo-Fr 7-12, 13-18 Uhr, Sa 8-13:30 Uhr, So 9-11 Uhr"
BAR = re.compile(r"M(\d+) (\d+)h(\d+)v(\d+)h-(\d+)z")


def drawing(standard: str = STANDARD, found: str = FOUND) -> WeekDrawing:
    drawn = HOURS.fact.draw(HOURS.reading(standard), HOURS.reading(found))
    assert isinstance(drawn, WeekDrawing)
    return drawn


def first(page: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    found = page.css_first(selector)
    assert found is not None
    return found


def picture(code: str = "en", one: WeekDrawing | None = None) -> LexborNode:
    return first(LexborHTMLParser(drawn_week(Language(code), one or drawing())), "svg.tpm-week")


def bars(part: str) -> list[tuple[int, int, int]]:
    """Return the day, the beginning and the length of the bars of a part."""
    path = first(picture(), f"svg svg path.tpm-week__{part}").attributes["d"] or ""
    assert BAR.sub("", path) == ""
    return [(int(y) // 20, int(x), int(wide)) for x, y, wide, _, back in BAR.findall(path) if wide == back]


def test_what_is_seen_is_said() -> None:
    assert picture().attributes["role"] == "img"
    weekday = "7:00–12:00, 13:00–18:00 (Standard: 7:00–18:00)"
    assert picture().attributes["aria-label"] == "; ".join(
        [f"{name}: {weekday}" for name in ("Mon", "Tue", "Wed", "Thu", "Fri")]
        + ["Sat: 8:00–13:30 (Standard: 8:00–12:00)", "Sun: 9:00–11:00 (Standard: closed)"]
    )


def test_it_speaks_the_language_of_the_page() -> None:
    shown = picture("de")
    assert [text.text() for text in shown.css("text:not(.tpm-week__tick)")] == [
        *("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"),
        *("Soll", "Ist"),
    ]
    assert "So: 9:00–11:00 (Soll: geschlossen)" in (shown.attributes["aria-label"] or "")


def test_bars_stand_where_it_is_open() -> None:
    assert bars("standard") == [*((day, 420, 660) for day in range(5)), (5, 480, 240)]
    assert bars("missing") == [(day, 720, 60) for day in range(5)]
    assert bars("added") == [(5, 720, 90), (6, 540, 120)]
    assert len(bars("found")) == 5 * 2 + 2


def test_of_the_day_is_shown_what_is_open() -> None:
    assert [tick.text() for tick in picture().css(".tpm-week__tick")] == ["6", "8", "10", "12", "14", "16", "18"]
    night = picture(one=drawing("Fr 20:00-02:00", "Fr 20:00-24:00"))
    assert [tick.text() for tick in night.css(".tpm-week__tick")] == ["0", "4", "8", "12", "16", "20", "24"]
    said = "Fri: 20:00–24:00; Sat: closed (Standard: 0:00–2:00); Sun: closed"
    assert night.attributes["aria-label"] == f"Mon: closed; Tue: closed; Wed: closed; Thu: closed; {said}"
    assert first(night, "svg svg").attributes["viewBox"] == "0 0 1440 140"


@pytest.mark.parametrize("part", ["added", "missing"])
def test_no_path_is_empty(part: str) -> None:
    other = drawing(FOUND, STANDARD) if part == "added" else drawing("Mo 8-9 Uhr", "Mo 8-10 Uhr")
    shown = str(drawn_week(Language("en"), other))
    assert 'd=""' not in shown
    assert "style=" not in shown


def test_pages_show_it_beside_what_was_found(tmp_path: Path) -> None:
    macro = '{% from "macros/drawing.html.j2" import raw, beside %}{{ raw(text, drawing) }}{{ beside(drawing) }}'
    (tmp_path / "x.j2").write_text(macro, encoding="utf-8")
    shown = Templates(Language("en"), tmp_path).render("x.j2", {"text": FOUND, "drawing": drawing()}, "index.html")
    page = LexborHTMLParser(shown)
    assert first(page, ".tpm-raw").text() == FOUND
    assert first(page, "svg.tpm-week").html == picture().html
