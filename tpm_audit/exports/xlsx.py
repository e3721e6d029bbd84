"""The result as a workbook, for whoever goes on working with it in a spreadsheet."""

import datetime
import io
from decimal import Decimal
from itertools import islice
from typing import Any

from tpm_audit.exports.cells import Cell
from tpm_audit.exports.format import Beside, Format
from tpm_audit.exports.sheets import Sheet, sheets
from tpm_audit.exports.text import visible, visible_lines
from tpm_audit.language.said_error import MissingExtraError
from tpm_audit.model.result import Result
from tpm_audit.model.words import EDITIONS
from tpm_audit.source.message import Share, say

_MOST_LETTERS = 32_767  # of a cell, says Excel
_MOST_LINKS = 65_530  # of a sheet
_MOST_ROWS = 1_048_576  # of a sheet, its head among them
_SYSTEM_DATE = 14  # the number of the format that each reader's system has for dates


def write(result: Result, beside: Beside) -> bytes:
    """Return the workbook: every text is a text, never a formula; days are days, shares are per cent.

    Raises:
        MissingExtraError: XlsxWriter is not installed.
    """
    try:
        import xlsxwriter  # noqa: PLC0415 (an extra, and only for this)
    except ImportError:
        raise MissingExtraError("xlsx", extra="xlsx") from None

    held = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(held, options) as book:
        book.set_properties(_properties(result, beside))
        writer = _Writer(book, result, beside)
        for sheet in sheets(result, beside.language):
            writer.add(sheet)
    return held.getvalue()


def _properties(result: Result, beside: Beside) -> dict[str, object]:
    """Return what the file says of itself; its day is the report's, so that the same result makes the same file."""
    language = beside.language
    return {
        "title": visible(language.say(say("Touchpoint audit: {client}", client=result.site.client))),
        "subject": language.say(EDITIONS[result.edition]),
        "author": visible(result.site.agency or ""),
        "comments": f"tpm-audit {result.tool}",
        "created": datetime.datetime.combine(result.as_of, datetime.time(), datetime.UTC).replace(tzinfo=None),
    }


class _Writer:
    def __init__(self, book: Any, result: Result, beside: Beside) -> None:  # noqa: ANN401 (an extra has no type here)
        self.book = book
        self.result = result
        self.beside = beside
        self.head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        self.number = book.add_format({"valign": "top"})
        self.share = book.add_format({"num_format": "0.0%", "valign": "top"})
        self.day = book.add_format({"num_format": _SYSTEM_DATE, "valign": "top", "align": "left"})
        self.link = book.add_format({"font_color": "#0645ad", "underline": 1, "valign": "top"})

    def add(self, sheet: Sheet) -> None:
        """Write a sheet: its head stays in sight, and each column has a filter."""
        page = self.book.add_worksheet(sheet.name)
        for column, (title, width) in enumerate(sheet.columns):
            page.set_column(column, column, width)
            page.write_string(0, column, title, self.head)
        rows = iter(sheet.rows)
        last = 0
        for last, row in enumerate(islice(rows, _MOST_ROWS - 2), start=1):
            self.row(page, sheet, last, row)
        ends = [*islice(rows, 2)]
        if len(ends) == 1:
            self.row(page, sheet, last + 1, ends[0])
        elif ends:
            said = say("and {n} more rows, which no sheet has room for", n=len(ends) + sum(1 for _ in rows))
            self.put(page, last + 1, 0, self.beside.language.say(said))
        last += bool(ends)
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, last, len(sheet.columns) - 1)
        page.set_landscape()
        page.repeat_rows(0)
        page.fit_to_pages(1, 0)

    def row(self, page: Any, sheet: Sheet, at: int, cells: tuple[Cell, ...]) -> None:  # noqa: ANN401 (as above)
        """Write a row; the id of its finding is a link."""
        for column, value in enumerate(cells):
            self.put(page, at, column, value)
        if sheet.linked is not None and at <= _MOST_LINKS:
            self.lead(page, at, sheet.linked, str(cells[sheet.linked]))

    def put(self, page: Any, row: int, column: int, value: Cell) -> None:  # noqa: ANN401 (as above)
        """Write a cell by its type."""
        if isinstance(value, str):
            text = visible_lines(value)
            cut = text if len(text) <= _MOST_LETTERS else f"{text[: _MOST_LETTERS - 1]}…"
            page.write_string(row, column, cut, self.text)
        elif isinstance(value, int | Decimal):
            page.write_number(row, column, float(value), self.number)
        elif isinstance(value, Share):
            page.write_number(row, column, float(value.value), self.share)
        elif value is not None:
            page.write_datetime(row, column, value, self.day)

    def lead(self, page: Any, row: int, column: int, finding: str) -> None:  # noqa: ANN401 (as above)
        """Let the id of a finding lead to its page, where the address of the site is known."""
        address = self.beside.address(self.result, finding)
        if address is not None:
            page.write_url(row, column, address, self.link, finding)


FORMAT = Format(
    "xlsx",
    (".xlsx",),
    write,
    detailed=True,
    binary=True,
)
