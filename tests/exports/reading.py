"""Reads outputs again, as whoever is given them does."""

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as Xml

import openpyxl
from openpyxl.workbook import Workbook

from tests.exports.shown import beside
from tpm_audit.exports.format import Beside
from tpm_audit.exports.formats import FORMATS
from tpm_audit.model.result import Result

_GUARDED = re.compile(r"(?:\A|(?<=;))'(?=[\s']*[=+\-@\uff1d\uff0b\uff0d\uff20\u2212])")


def written(name: str, result: Result, told: Beside | None = None) -> bytes:
    return FORMATS[name].write(result, told or beside())


def csv_rows(content: bytes) -> list[dict[str, str]]:
    """Return the rows; what keeps a text from being a formula is taken off."""
    text = content.decode("utf-8-sig")
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return [{key: _GUARDED.sub("", value) for key, value in row.items()} for row in rows]


def book(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def sheet_rows(content: bytes, position: int) -> list[dict[str, Any]]:
    """Return the rows of a sheet by the names of its columns."""
    head, *rows = book(content).worksheets[position].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def as_lines(content: bytes) -> Iterator[str]:
    """Yield a workbook as text: a line for each sheet and row, each cell with its type."""
    for sheet in book(content).worksheets:
        yield f"# {sheet.title} {sheet.freeze_panes} {sheet.auto_filter.ref}"
        for row in sheet.iter_rows():
            cells = ((cell, cell.hyperlink.target if cell.hyperlink else "") for cell in row)
            yield "\t".join(f"{cell.data_type}:{cell.value!r} {link}".rstrip() for cell, link in cells)


def sarif_run(content: bytes) -> Any:
    (run,) = json.loads(content)["runs"]
    return run


def suites(content: bytes) -> Xml.Element:
    return Xml.fromstring(content)  # noqa: S314 (our own)


def cases(content: bytes, suite: str) -> dict[str, list[str]]:
    """Return the outcomes of the cases of a suite, by their names."""
    return {
        case.get("name", ""): [outcome.tag for outcome in case]
        for one in suites(content)
        if one.get("name", "").partition(":")[0] == suite
        for case in one
    }
