"""Surveys and their tallies as the client may see them."""

from collections.abc import Container, Mapping
from dataclasses import replace
from itertools import islice

from tpm_audit.model.entry import Audience
from tpm_audit.model.judged import Judged
from tpm_audit.model.segments import Segment, SegmentOf
from tpm_audit.model.surveys import Question, Subject, Survey
from tpm_audit.model.tallies import AnyTally, PartTally, SurveyTallies
from tpm_audit.model.touchpoints import Touchpoint
from tpm_audit.workspace.shown import Shown, opened, without_note


def shown_surveys(
    surveys: Mapping[str, Survey], shown: Shown, touchpoints: Mapping[str, Touchpoint], journeys: Container[str]
) -> dict[str, Survey]:
    """Return the surveys; a question about internal things only is internal, and so is a survey of such questions.

    The client sees customers told apart by one segment, the first that is not internal: what a second one has in common
    with it would give away what few answered.
    """
    found = {}
    for id_, survey in opened(surveys).items():
        questions = {
            own: one
            for own, question in survey.questions.items()
            if not question.is_internal and (one := _question(question, shown, touchpoints, journeys)) is not None
        }
        if questions or not survey.questions:
            told_apart = {
                own: part for own, segment in survey.segments.items() if (part := _segment(segment, shown)) is not None
            }
            told = {"questions": _explaining(questions), "segments": dict(islice(told_apart.items(), 1))}
            found[id_] = survey.model_copy(update=told)
    return found


def _question(
    question: Question, shown: Shown, touchpoints: Mapping[str, Touchpoint], journeys: Container[str]
) -> Question | None:
    def seen(subject: Subject) -> bool:
        touchpoint = touchpoints.get(subject.touchpoint or "")
        if subject.touchpoint is not None and touchpoint is None:
            return False
        if subject.journey is not None:
            return subject.journey in journeys
        on = subject.channel
        return on is None or (on in shown.channels and (touchpoint is None or on in touchpoint.channels))

    if question.brand is not None and question.brand not in shown.competitors:
        return None
    columns = {name: subject for name, subject in question.columns.items() if seen(subject)}
    values = {text: subject for text, subject in question.about.values.items() if seen(subject)}
    if not seen(question.about) or (question.columns and not columns) or (question.about.values and not values):
        return None
    about = question.about.model_copy(update={"values": values})
    factors = {id_: factor for id_, factor in question.factors.items() if id_ in touchpoints}
    return without_note(question.model_copy(update={"columns": columns, "about": about, "factors": factors}))


def _explaining(questions: Mapping[str, Question]) -> dict[str, Question]:
    """Return questions of which none explains what may not be seen."""
    return {
        id_: one if one.explains in (None, *questions) else one.model_copy(update={"explains": None})
        for id_, one in questions.items()
    }


def _segment(segment: Segment, shown: Shown) -> Segment | None:
    """Return a segment with the locations that may be seen; who belongs to another is not told apart."""
    if segment.is_internal:
        return None
    if segment.of is SegmentOf.LOCATION:
        values = {text: one for text, one in segment.values.items() if one.in_language() in shown.locations}
        segment = segment.model_copy(update={"values": values})
    return without_note(segment)


def shown_tallies(tallies: Mapping[str, SurveyTallies], surveys: Mapping[str, Survey]) -> dict[str, SurveyTallies]:
    """Return the tallies of what is asked in surveys that may be seen."""
    return {
        id_: SurveyTallies(  # made anew: what is not named here reaches no client
            tallies[id_].reader,
            tallies[id_].rows,
            tallies[id_].unfinished,
            tallies[id_].repeated,
            tallies=tuple(one for one in tallies[id_].tallies if _is_asked(survey, one.question, one.about)),
            parts=tuple(one for one in tallies[id_].parts if _is_told_apart(survey, one)),
            pairs=tuple(
                one
                for one in tallies[id_].pairs
                if all(_is_asked(survey, question, one.about) for question in (one.first, one.second))
            ),
            reasons=tuple(
                one if survey.questions[one.question].texts is Audience.ALL else replace(one, texts=())
                for one in tallies[id_].reasons
                if _is_asked(survey, one.question, one.about)
            ),
            associations=tuple(one for one in tallies[id_].associations if _is_asked(survey, one.question, one.about)),
            kano=tuple(one for one in tallies[id_].kano if _is_asked(survey, one.question, one.about)),
            labels={question: of for question, of in tallies[id_].labels.items() if question in survey.questions},
            written=tallies[id_].written,
            encoding=tallies[id_].encoding,
            matrices=tallies[id_].matrices,
            not_answers=tallies[id_].not_answers,
            reason_parts=tuple(one for one in tallies[id_].reason_parts if _is_told_apart(survey, one)),
            kano_parts=tuple(one for one in tallies[id_].kano_parts if _is_told_apart(survey, one)),
        )
        for id_, survey in surveys.items()
        if id_ in tallies
    }


def _is_asked(survey: Survey, question: str, about: Judged) -> bool:
    asked = survey.questions.get(question)
    return asked is not None and any(one.judged == about for one in asked.subjects)


def _is_told_apart(survey: Survey, one: PartTally[AnyTally]) -> bool:
    segment = survey.segments.get(one.segment)
    if segment is None or not _is_asked(survey, one.tally.question, one.tally.about):
        return False
    return segment.of is not SegmentOf.LOCATION or any(
        location.in_language() == one.part for location in segment.values.values()
    )
