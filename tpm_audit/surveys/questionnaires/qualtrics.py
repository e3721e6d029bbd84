"""Qualtrics: a TXT file in Advanced Format for each language, for that format has one language only.

Which number stands behind a choice is not sure, and by default it is its place: from 1 to 11 for an answer from 0 to
10. So the answers are read by what was shown, and no choice is shown as a bare number that could be such a place.
"""

import html
from collections.abc import Iterator, Mapping

from tpm_audit.source.message import say
from tpm_audit.surveys.questionnaires.form import QuestionnaireForm
from tpm_audit.surveys.questionnaires.questionnaire import Asked, Questionnaire


def _write(questionnaire: Questionnaire) -> Mapping[str, bytes]:
    return {
        f"questionnaire.{language}.txt": "\n".join(_lines(questionnaire, language)).encode()
        for language in questionnaire.languages
    }


def _lines(questionnaire: Questionnaire, language: str) -> Iterator[str]:
    yield from ("[[AdvancedFormat]]", "", f"[[Block:{questionnaire.id}]]", "")
    yield from ("[[Question:Text]]", "[[ID:lead]]", _plain(questionnaire.lead[language]), "")
    for asked in questionnaire.questions:
        yield from ("[[PageBreak]]", "") if asked.rows else ()
        yield from (_kind(asked), f"[[ID:{asked.id}]]", _plain(asked.wording[language]))
        yield from _choices(asked, language)
        yield ""


def _kind(asked: Asked) -> str:
    if asked.rows:
        return "[[Question:Matrix]]"
    return "[[Question:MC:SingleAnswer:Horizontal]]" if asked.answers else "[[Question:TE:Essay]]"


def _choices(asked: Asked, language: str) -> Iterator[str]:
    """Yield the choices; those of a matrix are its rows, and what is chosen are its answers."""
    shown = [_shown(answer[language]) for answer in asked.answers.values()]
    if asked.rows:
        yield from ("[[Choices]]", *(_plain(row.name[language]) for row in asked.rows), "[[AdvancedAnswers]]")
        for answer in shown:
            yield from ("[[Answer]]", answer)
    elif shown:
        yield from ("[[Choices]]", *shown)


def _shown(answer: str) -> str:
    return f"({answer})" if answer.isdecimal() else _plain(answer)


def _plain(text: str) -> str:
    """Return a text in which nothing is markup, a tag of the format or piped text."""
    parted = text.replace("[", "[ ").replace("]", " ]") if "[[" in text or "]]" in text else text
    return html.escape(parted, quote=False).replace("${", "$ {")


FORM = QuestionnaireForm(
    "qualtrics",
    _write,
    reader="qualtrics",
    put_in=say(
        "import the file of the first language into Qualtrics (Tools > Import/Export > Import Survey); "
        "the format has one language: the texts of the others belong under Tools > Translate Survey"
    ),
    take_out=say("export the answers as CSV with choice text, not with numeric values"),
    shown=_shown,
)
