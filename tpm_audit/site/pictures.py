"""The pictures of a site: decoded and encoded anew, so that nothing of the originals but their pixels is published."""

import hashlib
import io
import os
import warnings
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final, TypeAlias

from PIL import Image

from tpm_audit.model.codes import NO_SUCH_FILE
from tpm_audit.model.drawings import PictureFile
from tpm_audit.model.result import EvidenceRecord, Result, pictures_in
from tpm_audit.pages.page import PICTURE_SIDE, THUMBNAIL_SIDE, picture_path, thumbnail_path
from tpm_audit.source.message import say
from tpm_audit.source.problems import Place, Problem
from tpm_audit.workspace.picture_sources import Source
from tpm_audit.workspace.pictures import FAULTS, fitted
from tpm_audit.workspace.pixels import pixels

Picture: TypeAlias = EvidenceRecord | PictureFile

_ENCODING: Final[Mapping[str, tuple[str, Mapping[str, int | bool]]]] = {
    "jpg": ("JPEG", {"quality": 85, "optimize": True}),
    "png": ("PNG", {"compress_level": 9}),
    "webp": ("WEBP", {"quality": 85, "method": 4}),
}
_AT_ONCE: Final = 4  # a picture of 50 million pixels takes 200 MB while it is made smaller


class PictureProblemsError(Exception):
    """Pictures that cannot be published: each a problem with its place. Nothing of the site may be used then."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(str(problem.place) for problem in problems))
        self.problems = problems


def write_pictures(result: Result, sources: Mapping[str, Source], folder: Path) -> int:
    """Write the pictures that a result shows into the folder of a language and return how many there are.

    Each digest is one picture in two sizes, ``evidence/<digest>.<format>`` and ``evidence/<digest>-small.<format>``.
    The bytes stand on the pixels alone: no metadata, colours in sRGB, turned as they are looked at.

    Raises:
        PictureProblemsError: pictures cannot be decoded, or their files changed since the result was made.
        OSError: a file cannot be read or written.
    """
    return write_these(pictures_in(result), sources, folder)


def write_these(pictures: Iterable[Picture], sources: Mapping[str, Source], folder: Path) -> int:
    """Write pictures as ``write_pictures`` does, and raise as it does."""
    shown = {picture.digest: picture for picture in pictures}
    if not shown:
        return 0
    (folder / picture_path(next(iter(shown.values())))).parent.mkdir(parents=True, exist_ok=True)
    with warnings.catch_warnings(), ThreadPoolExecutor(min(_AT_ONCE, os.cpu_count() or 1)) as pool:
        warnings.simplefilter("ignore")  # Pillow warns of damaged EXIF, which is not read any further
        written = pool.map(lambda one: _write(one, sources.get(one.digest), folder), shown.values())
        problems = tuple(sorted(problem for problem in written if problem is not None))
    if problems:
        raise PictureProblemsError(problems)
    return len(shown)


_GONE = Problem(
    Place("content/audits"),
    NO_SUCH_FILE,
    say("a picture of the closed audit is not in its folder evidence/ any more"),
    say("take it back from git"),
)


def _write(picture: Picture, source: Source | None, folder: Path) -> Problem | None:
    if source is None:
        return _GONE
    data = source.read()
    if hashlib.sha256(data).hexdigest() != picture.digest:
        return source.changed()
    try:
        large = pixels(data, PICTURE_SIDE)
        small = large.resize(fitted(*large.size, THUMBNAIL_SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
    except FAULTS:
        return source.broken()
    if picture.format == "png":
        small = _few_colours(small)
    for path, image in ((picture_path(picture), large), (thumbnail_path(picture), small)):
        (folder / path).write_bytes(encoded(image, picture.format))
    return None


def encoded(image: Image.Image, form: str) -> bytes:
    """Return a picture as the bytes of a file: jpg, png or webp."""
    encoding, options = _ENCODING[form]
    buffer = io.BytesIO()
    image.save(buffer, encoding, **options)
    return buffer.getvalue()


def _few_colours(image: Image.Image) -> Image.Image:
    """Return a thumbnail in 256 colours: made smaller, a screenshot has thousands, and takes more bytes than before."""
    if image.mode == "L":
        return image
    method = Image.Quantize.FASTOCTREE if image.mode == "RGBA" else Image.Quantize.MEDIANCUT
    return image.quantize(256, method=method, dither=Image.Dither.NONE)
