"""Whether a result that was read is whole: what it names stands in it, its words are known, its ids are ids.

A frozen result is years old when it is read again, and everyone who may write to the repository can edit it. What is
made of it relies on it as on one that was just made.

A field is known by its name, in whatever record it stands: a ``channel`` is one of ``Result.channels``, and an ``id``
becomes the name of a file or a place on a page. Records about earlier audits alone may name what is gone.
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
from tpm_audit.model.journeys import MOST_STEPS
from tpm_audit.model.match import SHORT_ID
from tpm_audit.model.past import PastResult, PastUnseen, Summary
from tpm_audit.model.result import (
    AbsentRecord,
    ChannelRecord,
    ChecklistRecord,
    CriterionRecord,
    EarlierRecord,
    FindingRecord,
    FoundRecord,
    LevelRecord,
    MemberRecord,
    PastRecord,
    PlaceChangeRecord,
    Result,
    TouchpointRecord,
    VisitRecord,
)
from tpm_audit.model.states import FOUND, GONE, NEW, UPDATED
from tpm_audit.model.touchpoints import Status
from tpm_audit.model.whole_surveys import faults_of_surveys
from tpm_audit.source.message import Sayable

Known: TypeAlias = Mapping[str, frozenset[Hashable]]

# The names of fields that name something, and the field of the result in which it stands.
_NAMED: Final[Mapping[str, str]] = {
    **dict.fromkeys(("phase", "also_in"), "phases"),
    **dict.fromkeys(("touchpoint", "touchpoints", "leads_to"), "touchpoints"),
    **dict.fromkeys(("channel", "channels", "unowned"), "channels"),
    "journey": "journeys",
    **dict.fromkeys(("location", "locations"), "locations"),
    **dict.fromkeys(("owner", "owner_id", "owner_ids"), "owners"),
    **dict.fromkeys(("found_since", "last_found"), "earlier"),
    **dict.fromkeys(("survey", "surveys", "then", "then_beside", "now", "now_beside"), "surveys"),
    "checklist": "checklists",
    "criterion": "criteria",
    "fact": "facts",
    "findings": "findings",
    "scale": "scales",
    "waiver": "waivers",
}
_WITH_ANCHORS: Final = ("journeys", "kpis", "pages")
_MODEL = "tpm_audit.model."
_RECURSIVE: Final = {"Sayable": Sayable}  # names itself in quotes, which are read where a record stands
_ID: Final = re.compile(r"[a-z0-9-]{1,64}")
_PLACE: Final = re.compile(r"[^:]+:[0-9]{1,9}:[0-9]{1,9}")
_WRITTEN: Final[Mapping[str, re.Pattern[str]]] = {
    **dict.fromkeys(("id", "old_ids", "question", "explains", "segment", "wave_of"), _ID),
    **dict.fromkeys(("place", "standard_place"), _PLACE),
    "formerly": SHORT_ID,
}
_OTHERWISE: Final[Mapping[tuple[type, str], re.Pattern[str]]] = {
    **dict.fromkeys(((AbsentRecord, "id"), (FindingRecord, "id"), (FoundRecord, "id")), SHORT_ID),
    (LevelRecord, "id"): re.compile(r"(?s:.+)"),  # what an auditor answers, and the name of nothing
    (MemberRecord, "question"): re.compile(rf"{_ID.pattern}/{_ID.pattern}"),  # with its survey
}
_FILLED = frozenset({"subject_ids"})
_OF_EARLIER = frozenset({CriteriaSince, EarlierRecord, FoundRecord, PastRecord, PastUnseen, PlaceChangeRecord})
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
        for fault in (*_faults_of_findings(result), *_faults_of_journeys(result), *faults_of_surveys(result)):
            raise ValueError(fault)


def check_summary(summary: Summary) -> None:
    """Raise a ValueError where a summary says what none says."""
    _check((summary,), {})


def _ids(result: Result | PastResult) -> Iterator[tuple[str, list[str]]]:
    """Yield the ids of what a result holds, by the name of its field."""
    for name in {*_NAMED.values(), *_WITH_ANCHORS} - {"criteria"}:
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


def _faults_of_findings(result: Result) -> Iterator[str]:
    """Yield findings that came to a touchpoint, or changed there, and do not show there."""
    for finding in result.findings:
        shown = {None, *finding.touchpoints}
        if any(one.state in {NEW, UPDATED} and one.touchpoint not in shown for one in finding.changes):
            yield "a place that is new, and not there"


def _faults_of_journeys(result: Result) -> Iterator[str]:
    if not all(0 < len(one.steps) <= MOST_STEPS for one in result.journeys):
        yield "a journey without a step, or without end"


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked of records of one type, by their fields: that names stand in the result, ids are written so, ..."""

    named: tuple[tuple[str, str], ...]
    written: tuple[tuple[str, re.Pattern[str]], ...]
    words: tuple[tuple[str, Collection[str]], ...]
    filled: tuple[str, ...]
    records: tuple[str, ...]

    @property
    def is_nothing(self) -> bool:
        """Say whether such records need not be looked at."""
        return not (self.named or self.written or self.words or self.filled or self.records)


@cache
def _asked_of(record: type) -> _Asked:
    parts = {name: frozenset(_parts(hint)) for name, hint in get_type_hints(record, localns=_RECURSIVE).items()}
    texts = [name for name, types in parts.items() if str in types]
    return _Asked(
        named=tuple((name, _NAMED[name]) for name in texts if name in _NAMED),
        written=tuple(
            (name, _OTHERWISE.get((record, name), pattern)) for name, pattern in _WRITTEN.items() if name in texts
        ),
        words=tuple((name, known) for (type_, name), known in _WORDS.items() if type_ is record),
        filled=tuple(name for name in texts if name in _FILLED),
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
        _check_one(record, asked, known)
        for name in asked.records:
            _check(_each(getattr(record, name)), known)


def _check_one(record: Hashable, asked: _Asked, known: Known) -> None:
    for name, things in asked.named:
        if things in known and not known[things].issuperset(_each(getattr(record, name))):
            raise ValueError(f"{name} that is not among the {things}")
    for name, pattern in asked.written:
        if not all(pattern.fullmatch(str(one)) for one in _each(getattr(record, name))):
            raise ValueError(f"{name} that is none")
    for name, words in asked.words:
        if not all(word in words for word in _each(getattr(record, name))):
            raise ValueError(f"{name} that is none")
    for name in asked.filled:
        if not getattr(record, name):
            raise ValueError(f"{name} of nothing")


def _each(value: Hashable) -> Iterable[Hashable]:
    """Return what stands in a field, one by one."""
    if isinstance(value, tuple):
        return value
    return () if value is None else (value,)
