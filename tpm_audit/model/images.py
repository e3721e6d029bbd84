"""Images: what is measured of a picture so that two of them can be compared."""

from dataclasses import dataclass
from typing import Final

BITS: Final = 64  # of a perceptual hash


@dataclass(frozen=True, slots=True)
class View:
    """What a picture shows without the even ground around it: its size in measured pixels, its hash, its colour.

    ``hash`` is a perceptual hash of 64 bits; ``color`` the mean of what stands out from the ground, as ``#rrggbb``.
    """

    width: int
    height: int
    hash: int
    color: str


@dataclass(frozen=True, slots=True)
class ImageMeasure:
    """A picture in numbers: ``width`` and ``height`` in pixels as it is looked at, ``format`` as a site shows it.

    ``clear``: parts of it are transparent. ``views``: first without white or transparent margins; after it, the same
    without an even coloured ground.
    """

    digest: str
    format: str
    width: int
    height: int
    clear: bool
    views: tuple[View, ...]

    @property
    def text(self) -> str:
        """Return what stands for the picture where a report has no room for it; other bytes have another text."""
        return f"{self.width} \u00d7 {self.height} px ({self.digest[:8]})"
