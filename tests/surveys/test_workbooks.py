"""Workbooks are read row by row as what their cells show; a hostile one costs nothing and is told."""

import datetime
import io
import time
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from tests.surveys.asked import answered, result_with, survey, workspace_with
from tests.workspaces import problems
from tpm_audit.surveys.workbook import KIND

NPS = {"nps": {"measures": "nps", "column": "Q1"}}
SHEET = "xl/worksheets/sheet1.xml"
DAY = datetime.date(2026, 10, 1)
MOMENT = datetime.datetime(2026, 10, 1, 8, 30)  # noqa: DTZ001 (a sheet's times have no zone)


def workbook(**sheets: Sequence[Sequence[Any]]) -> bytes:
    """Return a workbook with these rows, beginning at its top."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"default_date_format": "yyyy-mm-dd hh:mm"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return held.getvalue()


def with_parts(content: bytes, parts: Mapping[str, str | bytes | None]) -> bytes:
    """Return a workbook with some of its parts exchanged; None leaves one out."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = parts.get(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
    return held.getvalue()


def with_rows(rows: str) -> bytes:
    """Return a workbook whose sheet has these rows, as XML."""
    head = '<row r="1"><c r="A1" t="inlineStr"><is><t>Q1</t></is></c></row>'
    return with_parts(workbook(A=[]), {SHEET: f"<worksheet><sheetData>{head}{rows}</sheetData></worksheet>"})


def rows_of(content: bytes, sheet: str | None = None) -> list[tuple[int, list[str]]]:
    return [(line, list(row)) for line, row in KIND.rows(io.BytesIO(content), sheet)]


def told(content: bytes, **more: Any) -> list[str]:
    return problems(workspace_with({**survey(NPS, **more), "file": "export.xlsx"}, content))


def test_a_workbook_may_be_called_one() -> None:
    assert told(workbook(A=[["Q1"], [10]]), reader="xlsx") == []


def test_an_export_is_read_as_what_its_head_means() -> None:
    head = ["StartDate", "Finished", "ResponseId", "Status", "Q1"]
    words = ["Start", "Beendet", "Antwort-ID", "Art", "Would you?"]
    answers = [[MOMENT, True, f"R_{at}", 0, 10] for at in range(5)]
    content = workbook(A=[head, words, *answers, [MOMENT, False, "R_9", 0, 1]])
    (found,) = result_with({**survey(NPS), "file": "export.xlsx"}, content).surveys
    assert (found.reader, found.rows, found.unfinished) == ("qualtrics", 6, 1)
    assert answered(found, "nps") == {None: (5, {10: 5})}


def test_a_sheet_is_named_where_it_is_not_the_first() -> None:
    content = workbook(About=[["made by"]], Answers=[["Q1"], *[[9]] * 5])
    (found,) = result_with({**survey(NPS, sheet="Answers"), "file": "export.xlsx"}, content).surveys
    assert answered(found, "nps") == {None: (5, {9: 5})}
    (problem,) = told(content, sheet="Answer")
    assert "survey.yml:1:" in problem
    assert "TPS055 export.xlsx has no sheet 'Answer'" in problem


def test_a_table_without_sheets_has_none() -> None:
    (problem,) = problems(workspace_with(survey(NPS, sheet="Answers"), "Q1\n10\n"))
    assert "TPS055 export.csv has no sheets" in problem


def test_a_row_of_blanks_is_nobodys_answer() -> None:
    content = workbook(A=[["Q1", "x"], *[[9, "a"]] * 5, ["", " "], [" ", ""]])
    (found,) = result_with({**survey(NPS), "file": "export.xlsx"}, content).surveys
    assert found.rows == 5


def test_a_problem_names_the_row() -> None:
    (problem,) = told(workbook(A=[["Q1"], [10], [], ["often"]]))
    assert problem.startswith("content/surveys/autumn/export.xlsx:4:1 TPS021 question 'nps': 1 answer is no rating")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (10, "10"),
        (-2.0, "-2"),
        (3.5, "3.5"),
        (0.1 + 0.2, "0.3"),
        (1e22, "1e+22"),
        ("007", "007"),
        ("  a ", "  a "),
        ("ü\r\n_x000D_", "ü\r\n_x000D_"),
        (True, "TRUE"),
        (False, "FALSE"),
        (DAY, "2026-10-01"),
        (MOMENT, "2026-10-01 08:30:00"),
        (MOMENT.replace(hour=23, minute=59, second=59, microsecond=900_000), "2026-10-02"),
        (datetime.time(8, 30), "08:30:00"),
        (datetime.date(1900, 1, 1), "1900-01-01"),
        (datetime.date(1900, 3, 1), "1900-03-01"),
        ("=1+1", "0"),
    ],
)
def test_a_cell_says_what_it_shows(value: object, text: str) -> None:
    assert rows_of(workbook(A=[["Q1", value]])) == [(1, ["Q1", text])]


@pytest.mark.parametrize("epoch", [CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900])
def test_another_program_writes_the_same(epoch: datetime.datetime) -> None:
    book = openpyxl.Workbook()
    book.epoch = epoch
    sheet = book.worksheets[0]
    sheet.append(["Q1", "day", "lasts"])
    sheet.append([None, DAY, datetime.timedelta(hours=36)])
    held = io.BytesIO()
    book.save(held)
    assert rows_of(held.getvalue()) == [(1, ["Q1", "day", "lasts"]), (2, ["", "2026-10-01", "1.5"])]


@pytest.mark.parametrize(
    ("rows", "read"),
    [
        ("<row><c><v>1</v></c></row>", [(2, ["1"])]),
        ('<row r="9"><c r="C9"><v>1</v></c><c r="A9"><v>2</v></c></row>', [(9, ["2", "", "1"])]),
        ('<row r="2"><c r="A2" s="7"/></row>', []),
        ('<x:row r="2"><x:c r="A2" t="str"><x:v>a&amp;b</x:v></x:c></x:row>', [(2, ["a&b"])]),
        ('<row><c t="inlineStr"><is><t>東</t><rPh><t>ひ</t></rPh></is></c></row>', [(2, ["東"])]),
        ("<row><c><v>ten</v></c><c><v>1e999</v></c></row>", [(2, ["ten", "1e999"])]),
        ('<row><c t="e"><v>#N/A</v></c></row>', [(2, ["#N/A"])]),
        ('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', [(1_048_576, [*[""] * 16_383, "1"])]),
    ],
)
def test_cells_are_found_however_they_are_written(rows: str, read: list[tuple[int, list[str]]]) -> None:
    assert rows_of(with_rows(rows))[1:] == read


PROTECTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(4_096)
BROKEN = "TPS055 this is no workbook that can be read"
LAUGHS = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;">]><worksheet>&c;</worksheet>'


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", BROKEN),
        (b"Q1,x\n10,1\n", BROKEN),
        (workbook(A=[["Q1"]])[:-30], BROKEN),
        (workbook(A=[["Q1"]])[:200], BROKEN),
        (
            PROTECTED,
            "TPS055 the workbook is protected, or an older kind of file",
        ),
        (with_parts(workbook(A=[]), {"xl/workbook.xml": None}), BROKEN),
        (with_parts(workbook(A=[]), {"xl/workbook.xml": "<workbook/>"}), "TPS055 the workbook has no sheet with cells"),
        (with_parts(workbook(A=[]), {SHEET: LAUGHS}), BROKEN),
        (with_parts(workbook(A=[]), {SHEET: f'<worksheet a="{"x" * 2_000_000}"/>'}), BROKEN),
        (with_parts(workbook(A=[["Q1"]]), {"xl/sharedStrings.xml": "<sst/>"}), BROKEN),
        (with_rows('<row r="7"><c><v>9</v></c></row><row><c t="s"><v>9</v></c></row>'), f"export.xlsx:8:1 {BROKEN}"),
        (with_rows('<row r="2"><c r="XFE2"><v>1</v></c></row>'), BROKEN),
        (with_rows('<row r="2"><c r="Ä2"><v>1</v></c></row>'), BROKEN),
        (with_rows('<row r="two"/>'), BROKEN),
        (with_rows("<row>"), BROKEN),
        (with_rows("<a>" * 100 + "</a>" * 100), BROKEN),
        (with_parts(workbook(A=[["Q1"]]), {"xl/workbook.xml": "<a>" * 101 + "</a>" * 101}), BROKEN),
        (with_parts(workbook(A=[["Q1"]]), {"xl/sharedStrings.xml": "<a>" * 101 + "</a>" * 101}), BROKEN),
        (with_parts(workbook(A=[]), {"_rels/.rels": "<Relationships/>"}), BROKEN),
        (with_rows(f'<row><c t="str"><v>{"x" * 1_100_000}</v></c></row>'), BROKEN),
        (with_parts(workbook(A=[["Q1"]]), {"xl/sharedStrings.xml": f"<sst><si><t>{'x' * 1_100_000}"}), BROKEN),
        (with_rows('<row r="1"/>' * 1_048_577), BROKEN),
        (workbook(A=[]), "TPS055 the file is empty"),
    ],
    # Not of what they hold: a workbook tells the second that it was made in.
    ids=[
        "nothing",
        "a CSV",
        "its end is missing",
        "all but its begin is missing",
        "protected",
        "no list of sheets",
        "no sheet",
        "entities",
        "a long attribute",
        "no shared text",
        "a shared text that is none",
        "a column beyond the last",
        "a column that is none",
        "a row that is none",
        "a row that does not end",
        "a sheet that is nested deep",
        "a list of sheets that is nested deep",
        "shared texts that are nested deep",
        "no part is the workbook",
        "a long cell",
        "a long shared text",
        "a row beyond the last",
        "an empty sheet",
    ],
)
def test_what_is_no_workbook_is_told(content: bytes, said: str) -> None:
    (problem,) = told(content)
    assert said in problem


def with_texts(texts: bytes, times: int) -> bytes:
    """Return a workbook that refers to the texts of its cells so many times."""
    again = "".join(
        f'<Relationship Id="again{at}" Type="x/sharedStrings" Target="sharedStrings.xml"/>' for at in range(times)
    )
    rels = "xl/_rels/workbook.xml.rels"
    with zipfile.ZipFile(io.BytesIO(workbook(A=[["Q1"], *[["9"]] * 5]))) as package:
        written = package.read(rels).decode().replace("</Relationships>", f"{again}</Relationships>")
    return with_parts(workbook(A=[["Q1"], *[["9"]] * 5]), {rels: written, "xl/sharedStrings.xml": texts})


def test_a_part_that_is_referred_to_many_times_is_read_once() -> None:
    texts = b"<sst><si><t>Q1</t></si><si><t>9</t></si>" + b"<si><t>x</t></si>" * 100_000 + b"</sst>"
    started = time.process_time()
    assert len(rows_of(with_texts(texts, 300))) == 6
    assert time.process_time() - started < 3


def test_all_parts_together_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tpm_audit.surveys.workbook._MOST_BYTES", 1_000_000)
    content = with_parts(
        workbook(A=[["Q1"]]),
        {SHEET: b"<worksheet>".ljust(600_000) + b"</worksheet>", "xl/sharedStrings.xml": b"<sst/>".ljust(600_000)},
    )
    (problem,) = told(content)
    assert "TPS055 the workbook is larger than what is read of one: 1 MB" in problem


def test_a_far_cell_in_every_row_costs_nothing() -> None:
    head = '<row><c t="str"><v>Q2</v></c><c t="str"><v>x</v></c></row>'
    far = '<row><c><v>1</v></c><c r="XFD1"><v>1</v></c></row>'
    started = time.process_time()
    rows = rows_of(with_rows(head * 2 + far * 20_000))
    assert {len(row) for _, row in rows[3:]} == {1}
    assert time.process_time() - started < 3


def test_rows_that_are_all_wide_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tpm_audit.surveys.sheet_rows._MOST_CELLS", 100_000)
    (problem,) = told(with_rows('<row><c r="XFD1"><v>1</v></c></row>' * 10))
    assert BROKEN in problem


def test_halves_of_characters_are_none() -> None:
    content = workbook(A=[["Q1", "_xD83D_ a _xD83D__xDE00_ b"]])
    assert rows_of(with_rows('<row><c t="str"><v>_xD83D_ a _xD83D__xDE00_</v></c></row>'))[1:] == [
        (2, ["\N{REPLACEMENT CHARACTER} a \N{GRINNING FACE}"])
    ]
    assert rows_of(content) == [(1, ["Q1", "_xD83D_ a _xD83D__xDE00_ b"])]


def test_a_bomb_is_not_unpacked() -> None:
    (problem,) = told(with_parts(workbook(A=[]), {SHEET: b"<worksheet>".ljust(500_000_001)}))
    assert "TPS055 the workbook is larger than what is read of one: 500 MB" in problem
