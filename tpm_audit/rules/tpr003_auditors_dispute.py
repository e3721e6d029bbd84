"""Two auditors rate the same thing differently.

Both ratings count, by their mean, but the reader must know that they differ: either the question is not clear, or
the experience varies. A visit with `settles: true` says what the auditors agreed on.

Fails:

    checklists:
      service: {criteria: {greeted: {ask: "Greeted?"}}}
    visits:
      - {touchpoint: contact, channel: website, auditor: a1, answers: {greeted: pass}}
      - {touchpoint: contact, channel: website, auditor: a2, answers: {greeted: fail}}

Passes:

    checklists:
      service: {criteria: {greeted: {ask: "Greeted?"}}}
    visits:
      - {touchpoint: contact, channel: website, auditor: a1, answers: {greeted: pass}}
      - {touchpoint: contact, channel: website, auditor: a2, answers: {greeted: pass}}
"""

from collections.abc import Iterator

from tpm_audit.model.audit import Unit
from tpm_audit.model.entry import Severity
from tpm_audit.model.findings import Finding, Member
from tpm_audit.model.outcomes import Item
from tpm_audit.rules.rule import Examined, Rule
from tpm_audit.rules.subjects import criterion_subject, unit_label
from tpm_audit.source.message import say


def select(examined: Examined) -> Iterator[Item]:
    """Yield the items that two auditors answered at one place."""
    for item in examined.items:
        if any(len(place.ratings) > 1 for place in item.places):
            yield item


def judge(examined: Examined, item: Item) -> Finding | None:
    """Find the places where their ratings differ; a value against n/a is a dispute too."""
    audit = examined.audit
    disputed = [place for place in item.places if place.disputed]
    if not disputed:
        return None
    checklist = audit.checklists[item.checklist]
    criterion = checklist.criteria[item.criterion]
    names = audit.scale(checklist, criterion).names
    members = tuple(
        Member(
            label=unit_label(audit, Unit(item.touchpoint, item.channel, place.location), place.language),
            unit=Unit(item.touchpoint, item.channel, place.location),
            written=rating.written(item.criterion),
            value=(audit.person_name(rating.auditor), *(names.get(answer, answer) for answer in rating.answers)),
            language=place.language,
        )
        for place in disputed
        for rating in place.ratings
    )
    return Finding(
        rule=RULE.code,
        severity=examined.severity(RULE.code),
        subject=criterion_subject(audit, item.criterion, item.touchpoint, item.channel),
        headline=say(
            "auditors disagree: {criterion} ({where})",
            criterion=criterion.ask,
            where=unit_label(audit, Unit(item.touchpoint, item.channel)),
        ),
        members=members,
        touchpoints=() if item.touchpoint is None else (item.touchpoint,),
        channels=() if item.channel is None else (item.channel,),
        advice=say("agree on one answer, or make the question clearer"),
    )


RULE = Rule("TPR003", say("Two auditors rate the same thing differently"), Severity.INFO, __doc__ or "", select, judge)
