"""The result as sheets of typed cells, for a workbook."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tpm_audit.charts.signs import SIGNS
from tpm_audit.exports.cells import Cell, cell, listed, places, waiver_at
from tpm_audit.exports.records import fact_of, found_since, incomplete, rule_of
from tpm_audit.language.catalogue import Language
from tpm_audit.model.figures import Consistency, Score
from tpm_audit.model.result import (
    ChecklistRecord,
    FactRecord,
    Figures,
    FindingRecord,
    ItemRecord,
    MemberRecord,
    Result,
    UnitRecord,
)
from tpm_audit.model.words import (
    EDITIONS,
    EFFORTS,
    FACT_KINDS,
    SEVERITIES,
    STATE_WORDS,
    WAIVER_STATES,
    WAIVER_TYPES,
    answer_said,
)
from tpm_audit.source.message import Message, Sayable, Share, say


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: the names and widths (in letters) of its columns, and its rows.

    The cells of the column ``linked`` are ids of findings, which have a page.
    """

    name: str
    columns: tuple[tuple[str, int], ...]
    rows: Iterable[tuple[Cell, ...]]
    linked: int | None = None


def sheets(result: Result, language: Language) -> Iterator[Sheet]:
    """Yield the sheets of a detailed result: what was found first, then what it stands on, last what it is of."""
    book = _Book(result, language)
    yield book.sheet(say("Findings"), _FINDINGS, map(book.finding, result.findings), 0)
    yield book.sheet(say("Places"), _PLACES, (book.place(*pair) for pair in places(result)), 0)
    yield book.sheet(say("Figures"), _FIGURES, book.figures())
    yield book.sheet(say("Observed facts"), _FACTS, book.facts())
    yield book.sheet(say("Answers"), _ANSWERS, book.answers())
    yield book.sheet(say("Waivers"), _WAIVERS, book.waivers())
    yield book.sheet(say("About this file"), _ABOUT, book.about())


_ID, _SHORT, _NAME, _TEXT = 19, 12, 26, 48  # widths
_FINDINGS = (
    (say("Finding"), _ID),
    (say("Rule"), _SHORT),
    (say("Severity"), _SHORT),
    (say("State"), _SHORT),
    (say("What is wrong"), _TEXT),
    (say("Standard"), _NAME),
    (say("Touchpoints"), _NAME),
    (say("Channels"), _NAME),
    (say("Owner"), _NAME),
    (say("Deviating places"), _SHORT),
    (say("Waived places"), _SHORT),
    (say("Effort"), _SHORT),
    (say("Advice"), _TEXT),
    (say("Waiver"), _SHORT),
    (say("Found since"), _SHORT),
    (say("Audits"), _SHORT),
    (say("Reopened"), _SHORT),
)
_WHERE = (
    (say("Touchpoint"), _NAME),
    (say("Channel"), _NAME),
    (say("Location"), _NAME),
    (say("Language"), _SHORT),
)
_PLACES = (
    (say("Finding"), _ID),
    (say("Severity"), _SHORT),
    *_WHERE,
    (say("Fact"), _NAME),
    (say("Deviates"), _SHORT),
    (say("Found"), _NAME),
    (say("Standard"), _NAME),
    (say("Why"), _TEXT),
    (say("Owner"), _NAME),
    (say("Waiver"), _SHORT),
    (say("Place in the files"), _NAME),
)
_FIGURES = (
    (say("Group"), _SHORT),
    (say("Id"), _SHORT),
    (say("Name"), _NAME),
    (say("Score"), _SHORT),
    (say("Coverage"), _SHORT),
    (say("Rated items"), _SHORT),
    (say("Consistency"), _SHORT),
    (say("as the standard"), _SHORT),
    (say("declared variant"), _SHORT),
    (say("differs"), _SHORT),
    (say("missing"), _SHORT),
    (say("Findings"), _SHORT),
)
_FACTS = (
    (say("Fact"), _NAME),
    (say("Kind"), _SHORT),
    *_WHERE,
    (say("Outcome"), _SHORT),
    (say("Found"), _NAME),
    (say("Standard"), _NAME),
    (say("Why"), _TEXT),
    (say("Auditor"), _NAME),
    (say("Date"), _SHORT),
    (say("Note"), _TEXT),
    (say("Place in the files"), _NAME),
)
_ANSWERS = (
    (say("Checklist"), _NAME),
    (say("Criterion"), _TEXT),
    *_WHERE,
    (say("Auditor"), _NAME),
    (say("Answer"), _NAME),
    (say("Share"), _SHORT),
    (say("Below what is expected"), _SHORT),
    (say("Disputed"), _SHORT),
    (say("First day"), _SHORT),
    (say("Last day"), _SHORT),
    (say("Note"), _TEXT),
    (say("Reason"), _TEXT),
)
_WAIVERS = (
    (say("Waiver"), _SHORT),
    (say("Name"), _NAME),
    (say("Type"), _SHORT),
    (say("State"), _SHORT),
    (say("Reason"), _TEXT),
    (say("Approved by"), _NAME),
    (say("Approved on"), _SHORT),
    (say("Expires"), _SHORT),
    (say("Findings"), _TEXT),
    (say("Place in the files"), _NAME),
)
_ABOUT = ((say("About this file"), _NAME), (say("Value"), _TEXT))


class _Book:
    def __init__(self, result: Result, language: Language) -> None:
        self.result = result
        self.language = language
        self.open = frozenset(one.id for one in result.open)
        self.touchpoints: Mapping[str, Sayable] = {one.id: one.name for one in result.touchpoints}
        self.channels: Mapping[str, Sayable] = {one.id: one.name for one in result.channels}
        self.locations: Mapping[str, Sayable] = {one.id: one.name for one in result.locations}
        self.waivers_called: Mapping[str, Sayable] = {one.id: one.name for one in result.waivers}
        self.facts_called: Mapping[str, Sayable] = {one.id: one.name for one in result.facts}
        self.audits: Mapping[str, Sayable] = {one.id: one.name for one in result.earlier}
        if result.audit is not None:
            self.audits = {**self.audits, result.audit.id: result.audit.name}
        self.owners: Mapping[str, Sayable] = {one.id: one.name for one in result.owners}

    def sheet(
        self,
        name: Message,
        columns: Iterable[tuple[Message, int]],
        rows: Iterable[tuple[Cell, ...]],
        linked: int | None = None,
    ) -> Sheet:
        heads = tuple((self.language.say(title), width) for title, width in columns)
        return Sheet(self.language.say(name), heads, rows, linked)

    def cell(self, value: Sayable | None) -> Cell:
        return cell(value, self.language)

    def named(self, id_: str | None, names: Mapping[str, Sayable]) -> Cell:
        """Return a name; an id that the edition does not name stands for itself."""
        return None if id_ is None else self.cell(names.get(id_, id_))

    def where(self, at: MemberRecord | UnitRecord) -> tuple[Cell, ...]:
        return self.at(at.touchpoint, at.channel, at.location, at.language)

    def at(
        self, touchpoint: str | None, channel: str | None, location: str | None, language: str | None
    ) -> tuple[Cell, ...]:
        return (
            self.named(touchpoint, self.touchpoints),
            self.named(channel, self.channels),
            self.named(location, self.locations),
            language,
        )

    def yes(self, said: bool) -> Cell:  # noqa: FBT001 (a cell of a table)
        return self.cell(say("yes") if said else say("no"))

    def finding(self, finding: FindingRecord) -> tuple[Cell, ...]:
        return (
            finding.id,
            rule_of(finding),
            self.cell(SEVERITIES[finding.severity]),
            self.cell(STATE_WORDS[finding.told_state]),
            self.cell(finding.headline),
            self.cell(finding.standard),
            listed(tuple(self.touchpoints.get(one, one) for one in finding.touchpoints), self.language),
            listed(tuple(self.channels.get(one, one) for one in finding.channels), self.language),
            listed(finding.owners, self.language),
            len(finding.deviating),
            len(finding.deviating) if finding.waiver is not None else finding.waived_places,
            None if finding.effort is None else self.cell(EFFORTS[finding.effort]),
            self.cell(finding.advice),
            listed(tuple(self.waivers_called.get(one, one) for one in finding.waived_by), self.language),
            self.named(found_since(finding, self.result), self.audits),
            finding.audits,
            finding.reopened,
        )

    def place(self, finding: FindingRecord, member: MemberRecord | None) -> tuple[Cell, ...]:
        severity = self.cell(SEVERITIES[finding.severity])
        standard, waiver = self.cell(finding.standard), self.named(waiver_at(finding, member), self.waivers_called)
        fact = self.named(fact_of(finding, member), self.facts_called)
        if member is None:
            owners = listed(finding.owners, self.language)
            return (
                finding.id,
                severity,
                *self.at(None, None, None, None),
                fact,
                None,
                None,
                standard,
                None,
                owners,
                waiver,
                None,
            )
        return (
            finding.id,
            severity,
            *self.where(member),
            fact,
            self.yes(member.deviates),
            self.cell(member.value),
            standard,
            self.cell(member.why),
            self.named(member.owner, self.owners),
            waiver,
            member.place,
        )

    def figures(self) -> Iterator[tuple[Cell, ...]]:
        result = self.result
        yield self.group(say("Whole"), None, None, result.figures, len(result.open))
        for kind, groups in (
            (say("Phase"), result.phases),
            (say("Channel"), result.channels),
            (say("Location"), result.locations),
            (say("Touchpoint"), result.touchpoints),
        ):
            for one in groups:
                yield self.group(kind, one.id, one.name, one.figures, self.count(one.findings))
        for checklist in result.checklists:
            yield self.group(say("Checklist"), checklist.id, checklist.name, checklist.figures, None)
        for fact in result.facts:
            yield self.row(say("Fact"), fact.id, fact.name, (None, fact.consistency), self.count(fact.findings))

    def count(self, findings: Iterable[str]) -> int:
        """Return how many of these findings are open."""
        return len(self.open.intersection(findings))

    def group(
        self, kind: Message, id_: str | None, name: Sayable | None, figures: Figures, findings: int | None
    ) -> tuple[Cell, ...]:
        return self.row(kind, id_, name, (figures.score, figures.consistency), findings)

    def row(
        self,
        kind: Message,
        id_: str | None,
        name: Sayable | None,
        both: tuple[Score | None, Consistency | None],
        findings: int | None,
    ) -> tuple[Cell, ...]:
        score, consistency = both
        scored: tuple[Cell, ...] = (None, None, None)
        if score is not None:
            scored = (
                None if score.share is None else Share(score.share),
                None if score.coverage is None else Share(score.coverage),
                score.rated_items,
            )
        counted: tuple[Cell, ...] = (None,) * 5
        if consistency is not None:
            counted = (
                None if consistency.index is None else Share(consistency.index),
                consistency.equal,
                consistency.variant,
                consistency.differs,
                consistency.missing,
            )
        return (self.cell(kind), id_, self.cell(name), *scored, *counted, findings)

    def facts(self) -> Iterator[tuple[Cell, ...]]:
        return (row for fact in self.result.facts for unit in fact.units for row in self.found(fact, unit))

    def found(self, fact: FactRecord, unit: UnitRecord) -> Iterator[tuple[Cell, ...]]:
        """Yield what each auditor found at a unit; one where nobody looked has a row, too."""
        of = (self.cell(fact.name), self.cell(FACT_KINDS.get(fact.kind, fact.kind)), *self.where(unit))
        standard = self.cell(unit.standard)
        for seen in unit.seen:
            yield (
                *of,
                self.cell(SIGNS[seen.outcome].word),
                self.cell(seen.text),
                standard,
                self.cell(seen.why),
                self.cell(seen.auditor),
                seen.date,
                self.cell(seen.note),
                seen.place,
            )
        if not unit.seen:
            yield (*of, self.cell(SIGNS[unit.outcome].word), None, standard, None, None, None, None, None)

    def answers(self) -> Iterator[tuple[Cell, ...]]:
        checklists = {one.id: one for one in self.result.checklists}
        asked = {(one.id, criterion.id): criterion.ask for one in self.result.checklists for criterion in one.criteria}
        for item in self.result.items:
            ask = asked.get((item.checklist, item.criterion), item.criterion)
            yield from self.answered(item, checklists.get(item.checklist), ask)

    def answered(self, item: ItemRecord, checklist: ChecklistRecord | None, ask: Sayable) -> Iterator[tuple[Cell, ...]]:
        name = self.cell(item.checklist if checklist is None else checklist.name)
        for place in item.places:
            at = self.at(item.touchpoint, item.channel, place.location, place.language)
            for one in place.answers:
                yield (
                    name,
                    self.cell(ask),
                    *at,
                    self.cell(one.auditor),
                    listed(tuple(map(answer_said, one.answers)), self.language),
                    None if one.share is None else Share(one.share),
                    self.yes(place.below),
                    self.yes(place.disputed),
                    min(one.dates, default=None),
                    max(one.dates, default=None),
                    self.cell(one.note),
                    self.cell(one.reason),
                )

    def waivers(self) -> Iterator[tuple[Cell, ...]]:
        for one in self.result.waivers:
            yield (
                one.id,
                self.cell(one.name),
                self.cell(WAIVER_TYPES[one.type]),
                self.cell(WAIVER_STATES[one.state]),
                self.cell(one.reason),
                self.cell(one.approved_by),
                one.approved_on,
                one.expires,
                listed(one.findings, self.language),
                one.place,
            )

    def about(self) -> Iterator[tuple[Cell, ...]]:
        result = self.result
        yield self.cell(say("Client")), self.cell(result.site.client)
        yield self.cell(say("Agency")), self.cell(result.site.agency)
        yield self.cell(say("Edition")), self.cell(EDITIONS[result.edition])
        if result.audit is not None:
            yield self.cell(say("Audit")), self.cell(result.audit.name)
            yield self.cell(say("First day")), result.audit.first_day
            yield self.cell(say("Last day")), result.audit.last_day
            yield self.cell(say("Visits")), result.audit.visits
        yield self.cell(say("Day of the report")), result.as_of
        lacking = incomplete(result)
        if lacking is not None:
            yield self.cell(say("Problem")), self.cell(lacking)
        for part in result.figures.verdict.parts:
            yield self.cell(say("Verdict")), self.cell(part)
        for problem in result.problems:
            place = "" if problem.place is None else f"{problem.place}: "
            yield self.cell(say("Problem")), f"{place}{problem.code} {self.cell(problem.message)}"
        yield self.cell(say("Made by")), f"tpm-audit {result.tool}"
