"""A photo as it is stored, encoded again: upright, reduced, in sRGB, without metadata.

The bytes come from outside, and every decoder stumbles over some of them: whatever happens here
is a stored picture or a `NotAPhoto` that says what to do.
"""

from io import BytesIO
from threading import Lock

from PIL import Image, ImageCms
from pillow_heif import register_heif_opener

from pilots.errors import NotAPhoto, PhotoIsDamaged, PhotoTooLarge

register_heif_opener(thumbnails=False)

# Pillow's own limit gives one answer to what is no picture and to what is a large one.
Image.MAX_IMAGE_PIXELS = None

FORMATS = ("JPEG", "PNG", "WEBP", "HEIF", "AVIF", "GIF")
"""What phones, cameras and screenshots make; of a moving picture the first frame is taken."""

MAX_SIDE = 1600
"""Pixels of the longest side: sharp on a projector, and a few hundred kB."""

MOST_MEGAPIXELS = 51
"""Million pixels of a picture that has to be decoded whole; phones make photos of 50."""

MOST_MEGAPIXELS_REDUCED = 250
"""Million pixels of a JPEG that can be decoded at an eighth of its size (draft mode)."""

_one_at_a_time = Lock()
"""So that several people who add photos need no more memory than one."""

_ORIENTATION = 0x0112
"""The EXIF tag that says how the phone was held."""

_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""How to turn a picture upright, by its orientation."""

_SRGB = ImageCms.createProfile("sRGB")


def normalised(content: bytes) -> bytes:
    """The picture as JPEG. Raises NotAPhoto, or one of its kinds that says more."""
    try:
        image = Image.open(BytesIO(content), formats=FORMATS)
    except Exception as error:  # not only Pillow's own: an odd header is also a struct.error
        raise NotAPhoto from error
    _refuse_too_large(image)
    try:
        with _one_at_a_time, image:
            image.draft(None, _enough(image))
            image.load()
            picture = _with_known_mode(image)
            picture.thumbnail((MAX_SIDE, MAX_SIDE))
            picture = _in_srgb(_upright(image, picture), image.info.get("icc_profile"))
    except Exception as error:
        raise PhotoIsDamaged from error
    return as_jpeg(picture, quality=82)


def as_jpeg(picture: Image.Image, quality: int) -> bytes:
    """A picture (RGB) as JPEG, without any metadata."""
    drawn = BytesIO()
    picture.save(drawn, "JPEG", quality=quality, optimize=True, exif=b"", icc_profile=None)
    return drawn.getvalue()


def _refuse_too_large(image: Image.Image) -> None:
    # A progressive JPEG keeps all of its coefficients in memory, whatever the size asked for.
    is_reduced = image.format in ("JPEG", "MPO") and not image.info.get("progressive")
    most = MOST_MEGAPIXELS_REDUCED if is_reduced else MOST_MEGAPIXELS
    megapixels = image.width * image.height / 1_000_000
    if megapixels > most:
        raise PhotoTooLarge(megapixels=round(megapixels), most=most)


def _enough(image: Image.Image) -> tuple[int, int]:
    """The size that a JPEG has to be decoded at, to be reduced well."""
    shrink = 2 * MAX_SIDE / max(image.size)
    return max(1, round(image.width * shrink)), max(1, round(image.height * shrink))


def _with_known_mode(image: Image.Image) -> Image.Image:
    """The picture as RGB, as RGBA where it is transparent, or as CMYK."""
    if image.mode.startswith("I"):  # 16 bits of grey, which Pillow would clip to white
        grey = image.convert("I").point(lambda level: level * (1 / 256) + 0)
        return grey.convert("L").convert("RGB")
    if image.mode == "CMYK":
        return image
    mode = "RGBA" if image.has_transparency_data else "RGB"
    return image if image.mode == mode else image.convert(mode)


def _upright(image: Image.Image, picture: Image.Image) -> Image.Image:
    """The picture, turned as the metadata of `image` says; as it is where those are unreadable."""
    try:
        turn = _UPRIGHT.get(image.getexif().get(_ORIENTATION, 1))
    except Exception:
        turn = None
    return picture.transpose(turn) if turn is not None else picture


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture as RGB on white, in the colours that a browser expects of it.

    Without its profile (ICC) a photo of a phone (Display P3) would be pale.
    """
    if picture.mode == "RGBA":  # a JPEG cannot be transparent, and would be black there
        paper = Image.new("RGB", picture.size, "white")
        paper.paste(picture, mask=picture.getchannel("A"))
        picture = paper
    if profile:
        try:
            own = ImageCms.ImageCmsProfile(BytesIO(profile))
            seen = ImageCms.profileToProfile(picture, own, _SRGB, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass  # no profile of these colours: they are taken as they are
        else:
            return seen or picture
    return picture.convert("RGB")
