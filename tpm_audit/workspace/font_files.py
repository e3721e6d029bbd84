"""Fonts as WOFF2 files: what their table of contents says, without unpacking them."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from tpm_audit.model.brand import FontFile

MOST_BYTES: Final = 1_000_000
_SIGNATURE: Final = b"wOF2"
_HEAD: Final = 48  # bytes before the table directory (WOFF2, 4.1)
_TABLES: Final = slice(12, 14)
_FVAR: Final = 47  # number of the table that a variable font has (WOFF2, 5.2)
_OTHER_TAG: Final = 63  # its four letters follow
_GLYF_LOCA: Final = frozenset({10, 11})
_UNTRANSFORMED: Final = 3  # of glyf and loca; of all others 0
_ALL_WEIGHTS: Final = (100, 900)
_WEIGHTS: Final = (
    (r"thin|hairline", 100),
    (r"extra-?light|ultra-?light", 200),
    (r"light", 300),
    (r"medium", 500),
    (r"semi-?bold|demi-?bold", 600),
    (r"extra-?bold|ultra-?bold", 800),
    (r"bold", 700),
    (r"black|heavy", 900),
)
_ITALIC: Final = re.compile(r"italic|oblique", re.IGNORECASE)


def font_file(path: str, content: bytes) -> FontFile | None:
    """Return a font, None for bytes that are no WOFF2 file.

    A variable font has all weights; of any other the name of the file says which, as those of foundries do.
    """
    try:
        tables = set(_tables(content))
    except IndexError:
        return None
    if not content.startswith(_SIGNATURE) or not tables:
        return None
    name = PurePosixPath(path).stem
    return FontFile(path, content, _ALL_WEIGHTS if _FVAR in tables else _weight(name), bool(_ITALIC.search(name)))


def _weight(name: str) -> tuple[int, int]:
    found = next((weight for word, weight in _WEIGHTS if re.search(word, name, re.IGNORECASE)), 400)
    return found, found


def _tables(content: bytes) -> Iterator[int]:
    """Yield the numbers of the tables that a font has.

    Raises:
        IndexError: the file ends before its directory does.
    """
    position = _HEAD
    for _ in range(int.from_bytes(content[_TABLES])):
        flags = content[position]
        number, version = flags & _OTHER_TAG, flags >> 6
        position += 5 if number == _OTHER_TAG else 1
        position = _after_number(content, position)
        if version != (_UNTRANSFORMED if number in _GLYF_LOCA else 0):
            position = _after_number(content, position)
        yield number


def _after_number(content: bytes, position: int) -> int:
    """Return where a number of one to five bytes ends, each but the last of which has its highest bit set."""
    while content[position] & 0x80:
        position += 1
    return position + 1
