import re
from pathlib import Path

import pytest

from tests.workspace.cases import base, changed, run, write
from tpm_audit.cli.exits import Exit
from tpm_audit.model import codes

CASES = sorted((Path(__file__).parent / "mistakes").glob("*.txt"))
DIVIDER = "\n==== check says\n"


def test_base_of_the_cases_has_no_mistake(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "-C", str(write(tmp_path, base())), "check", "-q", "--as-of", "2026-10-31")

    assert (ran.code, ran.err) == (Exit.PASSED, "")
    assert ran.out.startswith("next: ")
    assert len(ran.out.splitlines()) == 1


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_mistake_is_told(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], *, rewrite_golden: bool
) -> None:
    description, _, expected = case.read_text(encoding="utf-8").partition(DIVIDER)

    ran = run(capsys, "-C", str(write(tmp_path, changed(base(), description))), "check", "-q", "--as-of", "2026-10-31")

    if rewrite_golden:
        case.write_text(description + DIVIDER + ran.out, encoding="utf-8")
    assert (ran.code, ran.err) == (Exit.PROBLEMS, "")
    if not rewrite_golden:
        assert ran.out == expected


def test_every_code_of_a_problem_has_a_mistake() -> None:
    told = {code for case in CASES for code in re.findall(r": (TPS\d{3}) ", case.read_text(encoding="utf-8"))}

    assert set(codes.MEANINGS) <= told


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_mistake_is_told_in_words_of_people(case: Path) -> None:
    _, _, said = case.read_text(encoding="utf-8").partition(DIVIDER)

    for line in said.splitlines():
        words = line.partition(" TPS")[2].partition(" ")[2] or line.strip()
        assert (
            not re.search(r"\b(dict|tuple|None|str|int|bool|validat\w+|pydantic|mapping|scalar|null)\b", words)
            or "null" in case.stem
        )
        assert not words.endswith(".")
        assert not words[:1].isupper()
