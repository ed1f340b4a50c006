"""The photos of the example year: drawings in `data/example_year/photos/`.

They are small and hold no metadata, so they are copied as they are. Encoded again, their content
and so their names would depend on the machine.
"""

import hashlib
from functools import cache
from pathlib import Path

from pilots.settings import DATA

PHOTOS = DATA / "example_year" / "photos"


@cache
def name_of(file: str) -> str:
    """The name under which a tracker stores a photo: the SHA-256 of its content."""
    return hashlib.sha256((PHOTOS / file).read_bytes()).hexdigest()


def put_into(folder: Path) -> None:
    """Copy every photo into a tracker's folder for attachments."""
    folder.mkdir(parents=True, exist_ok=True)
    for photo in PHOTOS.glob("*.jpg"):
        (folder / f"{name_of(photo.name)}.jpg").write_bytes(photo.read_bytes())
