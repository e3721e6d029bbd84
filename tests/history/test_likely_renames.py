"""Likely renames: suggested where one thing can be meant, with the line that makes it so; else nothing is said."""

import random
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.effort import examples
from tests.generated import Tree, cases
from tests.history.closing import files_beside, frozen, workspace_after
from tests.reshaped import renamed
from tests.workspaces import ENGLISH, TOUCHPOINTS, Case, report_of
from tpm_audit.model.entry import Edition
from tpm_audit.model.result import NoteRecord
from tpm_audit.report import read
from tpm_audit.workspace.load import Workspace

some = settings(max_examples=examples(40))

FACT = {"kind": "phone", "expected": "0732 771200"}
ASKED = {"look": {"name": "Look", "criteria": {"clean": {"ask": "Is it clean?"}, "bright": {"ask": "Is it bright?"}}}}
PHASES = [{"id": "before"}, {"id": "during", "name": "During it"}, {"id": "after"}]
BEFORE: Case = {
    "site": {"phases": PHASES},
    "facts": {"phone": FACT},
    "checklists": ASKED,
    "locations": {"linz": {"name": "Linz", "channels": []}},
}
SHOP, INVOICE = TOUCHPOINTS["shop"], TOUCHPOINTS["invoice"]
NEAR = {"name": "The shop", "phase": "during", "channels": ["website"]}


def without(things: Mapping[str, Any], *gone: str, **come: Any) -> dict[str, Any]:
    kept = {id_: one for id_, one in things.items() if id_ not in gone}
    return kept | {id_.replace("_", "-"): one for id_, one in come.items()}


def suggested(before: Case, now: Case) -> list[str]:
    return [f"{one.file}: {ENGLISH.say(one.message)}" for one in notes(workspace_after(before, now))]


def notes(workspace: Workspace) -> tuple[NoteRecord, ...]:
    assert report_of(workspace, edition=Edition.CLIENT).notes == ()
    return report_of(workspace).notes


CASES: dict[str, tuple[Case, str]] = {
    "the same name": ({"touchpoints": without(TOUCHPOINTS, "shop", store=SHOP)}, "touchpoint 'store' 'shop'"),
    "the name in other letters": (
        {"touchpoints": without(TOUCHPOINTS, "shop", store={**SHOP, "name": " SHOP", "phase": "after"})},
        "touchpoint 'store' 'shop'",
    ),
    "the name in two languages": (
        {"touchpoints": without(TOUCHPOINTS, "shop", store={**SHOP, "name": {"en": "Shop"}})},
        "touchpoint 'store' 'shop'",
    ),
    "a near id with the same phase and channels": (
        {"touchpoints": without(TOUCHPOINTS, "shop", shops=NEAR)},
        "touchpoint 'shops' 'shop'",
    ),
    "an earlier one": (
        {"touchpoints": without(TOUCHPOINTS, "shop", store={**SHOP, "renamed_from": ["stall"]})},
        "touchpoint 'store' 'shop'",
    ),
    "a phase": (
        {
            "site": {"phases": [{"id": "before"}, {"id": "buying", "name": "During it"}, {"id": "after"}]},
            "touchpoints": without(TOUCHPOINTS, shop={**SHOP, "phase": "buying"}),
        },
        "phase 'buying' 'during'",
    ),
    "what is asked": (
        {"checklists": {"look": {"name": "Look", "criteria": {"tidy": {"ask": "Is it  clean?"}}}}},
        "criterion 'tidy' 'clean'",
    ),
    "what is expected": ({"facts": {"hotline": FACT}}, "fact 'hotline' 'phone'"),
    "a checklist": (
        {"checklists": {"looks": {"name": "Look", "criteria": {"clean": {"ask": "Is it clean?"}}}}},
        "checklist 'looks' 'look'",
    ),
    "a location": ({"locations": {"city": {"name": "Linz", "channels": []}}}, "location 'city' 'linz'"),
    # where nobody knows
    "nothing has changed": ({}, ""),
    "it was declared": ({"touchpoints": without(TOUCHPOINTS, "shop", store={**SHOP, "renamed_from": ["shop"]})}, ""),
    "it is gone": ({"touchpoints": without(TOUCHPOINTS, "shop")}, ""),
    "another has come": ({"touchpoints": without(TOUCHPOINTS, kiosk=SHOP)}, ""),
    "two could be it": ({"touchpoints": without(TOUCHPOINTS, "shop", store=SHOP, market=SHOP)}, ""),
    "one that was there has the name now": (
        {"touchpoints": without(TOUCHPOINTS, "shop", invoice={**INVOICE, "name": "Shop"}, store=SHOP)},
        "",
    ),
    "another phase": ({"touchpoints": without(TOUCHPOINTS, "shop", shops={**NEAR, "phase": "after"})}, ""),
    "another channel": ({"touchpoints": without(TOUCHPOINTS, "shop", shops={**NEAR, "channels": ["email"]})}, ""),
    "another name": ({"touchpoints": without(TOUCHPOINTS, "shop", shops={**NEAR, "name": "Fair"})}, ""),
    "another number": ({"touchpoints": without(TOUCHPOINTS, "shop", shop2={**NEAR, "name": "Shop 2"})}, ""),
    "another value": ({"facts": {"hotline": {"kind": "phone", "expected": "0732 771299"}}}, ""),
    "another kind": ({"facts": {"hotline": {"kind": "text", "expected": "0732 771200"}}}, ""),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_suggested(case: str) -> None:
    change, expected = CASES[case]
    said = suggested(BEFORE, {**BEFORE, **change})
    new, _, old = expected.rpartition(" ")
    assert len(said) == bool(expected), said
    assert all(f": {new} is probably what audit 2026-04 knew as {old}: " in one for one in said)


def test_it_says_where_and_which_line_to_write() -> None:
    now = {"touchpoints": without(TOUCHPOINTS, "shop", store={**SHOP, "renamed_from": ["stall"]})}
    (said,) = suggested({}, now)
    assert said == (
        "content/touchpoints/all.yml: line 1: touchpoint 'store' is probably what audit 2026-04 knew as 'shop': "
        "it says the same; if so, add renamed_from: [stall, shop] to it, and its history goes on"
    )


@some
@given(cases(), st.integers(0, 2**32).map(random.Random), st.data())
def test_a_name_tells_a_rename_and_the_line_makes_its_findings_unchanged(
    case: Tree, chance: random.Random, data: st.DataObject
) -> None:
    old = data.draw(st.sampled_from(list(case["touchpoints"])))
    content = frozen(case)
    now, new = renamed(case, ("touchpoints",), old, chance)
    declared = read(files_beside(content, now))
    assert notes(declared) == ()
    assert {one.state for one in report_of(declared).findings} <= {"unchanged"}
    undeclared: Tree = _only(now, old, new)
    del undeclared["touchpoints"][new]["renamed_from"]
    (note,) = notes(read(files_beside(content, undeclared)))
    assert f"'{new}' is probably what audit 2026-04 knew as '{old}'" in ENGLISH.say(note.message)


def _only(tree: Any, old: str, new: str) -> Any:
    """Return a tree in which the new id stands wherever the old one did."""
    if isinstance(tree, dict):
        return {_only(key, old, new): _only(value, old, new) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_only(one, old, new) for one in tree]
    return new if tree == old else tree
