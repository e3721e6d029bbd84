import datetime
import hashlib
import io
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from tests.pages.small_result import small_result, words
from tests.pictures import TINY, encoded
from tpm_audit.model.result import EvidenceRecord, Result, VisitRecord
from tpm_audit.site.pictures import PictureProblemsError, write_pictures
from tpm_audit.source.problems import Place
from tpm_audit.workspace.picture_sources import Source
from tpm_audit.workspace.pictures import Picture, Pictures

PLACE = Place("content/audits/2026-10/visits.yml", 9, 45)
PATH = "content/audits/2026-10/evidence/Anna Auer, till.jpg"
SECRET = b"Anna Auer"


def read(data: bytes) -> bytes:
    return data


def sources_of(*pictures: bytes) -> dict[str, Source]:
    return {hashlib.sha256(one).hexdigest(): Source(PATH, PLACE, partial(read, one)) for one in pictures}


def result_with(*pictures: bytes) -> Result:
    evidence = []
    for data in pictures:
        looked_at = Pictures(lambda _, data=data: io.BytesIO(data)).look("x")  # type: ignore[misc]
        assert isinstance(looked_at, Picture), looked_at
        digest = hashlib.sha256(data).hexdigest()
        evidence.append(
            EvidenceRecord(digest, looked_at.format, looked_at.width, looked_at.height, None, None, None, None)
        )
    visit = VisitRecord(
        touchpoint="shop",
        channel="web",
        location=None,
        language=None,
        item=None,
        auditor=words("Auditor"),
        date=datetime.date(2026, 10, 5),
        time=None,
        basis="observed",
        emotion=None,
        highlight=None,
        pain=None,
        note=None,
        internal_note=None,
        evidence=tuple(evidence),
        place=None,
    )
    return replace(small_result(), visits=(visit,))


def written(folder: Path, *pictures: bytes) -> dict[str, bytes]:
    """Write pictures and return the bytes of the files by their names."""
    assert write_pictures(result_with(*pictures), sources_of(*pictures), folder) == len(set(pictures))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.*"))}


def shown(folder: Path, data: bytes) -> tuple[Image.Image, Image.Image]:
    """Write one picture and return it in full size and small."""
    small, full = written(folder, data).values()
    return Image.open(io.BytesIO(full)), Image.open(io.BytesIO(small))


def photo(size: tuple[int, int] = (60, 40)) -> Image.Image:
    """Return a picture whose upper left quarter is red, the rest blue."""
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1] // 2))
    return image


def exif(orientation: int = 1) -> Image.Exif:
    tags = Image.Exif()
    tags[0x0112] = orientation
    tags[0x013B] = SECRET.decode()  # artist
    tags.get_ifd(0x8825).update({1: "N", 2: (48.0, 18.0, 0.0), 29: SECRET.decode()})  # GPS
    return tags


def srgb() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def png_texts() -> PngImagePlugin.PngInfo:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", SECRET.decode())
    texts.add_itxt("XML:com.adobe.xmp", f"<x>{SECRET.decode()}</x>")
    return texts


XMP = b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>"
TALKATIVE: dict[str, Callable[[], bytes]] = {
    "jpeg": lambda: encoded(photo(), "JPEG", exif=exif(), xmp=XMP, comment=SECRET, icc_profile=srgb()),
    "png": lambda: encoded(photo(), "PNG", exif=exif(), pnginfo=png_texts(), icc_profile=srgb()),
    "webp": lambda: encoded(photo(), "WEBP", exif=exif().tobytes(), xmp=XMP, icc_profile=srgb()),
    "gif": lambda: encoded(photo(), "GIF", comment=SECRET),
}


@pytest.mark.parametrize("kind", TALKATIVE)
def test_nothing_of_a_picture_is_published_but_its_pixels(tmp_path: Path, kind: str) -> None:
    data = TALKATIVE[kind]()
    assert SECRET in data
    for name, bytes_ in written(tmp_path, data).items():
        assert "anna" not in name.lower()
        assert not any(word in bytes_ for word in (SECRET, b"Exif", b"EXIF", b"eXIf", b"xmp", b"XMP", b"ICC", b"iCCP"))
        assert not any(word in bytes_ for word in (b"tEXt", b"iTXt", b"zTXt"))
        assert not {"exif", "icc_profile", "comment", "xmp"} & set(Image.open(io.BytesIO(bytes_)).info)


def test_names_come_from_the_bytes(tmp_path: Path) -> None:
    data = encoded(photo(), "GIF")
    start = hashlib.sha256(data).hexdigest()[:16]
    assert list(written(tmp_path, data)) == [f"evidence/{start}-small.png", f"evidence/{start}.png"]


def test_the_same_bytes_are_one_picture(tmp_path: Path) -> None:
    assert len(written(tmp_path, TINY, TINY)) == 2


@pytest.mark.parametrize("kind", TALKATIVE)
def test_two_builds_are_byte_identical(tmp_path: Path, kind: str) -> None:
    data = TALKATIVE[kind]()
    assert written(tmp_path / "one", data) == written(tmp_path / "two", data)


@pytest.mark.parametrize("turned", range(1, 9))
def test_a_picture_is_turned_as_it_is_looked_at(tmp_path: Path, turned: int) -> None:
    corner = {1: (0, 0), 2: (1, 0), 3: (1, 1), 4: (0, 1), 5: (0, 0), 6: (1, 0), 7: (1, 1), 8: (0, 1)}[turned]
    data = encoded(photo(), "JPEG", exif=exif(turned), quality=95)
    (record,) = result_with(data).visits[0].evidence
    for image in shown(tmp_path, data):
        assert image.size == (record.width, record.height) == ((60, 40) if turned < 5 else (40, 60))
        across, down = image.size
        red, _, blue = image.getpixel((across // 4 + corner[0] * across // 2, down // 4 + corner[1] * down // 2))  # type: ignore[misc]
        assert red > blue


def test_large_pictures_are_made_smaller_and_small_ones_never_larger(tmp_path: Path) -> None:
    full, small = shown(tmp_path / "large", encoded(photo((3000, 1500)), "JPEG"))
    assert (full.size, small.size) == ((2000, 1000), (480, 240))
    full, small = shown(tmp_path / "small", encoded(photo((30, 3)), "PNG"))
    assert full.size == small.size == (30, 3)
    full, small = shown(tmp_path / "narrow", encoded(photo((1, 3000)), "PNG"))
    assert (full.size, small.size) == ((1, 2000), (1, 480))


def animated() -> bytes:
    frames = [Image.new("RGB", (4, 4), colour) for colour in ("red", "blue")]
    return encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])


def grey_16() -> bytes:
    return encoded(Image.frombytes("I;16", (1, 3), b"\x00\x00\x00\x80\xff\xff"), "PNG")


def palette_with_alpha() -> bytes:
    image = photo((4, 4)).quantize(4)
    return encoded(image, "PNG", transparency=image.getpixel((3, 3)))


MODES: list[tuple[str, Callable[[], bytes], tuple[int, int], object]] = [
    ("animated GIF", animated, (0, 0), (255, 0, 0)),
    ("16 bits, black", grey_16, (0, 0), 0),
    ("16 bits, half", grey_16, (0, 1), 127),
    ("16 bits, white", grey_16, (0, 2), 255),
    ("palette, opaque", palette_with_alpha, (0, 0), (255, 0, 0, 255)),
    ("palette, transparent", palette_with_alpha, (3, 3), (0, 0, 255, 0)),
    ("grey with alpha", lambda: encoded(Image.new("LA", (2, 2), (7, 9)), "PNG"), (0, 0), (7, 7, 7, 9)),
    ("black and white", lambda: encoded(Image.new("1", (2, 2), 1), "PNG"), (0, 0), 255),
    ("RGBA", lambda: encoded(Image.new("RGBA", (2, 2), (1, 2, 3, 4)), "PNG"), (0, 0), (1, 2, 3, 4)),
]


@pytest.mark.parametrize(("make", "at", "colour"), [one[1:] for one in MODES], ids=[one[0] for one in MODES])
def test_every_kind_of_pixel_is_shown(
    tmp_path: Path, make: Callable[[], bytes], at: tuple[int, int], colour: object
) -> None:
    full, _ = shown(tmp_path, make())
    assert full.format == "PNG"
    assert full.getpixel(at) == colour


def test_cmyk_becomes_rgb(tmp_path: Path) -> None:
    full, _ = shown(tmp_path, encoded(Image.new("CMYK", (8, 8), (0, 255, 255, 0)), "JPEG", quality=95))
    red, green, blue = full.getpixel((4, 4))  # type: ignore[misc]
    assert (full.mode, red > 200, green < 60, blue < 60) == ("RGB", True, True, True)


def test_colours_follow_the_profile(tmp_path: Path) -> None:
    swapped = srgb().replace(b"rXYZ", b"....").replace(b"gXYZ", b"rXYZ").replace(b"....", b"gXYZ")
    for mode, kind in (("RGB", "PNG"), ("RGBA", "PNG"), ("P", "PNG"), ("RGB", "WEBP")):
        red = Image.new("RGB", (4, 4), "red").convert(mode)
        full, _ = shown(tmp_path / f"{mode}{kind}", encoded(red, kind, icc_profile=swapped))
        assert full.getpixel((0, 0))[1] > 240  # type: ignore[index]  # green


@pytest.mark.parametrize("mode", ["RGB", "L", "RGBA", "P", "CMYK"])
def test_a_profile_that_does_not_fit_costs_nothing(tmp_path: Path, mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    for number, profile in enumerate((b"nonsense", srgb())):
        full, _ = shown(tmp_path / str(number), encoded(Image.new(mode, (4, 4)), kind, icc_profile=profile))
        assert full.size == (4, 4)


@pytest.mark.parametrize("kind", ["jpeg", "png", "gif"])  # of WebP the head says how long it is
def test_a_picture_cut_short_is_a_problem_with_its_place(tmp_path: Path, kind: str) -> None:
    whole = encoded(Image.effect_noise((64, 64), 90).convert("RGB"), kind.upper())
    data = whole[: len(whole) // 2]
    with pytest.raises(PictureProblemsError) as told:
        write_pictures(result_with(data), sources_of(data), tmp_path)
    (problem,) = told.value.problems
    assert (problem.place, problem.code) == (PLACE, "TPS048")


def test_a_file_that_changed_since_is_a_problem(tmp_path: Path) -> None:
    other = Source(PATH, PLACE, partial(read, encoded(photo(), "PNG")))
    with pytest.raises(PictureProblemsError) as told:
        write_pictures(result_with(TINY), dict.fromkeys(sources_of(TINY), other), tmp_path)
    assert "was changed" in told.value.problems[0].message.text


def test_no_pictures_no_folder(tmp_path: Path) -> None:
    assert write_pictures(replace(small_result(), visits=()), {}, tmp_path) == 0
    assert list(tmp_path.iterdir()) == []
