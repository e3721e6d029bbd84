"""The history: figures over the audits, each audit beside the one before it, and the age of what is found."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple, Self

from tpm_audit.charts.chart import Json
from tpm_audit.charts.figure_trend import figure_trend
from tpm_audit.charts.score_change import phase_change, touchpoint_change
from tpm_audit.language.catalogue import Language
from tpm_audit.model.entry import Severity
from tpm_audit.model.past import summary_of
from tpm_audit.model.result import EarlierRecord, FindingRecord, Result
from tpm_audit.model.states import STATES
from tpm_audit.model.words import SEVERITIES, count_of
from tpm_audit.pages.change import audit_rows, caution_of
from tpm_audit.pages.courses import Gone, audit_name, gone_findings
from tpm_audit.pages.criteria_changes import CriteriaChanges, criteria_changes
from tpm_audit.pages.findings import finding_rows
from tpm_audit.pages.names import names_of
from tpm_audit.pages.page import HISTORY, Page, finding_path, history_path
from tpm_audit.pages.parts import capital, end_of, severity_badge, state_badge
from tpm_audit.render.words import Badge, Link
from tpm_audit.source.message import Message, Sayable, say

_MOST = 30  # findings in a table of this page
_TWO = 2  # audits, of which there is but one pair
_MOST_TOUCHPOINTS = 200  # of any two audits; a longer table is read by nobody


@dataclass(frozen=True, slots=True)
class AuditRow:
    """An audit in a row: when it was, how much was looked at, what came of it; its name leads to its comparison."""

    name: Link
    period: Sayable
    visits: str
    score: str | None
    coverage: str | None
    consistency: str | None
    open: str
    grave: Message | None
    states: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class GoneRow:
    """A finding that is found no more: what became of it in which audit, and the last that had it."""

    severity: Badge
    headline: Link
    state: Badge
    told_in: Sayable | None
    last: Sayable


class _Found(NamedTuple):
    """The findings of a table, and how many are left out: those beyond its length, and those of severity info."""

    shown: Sequence[FindingRecord]
    more: tuple[Message, ...]

    @classmethod
    def of(cls, findings: Iterable[FindingRecord]) -> Self:
        found = tuple(findings)
        grave = [one for one in found if one.severity is not Severity.INFO]
        left, notes = len(grave) - _MOST, len(found) - len(grave)
        more = (say("and {n} more", n=left),) if left > 0 else ()
        of_info = (say("and {n} of severity info", n=notes),) if notes else ()
        return cls(grave[:_MOST], (*more, *of_info))


def pages(result: Result, language: Language) -> Iterator[Page]:
    """Yield the history and a page for each two audits in a row; nothing where this is the first audit."""
    if result.audit is None or not result.earlier:
        return
    audits = (*result.earlier, summary_of(result).audit)
    names = names_of(result)
    oldest = _Found.of(sorted((one for one in result.open if one.audits > 1), key=lambda one: -one.audits))
    reopened = _Found.of(one for one in result.open if one.reopened)
    gone = tuple(gone_findings(result))
    values = {
        "lead": _lead(audits),
        "trend": figure_trend(audits, language),
        "phases": phase_change(audits[-2], audits[-1], _phase_names(result), language),
        "touchpoints": touchpoint_change(audits[-2], audits[-1], _touchpoint_names(result), language),
        "since": audits[-2].name,
        "audits": tuple(_row(at, audits, language) for at in reversed(range(len(audits)))),
        "pairs": _any_two(audits, result, language) if len(audits) > _TWO else None,
        "oldest": finding_rows(oldest.shown, names, language),
        "ages": tuple(_age(one, result) for one in oldest.shown),
        "more_oldest": oldest.more,
        "reopened": finding_rows(reopened.shown, names, language),
        "more_reopened": reopened.more,
        "gone": tuple(_gone(one, language) for one in gone[:_MOST]),
        "more_gone": say("and {n} more", n=len(gone) - _MOST) if len(gone) > _MOST else None,
        "end": end_of(result),
    }
    yield Page(HISTORY, "pages/history.md.j2", language.word("History"), values, hides=("navigation", "toc"))
    for then, now in pairwise(audits):
        yield _pair(then, now, result, language)


def _pair(then: EarlierRecord, now: EarlierRecord, result: Result, language: Language) -> Page:
    title = language.say(say("{audit} beside {before}", audit=now.name, before=then.name))
    rows, changes = audit_rows(then, now, language), criteria_changes(then, now, result, language)
    values = {
        "title": title,
        "history": Link(say("History"), HISTORY),
        "since": then.name,
        "rows": rows,
        "caution": caution_of(rows),
        "counts": _states(now),
        "criteria": changes if isinstance(changes, CriteriaChanges) else None,
        "not_kept": changes if isinstance(changes, Message) else None,
        "phases": phase_change(then, now, _phase_names(result), language),
        "touchpoints": touchpoint_change(then, now, _touchpoint_names(result), language),
        "end": end_of(result),
    }
    path = history_path(now.id)
    return Page(path, "pages/two_audits.md.j2", title, values, hides=("navigation", "toc"), listed=False)


def _any_two(audits: Sequence[EarlierRecord], result: Result, language: Language) -> dict[str, Json]:
    """Return what the browser needs to put any two audits side by side: shares, in the order of the audits."""
    rows: list[tuple[Sayable, list[Fraction | None]]] = [
        (say("Score"), [None if one.score is None else one.score.share for one in audits]),
        (say("Coverage"), [None if one.score is None else one.score.coverage for one in audits]),
        (say("Consistency"), [None if one.consistency is None else one.consistency.index for one in audits]),
    ]
    for phase in result.phases:
        scores = [next((each.score for each in one.phases if each.id == phase.id), None) for one in audits]
        rows.append((say("Score: {phase}", phase=phase.name), scores))
    by_audit = [{each.id: each.score for each in one.touchpoints} for one in audits]
    compared = [(one.name, [scores.get(one.id) for scores in by_audit]) for one in result.touchpoints]
    compared = [(name, scores) for name, scores in compared if sum(one is not None for one in scores) >= _TWO]
    rows += [(say("Score: {touchpoint}", touchpoint=name), scores) for name, scores in compared[:_MOST_TOUCHPOINTS]]
    left = len(compared) - _MOST_TOUCHPOINTS
    return {
        "audits": [language.say(one.name) for one in audits],
        "rows": [
            {"name": language.say(name), "values": [None if share is None else float(share) for share in shares]}
            for name, shares in rows
        ],
        "more": language.say(say("and {n} more touchpoint", "and {n} more touchpoints", n=left)) if left > 0 else "",
        "words": {
            "compare": language.word("Compare"),
            "with": language.word("with"),
            "figure": language.word("Figure"),
            "points": language.word("Points"),
            "unknown": language.word("not comparable"),
        },
    }


def _lead(audits: Sequence[EarlierRecord]) -> Message:
    return say(
        "{n} audits from {first} to {last}. What was not looked at in an audit is neither better nor worse in it.",
        n=len(audits),
        first=audits[0].first_day,
        last=audits[-1].last_day,
    )


def _row(at: int, audits: Sequence[EarlierRecord], language: Language) -> AuditRow:
    one = audits[at]
    score = one.score
    share = None if score is None else score.share
    coverage = None if score is None else score.coverage
    index = None if one.consistency is None else one.consistency.index
    counts = dict(one.severities)
    critical, grave = counts.get(Severity.CRITICAL, 0), sum(counts.values()) - counts.get(Severity.INFO, 0)
    return AuditRow(
        name=Link(one.name, history_path(one.id) if at else None),
        period=say("{first} to {last}", first=one.first_day, last=one.last_day),
        visits=language.number(one.visits),
        score=None if share is None else language.percent(share),
        coverage=None if coverage is None else language.percent(coverage),
        consistency=None if index is None else language.percent(index),
        open=language.number(grave),
        grave=say("{n} {severity}", n=critical, severity=SEVERITIES[Severity.CRITICAL]) if critical else None,
        states=_states(one) if at else (),
    )


def _states(one: EarlierRecord) -> tuple[Message, ...]:
    """Return how many findings of an audit became what since the one before."""
    counts = dict(one.states)
    return tuple(count_of(counts[state], state) for state in STATES if counts.get(state))


def _age(finding: FindingRecord, result: Result) -> Sayable:
    """Say since when a finding is found."""
    return say("{n} audits, since {audit}", n=finding.audits, audit=audit_name(finding.found_since or "", result))


def _gone(gone: Gone, language: Language) -> GoneRow:
    headline = Link(capital(language.say(gone.finding.headline)), finding_path(gone.finding.id))
    return GoneRow(severity_badge(gone.finding.severity), headline, state_badge(gone.state), gone.told_in, gone.last)


def _phase_names(result: Result) -> dict[str, Sayable]:
    return {one.id: one.name for one in result.phases}


def _touchpoint_names(result: Result) -> dict[str, Sayable]:
    return {one.id: one.name for one in result.touchpoints}
