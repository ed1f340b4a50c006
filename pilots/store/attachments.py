"""Photos: files beside the database, each named by its SHA-256.

Metadata that a phone writes into a picture (EXIF, with the place above all) is dropped by
encoding it again.
"""

from pathlib import Path

from PIL import Image

from pilots.store import photo_encoding
from pilots.store.files import Files

THUMBNAIL_SIDE = 720
"""Pixels of the longest side on a page: sharp on a phone, and some tens of kB."""


class Attachments(Files):
    """The folder with the photos of one tracker."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, "jpg")

    def keep(self, content: bytes) -> str:
        """Store a photo, upright, reduced and without metadata; give its name.

        Raises NotAPhoto for what cannot be read, CannotUseFile where it cannot be stored.
        """
        return self.put(photo_encoding.normalised(content))

    def thumbnail(self, name: str) -> bytes | None:
        """A smaller copy of a photo, as JPEG; None where there is no photo that can be read."""
        try:
            with Image.open(self.path(name), formats=("JPEG",)) as photo:
                copy = photo.convert("RGB")
                copy.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
                return photo_encoding.as_jpeg(copy, quality=75)
        except Exception:  # a damaged file; decoders raise all sorts of errors
            return None
