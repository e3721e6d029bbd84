"""The file of a survey: how rows of texts are got from it. What they mean is the reader's business."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO, Final

from tpm_audit.source.message import Message, say
from tpm_audit.surveys.reader import Row, Rows, SurveyReader

HEAD_ROWS: Final = 3  # as many tell a format, and how many columns there are
_MOST_COLUMNS: Final = 16_384  # as many as a sheet has: short rows are made as long as the first


class NoTableError(Exception):
    """The file holds no rows that can be read: what is said of it, what to do, and the line where it shows."""

    def __init__(self, said: Message, hint: Message, line: int = 1) -> None:
        super().__init__(said)
        self.said = said
        self.hint = hint
        self.line = line


class NoSheetError(Exception):
    """The workbook has no sheet of the name that is asked for, but those in ``names``."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(names)
        self.names = names


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: the endings of its name, and its rows, each with its line; where it has sheets, those of one.

    Rows raise NoTableError where they cannot be read, and NoSheetError where there is no such sheet. ``readers`` are
    those that know a head as it stands in such a file, in the order in which they are tried. ``encoding`` finds out how
    text is written in it, and leaves the file at its beginning; None where the format itself says so.
    """

    endings: frozenset[str]
    rows: Callable[[BinaryIO, str | None], Rows]
    readers: tuple[SurveyReader, ...]
    has_sheets: bool = False
    encoding: Callable[[BinaryIO], str] | None = None


def first_rows(rows: Rows) -> Sequence[tuple[int, Row]]:
    """Return as many rows as tell a format.

    Raises:
        NoTableError: they have more columns than are read.
    """
    first = list(islice(rows, HEAD_ROWS))
    wide = next((line for line, row in first if len(row) > _MOST_COLUMNS), None)
    if wide is not None:
        said = say("the table has more columns than are read: {n}", n=_MOST_COLUMNS)
        raise NoTableError(said, say("export fewer questions at a time"), wide)
    return first
