"""Checklists and items as the result holds them: questions, answers, notes."""

from collections.abc import Callable
from fractions import Fraction

from tpm_audit.model.audit import Audit
from tpm_audit.model.outcomes import Item, RatedPlace, Rating
from tpm_audit.model.result import (
    AnswerRecord,
    ChecklistRecord,
    CriterionRecord,
    Figures,
    ItemPlaceRecord,
    ItemRecord,
)
from tpm_audit.source.message import Localised


def checklist_records(audit: Audit, figures_of: Callable[[str], Figures]) -> tuple[ChecklistRecord, ...]:
    """Return the checklists of the audit; each one's share of the rated weight beside its figures."""
    figures = {id_: figures_of(id_) for id_ in audit.plan.checklists}
    weights = {id_: one.score.rated_weight if one.score else Fraction(0) for id_, one in figures.items()}
    total = sum(weights.values(), Fraction(0))
    return tuple(
        ChecklistRecord(
            id=id_,
            name=audit.checklists[id_].shown_name(),
            criteria=tuple(
                CriterionRecord(
                    id=one.id,
                    ask=one.ask,
                    why=one.why,
                    section=one.section,
                    weight=one.weight,
                    knockout=one.knockout,
                    scale=audit.scale(audit.checklists[id_], one).id,
                )
                for one in audit.checklists[id_].criteria.values()
            ),
            figures=figures[id_],
            share_of_weight=weights[id_] / total if total else None,
        )
        for id_ in audit.plan.checklists
    )


def item_records(audit: Audit, items: tuple[Item, ...]) -> tuple[ItemRecord, ...]:
    """Return every expected item with what each auditor answered."""
    return tuple(
        ItemRecord(
            checklist=item.checklist,
            criterion=item.criterion,
            touchpoint=item.touchpoint,
            channel=item.channel,
            share=_mean([place.share for place in item.places if place.share is not None]),
            places=tuple(_place(audit, item, place) for place in item.places),
        )
        for item in items
    )


def _mean(shares: list[Fraction]) -> Fraction | None:
    return shares[0] if len(shares) == 1 else sum(shares, Fraction(0)) / len(shares) if shares else None


def _place(audit: Audit, item: Item, place: RatedPlace) -> ItemPlaceRecord:
    return ItemPlaceRecord(
        location=place.location,
        language=place.language,
        share=place.share,
        not_applicable=place.not_applicable,
        disputed=place.disputed,
        answers=tuple(_answer(audit, item, rating) for rating in place.ratings),
    )


def _answer(audit: Audit, item: Item, rating: Rating) -> AnswerRecord:
    checklist = audit.checklists[item.checklist]
    levels = audit.scale(checklist, checklist.criteria[item.criterion]).names
    said = [visit.answers[item.criterion] for visit in rating.visits]
    return AnswerRecord(
        auditor=audit.person_name(rating.auditor),
        answers=tuple(levels.get(answer, Localised({"": answer})) for answer in rating.answers),
        share=rating.share,
        note=next((one.note for one in said if one.note is not None), None),
        reason=next((one.reason for one in said if one.reason is not None), None),
    )
