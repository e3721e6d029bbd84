"""What a comparison says in words: the golden files."""

from pathlib import Path
from typing import Any

import pytest

from tests.history.comparing import compared_cases
from tests.history.test_compared import answered
from tests.history.test_life_cycle import FACTS, RIGHT, WRONG
from tests.workspaces import Case
from tpm_audit.exports.diff_markdown import diff_markdown
from tpm_audit.exports.diff_outline import outline_of
from tpm_audit.exports.diff_text import diff_lines
from tpm_audit.language.catalogue import Language

GOLDEN = Path(__file__).parents[1] / "golden/diff"
CRITERIA = {"clear": {"ask": "Clear?"}, "kind": {"ask": "Kind?"}, "short": {"ask": "Short?"}}


def audited(clear: list[str], kind: list[str], phones: list[str], **changes: Any) -> Case:
    """A case with answers and phone numbers at one touchpoint after the other."""
    case = answered(*clear, criteria={**CRITERIA, **changes})
    for visit, answer in zip(case["visits"], kind, strict=False):
        visit["answers"]["kind"] = answer
    for visit, phone in zip(case["visits"], phones, strict=False):
        visit["facts"] = {"phone": phone}
    languages = {"site": {"languages": ["en"]}}
    return {**case, "facts": FACTS, **languages}


THEN = audited(["fail"] * 8 + ["pass", "n/a"], ["pass", "fail"], [WRONG, WRONG, RIGHT])
NOW = audited(["pass"] * 9 + ["fail"], ["fail", "pass"], [WRONG, RIGHT], short={"ask": "Short enough?"})
NOW = {**NOW, "checklists": {"care": {**NOW["checklists"]["care"], "version": "2"}}}


@pytest.mark.parametrize("code", ["en", "de"])
@pytest.mark.parametrize("form", ["txt", "md"])
def test_in_words(form: str, code: str, *, rewrite_golden: bool) -> None:
    outline, language = outline_of(compared_cases(THEN, NOW)), Language(code)
    said = diff_markdown(outline, language) if form == "md" else "\n".join(diff_lines(outline, language)) + "\n"
    file = GOLDEN / f"diff.{code}.{form}"
    if rewrite_golden:
        file.parent.mkdir(exist_ok=True)
        file.write_text(said, encoding="utf-8")
    assert said == file.read_text(encoding="utf-8")
