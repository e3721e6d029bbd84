"""What is missing in the client's edition is said to be missing only where it is missing altogether."""

from typing import Any

import pytest

from tests.workspaces import TOUCHPOINTS, Case, findings_of, headline, result_of
from tpm_audit.model.entry import Edition

HIDDEN = {"audience": "internal"}
AT: Case = {"touchpoint": "contact", "channel": "website"}
SEEN_VISIT = {**AT, "date": "2026-10-02"}
LATER_VISIT = {**AT, "date": "2026-10-30", "item": "later", **HIDDEN}


def own(shape: str, **keys: Any) -> Case:
    return {"one": {"shape": shape, "message": "As agreed", **keys}}


def at_least(n: int, of: str, **keys: Any) -> Case:
    return own("count", of=of, min=n, **keys)


FRESH = own("max-age", max_age="1 week", where={"touchpoints": ["contact"]})
NOTHING_SEEN: dict[str, tuple[str, Case]] = {
    "a visit that is internal": ("TPI002", {"visits": [{**AT, **HIDDEN}]}),
    "the only use of a phase": (
        "TPI003",
        {"touchpoints": {**TOUCHPOINTS, "shop": {**TOUCHPOINTS["shop"], **HIDDEN}}},
    ),
    "the last visit": ("TPO007", {"rules": FRESH, "visits": [SEEN_VISIT, LATER_VISIT]}),
    "any visit": ("TPO007", {"rules": FRESH, "visits": [LATER_VISIT]}),
    "a counted visit": ("TPO008", {"rules": at_least(2, "visits"), "visits": [SEEN_VISIT, LATER_VISIT]}),
    "some of too few visits": ("TPO008", {"rules": at_least(3, "visits"), "visits": [SEEN_VISIT, LATER_VISIT]}),
    "a counted touchpoint": (
        "TPO008",
        {
            "rules": at_least(3, "touchpoints"),
            "touchpoints": {**TOUCHPOINTS, "shop": {**TOUCHPOINTS["shop"], **HIDDEN}},
        },
    ),
    "a channel that a selector names": (
        "TPO008",
        {
            "rules": at_least(2, "touchpoints", where={"channels": ["website", "email"]}),
            "channels": {"email": {"name": "E-mail", "kind": "digital", **HIDDEN}},
            "touchpoints": {one: TOUCHPOINTS[one] for one in ("contact", "invoice")},
        },
    ),
    "what an own rule looks at": (
        "TPI006",
        {
            "rules": own("max-age", max_age="1 year", where={"phases": ["during"]}),
            "visits": [AT],
            "touchpoints": {
                **TOUCHPOINTS,
                "shop": {**TOUCHPOINTS["shop"], **HIDDEN},
                "till": {**TOUCHPOINTS["shop"], "status": "planned"},
            },
        },
    ),
}


def said(case: Case, code: str, edition: Edition) -> set[tuple[str, str]]:
    return {(one.id, headline(one)) for one in findings_of(result_of(case, edition), code)}


@pytest.mark.parametrize(("code", "case"), NOTHING_SEEN.values(), ids=NOTHING_SEEN)
def test_what_the_client_may_not_see_is_not_missing(code: str, case: Case) -> None:
    assert said(case, code, Edition.CLIENT) <= said(case, code, Edition.INTERNAL)


MISSING: dict[str, tuple[str, Case]] = {
    "no visit": ("TPI002", {"visits": [AT]}),
    "an old visit": ("TPO007", {"rules": FRESH, "visits": [SEEN_VISIT]}),
    "too few touchpoints": ("TPO008", {"rules": at_least(4, "touchpoints")}),
    "what the client may see all of, and what not": (
        "TPO005",
        {"rules": own("reference-exists", needs=["importance", "goals"])},
    ),
}


@pytest.mark.parametrize(("code", "case"), MISSING.values(), ids=MISSING)
def test_what_is_missing_altogether_is_said_in_both_editions(code: str, case: Case) -> None:
    internal, client = (findings_of(result_of(case, edition), code) for edition in Edition)
    assert client
    assert [one.id for one in client] == [one.id for one in internal]
