"""Small random workspaces as cases: touchpoints on channels and at locations, criteria of several scales and weights,
answers and facts that conflict, and things that the client may not see (all their texts say SECRET)."""

from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from tests.workspaces import Case

Tree = dict[str, Any]
Unit = tuple[str, str, str | None]

LEVELS = {
    "pass-fail": ["pass", "partial", "fail"],
    "rating-1-5": ["1", "2", "3", "4", "5"],
    "rating-0-10": ["0", "4", "6", "7", "10"],
    "own": ["bad", "fair", "good"],
}
OWN_SCALE = {"levels": [{"id": "bad", "share": 0}, {"id": "fair", "share": "0.3"}, {"id": "good", "share": 1}]}
PHASES = ["before", "during", "after"]
CHANNELS = {"social": "digital", "mail": "digital", "store": "personal"}
LOCATIONS = ["linz", "wels"]
AUDITORS = ["secret-a1", "secret-a2"]
FACTS: dict[str, tuple[Case, list[str]]] = {
    "greeting": ({"kind": "choice", "values": ["du", "sie"], "expected": "sie"}, ["du", "sie", "Sie", "ihr"]),
    "tone": ({"kind": "choice", "values": ["du", "sie"]}, ["du", "sie", "DU"]),
    "phone": (
        {"kind": "phone", "expected": "+43 732 771200", "expected_at": {"linz": "+43 732 771210"}},
        ["0732 771200", "0732/7712-10", "0800 771200", "call us"],
    ),
    "blue": ({"kind": "color", "tolerance": 4}, ["#004f9f", "#005bb5", "#0a54a2", "#1f6fb8", "rgb(0 79 159)"]),
    "slogan": ({"kind": "text", "expected": {"de": "Frisch.", "en": "Fresh."}}, ["Frisch.", "Fresh.", "fresh"]),
}
VARIANTS = [
    {"value": "0800 771200", "until": "2026-10-20"},
    {"value": "0800 771200", "where": {"channels": ["mail"]}, "from": "2026-10-20"},
]
rarely = st.sampled_from([True, *[False] * 5])


def named(draw: st.DrawFn, id_: str, *, hides: bool) -> tuple[str, Tree]:
    """Return an id and what every thing has; what is internal says so in every text."""
    if hides and draw(rarely):
        return f"secret-{id_}", {"name": f"SECRET {id_}", "audience": "internal"}
    note = {"internal_note": "SECRET note"} if hides and draw(rarely) else {}
    return id_, {"name": id_.title(), **note}


def hidden(draw: st.DrawFn, *, hides: bool) -> Tree:
    """Return what an answer, a fact as found or a visit may have on top."""
    kept = draw(st.sampled_from(["", "", "", "", "audience", "internal_note"])) if hides else ""
    internal = {"audience": "internal", "note": "SECRET remark"}
    return {"audience": internal, "internal_note": {"internal_note": "SECRET"}}.get(kept, {})


def _touchpoints(draw: st.DrawFn, channels: list[str], facts: list[str], *, hides: bool) -> Tree:
    things = [named(draw, f"tp-{number}", hides=hides) for number in range(draw(st.integers(1, 4)))]
    ids = [id_ for id_, _ in things]
    found = {}
    for id_, thing in things:
        on = draw(st.lists(st.sampled_from(channels), min_size=1, max_size=2, unique=True))
        required = st.lists(st.sampled_from(facts), max_size=2, unique=True) if facts else st.just([])
        found[id_] = {
            **thing,
            "phase": draw(st.sampled_from(PHASES)),
            "channels": {channel: {"facts": draw(required)} for channel in on},
            "facts": draw(required),
            "importance": draw(st.integers(0, 10)),
            "leads_to": draw(st.lists(st.sampled_from(ids), max_size=2, unique=True)),
            "status": draw(st.sampled_from(["used", "used", "used", "planned"])),
        }
    return found


def _checklists(draw: st.DrawFn, channels: list[str], *, hides: bool) -> Tree:
    found = {}
    for number in range(draw(st.integers(1, 2))):
        id_, thing = named(draw, f"list-{number}", hides=hides)
        criteria = {}
        for position in range(draw(st.integers(1, 3))):
            own_id, own = named(draw, f"c-{number}-{position}", hides=hides)
            name = own.pop("name")
            own |= {"ask": f"{name}?", "scale": draw(st.sampled_from(list(LEVELS))), "knockout": draw(rarely)}
            own |= {"weight": draw(st.sampled_from(["0", "0.1", "1", "2.5"]))}
            own |= {"applies_to": {"channels": [draw(st.sampled_from(channels))]}} if draw(rarely) else {}
            criteria[own_id] = own
        found[id_] = {**thing, "criteria": criteria}
    return found


def _facts(draw: st.DrawFn, channels: list[str], *, hides: bool) -> tuple[Tree, dict[str, list[str]]]:
    """Return the standard, and by fact the values that can be found."""
    found, values = {}, {}
    for kind in draw(st.lists(st.sampled_from(list(FACTS)), max_size=3, unique=True)):
        id_, thing = named(draw, f"the-{kind}", hides=hides)
        found[id_] = {**thing, **FACTS[kind][0]}
        found[id_]["required_on"] = draw(st.lists(st.sampled_from(channels), max_size=2, unique=True))
        found[id_] |= {"variants": VARIANTS} if kind == "phone" and "mail" in channels else {}
        values[id_] = FACTS[kind][1]
    return found, values


def units_of(case: Case) -> Iterator[Unit]:
    """Yield touchpoint, channel and location of what is in use."""
    for id_, touchpoint in case["touchpoints"].items():
        for channel in touchpoint["channels"] if touchpoint["status"] == "used" else ():
            places = [place for place, location in case["locations"].items() if channel in location["channels"]]
            for location in places or [None]:
                yield id_, channel, location


def criteria_on(case: Case, channel: str) -> Tree:
    """Return the criteria that are asked on a channel."""
    criteria = {id_: one for checklist in case["checklists"].values() for id_, one in checklist["criteria"].items()}
    return {
        id_: one for id_, one in criteria.items() if channel in one.get("applies_to", {}).get("channels", [channel])
    }


def _answers(draw: st.DrawFn, criteria: Tree, *, hides: bool) -> Tree:
    found: Tree = {}
    for id_, criterion in criteria.items():
        answer = draw(st.sampled_from([*LEVELS[criterion["scale"]], "n/a", "not-tested", ""]))
        reason = {"reason": "none here"} if answer == "n/a" else {}
        found |= {id_: {"answer": answer, **reason, **hidden(draw, hides=hides)}} if answer else {}
    return found


def _found(draw: st.DrawFn, values: list[str], *, hides: bool) -> Tree:
    of_several = st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True)
    return {"value": draw(of_several | st.sampled_from(["missing", "not-tested"])), **hidden(draw, hides=hides)}


def _visits(draw: st.DrawFn, case: Case, values: dict[str, list[str]], *, hides: bool) -> Iterator[Tree]:
    who = st.tuples(st.sampled_from(AUDITORS), st.sampled_from([None, "de", "en"]), st.sampled_from([None, "call-2"]))
    for touchpoint, channel, location in units_of(case):
        fewest = draw(st.sampled_from([0, 1, 1, 2]))
        for auditor, language, item in draw(st.lists(who, min_size=fewest, max_size=3, unique=True)):
            visit: Tree = {"touchpoint": touchpoint, "channel": channel, "location": location, "language": language}
            visit |= {"item": item, "auditor": auditor, "date": f"2026-10-{draw(st.integers(18, 22))}"}
            visit |= {"basis": "assumed"} if draw(rarely) else {}
            visit |= {"settles": True} if draw(rarely) else {}
            visit["answers"] = _answers(draw, criteria_on(case, channel), hides=hides)
            seen = draw(st.lists(st.sampled_from(list(values)), unique=True)) if values else []
            visit["facts"] = {id_: _found(draw, values[id_], hides=hides) for id_ in seen}
            visit |= {"checklists": []} if not visit["answers"] and draw(st.booleans()) else {}
            visit |= hidden(draw, hides=hides)
            if "audience" in visit:
                for said in (*visit["answers"].values(), *visit["facts"].values()):
                    said["note"] = "SECRET, for the visit is"
            yield {key: value for key, value in visit.items() if value is not None}


@st.composite
def cases(draw: st.DrawFn, *, hides: bool = False) -> Tree:
    """Draw a valid case; with ``hides`` some of it is internal."""
    channels = dict(named(draw, id_, hides=hides) for id_ in CHANNELS)
    kinds = dict(zip(channels, CHANNELS.values(), strict=True))
    channels = {id_: {**thing, "kind": kinds[id_]} for id_, thing in channels.items()}
    ids = list(channels)
    locations = dict(named(draw, id_, hides=hides) for id_ in LOCATIONS[: draw(st.integers(0, 2))])
    facts, values = _facts(draw, ids, hides=hides)
    people = {id_: {"name": f"SECRET {id_}", "role": "Agency"} for id_ in AUDITORS}
    case: Tree = {
        "site": {"languages": ["de", "en"], "scales": {"own": OWN_SCALE}},
        "people": people,
        "channels": channels,
        "locations": {id_: {**thing, "channels": ids[2:]} for id_, thing in locations.items()},
        "facts": facts,
        "touchpoints": _touchpoints(draw, ids, list(facts), hides=hides),
        "checklists": _checklists(draw, ids, hides=hides),
    }
    if not any(id_ == "linz" for id_ in locations):
        case["facts"] = {id_: _without(one, "expected_at") for id_, one in facts.items()}
    case["visits"] = list(_visits(draw, case, values, hides=hides))
    return case


def _without(tree: Case, key: str) -> Tree:
    return {name: value for name, value in tree.items() if name != key}
