"""The places of all findings as CSV, for programs: one line each, UTF-8, commas, points in numbers.

Names of columns are English in every language. With its byte order mark a spreadsheet reads the letters right, too.
"""

import csv
import io
from collections.abc import Iterator, Mapping

from tpm_audit.exports.cells import Cell, cell, listed, places, waiver_at
from tpm_audit.exports.format import Beside, Format
from tpm_audit.exports.records import fact_of, found_since, place_of, rule_of
from tpm_audit.exports.text import plain
from tpm_audit.model.result import FindingRecord, MemberRecord, Result
from tpm_audit.source.formulas import without_formula
from tpm_audit.source.message import Share

_BYTE_ORDER_MARK = "\ufeff"


def write(result: Result, beside: Beside) -> bytes:
    """Return a row for each place of each finding; places that stand beside the others for comparison do not deviate.

    File, line and column are empty in the client's edition.
    """
    held = io.StringIO(newline="")
    held.write(_BYTE_ORDER_MARK)
    rows = (_row(finding, member, result, beside) for finding, member in places(result))
    writer = csv.DictWriter(held, _COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: _text(value) for name, value in row.items()} for row in rows)
    return held.getvalue().encode()


_COLUMNS = (
    *("finding", "rule", "severity", "state", "headline", "touchpoint", "channel", "location", "language", "place"),
    *("deviates", "found", "standard", "why", "fact", "owner", "waiver", "effort", "advice"),
    *("found_since", "audits", "reopened", "page", "file", "line", "column"),
)


def _row(finding: FindingRecord, member: MemberRecord | None, result: Result, beside: Beside) -> Mapping[str, Cell]:
    return {**dict(_of_finding(finding, result, beside)), **dict(_of_place(finding, member, beside))}


def _of_finding(finding: FindingRecord, result: Result, beside: Beside) -> Iterator[tuple[str, Cell]]:
    language = beside.language
    yield "finding", finding.id
    yield "rule", rule_of(finding)
    yield "severity", finding.severity.value
    yield "state", finding.state
    yield "headline", cell(finding.headline, language)
    yield "standard", cell(finding.standard, language)
    yield "effort", None if finding.effort is None else finding.effort.value
    yield "advice", cell(finding.advice, language)
    yield "found_since", found_since(finding, result)
    yield "audits", finding.audits
    yield "reopened", finding.reopened
    yield "page", beside.address(result, finding.id)


def _of_place(finding: FindingRecord, member: MemberRecord | None, beside: Beside) -> Iterator[tuple[str, Cell]]:
    language = beside.language
    yield "waiver", waiver_at(finding, member)
    yield "fact", fact_of(finding, member)
    place = place_of(finding.standard_place if member is None else member.place)
    if place is not None:
        yield "file", f"{beside.folder}{place.file}"
        yield "line", place.line
        yield "column", place.column
    if member is None:
        yield "owner", listed(finding.owner_ids, language)
        return
    yield "touchpoint", member.touchpoint
    yield "channel", member.channel
    yield "location", member.location
    yield "language", member.language
    yield "place", cell(member.label, language)
    yield "deviates", "true" if member.deviates else "false"
    yield "found", cell(member.value, language)
    yield "why", cell(member.why, language)
    yield "owner", member.owner


def _text(value: Cell) -> str | int | float | None:
    if isinstance(value, Share):
        return float(value.value)
    if isinstance(value, str):
        return without_formula(plain(" ".join(value.splitlines())))
    return value if value is None or isinstance(value, int) else str(value)


FORMAT = Format("csv", (".csv",), write)
