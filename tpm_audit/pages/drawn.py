"""Drawings as pages show them: those of letters as they are, those of pictures with the paths of their files."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from tpm_audit.model.drawings import (
    Drawing,
    LettersDrawing,
    PassageDrawing,
    PictureFile,
    PicturesDrawing,
    SampleDrawing,
    WeekDrawing,
)
from tpm_audit.model.result import FactRecord
from tpm_audit.pages.page import THUMBNAIL_SIDE, picture_path, thumbnail_path
from tpm_audit.source.message import Message, say
from tpm_audit.workspace.pictures import fitted


@dataclass(frozen=True, slots=True)
class DrawnPicture:
    """A picture: paths of both sizes, pixels of the small one, a text in its place, what it is, its size in full."""

    full: str
    small: str
    width: int
    height: int
    alternative: Message
    what: Message | None
    size: Message


@dataclass(frozen=True, slots=True)
class DrawnPictures:
    """Pictures side by side, the one that was found first."""

    pictures: tuple[DrawnPicture, ...]
    drawn: Literal["pictures"] = "pictures"


Drawn: TypeAlias = LettersDrawing | WeekDrawing | PassageDrawing | SampleDrawing | DrawnPictures


def drawn(drawing: Drawing | None) -> Drawn | None:
    """Return a drawing as a page shows it."""
    if not isinstance(drawing, PicturesDrawing):
        return drawing
    if drawing.expected is None:
        return DrawnPictures((_picture(drawing.found, None),))
    return DrawnPictures((_picture(drawing.found, say("As found")), _picture(drawing.expected, say("Standard"))))


def drawings_of(fact: FactRecord) -> Mapping[str, Drawn]:
    """Return what the values of a fact's standard look like, by these values."""
    looks = ((text, drawn(drawing)) for text, drawing in fact.drawings)
    return {text: look for text, look in looks if look is not None}


def _picture(file: PictureFile, what: Message | None) -> DrawnPicture:
    width, height = fitted(file.width, file.height, THUMBNAIL_SIDE)
    size = say("{width} \u00d7 {height} pixels", width=str(file.width), height=str(file.height))
    alternative = say("Picture") if what is None else say("Picture: {what}", what=what)
    return DrawnPicture(picture_path(file), thumbnail_path(file), width, height, alternative, what, size)
