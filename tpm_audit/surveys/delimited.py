"""CSV and TSV: their encoding and their delimiter are found out, and they are read row by row."""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from tpm_audit.source.message import say
from tpm_audit.surveys.export_file import FileKind, NoTableError
from tpm_audit.surveys.formats import OF_TABLES
from tpm_audit.surveys.reader import Row

_HEAD_BYTES: Final = 65_536
_ENCODINGS: Final = {"utf-8-sig": "UTF-8", "utf-16": "UTF-16", "cp1252": "Windows-1252"}
_DELIMITERS: Final = (",", ";", "\t")
_MOST_CHARACTERS: Final = 1_000_000  # of one cell


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
        reader = csv.reader(text, delimiter=written.delimiter)
        last = 0
        try:
            for row in reader:
                last = reader.line_num
                if row:
                    yield last, row
        except csv.Error:
            raise _no_table(last + 1) from None
        except UnicodeError:
            raise _no_table(_line_without_text(file, written.encoding)) from None


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


def _encoding_of(file: BinaryIO) -> str:
    """Return what people call the encoding."""
    head = file.read(_HEAD_BYTES)
    file.seek(0)
    return _ENCODINGS[_encoding(head)]


KIND = FileKind(frozenset({".csv", ".tsv", ".txt"}), _rows, OF_TABLES, encoding=_encoding_of)
