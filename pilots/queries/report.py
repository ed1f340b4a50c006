"""Reports: which there are, and what one said when it was published.

A report that is not published is for the team: without rights to names it is not there.
"""

from datetime import date
from typing import TypedDict

from pilots.queries import records
from pilots.queries.rows import RecordRow
from pilots.store.reader import Reader
from schemas import ArchivedReport, Pilot, Report


def of_pilot(reader: Reader, pilot_id: str) -> list[RecordRow]:
    """The reports of a pilot, drafts first, then by period, the newest first.

    Records of a Report, and corrected: the id of the published edition that corrects it.
    """
    return reader.rows(
        f"""
        {_with_corrections(reader)} WHERE r.pilot = $pilot
        ORDER BY r.upto IS NOT NULL, r.until DESC, r.edition DESC, r._seq DESC""",
        pilot=pilot_id,
    )


def published(reader: Reader, report: str | None = None) -> list[RecordRow]:
    """The published reports, the last published first; `report`: only the one with this id.

    Records of a Report, with corrected (as above) and called: the name of the pilot.
    """
    return reader.rows(
        f"""
        SELECT found.*, p.name AS called
        FROM ({_with_corrections(reader)}) found JOIN {reader.table(Pilot)} p ON p.id = found.pilot
        WHERE upto IS NOT NULL AND ($report::VARCHAR IS NULL OR found.id = $report)
        ORDER BY published_on DESC, found.upto DESC, found.id""",
        report=report,
    )


def archived(reader: Reader, report: str | None = None) -> list[RecordRow]:
    """The PDFs that are kept of published reports; `report`: only those of the one with this id.

    Records of an ArchivedReport.
    """
    return reader.rows(
        f"""
        SELECT * FROM {reader.table(ArchivedReport)}
        WHERE $report::VARCHAR IS NULL OR report = $report ORDER BY _seq""",
        report=report,
    )


class ArchivedDigest(TypedDict):
    """The digest of a PDF that is kept, or was once."""

    report: str
    digest: str
    archived_on: date
    is_newest: bool
    """Whether it is still the one that is kept."""


def archived_digests(reader: Reader) -> list[ArchivedDigest]:
    """The digests of all PDFs that were ever kept, also of those that are deleted."""
    return reader.rows(
        f"""
        SELECT v.report, v.digest, v.archived_on,
               v._seq IN (SELECT _seq FROM {reader.table(ArchivedReport)}) AS is_newest
        FROM {reader.versions(ArchivedReport)} v WHERE v.digest IS NOT NULL ORDER BY v._seq"""
    )


def _with_corrections(reader: Reader) -> str:
    return f"""
        SELECT r.*, corrections.id AS corrected FROM {reader.table(Report)} r
        LEFT JOIN (
            SELECT follows, arg_max(id, upto) AS id FROM {reader.table(Report)}
            WHERE upto IS NOT NULL AND follows IS NOT NULL GROUP BY follows
        ) corrections ON corrections.follows = r.id"""


def as_published(reader: Reader, report: str) -> Report | None:
    """A report as it was when it was published, whatever was done to it since.

    None if it is not published, or withdrawn.
    """
    newest = records.row(reader, Report.table, report)
    if newest is None or newest["upto"] is None:
        return None
    # It looks back up to the newest line there was, so the next line is the one that published
    # it; unless somebody else was writing at that very moment.
    for seq in range(newest["upto"] + 1, newest["_seq"] + 1):
        version = records.one(reader.as_of(seq), Report.table, report)
        if isinstance(version, Report) and version.upto == newest["upto"]:
            return version
    return None
