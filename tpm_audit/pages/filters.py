"""Filters over a table: what its rows can be told apart by, as choices in the page's language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tpm_audit.language.catalogue import Language
from tpm_audit.source.message import Sayable


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice of a filter; ``mark`` stands on the rows that it keeps."""

    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter: a label and its choices."""

    name: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters of a table, and the marks of each of its rows."""

    filters: tuple[Filter, ...]
    marks: tuple[str, ...]


def filters_of(
    labels: Mapping[str, str], rows: Sequence[Mapping[str, Sequence[Sayable]]], language: Language
) -> Filters:
    """Return the filters by which rows differ; ``rows`` say for each name in ``labels`` what a row is.

    Choices stand in the order in which the rows bring them. What all rows are, or none, is no choice.
    """
    choices: dict[str, dict[str, str]] = {name: {} for name in labels}
    marks = []
    for row in rows:
        mine = []
        for name, texts in row.items():
            known = choices[name]
            for text in map(language.say, texts):
                mark = known.get(text)
                if mark is None:
                    mark = known[text] = f"{name}-{len(known)}"
                mine.append(mark)
        marks.append(" ".join(mine))
    filters = tuple(
        Filter(name, labels[name], tuple(Choice(mark, text) for text, mark in known.items()))
        for name, known in choices.items()
        if len(known) > 1
    )
    return Filters(filters, tuple(marks))
