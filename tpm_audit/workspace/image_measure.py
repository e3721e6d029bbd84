"""A picture in numbers: how wide, how it is built, in which colour; other sizes, formats and margins change little."""

import math
import warnings
from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from PIL import Image, ImageChops, ImageFilter, ImageStat

from tpm_audit.model.images import ImageMeasure, View
from tpm_audit.workspace.pictures import Picture
from tpm_audit.workspace.pixels import pixels

Color: TypeAlias = tuple[int, int, int]

_SIDE: Final = 1000  # pixels, of the longer side: a picture is measured this large at most
_WHITE: Final[Color] = (255, 255, 255)
_BLACK: Final[Color] = (0, 0, 0)
_PAPER: Final = 232  # of 255: what is lighter in all its channels is white to the eye
_CLEAR: Final = 128  # of 255: what is less opaque is seen through
_EVEN: Final = 24  # of 255: as far a ground may vary, by the noise of a JPEG
_OUTSTANDS: Final = 1 / 3  # of what is farthest from the ground: less is a soft edge, or noise
_SOLID: Final = 64  # of 255 from the ground
_PEAK: Final = 12  # of 255 below the most of all neighbours: not on a soft edge, which is paler
_NEIGHBOURS: Final = 5
_SHARE_OF_PAPER, _SHARE_OF_GROUND = 0.1, 0.95  # of a picture's rim
_SHARE_OF_COLOR: Final = 0.1  # of what stands out: less is the noise around something white
_MOST_GROUNDS: Final = 3  # inside of each other: a page, a band on it, the sign
_GRID: Final = 32
_WAVES: Final = 8  # across, and down
_FLAT: Final = 0.05  # of the strongest waves: one weaker is none, whatever its sign
_STRONG: Final = 4
_COSINES: Final = [
    [math.cos(math.pi * (2 * x + 1) * wave / (2 * _GRID)) for x in range(_GRID)] for wave in range(1, _WAVES + 1)
]


_MEASURED: Final[dict[str, ImageMeasure]] = {}  # by their digests: a preview reads the same ones with every save


def measured(data: bytes, digest: str, picture: Picture) -> ImageMeasure:
    """Measure a picture of which the head was looked at.

    Raises:
        One of workspace.pictures.FAULTS: it is broken.
    """
    if digest not in _MEASURED:
        _MEASURED[digest] = _measured(data, digest, picture)
    return _MEASURED[digest]


def _measured(data: bytes, digest: str, picture: Picture) -> ImageMeasure:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of damaged EXIF
        image = pixels(data, _SIDE).convert("RGBA")
    clear = min(image.getchannel("A").tobytes()) < _CLEAR
    views = tuple(_views(image, clear=clear)) or (_view(_on(image, _WHITE), _WHITE),)
    return ImageMeasure(digest, picture.format, picture.width, picture.height, clear, views)


def _views(image: Image.Image, *, clear: bool) -> Iterator[View]:
    """Yield what is seen without white margins, then without each even ground inside of the other.

    Nothing is yielded of a picture that shows nothing.
    """
    ground = _BLACK if clear and _is_white(image) else _WHITE
    seen = _on(image, ground)
    around = ground if clear else _around(seen)
    if not clear and (around is None or min(around) < _PAPER):
        yield _view(seen, _WHITE)
    grounds: list[Color] = []
    while around is not None and len(grounds) < _MOST_GROUNDS:
        box = _box(_distance(seen, around))
        if box is None or any(_is_near(around, other) for other in grounds):
            break
        whole, seen = box == (0, 0, *seen.size), seen.crop(box)
        yield _view(seen, around)
        grounds.append(around)
        around = None if whole else _around(seen)


def _is_white(image: Image.Image) -> bool:
    """Say whether what is seen of a transparent picture would not be seen on white."""
    opaque = image.getchannel("A").point(lambda value: 255 if value >= _CLEAR else 0)
    return opaque.getbbox() is not None and min(_mean(image.convert("RGB"), opaque)) >= _PAPER


def _on(image: Image.Image, ground: Color) -> Image.Image:
    below = Image.new("RGBA", image.size, ground)
    below.alpha_composite(image)
    return below.convert("RGB")


def _around(image: Image.Image) -> Color | None:
    """Return the ground on which a picture stands; None where its rim is of no one colour."""
    width, height = image.size
    sides = ((0, 0, width, 1), (0, height - 1, width, height), (0, 0, 1, height), (width - 1, 0, width, height))
    rim: list[Color] = [pixel for side in sides for pixel in _pixels_of(image.crop(side))]
    paper = [pixel for pixel in rim if min(pixel) >= _PAPER]
    if len(paper) >= len(rim) * _SHARE_OF_PAPER:
        return _median(paper)
    middle = _median(rim)
    even = [pixel for pixel in rim if _is_near(pixel, middle)]
    return _median(even) if len(even) >= len(rim) * _SHARE_OF_GROUND else None


def _pixels_of(image: Image.Image) -> Iterator[Color]:
    red, green, blue = (band.tobytes() for band in image.split())
    return zip(red, green, blue, strict=True)


def _median(colors: Sequence[Color]) -> Color:
    red, green, blue = (sorted(channel)[len(colors) // 2] for channel in zip(*colors, strict=True))
    return red, green, blue


def _is_near(one: Color, other: Color) -> bool:
    return all(abs(ours - theirs) <= _EVEN for ours, theirs in zip(one, other, strict=True))


def _distance(image: Image.Image, ground: Color) -> Image.Image:
    """Return how far each pixel is from the ground, in the channel in which it is farthest."""
    red, green, blue = ImageChops.difference(image, Image.new("RGB", image.size, ground)).split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def _from(least: float, image: Image.Image) -> Image.Image:
    return image.point([255 if value >= least else 0 for value in range(256)])


def _box(distance: Image.Image) -> tuple[int, int, int, int] | None:
    """Return where something stands out from the ground; None where nothing does."""
    return _from(max(_EVEN, _most(distance) * _OUTSTANDS), distance).getbbox()


def _most(band: Image.Image) -> int:
    return max(value for value, count in enumerate(band.histogram()) if count)


def _view(image: Image.Image, ground: Color) -> View:
    distance = _distance(image, ground)
    return View(*image.size, _hash(distance), _color(image, distance))


def _color(image: Image.Image, distance: Image.Image) -> str:
    """Return the mean colour of what stands out from the ground and is not white, else of all that stands out.

    Soft edges are left out: the smaller a picture, the more of it they are.
    """
    peak = ImageChops.subtract(distance.filter(ImageFilter.MaxFilter(_NEIGHBOURS)), distance)
    solid = ImageChops.darker(_from(_SOLID, distance), ImageChops.invert(_from(_PEAK, peak)))
    red, green, blue = image.split()
    white = _from(_PAPER, ImageChops.darker(ImageChops.darker(red, green), blue))
    colored = ImageChops.darker(solid, ImageChops.invert(white))
    chosen = colored if _count(colored) >= _count(solid) * _SHARE_OF_COLOR else solid
    return _spelled(_mean(image, chosen if _count(chosen) else None))


def _count(chosen: Image.Image) -> int:
    return chosen.histogram()[-1]


def _mean(image: Image.Image, chosen: Image.Image | None) -> list[float]:
    return ImageStat.Stat(image, chosen).mean


def _spelled(color: Sequence[float]) -> str:
    return "#" + "".join(f"{round(channel):02x}" for channel in color)


def _hash(distance: Image.Image) -> int:
    """Return the perceptual hash: one bit for each of the 64 slowest waves that a picture is made of, its sign.

    Source: N. Krawetz, "Looks like it" (2011), pHash: 32 x 32 pixels, discrete cosine transform, lowest 8 x 8 waves.
    Here a wave that is hardly there counts as none, so that noise does not decide on its sign.
    """
    grid = distance.resize((_GRID, _GRID), Image.Resampling.BOX).tobytes()
    rows = [grid[at : at + _GRID] for at in range(0, _GRID**2, _GRID)]
    columns = [[_product(row, cosines) for row in rows] for cosines in _COSINES]
    waves = [_product(column, cosines) for cosines in _COSINES for column in columns]
    least = max(_FLAT * sorted(map(abs, waves))[-_STRONG], 1.0)  # of nothing but one colour all are hardly there
    return sum(1 << place for place, wave in enumerate(waves) if wave > least)


def _product(values: Sequence[float], cosines: Sequence[float]) -> float:
    return sum(value * cosine for value, cosine in zip(values, cosines, strict=True))
