"""The tracker: the one door. Screens, command line and programs come in here and nowhere else.

It checks who may do what, writes to the logbook and the register in one transaction, and
answers questions within the viewer's scope.
"""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar
from uuid import UUID, uuid4, uuid5

from pilots.access import EVERYTHING, Scope, Verb, Viewer, insist, needed
from pilots.errors import UnknownLine
from pilots.language import _, today
from pilots.privacy.free_text import refuse_bsn
from pilots.rules import definition, readiness
from pilots.store.attachments import Attachments
from pilots.store.drafts import Drafts
from pilots.store.logbook import Draft, Line, Logbook, batches, canonical
from pilots.store.meetings import Meetings
from pilots.store.reader import Reader
from pilots.store.register import Progress, Register
from schemas import Erasure, Member, Record

P = ParamSpec("P")
R = TypeVar("R")


class Tracker:
    """An open tracker. Raises InUse, CannotOpen, NotTheSame or JournalDamaged on opening."""

    def __init__(self, path: Path, progress: Progress | None = None) -> None:
        self.path = path
        self.logbook = Logbook(path)
        self.register = Register(self.logbook.database)
        self.attachments = Attachments(path.parent / "attachments")
        try:
            self.drafts = Drafts(self.logbook)
            self.meetings = Meetings(self.drafts)
            self._bring_up_to_date(progress)
        except BaseException:
            self.close()
            raise

    def _bring_up_to_date(self, progress: Progress | None) -> None:
        """Replay what only the journal has; make the register anew where that is needed."""
        current = self.register.is_current() and not self.logbook.erasing
        if not self.logbook.behind and current:
            return
        with self.logbook.writing() as writing:
            for batch in batches(self.logbook.journal.lines(after=writing.head)):
                writing.replay([self.logbook.tombstones.applied(line) for line in batch])
            writing.append(self.logbook.tombstones.told)
            self.register.rebuild(writing.cursor, progress)
        if self.logbook.erasing:
            self.logbook.clean()
            self.forget_photos()

    def rebuild(self, progress: Progress | None = None) -> None:
        """Make the register anew from the logbook."""
        with self.logbook.writing() as writing:
            self.register.rebuild(writing.cursor, progress)

    @property
    def head(self) -> int:
        """The number of the newest line. It moves with every write: a cache key."""
        return self.logbook.head

    @property
    def healed(self) -> str:
        """What had to be mended when it was opened, for people to know; '' for nothing."""
        if self.logbook.rescued:
            return _(
                "The database could not be opened and was made again from the journal. "
                "Nothing that was recorded is lost. The damaged file is kept as {file}.",
                file=self.logbook.rescued.name,
            )
        if self.logbook.torn:
            return _(
                "A part of the journal could not be read, such as a line that was only half "
                "written. It was set aside; nothing that was recorded is lost."
            )
        return ""

    @property
    def set_aside(self) -> list[str]:
        """The names of files that were moved aside after damage; nothing looks at them again."""
        kept = (it for it in self.path.parent.rglob("*") if it.is_file())
        return sorted(it.name for it in kept if ".damaged-" in it.name or ".torn" in it.name)

    def close(self) -> None:
        self.logbook.close()

    # --- writing -------------------------------------------------------------------------

    def record(
        self, viewer: Viewer, *records: Record, idempotency_key: str | None = None
    ) -> list[Line]:
        """Write records down, new or changed, all of them or none.

        `idempotency_key` is the UUID made when a form was opened: the same submission twice is
        recorded once. Raises NotAllowed, HoldsBsn, DiskFull or NotRecorded, or HeldBack
        (see `gate` and `definition`).
        """
        for each in records:
            refuse_bsn(each)
        for rules in (readiness, definition):
            rules.refuse(self.reader(EVERYTHING), viewer, records)
        return self._write(
            viewer,
            [
                Draft(
                    _nth_key(idempotency_key, n),
                    viewer.name,
                    it.table,
                    it.id,
                    it.of_pilot,
                    _body(it),
                )
                for n, it in enumerate(records)
            ],
        )

    def withdraw(self, viewer: Viewer, seq: int, idempotency_key: str | None = None) -> Line:
        """Take the record that line `seq` is a version of out of every view."""
        return self._follow(viewer, [(self.line(viewer, seq), None)], idempotency_key)[0]

    def restore(self, viewer: Viewer, seq: int, idempotency_key: str | None = None) -> Line:
        """Bring back the version of a record that line `seq` holds."""
        line = self.line(viewer, seq)
        return self._follow(viewer, [(line, line.body)], idempotency_key)[0]

    def undo(self, viewer: Viewer, *seqs: int, idempotency_key: str | None = None) -> list[Line]:
        """Undo what these lines did: the versions before them come back, where there were."""
        lines = [self.line(viewer, seq) for seq in seqs]
        bodies = [(line, self._before(viewer, line)) for line in lines]
        return self._follow(viewer, bodies, idempotency_key)

    def _before(self, viewer: Viewer, line: Line) -> str | None:
        earlier = self._lines(
            viewer,
            "kind = $kind AND subject = $subject AND seq < $seq ORDER BY seq DESC LIMIT 1",
            kind=line.kind,
            subject=line.subject,
            seq=line.seq,
        )
        return earlier[0].body if earlier else None

    def line(self, viewer: Viewer, seq: int) -> Line:
        """One line of the logbook. Raises UnknownLine where the viewer has no such line."""
        found = self._lines(viewer, "seq = $seq", seq=seq)
        if not found:
            raise UnknownLine(seq=seq)
        return found[0]

    def _lines(self, viewer: Viewer, where: str, **parameters: Any) -> list[Line]:
        reader = self.reader(viewer.scope)
        rows = reader.rows(f"FROM {reader.logbook()} WHERE {where}", **parameters)
        return [Line(**row) for row in rows]

    def erase(
        self,
        viewer: Viewer,
        seqs: Sequence[int],
        instead: Callable[[Line], Line],
        reason: str | None = None,
        photos: Sequence[str] = (),
        typed: Callable[[str], bool] | None = None,
    ) -> list[str]:
        """Put something else in the place of these lines, for ever and everywhere.

        That it was done is recorded, without what it was. The photos go too; given back are
        those that stay, because another line shows them. Drafts of which `typed` holds go.
        Raises NotAllowed, HoldsBsn, DiskFull or NotRecorded.
        """
        with self.logbook.database.lock:
            there = self._lines(viewer, "seq IN (SELECT unnest($seqs::BIGINT[]))", seqs=[*seqs])
            for pilot in {line.pilot for line in there}:
                insist(viewer, Verb.ANSWER_FOR, pilot)
            lines = [now for line in there if (now := instead(line)) != line]
            if typed:
                self.drafts.forget(typed)
            if lines:
                self.logbook.erase(
                    lines,
                    _told(viewer, lines, reason),
                    lambda cursor, new: self.register.renew(cursor, [*lines, *new]),
                    photos,
                )
            return [photo for photo in photos if not self._forgotten(photo)]

    def forget_photos(self) -> None:
        """Delete photos that were erased and are back, unless a line shows them again."""
        for photo in self.logbook.tombstones.photos:
            self._forgotten(photo)

    def _forgotten(self, photo: str) -> bool:
        """Whether a photo is gone; it stays where any line of the logbook names it."""
        rows = self.reader(EVERYTHING).rows(
            "SELECT 1 FROM logbook WHERE contains(body, $photo) LIMIT 1", photo=photo
        )
        if not rows:
            self.attachments.forget(photo)
        return not rows

    def _follow(
        self,
        viewer: Viewer,
        bodies: Sequence[tuple[Line, str | None]],
        idempotency_key: str | None,
    ) -> list[Line]:
        """Give the records of these lines a new body each, in a new line each."""
        return self._write(
            viewer,
            [
                Draft(
                    _nth_key(idempotency_key, n),
                    viewer.name,
                    line.kind,
                    line.subject,
                    line.pilot,
                    body,
                )
                for n, (line, body) in enumerate(bodies)
            ],
        )

    def _write(self, viewer: Viewer, drafts: Sequence[Draft]) -> list[Line]:
        for verb, pilot in self._asked(viewer, drafts):
            insist(viewer, verb, pilot)
        with self.logbook.writing() as writing:
            lines = writing.append(drafts)
            new = [line for line in lines if line.seq > writing.before]
            self.register.apply(writing.cursor, new)
        return lines

    def _asked(self, viewer: Viewer, drafts: Sequence[Draft]) -> set[tuple[Verb, str | None]]:
        """What these lines ask, and what the versions ask that they take the place of.

        Else somebody could take over a record by its id, or end what is not theirs to give.
        """
        asked = {(needed(it.kind, _read(it.body)), it.pilot) for it in drafts}
        answers_for_all = viewer.where(Verb.ANSWER_FOR) is None
        if answers_for_all and not any(it.kind == Member.table for it in drafts):
            return asked
        before = self.reader(EVERYTHING).rows(
            """
            SELECT kind, pilot, arg_max(body, seq) AS body FROM logbook
            WHERE subject IN (SELECT unnest($subjects)) AND body IS NOT NULL
            GROUP BY kind, subject, pilot""",
            subjects=[draft.subject for draft in drafts],
        )
        return asked | {(needed(it["kind"], _read(it["body"])), it["pilot"]) for it in before}

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


def _nth_key(form: str | None, number: int) -> str:
    """The idempotency key of the nth line that a form makes.

    It follows from the form's own, so that a second submission finds all of its lines.
    """
    if form is None:
        return str(uuid4())
    return form if number == 0 else str(uuid5(UUID(form), str(number)))


def _told(viewer: Viewer, lines: Sequence[Line], reason: str | None) -> list[Draft]:
    """That these lines were erased, for each pilot apart."""
    drafts = []
    for pilot in sorted({line.pilot for line in lines}, key=str):
        mine = tuple(line.seq for line in lines if line.pilot == pilot)
        it = Erasure(pilot=pilot, erased_on=today(), reason=reason, lines=mine)
        refuse_bsn(it)
        drafts.append(Draft(str(uuid4()), viewer.name, it.table, it.id, pilot, _body(it)))
    return drafts


def _body(record: Record) -> str:
    return canonical(record.body())


def _read(body: str | None) -> dict[str, Any]:
    return json.loads(body) if body else {}
