"""What is wrong at a place where another finding was before: a wrong number that is missing now, or the reverse.

The two are findings of their own, for each rule says its own thing, and they lead to each other. One that is wrong
nowhere but where something was wrong before, and weighs no more than that, is no step back.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from tpm_audit.history.second_look import FactAt, may_be
from tpm_audit.model.findings import Finding, Member, SubjectKind
from tpm_audit.model.result import FindingRecord, MemberRecord

Place: TypeAlias = tuple[FindingRecord, MemberRecord]  # of an earlier audit


@dataclass(frozen=True, slots=True)
class FoundOtherwise:
    """Knows the places of facts that were looked at again and are not right in another way."""

    places: Mapping[FactAt, tuple[Place, ...]]

    @classmethod
    def of(cls, places: Iterable[Place]) -> "FoundOtherwise":
        """Return what knows these places."""
        at: dict[FactAt, list[Place]] = defaultdict(list)
        for finding, member in places:
            if finding.subject is SubjectKind.FACT:
                at[finding.subject_ids[0], member.channel, member.location].append((finding, member))
        return cls({key: tuple(several) for key, several in at.items()})

    def formerly(self, finding: Finding) -> tuple[str, ...]:
        """Return the ids of what was found before where a finding is now."""
        return tuple(sorted({then.id for member in _deviating(finding) for then, _ in self._at(finding, member)}))

    def is_no_step_back(self, finding: Finding) -> bool:
        """Say whether each place of a finding was wrong before, accepted by nobody, and weighed no less."""
        places = [self._at(finding, member) for member in _deviating(finding)]
        return bool(places) and all(
            any(_counted(*one) and one[0].severity.rank <= finding.severity.rank for one in there) for there in places
        )

    def _at(self, finding: Finding, member: Member) -> tuple[Place, ...]:
        if finding.subject.kind is not SubjectKind.FACT:
            return ()
        unit = member.unit
        there = self.places.get((finding.subject.ids[0], unit.channel, unit.location), ())
        return tuple(
            (then, was)
            for then, was in there
            if then.id != finding.identity
            and (was.touchpoint == unit.touchpoint or None in (was.touchpoint, unit.touchpoint))
            and may_be(was.language, member.language)
        )


def _deviating(finding: Finding) -> list[Member]:
    return [one for one in finding.members if one.deviates]


def _counted(then: FindingRecord, was: MemberRecord) -> bool:
    return then.waiver is None and was.waiver is None
