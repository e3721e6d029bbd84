"""Drawings: a value beside its standard where marks or a picture say more than words.

A kind of fact makes one (``Fact.draw``), the result holds it, templates/macros/drawing.html.j2 shows it.
"""

from dataclasses import dataclass
from typing import Annotated, Literal, TypeAlias

from pydantic import Field


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text; ``marked`` where it is what the reader should see."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class LettersDrawing:
    """Two texts that are nearly the same; marked is in each what the other lacks."""

    expected: tuple[Piece, ...]
    found: tuple[Piece, ...]
    drawn: Literal["letters"] = "letters"


Drawing: TypeAlias = Annotated[LettersDrawing, Field(discriminator="drawn")]
