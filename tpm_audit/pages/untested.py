"""What nobody looked at: counted by owner, and place by place."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tpm_audit.language.catalogue import Language
from tpm_audit.model.result import Result, UntestedRecord
from tpm_audit.pages.answers import Answers
from tpm_audit.pages.found_facts import cut
from tpm_audit.pages.names import Names
from tpm_audit.pages.page import OWNERS
from tpm_audit.pages.parts import COVERAGE_METHOD
from tpm_audit.render.words import Link
from tpm_audit.source.message import Message, Sayable, say

NOBODY = f"{OWNERS}#nobody"
_MOST_OWNERS = 8  # of the overview; the others are counted together
_MOST_PLACES = 60
_MOST_QUESTIONS = 12  # of a place


@dataclass(frozen=True, slots=True)
class UntestedCount:
    """How many expected ratings of an owner were not given, at how many touchpoints, and why."""

    owner: Link
    ratings: str
    touchpoints: str
    why: tuple[Sayable, ...]


@dataclass(frozen=True, slots=True)
class Untested:
    """What was not looked at: in a sentence, and by owner."""

    said: Message
    method: str
    rows: tuple[UntestedCount, ...]


@dataclass(frozen=True, slots=True)
class UntestedPlace:
    """A place with the questions that were not answered there."""

    where: tuple[Link, ...]
    why: Sayable
    ratings: str
    questions: tuple[Link, ...]
    more: Sayable | None


@dataclass(frozen=True, slots=True)
class UntestedPlaces:
    """Places as far as a page has room for them."""

    said: Message
    rows: tuple[UntestedPlace, ...]
    more: Sayable | None


_NO_VISIT = say("no visit")
_NOT_ANSWERED = say("visited, but not answered")


def untested_by_owner(result: Result) -> Mapping[str | None, Sequence[UntestedRecord]]:
    """Return what was not looked at by whom it belongs to, those with most of it first."""
    by_owner: dict[str | None, list[UntestedRecord]] = defaultdict(list)
    for one in result.untested:
        by_owner[one.owner].append(one)
    return dict(sorted(by_owner.items(), key=lambda known: (-len(known[1]), known[0] or "")))


def untested_counts(result: Result, names: Names, language: Language) -> Untested | None:
    """Return what was not looked at by owner; None where everything was."""
    by_owner = untested_by_owner(result)
    if not by_owner:
        return None
    owners, _ = cut(list(by_owner), _MOST_OWNERS)
    rows = [_count(_owner(owner, names), by_owner[owner], language) for owner in owners]
    others = [one for owner in list(by_owner)[len(owners) :] for one in by_owner[owner]]
    if others:
        more = Link(say("and {n} more", n=len(by_owner) - len(owners)), OWNERS)
        rows.append(_count(more, others, language))
    return Untested(_said(result.untested), COVERAGE_METHOD, tuple(rows))


def _owner(owner: str | None, names: Names) -> Link:
    if owner is None:
        return Link(say("nobody"), NOBODY)
    known = names.owner(owner)
    return Link(known.text, known.page and f"{known.page}#untested")


def _said(untested: Sequence[UntestedRecord]) -> Message:
    touchpoints = _touchpoints(untested)
    if not touchpoints:  # channels, locations or the company as a whole
        return say("{n} expected rating was not given.", "{n} expected ratings were not given.", n=len(untested))
    return say(
        "{n} expected rating was not given, at {touchpoints}.",
        "{n} expected ratings were not given, at {touchpoints}.",
        n=len(untested),
        touchpoints=say("{n} touchpoint", "{n} touchpoints", n=touchpoints),
    )


def _touchpoints(untested: Sequence[UntestedRecord]) -> int:
    return len({one.touchpoint for one in untested if one.touchpoint is not None})


def _count(owner: Link, untested: Sequence[UntestedRecord], language: Language) -> UntestedCount:
    visited = sum(one.visited for one in untested)
    return UntestedCount(
        owner=owner,
        ratings=language.number(len(untested)),
        touchpoints=language.number(_touchpoints(untested)),
        why=tuple(_why(len(untested) - visited, visited)),
    )


def _why(no_visit: int, visited: int) -> Iterator[Sayable]:
    if no_visit:
        yield say("{n} without a visit", n=no_visit)
    if visited:
        yield say("{n} visited, but not answered", n=visited)


def untested_places(untested: Sequence[UntestedRecord], answers: Answers) -> UntestedPlaces | None:
    """Return what was not looked at place by place, those that nobody visited first; None where everything was."""
    if not untested:
        return None
    at: dict[tuple[str | bool | None, ...], list[UntestedRecord]] = defaultdict(list)
    for one in untested:
        at[one.visited, one.touchpoint, one.channel, one.location, one.language].append(one)
    places, left = cut(sorted(at.values(), key=lambda several: several[0].visited), _MOST_PLACES)
    rows = tuple(_place(several, answers) for several in places)
    return UntestedPlaces(_said(untested), rows, say("and {n} more", n=left) if left else None)


def _place(several: Sequence[UntestedRecord], answers: Answers) -> UntestedPlace:
    first, names = several[0], answers.names
    where = (*names.where(first.touchpoint, first.channel), *names.place(first.location, first.language))
    questions, left = cut(several, _MOST_QUESTIONS)
    return UntestedPlace(
        where=where or (Link(say("the company")),),
        why=_NOT_ANSWERED if first.visited else _NO_VISIT,
        ratings=answers.language.number(len(several)),
        questions=tuple(answers.criterion(one.criterion) for one in questions),
        more=say("and {n} more", n=left) if left else None,
    )
