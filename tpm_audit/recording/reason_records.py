"""Reasons as the result holds them."""

from collections.abc import Iterator

from tpm_audit.figures.reasons import given_reasons
from tpm_audit.model.audit import Audit
from tpm_audit.model.customers import Size
from tpm_audit.model.entry import Audience
from tpm_audit.model.reasons import CodeRecord, ReasonsRecord
from tpm_audit.model.surveys import Survey


def reasons_records(survey: Survey, audit: Audit) -> Iterator[ReasonsRecord]:
    """Yield the reasons that customers gave in a survey."""
    tallies = audit.tallies.get(survey.id)
    for tally in () if tallies is None else tallies.reasons:
        question = survey.questions[tally.question]
        found = given_reasons(question, tally, audit.site.settings.min_n)
        yield ReasonsRecord(
            question=tally.question,
            wording=question.wording,
            explains=question.explains,
            touchpoint=tally.about.touchpoint,
            channel=tally.about.channel,
            journey=tally.about.journey,
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
        )
