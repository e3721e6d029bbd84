import io
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest
import yaml
from PIL import Image, PngImagePlugin

from tests.pages.small_result import small_result
from tests.pictures import encoded
from tests.workspace.cases import SITE, base_with, files_of
from tests.workspace.test_font_files import STATIC
from tpm_audit.language.catalogue import Language
from tpm_audit.model.brand import NO_BRAND, Brand, Font, FontFile, Logo, Look
from tpm_audit.model.mkdocs_file import NO_MKDOCS_FILE, MkdocsFile, Palette
from tpm_audit.report import read
from tpm_audit.site.brand import SHEET, brand_sheet, branded
from tpm_audit.site.finish.sheets import sheet_addresses
from tpm_audit.site.folder import write_frame

ENGLISH = Language("en")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path fill="#004f9f" d="M0 0h2v1z"/></svg>'


def read_brand(logo: str, content: bytes, keys: str = "") -> Brand:
    """Return the brand of a workspace with a logo of the client."""
    client = f"client: {{name: Bakery, logo: {logo}}}"
    files = files_of(base_with(SITE, ("client: {name: Bakery}", f"{client}\n{keys}")))
    own: Mapping[str, bytes] = {logo: content}
    workspace = read(replace(files, own=own.get))
    assert workspace.problems == ()
    return workspace.brand


def picture(colour: str, **options: object) -> bytes:
    """Return a PNG of a square on no ground."""
    image = Image.new("RGBA", (60, 40))
    image.paste(Image.new("RGBA", (20, 20), colour), (10, 10))
    return encoded(image, "PNG", **options)


def test_without_a_brand_nothing_changes() -> None:
    assert branded(NO_MKDOCS_FILE, NO_BRAND) is NO_MKDOCS_FILE


def test_a_picture_is_written_anew_without_what_was_in_its_file_and_keeps_what_is_transparent() -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "Secret")
    brand = read_brand("brand/logo.png", picture("#004f9f", pnginfo=notes))
    look = branded(NO_MKDOCS_FILE, brand)
    assert look.logo is not None
    content = look.files[look.logo]
    assert b"Secret" not in content
    image = Image.open(io.BytesIO(content))
    assert image.getpixel((0, 0)) == (0, 0, 0, 0)
    assert image.getpixel((15, 15)) == (0, 0x4F, 0x9F, 255)


def test_a_favicon_is_a_square_of_the_logo_where_none_is_named() -> None:
    brand = read_brand("brand/logo.png", picture("#004f9f"))
    look = branded(NO_MKDOCS_FILE, brand)
    assert look.favicon is not None
    assert Image.open(io.BytesIO(look.files[look.favicon])).size == (96, 96)
    assert branded(MkdocsFile(favicon="brand/own.png"), brand).favicon == "brand/own.png"


def test_a_drawing_is_its_own_favicon() -> None:
    look = branded(NO_MKDOCS_FILE, read_brand("brand/logo.svg", SVG))
    assert look.favicon == look.logo
    assert look.logo is not None
    assert look.files[look.logo].startswith(b"<svg")


@pytest.mark.parametrize(
    ("logo", "light", "dark"),
    [
        (picture("#101010"), False, True),
        (picture("#fefefe"), True, False),
        (picture("#c2410c"), False, False),
        (encoded(Image.new("RGB", (9, 9), "black"), "PNG"), False, False),  # it brings a ground of its own
    ],
)
def test_where_a_logo_is_lost(logo: bytes, light: bool, dark: bool) -> None:  # noqa: FBT001
    found = read_brand("brand/logo.png", logo).client
    assert found is not None
    assert (found.is_lost_on(1), found.is_lost_on(0.015)) == (light, dark)


@pytest.mark.parametrize(
    ("tone", "palette", "primary", "plate"),
    [
        (0.0, None, None, None),  # black can just be told from the blue of Material
        (0.0, None, "#141414", "#ffffff"),
        (1.0, None, None, None),
        (1.0, "white", None, "#1e2029"),
        (0.0, "white", None, None),
        (0.08, None, "#004f9f", "#ffffff"),  # blue on the same blue
    ],
)
def test_a_logo_that_the_header_would_swallow_has_a_plate(
    tone: float, palette: str | None, primary: str | None, plate: str | None
) -> None:
    logo = Logo("brand/logo.svg", "svg", (2, 1), SVG, MappingProxyType({tone: 1.0}))
    palettes = () if palette is None else (Palette(primary=palette),)
    sheet = brand_sheet(MkdocsFile(palettes=palettes), Brand(client=logo, primary=primary))
    found = re.search(r"\.md-logo img .*background: (#\w+)", sheet)
    assert (found and found[1]) == plate


def test_fonts_are_files_of_the_site() -> None:
    font = Font(
        "Own Face", (FontFile("brand/a.woff2", STATIC), FontFile("brand/b.woff2", b"b", (100, 900), italic=True))
    )
    brand = Brand(text=font, code=font)
    look = branded(NO_MKDOCS_FILE, brand)
    sheet = look.files[SHEET].decode()
    assert sheet.count("@font-face") == 2
    assert "font-style: italic; font-weight: 100 900;" in sheet
    assert '--md-text-font: "Own Face"' in sheet
    assert '--md-code-font: "Own Face"' in sheet
    addresses = [one.address for one in sheet_addresses(sheet)]
    assert len(addresses) == 2
    assert all(f"assets/brand/{address}" in look.files for address in addresses)


def settings_of(folder: Path, look: MkdocsFile) -> dict[str, object]:
    write_frame(folder, small_result(), (), ENGLISH, look)
    found: dict[str, object] = yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("look", Look)
def test_a_look_is_a_style_sheet_before_the_workspaces_own(tmp_path: Path, look: Look) -> None:
    file = MkdocsFile(extra_css=("brand/own.css",), files={"brand/own.css": b""})
    settings = settings_of(tmp_path, branded(file, Brand(look=look, primary="#004f9f", accent="#f2b544")))
    assert settings["extra_css"] == ["assets/tpm-audit.css", f"assets/looks/{look}.css", SHEET, "brand/own.css"]
    assert [path.name for path in (tmp_path / "docs/assets/looks").iterdir()] == [f"{look}.css"]
    theme = settings["theme"]
    assert isinstance(theme, dict)
    assert {palette["primary"] for palette in theme["palette"]} == {"custom"}


def test_a_palette_of_mkdocs_goes_before_the_colours(tmp_path: Path) -> None:
    file = MkdocsFile(palettes=(Palette(primary="teal"),))
    settings = settings_of(tmp_path, branded(file, Brand(primary="#004f9f")))
    theme = settings["theme"]
    assert isinstance(theme, dict)
    assert [palette["primary"] for palette in theme["palette"]] == ["teal"]


def test_a_site_without_a_brand_has_no_look(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, NO_MKDOCS_FILE)
    assert settings["extra_css"] == ["assets/tpm-audit.css"]
    assert not (tmp_path / "docs/assets/looks").exists()
