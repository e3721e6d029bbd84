"""Two weeks of opening hours as a picture: a page may have hundreds, and a macro would take ten times as long."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from markupsafe import Markup

from tpm_audit.facts.week import day_name
from tpm_audit.language.catalogue import Language
from tpm_audit.model.drawings import DayDrawing, Spans, WeekDrawing
from tpm_audit.render.markup import escaped

_LEFT, _WIDTH = 34, 196  # of the bars, in a picture 240 wide
_TOP, _ROW = 16, 20
_STANDARD, _FOUND = (2, 5), (9, 8)  # where in its row a bar stands, and how high it is


@lru_cache(2**10)  # what is shown of a fact and of a finding is the same
def drawn_week(language: Language, drawing: WeekDrawing) -> Markup:
    """Return each day with two bars, the standard's above what was found, and all of it in words for who cannot see it.

    The bars are drawn in minutes, what is written around them in pixels of a picture 240 wide.
    """
    days, height = drawing.days, _ROW * len(drawing.days)
    said, seen = escaped(_said(days, language)), f"{drawing.first} 0 {drawing.last - drawing.first} {height}"
    parts = (
        f'<svg class="tpm-week" viewBox="0 0 240 {height + 36}" role="img" aria-label="{said}">',
        f'<path class="tpm-week__axis" d="{"".join(f"M{x} 14v{height + 2}" for x, _ in _ticks(drawing))}"/>',
        *(f'<text class="tpm-week__tick" x="{x}" y="11">{hour}</text>' for x, hour in _ticks(drawing)),
        *(
            f'<text x="0" y="{_TOP + _ROW * row + 12}">{escaped(language.say(day_name(row)))}</text>'
            for row in range(len(days))
        ),
        f'<svg x="{_LEFT}" y="{_TOP}" width="{_WIDTH}" height="{height}" viewBox="{seen}" preserveAspectRatio="none">',
        _bars("standard", (day.expected for day in days), *_STANDARD),
        _bars("found", (day.found for day in days), *_FOUND),
        _bars("missing", (day.missing for day in days), *_FOUND),
        _bars("added", (day.added for day in days), *_FOUND),
        "</svg>",
        _key(language, height + _TOP + 8),
        "</svg>",
    )
    return Markup("".join(parts))  # noqa: S704 (numbers, and words that are escaped)


def _ticks(drawing: WeekDrawing) -> Iterator[tuple[int, int]]:
    """Yield where a tick stands, and its hour."""
    for minute in range(drawing.first, drawing.last + 1, drawing.step):
        yield _LEFT + (minute - drawing.first) * _WIDTH // (drawing.last - drawing.first), minute // 60


def _bars(part: str, rows: Iterable[Spans], top: int, height: int) -> str:
    """Return the bars of all days as one path, nothing where there are none."""
    bars = [
        f"M{start} {_ROW * row + top}h{end - start}v{height}h{start - end}z"
        for row, spans in enumerate(rows)
        for start, end in spans
    ]
    return f'<path class="tpm-week__{part}" d="{"".join(bars)}"/>' if bars else ""


def _key(language: Language, y: int) -> str:
    standard, found = escaped(language.word("Standard")), escaped(language.word("As found"))
    return (
        f'<path class="tpm-week__standard" d="M{_LEFT} {y}h16v5h-16z"/><text x="54" y="{y + 6}">{standard}</text>'
        f'<path class="tpm-week__found" d="M124 {y - 2}h16v8h-16z"/><text x="144" y="{y + 6}">{found}</text>'
    )


def _said(days: Iterable[DayDrawing], language: Language) -> str:
    """Return the hours of each day, with those of the standard where they are others."""
    said = []
    for row, day in enumerate(days):
        hours = f"{language.say(day_name(row))}: {_times(day.found, language)}"
        if day.missing or day.added:
            hours += f" ({language.word('Standard')}: {_times(day.expected, language)})"
        said.append(hours)
    return "; ".join(said)


def _times(spans: Spans, language: Language) -> str:
    times = (f"{_clock(start)}\N{EN DASH}{_clock(end)}" for start, end in spans)
    return ", ".join(times) or language.word("closed")


def _clock(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02}"
