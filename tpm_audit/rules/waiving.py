"""Which findings are meant by a waiver or an action, which of their places, and what waivers come to on a day."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from tpm_audit.model.audit import Audit, Unit
from tpm_audit.model.findings import Finding, Member, SubjectKind
from tpm_audit.model.match import Match
from tpm_audit.model.waivers import COVERING, Waiver, WaiverState

Places: TypeAlias = frozenset[int]  # positions among the members of a finding; none where it is meant as a whole


@dataclass(frozen=True, slots=True)
class Waived:
    """A waiver, what it comes to, and the findings that it is about, each with the places that are meant."""

    waiver: Waiver
    state: WaiverState
    meant: Mapping[str, Places]


def meant_by(audit: Audit, match: Match, findings: Iterable[Finding]) -> dict[str, Places]:
    """Return the findings that a match is about, by identity, each with the places of it that are meant."""
    places = ((one.identity, _meant(audit, match, one)) for one in findings)
    return {identity: meant for identity, meant in places if meant is not None}


def waive(
    audit: Audit, findings: Sequence[Finding], day: datetime.date
) -> tuple[tuple[Finding, ...], tuple[Waived, ...]]:
    """Return the findings with the waivers that cover them or some of their places, and all waivers."""
    by_key: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        for key in (finding.identity, finding.rule, *_own_rule(finding)):
            by_key[key].append(finding)
    waived = tuple(_waived(audit, one, by_key, day) for one in audit.waivers.values())
    covers: dict[str, list[tuple[str, Places]]] = defaultdict(list)
    for one in waived:
        for identity, places in one.meant.items() if one.state in COVERING else ():
            covers[identity].append((one.waiver.id, places))
    return tuple(_covered(one, covers[one.identity]) if one.identity in covers else one for one in findings), waived


def _waived(audit: Audit, waiver: Waiver, by_key: Mapping[str, list[Finding]], day: datetime.date) -> Waived:
    match = waiver.match
    meant = meant_by(audit, match, by_key.get(match.finding or match.rule or "", ()))
    return Waived(waiver, _state(waiver, len(meant), day), meant)


def _state(waiver: Waiver, matches: int, day: datetime.date) -> WaiverState:
    if waiver.has_expired(day):
        return WaiverState.EXPIRED
    if not matches:
        return WaiverState.UNUSED
    if matches > waiver.max_matches:
        return WaiverState.TOO_MANY
    return WaiverState.SOON if waiver.expires_soon(day) else WaiverState.VALID


def _own_rule(finding: Finding) -> tuple[str, ...]:
    return finding.subject.ids[:1] if finding.subject.kind is SubjectKind.OWN_RULE else ()


def _meant(audit: Audit, match: Match, finding: Finding) -> Places | None:
    """Return which places of a finding are meant, None where it is not."""
    subject = finding.subject
    if (
        match.finding not in (None, finding.identity)
        or match.rule not in (None, finding.rule, *_own_rule(finding))
        or (
            match.criteria is not None
            and not (subject.kind is SubjectKind.CRITERION and subject.ids[0] in match.criteria)
        )
    ):
        return None
    deviating = [at for at, member in enumerate(finding.members) if member.deviates]
    meant = deviating
    if match.facts is not None:
        if subject.kind is SubjectKind.FACT:
            meant = meant if subject.ids[0] in match.facts else []
        else:
            meant = [at for at in meant if finding.members[at].fact in match.facts]
        if not meant:
            return None
    if match.asks_places:
        if not deviating:
            return frozenset() if _is_about_touchpoints(audit, match, finding) else None
        meant = [at for at in meant if _is_at(audit, match, finding.members[at])]
        if not meant:
            return None
    return frozenset(meant)


def _is_at(audit: Audit, match: Match, member: Member) -> bool:
    return match.selects(audit.traits(member.unit, member.language))


def _is_about_touchpoints(audit: Audit, match: Match, finding: Finding) -> bool:
    return any(match.selects(audit.traits(Unit(one))) for one in finding.touchpoints)


def _covered(finding: Finding, covers: Sequence[tuple[str, Places]]) -> Finding:
    """Return a finding whose covered places do not count; where none is left, it does not count itself."""
    waiver_at: dict[int, str] = {}
    for waiver, places in covers:
        waiver_at = {**dict.fromkeys(places, waiver), **waiver_at}
    members = tuple(replace(one, waiver=waiver_at.get(at)) for at, one in enumerate(finding.members))
    is_open = any(member.deviates and member.waiver is None for member in members)
    return replace(finding, members=members, waiver=None if is_open else covers[0][0])
