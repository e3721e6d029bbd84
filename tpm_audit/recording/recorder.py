"""Writes down a run as its result: figures, findings and rules here, facts and items in the files beside."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import tpm_audit
from tpm_audit.figures.customer_answers import CustomerAnswers
from tpm_audit.figures.waves import WaveChange
from tpm_audit.history.course import Course
from tpm_audit.history.life_cycle import SinceThen
from tpm_audit.model.audit import Audit
from tpm_audit.model.checklists import Effort
from tpm_audit.model.entry import Edition, Written
from tpm_audit.model.figures import Consistency, Group, GroupKind, Score
from tpm_audit.model.findings import Finding, Member, SubjectKind
from tpm_audit.model.outcomes import Comparisons, Item
from tpm_audit.model.past import PastResult, Summary
from tpm_audit.model.result import (
    SCHEMA_VERSION,
    AuditRecord,
    Figures,
    FindingRecord,
    FoundRecord,
    GateRecord,
    MemberRecord,
    NoteRecord,
    PastGroupRecord,
    PastRecord,
    PlaceChangeRecord,
    ProblemRecord,
    Result,
)
from tpm_audit.model.states import OPEN
from tpm_audit.recording.checklist_records import checklist_records
from tpm_audit.recording.emotion_records import emotion_records
from tpm_audit.recording.fact_records import fact_records
from tpm_audit.recording.group_records import Groups, first_open, verdict_record
from tpm_audit.recording.importance_records import inside_outside_records, matrix_records
from tpm_audit.recording.item_records import item_records
from tpm_audit.recording.journey_records import journey_records
from tpm_audit.recording.known_pictures import with_known_pictures
from tpm_audit.recording.kpi_records import kpi_records
from tpm_audit.recording.method_records import audit_record, page_records, rule_records, scale_records, site_record
from tpm_audit.recording.owner_records import owner_records
from tpm_audit.recording.renamed_records import renamed_records
from tpm_audit.recording.survey_records import pooled_records, survey_records, wave_records
from tpm_audit.recording.untested_records import untested_records
from tpm_audit.recording.visit_records import visit_records
from tpm_audit.recording.waiver_records import waiver_records
from tpm_audit.rules import RuleRun
from tpm_audit.rules.subjects import named_ids
from tpm_audit.source.message import say
from tpm_audit.workspace.evidence import EvidenceFolder
from tpm_audit.workspace.load import Workspace
from tpm_audit.workspace.written_pages import shown_pages

_OPEN = Course(OPEN)


@dataclass(frozen=True)
class Examination:
    """What a run worked out, before it is written down."""

    comparisons: Comparisons
    items: tuple[Item, ...]
    scores: Mapping[Group, Score]
    consistencies: Mapping[Group, Consistency]
    ruled: RuleRun
    gate: tuple[GateRecord, ...]
    customers: CustomerAnswers
    waves: tuple[WaveChange, ...] = ()
    courses: Mapping[str, Course] = field(default_factory=dict)  # of the findings, by identity: none without a past
    changed: Mapping[str, tuple[PlaceChangeRecord, ...]] = field(default_factory=dict)  # likewise
    past: PastRecord | None = None
    earlier: tuple[Summary, ...] = ()
    found_before: tuple[FoundRecord, ...] = ()


def record_nothing(workspace: Workspace, edition: Edition, as_of: datetime.date) -> Result:
    """Return the result of a workspace without an audit: its problems, and that nothing was checked."""
    return Result(
        schema=SCHEMA_VERSION,
        tool=tpm_audit.__version__,
        edition=edition,
        detailed=True,
        as_of=as_of,
        site=site_record(workspace.site, workspace.brand),
        audit=None,
        problems=_problems(workspace, edition),
        notes=_notes(workspace, edition),
        findings=(),
        figures=Figures(None, None, None, verdict_record(None, None, None, {}, workspace.site, {})),
        phases=(),
        channels=(),
        locations=(),
        touchpoints=(),
        checklists=(),
        scales=(),
        items=(),
        facts=(),
        visits=(),
        pages=page_records(shown_pages(workspace.pages, edition)),
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
        self.groups = Groups(audit, run.scores, run.consistencies, run.ruled.findings)

    def result(self, *, details: bool) -> Result:
        audit, run, groups = self.audit, self.run, self.groups
        findings = run.ruled.findings
        recorded = tuple(self._finding(finding) for finding in findings)
        return Result(
            schema=SCHEMA_VERSION,
            tool=tpm_audit.__version__,
            edition=audit.edition,
            detailed=details,
            as_of=self.as_of,
            site=site_record(audit.site, self.workspace.brand),
            audit=audit_record(audit),
            problems=_problems(self.workspace, audit.edition),
            notes=_notes(self.workspace, audit.edition),
            findings=recorded,
            figures=groups.figures(Group(GroupKind.WHOLE), first_open(findings)),
            phases=tuple(groups.phase(one) for one in audit.site.phases),
            channels=tuple(groups.channel(one) for one in audit.channels.values()),
            locations=tuple(groups.location(one) for one in audit.locations.values()),
            touchpoints=tuple(groups.touchpoint(one) for one in audit.touchpoints if details),
            checklists=checklist_records(audit, self._figures_of_checklist, run.items, details=details),
            scales=scale_records(audit),
            items=item_records(audit, run.items) if details else (),
            facts=fact_records(
                audit, run.comparisons, run.consistencies, groups.findings_of, self.place, details=details
            ),
            visits=visit_records(audit, EvidenceFolder(self.workspace.files, audit.plan.id), self.place)
            if details
            else (),
            pages=page_records(audit.pages),
            rules=rule_records(audit, run.ruled),
            gate=run.gate,
            past=run.past,
            owners=owner_records(audit, [one for one in recorded if one.waiver is None]) if details else (),
            untested=untested_records(audit, run.items) if details else (),
            waivers=waiver_records(audit, run.ruled.waived, self.place),
            earlier=tuple(one.audit for one in run.earlier),
            found_before=run.found_before,
            renamed=tuple(renamed_records(audit)) if details else (),
            surveys=survey_records(audit, self.as_of, run.customers),
            pooled=pooled_records(audit, run.customers),
            waves=wave_records(run.waves),
            journeys=journey_records(audit, run.items) if details else (),
            kpis=kpi_records(audit, self.as_of) if details else (),
            matrices=matrix_records(audit, run.customers),
            inside_outside=inside_outside_records(audit, run.customers),
            emotions=emotion_records(audit, run.customers),
        )

    def place(self, written: Written | None) -> str | None:
        """Return file:line:column in the internal edition, nothing in the client's."""
        if written is None or self.audit.edition is Edition.CLIENT:
            return None
        return str(self.workspace.place(written))

    def _figures_of_checklist(self, checklist: str) -> Figures:
        return self.groups.figures(Group(GroupKind.CHECKLIST, (checklist,)))

    def _finding(self, finding: Finding) -> FindingRecord:
        is_waived = finding.waiver is not None
        deviating = (one for one in finding.members if one.deviates and (is_waived or one.waiver is None))
        owners = named_ids(finding.owners or (self._owner(finding, member) for member in deviating))
        course = self.run.courses.get(finding.identity, _OPEN)
        return FindingRecord(
            id=finding.identity,
            rule=finding.rule,
            state=course.state,
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
                    owner=self._owner(finding, member),
                    fact=member.fact,
                    waiver=member.waiver,
                    question=member.question,
                    journey=member.journey,
                )
                for member in finding.members
            ),
            touchpoints=finding.touchpoints,
            channels=finding.channels,
            owners=self.groups.names(owners),
            advice=finding.advice,
            details=finding.state,
            owner_ids=owners,
            effort=self._effort(finding),
            waiver=finding.waiver,
            introduced_by=course.introduced_by,
            found_since=course.since,
            audits=course.audits,
            reopened=course.reopened,
            last_found=course.last,
            became=course.became,
            changes=self.run.changed.get(finding.identity, ()),
            formerly=course.formerly,
        )

    def _effort(self, finding: Finding) -> Effort | None:
        """Return how much work the criterion declares that a finding is about; of facts nothing is declared."""
        about_criterion = finding.subject.kind is SubjectKind.CRITERION
        return self.audit.criterion[finding.subject.ids[0]].effort if about_criterion else None

    def _owner(self, finding: Finding, member: Member) -> str | None:
        """Return who has to change a place: whom the finding names, else who answers for the unit."""
        return finding.owners[0] if finding.owners else self.audit.owner_of(member.unit)


def record_closed(workspace: Workspace, closed: Result, not_held: Sequence[str]) -> Result:
    """Return the result of a closed audit as it was frozen, with the logos, the contact and the problems of now.

    Pictures of standards that are not there any more are left out. ``not_held`` is what the gate asks since then.
    """
    problems, notes = _problems(workspace, closed.edition), _notes(workspace, closed.edition)
    if not_held and closed.audit is not None and closed.edition is Edition.INTERNAL:
        notes = (*notes, _not_held(not_held, workspace, closed.audit))
    now = site_record(workspace.site, workspace.brand)
    site = replace(closed.site, client_logo=now.client_logo, agency_logo=now.agency_logo, contact=now.contact)
    return replace(with_known_pictures(workspace, closed), site=site, problems=problems, notes=notes)


def _not_held(conditions: Sequence[str], workspace: Workspace, audit: AuditRecord) -> NoteRecord:
    said = say(
        "not held of the gate: {conditions}; audit '{audit}' was closed on {day} without that, and stays as it is",
        conditions=", ".join(conditions),
        audit=audit.id,
        day=audit.closed_on or audit.last_day,
    )
    return NoteRecord(workspace.site.written.file, said)


def past_record(past: PastResult, since: SinceThen, file: str | None) -> PastRecord:
    """Return the audit that this one is held against, and what became of its findings."""
    audit, figures = past.audit, past.figures
    return PastRecord(
        id=audit.id,
        name=audit.name,
        first_day=audit.first_day,
        last_day=audit.last_day,
        score=figures.score,
        consistency=figures.consistency,
        touchpoints=tuple(
            PastGroupRecord(one.id, one.figures.consistency, one.figures.score) for one in past.touchpoints
        ),
        facts=tuple(PastGroupRecord(one.id, one.consistency) for one in past.facts),
        absent=since.absent,
        file=file,
        unseen=since.unseen,
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
