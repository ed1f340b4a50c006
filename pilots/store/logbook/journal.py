"""The journal: a write-ahead journal of the logbook's lines, as JSON lines in a file per month.

A kill in the middle of a DuckDB checkpoint can leave a database that does not open. The
journal is written and fsynced before DuckDB commits, so every acknowledged line can be read
from it. It is plain text, so no program is needed to read it.
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
"""The size of each file in bytes, to roll an append back to."""


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
                        before += 1  # at or below `after`: not worth parsing
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
        """Write lines and fsync them. Raises OSError; then call `roll_back`."""
        newest = max((path.stem for path in self.files()), default="")
        # Never into an older file, whatever the clock says: files are read in order of name.
        months = accumulate((f"{line.recorded_at:%Y-%m}" for line in lines), max, initial=newest)
        dated = zip(islice(months, 1, None), lines, strict=True)
        for stem, group in groupby(dated, key=itemgetter(0)):
            path = self.folder / f"{stem}.jsonl"
            new = not path.exists()
            with path.open("ab") as file:
                file.writelines(line.to_bytes() for _, line in group)
                file.flush()
                os.fsync(file.fileno())
            if new:
                fsync_folder(self.folder)

    def rewrite(self, idempotency_keys: Collection[str], erased: Callable[[Line], Line]) -> None:
        """Replace the lines with these idempotency keys by what `erased` makes of them.

        The one method that changes what was written. Each file is replaced atomically, and to
        repeat it is harmless. Raises OSError.
        """
        wanted = frozenset(key.encode() for key in idempotency_keys)
        for path in self.files():
            partial = path.with_name(f"{path.name}.half")
            changed = False
            with path.open("rb") as old, partial.open("wb") as new:
                for raw in old:
                    rewritten = _rewrite(raw, erased) if _may_have_key(raw, wanted) else raw
                    changed |= rewritten != raw
                    new.write(rewritten)
                new.flush()
                os.fsync(new.fileno())
            if changed:
                partial.replace(path)
                fsync_folder(self.folder)
            else:
                partial.unlink()

    def mark(self) -> Mark:
        return {path: path.stat().st_size for path in self.files()}

    def roll_back(self, mark: Mark) -> None:
        """Truncate the journal to the mark. The writer's lock must still be held."""
        for path, size in self.mark().items():
            if size != mark.get(path, 0):
                _truncate(path, mark.get(path, 0))

    def cut_torn_end(self) -> bool:
        """Cut off a torn write: what a crash left half-written at the end. True if there was one.

        A line is acknowledged only after its fsync, so a torn one was acknowledged to nobody.
        What is cut off is kept beside the file, in `….torn`.
        """
        was_torn = False
        for path in reversed(self.files()):
            while raw := _last_raw(path, size := path.stat().st_size):
                if _is_whole(raw):
                    return was_torn
                with path.with_name(f"{path.name}.torn").open("ab") as quarantine:
                    quarantine.write(raw if raw.endswith(b"\n") else raw + b"\n")
                _truncate(path, size - len(raw))
                was_torn = True
        return was_torn

    def first_damaged(self) -> Path | None:
        """The first file with a line that is not whole, by its looks, or does not follow."""
        seq = 0
        for path in self.files():
            with path.open("rb") as file:
                for raw in file:
                    seq += 1
                    if not _begins(raw, seq) and not _is_line(raw, seq):
                        return path
        return None

    def quarantine(self, damaged: Path) -> None:
        """Rename a file that cannot be read, and the ones after it, so that nothing reads them."""
        stamp = f"{datetime.now():%Y%m%d-%H%M%S-%f}"
        for path in self.files():
            if path >= damaged:
                path.rename(path.with_name(f"{path.name}.damaged-{stamp}"))

    def _files_from(self, seq: int) -> list[Path]:
        """The files that hold this line and later ones; earlier files are not read."""
        files = [path for path in self.files() if path.stat().st_size]
        for index in range(len(files) - 1, 0, -1):
            with files[index].open("rb") as file:
                first = file.readline()
            if _is_whole(first) and Line.from_json(first).seq <= seq:
                return files[index:]
        return files


_KEY = re.compile(rb'\{"seq":\d+,"entry":"([0-9a-f-]{36})"')


def _may_have_key(raw: bytes, idempotency_keys: Collection[bytes]) -> bool:
    """Whether this may be a line with one of these keys; parsing it takes 20 times as long."""
    found = _KEY.match(raw)
    return found is None or found[1] in idempotency_keys


def _rewrite(raw: bytes, erased: Callable[[Line], Line]) -> bytes:
    if not _is_whole(raw):
        return raw
    line = Line.from_json(raw)
    rewritten = erased(line)
    return raw if rewritten == line else rewritten.to_bytes()


def _begins(raw: bytes, seq: int) -> bool:
    """Whether this looks like the line with this number; parsing it takes 20 times as long."""
    return raw.startswith(b'{"seq":%d,"entry":' % seq) and raw.endswith(b"}\n")


def _is_line(raw: bytes, seq: int) -> bool:
    """Whether this is the line with this number, however it is written."""
    return _is_whole(raw) and Line.from_json(raw).seq == seq


def _is_whole(raw: bytes) -> bool:
    """Whether a line was written to its end: valid, and with its newline."""
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
    """Make the names of new and renamed files durable: they are part of the folder."""
    if os.name == "nt":  # Windows makes names durable itself, and cannot open a folder
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
