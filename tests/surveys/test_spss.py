"""SPSS files are read with their labels and what they declare as missing."""

import datetime
import io
import json
import sys
import time
import tracemalloc
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas
import pyreadstat
import pytest

from tests.surveys.asked import answered, result_with, survey, workspace_with
from tests.workspaces import Case, problems
from tpm_audit.surveys.spss import KIND

SCALE = {1: "sehr schlecht", 2: "schlecht", 3: "teils/teils", 4: "gut", 5: "sehr gut"}
CSAT = {"csat": {"measures": "csat", "column": "Q1"}}
SPSS = Path(__file__).parents[3] / "shared/data/surveys/spss"


def spss(folder: Path, columns: Mapping[str, Any], ending: str = "sav", **more: Any) -> bytes:
    """Return an SPSS file with these variables."""
    path = folder / f"export.{ending}"
    pyreadstat.write_sav(pandas.DataFrame(columns), str(path), compress=ending == "zsav", **more)
    return path.read_bytes()


def asked(questions: Case, **more: Any) -> Case:
    return {**survey(questions, **more), "file": "export.sav"}


def read(content: bytes) -> tuple[list[tuple[int, list[str]]], dict[int, tuple[Any, ...]]]:
    """Return the rows and, by column, the labels of values and what is missing."""
    rows = [(line, list(row)) for line, row in KIND.rows(io.BytesIO(content), None)]
    head = KIND.readers[0].head([row for _, row in rows[:3]])
    assert head is not None
    return rows, {at: (one.labels, one.missing) for at, one in head.labels.items()}


@pytest.mark.parametrize("ending", ["sav", "zsav"])
def test_values_are_taken_and_what_is_declared_missing_is_no_answer(tmp_path: Path, ending: str) -> None:
    columns = {"Q1": [5, 5, 4, 4, 1, 9, None], "x": ["a"] * 7}
    labels = {"Q1": {**SCALE, 9: "keine Angabe"}}
    content = spss(tmp_path, columns, ending, variable_value_labels=labels, missing_ranges={"Q1": [9]})
    result = result_with({**asked(CSAT), "file": f"export.{ending}"}, content)
    (found,) = result.surveys
    assert (found.reader, found.rows) == ("spss", 7)
    assert answered(found, "csat") == {None: (5, {1: 1, 4: 2, 5: 2})}
    (answers,) = found.questions[0].answers
    assert (answers.blank, answers.not_applicable) == (1, 1)


def test_a_qualtrics_export_leaves_out_what_is_not_finished(tmp_path: Path) -> None:
    people = [f"R_{at}" for at in range(6)]
    columns = {"Status": [0] * 6, "Finished": [1] * 5 + [0], "ResponseId": people, "Q1": [5] * 6}
    (found,) = result_with(asked(CSAT), spss(tmp_path, columns)).surveys
    assert (found.reader, found.rows, found.unfinished) == ("spss", 6, 1)


@pytest.mark.parametrize(
    ("values", "declared", "missing"),
    [
        ([1.0], [9], {"9"}),
        ([1.0], [{"lo": 97, "hi": 99}], {"97", "98", "99"}),
        ([1.0], [{"lo": -1e300, "hi": -9_998}], {"-10000", "-9999", "-9998"}),
        ([1.0], [{"lo": 6, "hi": 7}, 9], {"6", "7", "9"}),
        (["a"], ["z"], {"z"}),
    ],
)
def test_all_that_is_declared_missing_is_known(
    tmp_path: Path, values: list[Any], declared: list[Any], missing: set[str]
) -> None:
    _, labels = read(spss(tmp_path, {"Q1": values}, missing_ranges={"Q1": declared}))
    assert {one for one in labels[0][1] if len(one) < 9} >= missing


def test_a_number_that_is_too_large_for_any_code_is_none() -> None:
    said = json.dumps({"SpssFormat": "F8", "labels": {"9" * 500: "x"}, "missing": [[10**400, 10**401], [9, 9]]})
    head = KIND.readers[0].head([["Q1"], ["Wie?"], [said]])
    assert head is not None
    assert set(head.labels[0].missing) == {"", "9"}


def test_labels_with_halves_of_characters_are_read() -> None:
    said = json.dumps({"SpssFormat": "F8", "labels": {"1": "bad\ud83d"}})
    head = KIND.readers[0].head([["Q1"], ["Wie?"], [said]])
    assert head is not None
    assert head.labels[0].labels == {"1": ("bad\N{REPLACEMENT CHARACTER}",)}


def test_what_a_file_declares_is_bounded() -> None:
    said = json.dumps(
        {"SpssFormat": "F8", "missing": [[-1e9, 1e9], [9, 9], [1, 8], *[[at, 1e9] for at in range(20_000)]]}
    )
    started = time.process_time()
    head = KIND.readers[0].head([["Q1"], ["Wie?"], [said]])
    assert head is not None
    assert len(head.labels[0].missing) == 20_003
    assert time.process_time() - started < 1


def test_ranges_of_many_columns_are_spelt_out_only_where_they_are_asked_for() -> None:
    said = [json.dumps({"SpssFormat": "F8", "missing": [[-9_999 + at, 1e9]]}) for at in range(2_000)]
    tracemalloc.start()
    head = KIND.readers[0].head([["Q"] * 2_000, ["Wie?"] * 2_000, said])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert head is not None
    assert peak < 20_000_000


def test_rows_are_read_some_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = spss(tmp_path, {"Q1": [float(at) for at in range(7)]})
    for cells in (0, 1, 5, 6, 7):
        monkeypatch.setattr("tpm_audit.surveys.spss._CELLS", cells)
        assert read(content)[0][3:] == [(at + 1, [str(at)]) for at in range(7)]


def test_days_are_days(tmp_path: Path) -> None:
    moment = datetime.datetime(2026, 10, 1, 8, 30)  # noqa: DTZ001 (SPSS has no zones)
    content = spss(tmp_path, {"day": [moment.date()], "at": [moment], "n": [2.5], "text": ["a "]})
    assert read(content)[0][3] == (1, ["2026-10-01", "2026-10-01 08:30:00", "2.5", "a"])


def test_names_are_columns_and_labels_stand_above_them(tmp_path: Path) -> None:
    content = spss(tmp_path, {"Q1": [5.0] * 5, "v2": ["secret"] * 5}, column_labels=["Wie zufrieden?", "E-Mail"])
    workspace = workspace_with(asked({"q": {"measures": "csat", "column": "v2"}}), content)
    (told,) = problems(workspace)
    assert "TPS054 column 'v2' of export.sav holds personal data" in told


@pytest.mark.parametrize("content", [b"", b"$FL2", b"Q1,x\n1,2\n"])
def test_what_is_no_such_file_is_told(content: bytes) -> None:
    (told,) = problems(workspace_with(asked(CSAT), content))
    assert "export.sav:1:1 TPS055 this is no SPSS file that can be read" in told


def test_a_file_that_breaks_off_is_told(tmp_path: Path) -> None:
    content = spss(tmp_path, {"Q1": [5.0] * 50_000, "x": ["text"] * 50_000})
    for end in (100, 300, len(content) - 3):
        (told,) = problems(workspace_with(asked(CSAT), content[:end]))
        assert "TPS055 this is no SPSS file that can be read" in told


def test_a_file_that_ends_the_process_it_is_read_in_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ends = tmp_path / "ends.py"
    variable = '[{"name": "Q1", "title": "", "shown_as": "F8", "labels": [], "missing": []}]'
    ends.write_text(f"import os\nprint('{variable}', flush=True)\nos.abort()\n", "utf-8")
    monkeypatch.setattr("tpm_audit.surveys.spss_process.__file__", str(ends))
    (told,) = problems(workspace_with(asked(CSAT), b"$FL2"))
    assert "TPS055 this is no SPSS file that can be read" in told


def test_what_reads_it_is_named_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyreadstat", None)
    workspace = workspace_with(asked(CSAT), b"$FL2")
    (problem,) = workspace.problems
    assert problem.hint is not None
    assert "tpm-audit[spss]" in problem.hint.text


@pytest.mark.skipif(not SPSS.is_dir(), reason="the real files are not there")
@pytest.mark.parametrize(
    ("file", "rows", "labels"),
    [
        ("haven_labelled-num-na", [["1"], ["9"]], {0: ({"1": ("This is one",)}, ("9",))}),
        ("haven_labelled-num", [["1"]], {0: ({"1": ("This is one",)}, ())}),
        ("haven_labelled-str", [["M"], ["F"]], {0: ({"F": ("Female",), "M": ("Male",)}, ())}),
        ("pyreadstat_missing_char", [["Z"], ["a"]], {0: ({"a": ("labeled",)}, ("Z",))}),
        ("pyreadstat_missing_test", [["1"], ["2"]], {0: ({"1": ("missing",)}, ("1",))}),
    ],
)
def test_real_files_are_read_with_labels_and_missing_values(
    file: str, rows: list[list[str]], labels: dict[int, Any]
) -> None:
    found, said = read((SPSS / f"{file}.sav").read_bytes())
    assert ([row for _, row in found[3:]], said) == (rows, labels)


@pytest.mark.skipif(not SPSS.is_dir(), reason="the real files are not there")
def test_real_files_of_other_alphabets_and_days_are_read() -> None:
    rows, labels = read((SPSS / "haven_umlauts.sav").read_bytes())
    assert (rows[1][1], labels[0][0]["2"]) == (["This is an ä-umlaut"], ("the ü umlaut",))
    rows, labels = read((SPSS / "pyreadstat_sample_missing.sav").read_bytes())
    assert rows[3] == (1, ["a", "1.1", "2018-05-06", "2018-05-06 10:10:10", "1", "1", "36610"])
    assert rows[-1][1][2] == ""
    assert set(labels[5][1]) == {"-1", "-2", "-3"}
    assert {"2000", "2500", "3000", "-1"} <= set(labels[1][1])


@pytest.mark.skipif(not SPSS.is_dir(), reason="the real files are not there")
def test_a_real_scale_out_of_order_is_refused() -> None:
    content = (SPSS / "pyreadstat_ordered_category.sav").read_bytes()
    workspace = workspace_with(
        asked({"q": {**CSAT["csat"], "scale": "1-3", "top_box": ["3"], "column": "Col1"}}), content
    )
    (told,) = problems(workspace)
    assert "survey.yml:1:" in told
    assert "TPS056 question 'q': the labels of its values are in no order: 1 'high', 2 'low', 3 'medium'" in told
    assert workspace.tallies["autumn"].tallies == ()
