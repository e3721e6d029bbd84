"""Renames: what is written anew names the thing, the rest stays byte for byte, and its findings stay the same."""

import datetime
import random
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.effort import examples
from tests.generated import Tree, cases
from tests.history.closing import PATH, files_beside, frozen
from tests.reshaped import named_back, reshaped
from tests.test_properties import told
from tests.workspace.cases import (
    AUDIT,
    BASE,
    DIGITAL,
    PEOPLE,
    SERVICE,
    SITE,
    STANDARD,
    TOUCHPOINTS,
    VISITS,
    base,
    files_of,
    replaced,
    texts_of,
)
from tests.workspace.test_references import PLACES, THINGS, naming
from tpm_audit.language.catalogue import Language
from tpm_audit.model.context import Kind
from tpm_audit.model.entry import Edition
from tpm_audit.report import Request, make_report, read, vocabulary
from tpm_audit.workspace.files import Files
from tpm_audit.workspace.renaming import NotRenamedError, Renamed, renamed

some = settings(max_examples=examples(60))
chances = st.integers(0, 2**32).map(random.Random)
VOCABULARY = vocabulary()
BOM = "\ufeff"
TEXTS = texts_of(BASE)


def rename(files: Files, kind: Kind, old: str, new: str) -> Renamed:
    return renamed(read(files), VOCABULARY, kind, old, new)


def after(texts: Mapping[str, str], kind: str, old: str, new: str) -> dict[str, str]:
    """Return the files after a rename, by their paths then; they have no problem."""
    files = files_of(texts)
    done = rename(files, Kind(kind), old, new)
    assert read(done.files).problems == ()
    others = {done.path(path): done.files.own(done.path(path)) for path in files.others}
    every = {**done.files.yaml, **others}
    return {path: data.decode() for path, data in every.items() if isinstance(data, bytes)}


def things_of(files: Files) -> list[tuple[Kind, str]]:
    return [(kind, id_) for kind, ids in read(files).names.declared.items() for id_ in ids]


def other_lines(before: bytes, now: bytes) -> tuple[list[str], list[str]]:
    """Return the lines that are gone, and those that have come."""
    lines, lines_now = (Counter(text.decode().splitlines()) for text in (before, now))
    return [*(lines - lines_now).elements()], [*(lines_now - lines).elements()]


def grown(line: str, now: str) -> bool:
    """Say whether a line is another with something put in, after the byte order mark."""
    signs = iter(now)
    return all(sign in signs for sign in line.lstrip(BOM))


# --- what holds for every rename


@some
@given(cases(), chances, st.data())
def test_a_rename_changes_no_finding_no_figure_and_no_other_line(
    case: Tree, chance: random.Random, data: st.DataObject
) -> None:
    files = reshaped(case, chance)
    kind, old = data.draw(st.sampled_from(things_of(files)))
    new = f"{old}x"  # has the same place in the alphabet
    done = rename(files, kind, old, new)
    assert {**named_back(told(read(done.files)), new, old), "renamed": []} == told(read(files))
    for path, now in done.written.items():
        gone, come = other_lines(files.yaml[path], now)
        # where the id stands on another line, or is the name of the file, a line has grown by the old id
        assert all(old in line or any(grown(line, other) for other in come) for line in gone)
        come = [line for line in come if not any(line == one.lstrip(BOM) for one in gone)]
        assert all(new in line or f"renamed_from: [{old}]" in line.replace('"', "").replace("'", "") for line in come)
    assert {path for path in files.yaml if done.files.yaml[done.path(path)] != files.yaml[path]} == {*done.written}


@some
@given(cases(), chances, st.data())
def test_a_rename_there_and_back_leaves_every_byte(case: Tree, chance: random.Random, data: st.DataObject) -> None:
    files = reshaped(case, chance)
    kind, old = data.draw(st.sampled_from(things_of(files)))
    steps = data.draw(st.sampled_from([[], ["third"], ["third", "second"], ["third", "fourth", "third"]]))
    now, current = files, old
    for new in ["second", *steps, old]:
        now = rename(now, kind, current, new).files
        current = new
        assert not read(now).problems
    assert dict(now.yaml) == dict(files.yaml)


@some
@given(cases(), st.data())
def test_a_closed_audit_finds_everything_unchanged(case: Tree, data: st.DataObject) -> None:
    files = files_beside(frozen(case), case)
    there = [one for one in things_of(files) if one[0] is not Kind.AUDIT]
    kind, old = data.draw(st.sampled_from(there))
    done = rename(files, kind, old, "renamed")
    request = Request(Edition.INTERNAL, datetime.date(2026, 11, 1))
    before, now = (make_report(read(one), request) for one in (files, done.files))
    assert [(one.id, one.state) for one in now.findings] == [(one.id, one.state) for one in before.findings]
    assert now.past is not None
    assert now.past.absent == ()
    assert PATH in done.files.others


def test_auditors_who_disagree_may_change_places_in_the_alphabet() -> None:
    visit = {"touchpoint": "contact", "channel": "website", "date": "2026-10-18"}
    case = {
        "checklists": {"service": {"criteria": {"greeted": {"ask": "Greeted?"}}}},
        "people": {"ada": {"name": "Ada", "role": "Agency"}, "ben": {"name": "Ben", "role": "Agency"}},
        "visits": [
            {**visit, "auditor": "ada", "answers": {"greeted": "fail"}},
            {**visit, "auditor": "ben", "answers": {"greeted": "partial"}},
        ],
    }
    files = files_beside(frozen(case), case)
    request = Request(Edition.INTERNAL, datetime.date(2026, 11, 1))
    result = make_report(read(rename(files, Kind.PERSON, "ada", "zoe").files), request)
    (found,) = [one for one in result.findings if one.rule == "TPR001"]
    assert (found.state, Language("en").say(found.deviating[0].value or ())) == ("unchanged", "fail, partial")


# --- every place of the format that names something


@pytest.mark.parametrize("place", [place for place, one in PLACES.items() if one[3] in THINGS])
def test_every_place_that_names_a_thing_is_written_anew(place: str) -> None:
    path, _, written, kind = PLACES[place]
    current = THINGS[kind][3]
    there = written.replace("{}", current, 1)
    expected = re.sub(rf"(?<![\w-]){current}(?![\w-])", "brand-new", there)
    done = rename(files_of(naming(place, current)), Kind(kind), current, "brand-new")
    assert there not in done.written[path].decode()
    assert expected in done.written[path].decode()


@pytest.mark.parametrize("kind", THINGS)
def test_every_kind_of_thing_can_be_renamed(kind: str) -> None:
    old = THINGS[kind][3]
    now = after(base(), kind, old, "brand-new")
    assert any("renamed_from: [" + old + "]" in text for text in now.values())


# --- the shapes that YAML has

SHAPES: dict[str, tuple[str, str, str, str, str]] = {
    # the kind and id, the file, what stands there before, what afterwards
    "quotes": ("touchpoint counter", VISITS, "touchpoint: counter", 'touchpoint: "counter"', 'touchpoint: "till"'),
    "single quotes": (
        "touchpoint counter",
        VISITS,
        "touchpoint: counter",
        "touchpoint: 'counter'",
        "touchpoint: 'till'",
    ),
    "escapes": ("touchpoint counter", VISITS, "touchpoint: counter", r'touchpoint: "co\x75nter"', 'touchpoint: "till"'),
    "a comment": (
        "touchpoint counter",
        VISITS,
        "touchpoint: counter",
        "touchpoint: counter  # the counter, as it was",
        "touchpoint: till  # the counter, as it was",
    ),
    "an anchor": ("touchpoint counter", VISITS, "touchpoint: counter", "touchpoint: &c counter", "touchpoint: &c till"),
    "an anchor whose alias is a text": (
        "touchpoint counter",
        VISITS,
        "touchpoint: counter",
        "touchpoint: &c counter\n    note: *c",
        "touchpoint: &c till\n    note: counter",
    ),
    "an alias of a text": (
        "touchpoint counter",
        VISITS,
        "touchpoint: counter",
        "note: &c counter\n    touchpoint: *c",
        "note: &c counter\n    touchpoint: till",
    ),
    "an explicit key": (
        "fact phone",
        VISITS,
        "      phone: 0732",
        "      ? phone\n      : 0732",
        "      ? number\n      : 0732",
    ),
    "a block text": (
        "touchpoint counter",
        VISITS,
        "touchpoint: counter",
        "touchpoint: |-\n      counter",
        "touchpoint: |-\n      till",
    ),
    "a key of a place": (
        "location linz",
        VISITS,
        "phone: 0732 771200",
        "phone: {at: {linz: 0732 771200}}",
        "phone: {at: {city: 0732 771200}}",
    ),
    "a value that reads like it": (
        "fact phone",
        VISITS,
        "phone: 0732 771200",
        "phone: {value: 0732 771200, note: phone}",
        "number: {value: 0732 771200, note: phone}",
    ),
    "not": (
        "channel app",
        SERVICE,
        "{kinds: [personal]}",
        "{kinds: [personal], not: {channels: [app], touchpoints: [receipt]}}",
        "{kinds: [personal], not: {channels: [own-app], touchpoints: [receipt]}}",
    ),
    "a list of ids": (
        "channel app",
        STANDARD,
        "required_on: [website]",
        "required_on:\n    - website\n    # own app\n    - app",
        "required_on:\n    - website\n    # own app\n    - own-app",
    ),
    "a list that an alias repeats": (
        "fact brand-blue",
        TOUCHPOINTS,
        "    facts: [brand-blue]\n  counter:\n",
        "    facts: &usual [brand-blue]\n  counter:\n    facts: *usual\n",
        "    facts: &usual [blue]\n  counter:\n    facts: *usual\n",
    ),
}
NEW = {"counter": "till", "phone": "number", "linz": "city", "branch": "store", "app": "own-app", "brand-blue": "blue"}


@pytest.mark.parametrize("shape", SHAPES)
def test_shapes_of_yaml(shape: str) -> None:
    thing, path, there, before, now = SHAPES[shape]
    kind, old = thing.split()
    texts = base({path: replaced(TEXTS[path], there, before)})
    assert now in after(texts, kind, old, NEW[old])[path]


REMEMBERED: dict[str, tuple[str, str, str, str, str]] = {
    # the kind and id, the file, what takes whose place, and what stands there afterwards
    "a map in lines": (
        "touchpoint counter",
        TOUCHPOINTS,
        "  counter:\n    name: Counter\n",
        "  counter:  # where people pay\n    # as the sign says\n    name: Counter\n",
        "  till:  # where people pay\n    renamed_from: [counter]\n    # as the sign says\n    name: Counter\n",
    ),
    "a map in braces": (
        "person web-team",
        PEOPLE,
        "  web-team: {name: Web team}",
        "  web-team: { name: Web team }  # since May",
        "  till: { renamed_from: [web-team], name: Web team }  # since May",
    ),
    "a map like JSON": (
        "person web-team",
        PEOPLE,
        "  web-team: {name: Web team}",
        '  "web-team": {"name": "Web team"}',
        '  "till": {"renamed_from": ["web-team"], "name": "Web team"}',
    ),
    "an empty map": (
        "goal freshness",
        SITE,
        "freshness: {name: Freshness}",
        "freshness: {}",
        "till: {renamed_from: [freshness]}",
    ),
    "braces over several lines": (
        "person web-team",
        PEOPLE,
        "  web-team: {name: Web team}",
        "  web-team: {\n    name: Web team,  # us\n  }",
        "  till: {\n    renamed_from: [web-team], name: Web team,  # us\n  }",
    ),
    "a phase in braces": (
        "phase after",
        SITE,
        "{id: after, name: After purchase}",
        "{id: after, name: After purchase}",
        "{id: till, renamed_from: [after], name: After purchase}",
    ),
    "a phase in lines": (
        "phase after",
        SITE,
        "- {id: after, name: After purchase}",
        "- name: After purchase\n    id: after  # the last",
        "- name: After purchase\n    id: till  # the last\n    renamed_from: [after]",
    ),
    "a list in brackets": (
        "touchpoint counter",
        TOUCHPOINTS,
        "    name: Counter\n",
        "    name: Counter\n    renamed_from: [desk, cash-desk]  # since 2024\n",
        "    name: Counter\n    renamed_from: [desk, cash-desk, counter]  # since 2024\n",
    ),
    "an empty list": (
        "touchpoint counter",
        TOUCHPOINTS,
        "    name: Counter\n",
        "    name: Counter\n    renamed_from: []\n",
        "    name: Counter\n    renamed_from: [counter]\n",
    ),
    "a list in lines": (
        "touchpoint counter",
        TOUCHPOINTS,
        "    name: Counter\n",
        "    name: Counter\n    renamed_from:\n      - 'desk'  # once\n      # then\n      - 'old'  # until May\n",
        "    renamed_from:\n      - 'desk'  # once\n      # then\n      - 'old'  # until May\n      - 'counter'\n",
    ),
    "back to its first id": (
        "touchpoint counter",
        TOUCHPOINTS,
        "    name: Counter\n",
        "    name: Counter\n    renamed_from:  # long ago\n      - till  # the first\n      # a remark\n      - desk\n",
        "    name: Counter\n    # long ago\n      # the first\n      # a remark\n",
    ),
    "back to one between": (
        "touchpoint counter",
        TOUCHPOINTS,
        "    name: Counter\n",
        "    name: Counter\n    renamed_from: [desk, till, cash-desk]\n",
        "    name: Counter\n    renamed_from: [desk, cash-desk, counter]\n",
    ),
    "a whole file": (
        "checklist digital",
        DIGITAL,
        "name: Digital\n",
        "# on screens\nname: Digital\n",
        "# on screens\nname: Digital\nrenamed_from: [digital]\n",
    ),
}


@pytest.mark.parametrize("shape", REMEMBERED)
def test_the_old_id_is_remembered(shape: str) -> None:
    thing, path, there, before, now = REMEMBERED[shape]
    kind, old = thing.split()
    texts = base({path: replaced(TEXTS[path], there, before)})
    found = after(texts, kind, old, "till")
    assert now in found[path.replace("digital", "till")]


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
@pytest.mark.parametrize("mark", ["\ufeff", ""])
def test_line_ends_and_byte_order_marks_stay(ending: str, mark: str) -> None:
    texts = {
        path: mark + text.replace("\n", ending) if path.endswith(".yml") else text for path, text in base().items()
    }
    now = after(texts, "touchpoint", "counter", "till")[TOUCHPOINTS]
    assert now.startswith(mark + texts[TOUCHPOINTS].removeprefix(mark)[:10])
    assert re.findall(r"\r?\n", now) == [ending] * now.count("\n")
    assert f"  till:{ending}    renamed_from: [counter]{ending}" in now


WAIVERS = """\
waivers:
  later:  # until spring
    match: {rule: no-fax, channels: [website]}
    type: fix-deferred
    reason: no-fax
    approved_by: web-team
    expires: 2027-03-31
"""
ACTIONS = """\
actions:
  mend: {for: {rule: no-fax}, owner: web-team}
"""
RULES = """\
rules:
  no-fax: {shape: count, message: No fax, of: touchpoints, min: 1}
"""
BESIDE = {
    "content/waivers.yml": WAIVERS,
    "content/actions.yml": ACTIONS,
    "site_config/rules.yml": RULES,
}


def test_an_own_rule_is_renamed_in_waivers_and_actions() -> None:
    now = after(base(BESIDE), "own-rule", "no-fax", "faxless")
    assert now["content/waivers.yml"] == WAIVERS.replace("rule: no-fax", "rule: faxless")
    assert now["content/actions.yml"] == ACTIONS.replace("rule: no-fax", "rule: faxless")
    assert "  faxless: {renamed_from: [no-fax], shape: count, message: No fax," in now["site_config/rules.yml"]


def test_a_waiver_and_an_action_have_a_past_too() -> None:
    waivers = after(base(BESIDE), "waiver", "later", "in-spring")["content/waivers.yml"]
    assert "  in-spring:  # until spring\n    renamed_from: [later]\n    match:" in waivers
    actions = after(base(BESIDE), "action", "mend", "repair")["content/actions.yml"]
    assert "  repair: {renamed_from: [mend], for:" in actions


# --- files and pages that have its name


def test_a_checklist_is_the_name_of_its_file() -> None:
    now = after(base(), "checklist", "digital", "on-screen")
    assert DIGITAL not in now
    assert "checklists: [service, on-screen]" in now[AUDIT]
    assert "renamed_from: [digital]" in now["content/checklists/on-screen.yml"]


def test_an_audit_is_the_name_of_its_folder_with_all_that_is_in_it() -> None:
    now = after(base(), "audit", "2026-10", "autumn")
    assert not any(path.startswith("content/audits/2026-10/") for path in now)
    assert now["content/audits/autumn/visits.yml"] == TEXTS[VISITS]
    assert "renamed_from: [2026-10]" in now["content/audits/autumn/audit.yml"]


PAGE = "content/pages/intro.md"


LINKS = [  # {} is the id that the thing has
    "[c](../touchpoints/{}.html)",
    'see [it](<../touchpoints/{}.html#facts> "t").',
    "[c]: ../touchpoints/{}.html",
    "[c](./../touchpoints/{}.html?a#b)",
    "[c](../touchpoints/{}.html) `x` [d](../touchpoints/{}.html)",
    "`[c](../touchpoints/counter.html)`",
    "counter.html, [c](../touchpoints/receipt.html)",
]


@pytest.mark.parametrize("link", LINKS)
def test_links_on_hand_written_pages_follow(link: str) -> None:
    head = "---\ntitle: Intro\n---\n\nSomething.\r\n\n"
    found = after(base({PAGE: f"{head}{link.replace('{}', 'counter')}\n"}), "touchpoint", "counter", "till")
    assert found[PAGE] == f"{head}{link.replace('{}', 'till')}\n"


def test_the_page_of_an_owner_is_linked_by_its_id() -> None:
    texts = base({PAGE: "# Intro\n\n[c](../owners/web-team.html)\n"})
    assert "(../owners/it.html)" in after(texts, "person", "web-team", "it")[PAGE]


def test_the_page_of_a_name_that_is_taken_is_called_otherwise() -> None:
    texts = base({PAGE: "# Intro\n\n[c](../touchpoints/counter.html)\n"})
    assert "(../touchpoints/con_.html)" in after(texts, "touchpoint", "counter", "con")[PAGE]


# --- what cannot be done is said, and nothing is


@pytest.mark.parametrize(
    ("path", "swap", "thing", "said"),
    [
        (
            TOUCHPOINTS,
            (
                "  kiosk:\n    name: Kiosk\n",
                "  kiosk:\n    name: Kiosk\n    also_in: &both [after]\n    goals: *both\n",
            ),
            "phase after",
            "content/touchpoints/all.yml:24:21",
        ),
        (
            PEOPLE,
            ("  web-team: {name: Web team}", "  team: &t {name: Web team}\n  web-team: *t"),
            "person web-team",
            "site_config/people.yml:3:13",
        ),
        (
            TOUCHPOINTS,
            ("    name: Counter\n", "    name: Counter\n    renamed_from:\n      -\n        desk\n"),
            "touchpoint counter",
            "content/touchpoints/all.yml",
        ),
    ],
)
def test_what_cannot_be_changed_by_itself(path: str, swap: tuple[str, str], thing: str, said: str) -> None:
    kind, old = thing.split()
    files = files_of(base({path: replaced(TEXTS[path], *swap)}))
    with pytest.raises(NotRenamedError) as refused:
        rename(files, Kind(kind), old, "till")
    assert refused.value.lines_in(Language("en"))[0].startswith(said)


def test_a_file_that_is_there_is_never_written_over() -> None:
    files = files_of(base())
    there = replace(files, others={**files.others, "content/audits/autumn/evidence/a.jpg": 1})
    with pytest.raises(NotRenamedError, match=r"autumn/evidence/a\.jpg is there already"):
        rename(there, Kind.AUDIT, "2026-10", "autumn")
