"""Findings as things to do for those who own them: where, as found, to which value, and what is advised."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tpm_audit.language.catalogue import Language
from tpm_audit.model.entry import Severity
from tpm_audit.model.findings import SubjectKind
from tpm_audit.model.result import FindingRecord, MemberRecord, SiteRecord
from tpm_audit.model.words import SEVERITIES
from tpm_audit.pages.contact import mail_about
from tpm_audit.pages.finding_places import FindingPlaces, Told, members_of
from tpm_audit.pages.findings import advice_of, effort_of
from tpm_audit.pages.found_facts import Expected, cut, expected_at
from tpm_audit.pages.page import FINDINGS, finding_path
from tpm_audit.pages.parts import OF_AUDITORS, capital, severity_badge, swatch
from tpm_audit.render.words import Badge, Link, Mail
from tpm_audit.source.message import Message, Sayable, say

_MOST_FINDINGS = 200  # of an owner; all of them stand among all findings
_MOST_PLACES = 60  # of a finding; its own page has all
_MOST_ROWS = 1000  # of all findings together: a list has to stay one that a browser opens at once
_ON_THE_WAY = "TPC006"  # as info: what has to change is told by another finding, this one says where it is met


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
    """Things to do of one severity."""

    id: str
    title: Sayable
    todos: tuple[Todo, ...]


@dataclass(frozen=True, slots=True)
class TodoList:
    """All that is to be done, the gravest first; ``more`` leads to what is left out.

    ``of_auditors`` are the findings that the auditors have to settle among themselves, ``on_the_way`` those that say
    where customers meet what another finding is about.
    """

    groups: tuple[TodoGroup, ...]
    more: Link | None
    of_auditors: tuple[Link, ...]
    on_the_way: tuple[Link, ...]


@dataclass(frozen=True)
class Todos:
    """Makes lists of things to do from findings."""

    places: FindingPlaces
    site: SiteRecord
    language: Language

    def of(self, owner: str | None, findings: Sequence[FindingRecord]) -> TodoList:
        """Return what an owner has to do, None for what is nobody's; ``findings`` are in their order of priority."""
        of_auditors = [one for one in findings if one.rule == OF_AUDITORS]
        on_the_way = [one for one in findings if one.rule == _ON_THE_WAY and one.severity is Severity.INFO]
        beside = {one.id for one in (*of_auditors, *on_the_way)}
        shown, left = cut([one for one in findings if one.id not in beside], _MOST_FINDINGS)
        by_severity: dict[Severity, list[Todo]] = defaultdict(list)
        most = min(_MOST_PLACES, _MOST_ROWS // max(len(shown), 1))
        for finding in shown:
            todo = self._todo(finding, members_of(finding, places_to_change(finding, owner)), most)
            by_severity[finding.severity].append(todo)
        more = say("{n} more finding, among all findings", "{n} more findings, among all findings", n=left)
        groups = tuple(
            TodoGroup(severity.value, capital(self.language.say(SEVERITIES[severity])), tuple(by_severity[severity]))
            for severity in sorted(by_severity, key=lambda one: one.rank)
        )
        return TodoList(
            groups, Link(more, FINDINGS) if left else None, self._headlines(of_auditors), self._headlines(on_the_way)
        )

    def _headlines(self, findings: Sequence[FindingRecord]) -> tuple[Link, ...]:
        return tuple(self._headline(one) for one in findings[:_MOST_FINDINGS])

    def _headline(self, finding: FindingRecord) -> Link:
        return Link(capital(self.language.say(finding.headline)), finding_path(finding.id))

    def _todo(self, finding: FindingRecord, members: Sequence[MemberRecord], most: int) -> Todo:
        kept, left = cut(members, most)
        rows = tuple(self._place(finding, member) for member in kept)
        page = finding_path(finding.id)
        return Todo(
            severity=severity_badge(finding.severity),
            headline=self._headline(finding),
            id=finding.id,
            places=rows,
            has_found=any(told.found is not None for row in rows for told in row.told),
            standard=_head(rows),
            more=Link(say("and {n} more", n=left), f"{page}#members") if left else None,
            advice=advice_of(finding, self.language),
            effort=effort_of(finding),
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
    return [one for one in finding.members if one.deviates and one.waiver is None and one.owner == owner]


def of_nobody(finding: FindingRecord) -> bool:
    """Say whether a finding, or a place of it, has no owner."""
    return not finding.owner_ids or bool(places_to_change(finding, None))
