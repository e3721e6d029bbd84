"""The rows of a sheet as texts: whole numbers without a point, days as 2026-10-31, whatever the sheet shows."""

import datetime
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Final, Self

from tpm_audit.surveys.export_file import HEAD_ROWS
from tpm_audit.surveys.numbers import text_of_number
from tpm_audit.surveys.reader import Row
from tpm_audit.surveys.sheet_xml import (
    DEEPEST,
    BrokenXmlError,
    Element,
    fed,
    local,
    new_parser,
    refuse_longer,
    unescaped,
)

_MOST_COLUMNS: Final = 16_384
_MOST_ROWS: Final = 1_048_576
_MOST_CELLS: Final = 200_000_000  # with those that nothing stands in: a far one makes room for all before it
_MOST_LETTERS: Final = 3  # of a column's name
_SECONDS: Final = 86_400  # of a day
_DAYS: Final = frozenset({*range(14, 23), *range(27, 37), *range(50, 59)})  # formats of days that no sheet declares
_NO_FORMAT: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.')  # what a format shows as it is, and its colours
_HOW_LONG: Final = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)  # a duration is no day
_1900: Final = datetime.datetime(1899, 12, 30)  # noqa: DTZ001 (a sheet's days have no zone)
_1904: Final = datetime.datetime(1904, 1, 1)  # noqa: DTZ001
_LEAP_1900: Final = 60  # days before the one that was none, which 1900 has in sheets


@dataclass(frozen=True, slots=True)
class Formats:
    """Which styles of a workbook show a number as a day, and the day that they count from."""

    of_days: frozenset[str]
    from_1904: bool

    @classmethod
    def of(cls, styles: Iterable[Element], *, from_1904: bool) -> Self:
        """Return those that a workbook declares."""
        own: dict[str, str] = {}
        used: list[str] = []
        for one in styles:
            if one.name == "numFmt":
                own[one.attributes.get("numFmtId", "")] = one.attributes.get("formatCode", "")
            elif one.name == "xf" and one.within == "cellXfs":
                used.append(one.attributes.get("numFmtId", ""))
        return cls(frozenset(str(at) for at, name in enumerate(used) if _is_of_days(name, own.get(name))), from_1904)

    def day(self, text: str) -> str:
        """Return the day, or the time of one, that a number stands for; a number that stands for none as it is."""
        value = _finite(text)
        if value is None:
            return text
        whole = math.floor(value)
        seconds = round((value - whole) * _SECONDS)
        if whole == 0:
            return str(datetime.timedelta(seconds=seconds)).zfill(len("00:00:00"))
        missing = 1 if whole < _LEAP_1900 and not self.from_1904 else 0
        try:
            found = (_1904 if self.from_1904 else _1900) + datetime.timedelta(whole + missing, seconds)
        except OverflowError:
            return _number(text)
        return found.isoformat(" ") if found.time() != datetime.time() else found.date().isoformat()


def _is_of_days(name: str, code: str | None) -> bool:
    if code is None:
        return name.isdecimal() and int(name) in _DAYS
    if _HOW_LONG.search(code):
        return False
    return bool(re.search("[ymdhs]", _NO_FORMAT.sub("", code), re.IGNORECASE))


def _number(text: str) -> str:
    if text.isdecimal() and text.isascii():
        return text
    value = _finite(text)
    return text if value is None else text_of_number(value)


def _finite(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def rows_in(part: IO[bytes], texts: Sequence[str], formats: Formats) -> Iterator[tuple[int, Row]]:
    """Yield the rows of a sheet with their numbers; empty ones are left out.

    Raises:
        BrokenXmlError: it is no sheet.
        LookupError, ValueError: a cell cannot be read.
    """
    sheet = _Sheet(texts, formats)
    try:
        for _ in fed(sheet.parser, part):
            refuse_longer(sheet.said)
            yield from sheet.rows
            sheet.rows.clear()
    except Exception:
        yield from sheet.rows  # so that whoever counts them knows which one could not be read
        raise


class _Sheet:
    """The sheet as far as it was read: ``rows`` are those that have ended."""

    def __init__(self, texts: Sequence[str], formats: Formats) -> None:
        self.texts = texts
        self.formats = formats
        self.rows: list[tuple[int, Row]] = []
        self.line = 0
        self.depth = 0
        self.n_rows = self.n_cells = self.n_head = self.head_width = 0
        self.width = _MOST_COLUMNS
        self.cells: list[str] = []
        self.at = -1
        self.kind, self.style = "n", ""
        self.said: list[str] = []
        self.is_sound = False  # how a text is pronounced is no part of it
        self.columns: dict[str, int] = {}
        self.parser = new_parser()
        self.parser.StartElementHandler, self.parser.EndElementHandler = self.start, self.end

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take note of a row, a cell, or what stands in one."""
        name = local(name) if ":" in name else name
        self.depth += 1
        if self.depth > DEEPEST:
            raise BrokenXmlError
        if name == "c":
            place = attributes.get("r")
            self.at = self.at + 1 if place is None else self.column(place.rstrip("0123456789"))
            self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "")
        elif name in {"v", "t"} and not self.is_sound:
            self.parser.CharacterDataHandler = self.said.append
        elif name == "rPh":
            self.is_sound = True
        elif name == "row":
            self.line = int(attributes.get("r") or self.line + 1)
            self.cells, self.at = [], -1
            self.n_rows += 1
            if self.n_rows > _MOST_ROWS:
                raise BrokenXmlError

    def end(self, name: str) -> None:
        """Finish a row, a cell, or what stands in one."""
        name = local(name) if ":" in name else name
        self.depth -= 1
        if name in {"v", "t"}:
            self.parser.CharacterDataHandler = None
        elif name == "rPh":
            self.is_sound = False
        elif name == "c" and self.said:
            text = self.text("".join(self.said))
            self.said.clear()
            if self.at < self.width:
                self.cells += [""] * (self.at + 1 - len(self.cells))
                self.cells[self.at] = text
        elif name == "row" and any(self.cells):
            self.end_row()

    def end_row(self) -> None:
        """Keep a row; those that tell what the columns are tell how many are of use."""
        self.rows.append((self.line, self.cells))
        self.n_cells += len(self.cells)
        if self.n_cells > _MOST_CELLS:
            raise BrokenXmlError
        if self.n_head < HEAD_ROWS:
            self.n_head += 1
            self.head_width = max(self.head_width, len(self.cells))
            self.width = self.head_width if self.n_head == HEAD_ROWS else _MOST_COLUMNS

    def column(self, letters: str) -> int:
        """Return the position of a column by its letters."""
        known = self.columns.get(letters)
        if known is None:
            known = self.columns[letters] = _column(letters)
        return known

    def text(self, said: str) -> str:
        """Return what a cell says."""
        if self.kind == "s":
            return self.texts[int(said)]
        if self.kind == "n":
            return self.formats.day(said) if self.style in self.formats.of_days else _number(said)
        if self.kind == "b":
            return "FALSE" if said == "0" else "TRUE"
        return unescaped(said)


def _column(letters: str) -> int:
    at = -1
    for letter in letters.upper():
        at = (at + 1) * 26 + ord(letter) - ord("A")
    if not (letters.isascii() and letters.isalpha() and len(letters) <= _MOST_LETTERS and at < _MOST_COLUMNS):
        raise BrokenXmlError
    return at
