"""QSF: the survey itself as Qualtrics exports it, beside the answers; it says what their values are called."""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO, Final

from tpm_audit.surveys.characters import loaded
from tpm_audit.surveys.reader import Head
from tpm_audit.surveys.value_labels import ValueLabels

ENDING: Final = ".qsf"
_TAG: Final = re.compile(r"<[^<>]*>")
_LONGEST: Final = 10_000  # characters of what is displayed for a value: more is no label, whatever it begins with
_SEVERAL: Final = ("MA", "MS")  # how the names of those begin that take several answers, each in a column of its own


class BrokenSurveyError(Exception):
    """This is no survey as Qualtrics exports it."""


def labels_of(file: BinaryIO, head: Head) -> Mapping[int, ValueLabels]:
    """Return what the values of the columns are called that belong to questions of a survey.

    Raises:
        BrokenSurveyError: the file cannot be read.
    """
    try:
        survey = loaded(file.read())
    except ValueError:
        raise BrokenSurveyError from None
    listed = _named(survey).get("SurveyElements")
    if not isinstance(listed, list):
        raise BrokenSurveyError
    found: dict[int, ValueLabels] = {}
    for element in map(_named, listed):
        if element.get("Element") == "SQ":
            for names, labels in _columns(_named(element.get("Payload"))):
                at = _position(names, head)
                if at is not None:
                    found[at] = labels
    return found


def _position(names: Sequence[str], head: Head) -> int | None:
    """Return the position of the first name that one column has."""
    return next((at[0] for name in names if len(at := head.names.get(name, ())) == 1), None)


def _columns(question: Mapping[str, object]) -> Iterator[tuple[Sequence[str], ValueLabels]]:
    """Yield what the columns of a question may be called, with the labels of their values."""
    id_, tag = _text(question.get("QuestionID")), _text(question.get("DataExportTag"))
    kind, how = question.get("QuestionType"), _text(question.get("Selector"))
    if kind == "MC" and not how.startswith(_SEVERAL):
        yield (id_, tag), _labels(question, "Choices", "ChoiceOrder")
    elif kind == "Matrix" and question.get("SubSelector") != "MultipleAnswer":
        labels, tags = _labels(question, "Answers", "AnswerOrder"), _named(question.get("ChoiceDataExportTags"))
        for row in _named(question.get("Choices")):
            yield (f"{id_}_{row}", _text(tags.get(row)), f"{tag}_{row}"), labels


def _labels(question: Mapping[str, object], key: str, order: str) -> ValueLabels:
    """Return the labels by the values that an export has: as shown, as named for the export, and in other languages."""
    shown, recoded = _named(question.get(key)), _named(question.get("RecodeValues"))
    named = _named(question.get("VariableNaming"))
    languages = [_named(_named(one).get(key)) for one in _named(question.get("Language")).values()]
    labels = {
        _text(recoded.get(id_)) or id_: tuple(
            dict.fromkeys(
                text
                for text in (_display(one), _text(named.get(id_)), *(_display(other.get(id_)) for other in languages))
                if text
            )
        )
        for id_, one in shown.items()
    }
    listed = question.get(order)
    ids = [_text(one) for one in listed] if isinstance(listed, list) else list(shown)
    in_order = tuple(_text(recoded.get(id_)) or id_ for id_ in ids if id_ in shown)
    return ValueLabels({value: texts for value, texts in labels.items() if texts}, shown=in_order)


def _display(choice: object) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", _text(_named(choice).get("Display"))[:_LONGEST])).split())


def _named(value: object) -> Mapping[str, object]:
    """Return a map; what counts from 0 without a gap is written as a list, and what is empty as anything."""
    if isinstance(value, list):
        return {str(at): one for at, one in enumerate(value)}
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str:
    return str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
