"""What changed at the places of a finding that is found still, and whether it is the same for that.

Two audits are asked it, or two results; both tell the places in the same ids.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tpm_audit.history.second_look import STATE_OF, SecondLook, may_be, unit_of
from tpm_audit.model.audit import Unit
from tpm_audit.model.entry import Severity
from tpm_audit.model.findings import Finding
from tpm_audit.model.past import OF_OTHER_PLACES
from tpm_audit.model.result import FindingRecord, MemberRecord, PlaceChangeRecord
from tpm_audit.model.said import JsonValue, sayable_json
from tpm_audit.model.states import NEW, UNCHANGED, UNCHECKED, UPDATED
from tpm_audit.source.message import Sayable


class ShownAt(NamedTuple):
    """Where a finding shows: the unit, the fact where it is about more than one, and the language."""

    unit: Unit
    fact: str | None
    language: str | None

    def may_be(self, other: "ShownAt") -> bool:
        """Say whether this is the other place."""
        return self[:2] == other[:2] and may_be(self.language, other.language)


class Shown(NamedTuple):
    """A place of a finding, and what is wrong there."""

    at: ShownAt
    label: Sayable
    value: Sayable | None


class Still(NamedTuple):
    """A finding that is there: its severity, the hash of its state, and its places that deviate."""

    severity: Severity
    state_hash: str
    places: Sequence[Shown]

    @classmethod
    def of(cls, finding: Finding | FindingRecord) -> "Still":
        """Return it of a finding of an audit, or of a result."""
        if isinstance(finding, FindingRecord):
            shown = tuple(Shown(place_of(one), one.label, one.value) for one in finding.deviating)
        else:
            deviating = (one for one in finding.members if one.deviates)
            shown = tuple(Shown(ShownAt(one.unit, one.fact, one.language), one.label, one.value) for one in deviating)
        return cls(finding.severity, finding.state_hash, shown)

    def changes(self, then: FindingRecord, again: SecondLook) -> Iterator[PlaceChangeRecord]:
        """Yield the places that it has got, those where something else is wrong now, and what became of others."""
        after: dict[ShownAt, list[Shown]] = defaultdict(list)
        for one in self.places:
            after[one.at].append(one)
        near: dict[object, list[MemberRecord]] = defaultdict(list)  # of the same unit and fact, in whatever language
        for member in then.deviating:
            near[place_of(member)[:2]].append(member)
        for place, found in after.items():
            there = [one for one in near[place[:2]] if place_of(one).may_be(place)]
            before = [one.value for one in [one for one in there if place_of(one) == place] or there]
            if not before:
                yield PlaceChangeRecord(found[0].label, NEW, place.unit.touchpoint)
            elif _written(one.value for one in found) != _written(before):
                yield PlaceChangeRecord(found[0].label, UPDATED, place.unit.touchpoint)
        for label, state, touchpoint in dict.fromkeys(
            (one.label, STATE_OF[again.place(then, one)], one.touchpoint) for one in self.left(then)
        ):
            yield PlaceChangeRecord(label, state, touchpoint)

    def left(self, then: FindingRecord) -> Iterator[MemberRecord]:
        """Yield the places of then at which it does not show any more."""
        there: dict[object, set[ShownAt]] = defaultdict(set)
        for shown in self.places:
            there[shown.at[:2]].add(shown.at)
        for one in then.deviating:
            at = place_of(one)
            if not any(at.may_be(other) for other in there[at[:2]]):
                yield one

    def state(self, then: FindingRecord, changes: Iterable[PlaceChangeRecord]) -> str:
        """Return whether it is as it was; a place that was not looked at again is.

        Only where both hashes are of the same places do they say anything of the rest.
        """
        if then.severity is not self.severity or any(one.state != UNCHECKED for one in changes):
            return UPDATED
        same_places = {place_of(one) for one in then.deviating} == {one.at for one in self.places}
        is_other = same_places and then.state_hash not in (OF_OTHER_PLACES, self.state_hash)
        return UPDATED if is_other else UNCHANGED


def place_of(member: MemberRecord) -> ShownAt:
    """Return where a finding showed."""
    return ShownAt(unit_of(member), member.fact, member.language)


def _written(values: Iterable[Sayable | None]) -> list[JsonValue]:
    return sorted((None if value is None else sayable_json(value) for value in values), key=repr)
