"""Exports as each system makes them: it takes the questionnaire in as its format says, and is answered.

A respondent is a sequence of answers, one for each thing that is asked about, in the order of the questionnaire: the
position of the choice that is taken, or nothing. What is asked in one's own words is answered in one's own words.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from openpyxl import load_workbook

Files: TypeAlias = Mapping[str, bytes]
Answers: TypeAlias = Sequence[int | None]
OWN_WORDS = 'Slow, "cold"; and\nloud'


@dataclass
class Question:
    """What a system knows of a question: the heading of each column, and what is exported for each choice."""

    columns: list[str] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)


def qualtrics(files: Files, respondents: Iterable[Answers]) -> bytes:
    """Return three rows above the answers, which are told by the texts of the choices."""
    questions = list(_of_qualtrics(files["questionnaire.en.txt"].decode()))
    columns = [column for one in questions for column in one.columns]
    own = ["StartDate", "Status", "Finished", "ResponseId"]
    ids = ["startDate", "status", "finished", "_recordId", *(f"QID{at}" for at in range(1, len(columns) + 1))]
    rows = [
        [*own, *columns],
        [*own, *(shown for one in questions for shown in one.shown)],
        [json.dumps({"ImportId": id_}) for id_ in ids],
        *(
            ["2026-10-02", "IP Address", "True", f"R_{at}", *_row(questions, answers)]
            for at, answers in enumerate(respondents)
        ),
    ]
    return _table(rows, ",").encode()


def _of_qualtrics(text: str) -> Iterator[Question]:
    lines = [line for line in text.split("\n") if line]
    assert lines[0] == "[[AdvancedFormat]]"
    for part in re.split(r"^\[\[Question:", "\n".join(lines), flags=re.MULTILINE)[1:]:
        kind, tag, wording, *rest = part.strip().split("\n")
        id_ = tag.removeprefix("[[ID:").removesuffix("]]")
        sections = _sections(rest)
        assert set(sections) <= {"Choices", "AdvancedAnswers", "PageBreak"}
        if kind == "Matrix]]":
            rows = sections["Choices"]
            choices = [line for line in sections["AdvancedAnswers"] if line != "[[Answer]]"]
            yield Question([f"{id_}_{at}" for at in range(1, len(rows) + 1)], choices, rows)
        elif kind != "Text]]":
            yield Question([id_], sections.get("Choices", []), [wording])


def _sections(lines: Iterable[str]) -> dict[str, list[str]]:
    """Return the lines below each tag that begins a section; another tag than these the format does not have."""
    found: dict[str, list[str]] = {}
    for line in lines:
        if line.startswith("[[") and line != "[[Answer]]":
            found[line.strip("[]")] = []
        else:
            found[list(found)[-1]].append(line)
    return found


def limesurvey(files: Files, respondents: Iterable[Answers]) -> bytes:
    """Return codes as headings and codes as answers; both languages have to have the same ones."""
    text = files["questionnaire.txt"].decode()
    assert text.startswith("\ufeffclass\t")
    rows = list(csv.DictReader(io.StringIO(text[1:], newline=""), delimiter="\t", strict=True))
    languages = next(row["text"] for row in rows if row["name"] == "language").split()
    languages += next(row["text"] for row in rows if row["name"] == "additional_languages").split()
    structures = [list(_of_limesurvey([row for row in rows if row["language"] == one])) for one in languages]
    questions = structures[0]
    for other in structures:
        assert [(one.columns, one.choices) for one in other] == [(one.columns, one.choices) for one in questions]
    head = ["id", "submitdate", "lastpage", "startlanguage", *(column for one in questions for column in one.columns)]
    sent = ["1980-01-01 00:00:00", "9", "de"]
    told = [[str(at), *sent, *_row(questions, answers)] for at, answers in enumerate(respondents, 1)]
    return b"\xef\xbb\xbf" + _table([head, *told], ",").encode()


def _of_limesurvey(rows: Iterable[Mapping[str, str]]) -> Iterator[Question]:
    question, code = Question(), ""
    for row in rows:
        assert not re.search(r"\{\S", row["text"]), "an expression"
        if row["class"] == "Q":
            yield from [question] if question.columns else []
            code = row["name"]
            assert re.fullmatch("[a-z][a-z0-9]{0,19}", code)
            question = Question([code], [], [row["text"]])
        elif row["class"] == "SQ":
            question.columns = [*(one for one in question.columns if one != code), f"{code}[{row['name']}]"]
            question.shown.append(row["text"])
        elif row["class"] == "A":
            question.choices.append(row["name"])
    yield question


def xlsform(files: Files, respondents: Iterable[Answers]) -> bytes:
    """Return names as headings and names as answers, with what KoboToolbox adds."""
    survey, choices = (sheet(files, name) for name in ("survey", "choices"))
    lists: dict[str, list[str]] = {}
    for row in choices:
        lists.setdefault(row["list_name"], []).append(row["name"])
    questions = [
        Question([row["name"]], lists[row["type"].partition(" ")[2]] if row["type"] != "text" else [])
        for row in survey
        if row["type"] == "text" or row["type"].startswith("select_one ")
    ]
    head = ["start", "lead", *(column for one in questions for column in one.columns), "thanks", "_id", "_uuid"]
    told = [["x", "", *_row(questions, answers), "", str(at), f"u{at}"] for at, answers in enumerate(respondents)]
    return _table([head, *told], ";").encode()


def sheet(files: Files, name: str) -> list[dict[str, Any]]:
    """Return the rows of a sheet of a workbook by the headings of their columns."""
    book = load_workbook(io.BytesIO(files["questionnaire.xlsx"]))
    head, *rows = book[name].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def markdown(files: Files, respondents: Iterable[Answers]) -> bytes:
    """Return what is typed below the headings, as the table of the printed page says."""
    table = files["questionnaire.md"].decode().rpartition("| --- | --- | --- |\n")[2]
    cells = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in table.splitlines()]
    questions = [Question([column.strip("`")], _typed(answers)) for column, _, answers in cells[1:]]
    head = files["answers.csv"].decode("utf-8-sig")
    delimiter = ";" if ";" in head else ","
    assert head == delimiter.join(["sheet", *(column for one in questions for column in one.columns)]) + "\n"
    rows = [[str(at), *_row(questions, answers)] for at, answers in enumerate(respondents)]
    return files["answers.csv"] + _table(rows, delimiter).encode()


def _typed(answers: str) -> list[str]:
    ends = [int(number) for number in re.findall(r"(\d+) = ", answers)]
    return [str(number) for number in range(ends[0], ends[-1] + 1)] if ends else []


def _row(questions: Iterable[Question], answers: Answers) -> list[str]:
    row, given = [], iter(answers)
    for question in questions:
        for _ in question.columns:
            answer = next(given)
            row.append("" if answer is None else question.choices[answer] if question.choices else OWN_WORDS)
    assert next(given, None) is None
    return row


def _table(rows: Iterable[Sequence[str]], delimiter: str) -> str:
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return written.getvalue()


EXPORTS: Mapping[str, Callable[[Files, Iterable[Answers]], bytes]] = {
    "qualtrics": qualtrics,
    "limesurvey": limesurvey,
    "xlsform": xlsform,
    "markdown": markdown,
}
