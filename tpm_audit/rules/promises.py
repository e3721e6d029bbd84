"""Findings about the work itself: waivers, and actions that somebody has promised."""

from collections.abc import Sequence

from tpm_audit.model.actions import Action
from tpm_audit.model.findings import Finding, Member, Subject, SubjectKind
from tpm_audit.rules.rule import Examined
from tpm_audit.rules.subjects import named_ids
from tpm_audit.rules.waiving import Waived
from tpm_audit.source.message import Message


def waiver_finding(examined: Examined, code: str, waived: Waived, headline: Message, advice: Message) -> Finding:
    """Return the finding of a rule about a waiver; who approved it has to see to it."""
    waiver = waived.waiver
    return Finding(
        rule=code,
        severity=examined.severity(code),
        subject=Subject(SubjectKind.WAIVER, (waiver.id,), (waiver.first_id,)),
        headline=headline,
        members=(),
        standard_written=waiver.written,
        advice=advice,
        state=tuple(sorted(waived.meant)),
        owners=named_ids((waiver.approved_by,)),
    )


def action_finding(
    examined: Examined, code: str, action: Action, headline: Message, advice: Message, members: Sequence[Member] = ()
) -> Finding:
    """Return the finding of a rule about an action; its owner has to see to it."""
    return Finding(
        rule=code,
        severity=examined.severity(code),
        subject=Subject(SubjectKind.ACTION, (action.id,), (action.first_id,)),
        headline=headline,
        members=tuple(members),
        standard_written=action.written,
        advice=advice,
        touchpoints=named_ids(member.unit.touchpoint for member in members),
        channels=named_ids(member.unit.channel for member in members),
        owners=named_ids((action.owner,)),
    )
