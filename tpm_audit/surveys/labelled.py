"""Questions whose values have labels: the labels are read as answers, too, and labels out of order are told."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tpm_audit.model import codes
from tpm_audit.model.entry import KeyPath
from tpm_audit.model.surveys import Measure, Question, Survey
from tpm_audit.source.message import Message, say
from tpm_audit.source.problems import Misfit, Place, Problem
from tpm_audit.source.suggestions import listed
from tpm_audit.surveys.kano_words import feeling_in
from tpm_audit.surveys.numbers import number_in_text
from tpm_audit.surveys.rating_words import GOOD, number_in, said, says_no_answer
from tpm_audit.surveys.reader import Head
from tpm_audit.surveys.value_labels import ValueLabels
from tpm_audit.surveys.yes_or_no import yes_or_no

_MOST_NAMED = 7  # labels of a scale


@dataclass(frozen=True, slots=True)
class Labelled:
    """A survey that takes labels as answers; without the questions whose labels make no scale, which are told.

    ``labels`` are those of the answers to a question, by the answers as they are told, where its columns agree.
    """

    survey: Survey
    problems: tuple[Problem, ...]
    labels: Mapping[str, Mapping[Fraction, str]]


def labelled(
    survey: Survey, head: Head, labels: Mapping[int, ValueLabels], place_of_key: Callable[[KeyPath], Place]
) -> Labelled:
    """Return a survey with what the file says of the values of its columns."""
    problems: list[Problem] = []
    questions: dict[str, Question] = {}
    labels_told: dict[str, Mapping[Fraction, str]] = {}
    for id_, question in survey.questions.items():
        positions = [head.names.get(heading.strip(), ()) for heading, *_ in question.headings]
        found = [labels[at[0]] for at in positions if len(at) == 1 and at[0] in labels]
        misfit = next((one for each in found for one in _misfits(id_, question, each)), None)
        if misfit is None:
            questions[id_] = _with_labels(question, found)
            labels_told[id_] = _told(questions[id_], found)
        else:
            problems.append(Problem(place_of_key(("questions", id_)), *misfit))
    return Labelled(survey.model_copy(update={"questions": questions}), tuple(problems), labels_told)


def _told(question: Question, found: Sequence[ValueLabels]) -> Mapping[Fraction, str]:
    """Return the labels of answers as they are told; an answer that columns call otherwise has none."""
    missing = frozenset(question.missing)
    called: dict[Fraction, set[str]] = {}
    for value, labels in (pair for one in found for pair in one.labels.items()):
        number = question.values.get(value)
        if number is not None and question.takes(number) and value not in missing:
            called.setdefault(question.told(number), set()).add(labels[0])
    return {told: next(iter(some)) for told, some in called.items() if len(some) == 1}


def _with_labels(question: Question, found: Sequence[ValueLabels]) -> Question:
    """Return a question that takes labels as the numbers of their values; what says two things is no answer."""
    is_text = question.measures is Measure.REASON
    no_answers = (value for one in found for value in (*one.missing, *(_no_texts(one) if is_text else ())))
    missing = tuple(dict.fromkeys((*question.missing, *no_answers)))
    if is_text or not any(one.labels for one in found):
        return question.model_copy(update={"missing": missing})
    scale = question.answers
    numbers = dict(question.values) or {str(one): Fraction(one) for one in range(scale.low, scale.high + 1)}
    meant: dict[str, set[Fraction]] = {}
    for value, labels in (pair for one in found for pair in one.labels.items()):
        number = numbers.get(value) if question.values else number_in_text(value)
        if number is not None:
            for text in (value, *labels):
                meant.setdefault(text, set()).add(number)
    clear = {text: next(iter(among)) for text, among in meant.items() if len(among) == 1}
    return question.model_copy(update={"missing": missing, "values": {**clear, **numbers}})


def _no_texts(found: ValueLabels) -> Iterator[str]:
    """Yield the values that are no texts by their labels; a text itself has none."""
    return (value for value, labels in found.labels.items() if says_no_answer(labels[0]))


def _misfits(id_: str, question: Question, found: ValueLabels) -> Iterator[Misfit]:
    """Yield what keeps the labels from being those of a scale; a map says what each value is, whatever it is called."""
    if question.values or question.measures is Measure.REASON:
        return
    on_scale = dict(sorted(_on_scale(question, found)))
    yield from _no_answers(id_, question, on_scale)
    yield from _read_otherwise(id_, question, found)
    yield from _other_numbers(id_, question, on_scale, found)
    yield from _unordered(id_, question, on_scale, found)


def _read_otherwise(id_: str, question: Question, found: ValueLabels) -> Iterator[Misfit]:
    """Yield what values mean by labels that say so themselves: yes and no, and how people feel with a property."""
    meant = dict(_meant(question, found))
    other_way = question.model_copy(update={"reverse": not question.reverse})
    if all(_read_as(question, value) == answer for value, answer in meant.items()):
        return
    texts = listed((f"{value} '{found.labels[value][0][:60]}'" for value in meant), _MOST_NAMED)
    told = say("question '{id}': its values are read otherwise than they are labelled: {labels}", id=id_, labels=texts)
    if question.measures is Measure.KANO and all(_read_as(other_way, value) == one for value, one in meant.items()):
        yield codes.LABELS, told, _turn(question)
    else:
        unturned = question.answers.low + question.answers.high if question.reverse else None
        numbers = {value: one if unturned is None else unturned - one for value, one in meant.items()}
        yield codes.LABELS, told, _map_with(numbers if len(numbers) == len(_valid(question, found)) else {})


def _meant(question: Question, found: ValueLabels) -> Iterator[tuple[str, int]]:
    for value in _valid(question, found):
        label = found.labels[value][0]
        if question.measures is Measure.KANO and (feeling := feeling_in(label)) is not None:
            yield value, feeling + 1
        elif question.measures is Measure.ASSOCIATION and (answer := yes_or_no(label)) is not None:
            yield value, int(answer)


def _valid(question: Question, found: ValueLabels) -> Sequence[str]:
    """Return the values that have labels and stand for an answer."""
    missing = {*question.missing, *found.missing}
    return [value for value, labels in found.labels.items() if value not in missing and not says_no_answer(labels[0])]


def _read_as(question: Question, value: str) -> Fraction | None:
    """Return the answer that a value is read as where no map says otherwise."""
    if question.measures is Measure.ASSOCIATION:
        answer = yes_or_no(value)
        return None if answer is None else Fraction(answer)
    number = number_in_text(value)
    return question.told(number) if number is not None and question.takes(number) else None


def _on_scale(question: Question, found: ValueLabels) -> Iterator[tuple[Fraction, str]]:
    missing = {*question.missing, *found.missing}
    for value, labels in found.labels.items():
        number = number_in_text(value)
        if number is not None and question.takes(number) and value not in missing:
            yield number, labels[0]


def _no_answers(id_: str, question: Question, on_scale: Mapping[Fraction, str]) -> Iterator[Misfit]:
    for number, label in on_scale.items():
        if says_no_answer(label):
            told = say(
                "question '{id}': {value} is on the scale {scale}, and by its label '{label}' it is no answer",
                id=id_,
                value=_digits(number),
                scale=question.answers.said,
                label=label[:60],
            )
            yield codes.LABELS, told, say("write for example {example}", example=f"missing: [{_digits(number)}]")


def _other_numbers(
    id_: str, question: Question, on_scale: Mapping[Fraction, str], found: ValueLabels
) -> Iterator[Misfit]:
    for number, label in on_scale.items():
        within = number_in(label)
        if within is not None and within != number:
            told = say(
                "question '{id}': {value} is labelled with another number: '{label}'",
                id=id_,
                value=_digits(number),
                label=label[:60],
            )
            meant = dict(_numbers_within(question, found))
            yield codes.LABELS, told, _map_of(meant if meant.keys() >= on_scale.keys() else {})


def _numbers_within(question: Question, found: ValueLabels) -> Iterator[tuple[Fraction, Fraction]]:
    for value, labels in found.labels.items():
        number, within = number_in_text(value), number_in(labels[0])
        if number is not None and within is not None and question.takes(Fraction(within)):
            yield number, Fraction(within)


def _unordered(id_: str, question: Question, on_scale: Mapping[Fraction, str], found: ValueLabels) -> Iterator[Misfit]:
    understood = {number: one for number, label in on_scale.items() if (one := said(label)) is not None}
    families = {one.of for one in understood.values() if one.of is not None}
    is_whole = len(families) == 1 and len(understood) == len(on_scale)
    texts = _listed(on_scale)
    if len(families) == 1:
        ranks = [one.rank for one in understood.values()]
        rises, falls = ranks == sorted(ranks), ranks == sorted(ranks, reverse=True)
        if not rises and not falls:
            told = say("question '{id}': the labels of its values are in no order: {labels}", id=id_, labels=texts)
            by_rank = sorted(understood, key=lambda number: understood[number].rank, reverse=question.reverse)
            yield codes.LABELS, told, _map_of(dict(zip(by_rank, on_scale, strict=True)) if is_whole else {})
        elif not families.isdisjoint(GOOD) and rises != falls and rises is _is_low_good(question):
            yield codes.LABELS, *_turned(id_, question, on_scale, texts)
    numbers = {value: number for value in found.shown if (number := number_in_text(value)) is not None}
    shown = [numbers[value] for value in found.shown if numbers.get(value) in on_scale]
    if not is_whole and shown not in (sorted(shown), sorted(shown, reverse=True)):
        texts = _listed({number: on_scale[number] for number in shown})
        told = say(
            "question '{id}': its values are in another order than they were shown: {labels}", id=id_, labels=texts
        )
        yield codes.LABELS, told, _map_of({})


def _turned(id_: str, question: Question, on_scale: Mapping[Fraction, str], texts: str) -> tuple[Message, Message]:
    if _is_low_good(question):
        told = say("question '{id}': by its labels a high answer is good: {labels}", id=id_, labels=texts)
    else:
        told = say("question '{id}': by its labels a low answer is good: {labels}", id=id_, labels=texts)
    if question.measures is Measure.LEVELS:
        return told, _map_of(dict(zip(on_scale, reversed(list(on_scale)), strict=True)))
    return told, _turn(question)


def _is_low_good(question: Question) -> bool:
    """Say whether a low answer is read as the good one: after Kano 1 is like, unless it is turned round."""
    return question.reverse is not (question.measures is Measure.KANO)


def _turn(question: Question) -> Message:
    if question.reverse:
        return say("leave out reverse:")
    return say("write for example {example}", example="reverse: true")


def _map_of(meant: Mapping[Fraction, Fraction]) -> Message:
    """Say which map to write, as far as that is known."""
    return _map_with({_digits(value): _digits(meant[value]) for value in sorted(meant)})


def _map_with(numbers: Mapping[str, object]) -> Message:
    if not numbers:
        return say("write map: with the number that each value stands for")
    pairs = ", ".join(f"{value}: {number}" for value, number in numbers.items())
    return say("write for example {example}", example=f"map: {{{pairs}}}")


def _listed(on_scale: Mapping[Fraction, str]) -> str:
    return listed((f"{_digits(number)} '{label[:60]}'" for number, label in on_scale.items()), _MOST_NAMED)


def _digits(number: Fraction) -> str:
    return f"{float(number):g}"
