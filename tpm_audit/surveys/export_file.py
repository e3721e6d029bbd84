"""The file of a survey as rows of texts: its encoding and its delimiter are found out, and it is read row by row."""

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO, Final

from tpm_audit.surveys.reader import Row

_HEAD_BYTES: Final = 65_536
_HEAD_ROWS: Final = 3
_DELIMITERS: Final = (",", ";", "\t")
_MOST_CHARACTERS: Final = 1_000_000  # of one cell


class NoTableError(Exception):
    """The file holds a row that cannot be read: ``line`` is where it begins, or where it has bytes that are no text."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


@dataclass(frozen=True, slots=True)
class Written:
    """How a file is written: its encoding as Python calls it, and what stands between its cells."""

    encoding: str
    delimiter: str


def how_written(head: bytes) -> Written:
    """Return how a file is written that begins so: the sign that parts the first row into most cells parts all."""
    encoding = _encoding(head)
    text = head.decode(encoding, errors="replace")
    return Written(encoding, max(_DELIMITERS, key=lambda sign: _cells(text, sign)))


def _encoding(head: bytes) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "cp1252"  # what Windows writes where it does not write UTF-8
    return "utf-8-sig"


def _cells(text: str, delimiter: str) -> int:
    """Return how many cells the first row has if a sign parts them."""
    return len(next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), []))


def rows_of(file: BinaryIO) -> Iterator[tuple[int, Row]]:
    """Yield the rows of a file with the line that each ends on; empty ones are left out.

    Raises:
        NoTableError: a row cannot be read.
    """
    head = file.read(_HEAD_BYTES)
    file.seek(0)
    csv.field_size_limit(_MOST_CHARACTERS)
    try:
        written = how_written(head)
    except csv.Error:
        raise NoTableError(1) from None
    with io.TextIOWrapper(file, encoding=written.encoding, newline="", errors="strict") as text:
        reader = csv.reader(text, delimiter=written.delimiter)
        last = 0
        try:
            for row in reader:
                last = reader.line_num
                if row:
                    yield last, row
        except csv.Error:
            raise NoTableError(last + 1) from None
        except UnicodeError:
            raise NoTableError(_line_without_text(file, written.encoding)) from None


def _line_without_text(file: BinaryIO, encoding: str) -> int:
    """Return the line of the first bytes that are no text: whole pieces are decoded ahead of the row that is read."""
    decoder, lines = codecs.getincrementaldecoder(encoding)(), io.IncrementalNewlineDecoder(None, translate=True)
    line = 1
    file.seek(0)
    while piece := file.read(_HEAD_BYTES):
        try:
            text = decoder.decode(piece)
        except UnicodeDecodeError as error:
            carried = len(error.object) - len(piece)  # bytes of a character that the piece before begins
            good = decoder.decode(piece[: max(0, error.start - carried)])
            return line + lines.decode(good, final=True).count("\n")
        line += lines.decode(text).count("\n")
    return line


def first_rows(rows: Iterator[tuple[int, Row]]) -> Sequence[tuple[int, Row]]:
    """Return as many rows as tell a format."""
    return list(islice(rows, _HEAD_ROWS))
