"""Surveys and their tallies as the client may see them."""

from collections.abc import Mapping
from dataclasses import replace

from tpm_audit.model.surveys import Question, Subject, Survey
from tpm_audit.model.tallies import SurveyTallies, Tally
from tpm_audit.model.touchpoints import Touchpoint
from tpm_audit.workspace.shown import Shown, opened, without_note


def shown_surveys(
    surveys: Mapping[str, Survey], shown: Shown, touchpoints: Mapping[str, Touchpoint]
) -> dict[str, Survey]:
    """Return the surveys; a question about internal things only is internal, and so is a survey of such questions."""
    found = {}
    for id_, survey in opened(surveys).items():
        questions = {
            own: one
            for own, question in survey.questions.items()
            if not question.is_internal and (one := _question(question, shown, touchpoints)) is not None
        }
        if questions or not survey.questions:
            found[id_] = survey.model_copy(update={"questions": questions})
    return found


def _question(question: Question, shown: Shown, touchpoints: Mapping[str, Touchpoint]) -> Question | None:
    def seen(subject: Subject) -> bool:
        touchpoint = touchpoints.get(subject.touchpoint or "")
        if subject.touchpoint is not None and touchpoint is None:
            return False
        on = subject.channel
        return on is None or (on in shown.channels and (touchpoint is None or on in touchpoint.channels))

    columns = {name: subject for name, subject in question.columns.items() if seen(subject)}
    values = {text: subject for text, subject in question.about.values.items() if seen(subject)}
    if not seen(question.about) or (question.columns and not columns) or (question.about.values and not values):
        return None
    about = question.about.model_copy(update={"values": values})
    return without_note(question.model_copy(update={"columns": columns, "about": about}))


def shown_tallies(tallies: Mapping[str, SurveyTallies], surveys: Mapping[str, Survey]) -> dict[str, SurveyTallies]:
    """Return the tallies of what is asked in surveys that may be seen."""
    return {
        id_: replace(tallies[id_], tallies=tuple(one for one in tallies[id_].tallies if _is_asked(survey, one)))
        for id_, survey in surveys.items()
        if id_ in tallies
    }


def _is_asked(survey: Survey, tally: Tally) -> bool:
    asked = survey.questions.get(tally.question)
    return asked is not None and any(one.unit == tally.about for one in asked.subjects)
