"""An image: a logo, an icon, a seal, as it is found against the file that it should be.

Written is a path: of the standard one in the workspace, of what was found one below `evidence/` of the audit. Both are
JPEG, PNG, WebP or GIF; of an SVG drawing the standard is exported as PNG. Compared are proportions, by 2 % and a pixel,
a perceptual hash (64 bits of what is coarse in a picture), and the mean colour (CIEDE2000) of what is neither white nor
the ground. Size, format, and margins that are white or transparent do not matter; nor does an even coloured ground on
which the standard was found. So cut what was found to little more than the image. Fine detail is not seen, nor another
colour of a small part: compare that as a fact of kind color.

The key `tolerance` has how many bits may differ, `hash`, 6 by default, and how far the colours may be apart, `color`, 5
by default; declare about 12 and 15 for photos of signs and prints. With `min_width` an image that is less wide, in
pixels, differs. With `transparent: true` one differs that has no transparent background where the standard has one; a
JPEG, which cannot have one, is not asked.

The same: "logo.png" and "logo-on-white.jpg"
The same: "logo.png" and "logo-half-as-wide.webp"
The same: "logo.png" and "logo-with-margins.png"
Different: "logo.png" and "logo-in-red.png"
Different: "logo.png" and "logo-stretched.png"
Different: "logo.png" and "logo-mirrored.png"
Different: "logo.png" and "another.png"
Unreadable: "a-file-that-is-not-there.png"
With tolerance: {color: 60}
The same: "logo.png" and "logo-in-red.png"
With min_width: 400
Different: "logo.png" and "logo-half-as-wide.webp"
With transparent: true
The same: "logo.png" and "logo-on-white.jpg"
Different: "logo.png" and "logo-on-white.png"
"""

import math
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache, reduce
from typing import Annotated, ClassVar, NamedTuple

from pydantic import Field

from tpm_audit.facts.color import beyond, distance
from tpm_audit.facts.reasons import all_of, both
from tpm_audit.model.drawings import PictureFile, PicturesDrawing
from tpm_audit.model.entry import Strict
from tpm_audit.model.facts import Circumstances, Fact, Reading, Unreadable
from tpm_audit.model.field_types import Boolean, Number, between
from tpm_audit.model.images import BITS, ImageMeasure, View
from tpm_audit.source.message import Message, say

_STRETCHED = math.log(1.02)  # of width to height
_WIDEST = 100_000
_CANNOT_BE_CLEAR = "jpg"


class ImageTolerance(Strict):
    """How far two images may be apart and are the same."""

    hash: Annotated[Number, between(0, BITS)] = Fraction(6)
    color: Annotated[Number, between(0, 100)] = Fraction(5)


class _Apart(NamedTuple):
    """How far one view of a picture is from another's; ``stretched`` beyond what is tolerated where it is above 0."""

    bits: int
    stretched: float
    color: float
    standard: View
    found: View


class ImageFact(Fact):
    """A fact of kind image."""

    values_are_files: ClassVar[bool] = True

    tolerance: ImageTolerance = Field(default_factory=ImageTolerance)
    min_width: Annotated[Number, between(1, _WIDEST)] | None = None
    transparent: Boolean = False

    def read(self, text: str, circumstances: Circumstances) -> Reading | Unreadable:
        """Return what was measured of the picture that the text stands for."""
        measure = circumstances.images.get(text)
        if measure is None:
            return Unreadable(text, say("there is no such picture"))
        return Reading(text, _spelled(measure))

    def read_as(self, reading: Reading) -> Message:
        """Say what was measured of a picture."""
        known = _known(reading)
        color = known.views[0].color
        size = f"{known.width} \N{MULTIPLICATION SIGN} {known.height}"
        return say("{size} px, mean colour {color}", size=size, color=color)

    def same(self, one: Reading, other: Reading) -> bool:
        """Say whether two pictures show the same, and whether both or neither meet what is asked beside it."""
        ours, theirs = _known(one), _known(other)
        return (
            self._is_tolerated(_apart(ours.views[0], theirs.views[0]))
            and self._is_small(ours) == self._is_small(theirs)
            and not self._covers(ours, theirs)
            and not self._covers(theirs, ours)
        )

    def satisfies(self, standard: Reading, found: Reading) -> bool:
        """Say whether a picture shows the standard, on whatever even ground, and meets what is asked beside it."""
        asked, shown = _known(standard), _known(found)
        return (
            any(self._is_tolerated(_apart(asked.views[0], view)) for view in shown.views)
            and not self._is_small(shown)
            and not self._covers(asked, shown)
        )

    @property
    def has_tolerance(self) -> bool:
        """Say whether pictures that are not identical may be the same: by their proportions always."""
        return True

    def compared_as(self) -> Message:
        """Say what is compared, the tolerances, and what is asked beside it."""
        return reduce(both, self._compared())

    def _compared(self) -> Iterator[Message]:
        yield say(
            "by proportions, a perceptual hash (up to {bits} of 64 bits may differ) and mean colour (up to {color} "
            "apart); size, format and margins do not count",
            bits=_shown(self.tolerance.hash),
            color=_shown(self.tolerance.color),
        )
        if self.min_width is not None:
            yield say("at least {width} px wide", width=_shown(self.min_width))
        if self.transparent:
            yield say("with a transparent background, where the file can have one")

    def explain(self, standard: Reading, found: Reading) -> Message | None:
        """Say all that differs."""
        asked, shown = _known(standard), _known(found)
        return all_of(self._differences(asked, shown))

    def _differences(self, asked: ImageMeasure, shown: ImageMeasure) -> Iterator[Message]:
        yield from self._looks(min((_apart(asked.views[0], view) for view in shown.views), key=self._excess))
        if self.min_width is not None and self._is_small(shown):
            yield say("smaller than {width} px wide", width=_shown(self.min_width))
        if self._covers(asked, shown):
            yield say("the background is not transparent")

    def _looks(self, apart: _Apart) -> Iterator[Message]:
        if apart.bits > self.tolerance.hash:
            yield say("another picture ({bits} of 64 bits differ)", bits=apart.bits)
            return
        if apart.stretched > 0:
            found, expected = _ratios(apart.found, apart.standard)
            yield say("stretched: {found} instead of {expected}", found=found, expected=expected)
        if apart.color > self.tolerance.color:
            yield say("other colours (distance {distance})", distance=beyond(apart.color, self.tolerance.color))

    def draw(self, standard: Reading | None, found: Reading) -> PicturesDrawing:
        """Show the picture, beside the standard where it is another."""
        if standard is None or self.same(standard, found) or self.satisfies(standard, found):
            return PicturesDrawing(None, _file(found))
        return PicturesDrawing(_file(standard), _file(found))

    def _is_tolerated(self, apart: _Apart) -> bool:
        return apart.bits <= self.tolerance.hash and apart.stretched <= 0 and apart.color <= self.tolerance.color

    def _excess(self, apart: _Apart) -> tuple[bool, float, float]:
        return apart.bits > self.tolerance.hash, max(apart.stretched, 0), apart.bits + apart.color

    def _is_small(self, picture: ImageMeasure) -> bool:
        return self.min_width is not None and picture.width < self.min_width

    def _covers(self, standard: ImageMeasure, found: ImageMeasure) -> bool:
        """Say whether a picture hides what is behind it and the standard does not."""
        return self.transparent and standard.clear and not found.clear and found.format != _CANNOT_BE_CLEAR


def _shown(number: Fraction) -> Decimal:
    return Decimal(f"{float(number):g}")


def _spelled(measure: ImageMeasure) -> str:
    views = (f"{view.width}:{view.height}:{view.hash:x}:{view.color}" for view in measure.views)
    pixels = (str(measure.width), str(measure.height), str(int(measure.clear)))
    return " ".join((measure.digest, measure.format, *pixels, *views))


@lru_cache(maxsize=4096)  # one of many is compared with each of the others
def _known(reading: Reading) -> ImageMeasure:
    """Return the measure that ``_spelled`` wrote down."""
    digest, form, width, height, clear, *views = reading.value.split(" ")
    return ImageMeasure(digest, form, int(width), int(height), clear == "1", tuple(map(_view, views)))


def _view(written: str) -> View:
    width, height, bits, color = written.split(":")
    return View(int(width), int(height), int(bits, 16), color)


def _file(reading: Reading) -> PictureFile:
    known = _known(reading)
    return PictureFile(known.digest, known.format, known.width, known.height)


def _apart(standard: View, found: View) -> _Apart:
    """Return how far two views are apart; a small one may be a pixel wider or higher than it would be."""
    by = abs(math.log(standard.width * found.height / (standard.height * found.width)))
    slack = _STRETCHED + 1 / min(standard.width, standard.height) + 1 / min(found.width, found.height)
    bits = (standard.hash ^ found.hash).bit_count()
    return _Apart(bits, by - slack, distance(standard.color, found.color), standard, found)


def _ratios(one: View, other: View) -> tuple[Message, Message]:
    """Return width to height of two views, with as many decimals as it takes to tell them apart."""
    tenths, hundredths = ((_ratio(one, decimals), _ratio(other, decimals)) for decimals in (1, 2))
    return hundredths if tenths[0] == tenths[1] else tenths


def _ratio(view: View, decimals: int) -> Message:
    longer, shorter = max(view.width, view.height), min(view.width, view.height)
    number = Decimal(f"{longer / shorter:.{decimals}f}")
    return say("{number}:1", number=number) if view.width >= view.height else say("1:{number}", number=number)
