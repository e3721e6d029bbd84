"""The cases of every rule, in ``cases/<CODE>.yml``: a case in the users' own words and the headlines of that rule.

``findings`` are the headlines, by the alphabet. ``severities`` belong to them one by one, ``places`` are the
deviating places of all of them, ``looked_at`` is how much the rule had to look at; these may be left out, and so may
``edition``, which is internal.
"""

from pathlib import Path
from typing import Any

import pytest

from tests.workspaces import KEYS, case_of, findings_of, headline, places_of, result_of
from tpm_audit.model.entry import Edition
from tpm_audit.rules import CODES

FOLDER = Path(__file__).parent / "cases"
CASES = {
    (code, name): case
    for code in CODES
    for name, case in case_of((FOLDER / f"{code}.yml").read_text(encoding="utf-8")).items()
}
FEWEST = 4
SAID = frozenset({"findings", "severities", "places", "looked_at", "edition"})


@pytest.mark.parametrize(("code", "name"), CASES, ids=[f"{code}-{name}" for code, name in CASES])
def test_case(code: str, name: str) -> None:
    case: dict[str, Any] = CASES[code, name]
    assert set(case) <= KEYS | SAID
    result = result_of(case, Edition(case.get("edition", "internal")))
    found = sorted(findings_of(result, code), key=headline)
    assert [headline(one) for one in found] == case["findings"]
    if "severities" in case:
        assert [one.severity.value for one in found] == case["severities"]
    if "places" in case:
        assert [place for one in found for place in places_of(one)] == case["places"]
    if "looked_at" in case:
        assert [str(one.looked_at) for one in result.rules if one.code == code] == [case["looked_at"]]


@pytest.mark.parametrize("code", CODES)
def test_every_rule_has_cases_that_fail_and_cases_that_pass(code: str) -> None:
    own = [bool(case["findings"]) for (rule, _), case in CASES.items() if rule == code]
    assert len(own) >= FEWEST
    assert {True, False} == set(own)


def test_every_file_of_cases_belongs_to_a_rule() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(CODES)
