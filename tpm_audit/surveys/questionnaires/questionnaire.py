"""A questionnaire: what customers are asked, in each language, and on which scales."""

from collections.abc import Mapping
from dataclasses import dataclass

from tpm_audit.model.surveys import Measure
from tpm_audit.source.message import Localised


@dataclass(frozen=True, slots=True)
class Row:
    """A touchpoint that is asked about, the company where it is None, and what customers are shown of it."""

    touchpoint: str | None
    name: Localised


@dataclass(frozen=True, slots=True)
class KanoSide:
    """One of the two questions about a property: how people feel with it, or without it; properties are numbered."""

    number: int
    of: Localised
    has_it: bool

    @property
    def pair(self) -> str:
        """Return what both questions are called together."""
        return f"{Measure.KANO.value}{self.number}"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: its wording, what each number stands for, and what it is about, the company where there are no rows.

    A question without ``answers`` is answered in one's own words; one of a pair about a property has a ``side``.
    """

    measure: Measure
    wording: Localised
    answers: Mapping[int, Localised]
    rows: tuple[Row, ...] = ()
    side: KanoSide | None = None

    @property
    def id(self) -> str:
        """Return what it is called in every system, and in survey.yml."""
        if self.side is None:
            return self.measure.value
        return f"{self.side.pair}{'with' if self.side.has_it else 'without'}"


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """All that customers are shown; the first of the languages is the one that it is written in first."""

    id: str
    languages: tuple[str, ...]
    title: Localised
    lead: Localised
    thanks: Localised
    questions: tuple[Asked, ...]

    @property
    def n_answers(self) -> int:
        """Return how many answers it asks of each customer."""
        return sum(len(one.rows) or 1 for one in self.questions)


def one_line(text: str) -> str:
    """Return a text as a line of visible signs: a line break or a tab in a name would end what it stands in."""
    return " ".join("".join(sign for sign in text if sign.isprintable() or sign.isspace()).split())
