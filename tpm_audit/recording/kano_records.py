"""Kano's properties as the result holds them."""

from collections import Counter
from collections.abc import Iterator

from tpm_audit.figures.customer_figures import size_of
from tpm_audit.figures.kano import kano_of
from tpm_audit.model.audit import Audit
from tpm_audit.model.customers import Size
from tpm_audit.model.kano import KanoRecord, KanoTally
from tpm_audit.model.site import MinimumN
from tpm_audit.model.surveys import Question, Survey


def kano_records(survey: Survey, audit: Audit) -> Iterator[KanoRecord]:
    """Yield the properties that customers of a survey were asked about."""
    tallies = audit.tallies.get(survey.id)
    for tally in () if tallies is None else tallies.kano:
        yield _record(survey.questions[tally.question], tally, audit.site.settings.min_n)


def _record(question: Question, tally: KanoTally, least: MinimumN) -> KanoRecord:
    size, found = size_of(tally.n, least), kano_of(Counter(tally.counts))
    told = found if size.has_figures else None
    return KanoRecord(
        question=tally.question,
        wording=question.wording,
        touchpoint=tally.about.touchpoint,
        channel=tally.about.channel,
        journey=tally.about.journey,
        n=tally.n,
        blank=tally.blank,
        size=size,
        counts=() if found is None or size is Size.HIDDEN else found.counts,
        first=() if told is None else told.first,
        is_clear=told is not None and told.category is not None,
        p=None if told is None else told.p,
        satisfaction=None if told is None else told.satisfaction,
        dissatisfaction=None if told is None else told.dissatisfaction,
        questionable=None if told is None else told.questionable,
    )
