"""Something that was set up to be checked had nothing to look at.

A criterion whose `applies_to` fits no unit of this audit, a checklist that is asked nowhere, a rule that site.yml
sets or that you wrote yourself and that found nothing to look at: none of them says that all is well. Silence is not
a pass. It is the auditors' matter, and not in the client edition.

Fails:

    checklists:
      service: {applies_to: {kinds: [personal]}, criteria: {greeted: {ask: "Greeted?"}}}
    touchpoints:
      contact: {name: Contact page, phase: before, channels: [website], owner: web-team}
      counter: {name: Counter, phase: during, channels: [branch], owner: web-team, status: planned}

Passes:

    checklists:
      service: {applies_to: {kinds: [personal]}, criteria: {greeted: {ask: "Greeted?"}}}
    touchpoints:
      counter: {name: Counter, phase: during, channels: [branch], owner: web-team}
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tpm_audit.model.entry import Severity, Written
from tpm_audit.model.findings import Finding, Subject, SubjectKind
from tpm_audit.rules.own import own_rules
from tpm_audit.rules.rule import Examined, Rule
from tpm_audit.source.message import Message, say


@dataclass(frozen=True, slots=True)
class _SetUp:
    subject: Subject
    written: Written
    looked_at: int
    headline: Message


def select(examined: Examined) -> Iterator[_SetUp]:
    """Yield the checklists and criteria of the audit, its own rules, and the rules that site.yml sets."""
    audit = examined.audit
    by_checklist: dict[str, int] = {}
    by_criterion: dict[str, int] = {}
    for item in examined.items:
        by_checklist[item.checklist] = by_checklist.get(item.checklist, 0) + 1
        by_criterion[item.criterion] = by_criterion.get(item.criterion, 0) + 1
    for checklist_id in audit.plan.checklists:
        checklist = audit.checklists[checklist_id]
        subject = Subject(SubjectKind.CHECKLIST, (checklist_id,), (checklist.first_id,))
        headline = say("checklist '{id}' is asked nowhere in this audit", id=checklist_id)
        asked = by_checklist.get(checklist_id, 0)
        yield _SetUp(subject, checklist.written.at("applies_to"), asked, headline)
        for criterion in checklist.criteria.values() if asked else ():
            own = Subject(SubjectKind.CRITERION, (criterion.id,), (criterion.first_id,))
            said = say("criterion '{id}' is asked nowhere in this audit", id=criterion.id)
            yield _SetUp(own, criterion.written.at("applies_to"), by_criterion.get(criterion.id, 0), said)
    yield from _own_rules(examined)
    for code in sorted(audit.site.rules):
        if code in examined.looked_at:
            rule = Subject(SubjectKind.RULE, (code,), (code,))
            said = say("rule {code} has settings of its own and had nothing to look at", code=code)
            yield _SetUp(rule, audit.site.written.at("rules", code), examined.looked_at[code], said)


def _own_rules(examined: Examined) -> Iterator[_SetUp]:
    """Yield the rules of the workspace's own that ran."""
    for rule in own_rules(examined.audit):
        if rule.key in examined.looked_at and rule.own is not None:
            subject = Subject(SubjectKind.OWN_RULE, (rule.own.id,), (rule.own.first_id,))
            said = say("own rule '{id}' had nothing to look at", id=rule.own.id)
            yield _SetUp(subject, rule.own.written.at("where"), examined.looked_at[rule.key], said)


def judge(examined: Examined, set_up: _SetUp) -> Finding | None:
    """Find what had nothing to look at."""
    if set_up.looked_at:
        return None
    return Finding(
        rule=RULE.code,
        severity=examined.severity(RULE.code),
        subject=set_up.subject,
        headline=set_up.headline,
        members=(),
        standard_written=set_up.written,
        advice=examined.advice(
            say("decide whether it belongs to this audit"), say("check its selector, or take it out of this audit")
        ),
    )


RULE = Rule(
    "TPI006",
    say("Something that was set up to be checked had nothing to look at"),
    Severity.INFO,
    __doc__ or "",
    select,
    judge,
    reviews=True,
    internal=True,
    of_absence=True,
)
