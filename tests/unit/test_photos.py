"""Photos as phones, cameras and programs make them: stored as they are seen, or refused in words.

Whatever bytes come, nothing but `NotAPhoto` is raised.
"""

import struct
from collections.abc import Callable
from io import BytesIO
from zlib import crc32

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image, ImageOps

from pilots.errors import NotAPhoto, PhotoIsDamaged, PhotoTooLarge
from pilots.store import photo_encoding
from tests.support.photos import GPS, ORIENTATION, display_p3, encoded, phone_photo

RED = (200, 40, 40)
Make = Callable[[Image.Image], bytes]

MADE: dict[str, Make] = {
    "heic": lambda image: encoded(image, "HEIF", quality=90),
    "avif": lambda image: encoded(image, "AVIF", quality=90),
    "jpeg": lambda image: encoded(image, "JPEG"),
    "progressive jpeg": lambda image: encoded(image, "JPEG", progressive=True),
    "cmyk jpeg": lambda image: encoded(image.convert("CMYK"), "JPEG"),
    "mpo": lambda image: encoded(image, "MPO", save_all=True, append_images=[image]),
    "png": lambda image: encoded(image, "PNG"),
    "palette png": lambda image: encoded(image.quantize(16), "PNG"),
    "webp": lambda image: encoded(image, "WEBP"),
    "moving webp": lambda image: encoded(
        image, "WEBP", save_all=True, append_images=[Image.new("RGB", image.size, "blue")]
    ),
    "moving gif": lambda image: encoded(
        image, "GIF", save_all=True, append_images=[Image.new("RGB", image.size, "blue")]
    ),
}
"""The ways in which one picture comes."""


def seen(content: bytes) -> Image.Image:
    """What is stored of a file."""
    return Image.open(BytesIO(photo_encoding.normalised(content)))


def is_near(pixel: object, wanted: tuple[int, int, int], by: int = 12) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(a - b) <= by for a, b in zip(pixel, wanted, strict=True))


# --- formats -----------------------------------------------------------------------------


@pytest.mark.parametrize("make", MADE.values(), ids=MADE)
def test_what_phones_and_programs_make_is_stored_as_it_is_seen(make: Make) -> None:
    stored = seen(make(Image.new("RGB", (64, 48), RED)))
    assert (stored.format, stored.mode, stored.size) == ("JPEG", "RGB", (64, 48))
    assert is_near(stored.getpixel((32, 24)), RED)


def test_a_grey_picture_of_16_bits_keeps_its_shades() -> None:
    grey = Image.new("I;16", (40, 20), 0x8000)
    assert is_near(seen(encoded(grey, "PNG")).getpixel((20, 10)), (128, 128, 128), by=2)


def test_a_wide_colour_photo_of_a_phone_is_not_pale() -> None:
    """This value of Display P3 is the red of sRGB."""
    photo = encoded(Image.new("RGB", (40, 20), (234, 51, 35)), "JPEG", icc_profile=display_p3())
    assert is_near(seen(photo).getpixel((20, 10)), (255, 0, 0))


@pytest.mark.parametrize("profile", [b"no profile", display_p3()[:200], bytes(128)])
def test_an_odd_colour_profile_costs_no_photo(profile: bytes) -> None:
    photo = encoded(Image.new("RGB", (40, 20), RED), "JPEG", icc_profile=profile)
    assert is_near(seen(photo).getpixel((20, 10)), RED)


def test_a_colour_profile_of_other_colours_costs_no_photo() -> None:
    photo = encoded(
        Image.new("RGB", (40, 20), RED).convert("CMYK"), "JPEG", icc_profile=display_p3()
    )
    assert is_near(seen(photo).getpixel((20, 10)), RED)


# --- metadata ----------------------------------------------------------------------------


@pytest.mark.parametrize("make", ["JPEG", "PNG", "WEBP", "HEIF", "AVIF"])
@pytest.mark.parametrize("turn", range(1, 9))
def test_a_photo_is_upright_however_the_phone_was_held(turn: int, make: str) -> None:
    """As Pillow turns the plainest kind of file."""
    held = Image.new("RGB", (64, 32), "white")
    held.paste("black", (0, 0, 32, 16))
    exif = Image.Exif()
    exif[ORIENTATION] = turn
    plain = Image.open(BytesIO(encoded(held, "JPEG", exif=exif.tobytes())))
    upright = ImageOps.exif_transpose(plain)
    stored = seen(encoded(held, make, exif=exif.tobytes()))
    assert stored.size == upright.size
    for x in (4, stored.width - 5):
        for y in (4, stored.height - 5):
            wanted = upright.getpixel((x, y))
            assert isinstance(wanted, tuple)
            assert is_near(stored.getpixel((x, y)), (wanted[0], wanted[1], wanted[2]))


@pytest.mark.parametrize("make", ["JPEG", "PNG", "WEBP", "HEIF", "AVIF"])
def test_where_it_was_taken_is_left_out_of_every_format(make: str) -> None:
    exif = Image.Exif()
    exif[GPS] = {1: "N", 2: (51.0, 49.0, 0.0), 3: "E", 4: (4.0, 25.0, 0.0)}
    photo = encoded(Image.new("RGB", (40, 20), RED), make, exif=exif.tobytes())
    assert Image.open(BytesIO(photo)).getexif().get_ifd(GPS)
    stored = photo_encoding.normalised(photo)
    assert not Image.open(BytesIO(stored)).getexif()
    assert b"Exif" not in stored


def test_a_comment_and_a_profile_are_left_out() -> None:
    photo = encoded(
        Image.new("RGB", (40, 20), RED), "JPEG", comment="thuis", icc_profile=display_p3()
    )
    stored = photo_encoding.normalised(photo)
    assert b"thuis" not in stored
    assert b"ICC_PROFILE" not in stored


@given(st.binary(max_size=200))
def test_unreadable_exif_costs_no_photo(exif: bytes) -> None:
    photo = encoded(Image.new("RGB", (40, 40), RED), "JPEG", exif=b"Exif\0\0" + exif)
    assert seen(photo).size == (40, 40)


ENTRIES = st.tuples(
    st.sampled_from([0x0103, 0x010E, 0x011A, 0x0132, 0x02BC, 0x829A, 0x8769, 0x8825, 0x9286]),
    st.integers(0, 14),  # the type of its values
    st.sampled_from([0, 1, 2, 3, 5, 0xFFFFFFFF]),  # how many
    st.sampled_from([0, 1, 8, 26, 40, 0x80000000, 0xFFFFFFFF]),  # the value, or where it is
)
"""Tags as odd programs write them: of a type that the tag cannot have, or pointing nowhere."""


@given(st.lists(ENTRIES, max_size=4))
@example([(0x011A, 2, 2, 0xFFFFFFFF)])
@example([(0x0103, 11, 5, 0)])
@example([(0x010E, 11, 1, 1)])
def test_exif_with_odd_values_costs_no_photo(
    entries: list[tuple[int, int, int, int]],
) -> None:
    tags = sorted([*entries, (ORIENTATION, 3, 1, 6)])
    exif = b"II*\0" + struct.pack("<IH", 8, len(tags))
    exif += b"".join(struct.pack("<HHII", *tag) for tag in tags) + bytes(8)
    photo = encoded(Image.new("RGB", (40, 20), RED), "JPEG", exif=b"Exif\0\0" + exif)
    assert set(seen(photo).size) == {20, 40}


# --- size --------------------------------------------------------------------------------


def test_a_photo_of_200_megapixels_is_read() -> None:
    photo = encoded(Image.new("L", (16320, 12240), 128), "JPEG", quality=5)
    assert seen(photo).size == (1600, 1200)


def test_a_long_panorama_is_read() -> None:
    photo = encoded(Image.new("L", (20000, 1000), 128), "JPEG", quality=5)
    assert seen(photo).size == (1600, 80)


@pytest.mark.parametrize("make", ["JPEG", "PNG"])
@pytest.mark.parametrize(
    ("size", "stored"), [((1, 1), (1, 1)), ((20000, 1), (1600, 1)), ((1, 20000), (1, 1600))]
)
def test_a_picture_of_any_shape_is_read(
    size: tuple[int, int], stored: tuple[int, int], make: str
) -> None:
    assert seen(encoded(Image.new("RGB", size, RED), make)).size == stored


def bomb(format: str) -> bytes:
    """A small file that says it is very large."""
    content = bytearray(encoded(Image.new("L", (16, 16)), format))
    if format == "PNG":
        content[16:24] = struct.pack(">2I", 30_000, 30_000)
        content[29:33] = struct.pack(">I", crc32(content[12:29]))
    else:
        start = content.index(b"\xff\xc0")
        content[start + 5 : start + 9] = struct.pack(">2H", 60_000, 60_000)
    return bytes(content)


@pytest.mark.parametrize("format", ["PNG", "JPEG"])
def test_a_picture_that_says_it_is_huge_is_refused_as_too_large(format: str) -> None:
    with pytest.raises(PhotoTooLarge) as caught:
        photo_encoding.normalised(bomb(format))
    assert caught.value.facts["megapixels"] in (900, 3600)


# --- what is no photo --------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [b"", b"%PDF-1.7", b"\0" * 100, b"<svg/>", encoded(Image.new("RGB", (4, 4)), "TIFF")],
    ids=["nothing", "pdf", "zeros", "svg", "tiff"],
)
def test_what_is_no_photo_is_said_to_be_none(content: bytes) -> None:
    with pytest.raises(NotAPhoto) as caught:
        photo_encoding.normalised(content)
    assert type(caught.value) is NotAPhoto


@pytest.mark.parametrize("make", ["JPEG", "PNG", "GIF"])
def test_a_photo_that_is_cut_off_is_said_to_be_incomplete(make: str) -> None:
    whole = encoded(Image.effect_noise((200, 200), 90).convert("RGB"), make)
    with pytest.raises(PhotoIsDamaged):
        photo_encoding.normalised(whole[: len(whole) // 2])


SMALL = [
    make(Image.linear_gradient("L").convert("RGB").resize((24, 24))) for make in MADE.values()
]


@given(
    st.sampled_from([*SMALL, phone_photo()]),
    st.lists(st.tuples(st.integers(0, 2000), st.binary(min_size=1, max_size=4)), max_size=8),
    st.integers(0, 2000),
)
def test_a_file_that_was_damaged_is_stored_or_refused(
    content: bytes, changes: list[tuple[int, bytes]], cut: int
) -> None:
    damaged = bytearray(content)
    for place, piece in changes:
        at = place % len(damaged)
        damaged[at : at + len(piece)] = piece
    try:
        stored = photo_encoding.normalised(bytes(damaged[: len(damaged) - cut % len(damaged)]))
    except NotAPhoto:
        return
    assert Image.open(BytesIO(stored)).format == "JPEG"
