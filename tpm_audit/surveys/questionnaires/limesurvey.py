"""LimeSurvey: the structure of a survey as tab separated values, one copy of all questions for each language."""

import html
from collections.abc import Iterator, Mapping
from typing import Final

from tpm_audit.source.message import say
from tpm_audit.surveys.questionnaires.form import QuestionnaireForm
from tpm_audit.surveys.questionnaires.questionnaire import Asked, Questionnaire

_COLUMNS: Final = (
    "class",
    "type/scale",
    "name",
    "relevance",
    "text",
    "help",
    "language",
    "validation",
    "mandatory",
    "other",
)
_ARRAY, _LIST, _LONG_TEXT = "F", "L", "T"
_ALWAYS, _NO = "1", "N"
_LONGEST_TITLE, _LONGEST_GROUP = 200, 100


def _write(questionnaire: Questionnaire) -> Mapping[str, bytes]:
    rows = [_COLUMNS, *_settings(questionnaire)]
    for language in questionnaire.languages:
        rows.append(
            ("G", "G1", _plain(questionnaire.title[language][:_LONGEST_GROUP]), _ALWAYS, "", "", language, "", "", "")
        )
        rows += (row for asked in questionnaire.questions for row in _question(asked, language))
    return {"questionnaire.txt": ("\ufeff" + "".join("\t".join(row) + "\n" for row in rows)).encode()}


def _settings(questionnaire: Questionnaire) -> Iterator[tuple[str, ...]]:
    """Yield what is set for the survey: one question at a time, and nothing kept that tells who answered."""
    first, *others = questionnaire.languages
    settings = {
        "language": first,
        "additional_languages": " ".join(others),
        "format": "S",
        "anonymized": "Y",
        "ipaddr": _NO,
    }
    for name, value in settings.items():
        yield ("S", "", name, "", value, "", "", "", "", "")
    for language in questionnaire.languages:
        texts = {
            "surveyls_title": _plain(questionnaire.title[language][:_LONGEST_TITLE]),
            "surveyls_welcometext": _plain(questionnaire.lead[language]),
            "surveyls_endtext": _plain(questionnaire.thanks[language]),
        }
        for name, text in texts.items():
            yield ("SL", "", name, "", text, "", language, "", "", "")


def _question(asked: Asked, language: str) -> Iterator[tuple[str, ...]]:
    kind = _ARRAY if asked.rows else _LIST if asked.answers else _LONG_TEXT
    yield ("Q", kind, asked.id, _ALWAYS, _plain(asked.wording[language]), "", language, "", _NO, _NO)
    for number, row in enumerate(asked.rows, 1):
        yield ("SQ", "0", _code(number), _ALWAYS, _plain(row.name[language]), "", language, "", _NO, "")
    for answer, words in asked.answers.items():
        yield ("A", "0", str(answer), "", _plain(words[language]), "", language, "", "", "")


def _code(row: int) -> str:
    return f"SQ{row:03}"


def _plain(text: str) -> str:
    """Return a text in which nothing is markup; a brace begins an expression unless a space follows."""
    return html.escape(text).replace("{", "{ ")


FORM = QuestionnaireForm(
    "limesurvey",
    _write,
    reader="limesurvey",
    row_column=lambda question, row: f"{question}[{_code(row)}]",
    put_in=say("import questionnaire.txt into LimeSurvey (Create survey > Import)"),
    take_out=say("export the responses as CSV with question codes and answer codes"),
)
