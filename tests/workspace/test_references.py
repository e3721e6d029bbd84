"""Every place that names something by its id: unknown ids are told, old ids are read as the current one."""

import pytest

from tests.workspace.cases import (
    AUDIT,
    BASE,
    CHANNELS,
    DIGITAL,
    JOURNEYS,
    KPIS,
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
    replaced,
    texts_of,
)

TEXTS = texts_of(BASE)

# where, what is written there, with {} for the id, and what kind of thing it has to be
PLACES = {
    "phase.order": (SITE, "{id: before, name: Before purchase}", "{id: before, order: [{}]}", "touchpoint"),
    "gate.where": (SITE, "settings:\n", "gate: {a: {count: open, max: 9, where: {goals: [{}]}}}\nsettings:\n", "goal"),
    "rules": (SITE, "settings:\n", "rules: {{}: {enabled: false, reason: agreed}}\nsettings:\n", "rule"),
    "channel.owner": (CHANNELS, "owner: web-team", "owner: {}", "person"),
    "location.channels": (CHANNELS, "{name: Depot}", "{name: Depot, channels: [{}]}", "channel"),
    "location.owner": (CHANNELS, "{name: Depot}", "{name: Depot, owner: {}}", "person"),
    "fact.expected_at": (STANDARD, "    tolerance: 2", '    expected_at: {{}: "#004f9f"}', "location"),
    "fact.required_on": (STANDARD, "required_on: [website]", "required_on: [{}]", "channel"),
    "fact.set_by": (STANDARD, "    tolerance: 2", "    set_by: {}", "person"),
    "fact.not_on": (STANDARD, "{channels: [invoice]}", "{touchpoints: [{}]}", "touchpoint"),
    "fact.variants": (
        STANDARD,
        "    tolerance: 2",
        '    variants: [{value: "#fff", where: {locations: [{}]}}]',
        "location",
    ),
    "touchpoint.phase": (TOUCHPOINTS, "    phase: after", "    phase: {}", "phase"),
    "touchpoint.also_in": (TOUCHPOINTS, "    importance: 8", "    also_in: [{}]", "phase"),
    "touchpoint.channels": (TOUCHPOINTS, "channels: [branch]", "channels: [{}]", "channel"),
    "touchpoint.channels.map": (TOUCHPOINTS, "app: {}", "{}: {owner: web-team}\n      app: {}", "channel"),
    "touchpoint.channel.owner": (TOUCHPOINTS, "owner: web-team", "owner: {}", "person"),
    "touchpoint.channel.facts": (TOUCHPOINTS, "facts: [phone]", "facts: [{}]", "fact"),
    "touchpoint.owner": (TOUCHPOINTS, "    importance: 8", "    owner: {}", "person"),
    "touchpoint.helpers": (TOUCHPOINTS, "    importance: 8", "    helpers: [{}]", "person"),
    "touchpoint.parent": (TOUCHPOINTS, "    importance: 8", "    parent: {}", "touchpoint"),
    "touchpoint.leads_to": (TOUCHPOINTS, "leads_to: [receipt]", "leads_to: [{}]", "touchpoint"),
    "touchpoint.goals": (TOUCHPOINTS, "goals: [trust]", "goals: [{}]", "goal"),
    "touchpoint.personas": (TOUCHPOINTS, "    importance: 8", "    personas: [{}]", "persona"),
    "touchpoint.facts": (TOUCHPOINTS, "facts: [brand-blue]", "facts: [{}]", "fact"),
    "touchpoint.seen_at": (TOUCHPOINTS, "    importance: 8", "    seen_at: [{}]", "competitor"),
    "checklist.scale": (SERVICE, "scale: rating-1-5", "scale: {}", "scale"),
    "checklist.order": (SERVICE, "scale: rating-1-5", "scale: rating-1-5\norder: [{}]", "criterion"),
    "checklist.applies_to": (SERVICE, "{kinds: [personal]}", "{kinds: [personal], phases: [{}]}", "phase"),
    "criterion.scale": (SERVICE, "scale: wait-time", "scale: {}", "scale"),
    "criterion.applies_to.not": (DIGITAL, "{kinds: [digital]}", "{not: {channels: [{}]}}", "channel"),
    "audit.checklists": (AUDIT, "[service, digital]", "[service, digital, {}]", "checklist"),
    "audit.scope": (AUDIT, "name: Autumn audit", "scope: {phases: [before, during, after, {}]}", "phase"),
    "audit.sample.chosen": (AUDIT, "name: Autumn audit", "sample: {chosen: [linz, {}]}", "location"),
    "audit.sample.chosen_by": (AUDIT, "name: Autumn audit", "sample: {chosen_by: {}}", "person"),
    "audit.compare_with": (AUDIT, "name: Autumn audit", "compare_with: {}", "audit"),
    "journey.persona": (JOURNEYS, "persona: commuter", "persona: {}", "persona"),
    "journey.step.touchpoint": (JOURNEYS, "touchpoint: counter", "touchpoint: {}", "touchpoint"),
    "journey.step.channel": (JOURNEYS, "channel: branch", "channel: {}", "channel"),
    "journey.step.location": (JOURNEYS, "location: wels", "location: {}", "location"),
    "kpi.touchpoint": (KPIS, "touchpoint: counter", "touchpoint: {}", "touchpoint"),
    "visit.touchpoint": (VISITS, "touchpoint: counter", "touchpoint: {}", "touchpoint"),
    "visit.channel": (VISITS, "channel: branch", "channel: {}", "channel"),
    "visit.location": (VISITS, "location: linz", "location: {}", "location"),
    "visit.auditor": (VISITS, "auditor: a1", "auditor: {}", "person"),
    "visit.checklists": (
        VISITS,
        "    location: linz",
        "    location: linz\n    checklists: [service, {}]",
        "checklist",
    ),
    "visit.answers": (VISITS, "greeted: 5", "{}: 5", "criterion"),
    "visit.facts": (VISITS, "phone: 0732 771200", "{}: 0732 771200", "fact"),
    "visit.facts.at": (VISITS, "phone: 0732 771200", "phone: {at: {{}: missing}}", "location"),
}
# a thing of each kind: where it stands, how it is written there, how with an old id
THINGS = {
    "person": (PEOPLE, "  web-team: {name: Web team}", "  web-team: {name: Web team, renamed_from: [old]}", "web-team"),
    "channel": (CHANNELS, "branch: {name: Branch,", "branch: {renamed_from: [old], name: Branch,", "branch"),
    "location": (CHANNELS, "linz: {name: Linz,", "linz: {renamed_from: [old], name: Linz,", "linz"),
    "phase": (SITE, "{id: after, name: After purchase}", "{id: after, renamed_from: [old]}", "after"),
    "goal": (SITE, "freshness: {name: Freshness}", "freshness: {renamed_from: [old]}", "freshness"),
    "competitor": (SITE, "other-bakery: {name: Other bakery}", "other-bakery: {renamed_from: [old]}", "other-bakery"),
    "persona": (SITE, "commuter: {name: Commuter}", "commuter: {renamed_from: [old]}", "commuter"),
    "scale": (SITE, "  wait-time:\n", "  wait-time:\n    renamed_from: [old]\n", "wait-time"),
    "fact": (STANDARD, "  phone:\n", "  phone:\n    renamed_from: [old]\n", "phone"),
    "touchpoint": (TOUCHPOINTS, "    name: Counter", "    name: Counter\n    renamed_from: [old]", "counter"),
    "checklist": (DIGITAL, "name: Digital", "name: Digital\nrenamed_from: [old]", "digital"),
    "criterion": (SERVICE, "weight: 2}", "weight: 2, renamed_from: [old]}", "greeted"),
    "audit": (AUDIT, "period:", "renamed_from: [old]\nperiod:", "2026-10"),
}


def naming(place: str, id_: str) -> dict[str, str]:
    """Return the base with ``id_`` written at a place."""
    path, old, new, _ = PLACES[place]
    return base_with(path, (old, new.replace("{}", id_, 1)))


@pytest.mark.parametrize("place", PLACES)
def test_id_that_nothing_has_is_told_at_its_place(place: str) -> None:
    path, _, _, kind = PLACES[place]
    texts = naming(place, "no-such-thing")

    told = problems_of(texts)

    assert len(told) == 1, told
    location, _, said = told[0].partition(": TPS030 ")
    file, line, column = location.rsplit(":", 2)
    assert file == path
    assert texts[path].splitlines()[int(line) - 1][int(column) - 1 :].startswith(("no-such-thing", "channels", "["))
    assert said.startswith(f"no {kind} 'no-such-thing' | ")
    assert not said.endswith("| -")


@pytest.mark.parametrize("place", [place for place, (_, _, _, kind) in PLACES.items() if kind in THINGS])
def test_old_id_is_read_as_the_current_one(place: str) -> None:
    path, old, new, current = THINGS[PLACES[place][3]]
    with_old, with_current = naming(place, "old"), naming(place, current)
    for texts in (with_old, with_current):
        texts[path] = replaced(texts[path], old, new)

    by_old, by_current = read_texts(with_old), read_texts(with_current)

    assert [one.message for one in by_old.problems] == [one.message for one in by_current.problems]
    for attribute in (
        "site",
        "channels",
        "locations",
        "facts",
        "touchpoints",
        "checklists",
        "plans",
        "journeys",
        "kpis",
        "visits",
    ):
        assert getattr(by_old, attribute) == getattr(by_current, attribute)


MISSPELT = {
    "person": ("web-taem", "site_config/people.yml:2:3"),
    "channel": ("brnch", "site_config/channels.yml:4:3"),
    "location": ("lins", "site_config/channels.yml:7:3"),
    "phase": ("aftr", "site_config/site.yml:9:5"),
    "goal": ("freshnes", "site_config/site.yml:11:3"),
    "competitor": ("other-backery", "site_config/site.yml:13:3"),
    "persona": ("comuter", "site_config/site.yml:15:3"),
    "scale": ("wait-tme", "site_config/site.yml:17:3"),
    "fact": ("phon", "site_config/standard.yml:2:3"),
    "touchpoint": ("countr", "content/touchpoints/all.yml:10:3"),
    "checklist": ("digitl", "content/checklists/digital.yml:1:1"),
    "criterion": ("greetd", "content/checklists/service.yml:5:3"),
    "audit": ("2026-100", "content/audits/2026-10/audit.yml:1:1"),
}


@pytest.mark.parametrize("kind", MISSPELT)
def test_suggestion_says_where_the_thing_stands(kind: str) -> None:
    wanted, where = MISSPELT[kind]
    place = next(place for place, (_, _, _, of_kind) in reversed(PLACES.items()) if of_kind == kind)

    (told,) = problems_of(naming(place, wanted))

    assert told.endswith(f"did you mean '{THINGS[kind][3]}' ({where})?")


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (VISITS, "greeted: 5", "greeted: 5\n      old: 1"),
        (VISITS, "phone: 0732 771200", "phone: 0732 771200\n      old: missing"),
        (TOUCHPOINTS, "app: {}", "app: {}\n      old: {}"),
        (STANDARD, "    tolerance: 2", '    expected_at: {linz: "#004f9f", old: "#ffffff"}'),
    ],
)
def test_id_and_old_id_in_one_map_do_not_overwrite_each_other(path: str, old: str, new: str) -> None:
    texts = base_with(path, (old, new))
    for kind in ("criterion", "fact", "location"):
        file, before, after, _ = THINGS[kind]
        texts[file] = replaced(texts[file], before, after)
    texts[CHANNELS] = replaced(texts[CHANNELS], "app: {name: App,", "app: {name: App, renamed_from: [old],")

    (told,) = problems_of(texts)

    assert told.partition(": ")[2] == (
        "TPS031 two keys here mean the same thing: an id, and one that it had before | keep one of the two"
    )


def test_misspelt_old_id_suggests_the_current_one() -> None:
    texts = base_with(TOUCHPOINTS, ("    name: Counter", "    name: Counter\n    renamed_from: [cash-desk]"))
    texts[VISITS] = replaced(texts[VISITS], "touchpoint: counter", "touchpoint: cash-desc")

    (told,) = problems_of(texts)

    assert told.endswith("no touchpoint 'cash-desc' | did you mean 'counter' (content/touchpoints/all.yml:10:3)?")


def test_old_id_of_one_kind_says_nothing_of_another() -> None:
    texts = base_with(TOUCHPOINTS, ("    name: Counter", "    name: Counter\n    renamed_from: [website]"))

    assert problems_of(texts) == []


def test_many_ids_are_not_listed_but_where_to_add_one() -> None:
    people = "".join(f"  p{number}: {{name: Person {number}}}\n" for number in range(30))
    texts = base({PEOPLE: TEXTS[PEOPLE] + people})
    texts[VISITS] = replaced(texts[VISITS], "auditor: a1", "auditor: somebody")

    (told,) = problems_of(texts)

    assert told.endswith("no person 'somebody' | add it below people: in site_config/people.yml")
