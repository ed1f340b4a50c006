"""The PDF of a published report, kept as it was made first.

A later version of the tracker would lay it out another way, and nobody could tell a copy that
somebody else holds from one that was changed. So the file is kept, and the logbook holds its
digest. What must not be read any more leaves it: erasing something withdraws it
(`Tracker.erase`), and a story whose consent was withdrawn since makes it out of date.
"""

from uuid import NAMESPACE_URL, uuid5

from pilots.access import EVERYTHING
from pilots.language import today
from pilots.queries import report as report_queries
from pilots.queries.rows import RecordRow
from pilots.reports.blocks import Document
from pilots.tracker import Tracker
from schemas import ArchivedReport


def record_of(tracker: Tracker, document: Document) -> RecordRow | None:
    """The record of the PDF that is kept of this report in this language, if it may be read."""
    rows = tracker.ask(report_queries.archived, EVERYTHING, document.report)
    return next(
        (
            row
            for row in rows
            if row["language"] == document.language
            and (row["mark"] or "") == document.mark
            and document.stories.issuperset(row["stories"] or ())
        ),
        None,
    )


def read(tracker: Tracker, document: Document) -> bytes | None:
    """The PDF that is kept of this report; None where there is none, or not as it was kept."""
    row = record_of(tracker, document)
    return tracker.archive.read_unchanged(row["digest"]) if row else None


def keep(tracker: Tracker, document: Document, content: bytes) -> bytes:
    """Keep the PDF of a published report, unless one is kept already; give the one that is.

    Raises CannotUseFile, DiskFull or NotRecorded.
    """
    with tracker.logbook.database.lock:
        if kept := read(tracker, document):
            return kept
        record = ArchivedReport(
            id=uuid5(NAMESPACE_URL, f"{document.report}/{document.language}").hex,
            pilot=document.pilot,
            report=document.report,
            language=document.language,
            digest=tracker.archive.put(content),
            mark=document.mark or None,
            archived_on=today(),
            stories=tuple(sorted(document.stories)),
        )
        tracker.record_archived(record)
    return content
