"""Kano's properties as the result holds them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tpm_audit.figures.customer_figures import hidden_among, size_of
from tpm_audit.figures.kano import kano_of
from tpm_audit.model.audit import Audit
from tpm_audit.model.customers import Size
from tpm_audit.model.kano import KanoRecord, KanoTally
from tpm_audit.model.site import MinimumN
from tpm_audit.model.surveys import Question, Survey
from tpm_audit.model.tallies import PartTally


def kano_records(survey: Survey, audit: Audit) -> Iterator[KanoRecord]:
    """Yield the properties that customers of a survey were asked about, each with what the parts of segments say."""
    tallies, least = audit.tallies.get(survey.id), audit.site.settings.min_n
    if tallies is None:
        return
    for whole in tallies.kano:
        record = _record(survey.questions[whole.question], whole, least)
        yield record
        for segment in survey.segments if record.size.is_told else ():
            parts = [
                one
                for one in tallies.kano_parts
                if (one.segment, one.tally.question, one.tally.about) == (segment, whole.question, whole.about)
            ]
            yield from _parts(survey.questions[whole.question], whole, parts, least)


def _parts(
    question: Question, whole: KanoTally, parts: Sequence[PartTally[KanoTally]], least: MinimumN
) -> Iterator[KanoRecord]:
    """Yield what the parts of a segment say that can be shown; who belongs to none is a part that never is."""
    ns = [one.tally.n for one in parts]
    hidden = hidden_among([*ns, whole.n - sum(ns)], least)
    for at, one in enumerate(parts):
        if at not in hidden:
            yield replace(_record(question, one.tally, least), segment=one.segment, part=one.part)


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
