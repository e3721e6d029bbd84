"""What holds for every workspace, on small random ones."""

import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.effort import examples
from tests.generated import Tree, cases, criteria_on, units_of
from tests.history.closing import frozen, with_closed
from tests.naive import naive_scores
from tests.reshaped import named_back, renamed, reshaped
from tests.workspaces import AS_OF, files_of, report_of, workspace_of
from tpm_audit.model.entry import Edition
from tpm_audit.model.figures import Consistency, Score
from tpm_audit.model.result import Result, result_json
from tpm_audit.report import read
from tpm_audit.rules import RULES
from tpm_audit.workspace.load import Workspace

some = settings(max_examples=examples(25))
many = settings(some, max_examples=examples(60))
chances = st.integers(0, 2**32).map(random.Random)
PLACES = {"place", "standard_place"}


def without_places(tree: Any) -> Any:
    """Return result.json as far as it may not differ: without the places of the files."""
    if isinstance(tree, dict):
        return {key: without_places(value) for key, value in tree.items() if key not in PLACES}
    return [without_places(one) for one in tree] if isinstance(tree, list) else tree


def told(workspace: Workspace, edition: Edition = Edition.INTERNAL) -> dict[str, Any]:
    """Return result.json without places; of the problems their codes, for their places are the point of them."""
    tree = json.loads(result_json(report_of(workspace, AS_OF, edition)))
    codes = Counter(one["code"] for one in tree.pop("problems"))
    return {**without_places(tree), "problems": codes}


def groups(result: Result) -> Iterator[tuple[tuple[str, ...], Score | None, Consistency | None]]:
    """Yield every group of a result with its figures."""
    yield ("whole",), result.figures.score, result.figures.consistency
    for kind, records in (
        ("phase", result.phases),
        ("channel", result.channels),
        ("location", result.locations),
        ("touchpoint", result.touchpoints),
        ("checklist", result.checklists),
    ):
        for one in records:
            yield (kind, one.id), one.figures.score, one.figures.consistency
    for touchpoint in result.touchpoints:
        for cell in touchpoint.channels:
            yield ("touchpoint-channel", touchpoint.id, cell.channel), cell.score, cell.consistency


@many
@given(cases(), chances)
def test_order_files_and_yaml_change_nothing_but_places(case: Tree, chance: random.Random) -> None:
    assert told(read(reshaped(case, chance))) == told(workspace_of(case))


@some
@given(cases(), chances, st.data())
def test_nor_do_they_change_the_problems(case: Tree, chance: random.Random, data: st.DataObject) -> None:
    assume(bool(case["visits"]))
    for wrong in data.draw(st.lists(st.sampled_from(["answer", "touchpoint", "key", "fact"]), min_size=1, unique=True)):
        visit = data.draw(st.sampled_from(case["visits"]))
        criterion = next(iter(criteria_on(case, visit["channel"])), "c-0-0")
        match wrong:
            case "answer":
                visit["answers"] = {criterion: "wonderful"}
            case "touchpoint":
                case["touchpoints"]["tp-9"] = {"name": "Nine", "phase": "later", "channels": ["social"]}
            case "key":
                visit["emotions"] = 1
            case _:
                visit["facts"] = {"nothing-of-ours": "7"}
    one, other = told(read(files_of(case))), told(read(reshaped(case, chance)))
    assert one["problems"].total() > 0
    assert other == one


@many
@given(cases(), chances, st.data())
def test_a_rename_changes_no_identity_and_no_figure(case: Tree, chance: random.Random, data: st.DataObject) -> None:
    sections: dict[tuple[str, ...], Tree] = {
        (key,): case[key] for key in ("touchpoints", "channels", "facts", "locations")
    }
    sections |= {("checklists", id_, "criteria"): one["criteria"] for id_, one in case["checklists"].items()}
    section = data.draw(st.sampled_from([path for path, things in sections.items() if things]))
    old = data.draw(st.sampled_from(list(sections[section])))
    after, new = renamed(case, section, old, chance)
    assert {**named_back(told(workspace_of(after)), new, old), "renamed": []} == told(workspace_of(case))


@some
@given(cases(), cases(), chances)
def test_order_files_and_yaml_change_no_state(before: Tree, now: Tree, chance: random.Random) -> None:
    content = frozen(before)
    workspace = read(with_closed(content, files_of(now)))
    assume(not workspace.problems)  # a later audit may not know what an earlier file of it knew
    one, other = told(workspace), told(read(with_closed(content, reshaped(now, chance))))
    assert one["past"] is not None
    assert other == one


@st.composite
def gates(draw: st.DrawFn, case: Tree) -> Tree:
    """Draw conditions that allow no drop, each in a part of the audit."""
    parts = {
        "touchpoints": st.sampled_from(list(case["touchpoints"])),
        "channels": st.sampled_from(list(case["channels"])),
        "phases": st.sampled_from(["before", "during", "after"]),
    }
    some_of = st.fixed_dictionaries(
        {}, optional={key: st.lists(one, min_size=1, max_size=2, unique=True) for key, one in parts.items()}
    )
    selectors = some_of.filter(bool)
    wheres = st.just("all") | selectors | selectors.map(lambda one: {"not": one})
    figures = st.sampled_from(["score", "coverage", "consistency"])
    drawn = draw(st.lists(st.tuples(figures, wheres), min_size=1, max_size=6))
    return {f"g{at}": {"figure": one, "max_drop": "0", "where": where} for at, (one, where) in enumerate(drawn)}


def gated(draw: st.DataObject, case: Tree) -> Tree:
    """Return a case with conditions, in which what is untested may count as failed."""
    settings = {"untested": draw.draw(st.sampled_from(["excluded", "as-failed"]))}
    return {**case, "site": {**case["site"], "settings": settings, "gate": draw.draw(gates(case))}}


@many
@given(cases(), st.data())
def test_an_audit_that_is_as_the_one_before_changed_nothing(case: Tree, data: st.DataObject) -> None:
    now = gated(data, case)
    assume(not read(files_of(now)).problems)  # a selector that selects nothing is one
    result = report_of(read(with_closed(frozen(now), files_of(now))), AS_OF)
    assert {one.state for one in result.findings} <= {"unchanged"}
    assert result.past is not None
    assert result.past.absent == ()
    assert [one for one in result.gate if one.passed is False] == []


@some
@given(cases(), cases(), chances, st.data())
def test_a_rename_changes_no_state(before: Tree, now: Tree, chance: random.Random, data: st.DataObject) -> None:
    section = data.draw(st.sampled_from([one for one in ("touchpoints", "channels", "facts") if now[one]]))
    old = data.draw(st.sampled_from(list(now[section])))
    now = gated(data, now)
    assume(not read(files_of(now)).problems)
    after, new = renamed(now, (section,), old, chance)
    content = frozen(before)
    assert since(read(with_closed(content, files_of(after)))) == since(read(with_closed(content, files_of(now))))
    assert new != old


def since(workspace: Workspace) -> Tree:
    """Return what became of each finding of two audits, why it is new, and how the gate is met."""
    result = report_of(workspace, AS_OF)
    assert result.past is not None
    return {
        "there": {
            one.id: (one.state, one.introduced_by, [(place.label, place.state) for place in one.changes])
            for one in result.findings
        },
        "gone": {one.id: one.state for one in result.past.absent},
        "gate": [(one.name, one.passed, one.said) for one in result.gate],
    }


@many
@given(cases(), st.data())
def test_not_applicable_changes_no_score(case: Tree, data: st.DataObject) -> None:
    units = [unit for unit in units_of(case) if criteria_on(case, unit[1])]
    assume(units)
    touchpoint, channel, location = data.draw(st.sampled_from(units))
    criterion = data.draw(st.sampled_from(list(criteria_on(case, channel))))
    visit: Tree = {"touchpoint": touchpoint, "channel": channel, "auditor": "a1", "date": "2026-10-20"}
    visit |= {"location": location} if location else {}
    visit["answers"] = {criterion: {"answer": "n/a", "reason": "none here"}}
    before = report_of(workspace_of(case))
    after = report_of(workspace_of({**case, "visits": [*case["visits"], visit]}))
    assert {group: score and score.share for group, score, _ in groups(after)} == {
        group: score and score.share for group, score, _ in groups(before)
    }


@many
@given(cases(), st.sampled_from(["excluded", "as-failed"]))
def test_a_score_lies_within_its_ranges(case: Tree, untested: str) -> None:
    case["site"]["settings"] = {"untested": untested}
    for _, score, _ in groups(report_of(workspace_of(case))):
        if score is None or score.share is None:
            continue
        assert score.coverage is not None
        assert 0 < score.coverage <= 1
        assert score.if_untested is not None or score.coverage == 1
        for extremes in (score.if_not_applicable, score.if_untested):
            assert extremes is None or 0 <= extremes.low <= score.share <= extremes.high <= 1


@many
@given(cases())
def test_every_score_is_what_the_text_of_the_method_says(case: Tree) -> None:
    expected = naive_scores(case)
    for group, score, _ in groups(report_of(workspace_of(case))):
        if group in expected:
            assert score is not None
            assert (score.share, score.coverage) == expected.pop(group), group
        else:
            assert score is None or (score.items, score.share) == (0, None)
    assert not expected


@many
@given(cases())
def test_the_counts_of_consistency_add_up_to_the_units(case: Tree) -> None:
    result = report_of(workspace_of(case))
    counted = {field.name.replace("_", "-") for field in fields(Consistency)}
    units = [
        (fact.id, unit) for fact in result.facts for unit in fact.units if unit.standard and unit.outcome in counted
    ]
    sums: dict[tuple[str, ...], Counter[str]] = {}
    for fact, unit in units:
        phase = next((one.phase for one in result.touchpoints if one.id == unit.touchpoint), None)
        of_unit = {"touchpoint": unit.touchpoint, "channel": unit.channel, "location": unit.location, "phase": phase}
        keys = [("whole",), ("fact", fact), *((kind, id_) for kind, id_ in of_unit.items() if id_)]
        for key in keys:
            sums.setdefault(key, Counter())[unit.outcome.value] += 1
    told_counts = [(group, one) for group, _, one in groups(result) if one]
    told_counts += [(("fact", fact.id), fact.consistency) for fact in result.facts if fact.consistency]
    for group, one in told_counts:
        if group[0] == "touchpoint-channel":
            continue
        found = {name: getattr(one, name.replace("-", "_")) for name in counted}
        assert Counter(found) == sums.get(group, Counter())
        assert one.index is None or one.index * one.counted == one.equal + one.variant


@some
@given(cases())
def test_with_nothing_internal_both_editions_have_the_same_figures(case: Tree) -> None:
    workspace = workspace_of(case)
    internal, client = (report_of(workspace, edition=edition) for edition in (Edition.INTERNAL, Edition.CLIENT))
    assert list(groups(client)) == list(groups(internal))
    of_auditors = {rule.code for rule in RULES if rule.internal}
    assert [one.id for one in client.findings] == [one.id for one in internal.findings if one.rule not in of_auditors]
    assert [(one.index, one.agreements) for one in client.facts] == [
        (one.index, one.agreements) for one in internal.facts
    ]
    assert [(one.share, one.criterion) for one in client.items] == [
        (one.share, one.criterion) for one in internal.items
    ]


@settings(some, max_examples=examples(100))
@given(cases(hides=True))
def test_the_client_edition_holds_nothing_internal(case: Tree) -> None:
    result = result_json(report_of(workspace_of(case), edition=Edition.CLIENT)).decode()
    assert "secret" not in result.lower()
    assert not re.search(r"\.ya?ml:\d", result)
