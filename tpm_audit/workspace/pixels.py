"""The pixels of a picture as it is looked at: turned, in the colours of the web, and of nothing else in its file."""

import io
from typing import Final

from PIL import Image, ImageCms

from tpm_audit.workspace.pictures import FAULTS, fitted, opened_picture, orientation

_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_CMS_FAULTS: Final = (ImageCms.PyCMSError, *FAULTS)


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
