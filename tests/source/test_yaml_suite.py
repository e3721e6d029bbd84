"""The YAML test suite's inputs as files of a workspace: each is read, or refused with its place."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tpm_audit.source.codes import Code
from tpm_audit.source.problems import Problem
from tpm_audit.source.yaml_reader import read_yaml

Told = Callable[[Problem], str]

INPUTS = Path(__file__).parents[2].parent / "shared" / "data" / "yaml-test-suite" / "inputs"
FILES = sorted(INPUTS.glob("*.yaml"))

pytestmark = pytest.mark.skipif(not INPUTS.exists(), reason="the YAML test suite is not beside the repository")

SYNTAX = {Code.SYNTAX, Code.INDENTATION, Code.NOT_CLOSED, Code.NEEDS_QUOTES}

# Not YAML 1.2, but libyaml reads what was meant.
HARMLESS = {
    "9C9N": "a list in brackets goes on at the start of a line",
    "QB6E": "a quoted text goes on at the start of a line",
    "9JBA": "a comment right after a bracket",
    "CVW2": "a comment right after a comma",
    "SU5Z": "a comment right after a quote",
    "X4QW": "a comment right after '>'",
    "DK95-01": "a tab begins a line inside quotes",
    "Y79Y-03": "a tab begins a line inside brackets",
    "G5U8": "'-' as an item in brackets",
    "YJV2": "'-' as an item in brackets",
}
# YAML 1.2, but libyaml parses YAML 1.1 and stops.
STOPS_LIBYAML = {
    "a key in braces and its ':' on different lines": (
        ["4MUZ-00", "4MUZ-01", "4MUZ-02", "5MUD", "9SA2", "K3WX", "NJ66", "UT92", "VJP3-01"]
    ),
    "':' first or last in a word in brackets": ["4ABK", "58MP", "5T43", "CFD4", "DBG4", "FRK4", "HM87-00"],
    "':' or signs in the name of an anchor": ["2SXE", "8XYN", "W5VH"],
    "a tab after '-', or in a blank line or before a text": (
        [
            "6BCT",
            "6CA3",
            "96NN-00",
            "96NN-01",
            "A2M4",
            "DK95-00",
            "DK95-03",
            "DK95-04",
            "Q5MG",
            "R4YG",
            "Y79Y-01",
            "Y79Y-10",
        ]
    ),
    "a directive to be ignored, or after a document": (
        ["2LFX", "6LVF", "BEC7", "MUS6-05", "MUS6-06", "W4TN", "ZYU8-00", "ZYU8-01", "ZYU8-02", "ZYU8-03"]
    ),
    "a long text that is not indented": ["DK3J", "FP8R", "M7A3"],
    "a second document without '---'": ["7Z25"],
    "an empty key": ["M2N8-00", "UKK6-00"],
}


def _read(file: Path) -> tuple[object, tuple[Problem, ...]]:
    document, problems = read_yaml(file.name, file.read_bytes())
    return document.value, problems


def _name(file: Path) -> str:
    return file.stem.partition("_")[2]


def test_all_inputs_are_there() -> None:
    assert len(FILES) == 406


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_problems_name_a_place_inside_the_file(file: Path, told: Told) -> None:
    value, problems = _read(file)
    lines = file.read_text(encoding="utf-8").split("\n")
    assert value is not None or problems
    for problem in problems:
        assert problem.place.file == file.name
        assert 1 <= problem.place.line <= len(lines)
        assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1
        assert "this is not YAML (" not in told(problem), "libyaml's own words"


@pytest.mark.parametrize("file", [file for file in FILES if file.name.startswith("BAD_")], ids=lambda file: file.stem)
def test_what_is_not_yaml_is_refused(file: Path) -> None:
    _, problems = _read(file)
    assert bool(problems) != (_name(file) in HARMLESS)


@pytest.mark.parametrize("file", [file for file in FILES if file.name.startswith("ok_")], ids=lambda file: file.stem)
def test_what_is_yaml_is_read_or_refused_for_a_reason(file: Path) -> None:
    value, problems = _read(file)
    stops = any(_name(file) in names for names in STOPS_LIBYAML.values())
    assert any(problem.code in SYNTAX for problem in problems) == stops
    assert value is not None or problems
