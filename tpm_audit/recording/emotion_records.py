"""How it feels at each touchpoint: what customers answered, and what auditors wrote on their visits."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
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
            *([_spread(Unit(touchpoint), Feeler.AUDITORS, felt[touchpoint])] if touchpoint in felt else ()),
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
    felt = _spread(one.unit, Feeler.CUSTOMERS, said)
    return replace(felt, n=one.tally.n, survey=one.survey.id, size=one.size)


def _spread(unit: Unit, of: Feeler, values: Sequence[Fraction]) -> EmotionsRecord:
    """Return how values are spread, of none that there are none."""
    nothing = EmotionsRecord(unit.touchpoint or "", unit.channel, of, survey=None, n=0, size=None)
    spread = emotions(values)
    if spread is None:
        return nothing
    low, high = spread.band or (None, None)
    return replace(
        nothing,
        n=spread.n,
        median=spread.median,
        low=low,
        high=high,
        positive=spread.positive,
        neutral=spread.neutral,
        negative=spread.negative,
    )
