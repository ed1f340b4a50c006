"""The tracker: the one interface (facade) that screens, command line and programs use.

It checks rights first and rules second, writes to the logbook and the register in one
transaction, and answers questions within the viewer's scope.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar
from uuid import UUID, uuid4, uuid5

from pilots import rules, versions
from pilots.access import EVERYTHING, Permission, Scope, Viewer, require, required_permission
from pilots.errors import UnknownLine
from pilots.language import _, today
from pilots.privacy.free_text import refuse_bsn
from pilots.queries import lines as logbook_lines
from pilots.queries import report as report_queries
from pilots.queries.rows import RecordRow
from pilots.rules import merging
from pilots.store.attachments import Attachments
from pilots.store.drafts import Drafts
from pilots.store.files import Files
from pilots.store.logbook import (
    Line,
    Logbook,
    PendingLine,
    Transaction,
    batches,
    canonical,
    erasures_of,
)
from pilots.store.meetings import Meetings
from pilots.store.reader import Reader
from pilots.store.register import OnProgress, Register
from pilots.versions import Version
from schemas import ArchivedReport, Member, Organisation, Record, Withdrawal

TRACKER = Viewer("Tracker")
"""Who writes the lines that nobody asked for."""

P = ParamSpec("P")
R = TypeVar("R")


class Tracker:
    """An open tracker. Raises InUse, CannotOpen, NotTheSame or JournalDamaged on opening."""

    def __init__(self, path: Path, progress: OnProgress | None = None) -> None:
        self.path = path
        self.logbook = Logbook(path)
        self.register = Register(self.logbook.database)
        self.attachments = Attachments(path.parent / "attachments")
        self.archive = Files(path.parent / "archive", "pdf")
        """The PDFs of published reports: see `pilots.screens.kit.reports.archive`."""
        self.sealed_now = 0
        """The last of the lines that were sealed since the opening; 0 where none were."""
        try:
            self.drafts = Drafts(self.logbook)
            self.meetings = Meetings(self.drafts)
            self._bring_up_to_date(progress)
        except BaseException:
            self.close()
            raise

    def _bring_up_to_date(self, progress: OnProgress | None) -> None:
        """Replay what only the journal has; rebuild the register where that is needed."""
        is_current = self.register.is_current() and not self.logbook.erasure_is_due
        if is_current and not self.logbook.lines_to_replay and self.logbook.is_sealed:
            return
        with self.logbook.transaction() as transaction:
            for batch in batches(self.logbook.journal.lines(after=transaction.head)):
                transaction.replay([self.logbook.tombstones.applied(line) for line in batch])
            self.finish(transaction, progress)
        if self.logbook.erasure_is_due:
            self.logbook.finish_erasure()
            self.delete_erased_files()

    def finish(self, transaction: Transaction, progress: OnProgress | None = None) -> None:
        """After lines were added as they are: seal what has no digest, record what was erased
        from them, and rebuild the register."""
        self.sealed_now = transaction.seal() or self.sealed_now
        transaction.append(self.logbook.tombstones.pending)
        again = transaction.unrecorded_erasures(self.logbook.tombstones.idempotency_keys)
        transaction.append(_erasures(TRACKER, again, None))
        self.register.rebuild(transaction.cursor, progress)

    def rebuild(self, progress: OnProgress | None = None) -> None:
        """Rebuild the register from the logbook."""
        with self.logbook.transaction() as transaction:
            self.register.rebuild(transaction.cursor, progress)

    @property
    def head(self) -> int:
        """The number of the newest line. Every write moves it: part of every cache key."""
        return self.logbook.head

    @property
    def recovery_notice(self) -> str:
        """What was recovered, quarantined and sealed on opening, in sentences; '' for nothing."""
        return " ".join(self._notices())

    def _notices(self) -> Iterator[str]:
        if self.logbook.quarantined_database:
            yield _(
                "The database could not be opened and was made again from the journal. "
                "Nothing that was recorded is lost. The damaged file is kept as {file}.",
                file=self.logbook.quarantined_database.name,
            )
        elif self.logbook.table_was_gone:
            yield _(
                "The database was gone or empty and was made again from the journal. Find out "
                "who deleted it, and run 'python -m pilots verify'."
            )
        if self.logbook.journal_quarantined:
            yield _(
                "A part of the journal could not be read, such as a line that was only half "
                "written. It was set aside; nothing that was recorded is lost."
            )
        elif self.logbook.journal_was_gone:
            yield _(
                "The journal, or its end, was gone and was written again from the database. "
                "Find out who deleted it, and run 'python -m pilots verify'."
            )
        if self.sealed_now:
            yield _(
                "Lines 1 to {line} of the logbook had no digest and were sealed today. From now "
                "on, a change to any of them can be seen.",
                line=self.sealed_now,
            )

    @property
    def quarantined_files(self) -> list[str]:
        """The names of files that were quarantined after damage. Erasures do not reach them."""
        names = [path.name for path in self.path.parent.rglob("*") if path.is_file()]
        return sorted(name for name in names if ".damaged-" in name or ".torn" in name)

    def close(self) -> None:
        self.logbook.close()

    # --- writing -------------------------------------------------------------------------

    def record(
        self,
        viewer: Viewer,
        *records: Record,
        based_on: Sequence[Version] = (),
        merge: bool = True,
        idempotency_key: str | None = None,
    ) -> list[Line]:
        """Record new or changed records, all of them or none.

        `based_on` are the versions that changed records were made from. What others changed
        since then is kept (see `pilots.versions`), or raises Conflict without `merge`; a changed
        record without one replaces the newest version whole. `idempotency_key` is the UUID made
        when a form was opened: a submission that is repeated is recorded once. Raises NotAllowed
        before anything else; then Conflict, HoldsBsn, RuleBroken (see `pilots.rules`), DiskFull or
        NotRecorded.
        """
        keys = [_nth_key(idempotency_key, n) for n in range(len(records))]
        self._authorise(viewer, _pending(viewer, keys, records))
        with self.logbook.database.lock:  # nobody writes between the merge and its result
            if based_on and self._are_recorded(keys):  # a repeated submission is no conflict
                return self._write(_pending(viewer, keys, records))
            merged = [self._on_top_of_newest(record, based_on, merge) for record in records]
            for record in merged:
                refuse_bsn(record)
            rules.refuse(self.reader(EVERYTHING), viewer, merged)
            return self._write(_pending(viewer, keys, merged))

    def record_archived(self, record: ArchivedReport) -> None:
        """Record that the PDF of a published report is kept: the tracker does that itself, also
        where the one who first asks for the file may not record."""
        self._write(_pending(TRACKER, [str(uuid4())], [record]))

    def version(self, viewer: Viewer, seq: int) -> Version:
        """The version of a record that line `seq` holds. Raises UnknownLine."""
        line = self.line(viewer, seq)
        return Version(line.kind, line.subject, line.pilot, seq, versions.body_of(line))

    def withdraw(
        self,
        viewer: Viewer,
        seq: int,
        idempotency_key: str | None = None,
        reason: str | None = None,
    ) -> Line:
        """Withdraw the record that line `seq` is the newest version of (a soft delete).

        The `reason`, of a record that belongs to a pilot, is recorded with it: funders read it.
        Raises Conflict where it was changed since: nobody withdraws what they have not seen.
        """
        line = self.line(viewer, seq)
        with self.logbook.database.lock:
            all_lines = self._versions(line.kind, line.subject)
            if all_lines[-1].body is None and all_lines[-1].actor == viewer.name:
                return all_lines[-1]  # a second tap
            if not self._are_recorded([idempotency_key]):
                versions.check_unchanged(seq, all_lines)
            because = _withdrawal(line, reason) if reason and line.pilot else ()
            return self._append_versions(viewer, [(line, None)], idempotency_key, *because)[0]

    def restore_version(
        self,
        viewer: Viewer,
        seq: int,
        newest_seen: int | None = None,
        idempotency_key: str | None = None,
    ) -> Line:
        """Record the version that line `seq` holds once more, as the newest; consent stays.

        `newest_seen` is the newest line whoever restores has seen: Conflict is raised where the
        record has a newer one.
        """
        line = self.line(viewer, seq)
        with self.logbook.database.lock:
            all_lines = self._versions(line.kind, line.subject)
            if newest_seen is not None and not self._are_recorded([idempotency_key]):
                versions.check_unchanged(newest_seen, all_lines)
            body = versions.brought_back(line, all_lines)
            return self._append_versions(viewer, [(line, body)], idempotency_key)[0]

    def undo(self, viewer: Viewer, *seqs: int, idempotency_key: str | None = None) -> list[Line]:
        """Undo what these lines did, and nothing of what others did since.

        Raises Conflict where somebody built on it, and then undoes none of them.
        """
        lines = [self.line(viewer, seq) for seq in seqs]
        keys = [_nth_key(idempotency_key, n) for n in range(len(seqs))]
        with self.logbook.database.lock:
            is_repeated = bool(idempotency_key) and self._are_recorded(keys)
            bodies = [(line, None if is_repeated else self._undone(line)) for line in lines]
            return self._append_versions(viewer, bodies, idempotency_key)

    def _undone(self, line: Line) -> str | None:
        return versions.undone(line, self._versions(line.kind, line.subject))

    def _on_top_of_newest(
        self, record: Record, based_on: Sequence[Version], merge: bool
    ) -> Record:
        for opened in based_on:
            if (opened.kind, opened.id) == (record.table, record.id):
                lines = self._versions(record.table, record.id)
                if not merge:
                    versions.check_unchanged(opened.seq, lines)
                return versions.on_top_of_newest(record, opened, lines)
        return record

    def _versions(self, kind: str, id: str) -> list[Line]:
        return self.ask(logbook_lines.versions, EVERYTHING, kind, id)

    def _are_recorded(self, keys: Sequence[str | None]) -> bool:
        """Whether lines with all of these idempotency keys are there already."""
        known = {key for key in keys if key}
        lines = self.ask(logbook_lines.with_keys, EVERYTHING, sorted(known)) if known else []
        return bool(known) and {line.idempotency_key for line in lines} >= known

    def line(self, viewer: Viewer, seq: int) -> Line:
        """One line of the logbook. Raises UnknownLine where the viewer may read no such line."""
        found = self.ask(logbook_lines.numbered, viewer.scope, [seq])
        if not found:
            raise UnknownLine(seq=seq)
        return found[0]

    def erase(
        self,
        viewer: Viewer,
        seqs: Sequence[int],
        erased: Callable[[Line], Line],
        reason: str | None = None,
        photos: Sequence[str] = (),
        is_in: Callable[[str], bool] | None = None,
    ) -> list[str]:
        """Replace each of these lines by what `erased` makes of it, for good and everywhere.

        The right to erasure of the GDPR (AVG). That it was done is recorded, not what it was.
        Drafts that hold a text for which `is_in` is true are deleted. The photos are deleted
        too, except those that another line shows: these are given back.
        Raises NotAllowed, HoldsBsn, DiskFull or NotRecorded.
        """
        with self.logbook.database.lock:
            lines = self.ask(logbook_lines.numbered, viewer.scope, seqs)
            for pilot in {line.pilot for line in lines}:
                require(viewer, Permission.MANAGE, pilot)
            changed = [new.salted() for line in lines if (new := erased(line)) != line]
            changed += self.logbook.renewed_seal(changed)
            if is_in:
                self.drafts.delete_where(is_in)
            if changed:
                archived = self._archived_from(changed)
                for row in archived:  # first: they can be made again
                    self.archive.delete(row["digest"])
                self.logbook.erase(
                    changed,
                    [*_erasures(viewer, changed, reason), *_withdrawn(archived)],
                    lambda cursor, new: self.register.renew(cursor, [*changed, *new]),
                    [*photos, *(row["digest"] for row in archived)],
                )
            return [photo for photo in photos if not self._delete_photo(photo)]

    def _archived_from(self, lines: Sequence[Line]) -> list[RecordRow]:
        """The archived PDFs that may show what these lines hold."""
        pilots = {line.pilot for line in lines}
        in_all = any(line.kind == Organisation.table for line in lines)
        rows = self.ask(report_queries.archived, EVERYTHING)
        return [row for row in rows if in_all or row["pilot"] in pilots]

    def delete_erased_files(self) -> None:
        """Delete photos and archived PDFs that were erased but came back with an older copy of
        the files."""
        for name in self.logbook.tombstones.files:
            self._delete_photo(name)
            self.archive.delete(name)

    def _delete_photo(self, photo: str) -> bool:
        """Delete a photo and give True; one that a line of the logbook names stays."""
        is_shown = self.ask(logbook_lines.mention, EVERYTHING, photo)
        if not is_shown:
            self.attachments.delete(photo)
        return not is_shown

    def _append_versions(
        self,
        viewer: Viewer,
        bodies: Sequence[tuple[Line, str | None]],
        idempotency_key: str | None,
        *beside: Record,
    ) -> list[Line]:
        """Append a new version with this body for the record of each of these lines, and the
        records that go `beside` them."""
        pending = [
            PendingLine(
                _nth_key(idempotency_key, n),
                viewer.name,
                line.kind,
                line.subject,
                line.pilot,
                body,
            )
            for n, (line, body) in enumerate(bodies)
        ]
        keys = [_nth_key(idempotency_key, len(bodies) + n) for n in range(len(beside))]
        pending += _pending(viewer, keys, beside)
        for record in beside:
            refuse_bsn(record)
        self._authorise(viewer, pending)
        return self._write(pending)

    def _write(self, pending: Sequence[PendingLine]) -> list[Line]:
        with self.logbook.transaction() as transaction:
            lines = transaction.append(pending)
            new = [line for line in lines if line.seq > transaction.head_before]
            self.register.apply(transaction.cursor, new)
        return lines

    def _authorise(self, viewer: Viewer, pending: Sequence[PendingLine]) -> None:
        """Raise NotAllowed where the viewer may not write one of these lines.

        The versions that they replace count too: otherwise somebody could take over a record
        by its id, or end what is not theirs to give.
        """
        required = {
            (required_permission(line.kind, _fields(line.body)), line.pilot) for line in pending
        }
        answers_for_all = viewer.pilots_with(Permission.MANAGE) is None
        if not answers_for_all or any(line.kind == Member.table for line in pending):
            subjects = [line.subject for line in pending]
            required |= {
                (required_permission(row["kind"], _fields(row["body"])), row["pilot"])
                for row in self.ask(logbook_lines.newest_versions, EVERYTHING, subjects)
            }
        for permission, pilot in required:
            require(viewer, permission, pilot)

    def merge_people(
        self, viewer: Viewer, stays: str, gone: str, keep: Mapping[str, merging.Keep]
    ) -> list[Line]:
        """Make one person of two stakeholders: `gone` is withdrawn, and `stays` is in its place.

        `keep` says whose values are kept. It is one transaction, and `undo` of its lines undoes
        it. Raises NoLongerThere where one of the two is not there; else as `record` does.
        """
        with self.logbook.database.lock:
            new, withdrawn = merging.merge(self.reader(EVERYTHING), stays, gone, keep)
            pending = [
                *_pending(viewer, [str(uuid4()) for _record in new], new),
                *(
                    PendingLine(
                        str(uuid4()), viewer.name, record.table, record.id, record.of_pilot, None
                    )
                    for record in withdrawn
                ),
            ]
            self._authorise(viewer, pending)
            for record in new:
                refuse_bsn(record)
            rules.refuse(self.reader(EVERYTHING), viewer, new)
            return self._write(pending)

    # --- reading -------------------------------------------------------------------------

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
        """Answer a query of `pilots.queries` within a scope."""
        return query(self.reader(scope), *args, **kwargs)


def _pending(viewer: Viewer, keys: Sequence[str], records: Sequence[Record]) -> list[PendingLine]:
    """The lines that record these records."""
    return [
        PendingLine(
            key, viewer.name, record.table, record.id, record.of_pilot, canonical(record.body())
        )
        for key, record in zip(keys, records, strict=True)
    ]


def _nth_key(form: str | None, number: int) -> str:
    """The idempotency key of the nth line that a form makes.

    It is derived from the form's own (UUID version 5), so that a repeated submission has the
    same key for each of its lines.
    """
    if form is None:
        return str(uuid4())
    return form if number == 0 else str(uuid5(UUID(form), str(number)))


def _erasures(viewer: Viewer, lines: Sequence[Line], reason: str | None) -> list[PendingLine]:
    """The lines that record this erasure, one for each pilot."""
    records = list(erasures_of(lines, reason))
    for record in records:
        refuse_bsn(record)
    return _pending(viewer, [str(uuid4()) for _record in records], records)


def _withdrawal(line: Line, reason: str) -> tuple[Withdrawal]:
    """The record of why the record of this line is withdrawn."""
    return (
        Withdrawal(
            pilot=line.pilot,
            reason=reason,
            kind=line.kind,
            record=line.subject,
            withdrawn_on=today(),
        ),
    )


def _withdrawn(archived: Sequence[RecordRow]) -> list[PendingLine]:
    """The lines that withdraw the records of these archived PDFs."""
    kind = ArchivedReport.table
    return [
        PendingLine(str(uuid4()), TRACKER.name, kind, row["id"], row["pilot"], None)
        for row in archived
    ]


def _fields(body: str | None) -> dict[str, Any]:
    return json.loads(body) if body else {}
