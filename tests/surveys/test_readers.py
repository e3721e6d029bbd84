"""What each format is known by, which rows count, and how files are written."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from tests.surveys.asked import answered, files_with, result_of_files, result_with, survey, table, workspace_with
from tests.workspaces import ENGLISH, Case, problems, texts
from tpm_audit.language.catalogue import Language
from tpm_audit.model.result import result_json
from tpm_audit.pages.names import names_of
from tpm_audit.pages.surveys import survey_page
from tpm_audit.report import read
from tpm_audit.source.message import say
from tpm_audit.surveys.personal_data import personal_columns
from tpm_audit.surveys.plain import READER
from tpm_audit.workspace.load import Workspace

NPS = {"nps": {"measures": "nps", "column": "Q1"}}
SPSS = table("Q1,x", "Would you?,", '"{""SpssFormat"": ""F2"", ""missing"": [[9, 11]]}",', "10,", "9,", "8,")
QUALTRICS = table(
    "StartDate,Status,Finished,ResponseId,Q1,Q1",
    "Start,Art,Beendet,Antwort-ID,Would you?,And <b>this</b>?",
    '"{""ImportId"":""startDate""}","{""ImportId"":""status""}","{""ImportId"":""finished""}",'
    '"{""ImportId"":""_recordId""}","{""ImportId"":""QID1""}","{""ImportId"":""QID2""}"',
    *(
        f"2026-10-0{at},{status},{finished},R_{id_},{answer},{answer}"
        for at, (status, finished, id_, answer) in enumerate(
            [(0, 1, "a", 10), (0, 1, "b", 9), (0, "True", "c", 6), (0, 0, "d", 1), (1, 1, "e", 1), (0, 1, "a", 1)], 1
        )
    ),
)
QUALTRICS_COLUMNS = [
    ("StartDate", "startDate"),
    ("Status", "status"),
    ("Finished", "finished"),
    ("ResponseId", "_recordId"),
    ("QID1", "Q1#1"),
    ("QID2", "Q1#2"),
]
LEGACY = table("V1,V2,V10,Q1", "ResponseID,Status,Finished,Would you?", "R_a,0,1,10", "R_b,0,0,1", "R_c,8,1,1")
SHORT = table("StartDate,Status,Finished,ResponseId,Q1", "x,0,1,R_a,10", "x,0,False,R_b,9")
WORKBOOK = table("StartDate,Status,Finished,ResponseId,Q1", "Start,Art,Beendet,Antwort-ID,Would you?", "x,0,1,R_a,10")
LIMESURVEY = "\ufeff" + table(
    '"id";"submitdate";"lastpage";"Q1"', '"1";"1980-01-01 00:00:00";"3";"10"', '"2";"";"1";"1"', '"2";"";"1";""'
)
WORDED = table("Response ID,Date submitted,Last page,Q1. Would you?", "1,2026-10-02 10:00:00,3,10", "2,,1,1")
GOOGLE = table('Zeitstempel,"Q1"', "02.10.2026 10:11:12,10", "02.10.2026 10:11:12,10")
MICROSOFT = table("ID,Start time,Completion time,Email,Q1", "1,x,y,anonymous,10", "1,x,y,anonymous,9")


@pytest.mark.parametrize(
    ("content", "column", "reader", "rows", "left_out", "counts"),
    [
        (QUALTRICS, "QID1", "qualtrics", 6, (1, 1, 1), {6: 1, 9: 1, 10: 1}),
        (QUALTRICS, "Q1#2", "qualtrics", 6, (1, 1, 1), {6: 1, 9: 1, 10: 1}),
        (LEGACY, "Q1", "qualtrics", 3, (1, 1, 0), {10: 1}),
        (SHORT, "Q1", "qualtrics", 2, (0, 1, 0), {10: 1}),
        (WORKBOOK, "Q1", "qualtrics", 1, (0, 0, 0), {10: 1}),
        (SPSS, "Q1", "spss", 3, (0, 0, 0), {8: 1}),
        (LIMESURVEY, "Q1", "limesurvey", 3, (0, 2, 0), {10: 1}),
        (WORDED, "Q1", "limesurvey", 2, (0, 1, 0), {10: 1}),
        (WORDED, "Q1. Would you?", "limesurvey", 2, (0, 1, 0), {10: 1}),
        (GOOGLE, "Q1", "forms", 2, (0, 0, 0), {10: 2}),
        (MICROSOFT, "Q1", "forms", 2, (0, 0, 1), {10: 1}),
        (table("Q1", "10", "", "9"), "Q1", "csv", 2, (0, 0, 0), {10: 1, 9: 1}),
        (table("Q1\tQ2", "10\t1"), "Q1", "csv", 1, (0, 0, 0), {10: 1}),
        (table("Q1;Q2", "10;1,5"), "Q1", "csv", 1, (0, 0, 0), {10: 1}),
    ],
)
def test_a_format_is_found_out(
    content: str, column: str, reader: str, rows: int, left_out: tuple[int, int, int], counts: dict[int, int]
) -> None:
    least = {"settings": {"min_n": {"show": 1}}}
    tree = survey({"nps": {"measures": "nps", "column": column}})
    (found,) = result_with(tree, content, case={"site": least}).surveys
    assert (found.reader, found.rows) == (reader, rows)
    assert (found.not_answers, found.unfinished, found.repeated) == left_out
    assert answered(found, "nps") == {None: (sum(counts.values()), counts)}


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        ("Q1,x\r10,1\r9,1\r", 2),
        ("Q1,x\r\n10,1\n9,1\r\n", 2),
        ("Q1,x\n10\n9\n", 2),
        (table("id,submitdate,Q1", "1"), 1),
        (table("V1,V2,Q1", "ResponseID,Status,Finished", "R_1"), 1),
        ("Q1,x\n10,1\n,\n , \n9,1\n", 2),
    ],
)
def test_odd_lines_are_read_all_the_same(content: str, rows: int) -> None:
    (found,) = result_with(survey(NPS), content).surveys
    assert found.rows == rows


def test_what_is_not_finished_counts_where_that_is_said_and_previews_never_do() -> None:
    tree = survey({"nps": {"measures": "nps", "column": "QID1"}}, finished_only=False)
    (found,) = result_with(tree, QUALTRICS).surveys
    assert (found.rows, found.not_answers, found.unfinished, found.repeated) == (6, 1, 0, 1)
    assert (found.counted, answered(found, "nps")) == (4, {None: (4, {})})
    result = result_with(tree, QUALTRICS)
    values: Mapping[str, Any] = survey_page(found, result, names_of(result), Language("en")).values
    assert [ENGLISH.say(one) for one in values["left_out"]] == [
        "1 that was a preview, a test or spam",
        "1 of somebody who is in it already",
    ]


@pytest.mark.parametrize(
    ("heading", "ids", "respondent", "repeated", "doubted"),
    [
        ("Response ID", "aab", "Response ID", 1, None),
        ("E-Mail", ["a@x.example ", "a@x.example", "b@x.example"], "E-Mail", 1, None),
        ("user_id", "aab", None, 0, "user_id"),
        ("_uuid", "aaa", None, 0, "_uuid"),
        ("Respondent", "abc", None, 0, None),
        ("sheet", ["", "", " 1", "1 "], None, 0, "sheet"),
        ("Branch", "aab", None, 0, None),
        ("Mid", "aab", None, 0, None),
    ],
)
def test_each_respondent_counts_once_where_that_is_said(
    heading: str, ids: Iterable[str], respondent: str | None, repeated: int, doubted: str | None
) -> None:
    more = {} if respondent is None else {"respondent": respondent}
    workspace = workspace_with(survey(NPS, **more), table(f"{heading},Q1", *(f"{one},10" for one in ids)))
    tallies = workspace.tallies["autumn"]
    assert (workspace.problems, tallies.repeated) == ((), repeated)
    doubts = [said for note in workspace.notes if "whoever answered" in (said := ENGLISH.say(note.message))]
    assert [one.rpartition("respondent: ")[2] for one in doubts] == ([] if doubted is None else [doubted])


def test_a_column_of_ids_that_is_not_there_is_told() -> None:
    (told,) = problems(workspace_with(survey(NPS, respondent="Who"), table("Whom,Q1", "a,10")))
    assert "TPS054 export.csv has no column 'Who'" in told


def test_rows_about_different_things_may_be_of_one_respondent() -> None:
    asked = {"measures": "csat", "column": "Q1", "about": {"column": "At", "values": {"s": "shop", "c": "contact"}}}
    workspace = workspace_with(survey({"q": asked}), table("id,At,Q1", "1,s,5", "1,c,4"))
    assert (workspace.problems, workspace.notes) == ((), ())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_usual_encoding_is_read(encoding: str) -> None:
    tree = survey({"nps": {"measures": "nps", "column": "Würden Sie?"}})
    (found,) = result_with(tree, table("Würden Sie?", *["10"] * 5).encode(encoding)).surveys
    assert answered(found, "nps") == {None: (5, {10: 5})}


@pytest.mark.parametrize(
    ("reader", "content", "said"),
    [
        ("qualtrics", table("Q1", "1"), "export.csv:1:1 TPS055 this is no export as qualtrics makes it"),
        ("excel", table("Q1", "1"), "survey.yml:1:"),
        ("xlsx", table("Q1", "1"), "TPS028 no reader 'xlsx'"),
        (None, "", "export.csv:1:1 TPS055 the file is empty"),
        (None, b"Q1\n10\n\xff\xfe\x00".ljust(70_000, b"\x81") + b"\x81", "export.csv:3:1 TPS055 this is no text"),
        (None, 'Q1,x\n"10\n",1\n"' + "9" * 1_100_000 + '",1\n', "export.csv:4:1 TPS055 this is no text"),
        (None, 'Q1,x\n"10\n",1\n9,"' + "9\n" * 550_000, "export.csv:4:1 TPS055 the quote that is opened here"),
        (
            None,
            table(",".join(["Q1"] * 16_385), "1"),
            "export.csv:1:1 TPS055 the table has more columns than are read: 16,384",
        ),
        (None, b"Q1\n" + b"10\n" * 69_999 + b"9\xe4\n" + b"9\n" * 9_000, "export.csv:70001:1 TPS055 this is no text"),
        (None, b"Q1\r" + b"10\r" * 69_999 + b"\xe49\r", "export.csv:70001:1 TPS055 this is no text"),
        (None, b"\xef\xbb\xbfQ1\r\n" + b"10\r\n" * 69_999 + b"9\xc3", "export.csv:70001:1 TPS055 this is no text"),
    ],
)
def test_what_is_no_such_table_is_told(reader: str | None, content: str | bytes, said: str) -> None:
    tree = survey(NPS, **({} if reader is None else {"reader": reader}))
    (told,) = problems(workspace_with(tree, content))
    assert said in told


def test_a_head_that_is_nested_without_end_is_none() -> None:
    deep = "[" * 100_000 + '""ImportId""'
    content = table("Q1,x", "a,b", f'"{deep}",x', *["10,"] * 5)
    (told,) = problems(workspace_with(survey({"nps": {"measures": "nps", "column": "Q2"}}), content))
    assert "TPS054 export.csv has no column 'Q2'" in told


@pytest.mark.parametrize(
    ("file", "code"),
    [("../export.csv", "TPS033"), (".", "TPS033"), ("..", "TPS033"), ("/", "TPS033"), ("answers.docx", "TPS055")],
)
def test_a_file_that_is_not_beside_it_or_not_read_is_told(file: str, code: str) -> None:
    (told,) = problems(workspace_with({**survey(NPS), "file": file}, table("Q1", "1")))
    assert told.startswith("content/surveys/autumn/survey.yml:")
    assert f" {code} " in told


def test_a_misspelt_file_is_told() -> None:
    (problem,) = _misspelt().problems
    assert (problem.code, problem.hint) == ("TPS034", say("did you mean '{near}'?", near="export.csv"))


@pytest.mark.parametrize(
    ("content", "columns"),
    [
        (QUALTRICS, ", ".join(f"{one} ({other})" for one, other in QUALTRICS_COLUMNS)),
        (WORDED, "Response ID, Date submitted, Last page, Q1. Would you? (Q1)"),
        (table("E-Mail,Q1,Q2", "a,1,1"), "Q1, Q2"),
        (table(",".join(f"Q{at}" for at in range(50)), "1"), ", ".join(f"Q{at}" for at in range(40)) + ", …"),
    ],
)
def test_columns_are_listed_with_all_their_names(content: str, columns: str) -> None:
    (problem,) = workspace_with(survey({"nps": {"measures": "nps", "column": "Weather"}}), content).problems
    assert problem.hint == say("it has: {names}", names=columns)


def _misspelt() -> Workspace:
    files = files_with({"autumn": (survey(NPS), table("Q1", "1"))})
    tree = {**survey(NPS), "file": "exprt.csv"}
    yaml = {**files.yaml, "content/surveys/autumn/survey.yml": json.dumps(texts(tree)).encode()}
    return read(replace(files, yaml=yaml))


@pytest.mark.parametrize(
    ("there", "said"),
    [
        ("questionnaire.txt", "no answers yet: write file: once the export lies beside it"),
        ("export.csv", "no answers are read: write file: export.csv, if that is the export"),
    ],
)
def test_a_survey_without_a_file_has_no_answers_yet(there: str, said: str) -> None:
    files = files_with({"autumn": ({**survey(NPS), "file": there}, table("Q1", "10"))})
    tree = {key: value for key, value in survey(NPS).items() if key != "file"}
    yaml = {**files.yaml, "content/surveys/autumn/survey.yml": json.dumps(texts(tree)).encode()}
    files = replace(files, yaml=yaml)
    workspace = read(files)
    assert problems(workspace) == []
    assert [(str(note.place.file), ENGLISH.say(note.message)) for note in workspace.notes] == [
        ("content/surveys/autumn/survey.yml", said)
    ]
    assert result_of_files(files).surveys == ()


@pytest.mark.parametrize(
    "heading",
    [
        "IPAddress",
        "IP-Adresse",
        "ip",
        "Email Address",
        "E-Mail-Adresse",
        "E-Mail",
        "email",
        "RecipientFirstName",
        "RecipientEmail",
        "E-Mail des Empfängers",
        "Nachname des Empfängers",
        "Vorname",
        "Nachname",
        "Name",
        "LocationLatitude",
        "Längengrad des Standorts",
        "Telefon",
        "Phone number",
        "Geburtsdatum",
        "user_id",
        "Kundennummer",
        "Anschrift",
        "ipaddr. IP-Adresse",
        "Ihre E-Mail-Adresse",
        "Ihr Name",
        "Tel.",
        "Tel",
        "Name und E-Mail für das Gewinnspiel",
        "Rückruf unter",
        "Wie heißen Sie?",
        "Your name",
        "Your email address",
        "E-mail address (optional)",
        "Name (freiwillig)",
        "Wie lautet Ihre Telefonnummer?",
        "Vor- und Nachname",
        "Name, Anschrift",
        "Kontaktdaten [Name]",
        "Customer name",
        "GPS",
        "Koordinaten",
        "_geolocation",
        "_gps_latitude",
        "_Where are you?_longitude",
        "deviceid",
        "_submitted_by",
    ],
)
def test_personal_data_is_known_by_its_heading(heading: str) -> None:
    head = READER.head([[heading, "Q1"]])
    assert head is not None
    assert [head.titles[at][0] for at in personal_columns(head)] == [heading]


@pytest.mark.parametrize(
    "heading",
    [
        "Q1",
        "How would you rate the phone hotline?",
        "Wie leicht war die Anmeldung?",
        "nps_rating",
        "Name of the branch",
        "Name the reason",
        "Bitte nennen Sie den Grund",
        "Firmenname",
        "Produktname",
        "Company name",
        "How easy was it to change your e-mail address?",
        "Would you like to be contacted by phone?",
        "Telefonische Beratung",
        "Wie zufrieden waren Sie mit unseren E-Mails?",
        "Kontakt",
        "Ihre Meinung",
        "Geburtsjahr",
        "Customer type",
    ],
)
def test_questions_are_no_personal_data(heading: str) -> None:
    head = READER.head([[heading]])
    assert head is not None
    assert list(personal_columns(head)) == []


@pytest.mark.parametrize(
    ("heading", "cells", "is_personal"),
    [
        ("Q7", ["a@x.example", "", "b@x.example", "none"], True),
        ("Q7", ["a@x.example", "none", "no"], False),
        ("Q7", ["203.0.113.9", "2001:db8::1"], True),
        ("Where?", ["48.30694 14.28583 0 0", ""], True),
        ("Where?", ["48.30694, 14.28583"], True),
        ("Q7", ["10:11:12", "3.10.2026", "4,5", "2026-10-01 10:11"], False),
        ("E-Mail", ["5", "4", ""], False),
        ("Telefon", ["sehr gut", "k. A."], False),
        ("E-Mail", [""], True),
        ("Name", ["Anna", "5"], True),
        ("Latitude", ["48", "47"], True),
        ("user_id", ["1", "2"], True),
    ],
)
def test_what_stands_in_a_column_says_whether_it_is_personal(
    heading: str, cells: list[str], *, is_personal: bool
) -> None:
    head = READER.head([[heading]])
    assert head is not None
    assert list(personal_columns(head, [[one] for one in cells])) == ([0] if is_personal else [])


def test_a_question_reads_no_personal_data() -> None:
    tree = survey({"nps": {"measures": "nps", "column": "E-Mail"}})
    (told,) = problems(workspace_with(tree, table("E-Mail,Q1", "anna@example.org,10")))
    assert "TPS054 column 'E-Mail' of export.csv holds personal data" in told
    assert "anna" not in told


def test_columns_with_personal_data_are_named_and_go_nowhere() -> None:
    workspace = workspace_with(survey(NPS), table("Email,Q1", "secret@example.org,10"))
    assert [ENGLISH.say(note.message) for note in workspace.notes] == [
        "columns with personal data, which go nowhere: Email"
    ]
    assert b"secret" not in result_json(result_with(survey(NPS), table("Email,Q1", "secret@example.org,10")))


@pytest.mark.parametrize(
    ("content", "questions", "said"),
    [
        (table("Q1"), NPS, ["no rows stand below the headings: nothing comes of this survey"]),
        (table("id,submitdate,Q1", "1,,9"), NPS, ["its only row is not finished: nothing comes of this survey"]),
        (
            table("id,submitdate,Q1", "1,,9", "2,,9"),
            NPS,
            ["none of its 2 rows is finished: nothing comes of this survey"],
        ),
        (
            table("Status,Finished,ResponseId,Q1", "1,1,a,9", "8,0,b,9"),
            NPS,
            ["all rows are previews, tests or spam: nothing comes of this survey"],
        ),
        (table("Q1,x", ",a"), NPS, ["no question has an answer that counts: nothing comes of this survey"]),
        (table("Q1", "9"), {}, ["no question has an answer that counts: nothing comes of this survey"]),
        (table("Q1", "9"), {"nps": {"measures": "nps", "column": "W"}}, []),
        (table("Q1", "9"), {"nps": {"measures": "nsp", "column": "Q1"}}, []),
        (table("Q1,x", ",a", "9,a"), NPS, []),
    ],
)
def test_a_survey_of_which_nothing_comes_is_told(content: str, questions: Case, said: list[str]) -> None:
    assert [ENGLISH.say(note.message) for note in workspace_with(survey(questions), content).notes] == said


LIME = '"id","submitdate","Q"'


@pytest.mark.parametrize(
    ("first", "second", "is_told"),
    [
        (table(LIME, *(f'"{n}","2026-10-0{n % 9 + 1} 10:00:00","{n % 5 + 1}"' for n in range(1, 31))), 30, True),
        (table(LIME, *(f'"{n}","2026-10-0{n % 9 + 1} 10:00:00","{n % 5 + 1}"' for n in range(1, 31))), 20, True),
        (table(LIME, *(f'"{n}","2026-10-0{n % 9 + 1} 10:00:00","{n % 5 + 1}"' for n in range(1, 10))), 9, False),
        (table("Q,at", *(f"{n % 5 + 1},{n}" for n in range(30))), 30, True),
        (table("Q,at", *(f"{n % 5 + 1},{n}" for n in range(30))), 29, False),
        (table("Q,at", *(f"{n % 5 + 1}," for n in range(30))), 30, False),
    ],
)
def test_the_same_answers_in_two_surveys_are_told(first: str, second: int, *, is_told: bool) -> None:
    again = "\n".join(first.splitlines()[: second + 1]) + "\n"
    tree = survey({"q": {"measures": "csat", "column": "Q"}})
    found = problems(read(files_with({"autumn": (tree, first), "copy": (tree, again)})))
    said = "TPS057 its answers stand in survey 'autumn' already: they would count twice"
    assert [one.partition(" ")[2] for one in found] == ([said] if is_told else [])


def test_another_wave_of_numbered_answers_is_no_copy() -> None:
    waves = {
        id_: (
            survey({"q": {"measures": "csat", "column": "Q"}}),
            table(LIME, *(f'"{n}","2026-{month}-0{n % 9 + 1} 10:00:00","{n % 5 + 1}"' for n in range(1, 31))),
        )
        for id_, month in (("spring", "04"), ("autumn", "10"))
    }
    assert problems(read(files_with(waves))) == []


@pytest.mark.parametrize(
    ("written", "encoding"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("cp1252", "Windows-1252"), ("utf-16", "UTF-16")],
)
def test_the_encoding_is_found_out_and_said(written: str, encoding: str) -> None:
    tree = survey({"q": {"measures": "csat", "column": "Q", "map": {"schön": 5}}})
    result = result_with(tree, table("Q,x", "schön,1").encode(written))
    assert result.surveys[0].encoding == encoding
    values: Mapping[str, Any] = survey_page(result.surveys[0], result, names_of(result), Language("en")).values
    assert ENGLISH.say(values["reader"]) == f"a table with one row of headings, in {encoding}"
