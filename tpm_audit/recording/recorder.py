"""Writes down a run as its result: figures, findings and rules here, facts and items in the files beside."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import tpm_audit
from tpm_audit.figures.verdict import verdict
from tpm_audit.model.audit import Audit, Unit
from tpm_audit.model.checklists import Criterion
from tpm_audit.model.entry import Edition, Named, Written
from tpm_audit.model.figures import Consistency, Group, GroupKind, Score
from tpm_audit.model.findings import Finding, SubjectKind
from tpm_audit.model.outcomes import Comparisons, Item
from tpm_audit.model.result import (
    SCHEMA_VERSION,
    AuditRecord,
    Figures,
    FindingRecord,
    GateRecord,
    GroupRecord,
    MemberRecord,
    NoteRecord,
    OnChannelRecord,
    ProblemRecord,
    Result,
    RuleRecord,
    SiteRecord,
    TouchpointRecord,
    VerdictRecord,
)
from tpm_audit.model.site import Site
from tpm_audit.recording.fact_records import fact_records
from tpm_audit.recording.item_records import checklist_records, item_records
from tpm_audit.rules import RULES, RuleRun
from tpm_audit.source.message import Localised, say
from tpm_audit.workspace.load import Workspace

_WHOLE = Group(GroupKind.WHOLE)


@dataclass(frozen=True)
class Examination:
    """What a run worked out, before it is written down."""

    comparisons: Comparisons
    items: tuple[Item, ...]
    scores: Mapping[Group, Score]
    consistencies: Mapping[Group, Consistency]
    ruled: RuleRun
    gate: tuple[GateRecord, ...]


def record_nothing(workspace: Workspace, edition: Edition, as_of: datetime.date) -> Result:
    """Return the result of a workspace without an audit: its problems, and that nothing was checked."""
    return Result(
        schema=SCHEMA_VERSION,
        tool=tpm_audit.__version__,
        edition=edition,
        detailed=True,
        as_of=as_of,
        site=_site(workspace.site),
        audit=None,
        problems=_problems(workspace, edition),
        notes=_notes(workspace, edition),
        findings=(),
        figures=Figures(None, None, None, _verdict(None, None, None, {}, workspace.site)),
        phases=(),
        channels=(),
        locations=(),
        touchpoints=(),
        checklists=(),
        items=(),
        facts=(),
        rules=(),
        gate=(),
    )


def record(
    workspace: Workspace, audit: Audit, as_of: datetime.date, run: Examination, *, details: bool = True
) -> Result:
    """Return the result of an audit; without ``details`` its touchpoints, items and units are left out."""
    return _Recorder(workspace, audit, as_of, run).result(details=details)


class _Recorder:
    def __init__(self, workspace: Workspace, audit: Audit, as_of: datetime.date, run: Examination) -> None:
        self.workspace = workspace
        self.audit = audit
        self.as_of = as_of
        self.run = run
        self.visits_at = Counter(visit.touchpoint for visit in audit.visits)
        self.findings_of: dict[Group, list[Finding]] = defaultdict(list)
        for finding in run.ruled.findings:
            for key in _concerns(audit, finding):
                self.findings_of[key].append(finding)

    def result(self, *, details: bool) -> Result:
        audit, run = self.audit, self.run
        findings = run.ruled.findings
        return Result(
            schema=SCHEMA_VERSION,
            tool=tpm_audit.__version__,
            edition=audit.edition,
            detailed=details,
            as_of=self.as_of,
            site=_site(audit.site),
            audit=self._head(),
            problems=_problems(self.workspace, audit.edition),
            notes=_notes(self.workspace, audit.edition),
            findings=tuple(self._finding(finding) for finding in findings),
            figures=self._figures(_WHOLE, findings[0] if findings else None),
            phases=tuple(self._group(GroupKind.PHASE, phase) for phase in audit.site.phases),
            channels=tuple(self._group(GroupKind.CHANNEL, channel) for channel in audit.channels.values()),
            locations=tuple(self._group(GroupKind.LOCATION, place) for place in audit.locations.values()),
            touchpoints=tuple(self._touchpoint(one) for one in audit.touchpoints if details),
            checklists=checklist_records(audit, self._figures_of_checklist),
            items=item_records(audit, run.items) if details else (),
            facts=fact_records(
                audit, run.comparisons, run.consistencies, self.findings_of, self.place, details=details
            ),
            rules=self._rules(),
            gate=run.gate,
        )

    def place(self, written: Written | None) -> str | None:
        """Return file:line:column in the internal edition, nothing in the client's."""
        if written is None or self.audit.edition is Edition.CLIENT:
            return None
        return str(self.workspace.place(written))

    def _head(self) -> AuditRecord:
        plan = self.audit.plan
        auditors = sorted({visit.auditor for visit in self.audit.visits})
        return AuditRecord(
            id=plan.id,
            name=plan.shown_name(),
            first_day=plan.period.first,
            last_day=plan.period.last,
            visits=len(self.audit.visits),
            auditors=tuple(self.audit.person_name(one) for one in auditors),
        )

    def _figures(self, group: Group, first: Finding | None) -> Figures:
        score = self.run.scores.get(group)
        consistency = self.run.consistencies.get(group)
        said = _verdict(score, consistency, first, self.audit.criterion, self.audit.site)
        return Figures(score, consistency, consistency.index if consistency else None, said)

    def _figures_of_checklist(self, checklist: str) -> Figures:
        return self._figures(Group(GroupKind.CHECKLIST, (checklist,)), None)

    def _first(self, group: Group) -> Finding | None:
        return next(iter(self.findings_of.get(group, ())), None)

    def _ids(self, group: Group) -> tuple[str, ...]:
        return tuple(finding.identity for finding in self.findings_of.get(group, ()))

    def _group(self, kind: GroupKind, thing: Named) -> GroupRecord:
        group = Group(kind, (thing.id,))
        return GroupRecord(thing.id, thing.shown_name(), self._figures(group, self._first(group)), self._ids(group))

    def _touchpoint(self, id_: str) -> TouchpointRecord:
        one = self.audit.touchpoints[id_]
        group = Group(GroupKind.TOUCHPOINT, (id_,))
        return TouchpointRecord(
            id=id_,
            name=one.name,
            description=one.description,
            phase=one.phase,
            also_in=one.also_in,
            status=one.status.value,
            main=one.main,
            critical=one.critical,
            unique=one.unique,
            importance=one.importance,
            owners=self._names(self.audit.owner_of(unit) for unit in self.audit.units_of(id_)),
            leads_to=one.leads_to or (),
            goals=one.goals,
            channels=tuple(self._on_channel(id_, channel) for channel in sorted(one.channels)),
            visits=self.visits_at[id_],
            figures=self._figures(group, self._first(group)),
            findings=self._ids(group),
            internal_note=one.internal_note,
        )

    def _on_channel(self, touchpoint: str, channel: str) -> OnChannelRecord:
        cell = Group(GroupKind.CELL, (touchpoint, channel))
        owner = self.audit.owner_of(Unit(touchpoint, channel))
        return OnChannelRecord(
            channel, self.run.scores.get(cell), self.run.consistencies.get(cell), self._person(owner)
        )

    def _person(self, person: str | None) -> Localised | None:
        return self.audit.person_name(person) if person is not None and person in self.audit.people else None

    def _finding(self, finding: Finding) -> FindingRecord:
        return FindingRecord(
            id=finding.identity,
            rule=finding.rule,
            state="open",
            severity=finding.severity,
            state_hash=finding.state_hash,
            subject=finding.subject.kind,
            subject_ids=finding.subject.ids,
            headline=finding.headline,
            standard=finding.standard,
            standard_place=self.place(finding.standard_written),
            members=tuple(
                MemberRecord(
                    label=member.label,
                    touchpoint=member.unit.touchpoint,
                    channel=member.unit.channel,
                    location=member.unit.location,
                    language=member.language,
                    value=member.value,
                    why=member.why,
                    deviates=member.deviates,
                    place=self.place(member.written),
                )
                for member in finding.members
            ),
            touchpoints=finding.touchpoints,
            channels=finding.channels,
            owners=self._owners(finding),
            advice=finding.advice,
            details=finding.state,
        )

    def _owners(self, finding: Finding) -> tuple[Localised, ...]:
        units = (member.unit for member in finding.members if member.deviates)
        return self._names(finding.owners or (self.audit.owner_of(unit) for unit in units))

    def _names(self, people: Iterable[str | None]) -> tuple[Localised, ...]:
        """Return the names of those that may be named, each once."""
        known = sorted({one for one in people if one is not None and one in self.audit.people})
        return tuple(self.audit.person_name(one) for one in known)

    def _rules(self) -> tuple[RuleRecord, ...]:
        changes = self.audit.site.rules
        run = self.run.ruled
        return tuple(
            RuleRecord(
                code=rule.code,
                name=rule.name,
                enabled=rule.code in run.severities,
                held_back=rule.code in run.held_back,
                severity=run.severities.get(rule.code, rule.severity),
                looked_at=run.looked_at.get(rule.code, 0),
                found=sum(finding.rule == rule.code for finding in run.findings),
                reason=changes[rule.code].reason if rule.code in changes else None,
            )
            for rule in RULES
            if not (rule.internal and self.audit.edition is Edition.CLIENT)
        )


def _concerns(audit: Audit, finding: Finding) -> set[Group]:
    """Return the groups whose pages list a finding."""
    touchpoints = [audit.touchpoints[one] for one in finding.touchpoints]
    groups = {Group(GroupKind.TOUCHPOINT, (touchpoint.id,)) for touchpoint in touchpoints}
    groups |= {Group(GroupKind.PHASE, (touchpoint.phase,)) for touchpoint in touchpoints}
    groups |= {Group(GroupKind.CHANNEL, (channel,)) for channel in finding.channels}
    for member in finding.members:
        if member.deviates and member.unit.location is not None:
            groups.add(Group(GroupKind.LOCATION, (member.unit.location,)))
    if finding.subject.kind is SubjectKind.PHASE:
        groups.add(Group(GroupKind.PHASE, finding.subject.ids))
    if finding.subject.kind is SubjectKind.FACT:
        groups.add(Group(GroupKind.FACT, finding.subject.ids[:1]))
    return groups


def _verdict(
    score: Score | None,
    consistency: Consistency | None,
    first: Finding | None,
    criteria: Mapping[str, Criterion],
    site: Site,
) -> VerdictRecord:
    sentence = verdict(score, consistency, first, criteria, site.settings)
    return VerdictRecord(sentence.verdict, sentence.provisional, sentence.parts)


def _site(site: Site) -> SiteRecord:
    return SiteRecord(
        client=site.client.name,
        agency=site.agency.name if site.agency else None,
        title=site.title,
        languages=tuple(language.value for language in site.languages),
        verdict_good=site.settings.verdict.good,
        verdict_fair=site.settings.verdict.fair,
        provisional_below=site.settings.provisional_below,
    )


def _problems(workspace: Workspace, edition: Edition) -> tuple[ProblemRecord, ...]:
    """Return the problems. The client's edition holds their codes only: the rest may name what is internal."""
    if edition is Edition.CLIENT:
        hidden = say("a problem of the files; check with --edition internal says which and where")
        return tuple(ProblemRecord(one.code, "", 0, 0, hidden, None) for one in workspace.problems)
    return tuple(
        ProblemRecord(one.code, one.place.file, one.place.line, one.place.column, one.message, one.hint)
        for one in workspace.problems
    )


def _notes(workspace: Workspace, edition: Edition) -> tuple[NoteRecord, ...]:
    """Return what does not count; the client need not know the names of the files that hold it."""
    if edition is Edition.CLIENT:
        return ()
    return tuple(NoteRecord(note.place.file, note.message) for note in workspace.notes)
