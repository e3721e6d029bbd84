"""What has become internal since an audit was closed is in no later edition for the client."""

from typing import Any

import pytest

from tests.history.audits import result_of_last
from tests.workspaces import CHANNELS, TOUCHPOINTS, Case
from tpm_audit.model.entry import Edition
from tpm_audit.model.result import result_json

HIDDEN = {"audience": "internal"}
SLOGAN = {"kind": "text", "expected": "Fresh"}
SECRET = {"name": "Secret page", "phase": "before", "channels": ["website", "branch"]}
VISITS = [
    {"touchpoint": "secret", "channel": on, "location": place, "facts": {"slogan": text}}
    for on, place, text in (("branch", "linz", "Cheap"), ("website", None, "Good"))
]
THEN: Case = {
    "facts": {"slogan": {**SLOGAN, "name": "Secret slogan"}},
    "locations": {"linz": {"name": "Secret Linz", "channels": ["branch"]}, "wels": {"channels": ["branch"]}},
    "touchpoints": {**TOUCHPOINTS, "secret": SECRET},
    "visits": [{key: value for key, value in one.items() if value is not None} for one in VISITS],
}


def later(**hidden: Any) -> Case:
    """Return the case in which nothing is found, and something is internal."""
    case = {**THEN, "visits": []}
    for key, id_ in hidden.items():
        case[key] = {**case.get(key, {}), id_: {**(case.get(key, {}).get(id_) or CHANNELS[id_]), **HIDDEN}}
    return case


@pytest.mark.parametrize("between", [[], [later()]], ids=["the audit before", "one before that"])
@pytest.mark.parametrize(
    ("hidden", "word"),
    [
        ({"touchpoints": "secret"}, "secret page"),
        ({"facts": "slogan"}, "secret slogan"),
        ({"locations": "linz"}, "secret linz"),
    ],
)
def test_what_became_internal_is_told_no_more(hidden: Case, word: str, between: list[Case]) -> None:
    client, internal = (
        result_json(result_of_last(THEN, *between, later(**hidden), edition=edition)).decode().lower()
        for edition in (Edition.CLIENT, Edition.INTERNAL)
    )
    assert word in internal
    assert word not in client
