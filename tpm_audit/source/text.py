"""The text of a file, and where in it a character stands."""

import io
import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from tpm_audit.source.problems import Place

_REST_OF_LINE: Final = re.compile(r"[^\r\n]*")
_LONGEST_EXCERPT: Final = 60


@dataclass(frozen=True, slots=True)
class Lines:
    """Turns positions (characters from the start of a file) into places."""

    file: str
    starts: "array[int]"

    def place(self, position: int) -> Place:
        """Return the line and column of a position."""
        line = bisect_right(self.starts, position)
        return Place(self.file, line, position - self.starts[line - 1] + 1)


@dataclass(frozen=True, slots=True)
class SourceText:
    """A decoded file, without byte order mark."""

    text: str
    lines: Lines

    @classmethod
    def of(cls, file: str, text: str) -> "SourceText":
        """Return the text with its line starts."""
        starts = array("I", accumulate(map(len, io.StringIO(text, newline="")), initial=0))
        if text and text[-1] not in "\r\n":
            starts.pop()  # the last line has no end, and no line begins there
        return cls(text, Lines(file, starts))

    def place(self, position: int) -> Place:
        """Return the line and column of a position."""
        return self.lines.place(position)

    def before(self, position: int) -> str:
        """Return what stands on the line before a position."""
        return self.text[position - self.place(position).column + 1 : position]

    def after(self, position: int) -> str:
        """Return what stands on the line from a position on, as far as a message may show it."""
        rest = _REST_OF_LINE.match(self.text, position, position + 2 * _LONGEST_EXCERPT)
        return rest.group() if rest else ""


def excerpt(text: str) -> str:
    """Return a text of the file on one line, short enough for a message."""
    line = " ".join(text[: 2 * _LONGEST_EXCERPT].split())
    cut = len(line) > _LONGEST_EXCERPT or len(text) > 2 * _LONGEST_EXCERPT
    return line[: _LONGEST_EXCERPT - 1] + "…" if cut else line
