"""Whether the past that a report was made from still stands.

Whoever can write all files can compute all digests anew, or cut lines from the end. They cannot
change what is printed and in other hands: every report and all minutes hold a mark, which is the
number and the digest of the newest line that they were made from.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from pilots.errors import CannotUseFile
from pilots.language import _
from pilots.tracker import Tracker

_MARK = re.compile(rb"(?<![0-9A-Za-z-])(\d{1,15})-([0-9a-f]{64})(?![0-9A-Za-z-])")


def marks(content: bytes) -> dict[int, str]:
    """The marks in a file: the digest of a line, by its number. A PDF has them in its metadata."""
    return {int(found[1]): found[2].decode() for found in _MARK.finditer(content)}


def report_problems(tracker: Tracker, path: Path) -> Iterator[str]:
    """A sentence for each mark in this file that does not fit, or one where it has none.

    Raises CannotUseFile where the file cannot be read.
    """
    try:
        found = marks(path.read_bytes())
    except OSError as error:
        raise CannotUseFile(path=path, reason=error.strerror or error) from error
    if not found:
        yield _(
            "{file} has no mark. Give the PDF, the web page or the minutes as this tracker made "
            "them; those of versions before 0.6 have none.",
            file=path.name,
        )
    lines = {line.seq: line for line in tracker.logbook.numbered(sorted(found))}
    for seq, digest in found.items():
        if seq not in lines:
            yield _(
                "{file} was made from line {seq}, and the logbook ends at line {head}: lines were "
                "cut from its end.",
                file=path.name,
                seq=seq,
                head=tracker.head,
            )
        elif lines[seq].chain != digest:
            yield _(
                "{file} was made from another past: line {seq} or a line above it was another "
                "one then.",
                file=path.name,
                seq=seq,
            )
