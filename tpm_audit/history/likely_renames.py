"""Likely renames: an id that the audit before knew is gone, and a new one stands for what is probably the same.

They are suggested with the line to write, and never applied. Where two could be meant nothing is said: a wrong line
would join the histories of two things.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import product
from typing import Final

from tpm_audit.model.context import KIND_WORDS, Kind
from tpm_audit.model.entry import Named
from tpm_audit.model.past import PastResult
from tpm_audit.model.result import NoteRecord
from tpm_audit.source.message import Localised, Message, say
from tpm_audit.workspace.load import Workspace

_NEAR_IDS: Final = 0.75  # below that ids of other things are as alike
_NEAR_NAMES: Final = 0.6
_MOST_PAIRS: Final = 2_000  # of touchpoints with the same phase and channels that are compared letter by letter
_DIGITS: Final = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class _Thing:
    """What is known of a thing, then or now; two with the same ``traits`` may be the same under ids that are near."""

    id: str
    name: Localised | None
    traits: Hashable = None
    content: Hashable = None


@dataclass(frozen=True, slots=True)
class _Likely:
    old: str
    new: str
    why: Message


def likely_renames(workspace: Workspace, before: PastResult) -> Iterator[NoteRecord]:
    """Yield what was probably renamed since an earlier audit, at most one suggestion for a thing."""
    if not workspace.whole:  # what is missed may stand in what cannot be read
        return
    for kind, (earlier, now) in _things(workspace, before).items():
        gone = [one for one in earlier if one.id not in workspace.names.current.get(kind, {})]
        known = {workspace.names.now(kind, one.id) for one in earlier}
        come = [one for one in now if one.id not in known]
        for likely in _pairs(gone, come, now):
            yield _note(workspace, kind, before.audit.id, likely)


def _things(workspace: Workspace, then: PastResult) -> Mapping[Kind, tuple[list[_Thing], list[_Thing]]]:
    """Return the things of each kind as the earlier audit knew them, and as they are now."""
    now = workspace.names.now

    def channels(ids: Iterable[str]) -> frozenset[str]:
        return frozenset(now(Kind.CHANNEL, id_) for id_ in ids)

    return {
        Kind.PHASE: ([_Thing(one.id, one.name) for one in then.phases], _named(workspace.site.phases)),
        Kind.CHANNEL: ([_Thing(one.id, one.name) for one in then.channels], _named(workspace.channels.values())),
        Kind.LOCATION: ([_Thing(one.id, one.name) for one in then.locations], _named(workspace.locations.values())),
        Kind.TOUCHPOINT: (
            [
                _Thing(one.id, one.name, (now(Kind.PHASE, one.phase), channels(cell.channel for cell in one.channels)))
                for one in then.touchpoints
            ],
            [_Thing(one.id, one.name, (one.phase, channels(one.channels))) for one in workspace.touchpoints.values()],
        ),
        Kind.FACT: (
            [_Thing(one.id, one.name, content=_content(one.kind, one.expected)) for one in then.facts],
            [_Thing(one.id, one.name, content=_content(one.kind, one.expected)) for one in workspace.facts.values()],
        ),
        Kind.CHECKLIST: ([_Thing(one.id, one.name) for one in then.checklists], _named(workspace.checklists.values())),
        Kind.CRITERION: (
            [_Thing(one.id, one.ask) for checklist in then.checklists for one in checklist.criteria],
            [
                _Thing(one.id, one.ask)
                for checklist in workspace.checklists.values()
                for one in checklist.criteria.values()
            ],
        ),
    }


def _named(things: Iterable[Named]) -> list[_Thing]:
    return [_Thing(one.id, one.name) for one in things]


def _content(kind: str, expected: Localised | None) -> Hashable:
    return None if expected is None else (kind, tuple(sorted(expected.items())))


def _pairs(gone: Sequence[_Thing], come: Sequence[_Thing], now: Sequence[_Thing]) -> Iterator[_Likely]:
    """Yield those of what is gone and of what has come that belong together, by the strongest sign first."""
    signs: tuple[tuple[Message, Callable[[_Thing], Iterable[Hashable]]], ...] = (
        (say("it says the same"), _words),
        (say("the same is expected of it"), lambda one: () if one.content is None else (one.content,)),
    )
    new_ids = {one.id for one in come}
    paired: set[str] = set()
    for why, sign_of in signs:
        then_by_sign, now_by_sign = _by_sign(gone, sign_of), _by_sign(now, sign_of)
        for old in gone:
            partners = {new for sign in sign_of(old) for new in now_by_sign.get(sign, ())}
            rivals = {one for sign in sign_of(old) for one in then_by_sign[sign]}
            if len(partners) == 1 == len(rivals) and partners <= new_ids and paired.isdisjoint({old.id, *partners}):
                paired |= {old.id, *partners}
                yield _Likely(old.id, partners.pop(), why)
    yield from _near(
        [one for one in gone if one.id not in paired],
        [one for one in come if one.id not in paired],
    )


def _words(thing: _Thing) -> Iterator[Hashable]:
    """Yield what a thing is called, in whichever language; what is called by its id says nothing."""
    for text in (thing.name or {}).values():
        if text != thing.id:
            yield " ".join(text.casefold().split())


def _by_sign(things: Iterable[_Thing], sign_of: Callable[[_Thing], Iterable[Hashable]]) -> Mapping[Hashable, set[str]]:
    found: dict[Hashable, set[str]] = defaultdict(set)
    for thing in things:
        for sign in sign_of(thing):
            found[sign].add(thing.id)
    return found


def _near(gone: Sequence[_Thing], come: Sequence[_Thing]) -> Iterator[_Likely]:
    """Yield what has the same traits, an id that is near, and a name that is not another; where only one has."""
    by_traits: dict[Hashable, list[_Thing]] = defaultdict(list)
    for new in come:
        if new.traits is not None:
            by_traits[new.traits].append(new)
    pairs = [(old, new) for old in gone for new in by_traits.get(old.traits, ())]
    if len(pairs) > _MOST_PAIRS:
        return
    alike = [(old.id, new.id) for old, new in pairs if _are_near(old, new)]
    for old_id, new_id in alike:
        if sum(old_id == one or new_id == other for one, other in alike) == 1:
            yield _Likely(old_id, new_id, say("phase and channels are the same, and the ids are near"))


def _are_near(old: _Thing, new: _Thing) -> bool:
    if _DIGITS.sub("", old.id) == _DIGITS.sub("", new.id):  # another year, another number
        return False
    texts = product((old.name or {}).values(), (new.name or {}).values())
    return _likeness(old.id, new.id) >= _NEAR_IDS and any(_likeness(*pair) >= _NEAR_NAMES for pair in texts)


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False).ratio()


def _note(workspace: Workspace, kind: Kind, audit: str, likely: _Likely) -> NoteRecord:
    written = workspace.names.declared[kind][likely.new]
    place = workspace.place(written, key=True)
    row = next(row.value for row in workspace.names.rows[kind] if row.id == likely.new)
    old_ids = row.get("renamed_from", []) if isinstance(row, dict) else []
    line = ", ".join([*(one for one in old_ids if isinstance(one, str)), likely.old])
    said = say(
        "line {line}: {kind} '{new}' is probably what audit {audit} knew as '{old}': {why}; "
        "if so, add {key} to it, and its history goes on",
        line=place.line,
        kind=KIND_WORDS[kind],
        new=likely.new,
        audit=audit,
        old=likely.old,
        why=likely.why,
        key=f"renamed_from: [{line}]",
    )
    return NoteRecord(place.file, said)
