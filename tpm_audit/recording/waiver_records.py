"""Waivers as the result holds them; the client's edition says neither why nor by whom."""

from collections.abc import Callable, Iterable, Iterator

from tpm_audit.model.audit import Audit
from tpm_audit.model.entry import Edition, Written
from tpm_audit.model.match import Match
from tpm_audit.model.result import WaiverRecord
from tpm_audit.model.waivers import COVERING, WaiverState
from tpm_audit.rules.waiving import Waived


def waiver_records(
    audit: Audit, waived: Iterable[Waived], place: Callable[[Written | None], str | None]
) -> tuple[WaiverRecord, ...]:
    """Return the waivers, in the order in which they are written; for the client those that cover something."""
    is_internal = audit.edition is Edition.INTERNAL
    return tuple(
        WaiverRecord(
            id=one.waiver.id,
            name=one.waiver.shown_name(),
            type=one.waiver.type,
            reason=one.waiver.reason if is_internal else None,
            approved_by=None if one.waiver.approved_by is None else audit.person_name(one.waiver.approved_by),
            approved_on=one.waiver.approved_on,
            expires=one.waiver.expires,
            state=one.state if is_internal else WaiverState.VALID,
            findings=tuple(sorted(one.meant)),
            place=place(one.waiver.written),
            match=tuple(_match(one.waiver.match)) if is_internal else (),
        )
        for one in waived
        if is_internal or one.state in COVERING
    )


def _match(match: Match) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the keys that a match asks by, with the ids that they name."""
    for key, said in (("finding", match.finding), ("rule", match.rule)):
        if said is not None:
            yield key, (said,)
    lists = {
        "facts": match.facts,
        "criteria": match.criteria,
        "touchpoints": match.touchpoints,
        "channels": match.channels,
        "locations": match.locations,
        "phases": match.phases,
    }
    yield from ((key, ids) for key, ids in lists.items() if ids is not None)
