"""What is taken over from the workspace's own mkdocs.yml: the address and the look of the site."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Toggle:
    """The button that leads from one palette to the next; its name is shown to who points at it."""

    icon: str
    name: str


@dataclass(frozen=True, slots=True)
class Palette:
    """One set of colours, named as Material for MkDocs names them; ``media`` asks for it, as in CSS."""

    scheme: str = "default"
    primary: str = "indigo"
    accent: str = "indigo"
    media: str | None = None
    toggle: Toggle | None = None


@dataclass(frozen=True, slots=True)
class SocialLink:
    """An icon in the footer that leads elsewhere; ``link`` begins with https: or mailto:."""

    icon: str
    link: str
    name: str | None


@dataclass(frozen=True, slots=True)
class MkdocsFile:
    """The part of mkdocs.yml that the sites of all languages take over; None is where it says nothing.

    ``site_url`` ends with a slash. ``copyright`` is HTML as it was written, not yet made safe. ``icons`` has the names
    of icons by what they stand for. ``files`` has the bytes of favicon and style sheets by their paths.

    A brand adds ``logo``, the path of the picture in the header, ``looks``, style sheets that stand before
    ``extra_css``, and ``custom``: where no palette is given, the colours are those of these sheets.
    """

    site_url: str | None = None
    copyright: str | None = None
    palettes: tuple[Palette, ...] = ()
    favicon: str | None = None
    icons: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    features: tuple[str, ...] | None = None
    social: tuple[SocialLink, ...] = ()
    extra_css: tuple[str, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    logo: str | None = None
    looks: tuple[str, ...] = ()
    custom: bool = False


NO_MKDOCS_FILE = MkdocsFile()
