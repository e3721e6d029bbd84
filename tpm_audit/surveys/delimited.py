"""CSV and TSV: their encoding and their delimiter are found out, and they are read row by row.

A copy is written so that it is read as the same cells: all of them in quotes, and none of them a formula.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import BinaryIO, Final, TextIO

from tpm_audit.source.formulas import held_cell, own_cell
from tpm_audit.source.message import say
from tpm_audit.surveys.export_file import FileKind, NoTableError
from tpm_audit.surveys.formats import OF_TABLES
from tpm_audit.surveys.reader import Row

_HEAD_BYTES: Final = 65_536
_MARKS: Final = (  # the longer before those that they begin with
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ENCODINGS: Final = {
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32": "UTF-32",
    "cp1252": "Windows-1252",
}
_SECOND_MARK: Final = "\ufeff"  # of a file that got one although it had one
_SEPARATOR: Final = re.compile(r"sep=([^\w\s\"']|\t)\r?\n?", re.ASCII)  # a first line that spreadsheets write and read
_DELIMITERS: Final = (",", ";", "\t")
_AFTER_A_QUOTED_CELL: Final = re.compile(rf'"(?:[^"]+|"")*+"([{"".join(_DELIMITERS)}])')
_MOST_CHARACTERS: Final = 1_000_000  # of one cell
_FEWEST_SWALLOWED: Final = 3  # whole rows in a cell: fewer lines may have as many commas by chance
_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_NUL: Final = "\0"  # many of them, and text is taken for UTF-16


@dataclass(frozen=True)
class Written:
    """How a file is written: its encoding as Python calls it, and what stands between its cells."""

    encoding: str
    delimiter: str

    @cached_property
    def quoted(self) -> re.Pattern[str]:
        """Return what finds the cells in quotes, with what stands between their end and that of the cell."""
        sign = re.escape(self.delimiter)
        return re.compile(rf'(?:\A|{sign})"(?P<text>(?:[^"]+|"")*+)(?P<end>"?)(?P<after>[^{sign}\r\n]?)')


def how_written(head: bytes) -> Written:
    """Return how a file is written that begins so.

    The sign after a first cell in quotes parts all; without quotes, the one that parts the first row into most cells.
    """
    encoding = _encoding(head)
    text = head.decode(encoding, errors="replace").lstrip(_SECOND_MARK)
    said = _SEPARATOR.match(text) or _AFTER_A_QUOTED_CELL.match(text)
    return Written(encoding, said[1] if said else max(_DELIMITERS, key=lambda sign: _cells(text, sign)))


def _encoding(head: bytes) -> str:
    marked = next((encoding for mark, encoding in _MARKS if head.startswith(mark)), None)
    if marked is not None:
        return marked
    first, second = head[::2].count(0), head[1::2].count(0)
    if max(first, second) > len(head) // 4 and min(first, second) <= len(head) // 40:
        return "utf-16-le" if second > first else "utf-16-be"  # most signs of our languages have a byte of zero
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "cp1252"  # what Windows writes where it does not write UTF-8
    return "utf-8-sig"


def _cells(text: str, delimiter: str) -> int:
    """Return how many cells the first row has if a sign parts them."""
    return len(next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), []))


def _rows(file: BinaryIO, _: str | None) -> Iterator[tuple[int, Row]]:
    """Yield the rows with the line that each ends on; empty ones are left out."""
    head = file.read(_HEAD_BYTES)
    file.seek(0)
    csv.field_size_limit(_MOST_CHARACTERS)
    try:
        written = how_written(head)
    except csv.Error:
        raise _no_table(1) from None
    with io.TextIOWrapper(file, encoding=written.encoding, newline="", errors="strict") as text:
        try:
            yield from _parsed(text, written)
        except UnicodeError:
            raise _no_table(_line_without_text(file, written.encoding)) from None


def _parsed(text: TextIO, written: Written) -> Iterator[tuple[int, Row]]:
    """Yield the rows of a text with the line that each ends on.

    Raises:
        NoTableError: a quote is not closed, or a cell is longer than any answer.
        UnicodeError: it is no text.
    """
    first = text.readline().lstrip(_SECOND_MARK)
    before = 1 if _SEPARATOR.fullmatch(first) else 0
    held: list[str] = []
    lines = _held_in(held, text if before else chain((first,), text))
    reader = csv.reader(lines, delimiter=written.delimiter)
    last, width = before, 0
    try:
        for row in reader:
            line = reader.line_num + before
            if line - last > 1:
                _refuse_open_quote(held, last + 1, written, width)
            if row:
                width = width or len(row)
                yield line, [own_cell(cell) for cell in row] if "'" in held[-1] or len(held) > 1 else row
            last = line
            held.clear()
    except csv.Error:
        _refuse_open_quote(held, last + 1, written, width)
        raise _no_table(last + 1) from None


def _held_in(held: list[str], lines: Iterable[str]) -> Iterator[str]:
    """Yield lines, and hold them until whoever makes rows of them has done so; an empty one ends them.

    It makes no row, unless a quote is still open: then it is a line more than the last row has.
    """
    for line in lines:
        held.append(line)
        yield line
    yield ""


def _refuse_open_quote(lines: Iterable[str], first: int, written: Written, width: int) -> None:
    """Refuse the lines of a row in which a quote is opened that ends elsewhere than its cell: other rows are in it.

    Raises:
        NoTableError: there is one; with the line where it is opened.
    """
    row = "".join(lines)
    for found in written.quoted.finditer(row):
        inner = _LINE_END.split(found["text"])
        if not found["end"] or (inner[1:] and (found["after"] or _are_rows(inner[1:-1], written.delimiter, width))):
            said = say("the quote that is opened here does not end with its cell: the rows after it would be lost")
            hint = say('close it where the cell ends, and write "" for each quote within a text')
            raise NoTableError(said, hint, first + len(_LINE_END.findall(row, 0, found.start("text"))))


def _are_rows(lines: list[str], delimiter: str, width: int) -> bool:
    """Say whether whole lines within a cell are rows: each has as many cells as the first row of the file."""
    return width > 1 and len(lines) >= _FEWEST_SWALLOWED and all(one.count(delimiter) == width - 1 for one in lines)


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


def _no_table(line: int) -> NoTableError:
    return NoTableError(say("this is no text that can be read as a table"), say("export it anew as CSV in UTF-8"), line)


def write_copy(file: TextIO, rows: Iterable[Row]) -> None:
    """Write rows so that they are read as the same cells.

    In quotes, so that no sign within a cell is taken for one that parts cells or rows, or that says how all are parted.
    """
    copied = ([held_cell(cell.replace(_NUL, "\N{REPLACEMENT CHARACTER}")) for cell in row] for row in rows)
    csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(copied)


def _encoding_of(file: BinaryIO) -> str:
    """Return what people call the encoding."""
    head = file.read(_HEAD_BYTES)
    file.seek(0)
    return _ENCODINGS[_encoding(head)]


KIND = FileKind(frozenset({".csv", ".tsv", ".txt"}), _rows, OF_TABLES, encoding=_encoding_of)
