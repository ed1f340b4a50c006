"""Photos as a phone takes them."""

from io import BytesIO

from PIL import Image

ORIENTATION, GPS = 0x0112, 0x8825
"""EXIF tags: which way the phone was held, and where it was."""


def phone_photo(width: int = 40, height: int = 20, sideways: bool = False) -> bytes:
    """A JPEG with the place where it was taken."""
    image = Image.new("RGB", (width, height), "teal")
    exif = Image.Exif()
    exif[GPS] = {1: "N", 2: (51.0, 49.0, 0.0), 3: "E", 4: (4.0, 25.0, 0.0)}
    if sideways:
        exif[ORIENTATION] = 6  # turn a quarter to the right to see it upright
    file = BytesIO()
    image.save(file, "JPEG", exif=exif)
    return file.getvalue()
