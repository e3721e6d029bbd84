"""The places of a finding: who said what there, when, with which words, and the pictures that show it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tpm_audit.language.catalogue import Language
from tpm_audit.model.drawings import SampleDrawing, WeekDrawing
from tpm_audit.model.findings import SubjectKind
from tpm_audit.model.result import (
    FactRecord,
    FindingRecord,
    ItemPlaceRecord,
    MemberRecord,
    Result,
    UnitRecord,
    VisitRecord,
)
from tpm_audit.pages.answers import Answers, answered, answers_of
from tpm_audit.pages.drawn import Drawn, drawn
from tpm_audit.pages.names import Names
from tpm_audit.pages.parts import swatch
from tpm_audit.pages.visits import Figure, pictures_of
from tpm_audit.render.words import Link
from tpm_audit.source.message import Message, Sayable, say

_MOST_PLACES = 60  # with pictures and words; the others name what was found


_BESIDE = (WeekDrawing, SampleDrawing)  # what is drawn below a value; others are the value itself


class Told(NamedTuple):
    """What one auditor found or answered at a place: by whom, when, and what was written beside it.

    ``raw``: the very text that was found, not a word that stands for it; ``code`` is the language it was met in.
    """

    found: Sayable | None
    swatch: tuple[str, ...]
    by: tuple[Sayable, ...]
    remarks: tuple[Sayable, ...]
    raw: bool
    drawing: Drawn | None = None
    code: str | None = None


class PlaceRow(NamedTuple):
    """One place of a finding: where, what is there, why it is wrong, what shows it, and whether it is accepted."""

    where: tuple[Link, ...]
    told: tuple[Told, ...]
    why: Message | None
    figures: tuple[Figure, ...] = ()
    waived: bool = False


_At = tuple[str | None, str | None, str | None, str | None]  # touchpoint, channel, location, language


@dataclass(frozen=True)
class FindingPlaces:
    """Makes the rows of findings from what the result knows of the places: answers, facts as found, evidence."""

    names: Names
    answers: Answers
    language: Language
    items: Mapping[tuple[str, _At], ItemPlaceRecord]
    units: Mapping[tuple[str, _At], UnitRecord]
    evidence: Mapping[tuple[SubjectKind, str], Sequence[VisitRecord]]

    def rows(self, finding: FindingRecord, *, deviating: bool) -> tuple[PlaceRow, ...]:
        """Return the places where a finding shows, or those that stand beside them for comparison."""
        members = members_of(finding, [member for member in finding.members if member.deviates is deviating])
        rows = (
            self._row(finding, member, in_full=deviating and position < _MOST_PLACES)
            for position, member in enumerate(members)
        )
        return tuple(_each_picture_once(rows))

    def where(self, member: MemberRecord) -> tuple[Link, ...]:
        """Return where a member is: touchpoint, channel, location and language, else what it is called."""
        names = self.names
        where = (*names.where(member.touchpoint, member.channel), *names.place(member.location, member.language))
        return where or (Link(member.label),)

    def told(self, finding: FindingRecord, member: MemberRecord) -> tuple[Told, ...]:
        """Return what was found or answered at a member's place, else the value that the finding holds."""
        told = tuple(_drawn_once(self._told(finding, member)))
        return told or (_held(member),)

    def unit(self, finding: FindingRecord, member: MemberRecord) -> UnitRecord | None:
        """Return what was found of a finding's fact at a member's place; None where it is about no single fact."""
        if finding.subject is not SubjectKind.FACT:
            return None
        return self.units.get((finding.subject_ids[0], _at(member)))

    def _row(self, finding: FindingRecord, member: MemberRecord, *, in_full: bool) -> PlaceRow:
        waived = member.waiver is not None
        if not in_full:
            return PlaceRow(self.where(member), (_held(member),), member.why, waived=waived)
        told = self.told(finding, member)
        return PlaceRow(self.where(member), told, member.why, self._figures(finding, member, told), waived)

    def _told(self, finding: FindingRecord, member: MemberRecord) -> Iterator[Told]:
        kind, about = _about(finding, member)
        if kind is SubjectKind.CRITERION and (about, _at(member)) in self.items:
            for answer in self.items[about, _at(member)].answers:
                said = answered(answer)
                yield Told(said.answers, (), (said.auditor, *answer.dates), said.notes, raw=False)
        elif kind is SubjectKind.FACT and (about, _at(member)) in self.units:
            for seen in self.units[about, _at(member)].seen:
                if seen.text == member.value:
                    found, raw = (say("nothing shown"), False) if seen.text is None else (seen.text, True)
                    notes = () if seen.note is None else (seen.note,)
                    by, drawing = (seen.auditor, seen.date), drawn(seen.drawing)
                    yield Told(found, swatch(seen.text), by, notes, raw, drawing, member.language)

    def _figures(self, finding: FindingRecord, member: MemberRecord, told: Sequence[Told]) -> tuple[Figure, ...]:
        """Return the pictures of a place; of a fact those of who read the value, for another may stand beside it."""
        kind, about = _about(finding, member)
        by = {one.by for one in told}
        visits = [
            visit
            for visit in self.evidence.get((kind, about), ())
            if _shows(visit, member) and (kind is SubjectKind.CRITERION or (visit.auditor, visit.date) in by)
        ]
        return pictures_of(visits, about, self.names, self.answers, self.language)


def _drawn_once(told: Iterable[Told]) -> Iterator[Told]:
    """Yield what several told of a place, with one drawing of each value beside its standard."""
    shown: set[Sayable | None] = set()
    for one in told:
        yield one._replace(drawing=None) if one.found in shown and isinstance(one.drawing, _BESIDE) else one
        shown.add(one.found)


def _each_picture_once(rows: Iterable[PlaceRow]) -> Iterator[PlaceRow]:
    """Yield rows of which no two have the same picture: one can show several places."""
    shown: set[str] = set()
    for row in rows:
        figures = tuple(figure for figure in row.figures if figure.full not in shown)
        shown |= {figure.full for figure in figures}
        yield row._replace(figures=figures)


def _about(finding: FindingRecord, member: MemberRecord) -> tuple[SubjectKind, str]:
    """Return what was looked at at a place: what the finding is about, of an own rule the fact whose value it is."""
    if member.fact is not None:
        return SubjectKind.FACT, member.fact
    return finding.subject, finding.subject_ids[0] if finding.subject_ids else ""


def _held(member: MemberRecord) -> Told:
    """Return the value that a finding itself holds of a place."""
    return Told(member.value, swatch(member.value), (), (), raw=True, code=member.language)


def members_of(finding: FindingRecord, members: Sequence[MemberRecord]) -> Sequence[MemberRecord]:
    """Return members as places: of a criterion each place once, for it has all its answers."""
    if finding.subject is not SubjectKind.CRITERION:
        return members
    return list({_at(member): member for member in members}.values())


def finding_places(result: Result, names: Names, language: Language) -> FindingPlaces:
    """Return what makes the rows of a result's findings."""
    return FindingPlaces(
        names,
        answers_of(result, names, language),
        language,
        {
            (item.criterion, (item.touchpoint, item.channel, place.location, place.language)): place
            for item in result.items
            for place in item.places
        },
        dict(_units(result.facts)),
        _evidence(result.visits),
    )


def _units(facts: Iterable[FactRecord]) -> Iterator[tuple[tuple[str, _At], UnitRecord]]:
    for fact in facts:
        for unit in fact.units:
            yield (fact.id, (unit.touchpoint, unit.channel, unit.location, unit.language)), unit


def _evidence(visits: Iterable[VisitRecord]) -> Mapping[tuple[SubjectKind, str], Sequence[VisitRecord]]:
    """Return the visits that brought evidence, by what it is evidence of."""
    found: dict[tuple[SubjectKind, str], list[VisitRecord]] = defaultdict(list)
    for visit in visits:
        for criterion in dict.fromkeys(one.criterion for one in visit.evidence if one.criterion is not None):
            found[SubjectKind.CRITERION, criterion].append(visit)
        for fact in dict.fromkeys(one.fact for one in visit.evidence if one.fact is not None):
            found[SubjectKind.FACT, fact].append(visit)
    return found


def _at(member: MemberRecord) -> _At:
    return member.touchpoint, member.channel, member.location, member.language


def _shows(visit: VisitRecord, member: MemberRecord) -> bool:
    """Say whether a visit was to a member's place; one visit may bring the facts of several locations."""
    same = (visit.touchpoint, visit.channel) == (member.touchpoint, member.channel)
    return same and visit.location in {None, member.location} and visit.language in {None, member.language}
