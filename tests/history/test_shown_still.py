"""What has become internal since an audit was closed is in no later edition for the client."""

from typing import Any

import pytest

from tests.history.audits import result_of_last
from tests.history.test_life_cycle import RIGHT, WRONG, seen
from tests.workspaces import CHANNELS, TOUCHPOINTS, Case, findings_of
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

BOTH = seen(website=WRONG, email=WRONG)
SECRETLY = {"email": {**CHANNELS["email"], "name": "Secret channel"}}


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


@pytest.mark.parametrize(
    ("audits", "expected"),
    [
        ([BOTH], ("unchanged", "2026-04", 2, 0)),
        ([BOTH, seen(email=RIGHT)], ("unchanged", "2026-04", 2, 0)),
        ([BOTH, seen(website=RIGHT, email=RIGHT)], ("reopened", None, 1, 1)),
        ([seen(email=WRONG)], ("new", None, 1, 0)),
    ],
)
def test_the_places_that_are_shown_still_keep_their_course(
    audits: list[Case], expected: tuple[str, str | None, int, int]
) -> None:
    now = {**BOTH, "channels": {"email": {**CHANNELS["email"], **HIDDEN, "name": "Secret channel"}}}
    result = result_of_last(*({**one, "channels": SECRETLY} for one in audits), now, edition=Edition.CLIENT)
    (found,) = findings_of(result, "TPC001")
    assert (found.state, found.found_since, found.audits, found.reopened) == expected
    assert found.changes == ()
    said = result_json(result).decode().lower()
    assert "secret channel" not in said
    assert "email" not in said


def test_of_one_that_is_gone_nothing_is_told_where_a_place_is_hidden() -> None:
    now = {**seen(website=RIGHT), "channels": {"email": {**CHANNELS["email"], **HIDDEN}}}
    past = result_of_last(BOTH, now, edition=Edition.CLIENT).past
    assert past is not None
    assert [one for one in past.absent if one.rule == "TPC001"] == []
