"""The pictures of a site: decoded and encoded anew, so that nothing of the originals but their pixels is published."""

import hashlib
import io
import os
import warnings
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from PIL import Image, ImageCms

from tpm_audit.model.codes import NO_SUCH_FILE
from tpm_audit.model.result import EvidenceRecord, Result
from tpm_audit.pages.page import PICTURE_SIDE, THUMBNAIL_SIDE, fitted, picture_path, thumbnail_path
from tpm_audit.source.message import say
from tpm_audit.source.problems import Place, Problem
from tpm_audit.workspace.picture_sources import Source
from tpm_audit.workspace.pictures import FAULTS, opened_picture, orientation

_ENCODING: Final[Mapping[str, tuple[str, Mapping[str, int | bool]]]] = {
    "jpg": ("JPEG", {"quality": 85, "optimize": True}),
    "png": ("PNG", {"compress_level": 9}),
    "webp": ("WEBP", {"quality": 85, "method": 4}),
}
_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_AT_ONCE: Final = 4  # a picture of 50 million pixels takes 200 MB while it is made smaller
_CMS_FAULTS: Final = (ImageCms.PyCMSError, *FAULTS)


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
    shown = {evidence.digest: evidence for visit in result.visits for evidence in visit.evidence}
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


def _write(evidence: EvidenceRecord, source: Source | None, folder: Path) -> Problem | None:
    if source is None:
        return _GONE
    data = source.read()
    if hashlib.sha256(data).hexdigest() != evidence.digest:
        return source.changed()
    try:
        large = pixels(data, PICTURE_SIDE)
        small = large.resize(fitted(*large.size, THUMBNAIL_SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
    except FAULTS:
        return source.broken()
    if evidence.format == "png":
        small = _few_colours(small)
    for path, image in ((picture_path(evidence), large), (thumbnail_path(evidence), small)):
        (folder / path).write_bytes(encoded(image, evidence.format))
    return None


def pixels(data: bytes, longest: int) -> Image.Image:
    """Return the first frame of a picture, turned, in sRGB, at most ``longest`` pixels wide and high.

    Raises:
        One of FAULTS: it is broken.
    """
    image: Image.Image = opened_picture(io.BytesIO(data))
    turned, profile = orientation(image), image.info.get("icc_profile")
    size = fitted(*image.size, longest)
    image.draft("RGB", size)  # a JPEG is decoded smaller where that is enough; any other picture as it is
    image.load()
    image = _in_srgb(_eight_bits(image), profile if isinstance(profile, bytes) else None)
    if image.size != size:
        image = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    if turned in _TURNS:
        image = image.transpose(_TURNS[turned])
    clean = Image.new(image.mode, image.size)  # without what Pillow carries on from file to file
    clean.paste(image)
    return clean


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


def _eight_bits(image: Image.Image) -> Image.Image:
    """Return a picture as L, RGB, RGBA or CMYK of eight bits."""
    if image.mode.startswith("I"):  # 16 bits of grey
        return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if "transparency" in image.info or image.mode in {"LA", "La", "PA", "RGBa", "RGBA"}:
        return image.convert("RGBA")
    if image.mode in {"L", "1"}:
        return image.convert("L")
    return image if image.mode == "CMYK" else image.convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return a picture in the colours of the web: by its profile, where it has one that fits and can be read."""
    if profile is not None:
        try:
            return _by_profile(image, profile)
        except _CMS_FAULTS:
            pass  # a damaged profile is no reason to show nothing
    return image.convert("RGB") if image.mode == "CMYK" else image


def _by_profile(image: Image.Image, profile: bytes) -> Image.Image:
    source, srgb = ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
    opaque = image.convert("RGB") if image.mode == "RGBA" else image
    colours = ImageCms.profileToProfile(opaque, source, srgb, outputMode="RGB")
    if colours is None:
        return image
    if image.mode == "RGBA":
        colours.putalpha(image.getchannel("A"))
    return colours
