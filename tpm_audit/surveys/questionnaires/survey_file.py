"""The survey.yml that reads the answers to a questionnaire, as its system exports them."""

import datetime
from collections.abc import Iterator

from tpm_audit.language.catalogue import Language
from tpm_audit.model.surveys import Measure
from tpm_audit.source.message import Localised, Sayable, say
from tpm_audit.source.quoted import quoted
from tpm_audit.surveys.questionnaires.form import QuestionnaireForm
from tpm_audit.surveys.questionnaires.questionnaire import Asked, KanoSide, Questionnaire

_COMPANY = "company"


def survey_file(
    questionnaire: Questionnaire,
    form: QuestionnaireForm,
    period: tuple[datetime.date, datetime.date],
    spoken: Language,
) -> bytes:
    """Return the file; ``spoken`` is the language of its comments, which say what has to be filled in."""
    first, last = period

    def remark(said: Sayable) -> str:
        return f"# {spoken.say(said)}"

    lines = [
        remark(say("Reads the answers to the questionnaire {id}.", id=questionnaire.id)),
        f"name: {_texts(questionnaire.title)}",
        f"period: {{from: {first}, to: {last}}}  {remark(say('the days on which customers are asked: correct them'))}",
        f"# file: answers.csv  {remark(say('the export, once it lies beside this file'))}",
        remark(form.take_out),
        f"reader: {form.reader}",
        *(
            [f"respondent: {form.respondent}  {remark(say('the heading of the id of whoever answered'))}"]
            if form.respondent
            else []
        ),
        f"# population: {{n: 400}}  {remark(say('how many could have been asked'))}",
        "questions:",
        *(
            f"  {line}"
            for asked in questionnaire.questions
            for line in _lines(asked, _explained(questionnaire, asked), form, spoken)
        ),
    ]
    return ("\n".join(lines) + "\n").encode()


def _lines(asked: Asked, explained: str | None, form: QuestionnaireForm, spoken: Language) -> Iterator[str]:
    """Yield the lines of a question; a reason is asked for the rating that stands before it."""
    if asked.side is not None:
        yield from _of_pair(asked, asked.side, form)
        return
    yield f"{asked.id}:"
    yield f"  measures: {asked.measure.value}"
    if explained is not None:
        yield f"  explains: {explained}"
        words = say("what texts are counted by: write words of yours, once the answers are there")
        yield f"  # codes: {{slow: {{words: [langsam, slow], tone: negative}}}}  # {spoken.say(words)}"
    if asked.rows:
        yield "  columns:"
        for number, row in enumerate(asked.rows, 1):
            yield f"    {quoted(form.row_column(asked.id, number))}: {row.touchpoint or _COMPANY}"
    else:
        yield f"  column: {asked.id}"
    if asked.answers:
        yield f"  scale: {min(asked.answers)}-{max(asked.answers)}"
    yield from _map(asked, form)
    yield f"  wording: {_texts(asked.wording)}"


def _map(asked: Asked, form: QuestionnaireForm) -> Iterator[str]:
    """Yield what the texts stand for that the export holds, if it holds texts."""
    if asked.answers and form.shown is not None:
        yield "  map:"
        shown = {form.shown(text): number for number, texts in asked.answers.items() for text in texts.values()}
        yield from (f"    {quoted(text)}: {number}" for text, number in shown.items())


def _of_pair(asked: Asked, side: KanoSide, form: QuestionnaireForm) -> Iterator[str]:
    """Yield the lines of both questions about a property, which are one in survey.yml; the second adds its column."""
    if not side.has_it:
        yield f"  without: {asked.id}"
        return
    yield f"{side.pair}:"
    yield f"  measures: {asked.measure.value}"
    yield from _map(asked, form)
    yield f"  wording: {_texts(side.of)}"
    yield f"  with: {asked.id}"


def _explained(questionnaire: Questionnaire, asked: Asked) -> str | None:
    """Return the rating of the company that a reason is given for."""
    if asked.measure is not Measure.REASON:
        return None
    rated = (one.id for one in questionnaire.questions if one.answers and not one.rows and one.side is None)
    return next(rated, None)


def _texts(texts: Localised) -> str:
    return "{" + ", ".join(f"{code}: {quoted(text)}" for code, text in texts.items()) + "}"
