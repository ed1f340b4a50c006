"""Whether the past that a report was made from still stands.

Whoever can write all files can compute all digests anew, or cut lines from the end. They cannot
change what is printed and in other hands: every report and all minutes hold a mark, which is the
number and the digest of the newest line that they were made from. The PDF of a published report
is kept too, with its digest in the logbook: whether somebody changed its words shows as well.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from pilots.access import EVERYTHING
from pilots.errors import CannotUseFile
from pilots.language import _, day
from pilots.queries import report as report_queries
from pilots.store.files import digest_of
from pilots.tracker import Tracker

_MARK = re.compile(rb"(?<![0-9A-Za-z-])(\d{1,15})-([0-9a-f]{64})(?![0-9A-Za-z-])")

_REPORT = re.compile(rb"report:([a-z0-9][a-z0-9-]{0,63})")
"""As `pilots.reports.paper` writes it among the keywords."""


def marks(content: bytes) -> dict[int, str]:
    """The marks in a file: the digest of a line, by its number. A PDF has them in its metadata."""
    return {int(found[1]): found[2].decode() for found in _MARK.finditer(content)}


def report_problems(tracker: Tracker, path: Path) -> Iterator[str]:
    """A sentence for each mark in this file that does not fit, or one where it has none; and one
    where it is a PDF of a report of which another one was kept.

    Raises CannotUseFile where the file cannot be read.
    """
    content = _read(path)
    found = marks(content)
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
                "{file} was made from a different history: line {seq}, or a line above it, was "
                "different then.",
                file=path.name,
                seq=seq,
            )
    if _is_changed_copy(tracker, content):
        yield _(
            "{file} is not the PDF that was kept of this report: it was changed, or it was made "
            "elsewhere.",
            file=path.name,
        )


def what_was_compared(tracker: Tracker, path: Path) -> str:
    """How far a file without problems was compared. Raises CannotUseFile."""
    name = digest_of(_read(path))
    for row in tracker.ask(report_queries.archived_digests, EVERYTHING):
        if row["digest"] == name and row["is_newest"]:
            return _(
                "{file} is the PDF that was kept on {day}, to the byte, and the history it was "
                "made from is unchanged.",
                file=path.name,
                day=day(row["archived_on"]),
            )
        if row["digest"] == name:
            return _(
                "{file} is the PDF that was kept on {day}, to the byte. It was replaced since, "
                "because something in it was erased or may not be shown any more. The history it "
                "was made from is unchanged.",
                file=path.name,
                day=day(row["archived_on"]),
            )
    return _(
        "The history that {file} was made from is unchanged. Its words were not compared: it is "
        "not a PDF of a published report that was kept here.",
        file=path.name,
    )


def _is_changed_copy(tracker: Tracker, content: bytes) -> bool:
    """Whether PDFs of the report that this file names were kept, and it is none of them."""
    reports = {found[1].decode() for found in _REPORT.finditer(content)}
    kept = {
        row["digest"]
        for row in tracker.ask(report_queries.archived_digests, EVERYTHING)
        if row["report"] in reports
    }
    return bool(kept) and digest_of(content) not in kept


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CannotUseFile(path=path, reason=error.strerror or error) from error
