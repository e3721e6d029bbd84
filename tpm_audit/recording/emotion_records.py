"""How it feels at each touchpoint and in each phase: what customers answered, and what auditors wrote on visits."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from tpm_audit.figures.customer_answers import Answered, CustomerAnswers
from tpm_audit.figures.customer_figures import size_of
from tpm_audit.figures.emotions import emotions
from tpm_audit.model.audit import Audit
from tpm_audit.model.emotion_records import EmotionsRecord, Feeler
from tpm_audit.model.surveys import Measure


def emotion_records(audit: Audit, found: CustomerAnswers) -> tuple[EmotionsRecord, ...]:
    """Return emotions in the order of the journey, customers' before auditors', then those of phases."""
    customers: dict[str, list[Answered]] = defaultdict(list)
    for one in found.latest_together:
        if one.question.measures is Measure.EMOTION and one.judged.touchpoint is not None:
            customers[one.judged.touchpoint].append(one)
    felt = _of_auditors(audit)
    of_touchpoints = tuple(
        record
        for touchpoint in audit.touchpoints
        for record in (
            *(_of_customers(one) for one in customers.get(touchpoint, ())),
            *([_spread(_at(touchpoint, Feeler.AUDITORS), felt[touchpoint])] if touchpoint in felt else ()),
        )
    )
    return (*of_touchpoints, *_of_phases(audit, customers, felt))


def _of_auditors(audit: Audit) -> Mapping[str, Mapping[Fraction, int]]:
    """Return how many visits felt how, by touchpoint; an assumption is none."""
    felt: dict[str, Counter[Fraction]] = defaultdict(Counter)
    for visit in audit.visits:
        if visit.rates and visit.touchpoint is not None and visit.emotion is not None:
            felt[visit.touchpoint][visit.emotion] += 1
    return felt


def _of_phases(
    audit: Audit, customers: Mapping[str, Sequence[Answered]], felt: Mapping[str, Mapping[Fraction, int]]
) -> Iterator[EmotionsRecord]:
    """Yield what is felt in each phase, of all that may be told of its touchpoints."""
    for phase in audit.site.phases:
        counts: dict[Feeler, Counter[Fraction]] = {Feeler.CUSTOMERS: Counter(), Feeler.AUDITORS: Counter()}
        for id_ in (one.id for one in audit.touchpoints.values() if one.phase == phase.id):
            for answered in customers.get(id_, ()):
                counts[Feeler.CUSTOMERS].update(answered.tally.counts if answered.figures else {})
            counts[Feeler.AUDITORS].update(felt.get(id_, {}))
        for of, several in counts.items():
            n = several.total()
            if n:
                size = size_of(n, audit.site.settings.min_n) if of is Feeler.CUSTOMERS else None
                yield _spread(EmotionsRecord(None, None, of, None, n, size, phase=phase.id), several)


def _of_customers(one: Answered) -> EmotionsRecord:
    judged, survey = one.judged, one.survey
    nothing = EmotionsRecord(
        judged.touchpoint,
        judged.channel,
        Feeler.CUSTOMERS,
        survey.id,
        one.tally.n,
        one.size,
        question=one.tally.question,
    )
    return _spread(nothing, one.tally.counts if one.figures else {})


def _at(touchpoint: str, of: Feeler) -> EmotionsRecord:
    return EmotionsRecord(touchpoint, None, of, survey=None, n=0, size=None)


def _spread(nothing: EmotionsRecord, counts: Mapping[Fraction, int]) -> EmotionsRecord:
    """Return how emotions are spread, of none what is known beside them."""
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
