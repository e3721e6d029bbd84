"""What changed of each criterion since the closed audit before; of the report of an audit it is a part."""

from tpm_audit.history.compared import criterion_changes
from tpm_audit.history.compared_ratings import ratings, side_by_side
from tpm_audit.history.current_ids import current_ids
from tpm_audit.history.shown_still import ShownStill
from tpm_audit.model.comparison import ChangeVerdict, CriteriaSince
from tpm_audit.model.context import CurrentId
from tpm_audit.model.past import RatedPast
from tpm_audit.model.result import Result


def criteria_since(past: RatedPast, now: Result, rename: CurrentId, shown: ShownStill) -> CriteriaSince:
    """Return what changed from an earlier audit to a detailed result, without what is hidden by now."""
    then = shown.ratings(ratings(past, current_ids(past, rename)))
    changes = criterion_changes(side_by_side(then, ratings(now, current_ids(now, rename))))
    changed = tuple(one for one in changes if one.verdict is not ChangeVerdict.UNCHANGED)
    return CriteriaSince(
        audit=past.audit.id,
        changes=changed,
        unchanged=len(changes) - len(changed),
        tests=sum(one.p is not None for one in changes),
    )
