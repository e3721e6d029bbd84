"""What the things of a result are called now: a thing that was renamed is the same thing."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tpm_audit.model.audit import Unit
from tpm_audit.model.context import CurrentId, Kind
from tpm_audit.model.result import Result


@dataclass(frozen=True, slots=True)
class CurrentIds:
    """Leads from the ids of one result to those of now, both by kind."""

    by_kind: Mapping[Kind, Mapping[str, str]]
    rename: CurrentId

    def of(self, kind: Kind, id_: str) -> str:
        """Return the id that a thing has now."""
        own = self.by_kind.get(kind, {})
        return own[id_] if id_ in own else self.rename(kind, id_)

    def any(self, kind: Kind, id_: str | None) -> str | None:
        """Return the same of what may have no id, which stays without one."""
        return None if id_ is None else self.of(kind, id_)

    def unit(self, touchpoint: str | None, channel: str | None, location: str | None) -> Unit:
        """Return a unit by the ids of now."""
        return Unit(
            self.any(Kind.TOUCHPOINT, touchpoint), self.any(Kind.CHANNEL, channel), self.any(Kind.LOCATION, location)
        )


def current_ids(result: Result, rename: CurrentId) -> CurrentIds:
    """Return what the things of a result are called now.

    Of several that became one none can be held against it: each keeps the id that it had.
    """
    own: Mapping[Kind, Iterable[str]] = {
        Kind.TOUCHPOINT: (one.id for one in result.touchpoints),
        Kind.CHANNEL: (one.id for one in result.channels),
        Kind.LOCATION: (one.id for one in result.locations),
        Kind.PHASE: (one.id for one in result.phases),
        Kind.FACT: (one.id for one in result.facts),
        Kind.CHECKLIST: (one.id for one in result.checklists),
        Kind.CRITERION: (criterion.id for checklist in result.checklists for criterion in checklist.criteria),
        Kind.OWN_RULE: (rule.own for rule in result.rules if rule.own is not None),
    }
    return CurrentIds({kind: _renamed(kind, tuple(ids), rename) for kind, ids in own.items()}, rename)


def _renamed(kind: Kind, ids: tuple[str, ...], rename: CurrentId) -> Mapping[str, str]:
    now = {id_: rename(kind, id_) for id_ in ids}
    taken = Counter(now.values())
    return {id_: new if taken[new] == 1 else id_ for id_, new in now.items()}
