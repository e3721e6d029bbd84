"""What a format of questionnaires has of its own: its files, and where the answers stand in what its system exports."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tpm_audit.source.message import Message
from tpm_audit.surveys.questionnaires.questionnaire import Questionnaire


def numbered_column(question: str, row: int) -> str:
    """Return the heading of the column with the answers about a row, as most systems have it."""
    return f"{question}_{row}"


@dataclass(frozen=True, slots=True)
class QuestionnaireForm:
    """A format: its name, what ``write`` makes of a questionnaire, by names of files, and the reader of its answers.

    ``row_column`` returns the heading of the column with the answers to a question about its n-th row, from 1 on; a
    question without rows has its own id. ``shown`` returns how an answer is shown, where the export holds that rather
    than its number.
    ``respondent`` is the heading of the column with an id of whoever answered, where the reader does not know it.
    ``put_in`` and ``take_out`` say how the questionnaire gets into the system, and how the answers come out.
    """

    name: str
    write: Callable[[Questionnaire], Mapping[str, bytes]]
    reader: str
    put_in: Message
    take_out: Message
    row_column: Callable[[str, int], str] = numbered_column
    shown: Callable[[str], str] | None = None
    respondent: str | None = None
