"""YAML that nobody here wrote, and files of the demo as they look after a slip of the hand."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.effort import examples
from tests.pictures import TINY
from tests.workspace.cases import base, files_of, printed, read_texts, texts_of
from tpm_audit.model.entry import Edition
from tpm_audit.report import read
from tpm_audit.source.problems import Problem
from tpm_audit.workspace.load import Workspace

ROOT = Path(__file__).parents[2]
SUITE = ROOT.parent / "shared/data/yaml-test-suite/inputs"
INPUTS = sorted(SUITE.iterdir()) if SUITE.is_dir() else []
FOLDERS = ("content", "site_config")
DEMO = {f"{top}/{path}": text for top in FOLDERS for path, text in texts_of(ROOT / top, suffix=".yml").items()}
LOGOS = {
    "brand/kontakt-und-klang.png": TINY.decode("ascii"),
    "brand/lindner.png": TINY.decode("ascii"),
    "brand/lindner.svg": (ROOT / "brand" / "lindner.svg").read_text(encoding="utf-8"),
}
ANSWERS = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in (ROOT / "content" / "surveys").rglob("*.csv")
}
IMAGES = {path.relative_to(ROOT).as_posix(): TINY.decode("ascii") for path in (ROOT / "content").rglob("*.png")}


def assert_placed(problems: tuple[Problem, ...], texts: dict[str, str]) -> None:
    """Assert that every problem names a file that is there, a line of it, and a column not far behind its end."""
    for problem in problems:
        place = problem.place
        assert place.file in texts
        lines = re.split(r"\r\n?|\n", texts[place.file].removeprefix("\ufeff"))
        assert 1 <= place.line <= len(lines), (place, problem.message)
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1, (place, problem.message)


def test_suite_is_whole_where_it_is_there() -> None:
    if SUITE.parent.is_dir():
        assert len(INPUTS) == 406


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.stem)
def test_input_of_the_yaml_test_suite_as_inventory(path: Path) -> None:
    data = path.read_bytes()
    name = "content/touchpoints/x.yml"
    files = files_of(base({name: ""}))
    files.yaml[name] = data  # type: ignore[index]  # a dict, made by files_of

    workspace = read(files)

    assert list(workspace.touchpoints) == ["home-page", "counter", "kiosk", "receipt"]
    assert all(problem.place.file == name for problem in workspace.problems)
    assert_placed(workspace.problems, {name: data.decode("utf-8", errors="replace")})
    if path.name.startswith("BAD_"):
        assert workspace.problems
    printed(workspace)


@st.composite
def slips(draw: st.DrawFn) -> dict[str, str]:
    """Return the demo's files, one or two of them mutated in one to three places."""
    texts = dict(DEMO)
    for path in draw(st.lists(st.sampled_from(sorted(DEMO)), min_size=1, max_size=2, unique=True)):
        for _ in range(draw(st.integers(1, 3))):
            lines = texts[path].split("\n")
            at = draw(st.integers(0, len(lines) - 1))
            texts[path] = "\n".join(draw(st.sampled_from(MUTATIONS))(lines, at, draw))
    return texts


def _delete(lines: list[str], at: int, _: st.DrawFn) -> list[str]:
    return lines[:at] + lines[at + 1 :]


def _indent(lines: list[str], at: int, draw: st.DrawFn) -> list[str]:
    by = draw(st.sampled_from(["  ", " ", "\t", "    ", ""]))
    return [*lines[:at], by + lines[at].strip(), *lines[at + 1 :]]


def _control(lines: list[str], at: int, draw: st.DrawFn) -> list[str]:
    sign = draw(st.sampled_from(["\0", "\x1b[31m", "\x07", "\u202e", "\u2028", "\ufeff", "\x85", "\r", "\x7f"]))
    where = draw(st.integers(0, len(lines[at])))
    return [*lines[:at], lines[at][:where] + sign + lines[at][where:], *lines[at + 1 :]]


def _duplicate(lines: list[str], at: int, draw: st.DrawFn) -> list[str]:
    block = lines[at : at + draw(st.integers(1, 8))]
    return lines[:at] + block + lines[at:]


VALUES = [
    *(
        "",
        "null",
        "~",
        "[]",
        "{}",
        "[a, b]",
        "{a: b}",
        "- x",
        "no",
        "1e3",
        ".inf",
        "2026-13-01",
        "-1",
        "99999999999999",
    ),
    *(
        '""',
        "a: b",
        "*x",
        "&x [*x]",
        "<<",
        "!!python/object:os.system ls",
        "| \n  long",
        "'",
        '"',
        "{",
        "#f00",
        "a\n b",
    ),
    *("::error::x", "##vso[a]", "../../etc/passwd", "home-page", "a1", "2026-10", "n/a", "missing", "all", "x" * 70),
]


def _value(lines: list[str], at: int, draw: st.DrawFn) -> list[str]:
    key, colon, _ = lines[at].partition(":")
    return [*lines[:at], f"{key}{colon} {draw(st.sampled_from(VALUES))}", *lines[at + 1 :]]


def _word(lines: list[str], at: int, draw: st.DrawFn) -> list[str]:
    """Replace one word within a line, so that flow maps and lists are mutated too."""
    words = re.split(r"([\w\"#.+-]+)", lines[at])
    if len(words) > 1:
        words[draw(st.integers(0, len(words) // 2 - 1)) * 2 + 1] = draw(st.sampled_from(VALUES))
    return [*lines[:at], "".join(words), *lines[at + 1 :]]


def _swap(lines: list[str], at: int, draw: st.DrawFn) -> list[str]:
    other = draw(st.integers(0, len(lines) - 1))
    (one_key, one_colon, one), (key, colon, value) = lines[at].partition(":"), lines[other].partition(":")
    swapped = list(lines)
    swapped[at], swapped[other] = one_key + one_colon + value, key + colon + one
    return swapped


MUTATIONS = [_delete, _indent, _control, _duplicate, _value, _word, _swap]


@settings(max_examples=examples(120), deadline=None)
@given(slips())
def test_slips_of_the_hand_are_told_at_their_place(texts: dict[str, str]) -> None:
    workspace: Workspace = read(files_of({**texts, **IMAGES}))

    assert_placed(workspace.problems, texts)
    for line in (*printed(workspace), *printed(workspace, Edition.CLIENT)):
        assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202e]", line)


def test_demo_has_no_problem_before_the_slips() -> None:
    assert read_texts({**DEMO, **IMAGES, **ANSWERS, **LOGOS}).problems == ()
