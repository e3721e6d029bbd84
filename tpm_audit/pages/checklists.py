"""The checklists: a table of all, and a page for each: what was asked, and what was answered."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from tpm_audit.charts.criterion_touchpoint import criterion_touchpoint
from tpm_audit.language.catalogue import Language
from tpm_audit.model.checklists import OncePer
from tpm_audit.model.findings import SubjectKind
from tpm_audit.model.result import (
    AnswerCountRecord,
    ChecklistRecord,
    CriterionRecord,
    FindingRecord,
    ItemPlaceRecord,
    ItemRecord,
    Result,
)
from tpm_audit.model.scales import Unrated
from tpm_audit.model.words import ONCE_PER, UNRATED
from tpm_audit.pages.answers import Answers, answers_of, disputes, expected, notes, places
from tpm_audit.pages.finding_list import FindingCount, finding_count, finding_list
from tpm_audit.pages.findings import findings_by_id
from tpm_audit.pages.found_facts import cut
from tpm_audit.pages.names import Names, names_of
from tpm_audit.pages.page import CHECKLISTS, Page, checklist_path
from tpm_audit.pages.parts import Counted, Figure, coverage_cell, coverage_figure, end_of, score_cell, score_figure
from tpm_audit.render.words import Link
from tpm_audit.source.message import Sayable, say

_MOST_DISPUTES = 20
_MOST_NOTES = 30


@dataclass(frozen=True, slots=True)
class ChecklistRow:
    """A checklist in the table."""

    name: Link
    version: str | None
    once_per: Sayable
    criteria: str
    answered: Sayable
    score: Counted
    coverage: str | None
    weight: str | None
    findings: FindingCount


@dataclass(frozen=True, slots=True)
class AnswerCount:
    """How often an answer was given."""

    answer: Sayable
    times: str


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """A criterion with what came of it; ``anchor`` is where links to it lead."""

    anchor: str
    ask: Sayable
    why: Sayable | None
    knockout: bool
    terms: Sayable
    answers: tuple[AnswerCount, ...]
    score: Counted
    below: str
    findings: str


@dataclass(frozen=True, slots=True)
class Section:
    """Criteria that follow each other under one heading."""

    name: Sayable | None
    rows: tuple[CriterionRow, ...]


@dataclass(frozen=True)
class _Around:
    """What the pages of all checklists are made from.

    ``found`` are the findings of each criterion, ``below`` how many of its items are below what is expected.
    """

    result: Result
    language: Language
    names: Names
    answers: Answers
    findings: Mapping[str, FindingRecord]
    found: Mapping[str, Sequence[str]]
    items: Mapping[str, Sequence[tuple[ItemRecord, ItemPlaceRecord]]]
    below: Counter[str]


def pages(result: Result, language: Language) -> Iterator[Page]:
    """Yield the table and the pages of all checklists."""
    names = names_of(result)
    around = _Around(
        result,
        language,
        names,
        answers_of(result, names, language),
        findings_by_id(result),
        _found(result),
        _items(result),
        Counter(item.criterion for item in result.items if any(place.below for place in item.places)),
    )
    values = {"checklists": tuple(_row(one, around) for one in result.checklists), "end": end_of(result)}
    yield Page(CHECKLISTS, "pages/checklists.md.j2", language.word("Checklists"), values, hides=("navigation", "toc"))
    for checklist in result.checklists:
        yield _checklist_page(checklist, around)


def _found(result: Result) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for finding in result.findings:
        if finding.subject is SubjectKind.CRITERION:
            found.setdefault(finding.subject_ids[0], []).append(finding.id)
    return found


def _items(result: Result) -> Mapping[str, Sequence[tuple[ItemRecord, ItemPlaceRecord]]]:
    items: dict[str, list[tuple[ItemRecord, ItemPlaceRecord]]] = {}
    for item, place in places(result):
        items.setdefault(item.checklist, []).append((item, place))
    return items


def _findings_of(checklist: ChecklistRecord, around: _Around) -> list[str]:
    """Return the findings about a checklist's criteria, in the order of their priority."""
    mine = {id_ for criterion in checklist.criteria for id_ in around.found.get(criterion.id, ())}
    return [id_ for id_ in around.findings if id_ in mine]


def _row(checklist: ChecklistRecord, around: _Around) -> ChecklistRow:
    score, site, language = checklist.figures.score, around.result.site, around.language
    weight = checklist.share_of_weight
    return ChecklistRow(
        name=around.names.checklist(checklist.id),
        version=checklist.version,
        once_per=ONCE_PER[OncePer(checklist.once_per)],
        criteria=language.number(len(checklist.criteria)),
        answered=_answered(checklist),
        score=score_cell(score, site, language),
        coverage=coverage_cell(score, site, language),
        weight=None if weight is None else language.percent(weight),
        findings=finding_count(_findings_of(checklist, around), around.findings, language),
    )


def _answered(checklist: ChecklistRecord) -> Sayable:
    score = checklist.figures.score
    rated = score.rated_places if score is not None else 0
    untested = score.untested_places if score is not None else 0
    return say("{rated} of {all}", rated=rated, all=rated + untested)


def _checklist_page(checklist: ChecklistRecord, around: _Around) -> Page:
    language = around.language
    items = around.items.get(checklist.id, ())
    disputed, disputes_left = cut([*disputes(items, around.answers)], _MOST_DISPUTES)
    noted, notes_left = cut([*notes(items, around.answers)], _MOST_NOTES)
    found = [around.findings[id_] for id_ in _findings_of(checklist, around)]
    values = {
        "name": checklist.name,
        "description": checklist.description,
        "version": checklist.version,
        "once_per": ONCE_PER[OncePer(checklist.once_per)],
        "figures": _figures(checklist, around),
        "chart": criterion_touchpoint(checklist, around.result, language),
        "sections": tuple(_sections(checklist, around)),
        "findings": finding_list(found, around.names, language),
        "disputes": disputed,
        "disputes_left": _more(disputes_left),
        "notes": noted,
        "notes_left": _more(notes_left),
        "end": end_of(around.result),
    }
    return Page(checklist_path(checklist.id), "pages/checklist.md.j2", checklist.name, values, hides=("toc",))


def _more(left: int) -> Sayable | None:
    return say("and {n} more, on the pages of the touchpoints", n=left) if left else None


def _figures(checklist: ChecklistRecord, around: _Around) -> tuple[Figure, ...]:
    site, language, weight = around.result.site, around.language, checklist.share_of_weight
    basis = say("of everything that was rated in this audit")
    return (
        score_figure(checklist.figures, site, language),
        coverage_figure(checklist.figures, site, language),
        Figure(say("Share of the weight"), None if weight is None else language.percent(weight), basis),
    )


def _sections(checklist: ChecklistRecord, around: _Around) -> Iterator[Section]:
    """Yield the criteria in their order; a section that comes again has its heading again."""
    for name, criteria in groupby(checklist.criteria, key=lambda one: one.section):
        yield Section(name, tuple(_criterion(one, around) for one in criteria))


def _criterion(one: CriterionRecord, around: _Around) -> CriterionRow:
    language = around.language
    decimals = 0 if one.weight == int(one.weight) else 2
    return CriterionRow(
        anchor=f"criterion-{one.id}",
        ask=one.ask,
        why=one.why,
        knockout=one.knockout,
        terms=say(
            "weight {weight} · expected: {level}", weight=language.number(one.weight, decimals), level=expected(one)
        ),
        answers=tuple(_counts(one.answers, language)),
        score=score_cell(one.score, around.result.site, language),
        below=language.number(around.below[one.id]),
        findings=language.number(len(around.found.get(one.id, ()))),
    )


def _counts(answers: Sequence[AnswerCountRecord], language: Language) -> Iterator[AnswerCount]:
    for one in answers:
        if one.times:
            label = UNRATED[Unrated(one.answer)] if one.label is None else one.label
            yield AnswerCount(label, language.number(one.times))
