"""The tracker: the one door. Screens, command line and programs come in here and nowhere else.

It checks who may do what, writes to the logbook and the register in one transaction, and
answers questions within the viewer's scope.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar
from uuid import UUID, uuid4, uuid5

from pilots.access import Scope, Verb, Viewer, insist
from pilots.errors import UnknownLine
from pilots.logbook import Draft, Line, Logbook, batches, canonical
from pilots.register import Progress, Reader, Register
from schemas import Record

P = ParamSpec("P")
R = TypeVar("R")


class Tracker:
    """An open tracker. Raises InUse, CannotOpen, NotTheSame or JournalDamaged on opening."""

    def __init__(self, path: Path, progress: Progress | None = None) -> None:
        self.path = path
        self.logbook = Logbook(path)
        self.register = Register(self.logbook.database)
        try:
            self._bring_up_to_date(progress)
        except BaseException:
            self.close()
            raise

    def _bring_up_to_date(self, progress: Progress | None) -> None:
        """Replay what only the journal has; make the register anew where that is needed."""
        if not self.logbook.behind and self.register.is_current():
            return
        with self.logbook.writing() as writing:
            for batch in batches(self.logbook.journal.lines(after=writing.head)):
                writing.replay(batch)
            self.register.rebuild(writing.cursor, progress)

    @property
    def head(self) -> int:
        """The number of the newest line. It moves with every write: a cache key."""
        return self.logbook.head

    def close(self) -> None:
        self.logbook.close()

    # --- writing -------------------------------------------------------------------------

    def record(self, viewer: Viewer, *records: Record, entry: str | None = None) -> list[Line]:
        """Write records down, new or changed, all of them or none.

        `entry` is the UUID made when a form was opened: the same submission twice is
        recorded once. Raises NotAllowed, DiskFull or NotRecorded.
        """
        entry = entry or str(uuid4())
        return self._write(
            viewer,
            [
                Draft(
                    # One form can make several records; each has an entry that follows from
                    # the form's, so that the second submission finds them all.
                    entry=entry if not number else str(uuid5(UUID(entry), str(number))),
                    actor=viewer.name,
                    kind=record.table,
                    subject=record.id,
                    pilot=record.of_pilot,
                    body=canonical(record.body()),
                )
                for number, record in enumerate(records)
            ],
        )

    def withdraw(self, viewer: Viewer, seq: int, entry: str | None = None) -> Line:
        """Take the record that line `seq` is a version of out of every view."""
        return self._follow(viewer, self.line(viewer, seq), None, entry)

    def restore(self, viewer: Viewer, seq: int, entry: str | None = None) -> Line:
        """Bring back the version of a record that line `seq` holds."""
        line = self.line(viewer, seq)
        return self._follow(viewer, line, line.body, entry)

    def undo(self, viewer: Viewer, seq: int, entry: str | None = None) -> Line:
        """Undo what line `seq` did: the version before it comes back, if there was one."""
        line = self.line(viewer, seq)
        earlier = self._lines(
            viewer,
            "kind = $kind AND subject = $subject AND seq < $seq ORDER BY seq DESC LIMIT 1",
            kind=line.kind,
            subject=line.subject,
            seq=seq,
        )
        return self._follow(viewer, line, earlier[0].body if earlier else None, entry)

    def line(self, viewer: Viewer, seq: int) -> Line:
        """One line of the logbook. Raises UnknownLine where the viewer has no such line."""
        found = self._lines(viewer, "seq = $seq", seq=seq)
        if not found:
            raise UnknownLine(seq=seq)
        return found[0]

    def _lines(self, viewer: Viewer, where: str, **parameters: Any) -> list[Line]:
        reader = self.reader(viewer.scope)
        rows = reader.rows(
            f"SELECT * REPLACE (entry::VARCHAR AS entry) FROM {reader.logbook()} WHERE {where}",
            **parameters,
        )
        return [Line(**row) for row in rows]

    def _follow(self, viewer: Viewer, line: Line, body: str | None, entry: str | None) -> Line:
        draft = Draft(
            entry=entry or str(uuid4()),
            actor=viewer.name,
            kind=line.kind,
            subject=line.subject,
            pilot=line.pilot,
            body=body,
        )
        return self._write(viewer, [draft])[0]

    def _write(self, viewer: Viewer, drafts: Sequence[Draft]) -> list[Line]:
        for draft in drafts:
            insist(viewer, Verb.RECORD, draft.pilot)
        with self.logbook.writing() as writing:
            before = writing.head
            lines = writing.append(drafts)
            self.register.apply(writing.cursor, [line for line in lines if line.seq > before])
        return lines

    # --- asking --------------------------------------------------------------------------

    def reader(self, scope: Scope) -> Reader:
        """The register within a scope."""
        return Reader(self.logbook.database, scope)

    def ask(
        self,
        query: Callable[Concatenate[Reader, P], R],
        scope: Scope,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> R:
        """Answer one of the questions in `pilots.queries`."""
        return query(self.reader(scope), *args, **kwargs)
