"""The survey.yml to start from: what columns of an export look like stands in it as comments, and decides nothing."""

import datetime
import re
from collections.abc import Iterator, Sequence
from typing import Final

from tpm_audit.language.catalogue import Language
from tpm_audit.model.field_types import slugged
from tpm_audit.model.surveys import Measure
from tpm_audit.source.message import Message, Sayable, say
from tpm_audit.source.quoted import quoted
from tpm_audit.surveys.grades import asks_for_grades
from tpm_audit.surveys.importing import SeenColumn
from tpm_audit.surveys.rating_words import said, says_no_answer

_WHOLE: Final = re.compile(r"-?\d{1,4}")
_SIGNS: Final = (
    (Measure.NPS, re.compile(r"recommend|weiterempf|(?<![a-z])nps(?![a-z])", re.IGNORECASE)),
    (Measure.CES, re.compile(r"\b(?:ease|easy|easily)\b|\beffort|\bleicht|\beinfach|\bmühe|\baufw", re.IGNORECASE)),
    (Measure.IMPORTANCE, re.compile(r"importan|wichtig", re.IGNORECASE)),
)
_USUAL: Final = (1, 5)
_SCALES: Final = (_USUAL, (1, 7), (1, 10), (0, 10), (-2, 2))
_GRADES: Final = (_USUAL, (1, 6))
_ELLIPSIS: Final = "\N{HORIZONTAL ELLIPSIS}"  # what no map takes: it has to be filled in
_DATED: Final = tuple(
    re.compile(pattern, re.IGNORECASE).search
    for pattern in (
        r"^_?(date|datum|start|end|today|startzeit|zeitstempel|(time|date) ?stamp|(start|end|submit|recorded) ?date)$",
        r"date|datum|time|zeit|submit|abgeschickt|gesendet|recorded|answered|beantwortet|erhoben",
    )
)
_FEWEST: Final = 3  # who give a text before it is one of those to choose from: what one alone wrote may say who it is
_MOST_TEXTS: Final = 12
_LONGEST_TITLE: Final = 100


def started_survey(
    id_: str, file: str, columns: Sequence[SeenColumn], respondent: str | None, today: datetime.date, spoken: Language
) -> bytes:
    """Return the file; ``spoken`` is the language of its comments."""

    def remark(said: Sayable) -> str:
        return f"# {spoken.say(said)}"

    dated = _dated(columns, today)
    spans = () if dated is None else sorted(dated.days.until(today))
    first, last = spans[0] if len(spans) == 1 else (today, today)
    proposed = [line for column in columns if column is not dated for line in _question(column, spoken)]
    lines = [
        f"name: {quoted(id_)}",
        f"period: {{from: {first}, to: {last}}}  {remark(_of_period(dated, len(spans)))}",
        f"file: {quoted(file)}",
        *([] if respondent is None else [_of_respondents(respondent, spoken)]),
        "questions: {}",
        *map(remark, _of_questions(found=bool(proposed))),
        "# questions:",
        *(f"#   {line}" for line in proposed or [f'nps: {{measures: nps, column: "{_ELLIPSIS}"}}']),
    ]
    return ("\n".join(lines) + "\n").encode()


def _dated(columns: Sequence[SeenColumn], today: datetime.date) -> SeenColumn | None:
    """Return the column that says when people answered, by its heading; other days are of something else."""
    days = [one for one in columns if one.days.are_all and one.days.until(today)]
    for sign in _DATED:
        for column in days:
            if any(map(sign, column.titles)):
                return column
    return None


def _of_period(dated: SeenColumn | None, n_spans: int) -> Message:
    if dated is None:
        return say("correct these days")
    if n_spans == 1:
        return say("by the column {name}", name=quoted(dated.name))
    return say(
        "correct these days: {text} in the column {name} may be two days", text=dated.days.text, name=quoted(dated.name)
    )


def _of_respondents(column: str, spoken: Language) -> str:
    return f"# respondent: {quoted(column)}  # {spoken.say(say('take away the first #, and each counts once'))}"


def _of_questions(*, found: bool) -> Iterator[Message]:
    if found:
        yield say(
            "Some columns look like ratings. Of those that are, take away one # of each line, and the line above,"
        )
        yield say("correct what they measure, and say what they are about.")
    else:
        yield say("No column looks like a rating by itself. Take away one # of each line, and the line above,")
        yield say("and write for each question which column it is, what it measures, and what it is about.")


def _question(column: SeenColumn, spoken: Language) -> Iterator[str]:
    """Yield the lines of what may be a question: answers are few numbers, or words that say how good something is."""
    title = "".join(sign for sign in " ".join(column.titles[-1].split()) if sign.isprintable())[:_LONGEST_TITLE]
    wording = "" if title in {"", column.name} else f"  # {title}"
    column_id, numbers = slugged(column.name), _numbers(column)
    are_grades = any(map(asks_for_grades, column.titles))
    scale = _scale(numbers, are_grades=are_grades) if numbers else None
    if column.others or column.is_id:
        return
    measure = next((one for one, sign in _SIGNS if sign.search(" ".join(column.titles))), Measure.CSAT)
    if scale is not None:
        low, high = (0, 10) if measure is Measure.NPS else scale
        keys = f"measures: {measure.value}, column: {quoted(column.name)}, scale: {low}-{high}"
        if are_grades and measure is not Measure.NPS:
            keys += ", reverse: true" + (", top_box: [1, 2]" if measure is Measure.CSAT else "")
        elif measure is Measure.CSAT and scale != _USUAL:
            keys += f", top_box: [{high}]"
        yield f"{column_id}: {{{keys}}}{wording}"
    elif not numbers and (words := _rating_words(column)):
        yield f"{column_id}:{wording}"
        yield f"  measures: {Measure.RECOMMEND.value if measure is Measure.NPS else measure.value}"
        yield f"  column: {quoted(column.name)}"
        yield f"  map:  # {spoken.say(say('the number that each text stands for'))}"
        yield from (f"    {quoted(text)}: {_ELLIPSIS}" for text in words)
        none = [quoted(text) for text in sorted(column.texts) if text not in words]
        yield from [f"  missing: [{', '.join(none)}]"] if none else []


def _rating_words(column: SeenColumn) -> Sequence[str]:
    """Return the texts of a column that all say how much of one thing there is, but for those that are no answer."""
    words = {text: said(text) for text in column.texts if not says_no_answer(text)}
    ranks = {text: one.rank for text, one in words.items() if one is not None}
    families = {one.of for one in words.values() if one is not None and one.of is not None}
    are_ratings = len(ranks) == len(words) > 1 and len(families) == 1 and len(column.texts) <= _MOST_TEXTS
    if not are_ratings or min(column.texts.values()) < _FEWEST:
        return ()
    return sorted(ranks, key=lambda text: (ranks[text], text))


def _scale(numbers: Sequence[int], *, are_grades: bool) -> tuple[int, int] | None:
    """Return the smallest usual scale that takes all numbers; yes and no are none."""
    low, high = min(numbers), max(numbers)
    if low == high or (low, high) == (0, 1):
        return None
    scales = _GRADES if are_grades else _SCALES
    return next((one for one in scales if one[0] <= low and high <= one[1]), None)


def _numbers(column: SeenColumn) -> list[int]:
    """Return the numbers of a column that has no others, but for what its labels say is no answer."""
    labels = column.labels.labels
    none = {*column.labels.missing, *(value for value, texts in labels.items() if says_no_answer(texts[0]))}
    texts = {*column.texts, *labels} - none
    return [int(text) for text in texts] if all(_WHOLE.fullmatch(text) for text in texts) else []
