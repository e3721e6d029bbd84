"""XLSForm: the workbook of KoboToolbox, ODK and others, with all languages beside each other."""

import datetime
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from tpm_audit.language.catalogue import Language
from tpm_audit.language.said_error import MissingExtraError
from tpm_audit.source.message import Localised, say
from tpm_audit.surveys.questionnaires.form import QuestionnaireForm, numbered_column
from tpm_audit.surveys.questionnaires.questionnaire import Asked, Questionnaire

_MARKUP: Final = re.compile(r"[\\*_#]")
_UUID: Final = "_uuid"  # as KoboToolbox has it; ODK Central writes KEY
_SAME_FILE: Final = datetime.datetime(2000, 1, 1)  # noqa: DTZ001 (a workbook has no zones): the same input, the same bytes


def _write(questionnaire: Questionnaire) -> Mapping[str, bytes]:
    """Return the workbook.

    Raises:
        MissingExtraError: XlsxWriter is not installed.
    """
    try:
        import xlsxwriter  # noqa: PLC0415 (an extra, and only for this)
    except ImportError:
        raise MissingExtraError("xlsform", extra="xlsx") from None

    labels = [f"label::{_called(code)}" for code in questionnaire.languages]
    sheets = {
        "survey": [["type", "name", *labels, "appearance"], *_survey(questionnaire)],
        "choices": [["list_name", "name", *labels], *_choices(questionnaire)],
        "settings": [["form_title", "form_id", "default_language"], _settings(questionnaire)],
    }
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        book.set_properties({"created": _SAME_FILE})
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, text in enumerate(row):
                    page.write_string(at, column, text)
    return {"questionnaire.xlsx": held.getvalue()}


def _called(code: str) -> str:
    return f"{Language(code).name_of(code)} ({code})"


def _settings(questionnaire: Questionnaire) -> Sequence[str]:
    first = questionnaire.languages[0]
    return [questionnaire.title[first], questionnaire.id, _called(first)]


def _survey(questionnaire: Questionnaire) -> Iterator[Sequence[str]]:
    def labels(texts: Localised) -> Iterator[str]:
        return (_plain(texts[code]) for code in questionnaire.languages)

    yield ["note", "lead", *labels(questionnaire.lead), ""]
    for asked in questionnaire.questions:
        kind, look = (f"select_one {asked.id}", "columns-pack") if asked.answers else ("text", "multiline")
        if not asked.rows:
            yield [kind, asked.id, *labels(asked.wording), look]
            continue
        yield ["begin_group", asked.id, *labels(asked.wording), "field-list"]
        for number, row in enumerate(asked.rows, 1):
            yield [kind, numbered_column(asked.id, number), *labels(row.name), look]
        yield ["end_group"]
    yield ["note", "thanks", *labels(questionnaire.thanks), ""]


def _choices(questionnaire: Questionnaire) -> Iterator[Sequence[str]]:
    for asked in questionnaire.questions:
        yield from (_choice(asked, number, questionnaire.languages) for number in asked.answers)


def _choice(asked: Asked, number: int, languages: Sequence[str]) -> Sequence[str]:
    return [asked.id, str(number), *(_plain(asked.answers[number][code]) for code in languages)]


def _plain(text: str) -> str:
    """Return a text in which nothing is markup, and no other question is quoted."""
    return _MARKUP.sub(r"\\\g<0>", text).replace("${", "$ {")


FORM = QuestionnaireForm(
    "xlsform",
    _write,
    reader="csv",
    respondent=_UUID,
    put_in=say("upload questionnaire.xlsx to KoboToolbox, ODK Central or another system that reads XLSForm"),
    take_out=say("export the answers as CSV with XML values and headers, without the names of groups"),
)
