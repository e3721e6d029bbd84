"""The brand of a site as files beside its pages: logos written anew, fonts, and a style sheet that names them."""

import hashlib
import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from PIL import Image

from tpm_audit.model.brand import GROUNDS, NO_BRAND, Brand, Font, FontFile, Logo, Look
from tpm_audit.model.mkdocs_file import MkdocsFile
from tpm_audit.pages.page import logo_path
from tpm_audit.render.templates import shipped_templates
from tpm_audit.site.pictures import encoded
from tpm_audit.workspace.contrast import luminance_of
from tpm_audit.workspace.pixels import pixels

SHEET: Final = "assets/brand/brand.css"
LOOKS: Final = "assets/looks"
_LOGO_SIDE: Final = 1000  # pixels, of the longer side
_ICON_SIDE: Final = 96
# Names of Material's colours that are light: on all others it writes in white.
_LIGHT_NAMES: Final = frozenset({"white", "yellow", "lime", "amber", "orange", "light-green"})
_LIGHT_GROUND, _DARK_GROUND = 0.7, 0.1  # relative luminance of a header in a colour by name, about
_LIGHT_PLATE, _DARK_PLATE = "#ffffff", "#1e2029"


def branded(file: MkdocsFile, brand: Brand) -> MkdocsFile:
    """Return the look of a site with its brand; what mkdocs.yml says of favicon and palette goes before it."""
    if brand == NO_BRAND:
        return file
    files = dict(file.files)
    custom = brand.look is not Look.PLAIN or bool(brand.primary or brand.accent)
    looks = [f"{LOOKS}/{brand.look}.css"] if custom else []
    for path in looks:
        files[path] = (shipped_templates() / path).read_bytes()
    for logo in (brand.client, brand.agency):
        if logo is not None:
            files[logo_path(logo.digest, logo.format)] = _content(logo)
    for font in _fonts(brand):
        files |= {f"assets/brand/{font_name(one)}": one.content for one in font.files}
    favicon, icon = _favicon(file, brand)
    files |= icon
    files[SHEET] = brand_sheet(file, brand).encode()
    return replace(
        file,
        files=files,
        favicon=favicon,
        logo=None if brand.client is None else logo_path(brand.client.digest, brand.client.format),
        looks=(*looks, SHEET),
        custom=custom and not file.palettes,
    )


def brand_sheet(file: MkdocsFile, brand: Brand) -> str:
    """Return the style sheet of a brand: fonts, colours, and a plate below a logo that the header would swallow."""
    return "\n".join(
        ("/* Made from brand: of site.yml. */", *_font_rules(brand), *_colours(brand), *_plates(file, brand), "")
    )


def font_name(font: FontFile) -> str:
    """Return the name of a font's file in a site, which comes from its bytes."""
    return f"{hashlib.sha256(font.content).hexdigest()[:16]}.woff2"


def _fonts(brand: Brand) -> Iterator[Font]:
    yield from (font for font in (brand.text, brand.code) if font is not None)


def _font_rules(brand: Brand) -> Iterator[str]:
    for font in dict.fromkeys(_fonts(brand)):
        for one in font.files:
            low, high = one.weights
            yield (
                f'@font-face {{ font-family: "{font.family}"; font-style: {"italic" if one.italic else "normal"}; '
                f"font-weight: {low if low == high else f'{low} {high}'}; font-display: swap; "
                f'src: url("{font_name(one)}") format("woff2"); }}'
            )
    for name, font_or_none in (("text", brand.text), ("code", brand.code)):
        if font_or_none is not None:
            yield f':root {{ --md-{name}-font: "{font_or_none.family}"; }}'
    if brand.text is not None:
        yield ":root { --tpm-heading-font: initial; }"  # those of a look are not meant any more


def _colours(brand: Brand) -> Iterator[str]:
    """Yield the colours; only pages whose palette names none of its own have the attribute that they ask for."""
    custom = '[data-md-color-primary="custom"]'
    primary = brand.primary
    if primary is not None:
        yield (
            f"{custom} {{ --md-primary-fg-color: {primary}; --md-primary-fg-color--light: {primary}; "
            f"--md-primary-fg-color--dark: {primary}; }}"
        )
        yield (
            f'[data-md-color-scheme="default"]{custom} '
            f"{{ --md-typeset-a-color: {primary}; --md-accent-fg-color: {primary}; }}"
        )
        yield (  # paper is light, whichever page the reader saw
            f'@media print {{ body[data-md-color-scheme="slate"]{custom} '
            f"{{ --md-typeset-a-color: {primary}; --md-accent-fg-color: {primary}; }} }}"
        )
    if brand.accent is not None:
        yield f"{custom} {{ --tpm-accent: {brand.accent}; }}"
        yield (
            f'@media screen {{ [data-md-color-scheme="slate"]{custom} '
            f"{{ --md-typeset-a-color: {brand.accent}; --md-accent-fg-color: {brand.accent}; }} }}"
        )


def _plates(file: MkdocsFile, brand: Brand) -> Iterator[str]:
    if brand.client is None:
        return
    header = _header_luminance(file, brand)
    if brand.client.is_lost_on(header):
        plate = _LIGHT_PLATE if brand.client.is_lost_on(luminance_of(_DARK_PLATE)) else _DARK_PLATE
        yield (
            ".md-logo img { box-sizing: border-box; padding: 0.1rem 0.2rem; border-radius: 0.1rem; "
            f"background: {plate}; }}"
        )


def _header_luminance(file: MkdocsFile, brand: Brand) -> float:
    """Return the relative luminance of the header: of a colour by name only whether it is light."""
    names = {palette.primary for palette in file.palettes} - {"custom"}
    if names:
        return _LIGHT_GROUND if names & _LIGHT_NAMES else _DARK_GROUND
    return luminance_of(brand.primary or GROUNDS[brand.look].primary)


def _content(logo: Logo) -> bytes:
    """Return a logo as a site shows it: a picture is written anew, without what was in its file beside it."""
    if logo.format == "svg":
        return logo.content
    return encoded(pixels(logo.content, _LOGO_SIDE), logo.format)


def _favicon(file: MkdocsFile, brand: Brand) -> tuple[str | None, dict[str, bytes]]:
    """Return the path of the favicon, and its file where it is made: a picture becomes a square."""
    if file.favicon is not None or brand.client is None:
        return file.favicon, {}
    if brand.client.format == "svg":
        return logo_path(brand.client.digest, "svg"), {}
    image = pixels(brand.client.content, _ICON_SIDE).convert("RGBA")
    square = Image.new("RGBA", (_ICON_SIDE, _ICON_SIDE))
    square.paste(image, ((_ICON_SIDE - image.width) // 2, (_ICON_SIDE - image.height) // 2))
    buffer = io.BytesIO()
    square.save(buffer, "PNG", compress_level=9)
    path = f"assets/brand/{brand.client.digest[:16]}-icon.png"
    return path, {path: buffer.getvalue()}
