"""Tombstones: for each line that was erased, the line that replaced it. Kept beside the journal.

An older copy of the logbook still holds what was erased after it was made. Whenever lines come
in from outside, the tombstones are applied to them, so that they are erased from that copy too.
A tombstone holds nothing of what was erased, not even after a second erasure from the same line:
the file is never appended to but replaced atomically, so an erasure has begun wholly or not at
all.
"""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from pilots.errors import JournalDamaged
from pilots.store.logbook.journal import fsync_folder
from pilots.store.logbook.line import Line, PendingLine, canonical

NAME = "erased.jsonl"


class Tombstones:
    """The file of tombstones, and what an interrupted erasure still has to record.

    Raises JournalDamaged where the file cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._replacements: dict[str, Mapping[str, Any]] = {}
        """By idempotency key: `entry` (the key), `actor`, `body` and `salt`, as in the journal."""
        self.files: frozenset[str] = frozenset()
        """The names of photos and archived PDFs that were erased."""
        self.pending: tuple[PendingLine, ...] = ()
        """The lines that record the erasure under way; they are appended at its end."""
        if self._path.exists():
            for number, raw in enumerate(self._path.read_bytes().splitlines(), start=1):
                try:
                    self._read(json.loads(raw))
                except (KeyError, TypeError, ValueError):
                    raise JournalDamaged(path=self._path, line=number) from None

    def _read(self, fields: Mapping[str, Any]) -> None:
        if "photo" in fields:
            self.files |= {fields["photo"]}  # the stored name of `files`
        elif "told" in fields:  # the stored name of `pending`
            self.pending += (_pending(fields["told"]),)
        else:
            self._replacements[fields["entry"]] = fields

    def begin(
        self, lines: Iterable[Line], pending: Iterable[PendingLine], files: Iterable[str] = ()
    ) -> None:
        """Store the replacements of these lines. From here on the erasure will be finished, at
        the latest at the next start. Raises OSError, and then it has not begun."""
        before = self._replacements, self.files, self.pending
        self._replacements = self._replacements | {
            line.idempotency_key: _replacement(line) for line in lines
        }
        self.files |= set(files)
        self.pending += tuple(pending)
        try:
            self._write()
        except BaseException:
            self._replacements, self.files, self.pending = before
            raise

    def finish(self) -> None:
        """Store that the erasure is finished. Raises OSError."""
        self.pending = ()
        self._write()

    @property
    def unfinished(self) -> bool:
        """Whether an erasure began and was not finished."""
        return bool(self.pending)

    @property
    def idempotency_keys(self) -> list[str]:
        """The idempotency keys of the lines of which something was erased."""
        return list(self._replacements)

    def applied(self, line: Line) -> Line:
        """The line as it is after all erasures."""
        replacement = self._replacements.get(line.idempotency_key)
        if replacement is None:
            return line
        body = None if replacement["body"] is None else canonical(replacement["body"])
        salt = replacement.get("salt", line.salt)  # those of versions before 0.6 have none
        return replace(line, actor=replacement["actor"], body=body, salt=salt)

    def _write(self) -> None:
        partial = self._path.with_name(f"{NAME}.half")
        rows = [
            *self._replacements.values(),
            *({"photo": name} for name in sorted(self.files)),
            *({"told": _stored(line)} for line in self.pending),
        ]
        with partial.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{canonical(row)}\n" for row in rows)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(self._path)
        fsync_folder(self._path.parent)


def _stored(line: PendingLine) -> Mapping[str, Any]:
    fields = asdict(line)
    return {"entry": fields.pop("idempotency_key"), **fields}


def _pending(stored: Mapping[str, Any]) -> PendingLine:
    fields = dict(stored)
    return PendingLine(fields.pop("entry"), **fields)


def _replacement(line: Line) -> Mapping[str, Any]:
    body = None if line.body is None else json.loads(line.body)
    salt = {} if line.salt is None else {"salt": line.salt}
    return {"entry": line.idempotency_key, "actor": line.actor, "body": body, **salt}
