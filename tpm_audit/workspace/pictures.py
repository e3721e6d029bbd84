"""Pictures of visits: what a file is, by its content, and how large. Only their heads are read here."""

import hashlib
import struct
import warnings
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

from tpm_audit.model import codes
from tpm_audit.model.images import ImageMeasure
from tpm_audit.source.message import say
from tpm_audit.source.problems import Misfit

MAX_PIXELS: Final = 50_000_000
MAX_PIXELS_TOGETHER: Final = 2_000_000_000  # of all pictures of an audit: each is decoded when a site is built

# What a broken picture makes Pillow raise; its own errors are among them.
FAULTS: Final = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    AttributeError,
    AssertionError,
    EOFError,
    MemoryError,
    RuntimeError,
    struct.error,
    zlib.error,
)
_SIGNATURES: Final = (
    (b"\xff\xd8\xff", 0, "JPEG"),
    (b"\x89PNG\r\n\x1a\n", 0, "PNG"),
    (b"GIF8", 0, "GIF"),
    (b"WEBP", 8, "WEBP"),
)
_SHOWN_AS: Final = {"JPEG": "jpg", "PNG": "png", "GIF": "png", "WEBP": "webp"}
_OTHERS: Final = (
    (b"%PDF-", 0, "PDF"),
    (b"BM", 0, "BMP"),
    (b"II*\0", 0, "TIFF"),
    (b"MM\0*", 0, "TIFF"),
    (b"ftypavif", 4, "AVIF"),
    (b"ftyphei", 4, "HEIC"),
    (b"ftypmif1", 4, "HEIC"),
    (b"PK\x03\x04", 0, "ZIP"),
)
_HEAD: Final = 4096  # bytes that are looked at to tell an SVG drawing or a web page
_ORIENTATION: Final = 0x0112
_SIDEWAYS: Final = frozenset({5, 6, 7, 8})
_EXPORT: Final = say("save it as PNG or JPEG, and name that file")


@dataclass(frozen=True, slots=True)
class Picture:
    """What the head of a picture says: the format in which a site shows it, its pixels as it is looked at."""

    format: str
    width: int
    height: int


class Pictures:
    """The pictures of a workspace by their paths; each is looked at once. ``opened`` opens a file for reading."""

    def __init__(self, opened: Callable[[str], BinaryIO]) -> None:
        self._opened = opened
        self._looked_at: dict[str, Picture | Misfit] = {}
        self._digests: dict[str, str] = {}
        self._measures: dict[str, ImageMeasure | Misfit] = {}

    def look(self, path: str) -> Picture | Misfit:
        """Return what a file is, or why it cannot be shown."""
        found = self._looked_at.get(path)
        if found is None:
            found = self._looked_at[path] = self._look(path)
        return found

    def measure(self, path: str) -> ImageMeasure | Misfit:
        """Return what a picture measures, for which it is decoded, or why it cannot be shown."""
        found = self._measures.get(path)
        if found is None:
            found = self._measures[path] = self._measure(path)
        return found

    def digest(self, path: str) -> str:
        """Return the SHA-256 of a file's bytes in hexadecimal.

        Raises:
            OSError: the file cannot be read.
        """
        found = self._digests.get(path)
        if found is None:
            found = self._digests[path] = hashlib.sha256(self.read(path)).hexdigest()
        return found

    def read(self, path: str) -> bytes:
        """Return a file's bytes.

        Raises:
            OSError: the file cannot be read.
        """
        with self._opened(path) as file:
            return file.read()

    def _measure(self, path: str) -> ImageMeasure | Misfit:
        picture = self.look(path)
        if not isinstance(picture, Picture):
            return picture
        from tpm_audit.workspace.image_measure import measured  # noqa: PLC0415 (Pillow: see opened_picture)

        try:
            return measured(self.read(path), self.digest(path), picture)
        except FAULTS:
            return broken_picture(path)

    def _look(self, path: str) -> Picture | Misfit:
        try:
            with self._opened(path) as file:
                head = file.read(_HEAD)
                file.seek(0)
                kind = _kind(head)
                return _not_shown(path, head) if kind is None else _measured(path, file, kind)
        except OSError as error:
            why = error.strerror or type(error).__name__
            hint = say("let whoever runs tpm-audit read it, or leave it out here")
            return codes.BAD_PATH, say("'{path}' cannot be read: {why}", path=path[:200], why=why), hint


def _kind(head: bytes) -> str | None:
    return next((kind for sign, at, kind in _SIGNATURES if head[at : at + len(sign)] == sign), None)


def opened_picture(file: BinaryIO) -> Any:  # noqa: ANN401 (Pillow's types are no part of what others see)
    """Return a picture as Pillow opens it: in one of the formats that are shown, its body not read yet.

    Raises:
        One of FAULTS: it is broken.
    """
    from PIL import Image  # noqa: PLC0415 (most workspaces are checked without a picture)

    kind = _kind(file.read(_HEAD))
    file.seek(0)
    if kind == "WEBP":
        from PIL import WebPImagePlugin  # noqa: F401, PLC0415 (else Pillow loads all that it knows)
    try:
        return Image.open(file, formats=() if kind is None else (kind,))
    except Image.DecompressionBombError as error:
        raise OverflowError(str(error)) from error


def orientation(image: Any) -> int:  # noqa: ANN401 (Pillow's)
    """Return how a picture is to be turned, 1 to 8 as EXIF says it, 1 where it says nothing that can be read."""
    from PIL import Image  # noqa: PLC0415 (see above)

    written = image.info.get("exif")
    if not isinstance(written, bytes):
        return 1
    exif = Image.Exif()
    try:
        exif.load(written)
        turned = exif.get(_ORIENTATION, 1)
    except FAULTS:
        return 1
    return turned if isinstance(turned, int) and 1 <= turned <= max(_SIDEWAYS) else 1


def _measured(path: str, file: BinaryIO, kind: str) -> Picture | Misfit:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of large pictures and of damaged EXIF
        try:
            image = opened_picture(file)
            (width, height), turned = image.size, orientation(image)
        except OverflowError:
            return _too_large(path)
        except FAULTS:
            return broken_picture(path)
    if width * height > MAX_PIXELS:
        return _too_large(path)
    if width < 1 or height < 1:
        return broken_picture(path)
    return Picture(_SHOWN_AS[kind], *((height, width) if turned in _SIDEWAYS else (width, height)))


def fitted(width: int, height: int, longest: int) -> tuple[int, int]:
    """Return the size of a picture, in pixels, made small enough for its longer side; it is never made larger."""
    longer = max(width, height)
    if longer <= longest:
        return width, height
    return max(1, round(width * longest / longer)), max(1, round(height * longest / longer))


def broken_picture(path: str) -> Misfit:
    """Return what is said of a picture that cannot be decoded."""
    message = say("'{path}' is a broken picture: it cannot be decoded", path=path[:200])
    return codes.NOT_A_PICTURE, message, say("save it anew in a program that shows it, or take another")


def _too_large(path: str) -> Misfit:
    limit = MAX_PIXELS // 1_000_000
    message = say("'{path}' has more than {limit} million pixels", path=path[:200], limit=limit)
    return codes.OUT_OF_RANGE, message, say("make it smaller")


def too_large_together(path: str) -> Misfit:
    """Return what is said of the picture with which those of an audit become too many pixels."""
    limit = MAX_PIXELS_TOGETHER // 1_000_000
    message = say(
        "with '{path}' the pictures have more than {limit} million pixels together", path=path[:200], limit=limit
    )
    return codes.OUT_OF_RANGE, message, say("make the pictures smaller, or leave some out")


def _not_shown(path: str, head: bytes) -> Misfit:
    """Return why a file that is none of the pictures shown is refused."""
    shown = path[:200]
    if not head:
        hint = say("put the picture there, or leave it out here")
        return codes.NOT_A_PICTURE, say("'{path}' is empty", path=shown), hint
    text = head.lower().replace(b"\0", b"")  # UTF-16 has a NUL beside every letter of a tag
    if b"<svg" in text:
        return codes.NOT_A_PICTURE, say("'{path}' is an SVG drawing, which can hold scripts", path=shown), _EXPORT
    if b"<!doctype html" in text or b"<html" in text:
        hint = say("take a screenshot of it as PNG or JPEG, and name that file")
        return codes.NOT_A_PICTURE, say("'{path}' is a web page, which can hold scripts", path=shown), hint
    kind = next((kind for sign, at, kind in _OTHERS if head[at : at + len(sign)] == sign), None)
    if kind is not None:
        message = say("'{path}' is a {kind} file; shown are JPEG, PNG, WebP and GIF", path=shown, kind=kind)
        return codes.NOT_A_PICTURE, message, _EXPORT
    return codes.NOT_A_PICTURE, say("'{path}' is no JPEG, PNG, WebP or GIF picture", path=shown), _EXPORT
