"""A question of a survey is asked otherwise than in the wave before.

Another wording, another scale or another measure gives other answers, whatever customers think: what was asked
otherwise is not compared. Waves are surveys with the same `wave_of`; the latest is held against the one before it.

Fails:

    surveys:
      spring:
        wave_of: customers
        period: {from: 2026-04-01, to: 2026-04-15}
        file: answers.csv
        questions: {nps: {measures: nps, column: NPS, wording: 'Would you recommend us to a friend?'}}
        answers.csv: |
          NPS
          9
      autumn:
        wave_of: customers
        period: {from: 2026-10-01, to: 2026-10-15}
        file: answers.csv
        questions: {nps: {measures: nps, column: NPS, wording: 'How do you like us?'}}
        answers.csv: |
          NPS
          9

Passes:

    surveys:
      spring:
        wave_of: customers
        period: {from: 2026-04-01, to: 2026-04-15}
        file: answers.csv
        questions: {nps: {measures: nps, column: NPS, wording: 'Would you recommend us to a friend?'}}
        answers.csv: |
          NPS
          9
      autumn:
        wave_of: customers
        period: {from: 2026-10-01, to: 2026-10-15}
        file: answers.csv
        questions: {nps: {measures: nps, column: NPS, wording: 'Would you recommend us to a friend?'}}
        answers.csv: |
          NPS
          9
"""

from collections.abc import Iterator
from typing import NamedTuple

from tpm_audit.figures.survey_waves import Wave, waves_by_row
from tpm_audit.figures.waves import why_not_comparable
from tpm_audit.model.entry import Severity
from tpm_audit.model.findings import Finding, Member
from tpm_audit.model.judged import Judged
from tpm_audit.model.surveys import Question, Survey, question_id
from tpm_audit.model.words import MEASURES
from tpm_audit.rules.rule import Examined, Rule
from tpm_audit.rules.subjects import judged_label, named_ids, survey_subject, unit_of
from tpm_audit.source.message import say


class AskedAgain(NamedTuple):
    """A question in the latest wave of a survey and in the one before it."""

    then: Survey
    now: Survey
    id: str

    @property
    def both(self) -> tuple[Question, Question]:
        """Return the question then and now."""
        return self.then.questions[self.id], self.now.questions[self.id]


def asked_again(examined: Examined) -> Iterator[AskedAgain]:
    """Yield the questions of latest waves that the wave before asked, too."""
    begun = [one for one in examined.audit.surveys.values() if one.period.first <= examined.as_of]
    for waves in waves_by_row(begun).values():
        if len(waves) > 1:
            for id_ in dict.fromkeys(id_ for now in waves[-1] for id_ in now.questions):
                yield from _again(id_, waves[-2], waves[-1])


def _again(id_: str, before: Wave, after: Wave) -> Iterator[AskedAgain]:
    """Yield a question of two waves once: of several surveys the two that ask it otherwise, if any do."""
    both = [
        AskedAgain(then, now, id_)
        for now in after
        for then in before
        if id_ in then.questions and id_ in now.questions and now.questions[id_].is_rated
    ]
    otherwise = (one for one in both if why_not_comparable(*one.both) is not None)
    yield from [one] if (one := next(otherwise, next(iter(both), None))) is not None else []


def judge(examined: Examined, one: AskedAgain) -> Finding | None:
    """Find what is asked otherwise."""
    audit, (then, now) = examined.audit, one.both
    why = why_not_comparable(then, now)
    if why is None:
        return None
    return Finding(
        rule=RULE.code,
        severity=examined.severity(RULE.code),
        subject=survey_subject(audit, one.now, Judged()),
        aspect=one.id,
        headline=say(
            "{survey}: “{measure}” is not comparable with {before}: {why}",
            survey=one.now.shown_name(),
            measure=MEASURES[now.measures],
            before=one.then.shown_name(),
            why=why,
        ),
        members=tuple(
            Member(
                label=judged_label(audit, judged),
                unit=unit_of(judged),
                written=one.now.written.at("questions", one.id),
                value=why,
                question=question_id(one.now.id, one.id),
                journey=judged.journey,
            )
            for judged in (subject.judged for subject in now.subjects)
        ),
        touchpoints=named_ids(subject.touchpoint for subject in now.subjects),
        channels=named_ids(subject.channel for subject in now.subjects),
        advice=say("ask it as before; if it has to be new, begin a new row with another id"),
    )


RULE = Rule(
    "TPK006",
    say("A question of a survey is asked otherwise than in the wave before"),
    Severity.MINOR,
    __doc__ or "",
    asked_again,
    judge,
    by_day=True,
)
