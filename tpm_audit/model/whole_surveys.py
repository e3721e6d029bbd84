"""Whether what customers said in a result that was read is whole: scales as survey.yml bounds them, answers on them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from tpm_audit.model.customer_records import (
    AnswersRecord,
    PooledRecord,
    QuestionRecord,
    SegmentRecord,
    SurveyRecord,
    WaveChangeRecord,
)
from tpm_audit.model.reasons import ReasonsRecord, Tone
from tpm_audit.model.result import Result
from tpm_audit.model.segments import SegmentOf
from tpm_audit.model.surveys import FARTHEST, SCALES, UNRATED, AnswerScale, Measure

_MONTH: Final = re.compile(r"(?!0000)[0-9]{4}-(?:0[1-9]|1[0-2])")
_CUTS: Final = (0, 2)  # with none the groups lie around the middle


def faults_of_surveys(result: Result) -> Iterator[str]:
    """Yield what no result says of surveys; those that it names are among its own."""
    surveys = {one.id: one for one in result.surveys}
    for survey in result.surveys:
        yield from _of_survey(survey)
    for pool in result.pooled:
        yield from _of_pool(pool, surveys)
    for wave in result.waves:
        yield from _of_wave(wave, surveys[wave.now])
    for matrix in result.matrices:
        if not _is_scale(AnswerScale(matrix.low, matrix.high)):
            yield "a matrix on no scale"


def _of_survey(survey: SurveyRecord) -> Iterator[str]:
    if survey.counted < 0:
        yield "more rows that do not count than there are"
    if not (_are_once(one.id for one in survey.questions) and _are_once(one.id for one in survey.segments)):
        yield "one id twice in a survey"
    for question in survey.questions:
        yield from _of_question(question, survey.segments)
    for reasons in survey.reasons:
        yield from _of_reasons(reasons)
    for one in survey.kano:
        if one.size.has_figures is not (bool(one.first) and one.questionable is not None):
            yield "a property of which not all is told"


def _of_question(question: QuestionRecord, segments: Iterable[SegmentRecord]) -> Iterator[str]:
    scale, told = AnswerScale(question.low, question.high), _told_on(question)
    if question.measure in UNRATED or (question.measure is Measure.NPS and scale != SCALES[Measure.NPS]):
        yield "a measure on a scale that it does not have"
    if not _is_scale(scale) or (question.told_low, question.told_high) != told or len(question.cuts) not in _CUTS:
        yield "a scale that is none"
    for answers in (*question.answers, *(part.answers for part in question.parts)):
        yield from _of_answers(answers, question.measure, told)
    if not all(_is_part(one.part, one.segment, segments) for one in question.parts):
        yield "a part that no segment has"


def _told_on(question: QuestionRecord) -> AnswerScale:
    is_felt = question.measure is Measure.EMOTION
    return SCALES[Measure.EMOTION] if is_felt else AnswerScale(question.low, question.high)


def _of_answers(answers: AnswersRecord, measure: Measure, told: AnswerScale) -> Iterator[str]:
    counts = [n for _, n in answers.counts]
    is_told = answers.n > 0 and answers.size.is_told
    if sum(counts) != (answers.n if is_told else 0) or 0 in counts:
        yield "other counts than there are answers"
    if not all(told.low <= answer <= told.high for answer, _ in answers.counts):
        yield "an answer off its scale"
    if measure is Measure.NPS and any(answer.denominator > 1 for answer, _ in answers.counts):
        yield "an answer between two of its scale"


def _of_pool(pool: PooledRecord, surveys: Mapping[str, SurveyRecord]) -> Iterator[str]:
    asked = [one for id_ in pool.surveys for one in surveys[id_].questions if one.id == pool.question]
    if not asked or len(asked) < len(pool.surveys) or {one.measure for one in asked} != {pool.measure}:
        yield "answers together to what was not asked alike"
        return
    yield from _of_answers(pool.answers, pool.measure, _told_on(asked[0]))
    if not pool.answers.figures and any(answers.figures for one in asked for answers in one.answers):
        yield "no figure of all together, and one of some"


def _of_wave(wave: WaveChangeRecord, now: SurveyRecord) -> Iterator[str]:
    if wave.question not in {one.id for one in now.questions}:
        yield "a change of what was not asked"
    if wave.part is not None and not _is_part(wave.part, wave.segment, now.segments):
        yield "a change of a part that no segment has"


def _of_reasons(reasons: ReasonsRecord) -> Iterator[str]:
    if (reasons.codes and not reasons.n) or any(one.n > reasons.n for one in reasons.codes):
        yield "more customers with a reason than there are"
    if [tone for tone, _ in reasons.balance] not in ([], [*Tone]):
        yield "a balance without one of its sides"
    if any(len(one.by_giver) != len(reasons.givers) for one in reasons.codes):
        yield "reasons of other groups than there are"


def _is_part(part: str, segment: str | None, segments: Iterable[SegmentRecord]) -> bool:
    of = [one.of for one in segments if one.id == segment]
    return bool(of) and (of[0] is not SegmentOf.MONTH or _MONTH.fullmatch(part) is not None)


def _is_scale(scale: AnswerScale) -> bool:
    return -FARTHEST <= scale.low < scale.high <= FARTHEST


def _are_once(ids: Iterable[str]) -> bool:
    known = list(ids)
    return len({*known}) == len(known)
