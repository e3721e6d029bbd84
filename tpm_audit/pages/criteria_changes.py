"""What changed of each criterion from one audit to the next, on the page of both."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from tpm_audit.history.criteria_words import how_sure, told, unchanged_said, verdict_said
from tpm_audit.language.catalogue import Language
from tpm_audit.model.comparison import CriteriaSince, CriterionChange
from tpm_audit.model.entry import Edition
from tpm_audit.model.result import EarlierRecord, Result
from tpm_audit.pages.page import criterion_path
from tpm_audit.pages.parts import change_badge, p_said, sentence
from tpm_audit.render.words import Badge, Link
from tpm_audit.source.message import Message, Sayable, say


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """A criterion that changed: what can be said of it, how sure that is, and at how many items it fell and rose."""

    criterion: Link
    verdict: Badge
    why: tuple[Message, ...]
    items: str
    fell: str
    rose: str


@dataclass(frozen=True, slots=True)
class LeftRow:
    """A criterion that cannot be compared, and why."""

    criterion: Link
    why: Sayable


@dataclass(frozen=True, slots=True)
class CriteriaChanges:
    """What changed of the criteria of two audits; ``left`` cannot be compared."""

    lead: tuple[str, ...]
    rows: tuple[CriterionRow, ...]
    notes: tuple[Message, ...]
    left: tuple[LeftRow, ...]
    left_said: Message

    @classmethod
    def of(cls, since: CriteriaSince, result: Result, language: Language) -> Self:
        """Return what an audit keeps of it; criteria that are still asked lead to where they are answered."""
        asked = {one.id: checklist.id for checklist in result.checklists for one in checklist.criteria}
        changed = told(since.changes)
        left = tuple(LeftRow(_criterion(one, asked), one.reason) for one in since.changes if one.reason is not None)
        return cls(
            lead=tuple(sentence(language.say(one)) for one in _lead(since)),
            rows=tuple(_row(one, asked, language) for one in changed),
            notes=tuple(how_sure(changed, since.tests)),
            left=left,
            left_said=say("{n} criterion is not comparable", "{n} criteria are not comparable", n=len(left)),
        )


def criteria_changes(
    then: EarlierRecord, now: EarlierRecord, result: Result, language: Language
) -> CriteriaChanges | Message | None:
    """Return what changed of criteria, else that it was not kept; None where neither audit asked any."""
    since = now.criteria
    if since is None or since.audit != then.id:
        return _not_kept(then, now, result.edition)
    return CriteriaChanges.of(since, result, language) if since.changes or since.unchanged else None


def _not_kept(then: EarlierRecord, now: EarlierRecord, edition: Edition) -> Message:
    if edition is Edition.CLIENT:
        return say("How each criterion changed was not kept when {audit} was closed.", audit=now.name)
    return say(
        "How each criterion changed was not kept when {audit} was closed; '{command}' tells it.",
        audit=now.name,
        command=f"tpm-audit diff {then.id} {now.id}",
    )


def _lead(since: CriteriaSince) -> Iterator[Message]:
    yield verdict_said(since.changes, since.unchanged)
    if since.unchanged and any(one.reason is None for one in since.changes):
        yield unchanged_said(since.unchanged)


def _row(one: CriterionChange, asked: Mapping[str, str], language: Language) -> CriterionRow:
    mixed = (say("{n} moved both ways", n=one.mixed),) if one.mixed else ()
    return CriterionRow(
        criterion=_criterion(one, asked),
        verdict=change_badge(one.verdict),
        why=(*(() if one.adjusted_p is None else (p_said(one.adjusted_p),)), *mixed),
        items=language.number(one.items),
        fell=language.number(one.fell),
        rose=language.number(one.rose),
    )


def _criterion(one: CriterionChange, asked: Mapping[str, str]) -> Link:
    return Link(one.ask, criterion_path(asked[one.id], one.id) if one.id in asked else None)
