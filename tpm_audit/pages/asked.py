"""What was asked at a touchpoint: each criterion once, with its different answers and the channels that gave them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from tpm_audit.model.result import ChecklistRecord, ItemPlaceRecord, ItemRecord
from tpm_audit.pages.answers import AnswerRow, Answers
from tpm_audit.pages.names import Names
from tpm_audit.render.words import Badge, Link
from tpm_audit.source.message import Sayable, say

_Given: TypeAlias = tuple[AnswerRow, ItemRecord, ItemPlaceRecord]
_MOST_PLACES = 12  # of one channel that a line names; the rest is counted


@dataclass(frozen=True, slots=True)
class Where:
    """A channel, and the places on it that a line speaks of; ``more`` counts those that are not named."""

    channel: Sayable
    places: tuple[Sayable, ...]
    more: Sayable | None


@dataclass(frozen=True, slots=True)
class Remark:
    """A note or reason, and where it was written; nowhere, where its line has one place only."""

    where: tuple[Where, ...]
    text: Sayable


@dataclass(frozen=True, slots=True)
class Line:
    """One answer, or several of auditors who differ: its share, its state, where it was given, what was remarked."""

    answers: tuple[Sayable, ...]
    share: str | None
    state: Badge | None
    where: tuple[Where, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class AskedRow:
    """A criterion with its lines."""

    criterion: Link
    why: Sayable | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class AskedList:
    """A checklist with those of its criteria that are asked at the touchpoint."""

    checklist: Link
    rows: tuple[AskedRow, ...]


def asked_lists(
    items: Iterable[ItemRecord], checklists: Sequence[ChecklistRecord], answers: Answers
) -> tuple[AskedList, ...]:
    """Return what is asked by the given items, in the order of the checklists and their criteria."""
    by_criterion: dict[str, list[ItemRecord]] = defaultdict(list)
    for item in items:
        by_criterion[item.criterion].append(item)
    lists = []
    for checklist in checklists:
        rows = tuple(
            AskedRow(answers.criterion(one.id), one.why, tuple(_lines(by_criterion[one.id], answers)))
            for one in checklist.criteria
            if one.id in by_criterion
        )
        if rows:
            lists.append(AskedList(answers.names.checklist(checklist.id), rows))
    return tuple(lists)


def _lines(items: Iterable[ItemRecord], answers: Answers) -> Iterator[Line]:
    """Yield the different answers, those below what is expected first, those that nobody gave last."""
    alike: dict[tuple[object, ...], list[_Given]] = defaultdict(list)
    for item in items:
        for place in item.places:
            row = answers.row(item, place, ())
            alike[_said(row), row.share, row.state].append((row, item, place))
    for several in sorted(alike.values(), key=lambda several: _badness(several[0])):
        row = several[0][0]
        yield Line(
            _said(row), row.share, row.state, _where(several, answers.names), tuple(_remarks(several, answers.names))
        )


def _said(row: AnswerRow) -> tuple[Sayable, ...]:
    """Return the different answers of all auditors."""
    return tuple(dict.fromkeys(answer for one in row.answered for answer in one.answers))


def _remarks(several: Sequence[_Given], names: Names) -> Iterator[Remark]:
    """Yield each remark once, with the places where it was made."""
    made: dict[Sayable, list[_Given]] = defaultdict(list)
    for given in several:
        for note in dict.fromkeys(note for one in given[0].answered for note in one.notes):
            made[note].append(given)
    for note, at in made.items():
        yield Remark(() if len(several) == 1 else _where(at, names), note)


def _badness(given: _Given) -> tuple[bool, bool, bool]:
    row, _, place = given
    return not row.answered, not place.below, row.state is None


def _where(several: Iterable[_Given], names: Names) -> tuple[Where, ...]:
    places: dict[str | None, list[Sayable]] = {}
    for _, item, place in several:
        found = places.setdefault(item.channel, [])
        named = tuple(link.text for link in names.place(place.location, place.language))
        if named:
            found.append(named[0] if len(named) == 1 else named)
    return tuple(
        Where(
            channel=say("all channels") if channel is None else names.channel_name(channel),
            places=tuple(found[:_MOST_PLACES]),
            more=say("{n} more", n=len(found) - _MOST_PLACES) if len(found) > _MOST_PLACES else None,
        )
        for channel, found in places.items()
    )
