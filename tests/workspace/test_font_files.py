import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpm_audit.workspace.font_files import font_file

CMAP, GLYF, LOCA, FVAR = 0, 10, 11, 47
NOT_TRANSFORMED = 3 << 6


def woff2(*tables: bytes) -> bytes:
    """Return the beginning of a font: its head, and a table of contents."""
    return b"wOF2" + bytes(8) + len(tables).to_bytes(2) + bytes(34) + b"".join(tables)


STATIC = woff2(bytes([CMAP, 5]), bytes([GLYF, 0x81, 0x01, 7]), bytes([LOCA | NOT_TRANSFORMED, 5]))
VARIABLE = woff2(bytes([63]) + b"Mine" + bytes([5]), bytes([GLYF, 5, 0]), bytes([FVAR, 5]))


@pytest.mark.parametrize(
    ("name", "weight", "italic"),
    [
        ("Inter-Regular", 400, False),
        ("Inter-SemiBold", 600, False),
        ("Inter-ExtraBoldItalic", 800, True),
        ("Inter-Bold", 700, False),
        ("inter_light-oblique", 300, True),
        ("Inter-ExtraLight", 200, False),
        ("own", 400, False),
    ],
)
def test_the_name_of_a_file_says_its_weight(name: str, weight: int, italic: bool) -> None:  # noqa: FBT001
    font = font_file(f"brand/{name}.woff2", STATIC)
    assert font is not None
    assert (font.weights, font.italic) == ((weight, weight), italic)


def test_a_variable_font_has_all_weights() -> None:
    font = font_file("brand/Bold.woff2", VARIABLE)
    assert font is not None
    assert font.weights == (100, 900)


@pytest.mark.parametrize("content", [b"", b"wOF2", b"OTTO" + STATIC[4:], STATIC[:-1], woff2()])
def test_what_is_no_font_is_none(content: bytes) -> None:
    assert font_file("brand/x.woff2", content) is None


@given(st.binary(max_size=200))
def test_any_bytes_are_read(content: bytes) -> None:
    font_file("brand/x.woff2", b"wOF2" + content)
