"""The brand of a report: logos, colours and fonts that site.yml names, looked at before anything is made of them."""

import io
import unicodedata
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from tpm_audit.model import codes
from tpm_audit.model.brand import GROUNDS, Brand, Font, FontFile, Logo
from tpm_audit.model.entry import Written
from tpm_audit.model.site import BrandKeys, FontFiles, Site
from tpm_audit.source.codes import Code
from tpm_audit.source.message import Message, say
from tpm_audit.source.problems import Misfit, Problem
from tpm_audit.workspace.contrast import LEAST, contrast, cut, luminance, nearest_readable
from tpm_audit.workspace.files import Files
from tpm_audit.workspace.font_files import MOST_BYTES as MOST_FONT_BYTES
from tpm_audit.workspace.font_files import font_file
from tpm_audit.workspace.look_files import look_path_problem, no_such_file
from tpm_audit.workspace.pictures import FAULTS, Picture, Pictures, broken_picture, opened_picture
from tpm_audit.workspace.safe_svg import UnsafeSvgError, safe_svg
from tpm_audit.workspace.validation import PlaceOf

MOST_LOGO_BYTES: Final = 2_000_000
MOST_LOGO_PIXELS: Final = 8_000_000
HEADER_TEXT: Final = "#ffffff"
_LOGOS: Final = (".svg", ".png", ".jpg", ".jpeg", ".webp")
_FONTS: Final = (".woff2",)
_MOST_FONTS: Final = 8  # files of one font
_MEGABYTE: Final = 1_000_000
_SAMPLE: Final = 64  # pixels: a logo is looked at this large to tell its tones
_SEEN: Final = 32  # of 255: what is more transparent is not seen
_TONES: Final = 16  # steps of grey that are told apart
_SHOWN: Final = 200


def read_brand(site: Site, files: Files, place_of: PlaceOf) -> tuple[Brand, list[Problem]]:
    """Return what can be shown of a brand, and a problem for whatever cannot."""
    reader = _Reader(site, files, place_of)
    return reader.read(), reader.problems


class _Reader:
    """Walks through the keys once and collects the problems."""

    def __init__(self, site: Site, files: Files, place_of: PlaceOf) -> None:
        self.problems: list[Problem] = []
        self._site = site
        self._files = files
        self._place_of = place_of

    def read(self) -> Brand:
        """Return the brand."""
        keys = self._site.brand
        return Brand(
            client=self._logo(self._site.client.logo, "client"),
            agency=None if self._site.agency is None else self._logo(self._site.agency.logo, "agency"),
            look=keys.look,
            primary=self._readable("primary", keys.primary, _primary_on(keys)),
            accent=self._readable("accent", keys.accent, (_Use(GROUNDS[keys.look].dark, _DARK_PAGE),)),
            text=self._font(keys.font.text, "text"),
            code=self._font(keys.font.code, "code"),
        )

    def _logo(self, path: str | None, key: str) -> Logo | None:
        if path is None:
            return None
        written = self._site.written.at(key, "logo")
        content = self._content(path, _LOGOS, MOST_LOGO_BYTES, written)
        if content is None:
            return None
        found = _drawing(path, content) if path.lower().endswith(".svg") else _picture(path, content)
        if isinstance(found, Logo):
            return found
        self._tell(written, found)
        return None

    def _readable(self, key: str, colour: str | None, uses: Sequence["_Use"]) -> str | None:
        """Return a colour that can be read wherever it is used."""
        poor = [use for use in uses if colour is not None and contrast(colour, use.ground) < LEAST]
        if colour is None or not poor:
            return colour
        ratio = cut(contrast(colour, poor[0].ground))
        message = say("{colour} has a contrast of {ratio} : 1 {where}; 4.5 is the least", colour=colour, ratio=ratio,
                      where=poor[0].where)  # fmt: skip
        near = nearest_readable(colour, [use.ground for use in uses])
        hint = say("write a darker or lighter one") if near is None else _nearer(near)
        self._tell(self._site.written.at("brand", key), (codes.POOR_CONTRAST, message, hint))
        return None

    def _font(self, font: FontFiles | None, key: str) -> Font | None:
        if font is None:
            return None
        written = self._site.written.at("brand", "font", key)
        found = [
            self._font_file(path, written.at("files", index)) for index, path in enumerate(font.files[:_MOST_FONTS])
        ]
        if not 0 < len(font.files) <= _MOST_FONTS:
            message = say("a font has one file at least and {limit} at most", limit=_MOST_FONTS)
            self._tell(
                written, (codes.WRONG_SHAPE, message, say("write {example}", example="files: [brand/own.woff2]"))
            )
            return None
        family = font.family or {"text": "Report text", "code": "Report code"}[key]
        if any(unicodedata.category(sign)[0] in "CZ" and sign != " " for sign in family) or set(family) & set(
            "\"'\\<>"
        ):
            message = say("'{value}' is no name of a font", value=family[:60])
            self._tell(written.at("family"), (codes.NOT_A_CHOICE, message, say("write letters, digits and spaces")))
            return None
        files = tuple(file for file in found if file is not None)
        return Font(family, files) if files else None

    def _font_file(self, path: str, written: Written) -> FontFile | None:
        content = self._content(path, _FONTS, MOST_FONT_BYTES, written)
        if content is None:
            return None
        font = font_file(path, content)
        if font is None:
            message = say("'{path}' is no WOFF2 font", path=path[:_SHOWN])
            self._tell(written, (codes.NOT_A_PICTURE, message, say("save the font as WOFF2, and name that file")))
        return font

    def _content(self, path: str, endings: tuple[str, ...], limit: int, written: Written) -> bytes | None:
        """Return the bytes of a file of the workspace that a site may show."""
        misfit = look_path_problem(path, endings)
        content = self._files.own(path) if misfit is None else None
        if isinstance(content, Problem):
            hint = say("make it smaller") if content.code == Code.OVER_LIMIT else content.hint
            self.problems.append(Problem(self._place_of(written), content.code, content.message, hint))
        elif content is None:
            self._tell(written, misfit or no_such_file(path))
        elif len(content) > limit:
            message = say("'{path}' is larger than {limit} MB", path=path[:_SHOWN], limit=limit // _MEGABYTE)
            self._tell(written, (codes.OUT_OF_RANGE, message, say("make it smaller")))
        else:
            return content
        return None

    def _tell(self, written: Written, misfit: Misfit) -> None:
        self.problems.append(Problem(self._place_of(written), *misfit))


@dataclass(frozen=True, slots=True)
class _Use:
    """Where a colour meets another; ``where`` says it."""

    ground: str
    where: Message


_HEADER: Final = say("with the white text of the header")
_LIGHT_PAGE: Final = say("as a link on the light page")
_DARK_PAGE: Final = say("as a link on the dark page")


def _primary_on(keys: BrandKeys) -> tuple[_Use, ...]:
    return (_Use(HEADER_TEXT, _HEADER), _Use(GROUNDS[keys.look].light, _LIGHT_PAGE))


def _nearer(colour: str) -> Message:
    return say("write {example}, the nearest of its hue that can be read", example=f'"{colour}"')


def _drawing(path: str, content: bytes) -> Logo | Misfit:
    try:
        drawing = safe_svg(content)
    except UnsafeSvgError as error:
        message = say("'{path}' is no drawing that a report can show: {why}", path=path[:_SHOWN], why=error.why)
        return codes.NOT_A_PICTURE, message, say("write a PNG: export the logo and name that file")
    tones = [tone for tone in map(luminance, drawing.colours) if tone is not None]
    shares = {tone: count / len(tones) for tone, count in Counter(tones).items()}
    return Logo(path, "svg", drawing.size, drawing.content, MappingProxyType(shares))


def _picture(path: str, content: bytes) -> Logo | Misfit:
    looked_at = Pictures(lambda _: io.BytesIO(content)).look(path)
    if not isinstance(looked_at, Picture):
        return looked_at
    if looked_at.width * looked_at.height > MOST_LOGO_PIXELS:
        limit = MOST_LOGO_PIXELS // 1_000_000
        message = say("'{path}' has more than {limit} million pixels", path=path[:_SHOWN], limit=limit)
        return codes.OUT_OF_RANGE, message, say("make it smaller")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of damaged EXIF
        try:
            tones = dict(_tones(opened_picture(io.BytesIO(content))))
        except FAULTS:
            return broken_picture(path)
    size = (looked_at.width, looked_at.height)
    return Logo(path, looked_at.format, size, content, MappingProxyType(tones))


def _tones(image: Any) -> Iterator[tuple[float, float]]:  # noqa: ANN401 (Pillow's)
    """Yield the tones of what is seen of a picture, and their shares; none where it has a ground of its own."""
    image.load()
    small = image.convert("RGBA").resize((_SAMPLE, _SAMPLE))
    seen = [pixel[:3] for pixel in zip(*(band.tobytes() for band in small.split()), strict=True) if pixel[3] >= _SEEN]
    if len(seen) == _SAMPLE**2 or not seen:
        return
    step = 256 // _TONES
    counts: Mapping[str, int] = Counter("#" + "".join(f"{one // step * 17:02x}" for one in pixel) for pixel in seen)
    by_tone: Counter[float] = Counter()
    for colour, count in counts.items():
        by_tone[round(luminance(colour) or 0.0, 3)] += count
    yield from ((tone, count / len(seen)) for tone, count in by_tone.items())
