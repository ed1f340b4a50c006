"""The journal: the logbook's lines once more, as JSON lines in a file a month.

A kill in the middle of a DuckDB checkpoint can leave a database that does not open. The
journal is written and fsynced before DuckDB commits, so whatever was acknowledged can always
be read from it. It needs no program to be read: it is text, in order.
"""

import os
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import datetime
from itertools import accumulate, groupby, islice
from operator import itemgetter
from pathlib import Path

from pilots.errors import JournalDamaged
from pilots.store.logbook.line import Line

Mark = dict[Path, int]
"""How long each file was, so that a refused line can be taken back."""


class Journal:
    """The files `2026-11.jsonl` … in a folder. Their names sort in the order of the lines."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def files(self) -> list[Path]:
        return sorted(self.folder.glob("????-??.jsonl"))

    def last(self) -> Line | None:
        """The newest whole line, read from the end of the newest file."""
        for path in reversed(self.files()):
            end = path.stat().st_size
            while raw := _last_raw(path, end):
                if _is_whole(raw):
                    return Line.from_json(raw)
                end -= len(raw)
        return None

    def lines(self, after: int = 0) -> Iterator[Line]:
        """All lines with a number above `after`, in order, without gaps.

        Raises JournalDamaged at the first line that cannot be read or does not follow.
        """
        before: int | None = None
        for path in self._files_from(after + 1):
            with path.open("rb") as file:
                for number, raw in enumerate(file, start=1):
                    if before is not None and before < after and _begins(raw, before + 1):
                        before += 1  # not asked for: looked at, not read
                        continue
                    try:
                        line = Line.from_json(raw)
                    except ValueError:
                        raise JournalDamaged(path=path, line=number) from None
                    follows = line.seq <= after + 1 if before is None else line.seq == before + 1
                    if not follows:
                        raise JournalDamaged(path=path, line=number)
                    before = line.seq
                    if line.seq > after:
                        yield line

    def append(self, lines: Sequence[Line]) -> None:
        """Write lines and see them onto the disk. Raises OSError; then use `take_back`."""
        newest = max((path.stem for path in self.files()), default="")
        # Never an older file, whatever the clock says: files are read in order of name.
        months = accumulate((f"{line.recorded_at:%Y-%m}" for line in lines), max, initial=newest)
        dated = zip(islice(months, 1, None), lines, strict=True)
        for stem, group in groupby(dated, key=itemgetter(0)):
            path = self.folder / f"{stem}.jsonl"
            new = not path.exists()
            with path.open("ab") as file:
                file.writelines(_written(line) for _, line in group)
                file.flush()
                os.fsync(file.fileno())
            if new:
                fsync_folder(self.folder)

    def rewrite(self, idempotency_keys: Collection[str], instead: Callable[[Line], Line]) -> None:
        """Put other lines in the place of those with these idempotency keys.

        The one act that changes what was written. File by file: a kill leaves each as it was
        or as it is to be, and a second time is no harm. Raises OSError.
        """
        among = frozenset(idempotency_key.encode() for idempotency_key in idempotency_keys)
        for path in self.files():
            half = path.with_name(f"{path.name}.half")
            changed = False
            with path.open("rb") as old, half.open("wb") as new:
                for raw in old:
                    now = _rewritten(raw, instead) if _names(raw, among) else raw
                    changed |= now != raw
                    new.write(now)
                new.flush()
                os.fsync(new.fileno())
            if changed:
                half.replace(path)
                fsync_folder(self.folder)
            else:
                half.unlink()

    def mark(self) -> Mark:
        return {path: path.stat().st_size for path in self.files()}

    def take_back(self, mark: Mark) -> None:
        """Make the journal what it was at the mark. The writer's lock must still be held."""
        for path, size in self.mark().items():
            if size != mark.get(path, 0):
                _truncate(path, mark.get(path, 0))

    def cut_torn_end(self) -> bool:
        """Set aside what a crash left half-written at the end; True when there was any.

        A line is acknowledged only after its fsync, so a torn one was promised to nobody.
        What is cut is kept beside the file, under the name `….torn`.
        """
        torn = False
        for path in reversed(self.files()):
            while raw := _last_raw(path, size := path.stat().st_size):
                if _is_whole(raw):
                    return torn
                with path.with_name(f"{path.name}.torn").open("ab") as aside:
                    aside.write(raw if raw.endswith(b"\n") else raw + b"\n")
                _truncate(path, size - len(raw))
                torn = True
        return torn

    def set_aside(self, damaged: Path) -> None:
        """Move a file that cannot be read out of the way, and the ones that follow it."""
        stamp = f"{datetime.now():%Y%m%d-%H%M%S-%f}"
        for path in self.files():
            if path >= damaged:
                path.rename(path.with_name(f"{path.name}.damaged-{stamp}"))

    def _files_from(self, seq: int) -> list[Path]:
        """The files that hold this line and later ones, without reading the ones before."""
        files = [path for path in self.files() if path.stat().st_size]
        for index in range(len(files) - 1, 0, -1):
            with files[index].open("rb") as file:
                first = file.readline()
            if _is_whole(first) and Line.from_json(first).seq <= seq:
                return files[index:]
        return files


def _written(line: Line) -> bytes:
    return f"{line.to_json()}\n".encode()


_KEY = re.compile(rb'\{"seq":\d+,"entry":"([0-9a-f-]{36})"')


def _names(raw: bytes, idempotency_keys: Collection[bytes]) -> bool:
    """Whether this may be a line with one of these keys. Reading it takes 20 times as long."""
    found = _KEY.match(raw)
    return found is None or found[1] in idempotency_keys


def _rewritten(raw: bytes, instead: Callable[[Line], Line]) -> bytes:
    if not _is_whole(raw):
        return raw
    line = Line.from_json(raw)
    now = instead(line)
    return raw if now == line else _written(now)


def _begins(raw: bytes, seq: int) -> bool:
    """Whether this looks like the line with this number. Reading it takes 20 times as long."""
    return raw.startswith(b'{"seq":%d,"entry":' % seq) and raw.endswith(b"}\n")


def _is_whole(raw: bytes) -> bool:
    """Whether a line was written to its end."""
    try:
        Line.from_json(raw)
    except ValueError:
        return False
    return raw.endswith(b"\n")


def _last_raw(path: Path, end: int, block: int = 1 << 16) -> bytes:
    """The last line of a file's first `end` bytes, whole or torn, with its newline if any."""
    with path.open("rb") as file:
        raw = b""
        while end > 0:
            step = min(block, end)
            end -= step
            file.seek(end)
            raw = file.read(step) + raw
            cut = raw.rfind(b"\n", 0, len(raw) - 1)
            if cut >= 0:
                return raw[cut + 1 :]
        return raw


def _truncate(path: Path, size: int) -> None:
    with path.open("r+b") as file:
        file.truncate(size)
        os.fsync(file.fileno())


def fsync_folder(folder: Path) -> None:
    """A new file's name is on the disk only when its folder is."""
    if os.name == "nt":  # Windows keeps names itself, and cannot open a folder
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
