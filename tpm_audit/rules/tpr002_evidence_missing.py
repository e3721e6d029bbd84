"""An answer that needs evidence has none.

Where a criterion says `evidence: required`, the photo or screenshot is part of the answer: without it the client
can dispute what was found, and the next audit cannot see what has changed.

Fails:

    checklists:
      service: {criteria: {clean: {ask: "Is it clean?", evidence: required}}}
    visits:
      - {touchpoint: contact, channel: website, answers: {clean: pass}}

Passes:

    checklists:
      service: {criteria: {clean: {ask: "Is it clean?", evidence: required}}}
    visits:
      - {touchpoint: contact, channel: website, answers: {clean: {answer: pass, evidence: [till.png]}}}
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from tpm_audit.model.audit import Audit, Unit
from tpm_audit.model.audits import Visit
from tpm_audit.model.checklists import Evidence
from tpm_audit.model.entry import Severity
from tpm_audit.model.findings import Finding, Member
from tpm_audit.model.scales import Unrated
from tpm_audit.rules.rule import Examined, Rule
from tpm_audit.rules.subjects import criterion_subject, unit_label
from tpm_audit.source.message import say


@dataclass(frozen=True, slots=True)
class _Answered:
    criterion: str
    touchpoint: str | None
    channel: str | None
    visits: tuple[Visit, ...]


def select(examined: Examined) -> Iterator[_Answered]:
    """Yield the items whose criterion requires evidence, with the visits that rated them."""
    audit = examined.audit
    wanted = {one.id for one in audit.criterion.values() if one.evidence is Evidence.REQUIRED}
    found: dict[tuple[str, str | None, str | None], list[Visit]] = defaultdict(list)
    for visit in audit.visits if wanted else ():
        for criterion in wanted.intersection(visit.answers):
            if visit.rates and visit.answers[criterion].answer not in tuple(Unrated):
                found[criterion, visit.touchpoint, visit.channel].append(visit)
    for (criterion, touchpoint, channel), visits in sorted(found.items(), key=lambda one: str(one[0])):
        yield _Answered(criterion, touchpoint, channel, tuple(visits))


def judge(examined: Examined, answered: _Answered) -> Finding | None:
    """Find the answers without a file."""
    audit = examined.audit
    bare = [visit for visit in answered.visits if not visit.answers[answered.criterion].evidence]
    if not bare:
        return None
    asked = audit.criterion[answered.criterion]
    return Finding(
        rule=RULE.code,
        severity=examined.severity(RULE.code),
        subject=criterion_subject(audit, answered.criterion, answered.touchpoint, answered.channel),
        headline=say(
            "evidence is missing: {criterion} ({where})",
            criterion=asked.ask,
            where=unit_label(audit, Unit(answered.touchpoint, answered.channel)),
        ),
        members=tuple(_member(audit, visit, answered.criterion) for visit in bare),
        touchpoints=() if answered.touchpoint is None else (answered.touchpoint,),
        channels=() if answered.channel is None else (answered.channel,),
        advice=say("add the file to the audit's evidence/ folder and name it at the answer"),
    )


def _member(audit: Audit, visit: Visit, criterion: str) -> Member:
    unit = Unit(visit.touchpoint, visit.channel, visit.location)
    return Member(
        label=unit_label(audit, unit, visit.language),
        unit=unit,
        written=visit.written.at("answers", criterion),
        value=visit.answers[criterion].answer,
    )


RULE = Rule(
    "TPR002", say("An answer that needs evidence has none"), Severity.MINOR, __doc__ or "", select, judge, internal=True
)
