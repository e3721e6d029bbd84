"""CSV and XLSX: typed cells, no formula, and every text as it was written."""

import datetime
import io
import json
import zipfile
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exports.reading import book, csv_rows, sarif_run, sheet_rows, suites, written
from tests.exports.shown import NOW, beside, finding, shown_result
from tests.workspaces import result_of
from tpm_audit.exports.text import plain, visible, visible_lines
from tpm_audit.model.result import FindingRecord, Result
from tpm_audit.source.message import Sayable, Share, say

FINDINGS, PLACES, FIGURES, FACTS, ANSWERS, WAIVERS, ABOUT = range(7)
BEGINNINGS = st.sampled_from(
    [
        "",
        "=",
        "+",
        "-",
        "@",
        "\t=",
        "\r=",
        "\n=",
        " =",
        "x;=",
        "x; +",
        "'=",
        "\uff1d",
        "\uff0b",
        "\uff20",
        "\u2212",
        "_x0041_",
        "##vso[",
        "a\n::error::",
        "https://x/",
    ]
)
HOSTILE = st.builds(str.__add__, BEGINNINGS, st.text(max_size=30) | st.just("cmd|' /C calc'!A0"))


def with_finding(one: FindingRecord) -> Result:
    return replace(shown_result(), findings=(one,))


def of_value(value: Sayable) -> Result:
    """Return a result with one finding at one place, at which a value was found."""
    phone = finding(shown_result(), "phone")
    member = replace(next(one for one in phone.members if one.deviates), value=value)
    return with_finding(replace(phone, members=(member,)))


def of_text(text: str) -> Result:
    """Return a result in which a text stands wherever people write."""
    phone = finding(shown_result(), "phone")
    member = replace(next(one for one in phone.members if one.deviates), value=text, label=text)
    return with_finding(replace(phone, headline=say("{text}", text=text), advice=text, members=(member,)))


@given(HOSTILE)
def test_texts_survive_and_are_no_formula(text: str) -> None:
    result, shown = of_text(text), visible_lines(text)
    content = written("csv", result)
    (row,) = csv_rows(content)
    assert {row["headline"], row["found"], row["place"]} == {plain(" ".join(text.splitlines()))}
    head, line = content.decode("utf-8-sig").splitlines()
    assert head.count(",") == len(row) - 1
    assert not any(cell.lstrip(' "').startswith(("=", "+", "-", "@")) for cell in line.split(";"))
    workbook = written("xlsx", result)
    (found,) = sheet_rows(workbook, PLACES)
    assert (found["Found"] or "") == shown
    for sheet in book(workbook).worksheets:
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}


@pytest.mark.parametrize("sign", "=+-@\uff1d\uff0b\uff0d\uff20\u2212")
@pytest.mark.parametrize("before", ["", " ", "'", "x;", "x; "])
def test_no_text_begins_as_a_formula(sign: str, before: str) -> None:
    line = written("csv", of_text(f"{before}{sign}1")).decode("utf-8-sig").splitlines()[1]
    assert line.count(f"'{before.rpartition(';')[2]}{sign}1") == 4  # headline, place, found, advice
    assert csv_rows(written("csv", of_text(f"{before}{sign}1")))[0]["found"] == f"{before}{sign}1"


@given(HOSTILE)
def test_texts_survive_in_xml(text: str) -> None:
    (failure,) = [one for one in suites(written("junit", of_text(text))).iter("failure") if one.get("type") == "major"]
    assert failure.get("message") == visible(text)
    assert (failure.text or "").endswith(visible_lines(f"advice: {text}"))


@given(HOSTILE)
def test_texts_survive_in_json(text: str) -> None:
    (found,) = [
        one for one in sarif_run(written("sarif", of_text(text)))["results"] if one["baselineState"] != "absent"
    ]
    assert found["message"]["text"] == visible_lines(text).replace("](", "] (")
    assert json.loads(written("gitlab", of_text(text)))[0]["description"] == visible(text)
    assert json.loads(written("json", of_text(text)))["findings"][0]["advice"] == text


@pytest.mark.parametrize(
    ("value", "in_csv", "in_xlsx"),
    [
        (Decimal("-8.2"), "-8.2", -8.2),
        (-3, "-3", -3),
        (Share(Fraction(1, 8)), "0.125", 0.125),
        ("-8.2", "'-8.2", "-8.2"),
        ("+43 732 1", "'+43 732 1", "+43 732 1"),
        ("0732", "0732", "0732"),
        (datetime.date(2026, 10, 20), "2026-10-20", datetime.datetime(2026, 10, 20)),  # noqa: DTZ001 (a day)
    ],
)
def test_numbers_are_numbers_and_texts_are_texts(value: Sayable, in_csv: str, in_xlsx: object) -> None:
    assert f",true,{in_csv}," in written("csv", of_value(value)).decode()
    assert sheet_rows(written("xlsx", of_value(value)), PLACES)[0]["Found"] == in_xlsx


def test_a_cell_holds_as_much_as_a_spreadsheet_takes() -> None:
    (row,) = sheet_rows(written("xlsx", of_text("x" * 40_000)), PLACES)
    assert (len(row["Found"]), row["Found"][-1]) == (32_767, "…")


def test_a_finding_without_a_place_has_a_row() -> None:
    alone = with_finding(replace(finding(shown_result(), "phone"), members=()))
    assert [(row["finding"], row["place"]) for row in csv_rows(written("csv", alone))] == [(alone.findings[0].id, "")]
    assert len(sheet_rows(written("xlsx", alone), PLACES)) == 1


def test_csv_names_files_and_waivers() -> None:
    rows = csv_rows(written("csv", shown_result(), beside(folder="acme/")))
    assert {row["file"] for row in rows} == {
        f"acme/{name}"
        for name in ("content/audits/2026-10/visits.yml", "content/touchpoints/all.yml", "site_config/site.yml")
    }
    assert [row["waiver"] for row in rows if row["rule"] == "TPR001"] == ["", "till"]
    assert all(int(row["line"]) > 0 for row in rows)


def test_days_are_days_and_shares_per_cent() -> None:
    workbook = book(written("xlsx", shown_result()))
    days = [cell for row in workbook.worksheets[FACTS].iter_rows(min_row=2) for cell in row if cell.data_type == "d"]
    assert {cell.value for cell in days} == {datetime.datetime(2026, 10, 20)}  # noqa: DTZ001 (a day)
    whole = workbook.worksheets[FIGURES][2]
    assert (whole[3].value, whole[3].number_format) == (0, "0.0%")


@pytest.mark.parametrize(("code", "names"), [
    ("en", ["Findings", "Places", "Figures", "Observed facts", "Answers", "Waivers", "About this file"]),
    ("de", ["Befunde", "Stellen", "Kennzahlen", "Vorgefundene Merkmale", "Antworten", "Ausnahmen", "Zu dieser Datei"]),
])  # fmt: skip
def test_sheets_are_named_in_the_language(code: str, names: list[str]) -> None:
    workbook = book(written("xlsx", shown_result(), beside(code)))
    assert workbook.sheetnames == names
    assert all(sheet.freeze_panes == "A2" and sheet.auto_filter.ref for sheet in workbook.worksheets)


@pytest.mark.parametrize(
    ("code", "site", "address"),
    [
        ("en", "https://audit.example/acme/", "https://audit.example/acme/en/findings/{}.html"),
        ("de", "https://audit.example/acme/", "https://audit.example/acme/en/findings/{}.html"),  # it has English only
        ("en", None, None),
    ],
)
def test_a_finding_leads_to_its_page_where_the_site_is_known(code: str, site: str | None, address: str | None) -> None:
    result = shown_result()
    cell = book(written("xlsx", result, beside(code, site))).worksheets[FINDINGS]["A2"]
    assert cell.value == result.findings[0].id
    assert (cell.hyperlink.target if cell.hyperlink else None) == (address and address.format(cell.value))


def test_the_same_result_makes_the_same_file() -> None:
    content = written("xlsx", shown_result())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    created = book(content).properties.created
    assert created is not None
    assert created.date() == shown_result().as_of


def test_a_sheet_says_how_many_rows_it_has_no_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = [row["Finding"] for row in sheet_rows(written("xlsx", shown_result()), PLACES)]
    monkeypatch.setattr("tpm_audit.exports.xlsx._MOST_ROWS", 4)
    cut = [row["Finding"] for row in sheet_rows(written("xlsx", shown_result()), PLACES)]
    assert len(whole) > 4
    assert cut == [*whole[:2], f"and {len(whole) - 2} more rows, which no sheet has room for"]
    monkeypatch.setattr("tpm_audit.exports.xlsx._MOST_ROWS", len(whole) + 1)
    assert [row["Finding"] for row in sheet_rows(written("xlsx", shown_result()), PLACES)] == whole


def test_owners_are_ids_for_programs_whether_a_finding_has_places_or_not() -> None:
    phone = finding(shown_result(), "phone")
    rows = csv_rows(written("csv", with_finding(phone))) + csv_rows(
        written("csv", with_finding(replace(phone, members=())))
    )
    assert {row["owner"] for row in rows} == {"web-team"}


def test_answers_are_told_in_words() -> None:
    answers = {"clear": "pass", "kind": {"answer": "n/a", "reason": "nobody there"}, "quick": "not-tested"}
    result = result_of({**NOW, "visits": [{"touchpoint": "shop", "channel": "website", "answers": answers}]})
    told = {
        code: [row[head] for row in sheet_rows(written("xlsx", result, beside(code)), ANSWERS)]
        for code, head in (("en", "Answer"), ("de", "Antwort"))
    }
    assert told == {
        "en": ["pass", "not applicable", "not tested"],
        "de": ["erfüllt", "nicht anwendbar", "nicht geprüft"],
    }
