"""A criterion stays below what is expected of it.

Every criterion says which level it expects, and at which level it fails. Below the first is a finding; at or below
the second it has the criterion's full severity, between the two one less. The worst place decides; all places
below are named. A failed knock-out criterion also sets the verdict.

Fails:

    checklists:
      service: {criteria: {greeted: {ask: "Greeted within a minute?", scale: rating-1-5}}}
    visits:
      - {touchpoint: contact, channel: website, answers: {greeted: 2}}

Passes:

    checklists:
      service: {criteria: {greeted: {ask: "Greeted within a minute?", scale: rating-1-5}}}
    visits:
      - {touchpoint: contact, channel: website, answers: {greeted: 4}}
"""

from collections.abc import Iterator
from fractions import Fraction

from tpm_audit.model.audit import Audit, Unit
from tpm_audit.model.checklists import Criterion
from tpm_audit.model.entry import Severity
from tpm_audit.model.findings import Finding, Member
from tpm_audit.model.outcomes import Item, RatedPlace
from tpm_audit.model.scales import Scale
from tpm_audit.rules.rule import Examined, Rule
from tpm_audit.rules.subjects import criterion_subject, unit_label
from tpm_audit.source.message import Message, Sayable, say


def select(examined: Examined) -> Iterator[Item]:
    """Yield the items that were rated somewhere."""
    for item in examined.items:
        if any(place.share is not None for place in item.places):
            yield item


def judge(examined: Examined, item: Item) -> Finding | None:
    """Find the places below ``expects``, and how bad the worst is."""
    audit = examined.audit
    checklist = audit.checklists[item.checklist]
    criterion = checklist.criteria[item.criterion]
    scale = audit.scale(checklist, criterion)
    expects = scale.share(criterion.expects or scale.expected_level)
    fails_at = scale.share(criterion.fails_at or scale.failing_level)
    if expects is None or fails_at is None:  # levels are checked when the workspace is read
        return None
    knocked_out = [
        place
        for place in (item.places if criterion.knockout else ())
        if any(rating.failed_knockout for rating in place.ratings)
    ]
    wrong = [
        place
        for place in item.places
        if place.share is not None and (place.share < expects or any(place is one for one in knocked_out))
    ]
    if not wrong:
        return None
    worst = min(place.share for place in wrong if place.share is not None)
    state = "knock-out" if knocked_out else "failed" if worst <= fails_at else "below"
    severity = _severity(examined, criterion, state)
    if severity is None:
        return None
    unit = Unit(item.touchpoint, item.channel)
    disputed = any(place.disputed for place in knocked_out)
    return Finding(
        rule=RULE.code,
        severity=severity,
        subject=criterion_subject(audit, item.criterion, item.touchpoint, item.channel),
        headline=_headline(audit, criterion, unit, state),
        members=tuple(_member(audit, scale, item, place) for place in wrong),
        standard=_level(scale, criterion.expects or scale.expected_level),
        standard_written=criterion.written,
        advice=criterion.advice,
        state=(state, "disputed") if disputed else (state,),
        touchpoints=() if item.touchpoint is None else (item.touchpoint,),
        channels=() if item.channel is None else (item.channel,),
    )


def _severity(examined: Examined, criterion: Criterion, state: str) -> Severity | None:
    """Return the criterion's severity where it failed, else one less; below info there is nothing."""
    in_force = Severity.CRITICAL if criterion.knockout else examined.severity(RULE.code)
    full = criterion.severity or in_force
    if state != "below":
        return full
    return None if full is Severity.INFO else full.less()


def _headline(audit: Audit, criterion: Criterion, unit: Unit, state: str) -> Message:
    where = unit_label(audit, unit)
    if state == "knock-out":
        return say("knock-out criterion not met: {criterion} ({where})", criterion=criterion.ask, where=where)
    if state == "failed":
        return say("failed: {criterion} ({where})", criterion=criterion.ask, where=where)
    return say("below what is expected: {criterion} ({where})", criterion=criterion.ask, where=where)


def _member(audit: Audit, scale: Scale, item: Item, place: RatedPlace) -> Member:
    unit = Unit(item.touchpoint, item.channel, place.location)
    rated = [rating for rating in place.ratings if rating.share is not None]
    lowest = min(rated, key=lambda rating: (rating.share or Fraction(0), rating.auditor))
    # The worst first, and not in the order of the auditors' ids, which may change.
    given = sorted(
        (answer for rating in rated for answer in rating.answers), key=lambda one: (scale.share(one) or 0, one)
    )
    return Member(
        label=unit_label(audit, unit, place.language),
        unit=unit,
        written=lowest.written(item.criterion),
        value=tuple(_level(scale, answer) for answer in given),
        why=say("the auditors disagree") if place.disputed else None,
        language=place.language,
    )


def _level(scale: Scale, level: str) -> Sayable:
    return next((one.shown_name() for one in scale.levels if one.id == level), level)


RULE = Rule(
    "TPR001", say("A criterion stays below what is expected of it"), Severity.MINOR, __doc__ or "", select, judge
)
