"""One bad row costs that row, one bad answer that answer, and what stands on something broken is told once."""

import pytest

from tests.workspace.cases import (
    AS_OF,
    AUDIT,
    BASE,
    CHANNELS,
    DIGITAL,
    PEOPLE,
    SERVICE,
    SITE,
    STANDARD,
    TOUCHPOINTS,
    VISITS,
    base,
    base_with,
    problems_of,
    read_texts,
    texts_of,
)
from tpm_audit.model.audit import Unit
from tpm_audit.model.entry import Edition
from tpm_audit.report import Request, make_report
from tpm_audit.workspace.editions import whole_audit
from tpm_audit.workspace.load import Workspace

TEXTS = texts_of(BASE)
COMPANY = "content/checklists/company.yml"
BROKEN = {  # one mistake in one row: file, what stands there, what is written instead
    "person": (PEOPLE, "a1: {name: Auditor 1}", "a1: {nam: Auditor 1}"),
    "owner": (PEOPLE, "web-team: {name: Web team}", "web-team: Web team"),
    "channel": (CHANNELS, "name: Branch, kind: personal", "name: Branch, kind: [personal]"),
    "channel of a selector": (CHANNELS, "name: Invoice, kind: print", "name: Invoice, kind: paper"),
    "location": (CHANNELS, "linz: {name: Linz,", "linz: {name: {fr: Linz},"),
    "fact": (STANDARD, "kind: color", "kind: colour"),
    "fact without kind": (STANDARD, "    kind: phone\n", ""),
    "touchpoint": (TOUCHPOINTS, "importance: 8", "importance: 8.5.1"),
    "touchpoint led to": (TOUCHPOINTS, "    name: Receipt\n", ""),
    "phase": (SITE, "name: During purchase", "nme: During purchase"),
    "phase without id": (SITE, "{id: during,", "{"),
    "phases": (SITE, "phases:\n", "phasen:\n"),
    "scale": (SITE, "share: 0.5", "share: half"),
    "scales": (SITE, "scales:\n", "scale:\n"),
    "settings": (SITE, "good: 0.85", "good: 85 %"),
    "client": (SITE, "client: {name: Bakery}", "client: Bakery"),
    "languages": (SITE, "languages: [de, en]", "languages: de, en"),
    "site": (SITE, "format: 1", "format: [1"),
    "criterion": (SERVICE, "weight: 2", "weight: -2"),
    "criterion without value": (SERVICE, '{ask: "Greeted within a minute?", weight: 2}', ""),
    "criteria": (SERVICE, "criteria:\n", "questions:\n"),
    "checklist": (SERVICE, "scale: rating-1-5", "scale: rating-5-1"),
    "checklist file": (DIGITAL, "name: Digital", "name: Digital: x"),
    "audit": (AUDIT, "to: 2026-10-22", "to: 2026-10-32"),
    "checklists of the audit": (AUDIT, "[service, digital]", "[servic, digital]"),
    "inventory": (TOUCHPOINTS, "touchpoints:\n", "touchpoint:\n"),
    "facts": (STANDARD, "facts:\n", "fact:\n"),
    "people": (PEOPLE, "people:\n", "persons:\n"),
    "locations": (CHANNELS, "locations:\n", "branches:\n"),
}


def broken(name: str) -> dict[str, str]:
    path, old, new = BROKEN[name]
    return base_with(path, (old, new))


@pytest.mark.parametrize("name", BROKEN)
def test_one_mistake_is_one_problem_in_its_own_file(name: str) -> None:
    told = problems_of(broken(name))

    expected = 2 if name == "criteria" else 1  # that questions: is unknown, and criteria: is missing
    assert len(told) == expected, told
    assert all(line.startswith(f"{BROKEN[name][0]}:") for line in told)


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize("edition", Edition)
def test_the_rest_is_reported_all_the_same(name: str, edition: Edition) -> None:
    texts = broken(name)
    texts["content/touchpoints/more.yml"] = "touchpoints:\n  lift: {name: Lift, phase: nowhere, channels: [website]}\n"

    workspace = read_texts(texts)
    result = make_report(workspace, Request(edition, AS_OF))

    assert len(result.problems) >= 1
    if name not in ("phases", "phase without id", "site", "inventory"):
        shown = "content/touchpoints/more.yml" if edition is Edition.INTERNAL else ""  # the client is told no place
        assert shown in {problem.file for problem in result.problems}


@pytest.mark.parametrize("name", BROKEN)
def test_nothing_that_is_read_names_what_is_not(name: str) -> None:
    workspace = read_texts(broken(name))

    for plan in workspace.plans.values():
        audit = whole_audit(workspace, plan)
        for unit in audit.units:
            audit.owner_of(unit)
            audit.traits(unit)
        for touchpoint in audit.touchpoints.values():
            assert {touchpoint.parent or touchpoint.id, *(touchpoint.leads_to or ())} <= set(audit.touchpoints)
            assert set(touchpoint.channels) <= set(audit.channels)
            assert set(touchpoint.facts) <= set(audit.facts)
        for checklist, criterion in audit.criteria():
            assert audit.scale(checklist, criterion).levels
        for visit in audit.visits:
            assert visit.auditor in audit.people
            assert set(visit.facts) <= set(audit.facts)


def answers_at(workspace: Workspace, touchpoint: str) -> set[str]:
    return {
        criterion
        for visit in workspace.visits["2026-10"]
        if visit.touchpoint == touchpoint
        for criterion in visit.answers
    }


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("greeted: 5", "greeted: five"),
        ("greeted: 5", "greeted: {answer: 5, colour: red}"),
        ("greeted: 5", "greeted: [5]"),
        ("greeted: 5", "greeted: {note: busy}"),
        ("greeted: 5", "greeted: n/a"),
        ("greeted: 5", "greted: 5"),
        ("greeted: 5", "readable: pass"),
        ("greeted: 5", "greeted:"),
    ],
)
def test_bad_answer_costs_that_answer(old: str, new: str) -> None:
    workspace = read_texts(base_with(VISITS, (old, new)))

    assert len(workspace.problems) == 1
    assert answers_at(workspace, "counter") == {"waiting"}
    assert [sorted(visit.facts) for visit in workspace.visits["2026-10"]] == [["phone"], ["brand-blue", "slogan"]]


@pytest.mark.parametrize("new", ["phone: n/a", "phone: {value: [x, missing]}", "phne: x", "phone: {note: x}"])
def test_bad_fact_costs_that_fact(new: str) -> None:
    workspace = read_texts(base_with(VISITS, ("phone: 0732 771200", new)))

    assert len(workspace.problems) == 1
    assert answers_at(workspace, "counter") == {"greeted", "waiting"}
    assert [sorted(visit.facts) for visit in workspace.visits["2026-10"]] == [[], ["brand-blue", "slogan"]]


@pytest.mark.parametrize(
    "new", ["auditor: nobody", "auditor: a1\n    colour: red", "auditor: a1\n    emotion: 3", "auditor: [a1]"]
)
def test_bad_visit_costs_that_visit(new: str) -> None:
    workspace = read_texts(base_with(VISITS, ("auditor: a1", new)))

    assert len(workspace.problems) == 1
    assert [visit.touchpoint for visit in workspace.visits["2026-10"]] == ["home-page"]


def test_evidence_that_is_missing_costs_nothing_but_is_told() -> None:
    workspace = read_texts(base_with(VISITS, ("[queue.jpg]", "[photo.jpg]")))

    assert len(workspace.problems) == 1
    assert answers_at(workspace, "counter") == {"greeted", "waiting"}


def test_bad_touchpoint_costs_that_touchpoint() -> None:
    workspace = read_texts(broken("touchpoint"))

    assert set(workspace.touchpoints) == {"home-page", "receipt", "kiosk"}
    assert workspace.touchpoints["home-page"].leads_to == ()
    assert Unit("home-page", "website") in whole_audit(workspace, workspace.plans["2026-10"]).units


def test_bad_key_of_site_costs_that_key() -> None:
    workspace = read_texts(base_with(SITE, ("country: AT", "country: Austria"), ("good: 0.85", "good: much")))

    assert len(workspace.problems) == 2
    assert workspace.site.client.name == "Bakery"
    assert [phase.id for phase in workspace.site.phases] == ["before", "during", "after"]
    assert workspace.site.time_zone == "Europe/Vienna"


def test_mistakes_of_all_files_are_told_at_once() -> None:
    texts = {}
    for name in ("person", "fact", "settings", "criterion", "touchpoint"):
        path, old, new = BROKEN[name]
        texts[path] = TEXTS[path].replace(old, new)

    told = problems_of(base(texts))

    causes_first = sorted(texts, key=lambda path: (not path.startswith("site_config/"), path))
    assert [line.partition(":")[0] for line in told] == causes_first


def test_two_things_with_one_id_are_told_and_neither_is_believed() -> None:
    more = {"content/checklists/more.yml": "criteria:\n  greeted: {ask: Greeted by name?}\n"}

    workspace = read_texts(base(more))

    assert len(workspace.problems) == 1
    assert answers_at(workspace, "counter") == {"waiting"}


def test_renamed_id_that_clashes_is_no_first_id_of_two_things() -> None:
    texts = base_with(TOUCHPOINTS, ("    name: Receipt", "    name: Receipt\n    renamed_from: [counter, till]"))

    workspace = read_texts(texts)

    assert workspace.touchpoints["counter"].first_id == "counter"
    assert workspace.touchpoints["receipt"].first_id == "till"
    make_report(workspace, Request(Edition.INTERNAL, AS_OF))


def test_checklist_named_twice_counts_once() -> None:
    workspace = read_texts(base_with(AUDIT, ("[service, digital]", "[service, digital, service]")))

    assert workspace.problems == ()
    assert workspace.plans["2026-10"].checklists == ("service", "digital")


@pytest.mark.parametrize("name", ["Home page", "Receipt"])  # before it and after it
def test_parent_that_cannot_be_read_is_no_parent(name: str) -> None:
    parent = ("    importance: 8", f"    importance: 8\n    parent: {name.lower().replace(' ', '-')}")

    workspace = read_texts(base_with(TOUCHPOINTS, parent, (f"    name: {name}\n", "")))

    assert len(workspace.problems) == 1
    assert workspace.touchpoints["counter"].parent is None


def test_answer_to_a_checklist_that_cannot_be_read_is_no_second_problem() -> None:
    answer = ("readable: pass", "readable: pass\n      complaints-owner: pass")
    texts = base_with(VISITS, answer) | {COMPANY: TEXTS[COMPANY].replace("once_per: company", "once_per: house")}

    (told,) = problems_of(texts)

    assert told.startswith(f"{COMPANY}:2:11: TPS028 ")


def test_list_is_not_called_empty_where_all_of_it_is_wrong() -> None:
    phases = (("name: Before", "nme: Before"), ("name: During", "nme: During"), ("name: After", "nme: After"))

    told = problems_of(base_with(SITE, *phases))

    assert [line.split(" ")[1] for line in told] == ["TPS020"] * 3


def test_key_that_lost_its_value_excuses_no_other_row() -> None:
    texts = base_with(VISITS, ("    auditor: a1\n", ""), ("auditor: a2", "auditor:"))

    assert [line.partition(" | ")[0] for line in problems_of(texts)] == [
        f"{VISITS}:2:5: TPS022 'auditor' is missing",
        f"{VISITS}:14:5: TPS009 'auditor' has no value",
    ]
