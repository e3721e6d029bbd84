"""Advice: the internal edition names files and keys, the client, who edits none, is told what to decide."""

import re

import pytest

from tests.rules.test_cases import CASES
from tests.workspaces import ENGLISH, findings_of, headline, result_of
from tpm_audit.model.entry import Edition
from tpm_audit.source.message import Message

WRITES = re.compile(r"\.yml|content/|site_config/|\b[a-z_]+:")
FAILING = {name: case for name, case in CASES.items() if case["findings"] and name[0] != "TPR002"}  # internal only


@pytest.mark.parametrize(("code", "name"), FAILING, ids=[f"{code}-{name}" for code, name in FAILING])
def test_the_client_is_told_what_to_decide_not_what_to_write(code: str, name: str) -> None:
    for finding in findings_of(result_of(FAILING[code, name], Edition.CLIENT), code):
        assert ".yml" not in headline(finding)
        if isinstance(finding.advice, Message):
            assert not WRITES.search(ENGLISH.say(finding.advice))


@pytest.mark.parametrize(
    ("code", "key"), [("TPC004", "site_config/standard.yml"), ("TPI001", "owner:"), ("TPI004", "leads_to:")]
)
def test_who_writes_the_files_is_told_where(code: str, key: str) -> None:
    case = next(case for (rule, _), case in FAILING.items() if rule == code)
    (finding, *_) = findings_of(result_of(case), code)
    assert finding.advice is not None
    assert key in ENGLISH.say(finding.advice)
