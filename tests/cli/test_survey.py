"""survey import: what comes in is read as what it was, and what is about people stays outside."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import openpyxl
import pandas
import pyreadstat
import pytest
import yaml

from tests.surveys.test_readers import GOOGLE, LEGACY, LIMESURVEY, MICROSOFT, QUALTRICS, SHORT, WORDED
from tests.workspaces import Case
from tpm_audit.cli import program
from tpm_audit.cli.exits import Exit, run_guarded
from tpm_audit.cli.new_file import new_file
from tpm_audit.report import read
from tpm_audit.workspace.files import read_files

PLAIN = "Name;NPS;Mood;Comment\n" + "".join(
    f"Anna {at};{at % 11};{('good', 'bad')[at % 2]};that was a long text of mine, number {at}\n" for at in range(50)
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    assert run_guarded(program, ["init", str(tmp_path / "acme")]) == Exit.PASSED
    return tmp_path / "acme"


@dataclass(frozen=True)
class Ran:
    code: int
    said: str


class Runs(Protocol):
    def __call__(
        self, content: str | bytes, *arguments: str, name: str = "My export.csv", id_: str = "autumn"
    ) -> Ran: ...


@pytest.fixture
def run(root: Path, capsys: pytest.CaptureFixture[str]) -> Runs:
    """Return what imports an export into the workspace."""

    def ran(content: str | bytes, *arguments: str, name: str = "My export.csv", id_: str = "autumn") -> Ran:
        export = root.parent / name
        export.write_bytes(content.encode() if isinstance(content, str) else content)
        capsys.readouterr()
        code = run_guarded(program, ["-C", str(root), "survey", "import", str(export), id_, *arguments])
        return Ran(code, "".join(capsys.readouterr()))

    return ran


def folder(root: Path, id_: str = "autumn") -> Path:
    return root / "content/surveys" / id_


def proposed(survey: str) -> str:
    """Return the lines that a survey.yml has as comments, without the signs that make them such."""
    return "\n".join(
        line.removeprefix("# ") for line in ("# questions:" + survey.partition("# questions:")[2]).split("\n")
    )


def answers(root: Path) -> str:
    return (folder(root) / "answers.csv").read_text("utf-8")


@pytest.mark.parametrize(
    ("content", "reader"),
    [
        (QUALTRICS, "qualtrics"),
        (LEGACY, "qualtrics"),
        (SHORT, "qualtrics"),
        (LIMESURVEY, "limesurvey"),
        (WORDED, "limesurvey"),
        (GOOGLE, "forms"),
        (MICROSOFT, "forms"),
        (PLAIN, "csv"),
        ("One; or two\n5\n4\n", "csv"),
    ],
)
def test_a_copy_is_read_as_what_it_was(root: Path, run: Runs, content: str, reader: str) -> None:
    result = run(content)
    assert result.code == Exit.PASSED, result.said
    workspace = read(read_files(root))
    assert (workspace.problems, workspace.tallies["autumn"].reader) == ((), reader)
    assert not [note for note in workspace.notes if "personal" in note.message.text]


def test_a_copy_has_as_many_respondents_and_no_formula(root: Path, run: Runs) -> None:
    run("NPS,Why\n" + '9,"zu teuer\r0"\n' * 10 + "8,=1+1\n,\n")
    survey = folder(root) / "survey.yml"
    text = survey.read_text("utf-8").replace("questions: {}", "questions: {n: {measures: nps, column: NPS}}")
    survey.write_text(text, "utf-8")
    workspace = read(read_files(root))
    assert (workspace.problems, workspace.tallies["autumn"].rows) == ((), 11)
    assert answers(root).endswith('"8","\'=1+1"\n')


def test_what_is_about_people_stays_outside_and_is_named(root: Path, run: Runs) -> None:
    result = run(PLAIN, "--without", "Mood")
    assert "left out: Name, Mood" in result.said
    assert "50 rows of answers" in result.said
    assert "look at open answers, which may name people: Comment" in result.said
    assert answers(root).splitlines()[:2] == ['"NPS","Comment"', '"0","that was a long text of mine, number 0"']
    assert "Anna" not in "".join(path.read_text("utf-8") for path in folder(root).iterdir())


def test_survey_yml_proposes_and_decides_nothing(root: Path, run: Runs) -> None:
    run(
        "Zeitstempel,NPS,Ease,Mood,Why\n"
        + "".join(f"0{d}.10.2026 10:00,{d},{d % 6 + 1},good,w{d}\n" for d in range(1, 10)),
    )
    text = (folder(root) / "survey.yml").read_text("utf-8")
    tree = yaml.safe_load(text)
    assert (str(tree["period"]["from"]), str(tree["period"]["to"])) == ("2026-10-01", "2026-10-09")
    assert (tree["file"], tree["questions"]) == ("answers.csv", {})
    proposed = yaml.safe_load(
        "\n".join(line[2:] for line in text.splitlines() if line.startswith("# ") and ":" in line)
    )
    assert proposed["questions"] == {
        "nps": {"measures": "nps", "column": "NPS", "scale": "0-10"},
        "ease": {"measures": "ces", "column": "Ease", "scale": "1-7"},
    }


def test_the_id_of_an_answer_is_never_proposed_as_a_rating(root: Path, run: Runs) -> None:
    rows = "".join(f"{at},2026-10-0{at} 10:00:00,{at}\n" for at in range(1, 8))
    run("id,submitdate,NPS\n" + rows)
    questions = yaml.safe_load(proposed((folder(root) / "survey.yml").read_text("utf-8")))["questions"]
    assert list(questions) == ["nps"]


def test_days_that_do_not_exist_are_no_period(root: Path, run: Runs) -> None:
    result = run("Zeitstempel,NPS\n31.02.2026,9\n0000-01-01,8\n")
    assert result.code == Exit.PASSED, result.said
    period = (folder(root) / "survey.yml").read_text("utf-8").splitlines()[1]
    assert "correct these days" in period


def test_what_is_proposed_is_valid(root: Path, run: Runs) -> None:
    run(
        "NPS,Mood,\U0001f600\u200b Rate\n"
        + "".join(f"{at % 11},{('good', 'bad')[at % 2]},{at % 7 + 1}\n" for at in range(40))
    )
    path = folder(root) / "survey.yml"
    text = path.read_text("utf-8")
    path.write_text(text.partition("questions: {}")[0] + proposed(text), "utf-8")
    workspace = read(read_files(root))
    assert [one.code for one in workspace.problems] == ["TPS024", "TPS024"]  # what each text stands for is not guessed
    named = proposed(text).replace('"good": …', '"good": 5').replace('"bad": …', '"bad": 1')
    path.write_text(text.partition("questions: {}")[0] + named, "utf-8")
    workspace = read(read_files(root))
    assert workspace.problems == ()
    assert {one.question: one.n for one in workspace.tallies["autumn"].tallies} == {"nps": 40, "mood": 40, "rate": 40}


def test_texts_that_say_nothing_of_good_and_bad_are_no_rating(root: Path, run: Runs) -> None:
    cells = [("Linz", "gut", "schön", "ja"), ("Wels", "sehr gut", "laut", "nein"), ("Enns", "k. A.", "eng", "gut")]
    run("City,Mood,Why,Mixed\n" + "".join(",".join(cells[at % 3]) + "\n" for at in range(12)))
    questions = yaml.safe_load(proposed((folder(root) / "survey.yml").read_text("utf-8")))["questions"]
    assert questions == {
        "mood": {
            "measures": "csat",
            "column": "Mood",
            "map": {"gut": "…", "sehr gut": "…"},
            "missing": ["k. A."],
        }
    }


@pytest.mark.parametrize(
    ("heading", "most", "keys"),
    [
        ("Schulnote für den Service", 5, {"scale": "1-5", "reverse": True, "top_box": [1, 2]}),
        ("Note (1 = sehr gut)", 6, {"scale": "1-6", "reverse": True, "top_box": [1, 2]}),
        ("Service", 5, {"scale": "1-5"}),
    ],
)
def test_school_grades_are_turned_round(root: Path, run: Runs, heading: str, most: int, keys: Case) -> None:
    run(f"{heading},x\n" + "".join(f"{at % most + 1},.\n" for at in range(30)))
    (question,) = yaml.safe_load(proposed((folder(root) / "survey.yml").read_text("utf-8")))["questions"].values()
    assert question == {"measures": "csat", "column": heading, **keys}


def test_where_nothing_looks_like_a_rating_that_is_said(root: Path, run: Runs) -> None:
    run("Weather\n" + "Data 1-1\n" * 9)
    text = (folder(root) / "survey.yml").read_text("utf-8")
    assert "No column looks like a rating by itself." in text
    assert "Some columns" not in text
    assert yaml.safe_load(proposed(text))["questions"] == {"nps": {"measures": "nps", "column": "…"}}


@pytest.mark.parametrize(
    ("content", "period", "said"),
    [
        ("Timestamp,x\n11/1/2019 10:00,1\n12/2/2019,1\n", None, '11/1/2019 in the column "Timestamp" may be two days'),
        ("Timestamp,x\n11/1/2019 10:00,1\n12/21/2019,1\n", ("2019-11-01", "2019-12-21"), 'the column "Timestamp"'),
        ("Date,x\n13/1/2019,1\n1/2/2019,1\n", ("2019-01-13", "2019-02-01"), 'by the column "Date"'),
        ("mydate,x\n1583-01-01,1\n2020-01-01,1\n", None, "correct these days"),
        ("Date,x\n2999-01-01,1\n", None, "correct these days"),
        ("Arrival,x\n2020-01-01,1\n", None, "correct these days"),
        ("Date of visit,Timestamp\n2020-01-01,2020-02-01\n", ("2020-02-01", "2020-02-01"), 'column "Timestamp"'),
    ],
)
def test_the_period_is_of_believable_days(
    root: Path, run: Runs, content: str, period: tuple[str, str] | None, said: str
) -> None:
    run(content)
    text = (folder(root) / "survey.yml").read_text("utf-8")
    found = yaml.safe_load(text)["period"]
    assert said in text.splitlines()[1]
    if period is not None:
        assert (str(found["from"]), str(found["to"])) == period


IDS = "user_id,E-Mail,Q7,NPS\n" + "".join(f"u{at // 2},a{at}@x.example,m{at}@x.example,9\n" for at in range(30))


def test_ids_of_people_become_numbers_and_addresses_stay_outside(root: Path, run: Runs) -> None:
    result = run(IDS)
    assert "left out: E-Mail, Q7" in result.said
    assert "ids of people became running numbers, which tell respondents apart: user_id" in result.said
    assert answers(root).splitlines()[:4] == ['"respondent","NPS"', '"1","9"', '"1","9"', '"2","9"']
    path = folder(root) / "survey.yml"
    text = path.read_text("utf-8")
    assert '# respondent: "respondent"  # take away the first #, and each counts once' in text
    text = text.replace("# respondent", "respondent").replace(
        "questions: {}", "questions: {n: {measures: nps, column: NPS}}"
    )
    path.write_text(text, "utf-8")
    workspace = read(read_files(root))
    assert (workspace.problems, workspace.notes, workspace.tallies["autumn"].counted) == ((), (), 15)


def test_addresses_that_stand_far_below_stay_outside(root: Path, run: Runs) -> None:
    result = run("NPS,Q7\n" + "9,\n" * 3_000 + "9,a@x.example\n")
    assert "left out: Q7" in result.said
    assert "example" not in answers(root)


def test_answers_that_another_survey_has_are_refused_before_anything_is_written(root: Path, run: Runs) -> None:
    content = "Zeitstempel,Name,NPS\n" + "".join(f"0{at % 9 + 1}.10.2026 10:{at},A{at},{at % 11}\n" for at in range(40))
    assert run(content).code == Exit.PASSED
    result = run(content, id_="copy")
    assert (result.code, folder(root, "copy").exists()) == (Exit.USAGE, False)
    assert "stand in survey 'autumn' already; nothing was written" in result.said


def test_an_spss_file_keeps_its_labels(root: Path, run: Runs) -> None:
    frame = pandas.DataFrame({"v1": [1.0, 5.0, 9.0], "name": ["Anna", "Bert", "Cora"]})
    labels: dict[str, dict[float | int, str]] = {"v1": {1: "schlecht", 5: "gut", 9: "k. A."}}
    source = root.parent / "made.sav"
    pyreadstat.write_sav(
        frame, str(source), variable_value_labels=labels, missing_ranges={"v1": [9]}, column_labels=["Wie?", ""]
    )
    assert run(source.read_bytes(), name="export.sav").code == Exit.PASSED
    assert answers(root).startswith('"v1"\n"Wie?"\n')
    assert "Anna" not in answers(root)
    survey = folder(root) / "survey.yml"
    assert '#   v1: {measures: csat, column: "v1", scale: 1-5}  # Wie?' in survey.read_text("utf-8")
    survey.write_text(
        survey.read_text("utf-8").replace("questions: {}", "questions: {q: {measures: csat, column: v1}}")
    )
    workspace = read(read_files(root))
    (tally,) = workspace.tallies["autumn"].tallies
    assert (workspace.problems, tally.n, tally.not_applicable) == ((), 2, 1)


def test_a_sheet_of_a_workbook(root: Path, run: Runs) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Answers").append(["NPS"])
    book["Answers"].append([10])
    book.save(root.parent / "made.xlsx")
    content = (root.parent / "made.xlsx").read_bytes()
    result = run(content, "--sheet", "Answer", name="export.xlsx")
    assert (result.code, "has no sheet 'Answer'; it has: Sheet, Answers" in result.said) == (Exit.USAGE, True)
    assert run(content, "--sheet", "Answers", name="export.xlsx").code == Exit.PASSED
    assert answers(root) == '"NPS"\n"10"\n'


def test_survey_yml_that_is_there_stays(root: Path, run: Runs) -> None:
    folder(root).mkdir(parents=True)
    (folder(root) / "survey.yaml").write_text(
        "name: Mine\nperiod: {from: 2026-10-01, to: 2026-10-02}\nfile: answers.csv\nquestions: {}\n"
    )
    result = run(PLAIN)
    assert (result.code, sorted(path.name for path in folder(root).iterdir())) == (
        0,
        ["answers.csv", "survey.yaml"],
    )
    assert "survey.yml was there: write file: answers.csv in it" in result.said


@pytest.mark.parametrize(
    ("content", "arguments", "name", "id_", "refused"),
    [
        (PLAIN, [], "export.csv", "Autumn 26", (Exit.USAGE, "such as 'autumn-26'")),
        (PLAIN, [], "export.docx", "autumn", (Exit.USAGE, "not read: export.docx; what is read ends with .csv")),
        (
            PLAIN,
            ["--without", "Modo"],
            "export.csv",
            "autumn",
            (Exit.USAGE, "has no column 'Modo'; did you mean 'Mood'?"),
        ),
        (PLAIN, ["--sheet", "A"], "export.csv", "autumn", (Exit.USAGE, "export.csv has no sheets; leave out --sheet")),
        ("", [], "export.csv", "autumn", (Exit.NOT_WRITTEN, "export.csv:1: the file is empty")),
        (b"a,b\n" + b"1,2\n" * 20_000 + b"\xff\n", [], "export.csv", "autumn", (Exit.NOT_WRITTEN, "this is no text")),
        (b"PK", [], "export.xlsx", "autumn", (Exit.NOT_WRITTEN, "this is no workbook that can be read")),
    ],
)
def test_what_is_refused_leaves_nothing(
    root: Path, run: Runs, content: str | bytes, arguments: list[str], name: str, id_: str, refused: tuple[Exit, str]
) -> None:
    result = run(content, *arguments, name=name, id_=id_)
    assert result.code == refused[0], result.said
    assert refused[1] in result.said
    assert not folder(root).exists()


def test_answers_that_are_there_stay(root: Path, run: Runs) -> None:
    folder(root).mkdir(parents=True)
    (folder(root) / "answers.csv").write_text("mine")
    result = run(PLAIN)
    assert (result.code, answers(root)) == (Exit.USAGE, "mine")
    assert "is there already; nothing was written" in result.said


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no links here")
def test_a_survey_yml_that_leads_nowhere_stays(root: Path, run: Runs, tmp_path: Path) -> None:
    folder(root).mkdir(parents=True)
    (folder(root) / "survey.yml").symlink_to(tmp_path / "elsewhere.yml")
    assert "survey.yml was there" in run(PLAIN).said
    assert (folder(root) / "survey.yml").is_symlink()
    assert not (tmp_path / "elsewhere.yml").exists()


@pytest.mark.parametrize("made", ["answers.csv", "survey.yml"])
def test_what_somebody_made_meanwhile_stays(root: Path, run: Runs, monkeypatch: pytest.MonkeyPatch, made: str) -> None:
    link = os.link

    def linked(part: Path, target: Path) -> None:
        (folder(root) / made).exists() or (folder(root) / made).write_text("mine")
        link(part, target)

    monkeypatch.setattr("os.link", linked)
    result = run(PLAIN)
    assert (folder(root) / made).read_text() == "mine"
    assert ("answers.csv' is there already" in result.said) is (made == "answers.csv")
    assert not list(folder(root).glob(".*"))


def test_a_file_system_without_links_will_do(root: Path, run: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: Path) -> None:
        raise PermissionError

    monkeypatch.setattr("os.link", refused)
    assert run(PLAIN).code == Exit.PASSED
    assert sorted(path.name for path in folder(root).iterdir()) == ["answers.csv", "survey.yml"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows removes no file that is open")
def test_what_is_left_of_a_killed_import_is_removed_and_what_is_written_stays(root: Path, run: Runs) -> None:
    folder(root).mkdir(parents=True)
    (folder(root) / ".killed.part").write_text("anna@example.org")
    with new_file(folder(root) / "other.csv") as part:
        assert run(PLAIN).code == Exit.PASSED
        left = [path.name for path in folder(root).glob(".*.part")]
        assert left == [part.name]
    ignored = (root / ".gitignore").read_text("utf-8").splitlines()
    assert ".*.part" in ignored


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files here")
def test_what_is_no_plain_file_is_refused(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "zero.csv").symlink_to("/dev/zero")
    for name in ("pipe.csv", "zero.csv"):
        code = run_guarded(program, ["-C", str(root), "survey", "import", str(tmp_path / name), "autumn"])
        assert (code, f"{name} is no plain file" in "".join(capsys.readouterr())) == (Exit.USAGE, True)
    assert not folder(root).exists()


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no links here")
def test_no_link_leads_elsewhere(root: Path, run: Runs, tmp_path: Path) -> None:
    (root / "content/surveys").symlink_to(tmp_path)
    result = run(PLAIN)
    assert result.code == Exit.USAGE
    assert not (tmp_path / "autumn").exists()


def test_it_is_said_in_german(root: Path, run: Runs) -> None:
    result = run(PLAIN, "--language", "de")
    assert "weggelassen: Name" in result.said
    assert "# Einige Spalten sehen wie Bewertungen aus" in (folder(root) / "survey.yml").read_text("utf-8")
