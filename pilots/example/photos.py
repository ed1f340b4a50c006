"""The photos of the year: drawn ones, kept ready in `data/example_year/photos/`.

They are small and hold no metadata, so they are put where the tracker keeps photos as they
are, as when a back-up is put back. Drawn anew, their names would depend on the machine.
"""

import hashlib
from functools import cache
from pathlib import Path

from pilots.settings import DATA

PHOTOS = DATA / "example_year" / "photos"


@cache
def name_of(file: str) -> str:
    """The name under which a photo is kept."""
    return hashlib.sha256((PHOTOS / file).read_bytes()).hexdigest()


def put_into(folder: Path) -> None:
    """Copy every photo into the folder where a tracker keeps them."""
    folder.mkdir(parents=True, exist_ok=True)
    for photo in PHOTOS.glob("*.jpg"):
        (folder / f"{name_of(photo.name)}.jpg").write_bytes(photo.read_bytes())
