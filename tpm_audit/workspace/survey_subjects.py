"""Whether what surveys ask about is there: a touchpoint on a channel that it is met on."""

from collections.abc import Iterator

from tpm_audit.model.entry import KeyPath
from tpm_audit.model.surveys import Question, Subject
from tpm_audit.source.problems import Problem
from tpm_audit.workspace.load import Workspace
from tpm_audit.workspace.visit_meeting import not_met_on


def check_survey_subjects(workspace: Workspace) -> Iterator[Problem]:
    """Yield questions about a touchpoint on a channel that it is not met on: nobody can have judged it there."""
    for survey in workspace.surveys.values():
        for id_, question in survey.questions.items():
            for keys, subject in _subjects(question):
                touchpoint = workspace.touchpoints.get(subject.touchpoint or "")
                if touchpoint is not None and subject.channel not in (None, *touchpoint.channels):
                    place = workspace.place(survey.written.at("questions", id_, *keys, "channel"))
                    yield Problem(place, *not_met_on(touchpoint, subject.channel or ""))


def _subjects(question: Question) -> Iterator[tuple[KeyPath, Subject]]:
    """Yield what a question is about, and the keys that say so."""
    yield ("about",), question.about
    yield from ((("about", "values", text), subject) for text, subject in question.about.values.items())
    yield from ((("columns", heading), subject) for heading, subject in question.columns.items())
