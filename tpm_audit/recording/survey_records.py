"""Surveys as the result holds them: each question with what was answered to it, and what several have together."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from tpm_audit.figures.customer_answers import Answered, CustomerAnswers, together
from tpm_audit.figures.waves import WaveChange
from tpm_audit.model.audit import Audit
from tpm_audit.model.customer_records import (
    AnswersRecord,
    PartRecord,
    PooledRecord,
    QuestionRecord,
    SegmentRecord,
    SurveyRecord,
    WaveChangeRecord,
)
from tpm_audit.model.customers import Size
from tpm_audit.model.segments import Segment, SegmentOf
from tpm_audit.model.surveys import Measure, Survey, cuts_of
from tpm_audit.recording.association_records import associations_records
from tpm_audit.recording.kano_records import kano_records
from tpm_audit.recording.reason_records import reasons_records
from tpm_audit.source.message import Localised


def survey_records(audit: Audit, as_of: datetime.date, found: CustomerAnswers) -> tuple[SurveyRecord, ...]:
    """Return the surveys that had begun by a day, the latest first."""
    answers: dict[tuple[str, str], list[AnswersRecord]] = defaultdict(list)
    parts: dict[tuple[str, str], list[PartRecord]] = defaultdict(list)
    hidden: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for one in found.each:
        answers[one.survey.id, one.tally.question].append(_answers(one))
    for part in found.parts:
        of = part.answered
        if of.size is Size.HIDDEN:  # its name may be that of a person
            hidden[of.survey.id, of.tally.question][part.segment] += 1
        else:
            parts[of.survey.id, of.tally.question].append(PartRecord(part.segment, part.part, _answers(of)))
    begun = (survey for survey in audit.surveys.values() if survey.period.first <= as_of)
    latest_first = sorted(begun, key=lambda one: one.ended, reverse=True)
    return tuple(_survey(one, audit, answers, parts, hidden, found) for one in latest_first)


def pooled_records(audit: Audit, found: CustomerAnswers) -> tuple[PooledRecord, ...]:
    """Return what is counted together of them."""
    return tuple(_pooled(audit, pool) for pool in found.together)


def _answers(one: Answered) -> AnswersRecord:
    tally = one.tally
    return AnswersRecord(
        touchpoint=tally.about.touchpoint,
        channel=tally.about.channel,
        journey=tally.about.journey,
        n=tally.n,
        blank=tally.blank,
        not_applicable=tally.not_applicable,
        size=one.size,
        counts=tuple(one.counts.items()),
        figures=one.figures,
    )


def _survey(
    survey: Survey,
    audit: Audit,
    answers: Mapping[tuple[str, str], Sequence[AnswersRecord]],
    parts: Mapping[tuple[str, str], Sequence[PartRecord]],
    hidden: Mapping[tuple[str, str], Mapping[str, int]],
    found: CustomerAnswers,
) -> SurveyRecord:
    tallies, population = audit.tallies.get(survey.id), survey.population
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
        population=None if population is None else population.n,
        population_of=None if population is None else population.of,
        questions=tuple(
            QuestionRecord(
                id=id_,
                measure=question.measures,
                wording=question.wording,
                low=question.answers.low,
                high=question.answers.high,
                reverse=question.reverse,
                told_low=question.told_on.low,
                told_high=question.told_on.high,
                top_box=question.top_box,
                answers=tuple(answers.get((survey.id, id_), ())),
                parts=tuple(parts.get((survey.id, id_), ())),
                hidden_parts=tuple(hidden.get((survey.id, id_), {}).items()),
                cuts=cuts_of(question) if question.measures is Measure.LEVELS else (),
                cuts_are_ours=question.measures is Measure.LEVELS and not question.cuts,
                labels=() if tallies is None else tuple(sorted(tallies.labels.get(id_, {}).items())),
            )
            for id_, question in survey.questions.items()
            if question.is_rated
        ),
        wave_of=survey.wave_of,
        not_answers=0 if tallies is None else tallies.not_answers,
        encoding=None if tallies is None else tallies.encoding,
        is_latest=found.is_latest(survey),
        segments=tuple(_segment(id_, segment, audit) for id_, segment in survey.segments.items()),
        reasons=tuple(reasons_records(survey, audit, found)),
        kano=tuple(kano_records(survey, audit)),
        associations=tuple(associations_records(survey, audit)),
    )


def _segment(id_: str, segment: Segment, audit: Audit) -> SegmentRecord:
    names: dict[str, Localised] = {}
    if segment.of is SegmentOf.LOCATION:
        ids = (str(one.in_language()) for one in segment.values.values())
        names = {one: audit.locations[one].shown_name() for one in ids}
    elif segment.of is None:
        names = dict(segment.values)
    return SegmentRecord(id_, segment.name or Localised({"": id_}), segment.of, tuple(names.items()))


def _pooled(audit: Audit, pool: Sequence[Answered]) -> PooledRecord:
    whole = together(pool, audit.site.settings.min_n)
    return PooledRecord(
        question=whole.tally.question,
        measure=whole.question.measures,
        of_company=pool[0].judged.is_company,
        surveys=tuple(dict.fromkeys(one.survey.id for one in pool)),
        answers=_answers(whole),
        of_journeys=pool[0].judged.journey is not None,
    )


def wave_records(changes: Iterable[WaveChange]) -> tuple[WaveChangeRecord, ...]:
    """Return what changed from wave to wave."""
    return tuple(map(_wave_change, changes))


def _wave_change(one: WaveChange) -> WaveChangeRecord:
    tally, difference = one.now.tally, one.difference
    segment, part = one.part or (None, None)
    return WaveChangeRecord(
        wave_of=one.now.survey.wave_of or "",
        question=tally.question,
        measure=one.now.question.measures,
        then=one.between.then[-1].id,
        now=one.between.now[-1].id,
        then_beside=tuple(survey.id for survey in one.between.then[:-1]),
        now_beside=tuple(survey.id for survey in one.between.now[:-1]),
        touchpoint=tally.about.touchpoint,
        channel=tally.about.channel,
        journey=tally.about.journey,
        segment=segment,
        part=part,
        before=one.before,
        after=one.after,
        n_then=one.then.tally.n,
        n_now=tally.n,
        verdict=one.verdict,
        reason=one.reason,
        change=None if difference is None else difference.change,
        low=None if difference is None else difference.low,
        high=None if difference is None else difference.high,
        p=None if difference is None else difference.p,
        adjusted_p=one.adjusted_p,
    )
