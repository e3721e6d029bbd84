"""The gate: the conditions that an audit has to meet. tpm-audit check ends with 1 where one of them is not met.

`gate:` in site.yml names them. `count` counts findings that are not waived: open ones, new ones, reopened ones; or
waivers that have expired as of the day of the report. `figure` holds coverage, score or consistency to `min`, the
lowest share allowed, and to `max_drop`, how far it may lie below that of the audit before: 0.02 is two percentage
points. Who asks for both has two conditions, and both have to be met. `where` holds a condition to a part of the audit;
a drop is known for touchpoints and channels only.

What a rule finds that did not run before is not counted as new. What is wrong only where something was wrong before, in
another way that weighed no less and was not waived, is counted neither as new nor as reopened: a wrong number that is
missing now is no step back. A finding that shows at one more place, or again at one that was right, is changed and
neither new nor reopened: `count: open` counts it.

A closed audit keeps the gate that it was held to when it was closed. What site.yml asks since then is not held, and
said; `--fail-on` holds it as well.

Nothing checked is not a pass: a condition that finds nothing to hold to fails. One that asks for the audit before fails
without a closed one; `--no-baseline` leaves it out, `--baseline` names another audit or a result.json. Never is one
finding set off against another. Without `gate:` and `--fail-on` findings do not fail; problems of the files always do,
with 3.

Source: findings.md, "Gate" and "Exit codes".
"""

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from tpm_audit.figures.checklist_score import scores
from tpm_audit.figures.consistency import consistencies
from tpm_audit.history.course import Course
from tpm_audit.history.figures_before import figure_before
from tpm_audit.language.catalogue import rounded_to
from tpm_audit.model.audit import Audit, Unit
from tpm_audit.model.entry import Edition, Severity
from tpm_audit.model.figures import Group, GroupKind
from tpm_audit.model.findings import Finding, IntroducedBy
from tpm_audit.model.outcomes import Comparisons, Item, RatedPlace
from tpm_audit.model.past import PastResult
from tpm_audit.model.result import FindingRecord, GateRecord
from tpm_audit.model.selector import ALL, Selector, UnitTraits
from tpm_audit.model.site import Count, Figure, GateRule
from tpm_audit.model.states import NEW, REOPENED
from tpm_audit.model.waivers import WaiverState
from tpm_audit.model.words import SEVERITIES
from tpm_audit.rules.waiving import Waived
from tpm_audit.source.message import Message, Sayable, Share, say

FAIL_ON: Final = "--fail-on"  # what its condition is called
_WHOLE = Group(GroupKind.WHOLE)
_ROUNDED = Fraction(1, 10**9)  # a frozen figure is known to 15 digits
_AGAINST_BEFORE = frozenset({Count.NEW, Count.REOPENED})


@dataclass(frozen=True, slots=True)
class Held:
    """What a gate holds: an audit on a day, what was worked out of it, and the audit before.

    That one is whole: what is hidden now is told to nobody, but without its figures those of the rest are wrong.
    """

    audit: Audit
    day: datetime.date
    items: Sequence[Item]
    comparisons: Comparisons
    findings: Sequence[Finding]
    courses: Mapping[str, Course]
    waived: Sequence[Waived]
    past: PastResult | None

    @property
    def open(self) -> Iterator[Finding]:
        """Yield the findings that are not waived."""
        return (finding for finding in self.findings if finding.waiver is None)


def hold(held: Held, *, without_baseline: bool = False) -> tuple[GateRecord, ...]:
    """Return whether each condition of the gate is met.

    Without an audit before, a condition that asks for one is not met, unless ``without_baseline``: then it is left out.
    """
    records: list[GateRecord] = []
    for name, rule in sorted(held.audit.site.gate.items()):
        asks = _asks(name, rule) if held.audit.edition is Edition.INTERNAL else {}
        records += (
            replace(one, asks=asks.get(one.name))
            for one in _of_rule(held, name, rule, without_baseline=without_baseline)
        )
    return tuple(records)


def _of_rule(held: Held, name: str, rule: GateRule, *, without_baseline: bool) -> Iterator[GateRecord]:
    asks_before = rule.count in _AGAINST_BEFORE or rule.max_drop is not None
    if held.past is None and asks_before and not without_baseline:
        yield GateRecord(_name_of_drop(name, rule), None, _NO_BASELINE, lacks_before=True)
    if rule.figure is not None:
        yield from _figures(held, name, rule, rule.figure)
    elif rule.count is not None and (held.past is not None or not asks_before):
        yield _count(held, name, rule, rule.count)


_NO_BASELINE = say(
    "no closed audit to compare with; tpm-audit close makes one, --baseline names one, --no-baseline leaves this out"
)


def hold_closed(gate: Iterable[GateRecord], *, without_baseline: bool) -> tuple[GateRecord, ...]:
    """Return how a closed audit met its gate, without what could not be compared if that is to be left out."""
    return tuple(one for one in gate if not (without_baseline and one.lacks_before))


def asked_since(gate: Mapping[str, GateRule], held: Iterable[GateRecord]) -> tuple[str, ...]:
    """Return the conditions that a closed audit was not held to, or not as they are asked now, as far as it says."""
    known = {one.name: one.asks for one in held}
    asked = ((name, asks) for own, rule in sorted(gate.items()) for name, asks in _asks(own, rule).items())
    return tuple(name for name, asks in asked if name not in known or known[name] not in (None, asks))


def _asks(name: str, rule: GateRule) -> Mapping[str, str]:
    """Return what the conditions of a rule are called, and what each of them asks."""
    if rule.min is None or rule.max_drop is None:
        return {name: _written(rule)}
    return {name: _written(rule, "max_drop"), _name_of_drop(name, rule): _written(rule, "min")}


def _written(rule: GateRule, *without: str) -> str:
    asks = rule.model_dump(by_alias=True, exclude_unset=True, exclude=set(without), warnings=False)
    return json.dumps(asks, default=str, ensure_ascii=False, sort_keys=True)


def fail_on(severity: Severity, findings: Iterable[Finding | FindingRecord]) -> GateRecord:
    """Return the gate of ``--fail-on``: no open finding of a severity or worse."""
    found = sum(finding.waiver is None and finding.severity.rank <= severity.rank for finding in findings)
    return _counted(FAIL_ON, Count.OPEN, severity, 0, found)


def _count(held: Held, name: str, rule: GateRule, count: Count) -> GateRecord:
    limit, at_least, where = rule.max or 0, rule.at_least or Severity.INFO, rule.where or ALL
    if count is Count.EXPIRED_WAIVERS:
        n = sum(one.state is WaiverState.EXPIRED for one in held.waived)
        said = say(
            "{n} waiver is expired as of {day}, {limit} allowed",
            "{n} waivers are expired as of {day}, {limit} allowed",
            n=n,
            day=held.day,
            limit=limit,
        )
        return GateRecord(name, n <= limit, said)
    meant = (one for one in held.open if _counts(held, count, one) and _is_meant(held.audit, where, one))
    return _counted(name, count, at_least, limit, sum(one.severity.rank <= at_least.rank for one in meant))


def _counts(held: Held, count: Count, finding: Finding) -> bool:
    """Say whether a finding is what is counted.

    What a new rule finds was there before, so it is not new; what was wrong before in another way did not come back.
    """
    if count is Count.OPEN:
        return True
    course = held.courses.get(finding.identity)
    if course is None or course.is_no_step_back:
        return False
    if count is Count.REOPENED:
        return course.state == REOPENED
    return course.state == NEW and course.introduced_by is not IntroducedBy.RULE


def _counted(name: str, count: Count, at_least: Severity, limit: int, n: int) -> GateRecord:
    return GateRecord(name, n <= limit, _said(count, n, at_least, limit))


def _said(count: Count, n: int, at_least: Severity, limit: int) -> Message:
    severity = SEVERITIES[at_least]
    if count is Count.NEW:
        return say(
            "{n} new finding of severity {severity} or worse, {limit} allowed",
            "{n} new findings of severity {severity} or worse, {limit} allowed",
            n=n,
            severity=severity,
            limit=limit,
        )
    if count is Count.REOPENED:
        return say(
            "{n} reopened finding of severity {severity} or worse, {limit} allowed",
            "{n} reopened findings of severity {severity} or worse, {limit} allowed",
            n=n,
            severity=severity,
            limit=limit,
        )
    return say(
        "{n} open finding of severity {severity} or worse, {limit} allowed",
        "{n} open findings of severity {severity} or worse, {limit} allowed",
        n=n,
        severity=severity,
        limit=limit,
    )


def _is_meant(audit: Audit, where: Selector, finding: Finding) -> bool:
    if where is ALL:
        return True
    counting = (member for member in finding.members if member.deviates and member.waiver is None)
    units = {(member.unit, member.language) for member in counting}
    units = units or {(Unit(touchpoint), None) for touchpoint in finding.touchpoints}
    return any(where.selects(audit.traits(unit, language)) for unit, language in units)


def _meant_items(audit: Audit, where: Selector, items: Sequence[Item]) -> Iterator[Item]:
    """Yield the items with those of their places that are meant."""
    for item in items:
        places = tuple(place for place in item.places if where.selects(_traits(audit, item, place)))
        if places:
            yield item._replace(places=places)


def _traits(audit: Audit, item: Item, place: RatedPlace) -> UnitTraits:
    return audit.traits(Unit(item.touchpoint, item.channel, place.location), place.language)


def _figures(held: Held, name: str, rule: GateRule, figure: Figure) -> Iterator[GateRecord]:
    """Yield whether a figure is high enough, and whether it has dropped too far; a rule may ask for both."""
    share, word = _figure(held, figure, rule.where or ALL)
    if rule.min is not None:
        yield _at_least(name, share, word, Share(rule.min))
    if rule.max_drop is not None and held.past is not None:
        then = figure_before(held.audit, held.past, figure, rule.where or ALL)
        yield _drop(_name_of_drop(name, rule), rule, (then, share), word, held.past.audit.name)


def _name_of_drop(name: str, rule: GateRule) -> str:
    """Return what the condition on a drop is called: a rule that asks for a least figure as well has two."""
    return name if rule.min is None else f"{name} max_drop"


def _at_least(name: str, share: Fraction | None, word: Message, least: Share) -> GateRecord:
    if share is None:
        return GateRecord(
            name, None, say("no {figure}: there was nothing to hold to {limit}", figure=word, limit=least)
        )
    said = say("{figure} {share}, at least {limit} asked", figure=word, share=Share(share), limit=least)
    return GateRecord(name, share >= least.value, said)


def _drop(
    name: str, rule: GateRule, shares: tuple[Fraction | None, Fraction | None], word: Message, before: Sayable
) -> GateRecord:
    most = rule.max_drop or Fraction(0)
    where = rule.where or ALL
    if where.asks_location or where.asks_language:
        said = say("a drop is known for touchpoints and channels only; take locations and languages out of where")
        return GateRecord(name, None, said)
    then, share = shares
    if share is None or then is None:
        return GateRecord(name, None, say("no {figure} in one of the two audits: its drop is not known", figure=word))
    said = say(
        "{figure} {share}, {then} in {audit}: may drop by {limit} points",
        figure=word,
        share=Share(share),
        then=Share(then),
        audit=before,
        limit=rounded_to(most * 100, 1),
    )
    return GateRecord(name, then - share <= most + _ROUNDED, said)


def _figure(held: Held, figure: Figure, where: Selector) -> tuple[Fraction | None, Message]:
    """Return a figure of now, and what it is called."""
    audit, items, comparisons = held.audit, held.items, held.comparisons
    if figure is Figure.CONSISTENCY:
        meant = [one for one in comparisons.outcomes if where.selects(audit.traits(one.unit, one.language))]
        share = consistencies(audit, meant)[_WHOLE].index
        word = say("consistency")
    else:
        score = scores(audit, _meant_items(audit, where, items))[_WHOLE]
        share = score.share if figure is Figure.SCORE else score.coverage
        word = say("score") if figure is Figure.SCORE else say("coverage")
    return share, word
