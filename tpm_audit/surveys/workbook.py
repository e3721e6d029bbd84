"""XLSX: a sheet of a workbook, read row by row; what it unpacks to is bounded before any of it is read.

Read with what Python has: libraries that hold a whole sheet in memory make room for every cell up to the last one, and
one cell at the far corner of a small file then ends the process.
"""

import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO, BinaryIO, Final
from xml.parsers import expat

from tpm_audit.source.message import Message, say
from tpm_audit.surveys import plain
from tpm_audit.surveys.export_file import FileKind, NoSheetError, NoTableError
from tpm_audit.surveys.formats import OF_TABLES
from tpm_audit.surveys.reader import Row
from tpm_audit.surveys.sheet_rows import Formats, rows_in
from tpm_audit.surveys.sheet_xml import BrokenXmlError, elements, strings

_MOST_BYTES: Final = 500_000_000  # of all parts that are read, unpacked
_MOST_KEPT: Final = 100_000_000  # of those that are kept whole: the texts of the cells, the formats
_MOST_PACKED: Final = 100_000_000
_PACKED_SO: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_PROTECTED: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # a file of another kind holds the one that is protected
_ENCRYPTED: Final = 0x1
_BROKEN = (
    BrokenXmlError,
    expat.ExpatError,
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    LookupError,
    ValueError,
    RuntimeError,
    OSError,
)


@dataclass(frozen=True, slots=True)
class _Relation:
    """What a part of the package refers to: as what, and the path of it."""

    kind: str
    path: str


def _rows(file: BinaryIO, sheet: str | None) -> Iterator[tuple[int, Row]]:
    """Yield the rows of a sheet with their numbers, of the first where none is named; empty ones are left out."""
    line = 0
    try:
        if file.read(len(_PROTECTED)) == _PROTECTED:
            raise _unreadable(say("the workbook is protected, or an older kind of file"))
        if file.seek(0, 2) > _MOST_PACKED:
            raise _too_large(file.tell())
        with zipfile.ZipFile(file) as package:
            for line, row in _Package(package).rows(sheet):
                yield line, row
    except _BROKEN:
        raise _unreadable(say("this is no workbook that can be read"), line + 1) from None


def _unreadable(said: Message, line: int = 1) -> NoTableError:
    return NoTableError(said, say("save it anew as .xlsx without a password, or export the answers as CSV"), line)


def _too_large(n: int) -> NoTableError:
    said = say("the workbook is larger than what is read of one: {n} MB", n=n // 1_000_000)
    return NoTableError(said, say("export the answers as CSV"))


class _Package:
    """The parts of a workbook that say what stands in its sheets."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self.package = package
        self.left = _MOST_BYTES
        book = next((one.path for one in self._relations("").values() if one.kind == "officeDocument"), None)
        if book is None:
            raise BrokenXmlError
        self.book = book
        self.related = self._relations(self.book)

    def rows(self, sheet: str | None) -> Iterator[tuple[int, Row]]:
        """Yield the rows of a sheet.

        Raises:
            NoSheetError: there is none of this name.
        """
        sheets: dict[str, str] = {}
        from_1904 = False
        for element in elements(self._kept(self.book)):
            if element.name == "workbookPr":
                from_1904 = element.attributes.get("date1904") in {"1", "true"}
            relation = self.related.get(element.attributes.get("id", "")) if element.name == "sheet" else None
            if relation is not None and relation.kind == "worksheet":
                sheets[element.attributes.get("name", "")] = relation.path
        path = next(iter(sheets.values())) if sheet is None and sheets else sheets.get(sheet or "")
        if path is None:
            raise NoSheetError(tuple(sheets))
        texts = [text for one in self._paths("sharedStrings") for text in strings(self._kept(one))]
        styles = (element for one in self._paths("styles") for element in elements(self._kept(one)))
        formats = Formats.of(styles, from_1904=from_1904)
        yield from rows_in(self._part(path, _MOST_BYTES), texts, formats)

    def _paths(self, kind: str) -> Iterable[str]:
        """Return the paths of parts of a kind, each once, however often it is referred to."""
        return dict.fromkeys(one.path for one in self.related.values() if one.kind == kind)

    def _relations(self, part: str) -> dict[str, _Relation]:
        """Return what a part refers to, by the ids it has for it."""
        folder, name = posixpath.split(part)
        found: dict[str, _Relation] = {}
        for element in elements(self._kept(posixpath.join(folder, "_rels", f"{name}.rels"))):
            attributes = element.attributes
            if element.name == "Relationship":
                path = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", ""))).lstrip("/")
                found[attributes.get("Id", "")] = _Relation(posixpath.basename(attributes.get("Type", "")), path)
        return found

    def _kept(self, path: str) -> IO[bytes]:
        return self._part(path, _MOST_KEPT)

    def _part(self, path: str, most: int) -> IO[bytes]:
        info = self.package.getinfo(path)
        if info.flag_bits & _ENCRYPTED:
            raise _unreadable(say("the workbook is protected, or an older kind of file"))
        if info.file_size > min(most, self.left):
            raise _too_large(_MOST_BYTES - self.left + info.file_size)
        self.left -= info.file_size
        if info.compress_type not in _PACKED_SO:
            raise zipfile.BadZipFile
        return self.package.open(info)


KIND = FileKind(frozenset({".xlsx", ".xlsm"}), _rows, (*OF_TABLES, plain.OF_WORKBOOKS), has_sheets=True)
