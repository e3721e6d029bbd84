"""Findings as things to do for those who own them: where, as found, to which value, and what is advised."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tpm_audit.language.catalogue import Language
from tpm_audit.model.checklists import Effort
from tpm_audit.model.findings import SubjectKind
from tpm_audit.model.result import FindingRecord, MemberRecord, SiteRecord
from tpm_audit.model.words import EFFORTS
from tpm_audit.pages.contact import mail_about
from tpm_audit.pages.finding_places import FindingPlaces, Told, members_of
from tpm_audit.pages.findings import advice_of
from tpm_audit.pages.found_facts import Expected, cut, expected_at
from tpm_audit.pages.page import FINDINGS, finding_path
from tpm_audit.pages.parts import capital, severity_badge, swatch
from tpm_audit.render.words import Badge, Link, Mail
from tpm_audit.source.message import Message, Sayable, say

_MOST_FINDINGS = 200  # of an owner; all of them stand among all findings
_MOST_PLACES = 60  # of a finding; its own page has all
_MOST_ROWS = 1000  # of all findings together: a list has to stay one that a browser opens at once
_GROUPS: Mapping[SubjectKind, tuple[str, Message]] = {
    SubjectKind.FACT: ("facts", say("Facts")),
    SubjectKind.CRITERION: ("criteria", say("Criteria")),
}
_OTHERS = ("inventory", say("Inventory"))


@dataclass(frozen=True, slots=True)
class Standard:
    """What is to stand at a place; ``raw``: the very text, to be copied, not the word of a level."""

    text: Sayable
    code: str | None
    swatch: tuple[str, ...]
    raw: bool


@dataclass(frozen=True, slots=True)
class TodoPlace:
    """One place to change: where, what is there, why it is wrong, and what is to stand there."""

    where: tuple[Link, ...]
    told: tuple[Told, ...]
    why: Message | None
    standard: Standard | None


@dataclass(frozen=True, slots=True)
class Todo:
    """A finding with the places that its owner has to change; ``more`` leads to those that are left out."""

    severity: Badge
    headline: Link
    id: str
    places: tuple[TodoPlace, ...]
    has_found: bool
    standard: Sayable | None  # what the column of the standard is called, where there is one
    more: Link | None
    advice: Sayable | None
    effort: Sayable | None
    ask: Mail | None


@dataclass(frozen=True, slots=True)
class TodoGroup:
    """Things to do of one kind, the gravest first."""

    id: str
    title: Sayable
    todos: tuple[Todo, ...]


@dataclass(frozen=True, slots=True)
class TodoList:
    """All that is to be done, by kind; ``more`` leads to what is left out."""

    groups: tuple[TodoGroup, ...]
    more: Link | None


@dataclass(frozen=True)
class Todos:
    """Makes lists of things to do from findings."""

    places: FindingPlaces
    site: SiteRecord
    language: Language

    def of(self, owner: str | None, findings: Sequence[FindingRecord]) -> TodoList:
        """Return what an owner has to do, None for what is nobody's; ``findings`` are in their order of priority."""
        shown, left = cut(findings, _MOST_FINDINGS)
        of_kind: dict[tuple[str, Message], list[Todo]] = defaultdict(list)  # the kind of the gravest finding first
        most = min(_MOST_PLACES, _MOST_ROWS // max(len(shown), 1))
        for finding in shown:
            todo = self._todo(finding, members_of(finding, places_to_change(finding, owner)), most)
            of_kind[_GROUPS.get(finding.subject, _OTHERS)].append(todo)
        more = say("{n} more finding, among all findings", "{n} more findings, among all findings", n=left)
        groups = tuple(TodoGroup(id_, title, tuple(todos)) for (id_, title), todos in of_kind.items())
        return TodoList(groups, Link(more, FINDINGS) if left else None)

    def _todo(self, finding: FindingRecord, members: Sequence[MemberRecord], most: int) -> Todo:
        kept, left = cut(members, most)
        rows = tuple(self._place(finding, member) for member in kept)
        page = finding_path(finding.id)
        return Todo(
            severity=severity_badge(finding.severity),
            headline=Link(capital(self.language.say(finding.headline)), page),
            id=finding.id,
            places=rows,
            has_found=any(told.found is not None for row in rows for told in row.told),
            standard=_head(rows),
            more=Link(say("and {n} more", n=left), f"{page}#members") if left else None,
            advice=advice_of(finding, self.language),
            effort=self._effort(finding),
            ask=mail_about(finding, self.site, self.language, say("Ask about it")),
        )

    def _place(self, finding: FindingRecord, member: MemberRecord) -> TodoPlace:
        told = tuple(_once(self.places.told(finding, member)))
        return TodoPlace(self.places.where(member), told, member.why, self._standard(finding, member))

    def _standard(self, finding: FindingRecord, member: MemberRecord) -> Standard | None:
        """Return the standard as it holds at a place and in its language, of a criterion the level that is expected."""
        unit = self.places.unit(finding, member)
        expected = None if unit is None else expected_at(unit)
        if expected is None and finding.standard is not None:
            expected = Expected(finding.standard, None)
        if expected is None:
            return None
        raw = finding.subject is SubjectKind.FACT
        return Standard(expected.text, expected.code, swatch(expected.text) if raw else (), raw)

    def _effort(self, finding: FindingRecord) -> Sayable | None:
        known = self.places.answers.criteria.get(finding.subject_ids[0] if finding.subject_ids else "")
        if finding.subject is not SubjectKind.CRITERION or known is None or known[1].effort is None:
            return None
        return EFFORTS[Effort(known[1].effort)]


def _once(told: Iterable[Told]) -> Iterator[Told]:
    """Yield each value once with all that was written beside it: who found it is not what its owner has to change."""
    alike: dict[Sayable | None, list[Told]] = defaultdict(list)
    for one in told:
        alike[one.found].append(one)
    for several in alike.values():
        remarks = dict.fromkeys(remark for one in several for remark in one.remarks)
        yield several[0]._replace(by=(), remarks=tuple(remarks))


def _head(rows: Iterable[TodoPlace]) -> Sayable | None:
    known = [row.standard for row in rows if row.standard is not None]
    if not known:
        return None
    return say("Standard") if known[0].raw else say("Expected")


def places_to_change(finding: FindingRecord, owner: str | None) -> Sequence[MemberRecord]:
    """Return the places of a finding that are an owner's to change, None for those that are nobody's."""
    return [member for member in finding.members if member.deviates and member.owner == owner]


def of_nobody(finding: FindingRecord) -> bool:
    """Say whether a finding, or a place of it, has no owner."""
    return not finding.owner_ids or bool(places_to_change(finding, None))
