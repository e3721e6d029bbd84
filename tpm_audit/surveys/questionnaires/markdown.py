"""Markdown: a questionnaire to print, one language after the other, and a table to type the answers into."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from tpm_audit.language.catalogue import Language
from tpm_audit.source.message import say
from tpm_audit.surveys.questionnaires.form import QuestionnaireForm, numbered_column
from tpm_audit.surveys.questionnaires.questionnaire import Asked, Questionnaire

# What is markup inside a line; what is at its beginning never stands there.
_MARKUP: Final = re.compile(r"[\\`*_{}\[\]<>|#~&$]|:(?=//)")
_BOX, _LINE = "☐", "…" * 40
_SHEET: Final = "sheet"
# What spreadsheets part cells by where a language is spoken: without an import they open nothing else.
_DELIMITERS: Final = {"de": ";"}


def _write(questionnaire: Questionnaire) -> Mapping[str, bytes]:
    printed = "\n\n---\n\n".join("\n".join(_page(questionnaire, code)) for code in questionnaire.languages)
    first = questionnaire.languages[0]
    typed = "\n".join(_typed(questionnaire, Language(first)))
    head = _DELIMITERS.get(first, ",").join([_SHEET, *_columns(questionnaire)])
    return {
        "questionnaire.md": f"{printed}\n\n---\n\n{typed}\n".encode(),
        "answers.csv": f"\ufeff{head}\n".encode(),
    }


def _page(questionnaire: Questionnaire, code: str) -> Iterator[str]:
    yield from (f"# {_plain(questionnaire.title[code])}", "", _plain(questionnaire.lead[code]))
    for number, asked in enumerate(questionnaire.questions, 1):
        yield from ("", f"## {number}. {_plain(asked.wording[code])}", "")
        yield from _table(asked, code) if asked.answers else ("\n\n".join([_LINE] * 3),)
    yield from ("", _plain(questionnaire.thanks[code]))


def _table(asked: Asked, code: str) -> Iterator[str]:
    """Yield a table with a box for each answer, and a row for each thing that is asked about."""
    answers = [_plain(answer[code]) for answer in asked.answers.values()]
    boxes = [_BOX] * len(answers)
    if not asked.rows:
        yield from (_row(answers), _row([":-:"] * len(answers)), _row(boxes))
        return
    yield from (_row(["", *answers]), _row(["---", *([":-:"] * len(answers))]))
    yield from (_row([_plain(row.name[code]), *boxes]) for row in asked.rows)


def _typed(questionnaire: Questionnaire, language: Language) -> Iterator[str]:
    """Yield how the answers are typed in: a row for each sheet, under these headings."""
    yield from (f"# {language.word('Typing in the answers')}", "")
    yield language.word(
        "answers.csv has a column for each of these. Type a row for each sheet, and leave empty what has no cross."
    )
    yield from ("", _row([language.word("column"), language.word("question"), language.word("answers")]))
    yield _row(["---"] * 3)
    yield _row([_code(_SHEET), language.word("the number of the sheet"), ""])
    for asked in questionnaire.questions:
        wording, answers = _plain(asked.wording[language.code]), _range(asked, language)
        if not asked.rows:
            yield _row([_code(asked.id), wording, answers])
        for number, row in enumerate(asked.rows, 1):
            name = _plain(row.name[language.code])
            yield _row([_code(numbered_column(asked.id, number)), f"{wording} {name}", answers])


def _range(asked: Asked, language: Language) -> str:
    """Return what is typed: the numbers at the ends with what they stand for, or that of each word."""
    if not asked.answers:
        return language.word("the text")
    shown = {number: texts[language.code] for number, texts in asked.answers.items()}
    said = (text if str(number) in text.split() else f"{number} = {text}" for number, text in shown.items())
    return _plain(", ".join(text for text in said if not text.isdecimal()))


def _columns(questionnaire: Questionnaire) -> Iterator[str]:
    for asked in questionnaire.questions:
        yield from (numbered_column(asked.id, number) for number in range(1, len(asked.rows) + 1))
        yield from () if asked.rows else (asked.id,)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _code(text: str) -> str:
    return f"`{text}`"


def _plain(text: str) -> str:
    """Return a text in which nothing is markup."""
    return _MARKUP.sub(r"\\\g<0>", text)


FORM = QuestionnaireForm(
    "markdown",
    _write,
    reader="csv",
    respondent=_SHEET,
    put_in=say("print questionnaire.md"),
    take_out=say("type the answers into answers.csv"),
)
