"""How a report looks: logos, looks that are shipped, colours and fonts of the client or the agency."""

import enum
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Final


class Look(enum.StrEnum):
    """A style sheet that is shipped, ``templates/assets/looks/<look>.css``."""

    PLAIN = "plain"
    PAPER = "paper"
    INK = "ink"
    WARM = "warm"


@dataclass(frozen=True, slots=True)
class Grounds:
    """The colours on which a look shows text and links, as ``#rrggbb``; a test holds the style sheet to them."""

    light: str
    dark: str
    primary: str  # of the header, where a brand names none


GROUNDS: Final[Mapping[Look, Grounds]] = MappingProxyType(
    {
        Look.PLAIN: Grounds("#ffffff", "#1e2029", "#4051b5"),
        Look.PAPER: Grounds("#fbf8f1", "#1f1d1a", "#2f4a3f"),
        Look.INK: Grounds("#ffffff", "#141414", "#141414"),
        Look.WARM: Grounds("#fff9f2", "#221a16", "#7a3418"),
    }
)


@dataclass(frozen=True)
class Logo:
    """The picture that stands for a company.

    ``content`` is an SVG drawing made safe, or a picture as it was brought, which a site writes anew. ``size`` is
    width and height in pixels; a drawing has 512 on its longer side. ``tones`` are the shares of what is seen of it by
    relative luminance (WCAG), together 1; none for a picture that brings a ground of its own.
    """

    path: str
    format: str
    size: tuple[int, int]
    content: bytes
    tones: Mapping[float, float] = field(default_factory=lambda: MappingProxyType({}))

    @cached_property
    def digest(self) -> str:
        """Return the SHA-256 of the content in hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()

    def is_lost_on(self, luminance: float) -> bool:
        """Say whether more than a fifth of it has less than 3 : 1 against a ground (WCAG 2.2, 1.4.11)."""
        lost = sum(share for tone, share in self.tones.items() if _contrast(tone, luminance) < _LEAST)
        return lost > _SPARE


_LEAST: Final = 3
_SPARE: Final = 0.2
_FLARE: Final = 0.05  # of WCAG's formula


def _contrast(one: float, other: float) -> float:
    return (max(one, other) + _FLARE) / (min(one, other) + _FLARE)


@dataclass(frozen=True, slots=True)
class FontFile:
    """One file of a font; ``weights`` are from and to, as CSS counts them."""

    path: str
    content: bytes
    weights: tuple[int, int] = (400, 400)
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Font:
    """A font of the workspace; ``family`` is its name in style sheets."""

    family: str
    files: tuple[FontFile, ...]


@dataclass(frozen=True, slots=True)
class Brand:
    """All that site.yml says of the look and that could be read; colours are ``#rrggbb``."""

    client: Logo | None = None
    agency: Logo | None = None
    look: Look = Look.PLAIN
    primary: str | None = None
    accent: str | None = None
    text: Font | None = None
    code: Font | None = None

    @property
    def paths(self) -> tuple[str, ...]:
        """Return the files of the workspace that it stands on."""
        logos = tuple(logo.path for logo in (self.client, self.agency) if logo is not None)
        return (*logos, *(file.path for font in (self.text, self.code) if font is not None for file in font.files))


NO_BRAND: Final = Brand()
