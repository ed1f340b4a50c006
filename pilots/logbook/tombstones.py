"""What was erased: for each line, what stands there instead. Kept beside the journal.

An older copy of the logbook still holds what was erased since. Whenever lines come in from
outside, this list is laid over them, so that it is erased from those too. It holds nothing of
what was erased.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from pilots.logbook.line import Line, canonical

NAME = "erased.jsonl"


class Tombstones:
    """The list, and whether an erasure was broken off."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._begun = folder / f"{NAME}.begun"
        self._instead: dict[str, dict[str, Any]] = {}
        if self._path.exists():
            for raw in self._path.read_text(encoding="utf-8").splitlines():
                self._know(raw)

    def _know(self, raw: str) -> None:
        try:
            told = json.loads(raw)
        except ValueError:  # half-written: that erasure was not promised to anybody
            return
        self._instead[told["entry"]] = told

    def begin(self, lines: Iterable[Line]) -> None:
        """Say what these lines are from now on. From here on an erasure is finished, whatever
        happens: at the latest at the next start. Raises OSError."""
        self._begun.touch()
        with self._path.open("a", encoding="utf-8") as file:
            for line in lines:
                body = None if line.body is None else json.loads(line.body)
                raw = canonical({"entry": line.entry, "actor": line.actor, "body": body})
                file.write(f"{raw}\n")
                self._know(raw)
            file.flush()
            os.fsync(file.fileno())

    @property
    def unfinished(self) -> bool:
        """Whether an erasure began and did not come to its end."""
        return self._begun.exists()

    def finish(self) -> None:
        self._begun.unlink(missing_ok=True)

    @property
    def entries(self) -> list[str]:
        return list(self._instead)

    def applied(self, line: Line) -> Line:
        """A line as it is after all erasures."""
        instead = self._instead.get(line.entry)
        if instead is None:
            return line
        body = None if instead["body"] is None else canonical(instead["body"])
        return replace(line, actor=instead["actor"], body=body)
