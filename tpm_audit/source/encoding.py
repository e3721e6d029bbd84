"""Bytes to text: what is not UTF-8, or holds what no text file holds, stops here."""

import codecs
import re
from typing import Final

from tpm_audit.source import refusals
from tpm_audit.source.limits import FILE_BYTES
from tpm_audit.source.problems import Place, Problem
from tpm_audit.source.text import SourceText

# Longest first: the mark of UTF-16 begins the one of UTF-32.
_BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_BINARY: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# What libyaml refuses, and the two noncharacters that stand for line separators while it reads (yaml_reader).
CONTROL: Final = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\U0010fffe\U0010ffff]")

_CONTROL_BYTES: Final = bytes([*range(9), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F])
_CONTROL_LEADS: Final = (b"\xc2", b"\xef\xbf", b"\xf4\x8f\xbf")  # of the others of CONTROL in UTF-8


def decode(file: str, data: bytes) -> SourceText | Problem:
    """Return the text of a file; a byte order mark and any kind of line end are accepted."""
    if len(data) > FILE_BYTES:
        return refusals.too_many_bytes(Place(file), len(data))
    if encoding := _wide_encoding(data):
        return refusals.other_encoding(Place(file), encoding)
    try:
        text = data.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        return _not_utf8(file, data, error.start)
    source = SourceText.of(file, text)
    if _may_hold_control(data) and (control := CONTROL.search(text)):
        return refusals.control_character(source.place(control.start()), control.group())
    return source


def _may_hold_control(data: bytes) -> bool:
    """Say whether it is worth looking at every character: most files hold none of the bytes such signs are made of."""
    return len(data.translate(None, _CONTROL_BYTES)) < len(data) or any(lead in data for lead in _CONTROL_LEADS)


def _wide_encoding(data: bytes) -> str | None:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return encoding
    every_second_is_nul = b"\0\0" in (data[0:3:2], data[1:4:2]) and data[:4].count(0) == len(data[:4]) // 2
    return "UTF-16" if every_second_is_nul else None


def _not_utf8(file: str, data: bytes, offset: int) -> Problem:
    if _BINARY.search(data):
        return refusals.binary(Place(file))
    good = SourceText.of(file, data[:offset].decode().removeprefix("\ufeff"))
    return refusals.foreign_byte(good.place(len(good.text)), data[offset])
