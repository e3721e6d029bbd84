"""The journey of the data on one screen: from the files of a workspace to the result.

Everything here is a pure function of the files' bytes, the edition and an explicit date.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, NamedTuple

from tpm_audit.facts import ALSO_CALLED, FACT_KINDS
from tpm_audit.facts.comparison import compare
from tpm_audit.figures.checklist_score import scores
from tpm_audit.figures.consistency import consistencies
from tpm_audit.figures.customer_answers import customer_answers
from tpm_audit.figures.items import items
from tpm_audit.figures.waves import wave_changes
from tpm_audit.history.course import courses, found_before
from tpm_audit.history.criteria_since import criteria_since
from tpm_audit.history.current_ids import past_in_current_ids, summary_in_current_ids
from tpm_audit.history.gate import Held, asked_since, fail_on, hold, hold_closed
from tpm_audit.history.life_cycle import Assessment, SinceThen
from tpm_audit.history.likely_renames import likely_renames
from tpm_audit.history.shown_still import ShownStill
from tpm_audit.model.audit import Audit
from tpm_audit.model.audits import AuditPlan
from tpm_audit.model.closed import ClosedAudit
from tpm_audit.model.comparison import CriteriaSince
from tpm_audit.model.entry import Edition, Severity
from tpm_audit.model.facts import Fact
from tpm_audit.model.past import PastResult, RatedPast
from tpm_audit.model.result import Result
from tpm_audit.recording.priority import by_priority
from tpm_audit.recording.recorder import Examination, past_record, record, record_closed, record_nothing
from tpm_audit.rules import CODES, run_rules
from tpm_audit.rules.own import SHAPES
from tpm_audit.rules.rule import Examined, Rule
from tpm_audit.site.theme import icon_folder
from tpm_audit.source.problems import Problem
from tpm_audit.surveys.reading import read_surveys
from tpm_audit.workspace.definitions import check_definitions
from tpm_audit.workspace.disclosure import NO_PLAN
from tpm_audit.workspace.editions import all_of, for_edition, whole_audit
from tpm_audit.workspace.files import Files
from tpm_audit.workspace.icons import Icons
from tpm_audit.workspace.journeys import check_journeys
from tpm_audit.workspace.load import Vocabulary, Workspace, read_workspace
from tpm_audit.workspace.survey_subjects import check_survey_subjects
from tpm_audit.workspace.visits import check_visits


@dataclass(frozen=True, slots=True)
class Extensions:
    """Kinds of fact and rules beside those that are built in."""

    kinds: Mapping[str, type[Fact]] = field(default_factory=dict)
    rules: tuple[Rule[Any], ...] = ()


NO_EXTENSIONS = Extensions()


def vocabulary(extensions: Extensions = NO_EXTENSIONS) -> Vocabulary:
    """Return what the files of a workspace may name."""
    return Vocabulary(
        {**FACT_KINDS, **extensions.kinds},
        (*CODES, *(rule.code for rule in extensions.rules)),
        Icons(icon_folder()),
        {shape.name: shape.model for shape in SHAPES},
        ALSO_CALLED,
        extensions.rules,
    )


class NoSuchAuditError(Exception):
    """``--audit`` or ``--baseline`` names an audit that the workspace does not have; ``is_open``: it is not closed."""

    def __init__(self, wanted: str, there: tuple[str, ...], *, is_open: bool = False) -> None:
        super().__init__(wanted)
        self.wanted = wanted
        self.there = there
        self.is_open = is_open


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a report."""

    edition: Edition
    as_of: datetime.date
    audit: str | None = None
    fail_on: Severity | None = None
    baseline: str | PastResult | None = None  # a closed audit, or a result, in place of the closed audit before
    without_baseline: bool = False  # what the gate asks of an audit before is left out where there is none
    details: bool = True  # every answer and observation, and what changed of criteria; a terminal shows none of them


def make_report(workspace: Workspace, request: Request) -> Result:
    """Return the result of one audit of a workspace.

    Raises:
        NoSuchAuditError: the request names an audit that is not there.
        ClosedResultError: the result of a closed audit cannot be read.
    """
    chosen = choose(workspace, request)
    if chosen is None:
        return record_nothing(workspace, request.edition, request.as_of)
    if isinstance(chosen, ClosedAudit):
        return _closed(workspace, chosen.result(request.edition), request)
    return examine(workspace, whole_audit(workspace, chosen), request)


def _closed(workspace: Workspace, frozen: Result, request: Request) -> Result:
    """Return the result of a closed audit: its gate is that of the day on which it was closed."""
    gate = hold_closed(frozen.gate, without_baseline=request.without_baseline)
    if request.fail_on is not None:
        gate = (*gate, fail_on(request.fail_on, frozen.findings))
    return record_closed(workspace, replace(frozen, gate=gate), asked_since(workspace.site.gate, frozen.gate))


def read(files: Files, extensions: Extensions = NO_EXTENSIONS) -> Workspace:
    """Read and check a workspace; every problem of every open audit and of every survey is in it."""
    workspace = read_workspace(files, vocabulary(extensions))
    problems = [
        *check_definitions(workspace),
        *check_journeys(workspace),
        *check_survey_subjects(workspace),
        *_template_problems(files),
    ]
    for plan in workspace.plans.values():
        checked = check_visits(workspace, whole_audit(workspace, plan))
        problems += checked.problems
        workspace = replace(
            workspace,
            visits={**workspace.visits, plan.id: checked.visits},
            images={**workspace.images, **checked.images},
        )
    surveys = read_surveys(workspace)
    workspace = replace(workspace, tallies=surveys.tallies, notes=(*workspace.notes, *surveys.notes))
    return workspace.with_problems((*problems, *surveys.problems))


def _template_problems(files: Files) -> tuple[Problem, ...]:
    if not files.templates:
        return ()
    from tpm_audit.render.overrides import check_overrides  # noqa: PLC0415 (Jinja: few workspaces have templates)

    return check_overrides(files.templates)


def choose(workspace: Workspace, request: Request) -> AuditPlan | ClosedAudit | None:
    """Return the audit that was asked for, else the latest that the edition may show; None where there is none."""
    wanted = request.audit
    if wanted is None:
        return workspace.current(request.edition)
    current = workspace.names.audit(wanted)
    there: dict[str, AuditPlan | ClosedAudit] = {**workspace.plans, **workspace.closed}
    if current not in there:
        raise NoSuchAuditError(wanted, tuple(sorted(there)))
    return there[current]


def examine(workspace: Workspace, whole: Audit, request: Request) -> Result:
    """Take what the edition may show; compare, rate, judge, hold to the gate, and write down."""
    audit = for_edition(whole, request.edition)
    examined = _examined(workspace, audit, request.as_of)
    among = None
    if audit is not whole:
        among = partial(customer_answers, all_of(whole), request.as_of)
        examined = replace(examined, whole=lambda: _examined(workspace, all_of(whole), request.as_of))
    comparisons, rated, scored = examined.comparisons, examined.items, examined.scores
    ruled = run_rules(examined)
    now, shown = workspace.names.now, ShownStill.of(whole, audit)
    before = _before(workspace, audit, request)
    of_then = None if before is None else past_in_current_ids(before.result, now)
    past = None if of_then is None else shown.past(of_then, ruled.findings)
    earlier = tuple(
        shown.summary(summary_in_current_ids(one.summary(audit.edition), now), ruled.findings)
        for one in workspace.earlier(audit.plan, audit.edition)
    )
    assessment = Assessment(audit, comparisons, rated, scored, examined.customers, ruled.looked_at)
    since = SinceThen() if past is None else assessment.since(past, ruled.findings)
    course = {} if past is None else courses(ruled.findings, past, earlier, since)
    ages = {id_: one.audits for id_, one in course.items()}
    findings = by_priority(audit, ruled.findings, examined.customers.latest, ages)
    held = Held(audit, request.as_of, rated, comparisons, findings, course, ruled.waived, of_then)
    gate = hold(held, without_baseline=request.without_baseline)
    if request.fail_on is not None:
        gate = (*gate, fail_on(request.fail_on, findings))
    run = Examination(
        comparisons=comparisons,
        items=rated,
        scores=scored,
        consistencies=consistencies(audit, comparisons.outcomes),
        ruled=replace(ruled, findings=findings),
        gate=gate,
        customers=examined.customers,
        waves=wave_changes(examined.customers, among),
        courses=course,
        changed=since.changed,
        past=None if past is None or before is None else past_record(past, since, before.file),
        earlier=earlier,
        found_before=tuple(found_before(findings, (one.id for one in since.absent), earlier)),
    )
    result = record(workspace, audit, request.as_of, run, details=request.details)
    if request.details:
        result = replace(result, criteria=_criteria_since(workspace, audit, shown, result, before))
    if before is None or audit.edition is Edition.CLIENT:  # who need not know the names of the files
        return result
    return replace(result, notes=(*result.notes, *likely_renames(workspace, before.result)))


def _criteria_since(
    workspace: Workspace, audit: Audit, shown: ShownStill, result: Result, before: "_Before | None"
) -> CriteriaSince | None:
    """Return what changed of criteria since the closed audit before, whatever else the findings are held against."""
    closed = workspace.earlier(audit.plan, audit.edition)
    if not closed:
        return None
    past = None if before is None else before.result
    if not isinstance(past, RatedPast) or past.audit.id != closed[-1].id:
        past = closed[-1].rated(audit.edition)
    return criteria_since(past, result, workspace.names.now, shown)


def shown_still(workspace: Workspace, edition: Edition) -> ShownStill:
    """Return what an edition hides of the things of a workspace: what is hidden in every audit that it may show."""
    plans = [one for one in workspace.plans.values() if edition is Edition.INTERNAL or not one.is_internal]
    wholes = [whole_audit(workspace, plan) for plan in plans or (NO_PLAN,)]
    of_each = [ShownStill.of(whole, for_edition(whole, edition)) for whole in wholes]
    kinds = frozenset.intersection(*(frozenset(one.hidden) for one in of_each))
    hidden = {kind: frozenset.intersection(*(one.hidden[kind] for one in of_each)) for kind in kinds}
    return ShownStill(hidden, frozenset.intersection(*(one.questions for one in of_each)))


class _Before(NamedTuple):
    """What an audit is held against, and the file that says so to those who may know of it."""

    result: PastResult
    file: str | None


def _before(workspace: Workspace, audit: Audit, request: Request) -> _Before | None:
    """Return what the audit is held against.

    Raises:
        NoSuchAuditError: the baseline is no closed audit of the workspace.
    """
    is_internal = audit.edition is Edition.INTERNAL
    if isinstance(request.baseline, PastResult):
        written = audit.plan.written if is_internal else None
        return _Before(request.baseline, None if written is None else written.file)
    before = workspace.before(audit.plan, audit.edition)
    if request.baseline is not None:
        wanted = workspace.names.audit(request.baseline)
        before = workspace.closed.get(wanted)
        if before is None:
            closed = tuple(sorted(workspace.closed))
            raise NoSuchAuditError(request.baseline, closed, is_open=wanted in workspace.plans)
    if before is None:
        return None
    past = before.rated(audit.edition) if request.details else before.past(audit.edition)
    return _Before(past, before.path if is_internal else None)


def _examined(workspace: Workspace, audit: Audit, as_of: datetime.date) -> Examined:
    rated = items(audit)
    return Examined(audit, as_of, compare(audit), rated, scores(audit, rated), complete=not workspace.problems)
