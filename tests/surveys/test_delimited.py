"""Tables as text: a copy is read as the same cells, and a quote that is not closed swallows no rows."""

import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.surveys.asked import answered, result_with, survey, table, workspace_with
from tests.workspaces import problems
from tpm_audit.surveys.delimited import KIND, write_copy

NPS = {"nps": {"measures": "nps", "column": "N"}}
# What is in them means something to CSV, to spreadsheets, or to whoever finds out how a file is written.
CELLS = st.text(
    st.sampled_from("\r\n\t \"',;=+-@＝\N{MINUS SIGN}\N{BYTE ORDER MARK}\u2028\x0b\x1cäé€01a")
    | st.characters(codec="utf-8")
).map(lambda text: text.replace("\0", ""))
ROWS = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=6)
)


def rows_of(content: bytes) -> list[tuple[int, list[str]]]:
    return [(line, list(row)) for line, row in KIND.rows(io.BytesIO(content), None)]


def copied(rows: list[list[str]]) -> str:
    held = io.StringIO()
    write_copy(held, rows)
    return held.getvalue()


@given(ROWS)
@example([["N", "WHY"], ["9", "zu teuer\r0"]])
@example([["sep=;", "b"], ["\ufeff", "\ufeff"]])
@example([["N"], [""], ['"']])
@example([["", "\t\t0"]])
@example([["a;=1", "'=1", "''=1;'@x", "-1,5"], ["=", "'", ";", " \t="]])
def test_a_copy_is_read_as_the_same_cells(rows: list[list[str]]) -> None:
    assert [row for _, row in rows_of(copied(rows).encode())] == rows


def test_a_copy_of_what_is_no_text_is_text() -> None:
    assert rows_of(copied([["\0a" * 9]]).encode()) == [(1, ["\N{REPLACEMENT CHARACTER}a" * 9])]


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ('=HYPERLINK("http://x")', "'=HYPERLINK"),
        ("@SUM(1)", "'@SUM"),
        ("+43 664", "'+43"),
        ("- zu langsam", "'- zu"),
        ("a;=1", "a;'=1"),
        ("'=1", "''=1"),
        ("-1", "-1"),
        ("-1,5", "-1,5"),
        ("+2.0", "+2.0"),
        ("gut = schlecht", "gut ="),
    ],
)
def test_no_cell_of_a_copy_is_a_formula(cell: str, written: str) -> None:
    assert copied([[cell]]).startswith(f'"{written}')


TOLD = "TPS055 the quote that is opened here does not end with its cell: the rows after it would be lost"


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (table("id,N,WHY", "1,9,x", '2,9,"oops', *(f"{at},0,ok" for at in range(3, 30))), 3),
        (table("id,N,WHY", "1,9,x", '2,9,"oops', *(f'{at},0,"text {at}"' for at in range(3, 30))), 3),
        (table("id,N,WHY", "1,9,x", '2,9,"', *(f"{at},0,ok" for at in range(3, 9)), '9,9,"', "10,9,ok"), 3),
        (table("id,N,WHY", '1,9,"a\nb"', '2,"9\n9","oops'), 5),
        ('id,N\n1,"9', 2),
        ('id,"N\n' + "1,9\n" * 9, 1),
        ('id,N\r1,9\r2,"9\r3,9\r', 3),
        ('id,N\r\n1,9\r\n2,"9\r\n' + "3,9\r\n" * 400_000, 3),
        ('id;N\n1;"9\n2;9\n', 2),
    ],
)
def test_a_quote_that_is_not_closed_is_told_where_it_opens(content: str, line: int) -> None:
    assert problems(workspace_with(survey(NPS), content)) == [f"content/surveys/autumn/export.csv:{line}:1 {TOLD}"]


@pytest.mark.parametrize(
    "cell",
    [
        '"one, two\nthree, four\nfive"',
        '"1,2,3\n4,5,6\n7,8,9\n0"',
        '"he said ""no""\nand left"',
        '"a\r\rb"',
        '5" of it',
        '"a" b',
        '"a"" b\n"',
    ],
)
def test_quotes_and_lines_within_a_text_are_no_such_thing(cell: str) -> None:
    (found,) = result_with(survey(NPS), table("id,N,WHY", *(f"{at},9,{cell}" for at in range(6)))).surveys
    assert answered(found, "nps") == {None: (6, {9: 6})}


@pytest.mark.parametrize(
    "content",
    [
        "\ufeff\ufeff" + table("N,X", *["9,1"] * 5),
        table("sep=;", "N;X", *["9;1"] * 5),
        table("sep=|", "N|X", *["9|1"] * 5).replace("\n", "\r\n"),
        "\ufeff" + table("sep=\t", "N\tX", *["9\t1"] * 5),
        table("N,Grüße", *["9,1"] * 5).encode("utf-16-le"),
        table("N,Grüße", *["9,1"] * 5).encode("utf-16-be"),
        table("N,Grüße", *["9,1"] * 5).encode("utf-32"),
        b"\0\0\xfe\xff" + table("N,Grüße", *["9,1"] * 5).encode("utf-32-be"),
        table("'=N',N", *["1,9"] * 5),
    ],
)
def test_what_spreadsheets_write_is_read(content: str | bytes) -> None:
    (found,) = result_with(survey(NPS), content).surveys
    assert answered(found, "nps") == {None: (5, {9: 5})}


def test_a_line_that_says_how_cells_are_parted_is_counted_as_one() -> None:
    (told,) = problems(workspace_with(survey(NPS), table("sep=;", "N;X", "9;1", "x;1")))
    assert told.startswith("content/surveys/autumn/export.csv:4:1 TPS021")
