"""How it feels at each touchpoint: what customers answered, and what auditors wrote on their visits."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from tpm_audit.figures.customer_answers import Answered, CustomerAnswers
from tpm_audit.figures.emotions import emotions
from tpm_audit.model.audit import Audit
from tpm_audit.model.emotion_records import EmotionsRecord, Feeler
from tpm_audit.model.judged import Judged
from tpm_audit.model.surveys import Measure


def emotion_records(audit: Audit, found: CustomerAnswers) -> tuple[EmotionsRecord, ...]:
    """Return emotions in the order of the journey, customers' before auditors'; nothing if no customer was asked."""
    customers: dict[str, list[Answered]] = defaultdict(list)
    for one in found.latest:
        if one.question.measures is Measure.EMOTION and one.judged.touchpoint is not None:
            customers[one.judged.touchpoint].append(one)
    if not customers:
        return ()
    felt = _of_auditors(audit)
    return tuple(
        record
        for touchpoint in audit.touchpoints
        for record in (
            *(_of_customers(one) for one in customers.get(touchpoint, ())),
            *([_spread(Judged(touchpoint), Feeler.AUDITORS, felt[touchpoint])] if touchpoint in felt else ()),
        )
    )


def _of_auditors(audit: Audit) -> Mapping[str, Mapping[Fraction, int]]:
    """Return how many visits felt how, by touchpoint; an assumption is none."""
    felt: dict[str, Counter[Fraction]] = defaultdict(Counter)
    for visit in audit.visits:
        if visit.rates and visit.touchpoint is not None and visit.emotion is not None:
            felt[visit.touchpoint][visit.emotion] += 1
    return felt


def _of_customers(one: Answered) -> EmotionsRecord:
    felt = _spread(one.judged, Feeler.CUSTOMERS, one.tally.counts if one.figures else {})
    return replace(felt, n=one.tally.n, survey=one.survey.id, size=one.size)


def _spread(judged: Judged, of: Feeler, counts: Mapping[Fraction, int]) -> EmotionsRecord:
    """Return how emotions are spread, of none that there are none."""
    nothing = EmotionsRecord(judged.touchpoint or "", judged.channel, of, survey=None, n=0, size=None)
    spread = emotions(counts)
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
