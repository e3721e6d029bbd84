"""Pictures that tests compare: a logo as people keep it, send it on and put it up, and others that are not it."""

import io
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from PIL import Image, ImageDraw, ImageFilter, ImageFont, ImageOps

from tests.pictures import encoded
from tpm_audit.model.images import ImageMeasure
from tpm_audit.workspace.pictures import Pictures

BLUE, RED, GREEN = "#004f9f", "#c8102e", "#00843d"


def logo(ink: str = BLUE, dot: str = "#f2b544", text: str = "Lindner", size: int = 160) -> Image.Image:
    """Return a mark and a name on a transparent ground, with no margin."""
    font = ImageFont.load_default(size)
    left, top, right, bottom = (round(side) for side in font.getbbox(text))
    height = bottom - top
    image = Image.new("RGBA", (height + height // 3 + right - left, height))
    draw = ImageDraw.Draw(image)
    draw.ellipse((0, 0, height - 1, height - 1), fill=ink)
    draw.pieslice((height * 0.2, height * 0.2, height * 0.8, height * 0.8), 30, 270, fill=dot)
    draw.text((height + height // 3 - left, -top), text, font=font, fill=ink, stroke_width=3, stroke_fill=ink)
    return image


def old_logo() -> Image.Image:
    """Return the logo as it was before: its mark was a square."""
    image = logo()
    ImageDraw.Draw(image).rectangle((0, 0, image.height - 1, image.height - 1), fill=BLUE)
    return image


def badge(letter: str = "B", ink: str = "white", ground: str = RED, side: int = 400, radius: int = 90) -> Image.Image:
    """Return a letter on a coloured square with round corners."""
    image = Image.new("RGBA", (side, side))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((0, 0, side - 1, side - 1), radius, fill=ground)
    font = ImageFont.load_default(side * 2 // 3)
    draw.text((side / 2, side / 2), letter, font=font, fill=ink, anchor="mm", stroke_width=side // 50, stroke_fill=ink)
    return image


def photo(turn: int = 0) -> Image.Image:
    """Return a picture that fills its frame to the rim."""
    image = Image.merge("RGB", [Image.linear_gradient("L").rotate(90 * one).resize((300, 200)) for one in range(3)])
    draw = ImageDraw.Draw(image)
    draw.ellipse((40 + turn, 30, 140 + turn, 130), fill="#7a1f2b")
    draw.rectangle((200 - turn, 90, 280 - turn, 190), fill="#ffe9a0")
    return image


def on(ground: str, image: Image.Image, margin: int = 0) -> Image.Image:
    """Return a picture on a ground of one colour, without transparency."""
    return padded(image, margin, margin, ground).convert("RGB")


def padded(image: Image.Image, across: int, down: int, ground: str | None = None) -> Image.Image:
    """Return a picture with margins, transparent unless a ground is named."""
    size = image.width + 2 * across, image.height + 2 * down
    whole = Image.new("RGBA", size, ground or (0, 0, 0, 0))
    whole.alpha_composite(image.convert("RGBA"), (across, down))
    return whole


def scaled(image: Image.Image, across: float, down: float | None = None) -> Image.Image:
    """Return a picture made larger or smaller."""
    size = round(image.width * across), round(image.height * (across if down is None else down))
    return image.resize(size, Image.Resampling.LANCZOS)


def cropped(image: Image.Image, left: float, top: float, right: float, bottom: float) -> Image.Image:
    """Return a part of a picture; where it begins and ends are shares of its width and height."""
    width, height = image.size
    return image.crop((round(left * width), round(top * height), round(right * width), round(bottom * height)))


def png(image: Image.Image) -> bytes:
    return encoded(image, "PNG")


def jpeg(image: Image.Image, quality: int = 80) -> bytes:
    return encoded(image.convert("RGB"), "JPEG", quality=quality)


def webp(image: Image.Image, quality: int = 80) -> bytes:
    return encoded(image, "WEBP", quality=quality)


def gif(image: Image.Image) -> bytes:
    return encoded(image.convert("RGB").quantize(64), "GIF")


def turned(image: Image.Image) -> bytes:
    """Return a JPEG as a camera held sideways saves it."""
    tags = Image.Exif()
    tags[0x0112] = 6
    return encoded(image.convert("RGB").transpose(Image.Transpose.ROTATE_90), "JPEG", quality=85, exif=tags)


def in_print() -> bytes:
    """Return a JPEG in the colours of print, as agencies send it."""
    return encoded(on("white", logo()).convert("CMYK"), "JPEG", quality=90)


WHITE = logo("white", "white")
GREY = ImageOps.grayscale(on("white", logo()))

SAME: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    "logo-on-white.jpg": ("logo.png", lambda: jpeg(on("white", logo()))),
    "logo-on-white.png": ("logo.png", lambda: png(on("white", logo()))),
    "logo of poor quality.jpg": ("logo.png", lambda: jpeg(on("white", logo()), 40)),
    "logo.webp": ("logo.png", lambda: webp(logo())),
    "logo of poor quality.webp": ("logo.png", lambda: webp(logo(), 20)),
    "logo.gif": ("logo.png", lambda: gif(on("white", logo()))),
    "logo in few colours.png": ("logo.png", lambda: png(on("white", logo()).quantize(16))),
    "logo from print.jpg": ("logo.png", in_print),
    "logo-half-as-wide.webp": ("logo.png", lambda: webp(scaled(logo(), 0.5))),
    "logo a third as wide.jpg": ("logo.png", lambda: jpeg(on("white", scaled(logo(), 0.33)))),
    "logo 200 px wide.png": ("logo.png", lambda: png(scaled(logo(), 200 / logo().width))),
    "logo half as large again.png": ("logo.png", lambda: png(scaled(logo(), 1.5))),
    "logo in print size.png": ("logo.png", lambda: png(scaled(logo(), 4))),
    "logo-with-margins.png": ("logo.png", lambda: png(padded(logo(), 80, 30))),
    "logo with white margins.jpg": ("logo.png", lambda: jpeg(on("white", logo(), 50))),
    "logo on paper.jpg": ("logo.png", lambda: jpeg(on("#f4f2ee", logo(), 40))),
    "logo on grey.png": ("logo.png", lambda: png(on("#d9d9d9", logo(), 40))),
    "logo-on-yellow.png": ("logo.png", lambda: png(on("#ffe9a0", logo(), 30))),
    "logo a little blurred.png": ("logo.png", lambda: png(logo().filter(ImageFilter.GaussianBlur(1.5)))),
    "logo sent twice.jpg": ("logo.png", lambda: jpeg(Image.open(io.BytesIO(jpeg(on("white", logo(), 9), 60))), 60)),
    "logo as a camera turned it.jpg": ("logo.png", lambda: turned(on("white", logo(), 30))),
    "logo a little bluer.png": ("logo.png", lambda: png(logo("#0a56a8"))),
    "white on blue.png": ("white", lambda: png(on(BLUE, WHITE, 40))),
    "white on black.jpg": ("white", lambda: jpeg(on("black", WHITE, 40))),
    "white, smaller.webp": ("white", lambda: webp(scaled(WHITE, 0.6))),
    "badge on white.jpg": ("badge", lambda: jpeg(on("white", badge(), 30))),
    "badge, small.png": ("badge", lambda: png(scaled(badge(), 0.16))),
    "badge on yellow.png": ("badge", lambda: png(on("#ffe9a0", badge(), 30))),
    "badge with margins.webp": ("badge", lambda: webp(padded(badge(), 50, 10))),
    "square on white.png": ("square", lambda: png(on("white", badge(radius=0), 25))),
    "photo.jpg": ("photo", lambda: jpeg(photo(), 70)),
    "photo, smaller.webp": ("photo", lambda: webp(scaled(photo(), 0.6))),
    "photo with a white margin.png": ("photo", lambda: png(on("white", photo(), 20))),
    "grey.webp": ("grey", lambda: webp(GREY.convert("RGB"))),
}

DIFFERENT: Mapping[str, tuple[str, Callable[[], bytes], str]] = {
    "logo-in-red.png": ("logo.png", lambda: png(logo(RED)), "other colours"),
    "logo in green.jpg": ("logo.png", lambda: jpeg(on("white", logo(GREEN))), "other colours"),
    "logo in a lighter blue.png": ("logo.png", lambda: png(logo("#2f7fd0")), "other colours"),
    "logo in grey.jpg": ("logo.png", lambda: jpeg(GREY), "other colours"),
    "logo in black.png": ("logo.png", lambda: png(logo("black", "black")), "other colours"),
    "white.png": ("logo.png", lambda: png(WHITE), "other colours"),
    "white on blue.jpg": ("logo.png", lambda: jpeg(on(BLUE, WHITE, 30)), "other colours"),
    "logo-stretched.png": ("logo.png", lambda: png(scaled(logo(), 1.2, 1)), "stretched"),
    "logo squeezed.jpg": ("logo.png", lambda: jpeg(on("white", scaled(logo(), 0.85, 1), 20)), "stretched"),
    "logo stretched a little.png": ("logo.png", lambda: png(scaled(logo(), 1, 1.06)), "stretched"),
    "logo stretched and in red.png": ("logo.png", lambda: png(scaled(logo(RED), 1, 1.3)), "stretched"),
    "logo without its mark.png": ("logo.png", lambda: png(cropped(logo(), 0.28, 0, 1, 1)), "another picture"),
    "logo without its name.png": ("logo.png", lambda: png(cropped(logo(), 0, 0, 0.22, 1)), "another picture"),
    "logo cut off at the right.jpg": ("logo.png", lambda: jpeg(on("white", cropped(logo(), 0, 0, 0.85, 1))), "another"),
    "logo cut off below.png": ("logo.png", lambda: png(cropped(logo(), 0, 0, 1, 0.75)), "another picture"),
    "logo-mirrored.png": ("logo.png", lambda: png(ImageOps.mirror(logo())), "another picture"),
    "logo upside down.png": ("logo.png", lambda: png(ImageOps.flip(logo())), "another picture"),
    "logo turned.png": ("logo.png", lambda: png(logo().rotate(90, expand=True)), "another picture"),
    "logo turned round.png": ("logo.png", lambda: png(logo().rotate(180)), "another picture"),
    "logo askew.png": ("logo.png", lambda: png(logo().rotate(8, Image.Resampling.BICUBIC, expand=True)), "another"),
    "another.png": ("logo.png", lambda: png(logo(text="Mayrhof")), "another picture"),
    "another, longer.png": ("logo.png", lambda: png(logo(text="Lindner Brot")), "another picture"),
    "old.png": ("logo.png", lambda: png(old_logo()), "another picture"),
    "in capitals.png": ("logo.png", lambda: png(logo(text="LINDNER")), "another picture"),
    "badge.png": ("logo.png", lambda: png(badge()), "another picture"),
    "badge P.png": ("badge", lambda: png(badge("P")), "another picture"),
    "badge E.jpg": ("badge", lambda: jpeg(on("white", badge("E"), 20)), "another picture"),
    "badge R.png": ("badge", lambda: png(badge("R")), "another picture"),
    "badge mirrored.png": ("badge", lambda: png(ImageOps.mirror(badge())), "another picture"),
    "badge in blue.png": ("badge", lambda: png(badge(ground=BLUE)), "other colours"),
    "badge, empty.png": ("badge", lambda: png(badge("")), "another picture"),
    "square in blue.png": ("square", lambda: png(badge(ground=BLUE, radius=0)), "other colours"),
    "square cut off.png": ("square", lambda: png(cropped(badge(radius=0), 0, 0, 0.8, 1)), "another picture"),
    "letter alone.png": ("square", lambda: png(badge(ground="white", ink=RED, radius=0)), "another picture"),
    "another photo.jpg": ("photo", lambda: jpeg(photo(90)), "another picture"),
    "photo mirrored.jpg": ("photo", lambda: jpeg(ImageOps.mirror(photo())), "another picture"),
    "photo, darker.jpg": ("photo", lambda: jpeg(photo().point(lambda value: value * 0.6)), "other colours"),
}

STANDARDS: Mapping[str, Callable[[], bytes]] = {
    "logo.png": lambda: png(logo()),
    "white": lambda: png(WHITE),
    "badge": lambda: png(badge()),
    "square": lambda: png(badge(radius=0)),
    "photo": lambda: png(photo()),
    "grey": lambda: png(GREY),
}


@cache
def made(name: str) -> bytes:
    """Return the bytes of a picture by its name."""
    if name in STANDARDS:
        return STANDARDS[name]()
    return (SAME[name] if name in SAME else DIFFERENT[name])[1]()


def measured(data: bytes) -> ImageMeasure:
    """Return what is measured of a picture."""
    found = Pictures(lambda _: io.BytesIO(data)).measure("a picture")
    assert isinstance(found, ImageMeasure), found
    return found


class Measures(Mapping[str, ImageMeasure]):
    """The measures of all pictures by their names, each made when it is asked for."""

    def __getitem__(self, name: str) -> ImageMeasure:
        if name not in {*STANDARDS, *SAME, *DIFFERENT}:
            raise KeyError(name)
        return _measure_of(name)

    def __iter__(self) -> Iterator[str]:
        return iter((*STANDARDS, *SAME, *DIFFERENT))

    def __len__(self) -> int:
        return len(STANDARDS) + len(SAME) + len(DIFFERENT)


@cache
def _measure_of(name: str) -> ImageMeasure:
    return measured(made(name))
