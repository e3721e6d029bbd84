"""What changed since the audit before: figures as they are, findings that came and those that are found no more."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from tpm_audit.language.catalogue import Language
from tpm_audit.model.figures import Consistency, Score
from tpm_audit.model.findings import SubjectKind
from tpm_audit.model.result import (
    AbsentRecord,
    EarlierRecord,
    FactRecord,
    FindingRecord,
    PastGroupRecord,
    PastRecord,
    Result,
    TouchpointRecord,
)
from tpm_audit.model.states import FIXED, OTHERWISE, REMOVED, UNCHECKED
from tpm_audit.model.words import changes_of
from tpm_audit.pages.page import finding_path
from tpm_audit.pages.parts import Figure, Since, capital, severity_badge, state_badge
from tpm_audit.render.words import Badge, Link
from tpm_audit.source.message import Message, Sayable, say

_WORST_FIRST = (UNCHECKED, OTHERWISE, FIXED, REMOVED)
_MOST = 10  # findings that a box names; the rest is counted


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A figure then and now, with the number each stands on, and the change in points where both are there."""

    label: Sayable
    then: str | None
    then_n: str
    now: str | None
    now_n: str
    change: Sayable
    tone: str


@dataclass(frozen=True, slots=True)
class GoneRow:
    """A finding of the audit before that is found no more."""

    state: Badge
    severity: Badge
    headline: Link
    unchecked: tuple[Sayable, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What changed since an audit: ``counts`` of findings, figures, the findings that are gone, and a caution."""

    title: Sayable
    since: Sayable
    counts: tuple[Sayable, ...]
    rows: tuple[ChangeRow, ...]
    gone: tuple[GoneRow, ...]
    more: Sayable | None
    caution: Sayable | None


@dataclass(frozen=True)
class Before:
    """The audit before, looked up once for all pages of a family."""

    past: PastRecord
    findings: tuple[FindingRecord, ...]
    language: Language

    def of_all(self, result: Result) -> Change | None:
        """Return what changed in the whole audit."""
        past, figures = self.past, result.figures
        rows = _rows((past.score, figures.score), (past.consistency, figures.consistency), self.language)
        return _change(past, rows, result.findings, past.absent, self.language)

    def of_touchpoint(self, one: TouchpointRecord, findings: Iterable[FindingRecord]) -> Change | None:
        """Return what changed at a touchpoint; None where there is nothing to tell."""
        then, figures = self._touchpoints.get(one.id, PastGroupRecord(one.id, None)), one.figures
        rows = _rows((then.score, figures.score), (then.consistency, figures.consistency), self.language)
        return _change(self.past, rows, findings, self._absent_at.get(one.id, ()), self.language)

    def of_fact(self, one: FactRecord, findings: Iterable[FindingRecord]) -> Change | None:
        """Return what changed of a fact; None where there is nothing to tell."""
        rows = _rows((None, None), (self._facts.get(one.id), one.consistency), self.language)
        return _change(self.past, rows, findings, self._absent_of.get(one.id, ()), self.language)

    @cached_property
    def _touchpoints(self) -> Mapping[str, PastGroupRecord]:
        return {one.id: one for one in self.past.touchpoints}

    @cached_property
    def _facts(self) -> Mapping[str, Consistency | None]:
        return {one.id: one.consistency for one in self.past.facts}

    @cached_property
    def _absent_at(self) -> Mapping[str, list[AbsentRecord]]:
        absent: dict[str, list[AbsentRecord]] = defaultdict(list)
        for one in self.past.absent:
            for touchpoint in one.touchpoints:
                absent[touchpoint].append(one)
        for finding in self.findings:
            for touchpoint in sorted({one.touchpoint for one in finding.changes if one.touchpoint is not None}):
                if touchpoint not in finding.touchpoints:
                    absent[touchpoint].append(_gone_from(touchpoint, finding))
        return absent

    @cached_property
    def _absent_of(self) -> Mapping[str, list[AbsentRecord]]:
        absent: dict[str, list[AbsentRecord]] = defaultdict(list)
        for one in self.past.absent:
            if one.subject is SubjectKind.FACT:
                absent[one.subject_ids[0]].append(one)
        return absent


def before(result: Result, language: Language) -> Before | None:
    """Return the audit that a result is held against; None where there is none."""
    return None if result.past is None else Before(result.past, result.findings, language)


def with_change(figures: Iterable[Figure], change: Change | None) -> tuple[Figure, ...]:
    """Return figures that say how they changed, as far as both audits have them."""
    if change is None:
        return tuple(figures)
    said = {row.label: _since(row, change) for row in change.rows if row.then is not None and row.now is not None}
    return tuple(replace(one, change=said.get(one.label)) for one in figures)


def _since(row: ChangeRow, change: Change) -> Since:
    """Say a change with the figure it starts from; it is neither good nor bad where the two stand on other numbers."""
    start = say("since {audit} (then {then} of {n})", audit=change.since, then=row.then or "", n=row.then_n)
    return Since(row.change, row.tone if row.then_n == row.now_n else "plain", start)


def _change(
    past: PastRecord,
    rows: tuple[ChangeRow, ...],
    findings: Iterable[FindingRecord],
    absent: Iterable[AbsentRecord],
    language: Language,
) -> Change | None:
    gone = tuple(absent)
    said = changes_of((one for one in findings if one.waiver is None), gone)
    if not said and not rows:
        return None
    return Change(
        title=say("Since {audit}", audit=past.name),
        since=past.name,
        counts=said,
        rows=rows,
        gone=tuple(_gone(one, language) for one in gone[:_MOST]),
        more=say("and {n} more", n=len(gone) - _MOST) if len(gone) > _MOST else None,
        caution=caution_of(rows),
    )


def audit_rows(then: EarlierRecord, now: EarlierRecord, language: Language) -> tuple[ChangeRow, ...]:
    """Return the figures of two audits side by side."""
    return _rows((then.score, now.score), (then.consistency, now.consistency), language)


def _rows(
    scores: tuple[Score | None, Score | None],
    counts: tuple[Consistency | None, Consistency | None],
    language: Language,
) -> tuple[ChangeRow, ...]:
    """Return the figures that one of the audits has; they are stated as they are, without any test."""
    rated = [0 if score is None else score.rated_items for score in scores]
    places = [0 if score is None else score.rated_places + score.untested_places for score in scores]
    checked = [0 if one is None else one.counted for one in counts]
    figures = (
        (say("Score"), [None if one is None else one.share for one in scores], rated),
        (say("Coverage"), [None if one is None else one.coverage for one in scores], places),
        (say("Consistency"), [None if one is None else one.index for one in counts], checked),
    )
    return tuple(
        _row(label, shares, [language.number(n) for n in numbers], language)
        for label, shares, numbers in figures
        if any(share is not None for share in shares)
    )


def _row(label: Sayable, shares: list[Fraction | None], numbers: list[str], language: Language) -> ChangeRow:
    then, now = shares
    change, tone = _points(then, now, language)
    said = [None if share is None else language.percent(share) for share in shares]
    return ChangeRow(label, said[0], numbers[0], said[1], numbers[1], change, tone)


def _points(then: Fraction | None, now: Fraction | None, language: Language) -> tuple[Sayable, str]:
    """Return the change in percentage points, and its tone."""
    if then is None or now is None:
        return say("not comparable"), "plain"
    if float(then) == float(now):  # a frozen share is known as far as it was written
        return say("unchanged"), "plain"
    points = language.number(abs(now - then) * 100, 1)
    if now > then:
        return say("+{points} points", points=points), "good"
    return say("\N{MINUS SIGN}{points} points", points=points), "poor"


def caution_of(rows: Iterable[ChangeRow]) -> Message | None:
    """Say that figures stand on different numbers, where they do."""
    if all(row.then_n == row.now_n for row in rows if row.then is not None and row.now is not None):
        return None
    return say(
        "The two audits did not look at the same places everywhere: part of a change can come from that. "
        "Changes are those of the unrounded figures."
    )


def _gone_from(touchpoint: str, finding: FindingRecord) -> AbsentRecord:
    """Return what became of a finding at a touchpoint where it is not found any more, though elsewhere."""
    places = [place for place in finding.changes if place.touchpoint == touchpoint]
    return AbsentRecord(
        id=finding.id,
        rule=finding.rule,
        state=min((place.state for place in places), key=_WORST_FIRST.index),
        severity=finding.severity,
        headline=finding.headline,
        subject=finding.subject,
        subject_ids=finding.subject_ids,
        touchpoints=(),
        unchecked=tuple(place.label for place in places if place.state == UNCHECKED),
    )


def _gone(one: AbsentRecord, language: Language) -> GoneRow:
    headline = Link(capital(language.say(one.headline)), finding_path(one.id))
    return GoneRow(state_badge(one.state), severity_badge(one.severity), headline, one.unchecked)
