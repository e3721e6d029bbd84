"""SPSS: the name of each variable, below it what it is labelled, and below that what is said of its values, as JSON.

A file that SPSS wrote is read as such a table, and a copy of it as CSV keeps the same three rows. Qualtrics exports to
SPSS, too: there it says what was finished, and what is a preview.
"""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from tpm_audit.source.message import say
from tpm_audit.surveys import qualtrics
from tpm_audit.surveys.characters import loaded
from tpm_audit.surveys.numbers import text_of_number
from tpm_audit.surveys.reader import Head, Row, SurveyReader, named, titles_of
from tpm_audit.surveys.value_labels import ValueLabels

_ROWS: Final = 3
_SHOWN_AS, _LABELS, _MISSING = "SpssFormat", "labels", "missing"
_FARTHEST: Final = 10_000  # codes up to here are named one by one where a range of them is declared as missing
_MOST_RANGES: Final = 3  # as many SPSS lets anybody declare
_ENDS: Final = 2  # of a range


def value_text(value: object) -> str:
    """Return a value as rows write it; what was not answered is empty."""
    if not isinstance(value, float | int):
        return value.rstrip() if isinstance(value, str) else ""
    return text_of_number(value) if math.isfinite(value) else ""


def of_values(shown_as: str, labels: Mapping[str, str], missing: Sequence[tuple[object, object]]) -> str:
    """Return what the third row says of the values of a variable; each of ``missing`` reaches from one to another."""
    said: dict[str, object] = {_SHOWN_AS: shown_as}
    if labels:
        said[_LABELS] = labels
    if missing:
        said[_MISSING] = missing
    return json.dumps(said, ensure_ascii=False)


def _head(rows: Sequence[Row]) -> Head | None:
    if len(rows) < _ROWS or not any(_SHOWN_AS in text for text in rows[_ROWS - 1]):
        return None
    labels = {at: found for at, text in enumerate(rows[_ROWS - 1]) if (found := _value_labels(text)) != ValueLabels()}
    return Head(_ROWS, named(*rows[:1]), titles_of(rows[: _ROWS - 1]), *qualtrics.counted(rows[0]), labels)


def _value_labels(text: str) -> ValueLabels:
    try:
        said = loaded(text, parse_int=float)  # an int may be longer than any float
    except ValueError:
        return ValueLabels()
    labels, missing = (said.get(_LABELS), said.get(_MISSING)) if isinstance(said, dict) else (None, None)
    found = {str(value): (str(label),) for value, label in labels.items()} if isinstance(labels, dict) else {}
    declared = [one for one in missing if isinstance(one, list)] if isinstance(missing, list) else []
    codes = dict.fromkeys(code for one in declared[:_MOST_RANGES] for code in _codes(one, found))
    ranges = (range_ for one in declared[:_MOST_RANGES] if (range_ := _range(one)))
    return ValueLabels(found, tuple(codes), ranges=tuple(ranges))


def _codes(ends: Sequence[object], labels: Mapping[str, object]) -> Iterator[str]:
    """Yield codes that are declared as missing: both ends, and what is labelled between them."""
    yield from map(value_text, ends)
    numbers = _numbers(ends)
    if numbers:
        yield from (code for code in labels if _lies_between(code, numbers))


def _range(ends: Sequence[object]) -> range:
    """Return the whole numbers between two ends, as far as codes go."""
    numbers = _numbers(ends)
    if not numbers:
        return range(0)
    return range(math.ceil(max(numbers[0], -_FARTHEST)), math.floor(min(numbers[-1], _FARTHEST)) + 1)


def _numbers(ends: Sequence[object]) -> Sequence[float]:
    """Return the ends of a range from the lower to the higher; none where they are not numbers, or the same."""
    numbers = sorted(float(end) for end in ends[:_ENDS] if isinstance(end, float | int))
    return numbers if len(numbers) == len(ends) == _ENDS and numbers[0] < numbers[1] else ()


def _lies_between(code: str, numbers: Sequence[float]) -> bool:
    try:
        return min(numbers) <= float(code) <= max(numbers)
    except ValueError:
        return False


READER = SurveyReader("spss", _head, say("SPSS"))
