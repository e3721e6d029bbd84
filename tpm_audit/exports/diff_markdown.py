"""A comparison as Markdown for a pull request: never longer than a comment may be, and what was cut is said.

Nothing in it is obeyed: no markup, no HTML, and neither ``@name`` nor ``#1`` calls anybody or links anywhere.
"""

from collections.abc import Iterator
from typing import Final

from tpm_audit.exports.diff_outline import Outline, Section
from tpm_audit.exports.markdown import inert
from tpm_audit.language.catalogue import Language
from tpm_audit.source.message import Sayable, say

MOST_SIGNS: Final = 65_536  # of a comment on GitHub
_ROWS = (100, 50, 20, 10, 5, 1)  # of a table, tried one after the other


def diff_markdown(outline: Outline, language: Language) -> str:
    """Return the Markdown, tables whole."""
    return next(text for text in (_written(outline, language, rows) for rows in _ROWS) if len(text) <= MOST_SIGNS)


def _written(outline: Outline, language: Language, most: int) -> str:
    lines = [
        f"### {_inert(outline.title, language)}",
        "",
        f"**{'; '.join(_inert(one, language) for one in outline.verdict)}** ({_inert(outline.edition, language)})",
    ]
    for section in outline.sections:
        lines += ["", *_section(section, language, most)]
    return "\n".join(lines) + "\n"


def _section(section: Section, language: Language, most: int) -> Iterator[str]:
    yield f"#### {_inert(section.title, language)}"
    yield ""
    if section.rows:
        yield _row(section.columns, language)
        yield "|" + "---|" * len(section.columns)
        yield from (_row(row, language) for row in section.rows[:most])
    notes = section.notes
    if (cut := len(section.rows) - most) > 0:
        notes = (say("{n} more row was cut", "{n} more rows were cut", n=cut), *notes)
    if section.rows and notes:
        yield ""
    yield from (f"- {_inert(note, language)}" for note in notes)


def _row(cells: tuple[Sayable, ...], language: Language) -> str:
    return f"| {' | '.join(_inert(cell, language) for cell in cells)} |"


def _inert(said: Sayable, language: Language) -> str:
    return inert(language.say(said))
