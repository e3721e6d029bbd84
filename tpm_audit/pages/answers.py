"""Answers to criteria: who answered what, where, and whether that is as expected."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tpm_audit.language.catalogue import Language
from tpm_audit.model.result import AnswerRecord, ChecklistRecord, CriterionRecord, ItemPlaceRecord, ItemRecord, Result
from tpm_audit.model.scales import Unrated
from tpm_audit.model.words import UNRATED, answer_said
from tpm_audit.pages.names import Names
from tpm_audit.pages.page import criterion_path
from tpm_audit.render.words import Badge, Link
from tpm_audit.source.message import Sayable, say


@dataclass(frozen=True, slots=True)
class Answered:
    """What one auditor answered; several answers are of several specimens or visits."""

    auditor: Sayable
    answers: tuple[Sayable, ...]
    notes: tuple[Sayable, ...]


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A criterion at one place, and what was answered there."""

    criterion: Link
    where: tuple[Link, ...]
    answered: tuple[Answered, ...]
    share: str | None
    expected: Sayable
    state: Badge | None


@dataclass(frozen=True, slots=True)
class NoteRow:
    """What an auditor wrote beside an answer."""

    criterion: Link
    where: tuple[Link, ...]
    answers: tuple[Sayable, ...]
    notes: tuple[Sayable, ...]


@dataclass(frozen=True)
class Answers:
    """Makes rows of answers; ``criteria`` with their checklists, by id."""

    names: Names
    language: Language
    criteria: Mapping[str, tuple[ChecklistRecord, CriterionRecord]]

    def row(self, item: ItemRecord, place: ItemPlaceRecord, where: tuple[Link, ...]) -> AnswerRow:
        """Return an item at one of its places."""
        _, criterion = self.criteria[item.criterion]
        return AnswerRow(
            criterion=self.criterion(item.criterion),
            where=where,
            answered=tuple(answered(answer) for answer in place.answers),
            share=None if place.share is None else self.language.percent(place.share),
            expected=expected(criterion),
            state=_state(place),
        )

    def criterion(self, id_: str) -> Link:
        """Return a link to a criterion on the page of its checklist."""
        checklist, criterion = self.criteria[id_]
        return Link(criterion.ask, criterion_path(checklist.id, id_))

    def where(self, item: ItemRecord, place: ItemPlaceRecord) -> tuple[Link, ...]:
        """Return touchpoint, channel, location and language of an item at a place."""
        whole = self.names.where(item.touchpoint, item.channel)
        return (*whole, *self.names.place(place.location, place.language)) or (Link(say("the company")),)


def answers_of(result: Result, names: Names, language: Language) -> Answers:
    """Return what makes rows of a result's answers."""
    criteria = {one.id: (checklist, one) for checklist in result.checklists for one in checklist.criteria}
    return Answers(names, language, criteria)


def expected(criterion: CriterionRecord) -> Sayable:
    """Return the level that a criterion expects, as its scale calls it."""
    labels = {answer.answer: answer.label for answer in criterion.answers}
    return labels.get(criterion.expects) or criterion.expects


def places(result: Result) -> Iterator[tuple[ItemRecord, ItemPlaceRecord]]:
    """Yield every item at each of its places."""
    for item in result.items:
        for place in item.places:
            yield item, place


def disputes(items: Iterable[tuple[ItemRecord, ItemPlaceRecord]], make: Answers) -> Iterator[AnswerRow]:
    """Yield where the auditors disagree."""
    for item, place in items:
        if place.disputed:
            yield make.row(item, place, make.where(item, place))


def notes(items: Iterable[tuple[ItemRecord, ItemPlaceRecord]], make: Answers) -> Iterator[NoteRow]:
    """Yield every answer that has a note or a reason."""
    for item, place in items:
        for answer in place.answers:
            said = answered(answer)
            if said.notes:
                yield NoteRow(make.criterion(item.criterion), make.where(item, place), said.answers, said.notes)


def answered(answer: AnswerRecord) -> Answered:
    """Return an answer with its words, and with what was written beside it."""
    notes = tuple(one for one in (answer.note, answer.reason) if one is not None)
    return Answered(answer.auditor, tuple(map(answer_said, answer.answers)), notes)


def _state(place: ItemPlaceRecord) -> Badge | None:
    if place.below:
        return Badge(say("below what is expected"), "poor")
    if place.disputed:
        return Badge(say("auditors disagree"), "fair")
    if not place.answers:
        return Badge(UNRATED[Unrated.NOT_TESTED], "plain")
    return None
