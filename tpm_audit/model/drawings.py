"""Drawings: a value beside its standard where marks or a picture say more than words.

A kind of fact makes one (``Fact.draw``), the result holds it, templates/macros/drawing.html.j2 shows it.
"""

import enum
from dataclasses import dataclass
from typing import Annotated, Literal, TypeAlias

from pydantic import Field


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text; ``marked`` where it is what the reader should see."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A picture of the workspace: the SHA-256 of its file, the format in which a site shows it, its pixels."""

    digest: str
    format: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class PicturesDrawing:
    """A picture as it was found, beside its standard where that is another; a site has both as files of its own."""

    expected: PictureFile | None
    found: PictureFile
    drawn: Literal["pictures"] = "pictures"


@dataclass(frozen=True, slots=True)
class LettersDrawing:
    """Two texts that are nearly the same; marked is in each what the other lacks."""

    expected: tuple[Piece, ...]
    found: tuple[Piece, ...]
    drawn: Literal["letters"] = "letters"


Spans: TypeAlias = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class DayDrawing:
    """When a day is open, in minutes; ``missing`` is in the standard only, ``added`` only in what was found."""

    expected: Spans
    found: Spans
    missing: Spans
    added: Spans


@dataclass(frozen=True, slots=True)
class WeekDrawing:
    """Two weeks of opening hours, Monday first; the axis is from ``first`` to ``last``, in minutes."""

    days: tuple[DayDrawing, ...]
    first: int
    last: int
    step: int
    drawn: Literal["week"] = "week"


class Mark(enum.StrEnum):
    """What a marked passage of a text is."""

    RIGHT = "right"
    WRONG = "wrong"
    TELLING = "telling"  # neither, for nothing says what is right


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a text as it was found; ``mark`` where it decides what the text is worth."""

    text: str
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class PassageDrawing:
    """A longer text, cut around the passages that decide what it is worth."""

    passages: tuple[Passage, ...]
    drawn: Literal["passage"] = "passage"


@dataclass(frozen=True, slots=True)
class SampleDrawing:
    """The text that a value was read from, cut around the passages that tell it, and how long it is.

    ``plural`` are the words in it that speak to several readers at once.
    """

    passages: tuple[Passage, ...]
    words: int
    sentences: int
    plural: tuple[str, ...] = ()
    drawn: Literal["sample"] = "sample"


Drawing: TypeAlias = Annotated[
    LettersDrawing | WeekDrawing | PicturesDrawing | PassageDrawing | SampleDrawing, Field(discriminator="drawn")
]
