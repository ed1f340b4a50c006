"""Content-addressed files beside the database: each is named by its SHA-256.

The same content twice is one file, and a file can be checked against its name.
"""

import hashlib
import os
from pathlib import Path
from uuid import uuid4

from pilots.errors import CannotUseFile


class Files:
    """A folder of files with one ending."""

    def __init__(self, folder: Path, ending: str) -> None:
        self.folder = folder
        self._ending = ending

    def put(self, content: bytes) -> str:
        """Store a file, wholly or not at all; give its name. Raises CannotUseFile."""
        name = digest_of(content)
        path = self.path(name)
        if path.exists():
            return name
        partial = path.with_suffix(f".{uuid4().hex}")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with partial.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            partial.replace(path)
        except OSError as error:
            partial.unlink(missing_ok=True)
            raise CannotUseFile(path=path.name, reason=error.strerror or error) from error
        return name

    def read(self, name: str) -> bytes | None:
        """A file by its name; None where there is no such file."""
        path = self.path(name)
        return path.read_bytes() if path.exists() else None

    def read_unchanged(self, name: str) -> bytes | None:
        """The same, and None too where the content is not what the name says."""
        content = self.read(name)
        return content if content is not None and digest_of(content) == name else None

    def is_as_stored(self, name: str) -> bool | None:
        """Whether a file's content is what its name says; None where there is no such file."""
        content = self.read(name)
        return None if content is None else digest_of(content) == name

    def delete(self, name: str) -> None:
        """Delete a file. Raises CannotUseFile where that fails."""
        try:
            self.path(name).unlink(missing_ok=True)
        except OSError as error:
            raise CannotUseFile(path=name, reason=error.strerror or error) from error

    def names(self) -> list[str]:
        """The names of all files."""
        return sorted(path.stem for path in self.folder.glob(f"*.{self._ending}"))

    def path(self, name: str) -> Path:
        return self.folder / f"{name}.{self._ending}"


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
