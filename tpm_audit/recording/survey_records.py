"""Surveys as the result holds them: each question with what was answered to it, and what several have together."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from tpm_audit.figures.customer_figures import customer_figures, size_of
from tpm_audit.model.audit import Audit
from tpm_audit.model.customers import Size
from tpm_audit.model.result import AnswersRecord, PooledRecord, QuestionRecord, SurveyRecord
from tpm_audit.model.site import MinimumN
from tpm_audit.model.surveys import Question, Survey
from tpm_audit.model.tallies import Tally


class _Asked(NamedTuple):
    """A question of a survey, and the answers about one thing."""

    survey: Survey
    question: Question
    tally: Tally


def survey_records(audit: Audit, as_of: datetime.date) -> tuple[tuple[SurveyRecord, ...], tuple[PooledRecord, ...]]:
    """Return the surveys that had begun by a day, the latest first, and what is pooled over what they asked alike."""
    least = audit.site.settings.min_n
    asked = [
        _Asked(survey, survey.questions[tally.question], tally)
        for id_, survey in audit.surveys.items()
        if survey.period.first <= as_of and id_ in audit.tallies
        for tally in audit.tallies[id_].tallies
    ]
    pools = [pool for pool in _pools(asked).values() if len(pool) > 1]
    hidden = frozenset(_name(one) for pool in pools for one in _hidden(pool, least))
    answers: dict[tuple[str, str], list[AnswersRecord]] = defaultdict(list)
    for one in asked:
        record = _answers(one.question, one.tally, least)
        answers[one.survey.id, one.tally.question].append(_without(record) if _name(one) in hidden else record)
    surveys = (survey for survey in audit.surveys.values() if survey.period.first <= as_of)
    latest_first = sorted(surveys, key=lambda one: (one.period.last, one.id), reverse=True)
    return tuple(_survey(one, audit, answers) for one in latest_first), tuple(_pooled(pool, least) for pool in pools)


def _name(one: _Asked) -> tuple[str, str, tuple[str | None, str | None]]:
    return one.survey.id, *one.tally.asked


def _pools(asked: Sequence[_Asked]) -> Mapping[tuple[object, ...], list[_Asked]]:
    """Gather what was asked alike in the same days: the same question on the same scale, of several things.

    What stands in columns beside each other was asked of the same people, whose answers cannot be added up.
    """
    pools: dict[tuple[object, ...], list[_Asked]] = defaultdict(list)
    for one in (one for one in asked if len(one.question.columns) <= 1):
        question, days = one.question, one.survey.period
        kept = one.survey.wave_of, days.first, days.last
        pools[kept, one.tally.question, question.measures, question.answers, question.top, question.cuts].append(one)
    return pools


def _hidden(pool: Sequence[_Asked], least: MinimumN) -> Iterator[_Asked]:
    """Yield what has to be hidden beside a single hidden one: what all have together would give that away."""
    answered = sorted((one for one in pool if one.tally.n), key=lambda one: one.tally.n)
    if sum(size_of(one.tally.n, least) is Size.HIDDEN for one in answered) == 1:
        yield from answered[1:2]


def _answers(question: Question, tally: Tally, least: MinimumN) -> AnswersRecord:
    size = size_of(tally.n, least)
    record = AnswersRecord(
        touchpoint=tally.touchpoint,
        channel=tally.channel,
        n=tally.n,
        blank=tally.blank,
        not_applicable=tally.not_applicable,
        size=size,
        counts=tuple(tally.counts.items()),
        figures=customer_figures(question, tally.counts),
    )
    if size is Size.HIDDEN:
        return _without(record)
    return replace(record, figures=()) if size is Size.COUNTS else record


def _without(record: AnswersRecord) -> AnswersRecord:
    return replace(record, size=Size.HIDDEN, counts=(), figures=())


def _survey(survey: Survey, audit: Audit, answers: Mapping[tuple[str, str], Sequence[AnswersRecord]]) -> SurveyRecord:
    tallies = audit.tallies.get(survey.id)
    return SurveyRecord(
        id=survey.id,
        name=survey.shown_name(),
        description=survey.description,
        first_day=survey.period.first,
        last_day=survey.period.last,
        reader=None if tallies is None else tallies.reader,
        rows=0 if tallies is None else tallies.rows,
        unfinished=0 if tallies is None else tallies.unfinished,
        repeated=0 if tallies is None else tallies.repeated,
        population=None if survey.population is None else survey.population.n,
        population_of=None if survey.population is None else survey.population.of,
        questions=tuple(
            QuestionRecord(
                id=id_,
                measure=question.measures,
                wording=question.wording,
                low=question.answers.low,
                high=question.answers.high,
                reverse=question.reverse,
                top_box=question.top,
                answers=tuple(answers.get((survey.id, id_), ())),
            )
            for id_, question in survey.questions.items()
        ),
    )


def _pooled(pool: Sequence[_Asked], least: MinimumN) -> PooledRecord:
    counts: Counter[Fraction] = Counter()
    for one in pool:
        counts.update(one.tally.counts)
    first = pool[0]
    whole = Tally(
        question=first.tally.question,
        touchpoint=None,
        channel=None,
        counts=dict(sorted(counts.items())),
        blank=sum(one.tally.blank for one in pool),
        not_applicable=sum(one.tally.not_applicable for one in pool),
    )
    return PooledRecord(
        question=first.tally.question,
        measure=first.question.measures,
        surveys=tuple(dict.fromkeys(one.survey.id for one in pool)),
        answers=_answers(first.question, whole, least),
    )
