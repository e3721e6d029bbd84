"""Items as the result holds them: answers, notes."""

from fractions import Fraction

from tpm_audit.figures.criterion_score import expected_shares, is_below
from tpm_audit.model.audit import Audit
from tpm_audit.model.outcomes import Item, RatedPlace, Rating
from tpm_audit.model.result import AnswerRecord, ItemPlaceRecord, ItemRecord
from tpm_audit.source.message import Localised


def item_records(audit: Audit, items: tuple[Item, ...]) -> tuple[ItemRecord, ...]:
    """Return every expected item with what each auditor answered."""
    expected = expected_shares(audit)
    return tuple(
        ItemRecord(
            checklist=item.checklist,
            criterion=item.criterion,
            touchpoint=item.touchpoint,
            channel=item.channel,
            share=_mean([place.share for place in item.places if place.share is not None]),
            places=tuple(_place(audit, item, place, expected[item.criterion]) for place in item.places),
        )
        for item in items
    )


def _mean(shares: list[Fraction]) -> Fraction | None:
    return shares[0] if len(shares) == 1 else sum(shares, Fraction(0)) / len(shares) if shares else None


def _place(audit: Audit, item: Item, place: RatedPlace, expects: Fraction) -> ItemPlaceRecord:
    return ItemPlaceRecord(
        location=place.location,
        language=place.language,
        share=place.share,
        not_applicable=place.not_applicable,
        disputed=place.disputed,
        below=is_below(place, expects),
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
        dates=tuple(dict.fromkeys(visit.date for visit in rating.visits)),
    )
