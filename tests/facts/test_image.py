import dataclasses
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pydantic import ValidationError

from tests.effort import examples
from tests.facts.asking import Asked, ask, english, fact_of
from tests.facts.images import (
    BLUE,
    DIFFERENT,
    SAME,
    STANDARDS,
    jpeg,
    logo,
    measured,
    on,
    padded,
    png,
    scaled,
    webp,
)
from tpm_audit.model.drawings import PictureFile, PicturesDrawing
from tpm_audit.model.images import ImageMeasure

IMAGE = ask("image")
WIDE = ask("image", {"min_width": "400"})
CLEAR = ask("image", {"transparent": "true"})
LOGO = "logo.png"


def is_as(asked: Asked, standard: str, found: str) -> bool:
    """Say what the comparison says of a picture and its standard."""
    one, other = asked.reading(standard), asked.reading(found)
    return asked.fact.same(one, other) or asked.fact.satisfies(one, other)


def with_images(**images: bytes) -> Asked:
    measures = {name: measured(data) for name, data in images.items()}
    return Asked(IMAGE.fact, dataclasses.replace(IMAGE.circumstances, images=measures))


@pytest.mark.parametrize("found", SAME)
def test_the_same_picture_is_told_in_whatever_file(found: str) -> None:
    assert is_as(IMAGE, SAME[found][0], found), IMAGE.explained(SAME[found][0], found)


@pytest.mark.parametrize("found", DIFFERENT)
def test_another_picture_is_told_and_said_how(found: str) -> None:
    standard, _, why = DIFFERENT[found]
    assert not is_as(IMAGE, standard, found)
    explained = IMAGE.explained(standard, found)
    assert explained is not None
    assert explained.startswith(why)


@pytest.mark.parametrize("found", [found for found, (_, _, why) in DIFFERENT.items() if why != "other colours"])
def test_another_picture_is_another_whatever_its_colours(found: str) -> None:
    assert not is_as(ask("image", {"tolerance": {"color": "100"}}), DIFFERENT[found][0], found)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ("logo-in-red.png", "other colours (distance 44.2)"),
        ("logo-stretched.png", "stretched: 7.2:1 instead of 6.0:1"),
        ("logo stretched and in red.png", "stretched: 4.6:1 instead of 6.0:1; other colours (distance 44.1)"),
    ],
)
def test_a_difference_is_said_in_numbers(found: str, said: str) -> None:
    assert IMAGE.explained(LOGO, found) == said


def test_a_ratio_takes_the_decimals_it_needs_and_a_high_picture_is_called_so() -> None:
    high = Image.effect_noise((300, 900), 200).convert("RGB")
    asked = with_images(high=png(high), higher=png(scaled(high, 1, 1.035)))
    assert asked.explained("high", "higher") == "stretched: 1:3.1 instead of 1:3.0"
    square = Image.effect_noise((600, 600), 200).convert("RGB")
    asked = with_images(square=png(square), wider=png(scaled(square, 1.04, 1)))
    assert asked.explained("square", "wider") == "stretched: 1.04:1 instead of 1.00:1"


@pytest.mark.parametrize("name", ["there-is-none.png", "", "missing", "../logo.png", "720 \u00d7 120 px (00000000)"])
def test_what_stands_for_no_picture_cannot_be_read(name: str) -> None:
    assert IMAGE.why_not(name) == "there is no such picture"


def test_two_pictures_are_as_far_apart_from_either_side_and_none_from_itself() -> None:
    names = [*STANDARDS, *SAME, *DIFFERENT]
    for asked in (IMAGE, WIDE, CLEAR):
        assert all(asked.same(name, name) for name in names)
    for one, other in itertools.combinations(names[::3], 2):
        for asked in (IMAGE, WIDE, CLEAR):
            asked.same(one, other)  # it asks from both sides


def test_bytes_decide_what_a_picture_is_known_by_and_names_do_not() -> None:
    texts = {measured(data).text for data in (png(logo()), png(logo(BLUE)), jpeg(on("white", logo())))}
    assert len(texts) == 2
    assert all(text.startswith("720 \u00d7 120 px (") for text in texts), texts


# --- the keys


@pytest.mark.parametrize(
    ("tolerance", "found", "same"),
    [
        ({"color": "45"}, "logo-in-red.png", True),
        ({"color": "44"}, "logo-in-red.png", False),
        ({"color": "0"}, "logo-on-white.png", True),
        ({"color": "0"}, "logo a little bluer.png", False),
        ({"color": "0"}, "logo-in-red.png", False),
        ({"hash": "64"}, "another.png", False),  # its proportions are others, too
        ({"hash": "64"}, "logo-mirrored.png", True),
        ({"hash": "7"}, "old.png", True),
        ({"hash": "0"}, "logo 200 px wide.png", False),
        ({"hash": "0", "color": "0"}, "logo-with-margins.png", True),
    ],
)
def test_a_tolerance_is_what_may_differ(tolerance: dict[str, str], found: str, same: bool) -> None:  # noqa: FBT001
    assert is_as(ask("image", {"tolerance": tolerance}), LOGO, found) is same


def test_one_tolerance_leaves_the_other_as_it_is() -> None:
    assert english(ask("image", {"tolerance": {"color": "12.5"}}).fact.compared_as()).startswith(
        "by proportions, a perceptual hash (up to 6 of 64 bits may differ) and mean colour (up to 12.5 apart)"
    )


@pytest.mark.parametrize(
    "keys",
    [
        {"tolerance": "5"},
        {"tolerance": {"hash": "65"}},
        {"tolerance": {"color": "-1"}},
        {"tolerance": {"size": "1"}},
        {"min_width": "0"},
        {"min_width": "wide"},
        {"transparent": "often"},
    ],
)
def test_a_key_that_means_nothing_is_refused(keys: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        fact_of("image", keys)


def test_a_picture_may_be_asked_to_be_wide_enough() -> None:
    assert is_as(WIDE, LOGO, "logo-on-white.jpg")
    assert not is_as(WIDE, LOGO, "logo-half-as-wide.webp")
    assert WIDE.explained(LOGO, "logo-half-as-wide.webp") == "smaller than 400 px wide"
    assert WIDE.explained(LOGO, "logo a third as wide.jpg") == "smaller than 400 px wide"
    assert english(WIDE.fact.compared_as()).endswith("; at least 400 px wide")
    exact = with_images(standard=png(logo()), exact=png(scaled(logo(), 400 / 720)), less=png(scaled(logo(), 399 / 720)))
    wide = Asked(WIDE.fact, exact.circumstances)
    assert (is_as(wide, "standard", "exact"), is_as(wide, "standard", "less")) == (True, False)


def test_a_background_may_be_asked_to_be_transparent_where_the_file_can_have_it() -> None:
    assert is_as(IMAGE, LOGO, "logo-on-white.png")
    assert not is_as(CLEAR, LOGO, "logo-on-white.png")
    assert CLEAR.explained(LOGO, "logo-on-white.png") == "the background is not transparent"
    assert is_as(CLEAR, LOGO, "logo-on-white.jpg")
    assert is_as(CLEAR, LOGO, "logo.webp")
    assert is_as(CLEAR, "logo-on-white.jpg", "logo-on-white.png")  # the standard is not transparent itself
    assert english(CLEAR.fact.compared_as()).endswith("with a transparent background, where the file can have one")


# --- what is shown


def file_of(name: str) -> PictureFile:
    measure = IMAGE.circumstances.images[name]
    return PictureFile(measure.digest, measure.format, measure.width, measure.height)


def test_a_picture_is_shown_beside_the_standard_that_it_is_not() -> None:
    standard, red = IMAGE.reading(LOGO), IMAGE.reading("logo-in-red.png")
    assert IMAGE.fact.draw(standard, red) == PicturesDrawing(file_of(LOGO), file_of("logo-in-red.png"))


@pytest.mark.parametrize("found", [LOGO, "logo-on-white.jpg", "logo-on-yellow.png"])
def test_a_picture_that_is_the_standard_is_shown_alone(found: str) -> None:
    assert IMAGE.fact.draw(IMAGE.reading(LOGO), IMAGE.reading(found)) == PicturesDrawing(None, file_of(found))
    assert IMAGE.fact.draw(None, IMAGE.reading(found)) == PicturesDrawing(None, file_of(found))


# --- whatever becomes of a file on its way


@settings(max_examples=examples(25), deadline=None)
@given(
    st.integers(0, 120),
    st.integers(0, 60),
    st.floats(0.3, 1.5),
    st.sampled_from([png, jpeg, webp]),
    st.sampled_from(["white", "#fbf8f1", None]),
)
def test_margins_size_and_format_change_nothing(across, down, scale, encode, ground) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    whole = padded(scaled(logo(), scale), across, down, ground)
    data = encode(on("white", whole) if encode is jpeg else whole)
    asked = with_images(standard=png(logo()), found=data)
    assert asked.same("standard", "found"), asked.explained("standard", "found")


@settings(max_examples=examples(25), deadline=None)
@given(st.floats(1.1, 2), st.booleans(), st.integers(0, 60))
def test_a_stretched_picture_is_told_whatever_its_margins(by: float, across: bool, margin: int) -> None:  # noqa: FBT001
    image = scaled(logo(), by, 1) if across else scaled(logo(), 1, by)
    asked = with_images(standard=png(logo()), found=png(padded(image, margin, margin // 2)))
    assert not asked.same("standard", "found")
    said = asked.explained("standard", "found")
    assert said is not None
    assert said.startswith("stretched: ")


@pytest.mark.parametrize(
    "image",
    [
        Image.new("RGBA", (5, 5)),
        Image.new("RGB", (1, 1), "red"),
        Image.new("RGB", (300, 1), "white"),
        Image.new("RGB", (1, 2000), "blue"),
        Image.new("L", (40, 30), 0),
        Image.new("1", (3, 3), 1),
        Image.new("I;16", (30, 20), 40000),
        Image.new("RGB", (2, 2), "white"),
    ],
    ids=lambda image: f"{image.mode} {image.width} x {image.height}",
)
def test_a_picture_of_nothing_is_measured_and_is_no_logo(image: Image.Image) -> None:
    measure = measured(png(image))
    assert isinstance(measure, ImageMeasure)
    asked = with_images(standard=png(logo()), found=png(image))
    asked.stands_anything("standard", "found")
    assert not is_as(asked, "standard", "found")
    assert not is_as(asked, "found", "standard")
