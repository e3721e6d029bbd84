"""The owners: a table of all with what is nobody's, and a page for each: what there is to change, as a list to tick."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tpm_audit.language.catalogue import Language
from tpm_audit.model.entry import Severity
from tpm_audit.model.result import FindingRecord, OwnerRecord, Result, UntestedRecord
from tpm_audit.pages.answers import Answers
from tpm_audit.pages.finding_list import FindingCount, finding_count
from tpm_audit.pages.finding_places import finding_places
from tpm_audit.pages.findings import findings_by_id, severity_summary
from tpm_audit.pages.found_facts import cut
from tpm_audit.pages.names import Names, names_of
from tpm_audit.pages.page import OWNERS, TOUCHPOINTS, Page, owner_path
from tpm_audit.pages.parts import end_of
from tpm_audit.pages.todos import Todos, of_nobody
from tpm_audit.pages.untested import untested_by_owner, untested_places
from tpm_audit.render.words import Link
from tpm_audit.source.message import say

_MOST_NAMED = 40  # touchpoints, channels or locations of an owner


@dataclass(frozen=True, slots=True)
class OwnerRow:
    """An owner in the table."""

    name: Link
    touchpoints: str
    findings: FindingCount
    untested: str


@dataclass(frozen=True, slots=True)
class UnownedRow:
    """A touchpoint for which nobody answers on some channels."""

    touchpoint: Link
    channels: tuple[Link, ...]


@dataclass(frozen=True)
class _Around:
    """What the pages of all owners are made from."""

    result: Result
    language: Language
    names: Names
    findings: Mapping[str, FindingRecord]
    answers: Answers
    todos: Todos
    untested: Mapping[str | None, Sequence[UntestedRecord]]

    def rank(self, owner: OwnerRecord) -> tuple[int, int]:
        """Return what sorts those first who have the gravest finding, and of these those with the most."""
        ranks = [self.findings[id_].severity.rank for id_ in owner.findings]
        return min(ranks, default=len(Severity)), -len(ranks)


def pages(result: Result, language: Language) -> Iterator[Page]:
    """Yield the table and the pages of all owners."""
    names = names_of(result)
    places = finding_places(result, names, language)
    around = _Around(
        result,
        language,
        names,
        findings_by_id(result),
        places.answers,
        Todos(places, result.site, language),
        untested_by_owner(result),
    )
    yield _index(around)
    for owner in result.owners:
        yield _owner_page(owner, around)


def _index(around: _Around) -> Page:
    result, language = around.result, around.language
    unowned, unowned_left = cut(tuple(_unowned(around)), _MOST_NAMED)
    values = {
        "owners": tuple(_row(owner, around) for owner in sorted(result.owners, key=around.rank)),
        "unowned": unowned,
        "unowned_left": Link(say("and {n} more", n=unowned_left), TOUCHPOINTS) if unowned_left else None,
        "todos": around.todos.of(None, [one for one in result.open if of_nobody(one)]),
        "untested": untested_places(around.untested.get(None, ()), around.answers),
        "end": end_of(result),
    }
    return Page(OWNERS, "pages/owners.md.j2", language.word("Owners"), values, hides=("navigation", "toc"))


def _row(owner: OwnerRecord, around: _Around) -> OwnerRow:
    return OwnerRow(
        name=around.names.owner(owner.id),
        touchpoints=around.language.number(len(owner.touchpoints)),
        findings=finding_count(owner.findings, around.findings, around.language),
        untested=around.language.number(len(around.untested.get(owner.id, ()))),
    )


def _unowned(around: _Around) -> Iterator[UnownedRow]:
    for touchpoint in around.result.touchpoints:
        if touchpoint.unowned:
            channels = tuple(around.names.channel(id_) for id_ in touchpoint.unowned)
            yield UnownedRow(around.names.touchpoint(touchpoint.id), channels)


def _owner_page(owner: OwnerRecord, around: _Around) -> Page:
    names = around.names
    findings = [around.findings[id_] for id_ in owner.findings]
    values = {
        "name": owner.name,
        "all_owners": Link(say("Owners"), OWNERS),
        "summary": severity_summary(findings, around.language),
        "touchpoints": _named([names.touchpoint(id_) for id_ in owner.touchpoints]),
        "channels": _named([names.channel(id_) for id_ in owner.channels]),
        "locations": _named([names.location(id_) for id_ in owner.locations]),
        "todos": around.todos.of(owner.id, findings),
        "untested": untested_places(around.untested.get(owner.id, ()), around.answers),
        "end": end_of(around.result),
    }
    return Page(owner_path(owner.id), "pages/owner.md.j2", owner.name, values, hides=("toc",))


def _named(links: Sequence[Link]) -> tuple[Link, ...]:
    kept, left = cut(links, _MOST_NAMED)
    return (*kept, Link(say("and {n} more", n=left))) if left else tuple(kept)
