"""Questions about reports: which there are, and what one said when it was published."""

from typing import Any

from pilots.queries import records
from pilots.store.reader import Reader
from schemas import Pilot, Report

Rows = list[dict[str, Any]]


def of_pilot(reader: Reader, pilot_id: str) -> Rows:
    """The reports of a pilot, what is still being written first, then the newest period.

    Besides what a report says: corrected, the id of the published edition that corrects it.
    """
    return reader.rows(
        f"""
        {_with_corrections(reader)} WHERE r.pilot = $pilot
        ORDER BY r.upto IS NOT NULL, r.until DESC, r.edition DESC, r._seq DESC""",
        pilot=pilot_id,
    )


def published(reader: Reader, report: str | None = None) -> Rows:
    """What was published, the last first; `report`: only this one.

    Columns besides what a report says: corrected, and called (the name of the pilot).
    """
    return reader.rows(
        f"""
        SELECT found.*, p.name AS called
        FROM ({_with_corrections(reader)}) found JOIN {reader.table(Pilot)} p ON p.id = found.pilot
        WHERE upto IS NOT NULL AND ($report::VARCHAR IS NULL OR found.id = $report)
        ORDER BY published_on DESC, found.upto DESC, found.id""",
        report=report,
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

    None where it is not published, or withdrawn.
    """
    now = records.row(reader, Report.table, report)
    if now is None or now["upto"] is None:
        return None
    # It is fixed at the newest line there was, so the next line is the one that publishes it;
    # unless somebody else was writing at that very moment.
    for seq in range(now["upto"] + 1, now["_seq"] + 1):
        then = records.one(reader.as_of(seq), Report.table, report)
        if isinstance(then, Report) and then.upto == now["upto"]:
            return then
    return None
