"""Integrity check: every line is read, and what should be equal is compared."""

import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from pilots.errors import JournalDamaged, TrackerError
from pilots.language import _
from pilots.store.logbook import Line
from pilots.store.register import OnProgress
from pilots.tracker import Tracker
from pilots.verify.archive import archive_problems
from pilots.verify.past import Chain
from pilots.verify.photos import Photos
from pilots.verify.report import report_problems, what_was_compared
from schemas import KINDS

__all__ = [
    "LIMIT",
    "line_problems",
    "problems",
    "report_problems",
    "unreadable",
    "what_was_compared",
]

LIMIT = 20
"""The number of problems with lines after which reading stops."""


def problems(tracker: Tracker, progress: OnProgress | None = None) -> Iterator[str]:
    """A sentence for each problem; none where the tracker is whole.

    Each line must follow the one before it, be as it was recorded, be the same in table and
    journal, and be readable with today's schemas; and its photo must be there. Then the register
    is compared with one that is rebuilt, and each archived PDF with its digest.
    """
    # Locked, because a line of an open transaction is in the journal and not yet in the table.
    with tracker.logbook.database.lock:
        try:
            yield from line_problems(tracker, progress)
            yield from _register(tracker)
            yield from archive_problems(tracker)
        except JournalDamaged as damage:
            tracker.logbook.mend_journal(Path(str(damage.facts["path"])))
            yield _(
                "Line {line} of the journal {path} could not be read. That file was set aside, "
                "and written again from the database. Check once more.",
                line=damage.facts["line"],
                path=damage.facts["path"],
            )
        except TrackerError as error:
            yield str(error)


def _register(tracker: Tracker) -> Iterator[str]:
    for difference in tracker.register.differences():
        yield _(
            "The register differs from the logbook at: {what}. To rebuild it, run 'python -m "
            "pilots rebuild'.",
            what=difference,
        )


def line_problems(tracker: Tracker, progress: OnProgress | None = None) -> Iterator[str]:
    """The same for the lines and the photos alone."""
    named = 0
    before = 0
    erased = tracker.logbook.tombstones
    past, photos = Chain(tracker.logbook.left_by_erasures()), Photos(tracker.attachments)
    aligned = _side_by_side(tracker.logbook.lines(), tracker.logbook.journal.lines())
    for seq, stored, written in aligned:
        unerased = (line for line in (stored, written) if line and erased.applied(line) != line)
        line = stored if stored and stored == written else _intact(past, stored, written)
        for problem in chain(
            _problems_of(seq, stored, written, before),
            past.problems(line) if stored == written else (),
            photos.problems(line),
            map(_not_erased, unerased),
        ):
            yield problem
            named += 1
            if named == LIMIT:
                yield _("There is more; reading stopped here.")
                return
        before = seq
        past.follow(line)
        if progress and seq % 5000 == 0:
            progress(min(1.0, seq / max(tracker.head, 1)), "")


def _intact(past: Chain, *copies: Line | None) -> Line:
    """Of a line in the table and in the journal, the one that is as it was recorded."""
    there = [line for line in copies if line]
    return next((line for line in there if not any(past.problems(line))), there[0])


def _side_by_side(
    table: Iterator[Line], journal: Iterator[Line]
) -> Iterator[tuple[int, Line | None, Line | None]]:
    """Merge the two: each number with its line in the table and its line in the journal."""
    stored, written = next(table, None), next(journal, None)
    while stored or written:
        seq = min(line.seq for line in (stored, written) if line)
        in_table = stored if stored and stored.seq == seq else None
        in_journal = written if written and written.seq == seq else None
        yield seq, in_table, in_journal
        stored = next(table, None) if in_table else stored
        written = next(journal, None) if in_journal else written


def _problems_of(
    seq: int, stored: Line | None, written: Line | None, before: int
) -> Iterator[str]:
    for missing in range(before + 1, seq):
        yield _("Line {seq} is missing in {where}.", seq=missing, where=_("the table"))
    if stored is None:
        yield _("Line {seq} is missing in {where}.", seq=seq, where=_("the table"))
    elif written is None:
        yield _("Line {seq} is missing in {where}.", seq=seq, where=_("the journal"))
    elif stored != written:
        yield _("Line {seq} is not the same in table and journal.", seq=seq)
    if stored and (problem := unreadable(stored)):
        yield problem


def _not_erased(line: Line) -> str:
    return _(
        "Line {seq} was erased but is there again. Start the tracker again: it then erases the "
        "line once more.",
        seq=line.seq,
    )


def unreadable(line: Line) -> str:
    """Why a line's record cannot be read with today's schemas; '' where it can."""
    schema = KINDS.get(line.kind)
    if schema is None:
        return _("Line {seq} is of an unknown kind: {kind}.", seq=line.seq, kind=line.kind)
    if line.body is None:
        return ""
    try:
        schema.read(line.subject, line.pilot, json.loads(line.body))
    except (TypeError, ValueError) as error:  # pydantic's ValidationError is one too
        return _("Line {seq} cannot be read: {why}.", seq=line.seq, why=str(error).splitlines()[0])
    return ""
