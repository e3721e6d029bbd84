"""The survey.yml to start from: what columns of an export look like stands in it as comments, and decides nothing."""

import datetime
import re
from collections.abc import Iterator, Sequence
from typing import Final

from tpm_audit.language.catalogue import Language
from tpm_audit.model.field_types import slugged
from tpm_audit.model.surveys import Measure
from tpm_audit.source.message import Sayable, say
from tpm_audit.source.quoted import quoted
from tpm_audit.surveys.importing import SeenColumn
from tpm_audit.surveys.rating_words import says_no_answer

_WHOLE: Final = re.compile(r"-?\d{1,4}")
_SIGNS: Final = (
    (Measure.NPS, re.compile(r"recommend|weiterempf|(?<![a-z])nps(?![a-z])", re.IGNORECASE)),
    (Measure.CES, re.compile(r"\b(?:ease|easy|easily)\b|\beffort|\bleicht|\beinfach|\bmühe|\baufw", re.IGNORECASE)),
    (Measure.IMPORTANCE, re.compile(r"importan|wichtig", re.IGNORECASE)),
)
_USUAL: Final = (1, 5)
_SCALES: Final = (_USUAL, (1, 7), (1, 10), (0, 10), (-2, 2))
_FEWEST: Final = 3  # who give a text before it is one of those to choose from: what one alone wrote may say who it is
_MOST_TEXTS: Final = 12
_LONGEST_TITLE: Final = 100


def started_survey(id_: str, file: str, columns: Sequence[SeenColumn], today: datetime.date, spoken: Language) -> bytes:
    """Return the file; ``spoken`` is the language of its comments."""

    def remark(said: Sayable) -> str:
        return f"# {spoken.say(said)}"

    dated = next((one for one in columns if one.is_of_days and one.days is not None), None)
    days = (str(today), str(today)) if dated is None or dated.days is None else dated.days
    found = say("correct these days") if dated is None else say("by the column {name}", name=quoted(dated.name))
    asked = [line for column in columns if column is not dated for line in _question(column, spoken)]
    lines = [
        f"name: {quoted(id_)}",
        f"period: {{from: {days[0]}, to: {days[1]}}}  {remark(found)}",
        f"file: {quoted(file)}",
        "questions: {}",
        remark(
            say("Some columns look like ratings. Of those that are, take away one # of each line, and the line above,")
        ),
        remark(say("correct what they measure, and say what they are about.")),
        "# questions:",
        *(f"#   {line}" for line in asked),
    ]
    return ("\n".join(lines) + "\n").encode()


def _question(column: SeenColumn, spoken: Language) -> Iterator[str]:
    """Yield the lines of what may be a question: answers are few numbers, or few texts that several gave."""
    title = "".join(sign for sign in " ".join(column.titles[-1].split()) if sign.isprintable())[:_LONGEST_TITLE]
    wording = "" if title in {"", column.name} else f"  # {title}"
    column_id, numbers = slugged(column.name), _numbers(column)
    scale = _scale(numbers) if numbers else None
    if column.others:
        return
    if scale is not None:
        measure = next((one for one, sign in _SIGNS if sign.search(" ".join(column.titles))), Measure.CSAT)
        low, high = (0, 10) if measure is Measure.NPS else scale
        keys = f"measures: {measure.value}, column: {quoted(column.name)}, scale: {low}-{high}"
        keys += f", top_box: [{high}]" if measure is Measure.CSAT and scale != _USUAL else ""
        yield f"{column_id}: {{{keys}}}{wording}"
    elif not numbers and 1 < len(column.texts) <= _MOST_TEXTS and min(column.texts.values()) >= _FEWEST:
        yield f"{column_id}:{wording}"
        yield f"  measures: {Measure.CSAT.value}"
        yield f"  column: {quoted(column.name)}"
        yield f"  map:  # {spoken.say(say('the number that each text stands for'))}"
        yield from (f"    {quoted(text)}: 1" for text in sorted(column.texts))


def _scale(numbers: Sequence[int]) -> tuple[int, int] | None:
    """Return the smallest usual scale that takes all numbers; yes and no are none."""
    low, high = min(numbers), max(numbers)
    if low == high or (low, high) == (0, 1):
        return None
    return next((one for one in _SCALES if one[0] <= low and high <= one[1]), None)


def _numbers(column: SeenColumn) -> list[int]:
    """Return the numbers of a column that has no others, but for what its labels say is no answer."""
    labels = column.labels.labels
    none = {*column.labels.missing, *(value for value, texts in labels.items() if says_no_answer(texts[0]))}
    texts = {*column.texts, *labels} - none
    return [int(text) for text in texts] if all(_WHOLE.fullmatch(text) for text in texts) else []
