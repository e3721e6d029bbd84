"""The change between two audits: better, worse, not demonstrable, or not comparable.

Criteria are compared at the items that both audits rated, as far as both ask the same question on the same scale; else
they are not comparable. A network of branches is compared at the branches that both rated. What was n/a or untested in
one of the two is neither better nor worse. Of each item it counts whether its value fell or rose; what stayed the same
drops out. p is that of the exact two-sided sign test (of pass and fail it is McNemar's): how often chance alone would
have so many point one way. The more criteria are tested, the more of them look remarkable by chance: Holm's method
makes every p larger for it. "Better" and "worse" are said below .05, else the change is "not demonstrable"; fewer than
six changes can never be told from chance. Only where nothing moved at any place it is "unchanged": one item better and
one worse is not the same. All of it is indicative, for the items of one audit are not independent of each other.

The change of the score and of the consistency index is stated as it is, without a test: items are chosen, not drawn. It
is split into what changed where both looked, what other weights did, and the rest, another scope: what entered and
what left, and what that is on the other side. What is asked otherwise, or held to another standard, is another scope.

Source: methods.md, "Change between two audits or waves".
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import tpm_audit
from tpm_audit.figures.holm import holm
from tpm_audit.figures.sign_test import SIGNIFICANT, sign_test
from tpm_audit.history.compared_figures import consistency_change, score_change
from tpm_audit.history.compared_findings import recorded_changes, worked_out_changes
from tpm_audit.history.compared_ratings import Asked, Pair, SideBySide, ratings, side_by_side, why_not
from tpm_audit.history.current_ids import CurrentIds, current_ids
from tpm_audit.model.comparison import ChangeVerdict, ChecklistChange, Comparison, CriterionChange, SideRecord
from tpm_audit.model.context import CurrentId, Kind
from tpm_audit.model.result import SCHEMA_VERSION, AuditRecord, ChecklistRecord, Result
from tpm_audit.source.message import Message, say


@dataclass(frozen=True, slots=True)
class Side:
    """A detailed result of an audit, and the git revision that it was made from, if from one."""

    result: Result
    audit: AuditRecord
    revision: str | None = None
    commit: str | None = None


def compared(then: Side, now: Side, rename: CurrentId) -> Comparison:
    """Return what changed from one result to another of the same edition; ``rename`` leads from old ids to the present.

    p and adjusted p are exact. What becomes of findings is the record of the later result, where it was held against
    the earlier one.
    """
    results = then.result, now.result
    ids = current_ids(then.result, rename), current_ids(now.result, rename)
    both = side_by_side(*(ratings(result, of) for result, of in zip(results, ids, strict=True)))
    criteria = criterion_changes(both)
    past = now.result.past
    is_recorded = past is not None and past.id == then.audit.id and then.audit.closed_on is not None
    return Comparison(
        schema=SCHEMA_VERSION,
        tool=tpm_audit.__version__,
        edition=now.result.edition,
        then=_side(then),
        now=_side(now),
        criteria=criteria,
        tests=sum(one.p is not None for one in criteria),
        checklists=tuple(_checklists(results, ids, both)),
        score=score_change(results, both),
        consistency=consistency_change(results, ids),
        findings=recorded_changes(now.result, past.id, past.absent)
        if past is not None and is_recorded
        else worked_out_changes(then.result, now.result, ids),
        recorded=is_recorded,
    )


def _side(side: Side) -> SideRecord:
    audit = side.audit
    return SideRecord(
        audit=audit.id,
        name=audit.name,
        first_day=audit.first_day,
        last_day=audit.last_day,
        closed_on=audit.closed_on,
        as_of=side.result.as_of,
        revision=side.revision,
        commit=side.commit,
    )


def criterion_changes(both: SideBySide) -> tuple[CriterionChange, ...]:
    """Return what changed of each criterion, in the order in which they are asked now; then those asked no more."""
    return _judged(tuple(_criteria(both)))


def _criteria(both: SideBySide) -> Iterator[CriterionChange]:
    then, now = both.then, both.now
    of_criterion: dict[str, list[Pair]] = defaultdict(list)
    for key, pair in both.pairs.items():
        of_criterion[key.criterion].append(pair)
    for id_, asked in {**now.asked, **{id_: one for id_, one in then.asked.items() if id_ not in now.asked}}.items():
        reason = why_not(then.asked.get(id_), now.asked.get(id_))
        yield _criterion(id_, asked, reason, of_criterion[id_])


def _criterion(id_: str, asked: Asked, reason: Message | None, rated: Sequence[Pair]) -> CriterionChange:
    """Return what changed of a criterion; its verdict stands on all tests and is made later."""
    reason = reason or (None if rated else say("nothing was rated in both"))
    values = [pair.values for pair in rated]
    fell, rose = sum(was > is_ for was, is_ in values), sum(was < is_ for was, is_ in values)
    stayed = sum(pair.then == pair.now for pair in rated)
    return CriterionChange(
        id=id_,
        checklist=asked.checklist,
        ask=asked.criterion.ask,
        verdict=ChangeVerdict.NOT_COMPARABLE,
        reason=reason,
        items=len(rated),
        fell=fell,
        rose=rose,
        mixed=len(rated) - fell - rose - stayed,
        unchanged=stayed,
        p=sign_test(fell, rose),
        adjusted_p=None,
    )


def _judged(criteria: tuple[CriterionChange, ...]) -> tuple[CriterionChange, ...]:
    """Return the criteria with the p that stands on all tests, and the verdict that it allows."""
    adjusted = iter(holm([one.p for one in criteria if one.p is not None]))
    ps = [None if one.p is None else next(adjusted) for one in criteria]
    return tuple(replace(one, adjusted_p=p, verdict=_verdict(one, p)) for one, p in zip(criteria, ps, strict=True))


def _verdict(one: CriterionChange, p: Fraction | None) -> ChangeVerdict:
    if one.reason is not None:
        return ChangeVerdict.NOT_COMPARABLE
    if p is not None and p < SIGNIFICANT:
        return ChangeVerdict.BETTER if one.rose > one.fell else ChangeVerdict.WORSE
    return ChangeVerdict.UNCHANGED if one.unchanged == one.items else ChangeVerdict.NOT_DEMONSTRABLE


def _checklists(
    results: tuple[Result, Result], ids: tuple[CurrentIds, CurrentIds], both: SideBySide
) -> Iterator[ChecklistChange]:
    """Yield the checklists of both, in the order of now."""
    before = {ids[0].of(Kind.CHECKLIST, one.id): one for one in results[0].checklists}
    for checklist in results[1].checklists:
        id_ = ids[1].of(Kind.CHECKLIST, checklist.id)
        if id_ in before:
            asked_then, asked_now = _criteria_of(before[id_], ids[0]), _criteria_of(checklist, ids[1])
            yield ChecklistChange(
                id=id_,
                name=checklist.name,
                version_then=before[id_].version,
                version_now=checklist.version,
                comparable=sum(one in both.alike for one in asked_now),
                only_then=tuple(one for one in asked_then if one not in both.now.asked),
                only_now=tuple(one for one in asked_now if one not in both.then.asked),
            )


def _criteria_of(checklist: ChecklistRecord, ids: CurrentIds) -> tuple[str, ...]:
    return tuple(ids.of(Kind.CRITERION, one.id) for one in checklist.criteria)
