"""Reasons as the result holds them."""

from collections.abc import Iterator

from tpm_audit.figures.customer_answers import CustomerAnswers
from tpm_audit.figures.reasons import given_reasons, reasons_by_part
from tpm_audit.model.audit import Audit
from tpm_audit.model.customers import Size
from tpm_audit.model.entry import Audience
from tpm_audit.model.reasons import CodeRecord, ReasonPartsRecord, ReasonsRecord, ReasonTally
from tpm_audit.model.surveys import Survey


def reasons_records(survey: Survey, audit: Audit, answers: CustomerAnswers) -> Iterator[ReasonsRecord]:
    """Yield the reasons that customers gave in a survey."""
    tallies = audit.tallies.get(survey.id)
    for tally in () if tallies is None else tallies.reasons:
        question = survey.questions[tally.question]
        told = _is_told(survey, tally, answers)
        found = given_reasons(question, tally, audit.site.settings.min_n, with_givers=told)
        yield ReasonsRecord(
            question=tally.question,
            wording=question.wording,
            explains=question.explains,
            touchpoint=tally.about.touchpoint,
            channel=tally.about.channel,
            n=tally.n,
            blank=tally.blank,
            size=found.size,
            codes=tuple(
                CodeRecord(
                    id=one.code,
                    name=None if one.code is None else question.codes[one.code].name,
                    tone=None if one.code is None else question.codes[one.code].tone,
                    n=one.n,
                    share=one.share,
                    by_giver=one.by_giver,
                )
                for one in found.reasons
            ),
            balance=found.balance,
            givers=found.givers,
            texts=() if found.size is Size.HIDDEN else tally.texts,
            texts_are_internal=question.texts is Audience.INTERNAL,
            journey=tally.about.journey,
            parts=() if found.size is Size.HIDDEN else tuple(_by_part(survey, tally, audit)),
        )


def _by_part(survey: Survey, tally: ReasonTally, audit: Audit) -> Iterator[ReasonPartsRecord]:
    """Yield the reasons by the parts of each segment."""
    question = survey.questions[tally.question]
    for segment in survey.segments:
        parts = [
            (one.part, one.tally.given)
            for one in audit.tallies[survey.id].reason_parts
            if (one.segment, one.tally.question, one.tally.about) == (segment, tally.question, tally.about)
        ]
        if parts:
            found = reasons_by_part(question, tally, parts, audit.site.settings.min_n)
            yield ReasonPartsRecord(segment, found.parts, found.cells, found.hidden)


def _is_told(survey: Survey, tally: ReasonTally, answers: CustomerAnswers) -> bool:
    """Say whether what is explained may be told: else who gave which reason would give it away."""
    explains = survey.questions[tally.question].explains
    rated = [one for one in answers.each if (one.survey.id, one.tally.question) == (survey.id, explains)]
    same = [one for one in rated if one.judged == tally.about] or rated
    return all(one.size.is_told for one in same)
