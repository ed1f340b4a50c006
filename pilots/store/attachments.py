"""Photos: content-addressed files beside the database, each named by its SHA-256.

The same photo twice is one file, and a file can be checked against its name. Metadata that a
phone writes into a picture (EXIF, with the place above all) is dropped by encoding it again.
"""

import hashlib
import os
from pathlib import Path
from uuid import uuid4

from PIL import Image

from pilots.errors import CannotUseFile
from pilots.store import pictures

THUMBNAIL_SIDE = 720
"""Pixels of the longest side on a page: sharp on a phone, and some tens of kB."""


class Attachments:
    """The folder with the photos of one tracker."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, content: bytes) -> str:
        """Store a photo, upright, reduced and without metadata; give its name.

        Raises NotAPhoto for what cannot be read, CannotUseFile where it cannot be stored.
        """
        photo = pictures.normalised(content)
        name = hashlib.sha256(photo).hexdigest()
        path = self._path(name)
        if path.exists():
            return name
        partial = path.with_suffix(f".{uuid4().hex}")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with partial.open("wb") as file:
                file.write(photo)
                file.flush()
                os.fsync(file.fileno())
            partial.replace(path)
        except OSError as error:
            partial.unlink(missing_ok=True)
            raise CannotUseFile(path=path.name, reason=error.strerror or error) from error
        return name

    def read(self, name: str) -> bytes | None:
        """A photo by its name; None where there is no such file."""
        path = self._path(name)
        return path.read_bytes() if path.exists() else None

    def is_as_stored(self, name: str) -> bool | None:
        """Whether a photo's content is what its name says; None where there is no such file."""
        content = self.read(name)
        return None if content is None else hashlib.sha256(content).hexdigest() == name

    def delete(self, name: str) -> None:
        """Delete a photo. Raises CannotUseFile where that fails."""
        try:
            self._path(name).unlink(missing_ok=True)
        except OSError as error:
            raise CannotUseFile(path=name, reason=error.strerror or error) from error

    def thumbnail(self, name: str) -> bytes | None:
        """A smaller copy of a photo, as JPEG; None where there is no photo that can be read."""
        try:
            with Image.open(self._path(name), formats=("JPEG",)) as photo:
                copy = photo.convert("RGB")
                copy.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
                return pictures.as_jpeg(copy, quality=75)
        except Exception:  # a damaged file; decoders raise all sorts of errors
            return None

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.jpg"
