"""What was erased: for each line, what stands there instead. Kept beside the journal.

An older copy of the logbook still holds what was erased since. Whenever lines come in from
outside, this list is laid over them, so that it is erased from those too. It holds nothing of
what was erased, not even after a second erasure from the same line: it is never added to, but
written anew as a whole. So an erasure has begun, all of it, or it has not.
"""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from pilots.errors import JournalDamaged
from pilots.store.logbook.journal import fsync_folder
from pilots.store.logbook.line import Draft, Line, canonical

NAME = "erased.jsonl"


class Tombstones:
    """The list, and what an erasure that was broken off still has to say.

    Raises JournalDamaged where it cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._instead: dict[str, Mapping[str, Any]] = {}
        self.photos: frozenset[str] = frozenset()
        """The names of photos that were erased."""
        self.told: tuple[Draft, ...] = ()
        """That it was erased: to be recorded at the end of an erasure that is under way."""
        if self._path.exists():
            for number, raw in enumerate(self._path.read_bytes().splitlines(), start=1):
                try:
                    self._know(json.loads(raw))
                except (KeyError, TypeError, ValueError):
                    raise JournalDamaged(path=self._path, line=number) from None

    def _know(self, said: Mapping[str, Any]) -> None:
        if "photo" in said:
            self.photos |= {said["photo"]}
        elif "told" in said:
            self.told += (Draft(**said["told"]),)
        else:
            self._instead[said["entry"]] = said

    def begin(
        self, lines: Iterable[Line], told: Iterable[Draft], photos: Iterable[str] = ()
    ) -> None:
        """Say what these lines are from now on. From here on an erasure is finished, whatever
        happens: at the latest at the next start. Raises OSError, and then it has not begun."""
        before = self._instead, self.photos, self.told
        self._instead = self._instead | {line.idempotency_key: _instead_of(line) for line in lines}
        self.photos |= set(photos)
        self.told += tuple(told)
        try:
            self._write()
        except BaseException:
            self._instead, self.photos, self.told = before
            raise

    def finish(self) -> None:
        """The erasure came to its end. Raises OSError."""
        self.told = ()
        self._write()

    @property
    def unfinished(self) -> bool:
        """Whether an erasure began and did not come to its end."""
        return bool(self.told)

    @property
    def idempotency_keys(self) -> list[str]:
        """The idempotency keys of the lines of which something was erased."""
        return list(self._instead)

    def applied(self, line: Line) -> Line:
        """A line as it is after all erasures."""
        instead = self._instead.get(line.idempotency_key)
        if instead is None:
            return line
        body = None if instead["body"] is None else canonical(instead["body"])
        return replace(line, actor=instead["actor"], body=body)

    def _write(self) -> None:
        half = self._path.with_name(f"{NAME}.half")
        told = ({"told": asdict(draft)} for draft in self.told)
        photos = ({"photo": name} for name in sorted(self.photos))
        with half.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{canonical(it)}\n" for it in (*self._instead.values(), *photos))
            file.writelines(f"{canonical(it)}\n" for it in told)
            file.flush()
            os.fsync(file.fileno())
        half.replace(self._path)
        fsync_folder(self._path.parent)


def _instead_of(line: Line) -> Mapping[str, Any]:
    body = None if line.body is None else json.loads(line.body)
    return {"entry": line.idempotency_key, "actor": line.actor, "body": body}
