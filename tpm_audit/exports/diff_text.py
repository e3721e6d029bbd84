"""A comparison as text for a terminal."""

import textwrap
from collections.abc import Iterator

from tpm_audit.exports.diff_outline import Outline, Section
from tpm_audit.exports.text import plain
from tpm_audit.language.catalogue import Language

_WIDTH = 100
_WIDEST = 60  # signs of a cell that is not the last


def diff_lines(outline: Outline, language: Language, *, quiet: bool = False) -> Iterator[str]:
    """Yield the lines: the verdict first, then why; of a quiet one the verdict alone."""
    verdict = "; ".join(language.say(one) for one in outline.verdict)
    if quiet:
        yield plain(verdict)
        return
    yield plain(f"{language.say(outline.title)}, {language.say(outline.edition)}")
    yield from _wrapped(verdict)
    for section in outline.sections:
        yield ""
        yield from _section(section, language)


def _section(section: Section, language: Language) -> Iterator[str]:
    yield plain(language.say(section.title))
    said = [tuple(plain(language.say(cell)) for cell in row) for row in section.rows]
    if said:
        rows = [tuple(plain(language.say(one)) for one in section.columns), *said]
        widths = [min(max(len(row[column]) for row in rows), _WIDEST) for column in range(len(section.columns) - 1)]
        for row in rows:
            cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=False))
            yield "  " + "  ".join((*cells, row[-1])).rstrip()
    for note in section.notes:
        yield from (f"  {line}" for line in _wrapped(language.say(note)))


def _wrapped(text: str) -> Iterator[str]:
    """Yield a text in lines; what would be a command at the beginning of one is none."""
    return (plain(line) for line in textwrap.wrap(plain(text), _WIDTH, break_long_words=False))
