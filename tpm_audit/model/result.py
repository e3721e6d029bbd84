"""The result: one value with everything that a site, an export or a gate will show.

It holds message ids and values, never rendered sentences; places only in the internal edition. ``result.json`` is
this value as JSON, and its schema comes from here.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pydantic import TypeAdapter

from tpm_audit.model.checklists import Effort
from tpm_audit.model.comparison import CriteriaSince
from tpm_audit.model.context import Kind
from tpm_audit.model.customer_records import PooledRecord, SurveyRecord, WaveChangeRecord
from tpm_audit.model.drawings import Drawing, PictureFile, PicturesDrawing
from tpm_audit.model.emotion_records import EmotionsRecord
from tpm_audit.model.entry import Edition, Severity
from tpm_audit.model.figures import Amount, Consistency, Exact, ExactShare, ExactWeight, Score, Verdict
from tpm_audit.model.findings import IntroducedBy, SubjectKind, rule_key
from tpm_audit.model.importance_records import InsideOutsideRecord, MatrixRecord
from tpm_audit.model.journey_records import JourneyRecord
from tpm_audit.model.kpi_records import KpiRecord
from tpm_audit.model.outcomes import Outcome
from tpm_audit.model.said import Anything, JsonValue, Said, Standard, Words
from tpm_audit.model.states import WAIVED
from tpm_audit.model.waivers import WaiverState, WaiverType
from tpm_audit.source.problems import Place

SCHEMA_VERSION = 0  # until release 1.0; from then on every version is read for ever


@dataclass(frozen=True, slots=True)
class ProblemRecord:
    """Something in the files that cannot be read as written."""

    code: str
    file: str
    line: int
    column: int
    message: Said
    hint: Said | None

    @property
    def place(self) -> Place | None:
        """Return where it stands; the client's edition does not say."""
        return Place(self.file, self.line, self.column) if self.file else None


@dataclass(frozen=True, slots=True)
class NoteRecord:
    """Something that is there and does not count."""

    file: str
    message: Said


@dataclass(frozen=True, slots=True)
class VerdictRecord:
    """The verdict sentence, as word and parts."""

    verdict: Verdict
    provisional: bool
    parts: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a group. None: no criterion is asked, or no fact is to be found there."""

    score: Score | None
    consistency: Consistency | None
    index: ExactShare | None
    verdict: VerdictRecord


@dataclass(frozen=True, slots=True)
class GroupRecord:
    """A phase, channel or location with its figures and findings."""

    id: str
    name: Words
    figures: Figures
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChannelRecord(GroupRecord):
    """A channel: what it is, who answers for it, and the locations that have it."""

    kind: str
    contact: str | None
    ownership: str | None
    owner: Words | None
    locations: tuple[str, ...]
    owner_id: str | None = None


@dataclass(frozen=True, slots=True)
class LocationRecord(GroupRecord):
    """A location: who answers for it, and the channels it has."""

    country: str | None
    owner: Words | None
    channels: tuple[str, ...]
    owner_id: str | None = None


@dataclass(frozen=True, slots=True)
class OnChannelRecord:
    """A touchpoint on one channel."""

    channel: str
    score: Score | None
    consistency: Consistency | None
    owner: Words | None
    owner_id: str | None = None


@dataclass(frozen=True, slots=True)
class TouchpointRecord:
    """A touchpoint of the inventory with its figures and findings; ``unowned`` are channels on which it is nobody's.

    ``ends_here``: the inventory says that it leads on to nothing, which is another thing than saying nothing of it.
    """

    id: str
    name: Words
    description: Words | None
    phase: str
    also_in: tuple[str, ...]
    status: str
    main: bool
    critical: bool
    unique: bool
    importance: Exact | None
    owners: tuple[Words, ...]
    leads_to: tuple[str, ...]
    goals: tuple[str, ...]
    channels: tuple[OnChannelRecord, ...]
    visits: Amount
    figures: Figures
    findings: tuple[str, ...]
    internal_note: Words | None
    owner_ids: tuple[str, ...] = ()
    unowned: tuple[str, ...] = ()
    ends_here: bool = False


@dataclass(frozen=True, slots=True)
class OwnerRecord:
    """A person or team that answers for something: findings in their order of priority, and what it answers for.

    In the client's edition auditors and internal persons have ids that name nobody.
    """

    id: str
    name: Words
    findings: tuple[str, ...]
    touchpoints: tuple[str, ...]
    channels: tuple[str, ...]
    locations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UntestedRecord:
    """A rating that was expected and not given, and whom its place belongs to; ``visited`` if somebody was there."""

    checklist: str
    criterion: str
    touchpoint: str | None
    channel: str | None
    location: str | None
    language: str | None
    owner: str | None
    visited: bool


@dataclass(frozen=True, slots=True)
class AnswerRecord:
    """One auditor's answers to one item at one place, and the days on which they were given."""

    auditor: Words
    answers: tuple[Words, ...]
    share: ExactShare | None
    note: Words | None
    reason: Words | None
    dates: tuple[datetime.date, ...] = ()


@dataclass(frozen=True, slots=True)
class EvidenceRecord:
    """A picture that a visit brought; ``digest`` is the SHA-256 of the file as it lies in the workspace.

    ``width`` and ``height`` are pixels as it is looked at. ``file`` is its path, in the internal edition only.
    """

    digest: str
    format: str
    width: Amount
    height: Amount
    caption: Words | None
    criterion: str | None
    fact: str | None
    file: str | None


@dataclass(frozen=True, slots=True)
class VisitRecord:
    """What an auditor met, when, and brought back beside answers and facts."""

    touchpoint: str | None
    channel: str | None
    location: str | None
    language: str | None
    item: str | None
    auditor: Words
    date: datetime.date
    time: str | None
    basis: str
    emotion: Exact | None
    highlight: Words | None
    pain: Words | None
    note: Words | None
    internal_note: Words | None
    evidence: tuple[EvidenceRecord, ...]
    place: str | None


@dataclass(frozen=True, slots=True)
class WrittenPageRecord:
    """A page that people wrote: its text is Markdown, by language; reached from the navigation, or every footer."""

    id: str
    title: Words
    section: Words | None
    order: Exact | None
    body: Words
    internal_note: Words | None = None
    in_footer: bool = False


@dataclass(frozen=True, slots=True)
class LevelRecord:
    """A level of a scale and the share that it counts."""

    id: str
    label: Words
    share: ExactShare


@dataclass(frozen=True, slots=True)
class ScaleRecord:
    """A scale that criteria of this audit are answered on, the worst level first."""

    id: str
    levels: tuple[LevelRecord, ...]


@dataclass(frozen=True, slots=True)
class ItemPlaceRecord:
    """An item at one place; ``below`` what is expected of it, or with a knock-out criterion failed."""

    location: str | None
    language: str | None
    share: ExactShare | None
    not_applicable: bool
    disputed: bool
    below: bool
    answers: tuple[AnswerRecord, ...]


@dataclass(frozen=True, slots=True)
class ItemRecord:
    """A criterion at a touchpoint on a channel."""

    checklist: str
    criterion: str
    touchpoint: str | None
    channel: str | None
    share: ExactShare | None
    places: tuple[ItemPlaceRecord, ...]


@dataclass(frozen=True, slots=True)
class AskedRecord:
    """What a criterion reached at one touchpoint, channel or location, whichever its checklist is asked once per.

    ``below`` are items with a place below what is expected, or that failed a knock-out criterion.
    """

    where: str
    share: ExactShare | None
    items: Amount
    rated_items: Amount
    untested_items: Amount
    not_applicable_items: Amount
    below: Amount


@dataclass(frozen=True, slots=True)
class AnswerCountRecord:
    """How often an answer was given: a level of the scale, or a word beside it, which has no label and no share."""

    answer: str
    label: Words | None
    share: ExactShare | None
    times: Amount


@dataclass(frozen=True, slots=True)
class CriterionRecord:
    """A question as it was asked, and what came of it; ``score``, ``asked`` and ``answers`` only where detailed."""

    id: str
    ask: Words
    why: Words | None
    section: Words | None
    weight: ExactWeight
    knockout: bool
    scale: str
    expects: str
    advice: Words | None
    score: Score | None
    asked: tuple[AskedRecord, ...]
    answers: tuple[AnswerCountRecord, ...]
    effort: str | None = None


@dataclass(frozen=True, slots=True)
class ChecklistRecord:
    """A checklist with its criteria, in their order; ``share_of_weight`` of all rated weight of the audit."""

    id: str
    name: Words
    version: str | None
    description: Words | None
    once_per: str
    criteria: tuple[CriterionRecord, ...]
    figures: Figures
    share_of_weight: ExactShare | None


@dataclass(frozen=True, slots=True)
class SeenRecord:
    """A value as one auditor found it; no text where the fact is missing or was not looked for."""

    text: str | None
    outcome: Outcome
    auditor: Words
    date: datetime.date
    why: Said | None
    note: Words | None
    place: str | None
    drawing: Drawing | None = None


@dataclass(frozen=True, slots=True)
class UnitRecord:
    """What was found of a fact at one unit."""

    touchpoint: str | None
    channel: str | None
    location: str | None
    language: str | None
    outcome: Outcome
    required: bool
    standard: Standard | None
    disputed: bool
    seen: tuple[SeenRecord, ...]


@dataclass(frozen=True, slots=True)
class AgreementRecord:
    """How far the channels agree where no standard is set."""

    location: str | None
    language: str | None
    n: Amount
    most_common: str | None
    groups: tuple[tuple[str, Amount], ...]
    pairs: Amount
    pair_share: ExactShare | None


@dataclass(frozen=True, slots=True)
class VariantRecord:
    """A declared variant."""

    value: Words
    reason: Words | None
    valid_from: datetime.date | None
    valid_until: datetime.date | None


@dataclass(frozen=True, slots=True)
class FactRecord:
    """A fact with its standard, expected values or a demand of its kind, and what was found.

    ``drawings`` show what expected values and variants look like, by their texts.
    """

    id: str
    name: Words
    kind: str
    expected: Words | None
    expected_at: tuple[tuple[str, Words], ...]
    variants: tuple[VariantRecord, ...]
    set_by: Words | None
    set_on: datetime.date | None
    source: str | None
    consistency: Consistency | None
    index: ExactShare | None
    agreements: tuple[AgreementRecord, ...]
    units: tuple[UnitRecord, ...]
    findings: tuple[str, ...]
    compared_as: Said | None = None
    demand: Said | None = None
    drawings: tuple[tuple[str, Drawing], ...] = ()


@dataclass(frozen=True, slots=True)
class MemberRecord:
    """One place where a finding shows; ``owner`` is the id of who has to change it, ``fact`` whose value it is."""

    label: Anything
    touchpoint: str | None
    channel: str | None
    location: str | None
    language: str | None
    value: Anything | None
    why: Said | None
    deviates: bool
    place: str | None
    owner: str | None = None
    fact: str | None = None
    waiver: str | None = None
    question: str | None = None
    journey: str | None = None


@dataclass(frozen=True, slots=True)
class FindingRecord:
    """A finding; findings stand in the order of their priority, those that are waived last.

    ``waiver`` is the id of the waiver under which none of its places counts; of one that covers some of them these
    have it. ``introduced_by`` says why a new finding is there. ``found_since`` is the first audit that found it without
    a break, ``audits`` how many found it since then, this one included; ``reopened`` how often it had come back.
    ``last_found`` is the audit that found one before it was reopened, ``became`` what became of it then. ``changes``
    are those of its places since it was found last. ``formerly`` are other findings that were found at these places
    before: what was wrong there is wrong in another way.
    """

    id: str
    rule: str
    state: str
    severity: Severity
    state_hash: str
    subject: SubjectKind
    subject_ids: tuple[str, ...]
    headline: Said
    standard: Anything | None
    standard_place: str | None
    members: tuple[MemberRecord, ...]
    touchpoints: tuple[str, ...]
    channels: tuple[str, ...]
    owners: tuple[Words, ...]
    advice: Anything | None
    details: tuple[str, ...]
    owner_ids: tuple[str, ...] = ()
    effort: Effort | None = None
    waiver: str | None = None
    introduced_by: IntroducedBy | None = None
    found_since: str | None = None
    audits: Amount = 1
    reopened: Amount = 0
    last_found: str | None = None
    became: str | None = None
    changes: tuple["PlaceChangeRecord", ...] = ()
    formerly: tuple[str, ...] = ()

    @property
    def deviating(self) -> tuple[MemberRecord, ...]:
        """Return the places where something is wrong."""
        return tuple(one for one in self.members if one.deviates)

    @property
    def told_state(self) -> str:
        """Return the state that people are told: that none of its places counts comes first."""
        return self.state if self.waiver is None else WAIVED

    @property
    def waived_by(self) -> tuple[str, ...]:
        """Return the ids of the waivers that cover it, or some of its places."""
        return tuple(dict.fromkeys(one.waiver for one in self.deviating if one.waiver is not None)) or (
            () if self.waiver is None else (self.waiver,)
        )

    @property
    def waived_places(self) -> int:
        """Return at how many places it is accepted, where it is not at all of them."""
        return 0 if self.waiver is not None else sum(one.waiver is not None for one in self.deviating)

    def places_under(self, waiver: str) -> tuple[MemberRecord, ...]:
        """Return the places that a waiver covers, where these are not all; a waiver of the whole covers each."""
        places = tuple(one for one in self.deviating if one.waiver == waiver)
        return () if len(places) == len(self.deviating) else places

    @property
    def seen(self) -> tuple["FormerPlaceRecord", ...]:
        """Return the first of these places as they are remembered when it is found no more."""
        return tuple(FormerPlaceRecord(one.label, one.value) for one in self.deviating[:_MOST_SEEN])


_MOST_SEEN = 12


@dataclass(frozen=True, slots=True)
class WaiverRecord:
    """A waiver, and the findings that it is about, wholly or in part; without ``expires`` it holds for good.

    ``match`` says what it is about, as its file does: keys with ids. The client is given neither that nor a reason.
    """

    id: str
    name: Words
    type: WaiverType
    reason: Words | None
    approved_by: Words | None
    approved_on: datetime.date | None
    expires: datetime.date | None
    state: WaiverState
    findings: tuple[str, ...]
    place: str | None
    match: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class RuleRecord:
    """A rule: how much it had to look at, and how much it found. Nothing looked at is not a pass.

    Held back: it misses things, and what it would miss may stand in what could not be read. ``own`` is the id of a
    rule that the workspace has written itself, whose code only says its shape.
    """

    code: str
    name: Anything
    enabled: bool
    held_back: bool
    severity: Severity
    usual_severity: Severity
    looked_at: Amount
    found: Amount
    reason: Words | None
    own: str | None = None

    @property
    def called(self) -> str:
        """Return what a rule is called: by its code, with the id of an own rule."""
        return rule_key(self.code, self.own)


@dataclass(frozen=True, slots=True)
class GateRecord:
    """A condition of the gate, with what was found. None: there was nothing to hold it to.

    ``asks`` is the condition as site.yml had it, in the internal edition only. ``lacks_before`` says that it asks for
    an audit before, and there was none.
    """

    name: str
    passed: bool | None
    said: Said
    asks: str | None = None
    lacks_before: bool = False


@dataclass(frozen=True, slots=True)
class AuditorRecord:
    """Someone who audited, by name or (in the client edition) by role, with the number of visits."""

    name: Words
    visits: Amount


@dataclass(frozen=True, slots=True)
class SampleRecord:
    """How what was visited was chosen: of what and how many, by which method and whom."""

    of: str
    population: Exact | None
    frame: Words | None
    method: str | None
    seed: str | None
    chosen: tuple[Words, ...]
    chosen_by: Words | None


@dataclass(frozen=True, slots=True)
class AuditRecord:
    """Which audit it is, and what was done in it; a draft as long as it is not closed."""

    id: str
    name: Words
    first_day: datetime.date
    last_day: datetime.date
    visits: Amount
    auditors: tuple[AuditorRecord, ...]
    sample: SampleRecord | None = None
    closed_on: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class WordRecord:
    """What the company calls something of the field, one of it and many."""

    term: str
    one: Words
    many: Words


@dataclass(frozen=True, slots=True)
class ContactRecord:
    """Whom readers write to about findings."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class LogoRecord:
    """A company's logo; its file in the site is called by ``digest``. Sizes are in pixels.

    On a light or dark page it needs a ground of its own where much of it would be lost there.
    """

    format: str
    digest: str
    width: Amount
    height: Amount
    lost_on_light: bool
    lost_on_dark: bool


@dataclass(frozen=True, slots=True)
class SiteRecord:
    """Whom the report is for, and how it is set; ``listed`` if search engines may list its site."""

    client: str
    agency: str | None
    title: Words | None
    languages: tuple[str, ...]
    verdict_good: ExactShare
    verdict_fair: ExactShare
    provisional_below: ExactShare
    untested: str = "excluded"
    ignored_in_urls: tuple[str, ...] = ()
    words: tuple[WordRecord, ...] = ()
    listed: bool = False
    contact: ContactRecord | None = None
    client_logo: LogoRecord | None = None
    agency_logo: LogoRecord | None = None
    client_url: str | None = None
    agency_url: str | None = None
    least_answers: tuple[Amount, Amount, Amount] = (5, 20, 100)  # to be shown, for a figure, for a plain one


@dataclass(frozen=True, slots=True)
class PastGroupRecord:
    """A touchpoint, or a fact (which has no score), as the audit before left it."""

    id: str
    consistency: Consistency | None
    score: Score | None = None


@dataclass(frozen=True, slots=True)
class FormerPlaceRecord:
    """What an earlier audit found wrong at a place."""

    label: Anything
    value: Anything | None


@dataclass(frozen=True, slots=True)
class PlaceChangeRecord:
    """What became of a place of a finding since the audit before: ``new``, ``updated``, or what became of it there."""

    label: Anything
    state: str
    touchpoint: str | None = None


@dataclass(frozen=True, slots=True)
class AbsentRecord:
    """A finding of the audit before that is not found any more: ``fixed``, ``otherwise``, ``unchecked``, ``removed``.

    One that this audit before did not look at again is among them, as ``last_found``, an earlier one, left it.
    ``unchecked`` places deviated then and were not looked at again; the labels name them. ``seen`` are the first of
    the ``places`` that deviated, as they were then.
    """

    id: str
    rule: str
    state: str
    severity: Severity
    headline: Said
    subject: SubjectKind
    subject_ids: tuple[str, ...]
    touchpoints: tuple[str, ...]
    unchecked: tuple[Anything, ...]
    seen: tuple[FormerPlaceRecord, ...] = ()
    places: Amount = 0
    last_found: str | None = None
    formerly: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LastFoundRecord:
    """A finding as ``audit`` found it last; only the places that nobody has looked at again since then deviate."""

    audit: str
    finding: FindingRecord


@dataclass(frozen=True, slots=True)
class PastRecord:
    """The closed audit that this one is held against, and what became of its findings.

    ``file`` is its result, or where the workspace has none the file of this audit; in the internal edition only.
    ``unseen`` is what this audit did not look at again, for the next one to be held against.
    """

    id: str
    name: Words
    first_day: datetime.date
    last_day: datetime.date
    score: Score | None
    consistency: Consistency | None
    touchpoints: tuple[PastGroupRecord, ...]
    facts: tuple[PastGroupRecord, ...]
    absent: tuple[AbsentRecord, ...]
    file: str | None = None
    unseen: tuple[LastFoundRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class SharesRecord:
    """The score and the consistency of a phase or touchpoint in an audit, 0 to 1."""

    id: str
    score: ExactShare | None
    index: ExactShare | None


@dataclass(frozen=True, slots=True)
class EarlierRecord:
    """A closed audit in short: its figures, how many open findings of each severity, and what findings became.

    ``criteria``: what changed of them since the audit before; None for the first, or where that was not kept.
    """

    id: str
    name: Words
    first_day: datetime.date
    last_day: datetime.date
    visits: Amount
    score: Score | None
    consistency: Consistency | None
    phases: tuple[SharesRecord, ...]
    touchpoints: tuple[SharesRecord, ...]
    severities: tuple[tuple[Severity, Amount], ...]
    states: tuple[tuple[str, Amount], ...]
    waived: Amount = 0
    criteria: CriteriaSince | None = None


@dataclass(frozen=True, slots=True)
class FoundRecord:
    """A finding of an earlier audit that is found no more: ``first`` and ``last`` are audits that had it.

    ``state`` is what became of it in the audit ``told_in``, which came next; None where that has not been kept.
    ``seen`` are the first of the ``places`` that deviated, as they were when it was found last.
    """

    id: str
    rule: str
    severity: Severity
    headline: Said
    subject: SubjectKind
    subject_ids: tuple[str, ...]
    touchpoints: tuple[str, ...]
    first: str | None = None
    last: str | None = None
    channels: tuple[str, ...] = ()
    locations: tuple[str, ...] = ()
    state: str | None = None
    told_in: str | None = None
    seen: tuple[FormerPlaceRecord, ...] = ()
    places: Amount = 0
    state_hash: str = ""
    formerly: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RenamedRecord:
    """Something shown that had other ids before, the oldest first: the pages of these lead on to its own."""

    kind: Kind
    id: str
    old_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """Everything of one audit in one edition.

    Touchpoints, items, visits, units, owners, what is untested one by one, and what changed of ``criteria`` only if
    ``detailed``. ``earlier`` are the closed audits before this one, the first of them first; ``found_before`` what they
    found and this one does not.
    """

    schema: int
    tool: str
    edition: Edition
    detailed: bool
    as_of: datetime.date
    site: SiteRecord
    audit: AuditRecord | None
    problems: tuple[ProblemRecord, ...]
    notes: tuple[NoteRecord, ...]
    findings: tuple[FindingRecord, ...]
    figures: Figures
    phases: tuple[GroupRecord, ...]
    channels: tuple[ChannelRecord, ...]
    locations: tuple[LocationRecord, ...]
    touchpoints: tuple[TouchpointRecord, ...]
    checklists: tuple[ChecklistRecord, ...]
    scales: tuple[ScaleRecord, ...]
    items: tuple[ItemRecord, ...]
    facts: tuple[FactRecord, ...]
    visits: tuple[VisitRecord, ...]
    pages: tuple[WrittenPageRecord, ...]
    rules: tuple[RuleRecord, ...]
    gate: tuple[GateRecord, ...]
    past: PastRecord | None = None
    owners: tuple[OwnerRecord, ...] = ()
    untested: tuple[UntestedRecord, ...] = ()
    waivers: tuple[WaiverRecord, ...] = ()
    earlier: tuple[EarlierRecord, ...] = ()
    found_before: tuple[FoundRecord, ...] = ()
    renamed: tuple[RenamedRecord, ...] = ()
    surveys: tuple[SurveyRecord, ...] = ()
    pooled: tuple[PooledRecord, ...] = ()
    waves: tuple[WaveChangeRecord, ...] = ()
    journeys: tuple[JourneyRecord, ...] = ()
    kpis: tuple[KpiRecord, ...] = ()
    matrices: tuple[MatrixRecord, ...] = ()
    inside_outside: tuple[InsideOutsideRecord, ...] = ()
    emotions: tuple[EmotionsRecord, ...] = ()
    criteria: CriteriaSince | None = None

    @property
    def open(self) -> tuple[FindingRecord, ...]:
        """Return the findings that count: those that are not waived."""
        return tuple(one for one in self.findings if one.waiver is None)


def pictures_in(result: Result) -> Iterator[EvidenceRecord | PictureFile]:
    """Yield the pictures that a result shows: evidence, and images beside their standard."""
    for visit in result.visits:
        yield from visit.evidence
    for fact in result.facts:
        drawings = [drawing for _, drawing in fact.drawings]
        drawings += [seen.drawing for unit in fact.units for seen in unit.seen if seen.drawing is not None]
        for drawing in drawings:
            if isinstance(drawing, PicturesDrawing):
                yield from (one for one in (drawing.found, drawing.expected) if one is not None)


@cache
def _results() -> TypeAdapter[Result]:
    """Return what reads and writes results; to make it takes longer than to write a small one."""
    return TypeAdapter(Result)


def result_json(result: Result, indent: int | None = 2) -> bytes:
    """Return result.json: UTF-8, one line end at the end; without ``indent`` all of it on one line."""
    return _results().dump_json(result, indent=indent) + b"\n"


def result_from_json(content: JsonValue) -> Result:
    """Return the result that was written as result.json.

    Raises:
        pydantic.ValidationError: it is none.
    """
    return _results().validate_python(content)


def result_schema() -> dict[str, object]:
    """Return the JSON Schema of result.json."""
    return _results().json_schema(mode="serialization")
