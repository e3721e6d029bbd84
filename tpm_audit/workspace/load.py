"""Documents to a workspace: every file read, every reference resolved, every problem collected."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from tpm_audit.model.actions import Action
from tpm_audit.model.audits import AuditPlan, Visit, latest_first
from tpm_audit.model.brand import NO_BRAND, Brand
from tpm_audit.model.channels import Channel, Location, Person
from tpm_audit.model.checklists import Checklist, Criterion
from tpm_audit.model.closed import ClosedAudit
from tpm_audit.model.context import Kind
from tpm_audit.model.entry import Edition, Written
from tpm_audit.model.facts import Fact
from tpm_audit.model.images import ImageMeasure
from tpm_audit.model.journeys import Journey
from tpm_audit.model.kpis import Kpi
from tpm_audit.model.mkdocs_file import NO_MKDOCS_FILE, MkdocsFile
from tpm_audit.model.own_rules import OwnRule
from tpm_audit.model.site import Site
from tpm_audit.model.surveys import Survey
from tpm_audit.model.tallies import SurveyTallies
from tpm_audit.model.touchpoints import Touchpoint
from tpm_audit.model.waivers import Waiver
from tpm_audit.model.written_pages import WrittenPage
from tpm_audit.source.document import Document, Spot
from tpm_audit.source.message import say
from tpm_audit.source.problems import Place, Problem
from tpm_audit.source.yaml_reader import trace_yaml
from tpm_audit.workspace.brand import read_brand
from tpm_audit.workspace.closed_audits import read_closed
from tpm_audit.workspace.files import Files
from tpm_audit.workspace.image_facts import ImageFile, read_image_facts
from tpm_audit.workspace.known import Vocabulary, context_of_workspace
from tpm_audit.workspace.layout import FileKind, Layout, Note, lay_out
from tpm_audit.workspace.mkdocs_file import read_mkdocs_file
from tpm_audit.workspace.reading import Reader
from tpm_audit.workspace.refused import Refused
from tpm_audit.workspace.rows import SECTIONS, WHOLE_FILES, Documents, Names, collect_names, place_of, rows_of
from tpm_audit.workspace.site_file import read_site
from tpm_audit.workspace.top_keys import misplaced
from tpm_audit.workspace.validation import Family, Forgiving, Reading
from tpm_audit.workspace.visit_files import read_visits
from tpm_audit.workspace.written_links import OF_IDS, WHERE_THERE_IS, Ids, link_problems
from tpm_audit.workspace.written_pages import Draft, read_drafts, read_pages

__all__ = ["Vocabulary", "Workspace", "read_workspace"]


@dataclass(frozen=True)
class Traces:
    """Where texts that were traced stand, by file, and as the id of which kind each of them was read."""

    spots: Mapping[str, tuple[Spot, ...]] = field(default_factory=dict)
    references: tuple[tuple[Kind, Spot], ...] = ()


NO_TRACES = Traces()


@dataclass(frozen=True)
class Workspace:
    """Everything that is written, read; maps are by id, and in the order things are shown.

    ``patched`` are the audits of whose audit.yml something could not be read: what is missed there is not missing.
    """

    site: Site
    people: Mapping[str, Person]
    channels: Mapping[str, Channel]
    locations: Mapping[str, Location]
    facts: Mapping[str, Fact]
    touchpoints: Mapping[str, Touchpoint]
    checklists: Mapping[str, Checklist]
    plans: Mapping[str, AuditPlan]
    visits: Mapping[str, tuple[Visit, ...]]
    problems: tuple[Problem, ...]
    notes: tuple[Note, ...]
    documents: Documents
    files: Files
    names: Names
    patched: frozenset[str] = frozenset()
    mkdocs: MkdocsFile = NO_MKDOCS_FILE
    brand: Brand = NO_BRAND
    pages: tuple[WrittenPage, ...] = ()
    closed: Mapping[str, ClosedAudit] = field(default_factory=dict)
    images: Mapping[str, ImageFile] = field(default_factory=dict)  # of standards and visits, by what they are known by
    own_rules: Mapping[str, OwnRule] = field(default_factory=dict)
    waivers: Mapping[str, Waiver] = field(default_factory=dict)
    actions: Mapping[str, Action] = field(default_factory=dict)
    journeys: Mapping[str, Journey] = field(default_factory=dict)
    kpis: Mapping[str, Kpi] = field(default_factory=dict)
    surveys: Mapping[str, Survey] = field(default_factory=dict)
    tallies: Mapping[str, SurveyTallies] = field(default_factory=dict)  # of the surveys whose files could be read
    added_rules: tuple[Any, ...] = ()  # of plugins; the layer of rules knows what they are
    whole: bool = True  # every touchpoint, channel and location could be read
    traces: Traces = NO_TRACES
    drafts: tuple[Draft, ...] = ()  # of the hand-written pages

    @cached_property
    def image_measures(self) -> Mapping[str, ImageMeasure]:
        """Return what was measured of the pictures, by what they are known by."""
        return {known: file.measure for known, file in self.images.items()}

    def place(self, written: Written, *, key: bool = False) -> Place:
        """Return file, line and column of what is written at a key path."""
        return place_of(self.documents, written, key=key)

    def current_plan(self, edition: Edition) -> AuditPlan | None:
        """Return the latest audit, by the end of its period, that an edition may show."""
        shown = (plan for plan in latest_first(self.plans) if edition is Edition.INTERNAL or not plan.is_internal)
        return next(shown, None)

    def current(self, edition: Edition) -> AuditPlan | ClosedAudit | None:
        """Return the latest audit that an edition may show, closed or not."""
        plan = self.current_plan(edition)
        closed = max(self._closed_for(edition), key=_last_day, default=None)
        if closed is not None and (plan is None or _last_day(closed) > (plan.period.last, plan.id)):
            return closed
        return plan

    def before(self, plan: AuditPlan, edition: Edition) -> ClosedAudit | None:
        """Return the closed audit that an audit is held against: the one it names, else the latest before it."""
        if plan.compare_with is not None:
            named = self.closed.get(plan.compare_with)
            return named if named in self._closed_for(edition) else None
        return next(reversed(self.earlier(plan, edition)), None)

    def earlier(self, plan: AuditPlan, edition: Edition) -> tuple[ClosedAudit, ...]:
        """Return the closed audits before an audit, the first of them first."""
        earlier = (one for one in self._closed_for(edition) if _last_day(one) < (plan.period.last, plan.id))
        return tuple(sorted(earlier, key=_last_day))

    def later(self, closed: ClosedAudit) -> tuple[AuditPlan | ClosedAudit, ...]:
        """Return the audits that build on a closed one: those after it, and whoever names it."""
        after = [one for one in self.closed.values() if _last_day(one) > _last_day(closed)]
        built_on = (
            plan
            for plan in reversed(latest_first(self.plans))
            if plan.compare_with == closed.id or closed in self.earlier(plan, Edition.INTERNAL)
        )
        return (*sorted(after, key=_last_day), *built_on)

    def _closed_for(self, edition: Edition) -> list[ClosedAudit]:
        return [one for one in self.closed.values() if edition is Edition.INTERNAL or not one.head.is_internal]

    def with_problems(self, problems: Iterable[Problem]) -> "Workspace":
        """Return the same with more problems, in the order of files and lines."""
        return replace(self, problems=tuple(sorted((*self.problems, *problems), key=_causes_first)))


def _last_day(closed: ClosedAudit) -> tuple[datetime.date, str]:
    return closed.head.last_day, closed.id


def _causes_first(problem: Problem) -> tuple[bool, Problem]:
    """Return the order of problems: what is defined in site_config/, then what stands on it."""
    return not problem.place.file.startswith("site_config/"), problem


def read_workspace(files: Files, vocabulary: Vocabulary, traced: Collection[str] = ()) -> Workspace:
    """Read the files of a workspace. What cannot be read is a problem, and the rest is read all the same.

    ``traced`` are texts of which it is to be known where they stand, and which of them are ids.
    """
    layout = lay_out(files)
    documents, problems, spots = _read_documents(files, layout, traced)
    drafts, wrong_drafts = read_drafts(files)
    documents |= {draft.path: draft.document for draft in drafts}
    rows = {kind: tuple(rows_of(kind, layout, documents)) for kind in (*SECTIONS, *WHOLE_FILES)}
    names = collect_names(rows, documents)
    refused = Refused(documents, files.yaml, problems)
    of_facts, of_rules = _families(vocabulary)
    reading = Reading(
        context=context_of_workspace(layout, documents, names, refused, vocabulary),
        place_of=lambda written, *, key=False: place_of(documents, written, key=key),
        refused=refused,
        families=(of_facts, of_rules),
    )
    reader = Reader(documents, names, reading)
    reader.problems += [
        *files.problems,
        *layout.problems,
        *problems,
        *wrong_drafts,
        *names.problems,
        *misplaced(reading, layout, documents),
    ]
    workspace = _assemble(reader, layout, files, vocabulary, drafts)
    return replace(workspace, traces=Traces(spots, tuple(reader.context.references))) if traced else workspace


def family_of_facts(kinds: Mapping[str, type[Fact]], also_called: Mapping[str, str]) -> Family:
    """Return the models of facts, of which the kind chooses one."""
    return Family(
        "kind",
        kinds,
        lambda word: say("no kind of fact '{kind}'", kind=word),
        lambda several: say("only facts of these kinds have it: {kinds}", kinds=several),
        also_called,
    )


def _families(vocabulary: Vocabulary) -> tuple[Family, Family]:
    """Return the models of which a key chooses one: kinds of fact, shapes of own rules."""
    return (
        family_of_facts(vocabulary.fact_kinds, vocabulary.also_called),
        Family(
            "shape",
            vocabulary.own_rules,
            lambda word: say("no shape of rule '{shape}'", shape=word),
            lambda shapes: say("only rules of these shapes have it: {shapes}", shapes=shapes),
        ),
    )


def _read_documents(
    files: Files, layout: Layout, traced: Collection[str]
) -> tuple[dict[str, Document], list[Problem], dict[str, tuple[Spot, ...]]]:
    documents: dict[str, Document] = {}
    problems: list[Problem] = []
    spots: dict[str, tuple[Spot, ...]] = {}
    for path, _, _ in layout.files:
        documents[path], found, spots[path] = trace_yaml(path, files.yaml[path], traced)
        problems.extend([files.unread[path]] if path in files.unread else found)
    return documents, problems, spots


def _assemble(
    reader: Reader, layout: Layout, files: Files, vocabulary: Vocabulary, drafts: tuple[Draft, ...]
) -> Workspace:
    top = next((reader.documents[path].value for path, _ in layout.of(FileKind.SITE)), None)
    site, problems = read_site(layout, top, reader.names, reader.reading)
    reader.problems += problems
    people = reader.read(Kind.PERSON, lambda _: Person)
    channels = reader.read(Kind.CHANNEL, lambda _: Channel)
    locations = reader.read(Kind.LOCATION, lambda _: Location)
    of_facts, of_rules = reader.reading.families
    written_facts = reader.read(Kind.FACT, reader.model_of(of_facts, vocabulary.fact_kinds))
    touchpoints = _in_order_of_the_journey(
        _standing(reader.read(Kind.TOUCHPOINT, lambda _: Touchpoint, forgiving=_ALONE)), site
    )
    own_rules = reader.read(Kind.OWN_RULE, reader.model_of(of_rules, vocabulary.own_rules))
    images = read_image_facts(written_facts, own_rules, files, reader.reading.place_of)
    checklists = _read_checklists(reader)
    waivers, actions = reader.read(Kind.WAIVER, lambda _: Waiver), reader.read(Kind.ACTION, lambda _: Action)
    plans, patched = _read_plans(reader)
    journeys, kpis = reader.read(Kind.JOURNEY, lambda _: Journey), reader.read(Kind.KPI, lambda _: Kpi)
    surveys = reader.read(Kind.SURVEY, lambda _: Survey, forgiving=_ASKED)
    mkdocs = read_mkdocs_file(files, vocabulary.icons)
    brand, poor_brand = read_brand(site, files, reader.reading.place_of)
    reader.problems += [*images.problems, *mkdocs.problems, *poor_brand]
    visits = read_visits(reader, layout)
    pages, wrong_pages = read_pages(drafts, reader.context.languages, reader.reading)
    closed, wrong_results, edited = read_closed(files, layout.closed)
    context = reader.context
    reader.problems += [*wrong_results, *wrong_pages, *link_problems(drafts, _ids(reader))]
    spoilt = context.unknowable | {kind for kind, _ in context.broken}
    return Workspace(
        site=site,
        people=people,
        channels=channels,
        locations=locations,
        facts=images.facts,
        touchpoints=touchpoints,
        checklists=checklists,
        plans=plans,
        visits={plan: visits.get(plan, ()) for plan in plans},
        problems=tuple(sorted(reader.problems, key=_causes_first)),
        notes=(*edited, *mkdocs.notes, *_held_against_nothing(plans.values(), layout, reader)),
        mkdocs=mkdocs.file,
        brand=brand,
        own_rules=images.own_rules,
        waivers=waivers,
        actions=actions,
        journeys=journeys,
        kpis=kpis,
        surveys=surveys,
        added_rules=vocabulary.added_rules,
        documents=reader.documents,
        files=files,
        names=reader.names,
        patched=patched,
        pages=pages,
        drafts=drafts,
        closed=closed,
        images=images.files,
        whole=spoilt.isdisjoint({Kind.TOUCHPOINT, Kind.CHANNEL, Kind.LOCATION}),
    )


def _held_against_nothing(plans: Iterable[AuditPlan], layout: Layout, reader: Reader) -> Iterator[Note]:
    """Yield that an audit names another to be held against that is not closed: nothing is known to compare with."""
    for plan in plans:
        if plan.compare_with is not None and plan.compare_with not in layout.closed:
            place = place_of(reader.documents, plan.written.at("compare_with"))
            yield Note(place, say("the audit {id} is not closed: nothing is compared with it", id=plan.compare_with))


def _ids(reader: Reader) -> dict[Kind, Ids]:
    """Return what hand-written pages may link to; things that could not be read have ids, too."""
    names, unknowable = reader.names, reader.context.unknowable
    return {
        kind: Ids(
            frozenset(row.id for row in names.rows[kind]),
            {old: new for old, new in names.current[kind].items() if old != new},
            whole=kind not in unknowable,
        )
        for kind in (*OF_IDS.values(), *WHERE_THERE_IS)
    }


_ALONE = Forgiving(frozenset({"parent", "leads_to"}))  # a touchpoint is one without the others


def _standing(touchpoints: Mapping[str, Touchpoint]) -> dict[str, Touchpoint]:
    """Leave out what touchpoints say of others that turned out unreadable after them."""
    found = {}
    for id_, one in touchpoints.items():
        parent = one.parent if one.parent in touchpoints else None
        leads_to = one.leads_to and tuple(other for other in one.leads_to if other in touchpoints)
        found[id_] = one.model_copy(update={"parent": parent, "leads_to": leads_to})
    return found


def _in_order_of_the_journey(touchpoints: Mapping[str, Touchpoint], site: Site) -> dict[str, Touchpoint]:
    """Sort by phase, then the phase's own order, the rest by id."""
    phases = {phase.id: index for index, phase in enumerate(site.phases)}
    orders = {phase.id: {id_: index for index, id_ in enumerate(phase.order)} for phase in site.phases}

    def position(touchpoint: Touchpoint) -> tuple[int, int, str]:
        order = orders.get(touchpoint.phase, {})
        return phases.get(touchpoint.phase, len(phases)), order.get(touchpoint.id, len(order)), touchpoint.id

    return {one.id: one for one in sorted(touchpoints.values(), key=position)}


def _read_checklists(reader: Reader) -> dict[str, Checklist]:
    criteria = reader.read(Kind.CRITERION, lambda _: Criterion)
    by_file: dict[str, dict[str, Criterion]] = defaultdict(dict)
    for id_, criterion in criteria.items():
        by_file[criterion.written.file][id_] = criterion
    found: dict[str, Checklist] = {}
    for row in reader.names.rows[Kind.CHECKLIST]:
        own = by_file[row.written.file]
        written = row.value.get("criteria") if isinstance(row.value, dict) else None
        checklist = None
        if row.written not in reader.names.doubles:
            replaced = {"criteria": own} if isinstance(written, dict) else None
            checklist = reader.read_one(row, Checklist, replaced=replaced)
        if checklist is None:
            reader.context.broken |= {(Kind.CHECKLIST, row.id), *((Kind.CRITERION, id_) for id_ in own)}
        else:
            order = {id_: index for index, id_ in enumerate(checklist.order)}
            shown = sorted(own.values(), key=lambda one: (order.get(one.id, len(order)), one.id))
            found[row.id] = checklist.model_copy(update={"criteria": {one.id: one for one in shown}})
    return dict(sorted(found.items()))


_ASKED = Forgiving(frozenset({"questions", "segments"}))  # the columns of the others are looked at all the same
_PATCHABLE = Forgiving(frozenset({"checklists", "sample"}))


def _read_plans(reader: Reader) -> tuple[dict[str, AuditPlan], frozenset[str]]:
    """Return the audits; one whose checklists or sample cannot all be read is read without these."""
    plans = reader.read(Kind.AUDIT, lambda _: AuditPlan, forgiving=_PATCHABLE)
    patched = set()
    for row in reader.names.rows[Kind.AUDIT]:
        plan = plans.get(row.id)
        if plan is None or not isinstance(row.value, dict):
            continue
        sample = row.value.get("sample")
        chosen = sample.get("chosen") if isinstance(sample, dict) else None
        written = (row.value.get("checklists"), chosen)
        read = (plan.checklists, plan.sample.chosen if plan.sample else ())
        if any(isinstance(one, list) and len(kept) < len(one) for one, kept in zip(written, read, strict=True)):
            patched.add(row.id)
        plans[row.id] = plan.model_copy(update={"checklists": tuple(dict.fromkeys(plan.checklists))})
    return plans, frozenset(patched)
