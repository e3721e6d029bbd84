"""How it feels at each touchpoint: what customers answered, and what auditors wrote on their visits."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from tpm_audit.figures.customer_answers import Answered, CustomerAnswers
from tpm_audit.figures.emotions import emotions
from tpm_audit.model.audit import Audit, Unit
from tpm_audit.model.emotion_records import EmotionsRecord, Feeler
from tpm_audit.model.surveys import Measure


def emotion_records(audit: Audit, found: CustomerAnswers) -> tuple[EmotionsRecord, ...]:
    """Return emotions in the order of the journey, customers' before auditors'; nothing if no customer was asked."""
    customers: dict[str, list[Answered]] = defaultdict(list)
    for one in found.latest:
        if one.question.measures is Measure.EMOTION and one.unit.touchpoint is not None:
            customers[one.unit.touchpoint].append(one)
    felt = _of_auditors(audit)
    if not customers:
        return ()
    return tuple(
        record
        for touchpoint in audit.touchpoints
        for record in (
            *(_of_customers(one) for one in customers.get(touchpoint, ())),
            *_records(Unit(touchpoint), Feeler.AUDITORS, None, felt.get(touchpoint, ())),
        )
    )


def _of_auditors(audit: Audit) -> Mapping[str, Sequence[Fraction]]:
    """Return the emotions of visits by touchpoint; an assumption is none."""
    felt: dict[str, list[Fraction]] = defaultdict(list)
    for visit in audit.visits:
        if visit.rates and visit.touchpoint is not None and visit.emotion is not None:
            felt[visit.touchpoint].append(visit.emotion)
    return felt


def _of_customers(one: Answered) -> EmotionsRecord:
    said = [answer for answer, n in one.tally.counts.items() for _ in range(n)] if one.figures else []
    records = _records(one.unit, Feeler.CUSTOMERS, one.survey.id, said)
    hidden = EmotionsRecord(one.unit.touchpoint or "", one.unit.channel, Feeler.CUSTOMERS, one.survey.id, one.tally.n)
    return next(records, hidden)


def _records(unit: Unit, of: Feeler, survey: str | None, values: Sequence[Fraction]) -> Iterator[EmotionsRecord]:
    """Yield how values are spread; nothing without any."""
    spread = emotions(values)
    if spread is not None:
        low, high = spread.band or (None, None)
        yield EmotionsRecord(
            touchpoint=unit.touchpoint or "",
            channel=unit.channel,
            of=of,
            survey=survey,
            n=spread.n,
            median=spread.median,
            low=low,
            high=high,
            positive=spread.positive,
            neutral=spread.neutral,
            negative=spread.negative,
        )
