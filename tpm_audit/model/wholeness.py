"""Whether a result that was read is whole: what it names stands in it, its words are known, its places are places.

A frozen result is years old when it is read again, and everyone who may write to the repository can edit it. What is
made of it relies on it as on one that was just made.

A field is known by its name, in whatever record it stands: a ``channel`` is one of ``Result.channels``. Records about
earlier audits alone are let off, for what these had may be gone.
"""

import re
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from functools import cache
from typing import Final, TypeAlias, get_args, get_type_hints

from tpm_audit.model.audits import Basis
from tpm_audit.model.channels import ChannelKind, Contact, Ownership
from tpm_audit.model.checklists import Effort, OncePer
from tpm_audit.model.comparison import CriteriaSince
from tpm_audit.model.past import PastResult, PastUnseen
from tpm_audit.model.result import (
    AbsentRecord,
    ChannelRecord,
    ChecklistRecord,
    CriterionRecord,
    EarlierRecord,
    FindingRecord,
    FoundRecord,
    PastRecord,
    PlaceChangeRecord,
    Result,
    TouchpointRecord,
    VisitRecord,
)
from tpm_audit.model.states import FOUND, GONE, NEW, UPDATED
from tpm_audit.model.touchpoints import Status
from tpm_audit.source.message import Sayable

Known: TypeAlias = Mapping[str, frozenset[Hashable]]

# The names of fields that name something, and the field of the result in which it stands.
_NAMED: Final[Mapping[str, str]] = {
    **dict.fromkeys(("phase", "also_in"), "phases"),
    **dict.fromkeys(("touchpoint", "touchpoints", "leads_to"), "touchpoints"),
    **dict.fromkeys(("channel", "channels", "unowned"), "channels"),
    **dict.fromkeys(("location", "locations"), "locations"),
    **dict.fromkeys(("owner", "owner_id", "owner_ids"), "owners"),
    **dict.fromkeys(("found_since", "last_found"), "earlier"),
    "checklist": "checklists",
    "criterion": "criteria",
    "fact": "facts",
    "findings": "findings",
    "scale": "scales",
    "waiver": "waivers",
}
_MODEL = "tpm_audit.model."
_RECURSIVE: Final = {"Sayable": Sayable}  # names itself in quotes, which are read where a record stands
_PLACES = frozenset({"place", "standard_place"})
_OF_EARLIER = frozenset({CriteriaSince, EarlierRecord, FoundRecord, PastRecord, PastUnseen, PlaceChangeRecord})
_PLACE = re.compile(r"[^:]+:[0-9]{1,9}:[0-9]{1,9}")
_WORDS: Final[Mapping[tuple[type, str], Collection[str]]] = {
    (AbsentRecord, "state"): GONE,
    (ChannelRecord, "contact"): {*Contact},
    (ChannelRecord, "kind"): {*ChannelKind},
    (ChannelRecord, "ownership"): {*Ownership},
    (ChecklistRecord, "once_per"): {*OncePer},
    (CriterionRecord, "effort"): {*Effort},
    (FindingRecord, "became"): GONE,
    (FindingRecord, "state"): FOUND,
    (FoundRecord, "state"): GONE,
    (PlaceChangeRecord, "state"): {*GONE, NEW, UPDATED},
    (TouchpointRecord, "status"): {*Status},
    (VisitRecord, "basis"): {*Basis},
}


def check_whole(result: Result | PastResult) -> None:
    """Raise a ValueError where a result names what does not stand in it, or says what no result says."""
    ids = dict(_ids(result))
    for name, of_kind in ids.items():
        if len(set(of_kind)) < len(of_kind):
            raise ValueError(f"one id twice in {name}")
    _check((result,), {name: frozenset(of_kind) for name, of_kind in ids.items()})
    if isinstance(result, Result):
        _check_answers(result)


def _ids(result: Result | PastResult) -> Iterator[tuple[str, list[str]]]:
    """Yield the ids of what a result holds, by the name of its field."""
    for name in {*_NAMED.values()} - {"criteria"}:
        if hasattr(result, name):  # an earlier result was read for less
            yield name, [one.id for one in getattr(result, name)]
    yield "criteria", [criterion.id for checklist in result.checklists for criterion in checklist.criteria]


def _check_answers(result: Result) -> None:
    """Raise a ValueError where an answer, or what is expected, is no level of its scale."""
    levels = {scale.id: {level.id for level in scale.levels} for scale in result.scales}
    for checklist in result.checklists:
        for criterion in checklist.criteria:
            if criterion.expects not in levels[criterion.scale]:
                raise ValueError("an expected level that its scale does not have")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked of records of one type, by their fields: that names stand in the result, words are known, ..."""

    named: tuple[tuple[str, str], ...]
    words: tuple[tuple[str, Collection[str]], ...]
    places: tuple[str, ...]
    records: tuple[str, ...]

    @property
    def is_nothing(self) -> bool:
        """Say whether such records need not be looked at."""
        return not (self.named or self.words or self.places or self.records)


@cache
def _asked_of(record: type) -> _Asked:
    parts = {name: frozenset(_parts(hint)) for name, hint in get_type_hints(record, localns=_RECURSIVE).items()}
    texts = [name for name, types in parts.items() if str in types]
    return _Asked(
        named=tuple((name, _NAMED[name]) for name in texts if name in _NAMED),
        words=tuple((name, known) for (type_, name), known in _WORDS.items() if type_ is record),
        places=tuple(name for name in texts if name in _PLACES),
        records=tuple(name for name, types in parts.items() if any(map(_is_asked, types))),
    )


def _parts(hint: object) -> Iterator[type]:
    """Yield the types that a hint is made of."""
    if isinstance(hint, type) and not get_args(hint):
        yield hint
    for part in get_args(hint):
        yield from _parts(part)


def _is_asked(record: type) -> bool:
    """Say whether records of a type have to be looked at; what is said in messages is not."""
    return record.__module__.startswith(_MODEL) and is_dataclass(record) and not _asked_of(record).is_nothing


def _check(records: Iterable[Hashable], known: Known) -> None:
    for record in records:
        asked = _asked_of(type(record))
        known = {} if type(record) in _OF_EARLIER else known
        for name, things in asked.named:
            if things in known and not known[things].issuperset(_each(getattr(record, name))):
                raise ValueError(f"{name} that is not among the {things}")
        for name, words in asked.words:
            if (word := getattr(record, name)) is not None and word not in words:
                raise ValueError(f"{name} that is none")
        for name in asked.places:
            if (place := getattr(record, name)) is not None and not _PLACE.fullmatch(place):
                raise ValueError(f"{name} that is no place")
        for name in asked.records:
            _check(_each(getattr(record, name)), known)


def _each(value: Hashable) -> Iterable[Hashable]:
    """Return what stands in a field, one by one."""
    if isinstance(value, tuple):
        return value
    return () if value is None else (value,)
