"""Is the tracker whole? Every line is read, and what should be equal is laid side by side."""

import json
from collections.abc import Iterator
from itertools import zip_longest

from pilots.errors import TrackerError
from pilots.language import _
from pilots.logbook import Line
from pilots.register import Progress
from pilots.tracker import Tracker
from schemas import KINDS

MOST = 20
"""Problems of one kind that are named one by one."""


def problems(tracker: Tracker, progress: Progress | None = None) -> Iterator[str]:
    """A sentence for each thing that is wrong; none where the tracker is whole.

    Table and journal are read side by side: each line must follow the one before it, be the
    same in both, and be readable with today's schemas. Then the register is compared with
    one made anew.
    """
    yield from _lines(tracker, progress)
    for difference in tracker.register.differences():
        yield _(
            "The register differs from the logbook at: {what}. "
            "'python -m pilots rebuild' makes it anew.",
            what=difference,
        )


def _lines(tracker: Tracker, progress: Progress | None) -> Iterator[str]:
    named = 0
    before = 0
    try:
        pairs = zip_longest(tracker.logbook.lines(), tracker.logbook.journal.lines())
        for stored, written in pairs:
            for problem in _problems_of(stored, written, before):
                named += 1
                yield problem
            if named >= MOST:
                yield _("There is more; this is where the reading stopped.")
                return
            before = stored.seq if stored else before + 1
            if progress and before % 5000 == 0:
                progress(before / max(tracker.head, 1), "")
    except TrackerError as error:
        yield str(error)


def _problems_of(stored: Line | None, written: Line | None, before: int) -> Iterator[str]:
    if stored is None or written is None:
        where = _("the journal") if stored else _("the table")
        yield _("Line {seq} is missing in {where}.", seq=before + 1, where=where)
        return
    if stored.seq != before + 1:
        yield _("Line {seq} is missing in {where}.", seq=before + 1, where=_("the table"))
    elif stored != written:
        yield _("Line {seq} is not the same in table and journal.", seq=stored.seq)
    if problem := unreadable(stored):
        yield problem


def unreadable(line: Line) -> str:
    """Why a line's record cannot be read with today's schemas; '' where it can."""
    schema = KINDS.get(line.kind)
    if schema is None:
        return _("Line {seq} is of an unknown kind: {kind}.", seq=line.seq, kind=line.kind)
    if line.body is None:
        return ""
    try:
        schema.read(line.subject, line.pilot, json.loads(line.body))
    except ValueError as error:  # pydantic's ValidationError is one too
        return _("Line {seq} cannot be read: {why}.", seq=line.seq, why=str(error).splitlines()[0])
    return ""
