"""What a finding shows at, by the ids that things had first: a rename alone makes no finding another."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from tpm_audit.model.audit import Audit, Unit
from tpm_audit.model.entry import Entry
from tpm_audit.model.findings import Finding, Member


def by_first_ids(findings: Iterable[Finding], audit: Audit) -> list[Finding]:
    """Return the findings; members at what was renamed since it was first written know its first id."""
    touchpoints, channels = _renamed(audit.touchpoints), _renamed(audit.channels)
    locations, facts = _renamed(audit.locations), _renamed(audit.facts)
    if not (touchpoints or channels or locations or facts):
        return list(findings)

    def with_first(member: Member) -> Member:
        touchpoint, channel, location = member.unit
        unit = Unit(
            touchpoints.get(touchpoint or "", touchpoint),
            channels.get(channel or "", channel),
            locations.get(location or "", location),
        )
        fact = facts.get(member.fact or "", member.fact)
        return member if (unit, fact) == (member.unit, member.fact) else replace(member, first=(unit, fact))

    return [replace(finding, members=tuple(map(with_first, finding.members))) for finding in findings]


def _renamed(things: Mapping[str, Entry]) -> dict[str, str]:
    return {id_: thing.first_id for id_, thing in things.items() if thing.renamed_from}
