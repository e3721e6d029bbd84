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
from tpm_audit.cli import program
from tpm_audit.cli.exits import Exit, run_guarded
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
    assert workspace.problems == ()
    assert {one.question: one.n for one in workspace.tallies["autumn"].tallies} == {"nps": 40, "mood": 40, "rate": 40}


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
        (PLAIN, [], "export.docx", "autumn", (Exit.USAGE, "files of this kind are not read: export.docx")),
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
def test_no_link_leads_elsewhere(root: Path, run: Runs, tmp_path: Path) -> None:
    (root / "content/surveys").symlink_to(tmp_path)
    result = run(PLAIN)
    assert result.code == Exit.USAGE
    assert not (tmp_path / "autumn").exists()


def test_it_is_said_in_german(root: Path, run: Runs) -> None:
    result = run(PLAIN, "--language", "de")
    assert "weggelassen: Name" in result.said
    assert "# Einige Spalten sehen wie Bewertungen aus" in (folder(root) / "survey.yml").read_text("utf-8")
